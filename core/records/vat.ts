/** VAT of a receipt: what the till states per rate against what its items give. */
import { HALER, absMicro, microText, toMicro, vatFromGross, type Micro } from '../money/micro';
import type { ResultWarning } from './results';
import type { ReceiptItem, VatSummaryRow } from './types';

/**
 * Czech rates since 1993 and Slovak rates since 2011 (Act 235/2004 and 588/1992; Act 222/2004 Z. z.). Others are
 * taken with a warning: a correction or a foreign shop may be right.
 */
const KNOWN_RATES = new Set([0, 5, 9, 10, 12, 14, 15, 19, 20, 21, 22, 23]);

interface Checked {
	warnings: ResultWarning[];
	reasons: string[];
}

interface Sums {
	net: Micro;
	vat: Micro;
	gross: Micro;
	lines: number;
}

/** No VAT payer (null) and 0 % carry no VAT: tills name them in either way. */
function sumByRate(rows: ReadonlyArray<{ vatRate: number | null; net: number; vat: number; gross: number }>): Map<number, Sums> {
	const sums = new Map<number, Sums>();
	for (const row of rows) {
		const before = sums.get(row.vatRate ?? 0) ?? { net: 0n, vat: 0n, gross: 0n, lines: 0 };
		sums.set(row.vatRate ?? 0, {
			net: before.net + toMicro(row.net),
			vat: before.vat + toMicro(row.vat),
			gross: before.gross + toMicro(row.gross),
			lines: before.lines + 1,
		});
	}
	return sums;
}

const NOTHING: Sums = { net: 0n, vat: 0n, gross: 0n, lines: 0 };

function shown({ net, vat, gross }: Sums): string {
	return `${microText(net, 2)} + ${microText(vat, 2)} = ${microText(gross, 2)}`;
}

function rowReasons(rows: readonly VatSummaryRow[]): string[] {
	return rows.flatMap((row, index) => {
		const sum = toMicro(row.net) + toMicro(row.vat);
		if (sum === toMicro(row.gross)) return [];
		return [
			`VAT row ${index + 1} (${row.vatRate ?? 'no'} %): net ${microText(toMicro(row.net), 2)} + vat ` +
				`${microText(toMicro(row.vat), 2)} = ${microText(sum, 2)}, but gross is ${microText(toMicro(row.gross), 2)}.`,
		];
	});
}

/** VAT that a line states (or its net implies) against VAT out of its gross. */
function checkLines(items: readonly ReceiptItem[]): Checked {
	const reasons: string[] = [];
	const sums = new Map<number, { stated: Micro; computed: Micro }>();
	for (const { line, vatRate, totalNet, totalVat, totalGross } of items) {
		if (totalVat === undefined && totalNet === undefined) continue;
		const gross = toMicro(totalGross);
		const stated = totalVat === undefined ? gross - toMicro(totalNet ?? 0) : toMicro(totalVat);
		const computed = vatFromGross(gross, vatRate).vat;
		if (absMicro(stated - computed) > HALER) {
			reasons.push(
				`Line ${line}: VAT is ${microText(stated, 2)}, but ${vatRate ?? 0} % out of ${microText(gross, 2)} is ` +
					`${microText(computed, 2)}. Check rate and VAT of the line.`,
			);
		}
		const before = sums.get(vatRate ?? 0) ?? { stated: 0n, computed: 0n };
		sums.set(vatRate ?? 0, { stated: before.stated + stated, computed: before.computed + computed });
	}
	const warnings = [...sums].flatMap(([rate, { stated, computed }]): ResultWarning[] => {
		if (stated === computed) return [];
		const [requested, produced] = [microText(stated, 2), microText(computed, 2)];
		const text = `VAT ${rate} % of the lines: the till states ${requested}, their totals give ${produced} (rounding).`;
		return [{ code: 'vatDifference', text, place: 'items', requested, produced }];
	});
	return { warnings, reasons };
}

/**
 * Compares the VAT of lines and of `vatSummary` with what the gross amounts give, rate by rate. Up to 0.01 for each line of a rate is rounding: the warning
 * `vatDifference` shows both sides. More is a reason to refuse the receipt, as is a row that does not add up.
 */
export function checkVat(
	items: readonly ReceiptItem[],
	rows: readonly VatSummaryRow[] | undefined,
): Checked {
	const { warnings, reasons } = checkLines(items);
	const rates = new Set(items.map((item) => item.vatRate ?? 0));
	for (const rate of rates) {
		if (KNOWN_RATES.has(rate)) continue;
		const text = `VAT rate ${rate} % is neither a Czech nor a Slovak one. Check the rates in the till.`;
		warnings.push({ code: 'unusualVatRate', text, place: 'items' });
	}
	if (rows === undefined) return { warnings, reasons };
	reasons.push(...rowReasons(rows));
	const stated = sumByRate(rows);
	const lines = sumByRate(
		items.map(({ vatRate, totalGross }) => ({ vatRate, net: 0, vat: 0, gross: totalGross })),
	);
	for (const rate of new Set([...lines.keys(), ...stated.keys()])) {
		const { gross, lines: count } = lines.get(rate) ?? NOTHING;
		const expected = { ...vatFromGross(gross, rate), gross, lines: count };
		const given = stated.get(rate) ?? NOTHING;
		const difference = [given.net - expected.net, given.vat - expected.vat, given.gross - expected.gross]
			.map(absMicro)
			.reduce((a, b) => (a > b ? a : b));
		if (difference === 0n) continue;
		const both = `VAT ${rate} %: the till states ${shown(given)}, its items give ${shown(expected)}`;
		if (difference > HALER * BigInt(count)) {
			reasons.push(`${both}. More than 0.01 for each of ${count} lines is not rounding; check the receipt in the till.`);
		} else {
			warnings.push({ code: 'vatDifference', text: `${both} (rounding).`, place: 'vatSummary', requested: shown(given), produced: shown(expected) });
		}
	}
	return { warnings, reasons };
}
