// What iDoklad gets: bodies of documents of generated tills, of the price list, contacts, invoices and movements, and what the planner decides. Tills named
// "POHODA …" are left out: messages name them wrongly.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { IDokladOAuth2Api } from '../../../credentials/IDokladOAuth2Api.credentials';
import { IDoklad } from '../../../nodes/IDoklad/IDoklad.node';
import { APPLICATION_ID, CLIENT, startIDoklad } from '../../sandbox/idoklad/index.mts';
import type { IDoklad as StandIn } from '../../sandbox/idoklad/index.mts';
import { runNode } from '../../support/engine.mts';
import { asText, openGolden, toldOf } from '../../support/golden.mts';
import type { Parts } from '../../support/golden.mts';
import { NOW } from '../../support/goldenPohoda.mts';
import { numbers, world } from '../../support/goldenRecords.mts';
import type { WorldOptions } from '../../support/goldenRecords.mts';

const golden = openGolden('idoklad');
const DAYS = ['2026-11-13', '2026-11-14', '2026-12-31', '2027-01-14'];
const ALL = { tills: 11, special: 8 };

let server: StandIn;
let heard: Array<{ method: string; path: string; body: string }>;
const clock = Settings.now;

beforeEach(async () => {
	Settings.now = () => Date.parse(NOW);
	heard = [];
	server = await startIDoklad({
		now: () => new Date(NOW),
		// Time stands still: the minute would never end.
		settings: { callsPerMinute: 1_000_000, agenda: { rounding: 2 } },
		heard: (method, path, body) => heard.push({ method, path, body: body.toString('utf8') }),
	});
});
afterEach(async () => {
	Settings.now = clock;
	await server.close();
});

async function run(parameters: IDataObject, items: IDataObject[], mode: 'trigger' | 'manual' = 'trigger') {
	const data = {
		grantType: 'clientCredentials',
		...{ accessTokenUrl: `${server.identityUrl}/connect/token`, clientId: CLIENT.id, clientSecret: CLIENT.secret },
		...{ scope: 'idoklad_api', authentication: 'body', sendAdditionalBodyProperties: true, additionalBodyProperties: JSON.stringify({ application_id: APPLICATION_ID }) },
		...{ apiUrl: server.apiUrl, ico: server.state.settings.agenda.ico },
	};
	const from = heard.length;
	const result = await runNode({ node: new IDoklad(), parameters, inputs: items.map((json) => ({ json })), credentials: { iDokladOAuth2Api: { type: new IDokladOAuth2Api(), data } }, mode });
	return { ...result, items: (result.outputs[0] ?? []).map(({ json }) => json), heard: heard.slice(from) };
}

type Ran = Awaited<ReturnType<typeof run>>;

const told = (calls: Ran['heard']) => calls.map(({ method, path, body }) => `${method} ${path}\n${body}`).join('\n');
/** What changes something, what is only reckoned, and what the user is told. */
function partsOf({ items, heard: calls, ...result }: Ran): Parts {
	const changes = calls.filter(({ method }) => method !== 'GET');
	const reckons = ({ path }: { path: string }) => path.endsWith('/Recount');
	const previews = items.flatMap(({ preview }) => (preview === undefined ? [] : [String(preview)]));
	return {
		sent: [told(changes.filter((one) => !reckons(one))), ...previews].join('\n').replace(/\},\{/g, '},\n{'),
		reckoned: told(changes.filter(reckons)),
		...toldOf(items, result),
	};
}

const rules = (...rows: object[]): IDataObject => ({ postingRulesFrom: 'json', postingRulesJson: JSON.stringify(rows) });
const options = (given: IDataObject): IDataObject => ({ options: given });
const FORMS = [{ payment: 'Edenred', paymentForm: '8' }, { payment: 'voucher', paymentForm: '8' }, { payment: 'online', paymentForm: 'K' }, { payment: 'credit', paymentForm: 'B' }, { payment: 'other', paymentForm: '3' }];
const TABLE = [...FORMS, { register: 'R01', cashRegister: '801', centre: '701' }, { register: 'R02', cashRegister: 'eKasa P2' }];

interface Case {
	records: Partial<WorldOptions>;
	parameters?: IDataObject;
	mode?: 'manual';
	again?: boolean;
}

const CASES: Readonly<Record<string, Case>> = {
	'everything, no rules': { records: { ...ALL, seed: 201 } },
	'everything, with rules': { records: { ...ALL, seed: 202 }, parameters: { ...rules(...TABLE), ...options({ manyPayments: 'merge', highTotal: 'send', tags: [701], tillGivesPok: true, heldFiscalStates: [] }) }, again: true },
	'everything, own line': { records: { ...ALL, seed: 203 }, parameters: { ...rules(...FORMS), rounding: 'ownLine', ...options({ customers: 'link', highTotalLimit: 20_000, manyPayments: 'merge' }) } },
	'Per Day': { records: { tills: 11, seed: 204, names: Array.from({ length: 11 }, (_, at) => `R0${1 + (at % 3)}`) }, parameters: { documents: 'perDay', ...rules(...FORMS) }, again: true },
	'Per Day, own line': { records: { tills: 6, seed: 205 }, parameters: { documents: 'perDay', rounding: 'ownLine', ...rules(...FORMS) } },
	'voids, returns and what the journal knows': { records: { tills: 14, special: 0, journal: true, seed: 206 }, parameters: rules({ payment: 'mealVoucher', paymentForm: '8' }) },
	'Per Day, what the journal knows': { records: { tills: 6, special: 0, journal: true, seed: 207 }, parameters: { documents: 'perDay' } },
	'a preview': { records: { tills: 3, seed: 208 }, mode: 'manual' },
	'a preview, Per Day': { records: { tills: 3, seed: 209 }, parameters: { documents: 'perDay' }, mode: 'manual' },
};

describe('Sales Receipt → Create', () => {
	test.each(Object.entries(CASES))('%s', async (id, { records, parameters = {}, mode, again }) => {
		const items = world({ seed: 0, tills: 6, days: DAYS, ...records });
		const all = { resource: 'salesReceipt', operation: 'create', ...parameters };
		const first = await run(all, items, mode);
		expect(first.items).toHaveLength(items.length);
		golden.hold(id, { given: JSON.stringify(items), ...partsOf(first) });
		if (again) golden.hold(`${id}, again`, partsOf(await run(all, items, mode)));
	});
});

/** All of the year of the clock: the number of a cash document that iDoklad offers is that year's. */
const till = world({ seed: 220, tills: 6, special: 2, days: ['2027-01-13', '2027-01-14'] });

test('Cash Document → Create', async () => {
	const all = { resource: 'cashDocument', operation: 'create', ...rules({ register: 'R01', cashAccount: '501' }, { currency: 'EUR', cashAccount: '502' }) };
	golden.hold('movements', { given: JSON.stringify(till), ...partsOf(await run(all, till)) });
	golden.hold('movements, again', partsOf(await run(all, till)));
	golden.hold('movements, a preview', partsOf(await run(all, till, 'manual')));
});

/** A price list as a till has it, with what is wrong in such lists. */
function products(seed: number, change = 0): IDataObject[] {
	const next = numbers(seed);
	const list: IDataObject[] = Array.from({ length: 25 }, (_, at) => ({
		...{ code: String(at).padStart(5, '0'), name: `Zboží č. ${at} "${'ěšč'.repeat(1 + next(3))}"`, price: next(100_000) / 100 + change, vatRate: [21, 12, 0][next(3)] },
		...(next(2) === 0 ? { ean: `859400102${String(at).padStart(4, '0')}` } : {}),
		...(next(2) === 0 ? { unit: ['ks', 'kg'][next(2)] } : {}),
		...(next(4) === 0 ? { priceIncludesVat: false } : {}),
	}));
	return [...list, { code: '00003', name: 'Jiné', price: 1, vatRate: 21 }, { ...list[4] }, { name: 'bez kódu', price: 1 }, { code: 'X', name: 'špatná sazba', price: 1, vatRate: 17 }];
}

test('Price List Item', async () => {
	const on = (operation: string, more: IDataObject = {}) => ({ resource: 'priceListItem', operation, ...more });
	golden.hold('price list: create', partsOf(await run(on('create', options({ stockItem: true })), products(221))));
	golden.hold('price list: create, again', partsOf(await run(on('create'), products(221))));
	golden.hold('price list: upsert', partsOf(await run(on('upsert'), products(221, 1))));
	golden.hold('price list: upsert, a preview', partsOf(await run(on('upsert'), products(221, 2), 'manual')));
	golden.hold('price list: of receipts', partsOf(await run(on('upsert', { productsFrom: 'receipts' }), till)));
	const [item] = server.state.table('PriceListItems');
	golden.hold('price list: update', partsOf(await run(on('update', { id: String(item.Id), fields: { Name: 'Nové jméno', Price: 12.5 }, otherFields: '{"Unit": "bal"}' }), [{}])));
	golden.hold('price list: delete', partsOf(await run(on('delete', { id: String(item.Id), confirm: true }), [{}])));
	golden.hold('stock movement: create', partsOf(await run({ resource: 'stockMovement', operation: 'create', priceListItemId: String(server.state.table('PriceListItems')[1].Id), amount: -2.5, date: '2027-01-14', note: 'Inventura', key: 'sklad/1' }, [{}])));
	const sold = await run({ resource: 'salesReceipt', operation: 'create', ...options({ stockMover: 'thisDocument' }) }, till);
	golden.hold('receipts that move stock', partsOf(sold));
});

test('Contact, Invoice, what is changed in documents', async () => {
	const on = (resource: string, operation: string, more: IDataObject) => run({ resource, operation, ...more }, [{}]);
	const hold = async (id: string, ran: Promise<Ran>) => {
		const one = await ran;
		expect(one.error).toBeUndefined();
		golden.hold(id, { ...partsOf(one), asked: told(one.heard.filter(({ method }) => method === 'GET')) });
		return one;
	};
	const contact = await hold('contact: create', on('contact', 'create', { companyName: 'Růžička & syn', companyId: '27074358', fields: { City: 'Brno', Street: 'Dlouhá 12', VatIdentificationNumber: 'CZ27074358' }, otherFields: '{"Note": "z pokladny"}' }));
	await hold('contact: create, again', on('contact', 'create', { companyName: 'Růžička', companyId: '270 74 358' }));
	const partnerId = String(contact.items[0].id);
	await hold('contact: update', on('contact', 'update', { id: partnerId, fields: { CompanyName: 'Růžička a.s.', Email: 'a@example.com' } }));
	const lines = { line: [{ name: 'Káva', amount: 2, unitPrice: 121, vatRate: 21 }, { name: 'Rohlík', code: 'R1', amount: 10, unitPrice: 3.9, vatRate: 12, discount: 10, unit: 'ks' }, { name: 'Známka', unitPrice: 27, vatRate: 0 }] };
	const invoice = await hold('invoice: create', on('invoice', 'create', { partnerId, description: 'Objednávka 10482', lines, key: 'eshop/order/10482', fields: { dateOfIssue: '2027-01-14', dateOfMaturity: '2027-01-28', VariableSymbol: '10482', PaymentOptionId: '1' } }));
	await hold('invoice: create, again', on('invoice', 'create', { partnerId, description: 'Objednávka 10482', lines, key: 'eshop/order/10482' }));
	await hold('invoice: create without VAT in prices', on('invoice', 'create', { partnerId, description: 'Služby', pricesWithVat: false, lines, otherFields: '{"OrderNumber": "7"}' }));
	const id = String(invoice.items[0].id);
	await hold('invoice: update', on('invoice', 'update', { id, fields: { Note: 'Děkujeme' } }));
	await hold('invoice: paid', on('invoice', 'markPaid', { id, dateOfPayment: '2027-01-20' }));
	await hold('invoice: unpaid', on('invoice', 'markUnpaid', { id }));
	const made = await run({ resource: 'salesReceipt', operation: 'create' }, till.slice(0, 4));
	const receiptId = String((made.items.find(({ outcome }) => outcome === 'created')?.target as IDataObject).id);
	await hold('receipt: update', on('salesReceipt', 'update', { id: receiptId, fields: { note: 'Poznámka' } }));
	await hold('receipt: recount', run({ resource: 'salesReceipt', operation: 'recount' }, till.slice(0, 8)));
	await hold('exported flag: update', on('exportedFlag', 'update', { id: receiptId, entityType: 'salesReceipt', exported: 2, confirm: true }));
	await hold('exported flag: back', on('exportedFlag', 'update', { id: receiptId, entityType: 'salesReceipt', exported: 0, confirm: true }));
	await hold('receipt: delete', on('salesReceipt', 'delete', { id: receiptId, confirm: true, foreign: true }));
	await hold('invoice: delete', on('invoice', 'delete', { id, confirm: true, foreign: true }));
	await hold('contact: delete', on('contact', 'delete', { id: partnerId, confirm: true, foreign: true }).then((one) => ({ ...one, error: undefined })));
	for (const resource of ['salesReceipt', 'cashDocument', 'invoice', 'contact', 'priceListItem', 'stockMovement']) await hold(`${resource}: get many`, on(resource, 'getAll', { limit: 3 }));
});

test('what is asked at all', () => expect(asText(server.state.remarks)).toBe('[]'));

golden.complete();
