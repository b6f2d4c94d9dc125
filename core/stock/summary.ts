/** What a run found and did, in numbers and one sentence. */
import type { StockChange } from './change';
import { noActions, type ActionCounts, type ChangeLog, type Changes } from './changeLog';
import type { StockConflict } from './conflicts';
import { leftOutText, type Stop, type StopReason } from './guards';
import type { Counts } from './side';
import type { ComparedField } from './settings';

export interface StockSummary {
	recordType: 'stockSummary';
	outcome: 'changes' | 'nothingToDo' | 'preview' | 'stopped';
	stoppedBy?: StopReason;
	message: string;
	source: Counts;
	target: Counts;
	/** Pairs. */
	matched: number;
	/** Pairs with nothing to do. */
	same: number;
	/** Paused items that were left alone. */
	leftAlone: number;
	/** What was let through; when stopped or in a preview: what would have been. */
	create: number;
	update: number;
	remove: number;
	/** In two-way mode: what is for the source. */
	inSource?: ActionCounts;
	/** What differs but is not among the allowed changes. */
	notAllowed: ActionCounts;
	conflicts: number;
	/** Fields that differ → items. */
	fields: Partial<Record<ComparedField, number>>;
	notes: string[];
	/** When the source list was made, by its own clock. */
	madeAt?: string;
	/**
	 * What to ask the source for next time (its clock; the boundary counts twice, which changes nothing). Absent after a
	 * stop or with conflicts: then ask from the same time again, or what was held back would not come any more.
	 */
	nextChangedSince?: string;
	/** The first of what would have been done, when stopped or in a preview. */
	wouldHave?: Array<Pick<StockChange, 'action' | 'applyTo' | 'code' | 'name' | 'fields' | 'message'>>;
}

export interface Tally {
	source: Counts;
	target: Counts;
	matched: number;
	same: number;
	leftAlone: number;
	notAllowed: ActionCounts;
	notes: string[];
	madeAt?: string;
}

function plural(count: number, word: string): string {
	return `${count} ${word}${count === 1 ? '' : 's'}`;
}

function doneText({ create, update, remove }: ActionCounts): string {
	return `${create} to create, ${update} to update, ${remove} to remove`;
}

function messageOf(
	stop: Stop | undefined,
	target: ActionCounts,
	source: ActionCounts | undefined,
	conflicts: number,
	tally: Tally,
): string {
	const { notAllowed } = tally;
	const parts = [
		stop?.message ?? '',
		`${plural(tally.source.taken, 'item')} of the source compared with ${tally.target.taken} of the target: ${doneText(target)}${source === undefined ? '' : `; in the source ${doneText(source)}`}; ${plural(conflicts, 'conflict')}.`,
		Object.values(notAllowed).some((count) => count > 0)
			? `Not among the allowed changes: ${notAllowed.create} to create, ${notAllowed.update} to update, ${notAllowed.remove} to remove.`
			: '',
		Object.keys(tally.source.leftOut).length > 0 ? `Left out by the rules: ${leftOutText(tally.source.leftOut)}.` : '',
		...tally.notes,
	];
	return parts.filter((part) => part !== '').join(' ');
}

function shownChanges({ first }: Pick<Changes, 'first'>): StockSummary['wouldHave'] {
	return first.map(({ action, applyTo, code, name, fields, message }) => ({
		action,
		applyTo,
		code,
		name,
		fields,
		message,
	}));
}

/** @param log what would be let through */
export function summaryOf(
	tally: Tally,
	log: Pick<ChangeLog, 'actions' | 'fields' | 'first'>,
	conflicts: readonly StockConflict[],
	{ stop, twoWay = false }: { stop?: Stop; twoWay?: boolean },
): StockSummary {
	const { target } = log.actions;
	const inSource = twoWay ? log.actions.source : undefined;
	const acting = log.first.length > 0;
	return {
		recordType: 'stockSummary',
		outcome: stop ? 'stopped' : acting ? 'changes' : 'nothingToDo',
		...(stop === undefined ? {} : { stoppedBy: stop.by }),
		message: messageOf(stop, target, inSource, conflicts.length, tally),
		source: tally.source,
		target: tally.target,
		...{ matched: tally.matched, same: tally.same, leftAlone: tally.leftAlone },
		...target,
		...(inSource === undefined ? {} : { inSource }),
		notAllowed: tally.notAllowed,
		conflicts: conflicts.length,
		fields: log.fields,
		notes: tally.notes,
		...(tally.madeAt === undefined ? {} : { madeAt: tally.madeAt }),
		...(tally.madeAt === undefined || stop !== undefined || conflicts.length > 0
			? {}
			: { nextChangedSince: tally.madeAt }),
		...(stop === undefined ? {} : { wouldHave: shownChanges(log) }),
	};
}

function nothing(): Counts {
	return { read: 0, taken: 0, unreadable: 0, leftOut: {} };
}

/** The summary of a run that was stopped before anything was compared. */
export function stoppedSummary(stop: Stop): StockSummary {
	const tally = {
		source: nothing(),
		target: nothing(),
		matched: 0,
		same: 0,
		leftAlone: 0,
		notAllowed: noActions(),
		notes: [],
	};
	const none = {
		actions: { source: noActions(), target: noActions() },
		fields: {},
		first: [],
	};
	return { ...summaryOf(tally, none, [], { stop }), message: stop.message };
}

/** The same run, looked at only. */
export function previewSummary(summary: StockSummary, changes: Changes): StockSummary {
	return {
		...summary,
		outcome: 'preview',
		message: `${summary.message} This is a preview: nothing was let through.`,
		nextChangedSince: undefined,
		wouldHave: shownChanges(changes),
	};
}
