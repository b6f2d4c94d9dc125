/** Stock lists in files: our own JSON Lines here; the format of a system is read by a reader that its folder offers. */
import { JsonLinesError, readJsonLines } from '../text/jsonLines';
import { entryOf, type ListEntry, type StockList } from './list';

/** What a reader is told beside the bytes. */
interface ListReading {
	/** First part of the keys, where the file has none of its own. */
	source?: string;
	/** Item of the workflow that the file came with. */
	origin?: number;
	/** To be called with the time at which the file says it was made. */
	madeAt(time: string): void;
}

/** How the stock lists of one system are read. A reader throws where a file is damaged, cut off or of another kind. */
export interface ListReader {
	/** Whether a file that begins with this byte, marks and spaces apart, may be one; undefined = the file is empty. */
	mayRead(first: number | undefined): boolean;
	read(chunks: AsyncIterable<Uint8Array>, reading: ListReading): AsyncGenerator<ListEntry[]>;
}

/** Readers by the name of their format; `auto` takes the first that may read the file. */
export type ListReaders<Format extends string = string> = Readonly<Record<Format, ListReader>>;

interface FileListOptions<Format extends string> {
	format?: Format | 'auto';
	source?: string;
	origin?: number;
	/** More bytes are refused. */
	largest?: number;
}

type Open = () => AsyncIterable<Uint8Array> | Promise<AsyncIterable<Uint8Array>>;

/** No reader takes the file, or it is larger than allowed. */
class ListFileError extends Error {
	override readonly name = 'ListFileError';
}

class FileList<Format extends string> implements StockList {
	private made: string | undefined;

	constructor(
		private readonly readers: ListReaders<Format>,
		private readonly bytes: Open,
		private readonly options: FileListOptions<Format>,
	) {}

	madeAt(): string | undefined {
		return this.made;
	}

	async *open(): AsyncGenerator<ListEntry[]> {
		const { largest = Infinity, format = 'auto', source, origin } = this.options;
		const chunks = limited(await this.bytes(), largest)[Symbol.asyncIterator]();
		const first = await chunks.next();
		const rest = rejoined(first, chunks);
		const reader = format === 'auto' ? this.sniffed(first.done ? undefined : first.value) : this.readers[format];
		const madeAt = (time: string) => {
			this.made = time;
		};
		yield* reader.read(rest, { ...(source === undefined ? {} : { source }), ...(origin === undefined ? {} : { origin }), madeAt });
	}

	private sniffed(chunk: Uint8Array | undefined): ListReader {
		const first = chunk?.find((byte) => !MARKS.has(byte));
		const reader = Object.values<ListReader>(this.readers).find(({ mayRead }) => mayRead(first));
		if (reader === undefined) throw new ListFileError('The file is no stock list of a known format.');
		return reader;
	}
}

/** Marks of byte order and white space, in front of the first character. */
const MARKS: ReadonlySet<number> = new Set([0xef, 0xbb, 0xbf, 0xff, 0xfe, 0, 9, 10, 13, 32]);

/** Canonical stock items, one JSON object per line. */
export const JSON_LINES_LIST: ListReader = {
	mayRead: (first) => first === 0x7b,
	async *read(chunks, { origin, madeAt }) {
		const onEnd = ({ madeAt: made, limited: cut }: Record<string, unknown>) => {
			// What is missing here would count as gone.
			if (cut === true) throw new JsonLinesError('The list ends at a Limit, so there may be more items. Make it again with Return All.');
			if (typeof made === 'string') madeAt(made);
		};
		for await (const lines of readJsonLines(chunks, { onEnd })) yield lines.map(({ value, line }) => entryOf(value, `line ${line}`, origin));
	},
};

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
			throw new ListFileError(`The file is larger than ${largest} bytes. Raise the limit if it is right.`);
		yield chunk;
	}
}

/** A file as a list; it is read anew each time, one record in memory. `open` throws what the readers throw, and ListFileError. */
export function listOfFile<Format extends string>(
	readers: ListReaders<Format>,
	bytes: Open,
	options: FileListOptions<Format> = {},
): StockList {
	return new FileList(readers, bytes, options);
}
