/** The ledger's lines: `id;date;register;text;account;total` to it, `id;state;number;total` from it. */
import { microText, toMicro } from '../../../core/money/micro';
import { DelimitedReader, writeDelimited } from '../../../core/text/delimited';
import type { LedgerDraft } from './target';

/** What the ledger says of a line: new, or there before with its total. */
export interface Told {
	id: string;
	state: string;
	number: string;
	total: number;
}

export function writeRows(drafts: readonly LedgerDraft[]): string {
	return drafts
		.map(({ documentId, date, register, text, account, total }) => writeDelimited([documentId, date, register, text, account, microText(toMicro(total))], [], { delimiter: ';' }))
		.join('');
}

/** undefined when it is no answer of the ledger, or one that was cut off. */
export function readTold(text: string): Told[] | undefined {
	const reader = new DelimitedReader({ delimiter: ';', columns: 4 });
	const rows = [...reader.push(text), ...reader.end()];
	if (rows.some(({ fault, end }) => fault !== undefined || end === '')) return undefined;
	return rows.map(({ cells: [id, state, number, total] }) => ({ id: id ?? '', state: state ?? '', number: number ?? '', total: Number(total) }));
}
