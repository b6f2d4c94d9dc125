/**
 * The CSV of issued invoices that POHODA exports from its table (seed 003): columns „Občj“, „K likvidaci“, „Datum“.
 * Delimiter, quoting and encoding are not documented, so they
 * are found out; column order is free and further columns are kept.
 */
import { fromMicro, toMicro } from '../../money/micro';
import type { PaymentState } from '../../records/invoice';
import { DelimitedReader, type DelimitedRow } from '../../text/delimited';
import { readAmount, readDate } from './czechValues';
import { paymentState } from './liquidation';
import { decodeText, TextFileError, wholeFile } from './textFile';

export interface PaidInvoiceOptions {
	/** Names of the columns where the table has others. */
	columns?: { order?: string; remaining?: string; date?: string };
	/** Take an empty „K likvidaci“ as 0; off: such a row is not used, because the amount may just be missing. */
	emptyMeansPaid?: boolean;
	/** Bytes that are read at most; 100 MB by default. */
	maxBytes?: number;
}

export type PaidInvoiceRow =
	| {
			ok: true;
			line: number;
			/** „Občj“; absent on an invoice without an order. */
			orderNumber?: string;
			/** „Datum“, YYYY-MM-DD. */
			date?: string;
			payment: PaymentState;
			/** Cells of the other columns by their names. */
			extra?: Record<string, string>;
	  }
	| { ok: false; line: number; orderNumber?: string; reasons: string[] };

const NAMES = { order: 'Občj', remaining: 'K likvidaci', date: 'Datum' } as const;
type Column = keyof typeof NAMES;
const COLUMNS = Object.keys(NAMES) as Column[];
/** Rows before the one with the names: titles, `sep=;`. */
const TITLE_ROWS = 20;

function plain(name: string): string {
	return name
		.normalize('NFD')
		.replace(/[\p{M}\s\u00a0."'_-]/gu, '')
		.toLowerCase();
}

interface Header {
	delimiter: string;
	/** Column → index of its cell. */
	at: Record<Column, number>;
	names: string[];
	/** Where it stands. */
	line: number;
}

/** Characters that are given to the reader at once. */
const PIECE = 65_536;

function* rowsOf(text: string, delimiter: string): Generator<DelimitedRow> {
	const reader = new DelimitedReader({ delimiter });
	for (let at = 0; at < text.length; at += PIECE) yield* reader.push(text.slice(at, at + PIECE));
	yield* reader.end();
}

/** The row with the wanted names among the first ones, with the delimiter that finds them. */
function headerOf(text: string, wanted: Record<Column, string>): Header | undefined {
	for (const delimiter of [';', '\t', ',', '|']) {
		let seen = 0;
		for (const { line, cells } of rowsOf(text, delimiter)) {
			seen += 1;
			if (seen > TITLE_ROWS) break;
			const names = cells.map((cell) => cell?.trim() ?? '');
			const known = names.map(plain);
			const found = COLUMNS.map((column) => [column, known.indexOf(plain(wanted[column]))] as const);
			if (found.every(([, index]) => index >= 0)) {
				return { delimiter, at: Object.fromEntries(found) as Record<Column, number>, names, line };
			}
		}
	}
	return undefined;
}

/** Cells of a row. One with quotes in unquoted texts (24" monitor) is split plainly where that gives every column. */
function cellsOf(row: DelimitedRow, delimiter: string, columns: number): string[] | undefined {
	if (row.fault === undefined) return row.cells.map((cell) => cell ?? '');
	const cells = row.text.split(delimiter);
	return cells.length === columns ? cells : undefined;
}

function readRow(
	row: DelimitedRow,
	{ at, names, delimiter }: Header,
	options: PaidInvoiceOptions,
	wanted: Record<Column, string>,
): PaidInvoiceRow | undefined {
	const { line } = row;
	const cells = cellsOf(row, delimiter, names.length);
	if (cells === undefined) {
		return { ok: false, line, reasons: ['A quote (") begins in this row and does not end as it should.'] };
	}
	if (cells.every((cell) => cell.trim() === '')) return undefined;
	const cell = (column: Column): string => (cells[at[column]] ?? '').trim();
	const [orderNumber, remainingText, dateText] = [cell('order'), cell('remaining'), cell('date')];
	const reasons: string[] = [];
	const remaining = remainingText === '' && options.emptyMeansPaid ? 0 : readAmount(remainingText);
	if (remaining === undefined) {
		const empty = `"${wanted.remaining}" is empty. If POHODA shows 0 as an empty cell, allow Empty Means Paid.`;
		reasons.push(
			remainingText === ''
				? empty
				: `"${wanted.remaining}" is "${remainingText.slice(0, 40)}", which is no clear amount.`,
		);
	}
	const date = dateText === '' ? undefined : readDate(dateText);
	if (dateText !== '' && date === undefined) {
		reasons.push(`"${wanted.date}" is "${dateText.slice(0, 40)}", which is no day such as 14.11.2026.`);
	}
	const order = orderNumber === '' ? {} : { orderNumber };
	const payment = paymentState({ remaining });
	if (reasons.length > 0 || payment === undefined) return { ok: false, line, ...order, reasons };
	const others = names.flatMap((name, index) =>
		Object.values(at).includes(index) || name === '' || !cells[index]?.trim() ? [] : [[name, cells[index].trim()]],
	);
	return {
		ok: true,
		line,
		...order,
		...(date === undefined ? {} : { date }),
		payment,
		...(others.length > 0 ? { extra: Object.fromEntries(others) as Record<string, string> } : {}),
	};
}

/**
 * Reads the CSV, row by row. A row that cannot be read comes as `ok: false` with its line and does not stop the
 * others; empty rows are passed over.
 *
 * Throws TextFileError: too large, an open quote, or the columns are not there (the message names those that were
 * found).
 */
export async function* readPaidInvoices(
	chunks: AsyncIterable<Uint8Array>,
	options: PaidInvoiceOptions = {},
): AsyncGenerator<PaidInvoiceRow> {
	const text = decodeText(await wholeFile(chunks, options.maxBytes ?? 100_000_000));
	if (text.trim() === '') {
		throw new TextFileError('The file is empty. Export the table of issued invoices from POHODA again.');
	}
	const wanted = { ...NAMES, ...options.columns };
	const header = headerOf(text, wanted);
	if (header === undefined) {
		const names = COLUMNS.map((column) => `"${wanted[column]}"`).join(', ');
		const found = text.slice(0, 200).split(/\r?\n/)[0];
		throw new TextFileError(
			`The file has no row with the columns ${names}; its first row is: ${found}. ` +
				'Add the columns to the table of issued invoices in POHODA and export it again.',
		);
	}
	for (const row of rowsOf(text, header.delimiter)) {
		const read = row.line > header.line ? readRow(row, header, options, wanted) : undefined;
		if (read !== undefined) yield read;
	}
}

/** What a file says about one order: an order can have several invoices. */
interface PaidOrder {
	orderNumber: string;
	/** Every invoice of the order is paid. */
	paid: boolean;
	remaining: number;
	invoices: number;
	/** Last day among its invoices. */
	date?: string;
	/** Lines of the file. */
	lines: number[];
}

/** Rows by order, in the order of their first lines. A row that could not be read makes its order unpaid. */
export function paidOrders(rows: readonly PaidInvoiceRow[]): PaidOrder[] {
	const orders = new Map<string, PaidOrder>();
	for (const row of rows) {
		if (row.orderNumber === undefined) continue;
		const { orderNumber } = row;
		const order = orders.get(orderNumber) ?? { orderNumber, paid: true, remaining: 0, invoices: 0, lines: [] };
		orders.set(orderNumber, order);
		order.invoices += 1;
		order.lines.push(row.line);
		if (!row.ok) {
			order.paid = false;
			continue;
		}
		order.paid = order.paid && (row.payment.state === 'paid' || row.payment.state === 'overpaid');
		order.remaining = fromMicro(toMicro(order.remaining) + toMicro(row.payment.remaining)) + 0;
		if (row.date !== undefined && row.date > (order.date ?? '')) order.date = row.date;
	}
	return [...orders.values()];
}
