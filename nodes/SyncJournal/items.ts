/** Items in and out: rows of the table, pairing, the second input. */
import { DateTime } from 'luxon';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { ZONE, readInstant } from '../../core/records/dates';

export function jsonOf(items: readonly INodeExecutionData[]): IDataObject[] {
	return items.map(({ json }) => json);
}

/** Items of the second input; [] when it is not wired or nothing came through it. */
export function secondInput(context: IExecuteFunctions): INodeExecutionData[] {
	try {
		return context.getInputData(1) ?? [];
	} catch {
		// n8n throws when nothing is wired there.
		return [];
	}
}

/** An item that is paired with one item, or with several. */
export function item(json: object, from: number | readonly number[], input = 0): INodeExecutionData {
	const indexes = typeof from === 'number' ? [from] : from;
	const paired = indexes.map((index) => (input === 0 ? { item: index } : { item: index, input }));
	return { json: json as IDataObject, pairedItem: paired.length === 1 ? paired[0] : paired };
}

/** Which journal row a key stands in: its newest record row, else its newest row of any kind. */
export class RowPairing {
	private readonly records = new Map<string, number>();

	private readonly any = new Map<string, number>();

	constructor(rows: readonly IDataObject[]) {
		for (const [index, { key, kind }] of rows.entries()) {
			if (typeof key !== 'string') continue;
			this.any.set(key, index);
			if (kind === 'record') this.records.set(key, index);
		}
	}

	indexOf(key: string): number {
		return this.records.get(key) ?? this.any.get(key) ?? 0;
	}
}

/** `P1, P2`, one per line, or a list by expression. */
export function listOf(value: unknown): string[] {
	const parts = Array.isArray(value) ? value : typeof value === 'string' ? value.split(/[\n,;]/) : [value];
	return parts.flatMap((part) => {
		const text = typeof part === 'string' || typeof part === 'number' ? String(part).trim() : '';
		return text === '' ? [] : [text];
	});
}

/**
 * The day of a date field, in Europe/Prague: the picker gives a day with a time of 00:00, an expression perhaps a luxon
 * date (`$now`) or an instant with offset. What is no date stays as it is, so that the message can show it.
 */
export function dayOf(value: unknown): string {
	if (DateTime.isDateTime(value)) return value.setZone(ZONE).toFormat('yyyy-MM-dd');
	if (value instanceof Date) return DateTime.fromJSDate(value, { zone: ZONE }).toFormat('yyyy-MM-dd');
	const text = typeof value === 'string' ? value.trim() : '';
	return readInstant(text)?.day ?? text;
}
