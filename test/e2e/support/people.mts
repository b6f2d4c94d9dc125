/** What people do with the workflows, step by step: forms, pages, executions. */
import { until } from '../../support/until.mts';
import { FormVisit, plain, type FormPage } from './form.mts';
import type { Execution, NodeRun, WorkflowFile } from './shapes.mts';
import { VISITOR, type Stage } from './stage.mts';

const LOGIN = `${VISITOR.user}:${VISITOR.password}`;

/** A row of the journal as the Data Table shows it. */
export interface Row {
	id: number;
	kind: string;
	state: string;
	key: string;
	flow: string;
	mode: string;
	message: string;
	amount: number;
	targetNumber: string;
	runId: string;
}

/** Rows of the journal, oldest first. */
export async function journal({ client }: Stage): Promise<Row[]> {
	return (await client.tableRows<Row>('sync_journal')).sort((a, b) => a.id - b.id);
}

/** Text of an ending page below its title. */
export function messageOf(page: FormPage): string {
	return plain(/pre-line;">([\s\S]*?)<\/p>/.exec(page.html)?.[1] ?? '');
}

/** Opens a form, fills it in and answers the ending page. */
export async function fill(stage: Stage, path: string, values: Parameters<FormVisit['submit']>[1]): Promise<FormPage> {
	const { visit, page } = await FormVisit.open(stage.n8n.url, path, LOGIN);
	const end = await visit.submit(page, values);
	await visit.leave();
	return end;
}

/** The form Run Now of the sending workflow; answers the ending page. */
export async function runNow(stage: Stage, what: 'Preview' | 'Send', days: { from?: string; to?: string } = {}): Promise<FormPage> {
	return await fill(stage, 'pohoda-run-now', {
		'What to do': what,
		...(days.from ? { 'Receipts from': days.from } : {}),
		...(days.to ? { 'Receipts to': days.to } : {}),
	});
}

/** Drops an export into the form of the file workflow. */
export async function makeFile(stage: Stage, content: Uint8Array, again: 'Leave out' | 'Write again' = 'Leave out'): Promise<FormPage> {
	return await fill(stage, 'ekasa-pohoda-file', {
		'Export file': { name: 'export.xml', content },
		'IČO of the accounting unit': stage.mserver.state.settings.ico,
		'Receipts that are in an earlier file': again,
	});
}

/** Drops POHODA's answer file into its form. */
export async function closeFile(stage: Stage, content: Uint8Array): Promise<FormPage> {
	return await fill(stage, 'pohoda-answer', { 'Answer file': { name: 'answer.xml', content } });
}

/** What POHODA's import wizard does with a file: the stand-in takes it and gives its answer file. */
export async function importInPohoda({ mserver }: Stage, content: Uint8Array): Promise<Buffer> {
	const { user, password } = mserver.state.settings;
	const answer = await fetch(`${mserver.url}/xml`, {
		method: 'POST',
		headers: {
			'STW-Authorization': `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
			'STW-Check-Duplicity': 'true',
			'content-type': 'text/xml',
		},
		body: content as BodyInit,
	});
	return Buffer.from(await answer.arrayBuffer());
}

/** What the form Problems lists; [] when it says that there is nothing to decide. */
export async function problems(stage: Stage): Promise<string[]> {
	const { visit, page } = await FormVisit.open(stage.n8n.url, 'sync-problems', LOGIN);
	const list = await visit.submit(page, { 'Your name': 'Jana' });
	if (list.title === 'Nothing to decide') await visit.leave();
	return list.options.Receipts ?? [];
}

/** Opens Problems and decides about those whose text contains one of `which`; answers the ending page. */
export async function decide(stage: Stage, which: string[], decision: string, reason = ''): Promise<FormPage> {
	const { visit, page } = await FormVisit.open(stage.n8n.url, 'sync-problems', LOGIN);
	const list = await visit.submit(page, { 'Your name': 'Jana' });
	const chosen = (list.options.Receipts ?? []).filter((label) => which.some((text) => label.includes(text)));
	const end = await visit.submit(list, { Receipts: chosen, Decision: decision, Reason: reason });
	await visit.leave();
	return end;
}

/** The status page. */
export async function statusPage(stage: Stage, query = ''): Promise<string> {
	const authorization = `Basic ${Buffer.from(LOGIN).toString('base64')}`;
	const answer = await stage.client.webhook(`/webhook/sync-status${query}`, { headers: { authorization } });
	return await answer.text();
}

/** The execution that an action starts, finished. n8n lists an execution only some time after its answer was sent. */
export async function executionOf(stage: Stage, workflow: string, action: () => Promise<unknown>): Promise<Execution> {
	const { id } = stage.workflow(workflow);
	await stage.keepRuns(workflow);
	const newestId = async () => Number((await stage.client.executions(id, 1))[0]?.id ?? 0);
	const before = await newestId();
	await action();
	return await until(`an execution of ${workflow} to end`, async () => {
		const [newest] = await stage.client.executions(id, 1);
		const ended = newest && !['new', 'running', 'waiting'].includes(newest.status);
		return ended && Number(newest.id) > before ? newest : undefined;
	});
}

/** Items that a node gave on an output in its last run. */
export function itemsOf<T = Record<string, unknown>>(execution: Execution, node: string, output = 0): T[] {
	const runs: NodeRun[] | undefined = execution.data.resultData.runData[node];
	return (runs?.at(-1)?.data?.main[output] ?? []).map(({ json }) => json as T);
}

/** A line of Reconcile. */
export interface Compared {
	date: string;
	register: string;
	payment: string;
	tillCount: number;
	till: number;
	targetCount: number;
	target: number;
	byHand: number;
	open: number;
	unexplained: number;
	remarks: string[];
}

/** What a person changes in the node Settings of a workflow. */
export function setting({ nodes }: WorkflowFile, name: string, value: unknown): void {
	const { assignments } = nodes.find((node) => node.name === 'Settings')!.parameters.assignments as { assignments: Array<{ name: string; value: unknown }> };
	assignments.find((one) => one.name === name)!.value = value;
}

/** Till against POHODA as the status page compares them. */
export async function compared(stage: Stage, days = 7): Promise<Compared[]> {
	const run = await executionOf(stage, '4-status-page', () => statusPage(stage, `?days=${days}`));
	return itemsOf<{ lines: Compared[] }>(run, 'Status').flatMap(({ lines }) => lines);
}
