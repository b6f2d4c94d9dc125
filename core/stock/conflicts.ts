/** What a person has to decide: items that cannot be matched or compared. */
import { compareIdentities } from '../records/identities';
import type { StockItem } from '../records/stock';
import type { FieldConflict, Origin } from './change';
import { FIELDS, shownValue } from './fields';
import type { Group, MatchReason } from './groups';
import { itemName, type ComparedField, type MatchKey } from './settings';
import type { Member } from './side';

export interface ConflictItem {
	side: 'source' | 'target';
	place: string;
	code?: string;
	name?: string;
	eans?: string[];
	plu?: string;
	warehouse?: string;
}

export interface StockConflict {
	recordType: 'stockConflict';
	reason: MatchReason | 'unreadable' | 'fields' | 'deleted' | 'leftOut' | 'noName';
	/** By what it was matched, where that is the point. */
	by?: 'code' | 'ean' | 'plu';
	key?: string;
	items: ConflictItem[];
	/** Of a conflict about values; `changed` only in two-way mode. */
	fields?: Array<{ field: ComparedField; source: unknown; target: unknown; last?: unknown }>;
	message: string;
	origins: Origin[];
}

const SIDES = { source: 'the source', target: 'the target' } as const;
const BY = { code: 'code', ean: 'EAN', plu: 'PLU' } as const;
const BY_MANY = { code: 'Codes', ean: 'EANs', plu: 'PLUs' } as const;
const MAX_NAMED = 5;

export function conflictItem(side: ConflictItem['side'], { entry }: Pick<Member, 'entry'>): ConflictItem {
	const { code, name, eans, plu, warehouse } = entry.ok ? entry.item : (entry.known ?? {});
	return JSON.parse(JSON.stringify({ side, place: entry.place, code, name, eans, plu, warehouse })) as ConflictItem;
}

/** `A1 "Rohlík" (item 3 of the source)` */
function described({ side, place, code, name }: ConflictItem): string {
	const what = code === undefined ? (name ?? 'an item') : itemName({ code, name: name ?? '' });
	return `${what} (${place} of ${SIDES[side]})`;
}

function allOf(items: readonly ConflictItem[]): string {
	const more = items.length > MAX_NAMED ? ` and ${items.length - MAX_NAMED} more` : '';
	return `${items.slice(0, MAX_NAMED).map(described).join(', ')}${more}`;
}

/** What identifies an item by a step, as it is written there. */
function valuesOf(by: MatchKey, { code, eans, plu }: ConflictItem): string[] {
	const values: Array<string | undefined> = { code: [code], ean: eans ?? [], plu: [plu] }[by];
	return values.flatMap((value) => (value === undefined ? [] : [value]));
}

/** `001, 1` */
function writtenForms({ by, like }: Group, items: readonly ConflictItem[]): string {
	const values = [...new Set(items.flatMap((item) => valuesOf(by, item)))].slice(0, MAX_NAMED);
	return [...values, ...(like === undefined ? [] : [like])].join(', ');
}

/** The key as one of the items has it: the form that is compared may be one that nobody has written. */
function shownAs({ by, key }: Group, items: readonly ConflictItem[]): string {
	const [compared, store] = key.split('\u0000');
	const values = items.flatMap((item) => valuesOf(by, item));
	const written =
		values.find((value) => value === compared) ??
		values.find((value) => compareIdentities(by, value, compared) !== 'different');
	return `${written ?? compared}${store === undefined ? '' : ` in store ${store}`}`;
}

const MESSAGES: Readonly<Record<MatchReason, (group: Group, items: readonly ConflictItem[]) => string>> = {
	notUnique: ({ by, key }, items) => {
		const many = (side: ConflictItem['side']) => items.filter((item) => item.side === side).length;
		return (
			`The ${BY[by]} ${key} is not unique (source: ${many('source')} items, target: ${many('target')}). None of these items was matched: ${allOf(items)}. ` +
			'Correct the code where it is wrong; cards of one code in several stores (sklady) are joined by Stores in the rules.'
		);
	},
	ambiguous: ({ by, key }, items) =>
		`The ${BY[by]} ${key} leads to several items: ${allOf(items)}. Correct the ${BY[by]} where it is wrong.`,
	taken: ({ by, key }, items) =>
		`${allOf(items)} has the ${BY[by]} ${key} of an item that is matched with another one already. Correct the ${BY[by]} where it is wrong.`,
	blocked: ({ by, key }, items) =>
		`${allOf(items)} could only be matched (${BY[by]} ${key}) with an item that cannot be read or is not clear itself. Settle that one first.`,
	similar: (group, items) => {
		const { by, like } = group;
		const there = like === undefined ? '' : ` ${like} is an item of both sides already.`;
		return `${BY_MANY[by]} that differ only by case, spaces, leading zeros or what a program for tables makes of a number (${writtenForms(group, items)}): ${allOf(items)}.${there} None of these items was matched, created or removed. Write the ${BY[by]} alike on both sides, or change the options of matching.`;
	},
	noKey: (_, items) =>
		`${allOf(items)} has nothing to be matched by: it may be any item, so nothing is removed ${items[0]?.side === 'target' ? 'from the source ' : ''}in this run. Fill in what Match By names.`,
};

/** The conflict of a group. Items come sorted, so that the same lists in another order give the same conflict. */
export function groupConflict(group: Group, items: ConflictItem[], origins: Origin[]): StockConflict {
	const { reason, by } = group;
	const sorted = [...items].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
	const key = shownAs(group, sorted);
	return {
		recordType: 'stockConflict',
		reason,
		...(reason === 'noKey' ? {} : { by, key }),
		items: sorted,
		message: MESSAGES[reason]({ ...group, key }, sorted),
		origins,
	};
}

/** What an item is, without its place: that depends on the order of the list. */
function sortKey(item: ConflictItem): string {
	return JSON.stringify({ ...item, place: undefined });
}

/** Conflicts in an order that does not depend on the order of the lists. */
export function sortConflicts(conflicts: StockConflict[]): void {
	const keys = new Map(
		conflicts.map((conflict) => [
			conflict,
			`${conflict.reason} ${conflict.by} ${conflict.key} ${conflict.items.map(sortKey).join('')}`,
		]),
	);
	conflicts.sort((a, b) => ((keys.get(a) ?? '') < (keys.get(b) ?? '') ? -1 : 1));
}

/** The conflict of an item that cannot be read. */
export function unreadableConflict(side: ConflictItem['side'], member: Member): StockConflict {
	const item = conflictItem(side, member);
	const reasons = (member.reasons ?? []).slice(0, MAX_NAMED).join(' ');
	const left = {
		identity: ' It does not say which item it is, so nothing is removed or created in this run.',
		key: ' It was left as it is. It does not say all that items are matched by, so nothing is removed in this run.',
		none: ' It was left as it is.',
	}[member.lost ?? 'none'];
	return {
		recordType: 'stockConflict',
		reason: 'unreadable',
		items: [item],
		message: `${described(item)} cannot be compared. ${reasons}${left}`,
		origins: originsOf([side, member]),
	};
}

const WHY: Readonly<Record<FieldConflict['reason'], string>> = {
	rule: 'a person decides',
	timeUnknown: 'it is not known which is newer',
	unitsDiffer: 'the units differ and no rule says how they convert',
};

/** The conflict of values of a matched pair. */
export function fieldConflict(
	source: Member,
	target: Member,
	conflicts: readonly FieldConflict[],
	item: StockItem,
): StockConflict {
	const values = conflicts.map(
		({ field, source: here, target: there, reason }) =>
			`${FIELDS[field].label} is ${shownValue(field, here)} in the source and ${shownValue(field, there)} in the target (${WHY[reason]})`,
	);
	return {
		recordType: 'stockConflict',
		reason: 'fields',
		items: [conflictItem('source', source), conflictItem('target', target)],
		fields: conflicts.map(({ field, source: here, target: there, last }) => ({
			field,
			source: here ?? null,
			target: there ?? null,
			...(last === undefined ? {} : { last }),
		})),
		message: `${itemName(item)}: ${values.join('; ')}. Correct one of the sides.`,
		origins: originsOf(['source', source], ['target', target]),
	};
}

/**
 * The conflict of an item of one side only, in two-way mode.
 *
 * @param rowKey of `similar`: by what the last state has it
 */
export function oneSidedConflict(
	reason: 'deleted' | 'leftOut' | 'similar',
	side: ConflictItem['side'],
	member: Member,
	item: StockItem,
	rowKey = '',
): StockConflict {
	const other = side === 'source' ? 'target' : 'source';
	const why = {
		deleted: `was removed in the ${other} and changed in the ${side} since the lists agreed. Remove it in the ${side} or create it in the ${other}.`,
		leftOut:
			'is in the target, and the source has it but the rules leave it out (store, label, kind or not for sale). ' +
			'Change it in the source, or remove it in the target.',
		similar:
			`is in the ${side} only, and the last state has it in another way of writing (${rowKey.split('\u0000')[0]}): it may be new, or removed in the ${other}. ` +
			`Remove it in the ${side}, or create it in the ${other}.`,
	}[reason];
	const message = `${itemName(item)} ${why}`;
	return {
		recordType: 'stockConflict',
		reason,
		items: [conflictItem(side, member)],
		message,
		origins: originsOf([side, member]),
	};
}

/** The conflict of a new item whose list gives no names, such as a feed of codes and quantities. */
export function namelessConflict(side: ConflictItem['side'], member: Member): StockConflict {
	const item = conflictItem(side, member);
	return {
		recordType: 'stockConflict',
		reason: 'noName',
		items: [item],
		message: `${described(item)} has no name, so it was not created. Create it by hand, or give the list names.`,
		origins: originsOf([side, member]),
	};
}

/** The items of the workflow that members come from. */
export function originsOf(...members: Array<[side: Origin[0], member: Member]>): Origin[] {
	return members.flatMap(([side, { entry }]): Origin[] => (entry.origin === undefined ? [] : [[side, entry.origin]]));
}
