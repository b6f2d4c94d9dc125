// The journal is reached by calls: Execute Workflow nodes with the sub-workflow inside, so that its rows never leave it, and that the
// editor's import has nothing to lose. What a call needs to know travels in the items.
import { graph, js, node } from './build.mjs';
import { ALL_FIELDS, filter, journal, set, TO_PAGE } from './nodes.mjs';
import { stopTheRun } from './pages.mjs';
import { createJournal, insertRows, newestRow, readJournal } from './tables.mjs';

/** Without settings of its own it would have those of the workflow that calls it. */
const SETTINGS = { executionOrder: 'v1', timezone: 'Europe/Prague', binaryMode: 'separate', saveDataSuccessExecution: 'none', callerPolicy: 'any' };

/** The items of the caller. From version 1.2 on everything that the last node gave is the answer, not its last run only. */
const CALLED = node('executeWorkflowTrigger', 1.2, [0, 0], { inputSource: 'passthrough' });
export const given = (name, otherwise) => js`$('Called').first().json.${name} ?? ${otherwise}`;
const isGiven = (name) => js`$('Called').first().json.${name} === true`;

/** What stands below a call on the canvas, where n8n would say "Workflow: undefined". */
const BELOW = { 'Take In': 'into the journal', Book: 'into the journal', Decide: 'into the journal', Claim: 'announced, confirmed', 'Tidy Up': 'the journal' };

/** All items at once into the sub-workflow `name`. The answer is what its last node gives, the lowest that is reached. */
export const call = (position, name, { nodes, wires }, more) => {
	const inner = { name: `Journal: ${name}`, ...graph(`journal/${name}`, { nodes: { Called: CALLED, ...nodes }, wires }), settings: SETTINGS };
	return node('executeWorkflow', 1.4, position, { source: 'parameter', workflowJson: JSON.stringify(inner, null, ' '), mode: 'once', options: {} }, { notesInFlow: true, notes: BELOW[name] ?? 'out of the journal', ...more });
};

const PRAGUE = "{ zone: 'Europe/Prague' }";
/** The Prague day of the oldest record, or today: what is older in the journal cannot be the same record. */
const OLDEST = js`$('Called').all().map(({ json }) => String(json.date || DateTime.fromISO(json.issuedAt ?? '', ${PRAGUE}).toISODate() || '9').slice(0, 10)).concat($now.setZone('Europe/Prague').toISODate()).sort()[0]`;

export const summarise = (position, options) => journal('record', 'summarise', position, { options }, TO_PAGE);

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
export const OF_THE_RUN = { mode: given('sync?.mode', "'auto'"), runId: given('sync?.runId', "''") };

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
export const whole = (into) => ({
	nodes: { 'Create Journal': createJournal([192, 0]), 'Newest Row': newestRow([384, 0]), 'Read Journal': readJournal([576, 0]) },
	wires: { Called: 'Create Journal', 'Create Journal': 'Newest Row', 'Newest Row': 'Read Journal', 'Read Journal': into },
});

/** A question to the journal: what the operation answers on its only output. */
export const asked = (position, name, resource, operation, parameters, more = {}, ofCall = TO_PAGE) => {
	const { nodes, wires } = whole(name);
	const own = { [name]: journal(resource, operation, [768, 0], parameters, { ...TO_PAGE, ...more }), Stop: stopTheRun([960, -192]) };
	return call(position, name, { nodes: { ...nodes, ...own }, wires: { ...wires, [name]: [null, 'Stop'] } }, ofCall);
};

/** One item with the form in which a person decides about the problems of `flow`, '' = of all: `count`, `refs`, `fields`, `intro`. */
export const problems = (position, { flow = '' } = {}) => asked(position, 'Problems', 'record', 'getProblems', { flow, options: { asForm: true } });

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
