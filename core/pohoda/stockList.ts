/** POHODA's stock list as a list to compare: the list export, and the same shape as eKancelář imports it. */
import type { ResultWarning } from '../records/results';
import type { StockItem } from '../records/stock';
import type { ListReader } from '../stock/formats';
import { knownOf, type ListEntry } from '../stock/list';
import { readList } from './agendas/answer';
import { STOCK_ITEM } from './agendas/stock';

const BATCH = 200;

/** Elements without which quantity, price or identity would be wrong. */
const ESSENTIAL = new Set([
	'count',
	'reservation',
	'countReceivedOrders',
	'sellingPrice',
	'sellingRateVAT',
	'sellingRateVAT/@value',
	'stockType',
	'isSales',
]);

function pohodaEntry(
	record: StockItem,
	warnings: readonly ResultWarning[],
	line: number,
	origin: number | undefined,
): ListEntry {
	const at = { place: `line ${line}`, ...(origin === undefined ? {} : { origin }) };
	const reasons = warnings
		.filter(
			({ code, place }) =>
				code === 'unreadable' && place !== undefined && ESSENTIAL.has(place.replace(/^stockHeader\//, '')),
		)
		.map(({ text }) => text);
	if (typeof record.code !== 'string' || record.code.trim() === '') reasons.push('It has no code.');
	if (reasons.length === 0)
		return {
			ok: true,
			item: typeof record.name === 'string' ? record : { ...(record as StockItem), name: '' },
			...at,
		};
	const known = knownOf(record);
	return { ok: false, reasons, ...at, ...(known === undefined ? {} : { known }) };
}

/** Keys begin with `source`, `pohoda` where none is given. Throws XmlError, ListError, ResponseError. */
export const POHODA_LIST: ListReader = {
	mayRead: (first) => first === 0x3c,
	async *read(chunks, { source, origin, madeAt }) {
		const { info, records } = readList<StockItem>(STOCK_ITEM, chunks, source === undefined ? {} : { source });
		let batch: ListEntry[] = [];
		for await (const { record, warnings, line } of records) {
			batch.push(pohodaEntry(record, warnings, line, origin));
			if (batch.length < BATCH) continue;
			yield batch;
			batch = [];
		}
		yield batch;
		if (info.dateTimeStamp !== undefined) madeAt(info.dateTimeStamp);
	},
};
