/** The work of two-way mode: pairs, items of one side only, rows of state without items. */
import type { StockItem } from '../records/stock';
import { stockChange, type StockChange } from './change';
import { noActions } from './changeLog';
import { unclearNotes } from './guards';
import { ConflictBook } from './conflictBook';
import { fieldConflict, namelessConflict, oneSidedConflict, originsOf } from './conflicts';
import type { Group } from './groups';
import { hasChanged, resolvePair } from './pair';
import { mayBeRemoved } from './rules';
import { type Action, type StockSettings, type Winner } from './settings';
import { FLAG, type Member, type Side, type SideName } from './side';
import { knownRows, type KnownRow } from './stateRows';
import { stateRow, type StateEntry, type StateRow, type SyncState } from './state';
import type { Tally } from './summary';

interface RunInput {
	source: Side;
	target: Side;
	members: Readonly<Record<SideName, readonly Member[]>>;
	groups: readonly Group[];
	state: SyncState;
	settings: StockSettings;
	deleted: Winner;
	/** Fields that one of the lists does not have at all. */
	skip: ReadonlySet<string>;
}

export class TwoWayRun {
	readonly changes: StockChange[] = [];

	readonly book: ConflictBook;

	readonly tally: Tally;

	/** The new state by source key. */
	readonly next: Map<string, StateEntry>;

	/** Rows whose item is still somewhere. */
	private readonly seen = new Set<StateEntry>();

	private readonly rows: Readonly<Record<SideName, ReadonlyArray<KnownRow | undefined>>>;

	constructor(private readonly input: RunInput) {
		const { source, target, members, groups, state } = input;
		this.book = new ConflictBook(groups);
		this.rows = knownRows(members, (side, member) => input[side].allKeys(member), state);
		this.next = new Map(state.entries);
		this.tally = {
			source: source.counts,
			target: target.counts,
			matched: 0,
			same: 0,
			leftAlone: 0,
			notAllowed: noActions(),
			notes: [],
		};
	}

	run(): void {
		const { source, target, members } = this.input;
		for (const member of members.source) this.takeSource(member);
		for (const member of members.target) {
			const row = this.rowOf('target', member);
			if (this.book.takes(target, member) || target.partner.at(member.at) >= 0) continue;
			if (member.alone) this.tally.leftAlone += 1;
			else this.takeNewOrDeleted('target', member, row);
		}
		this.tally.notes.push(...unclearNotes(source, target));
		if (![source, target].some(({ blind, vague }) => blind || vague)) this.forgetGone();
		this.book.finish();
	}

	/** Rows that are not as they were. */
	stateChanges(): StateRow[] {
		const { entries } = this.input.state;
		const changed = [...this.next.values()].filter((entry) => entries.get(entry.key) !== entry);
		const removed = [...entries.values()].filter(({ key }) => !this.next.has(key));
		return [...changed.map((entry) => stateRow(entry)), ...removed.map((entry) => stateRow(entry, true))];
	}

	private keyOf(side: SideName, member: Member): string {
		return this.input[side].allKeys(member)[0] ?? '';
	}

	/** What the last state says of an item; its row is kept. */
	private rowOf(side: SideName, member: Member): KnownRow | undefined {
		const row = this.rows[side][member.at];
		if (row !== undefined) this.seen.add(row.entry);
		return row;
	}

	private takeSource(member: Member): void {
		const { source, target, members } = this.input;
		const row = this.rowOf('source', member);
		if (this.book.takes(source, member)) return;
		const partner = source.partner.at(member.at);
		if (partner >= 0) {
			this.tally.matched += 1;
			if (source.has(member.at, FLAG.alone) || target.has(partner, FLAG.alone)) this.tally.leftAlone += 1;
			else this.takePair(member, members.target[partner], row?.like === 'several' ? undefined : row?.entry);
		} else if (member.alone) {
			this.tally.leftAlone += 1;
		} else {
			this.takeNewOrDeleted('source', member, row);
		}
	}

	private takePair(member: Member, other: Member, entry: StateEntry | undefined): void {
		const { settings, skip } = this.input;
		const { guards } = settings;
		const [source, target] = [member.item as StockItem, other.item as StockItem];
		const permits = { source: guards.allowInSource.includes('update'), target: guards.allow.includes('update') };
		const raw = rawOf(member);
		const { toSource, toTarget, conflicts, state } = resolvePair(
			raw,
			source,
			target,
			entry?.fields,
			settings,
			permits,
			skip,
		);
		const origins = originsOf(['source', member], ['target', other]);
		if (toTarget.fields.length > 0)
			this.propose(stockChange('update', 'target', target, toTarget.after, toTarget.fields, origins));
		if (toSource.fields.length > 0)
			this.propose(stockChange('update', 'source', raw, toSource.after, toSource.fields, origins));
		if (conflicts.length > 0) this.book.conflicts.push(fieldConflict(member, other, conflicts, source));
		if (toSource.fields.length + toTarget.fields.length + conflicts.length === 0) this.tally.same += 1;
		this.remember({ key: this.keyOf('source', member), targetKey: this.keyOf('target', other), fields: state }, entry);
	}

	/** Of one side only: new here, or removed there. */
	private takeNewOrDeleted(side: SideName, member: Member, row: KnownRow | undefined): void {
		const { settings, skip, deleted, source, target } = this.input;
		// The target has it, in a store that is none of our business.
		if (side === 'source' && source.allKeys(member).some((key) => target.leftOutKeys.has(key))) return;
		const item = side === 'source' ? rawOf(member) : (member.item as StockItem);
		const origins = originsOf([side, member]);
		if (side === 'target' && !mayBeRemoved(item, settings.rules)) return;
		const create = () => {
			if (item.name === '') this.book.conflicts.push(namelessConflict(side, member));
			else this.propose(
				stockChange(
					'create',
					side === 'source' ? 'target' : 'source',
					null,
					side === 'source' ? (member.item as StockItem) : this.labelled(item),
					[],
					origins,
				),
			);
		};
		if (row === undefined) {
			const leftOut = side === 'target' && source.allKeys(member).some((key) => source.leftOutKeys.has(key));
			if (leftOut) this.book.conflicts.push(oneSidedConflict('leftOut', side, member, item));
			else create();
			return;
		}
		const { entry, like } = row;
		if (like !== undefined) {
			const key = (side === 'source' ? entry.key : entry.targetKey).replace(/^[a-z]+:/, '');
			this.book.conflicts.push(oneSidedConflict('similar', side, member, item, key));
			return;
		}
		const remove = () => this.propose(stockChange('remove', side, item, null, [], origins));
		if (!hasChanged(side, member.item as StockItem, entry.fields, settings, skip)) remove();
		else if (deleted !== 'source' && deleted !== 'target')
			this.book.conflicts.push(oneSidedConflict('deleted', side, member, item));
		else if (deleted === side) create();
		else remove();
	}

	/** New items of a register carry its label, as the register itself would put it (seed of KASA FIK). */
	private labelled(item: StockItem): StockItem {
		const { label } = this.input.settings.rules;
		return label === '' || item.labels?.includes(label) ? item : { ...item, labels: [...(item.labels ?? []), label] };
	}

	private propose(change: StockChange): void {
		const { settings, source, target } = this.input;
		const action = change.action as Action;
		const allowed = change.applyTo === 'target' ? settings.guards.allow : settings.guards.allowInSource;
		const blind = action !== 'update' && (source.blind || target.blind);
		const vague = action === 'remove' && (change.applyTo === 'target' ? source : target).vague;
		if (allowed.includes(action) && !blind && !vague) this.changes.push(change);
		else this.tally.notAllowed[action] += 1;
	}

	private remember(entry: StateEntry, before: StateEntry | undefined): void {
		if (before !== undefined && JSON.stringify(stateRow(before)) === JSON.stringify(stateRow(entry))) return;
		if (before !== undefined && before.key !== entry.key) this.next.delete(before.key);
		this.next.set(entry.key, entry);
	}

	/** Items that are gone on both sides. */
	private forgetGone(): void {
		for (const entry of this.input.state.entries.values()) if (!this.seen.has(entry)) this.next.delete(entry.key);
	}
}

/** The item as it is in the source, without what the rules make of it. */
function rawOf({ entry, item }: Member): StockItem {
	return entry.ok ? entry.item : (item as StockItem);
}
