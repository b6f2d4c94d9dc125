/** What a person sees in a form when something stops, and when what came from outside looks like HTML. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PORTS } from '../../nodes/SyncJournal/ports';
import { formSteps, reached, type FormStep } from '../support/workflows.mts';
import { until } from './support/files.mts';
import { FormVisit, type FormPage } from './support/form.mts';
import { decide, messageOf, problems, runNow } from './support/people.mts';
import type { Execution, WorkflowFile, WorkflowNode } from './support/shapes.mts';
import { day, receipt } from './support/shop.mts';
import { SECRETS, Stage } from './support/stage.mts';
import { pushJson } from './support/till.mts';

/** Four forms at once on two cores: far more than any of them takes. */
const limit = 240_000;

let stage: Stage;

beforeAll(async () => {
	stage = await Stage.open();
	await stage.activate('2a-ekasa-intake', '2b-ekasa-pohoda-send', '3-problems');
	await stage.client.webhook('/webhook/ekasa-intake/ekasa', { method: 'POST' });
});

afterAll(async () => await stage?.close());

/** An operation that the resource of a node does not have; of Sync Journal one with as many outputs, so that the wires stay where they are. */
function unknownTo({ type, parameters }: FormStep['node']): string {
	if (!type.endsWith('.syncJournal')) return 'gone';
	const one = PORTS[String(parameters.operation)]!.outputs.length === 1;
	if (parameters.resource === 'record') return one ? 'reconcile' : 'get';
	return one ? (parameters.resource === 'export' ? 'report' : 'confirm') : 'receive';
}

/**
 * A form of the file wired straight to one node that throws, with the way that its errors go: an operation that it
 * does not know; Stock Sync, which has none, asks a report that did not run.
 */
function withThrowing({ workflow, form, node, file }: FormStep, index: number, credentials: Record<string, { id: string; name: string }>): { file: WorkflowFile; path: string } {
	const path = `throws-${index}`;
	const errors = workflow.connections[node.name]!.main.at(-1)!;
	const way = new Set([form.name, node.name, ...errors.flatMap((end) => [end.node, ...reached(workflow, end.node)])]);
	const nodes = (structuredClone(workflow.nodes) as unknown as WorkflowNode[]).filter(({ name }) => way.has(name));
	for (const one of nodes) {
		const credential = { 'n8n-nodes-ekasa-sync.pohoda': 'pohodaMServerApi', 'n8n-nodes-ekasa-sync.iDoklad': 'iDokladOAuth2Api' }[one.type];
		if (credential) one.credentials = { [credential]: credentials[credential]! };
		if (one.name === node.name && !one.type.endsWith('.stockSync')) one.parameters.operation = `=${unknownTo(node)}`;
		if (one.name !== form.name) continue;
		one.webhookId = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
		one.parameters = { ...one.parameters, authentication: 'none', options: { ...(one.parameters.options as object), path } };
	}
	const main = workflow.connections[node.name]!.main.map((ends) => (ends === errors ? ends : []));
	const connections = Object.fromEntries(Object.entries(workflow.connections).filter(([from]) => way.has(from)));
	return {
		file: { name: `${file}: ${node.name} throws (${index})`, nodes, connections: { ...connections, [node.name]: { main }, [form.name]: { main: [[{ node: node.name, type: 'main', index: 0 }]] } }, settings: workflow.settings, pinData: {} },
		path,
	};
}

const steps = formSteps()
	.filter(({ node }) => node.onError === 'continueErrorOutput')
	.map((step, index) => ({ title: `${step.file}: ${step.node.name}, from ${step.form.name}`, step, index }));

describe('a node that throws behind a form', () => {
	const seen = new Map<number, { end: FormPage; run: Execution }>();
	const failed = new Map<number, Error>();

	async function fillIn(step: FormStep, index: number, credentials: Record<string, { id: string; name: string }>): Promise<void> {
		const { file, path } = withThrowing(step, index, credentials);
		const stored = await stage.client.importWorkflow(file);
		await stage.client.activate(stored);
		const { visit, page } = await FormVisit.open(stage.n8n.url, path);
		// n8n may know a form's page a moment before it takes an answer.
		const end = await until('the form to take an answer', () => visit.submit(page, {}).catch((problem: Error) => (problem.message.includes('answered 404') ? undefined : Promise.reject(problem))), { limit });
		await visit.leave();
		const run = await until('the run to end', async () => {
			const [newest] = await stage.client.executions(stored.id, 1);
			return newest && !['new', 'running', 'waiting'].includes(newest.status) ? newest : undefined;
		}, { limit });
		seen.set(index, { end, run });
		await stage.client.deactivate(stored.id);
	}

	beforeAll(async () => {
		await stage.client.createCredential('iDoklad', 'iDokladOAuth2Api', { grantType: 'clientCredentials', clientId: 'a', clientSecret: 'b' });
		const credentials = Object.fromEntries((await stage.client.credentials()).map(({ id, name, type }) => [type, { id, name }]));
		const left = [...steps];
		const visitor = async (): Promise<void> => {
			for (let one = left.shift(); one; one = left.shift()) await fillIn(one.step, one.index, credentials).catch((problem: Error) => void failed.set(one!.index, problem));
		};
		await Promise.all([visitor(), visitor(), visitor(), visitor()]);
	}, 600_000);

	test.each(steps)('$title', ({ step, index }) => {
		if (failed.has(index)) throw failed.get(index)!;
		const { end, run } = seen.get(index)!;
		if (step.node.type.endsWith('.stockSync')) return expect(messageOf(end)).toContain("Referenced node doesn't exist");
		expect(messageOf(end)).toMatch(/does not know the operation "\w+"[^\n]*\s+Choose the operation again, or update the package\./);
		if (end.title === 'It stopped') expect([run.status, run.data.resultData.error?.message]).toEqual(['error', expect.stringContaining('does not know the operation')]);
		else expect(end.title).toMatch(/^(No file was made|The list was not taken)$/);
	});
});

describe('what came from outside', () => {
	test('is shown as it is: <!-- hides nothing of a list', async () => {
		const swallowed = JSON.parse(readFileSync(`${__dirname}/../fixtures/cases/faults/swallowed-messages.json`, 'utf8')) as unknown;
		expect((await pushJson(stage.intakeUrl, SECRETS, swallowed)).body.accepted).toHaveLength(2);
		const end = await runNow(stage, 'Send');
		const message = messageOf(end);
		expect(message).toContain('Sleva <!-- akce');
		expect(message.match(/^• /gm)).toHaveLength(2);
		expect(end.html).not.toContain('Sleva <!--');
	});

	test('is decided by its number when a browser changes its text', async () => {
		const odd = receipt('P9', 1, day(0));
		const labels = ['Ed\ren', 'Ed\r\nen', 'Ed\nen', '<iframe src="http://127.0.0.1:9/x">'];
		const held = labels.map((label, index) => ({ ...odd, number: String(index + 1), payments: [{ method: 'voucher', label, amount: odd.total }] }));
		expect((await pushJson(stage.intakeUrl, SECRETS, { receipts: held })).body.accepted).toHaveLength(4);
		expect(messageOf(await runNow(stage, 'Send'))).toContain('4 held');
		const end = await decide(stage, ['P9/'], 'Hold', 'seen');
		expect(end.title).toBe('4 decided');
		expect(end.html).not.toContain('<iframe');
		expect((await problems(stage)).filter((label) => label.includes('P9/'))).toHaveLength(4);
	});
});
