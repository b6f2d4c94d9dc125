/** What a person sees in a form when something stops, and when what came from outside looks like HTML. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PORTS as EKASA_PORTS } from '../../nodes/Ekasa/ports';
import { PORTS } from '../../nodes/SyncJournal/ports';
import type { IDoklad } from '../sandbox/idoklad/index.mts';
import { formSteps, innerOf, nodeNamed, reached, readWorkflow, workflowFiles, type FormStep } from '../support/workflows.mts';
import { shopCredential, startWooCommerce, type WooCommerce } from './support/eshop.mts';
import { until } from '../support/until.mts';
import { FormVisit, type FormPage } from './support/form.mts';
import { HOSTILE, acting, showsHostile, visitHostile } from './support/hostile.mts';
import { fillHostile, wayThrough } from './support/hostileShop.mts';
import { idokladCredential, startShopIDoklad } from './support/idoklad.mts';
import { decide, messageOf, problems, runNow } from './support/people.mts';
import type { Execution, WorkflowFile, WorkflowNode } from './support/shapes.mts';
import { day, receipt } from './support/shop.mts';
import { startSftp, type SftpServer } from './support/sftp.mts';
import { SECRETS, Stage, VISITOR } from './support/stage.mts';
import { pushJson } from './support/till.mts';

/** Four forms at once on two cores: far more than any of them takes. */
const limit = 240_000;
const SFTP = { user: 'till', password: 'till-password' };

let stage: Stage;
let sftp: SftpServer;
let shop: WooCommerce;
let idoklad: IDoklad;

beforeAll(async () => {
	[sftp, shop, idoklad] = await Promise.all([startSftp(SFTP, ['/helios', '/helios/import', '/helios/done']), startWooCommerce(), startShopIDoklad()]);
	stage = await Stage.open({
		sftp: { host: '127.0.0.1', port: sftp.port, username: SFTP.user, password: SFTP.password },
		credentials: { iDokladOAuth2Api: idokladCredential(idoklad), ...shopCredential(shop) },
	});
	await stage.activate('2a-ekasa-intake', '2b-ekasa-pohoda-send', '3-problems');
	await stage.client.webhook('/webhook/ekasa-intake/ekasa', { method: 'POST' });
});

afterAll(async () => {
	await stage?.close();
	await Promise.all([idoklad?.close(), shop?.close(), sftp?.stop()]);
});

/** An operation that no node has; without braces, which the node would evaluate. */
const GONE = HOSTILE.filter((text) => !text.includes('{')).join(' ');

/** An operation that the resource of a node does not have; of Sync Journal one with as many outputs, so that the wires stay where they are. */
function unknownTo({ type, parameters }: { type: string; parameters: Record<string, unknown> }): string {
	if (!type.endsWith('.syncJournal') || PORTS[String(parameters.operation)]!.outputs.length === 1) return GONE;
	return parameters.resource === 'record' ? 'get' : 'receive';
}

/** eKasa has no other operation with as many outputs as these: they get something else than the list that they ask for. */
const hasSeveralOutputs = ({ type, parameters }: { type: string; parameters: Record<string, unknown> }): boolean => type.endsWith('.ekasa') && EKASA_PORTS[String(parameters.operation)] !== undefined;

/** The other operation's own fields count too: n8n wants its Flow filled in. */
function misuse(node: { type: string; parameters: Record<string, unknown> }): void {
	const { flow } = node.parameters;
	if (hasSeveralOutputs(node)) node.parameters = { ...node.parameters, options: {}, customers: '{}', orders: '{}' };
	else node.parameters = { ...node.parameters, flow: flow || 'throws', operation: `=${unknownTo(node)}` };
}

/**
 * A form of the file wired straight to one node that throws, with the way that its errors go: an operation that it
 * does not know; Stock Sync, which has none, asks a report that did not run.
 */
function withThrowing({ workflow, form, node, inner, file }: FormStep, index: number, credentials: Record<string, { id: string; name: string }>): { file: WorkflowFile; path: string } {
	const path = `throws-${index}`;
	const errors = workflow.connections[node.name]!.main.at(-1)!;
	const way = new Set([form.name, node.name, ...errors.flatMap((end) => [end.node, ...reached(workflow, end.node)])]);
	const nodes = (structuredClone(workflow.nodes) as unknown as WorkflowNode[]).filter(({ name }) => way.has(name));
	for (const one of nodes) {
		const credential = { 'n8n-nodes-ekasa-sync.pohoda': 'pohodaMServerApi', 'n8n-nodes-ekasa-sync.iDoklad': 'iDokladOAuth2Api' }[one.type];
		if (credential) one.credentials = { [credential]: credentials[credential]! };
		if (one.name === node.name && inner) {
			const called = innerOf(node);
			misuse(nodeNamed(called, inner.name));
			// What runs before it would store a visitor's empty form as a refused delivery, and no stock would be let through later on.
			for (const store of called.nodes.filter(({ type, parameters: { operation = 'insert' } }) => type === 'n8n-nodes-base.dataTable' && operation === 'insert')) store.disabled = true;
			// A filter would let nothing of that empty form through to the node.
			for (const filter of called.nodes.filter(({ type }) => type === 'n8n-nodes-base.filter')) filter.disabled = true;
			one.parameters.workflowJson = JSON.stringify(called);
		} else if (one.name === node.name && !one.type.endsWith('.stockSync')) misuse(one);
		if (one.name !== form.name) continue;
		one.webhookId = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
		one.parameters = { ...one.parameters, authentication: 'none', options: { ...(one.parameters.options as object), path } };
	}
	const main = workflow.connections[node.name]!.main.map((ends) => (ends === errors ? ends : []));
	const connections = Object.fromEntries(Object.entries(workflow.connections).filter(([from]) => way.has(from)));
	return {
		file: { name: `${file}: ${inner?.name ?? node.name} throws (${index})`, nodes, connections: { ...connections, [node.name]: { main }, [form.name]: { main: [[{ node: node.name, type: 'main', index: 0 }]] } }, settings: workflow.settings, pinData: {} },
		path,
	};
}

const steps = formSteps()
	.filter(({ node }) => node.onError === 'continueErrorOutput')
	.map((step, index) => ({ title: `${step.file}: ${step.node.name}${step.inner ? ` (${step.inner.name})` : ''}, from ${step.form.name}`, step, index }));

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
		expect(acting(end.html)).toEqual([]);
		if (step.node.type.endsWith('.stockSync')) return expect(messageOf(end)).toContain("Referenced node doesn't exist");
		if (hasSeveralOutputs(step.node)) {
			expect([end.title, messageOf(end)]).toEqual(['It stopped', expect.stringMatching(/is no list\s+Give the items of a node by expression/)]);
			return expect([run.status, run.data.resultData.error?.message]).toEqual(['error', expect.stringContaining('is no list')]);
		}
		expect(messageOf(end)).toMatch(/does not know the operation "(\w+|Q7<!-- hidden [^\n]*)"[^\n]*\s+Choose the operation again, or update the package\./);
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

const forms = workflowFiles.flatMap((file) => {
	const workflow = readWorkflow(file);
	return workflow.nodes
		.filter(({ type }) => type.endsWith('.formTrigger'))
		.map((form) => {
			const pages = [...reached(workflow, form.name)].map((name) => nodeNamed(workflow, name)).filter(({ type }) => type.endsWith('.form'));
			const titles = [form, ...pages].map(({ parameters }) => String(parameters.completionTitle ?? parameters.formTitle ?? (parameters.options as { formTitle: string }).formTitle));
			return { title: `${file}: ${form.name}`, name: file.slice(0, -5), pages, titles, path: String((form.parameters.options as { path: string }).path) };
		});
});

/** Stock goes out before sales come in; what sends comes after what chooses among receipts that were not sent; Problems lists what the others have made. */
const TURNS: Record<string, number> = { 'pohoda-ekasa-stock': 0, 'pohoda-answer': 2, 'pohoda-run-now': 2, 'helios-run-now': 2, 'helios-exports': 3, 'idoklad-run-now': 2, 'sync-problems': 3 };

/** Where a fault leads to: above it shows hostile texts. */
const BY_FAULT = ['It Stopped'];

describe('a hostile visitor of a shop with hostile goods, customers and files', () => {
	const seen = new Map<string, FormPage[]>();
	const failed = new Map<string, Error>();
	const ran = new Map<string, Set<string>>();

	async function visit(path: string): Promise<void> {
		const given = await wayThrough(stage, path, seen);
		seen.set(path, await visitHostile(stage.n8n.url, path, `${VISITOR.user}:${VISITOR.password}`, given));
	}

	beforeAll(async () => {
		const names = [...new Set(forms.map(({ name }) => name))];
		for (const name of names) await stage.keepRuns(name);
		const runsOf = async (name: string) => await stage.client.executions(stage.workflow(name).id, 50);
		// A list that was opened above and never answered waits for ever.
		const before = new Set((await Promise.all(names.map(runsOf))).flat().map(({ id }) => id));
		await Promise.all(names.map((name) => stage.activate(name)));
		for (let turn = 0; turn < 4; turn += 1) {
			if (turn === 1) await fillHostile(stage, shop, sftp);
			const now = forms.filter(({ path }) => (TURNS[path] ?? 1) === turn);
			const visitor = async (): Promise<void> => {
				for (let one = now.shift(); one; one = now.shift()) await visit(one.path).catch((problem: Error) => void failed.set(one!.path, problem));
			};
			await Promise.all([visitor(), visitor(), visitor(), visitor()]);
		}
		for (const name of names) {
			if (forms.some((form) => form.name === name && failed.has(form.path))) continue;
			const runs = await until('the runs to end', async () => {
				const all = (await runsOf(name)).filter(({ id }) => !before.has(id));
				return all.some(({ status }) => ['new', 'running', 'waiting'].includes(status)) ? undefined : all;
			}, { limit });
			ran.set(name, new Set(runs.flatMap(({ data }) => Object.keys(data.resultData.runData))));
		}
	}, 600_000);

	/** A title of a page, or one that its expression may give. */
	const gives = (text: string, title: string): boolean => text === title || (text.startsWith('=') && [...text.matchAll(/'([^']+)'/g)].some(([, words]) => title.includes(words!)));

	test.each(forms)('$title', ({ path, name, pages, titles }) => {
		if (failed.has(path)) throw failed.get(path)!;
		const shown = seen.get(path)!;
		expect(shown.filter(({ title }) => !titles.some((text) => gives(text, title))).map(({ title }) => title)).toEqual([]);
		expect(shown.flatMap(({ html }) => acting(html))).toEqual([]);
		expect(shown.filter(({ html }) => showsHostile(html))).not.toEqual([]);
		// A page that says the same to everybody need not be seen.
		const changing = pages.filter(({ parameters }) => /"=/.test(JSON.stringify(parameters))).map((page) => page.name);
		expect(changing.filter((page) => !BY_FAULT.includes(page) && !ran.get(name)!.has(page))).toEqual([]);
	});
});
