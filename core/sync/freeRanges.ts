/** Rows of the journal that nothing needs any more, so that they can go before anything is inserted. */
import { isObject } from '../records/reading';
import { INTAKE, readId, readRows } from './rows';
import type { Row } from './rows';

/** Rows with ids from `fromId` to `toId`, both included, and how many there are. */
export interface FreeRange {
	fromId: number;
	toId: number;
	rows: number;
}

/** More ranges than this go with the next run: each is one call of n8n. */
const MOST_RANGES = 100;

interface Needed {
	/** From which the journal's entries are made. */
	rows: ReadonlySet<Row>;
	/** `placeOf` of entries of which every row is needed. */
	whole: ReadonlySet<string>;
}

export function placeOf({ flow, key }: { flow: string; key: string }): string {
	return `${flow}\n${key}`;
}

/** Rows that stay until Compact has stored others in their place. */
function stays(row: Row, { whole }: Needed): boolean {
	return row.state === 'lowWater' || row.flow === INTAKE || whole.has(placeOf(row));
}

/**
 * Ranges without a row that is needed, most rows first. Free are versions of records whose content is not kept and rows of
 * results and runs that later ones have replaced. What cannot be read is not touched.
 *
 * @param upToId rows after this one are too young
 */
export function freeRanges(journal: readonly unknown[], needed: Needed, upToId: number): FreeRange[] {
	const places = new Set([...needed.rows].map(({ order }) => order));
	const free = new Set<number>();
	for (const row of readRows(journal).rows) {
		if (row.id !== undefined && row.id <= upToId && !stays(row, needed) && !places.has(row.order)) free.add(row.id);
	}
	const ids = journal.flatMap((raw) => (isObject(raw) ? (readId(raw.id) ?? []) : [])).sort((a, b) => a - b);
	const ranges: FreeRange[] = [];
	let open: FreeRange | undefined;
	for (const id of ids) {
		if (!free.has(id)) open = undefined;
		else if (open === undefined) ranges.push((open = { fromId: id, toId: id, rows: 1 }));
		else {
			open.toId = id;
			open.rows += 1;
		}
	}
	return ranges.sort((a, b) => b.rows - a.rows || a.fromId - b.fromId).slice(0, MOST_RANGES);
}
