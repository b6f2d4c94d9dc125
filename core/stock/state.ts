/**
 * What both sides of a two-way price list had when they last agreed: it tells which side has changed since. Kept by the
 * workflow as one file, or as the rows that change (a Data Table: text columns `key`, `targetKey`, `fields`, and
 * `removed`).
 */
import { isObject } from '../records/reading';
import { stableJson } from '../text/digest';
import { sameValue, type FieldValue } from './fields';
import { COMPARED_FIELDS, StockSyncError, type ComparedField } from './settings';

export interface StateField {
	/** Absent: nothing was stated. */
	value?: FieldValue;
	/** Given to a side in the last run; until it is seen there, that side may have either. */
	pending?: { to: 'source' | 'target'; value?: FieldValue };
}

export type StateFields = Partial<Record<ComparedField, StateField>>;

export interface StateRow {
	recordType: 'stockState';
	/** By the source's item. */
	key: string;
	/** By the target's item, '' where it is the same. */
	targetKey: string;
	/** StateFields as JSON. */
	fields: string;
	/** Gone on both sides. */
	removed: boolean;
}

export interface StateEntry {
	key: string;
	targetKey: string;
	fields: StateFields;
}

function parsed(text: unknown): unknown {
	try {
		return typeof text === 'string' ? (JSON.parse(text) as unknown) : undefined;
	} catch {
		return undefined;
	}
}

function fieldsOf(value: unknown): StateFields | undefined {
	const fields = parsed(value);
	if (!isObject(fields)) return undefined;
	return Object.fromEntries(
		COMPARED_FIELDS.flatMap((name) => (isObject(fields[name]) ? [[name, fields[name]]] : [])),
	) as StateFields;
}

/** Whether an item of a workflow is a row of state. */
export function isStateRow(value: unknown): value is Record<string, unknown> {
	return isObject(value) && value.recordType === 'stockState';
}

/** The state by source key; of several rows of one key the one with the highest `id`, else the last, counts. */
export class SyncState {
	readonly entries = new Map<string, StateEntry>();

	private readonly byTarget = new Map<string, StateEntry>();

	/** @throws StockSyncError for a row that cannot be read: taken for no row, its item would look new on both sides */
	constructor(rows: readonly unknown[]) {
		const given = rows.filter(isStateRow);
		const ids = given.map(({ id }, index) => (typeof id === 'number' ? id : index));
		const order = given.map((_, index) => index).sort((a, b) => ids[a] - ids[b]);
		for (const index of order) this.take(given[index]);
		for (const entry of this.entries.values()) this.byTarget.set(entry.targetKey, entry);
	}

	private take({ key, targetKey, fields, removed }: Record<string, unknown>): void {
		const read = fieldsOf(fields);
		if (typeof key !== 'string' || key === '' || (read === undefined && removed !== true)) {
			throw new StockSyncError(
				`A row of the last state cannot be read (key "${String(key).slice(0, 60)}").`,
				'Give the rows or the file as Stock Sync made them. Without a state both lists are compared as if never before.',
			);
		}
		if (removed === true || read === undefined) this.entries.delete(key);
		else
			this.entries.set(key, {
				key,
				targetKey: typeof targetKey === 'string' && targetKey !== '' ? targetKey : key,
				fields: read,
			});
	}

	ofSource(key: string): StateEntry | undefined {
		return this.entries.get(key);
	}

	ofTarget(key: string): StateEntry | undefined {
		return this.byTarget.get(key);
	}
}

/** A row as it is kept. */
export function stateRow({ key, targetKey, fields }: StateEntry, removed = false): StateRow {
	return {
		recordType: 'stockState',
		key,
		targetKey: targetKey === key ? '' : targetKey,
		fields: stableJson(fields),
		removed,
	};
}

/** Whether a side still has what it had, or what it was given. */
export function isKnown(
	side: 'source' | 'target',
	value: FieldValue,
	{ value: last, pending }: StateField,
	tolerance?: number,
): boolean {
	if (pending === undefined) return sameValue(value, last, tolerance);
	return sameValue(value, pending.value, tolerance) || (side === pending.to && sameValue(value, last, tolerance));
}
