/** Item list of KASA FIK (CSV) → stock items. */
import { entityKey } from '../records/entity';
import type { ResultWarning } from '../records/results';
import type { StockItem } from '../records/stock';
import { checkStockItem } from '../records/stock';
import { DelimitedReader, type DelimitedRow } from '../text/delimited';
import { COLUMNS, headerKey, REQUIRED, SOURCE, type ColumnName } from './columns';
import { decodeTable } from './decode';
import { ItemsCsvError } from './errors';
import { plainCell, plainCode, pricesFit, readFlag, readNumber, readRate } from './values';

export type ReadItem =
	| { ok: true; item: StockItem; line: number; warnings: ResultWarning[] }
	| { ok: false; line: number; reasons: string[]; known?: { plu?: string; code?: string; name?: string } };

type Cells = Partial<Record<ColumnName, string>>;

/** How Excel is told the delimiter: a line of its own before the header. */
const SEP = /^\uFEFF?"?sep=(.)"?\r?(?:\n|$)/i;

/** Cells with numbers or codes. */
const CODES: ReadonlySet<string> = new Set<ColumnName>(['id', 'plu', 'net', 'gross', 'vatRate']);

class ItemReader {
	private columns: string[] | undefined;

	private delimiter = ',';

	/** Line of the file with the names of the columns. */
	private headerLine = 1;

	private rows: DelimitedReader | undefined;

	/** Text before the end of the first line. */
	private first = '';

	/** Items of the rows that a piece completes. */
	take(piece: string): ReadItem[] {
		if (this.rows !== undefined) return this.items(this.rows.push(piece));
		this.first += piece;
		return this.first.replace(SEP, '').includes('\n') ? this.start() : [];
	}

	end(): ReadItem[] {
		const started = this.rows === undefined ? this.start() : [];
		return [...started, ...this.items(this.rows?.end() ?? [])];
	}

	private start(): ReadItem[] {
		const given = SEP.exec(this.first)?.[1];
		if (given !== undefined) this.headerLine = 2;
		const [line] = this.first.replace(SEP, '').replace(/^\uFEFF/, '').split(/\r?\n/, 1);
		if (line.trim() === '')
			throw new ItemsCsvError(
				'The file is empty, or its first line is. Export the items again; the first line names the columns.',
			);
		const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: line.split(delimiter).length }));
		const delimiter = given ?? counts.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
		this.delimiter = delimiter;
		const reader = new DelimitedReader({ delimiter });
		this.columns = header([...reader.push(line), ...reader.end()][0].cells);
		this.rows = new DelimitedReader({ delimiter, columns: this.columns.length, looseQuotes: true });
		return this.items(this.rows.push(this.first.replace(/^\uFEFF/, '')));
	}

	private items(rows: readonly DelimitedRow[]): ReadItem[] {
		return rows.flatMap((row) => {
			if (row.line <= this.headerLine || this.isBlank(row)) return [];
			if (row.fault)
				return [{ ok: false as const, line: row.line, reasons: [faultText(row, this.columns?.length ?? 0)] }];
			return row.cells.length === 0 ? [] : [this.item(row)];
		});
	}

	/** Rows of nothing but delimiters, as spreadsheet programs leave them below a list. */
	private isBlank({ cells, text, fault }: DelimitedRow): boolean {
		return fault ? text.replaceAll(this.delimiter, '').trim() === '' : cells.every((cell) => (cell ?? '').trim() === '');
	}

	private item(row: DelimitedRow): ReadItem {
		const cells: Cells = {};
		const extra: Record<string, unknown> = {};
		this.columns?.forEach((column, index) => {
			const cell = (row.cells[index] ?? '').trim();
			if (Object.hasOwn(COLUMNS, column)) cells[column as ColumnName] = CODES.has(column) ? plainCode(cell) : plainCell(cell);
			else if (cell !== '') extra[column === '' ? `column ${index + 1}` : column] = cell;
		});
		return readItem(cells, extra, row.line);
	}
}

function header(cells: ReadonlyArray<string | null>): string[] {
	const columns = cells.map((cell) => {
		const name = (cell ?? '').trim();
		return (
			(Object.keys(COLUMNS) as ColumnName[]).find((column) => headerKey(COLUMNS[column]) === headerKey(name)) ?? name
		);
	});
	const missing = REQUIRED.filter((column) => !columns.includes(column)).map((column) => COLUMNS[column]);
	const doubled = columns.find((column, index) => column !== '' && columns.indexOf(column) !== index);
	if (missing.length > 0) {
		throw new ItemsCsvError(
			`This is no item list of KASA FIK: the first line has no column ${missing.join(', ')}. In the backoffice export the items (Ceník) as CSV; the first line must name the columns.`,
		);
	}
	if (doubled !== undefined)
		throw new ItemsCsvError(`The column "${doubled}" stands twice in the first line. Remove one of them.`);
	return columns;
}

function faultText({ fault }: DelimitedRow, expected: number): string {
	if (fault?.reason === 'columns') return `The line has ${fault.found} columns instead of ${expected}.`;
	return fault?.reason === 'long' ? 'The line is too long.' : 'A quotation mark is not closed.';
}

function readItem(cells: Cells, extra: Record<string, unknown>, line: number): ReadItem {
	const reasons: string[] = [];
	const warnings: ResultWarning[] = [];
	const number = <T>(value: T | string, column: ColumnName): T | undefined => {
		if (typeof value !== 'string') return value;
		reasons.push(`${COLUMNS[column]}: ${value}.`);
		return undefined;
	};
	const net = number(readNumber(cells.net), 'net');
	const gross = number(readNumber(cells.gross), 'gross');
	const vatRate = number(readRate(cells.vatRate, net, gross), 'vatRate');
	if (net !== undefined && gross !== undefined && vatRate !== undefined && !pricesFit(net, vatRate, gross)) {
		const text = `${COLUMNS.net} ${net} and ${COLUMNS.gross} ${gross} do not fit ${vatRate} % VAT. The price with VAT was taken.`;
		warnings.push({ code: 'vatDifference', text, place: `line ${line}` });
	}
	const active = readFlag(cells.shown);
	if (typeof active === 'string') reasons.push(`${COLUMNS.shown}: ${active}.`);
	const { plu = '', name = '', id = '', category = '', note = '', unit = '', stocked = '' } = cells;
	if (plu === '') reasons.push(`${COLUMNS.plu} is empty. It is what the item is known by: fill it in.`);
	if (name === '') reasons.push(`${COLUMNS.name} is empty.`);
	if (net !== undefined) extra[COLUMNS.net] = net;
	if (stocked !== '') extra[COLUMNS.stocked] = stocked;
	const prices =
		gross !== undefined
			? { sale: gross, saleIncludesVat: true }
			: net !== undefined
				? { sale: net, saleIncludesVat: false }
				: undefined;
	const checked = checkStockItem({
		key: entityKey(SOURCE, 'stockItem', id === '' ? plu : id),
		source: SOURCE,
		id,
		code: plu,
		plu,
		name,
		vatRate,
		prices,
		...(category === '' ? {} : { categories: [{ id: category, main: true }] }),
		...(cells.labels === undefined
			? {}
			: {
					labels: cells.labels
						.split(',')
						.map((label) => label.trim())
						.filter((label) => label !== ''),
				}),
		active: typeof active === 'string' ? undefined : active,
		note,
		unit,
		extra,
	});
	if (checked.ok && reasons.length === 0) return { ok: true, item: checked.record, line, warnings };
	const all = reasons.length > 0 ? reasons : checked.ok ? [] : checked.reasons;
	return {
		ok: false,
		line,
		reasons: all,
		known: { ...(plu === '' ? {} : { plu, code: plu }), ...(name === '' ? {} : { name }) },
	};
}

/**
 * Reads an item list, one array of items for each piece of the file. PLU is the code. Delimiter comma, or semicolon or
 * tab as the first line has it; UTF-8 or Windows-1250.
 *
 * A list of this kind does not say where it ends: one that was cut off between two lines cannot be told from a short
 * one.
 *
 * @throws ItemsCsvError for another kind of file, or one that is damaged
 */
export async function* readItems(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ReadItem[]> {
	const reader = new ItemReader();
	for await (const piece of decodeTable(chunks)) yield reader.take(piece);
	yield reader.end();
}
