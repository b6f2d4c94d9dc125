// The trigger's parts: signature, deliveries, subscriptions, polling; and the credential's expressions.
import { createHmac } from 'node:crypto';
import { Agent } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import axios from 'axios';
import type { IDataObject, IHookFunctions, IPollFunctions, IWebhookFunctions, INodeExecutionData } from 'n8n-workflow';
import { checkSignature, freshEvents, readDelivery } from '../../../core/idoklad/webhooks';
import { IDokladTrigger } from '../../../nodes/IDokladTrigger/IDokladTrigger.node';
import { HttpIDoklad, ok, page, refused } from '../../support/idokladHttp.mts';
import { faults, filterFaults, idokladTest, requestFaults } from '../../support/openapi.mts';

const SECRET = 'portal-secret';
const PUBLIC_ID = '8747EE0F-652A-4735-9A48-1837EF992BA0';
const sign = (body: string, secret = SECRET) => `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

const event = (more: object = {}) => ({ AgendaId: 7, EntityId: 12, EntityType: 'SalesReceipt', EventDate: '2026-11-14T10:00:00', EventType: 'Insert', ...more });
const delivery = (...events: object[]) => ({ DeliveryId: 'd-1', Events: events });

describe('signature', () => {
	const body = Buffer.from('{"x":1}');

	test.each([
		['first header', { 'x-idoklad-signature': sign('{"x":1}') }],
		['second header', { 'x-idoklad-signature-256': sign('{"x":1}') }],
		['without prefix, upper case', { 'x-idoklad-signature': sign('{"x":1}').slice(7).toUpperCase() }],
		['one wrong, one right', { 'x-idoklad-signature': sign('other'), 'x-idoklad-signature-256': sign('{"x":1}') }],
	])('%s is taken', (_name, headers) => {
		expect(checkSignature(SECRET, headers, body)).toBeUndefined();
	});

	test.each([
		['none', {}, SECRET, /not signed/],
		['of another body', { 'x-idoklad-signature': sign('{"x":2}') }, SECRET, /does not fit/],
		['with another secret', { 'x-idoklad-signature': sign('{"x":1}', 'other') }, SECRET, /does not fit/],
		['too short', { 'x-idoklad-signature': 'sha256=ab' }, SECRET, /not signed/],
		['the Public ID instead', { 'x-idoklad-signature': PUBLIC_ID }, SECRET, /not signed/],
		['an empty secret', { 'x-idoklad-signature': sign('{"x":1}', '') }, '', /has no secret/],
		['several headers as a list', { 'x-idoklad-signature': [sign('{"x":1}')] }, SECRET, /not signed/],
	])('%s is refused', (_name, headers, secret, message) => {
		expect(checkSignature(secret, headers, body)).toMatchObject({ status: 401, message: expect.stringMatching(message) });
	});
});

describe('deliveries', () => {
	test('several events, by name or number; what cannot be read is left out', () => {
		const read = readDelivery(delivery(event(), event({ EntityType: 16, EventType: 2 }), { EntityId: 1 }, []));
		expect(read?.events.map(({ entityType, eventType, deliveryId }) => [entityType, eventType, deliveryId])).toEqual([
			['SalesReceipt', 'Insert', 'd-1'],
			['PriceListItem', 'Update', 'd-1'],
		]);
		expect(readDelivery({ hello: 1 })).toBeUndefined();
		expect(readDelivery(null)).toBeUndefined();
	});

	test('each event once, also when the delivery comes again or holds it twice; memory stays small', () => {
		const { events } = readDelivery(delivery(event(), event(), event({ EntityId: 13 })))!;
		const first = freshEvents(events, []);
		expect(first.events).toHaveLength(2);
		expect(freshEvents(events, first.seen).events).toEqual([]);
		const many = Array.from({ length: 800 }, (_, n) => ({ ...events[0], entityId: n }));
		expect(freshEvents(many, []).seen).toHaveLength(500);
	});

	idokladTest('the sample of a delivery is what the contract says', () => {
		expect(faults('WebhookDelivery', delivery(event()))).toEqual([]);
	});
});

const service = new HttpIDoklad();
beforeAll(async () => await service.open());
afterAll(async () => await service.close());
beforeEach(async () => {
	service.asked.length = 0;
	service.routes = {};
	await axios.post(`${service.url}/server/connect/token`, 'grant_type=client_credentials', { httpAgent: new Agent({ keepAlive: false }) });
});

/** What the trigger's functions use of their contexts, with real HTTP. */
function contextWith(parameters: IDataObject, memory: IDataObject = {}, more: object = {}) {
	const logged: string[] = [];
	return {
		logged,
		getNodeParameter: (name: string, fallback?: unknown) => parameters[name] ?? fallback,
		getWorkflowStaticData: () => memory,
		getNode: () => ({ id: '1', name: 'iDoklad Trigger', type: 'x', typeVersion: 1, position: [0, 0], parameters: {} }),
		getCredentials: async () => ({ apiUrl: `${service.url}/v3`, ico: '', webhookSecret: SECRET }),
		getActivationMode: () => 'activate',
		getMode: () => 'trigger',
		getWorkflow: () => ({ id: 'w', name: 'Test', active: true }),
		getPollBudgetMs: () => 60_000,
		logger: { warn: (text: string) => logged.push(text) },
		helpers: {
			async httpRequestWithAuthentication(_credential: string, options: { url: string; method: string; qs?: object; body?: object }) {
				const { status, data } = await axios({
					url: options.url,
					method: options.method,
					params: options.qs,
					data: options.body,
					responseType: 'text',
					transformResponse: (text) => text,
					validateStatus: () => true,
					headers: { Authorization: 'Bearer token-1' },
				});
				return { statusCode: status, body: data };
			},
		},
		...more,
	};
}

const trigger = new IDokladTrigger();

describe('subscriptions', () => {
	const parameters = { receiveBy: 'webhook', publicId: PUBLIC_ID, events: ['SalesReceipt.Insert', 'PriceListItem.Update'] };
	const { checkExists, create, delete: remove } = trigger.webhookMethods.default;

	test('only the missing ones are made, and only the own ones are deleted', async () => {
		const rows: IDataObject[] = [
			{ Id: 1, ActionType: 1, EntityType: 6, PublicId: PUBLIC_ID.toLowerCase() },
			{ Id: 2, ActionType: 2, EntityType: 16, PublicId: '00000000-0000-4000-8000-000000000000' },
		];
		service.routes = {
			'GET /Webhooks': () => page(rows),
			'POST /Webhooks': ({ body }) => {
				rows.push({ Id: 40 + rows.length, ...(body as object) });
				return ok(rows.at(-1));
			},
			'DELETE /Webhooks/*': ({ path }) => {
				rows.splice(
					rows.findIndex(({ Id }) => path.endsWith(`/${Id}`)),
					1,
				);
				return ok(true);
			},
		};
		const memory: IDataObject = {};
		const context = contextWith(parameters, memory) as unknown as IHookFunctions;
		expect(await checkExists.call(context)).toBe(false);
		expect(await create.call(context)).toBe(true);
		expect(rows.map(({ Id, ActionType, EntityType }) => [Id, ActionType, EntityType])).toEqual([
			[1, 1, 6],
			[2, 2, 16],
			[42, 2, 16],
		]);
		expect(await checkExists.call(context)).toBe(true);
		expect(await remove.call(context)).toBe(true);
		expect(rows.map(({ Id }) => Id)).toEqual([1, 2]);
		expect(await remove.call(context)).toBe(true);
		expect(service.asked.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
	});

	test('one that is gone already counts as deleted; one that cannot be deleted is told and kept in mind', async () => {
		service.routes = { 'DELETE /Webhooks/5': () => refused(404, 0, 'x'), 'DELETE /Webhooks/6': () => refused(400, 500, 'teď ne') };
		const memory: IDataObject = { subscriptions: [5, 6] };
		const context = contextWith(parameters, memory);
		expect(await remove.call(context as unknown as IHookFunctions)).toBe(false);
		expect(memory.subscriptions).toEqual([6]);
		expect(context.logged[0]).toMatch(/subscription 6 was not deleted: iDoklad refused this: 500 System: teď ne/);
	});

	test('polling and test runs register nothing; a wrong Public ID says where it is', async () => {
		for (const context of [contextWith({ receiveBy: 'polling' }), contextWith(parameters, {}, { getActivationMode: () => 'manual' })]) {
			expect(await checkExists.call(context as unknown as IHookFunctions)).toBe(true);
			expect(await create.call(context as unknown as IHookFunctions)).toBe(true);
			expect(await remove.call(context as unknown as IHookFunctions)).toBe(true);
		}
		expect(service.asked).toEqual([]);
		service.routes = { 'GET /Webhooks': () => page([]) };
		const context = contextWith({ ...parameters, publicId: 'abc' }) as unknown as IHookFunctions;
		await expect(checkExists.call(context)).rejects.toMatchObject({ message: 'Public ID is not one of the Developer portal' });
	});
});

describe('webhook', () => {
	let workflows = 0;

	function call(body: object, parameters: IDataObject = {}, id = `w${workflows++}`, headers?: IDataObject) {
		const raw = JSON.stringify(body);
		const answer: { status?: number; json?: object } = {};
		const response = { status: (status: number) => Object.assign(answer, { status }) && { json: (json: object) => void Object.assign(answer, { json }) } };
		const context = contextWith(
			{ receiveBy: 'webhook', events: ['SalesReceipt.Insert', 'SalesReceipt.Delete'], fetchEntity: true, ...parameters },
			{},
			{
				getWorkflow: () => ({ id }),
				getHeaderData: () => headers ?? { 'x-idoklad-signature': sign(raw) },
				getBodyData: () => body,
				getRequestObject: () => ({ rawBody: Buffer.from(raw) }),
				getResponseObject: () => response,
			},
		);
		return { answer, result: trigger.webhook.call(context as unknown as IWebhookFunctions) };
	}

	test('takes the chosen events, gets their documents, and no event is lost with its document', async () => {
		service.routes = { 'GET /SalesReceipts/12': () => ok({ Id: 12, Name: 'Účtenka' }), 'GET /SalesReceipts/13': () => refused(404, 0, 'Není') };
		const { result } = call(
			delivery(event(), event({ EntityId: 13 }), event({ EventType: 'Delete', EntityId: 14 }), event({ EventType: 'Update' }), event({ EntityType: 'Contact' })),
		);
		const { workflowData, webhookResponse } = await result;
		expect(webhookResponse).toEqual({ accepted: 3 });
		expect((workflowData as INodeExecutionData[][])[0].map(({ json }) => json)).toEqual([
			{
				deliveryId: 'd-1',
				agendaId: 7,
				entityType: 'SalesReceipt',
				entityId: 12,
				eventType: 'Insert',
				eventDate: '2026-11-14T10:00:00',
				document: { Id: 12, Name: 'Účtenka' },
			},
			expect.objectContaining({ entityId: 13, document: null, documentMissing: 'iDoklad refused this: Není' }),
			expect.objectContaining({ entityId: 14, eventType: 'Delete', document: null }),
		]);
		expect(service.asked.map(({ path }) => path)).toEqual(['/SalesReceipts/12', '/SalesReceipts/13']);
	});

	test('a delivery that comes again starts nothing', async () => {
		const parameters = { fetchEntity: false };
		expect((await call(delivery(event()), parameters, 'same').result).workflowData).toHaveLength(1);
		expect(await call(delivery(event()), parameters, 'same').result).toEqual({ webhookResponse: { accepted: 0 } });
		expect((await call(delivery(event()), parameters, 'another').result).workflowData).toHaveLength(1);
		expect(await call(delivery(event({ EntityId: 99 })), { ...parameters, options: { agendaId: '8' } }, 'same').result).toEqual({ webhookResponse: { accepted: 0 } });
	});

	test('a wrong signature is 401, another body 400; no execution', async () => {
		const forged = call(delivery(event()), {}, 'x', { 'x-idoklad-signature': sign('x') });
		expect(await forged.result).toEqual({ noWebhookResponse: true });
		expect(forged.answer).toMatchObject({ status: 401, json: { message: expect.stringMatching(/does not fit/) } });
		const strange = call({ hello: 1 });
		expect(await strange.result).toEqual({ noWebhookResponse: true });
		expect(strange.answer.status).toBe(400);
	});
});

describe('polling', () => {
	const change = (Id: number, time: string, created = time) => ({ Id, Metadata: { DateCreated: created, DateLastChange: time } });
	const ids = (result: INodeExecutionData[][] | null) => result?.[0].map(({ json }) => [json.entityId, json.eventType]) ?? null;

	function poller(parameters: IDataObject, more: object = {}) {
		const memory: IDataObject = {};
		const context = contextWith({ receiveBy: 'polling', every: 1, ...parameters }, memory, more);
		return {
			memory,
			context,
			poll: async () => {
				delete memory.polledAt;
				return await trigger.poll.call(context as unknown as IPollFunctions);
			},
		};
	}

	test('sales receipts: what is there at the start is not reported, then each new one once', async () => {
		const rows = [{ Id: 10 }, { Id: 11 }];
		service.routes = {
			'GET /SalesReceipts': ({ query }) =>
				query.sort === 'Id~Desc' ? page(rows.slice(-1)) : page(rows.filter(({ Id }) => Id > Number(/gt~(\d+)/.exec(query.filter)?.[1]))),
		};
		const { poll } = poller({ watch: ['SalesReceipt'] });
		expect(await poll()).toBeNull();
		expect(await poll()).toBeNull();
		rows.push({ Id: 12 }, { Id: 13 });
		expect(ids(await poll())).toEqual([
			[12, 'Insert'],
			[13, 'Insert'],
		]);
		expect(await poll()).toBeNull();
	});

	test('others by their last change: two of the same moment, and one that comes with the same moment later', async () => {
		const at = '2099-01-01T10:00:00.000';
		const rows = [change(1, at, '2026-01-01T00:00:00.000')];
		service.routes = { 'GET /PriceListItems': () => page(rows) };
		const { poll } = poller({ watch: ['PriceListItem'] });
		expect(await poll()).toBeNull();
		expect(ids(await poll())).toEqual([[1, 'Update']]);
		rows.push(change(2, at));
		expect(ids(await poll())).toEqual([[2, 'Insert']]);
		expect(await poll()).toBeNull();
		expect(service.asked.at(-1)?.query.filter).toBe('(DateLastChange~gte~2099-01-01 10:00:00.000)');
	});

	test('asks no more often than chosen; webhook mode asks nothing', async () => {
		service.routes = { 'GET /SalesReceipts': () => page([]) };
		const { context, memory } = poller({ watch: ['SalesReceipt'], every: 60 });
		await trigger.poll.call(context as unknown as IPollFunctions);
		await trigger.poll.call(context as unknown as IPollFunctions);
		expect(service.asked).toHaveLength(1);
		expect(typeof memory.polledAt).toBe('number');
		expect(await poller({ receiveBy: 'webhook', events: ['SalesReceipt.Insert'] }).poll()).toBeNull();
		expect(service.asked).toHaveLength(1);
	});

	test('a service that is away for a moment loses nothing; a plan without API is an error', async () => {
		const rows = [{ Id: 5 }];
		let away = false;
		service.routes = { 'GET /SalesReceipts': () => (away ? { status: 429, body: '' } : page(rows)) };
		const { poll, context } = poller({ watch: ['SalesReceipt'] });
		await poll();
		away = true;
		rows.push({ Id: 6 });
		expect(await poll()).toBeNull();
		expect(context.logged[0]).toMatch(/could not be asked now/);
		away = false;
		expect(ids(await poll())).toEqual([[6, 'Insert']]);
		service.routes = { 'GET /SalesReceipts': () => refused(402, 600, 'x') };
		await expect(poll()).rejects.toMatchObject({ description: expect.stringMatching(/Oblíbený/) });
	});

	test('one kind that is denied takes nothing from what another gave before it', async () => {
		const rows = [{ Id: 5 }];
		let denied = false;
		service.routes = { 'GET /SalesReceipts': ({ query }) => page(query.sort === 'Id~Desc' ? rows.slice(-1) : rows), 'GET /CashVouchers': () => (denied ? refused(402, 600, 'x') : page([])) };
		const { poll } = poller({ watch: ['SalesReceipt', 'CashVoucher'] });
		await poll();
		rows.push({ Id: 6 });
		denied = true;
		await expect(poll()).rejects.toMatchObject({ description: expect.stringMatching(/Oblíbený/) });
		denied = false;
		expect(ids(await poll())).toEqual([[6, 'Insert']]);
	});

	test('two polls at once report once', async () => {
		const rows = [{ Id: 5 }];
		service.routes = { 'GET /SalesReceipts': () => page(rows) };
		const { poll } = poller({ watch: ['SalesReceipt'] });
		await poll();
		rows.push({ Id: 6 });
		expect((await Promise.all([poll(), poll()])).map(ids)).toEqual([[[6, 'Insert']], null]);
	});

	test('a test run shows the newest document, in both modes, and leaves the cursor', async () => {
		service.routes = { 'GET /SalesReceipts': () => page([{ Id: 9 }]), 'GET /Contacts': () => page([]) };
		for (const parameters of [{ watch: ['Contact', 'SalesReceipt'] }, { receiveBy: 'webhook', events: ['Contact.Insert', 'SalesReceipt.Update'] }]) {
			const { poll, memory } = poller(parameters, { getMode: () => 'manual' });
			expect(ids(await poll())).toEqual([[9, 'Insert']]);
			expect(memory).toEqual({});
		}
	});

	idokladTest('asks what the contract knows', async () => {
		service.routes = Object.fromEntries(
			['SalesReceipts', 'PriceListItems', 'Contacts', 'IssuedInvoices', 'CashVouchers'].map((name) => [`GET /${name}`, () => page([])]),
		);
		const { poll } = poller({ watch: ['SalesReceipt', 'PriceListItem', 'Contact', 'IssuedInvoice', 'CashVoucher'] });
		await poll();
		await poll();
		expect(service.asked).toHaveLength(6);
		expect(
			service.asked.flatMap(({ path, query }) => [...requestFaults('GET', path, undefined, query), ...(query.filter ? filterFaults(path, query.filter) : [])]),
		).toEqual([]);
	});
});
