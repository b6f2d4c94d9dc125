/** Second reading of two matched lists: what is to be done, what is in conflict. */
import { differenceOf, stockChange, type FieldChange, type Origin, type StockChange } from './change';
import { ConflictBook } from './conflictBook';
import { fieldConflict, originsOf } from './conflicts';
import { FIELDS } from './fields';
import type { Group } from './groups';
import { mayBeRemoved } from './rules';
import type { Action, StockSettings } from './settings';
import { FLAG, type Member, type Side } from './side';
import type { Tally } from './summary';
import type { StockItem } from '../records/stock';

/** By code, then store. */
export function byCode(a: StockChange, b: StockChange): number {
	if (a.code !== b.code) return a.code < b.code ? -1 : 1;
	const [left, right] = [a, b].map(
		({ after, before }) => `${(after ?? before)?.warehouse ?? ''} ${(after ?? before)?.key}`,
	);
	return left < right ? -1 : left > right ? 1 : 0;
}

/** The source's item with the target's values where the target wins: what a replacement list holds. */
function replacementOf(
	source: StockItem,
	target: StockItem,
	after: StockItem,
	{ fields, rules }: StockSettings,
): StockItem {
	let item = source;
	for (const { field } of fields) {
		item = FIELDS[field].write(item, after, rules);
	}
	return target.id === undefined
		? item
		: { ...item, id: target.id, key: target.key, ...(target.source === undefined ? {} : { source: target.source }) };
}

export class Collector {
	readonly changes: StockChange[] = [];

	readonly book: ConflictBook;

	readonly tally: Tally;

	private readonly held = new Map<number, Member>();

	private readonly allow: ReadonlySet<Action>;

	constructor(
		private readonly source: Side,
		private readonly target: Side,
		groups: readonly Group[],
		private readonly settings: StockSettings,
	) {
		this.book = new ConflictBook(groups);
		this.allow = new Set(settings.guards.allow);
		this.tally = {
			source: source.counts,
			target: target.counts,
			matched: 0,
			same: 0,
			leftAlone: 0,
			notAllowed: { create: 0, update: 0, remove: 0 },
			notes: [],
		};
	}

	async run(): Promise<void> {
		this.count();
		if (this.concerns(this.source))
			for await (const members of this.source.members()) for (const member of members) this.takeSource(member);
		if (this.concerns(this.target))
			for await (const members of this.target.members()) for (const member of members) this.takeTarget(member);
		this.changes.sort(byCode);
		if (this.settings.replacement) for (const change of this.changes) change.whole = true;
		this.book.finish();
		if (this.source.blind || this.target.blind)
			this.tally.notes.push(
				'An item that cannot be read does not say which one it is, so nothing was removed or created.',
			);
	}

	private same(source: number): boolean {
		return this.target.has(this.source.partner.at(source), FLAG.same);
	}

	private alone(source: number): boolean {
		return this.source.has(source, FLAG.alone) || this.target.has(this.source.partner.at(source), FLAG.alone);
	}

	private count(): void {
		for (let at = 0; at < this.source.flags.length; at++) {
			if (this.source.partner.at(at) < 0) continue;
			this.tally.matched += 1;
			if (this.alone(at)) this.tally.leftAlone += 1;
			else if (this.same(at)) this.tally.same += 1;
		}
	}

	/** Whether the list has to be read once more. */
	private concerns(side: Side): boolean {
		if (this.settings.replacement) return true;
		for (let at = 0; at < side.flags.length; at++) {
			if (side.has(at, FLAG.conflict) || side.open(at)) return true;
			const source = side === this.source ? at : side.partner.at(at);
			if (!this.same(source) && !this.alone(source)) return true;
		}
		return false;
	}

	private takeSource(member: Member): void {
		const { item, at } = member;
		if (this.book.takes(this.source, member) || item === undefined) return;
		if (this.source.partner.at(at) >= 0) {
			if (this.settings.replacement || (!this.same(at) && !this.alone(at))) this.held.set(at, member);
			return;
		}
		if (member.alone) this.tally.leftAlone += 1;
		else if (this.permitted('create'))
			this.changes.push(stockChange('create', 'target', null, item, [], originsOf(['source', member])));
	}

	private takeTarget(member: Member): void {
		const { item, at } = member;
		if (this.book.takes(this.target, member) || item === undefined) return;
		const partner = this.target.partner.at(at);
		if (partner < 0) {
			this.takeMissing(member, item);
			return;
		}
		const source = this.held.get(partner);
		this.held.delete(partner);
		if (source?.item === undefined) return;
		if (this.alone(partner)) this.keep(item, item, originsOf(['source', source], ['target', member]));
		else this.takePair(source, source.item, member, item);
	}

	/** In the target only. */
	private takeMissing(member: Member, item: StockItem): void {
		const { guards, rules } = this.settings;
		const origins = originsOf(['target', member]);
		if (member.alone) this.tally.leftAlone += 1;
		const leave = guards.differential || member.alone || !mayBeRemoved(item, rules);
		if (!leave && this.permitted('remove')) this.changes.push(stockChange('remove', 'target', item, null, [], origins));
		else this.keep(item, item, origins);
	}

	private takePair(source: Member, wanted: StockItem, target: Member, item: StockItem): void {
		const same = this.target.has(target.at, FLAG.same);
		const { fields, after, conflicts } = same
			? { fields: [] as FieldChange[], after: item, conflicts: [] }
			: differenceOf(wanted, item, this.settings);
		if (conflicts.length > 0) this.book.conflicts.push(fieldConflict(source, target, conflicts, item));
		const origins = originsOf(['source', source], ['target', target]);
		const whole = () => (this.settings.replacement ? replacementOf(wanted, item, after, this.settings) : after);
		if (fields.length === 0) {
			if (!same && conflicts.length === 0) this.tally.same += 1;
			this.keep(item, this.allow.has('update') ? whole() : item, origins);
		} else if (this.permitted('update')) {
			this.changes.push(stockChange('update', 'target', item, whole(), fields, origins));
		} else {
			this.keep(item, item, origins);
		}
	}

	/** A replacement names what stays, too. */
	private keep(before: StockItem, after: StockItem, origins: Origin[]): void {
		if (this.settings.replacement) this.changes.push(stockChange('keep', 'target', before, after, [], origins));
	}

	/** Whether the action may be done; counts what may not. */
	private permitted(action: Action): boolean {
		const blind = action !== 'update' && (this.source.blind || this.target.blind);
		if (this.allow.has(action) && !blind) return true;
		this.tally.notAllowed[action] += 1;
		return false;
	}
}
