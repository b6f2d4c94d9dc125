/** One cumulative sales receipt for each day × register × way of paying. */
import { sum } from '../money/micro';
import type { Receipt, ReceiptItem } from '../records/types';
import { membersLine } from '../plan/members';
import { dayPrefix } from '../plan/perday';
import { plainId } from '../records/keys';
import type { KnownOriginal } from '../records/results';
import { returnsNote } from '../plan/texts';
import { stableJson } from '../text/digest';
import { roundingLine } from './draft';
import type { DocumentDraft, PlacedReceipt } from './draft';
import { dayIdentity } from './identity';
import type { ReceiptSettings } from './settings';
import type { SalesReceiptItemPost, SalesReceiptPaymentPost } from './types';

/** A receipt that has passed all checks. */
export interface DayMember {
	receipt: Receipt;
	placed: PlacedReceipt;
	generation: number;
	/** Of a return: what it may mean. */
	originals?: readonly KnownOriginal[];
}

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
function dayLines(members: readonly DayMember[]): SalesReceiptItemPost[] {
	const bundles = new Map<string, Bundle>();
	for (const { receipt, placed } of members) {
		for (const [index, item] of receipt.items.entries()) {
			const line = placed.lines[index];
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

function dayPayments(members: readonly DayMember[]): SalesReceiptPaymentPost[] {
	const options = new Map<number, number[]>();
	for (const { PaymentOptionId, PaymentAmount } of members.flatMap(({ placed }) => placed.payments)) {
		options.set(PaymentOptionId, [...(options.get(PaymentOptionId) ?? []), PaymentAmount]);
	}
	return [...options].map(([PaymentOptionId, amounts]) => ({
		PaymentOptionId,
		PaymentAmount: sum(amounts),
		PaymentTransactionCode: '',
	}));
}

function dayDraft(members: readonly DayMember[], n: number): DocumentDraft {
	const [{ receipt: first, placed, generation }] = members;
	const { documentId, name, externalNumber } = dayIdentity(first, generation, n);
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
			...placed.header,
			DateOfIssue: first.date,
			ExternalDocumentNumber: externalNumber,
			IsCumulative: true,
			Items: rounding === 0 ? lines : [...lines, roundingLine(rounding)],
			Name: name,
			Note: [membersLine(keys), returnsNote(members)].filter(Boolean).join('\n'),
			Payments: dayPayments(members),
		},
		warnings: members.flatMap(({ receipt, placed: { warnings } }) => warnings.filter(({ code, place }) => code === 'paymentsMerged' || place === receipt.key)),
	};
}

/** In the order of issue, and always the same for the same receipts. */
function inOrder(a: DayMember, b: DayMember): number {
	const [x, y] = [a, b].map(({ receipt }) => `${receipt.issuedAt ?? ''} ${receipt.number.padStart(20, '0')} ${receipt.key}`);
	return x < y ? -1 : x > y ? 1 : 0;
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): T[][] {
	const groups = new Map<string, T[]>();
	for (const one of list) {
		const key = keyOf(one);
		const group = groups.get(key);
		if (group) group.push(one);
		else groups.set(key, [one]);
	}
	return [...groups.values()];
}

/** Head and payment options have to be the same for all receipts of a document. */
function alikeKey({ placed }: DayMember): string {
	return stableJson([placed.header, placed.payments.map(({ PaymentOptionId }) => PaymentOptionId).sort()]);
}

/**
 * Documents of receipts that are not in one yet. Numbers that iDoklad has are skipped, so what comes late makes a
 * supplement. A receipt with a company as customer should not come here: it would lose the customer.
 *
 * @param taken identities of the Per Day documents that iDoklad has on these days
 */
export function dayDocuments(
	members: readonly DayMember[],
	taken: ReadonlySet<string>,
	settings: ReceiptSettings,
): DocumentDraft[] {
	const documents: DocumentDraft[] = [];
	for (const group of groupBy(members, ({ receipt, generation }) => dayPrefix(receipt, generation))) {
		const prefix = dayPrefix(group[0].receipt, group[0].generation);
		let n = 1;
		for (const alike of groupBy([...group].sort(inOrder), alikeKey)) {
			for (let from = 0; from < alike.length; from += settings.maxMembers) {
				while (taken.has(plainId(`${prefix}${n}`))) n += 1;
				documents.push(dayDraft(alike.slice(from, from + settings.maxMembers), n));
				n += 1;
			}
		}
	}
	return documents;
}
