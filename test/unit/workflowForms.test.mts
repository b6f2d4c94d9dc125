/** A person who fills in a form learns what stopped: n8n's own page would only say "Problem submitting response". */
import { describe, expect, test } from '@jest/globals';
import { PORTS as EKASA_PORTS } from '../../nodes/Ekasa/ports';
import { PORTS } from '../../nodes/SyncJournal/ports';
import { after, allNodesOf, formSteps, innerOf, isCall, isEnding, nodeNamed, ourTypes, reached, readWorkflow, workflowFiles, type WorkflowFile, type WorkflowNode } from '../support/workflows.mts';

const outputsOf = ({ type, parameters }: WorkflowNode) =>
	type.endsWith('.stockSync')
		? 3
		: type.endsWith('.syncJournal')
			? PORTS[String(parameters.operation)]!.outputs.length
			: ((type.endsWith('.ekasa') ? EKASA_PORTS[String(parameters.operation)] : undefined)?.length ?? 1);
/** Endings of which nothing else is on its way when they are reached, so that nothing has to be stopped. */
const ALONE = ['9-price-list-idoklad.json: Not Taken', '13-pohoda-ekasa-stock-file.json: Not Now', '13-pohoda-ekasa-stock-file.json: Not Made'];

const steps = formSteps().map((step) => ({ ...step, title: `${step.file}: ${step.node.name}${step.inner ? ` (${step.inner.name})` : ''}, from ${step.form.name}` }));

test('there are forms with our nodes behind them', () => {
	expect(steps.length).toBeGreaterThan(40);
	expect(new Set(steps.map(({ file }) => file)).size).toBeGreaterThan(8);
});

/** Inside a call what throws must stop it with message and description in one, for the caller gets the message only. */
function stopsItsCall(inner: WorkflowFile, node: WorkflowNode): void {
	expect(node.onError).toBe('continueErrorOutput');
	const [stop, ...others] = after(inner, node.name, outputsOf(node)).map((name) => nodeNamed(inner, name));
	expect([stop!.type, others]).toEqual(['n8n-nodes-base.stopAndError', []]);
	expect(String(stop!.parameters.errorMessage)).toMatch(/\$json\.error.*\$json\.details/);
}

describe.each(steps)('$title', ({ file, workflow, node, inner }) => {
	test('ends in a page with its message and description when it throws', () => {
		if (inner) stopsItsCall(innerOf(node), inner);
		// Goes on with what it could not read as a refused record that the flow shows.
		if (node.onError === 'continueRegularOutput') return;
		expect(node.onError).toBe('continueErrorOutput');
		const targets = after(workflow, node.name, outputsOf(node)).map((name) => nodeNamed(workflow, name));
		expect(targets).toHaveLength(1);
		const [target] = targets;
		const ending = isEnding(target!) ? target! : after(workflow, target!.name, 0).map((name) => nodeNamed(workflow, name)).find(isEnding)!;
		expect(String(ending.parameters.completionMessage)).toMatch(/\$json\.error.*\$json\.details/);
		if (ALONE.includes(`${file}: ${ending.name}`)) return;
		// Comes first, for n8n runs the higher branch first, and stops what else is on its way.
		const others = after(workflow, node.name).filter((name) => name !== target!.name);
		expect(others.filter((name) => nodeNamed(workflow, name).position[1] <= target!.position[1])).toEqual([]);
		expect(after(workflow, ending.name).map((name) => nodeNamed(workflow, name).type)).toEqual(['n8n-nodes-base.stopAndError']);
		// A run that no form has started must stop as an error: nobody looks at a page.
		const started = workflow.nodes.filter(({ type, name }) => /Trigger$/.test(type) && reached(workflow, name).has(node.name));
		if (started.some(({ type }) => !type.endsWith('.formTrigger'))) {
			expect(target!.type).toBe('n8n-nodes-base.if');
			expect(JSON.stringify(target!.parameters)).toContain('.isExecuted');
			expect(after(workflow, target!.name, 1)).toEqual(after(workflow, ending.name));
		}
	});
});

test('an intake has no error output: it would answer 200 with the receipt itself', () => {
	const intakes = workflowFiles.map(readWorkflow).filter(({ nodes }) => nodes.some(({ type }) => type.endsWith('.ekasaTrigger')));
	expect(intakes.length).toBeGreaterThan(0);
	expect(intakes.flatMap(({ nodes }) => nodes.filter(({ onError }) => onError === 'continueErrorOutput'))).toEqual([]);
});

test('n8n’s Data Table, SFTP and shop nodes have no error output: they pass an error on as a result, or go on with the next item', () => {
	const others = workflowFiles.flatMap(allNodesOf).filter((node) => !ourTypes.includes(node.type) && !isCall(node) && node.onError === 'continueErrorOutput');
	expect(others).toEqual([]);
});
