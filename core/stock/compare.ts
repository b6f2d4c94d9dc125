/** Compares two stock lists: what has to be done to the target so that it has what the source says. */
import type { StockChange } from './change';
import { Collector } from './collect';
import type { StockConflict } from './conflicts';
import { countActions, emptyStop, limitStops, replacementStop, type Stop } from './guards';
import type { StockList } from './list';
import { matchSides } from './match';
import { checkSettings, type ComparedField, type StockSettings } from './settings';
import { Side } from './side';
import { addUpStores } from './stores';
import { summaryOf, type StockSummary } from './summary';

export interface Comparison {
	/** Sorted by code; what would be done, also when the run is stopped. */
	changes: StockChange[];
	conflicts: StockConflict[];
	summary: StockSummary;
	/** The changes must not be carried out. */
	stop?: Stop;
}

/** Fields that no item of the target has: it cannot hold them, and every run would change all of it. */
function unstatedNotes(changes: readonly StockChange[], pairs: number): string[] {
	const counts = new Map<ComparedField, number>();
	for (const { fields } of changes) {
		for (const { field, before } of fields) if (before === null) counts.set(field, (counts.get(field) ?? 0) + 1);
	}
	const never = [...counts].filter(([, count]) => count > 1 && count === pairs).map(([field]) => field);
	return never.length === 0 ? [] : [`No item of the target states ${never.join(', ')}: can its list hold that?`];
}

/**
 * One way: changes that give the target what the source states, for the compared fields, within the allowed actions.
 * Applying them and comparing again gives no change (unless a compared field is also matched by: then what matches may
 * be another); the order of the lists does not matter. Nothing of a list may be used that turned out to be damaged:
 * what its reader throws goes through.
 *
 * Memory: a text and about 60 bytes per item, and the items that differ. Each list is read once per step of matching
 * and once more when something differs.
 *
 * @throws StockSyncError for settings with which nothing can be compared
 */
export async function compareLists(
	given: StockList,
	targetList: StockList,
	settings: StockSettings,
): Promise<Comparison> {
	checkSettings(settings);
	const sourceList = settings.rules.combine === 'add' ? addUpStores(given, settings.rules, settings.match) : given;
	const source = new Side('source', sourceList, settings);
	const target = new Side('target', targetList, settings);
	const groups = await matchSides(source, target, settings);
	const collector = new Collector(source, target, groups, settings);
	const { changes, tally } = collector;
	const { conflicts } = collector.book;
	tally.madeAt = sourceList.madeAt?.();
	const empty = settings.guards.differential ? undefined : emptyStop(source.counts, 'source');
	if (source.counts.read > 0 || empty === undefined) await collector.run();
	tally.notes.push(...unstatedNotes(changes, tally.matched - tally.leftAlone));
	const stop =
		empty ??
		limitStops(countActions(changes, 'target'), target.counts.taken, settings, 'target') ??
		(settings.replacement ? replacementStop(conflicts) : undefined);
	return {
		changes,
		conflicts,
		summary: summaryOf(tally, changes, conflicts, { stop }),
		...(stop === undefined ? {} : { stop }),
	};
}
