/** The iDoklad Trigger in a real n8n: it subscribes, takes signed deliveries of the stand-in, each event once, and unsubscribes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CLIENT, PORTAL_APP } from '../sandbox/idoklad/index.mts';
import type { IDoklad } from '../sandbox/idoklad/index.mts';
import { idokladContracts, idokladTest } from '../support/openapi.mts';
import { pause, until } from '../support/until.mts';
import { idokladCredential, startShopIDoklad } from './support/idoklad.mts';
import { itemsOf } from './support/people.mts';
import type { StoredWorkflow } from './support/shapes.mts';
import { Stage } from './support/stage.mts';

const PUBLIC_ID = '8747EE0F-652A-4735-9A48-1837EF992BA0';
const SECRET = 'portal-secret-0123456789';
const PATH = 'idoklad-events-e2e';

let idoklad: IDoklad;
let stage: Stage;
let workflow: StoredWorkflow;
let token = '';

/** Somebody enters contacts in iDoklad. */
async function enter(...names: string[]): Promise<number[]> {
	const ids: number[] = [];
	for (const CompanyName of names) {
		const answer = await fetch(`${idoklad.apiUrl}/Contacts`, {
			method: 'POST',
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'x-app': 'test' },
			body: JSON.stringify({ CompanyName, CountryId: 2 }),
		});
		ids.push(((await answer.json()) as { Data: { Id: number } }).Data.Id);
	}
	return ids;
}

const events = async () => (await stage.client.executions(workflow.id)).reverse().flatMap((run) => itemsOf<Record<string, unknown>>(run, 'iDoklad Trigger'));

beforeAll(async () => {
	idoklad = await startShopIDoklad({ settings: { webhooks: { delayMilliseconds: 500 } } });
	stage = await Stage.open({ credentials: { iDokladOAuth2Api: idokladCredential(idoklad, { webhookSecret: SECRET }) } });
	idoklad.state.seedSettings({ portalWebhooks: [{ publicId: PUBLIC_ID, url: `${stage.n8n.url}/webhook/${PATH}/idoklad`, secret: SECRET }] });
	const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: CLIENT.id, client_secret: CLIENT.secret, scope: 'idoklad_api' });
	token = ((await (await fetch(`${idoklad.identityUrl}/connect/token`, { method: 'POST', body: form })).json()) as { access_token: string }).access_token;
	const { id, name } = (await stage.client.credentials()).find(({ type }) => type === 'iDokladOAuth2Api')!;
	workflow = await stage.client.importWorkflow({
		name: 'iDoklad events',
		nodes: [
			{
				...{ id: 't', name: 'iDoklad Trigger', type: 'n8n-nodes-ekasa-sync.iDokladTrigger', typeVersion: 1, position: [0, 0], webhookId: PATH },
				parameters: { receiveBy: 'webhook', publicId: PUBLIC_ID, events: ['Contact.Insert'], fetchEntity: true },
				credentials: { iDokladOAuth2Api: { id, name } },
			},
			{ id: 'n', name: 'Then', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [200, 0], parameters: {} },
		],
		connections: { 'iDoklad Trigger': { main: [[{ node: 'Then', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
		pinData: {},
	});
	await stage.client.activate(workflow);
	await until('the subscription', () => (idoklad.state.table('Webhooks').length > 0 ? true : undefined));
	await stage.client.webhook(`/webhook/${PATH}/idoklad`, { method: 'POST' });
});

afterAll(async () => {
	await stage?.close();
	await idoklad?.close();
});

idokladTest('publishing subscribes with the body of the sample webhook-post.request.json', () => {
	const sample = JSON.parse(readFileSync(join(idokladContracts()!, 'samples', 'webhook-post.request.json'), 'utf8')) as object;
	// The service keeps its own spelling of the GUID.
	const made = idoklad.state.table('Webhooks').map(({ ActionType, EntityType, PublicId }) => ({ ActionType, EntityType, PublicId: String(PublicId).toUpperCase() }));
	expect(made).toEqual([sample]);
});

test('several events of one delivery come as items with their documents, also when the delivery comes twice', async () => {
	idoklad.state.settings.webhooks.twice = true;
	const ids = await enter('Novák', 'Svoboda', 'Dvořák');
	await until('the deliveries', () => (idoklad.webhooks.deliveries.filter(({ status }) => status === 200).length >= 2 ? true : undefined), { limit: 150_000 });
	await until('the execution', async () => ((await events()).length >= 3 ? true : undefined));
	await pause(1500);
	const items = await events();
	expect(items.map(({ entityType, eventType, entityId, document }) => [entityType, eventType, entityId, (document as { CompanyName: string }).CompanyName])).toEqual([
		['Contact', 'Insert', ids[0], 'Novák'],
		['Contact', 'Insert', ids[1], 'Svoboda'],
		['Contact', 'Insert', ids[2], 'Dvořák'],
	]);
	expect(JSON.parse(idoklad.webhooks.deliveries[0]!.body).Events).toHaveLength(3);
	idoklad.state.settings.webhooks.twice = false;
});

test('the other header is taken too; a wrong signature is answered with 401 and starts nothing', async () => {
	const before = (await events()).length;
	idoklad.state.settings.webhooks.spoilSignature = true;
	await enter('Podvrh');
	const refused = await until('the refusal', () => idoklad.webhooks.deliveries.find(({ status }) => status === 401));
	expect(refused.status).toBe(401);
	Object.assign(idoklad.state.settings.webhooks, { spoilSignature: false, header: 'X-iDoklad-Signature-256' });
	await enter('Pravý');
	await until('the execution', async () => ((await events()).length > before ? true : undefined));
	expect((await events()).slice(before).map(({ document }) => (document as { CompanyName: string }).CompanyName)).toEqual(['Pravý']);
});

test('taking the workflow back unsubscribes', async () => {
	await stage.client.deactivate(workflow.id);
	await until('the end of the subscription', () => (idoklad.state.table('Webhooks').length === 0 ? true : undefined));
	expect(idoklad.state.table('Webhooks')).toEqual([]);
});

test('an office connects an agenda with an authorization code; a token that dies is renewed and the new refresh token is kept', async () => {
	const callback = `${stage.n8n.url}/rest/oauth2-credential/callback`;
	idoklad.state.settings.clients.push({ ...PORTAL_APP, id: 'office', grants: ['authorization_code', 'refresh_token'], redirectUris: [callback] });
	const { data, name } = idokladCredential(idoklad, { grantType: 'authorizationCode', clientId: 'office', clientSecret: PORTAL_APP.secret, applicationId: '' });
	const credential = await stage.client.createCredential(`${name}, office`, 'iDokladOAuth2Api', data);
	expect((await stage.client.testCredential('iDokladOAuth2Api', data, credential.id)).status).toBe('Error');
	await stage.client.connectAccount(credential.id);
	const { id } = await stage.client.importWorkflow({
		name: 'Agenda of a client',
		nodes: [
			{ id: 's', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
			{
				...{ id: 'a', name: 'Agenda', type: 'n8n-nodes-ekasa-sync.iDoklad', typeVersion: 1, position: [200, 0] },
				parameters: { resource: 'agenda', operation: 'get' },
				credentials: { iDokladOAuth2Api: credential },
			},
		],
		connections: { Start: { main: [[{ node: 'Agenda', type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
		pinData: {},
	});
	const issued = idoklad.identity.issued;
	for (const renewed of [0, 1, 2]) {
		if (renewed > 0) idoklad.faults.add({ kind: 'tokenDies', method: 'GET', path: '/Account/CurrentAgenda' });
		const run = await stage.client.runByHand(id, 'Start');
		expect(itemsOf<Record<string, unknown>>(run, 'Agenda')).toMatchObject([{ name: idoklad.state.settings.agenda.name }]);
		expect(idoklad.identity.issued).toBe(issued + renewed);
	}
});
