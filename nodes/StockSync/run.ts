/** One run: guards, comparison, what leaves the node. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Changes } from '../../core/stock/changeLog';
import { compareLists, type Comparison } from '../../core/stock/compare';
import type { StockConflict } from '../../core/stock/conflicts';
import type { Stop } from '../../core/stock/guards';
import type { StockList } from '../../core/stock/list';
import { salesStop } from '../../core/stock/salesFirst';
import type { StateRow } from '../../core/stock/state';
import { previewSummary, stoppedSummary, type StockSummary } from '../../core/stock/summary';
import { differencesHtml } from '../../core/stock/differencesHtml';
import { compareTwoWay } from '../../core/stock/twoWay';
import { operationError } from '../shared/errors';
import { jsonLinesFile } from '../shared/jsonLinesFile';
import { listOf, stateOf } from './inputs';
import { asFile, asItems, firstItem, itemsOfList, withoutOrigins } from './outputs';
import type { Parameters } from './parameters';

interface Run {
	comparison?: Comparison;
	/** Changes must not leave. */
	stop?: Stop;
	state?: { all: StateRow[]; changed: StateRow[] };
}

const CONFIRM: Stop = {
	by: 'notConfirmed',
	message:
		'Nothing was let through: a full replacement overwrites the whole stock of the target and cannot be undone. Look at what would change, then confirm it in the node ("I Know That All Stock Is Overwritten").',
};

function salesSpeakAgainst({ sales }: Parameters, madeAt?: string): Stop | undefined {
	return sales && salesStop({ ...sales, ...(madeAt === undefined ? {} : { madeAt }) });
}

async function compare(
	context: IExecuteFunctions,
	parameters: Parameters,
	source: StockList,
	target: StockList,
): Promise<Run> {
	const { mode, settings, deleted, twoWayLimit } = parameters;
	const sales = salesSpeakAgainst(parameters);
	if (sales !== undefined) return { stop: sales };
	if (mode === 'twoWay') {
		const result = await compareTwoWay(source, target, settings, {
			state: await stateOf(context, parameters),
			limit: twoWayLimit,
			deleted,
		});
		return { comparison: result, stop: result.stop, state: { all: result.state, changed: result.stateChanges } };
	}
	const comparison = await compareLists(source, target, settings);
	// When the list was made is known only now.
	const stop =
		comparison.stop ??
		salesSpeakAgainst(parameters, comparison.summary.madeAt) ??
		(parameters.confirmed ? undefined : CONFIRM);
	return { comparison, stop };
}

function summaryOf({ comparison, stop }: Run, { preview }: Parameters): StockSummary {
	if (comparison === undefined) return stoppedSummary(stop as Stop);
	const { summary, changes, stop: own } = comparison;
	const shown = preview || stop !== undefined ? previewSummary(summary, changes) : summary;
	if (stop === undefined || own !== undefined) return stop === undefined ? shown : summary;
	return { ...shown, outcome: 'stopped', stoppedBy: stop.by, message: `${stop.message} ${summary.message}` };
}

function tell(context: IExecuteFunctions, { outcome, message, conflicts }: StockSummary): void {
	if (outcome === 'stopped') context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
	else if (conflicts > 0)
		context.addExecutionHints({
			message: `${conflicts} conflicts wait for a person, see the output Conflicts.`,
			type: 'warning',
			location: 'outputPane',
		});
}

/** Message and the first of what it would have done. */
function stopError(context: IExecuteFunctions, { message, wouldHave = [] }: StockSummary) {
	const first = wouldHave.slice(0, 10).map((change) => change.message);
	const description = first.length === 0 ? undefined : `It would have done, among others: ${first.join(' ')}`;
	return operationError(context.getNode(), message, description);
}

/** Changes, conflicts, summary. */
export async function runStockSync(
	context: IExecuteFunctions,
	parameters: Parameters,
): Promise<INodeExecutionData[][]> {
	const [source, target] = [listOf(context, 'source', parameters), listOf(context, 'target', parameters)];
	const run = await compare(context, parameters, source, target);
	const { comparison, stop, state } = run;
	const summary = summaryOf(run, parameters);
	if (stop !== undefined && parameters.whenStopped === 'error') throw stopError(context, summary);
	const held = stop !== undefined || parameters.preview;
	const { changes, conflicts = [] } = comparison ?? {};
	const { outputAs, outputBinary, mode, stateAs } = parameters;
	const leave = async (entries: Changes | StockConflict[], count: number, fileName: string) =>
		outputAs === 'file' ? await asFile(context, entries, count, fileName, outputBinary) : await asItems(entries);
	const binary: INodeExecutionData['binary'] = {};
	if (held && changes !== undefined && changes.count > 0)
		binary.preview = await jsonLinesFile(context, withoutOrigins(changes), 'stock-preview.jsonl');
	if (!held && mode === 'replacement')
		binary.backup = await jsonLinesFile(context, itemsOfList(target), 'stock-backup.jsonl');
	const rows = held || state === undefined ? [] : stateAs === 'rows' ? state.changed : [];
	if (!held && state !== undefined && stateAs === 'file')
		binary.state = await jsonLinesFile(context, state.all, 'stock-state.jsonl');
	tell(context, summary);
	const pairedItem = firstItem(context);
	const html = summary.wouldHave === undefined ? undefined : differencesHtml(summary);
	const about: INodeExecutionData = { json: JSON.parse(JSON.stringify({ ...summary, html })) as IDataObject, pairedItem };
	if (Object.keys(binary).length > 0) about.binary = binary;
	return [
		held || changes === undefined ? [] : await leave(changes, changes.count, 'stock-changes.jsonl'),
		await leave(conflicts, conflicts.length, 'stock-conflicts.jsonl'),
		[about, ...rows.map((row) => ({ json: row as unknown as IDataObject, pairedItem }))],
	];
}
