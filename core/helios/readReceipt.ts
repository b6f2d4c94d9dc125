/** Rows of one receipt → canonical record, with everything kept that the record does not say. */
import { HALER, absMicro, formatMicro, toMicro } from '../money/micro';
import type { Micro } from '../money/micro';
import { checkRecord } from '../records/check';
import { recordKey } from '../records/keys';
import type { ResultWarning } from '../records/results';
import type { Receipt, ReceiptType, VatSummaryRow } from '../records/types';
import { sha256Hex } from '../text/digest';
import { PASSING_COLUMNS, differing, keptItem, keptPayment, markOf } from './keep';
import type { KeptReceipt } from './keep';
import { dayOf, instantOf } from './localTime';
import { Reading, readItems } from './readItems';
import type { ReadItems, TypedReceipt } from './readItems';
import { namedIn, originalOf, registerOf } from './readOriginal';
import { MOST_ROUNDING, readPayments } from './readPayments';
import type { PaymentSource } from './readPayments';
import type { ReadSettings } from './readSettings';
import { buildRows } from './rows';
import { DEFAULT_ROW_SETTINGS } from './settings';
import type { Row } from './structures';

type ReadResult = { ok: true; record: Receipt; warnings: ResultWarning[] } | { ok: false; key?: string; reasons: string[] };

const SLOTS = [1, 2, 3] as const;

interface Sum {
	rate: number | null;
	net: Micro;
	gross: Micro;
}

/** Sums of the slots that are used, after or before the corrections. */
function slotSums(reading: Reading, before: boolean): Sum[] {
	const { header, foreign } = reading;
	return SLOTS.flatMap((slot) => {
		const val = foreign ? 'Val' : '';
		const grossCell = before ? header[`CsDPH${slot}${val}_BK` as const] : header[`CsDPH${slot}${val}` as const];
		const netCell = before ? header[`CBezDPH${slot}${val}_BK` as const] : foreign ? header[`CbezDPH${slot}Val`] : header[`CBezDPH${slot}`];
		const rate = header[`SazbaDPH${slot}`];
		const gross = reading.signed(grossCell, `CsDPH${slot}`);
		const net = reading.signed(netCell, `CBezDPH${slot}`);
		return gross === 0n && net === 0n ? [] : [{ rate: rate === null ? null : Number(rate), net, gross }];
	});
}

/**
 * VAT as the header states it. Corrections (Korekce) may carry the rounding of the whole receipt: where the sums after correction do not fit the items and
 * those before do, those before are taken.
 */
function vatSummary(reading: Reading, { items }: ReadItems): VatSummaryRow[] | undefined {
	if (reading.header.KoeficientDPH === '1') {
		reading.warn('vatCoefficient', 'Its VAT was computed by coefficient; VAT is computed from the totals here.', 'KoeficientDPH');
		return undefined;
	}
	const fits = (sums: Sum[]) => {
		const rates = new Set([...items.map(({ vatRate }) => vatRate ?? 0), ...sums.map(({ rate }) => rate ?? 0)]);
		return [...rates].every((rate) => {
			const lines = items.filter(({ vatRate }) => (vatRate ?? 0) === rate);
			const ofItems = lines.reduce((sum, { totalGross }) => sum + toMicro(totalGross), 0n);
			const stated = sums.filter((one) => (one.rate ?? 0) === rate).reduce((sum, { gross }) => sum + gross, 0n);
			return absMicro(stated - ofItems) <= HALER * BigInt(lines.length);
		});
	};
	const after = slotSums(reading, false);
	const before = fits(after) ? after : slotSums(reading, true);
	const taken = fits(before) ? before : after;
	if (taken !== after) {
		reading.warn('correction', 'The sums by VAT rate fit the items before their correction (Korekce), and those were taken.', 'KorekceCsDPH1');
	}
	return taken.map(({ rate, net, gross }, index) => {
		const name = `VAT sum ${index + 1}`;
		return { vatRate: rate, net: reading.number(net, name), vat: reading.number(gross - net, name), gross: reading.number(gross, name) };
	});
}

function addUp(reading: Reading, receipt: TypedReceipt, { items, aside }: ReadItems, paid: Micro): Pick<Receipt, 'total' | 'rounding'> {
	const sum = items.reduce((total, { totalGross }) => total + toMicro(totalGross), 0n);
	const rounding = paid - sum;
	const money = (micro: Micro) => formatMicro(micro, reading.currency);
	if (receipt.payments.length === 0 && sum !== 0n) {
		reading.reasons.push(`It has items for ${money(sum)} and no payments${reading.header.ChybnyDoklad === '1' ? ' (ChybnyDoklad)' : ''}. Finish it in Helios and export it again.`);
	} else if (absMicro(rounding) > MOST_ROUNDING) {
		const packs = receipt.items.some(({ row }) => row.IDTypPolBalicek !== null) || aside.length > 0;
		const hint = packs ? ' It has packs: Pack Amounts in the Helios node says which of their rows carry the amount.' : '';
		reading.reasons.push(`Its items are ${money(sum)} and its payments ${money(paid)}: they differ by ${money(absMicro(rounding))}, which is no rounding.${hint}`);
	}
	return { total: reading.number(paid, 'Payments'), rounding: reading.number(rounding, 'Rounding') };
}

/**
 * The identity that lasts is shop, series, period, number and kind of document [P]; IDOriginal belongs to the source database. The period is in the day, the
 * shop (as a digest) and another code than 0 in the key.
 */
function identityOf(header: Row<'Uctenky'>, settings: ReadSettings): Pick<Receipt, 'source' | 'register' | 'number' | 'date' | 'shop'> & { key: string } {
	const { source } = settings;
	const shop = header.BKIdent?.trim() || undefined;
	const [series, number, code] = [header.Rada?.trim() ?? '', header.PoradoveCislo ?? '', header.TypDokladu ?? ''];
	const date = dayOf(header.DatPorizeni ?? '');
	const place = shop === undefined ? series : `${series}~${sha256Hex(shop.toLowerCase()).slice(0, 8)}`;
	const key = recordKey({ source, register: place, number: code === '0' ? number : `${number}-t${code}`, date });
	return { source, key, register: registerOf(shop, series, settings), number, date, ...(shop === undefined ? {} : { shop }) };
}

/**
 * What the header says against its rows. Whether PocetPolozek counts UctenkyFin too is not published, so only more than both is told; a receipt without
 * payments is marked as faulty by us, too.
 */
function checkHeader(reading: Reading, { items, financial, payments }: TypedReceipt): void {
	const { PocetPolozek, ChybnyDoklad } = reading.header;
	const rows = items.length + financial.length;
	if (Number(PocetPolozek) > rows) {
		reading.warn('itemCount', `It has ${PocetPolozek} items (PocetPolozek), and the files have ${rows} of them. Compare it with Helios; rows may be missing.`, 'PocetPolozek');
	}
	if (ChybnyDoklad === '1' && payments.length > 0) {
		reading.warn('faultyDocument', 'Helios marks it as faulty (ChybnyDoklad), and it adds up. Look at it in Helios before it is booked.', 'ChybnyDoklad');
	}
}

function candidateOf(reading: Reading, receipt: TypedReceipt, read: ReadItems, payments: Receipt['payments']): Record<string, unknown> {
	const { header } = receipt;
	const paid = payments.reduce((sum, { amount }) => sum + toMicro(amount), 0n);
	const identity = identityOf(header, reading.settings);
	if (identity.register === '') reading.reasons.push('Its series (Rada) is empty.');
	return {
		recordType: 'receipt',
		...identity,
		type: reading.type,
		issuedAt: instantOf(header.DatPorizeni ?? ''),
		currency: reading.currency,
		...(reading.foreign ? { rate: Number(header.Kurz), rateAmount: Number(header.JednotkaMeny) } : {}),
		items: read.items,
		payments,
		vatSummary: vatSummary(reading, read),
		...addUp(reading, receipt, read, paid),
		...(header.DIC ? { customer: { vatId: header.DIC } } : {}),
		cashier: header.Autor || undefined,
		...namedIn(reading.note(header, 'the receipt'), originalOf(header, identity.shop, reading.settings)),
	};
}

/** Puts what the record does not say into its `extra`. */
function keep(record: Receipt, receipt: TypedReceipt, { sources, aside }: ReadItems, payments: readonly PaymentSource[]): Receipt {
	const built = buildRows(record, DEFAULT_ROW_SETTINGS, sources.map(({ file }) => file));
	const header = Object.entries(differing(receipt.header, built.header));
	const kept: KeptReceipt = {
		version: 1,
		mark: markOf(record),
		cells: Object.fromEntries(header.filter(([column]) => !PASSING_COLUMNS.has(column))),
		...(aside.length === 0 ? {} : { aside: aside.map(({ row, etalons }) => ({ cells: row, etalons })) }),
	};
	const place = { cells: Object.fromEntries(header.filter(([column]) => PASSING_COLUMNS.has(column))) };
	const items = record.items.map((item, index) => {
		const source = sources[index];
		const etalons = source.file === 'UctenkyPol' ? source.etalons : [];
		return { ...item, extra: { ...item.extra, helios: keptItem(built.items[index], source.row, etalons) } };
	});
	const paid = record.payments.map((payment, index) => {
		const cells = keptPayment(built.payments[index], payments[index]);
		return cells === undefined ? payment : { ...payment, extra: { helios: cells } };
	});
	// A copy of texts that were cut out of large pieces of the file: they would keep those alive.
	return JSON.parse(JSON.stringify({ ...record, items, payments: paid, extra: { helios: kept, place } })) as Receipt;
}

function typeOf({ TypDokladu }: Row<'Uctenky'>, { documentTypes }: ReadSettings): ReceiptType | undefined {
	return documentTypes.find(({ code }) => String(code) === TypDokladu)?.type;
}

/**
 * One receipt. Rows that go with it are in normal form (sourceRows.ts); the result is refused when it does not add up or has a code that no table lists.
 * Pure; never throws.
 */
export function readReceipt(receipt: TypedReceipt, settings: ReadSettings): ReadResult {
	const type = typeOf(receipt.header, settings);
	if (type === undefined) {
		const reason = `TypDokladu is ${receipt.header.TypDokladu}, which Document Types in the Helios node does not list, so nobody knows whether money came in or went out.`;
		return { ok: false, reasons: [reason] };
	}
	const reading = new Reading(settings, type, receipt.header);
	const read = readItems(reading, receipt);
	const { payments, sources } = readPayments(reading, receipt.payments, read.items.reduce((sum, { totalGross }) => sum + toMicro(totalGross), 0n));
	const candidate = candidateOf(reading, receipt, read, payments);
	const key = String(candidate.key);
	checkHeader(reading, receipt);
	const checked = checkRecord(candidate);
	const reasons = [...reading.reasons, ...(checked.ok ? [] : checked.reasons)];
	if (!checked.ok || checked.record.recordType !== 'receipt' || reasons.length > 0) return { ok: false, key, reasons };
	return { ok: true, record: keep(checked.record, receipt, read, sources), warnings: [...reading.warnings, ...checked.warnings] };
}
