/** VAT of a prodejka as its summary states it. */
import { fromMicro, microText, type Micro } from '../money/micro';
import type { ReceiptItem, VatSummaryRow } from '../records/types';
import { localName, type XmlNode } from '../xml/node';
import { amount, type RecordContext } from './exportAmounts';
import { vatPercent } from './vatRates';

interface RateNames {
	code: 'high' | 'low' | 'third';
	net: string;
	vat: string;
	gross: string;
}

/** Names of the three sums per rate in homeCurrency; `none` has one amount only. */
const RATES: readonly RateNames[] = [
	{ code: 'high', net: 'typ:priceHigh', vat: 'typ:priceHighVAT', gross: 'typ:priceHighSum' },
	{ code: 'low', net: 'typ:priceLow', vat: 'typ:priceLowVAT', gross: 'typ:priceLowSum' },
	{ code: 'third', net: 'typ:price3', vat: 'typ:price3VAT', gross: 'typ:price3Sum' },
];

/** Per cent of a row: stated by an export (@rate), else by the code on the day of the document. */
function percentOf(context: RecordContext, home: XmlNode | undefined, { code, net, vat }: RateNames): number | undefined {
	const { reading, reasons, date, vatRates } = context;
	const node = reading.node(home, vat);
	const text = reading.attribute(node, 'rate');
	const stated = text === undefined ? undefined : Number(text);
	if (stated !== undefined && !(stated >= 0 && stated <= 100)) {
		reasons.push(`${localName(vat)}/@rate cannot be read: "${text?.slice(0, 40)}" is no per cent.`);
		return undefined;
	}
	const percent = stated ?? vatPercent(code, date, vatRates);
	if (percent === undefined) {
		reasons.push(
			`The summary states amounts at the rate "${code}" (${localName(net)}), and what per cent that is on ${date} is not known. ` +
				`Export the document with ${localName(vat)}/@rate.`,
		);
	}
	return percent;
}

/** A row of which two of net, VAT and sum are stated; a reason with the rate's name where it has fewer. */
function rowOf(context: RecordContext, names: RateNames, home: XmlNode | undefined): VatSummaryRow | undefined {
	const { net: netName, vat: vatName, gross: grossName, code } = names;
	const stated = [netName, vatName, grossName].map((name) => amount(context, home, name));
	const [net, vat, gross] = stated;
	if (!net && !vat && !gross) return undefined;
	const vatRate = percentOf(context, home, names);
	if (vatRate === undefined) return undefined;
	const known = stated.find((value): value is Micro => value !== undefined) ?? 0n;
	const missing = [netName, vatName, grossName].filter((_, index) => stated[index] === undefined).map(localName);
	if (missing.length > 1) {
		context.reasons.push(
			`The summary states ${microText(known, 2)} at the rate "${code}" (${vatRate} %) without ${missing.join(' and ')}: ` +
				'two of net, VAT and sum are needed. Export the document with its items, or with all sums.',
		);
		return undefined;
	}
	const whole = gross ?? (net ?? 0n) + (vat ?? 0n);
	const base = net ?? whole - (vat ?? 0n);
	return { vatRate, net: fromMicro(base), vat: fromMicro(vat ?? whole - base), gross: fromMicro(whole) };
}

/** VAT per rate as the file states it; empty where it states none. What cannot be read becomes a reason. */
export function readVatSummary(context: RecordContext, summary: XmlNode | undefined): VatSummaryRow[] {
	const home = context.reading.node(summary, 'pro:homeCurrency');
	const rows = RATES.flatMap((names) => rowOf(context, names, home) ?? []);
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
