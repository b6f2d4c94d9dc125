/** Rules of the trade that keep a receipt back whatever its document would look like. */
import { formatMoney } from '../money/micro';
import type { SyncResult } from '../records/results';
import type { Receipt } from '../records/types';
import { ENTERED_BY_HAND } from '../plan/decisions';
import { holdReasons, isHighTotal } from '../plan/holds';
import type { PlanInput, Reason } from '../plan/messages';
import { planSettings } from './settings';
import type { ReceiptSettings } from './settings';
import { SYSTEM } from './tables';

/** Those of core/rules that hold for every target; currency, period and registers are POHODA's own. */
const SHARED = new Set(['pokShape', 'testPok', 'samePok', 'secondSystem', 'paused', 'cancelled', 'fiscalState', 'future']);

/** core/rules speaks of POHODA in its advice. */
function inOurWords(text: string): string {
	return text.replaceAll('POHODA', SYSTEM);
}

export function resultInOurWords(result: SyncResult): SyncResult {
	return {
		...result,
		message: inOurWords(result.message),
		warnings: result.warnings.map((warning) => ({ ...warning, text: inOurWords(warning.text) })),
	};
}

function highTotal(receipt: Receipt, settings: ReceiptSettings): Reason | undefined {
	const vatId = receipt.customer?.vatId?.trim();
	const companyId = receipt.customer?.companyId?.trim();
	if (settings.highTotal === 'send' || (!vatId && !companyId) || !isHighTotal(receipt, planSettings(settings))) return undefined;
	const who = vatId ? `DIČ ${vatId}` : `IČO ${companyId}`;
	return {
		code: 'highTotal',
		text: `it is over ${formatMoney(settings.highTotalLimit)} and names the customer's ${who}: it may belong into the VAT control statement by itself`,
		todo: `Enter it in iDoklad as an invoice and choose ${ENTERED_BY_HAND} in the Problems form, or let such receipts go as sales receipts (High Totals in the iDoklad node) and choose Retry there.`,
	};
}

export function holds(input: PlanInput & { record: Receipt }, settings: ReceiptSettings): Reason[] {
	const shared = holdReasons(input, planSettings(settings)).filter(({ code }) => SHARED.has(code));
	const words = shared.map((reason) => ({ ...reason, text: inOurWords(reason.text), todo: inOurWords(reason.todo) }));
	const high = highTotal(input.record, settings);
	return high ? [...words, high] : words;
}
