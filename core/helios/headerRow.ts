/** Canonical receipt → row of Uctenky.txt. */
import { toMicro, vatFromGross } from '../money/micro';
import type { Micro } from '../money/micro';
import { isDay } from '../records/dates';
import type { Receipt } from '../records/types';
import { blankRow, decimal, rateText } from './build';
import type { Build } from './build';
import { midnight, periodOf, timeOf, dayOf } from './localTime';
import { originalNote } from '../plan/texts';
import { LONGEST_NOTE } from './notes';
import { HOME } from './settings';
import type { Row } from './structures';

const SLOTS = [1, 2, 3] as const;
const GUID = /^\{?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\}?$/i;

type HeaderRow = Row<'Uctenky'>;

/** Why a till's number cannot be PoradoveCislo. */
function numberFault(number: string, pattern: RegExp): string {
	const found = pattern.exec(number)?.[1] ?? '';
	if (!/^\d+$/.test(found)) return `Its number "${number}" gives no whole number for PoradoveCislo. Set Number Pattern in the Helios node.`;
	return `Its number "${number}" gives no whole number that PoradoveCislo can hold: ${found} is a whole number, but larger than Helios's INT (2147483647). Let Number Pattern in the Helios node take fewer of its digits.`;
}

interface Sums {
	rate: number | null;
	/** Out of the items. */
	gross: Micro;
	net: Micro;
	/** What the till states, when it states something. */
	stated?: { gross: Micro; net: Micro };
}

/** Rates in the order of the slots: rising, then 0 %, then none. */
function ratesOf({ items, vatSummary }: Receipt): Sums[] {
	const rates = new Set([...items.map(({ vatRate }) => vatRate), ...(vatSummary ?? []).map(({ vatRate }) => vatRate)]);
	const rank = (rate: number | null) => (rate === null ? 1000 : rate === 0 ? 999 : rate);
	return [...rates]
		.sort((a, b) => rank(a) - rank(b))
		.map((rate) => {
			const gross = items.filter(({ vatRate }) => vatRate === rate).reduce((sum, { totalGross }) => sum + toMicro(totalGross), 0n);
			const rows = vatSummary?.filter(({ vatRate }) => vatRate === rate) ?? [];
			const add = (part: 'gross' | 'net') => rows.reduce((sum, row) => sum + toMicro(row[part]), 0n);
			return { rate, gross, net: vatFromGross(gross, rate).net, ...(rows.length > 0 ? { stated: { gross: add('gross'), net: add('net') } } : {}) };
		});
}

/** Sums by rate: what holds, what the items give (_BK) and the correction (Korekce) between them, in both currencies. */
function putSums(build: Build, row: HeaderRow): void {
	const sums = ratesOf(build.receipt);
	if (sums.length > SLOTS.length) {
		const named = sums.map(({ rate }) => (rate === null ? 'none' : `${rate} %`)).join(', ');
		build.reasons.push(`It has ${sums.length} VAT rates (${named}), and the receipt file has room for three.`);
		return;
	}
	for (const [index, { rate, gross, net, stated = { gross, net } }] of sums.entries()) {
		const slot = SLOTS[index];
		row[`SazbaDPH${slot}`] = rateText(rate);
		for (const val of ['', 'Val'] as const) {
			const own = (micro: Micro) => (val === '' ? build.home(micro) : build.value(micro));
			const [sum, base] = [own(stated.gross), own(stated.net)];
			const [computed, computedBase] = [own(gross), own(net)];
			const text = (micro: Micro) => decimal(build.signed(micro));
			row[`CsDPH${slot}${val}`] = text(sum);
			row[val === '' ? (`CBezDPH${slot}` as const) : (`CbezDPH${slot}Val` as const)] = text(base);
			row[`CsDPH${slot}${val}_BK`] = text(computed);
			row[`CBezDPH${slot}${val}_BK`] = text(computedBase);
			row[`KorekceCsDPH${slot}${val}`] = text(sum - computed);
			row[`KorekceCBezDPH${slot}${val}`] = text(base - computedBase);
			row[`KorekceDPH${slot}${val}`] = text(sum - base - computed + computedBase);
		}
	}
}

/** The moment of the sale on its accounting day. */
function issueTime(build: Build): string {
	const { issuedAt, date } = build.receipt;
	const time = issuedAt === undefined ? undefined : timeOf(issuedAt);
	if (time === undefined || dayOf(time) === date) return time ?? midnight(date);
	build.warn('dateDiffers', `It was issued on ${dayOf(time)} and belongs to ${date}; the file says ${date}.`, 'DatPorizeni');
	return midnight(date).slice(0, 9) + time.slice(9);
}

/** The sale that a return refers to, as far as the till names it. */
function putOriginal(build: Build, row: HeaderRow): void {
	const { type, original, register, date } = build.receipt;
	if (type === 'sale' || original?.number === undefined || original.number === '') return;
	const number = build.number(original.number);
	const series = build.series(original.register || register);
	if (number === undefined || series === undefined) {
		build.warn('original', `The sale that it refers to, ${original.number}, has no number or series that the file could hold; the reference was left out.`);
		return;
	}
	const period = periodOf(original.date || date, build.settings.firstMonth);
	const stated = (day: string | undefined) => (day !== undefined && isDay(day) && !original.date ? midnight(day) : undefined);
	const [from, to] = [stated(original.periodFrom) ?? period.from, stated(original.periodTo) ?? period.to];
	Object.assign(row, { ProdejkaRada: series, ProdejkaCislo: number, ProdejkaObdobiOd: from, ProdejkaObdobiDo: to });
}

function putIdentity(build: Build, row: HeaderRow): void {
	const { receipt, settings } = build;
	const series = build.series(receipt.register);
	const number = build.number(receipt.number);
	const code = settings.documentTypes.find(({ type }) => type === receipt.type)?.code;
	if (series === undefined) build.reasons.push(`Register "${receipt.register}" has no series (řada účtenek). Add it to Series in the Helios node.`);
	if (number === undefined) build.reasons.push(numberFault(receipt.number, settings.numberPattern));
	if (code === undefined) build.reasons.push(`Document Types in the Helios node has no code (TypDokladu) for a ${receipt.type}.`);
	const period = periodOf(receipt.date, settings.firstMonth);
	Object.assign(row, {
		Rada: series ?? '',
		PoradoveCislo: number ?? '0',
		TypDokladu: String(code ?? 0),
		TypCiselneRady: String(settings.seriesType),
		ObdobiOd: period.from,
		ObdobiDo: period.to,
		DatPorizeni: issueTime(build),
		BKIdent: receipt.shop !== undefined && GUID.test(receipt.shop) ? receipt.shop : settings.shopId,
	});
}

/** The receipt's note, and the sale that a return names: its day has no column. What a long note leaves no room for is the note. */
function noteOf(receipt: Receipt): string | undefined {
	const { note = '' } = receipt;
	const named = originalNote(receipt);
	if (named === undefined || note.includes(named)) return receipt.note;
	if (note === '') return named;
	return note.length + named.length < LONGEST_NOTE ? `${note}\n${named}` : `${named}\n${note}`;
}

/** @param rows goods and financial items that are written */
export function headerRow(build: Build, rows: number): HeaderRow {
	const { receipt, settings } = build;
	const row = blankRow('Uctenky');
	putIdentity(build, row);
	putOriginal(build, row);
	putSums(build, row);
	build.note(row, noteOf(receipt), 'the receipt');
	if (build.foreign && receipt.rate === undefined) build.reasons.push(`Its currency is ${receipt.currency} and it has no exchange rate.`);
	if (!Number.isInteger(receipt.rateAmount ?? 1)) build.reasons.push(`Its exchange rate is for ${receipt.rateAmount} ${receipt.currency}, and JednotkaMeny is a whole number.`);
	Object.assign(row, {
		DIC: build.optional(receipt.customer?.vatId),
		Sklad: settings.warehouse || null,
		ChybnyDoklad: receipt.payments.length === 0 ? '1' : '0',
		PocetPolozek: String(rows),
		Mena: receipt.currency || HOME,
		Kurz: decimal(build.rate),
		JednotkaMeny: String(build.foreign ? (receipt.rateAmount ?? 1) : 1),
		VstupniCena: build.foreign ? '5' : '1',
		Zaokrouhleni: String(receipt.rounding === 0 ? settings.exactCode : settings.roundedCode),
		ZaokrouhleniVal: String(settings.exactCode),
		HlaPoziceZaokrDPH: '2',
		PolPoziceZaokrDPH: '2',
		Autor: build.text(receipt.cashier) || settings.author,
	});
	return row;
}
