/** What keeps a record out of POHODA besides what holds it back in every target (core/plan/holds.ts). */
import { formatMoney } from '../../money/micro';
import { formatDay } from '../../records/dates';
import type { Receipt } from '../../records/types';
import { BY_DECISION, ENTERED_BY_HAND, NOT_TO_BE_SENT } from '../../plan/decisions';
import { isHighTotal } from '../../plan/holds';
import { RETRY } from '../../plan/messages';
import type { PlanInput, Reason } from '../../plan/messages';
import type { ReceiptSettings } from './settings';

type Check = (input: PlanInput, settings: ReceiptSettings) => Reason | undefined;

const knownRegister: Check = ({ record }, { registers }) =>
	registers === undefined || registers.includes(record.register)
		? undefined
		: {
				code: 'register',
				text: `the register '${record.register}' is not one that POHODA knows`,
				todo: `Add it to Known Registers in the POHODA node and ${RETRY}`,
			};

const period: Check = ({ record }, settings) => {
	if (settings.period === undefined) return undefined;
	const { from, to } = settings.period;
	if (record.date >= from && record.date <= to) return undefined;
	return {
		code: 'period',
		text: `${formatDay(record.date)} is outside of the accounting period ${formatDay(from)} to ${formatDay(to)} of this POHODA unit, and nothing is moved to another day`,
		todo: `Let the mServer open the unit of that year (or enter it there by hand and choose ${ENTERED_BY_HAND}), then ${RETRY}`,
	};
};

const foreignCurrency: Check = ({ record }) =>
	record.currency === 'CZK'
		? undefined
		: { code: 'currency', text: `it is in ${record.currency}, and a prodejka has no foreign currency`, todo: BY_DECISION.enter('POHODA') };

const emptyMovement: Check = ({ record }) =>
	record.recordType === 'cashMovement' && record.amount === 0
		? { code: 'emptyMovement', text: 'it moves no money', todo: `Choose ${NOT_TO_BE_SENT} in the Problems form.` }
		: undefined;

const CHECKS: readonly Check[] = [knownRegister, period, foreignCurrency, emptyMovement];

/** In the order of the table. */
export function pohodaHolds(input: PlanInput, settings: ReceiptSettings): Reason[] {
	return CHECKS.flatMap((check) => check(input, settings) ?? []);
}

/**
 * What a high total with a customer's DIČ or IČO means: a reason to hold, or `cashDocument` where the setting says so
 * and the VAT classification is known (a prodejka has none); undefined when it means nothing.
 */
export function highTotal(
	receipt: Receipt,
	settings: ReceiptSettings,
	vatClassification: string | undefined,
): Reason | 'cashDocument' | undefined {
	const vatId = receipt.customer?.vatId?.trim();
	const companyId = receipt.customer?.companyId?.trim();
	if (!isHighTotal(receipt, settings.highTotalLimit) || (!vatId && !companyId)) return undefined;
	const over = `is over ${formatMoney(settings.highTotalLimit)}`;
	if (!vatId) {
		return {
			code: 'highTotalCompany',
			text: `it ${over} and names the customer's IČO ${companyId} but no DIČ`,
			todo: `Find out whether the customer is a VAT payer; enter it in POHODA by hand as invoice or cash document and choose ${ENTERED_BY_HAND} in the Problems form.`,
		};
	}
	if (settings.highTotalWithVatId === 'cashDocument') {
		if (vatClassification) return 'cashDocument';
		return {
			code: 'vatClassification',
			text: `it ${over} and goes as a cash document, which needs a VAT classification (Členění DPH)`,
			todo: `Give it in Posting Rules or in High Total VAT Classification in the POHODA node and ${RETRY}`,
		};
	}
	return {
		code: 'highTotal',
		text: `it ${over} and names the customer's DIČ ${vatId}: it belongs into the VAT control statement by itself, and a prodejka has no class for that`,
		todo: `Enter it in POHODA by hand as invoice or cash document and choose ${ENTERED_BY_HAND}, or let such receipts go as cash documents in the POHODA node and choose Retry in the Problems form.`,
	};
}
