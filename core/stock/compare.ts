/** Compares two stock lists: what has to be done to the target so that it has what the source says. */
import { ChangeLog, MOST_KEPT, type Changes } from './changeLog';
import { Collector } from './collect';
import type { StockConflict } from './conflicts';
import { emptyStop, limitStops, replacementStop, type Stop } from './guards';
import type { StockList } from './list';
import { matchSides } from './match';
import { checkSettings, type StockSettings } from './settings';
import { Side } from './side';
import { addUpStores } from './stores';
import { summaryOf, type StockSummary } from './summary';
import { Waiting } from './waiting';

export interface Comparison {
	/** What would be done, also when the run is stopped. */
	changes: Changes;
	conflicts: StockConflict[];
	summary: StockSummary;
	/** The changes must not be carried out. */
	stop?: Stop;
}

/** The list that must not be empty is the whole one that the result rests on. */
function emptyList(source: Side, target: Side, { guards, replacement }: StockSettings): Stop | undefined {
	if (!guards.differential) return emptyStop(source.counts, 'source', source.firstReasons);
	return replacement ? emptyStop(target.counts, 'target', target.firstReasons) : undefined;
}

/** Fields that no item of the target has: it cannot hold them, and every run would change all of it. */
function unstatedNotes({ unstated }: ChangeLog, pairs: number): string[] {
	const never = [...unstated].filter(([, count]) => count > 1 && count === pairs).map(([field]) => field);
	return never.length === 0 ? [] : [`No item of the target states ${never.join(', ')}: can its list hold that?`];
}

/** What may hold a value that is compared. */
const LIKE_A_VALUE = /pri[cz]e|cena|stock|sklad|qty|quantit|amount|mno[zž]stv|pocet|počet|vat|dph|ean|barcode/i;

/** Fields that no item of the source states: nothing was compared, and nothing would ever be done. */
function sourceNotes(source: Side): string[] {
	const never = source.unstated();
	if (never.length === 0) return [];
	const strange = [...source.strangeFields].filter((name) => LIKE_A_VALUE.test(name)).slice(0, 5);
	const names =
		strange.length === 0 ? '' : ` Its items have ${strange.join(', ')}: Stock Sync reads quantity, prices.sale, vatRate, eans.`;
	return [`No item of the source states ${never.join(', ')}, so it was not compared.${names}`];
}

/**
 * One way: changes that give the target what the source states, for the compared fields, within the allowed actions.
 * Applying them and comparing again gives no change (unless a compared field is also matched by: then what matches may
 * be another); the order of the lists does not matter. Nothing of a list may be used that turned out to be damaged:
 * what its reader throws goes through.
 *
 * The changes are sorted by code while there are at most `mostKept`; more are not kept, but found anew from the lists,
 * in their order, each time that they are read.
 *
 * Memory: the bytes of a code and about 60 more per item, and for each of the source that differs the compared values
 * as bytes. Each list is read once per step of matching, once more when something differs, and once more for each reading of
 * changes that are not kept.
 *
 * @throws StockSyncError for settings with which nothing can be compared
 */
export async function compareLists(
	given: StockList,
	targetList: StockList,
	settings: StockSettings,
	mostKept = MOST_KEPT,
): Promise<Comparison> {
	checkSettings(settings);
	const sourceList = settings.rules.combine === 'add' ? addUpStores(given, settings.rules, settings.match) : given;
	const source = new Side('source', sourceList, settings);
	const target = new Side('target', targetList, settings);
	const groups = await matchSides(source, target, settings);
	const waiting = new Waiting(source.flags.length, settings.replacement);
	const collect = () => new Collector(source, target, groups, settings, waiting);
	const collector = collect();
	const changes = new ChangeLog(mostKept, () => collect().changes());
	const { tally } = collector;
	tally.madeAt = sourceList.madeAt?.();
	const empty = emptyList(source, target, settings);
	if (source.counts.read > 0 || empty === undefined)
		for await (const change of collector.changes()) changes.take(change);
	changes.finish();
	const { conflicts } = collector.book;
	tally.notes.push(...sourceNotes(source), ...unstatedNotes(changes, tally.matched - tally.leftAlone));
	const stop =
		empty ??
		limitStops(changes.actions.target, target.counts.taken, settings, 'target') ??
		(settings.replacement ? replacementStop(conflicts) : undefined);
	return {
		changes,
		conflicts,
		summary: summaryOf(tally, changes, conflicts, { stop }),
		...(stop === undefined ? {} : { stop }),
	};
}
