/** A canonical receipt as rows of the five files. */
import type { ResultWarning } from '../records/results';
import type { Receipt } from '../records/types';
import { Build } from './build';
import { headerRow } from './headerRow';
import { itemRow } from './itemRows';
import type { BuiltItem, ItemFile } from './itemRows';
import { paymentRows } from './paymentRows';
import type { BuiltPayment } from './paymentRows';
import type { RowSettings } from './settings';
import type { Row } from './structures';

/** Rows in the order of the record's items and payments. Ids are still 0: they are given in the file. */
export interface BuiltRows {
	header: Row<'Uctenky'>;
	items: BuiltItem[];
	payments: BuiltPayment[];
	warnings: ResultWarning[];
	/** Why the receipt cannot be written; the rows are not usable then. */
	reasons: string[];
}

/**
 * Pure: the same record and settings give the same rows. Lengths and characters are checked when the rows are written.
 *
 * @param files where each item stood in the files that the record was read from
 */
export function buildRows(receipt: Receipt, settings: RowSettings, files: ReadonlyArray<ItemFile | undefined> = []): BuiltRows {
	const build = new Build(receipt, settings);
	const header = headerRow(build, receipt.items.length);
	const items = receipt.items.map((item, index) => itemRow(build, item, files[index]));
	const payments = receipt.payments.map((payment) => paymentRows(build, payment));
	let order = 0;
	for (const { paid, change } of payments) {
		for (const row of change === undefined ? [paid] : [paid, change]) {
			order += 1;
			Object.assign(row, { TypDokladu: header.TypDokladu, Poradi: String(order) });
		}
	}
	return { header, items, payments, warnings: build.warnings, reasons: build.reasons };
}
