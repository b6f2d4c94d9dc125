// The journal is reached by calls: Execute Workflow nodes with the sub-workflow inside, so that its rows never leave it, and that the
// editor's import has nothing to lose. What a call needs to know travels in the items.
import { graph, js, node, part } from './build.mjs';
import { ALL_FIELDS, filter, journal, ONCE, set, split, TO_PAGE } from './nodes.mjs';
import { stopTheRun } from './pages.mjs';
import { createJournal, createTable, deleteRows, insertRows, newestRow, readJournal, readTable } from './tables.mjs';

/** Without settings of its own it would have those of the workflow that calls it. */
const SETTINGS = { executionOrder: 'v1', timezone: 'Europe/Prague', binaryMode: 'separate', saveDataSuccessExecution: 'none', callerPolicy: 'any' };

/** The items of the caller. From version 1.2 on everything that the last node gave is the answer, not its last run only. */
const CALLED = node('executeWorkflowTrigger', 1.2, [0, 0], { inputSource: 'passthrough' });
const given = (name, otherwise) => js`$('Called').first().json.${name} ?? ${otherwise}`;
const isGiven = (name) => js`$('Called').first().json.${name} === true`;

/** All items at once into the sub-workflow `name`. The answer is what its last node gives, the lowest that is reached. */
const call = (position, name, { nodes, wires }, more) => {
	const inner = { name: `Journal: ${name}`, ...graph(`journal/${name}`, { nodes: { Called: CALLED, ...nodes }, wires }), settings: SETTINGS };
	return node('executeWorkflow', 1.4, position, { source: 'parameter', workflowJson: JSON.stringify(inner, null, ' '), mode: 'once', options: {} }, more);
};

const PRAGUE = "{ zone: 'Europe/Prague' }";
/** The Prague day of the oldest record, or today: what is older in the journal cannot be the same record. */
const OLDEST = js`$('Called').all().map(({ json }) => String(json.date || DateTime.fromISO(json.issuedAt ?? '', ${PRAGUE}).toISODate() || '9').slice(0, 10)).concat($now.setZone('Europe/Prague').toISODate()).sort()[0]`;

const summarise = (position, options) => journal('record', 'summarise', position, { options }, TO_PAGE);

/** Records, or refusals of a reader → the answer for the sender, or what a person is told of it. It comes only after the rows are stored. */
export const takeIn = (position, { toPerson = false, records = 'receipts' } = {}) =>
	call(
		position,
		'Take In',
		{
			nodes: {
				Receive: journal('record', 'receive', [768, 0], {}, TO_PAGE),
				'Store Receipts': insertRows([960, 0]),
				'Create Journal': createJournal([192, 192]),
				'Newest Row': newestRow([384, 192]),
				'Read Journal': readJournal([576, 192], 'Newest Row', [{ keyName: 'recordDate', condition: 'gte', keyValue: OLDEST }]),
				Answer: toPerson ? summarise([960, 192], { records }) : node('noOp', 1, [960, 192]),
				Stop: stopTheRun([1152, -192]),
			},
			wires: {
				Called: [['Receive', 'Create Journal']],
				'Create Journal': 'Newest Row',
				'Newest Row': 'Read Journal',
				'Read Journal': 'Receive#1',
				Receive: ['Store Receipts', 'Answer', 'Stop'],
				...(toPerson ? { Answer: [null, 'Stop'] } : {}),
			},
		},
		toPerson ? TO_PAGE : {},
	);

/** Fields that a call of What Waits takes from its item beside what `Settings` holds by name. */
export const RUN = {
	mode: js`$execution.mode === 'test' ? 'editor' : $json.formMode !== undefined ? 'manual' : 'automatic'`,
	runId: js`$execution.id`,
};

/**
 * One item with `flow`, `ignoreBefore` and what else is wanted (`from`, `to`, `registers`, `keys`, `runOf`, `flowRegisters`, `recordKind`, `includeWritten`,
 * `retryHeld`, `allowSecondSystem`, `maxRecords`, `settleMinutes`, `mode`, `runId`, `preview`) → the records to send; nothing when nothing waits. The row of the run is stored before.
 */
export const whatWaits = (position, more = TO_PAGE) =>
	call(
		position,
		'What Waits',
		{
			nodes: {
				'Create Journal': createJournal([192, 0]),
				'Newest Row': newestRow([384, 0]),
				'Read Journal': readJournal([576, 0]),
				'Waiting Records': journal(
					...['record', 'getWaiting', [768, 0]],
					{
						flow: given('flow', "''"),
						ignoreBefore: given('ignoreBefore', "''"),
						filters: {
							dateFrom: given('from', "''"),
							dateTo: given('to', "''"),
							registers: given('registers', "''"),
							keys: given('keys', "''"),
							runOf: given('runOf', "''"),
						},
						options: {
							mode: given('mode', "'auto'"),
							runId: given('runId', "''"),
							flowRegisters: given('flowRegisters', "''"),
							recordKind: given('recordKind', "'till'"),
							includeWritten: isGiven('includeWritten'),
							retryHeld: isGiven('retryHeld'),
							allowSecondSystem: isGiven('allowSecondSystem'),
							maxRecords: given('maxRecords', '0'),
							settleMinutes: given('settleMinutes', '15'),
						},
					},
					TO_PAGE,
				),
				'Not a Preview': filter([960, 0], js`!$('Called').first().json.preview`),
				'Store Run': insertRows([1152, 0]),
				'Only Records': filter([960, 192], js`$json.sync !== undefined`),
				Stop: stopTheRun([960, -192]),
			},
			wires: {
				Called: 'Create Journal',
				'Create Journal': 'Newest Row',
				'Newest Row': 'Read Journal',
				'Read Journal': 'Waiting Records',
				'Waiting Records': ['Only Records', ['Not a Preview', 'Only Records'], 'Stop'],
				'Not a Preview': 'Store Run',
			},
		},
		more,
	);

/** Of a result that does not say of which run it is. */
const OF_THE_RUN = { mode: given('sync?.mode', "'auto'"), runId: given('sync?.runId', "''") };

/** Results of a target → one item with text, html, counts, needsPerson, subject and decisions (Summarise), after they are stored. `words`: options of Summarise. */
export const book = (position, { flow, ...words }, more = TO_PAGE) =>
	call(
		position,
		'Book',
		{
			nodes: {
				Results: journal('record', 'results', [192, 0], { flow, options: OF_THE_RUN }, TO_PAGE),
				'Store Results': insertRows([384, 0]),
				Summarise: summarise([384, 192], { records: 'receipts', ...words }),
				Stop: stopTheRun([576, -192]),
			},
			wires: { Called: [['Results', 'Summarise']], Results: ['Store Results', 'Stop'], Summarise: [null, 'Stop'] },
		},
		more,
	);

/** Nodes and wires that read the whole journal into the node `into`, made when it is missing. */
const whole = (into) => ({
	nodes: { 'Create Journal': createJournal([192, 0]), 'Newest Row': newestRow([384, 0]), 'Read Journal': readJournal([576, 0]) },
	wires: { Called: 'Create Journal', 'Create Journal': 'Newest Row', 'Newest Row': 'Read Journal', 'Read Journal': into },
});

/** A question to the journal: what the operation answers on its only output. */
const asked = (position, name, resource, operation, parameters, more = {}, ofCall = TO_PAGE) => {
	const { nodes, wires } = whole(name);
	const own = { [name]: journal(resource, operation, [768, 0], parameters, { ...TO_PAGE, ...more }), Stop: stopTheRun([960, -192]) };
	return call(position, name, { nodes: { ...nodes, ...own }, wires: { ...wires, [name]: [null, 'Stop'] } }, ofCall);
};

/** One item for each problem of `flow`, '' = of all; one empty item when there is none. */
export const problems = (position, { flow = '' } = {}) => asked(position, 'Problems', 'record', 'getProblems', { flow, options: {} }, { alwaysOutputData: true });

/** An item, with its files → the same with `reports`, one for each flow, by Journal → Report. */
export const report = (position, { flow }, more = TO_PAGE) => {
	const { nodes, wires } = whole('Report');
	const own = {
		Report: journal('journal', 'report', [768, 0], { flow, options: {} }, TO_PAGE),
		'With Reports': set([768, 192], { reports: [js`$('Report').all().map(item => item.json)`, 'array'] }, {}, ALL_FIELDS),
		Stop: stopTheRun([960, -192]),
	};
	return call(position, 'Report', { nodes: { ...nodes, ...own }, wires: { ...wires, Called: [['Create Journal', 'With Reports']], Report: [null, 'Stop'] } }, more);
};

/** One item with what Set State asks for (`keys`, `decision`, `targetNumber`, `who`, `reason`) → its answer, after the rows are stored. */
export const decide = (position, { flow = '' } = {}) => {
	const { nodes, wires } = whole('Set State');
	const fields = { keys: given('keys', '[]'), decision: given('decision', "''"), targetNumber: given('targetNumber', "''"), who: given('who', "''"), reason: given('reason', "''") };
	const own = {
		'Set State': journal('record', 'setState', [768, 0], { flow, ...fields }, TO_PAGE),
		'Store Decisions': insertRows([960, 0]),
		Answer: node('noOp', 1, [960, 192]),
		Stop: stopTheRun([960, -192]),
	};
	return call(position, 'Decide', { nodes: { ...nodes, ...own }, wires: { ...wires, 'Set State': ['Store Decisions', 'Answer', 'Stop'] } }, TO_PAGE);
};

/**
 * Documents that the flow of the item (`flow`, `days` back, `preview`) has in its target → one item with `key`, `targetId` and `targetNumber` for each, an empty
 * one when there is none; nothing in a preview.
 */
export const targets = (position) =>
	call(
		position,
		'Get Targets',
		{
			nodes: {
				'Not a Preview': filter([192, 0], js`!$('Called').first().json.preview`),
				'Create Journal': createJournal([384, 0]),
				'Newest Row': newestRow([576, 0]),
				'Read Journal': readJournal([768, 0], 'Newest Row', [
					{ keyName: 'flow', condition: 'eq', keyValue: given('flow', "''") },
					{ keyName: 'recordDate', condition: 'gte', keyValue: js`$now.setZone('Europe/Prague').minus({ days: $('Called').first().json.days }).toISODate()` },
				]),
				'Get Targets': journal('record', 'getTargets', [960, 0], { flow: given('flow', "''") }, { ...TO_PAGE, alwaysOutputData: true }),
				Stop: stopTheRun([1152, -192]),
			},
			wires: {
				Called: 'Not a Preview',
				'Not a Preview': 'Create Journal',
				'Create Journal': 'Newest Row',
				'Newest Row': 'Read Journal',
				'Read Journal': 'Get Targets',
				'Get Targets': [null, 'Stop'],
			},
		},
		TO_PAGE,
	);

const OPEN = "['refused', 'held', 'changed', 'deletedInTarget']";
/**
 * Results about customers whose `sync` names the order → as Book. In the journal stand only those for a person, under `<key of the order>/customer`, and
 * what became of them.
 */
export const bookCustomers = (position, { flow, ...words }) =>
	call(
		position,
		'Book Customers',
		{
			nodes: {
				'Create Journal': createJournal([192, -192]),
				'Newest Row': newestRow([384, -192]),
				'Read Journal': readJournal([576, -192], 'Newest Row', [{ keyName: 'flow', condition: 'eq', keyValue: flow }, { keyName: 'key', condition: 'like', keyValue: '/customer' }]),
				'As Results': set([192, 0], {
					key: js`$json.sync.order + '/customer'`,
					number: js`$json.sync.number`,
					date: js`$json.sync.date`,
					sync: [
						js`{ ...$json.sync, previous: $('Read Journal').all().findLast(({ json }) => json.key === $json.sync.order + '/customer')?.json.state ?? '' }`,
						'object',
					],
				}, {}, ALL_FIELDS),
				'For a Person': filter([384, 0], js`${OPEN}.includes($json.outcome) || (['created', 'updated', 'unchanged', 'duplicate'].includes($json.outcome) && ${OPEN}.includes($json.sync.previous))`),
				Results: journal('record', 'results', [576, 0], { flow, options: {} }, TO_PAGE),
				'Store Results': insertRows([768, 0]),
				Summarise: summarise([384, 192], { records: 'customers', onlyNew: true, ...words }),
				Stop: stopTheRun([960, -384]),
			},
			wires: {
				Called: [['Create Journal', 'As Results']],
				'Create Journal': 'Newest Row',
				'Newest Row': 'Read Journal',
				'As Results': [['For a Person', 'Summarise']],
				'For a Person': 'Results',
				Results: ['Store Results', 'Stop'],
				Summarise: [null, 'Stop'],
			},
		},
		TO_PAGE,
	);

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

// The list of products that a till gives: the same idioms for another table.

const createProducts = (position) => createTable(position, 'product_list', ['code', 'name', 'price', 'priceIncludesVat', 'vatRate', 'ean', 'unit'], { price: 'number', priceIncludesVat: 'boolean', vatRate: 'number' });

/** Any item → the newest product list, row by row; one empty item when there is none. */
export const productList = (position, more = TO_PAGE) =>
	call(
		position,
		'Product List',
		{
			nodes: {
				'Create Product List': createProducts([192, 0]),
				'Newest Product': newestRow([384, 0], 'product_list'),
				'Read Product List': readTable([576, 0], 'product_list', {
					matchType: 'allConditions',
					filters: { conditions: [{ keyName: 'id', condition: 'lte', keyValue: js`$('Newest Product').first().json.id ?? 0` }] },
					...{ returnAll: true, orderBy: true, orderByColumn: 'id', orderByDirection: 'ASC' },
				}),
			},
			wires: { Called: 'Create Product List', 'Create Product List': 'Newest Product', 'Newest Product': 'Read Product List' },
		},
		more,
	);

/** Stock items with code, price and rate → the newest product list; the older one goes when they are stored. */
export const keepProducts = (position, more = TO_PAGE) =>
	call(
		position,
		'Keep List',
		{
			nodes: {
				'Create Product List': createProducts([192, 0]),
				'Newest Product': newestRow([384, 0], 'product_list'),
				'As Rows': set([192, 192], {
					code: js`$json.code`,
					name: js`$json.name`,
					price: [js`$json.prices.sale`, 'number'],
					priceIncludesVat: [js`$json.prices.saleIncludesVat !== false`, 'boolean'],
					vatRate: [js`$json.vatRate`, 'number'],
					ean: js`$json.eans?.[0] ?? ''`,
					unit: js`$json.unit ?? ''`,
				}),
				'Store Products': insertRows([384, 192], 'product_list'),
				'Delete Older List': deleteRows(
					[576, 192],
					{ matchType: 'allConditions', filters: { conditions: [{ keyName: 'id', condition: 'lte', keyValue: js`$('Newest Product').first().json.id ?? 0` }] }, options: {} },
					ONCE,
					'product_list',
				),
			},
			wires: { Called: [['Create Product List', 'As Rows']], 'Create Product List': 'Newest Product', 'As Rows': 'Store Products', 'Store Products': 'Delete Older List' },
		},
		more,
	);
