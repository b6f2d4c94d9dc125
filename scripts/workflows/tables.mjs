// The Data Tables of n8n: the journal and what else a flow keeps.
import { js, node } from './build.mjs';

/** n8n's own store is asked again when it is busy. */
const RETRIED = { retryOnFail: true, maxTries: 5, waitBetweenTries: 1000 };

const TYPES = { amount: 'number', attempt: 'number', generation: 'number' };
const COLUMNS =
	'kind source register key flow state recordDate number amount hash payload targetId targetNumber message warnings attempt generation mode runId'.split(' ');

const table = (name) => ({ dataTableId: { __rl: true, mode: 'name', value: name } });
/** `types`: of columns that hold no text. */
const columnsOf = (names, types = {}) => ({ column: names.map((name) => (types[name] ? { name, type: types[name] } : { name })) });

export const createTable = (position, tableName, names, types) =>
	node(
		...['dataTable', 1.1, position],
		{ resource: 'table', operation: 'create', tableName, columns: columnsOf(names, types), options: { createIfNotExists: true } },
		{ executeOnce: true, ...RETRIED },
	);
/** Rows of a table, once and also when there are none. `limits`: which. */
export const readTable = (position, name, limits) =>
	node('dataTable', 1.1, position, { operation: 'get', ...table(name), ...limits }, { executeOnce: true, alwaysOutputData: true, ...RETRIED });
/** What comes in, column by column. */
export const insertRows = (position, name = 'sync_journal') =>
	node('dataTable', 1.1, position, { operation: 'insert', ...table(name), columns: { mappingMode: 'autoMapInputData', value: null }, options: { optimizeBulk: true } }, RETRIED);
export const deleteRows = (position, conditions, more, name = 'sync_journal') =>
	node('dataTable', 1.1, position, { operation: 'deleteRows', ...table(name), ...conditions }, more);

export const createJournal = (position) => createTable(position, 'sync_journal', COLUMNS, TYPES);
/** Fixes up to where the journal is read: n8n reads 1,000 rows at a time and stops when a row is added in between. */
export const newestRow = (position, name = 'sync_journal') => readTable(position, name, { limit: 1, orderBy: true, orderByColumn: 'id' });
/** The whole journal, or what `conditions` leave of it, up to the row that the node `newest` gave. */
export const readJournal = (position, newest = 'Newest Row', conditions = []) =>
	readTable(position, 'sync_journal', {
		matchType: 'allConditions',
		filters: { conditions: [{ keyName: 'id', condition: 'lte', keyValue: js`$('${newest}').first().json.id ?? 0` }, ...conditions] },
		...{ returnAll: true, orderBy: true, orderByColumn: 'id', orderByDirection: 'ASC' },
	});
