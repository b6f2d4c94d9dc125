/** What differs between an item and its partner, and what follows by the rules of the fields. */
import type { StockItem } from '../records/stock';
import { FIELDS, sameValue, shownValue, type FieldValue } from './fields';
import { millisOf } from './instant';
import { inUnit } from './prices';
import { itemName, type Action, type ComparedField, type StockSettings, type Winner } from './settings';

export interface FieldChange {
	field: ComparedField;
	/** In comparable form; null: nothing was stated. */
	before: FieldValue | null;
	after: FieldValue | null;
}

/** One thing to do, so that the lists agree. */
export interface StockChange {
	recordType: 'stockChange';
	action: Action | 'keep';
	/** Which list it is to be done in. `source` only in two-way mode. */
	applyTo: 'source' | 'target';
	code: string;
	name: string;
	fields: FieldChange[];
	/** The item as it is in that list; null when it is created. */
	before: StockItem | null;
	/** The item as it shall be; null when it is removed. */
	after: StockItem | null;
	message: string;
	/** Part of a whole new list (full replacement): those without it are differences only. */
	whole?: true;
	/** Items of the workflow that it comes from. */
	origins: Origin[];
}

/** Item of the workflow on one of the inputs. */
export type Origin = [side: 'source' | 'target', item: number];

export interface FieldConflict {
	field: ComparedField;
	source: FieldValue;
	target: FieldValue;
	reason: 'rule' | 'timeUnknown' | 'unitsDiffer';
	/** In two-way mode: when the lists last agreed. */
	last?: FieldValue;
}

interface Difference {
	/** To be written into the target. */
	fields: FieldChange[];
	after: StockItem;
	conflicts: FieldConflict[];
}

const CHANGE_WORDS: Readonly<Record<StockChange['action'], string>> = {
	create: 'Create',
	update: 'Update',
	remove: 'Remove',
	keep: 'Keep',
};

/** `Update A1 "Rohlík": quantity 3 → 5.` */
function changeMessage(action: StockChange['action'], item: StockItem, fields: readonly FieldChange[]): string {
	const values = fields.map(
		({ field, before, after }) =>
			`${FIELDS[field].label} ${shownValue(field, before ?? undefined)} → ${shownValue(field, after ?? undefined)}`,
	);
	return `${CHANGE_WORDS[action]} ${itemName(item)}${values.length === 0 ? '' : `: ${values.join(', ')}`}.`;
}

/** A change by its item before and after. */
export function stockChange(
	action: StockChange['action'],
	applyTo: StockChange['applyTo'],
	before: StockItem | null,
	after: StockItem | null,
	fields: FieldChange[],
	origins: StockChange['origins'],
): StockChange {
	const item = (after ?? before) as StockItem;
	const { code, name } = item;
	return {
		recordType: 'stockChange',
		action,
		applyTo,
		code,
		name,
		fields,
		before,
		after,
		message: changeMessage(action, item, fields),
		origins,
	};
}

/** Which of two items was changed later; undefined where that is not known. */
function newerOf(source: StockItem, target: StockItem): 'source' | 'target' | undefined {
	const [here, there] = [millisOf(source.updatedAt), millisOf(target.updatedAt)];
	if (Number.isNaN(here) || Number.isNaN(there) || here === there) return undefined;
	return here > there ? 'source' : 'target';
}

/** Who gives the value where the sides differ (or have both changed): a side, or nobody and why. */
export function winnerOf(
	winner: Winner,
	source: StockItem,
	target: StockItem,
): 'source' | 'target' | 'rule' | 'timeUnknown' {
	if (winner === 'newer') return newerOf(source, target) ?? 'timeUnknown';
	return winner === 'conflict' ? 'rule' : winner;
}

/** undefined → null, as JSON has it. */
export function jsonValue(value: FieldValue): FieldValue | null {
	return value === undefined ? null : value;
}

/**
 * The source's item counted in the target's unit, unless the unit itself is given over; undefined where the units do
 * not convert, so that quantity and price cannot be compared.
 */
function comparable(source: StockItem, target: StockItem, { fields, rules }: StockSettings): StockItem | undefined {
	const rule = fields.find(({ field }) => field === 'unit');
	const given = rule !== undefined && winnerOf(rule.winner, source, target) === 'source';
	return given ? source : inUnit(source, target.unit, rules.units);
}

/** What the target lacks of what the source states. */
export function differenceOf(source: StockItem, target: StockItem, settings: StockSettings): Difference {
	const { rules } = settings;
	const counted = comparable(source, target, settings);
	const result: Difference = { fields: [], after: target, conflicts: [] };
	for (const { field, winner, tolerance } of settings.fields) {
		const table = FIELDS[field];
		if (winner === 'target') continue;
		const giver = table.perUnit ? counted : source;
		const value = table.read(giver ?? source, rules);
		const old = table.read(target, rules);
		if (value === undefined || (giver !== undefined && sameValue(value, old, tolerance))) continue;
		const by = giver === undefined ? 'unitsDiffer' : winnerOf(winner, source, target);
		if (by === 'target') continue;
		if (giver === undefined || by !== 'source') {
			result.conflicts.push({ field, source: value, target: old, reason: by === 'source' ? 'rule' : by });
			continue;
		}
		result.fields.push({ field, before: jsonValue(old), after: jsonValue(value) });
		result.after = table.write(result.after, giver, rules);
	}
	return result;
}
