/** Amounts of a prodejka beside its items: payments, rounding, VAT summary. */
import { absMicro, fromMicro, ONE, type Micro } from '../money/micro';
import type { ReceiptItem, ReceiptPayment, VatSummaryRow } from '../records/types';
import { child, childrenOf, type XmlNode } from '../xml/node';
import { paymentMethod } from './paymentForms';
import { documentRounding, readNumber, type Reading } from './values';
import { vatPercent, type VatPeriod } from './vatRates';

/** A document while it is read. */
export interface RecordContext {
	reading: Reading;
	/** Day of the document: what a VAT code means depends on it. */
	date: string;
	vatRates?: readonly VatPeriod[];
	/** Collects why the document cannot be read. */
	reasons: string[];
}

function amount(context: RecordContext, node: XmlNode | undefined, ...path: string[]): Micro | undefined {
	const value = readNumber(context.reading.text(node, ...path));
	if (typeof value !== 'string') return value;
	context.reasons.push(`${path[path.length - 1].replace(/^.*:/, '')} cannot be read: ${value}.`);
	return 0n;
}

export function readForm(
	context: RecordContext,
	node: XmlNode | undefined,
): { method: ReceiptPayment['method']; label?: string } {
	return paymentMethod({
		ids: context.reading.text(node, 'typ:ids'),
		type: context.reading.text(node, 'typ:paymentType'),
	});
}

/** prodejkaPayments; the amount is what stayed in the till. */
export function readPayments(context: RecordContext, payments: XmlNode | undefined): ReceiptPayment[] {
	return childrenOf(payments, 'pro:paymentItem').map((item) => {
		const received = amount(context, item, 'pro:received') ?? 0n;
		const home = amount(context, item, 'pro:receivedHomeCurrency');
		const returned = amount(context, item, 'pro:returned') ?? 0n;
		const reference = context.reading.text(item, 'pro:note');
		return {
			...readForm(context, child(item, 'pro:paymentType')),
			amount: fromMicro((home ?? received) - returned),
			...(returned === 0n ? {} : { tendered: fromMicro(home ?? received), change: fromMicro(returned) }),
			...(reference === undefined ? {} : { reference }),
		};
	});
}

/**
 * Rounding of the document: stated by an export (priceRound), else by roundingDocument; payments decide where they show
 * that nothing was rounded, or that something was though the file has no roundingDocument.
 */
export function readRounding(
	context: RecordContext,
	summary: XmlNode | undefined,
	items: Micro,
	paid: Micro | undefined,
): Micro {
	const stated = amount(context, summary, 'pro:homeCurrency', 'typ:round', 'typ:priceRound');
	const mode = context.reading.text(summary, 'pro:roundingDocument');
	if (stated !== undefined) return stated;
	if (mode === undefined) {
		const whole = paid !== undefined && paid % ONE === 0n && absMicro(paid - items) <= ONE / 2n;
		return whole ? paid - items : 0n;
	}
	const rounding = documentRounding(items, mode);
	if (rounding === undefined) context.reasons.push(`roundingDocument is "${mode}", which is not known.`);
	return paid === items ? 0n : (rounding ?? 0n);
}

/** Names of the three sums per rate in homeCurrency; `none` has one amount only. */
const RATES: ReadonlyArray<{ code: 'high' | 'low' | 'third'; net: string; vat: string; gross: string }> = [
	{ code: 'high', net: 'typ:priceHigh', vat: 'typ:priceHighVAT', gross: 'typ:priceHighSum' },
	{ code: 'low', net: 'typ:priceLow', vat: 'typ:priceLowVAT', gross: 'typ:priceLowSum' },
	{ code: 'third', net: 'typ:price3', vat: 'typ:price3VAT', gross: 'typ:price3Sum' },
];

/** VAT per rate as the file states it; empty where it states none. */
export function readVatSummary(context: RecordContext, summary: XmlNode | undefined): VatSummaryRow[] {
	const home = child(summary, 'pro:homeCurrency');
	const rows: VatSummaryRow[] = [];
	for (const { code, net: netName, vat: vatName, gross: grossName } of RATES) {
		const [net, vat, gross] = [netName, vatName, grossName].map((name) => amount(context, home, name));
		if (!net && !vat && !gross) continue;
		const stated = readNumber(child(home, vatName)?.attributes.rate);
		const vatRate =
			typeof stated === 'bigint' ? fromMicro(stated) : vatPercent(code, context.date, context.vatRates);
		if (vatRate === undefined || vat === undefined) continue;
		const whole = gross ?? (net ?? 0n) + vat;
		rows.push({ vatRate, net: fromMicro(net ?? whole - vat), vat: fromMicro(vat), gross: fromMicro(whole) });
	}
	const none = amount(context, home, 'typ:priceNone');
	if (none) rows.push({ vatRate: 0, net: fromMicro(none), vat: 0, gross: fromMicro(none) });
	return rows;
}

/** A document without items, which takes its totals from the summary: one item per rate. */
export function itemsOfSummary(rows: readonly VatSummaryRow[], name: string | undefined): ReceiptItem[] {
	return rows.map((row, index) => ({
		line: index + 1,
		kind: 'other',
		name: name ?? 'Total',
		quantity: row.gross < 0 ? -1 : 1,
		unitPrice: Math.abs(row.gross),
		vatRate: row.vatRate,
		totalNet: row.net,
		totalVat: row.vat,
		totalGross: row.gross,
	}));
}
