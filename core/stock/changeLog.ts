/** The changes of a run: counted, the first ones by code, and all of them while they are few. */
import type { StockChange } from './change';
import type { Action, ComparedField } from './settings';

export type ActionCounts = Record<Action, number>;

/** Changes that are kept as objects; what is more is found anew from the lists each time that it is read. */
export const MOST_KEPT = 20_000;

const MOST_SHOWN = 100;

export interface Changes extends AsyncIterable<StockChange> {
	/** With what only stays (full replacement). */
	readonly count: number;
	/** The first hundred by code, without what only stays. */
	readonly first: readonly StockChange[];
}

/** By code, then store. */
export function byCode(a: StockChange, b: StockChange): number {
	if (a.code !== b.code) return a.code < b.code ? -1 : 1;
	const [left, right] = [a, b].map(
		({ after, before }) => `${(after ?? before)?.warehouse ?? ''} ${(after ?? before)?.key}`,
	);
	return left < right ? -1 : left > right ? 1 : 0;
}

export function noActions(): ActionCounts {
	return { create: 0, update: 0, remove: 0 };
}

export class ChangeLog implements Changes {
	count = 0;

	readonly actions: Record<StockChange['applyTo'], ActionCounts> = {
		source: noActions(),
		target: noActions(),
	};

	/** Fields that updates change → items. */
	readonly fields: Partial<Record<ComparedField, number>> = {};

	/** The same where the item that is changed states nothing. */
	readonly unstated = new Map<ComparedField, number>();

	/** Sorted and cut when it has grown to twice the size. */
	private readonly shown: StockChange[] = [];

	/** The last of them when they were cut: what comes after it by code cannot be among the first. */
	private last?: StockChange;

	private kept: StockChange[] = [];

	/**
	 * @param most that are kept
	 * @param again finds all of them once more, in any order; needed where not all are kept
	 */
	constructor(
		private readonly most = Infinity,
		private readonly again?: () => AsyncIterable<StockChange>,
	) {}

	take(change: StockChange): void {
		const { action, applyTo, fields } = change;
		this.count += 1;
		if (this.count <= this.most) this.kept.push(change);
		else if (this.kept.length > 0) this.kept = [];
		if (action === 'keep') return;
		this.actions[applyTo][action] += 1;
		this.show(change);
		for (const { field, before } of fields) {
			if (action === 'update') this.fields[field] = (this.fields[field] ?? 0) + 1;
			if (before === null) this.unstated.set(field, (this.unstated.get(field) ?? 0) + 1);
		}
	}

	/** To be called when all are taken. */
	finish(): void {
		this.kept.sort(byCode);
		this.cut();
	}

	get first(): readonly StockChange[] {
		return this.shown;
	}

	/** By code while they are few; otherwise as `again` finds them. */
	async *[Symbol.asyncIterator](): AsyncGenerator<StockChange> {
		if (this.count > this.most && this.again !== undefined) yield* this.again();
		else yield* this.kept;
	}

	private show(change: StockChange): void {
		if (this.last !== undefined && byCode(change, this.last) > 0) return;
		this.shown.push(change);
		if (this.shown.length >= 2 * MOST_SHOWN) this.cut();
	}

	private cut(): void {
		this.shown.sort(byCode);
		this.shown.length = Math.min(this.shown.length, MOST_SHOWN);
		this.last = this.shown[MOST_SHOWN - 1];
	}
}
