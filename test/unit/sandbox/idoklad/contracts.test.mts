/** The stand-in beside openapi.yaml and the samples: its tables say the same, and its answers carry every property. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { COLUMNS } from '../../../sandbox/idoklad/columns.mts';
import type { IDoklad } from '../../../sandbox/idoklad/index.mts';
import { ROUTES } from '../../../sandbox/idoklad/routes.mts';
import { checkModel } from '../../../sandbox/idoklad/rules/check.mts';
import { ENUMS } from '../../../sandbox/idoklad/rules/enums.mts';
import { MODELS } from '../../../sandbox/idoklad/rules/tables.mts';
import { idokladContracts, idokladTest, openApi, type Schema } from '../../../support/openapi.mts';
import { CASH, Client, item, product, receipt, start } from './helpers.mts';

const schemas = (): Record<string, Schema> => openApi().components.schemas;
const nameOf = (ref: string): string => ref.split('/').at(-1)!;
const number = (value: number): string => (Math.abs(value) === 1e14 ? `${value < 0 ? '-' : ''}1e14` : String(value));
const range = (min?: number, max?: number): string => (min === undefined && max === undefined ? '' : ` ${min === undefined ? '' : number(min)}..${max === undefined ? '' : number(max)}`);

/** A schema in the notation of the tables: whether it is nullable, and its type. */
function notation(schema: Schema): [nullable: boolean, type: string] {
	if (schema.$ref) {
		const name = nameOf(schema.$ref);
		if (name === 'DateOrDateTime') return [false, 'date'];
		return [false, schemas()[name]!.enum ? `enum:${name}` : `@${name}`];
	}
	if (schema.anyOf) {
		expect(schema.anyOf.map((one) => nameOf(one.$ref!)).slice(1)).toEqual(['NullValue']);
		return [true, notation(schema.anyOf[0]!)[1]];
	}
	if (schema.allOf) {
		expect(schema.allOf).toHaveLength(1);
		return [schema.nullable === true, notation(schema.allOf[0]!)[1]];
	}
	const nullable = schema.nullable === true;
	if (schema.type === 'array') return [nullable, `[${notation(schema.items!)[1]}]${range(schema.minItems, schema.maxItems)}`];
	if (schema.type === 'boolean') return [nullable, 'bool'];
	if (schema.type === 'string') return [nullable, `${schema.format ?? 'str'}${range(schema.minLength, schema.maxLength)}${schema.pattern ? ` /${schema.pattern}/` : ''}`];
	return [nullable, `${schema.type === 'integer' ? 'int' : 'num'}${range(schema.minimum, schema.maximum)}${schema.not ? ' nonzero' : ''}`];
}

function modelOf(name: string): Record<string, string> {
	const schema = schemas()[name]!;
	return Object.fromEntries(
		Object.entries(schema.properties!).map(([property, one]) => {
			const [nullable, type] = notation(one);
			return [property, `${schema.required?.includes(property) ? '! ' : ''}${nullable ? '? ' : ''}${type}`];
		}),
	);
}

/** Models of request bodies in the description. */
function bodies(): Set<string> {
	const text = JSON.stringify(Object.values(openApi().paths).flatMap((path) => Object.values(path)).map((operation) => operation.requestBody));
	return new Set([...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map((match) => match[1]!));
}

describe('tables', () => {
	idokladTest('rules of bodies', () => {
		expect(MODELS).toEqual(Object.fromEntries(Object.keys(MODELS).map((name) => [name, modelOf(name)])));
		const missing = [...bodies()].filter((name) => !(name in MODELS));
		expect(missing).toEqual([]);
	});

	idokladTest('enumerations', () => {
		for (const [name, values] of Object.entries(ENUMS)) {
			const schema = schemas()[name]!;
			expect(values).toEqual(Object.fromEntries(schema['x-enum-varnames']!.map((key, index) => [key, schema.enum![index]])));
		}
	});

	idokladTest('columns of filter and sort', () => {
		for (const [path, operations] of Object.entries(openApi().paths)) {
			const get = operations['get'];
			if (!get?.['x-filterable']) continue;
			const columns = COLUMNS[path.split('/').at(-1) as keyof typeof COLUMNS];
			expect([path, Object.keys(columns!.filter), columns!.sort]).toEqual([path, get['x-filterable'], get['x-sortable']]);
		}
	});

	idokladTest('routes: everything that is described, and what only the facts know', () => {
		const described = Object.entries(openApi().paths).flatMap(([path, operations]) => Object.keys(operations).filter((method) => method !== 'servers').map((method) => `${method.toUpperCase()} ${path}`));
		const served = ROUTES.map(({ method, path }) => `${method} ${path}`);
		expect(new Set(served).size).toBe(served.length);
		expect(described.filter((one) => !served.includes(one))).toEqual(['POST /connect/token']);
		expect(served.filter((one) => !described.includes(one)).sort()).toEqual([
			'DELETE /CashRegisters/{id}',
			'GET /CashVouchers/Default/{documentType}/{documentId}',
			'GET /Reports/IssuedInvoice/{id}/Pdf',
			'GET /System/GetCodeBooks',
			'GET /System/GetCodeBooksChanges',
			'PATCH /CashRegisters',
			'POST /CashRegisters',
			'PUT /IssuedDocumentPayments/FullyUnpay/{invoiceId}',
		]);
		for (const { method, path, body, batch } of ROUTES) {
			const schema = openApi().paths[path]?.[method.toLowerCase()]?.requestBody?.content['application/json']?.schema;
			if (schema === undefined) continue;
			const wanted = batch ? schema.properties!['Items']!.items! : schema;
			expect([method, path, body === 'ids' ? 'integer' : body]).toEqual([method, path, wanted.$ref ? nameOf(wanted.$ref) : wanted.type]);
		}
	});
});

describe('answers', () => {
	let server: IDoklad;
	let api: Client;
	beforeAll(async () => {
		server = await start({ settings: { agenda: { rounding: 2 }, portalWebhooks: [{ publicId: '8747ee0f-652a-4735-9a48-1837ef992ba0', url: 'http://127.0.0.1:1/', secret: 'x' }] } });
		api = await Client.login(server);
		const partner = (await api.post('/Contacts', { CompanyName: 'A', CountryId: 2, DeliveryAddresses: [{ Name: 'Sklad' }] })).data.Id;
		const stock = (await api.post('/PriceListItems', product({ IsStockItem: true, InitialStockBalance: 1 }))).data.Id;
		await api.post('/SalesReceipts', receipt(1, 0, { Items: [item(10.4, { PriceListItemId: stock })], Payments: [{ PaymentOptionId: CASH, PaymentAmount: 10, PaymentTransactionCode: '' }], PartnerId: partner, Tags: [701], SalesPosEquipmentId: 801 }));
		await api.post('/IssuedInvoices', { ...(await api.get('/IssuedInvoices/Default')).data, PartnerId: partner, Description: 'x', Tags: [701], Items: [{ Amount: 1, Name: 'x', UnitPrice: 1, PriceType: 0, VatRateType: 1, DiscountPercentage: 0, IsTaxMovement: false }] });
		await api.post('/CashVouchers', { ...(await api.get('/CashVouchers/Default/Entry')).data, Name: 'x', PartnerId: partner, Tags: [701], Items: [{ Name: 'x', Price: 1, PriceType: 0, VatRateType: 1 }] });
		await api.post('/Webhooks', { ActionType: 1, EntityType: 10, PublicId: '8747EE0F-652A-4735-9A48-1837EF992BA0' });
	});
	afterAll(async () => {
		await server.close();
		expect(server.state.contractProblems).toEqual([]);
	});

	/** Properties that a description has and a value lacks, or the other way round, with their place. */
	function differences(schema: Schema, value: unknown, place: string): string[] {
		const at = schema.$ref ? schemas()[nameOf(schema.$ref)]! : (schema.anyOf?.[0] ?? schema);
		if (at !== schema) return differences(at, value, place);
		if (value === null || value === undefined) return [];
		if (Array.isArray(value)) return value.flatMap((one, index) => (index < 2 ? differences(at.items!, one, `${place}[]`) : []));
		if (typeof value !== 'object' || !at.properties) return [];
		const row = value as Record<string, unknown>;
		return [
			...Object.keys(at.properties).filter((name) => !(name in row)).map((name) => `${place}.${name} is missing`),
			...Object.keys(row).filter((name) => !(name in at.properties!)).map((name) => `${place}.${name} is not described`),
			...Object.entries(at.properties).flatMap(([name, one]) => differences(one, row[name], `${place}.${name}`)),
		];
	}

	/** The facts know that cash vouchers have it. */
	const KNOWN = /^CashVouchers.*\.VatRateSummary is not described$/;
	const found = (schema: Schema, value: unknown, place: string): string[] => [...new Set(differences(schema, value, place))].filter((text) => !KNOWN.test(text));

	const dataOf = (method: string, path: string): Schema => openApi().paths[path]![method]!.responses['200']!.content!['application/json']!.schema.allOf![1]!.properties!['Data']!;
	const lists = () => Object.keys(openApi().paths).filter((path) => openApi().paths[path]!['get']?.['x-filterable']);

	idokladTest('rows of every list have every property, so that select may name it', async () => {
		const problems: string[] = [];
		for (const path of lists()) {
			const { data } = await api.list(path, { pageSize: 200 });
			expect([path, data.Items.length > 0]).toEqual([path, true]);
			problems.push(...found(dataOf('get', path).properties!['Items']!.items!, data.Items[0], path.slice(1)));
		}
		expect(problems).toEqual([]);
	});

	idokladTest('details, defaults, copies', async () => {
		const problems: string[] = [];
		for (const path of Object.keys(openApi().paths)) {
			if (!openApi().paths[path]!['get'] || !/\/(\{id\}|Default|Copy|CurrentAgenda)$/.test(path) || path.startsWith('/Reports')) continue;
			const list = `/${path.split('/')[1]!}`;
			const real = path.includes('{id}') ? path.replace('{id}', String((await api.get(list)).data.Items[0].Id)) : path;
			problems.push(...found(dataOf('get', path), (await api.get(real)).data, path.slice(1)));
		}
		expect(problems).toEqual([]);
	});
});

describe('samples', () => {
	let server: IDoklad;
	let api: Client;
	beforeAll(async () => {
		server = await start();
		api = await Client.login(server);
	});
	afterAll(() => server.close());
	const sample = (name: string): any => JSON.parse(readFileSync(join(idokladContracts()!, 'samples', name), 'utf8'));

	idokladTest('requests pass the tables', () => {
		const models = { 'contact-post': 'ContactPostModel', 'webhook-post': 'AgendaWebhookSettingsPostModel', 'price-list-item-patch-sdk': 'PriceListItemPatchModel', 'sales-receipt-patch-sdk': 'SalesReceiptPatchModel', 'sales-receipt-patch-clear-pos': 'SalesReceiptPatchModel' };
		for (const [name, model] of Object.entries(models)) expect([name, checkModel(model, sample(`${name}.request.json`))]).toEqual([name, { problems: [], unknown: [] }]);
		expect(checkModel('IssuedInvoicePostModel', sample('issued-invoice-post.partial.request.json')).problems).toContain('The CurrencyId field is required.');
	});

	idokladTest('requests do what their index says', async () => {
		expect((await api.post('/Contacts', sample('contact-post.request.json'))).data).toMatchObject({ CompanyName: 'AUTO TEST COMPANY s.r.o.', CountryId: 1 });
		const price = (await api.post('/PriceListItems', product({ VatCodeId: 1 }))).data.Id;
		expect((await api.patch('/PriceListItems', { ...sample('price-list-item-patch-sdk.request.json'), Id: price })).data).toMatchObject({ Code: 'XYZ', Price: 200, VatCodeId: 2 });
		const { Id } = (await api.post('/SalesReceipts', receipt(1, 100, { SalesPosEquipmentId: 801 }))).data;
		expect((await api.patch('/SalesReceipts', { ...sample('sales-receipt-patch-sdk.request.json'), Id })).data).toMatchObject({ Name: 'updated name', PartnerAddress: { NickName: 'CompanyUpdate' } });
		const { SalesPosEquipmentId: _pos, ...keeping } = { ...sample('sales-receipt-patch-clear-pos.request.json'), Id };
		expect((await api.patch('/SalesReceipts', keeping)).status).toBe(400);
		expect((await api.patch('/SalesReceipts', { ...keeping, SalesPosEquipmentId: null })).status).toBe(200);
		const partial = sample('issued-invoice-post.partial.request.json');
		const partner = (await api.post('/Contacts', { CompanyName: 'A', CountryId: 2 })).data.Id;
		const body = { ...(await api.get('/IssuedInvoices/Default')).data, ...partial, PartnerId: partner, Items: partial.Items.map((line: any) => ({ ...line, IsTaxMovement: false })) };
		expect((await api.post('/IssuedInvoices', body)).data).toMatchObject({ OrderNumber: '10482', Prices: { TotalWithVat: 1658 } });
	});

	idokladTest('the recount case comes to the expected amounts', async () => {
		const { request, expectItem0Prices } = sample('sales-receipt-recount-basic.case.json');
		const { data } = await api.post('/SalesReceipts/Recount', request);
		expect(data.Items[0]).toMatchObject({ Id: 0, Name: 'Test', Prices: expectItem0Prices });
	});

	idokladTest('an unknown route, a numeric sequence', async () => {
		const real = sample('unknown-route-404.response.json').Message.replace('https://api.idoklad.cz/v3', server.apiUrl);
		expect((await api.get('/IssuedInvoiceCorrections?PageSize=100&Page=1')).body).toEqual({ Message: real });
		const { Data } = sample('numeric-sequence-detail.response.json');
		expect(Object.keys((await api.get('/NumericSequences/601')).data).sort()).toEqual(Object.keys(Data).sort());
	});
});

test('a table says when it is wrong itself', () => {
	expect(() => checkModel('NoSuchModel', {})).toThrow(/No rule table/);
});
