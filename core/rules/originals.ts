/** The sale that a return or void refers to. */
import { recordKey } from '../records/keys';
import type { Receipt, TillRecord } from '../records/types';

function place(source: string, register: string, number: string): string {
	return `${source}\n${register}\n${number}`;
}

/** Receipts that others may refer to. */
export class OriginalIndex {
	private readonly keys = new Set<string>();
	/** By source, register and number: keys with their days, because numbers restart. */
	private readonly byNumber = new Map<string, Array<{ key: string; date: string }>>();

	constructor(records: Iterable<TillRecord>) {
		for (const record of records) this.add(record);
	}

	private add(record: TillRecord): void {
		if (record.recordType !== 'receipt' || this.keys.has(record.key)) return;
		this.keys.add(record.key);
		const at = place(record.source, record.register, record.number);
		const list = this.byNumber.get(at) ?? [];
		list.push({ key: record.key, date: record.date });
		this.byNumber.set(at, list);
	}

	/**
	 * Key of the receipt here that `receipt.original` names. Without a date the newest of that number up to the
	 * receipt's own day. A receipt that names itself has no original.
	 */
	find(receipt: Receipt): string | undefined {
		const { original } = receipt;
		if (original?.number === undefined || original.number === '') return undefined;
		const register = original.register || receipt.register;
		const number = original.number;
		if (original.date !== undefined && original.date !== '') {
			const key = recordKey({ source: receipt.source, register, number, date: original.date });
			return this.keys.has(key) && key !== receipt.key ? key : undefined;
		}
		const earlier = (this.byNumber.get(place(receipt.source, register, number)) ?? []).filter(
			({ key, date }) => date <= receipt.date && key !== receipt.key,
		);
		return earlier.reduce<{ key: string; date: string } | undefined>(
			(newest, one) => (newest === undefined || one.date > newest.date ? one : newest),
			undefined,
		)?.key;
	}
}

/** Whether the receipt names another one; a void that carries its own number cancels itself. */
export function namesOriginal(receipt: Receipt): boolean {
	const { number, register, date } = receipt.original ?? {};
	if (number === undefined || number === '') return false;
	const itself = number === receipt.number && (register || receipt.register) === receipt.register && (date || receipt.date) === receipt.date;
	return !itself;
}
