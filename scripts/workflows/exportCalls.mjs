// Exports of files with one prefix: announced in the journal before a file leaves, and made again from it.
import { js, node } from './build.mjs';
import { asked, call, given, OF_THE_RUN, whole } from './journal.mjs';
import { filter, journal, ONCE, TO_PAGE } from './nodes.mjs';
import { stopTheRun } from './pages.mjs';
import { insertRows, newestRow, readJournal } from './tables.mjs';

/**
 * Results of a target that has made files → the same, with their files, each with `export.confirmed`: whether its export may leave. They are stored as
 * announced before, so that a run that is killed is repeated with the same files, and of two runs at once one gives way. `together`: the files are one archive.
 */
export const claim = (position, { flow, together = false }) =>
	call(
		position,
		'Claim',
		{
			nodes: {
				Announce: journal('record', 'results', [192, 0], { flow, options: { announce: true, ...OF_THE_RUN } }, TO_PAGE),
				'Store Announced': insertRows([384, 0]),
				'Any Files?': filter([192, 192], js`$json.outcome === 'written'`),
				Wait: node('wait', 1.1, [384, 192], { amount: 3, unit: 'seconds' }, ONCE),
				'Newest Row Now': newestRow([576, 192]),
				'Read Journal Now': readJournal([768, 192], 'Newest Row Now', [{ keyName: 'flow', condition: 'eq', keyValue: flow }]),
				Confirm: journal('export', 'confirm', [960, 384], { flow, options: { runId: OF_THE_RUN.runId, ...(together ? { together } : {}) } }, TO_PAGE),
				Stop: stopTheRun([1152, -192]),
			},
			wires: {
				Called: [['Announce', 'Any Files?', 'Confirm']],
				Announce: ['Store Announced', 'Stop'],
				'Any Files?': 'Wait',
				Wait: 'Newest Row Now',
				'Newest Row Now': 'Read Journal Now',
				'Read Journal Now': 'Confirm#1',
				Confirm: [null, 'Stop'],
			},
		},
		TO_PAGE,
	);

/** One item with `since` (a day, or '') → the log of exports, newest first; one empty item when there is none. */
export const exportLog = (position, { flow }) =>
	asked(position, 'Exports', 'export', 'getAll', { flow, returnAll: true, filters: { since: given('since', "''") } }, { alwaysOutputData: true });

/** One item with `export`, `mode`, `runId` → its records as they were, to make the same files; the row of the run is stored before. */
export const exportAgain = (position, { flow }) => {
	const { nodes, wires } = whole('Get Export');
	const own = {
		'Get Export': journal('export', 'get', [768, 0], { flow, export: given('export', "''"), options: { mode: given('mode', "'auto'"), runId: given('runId', "''") } }, TO_PAGE),
		'Store Run': insertRows([960, 0]),
		'Only Records': filter([960, 192], js`$json.sync !== undefined`),
		Stop: stopTheRun([960, -192]),
	};
	return call(position, 'Get Export', { nodes: { ...nodes, ...own }, wires: { ...wires, 'Get Export': ['Only Records', ['Store Run', 'Only Records'], 'Stop'] } }, TO_PAGE);
};
