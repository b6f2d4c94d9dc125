/** How much of the room of all Data Tables the journal takes. */
import type { Fold } from './fold';
import { JOURNAL_COLUMNS } from './journal';

export interface TableRoom {
	rows: number;
	unreadableRows: number;
	bytes: number;
	limitBytes: number;
	percent: number;
	/** n8n refuses new rows, or is about to. */
	full: boolean;
	message: string;
}

/** What n8n needs for a row beside its texts: id, two times, numbers. */
const ROW_OVERHEAD = 120;
const FULL_PERCENT = 85;
const TEXT_COLUMNS = JOURNAL_COLUMNS.filter(({ type }) => type === 'string').map(({ name }) => name);

export function tableRoom(journal: readonly unknown[], fold: Fold, limitBytes: number): TableRoom {
	let bytes = fold.rowCount * ROW_OVERHEAD;
	for (const raw of journal) {
		const row = raw as Record<string, unknown> | null;
		for (const name of TEXT_COLUMNS) {
			const value = row?.[name];
			if (typeof value === 'string') bytes += value.length;
		}
	}
	const percent = Math.round((bytes / limitBytes) * 1000) / 10;
	const megabytes = (size: number) => `${Math.round(size / 104_857.6) / 10} MB`;
	// An estimate: n8n counts pages of the database, so it is at its limit earlier.
	const full = percent >= FULL_PERCENT;
	const advice = full
		? ' The table is full, or nearly: runs and receipts cannot be recorded. Run Tidy Up Now of the workflow Housekeeping.'
		: percent >= 70 ? ' Run Housekeeping (Compact) now, before n8n refuses new rows.' : '';
	return {
		...{ rows: fold.rowCount, unreadableRows: fold.unreadable.length, bytes, limitBytes, percent, full },
		message: `The journal takes about ${megabytes(bytes)} of the ${megabytes(limitBytes)} that all Data Tables share.${advice}`,
	};
}
