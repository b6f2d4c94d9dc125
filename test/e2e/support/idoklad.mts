/** iDoklad on the stage: its stand-in, the credential, and what people do with workflows 8, 9 and the pages. */
import { startIDoklad, APPLICATION_ID, CLIENT, type Entity, type IDoklad, type IDokladOptions } from '../../sandbox/idoklad/index.mts';
import { executionOf, fill, itemsOf, statusPage, type Compared } from './people.mts';
import type { FormPage } from './form.mts';
import type { CredentialData, Stage } from './stage.mts';

/** The agenda as a shop has it: cash is rounded to whole crowns, as the till rounds it. */
export async function startShopIDoklad(options: IDokladOptions = {}): Promise<IDoklad> {
	const { settings } = options;
	return await startIDoklad({ ...options, settings: { ...settings, agenda: { rounding: 2, ...settings?.agenda } } });
}

/** The login to the stand-in: client credentials with an Application ID. */
export function idokladCredential({ apiUrl, identityUrl, state }: IDoklad, changes: Record<string, unknown> = {}): CredentialData {
	const login = { grantType: 'clientCredentials', clientId: CLIENT.id, clientSecret: CLIENT.secret, applicationId: APPLICATION_ID };
	return { name: 'iDoklad (stand-in)', data: { ...login, ico: state.settings.agenda.ico, webhookSecret: '', apiUrl, identityUrl, ...changes } };
}

/** The form Run Now of workflow 8; answers the ending page. */
export async function sendToIDoklad(stage: Stage, what: 'Preview' | 'Send', registers = ''): Promise<FormPage> {
	return await fill(stage, 'idoklad-run-now', { 'What to do': what, ...(registers ? { Registers: registers } : {}) });
}

export interface SentItem {
	key: string;
	outcome: string;
	message: string;
	target: { id?: string; number?: string };
	calls: { used: number; bound: number };
}

/** Run Now, and what the iDoklad node answered for each receipt. */
export async function sentToIDoklad(stage: Stage, registers = ''): Promise<SentItem[]> {
	return itemsOf<SentItem>(await executionOf(stage, '8-ekasa-idoklad', () => sendToIDoklad(stage, 'Send', registers)), 'iDoklad');
}

/** Drops a product list into the form of workflow 9. */
export async function sendPriceList(stage: Stage, what: 'Preview' | 'Send', name: string, content: string): Promise<FormPage> {
	return await fill(stage, 'idoklad-price-list', { 'Product list': { name, content, type: 'text/csv' }, 'What to do': what });
}

/** What the set-up note of the status page asks for: the node that asks iDoklad is switched on. */
export async function showIDokladDocuments(stage: Stage): Promise<void> {
	await change(stage, '4-status-page', (nodes) => {
		for (const node of nodes) if (node.name === 'Documents in iDoklad') delete node.disabled;
	});
}

/** Edits a workflow as a person does in the editor, and publishes it when it was published. */
export async function change(stage: Stage, name: string, edit: (nodes: Awaited<ReturnType<Stage['client']['workflow']>>['nodes']) => void): Promise<void> {
	const workflow = await stage.client.workflow(stage.workflow(name).id);
	edit(workflow.nodes);
	const stored = await stage.client.updateWorkflow(workflow);
	Object.assign(stage.workflow(name), { versionId: stored.versionId, nodes: stored.nodes });
	const active = (await stage.client.workflows()).find(({ id }) => id === workflow.id)?.active;
	if (active) await stage.client.activate(stored);
}

/** Till against iDoklad as the status page compares them. */
export async function comparedWithIDoklad(stage: Stage): Promise<Compared[]> {
	const run = await executionOf(stage, '4-status-page', () => statusPage(stage, '?flow=idoklad&days=7'));
	return itemsOf<{ lines: Compared[] }>(run, 'Status').flatMap(({ lines }) => lines);
}

/** Identity by which this package finds a sales receipt again. */
export function identityOf({ Name }: Entity): string {
	return /\[([^\]]+)\]$/.exec(String(Name))?.[1] ?? '';
}

