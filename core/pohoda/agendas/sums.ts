/** The summary of a document as it was read: VAT rows and total. */
import { fromMicro, toMicro, type Micro } from '../../money/micro';
import type { ReadContext } from './context';
import { readRate } from './rates';
import { addExtra } from './read';
import type { Fields } from './table';

/** Rates of a summary and the names of their amounts. */
export const RATES = [
	{ code: 'low', name: 'priceLow' },
	{ code: 'high', name: 'priceHigh' },
	{ code: 'third', name: 'price3' },
] as const;

/** A number as Micro; 0 where there is none. */
export function micro(value: unknown): Micro {
	return typeof value === 'number' ? toMicro(value) : 0n;
}

interface Sums {
	rounding?: number;
	vatSummary?: Fields[];
	total?: number;
}

/** A row of which two of net, VAT and gross are stated; `open` where it has fewer, undefined where it says nothing. */
function readRow(rate: (typeof RATES)[number]['code'], given: Fields, context: ReadContext): Fields | 'open' | undefined {
	const parts = ['net', 'vat', 'gross'].map((part) => given[`$sum.${rate}.${part}`]);
	const [net, vat, gross] = parts.map((part) => (typeof part === 'number' ? toMicro(part) : undefined));
	if (!net && !vat && !gross) return undefined;
	if (parts.filter((part) => part !== undefined).length < 2) return 'open';
	const whole = gross ?? (net ?? 0n) + (vat ?? 0n);
	const base = net ?? whole - (vat ?? 0n);
	const row = { net: fromMicro(base), vat: fromMicro(vat ?? whole - base), gross: fromMicro(whole) };
	if (toMicro(row.net) + toMicro(row.vat) !== whole) {
		const text = `The summary states net ${row.net} and VAT ${row.vat} at the rate "${rate}", which do not give its sum ${row.gross}.`;
		context.warnings.push({ code: 'contradiction', text, place: 'vatSummary' });
	}
	return { ...readRate({ code: rate, value: given[`$sum.${rate}.rate`] }, context, row), ...row };
}

/**
 * VAT rows and total of `$sum` values; undefined where the document states none. The total is not known where an amount
 * is left to POHODA, or cannot be read.
 */
export function readSums(record: Fields, given: Fields, context: ReadContext): Sums {
	const stated = Object.keys(given).filter((name) => name.startsWith('$sum.') && name !== '$sum.foreign');
	if (stated.length === 0) return {};
	const vatSummary: Fields[] = [];
	let whole = !stated.some((name) => name.endsWith('?'));
	// Gross of rates whose net and VAT are not stated.
	let open = 0n;
	const none = micro(given['$sum.none']);
	if (none !== 0n) vatSummary.push({ vatRate: 0, net: fromMicro(none), vat: 0, gross: fromMicro(none) });
	for (const { code: rate } of RATES) {
		const row = readRow(rate, given, context);
		if (row === undefined) continue;
		if (row !== 'open') {
			vatSummary.push(row);
			continue;
		}
		const [part, value] = ['net', 'vat', 'gross'].map((one) => [one, given[`$sum.${rate}.${one}`]] as const).find(([, one]) => one !== undefined) ?? [];
		if (part === 'gross') open += micro(value);
		else whole = false;
		addExtra(record, 'openVat', { rate, [String(part)]: value });
		const total = part === 'gross' ? '' : ', so the total is not known';
		const text = `The summary states ${String(value)} (${String(part)}) at the rate "${rate}" and leaves the rest to POHODA${total}. It stands in extra.`;
		context.warnings.push({ code: 'vatOpen', text, place: 'vatSummary' });
	}
	const round = micro(given['$sum.round']);
	const total = vatSummary.reduce((sum, row) => sum + micro(row.gross), round + open);
	return {
		...(round === 0n ? {} : { rounding: fromMicro(round) }),
		...(vatSummary.length === 0 ? {} : { vatSummary }),
		...(whole ? { total: fromMicro(total) } : {}),
	};
}
