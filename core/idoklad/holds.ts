/** What keeps a receipt out of iDoklad besides what holds it back in every target (core/plan/holds.ts). */
import { formatMoney } from '../money/micro';
import { ENTERED_BY_HAND } from '../plan/decisions';
import { isHighTotal } from '../plan/holds';
import type { Reason } from '../plan/messages';
import type { Receipt } from '../records/types';
import type { ReceiptSettings } from './settings';

export function highTotal(receipt: Receipt, settings: ReceiptSettings): Reason[] {
	const vatId = receipt.customer?.vatId?.trim();
	const companyId = receipt.customer?.companyId?.trim();
	if (settings.highTotal === 'send' || (!vatId && !companyId) || !isHighTotal(receipt, settings.highTotalLimit)) return [];
	const who = vatId ? `DIČ ${vatId}` : `IČO ${companyId}`;
	return [
		{
			code: 'highTotal',
			text: `it is over ${formatMoney(settings.highTotalLimit)} and names the customer's ${who}: it may belong into the VAT control statement by itself`,
			todo: `Enter it in iDoklad as an invoice and choose ${ENTERED_BY_HAND} in the Problems form, or let such receipts go as sales receipts (High Totals in the iDoklad node) and choose Retry there.`,
		},
	];
}
