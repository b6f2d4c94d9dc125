/**
 * Lists as files between nodes: JSON Lines (UTF-8, one JSON value a line) whose last line says how many there are,
 * `{"recordType":"endOfList","count":2}`. Without that line a file cut off between two lines would look like a complete
 * short list, and half of the goods like removed ones.
 */
const END = 'endOfList';
const MAX_LINE = 20_000_000;
const CHUNK = 65_536;

/** A file that is no complete list: what, and what to do. Nothing of it may be used. */
export class JsonLinesError extends Error {
	override readonly name = 'JsonLinesError';
}

interface WriteJsonLinesOptions {
	/** What the last line says beside the count, e.g. when the list was made; asked for at the end. */
	about?: () => Record<string, unknown>;
}

interface ReadJsonLinesOptions {
	/** Gets what the last line says beside the count. */
	onEnd?: (about: Record<string, unknown>) => void;
	/** Characters of one line. */
	maxLine?: number;
}

interface JsonLine {
	value: unknown;
	/** From 1. */
	line: number;
}

/** Values → chunks of about 64 kB. A value must be plain JSON data. */
export async function* writeJsonLines(
	values: AsyncIterable<unknown> | Iterable<unknown>,
	{ about }: WriteJsonLinesOptions = {},
): AsyncGenerator<Uint8Array> {
	const encoder = new TextEncoder();
	let text = '';
	let count = 0;
	for await (const value of values) {
		text += `${JSON.stringify(value)}\n`;
		count += 1;
		if (text.length < CHUNK) continue;
		yield encoder.encode(text);
		text = '';
	}
	yield encoder.encode(`${text}${JSON.stringify({ ...about?.(), recordType: END, count })}\n`);
}

/** JSON.parse without an exception; undefined is no JSON value. */
function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

class LineReader {
	private readonly decoder = new TextDecoder('utf-8', { fatal: true });

	private rest = '';

	private line = 0;

	private count = 0;

	private end: Record<string, unknown> | undefined;

	constructor(private readonly options: ReadJsonLinesOptions) {}

	/** The values of the lines that a chunk completes. */
	take(chunk: Uint8Array): JsonLine[] {
		const lines = (this.rest + this.decoded(chunk)).split('\n');
		this.rest = lines.pop() ?? '';
		const { maxLine = MAX_LINE } = this.options;
		if (this.rest.length > maxLine)
			throw new JsonLinesError(`Line ${this.line + 1} is longer than ${maxLine} characters. This is no list of items.`);
		return lines.flatMap((text) => this.value(text));
	}

	/** The value of a last line without line break; checks that the list is complete. */
	close(): JsonLine[] {
		const last = this.value(this.rest + this.decoded(undefined));
		if (this.end === undefined) {
			throw new JsonLinesError(
				`The file has no last line that says how many entries it holds: it was cut off after line ${this.line}, or something else made it. ` +
					`Make it again; a list of another program ends with {"recordType":"${END}","count":${this.count}}.`,
			);
		}
		const { count } = this.end;
		if (count !== this.count) {
			throw new JsonLinesError(
				`The file holds ${this.count} entries and its last line says ${String(count)}: it is not complete. Make it again.`,
			);
		}
		const about = { ...this.end };
		delete about.recordType;
		delete about.count;
		this.options.onEnd?.(about);
		return last;
	}

	private decoded(chunk: Uint8Array | undefined): string {
		const text = this.decode(chunk);
		if (text === undefined)
			throw new JsonLinesError(
				`After line ${this.line} the file is not UTF-8: it is damaged, or no JSON Lines file. Make it again.`,
			);
		return text;
	}

	private decode(chunk: Uint8Array | undefined): string | undefined {
		try {
			return chunk === undefined ? this.decoder.decode() : this.decoder.decode(chunk, { stream: true });
		} catch {
			return undefined;
		}
	}

	private value(text: string): JsonLine[] {
		if (text.trim() === '') {
			if (text !== '') this.line += 1;
			return [];
		}
		this.line += 1;
		const value = parsed(text);
		if (value === undefined) {
			throw new JsonLinesError(
				`Line ${this.line} is not JSON: the file is damaged or cut off, or no JSON Lines file. Make it again.`,
			);
		}
		if (this.end !== undefined)
			throw new JsonLinesError(
				`There is more in line ${this.line}, after the line that ends the list. Make the file again.`,
			);
		const entry = value as Record<string, unknown> | null;
		if (typeof entry === 'object' && entry?.recordType === END) {
			this.end = entry;
			return [];
		}
		this.count += 1;
		return [{ value, line: this.line }];
	}
}

/**
 * Reads such a file; the values of a chunk come together (one by one would cost more than the parsing).
 *
 * Throws JsonLinesError for what is damaged, cut off or something else. What was yielded before must not be used then.
 */
export async function* readJsonLines(
	chunks: AsyncIterable<Uint8Array>,
	options: ReadJsonLinesOptions = {},
): AsyncGenerator<JsonLine[]> {
	const reader = new LineReader(options);
	for await (const chunk of chunks) yield reader.take(chunk);
	yield reader.close();
}
