/**
 * Stock lists in files: POHODA's XML (list export, and the same shape as eKancelář imports it), KASA FIK's item list,
 * our own JSON Lines.
 */
import { ItemsCsvError } from '../kasafik/errors';
import { readItems } from '../kasafik/readItems';
import { readList } from '../pohoda/agendas/answer';
import { STOCK_ITEM } from '../pohoda/agendas/stock';
import type { ResultWarning } from '../records/results';
import type { StockItem } from '../records/stock';
import { JsonLinesError, readJsonLines } from '../text/jsonLines';
import { entryOf, knownOf, type ListEntry, type StockList } from './list';

export type ListFormat = 'auto' | 'pohoda' | 'jsonLines' | 'kasafik';

interface FileListOptions {
	format?: ListFormat;
	/** First part of the keys of a POHODA list; `pohoda` by default. */
	source?: string;
	/** Item of the workflow that the file came with. */
	origin?: number;
	/** More bytes are refused. */
	largest?: number;
}

type Open = () => AsyncIterable<Uint8Array> | Promise<AsyncIterable<Uint8Array>>;

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

class FileList implements StockList {
	private made: string | undefined;

	constructor(
		private readonly bytes: Open,
		private readonly options: FileListOptions,
	) {}

	madeAt(): string | undefined {
		return this.made;
	}

	async *open(): AsyncGenerator<ListEntry[]> {
		const { largest = Infinity, format = 'auto' } = this.options;
		const chunks = limited(await this.bytes(), largest)[Symbol.asyncIterator]();
		const first = await chunks.next();
		const rest = rejoined(first, chunks);
		const kind = format === 'auto' ? sniff(first.done ? undefined : first.value) : format;
		if (kind === 'pohoda') yield* this.pohoda(rest);
		else if (kind === 'jsonLines') yield* this.jsonLines(rest);
		else yield* this.kasafik(rest);
	}

	private async *pohoda(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ListEntry[]> {
		const { source, origin } = this.options;
		const { info, records } = readList<StockItem>(STOCK_ITEM, chunks, source === undefined ? {} : { source });
		let batch: ListEntry[] = [];
		for await (const { record, warnings, line } of records) {
			batch.push(pohodaEntry(record, warnings, line, origin));
			if (batch.length < BATCH) continue;
			yield batch;
			batch = [];
		}
		yield batch;
		this.made = info.dateTimeStamp;
	}

	private async *jsonLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ListEntry[]> {
		const onEnd = ({ madeAt, limited: cut }: Record<string, unknown>) => {
			// What is missing here would count as gone.
			if (cut === true) throw new JsonLinesError('The list ends at a Limit, so there may be more items. Make it again with Return All.');
			if (typeof madeAt === 'string') this.made = madeAt;
		};
		for await (const lines of readJsonLines(chunks, { onEnd }))
			yield lines.map(({ value, line }) => entryOf(value, `line ${line}`, this.options.origin));
	}

	private async *kasafik(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ListEntry[]> {
		const { origin } = this.options;
		for await (const items of readItems(chunks)) {
			yield items.map((read): ListEntry => {
				const at = { place: `line ${read.line}`, ...(origin === undefined ? {} : { origin }) };
				return read.ok ? { ok: true, item: read.item, ...at } : { ...read, ...at };
			});
		}
	}
}

/** By the first character: `<` is XML, `{` JSON, anything else a table. */
function sniff(chunk: Uint8Array | undefined): Exclude<ListFormat, 'auto'> {
	const bytes = chunk ?? new Uint8Array(0);
	const marks = new Set([0xef, 0xbb, 0xbf, 0xff, 0xfe, 0, 9, 10, 13, 32]);
	const first = bytes.find((byte) => !marks.has(byte));
	if (first === 0x3c) return 'pohoda';
	return first === 0x7b ? 'jsonLines' : 'kasafik';
}

async function* rejoined(
	first: IteratorResult<Uint8Array>,
	rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
	let next = first;
	try {
		while (!next.done) {
			yield next.value;
			next = await rest.next();
		}
	} finally {
		// A reader that stops early must not leave the file open.
		await rest.return?.();
	}
}

async function* limited(chunks: AsyncIterable<Uint8Array>, largest: number): AsyncGenerator<Uint8Array> {
	let size = 0;
	for await (const chunk of chunks) {
		size += chunk.length;
		if (size > largest)
			throw new ItemsCsvError(`The file is larger than ${largest} bytes. Raise the limit if it is right.`);
		yield chunk;
	}
}

/**
 * A file as a list; it is read anew each time, one record in memory.
 *
 * `open` throws what the readers throw for a file that is damaged, cut off or of another kind: XmlError, ListError,
 * ResponseError, JsonLinesError, ItemsCsvError.
 */
export function listOfFile(bytes: Open, options: FileListOptions = {}): StockList {
	return new FileList(bytes, options);
}
