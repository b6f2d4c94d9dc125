/** Two-way price list: what was changed here, there and on both sides since the lists last agreed. */
import type { StockItem } from '../records/stock';
import { ChangeLog } from './changeLog';
import type { Comparison } from './compare';
import { FIELDS } from './fields';
import { emptyStop, limitStops, type Stop } from './guards';
import type { StockList } from './list';
import { matchSides } from './match';
import { checkSettings, StockSyncError, type StockSettings, type Winner } from './settings';
import { Side, type Member } from './side';
import { stateRow, SyncState, type StateRow } from './state';
import { summaryOf } from './summary';
import { TwoWayRun } from './twoWayRun';

interface TwoWaySettings {
	/** Rows of the last state; [] the first time. */
	state: readonly unknown[];
	/** Items of each list that are compared at most: both lists are in memory. */
	limit: number;
	/** Which side wins when one has removed what the other has changed. */
	deleted: Winner;
}

interface TwoWayComparison extends Comparison {
	/** Rows that changed in this run. */
	stateChanges: StateRow[];
	/** The whole new state. */
	state: StateRow[];
}

/** Throws StockSyncError for what cannot be written back into the source. */
function checkTwoWay(settings: StockSettings): void {
	checkSettings(settings);
	const { fields, rules, guards, replacement } = settings;
	const compared = (field: string) => fields.some((rule) => rule.field === field);
	const refuse = (what: string, hint: string): never => {
		throw new StockSyncError(what, hint);
	};
	if (replacement) refuse('A replacement cannot go both ways.', 'Choose one way.');
	if (guards.differential)
		refuse(
			'A list of changes cannot be compared both ways: what is missing in it may be unchanged or removed.',
			'Give the whole list.',
		);
	if (compared('quantity'))
		refuse(
			'Quantity cannot go both ways: accounting changes it by documents only.',
			'Take Quantity out of Fields and compare it one way.',
		);
	if (rules.combine === 'add')
		refuse('A sum over several stores cannot be written back.', 'Choose another setting of Stores, or one way.');
	if (compared('price') && (rules.priceLevel !== '' || rules.priceRounding !== 0)) {
		refuse(
			'A price level or a rounded price cannot be written back.',
			'Leave Price Level and Price Rounding empty, or compare one way.',
		);
	}
	if (compared('category') && rules.categoryFrom !== 'categories')
		refuse(
			'A category made from another field cannot be written back.',
			'Choose Category in the E-Shop, or take Category out of Fields.',
		);
}

async function loaded(side: Side, limit: number): Promise<Member[]> {
	const all: Member[] = [];
	for await (const members of side.members()) {
		all.push(...members);
		if (all.length <= limit) continue;
		throw new StockSyncError(
			`The ${side.name} list has more than ${limit} items; two-way mode keeps both lists in memory.`,
			'Raise Two-Way Limit if the machine has the room (about 2 kB an item), or compare one way.',
		);
	}
	return all;
}

/** Compared fields that no item of a list states: the list cannot hold them. */
function unstated(members: readonly Member[], { fields, rules }: StockSettings): string[] {
	const items = members.flatMap(({ item }): StockItem[] => (item === undefined ? [] : [item]));
	if (items.length === 0) return [];
	return fields
		.map(({ field }) => field)
		.filter((field) => items.every((item) => FIELDS[field].read(item, rules) === undefined));
}

/**
 * Both ways, with the last state: what only one side has changed goes to the other; what both have changed follows the
 * rule of the field (the source wins by default, which is accounting). A change counts as arrived only when a later run
 * sees it, so a write that was refused is offered again.
 *
 * Connect accounting to the source. Both lists are whole lists, held in memory up to the limit.
 *
 * @throws StockSyncError for settings or a state with which nothing can be compared, and for lists over the limit
 */
export async function compareTwoWay(
	sourceList: StockList,
	targetList: StockList,
	settings: StockSettings,
	{ state: rows, limit, deleted }: TwoWaySettings,
): Promise<TwoWayComparison> {
	checkTwoWay(settings);
	const state = new SyncState(rows);
	const source = new Side('source', sourceList, settings, true);
	const target = new Side('target', targetList, settings, true);
	const members = { source: await loaded(source, limit), target: await loaded(target, limit) };
	const groups = await matchSides(source, target, settings, true);
	const skip = new Set([...unstated(members.source, settings), ...unstated(members.target, settings)]);
	const run = new TwoWayRun({ source, target, members, groups, state, settings, deleted, skip });
	const stopEmpty =
		emptyStop(source.counts, 'source', source.firstReasons) ??
		(state.entries.size > 0 ? emptyStop(target.counts, 'target', target.firstReasons) : undefined);
	if (stopEmpty === undefined) run.run();
	const { tally } = run;
	const changes = new ChangeLog();
	for (const change of run.changes) changes.take(change);
	changes.finish();
	if (skip.size > 0)
		tally.notes.push(`Not compared, because one of the lists does not have it: ${[...skip].sort().join(', ')}.`);
	const stop: Stop | undefined =
		stopEmpty ??
		limitStops(changes.actions.target, target.counts.taken, settings, 'target') ??
		limitStops(changes.actions.source, source.counts.taken, settings, 'source');
	const { conflicts } = run.book;
	const comparison = { changes, conflicts, summary: summaryOf(tally, changes, conflicts, { stop, twoWay: true }) };
	if (stop !== undefined)
		return {
			...comparison,
			stop,
			stateChanges: [],
			state: [...state.entries.values()].map((entry) => stateRow(entry)),
		};
	return {
		...comparison,
		stateChanges: run.stateChanges(),
		state: [...run.next.values()].map((entry) => stateRow(entry)),
	};
}
