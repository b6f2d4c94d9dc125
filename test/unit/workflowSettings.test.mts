/** n8n's import in the editor drops every setting of a workflow: nothing may depend on one. */
import { describe, expect, test } from '@jest/globals';
import { allNodesOf, evaluate, expressionsOf, graphsOf, isCall, nodeNamed, innerOf, readWorkflow, workflowFiles } from '../support/workflows.mts';

const workflows = workflowFiles.map((file) => ({ file, workflow: readWorkflow(file) }));
const NEW_YORK = 'America/New_York';

describe.each(workflows)('$file', ({ file, workflow }) => {
	test('names Prague wherever an expression asks for the day or the hour', () => {
		const texts = allNodesOf(file).flatMap(expressionsOf);
		const bare = texts.flatMap((text) => [
			...(text.match(/\$today.{0,30}|\$now(?!\.setZone\('Europe\/Prague'\)|\.zoneName|\.offset|\.toUTC).{0,30}/g) ?? []),
			...(text.match(/new Date\(.{0,30}|Date\.now.{0,30}|toLocale(Date|Time)String.{0,20}|DateTime\.(now|local|utc)\b.{0,20}/g) ?? []),
			...[...text.matchAll(/DateTime\.from\w+\([^)]*\)[^)]{0,40}/g)].map(([hit]) => hit).filter((hit) => !hit.includes('Europe/Prague')),
		]);
		expect(bare).toEqual([]);
	});

	test('stops with what to change when its hour is not the hour of Prague', () => {
		const fixed = workflow.nodes.filter(({ type, parameters }) => type.endsWith('.scheduleTrigger') && JSON.stringify(parameters).includes('triggerAtHour'));
		// Housekeeping may run at any hour.
		if (fixed.length === 0 || file.startsWith('5-')) return;
		const filter = nodeNamed(workflow, 'Not Prague Time');
		const [first, ...others] = workflow.connections[fixed[0]!.name]!.main[0]!.map(({ node }) => nodeNamed(workflow, node)).sort((a, b) => a.position[1] - b.position[1]);
		expect([first!.name, others.length > 0]).toEqual([filter.name, true]);
		const [condition] = expressionsOf(filter);
		expect([NEW_YORK, 'Europe/Prague', 'Europe/Vienna'].map((zone) => evaluate(workflow, filter.name, condition!, {}, zone))).toEqual([true, false, false]);
		const stop = nodeNamed(workflow, 'Set the Time Zone');
		expect([stop.type, workflow.connections[filter.name]!.main]).toEqual(['n8n-nodes-base.stopAndError', [[{ node: stop.name, type: 'main', index: 0 }]]]);
		expect(evaluate(workflow, stop.name, expressionsOf(stop)[0]!, {}, NEW_YORK)).toMatch(/America\/New_York here, not of Prague.*Settings → Timezone/);
		expect(String(nodeNamed(workflow, 'Note: set-up').parameters.content)).toMatch(/drops the settings.*Timezone.*Europe\/Prague/s);
	});
});

test('the intakes and the status page keep no data of successful runs, and their notes say what to set after an import', () => {
	const some = workflows.filter(({ file }) => /^(2a|2c|4)-/.test(file));
	expect(some).toHaveLength(3);
	expect(some.map(({ workflow }) => workflow.settings.saveDataSuccessExecution)).toEqual(['none', 'none', 'none']);
	for (const { workflow } of some) expect(String(nodeNamed(workflow, 'Note: set-up').parameters.content)).toMatch(/drops the settings.*Save successful production executions\*: Do not save/s);
});

test('what is called has settings of its own and takes what it is given', () => {
	const calls = workflows.flatMap(({ workflow }) => workflow.nodes.filter(isCall));
	expect(calls.length).toBeGreaterThan(2);
	for (const call of calls) {
		const inner = innerOf(call);
		expect(inner.settings).toMatchObject({ executionOrder: 'v1', saveDataSuccessExecution: 'none', callerPolicy: 'any' });
		expect(inner.settings).not.toHaveProperty('errorWorkflow');
		expect(nodeNamed(inner, 'Called')).toMatchObject({ type: 'n8n-nodes-base.executeWorkflowTrigger', typeVersion: 1.2, parameters: { inputSource: 'passthrough' } });
		// An item of its own would go to the target.
		expect(call).not.toHaveProperty('alwaysOutputData');
		expect(String(call.parameters.workflowJson)).not.toMatch(/^=/);
	}
});

describe('the intake reads the journal from the Prague day of the oldest record', () => {
	const windows = workflowFiles.flatMap(graphsOf).flatMap(({ title, graph }) =>
		graph.nodes.flatMap((node) => expressionsOf(node).filter((text) => text.includes('json.issuedAt')).map((text) => ({ title, graph, node, text }))),
	);

	test('in every workflow that takes receipts in', () => expect(windows.length).toBeGreaterThan(3));

	test.each(windows)('$title: $node.name', ({ graph, node, text }) => {
		const from = (...records: Array<Record<string, unknown>>) => evaluate(graph, node.name, text, { 'Read Export File': [records as never], Called: [records as never] }, NEW_YORK);
		// A till still on summer time: half past eleven of the day before, in Prague.
		expect(from({ issuedAt: '2026-11-30T00:30:00+02:00' })).toBe('2026-11-29');
		expect(from({ issuedAt: '2026-11-29T23:30:00Z' })).toBe('2026-11-30');
		expect(from({ issuedAt: '2026-11-30T00:30:00' })).toBe('2026-11-30');
		expect(from({ date: '2026-11-20', issuedAt: '2026-11-30T00:30:00+02:00' }, { date: '2026-11-25' })).toBe('2026-11-20');
		expect(String(from({ issuedAt: 'yesterday' }, { error: 'no receipt' }))).toMatch(/^\d{4}-\d\d-\d\d$/);
	});
});
