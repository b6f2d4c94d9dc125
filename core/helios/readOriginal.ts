/** The sale that a return or void names: in columns of the header, and with its day in a line of the note. */
import { isDay } from '../records/dates';
import type { Receipt } from '../records/types';
import { dayOf } from './localTime';
import type { ReadSettings } from './readSettings';
import type { Row } from './structures';

/** `Vratka k účtence P1/4512 ze dne 14.11.2026.` */
const NAMED = /^(?:Vratka|Storno) k účtence .*\/([^/]{1,200}?)(?: ze dne (\d{1,2})\.(\d{1,2})\.(\d{4}))?\.$/u;

/** The register that a series is, as records call it. */
export function registerOf(shop: string | undefined, series: string, { registerFrom }: ReadSettings): string {
	return registerFrom === 'shopAndSeries' && shop !== undefined ? `${shop}/${series}` : series;
}

/** The sale that a return names: of the same shop, and of a period in place of a day. */
export function originalOf(header: Row<'Uctenky'>, shop: string | undefined, settings: ReadSettings): Pick<Receipt, 'original'> {
	const { ProdejkaCislo: number, ProdejkaRada, ProdejkaObdobiOd: from, ProdejkaObdobiDo: to } = header;
	if (number === null) return {};
	const series = ProdejkaRada?.trim();
	return {
		original: {
			...(shop === undefined ? {} : { shop }),
			...(series ? { register: registerOf(shop, series, settings) } : {}),
			number,
			...(from === null ? {} : { periodFrom: dayOf(from) }),
			...(to === null ? {} : { periodTo: dayOf(to) }),
		},
	};
}

/** The line of the note in which we name the sale (headerRow.ts): it knows the day, and is no part of the till's note. */
export function namedIn(note: string | undefined, { original }: Pick<Receipt, 'original'>): Pick<Receipt, 'note' | 'original'> {
	const lines = note?.split('\n') ?? [];
	const at = [lines.length - 1, 0].find((index) => {
		const [, number] = NAMED.exec(lines[index] ?? '') ?? [];
		return original?.number !== undefined && number?.replace(/^\D*0*(?=\d)/, '') === original.number;
	});
	if (at === undefined || original === undefined) return { note, ...(original === undefined ? {} : { original }) };
	const [, , day, month, year] = NAMED.exec(lines[at]) ?? [];
	const date = year === undefined ? '' : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
	const rest = lines.filter((_, index) => index !== at).join('\n');
	return { note: rest === '' ? undefined : rest, original: { ...original, ...(isDay(date) ? { date } : {}) } };
}
