/**
 * What stops a run: an empty source, too much removed or changed, a replacement that would lose items, sales that wait.
 */
import type { ActionCounts } from './changeLog';
import type { StockConflict } from './conflicts';
import { LEFT_OUT, type LeftOut } from './rules';
import type { StockSettings } from './settings';
import type { Counts, Side } from './side';

export type StopReason =
	| 'salesWaiting'
	| 'emptySource'
	| 'emptyTarget'
	| 'tooManyRemoved'
	| 'tooManyChanged'
	| 'replacementConflicts'
	| 'notConfirmed';

export interface Stop {
	by: StopReason;
	message: string;
}

/** `12 not for sale, 3 store` */
export function leftOutText(leftOut: Counts['leftOut']): string {
	return Object.entries(leftOut)
		.map(([why, count]) => `${count} ${LEFT_OUT[why as LeftOut]}`)
		.join(', ');
}

/** A list without items is far more often a reading gone wrong than a shop without goods. */
export function emptyStop(
	{ read, taken, leftOut, unreadable }: Counts,
	list: 'source' | 'target',
	firstReasons: readonly string[],
): Stop | undefined {
	if (taken > 0) return undefined;
	const by = list === 'source' ? 'emptySource' : 'emptyTarget';
	if (read === 0)
		return {
			by,
			message: `The ${list} list is empty. Nothing was compared: look whether the list was read from the right place.`,
		};
	const more = unreadable > firstReasons.length ? `; and ${unreadable - firstReasons.length} more` : '';
	const why = `${firstReasons.join('; ')}${more}`;
	if (unreadable === read)
		return { by, message: `None of the ${read} items of the ${list} can be read: ${why}. Correct the list where it is made.` };
	const reasons = [leftOutText(leftOut), unreadable > 0 ? `${unreadable} cannot be read` : '']
		.filter((text) => text !== '')
		.join(', ');
	return {
		by,
		message: `None of the ${read} items of the ${list} is to be compared (${reasons}). Check the rules of the node.${unreadable > 0 ? ` What cannot be read: ${why}.` : ''}`,
	};
}

/** Why nothing was removed, for the summary. */
export function unclearNotes(source: Side, target: Side): string[] {
	if (source.blind || target.blind)
		return ['An item that cannot be read does not say which one it is, so nothing was removed or created.'];
	const vague = [source, target].filter((side) => side.vague).map(({ name }) => name);
	if (vague.length === 0) return [];
	return [
		`The ${vague.join(' and the ')} has items that cannot be matched: they may be any, so nothing was removed ${vague[0] === 'source' ? 'for missing there' : 'from the source'}. See the conflicts.`,
	];
}

function limitStop(
	by: 'tooManyRemoved' | 'tooManyChanged',
	count: number,
	total: number,
	limit: number,
	list: string,
): Stop | undefined {
	if (count * 100 <= limit * total) return undefined;
	const percent = Math.round((count * 1000) / total) / 10;
	const [done, option] = by === 'tooManyRemoved' ? ['removed', 'Most Removed (%)'] : ['changed', 'Most Changed (%)'];
	return {
		by,
		message: `${count} of ${total} items of the ${list} would be ${done} (${percent} %, allowed are ${limit} %). Nothing was let through. If it is right, raise ${option} for this run.`,
	};
}

/** Too much of a list at once. */
export function limitStops(
	actions: ActionCounts,
	total: number,
	{ guards }: StockSettings,
	list: 'source' | 'target',
): Stop | undefined {
	return (
		limitStop('tooManyRemoved', actions.remove, total, guards.maxRemovedPercent, list) ??
		limitStop('tooManyChanged', actions.update, total, guards.maxChangedPercent, list)
	);
}

/** A replacement contains only what is clear on both sides: the rest would be lost. */
export function replacementStop(conflicts: readonly StockConflict[]): Stop | undefined {
	const lost = conflicts.filter(({ reason }) => reason !== 'fields');
	if (lost.length === 0) return undefined;
	return {
		by: 'replacementConflicts',
		message: `${lost.length} conflicts are open, and a full replacement would lose these items. Settle them first. The first one: ${lost[0].message}`,
	};
}
