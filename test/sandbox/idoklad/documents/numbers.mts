/** Numeric sequences (číselné řady): format, next number, and the refusal of a number that is taken. */
import { badRequest, Refusal } from '../errors.mts';
import type { State } from '../state.mts';
import type { Entity, Table } from '../types.mts';

/** DocumentType of a sequence -> where its documents are and which of their dates counts. */
const DOCUMENTS: Readonly<Record<number, { table: Table; date: string }>> = {
	0: { table: 'IssuedInvoices', date: 'DateOfIssue' },
	2: { table: 'CashVouchers', date: 'DateOfTransaction' },
	6: { table: 'SalesReceipts', date: 'DateOfIssue' },
};

const LONGEST = 10;

/** `PR{RR}{NNNNN}`: {RR} and {RRRR} year, {M} {MM} month, {D} {DD} day, {N...} the number with zeros in front. */
export function formatNumber(format: string, date: string, number: number): string {
	const [year, month, day] = date.slice(0, 10).split('-') as [string, string, string];
	const parts: Record<string, string> = { RR: year.slice(2), RRRR: year, M: String(Number(month)), MM: month, D: String(Number(day)), DD: day };
	return format.replace(/\{([A-Z]+)\}/g, (whole, name: string) => parts[name] ?? (/^N+$/.test(name) ? String(number).padStart(name.length, '0') : whole));
}

export const fitsFormat = (format: string, date: string, number: number): boolean => /\{N+\}/.test(format) && formatNumber(format, date, number).length <= LONGEST;

const yearOf = (date: string): string => date.slice(0, 4);

/** The sequence of a kind of document: the default one, or the one of the POS equipment where it has its own. */
export function sequenceFor(state: State, documentType: number, equipment?: Entity): Entity {
	const own = equipment && state.find('NumericSequences', equipment['_sequence']);
	const found = own ?? state.table('NumericSequences').find((row) => row['DocumentType'] === documentType && row['IsDefault'] === true);
	if (!found) throw badRequest(`The agenda has no numeric sequence for documents of type ${documentType}.`);
	return found;
}

export const nextNumber = (state: State, sequence: Entity, date: string): number => state.lastNumber(sequence.Id, yearOf(date)) + 1;

/** Whether no document of the sequence has the number in that year. */
export function isFree(state: State, sequence: Entity, date: string, number: number): boolean {
	const documents = DOCUMENTS[sequence['DocumentType'] as number];
	if (!documents) return true;
	return !state.table(documents.table).some((row) => row['DocumentSerialNumber'] === number && row['_sequence'] === sequence.Id && yearOf(row[documents.date] as string) === yearOf(date));
}

/** The document number for a serial number that a client sends, which is taken by this. Throws Refusal. */
export function takeNumber(state: State, sequence: Entity, date: string, number: number): string {
	if (number < 1) throw badRequest('The field DocumentSerialNumber must be 1 or more.');
	if (!fitsFormat(sequence['NumberFormat'] as string, date, number)) throw badRequest(`The number ${number} does not fit the numeric sequence (at most ${LONGEST} characters).`);
	if (!isFree(state, sequence, date, number)) {
		const { status, code } = state.settings.numberTaken;
		throw new Refusal(status, `A document with the number ${formatNumber(sequence['NumberFormat'] as string, date, number)} exists already.`, code);
	}
	state.setLastNumber(sequence.Id, yearOf(date), Math.max(state.lastNumber(sequence.Id, yearOf(date)), number));
	return formatNumber(sequence['NumberFormat'] as string, date, number);
}

/** Digits of a document number without zeros in front, at most 10. */
export const variableSymbol = (documentNumber: string): string => documentNumber.replace(/\D/g, '').replace(/^0+/, '').slice(0, 10);
