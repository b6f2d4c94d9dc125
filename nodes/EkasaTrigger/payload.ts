import type { IDataObject } from 'n8n-workflow';
import { WHOLE_DELIVERY, copyJson, isObject, newReading, reasonsOf } from '../../core/records/reading';
import type { Refusal } from './authentication';

/** Lists that a call may carry instead of a bare array, and what a record in it is when it does not say so itself. */
const LISTS: ReadonlyArray<{ name: string; recordType?: string }> = [
	{ name: 'receipts' },
	{ name: 'cashMovements', recordType: 'cashMovement' },
];

/**
 * Records of a JSON call, as received and not yet checked: one object, an array, or `{ receipts: [], cashMovements: [] }`.
 * What is no record at all (a number in the list, hostile nesting) becomes `{ outcome: 'refused', place, reasons, raw }`,
 * as the eKasa node writes it for an unreadable receipt of a file, so that Receive can answer for it and nothing is dropped.
 *
 * @param most records per call
 */
export function readRecords(body: unknown, most: number): IDataObject[] | Refusal {
	const found = listRecords(body);
	if (!Array.isArray(found)) return found;
	if (found.length > most) {
		return {
			status: 413,
			message: `The call has ${found.length} records; this webhook takes ${most} at a time.`,
			help: 'Send them in several calls, or raise Most Records per Call in the options of the eKasa Trigger. Nothing of this call was stored.',
		};
	}
	return found.map(readEntry);
}

interface Found {
	value: unknown;
	/** e.g. "receipts[3]" */
	place: string;
	recordType?: string;
}

function listRecords(body: unknown): Found[] | Refusal {
	if (Array.isArray(body)) return body.map((value, at) => ({ value, place: `[${at}]` }));
	if (!isObject(body)) return unreadable('The body is neither a record nor a list of records.');
	const lists = LISTS.filter(({ name }) => Object.hasOwn(body, name));
	if (lists.length === 0) return [{ value: body, place: '[0]' }];
	const notLists = lists.filter(({ name }) => !Array.isArray(body[name]));
	if (notLists.length > 0) {
		return unreadable(`${notLists.map(({ name }) => `"${name}"`).join(' and ')} is not a list.`);
	}
	return lists.flatMap(({ name, recordType }) =>
		(body[name] as unknown[]).map((value, at) => ({ value, place: `${name}[${at}]`, recordType })),
	);
}

function readEntry({ value, place, recordType }: Found): IDataObject {
	if (!isObject(value)) {
		const reason = `This entry is ${kindOf(value)} and no record.`;
		return { outcome: 'refused', place, reasons: [reason], raw: outline({ value }) };
	}
	const reading = newReading(WHOLE_DELIVERY);
	const copy = copyJson(value, reading) as IDataObject;
	const reasons = reasonsOf(reading);
	if (reasons.length > 0) return { outcome: 'refused', place, reasons, raw: outline(value) };
	return { ...(recordType === undefined ? {} : { recordType }), ...copy };
}

/** The plain fields of the first level, long texts cut: enough to find the record, safe to hand on. */
function outline(value: Record<string, unknown>): IDataObject {
	const plain = Object.entries(value).flatMap(([name, content]): Array<[string, string | number | boolean]> => {
		if (typeof content === 'string') return [[name, content.slice(0, 200)]];
		return typeof content === 'number' || typeof content === 'boolean' ? [[name, content]] : [];
	});
	return Object.fromEntries(plain.slice(0, 50));
}

function unreadable(message: string): Refusal {
	return {
		status: 400,
		message,
		help: 'Send one receipt as a JSON object, several as an array, or {"receipts": [...], "cashMovements": [...]}.',
	};
}

function kindOf(value: unknown): string {
	if (value === null) return 'empty (null)';
	if (Array.isArray(value)) return 'a list';
	return typeof value === 'string' ? 'a text' : `a ${typeof value}`;
}
