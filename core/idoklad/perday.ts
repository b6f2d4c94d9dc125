/** One cumulative sales receipt for each day × register × way of paying. */
import { sum } from '../money/micro';
import { membersLine } from '../plan/members';
import type { DayMember, PerDay } from '../plan/target';
import { returnsNote } from '../plan/texts';
import type { ReceiptItem } from '../records/types';
import { stableJson } from '../text/digest';
import { roundingLine } from './draft';
import type { RequestDraft } from './draft';
import { dayIdentity } from './identity';
import type { SalesReceiptItemPost, SalesReceiptPaymentPost, SalesReceiptRequest } from './types';

type Member = DayMember<RequestDraft>;

/** What does not depend on which receipts are in the document. */
function headOf(request: SalesReceiptRequest): Omit<SalesReceiptRequest, (typeof OF_ONE)[number]> {
	return Object.fromEntries(Object.entries(request).filter(([name]) => !(OF_ONE as readonly string[]).includes(name))) as ReturnType<typeof headOf>;
}

const OF_ONE = ['DateOfIssue', 'ExternalDocumentNumber', 'IsCumulative', 'Items', 'Name', 'Note', 'PartnerId', 'Payments'] as const;

/** Czech names of what a line sums up; goods and the like are simply takings. */
const KIND_TEXTS: Readonly<Record<ReceiptItem['kind'], string>> = {
	goods: 'Tržba',
	service: 'Tržba',
	discount: 'Tržba',
	other: 'Tržba',
	tip: 'Spropitné',
	advance: 'Záloha',
	packaging: 'Vratné obaly',
	singlePurposeVoucher: 'Poukazy jednoúčelové',
	multiPurposeVoucher: 'Poukazy víceúčelové',
};

interface Bundle {
	name: string;
	line: SalesReceiptItemPost;
	amounts: number[];
}

/** One line for each kind, rate and direction: what came back is never summed with what was sold. */
function dayLines(members: readonly Member[]): SalesReceiptItemPost[] {
	const bundles = new Map<string, Bundle>();
	for (const { receipt, draft } of members) {
		for (const [index, item] of receipt.items.entries()) {
			const line = draft.request.Items[index];
			const back = item.totalGross < 0;
			const rate = item.vatRate === null ? 'bez DPH' : `${item.vatRate} %`;
			const name = `${KIND_TEXTS[item.kind]} ${rate}${back ? ' (vráceno)' : ''}`;
			const key = stableJson([name, line.VatRateType]);
			const bundle = bundles.get(key) ?? { name, line, amounts: [] };
			bundle.amounts.push(item.totalGross);
			bundles.set(key, bundle);
		}
	}
	return [...bundles.values()].map(({ name, line, amounts }) => {
		const total = sum(amounts);
		return { Name: name, Amount: total < 0 ? -1 : 1, UnitPrice: Math.abs(total), PriceType: 0, VatRateType: line.VatRateType };
	});
}

function dayPayments(members: readonly Member[]): SalesReceiptPaymentPost[] {
	const options = new Map<number, number[]>();
	for (const { PaymentOptionId, PaymentAmount } of members.flatMap(({ draft }) => draft.request.Payments)) {
		options.set(PaymentOptionId, [...(options.get(PaymentOptionId) ?? []), PaymentAmount]);
	}
	return [...options].map(([PaymentOptionId, amounts]) => ({
		PaymentOptionId,
		PaymentAmount: sum(amounts),
		PaymentTransactionCode: '',
	}));
}

function join(members: readonly Member[], documentId: string, n: number): RequestDraft {
	const [{ receipt: first, draft }] = members;
	const { name, externalNumber } = dayIdentity(first, documentId, n);
	const keys = members.map(({ receipt }) => receipt.key);
	const lines = dayLines(members);
	// The till rounded every receipt; the agenda would round the day's sum once.
	const rounding = sum(members.map(({ receipt }) => receipt.rounding));
	return {
		documentId,
		keys,
		date: first.date,
		total: sum(members.map(({ receipt }) => receipt.total)),
		request: {
			...headOf(draft.request),
			DateOfIssue: first.date,
			ExternalDocumentNumber: externalNumber,
			IsCumulative: true,
			Items: rounding === 0 ? lines : [...lines, roundingLine(rounding)],
			Name: name,
			Note: [membersLine(keys), returnsNote(members)].filter(Boolean).join('\n'),
			Payments: dayPayments(members),
		},
		warnings: members.flatMap(({ receipt, draft: { warnings } }) => warnings.filter(({ code, place }) => code === 'paymentsMerged' || place === receipt.key)),
	};
}

/** Head and payment options have to be the same for all receipts of a document. */
function alike({ draft: { request } }: Member): string {
	return stableJson([headOf(request), request.Payments.map(({ PaymentOptionId }) => PaymentOptionId).sort()]);
}

/** A receipt with a company as customer should not come here: it would lose the customer. */
export const IDOKLAD_PER_DAY: PerDay<RequestDraft> = { alike, join };
