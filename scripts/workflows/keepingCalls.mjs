// The journal as a whole: the status page, and what keeps it small.
import { js } from './build.mjs';
import { call, given, whole } from './journal.mjs';
import { filter, journal, ONCE, split } from './nodes.mjs';
import { deleteRows, insertRows, newestRow, readJournal } from './tables.mjs';

/**
 * One item with `flow`, `register`, `from`, `limitMegabytes`, `hoursBetweenRuns`, and `documents` of the target, or `notAsked`, why it was not asked → one item with
 * the page as `html`, and the `lines` of the comparison.
 */
export const status = (position) => {
	const { nodes, wires } = whole('Report');
	return call(position, 'Status', {
		nodes: {
			...nodes,
			Report: journal('journal', 'report', [768, 0], {
				flow: given('flow', "''"),
				options: { limitMegabytes: given('limitMegabytes', '200'), intervalHours: given('hoursBetweenRuns', '6') },
			}),
			Documents: split([576, 192], 'documents', { options: {} }, { alwaysOutputData: true }),
			Reconcile: journal('journal', 'reconcile', [960, 192], {
				flow: given('flow', "''"),
				compareWith: js`$('Called').first().json.documents ? 'documents' : 'journal'`,
				filters: { dateFrom: given('from', "''"), registers: given('register', "''") },
			}, { alwaysOutputData: true }),
			Page: journal('journal', 'statusPage', [1152, 192], {
				flow: given('flow', "''"),
				report: js`$('Report').first().json`,
				options: { register: given('register', "''"), notAsked: given('notAsked', "''") },
			}),
		},
		wires: { ...wires, Called: [['Create Journal', 'Documents']], 'Read Journal': [['Report', 'Reconcile']], Documents: 'Reconcile#1', Reconcile: 'Page' },
	});
};

/** Rows by their ids, each range that comes in, or once. */
const deleteIds = (position, conditions, more) =>
	deleteRows(position, { matchType: 'allConditions', filters: { conditions: conditions.map(([condition, field]) => ({ keyName: 'id', condition, keyValue: js`$json.${field}` })) }, options: {} }, more);

/**
 * One item with `always` (or it does so on Sundays, and when the tables are fuller than `fromPercent` of `limitMegabytes`), `keepDays` and `settleMinutes`: the journal is compacted.
 * What needs no carrying is deleted first, so that there is room; then the rows to carry over are stored, then the old ones deleted.
 */
export const tidyUp = (position) => {
	const { nodes, wires } = whole('Room');
	return call(position, 'Tidy Up', {
		nodes: {
			...nodes,
			Room: journal('journal', 'report', [768, 0], { flow: '', options: { limitMegabytes: given('limitMegabytes', '200') } }, { alwaysOutputData: true }),
			'Is It Time?': filter([960, 0], js`$('Called').first().json.always || $now.setZone('Europe/Prague').weekday === 7 || ($json.table?.percent ?? 0) >= ($('Called').first().json.fromPercent ?? 70)`, ONCE),
			'Newest Row Now': newestRow([1152, 0]),
			'Read Journal Now': readJournal([1344, 0], 'Newest Row Now'),
			Compact: journal('journal', 'compact', [1536, 0], { keepDays: given('keepDays', '60'), options: { settleMinutes: given('settleMinutes', '15') } }),
			'Delete First': deleteIds([1728, -192], [['gte', 'fromId'], ['lte', 'toId']]),
			'Store Carried Rows': insertRows([1728, 0]),
			'Delete Old Rows': deleteIds([1728, 192], [['lte', 'deleteUpToId']], ONCE),
		},
		wires: {
			...wires,
			Room: 'Is It Time?',
			'Is It Time?': 'Newest Row Now',
			'Newest Row Now': 'Read Journal Now',
			'Read Journal Now': 'Compact',
			Compact: ['Store Carried Rows', 'Delete Old Rows', 'Delete First'],
		},
	});
};
