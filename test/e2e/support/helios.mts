/** What people and integrators do with the workflows of Helios. */
import { pause } from '../../support/until.mts';
import { FormVisit, type FormPage } from './form.mts';
import { journal } from './people.mts';
import type { Stage } from './stage.mts';
import { VISITOR } from './stage.mts';

/** What an integrator sets in nodes of a workflow that is or gets published. */
export async function adjust(stage: Stage, name: string, change: (node: string, parameters: Record<string, any>) => void): Promise<void> {
	const workflow = await stage.client.workflow(stage.workflow(name).id);
	for (const node of workflow.nodes) change(node.name, node.parameters as Record<string, any>);
	await stage.client.activate(await stage.client.updateWorkflow(workflow));
	// What is published takes effect when n8n next polls for it.
	await pause(1500);
}

/** Values in the node Settings. */
export async function settings(stage: Stage, name: string, values: Record<string, unknown>): Promise<void> {
	await adjust(stage, name, (node, parameters) => {
		if (node !== 'Settings') return;
		for (const one of parameters.assignments.assignments) if (one.name in values) one.value = values[one.name];
	});
}

/** After how many minutes what a run has announced counts as dead; undefined for the default. */
export async function settle(stage: Stage, name: string, settleMinutes: number | undefined): Promise<void> {
	const set = (node: string, parameters: Record<string, any>) => {
		if (node === 'Waiting Records' || node === 'Confirm') parameters.options = { ...parameters.options, settleMinutes };
	};
	await adjust(stage, name, (node, parameters) => {
		set(node, parameters);
		if (parameters.workflowJson === undefined) return;
		const called = JSON.parse(parameters.workflowJson as string) as { nodes: Array<{ name: string; parameters: Record<string, any> }> };
		for (const one of called.nodes) set(one.name, one.parameters);
		parameters.workflowJson = JSON.stringify(called);
	});
}

/** Newest state of each key in the flow helios. */
export async function heliosStates(stage: Stage): Promise<Record<string, string>> {
	const rows = (await journal(stage)).filter(({ kind, flow }) => kind === 'result' && flow === 'helios');
	return Object.fromEntries(rows.map((row) => [row.key, row.state]));
}

/** Opens the list of refused receipts and has all of them read again; undefined when there are none. */
export async function readAgain(stage: Stage): Promise<FormPage | undefined> {
	const { visit, page } = await FormVisit.open(stage.n8n.url, 'helios-import-errors', `${VISITOR.user}:${VISITOR.password}`);
	const list = await visit.submit(page, { 'Your name': 'Jana' });
	const end = list.options.Receipts ? await visit.submit(list, { Receipts: list.options.Receipts }) : undefined;
	await visit.leave();
	return end;
}
