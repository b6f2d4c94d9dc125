/**
 * What canonical records do not model, kept as text: the cells in which a receipt's rows differ from those that its record alone would give. Put over the
 * rows of the record again, they are the rows that were read, whatever they were.
 *
 * A mark of the content tells whether the record was changed since: then only what no canonical field says is put back.
 */
import { isObject } from '../records/reading';
import type { Receipt } from '../records/types';
import { cleanJson } from '../text/clean';
import { sha256Hex, stableJson } from '../text/digest';
import { blankRow } from './build';
import type { BuiltItem, ItemFile } from './itemRows';
import type { BuiltPayment } from './paymentRows';
import { attributesOf } from './structures';
import type { Cell, HeliosFile } from './structures';

type Cells = Record<string, Cell>;

/** `extra.helios` of an item. */
interface KeptItem {
	file: ItemFile;
	cells: Cells;
	/** Present unless there is exactly one row as the item alone would give it. */
	etalons?: Cells[];
}

/** `extra.helios` of a payment. */
interface KeptPayment {
	paid: Cells;
	/** A row of nothing given back is none of the payment: then what is not blank in it. */
	change?: Cells;
}

/** `extra.helios` of a receipt. */
export interface KeptReceipt {
	/** Of the form in which this is kept; another one is not put back. */
	version: 1;
	/** Of the content that was read. */
	mark: string;
	cells: Cells;
	/** Rows of packs that are no items; all their cells. */
	aside?: Array<{ cells: Cells; etalons: Cells[] }>;
}

/**
 * Columns that say where, when and how often a receipt was exported, printed, touched or posted. They do not belong to its content (a repeated export is the same
 * receipt) and stand in `extra.place.cells`.
 */
export const PASSING_COLUMNS: ReadonlySet<string> = new Set([
	...['IDOriginal', 'PocetTisku', 'AutorTisku', 'DatumTisku', 'DatumExportu', 'AutorExportu'],
	...['UKod', 'DatUctovani', 'U_Sbornik', 'U_CisloDokladu', 'Zmenil', 'DatZmeny'],
]);

/** Columns that canonical fields say; the others are put back into a changed record too. */
const MODELLED: Readonly<Record<HeliosFile, RegExp>> = {
	Uctenky:
		/^(Prodejka\w+|Obdobi(Od|Do)|Rada|PoradoveCislo|TypDokladu|DIC|ChybnyDoklad|PocetPolozek|BKIdent|SazbaDPH\d|C(s|Bez|bez)DPH\w+|Korekce\w+|Mena|Kurz|JednotkaMeny|VstupniCena|Zaokrouhleni\w*|Poznamka\d|Autor|DatPorizeni)$/,
	UctenkyPol:
		/^(Zbo\w+|Bal\w+|TypPoklProdPol|PoradiPolozky|SkupZbo|RegCis|Nazev1|BarCode|Mnozstvi|MJ|SazbaDPH|VstupniCena|[JC]C(bezDani|sSD|sDPH)\w+|SlevaCastka|Etalon\w+|Poznamka\d)$/,
	UctenkyFin: /^(PoradiPolozky|Nazev|Mnozstvi|SazbaDPH|ZakladDPH\w*|CastkaDPH\w*|CelkemDPH\w*|Poznamka\d)$/,
	UctenkyUhr: /^(TypDokladu|Poradi|ZpusobUhrady|Vraceno|Castka\w*|Mena|Kurz|JednotkaMeny)$/,
	UctenkyEtal: /./,
};

/** They follow from how the files are joined. */
const JOINS: ReadonlySet<string> = new Set(['IDHlava', 'IDUctenka', 'IDPolozky']);

/** Cells of a row that differ from what the record gives. */
export function differing(actual: Cells, built: Cells): Cells {
	const cells: Cells = {};
	for (const column in built) if (actual[column] !== built[column] && !JOINS.has(column)) cells[column] = actual[column];
	return cells;
}

/** Cells out of a record; names that are no columns and values that are no cells are left out. */
export function cellsOf(file: HeliosFile, given: unknown, unchanged = true): Cells {
	const cells: Cells = {};
	if (!isObject(given)) return cells;
	for (const { name } of attributesOf(file)) {
		const cell = Object.hasOwn(given, name) ? given[name] : undefined;
		const usable = unchanged || !MODELLED[file].test(name);
		if (usable && (typeof cell === 'string' || cell === null)) cells[name] = cell;
	}
	return cells;
}

/** Identifies what a receipt says, whatever it is called and wherever it came from, also after the journal has cleaned its texts. */
export function markOf(receipt: Receipt): string {
	const named = { ...receipt, recordType: undefined, key: undefined, source: undefined, register: undefined, extra: undefined };
	const items = receipt.items.map((item) => ({ ...item, extra: undefined }));
	const payments = receipt.payments.map((payment) => ({ ...payment, extra: undefined }));
	return sha256Hex(cleanJson(stableJson({ ...named, items, payments }))).slice(0, 16);
}

/** What is kept of an item; the id of its row is among the cells. */
export function keptItem(built: BuiltItem, actual: Cells, etalons: readonly Cells[]): KeptItem {
	const cells = differing(actual, built.row);
	if (built.file === 'UctenkyFin') return { file: built.file, cells };
	const asBuilt = etalons.length === 1 && built.etalon !== undefined && Object.keys(differing(etalons[0], built.etalon)).length === 0;
	return { file: built.file, cells, ...(asBuilt ? {} : { etalons: etalons.map((row) => ({ ...row })) }) };
}

/** What is kept of a payment; undefined when there is nothing. */
export function keptPayment(built: BuiltPayment, actual: { paid: Cells; change?: Cells }): KeptPayment | undefined {
	const paid = differing(actual.paid, built.paid);
	const change = actual.change && differing(actual.change, built.change ?? blankRow('UctenkyUhr'));
	const empty = Object.keys(paid).length === 0 && (change === undefined || (built.change !== undefined && Object.keys(change).length === 0));
	return empty ? undefined : { paid, ...(change === undefined ? {} : { change }) };
}

/** `extra.helios` of a record, item or payment. */
export function keptIn(owner: { extra?: Record<string, unknown> }): Record<string, unknown> | undefined {
	const kept = owner.extra?.helios;
	return isObject(kept) ? kept : undefined;
}
