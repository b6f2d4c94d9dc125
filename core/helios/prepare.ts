/** A canonical receipt → rows that fit their columns; a receipt that came out of such files and was not changed gives the rows that were read. */
import type { ResultWarning } from '../records/results';
import { isObject } from '../records/reading';
import type { Receipt } from '../records/types';
import { blankRow } from './build';
import { Fit } from './fit';
import type { FitSettings } from './fit';
import { cellsOf, keptIn, markOf } from './keep';
import type { TypedReceipt } from './readItems';
import { buildRows } from './rows';
import type { BuiltRows } from './rows';
import { DEFAULT_ROW_SETTINGS } from './settings';
import type { RowSettings } from './settings';
import type { Cell, HeliosFile, Row } from './structures';

export interface PrepareSettings extends RowSettings, FitSettings {
	/** DatumExportu (local, `20261114 10:15:32.000`) and AutorExportu; what is in the record stays when it is absent. */
	export?: { at: string; by: string };
}

type Prepared = { ok: true; rows: TypedReceipt; warnings: ResultWarning[] } | { ok: false; reasons: string[]; warnings: ResultWarning[] };

const ITEM_FILES = ['UctenkyPol', 'UctenkyFin'] as const;

const fileOf = (kept: Record<string, unknown> | undefined) => ITEM_FILES.find((file) => file === kept?.file);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Rows of the record with what was kept put over them. */
function restored(receipt: Receipt, settings: RowSettings): { rows: TypedReceipt; built: BuiltRows; unchanged: boolean } {
	const kept = keptIn(receipt);
	const unchanged = kept?.version === 1 && kept.mark === markOf(receipt);
	const built = buildRows(receipt, unchanged ? DEFAULT_ROW_SETTINGS : settings, receipt.items.map((item) => fileOf(keptIn(item))));
	const over = <F extends HeliosFile>(file: F, row: Row<F>, ...cells: unknown[]): Row<F> => Object.assign(row, ...cells.map((one) => cellsOf(file, one, unchanged)));
	const whole = (cells: unknown) => ({ ...blankRow('UctenkyEtal'), ...cellsOf('UctenkyEtal', cells) });
	const place = isObject(receipt.extra?.place) ? receipt.extra.place.cells : undefined;
	const rows: TypedReceipt = { header: over('Uctenky', built.header, kept?.cells, place), items: [], financial: [], payments: [] };
	for (const [index, item] of built.items.entries()) {
		const own = keptIn(receipt.items[index]);
		if (item.file === 'UctenkyFin') rows.financial.push(over('UctenkyFin', item.row, own?.cells));
		else {
			const etalons = unchanged && Array.isArray(own?.etalons) ? own.etalons.map(whole) : item.etalon ? [item.etalon] : [];
			rows.items.push({ row: over('UctenkyPol', item.row, own?.cells), etalons });
		}
	}
	for (const [index, { paid, change }] of built.payments.entries()) {
		const own = keptIn(receipt.payments[index]);
		rows.payments.push(over('UctenkyUhr', paid, own?.paid));
		const nothing = unchanged && isObject(own?.change) ? blankRow('UctenkyUhr') : undefined;
		const back = change ?? nothing;
		if (back) rows.payments.push(over('UctenkyUhr', back, own?.change));
	}
	for (const one of listOf(kept?.aside).filter(isObject)) {
		rows.items.push({ row: { ...blankRow('UctenkyPol'), ...cellsOf('UctenkyPol', one.cells) }, etalons: listOf(one.etalons).map(whole) });
	}
	return { rows, built, unchanged };
}

const byOrder = (column: string) => (a: Record<string, Cell>, b: Record<string, Cell>) => Number(a[column]) - Number(b[column]);

/**
 * Rows of one receipt, in the order of PoradiPolozky and Poradi; ids are given by the writer of the file (setWriter.ts). Pure: the same record and settings
 * give the same rows.
 */
export function prepareReceipt(receipt: Receipt, settings: PrepareSettings): Prepared {
	const { rows, built, unchanged } = restored(receipt, settings);
	if (settings.export) Object.assign(rows.header, { DatumExportu: settings.export.at, AutorExportu: settings.export.by });
	const fit = new Fit(settings);
	const item = (row: Record<string, Cell>) => `item ${row.PoradiPolozky}: `;
	const ordered = byOrder('PoradiPolozky');
	const fitting: TypedReceipt = {
		header: fit.row('Uctenky', rows.header, ''),
		items: rows.items
			.sort((a, b) => ordered(a.row, b.row))
			.map(({ row, etalons }) => ({
				row: fit.row('UctenkyPol', row, item(row)),
				etalons: etalons.map((one) => fit.row('UctenkyEtal', one, item(row))),
			})),
		financial: rows.financial.sort(ordered).map((row) => fit.row('UctenkyFin', row, item(row))),
		payments: rows.payments.sort(byOrder('Poradi')).map((row) => fit.row('UctenkyUhr', row, `payment ${row.Poradi}: `)),
	};
	// What could not be said about a record that came from the files stands in the kept cells.
	const reasons = unchanged ? fit.reasons : [...built.reasons, ...fit.reasons];
	const warnings = unchanged ? fit.warnings : [...built.warnings, ...fit.warnings];
	return reasons.length > 0 ? { ok: false, reasons, warnings } : { ok: true, rows: fitting, warnings };
}
