import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { IDoklad } from '../../../sandbox/idoklad/index.mts';
import { idokladContracts, faults as contractFaults } from '../../../support/openapi.mts';
import { until } from '../../../support/until.mts';
import { Client, product, receipt, start } from './helpers.mts';

const PUBLIC_ID = '8747ee0f-652a-4735-9a48-1837ef992ba0';
const SECRET = 'portal-secret';

interface Received {
	headers: IncomingHttpHeaders;
	raw: string;
	body: any;
}

let server: IDoklad;
let api: Client;
let target: Server;
let status: number;
const received: Received[] = [];

beforeEach(async () => {
	received.length = 0;
	status = 200;
	target = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const raw = Buffer.concat(chunks).toString('utf8');
			received.push({ headers: request.headers, raw, body: JSON.parse(raw) });
			response.writeHead(status).end();
		});
	});
	await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
	const url = `http://127.0.0.1:${(target.address() as AddressInfo).port}/webhook`;
	server = await start({ settings: { portalWebhooks: [{ publicId: PUBLIC_ID, url, secret: SECRET }], webhooks: { delayMilliseconds: 60_000 } } });
	api = await Client.login(server);
});
afterEach(async () => {
	await server.close();
	await new Promise((resolve) => target.close(resolve));
	expect(server.state.contractProblems).toEqual([]);
});

const subscribe = (EntityType: number, ActionType: number) => api.post('/Webhooks', { ActionType, EntityType, PublicId: PUBLIC_ID.toUpperCase() });
const signed = (raw: string): string => `sha256=${createHmac('sha256', SECRET).update(raw).digest('hex')}`;

describe('subscriptions', () => {
	test('create, list, read, delete; no PATCH', async () => {
		const { data } = await subscribe(6, 1);
		expect(data).toEqual({ Id: expect.any(Number), ActionType: 1, EntityType: 6, PublicId: PUBLIC_ID });
		expect((await api.get('/Webhooks')).data.Items).toEqual([data]);
		expect((await api.get(`/Webhooks/${data.Id}`)).data).toEqual(data);
		expect((await api.delete(`/Webhooks/${data.Id}`)).data).toBe(true);
		expect((await api.delete(`/Webhooks/${data.Id}`)).status).toBe(404);
	});

	test.each<[string, Record<string, unknown>]>([
		['a PublicId that the portal does not know', { PublicId: '00000000-0000-4000-8000-000000000000' }],
		['no GUID', { PublicId: 'abc' }],
		['an entity without events', { EntityType: 12 }],
		['an action by name', { ActionType: 'Insert' }],
		['no action', { ActionType: undefined }],
	])('refused: %s', async (_what, change) => {
		expect(await api.post('/Webhooks', { ActionType: 1, EntityType: 6, PublicId: PUBLIC_ID, ...change })).toMatchObject({ status: 400, code: 400 });
	});
});

describe('deliveries', () => {
	test('several events in one, names instead of numbers, signed over the raw body', async () => {
		await subscribe(6, 1);
		await subscribe(16, 2);
		const first = (await api.post('/SalesReceipts', receipt(1))).data.Id;
		const second = (await api.post('/SalesReceipts', receipt(2))).data.Id;
		const price = (await api.post('/PriceListItems', product())).data.Id;
		await api.patch('/PriceListItems', { Id: price, Price: 1 });
		await server.webhooks.flush();
		expect(received).toHaveLength(1);
		const [{ headers, raw, body }] = received as [Received];
		expect(body.Events.map((event: any) => [event.EntityType, event.EventType, event.EntityId])).toEqual([['SalesReceipt', 'Insert', first], ['SalesReceipt', 'Insert', second], ['PriceListItem', 'Update', price]]);
		expect(body.Events[0]).toMatchObject({ AgendaId: 4711, EventDate: '2026-11-14T11:00:00.000' });
		expect(headers['x-idoklad-signature']).toBe(signed(raw));
		if (idokladContracts() !== undefined) expect(contractFaults('WebhookDelivery', body)).toEqual([]);
		expect(server.webhooks.deliveries).toMatchObject([{ deliveryId: body.DeliveryId, body: raw, status: 200 }]);
	});

	test('the other header; a spoilt signature; everything twice; a delivery once more', async () => {
		await subscribe(10, 1);
		server.state.seedSettings({ webhooks: { header: 'X-iDoklad-Signature-256', twice: true } });
		await api.post('/Contacts', { CompanyName: 'A', CountryId: 2 });
		await server.webhooks.flush();
		expect(received).toHaveLength(2);
		expect(received[0]!.raw).toBe(received[1]!.raw);
		expect(received[0]!.headers['x-idoklad-signature-256']).toBe(signed(received[0]!.raw));
		server.state.seedSettings({ webhooks: { spoilSignature: true } });
		await server.webhooks.redeliver(received[0]!.body.DeliveryId);
		expect(received[2]!.raw).toBe(received[0]!.raw);
		expect(received[2]!.headers['x-idoklad-signature-256']).toMatch(/^sha256=[0-9a-f]{64}$/);
		expect(received[2]!.headers['x-idoklad-signature-256']).not.toBe(signed(received[2]!.raw));
		expect(await server.webhooks.redeliver('other')).toBeUndefined();
	});

	test('who subscribed twice is told twice; what nobody asked for is not told', async () => {
		await subscribe(6, 1);
		await subscribe(6, 1);
		const { Id } = (await api.post('/SalesReceipts', receipt(1))).data;
		await api.patch('/SalesReceipts', { Id, Note: 'x' });
		await server.webhooks.flush();
		expect(received.map(({ body }) => body.Events.length)).toEqual([2]);
	});

	test('payments of invoices, deletions', async () => {
		await subscribe(0, 4);
		await subscribe(0, 5);
		await subscribe(10, 3);
		const contact = (await api.post('/Contacts', { CompanyName: 'A', CountryId: 2 })).data.Id;
		const gone = (await api.post('/Contacts', { CompanyName: 'B', CountryId: 2 })).data.Id;
		const Items = [{ Amount: 1, Name: 'x', UnitPrice: 1, PriceType: 0, VatRateType: 1, DiscountPercentage: 0, IsTaxMovement: false }];
		const { Id } = (await api.post('/IssuedInvoices', { ...(await api.get('/IssuedInvoices/Default')).data, PartnerId: contact, Description: 'x', Items })).data;
		await api.put(`/IssuedDocumentPayments/FullyPay/${Id}`);
		await api.put(`/IssuedDocumentPayments/FullyUnpay/${Id}`);
		await api.delete(`/Contacts/${gone}`);
		await server.webhooks.flush();
		expect(received[0]!.body.Events.map((event: any) => `${event.EntityType} ${event.EventType} ${event.EntityId}`)).toEqual([`IssuedInvoice PaymentCreated ${Id}`, `IssuedInvoice PaymentDeleted ${Id}`, `Contact Delete ${gone}`]);
	});

	test('they go by themselves after a while', async () => {
		server.state.seedSettings({ webhooks: { delayMilliseconds: 5 } });
		await subscribe(6, 1);
		await api.post('/SalesReceipts', receipt(1));
		await until('the webhook', () => received.length > 0);
		expect(received).toHaveLength(1);
	});

	test('an answer that is no 200, nobody there, an address outside', async () => {
		await subscribe(10, 1);
		status = 500;
		await api.post('/Contacts', { CompanyName: 'A', CountryId: 2 });
		await server.webhooks.flush();
		for (const url of ['http://127.0.0.1:1/', 'http://192.0.2.1/']) {
			server.state.seedSettings({ portalWebhooks: [{ publicId: PUBLIC_ID, url, secret: SECRET }] });
			await api.post('/Contacts', { CompanyName: 'A', CountryId: 2 });
			await server.webhooks.flush();
		}
		expect(server.webhooks.deliveries.map((delivery) => delivery.status)).toEqual([500, 0, 0]);
		expect(server.state.remarks.at(-1)).toContain('Loopback only');
	});
});
