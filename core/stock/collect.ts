/** Second reading of two matched lists: what is to be done, what is in conflict. */
import { differenceOf, stockChange, type FieldChange, type Origin, type StockChange } from './change';
import { noActions } from './changeLog';
import { unclearNotes } from './guards';
import { ConflictBook } from './conflictBook';
import { fieldConflict, namelessConflict, originsOf } from './conflicts';
import { FIELDS } from './fields';
import type { Group } from './groups';
import { mayBeRemoved } from './rules';
import type { Action, StockSettings } from './settings';
import { FLAG, type Member, type Side } from './side';
import type { Tally } from './summary';
import { Waiting } from './waiting';
import type { StockItem } from '../records/stock';

/** The source's item with the target's values where the target wins: what a replacement list holds. */
function replacementOf(
	source: StockItem,
	target: StockItem,
	after: StockItem,
	{ fields, rules }: StockSettings,
): StockItem {
	let item = source.name === '' ? { ...source, name: target.name } : source;
	for (const { field } of fields) {
		item = FIELDS[field].write(item, after, rules);
	}
	return target.id === undefined
		? item
		: { ...item, id: target.id, key: target.key, ...(target.source === undefined ? {} : { source: target.source }) };
}

/** One reading of both lists; made anew for each. What waits is shared: the first reading puts it there. */
export class Collector {
	readonly book: ConflictBook;

	readonly tally: Tally;

	private readonly allow: ReadonlySet<Action>;

	constructor(
		private readonly source: Side,
		private readonly target: Side,
		groups: readonly Group[],
		private readonly settings: StockSettings,
		private readonly waiting: Waiting,
	) {
		this.book = new ConflictBook(groups);
		this.allow = new Set(settings.guards.allow);
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

	/** What is created in the order of the source, then the rest in the order of the target. */
	async *changes(): AsyncGenerator<StockChange> {
		this.count();
		const { source, target } = this;
		if (this.concerns(source))
			for await (const members of source.members()) for (const member of members) yield* this.takeSource(member);
		if (this.concerns(target))
			for await (const members of target.members()) for (const member of members) yield* this.takeTarget(member);
		this.book.finish();
		this.tally.notes.push(...unclearNotes(source, target));
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

	private *takeSource(member: Member): Generator<StockChange> {
		const { item, at } = member;
		if (this.book.takes(this.source, member) || item === undefined) return;
		if (this.source.partner.at(at) >= 0) {
			if (this.settings.replacement || (!this.same(at) && !this.alone(at))) this.waiting.put(member, item);
		} else if (member.alone) this.tally.leftAlone += 1;
		else if (item.name === '' && this.allow.has('create')) this.book.conflicts.push(namelessConflict('source', member));
		else if (this.permitted('create')) yield this.change('create', null, item, [], originsOf(['source', member]));
	}

	private *takeTarget(member: Member): Generator<StockChange> {
		const { item, at } = member;
		if (this.book.takes(this.target, member) || item === undefined) return;
		const partner = this.target.partner.at(at);
		if (partner < 0) {
			yield* this.takeMissing(member, item);
			return;
		}
		const source = this.waiting.at(partner);
		if (source === undefined) return;
		if (this.alone(partner)) yield* this.keep(item, item, originsOf(['source', source], ['target', member]));
		else yield* this.takePair(source, source.item, member, item);
	}

	/** In the target only. */
	private *takeMissing(member: Member, item: StockItem): Generator<StockChange> {
		const { guards, rules } = this.settings;
		const origins = originsOf(['target', member]);
		if (member.alone) this.tally.leftAlone += 1;
		const leave = guards.differential || member.alone || !mayBeRemoved(item, rules);
		if (!leave && this.permitted('remove')) yield this.change('remove', item, null, [], origins);
		else yield* this.keep(item, item, origins);
	}

	private *takePair(source: Member, wanted: StockItem, target: Member, item: StockItem): Generator<StockChange> {
		const same = this.target.has(target.at, FLAG.same);
		const { fields, after, conflicts } = same
			? { fields: [] as FieldChange[], after: item, conflicts: [] }
			: differenceOf(wanted, item, this.settings);
		if (conflicts.length > 0) this.book.conflicts.push(fieldConflict(source, target, conflicts, item));
		const origins = originsOf(['source', source], ['target', target]);
		const whole = () => (this.settings.replacement ? replacementOf(wanted, item, after, this.settings) : after);
		if (fields.length === 0) {
			if (!same && conflicts.length === 0) this.tally.same += 1;
			yield* this.keep(item, this.allow.has('update') ? whole() : item, origins);
		} else if (this.permitted('update')) {
			yield this.change('update', item, whole(), fields, origins);
		} else {
			yield* this.keep(item, item, origins);
		}
	}

	/** A replacement names what stays, too. */
	private *keep(before: StockItem, after: StockItem, origins: Origin[]): Generator<StockChange> {
		if (this.settings.replacement) yield this.change('keep', before, after, [], origins);
	}

	private change(
		action: StockChange['action'],
		before: StockItem | null,
		after: StockItem | null,
		fields: FieldChange[],
		origins: Origin[],
	): StockChange {
		const change = stockChange(action, 'target', before, after, fields, origins);
		if (this.settings.replacement) change.whole = true;
		return change;
	}

	/** Whether the action may be done; counts what may not. */
	private permitted(action: Action): boolean {
		const blind = action !== 'update' && (this.source.blind || this.target.blind);
		const vague = action === 'remove' && this.source.vague;
		if (this.allow.has(action) && !blind && !vague) return true;
		this.tally.notAllowed[action] += 1;
		return false;
	}
}
