/** Workflow 6 in a real n8n: orders of a WooCommerce shop into POHODA, each exactly once whatever happens, and what goes back. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
	ORDERS, invoiceIn, keyOfOrder, order, orderStates, ordersInPohoda, payIn, sendOrders, shopCredential, startWooCommerce, writesTo, type ShopOrder, type WooCommerce,
} from './support/eshop.mts';
import { until } from '../support/until.mts';
import { decide, journal, messageOf, problems } from './support/people.mts';
import { Stage } from './support/stage.mts';

let shop: WooCommerce;
let stage: Stage;
let plain: ShopOrder;
let unpaired: ShopOrder;

const now = (one: ShopOrder) => shop.state.orders.get(one.id)!;
const numberSaid = (one: ShopOrder) => now(one).meta_data.find(({ key }) => key === 'pohoda_order_number')?.value;
/** The ending page comes before the numbers are written back. */
const numberedLike = async (one: ShopOrder, number: string) => await until(`the number ${number} in the shop`, () => (numberSaid(one) === number ? true : undefined), { limit: 60_000 });
const inPohoda = (one: ShopOrder) => ordersInPohoda(stage).filter(({ extIds }) => extIds.some(({ ids }) => ids === keyOfOrder(one)));
const hellers = (text: string) => Math.round(Number(text) * 100);

beforeAll(async () => {
	shop = await startWooCommerce();
	stage = await Stage.open({ credentials: shopCredential(shop) });
	await stage.activate(ORDERS, '3-problems');
});

afterAll(async () => {
	await stage?.close();
	await shop?.close();
});

test('n8n tests the credential of the shop, with the key in the query, by asking for its categories', async () => {
	const test = async (changes: object) => {
		const before = shop.state.requests.length;
		const { status } = await stage.client.testCredential('wooCommerceApi', { ...shop.credential, ...changes });
		// After a 401 n8n asks once more.
		return [status, ...new Set(shop.state.requests.slice(before).map(({ method, path, status: answered }) => `${method} ${path} ${answered}`))];
	};
	const asked = 'GET /products/categories';
	expect(await test({ includeCredentialsInQuery: true })).toEqual(['OK', `${asked} 200`]);
	expect(await test({ includeCredentialsInQuery: true, consumerSecret: 'wrong' })).toEqual(['Error', `${asked} 401`]);
});

describe('first day', () => {
	test('an empty shop has nothing to send', async () => {
		expect(messageOf(await sendOrders(stage, 'Send'))).toContain('nothing to send');
		expect((await journal(stage)).map(({ kind, flow }) => [kind, flow])).toEqual([['run', 'pohoda-orders']]);
	});

	test('a preview stores the orders and sends nothing', async () => {
		plain = order(shop, ['HRNEK-01', 'KAVA-250', '00421'], { note: 'Zvoňte dvakrát', meta: { _billing_ic: '12345679' }, delivery: { first_name: 'Karel', last_name: 'Říha', address_1: 'Dlouhá 1', city: 'Praha', postcode: '110 00', country: 'CZ' } });
		order(shop, ['HRNEK-01'], { status: 'pending' });
		const end = await sendOrders(stage, 'Preview');
		expect([end.title, messageOf(end)]).toEqual(['Preview: nothing was sent', expect.stringContaining('1 would be')]);
		expect([stage.mserver.state.documents.length, stage.mserver.state.contacts.length, writesTo(shop, plain)]).toEqual([0, 0, []]);
	});

	test('an order is what the customer ordered: prices with VAT, rates, codes with their zeros, addresses, note', async () => {
		const [row] = (await journal(stage)).filter(({ kind }) => kind === 'record') as unknown as Array<{ key: string; payload: string; amount: number; number: string }>;
		const { items, partner, ...rest } = JSON.parse(row!.payload);
		expect(row).toMatchObject({ key: keyOfOrder(plain), amount: Number(plain.total), number: plain.number });
		expect(rest).toMatchObject({ recordType: 'order', type: 'receivedOrder', customerOrderNumber: plain.number, date: plain.date_created.slice(0, 10), currency: 'CZK', total: Number(plain.total), paymentForm: 'Příkazem', note: 'Zvoňte dvakrát' });
		expect(items).toMatchObject([
			{ code: 'HRNEK-01', quantity: 3, unitPrice: 249, vatRate: 21, priceIncludesVat: true, totalGross: 747 },
			{ code: 'KAVA-250', quantity: 1, unitPrice: 189, vatRate: 12, totalGross: 189 },
			{ code: '00421', quantity: 1, unitPrice: 499, vatRate: 21 },
			{ kind: 'service', name: 'Zásilkovna', unitPrice: 89, vatRate: 21 },
		]);
		expect(partner).toMatchObject({ name: 'Žofie Říhová', street: 'Údolní 53', zip: '602 00', country: 'CZ', email: 'zofie@example.cz', companyId: '12345679', shippingAddresses: [{ name: 'Karel Říha', city: 'Praha' }] });
	});
});

describe('an order', () => {
	test('goes into POHODA with its customer, and its number into the shop; one with a line without card is held', async () => {
		unpaired = order(shop, ['CAJ-20', 'NOVINKA'], { billing: { first_name: 'Petr', last_name: 'Malý', address_1: 'Krátká 2', city: 'Olomouc', postcode: '779 00', country: 'CZ', email: 'petr@example.cz' } });
		expect(messageOf(await sendOrders(stage, 'Send'))).toMatch(/1 created, 1 held[\s\S]*NOVINKA/);
		const [stored, ...more] = inPohoda(plain);
		expect(more).toEqual([]);
		expect(stored).toMatchObject({ total: hellers(plain.total) });
		await numberedLike(plain, stored!.number);
		expect(stage.mserver.state.contacts.length).toBe(2);
		expect(inPohoda(unpaired)).toEqual([]);
		expect(await problems(stage)).toEqual([expect.stringMatching(new RegExp(`\\[held\\] .*${unpaired.number}[\\s\\S]*NOVINKA`))]);
	});

	test('goes once: the next runs send nothing, write nothing and make no second customer', async () => {
		await sendOrders(stage, 'Send');
		await sendOrders(stage, 'Send');
		expect([inPohoda(plain).length, writesTo(shop, plain).length, stage.mserver.state.contacts.length]).toEqual([1, 1, 2]);
	});

	test('that was held goes as soon as the card is there', async () => {
		const { stock } = stage.mserver.state.settings;
		stage.mserver.state.addCard({ ...stock[2]!, code: 'NOVINKA', name: 'Novinka sezóny', ean: '8594001020999', plu: 999 });
		expect(messageOf(await sendOrders(stage, 'Send'))).toContain('1 created');
		expect(inPohoda(unpaired)).toMatchObject([{ total: hellers(unpaired.total) }]);
		await numberedLike(unpaired, inPohoda(unpaired)[0]!.number);
		expect(await problems(stage)).toEqual([]);
	});

	test('that is changed in the shop after it went is for a person', async () => {
		now(plain).customer_note = 'Raději v pondělí';
		await sendOrders(stage, 'Send');
		expect(await problems(stage)).toEqual([expect.stringMatching(new RegExp(`\\[changed\\] .*${plain.number}`))]);
		now(plain).customer_note = plain.customer_note;
	});
});

test('a customer whom POHODA has twice is in Problems with the order that named him; the order itself goes', async () => {
	for (const company of ['Dvojče s.r.o.', 'Dvojče, s. r. o.']) {
		stage.mserver.state.addContact({ extIds: [], header: { 'adb:identity': { 'typ:address': { 'typ:company': company, 'typ:ico': '25596641' } } }, parts: {} });
	}
	const mine = order(shop, ['CAJ-20'], { meta: { _billing_ic: '25596641' } });
	await sendOrders(stage, 'Send');
	expect(inPohoda(mine)).toHaveLength(1);
	const listed = async () => (await problems(stage)).filter((text) => text.includes(mine.number));
	await until('the customer in Problems', async () => ((await listed()).length > 0 ? true : undefined), { limit: 60_000 });
	expect(await listed()).toEqual([expect.stringMatching(/\[refused\] [\s\S]*POHODA has 2 records with the IČO 25596641/)]);
	// The order is done: no later run asks again, and a person closes the problem.
	await sendOrders(stage, 'Send');
	const rows = (await journal(stage)).filter(({ key }) => key === `${keyOfOrder(mine)}/customer`);
	expect(rows.map(({ state, flow }) => [state, flow])).toEqual([['refused', 'pohoda-orders']]);
	await decide(stage, [mine.number], 'Entered by Hand', 'merged in POHODA');
	expect(await listed()).toEqual([]);
});

describe('exactly once', () => {
	test('when n8n is killed after POHODA has the order and before the journal knows', async () => {
		const mine = order(shop, ['CAJ-20']);
		stage.mserver.faults.add({ kind: 'slow', milliseconds: 2000, operation: 'import', count: 10 });
		const run = sendOrders(stage, 'Send').catch(() => undefined);
		await until('POHODA to have the order', () => (inPohoda(mine).length > 0 ? true : undefined), { every: 5 });
		await stage.n8n.kill();
		await run;
		stage.mserver.faults.clear();
		await stage.n8n.start();
		expect((await orderStates(stage)).has(keyOfOrder(mine))).toBe(false);
		expect(messageOf(await sendOrders(stage, 'Send'))).toContain('1 duplicate');
		expect(inPohoda(mine)).toHaveLength(1);
		await numberedLike(mine, inPohoda(mine)[0]!.number);
	});

	test('when two runs are on at once', async () => {
		const mine = [order(shop, ['CAJ-20']), order(shop, ['KAVA-250']), order(shop, ['HRNEK-01', 'CAJ-20'])];
		stage.mserver.faults.add({ kind: 'slow', milliseconds: 300, operation: 'import', count: 20 });
		await Promise.all([sendOrders(stage, 'Send'), sendOrders(stage, 'Send')]);
		stage.mserver.faults.clear();
		expect(mine.map((one) => inPohoda(one).length)).toEqual([1, 1, 1]);
		for (const one of mine) await numberedLike(one, inPohoda(one)[0]!.number);
	});

	test('when POHODA is off, the answer is dropped, or the shop is busy', async () => {
		const mine = order(shop, ['KAVA-250']);
		await stage.mserver.off();
		expect(messageOf(await sendOrders(stage, 'Send'))).toContain('1 waiting');
		await stage.mserver.on();
		stage.mserver.faults.add({ kind: 'drop', operation: 'import', count: 3 });
		await sendOrders(stage, 'Send');
		stage.mserver.faults.clear();
		shop.faults.add({ kind: 'status', status: 503, path: `/orders/${mine.id}`, count: 2 });
		shop.faults.add({ kind: 'drop', path: `/orders/${mine.id}` });
		await sendOrders(stage, 'Send');
		shop.faults.clear();
		await sendOrders(stage, 'Send');
		expect(inPohoda(mine)).toHaveLength(1);
		await numberedLike(mine, inPohoda(mine)[0]!.number);
	});
});

test('an order is paid in the shop once its invoice is paid in POHODA, and only then', async () => {
	const mine = order(shop, ['HRNEK-01'], { status: 'on-hold' });
	const other = order(shop, ['HRNEK-01'], { status: 'on-hold' });
	await sendOrders(stage, 'Send');
	await numberedLike(other, inPohoda(other)[0]!.number);
	const number = await invoiceIn(stage, mine.number, hellers(mine.total));
	await sendOrders(stage, 'Send');
	expect([now(mine).status, now(mine).date_paid]).toEqual(['on-hold', null]);
	payIn(stage, number);
	await sendOrders(stage, 'Send');
	await until('the order to be paid', () => (now(mine).status === 'processing' ? true : undefined), { limit: 60_000 });
	await sendOrders(stage, 'Send');
	expect([now(mine).status, now(other).status]).toEqual(['processing', 'on-hold']);
	expect(now(mine).date_paid).not.toBeNull();
	expect(writesTo(shop, mine).filter((body) => JSON.stringify(body).includes('status'))).toHaveLength(1);
	expect(inPohoda(mine)).toHaveLength(1);
});
