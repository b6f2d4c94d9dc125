// The iDoklad node in the real engine: n8n's own OAuth2 login and renewal, its HTTP helper, our transport and operations.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { EXAMPLE_CARD_SALE, EXAMPLE_DEPOSIT, EXAMPLE_RETURN, EXAMPLE_SALE } from '../support/examples.mts';
import { IDokladOAuth2Api } from '../../credentials/IDokladOAuth2Api.credentials';
import { IDoklad } from '../../nodes/IDoklad/IDoklad.node';
import { readBinaryOf, runNode } from '../support/engine.mts';
import type { RunResult } from '../support/engine.mts';
import { CZECH_RATES, makeBooks } from '../support/idoklad.mts';
import { HttpIDoklad, ok, page, refused } from '../support/idokladHttp.mts';
import type { Asked, Routes } from '../support/idokladHttp.mts';
import { idokladContracts, operationOf, requestFaults, filterFaults } from '../support/openapi.mts';
import { makeReceipt } from '../support/receipts.mts';

const service = new HttpIDoklad();

interface Row {
	Id: number;
	[name: string]: unknown;
}

/** Routes of an agenda in order; `stored` grows with every batch. */
function agendaRoutes(stored: Row[] = []): Routes {
	const { agenda, paymentOptions, currencies } = makeBooks();
	const store = (post: IDataObject): Row => {
		const items = post.Items as Array<{ Amount: number; UnitPrice: number }>;
		const sum = items.reduce((total, { Amount, UnitPrice }) => total + Math.round(Amount * UnitPrice * 100), 0) / 100;
		const cash = (post.Payments as Array<{ PaymentOptionId: number }>).every(({ PaymentOptionId }) => PaymentOptionId === 3);
		const row = {
			...post,
			Id: 1000 + stored.length,
			DocumentNumber: `26${String(post.DocumentSerialNumber)}`,
			Exported: 0,
			Prices: { TotalWithVat: cash ? Math.round(sum) : sum },
		};
		stored.push(row);
		return row;
	};
	return {
		'GET /Account/CurrentAgenda': () => ok(agenda),
		'GET /VatRates': () => page(CZECH_RATES),
		'GET /PaymentOptions': () => page([...paymentOptions]),
		'GET /Currencies': () => page([...currencies]),
		'GET /SalesReceipts/Default': () => ok({ DocumentSerialNumber: 1 + stored.length, DateOfIssue: '2026-11-21', IsIncomeTax: true }),
		'GET /SalesReceipts': () => page(stored),
		'POST /SalesReceipts/Recount': ({ body }) => {
			const { Items, Payments } = body as { Items: Array<{ Amount: number; UnitPrice: number }>; Payments: Array<{ PaymentOptionId: number }> };
			const amounts = Items.map(({ Amount, UnitPrice }) => Math.round(Amount * UnitPrice * 100) / 100);
			const sum = Math.round(amounts.reduce((a, b) => a + b, 0) * 100) / 100;
			const cash = Payments.every(({ PaymentOptionId }) => PaymentOptionId === 3);
			return ok({ Items: amounts.map((TotalWithVat, Id) => ({ Id, ItemType: 0, Prices: { TotalWithVat } })), Prices: { TotalWithVat: cash ? Math.round(sum) : sum } });
		},
		'POST /SalesReceipts/Batch': ({ body }) => ({ body: { Results: (body as { Items: IDataObject[] }).Items.map((post) => ok(store(post)).body) } }),
	};
}

async function run(
	parameters: IDataObject,
	more: { items?: IDataObject[]; credential?: IDataObject; mode?: 'manual' | 'trigger'; continueOnFail?: boolean } = {},
): Promise<RunResult> {
	const inputs: INodeExecutionData[] = (more.items ?? [{}]).map((json) => ({ json }));
	return await runNode({
		node: new IDoklad(),
		parameters,
		inputs,
		credentials: { iDokladOAuth2Api: { type: new IDokladOAuth2Api(), data: service.credential(more.credential) } },
		mode: more.mode ?? 'trigger',
		continueOnFail: more.continueOnFail,
	});
}

const CREATE = { resource: 'salesReceipt', operation: 'create' };
const SALES = [EXAMPLE_SALE, EXAMPLE_CARD_SALE, EXAMPLE_RETURN] as unknown as IDataObject[];
/** A sales receipt that a run has sent as number 7. */
const OURS = { Id: 12, Exported: 0, DocumentSerialNumber: 7, Note: 'ekasa-sync č. 7' };
const json = (result: RunResult) => result.outputs[0].map((item) => item.json);

/** Not in openapi.yaml; described in facts.md only. */
const ONLY_FACTS = /^\/(Reports\/IssuedInvoice|IssuedDocumentPayments\/FullyUnpay)\//;

function contractFaults(asked: readonly Asked[]): string[] {
	if (!idokladContracts()) return [];
	return asked
		.filter(({ path }) => !ONLY_FACTS.test(path))
		.flatMap(({ method, path, query, body }) => [
			...requestFaults(method, path, body, query).map((fault) => `${method} ${path}: ${fault}`),
			...(query.filter ? filterFaults(path, query.filter) : []),
			...(query.sort && !operationOf('GET', path)?.operation['x-sortable']?.includes(query.sort.split('~')[0]) ? [`${path} cannot be sorted by ${query.sort}`] : []),
		]);
}

beforeEach(async () => {
	service.asked.length = 0;
	service.logins.length = 0;
	service.loginAnswer = undefined;
	service.routes = agendaRoutes();
	await service.open();
});

afterEach(async () => {
	await service.close();
	expect(contractFaults(service.asked)).toEqual([]);
});

describe('Sales Receipt: Create', () => {
	test('logs in once with the application id, sends one batch, answers one paired item for each record', async () => {
		const result = await run(CREATE, { items: SALES });
		expect(result.error).toBeUndefined();
		expect(json(result).map(({ outcome, key, calls }) => [outcome, key, (calls as { used: number }).used])).toEqual([
			['created', EXAMPLE_SALE.key, 10],
			['created', EXAMPLE_CARD_SALE.key, 10],
			['created', EXAMPLE_RETURN.key, 10],
		]);
		expect(result.outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(json(result)[0]).toMatchObject({
			target: { system: 'iDoklad', unit: '12345678', id: '1000', number: '261' },
			message: 'Receipt P1/4512 of 14 Nov 2026, 1 290.00 Kč, is in iDoklad as 261.',
			calls: { bound: 11 },
		});
		expect(service.logins).toEqual([
			{
				path: '/server/v2/connect/token',
				type: 'application/x-www-form-urlencoded',
				grant_type: 'client_credentials',
				application_id: 'app-1',
				client_id: 'client-1',
				client_secret: 'very-secret-secret',
				scope: 'idoklad_api',
			},
		]);
		expect(service.asked[0].headers).toMatchObject({ 'x-app': 'n8n-nodes-ekasa-sync', 'accept-language': 'en-US', authorization: 'Bearer token-1' });
		expect(result.hints).toEqual([]);
	});

	test('a token that dies early is renewed and the batch goes once', async () => {
		const stored: Row[] = [];
		service.routes = agendaRoutes(stored);
		const recount = service.routes['POST /SalesReceipts/Recount'];
		service.routes['POST /SalesReceipts/Recount'] = (asked, count) => {
			if (count === 1) service.expireTokens();
			return recount(asked, count);
		};
		const result = await run(CREATE, { items: SALES });
		expect(json(result).map(({ outcome }) => outcome)).toEqual(['created', 'created', 'created']);
		expect(service.logins).toHaveLength(2);
		expect(stored).toHaveLength(3);
	});

	test('with an authorization code a dead token is renewed by the refresh token, and the new one replaces it', async () => {
		const credential = {
			grantType: 'authorizationCode',
			scope: 'idoklad_api offline_access',
			additionalBodyProperties: '{}',
			accessTokenUrl: `${service.url}/server/connect/token`,
			oauthTokenData: { access_token: 'dead', refresh_token: 'refresh-0', token_type: 'Bearer' },
		};
		const result = await run(CREATE, { items: SALES.slice(0, 1), credential });
		expect(json(result)[0].outcome).toBe('created');
		expect(service.logins).toEqual([
			expect.objectContaining({
				path: '/server/connect/token',
				grant_type: 'refresh_token',
				refresh_token: 'refresh-0',
				client_id: 'client-1',
				client_secret: 'very-secret-secret',
			}),
		]);
		service.loginAnswer = { status: 400, body: { error: 'invalid_grant' } };
		const revoked = await run(CREATE, { items: SALES.slice(0, 1), credential });
		expect(revoked.error).toMatchObject({
			message: expect.stringMatching(/^iDoklad refused the login/),
			description: expect.stringMatching(/connect the credential again/),
		});
	});

	test('from the editor it shows what would go and sends nothing', async () => {
		const result = await run(CREATE, { items: [...SALES, { ...EXAMPLE_SALE, key: undefined, number: '9', paused: true } as unknown as IDataObject], mode: 'manual' });
		expect(json(result).map(({ outcome, wouldBe }) => [outcome, wouldBe])).toEqual([
			['preview', undefined],
			['preview', undefined],
			['preview', undefined],
			['preview', 'held'],
		]);
		expect(JSON.parse(json(result)[0].preview as string)).toMatchObject({ Name: 'Účtenka P1/4512 [ekasa/P1/4512/2026-11-14]', DocumentSerialNumber: 1 });
		expect(service.asked.some(({ path }) => path === '/SalesReceipts/Batch')).toBe(false);
		const sent = await run({ ...CREATE, whenRunFromEditor: 'send' }, { items: SALES, mode: 'manual' });
		expect(json(sent)[0].outcome).toBe('created');
		const only = await run({ ...CREATE, options: { previewOnly: true } }, { items: [makeReceipt({ number: '77' }) as unknown as IDataObject] });
		expect(json(only)[0].outcome).toBe('preview');
	});

	test('items that are no records are refused beside the others', async () => {
		const result = await run(CREATE, { items: [{ hello: 'world' }, ...SALES.slice(0, 1)] });
		expect(json(result).map(({ outcome }) => outcome)).toEqual(['refused', 'created']);
		expect(json(result)[0].message).toMatch(/^Item 1 was not sent: it is no complete record\./);
		expect(result.hints[0].message).toMatch(/1 of 2 records did not get into iDoklad: 1 refused/);
	});

	test('a receipt of a till whose clock is wrong is held', async () => {
		const result = await run(CREATE, { items: [{ ...SALES[0], key: undefined, issuedAt: undefined, date: '2999-12-31' }] });
		expect(json(result)).toMatchObject([{ outcome: 'held', warnings: [{ code: 'future' }] }]);
		expect(service.asked.filter(({ method }) => method === 'POST')).toEqual([]);
	});

	test('another agenda than expected: an error of the node, nothing sent', async () => {
		const result = await run(CREATE, { items: SALES, credential: { ico: '87654321' } });
		expect(result.error?.message).toBe('The login opens the agenda "Pekárna" with the IČO 12345678, and the credential expects 87654321');
		expect(service.asked).toHaveLength(1);
	});

	test.each(['123 45 678', 'CZ12345678'])('the IČO %s of the credential is the same agenda', async (ico) => {
		expect(json(await run(CREATE, { items: SALES, credential: { ico } })).map(({ outcome }) => outcome)).toEqual(['created', 'created', 'created']);
	});

	test.each([
		['wrong secret', { status: 400, body: { error: 'invalid_client' } }, /Check Client ID and Client Secret/],
		['missing application id', { status: 400, body: { error: 'invalid_request', error_description: 'application_id is required' } }, /with or without Application ID/],
		['plan without API', { status: 400, body: { error: 'invalid_grant', error_description: 'AuthErrorCode(0): Free subscription' } }, /plan Free, which has no API/],
		['expired plan', { status: 400, body: { error: 'unknown', error_description: 'AuthErrorCode(2)' } }, /plan of the agenda has expired/],
	])('a refused login (%s) is an error of the node that says what to check', async (_name, answer, hint) => {
		service.loginAnswer = answer;
		const result = await run(CREATE, { items: SALES });
		expect(result.error?.message).toMatch(/^iDoklad refused the login/);
		expect(result.error?.description).toMatch(hint);
		expect(JSON.stringify([result.error?.message, result.error?.description, result.error?.context])).not.toMatch(/very-secret|client-1/);
		expect(service.asked).toEqual([]);
	});

	test('iDoklad not reachable, or in maintenance with a web page: every record waits, the run is no error', async () => {
		const away = await run(CREATE, { items: SALES, credential: { apiUrl: 'http://127.0.0.1:1/v3' } });
		expect(away.error).toBeUndefined();
		expect(json(away).map(({ outcome }) => outcome)).toEqual(['waiting', 'waiting', 'waiting']);
		expect(json(away)[0].message).toMatch(/nothing listens at this address/);
		const offline = await run(CREATE, { items: SALES, credential: { accessTokenUrl: 'http://127.0.0.1:1/connect/token' } });
		expect(offline.error).toBeUndefined();
		expect(json(offline).map(({ outcome }) => outcome)).toEqual(['waiting', 'waiting', 'waiting']);
		service.loginAnswer = { status: 503, body: '<html>Údržba</html>' };
		expect(json(await run(CREATE, { items: SALES }))[0]).toMatchObject({ outcome: 'waiting', message: expect.stringMatching(/login server answered HTTP 503/) });
		service.loginAnswer = undefined;
		service.routes['GET /VatRates'] = () => ({ status: 503, body: '<html>Údržba</html>' });
		const down = await run(CREATE, { items: SALES });
		expect(json(down)[0]).toMatchObject({ outcome: 'waiting', message: expect.stringMatching(/HTTP 503/) });
	});

	test('429: waits within its budget and goes on; beyond it the records wait', async () => {
		const options = { waitBudget: 1 };
		const batch = service.routes['POST /SalesReceipts/Batch'];
		service.routes['POST /SalesReceipts/Batch'] = (asked, count) => (count === 1 ? { status: 429, body: '' } : batch(asked, count));
		expect(json(await run({ ...CREATE, options }, { items: SALES })).map(({ outcome }) => outcome)).toEqual(['created', 'created', 'created']);
		service.routes = { ...agendaRoutes(), 'POST /SalesReceipts/Batch': () => ({ status: 429, body: '' }) };
		const spent = await run({ ...CREATE, options }, { items: SALES });
		expect(json(spent)[0]).toMatchObject({ outcome: 'waiting', message: expect.stringMatching(/too many calls/) });
		expect(service.asked.filter(({ path }) => path === '/SalesReceipts/Batch').length).toBe(4);
	});

	test('402 before anything was sent is an error that names the plan; in the middle the rest waits with a hint', async () => {
		service.routes['GET /SalesReceipts'] = () => refused(402, 600, 'Předplatné vypršelo');
		const before = await run(CREATE, { items: SALES });
		expect(before.error).toMatchObject({
			message: 'The plan of the agenda does not allow this call: 600 Billing: Předplatné vypršelo',
			description: expect.stringMatching(/Oblíbený \(7 500 calls a month\)/),
			httpCode: '402',
		});
		service.routes = agendaRoutes();
		const batch = service.routes['POST /SalesReceipts/Batch'];
		service.routes['POST /SalesReceipts/Batch'] = (asked, count) => (count === 1 ? batch(asked, count) : refused(402, 600, 'x'));
		const many = Array.from({ length: 60 }, (_, n) => makeReceipt({ number: String(n + 1) }) as unknown as IDataObject);
		const middle = await run(CREATE, { items: many });
		expect(middle.error).toBeUndefined();
		expect(json(middle).filter(({ outcome }) => outcome === 'created')).toHaveLength(50);
		expect(json(middle).filter(({ outcome }) => outcome === 'waiting')).toHaveLength(10);
		expect(middle.hints.map(({ message }) => message).join()).toMatch(/Buy or renew a plan/);
	});

	test.each([
		['dropped after accepting', true],
		['HTTP 500 after accepting', false],
	])('a batch that is %s is found by looking', async (_name, drop) => {
		const batch = service.routes['POST /SalesReceipts/Batch'];
		service.routes['POST /SalesReceipts/Batch'] = async (asked, count) => {
			await batch(asked, count);
			return drop ? { drop } : { status: 500, body: '' };
		};
		const result = await run(CREATE, { items: SALES });
		expect(json(result).map(({ outcome }) => outcome)).toEqual(['created', 'created', 'created']);
		expect(json(result)[0].message).toMatch(/No clear answer came, and it was found by looking/);
	});

	test('posting rules from a Data Table, Per Day, tags', async () => {
		const rules = JSON.stringify([{ id: 1, payment: 'card', paymentForm: 'Poukaz', centre: '4' }]);
		await run(
			{ ...CREATE, postingRulesFrom: 'json', postingRulesJson: rules, documents: 'perDay', options: { tags: ['9'] } },
			{ items: [EXAMPLE_CARD_SALE as unknown as IDataObject] },
		);
		const { body } = service.asked.find(({ path }) => path === '/SalesReceipts/Batch') as Asked;
		expect((body as { Items: IDataObject[] }).Items[0]).toMatchObject({ IsCumulative: true, Tags: [9, 4], Payments: [{ PaymentOptionId: 12, PaymentAmount: 84.5 }] });
		const wrong = await run({ ...CREATE, postingRulesFrom: 'json', postingRulesJson: '[{"kasa": "K1", "nonsense": "x"}]' }, { items: SALES });
		expect(wrong.error?.message).toMatch(/Posting Rules cannot be used: Rule 1 has the column "nonsense"/);
	});

	test('with On Error: Continue every item comes out with the message', async () => {
		const result = await run(CREATE, { items: SALES, credential: { ico: '87654321' }, continueOnFail: true });
		expect(json(result)).toHaveLength(3);
		expect(json(result)[2].error).toMatch(/expects 87654321/);
	});
});

describe('operations', () => {
	const echo = (Data: unknown) => () => ok(Data);

	test.each([
		[
			'salesReceipt get',
			{ resource: 'salesReceipt', operation: 'get', id: '12' },
			{ 'GET /SalesReceipts/12': echo({ Id: 12, Name: 'x [ekasa/P1/1/2026-11-14~2]', Prices: { TotalWithVat: 5 } }) },
			{ id: 12, documentId: 'ekasa/P1/1/2026-11-14~2', keys: ['ekasa/P1/1/2026-11-14'], total: 5 },
		],
		[
			'salesReceipt getAll',
			{
				resource: 'salesReceipt',
				operation: 'getAll',
				returnAll: true,
				filters: { dateFrom: '2026-11-01', dateTo: '2026-11-30', exported: 0, name: 'ekasa/P1/', tagIds: '4, 17' },
			},
			{ 'GET /SalesReceipts': () => page([{ Id: 1, Name: 'Cizí' }]) },
			{ id: 1, keys: [] },
		],
		[
			'salesReceipt update',
			{
				resource: 'salesReceipt',
				operation: 'update',
				id: '12',
				fields: { name: 'Nový', note: 'n', posEquipmentId: '0', dateOfIssue: '2026-11-15', tagIds: '3' },
				otherFields: '{"CurrencyId": 2}',
			},
			{ 'GET /SalesReceipts/12': echo({ Id: 12, Name: 'Starý [ekasa/P1/1/2026-11-14]' }), 'PATCH /SalesReceipts': ({ body }: Asked) => ok(body) },
			{ id: 12, name: 'Nový [ekasa/P1/1/2026-11-14]', posEquipmentId: null, currencyId: 2 },
		],
		[
			'salesReceipt delete',
			{ resource: 'salesReceipt', operation: 'delete', id: '12', confirm: true },
			{ 'GET /SalesReceipts/12': echo(OURS), 'DELETE /SalesReceipts/12': echo(true) },
			{ deleted: true, id: 12, before: OURS },
		],
		[
			'salesReceipt delete, also what others made',
			{ resource: 'salesReceipt', operation: 'delete', id: '12', confirm: true, foreign: true },
			{ 'GET /SalesReceipts/12': echo({ ...OURS, DocumentSerialNumber: 8 }), 'DELETE /SalesReceipts/12': echo(true) },
			{ deleted: true, id: 12 },
		],
		[
			'priceListItem get by code',
			{ resource: 'priceListItem', operation: 'get', findBy: 'code', code: '00123' },
			{ 'GET /PriceListItems': () => page([{ Id: 3, Code: '00123', BarCode: '859' }]) },
			{ id: 3, code: '00123', ean: '859' },
		],
		[
			'priceListItem getAll',
			{ resource: 'priceListItem', operation: 'getAll', filters: { changedSince: '2026-11-14', name: 'á', moved: false } },
			{ 'GET /PriceListItems': () => page([{ Id: 3 }]) },
			{ id: 3 },
		],
		[
			'priceListItem update',
			{ resource: 'priceListItem', operation: 'update', id: '3', fields: { Price: 5, PriceType: 0 }, otherFields: '{"IsStockItem": false}' },
			{ 'PATCH /PriceListItems': ({ body }: Asked) => ok(body) },
			{ id: 3, price: 5, stockItem: false },
		],
		[
			'priceListItem delete',
			{ resource: 'priceListItem', operation: 'delete', id: '3', confirm: true, deleteIfReferenced: true },
			{ 'GET /PriceListItems/3': echo({ Id: 3 }), 'DELETE /PriceListItems/3/true': echo(true) },
			{ deleted: true },
		],
		[
			'stockMovement create',
			{ resource: 'stockMovement', operation: 'create', priceListItemId: '3', amount: -2, date: '2026-11-14', note: 'Rozbito', key: 'w/1' },
			{ 'GET /StockMovements': () => page([]), 'POST /StockMovements': ({ body }: Asked) => ok({ Id: 8, ...(body as object) }) },
			{ id: 8, amount: -2, note: 'Rozbito [w/1]', outcome: 'created' },
		],
		[
			'stockMovement create, again',
			{ resource: 'stockMovement', operation: 'create', priceListItemId: '3', amount: -2, date: '2026-11-14', key: 'w/1' },
			{ 'GET /StockMovements': () => page([{ Id: 8, Note: 'Rozbito [w/1]' }]) },
			{ id: 8, outcome: 'duplicate' },
		],
		[
			'stockMovement getAll',
			{ resource: 'stockMovement', operation: 'getAll', filters: { dateFrom: '2026-11-01', priceListItemId: '3' } },
			{ 'GET /StockMovements': () => page([{ Id: 8 }]) },
			{ id: 8 },
		],
		[
			'contact get',
			{ resource: 'contact', operation: 'get', findBy: 'companyId', companyId: '27074358' },
			{ 'GET /Contacts': () => page([{ Id: 5, CompanyName: 'Novák' }]) },
			{ id: 5, name: 'Novák' },
		],
		[
			'contact getAll',
			{ resource: 'contact', operation: 'getAll', filters: { companyId: '1', name: 'N', email: 'a@b.cz', vatId: 'CZ1', changedSince: '2026-01-01' } },
			{ 'GET /Contacts': () => page([{ Id: 5 }]) },
			{ id: 5 },
		],
		[
			'contact create',
			{ resource: 'contact', operation: 'create', companyName: 'Novák', companyId: '27074358', fields: { City: 'Brno' } },
			{ 'GET /Contacts': () => page([]), 'POST /Contacts': ({ body }: Asked) => ok({ Id: 6, ...(body as object) }) },
			{ id: 6, city: 'Brno', countryId: 2, outcome: 'created' },
		],
		[
			'contact create, again',
			{ resource: 'contact', operation: 'create', companyName: 'Novák', companyId: '27074358' },
			{ 'GET /Contacts': () => page([{ Id: 5 }]) },
			{ id: 5, outcome: 'duplicate' },
		],
		[
			'contact update',
			{ resource: 'contact', operation: 'update', id: '5', fields: { IdentificationNumber: '1' } },
			{ 'PATCH /Contacts': ({ body }: Asked) => ok(body) },
			{ id: 5, companyId: '1' },
		],
		[
			'contact delete',
			{ resource: 'contact', operation: 'delete', id: '5', confirm: true },
			{ 'GET /Contacts/5': echo({ Id: 5 }), 'DELETE /Contacts/5': echo(true) },
			{ deleted: true },
		],
		[
			'invoice get',
			{ resource: 'invoice', operation: 'get', id: '7' },
			{ 'GET /IssuedInvoices/7': echo({ Id: 7, Prices: { TotalWithVat: 9, TotalPaid: 1 } }) },
			{ id: 7, total: 9, paid: 1 },
		],
		[
			'invoice getAll',
			{
				resource: 'invoice',
				operation: 'getAll',
				filters: { paid: false, description: '10482', dateFrom: '2026-01-01', dateTo: '2026-12-31', partnerId: '5', changedSince: '2026-01-01', documentNumber: '1' },
			},
			{ 'GET /IssuedInvoices': () => page([{ Id: 7 }]) },
			{ id: 7 },
		],
		[
			'invoice update',
			{ resource: 'invoice', operation: 'update', id: '7', fields: { VariableSymbol: '1' } },
			{ 'PATCH /IssuedInvoices': ({ body }: Asked) => ok(body) },
			{ id: 7, variableSymbol: '1' },
		],
		[
			'invoice delete',
			{ resource: 'invoice', operation: 'delete', id: '7', confirm: true },
			{ 'GET /IssuedInvoices/7': echo({ Id: 7 }), 'DELETE /IssuedInvoices/7': echo(true) },
			{ deleted: true },
		],
		[
			'invoice markPaid',
			{ resource: 'invoice', operation: 'markPaid', id: '7', dateOfPayment: '2026-11-14' },
			{ 'PUT /IssuedDocumentPayments/FullyPay/7': echo(true) },
			{ id: 7, paid: true, outcome: 'updated' },
		],
		[
			'invoice markPaid, again',
			{ resource: 'invoice', operation: 'markPaid', id: '7' },
			{ 'PUT /IssuedDocumentPayments/FullyPay/7': () => refused(400, 110, 'Již uhrazeno') },
			{ outcome: 'unchanged' },
		],
		[
			'invoice markUnpaid',
			{ resource: 'invoice', operation: 'markUnpaid', id: '7' },
			{ 'PUT /IssuedDocumentPayments/FullyUnpay/7': echo(true) },
			{ paid: false, outcome: 'updated' },
		],
		[
			'cashDocument getAll',
			{ resource: 'cashDocument', operation: 'getAll', filters: { dateFrom: '2026-11-01', movementType: -1, cashRegisterId: '5' } },
			{ 'GET /CashVouchers': () => page([{ Id: 2, Name: 'x' }]) },
			{ id: 2, name: 'x' },
		],
		[
			'codeList getAll',
			{ resource: 'codeList', operation: 'getAll', codeList: 'vatRates', returnAll: true },
			{ 'GET /VatRates': () => page([{ Id: 1, Rate: 21, Vector: [1, 2] }]) },
			{ Id: 1, Rate: 21 },
		],
		[
			'exportedFlag update',
			{ resource: 'exportedFlag', operation: 'update', entityType: 'salesReceipt', id: '12', exported: 0, confirm: true },
			{ 'PUT /Batch/Exported': ({ body }: Asked) => ({ body: { Results: (body as { Items: unknown[] }).Items.map((one) => ok(one).body) } }) },
			{ id: 12, changed: true },
		],
	] as Array<[string, IDataObject, Routes, IDataObject]>)('%s', async (_name, parameters, routes, expected) => {
		service.routes = { ...agendaRoutes(), ...routes };
		const result = await run(parameters);
		expect(result.error).toBeUndefined();
		expect(json(result)[0]).toMatchObject(expected);
		expect(result.outputs[0][0].pairedItem).toEqual({ item: 0 });
	});

	test('invoice create: the preset with what is given over it, and once for a key', async () => {
		const preset = {
			CurrencyId: 1,
			DateOfIssue: '2026-11-21',
			DateOfMaturity: '2026-12-05',
			DateOfTaxing: '2026-11-21',
			DocumentSerialNumber: 12,
			IsEet: false,
			IsIncomeTax: true,
			NumericSequenceId: 3,
			PaymentOptionId: 1,
		};
		const made: IDataObject[] = [];
		service.routes = {
			...agendaRoutes(),
			'GET /IssuedInvoices/Default': echo(preset),
			'GET /IssuedInvoices': () => page(made),
			'POST /IssuedInvoices': ({ body }) => {
				made.push({ Id: 70, ...(body as object) });
				return ok(made.at(-1));
			},
		};
		const parameters = {
			resource: 'invoice',
			operation: 'create',
			partnerId: '5512',
			description: 'Order 10482',
			key: 'eshop/10482',
			lines: {
				line: [
					{ name: 'A', amount: 2, unitPrice: 605, vatRate: 21 },
					{ name: 'B', amount: 1, unitPrice: 224, vatRate: 12, discount: 10, code: 'X', priceListItemId: '9' },
				],
			},
			fields: { dateOfIssue: '2026-11-01', OrderNumber: '10482', PaymentOptionId: '2' },
		};
		const first = await run(parameters);
		expect(json(first)[0]).toMatchObject({ id: 70, description: 'Order 10482 [eshop/10482]', outcome: 'created' });
		expect(made[0]).toMatchObject({
			DateOfIssue: '2026-11-01',
			DateOfMaturity: '2026-11-15',
			DateOfTaxing: '2026-11-01',
			DocumentSerialNumber: 12,
			PaymentOptionId: 2,
			Items: [
				{ VatRateType: 1, PriceType: 0, DiscountPercentage: 0 },
				{ VatRateType: 0, DiscountPercentage: 10, Code: 'X', PriceListItemId: 9 },
			],
		});
		expect(json(await run(parameters))[0]).toMatchObject({ id: 70, outcome: 'duplicate' });
		expect(made).toHaveLength(1);
		const wrong = await run({ ...parameters, key: 'other', lines: { line: [{ name: 'A', unitPrice: 1, vatRate: 19 }] } });
		expect(wrong.error?.message).toMatch(/no such VAT rate on that day: 'A' \(19 %\)/);
	});

	test('invoice PDF: Base64 inside JSON becomes a file', async () => {
		service.routes = { ...agendaRoutes(), 'GET /Reports/IssuedInvoice/7/Pdf': echo(Buffer.from('%PDF-1.7 x').toString('base64')) };
		const result = await run({ resource: 'invoice', operation: 'getPdf', id: '7', outputBinaryField: 'data' });
		expect((await readBinaryOf(result.outputs[0][0])).toString()).toBe('%PDF-1.7 x');
		service.routes['GET /Reports/IssuedInvoice/7/Pdf'] = echo('');
		expect((await run({ resource: 'invoice', operation: 'getPdf', id: '7' })).error?.message).toBe('iDoklad gave no PDF of invoice 7');
	});

	test('deleting needs a confirmation and spares what is exported', async () => {
		service.routes = { ...agendaRoutes(), 'GET /SalesReceipts/12': echo({ Id: 12, Exported: 1 }) };
		expect((await run({ resource: 'salesReceipt', operation: 'delete', id: '12' })).error?.message).toMatch(/Really Delete is off/);
		expect((await run({ resource: 'salesReceipt', operation: 'delete', id: '12', confirm: true })).error?.message).toMatch(/the accounting program has it already/);
		expect(service.asked.some(({ method }) => method === 'DELETE')).toBe(false);
		expect((await run({ resource: 'exportedFlag', operation: 'update', id: '12' })).error?.message).toMatch(/Really Change is off/);
	});

	test.each([['a copy', { DocumentSerialNumber: 8 }], ['no note', { Note: '' }]])('a sales receipt that others made is not deleted: %s', async (_what, theirs) => {
		service.routes = { ...agendaRoutes(), 'GET /SalesReceipts/12': echo({ ...OURS, ...theirs }) };
		expect((await run({ resource: 'salesReceipt', operation: 'delete', id: '12', confirm: true })).error?.message).toMatch(/was not deleted: nothing in it says that this package made it/);
		expect(service.asked.some(({ method }) => method === 'DELETE')).toBe(false);
	});

	test('a missing document and a wrong id are errors with advice', async () => {
		service.routes = { ...agendaRoutes(), 'GET /SalesReceipts/13': () => refused(404, 0, 'Záznam nenalezen') };
		const missing = await run({ resource: 'salesReceipt', operation: 'get', id: '13' });
		expect(missing.error).toMatchObject({ message: 'iDoklad refused this: Záznam nenalezen', httpCode: '404' });
		expect((await run({ resource: 'salesReceipt', operation: 'get', id: 'P1/1' })).error?.message).toBe('"P1/1" in Sales Receipt ID is no id of iDoklad');
	});

	test.each([
		['invoice', '/IssuedInvoices'],
		['contact', '/Contacts'],
		['priceListItem', '/PriceListItems'],
		['salesReceipt', '/SalesReceipts'],
		['cashDocument', '/CashVouchers'],
	])('%s getAll without Simplify: what iDoklad says comes out as it is, also what nobody knows', async (resource, path) => {
		const row = { Id: 7, Unknown: { Deep: ['x', null, 0.5] }, Note: 'a\n<b>', Prices: { TotalWithVat: 9 } };
		service.routes = agendaRoutes();
		service.routes[`GET ${path}`] = () => page([row]);
		expect(json(await run({ resource, operation: 'getAll', returnAll: true, simplify: false, filters: {} }))).toEqual([row]);
	});

	test('lists go page by page, and no further than the limit', async () => {
		const rows = Array.from({ length: 450 }, (_, n) => ({ Id: n + 1 }));
		service.routes['GET /SalesReceipts'] = ({ query }) => {
			const [number, size] = [Number(query.page), Number(query.pageSize)];
			return page(rows.slice((number - 1) * size, number * size), Math.ceil(rows.length / size));
		};
		const all = await run({ resource: 'salesReceipt', operation: 'getAll', returnAll: true });
		expect(json(all)).toHaveLength(450);
		expect(service.asked.map(({ query }) => [query.page, query.pageSize])).toEqual([
			['1', '200'],
			['2', '200'],
			['3', '200'],
		]);
		service.asked.length = 0;
		expect(json(await run({ resource: 'salesReceipt', operation: 'getAll', limit: 30 }))).toHaveLength(30);
		expect(service.asked).toHaveLength(1);
	});

	test('agenda get: who it is and the check list', async () => {
		service.routes['GET /SalesPosEquipments'] = () => page([]);
		const result = await run({ resource: 'agenda', operation: 'get' }, { credential: { ico: '87654321' } });
		expect(json(result)[0]).toMatchObject({ name: 'Pekárna', companyId: '12345678', rounding: 'byPaymentOption', vatPayer: true, ready: false });
		expect((json(result)[0].checks as Array<{ check: string; state: string }>)[0]).toMatchObject({ check: 'Company', state: 'wrong' });
	});

	test('recount: what iDoklad would compute, receipt by receipt', async () => {
		const held = { ...EXAMPLE_SALE, key: undefined, number: '8', paused: true } as unknown as IDataObject;
		const result = await run({ resource: 'salesReceipt', operation: 'recount' }, { items: [...SALES, held, { no: 'record' }] });
		expect(json(result).map(({ equal, outcome }) => equal ?? outcome)).toEqual([true, true, true, 'held', 'refused']);
	});

	test('price list: new, changed, the same, no product; then nothing to do', async () => {
		const list: IDataObject[] = [
			{ Id: 1, Code: 'A', Name: 'Rohlík', Price: 3.5, PriceType: 0, VatRateType: 0 },
			{ Id: 2, Code: 'B', Name: 'Chléb', Price: 45, PriceType: 0, VatRateType: 0 },
		];
		service.routes = {
			...agendaRoutes(),
			'GET /PriceListItems': () => page(list),
			'POST /PriceListItems/Batch': ({ body }) => ({
				body: {
					Results: (body as { Items: IDataObject[] }).Items.map((post) => {
						list.push({ Id: 10 + list.length, ...post });
						return ok(list.at(-1)).body;
					}),
				},
			}),
			'PATCH /PriceListItems/Batch': ({ body }) => ({
				body: { Results: (body as { Items: IDataObject[] }).Items.map((patch) => ok(Object.assign(list.find(({ Id }) => Id === patch.Id) as object, patch)).body) },
			}),
		};
		const items = [
			{ code: 'A', name: 'Rohlík', price: 3.9, vatRate: 12 },
			{ code: 'B', name: 'Chléb', price: 45, vatRate: 12 },
			{ code: 'C', name: 'Káva', price: 59, vatRate: 12, ean: '859', unit: 'ks' },
			{ name: 'bez kódu' },
			{ code: 'D', name: 'Stará sazba', price: 1, vatRate: 15 },
		];
		const parameters = { resource: 'priceListItem', operation: 'upsert', productsFrom: 'products' };
		const first = await run(parameters, { items });
		expect(json(first).map(({ outcome }) => outcome)).toEqual(['updated', 'unchanged', 'created', 'refused', 'held']);
		expect(json(first)[0].message).toBe('Product A "Rohlík", 3.90 Kč, was changed (Price, PriceType).');
		const before = service.asked.length;
		const second = await run(parameters, { items: items.slice(0, 3) });
		expect(json(second).map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged', 'unchanged']);
		expect(service.asked.slice(before).every(({ method }) => method === 'GET')).toBe(true);
		const created = await run({ ...parameters, operation: 'create' }, { items: [{ code: 'A', name: 'Jiný', price: 1, vatRate: 12 }] });
		expect(json(created)[0].outcome).toBe('duplicate');
		const sold = await run({ ...parameters, productsFrom: 'receipts' }, { items: SALES, mode: 'manual' });
		expect(json(sold).map(({ key, outcome }) => [key, outcome])).toEqual([
			['00123', 'preview'],
			['00456', 'preview'],
			['00777', 'preview'],
		]);
	});

	test('cash documents: deposits once, receipts not here', async () => {
		const stored: IDataObject[] = [];
		service.routes = {
			...agendaRoutes(),
			'GET /CashVouchers': () => page(stored),
			'GET /CashVouchers/Default/Entry': echo({ CashRegisterId: 5, DocumentSerialNumber: 40 }),
			'POST /CashVouchers': ({ body }) => {
				stored.push({ Id: 400 + stored.length, DocumentNumber: 'PP1', Exported: 0, Prices: { TotalWithVat: 2000 }, ...(body as object) });
				return ok(stored.at(-1));
			},
		};
		const items = [EXAMPLE_DEPOSIT, EXAMPLE_SALE] as unknown as IDataObject[];
		const parameters = { resource: 'cashDocument', operation: 'create' };
		const first = await run(parameters, { items });
		expect(json(first).map(({ outcome }) => outcome)).toEqual(['created', 'held']);
		expect(stored[0]).toMatchObject({ CashRegisterId: 5, DocumentSerialNumber: 40, MovementType: 1 });
		const second = await run(parameters, { items });
		expect(json(second).map(({ outcome }) => outcome)).toEqual(['duplicate', 'held']);
		expect(stored).toHaveLength(1);
	});
});
