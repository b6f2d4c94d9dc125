/**
 * Delimited text (tab-separated by default) as databases write it: text in double quotes, nothing between two delimiters
 * is NULL, "" is the empty text. A quoted cell may hold delimiters and line breaks.
 *
 * A quote closes a cell only before a delimiter, a line end or the end of the file. Quotes inside are doubled; where a
 * program does not double them, the expected number of columns decides how a row is meant. A row that cannot be
 * understood is given as such and costs one line; the next line is read again. No character is lost: the texts and ends
 * of all rows together are the input.
 */

export interface DelimitedOptions {
	/** One character; tab by default. */
	delimiter?: string;
	/** Rows with another number of cells are faulty; not checked when absent. */
	columns?: number;
	/** A quote inside of a cell that does not begin with one is a character, such as the sign of inches; else a fault. */
	looseQuotes?: boolean;
	/** Characters of the longest row, 65 536 by default: so far a quote that is not closed is looked for. */
	longest?: number;
}

export interface DelimitedRow {
	/** Line of the file where it begins, from 1. */
	line: number;
	/** Empty for an empty line and for a faulty row. */
	cells: Array<string | null>;
	/** As in the file, without its end. */
	text: string;
	/** `\r\n`, `\n`, or '' at the end of a file (and between the parts of a line that is too long to be kept whole). */
	end: string;
	/** Why it cannot be taken; `found` = cells counted, the last of them is where it went wrong. */
	fault?: { reason: Fault; found: number };
}

type Fault = 'columns' | 'quotes' | 'long';

const LONGEST = 65_536;
const QUOTE = 34;
const LF = 10;
const CR = 13;
/** Instead of a place: more text is needed, or this is no row. */
const MORE = -1;
const FAULT = -2;

/** Rows out of pieces of text: `push` each piece, then `end`. */
export class DelimitedReader {
	private readonly delimiter: string;
	private readonly code: number;
	private readonly columns: number | undefined;
	private readonly longest: number;
	private readonly looseQuotes: boolean;
	private buffer = '';
	private line = 1;
	/** Inside of a line whose beginning was given up. */
	private skipping = false;
	private cells: Array<string | null> = [];
	private reason: Fault = 'columns';
	/** The last attempt met quotes that can be meant in two ways. */
	private ambiguous = false;

	constructor({ delimiter = '\t', columns, longest = LONGEST, looseQuotes = false }: DelimitedOptions = {}) {
		this.delimiter = delimiter;
		this.code = delimiter.charCodeAt(0);
		this.columns = columns;
		this.longest = longest;
		this.looseQuotes = looseQuotes;
	}

	/** Rows that are complete with this piece. */
	push(text: string): DelimitedRow[] {
		this.buffer = this.buffer === '' ? text : this.buffer + text;
		return this.take(false);
	}

	/** The rest, when nothing follows any more. */
	end(): DelimitedRow[] {
		return this.take(true);
	}

	private take(last: boolean): DelimitedRow[] {
		const rows: DelimitedRow[] = [];
		let start = 0;
		while (start < this.buffer.length) {
			const next = this.skipping ? FAULT : this.row(start, last);
			const after = next === FAULT ? this.giveUp(start, last, rows) : next;
			if (after === MORE) break;
			if (next !== FAULT) this.keep(start, next, rows);
			start = after;
		}
		this.buffer = this.buffer.slice(start);
		return rows;
	}

	private row(start: number, last: boolean): number {
		const next = this.attempt(start, last, false);
		if (next !== FAULT || !this.ambiguous) return next;
		const [cells, reason] = [this.cells, this.reason];
		const other = this.attempt(start, last, true);
		if (other === FAULT) [this.cells, this.reason] = [cells, reason];
		return other;
	}

	/** Where the next row begins, MORE, or FAULT. `plain`: the writer does not double quotes inside of texts. */
	private attempt(start: number, last: boolean, plain: boolean): number {
		const { buffer, delimiter, code } = this;
		const cells: Array<string | null> = [];
		this.cells = cells;
		this.ambiguous = false;
		let lf = buffer.indexOf('\n', start);
		let quote = buffer.indexOf('"', start);
		for (let pos = start; ; pos += 1) {
			if (quote !== -1 && quote < pos) quote = buffer.indexOf('"', pos);
			if (quote === pos) {
				pos = this.quoted(pos, start, last, plain);
				if (pos < 0) return pos;
			} else {
				if (lf !== -1 && lf < pos) lf = buffer.indexOf('\n', pos);
				const tab = buffer.indexOf(delimiter, pos);
				const inRow = tab !== -1 && (lf === -1 || tab < lf);
				if (!inRow && lf === -1 && !last) return buffer.length - start > this.longest ? this.fail('long') : MORE;
				let end = inRow ? tab : lf === -1 ? buffer.length : lf;
				if (!inRow && end > pos && buffer.charCodeAt(end - 1) === CR) end -= 1;
				cells.push(end === pos ? null : buffer.slice(pos, end));
				if (quote !== -1 && quote < end && !this.looseQuotes) return this.fail('quotes');
				pos = end;
			}
			if (buffer.charCodeAt(pos) === code) continue;
			const next = this.lineEnd(pos);
			if (next - start > this.longest) return this.fail('long');
			const empty = next - start <= 2 && cells.length === 1 && cells[0] === null && this.columns !== 1;
			if (empty) cells.length = 0;
			return empty || this.columns === undefined || cells.length === this.columns ? next : this.fail('columns');
		}
	}

	/** Reads the quoted cell at `pos`: where it ends, MORE, or FAULT. */
	private quoted(pos: number, start: number, last: boolean, plain: boolean): number {
		const { buffer, cells } = this;
		let escaped = false;
		for (let at = buffer.indexOf('"', pos + 1); ; at = buffer.indexOf('"', at)) {
			if ((at === -1 ? buffer.length : at) - start > this.longest) return this.failInCell();
			if (at === -1) return last ? this.failInCell() : MORE;
			const from = at;
			while (buffer.charCodeAt(at) === QUOTE) at += 1;
			// The character behind the quotes, and behind a CR the one after it, decide.
			if (!last && at + 1 >= buffer.length) return MORE;
			const odd = (at - from) % 2 === 1;
			const behind = buffer.charCodeAt(at);
			const stops = behind === this.code || Number.isNaN(behind) || this.lineEnd(at) > at;
			const before = from === pos + 1 ? 0 : buffer.charCodeAt(from - 1);
			const opens = before === this.code || before === LF || before === CR;
			this.ambiguous ||= stops && !odd;
			const closes = stops && (odd || plain);
			// Quotes that look like the beginning of another cell: this one was never closed.
			if (opens && (closes ? !odd : odd)) return this.failInCell();
			escaped ||= at - from > 1;
			if (closes) {
				const content = buffer.slice(pos + 1, at - 1);
				cells.push(escaped ? content.replaceAll('""', '"') : content);
				return at;
			}
		}
	}

	/** Behind the line end at this place; the place itself where there is none. */
	private lineEnd(at: number): number {
		const code = this.buffer.charCodeAt(at);
		if (code === LF) return at + 1;
		if (code !== CR) return at;
		if (at + 1 === this.buffer.length) return at + 1;
		return this.buffer.charCodeAt(at + 1) === LF ? at + 2 : at;
	}

	private fail(reason: Fault): number {
		this.reason = reason;
		return FAULT;
	}

	/** The cell that is being read counts as found. */
	private failInCell(): number {
		this.cells.push(null);
		return this.fail('quotes');
	}

	private keep(start: number, next: number, rows: DelimitedRow[]): void {
		const { buffer, cells, line } = this;
		let end = next;
		if (buffer.charCodeAt(end - 1) === LF) end -= 1;
		if (end > start && buffer.charCodeAt(end - 1) === CR) end -= 1;
		rows.push({ line, cells, text: buffer.slice(start, end), end: buffer.slice(end, next) });
		for (let at = buffer.indexOf('\n', start); at !== -1 && at < next; at = buffer.indexOf('\n', at + 1)) this.line += 1;
	}

	/** Gives up the line at `start`, in parts when it is longer than a row may be. */
	private giveUp(start: number, last: boolean, rows: DelimitedRow[]): number {
		const { buffer, reason } = this;
		const found = this.skipping ? 0 : this.cells.length;
		const lf = buffer.indexOf('\n', start);
		if (lf === -1 && !last && buffer.length - start <= this.longest) return MORE;
		this.skipping = lf === -1;
		this.cells = [];
		const next = lf === -1 ? buffer.length : lf + 1;
		this.keep(start, next, rows);
		rows[rows.length - 1].fault = { reason, found };
		return next;
	}
}

/** Rows of a stream of text, one array for each piece. */
export async function* readDelimited(pieces: AsyncIterable<string>, options: DelimitedOptions = {}): AsyncGenerator<DelimitedRow[]> {
	const reader = new DelimitedReader(options);
	for await (const piece of pieces) yield reader.push(piece);
	yield reader.end();
}

/**
 * One row with its end. Cells whose column is `quoted` and those that need it stand in quotes, quotes inside are doubled,
 * null is nothing. What is written so is read back unchanged (`columns: 1` must be said for rows of a single NULL).
 */
export function writeDelimited(
	cells: ReadonlyArray<string | null>,
	quoted: readonly boolean[],
	{ delimiter = '\t', end = '\r\n' }: { delimiter?: string; end?: string } = {},
): string {
	let row = '';
	for (let index = 0; index < cells.length; index += 1) {
		const cell = cells[index];
		if (index > 0) row += delimiter;
		if (cell === null) continue;
		const inQuotes = quoted[index] || cell === '' || /["\r\n]/.test(cell) || cell.includes(delimiter);
		row += inQuotes ? `"${cell.includes('"') ? cell.replaceAll('"', '""') : cell}"` : cell;
	}
	return row + end;
}
