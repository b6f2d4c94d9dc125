/** The question to POST /SalesReceipts/Recount, which computes a receipt without saving it, and what its answer says. */
import { ONE, roundMicro, toMicro } from '../money/micro';
import type { RequestDraft } from './draft';
import { isExact, isWhole, lineKey, lineTotal, linesTotal } from './lines';
import type { RoundingClass, RoundingWay } from './rounding';
import type { SalesReceiptItemPost, VatRate } from './types';
import { vatRateTypeOf } from './vat';

/** Most lines of a question. */
const PROBE_LINES = 100;

/** POST /SalesReceipts/Recount. */
export interface RecountRequest {
	CurrencyId: number;
	DateOfIssue: string;
	ExchangeRate?: number;
	ExchangeRateAmount?: number;
	Items: Array<Omit<SalesReceiptItemPost, 'Unit' | 'PriceListItemId'> & { Id: number; ItemType: 0 }>;
	Payments: Array<{ PaymentOptionId: number }>;
}

/** What a single document would be, for a Recount of it alone. */
export function recountRequest(draft: Pick<RequestDraft, 'request'>, lines = draft.request.Items): RecountRequest {
	const { CurrencyId, DateOfIssue, ExchangeRate, ExchangeRateAmount, Payments } = draft.request;
	return {
		CurrencyId,
		DateOfIssue,
		...(ExchangeRate === undefined ? {} : { ExchangeRate, ExchangeRateAmount }),
		Items: lines.map(({ Amount, Name, PriceType, UnitPrice, VatRateType }, Id) => ({
			Amount,
			Name,
			PriceType,
			UnitPrice,
			VatRateType,
			Id,
			ItemType: 0,
		})),
		Payments: Payments.map(({ PaymentOptionId }) => ({ PaymentOptionId })),
	};
}

/** The question about a class: the lines of one document whose total is not whole, and all lines that are not exact. */
export function probe({ drafts }: RoundingClass, vatRates: readonly VatRate[]): RecountRequest {
	const base = drafts.find((draft) => !isWhole(linesTotal(draft.request.Items))) ?? drafts[0];
	const lines = base.request.Items.slice(0, PROBE_LINES);
	const asked = new Set(lines.map(lineKey));
	const valid = new Set(
		vatRates
			.filter(({ Rate }) => Rate !== undefined && vatRateTypeOf(Rate, base.date, vatRates) !== undefined)
			.map(({ RateType }) => RateType),
	);
	for (const line of drafts.flatMap((draft) => draft.request.Items)) {
		if (lines.length >= PROBE_LINES || isExact(line) || asked.has(lineKey(line)) || !valid.has(line.VatRateType)) continue;
		asked.add(lineKey(line));
		lines.push(line);
	}
	// A whole sum would not show whether the agenda rounds.
	while (lines.length > base.request.Items.length && isWhole(linesTotal(lines))) lines.pop();
	return recountRequest(base, lines);
}

/** Answer of Recount, as far as it is needed. */
export interface RecountAnswer {
	Items?: Array<{ ItemType?: number; Prices?: { TotalWithVat?: number } | null }> | null;
	Prices?: { TotalWithVat?: number } | null;
}

interface Judgement {
	/** undefined: the answer did not show it. */
	way?: RoundingWay;
	/** Lines that iDoklad computes in another way: key of the line → its amount there. */
	wrong: Map<string, number>;
}

/** What an answer says. A line of ItemType 1 is the agenda's own rounding. */
export function judge(asked: RecountRequest, answer: RecountAnswer): Judgement {
	const lines = (answer.Items ?? []).filter(({ ItemType }) => ItemType !== 1);
	const total = answer.Prices?.TotalWithVat;
	const amounts = lines.map(({ Prices }) => Prices?.TotalWithVat);
	const wrong = new Map<string, number>();
	if (lines.length !== asked.Items.length || total === undefined) return { wrong };
	let sum = 0n;
	for (const [index, amount] of amounts.entries()) {
		if (amount === undefined) return { wrong };
		sum += toMicro(amount);
		if (toMicro(amount) !== lineTotal(asked.Items[index])) wrong.set(lineKey(asked.Items[index]), amount);
	}
	if (isWhole(sum)) return { way: toMicro(total) === sum ? undefined : 'other', wrong };
	const way = toMicro(total) === sum ? 'none' : toMicro(total) === roundMicro(sum, ONE) ? 'whole' : 'other';
	return { way, wrong };
}
