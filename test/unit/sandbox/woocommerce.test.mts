/** The stand-in for WooCommerce: logins, pages, filters, changes, refusals, faults. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startWooCommerce, type WooCommerce } from '../../sandbox/woocommerce/index.mts';

let shop: WooCommerce;
let now = new Date('2026-11-14T10:00:00Z');

beforeAll(async () => {
	shop = await startWooCommerce({ now: () => now, settings: { statuses: ['do-pohody'] } });
});
afterAll(async () => await shop.close());
beforeEach(() => {
	shop.faults.clear();
	shop.state.orders.clear();
	shop.state.customers.clear();
	now = new Date('2026-11-14T10:00:00Z');
});

const login = () => `Basic ${Buffer.from(`${shop.credential.consumerKey}:${shop.credential.consumerSecret}`).toString('base64')}`;

async function ask(path: string, method = 'GET', body?: unknown, headers: Record<string, string> = { authorization: login() }) {
	const answer = await fetch(path.startsWith('http') ? path : `${shop.url}/wp-json/wc/v3${path}`, {
		method,
		headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	return { status: answer.status, headers: answer.headers, body: (await answer.json()) as any };
}

const coffee = { sku: '00123', name: 'Káva', quantity: 3, price: 12_100 };

describe('logins', () => {
	test('take Basic authorization or query parameters, and nothing else', async () => {
		const { consumerKey, consumerSecret } = shop.credential;
		expect((await ask('/orders')).status).toBe(200);
		expect((await ask(`/orders?consumer_key=${consumerKey}&consumer_secret=${consumerSecret}`, 'GET', undefined, {})).status).toBe(200);
		expect(await ask('/orders', 'GET', undefined, {})).toMatchObject({ status: 401, body: { code: 'woocommerce_rest_cannot_view' } });
		expect((await ask('/orders', 'GET', undefined, { authorization: 'Basic eDp5' })).status).toBe(401);
	});

	test('leave no secret in the log', async () => {
		await ask(`/orders?consumer_key=${shop.credential.consumerKey}&consumer_secret=${shop.credential.consumerSecret}`, 'GET', undefined, {});
		expect(JSON.stringify(shop.state.requests)).not.toContain(shop.credential.consumerSecret);
	});
});

describe('orders', () => {
	test('add up: net, tax and transport make the total', () => {
		const order = shop.state.place({ lines: [coffee, { sku: 'X', name: 'Kniha', quantity: 1, price: 33_300, rate: 12 }], shipping: { title: 'PPL', price: 9_900 } });
		const sum = [...order.line_items, ...order.shipping_lines].reduce((total, line) => total + Math.round(Number(line.total) * 100) + Math.round(Number(line.total_tax) * 100), 0);
		expect([order.total, sum]).toEqual(['795.00', 79_500]);
		expect(order.tax_lines.map(({ rate_percent }) => rate_percent)).toEqual([21, 12]);
	});

	test('come in pages that lead to each other, newest first; Link is always there', async () => {
		for (let index = 0; index < 25; index += 1) {
			now = new Date(now.getTime() + 60_000);
			shop.state.place({ lines: [coffee] });
		}
		const first = await ask('/orders?per_page=10');
		expect([first.headers.get('x-wp-total'), first.headers.get('x-wp-totalpages')]).toEqual(['25', '3']);
		const seen = [...first.body];
		let link = first.headers.get('link')!;
		while (link.includes('rel="next"')) {
			const next = /<([^>]+)>; rel="next"/.exec(link)![1]!;
			const page = await ask(next);
			seen.push(...page.body);
			link = page.headers.get('link')!;
		}
		expect(new Set(seen.map(({ id }: { id: number }) => id)).size).toBe(25);
		expect(seen[0].id).toBeGreaterThan(seen[24].id);
		expect((await ask('/orders?per_page=100')).headers.get('link')).toContain('api.w.org');
		expect((await ask('/orders?per_page=101')).status).toBe(400);
	});

	test('are filtered by statuses and by the time they were made or changed', async () => {
		const old = shop.state.place({ lines: [coffee], status: 'on-hold' });
		now = new Date('2026-11-15T10:00:00Z');
		const young = shop.state.place({ lines: [coffee] });
		shop.state.place({ lines: [coffee], status: 'cancelled' });
		const ids = async (query: string) => (await ask(`/orders?${query}`)).body.map(({ id }: { id: number }) => id);
		expect(await ids('status=processing,on-hold')).toEqual([young.id, old.id]);
		// 11:00 in Prague is 10:00 GMT.
		expect(await ids('status=on-hold&after=2026-11-14T10:59:59')).toEqual([old.id]);
		expect(await ids('status=on-hold&after=2026-11-14T11:00:00')).toEqual([]);
		expect(await ids('status=on-hold&after=2026-11-14T09:59:59Z')).toEqual([old.id]);
		await ask(`/orders/${old.id}`, 'PUT', { customer_note: 'Volejte' });
		expect(await ids('status=on-hold&modified_after=2026-11-15T00:00:00Z')).toEqual([old.id]);
		expect((await ask('/orders?status=paid')).status).toBe(400);
		expect((await ask('/orders?after=yesterday')).status).toBe(400);
		expect((await ask('/orders?status=do-pohody')).body).toEqual([]);
	});

	test('take a status and meta data; a paid status sets the time of payment once', async () => {
		const { id } = shop.state.place({ lines: [coffee], status: 'on-hold' });
		const first = await ask(`/orders/${id}`, 'PUT', { status: 'processing', meta_data: [{ key: 'pohoda_number', value: '26OBJ01' }] });
		expect(first.body).toMatchObject({ status: 'processing', date_paid: '2026-11-14T11:00:00', meta_data: [{ key: 'pohoda_number', value: '26OBJ01' }] });
		now = new Date('2026-11-16T10:00:00Z');
		const second = await ask(`/orders/${id}`, 'PUT', { status: 'completed', meta_data: [{ key: 'pohoda_number', value: '26OBJ02' }] });
		expect(second.body).toMatchObject({ date_paid: '2026-11-14T11:00:00', date_completed: '2026-11-16T11:00:00', meta_data: [{ value: '26OBJ02' }] });
	});

	test('refuse what WooCommerce refuses, and stay as they were', async () => {
		const { id } = shop.state.place({ lines: [coffee] });
		expect(await ask('/orders/1', 'PUT', { status: 'completed' })).toMatchObject({ status: 400, body: { code: 'woocommerce_rest_shop_order_invalid_id' } });
		expect((await ask('/orders/1')).status).toBe(404);
		expect((await ask(`/orders/${id}`, 'PUT', { customer_note: 'x', status: 'paid' })).status).toBe(400);
		expect((await ask(`/orders/${id}`, 'PUT', { billing: { email: 'nobody' } })).status).toBe(400);
		expect(shop.state.orders.get(id)!.customer_note).toBe('');
		expect((await ask('/coupons')).status).toBe(404);
	});
});

describe('customers', () => {
	test('are made, found by e-mail, changed; two cannot share an e-mail', async () => {
		const made = await ask('/customers', 'POST', { email: 'jana@example.cz', first_name: 'Jana', billing: { city: 'Brno' } });
		expect(made).toMatchObject({ status: 201, body: { email: 'jana@example.cz', billing: { city: 'Brno', country: '' } } });
		expect((await ask('/customers?email=JANA@example.cz')).body).toHaveLength(1);
		expect(await ask('/customers', 'POST', { email: 'Jana@example.cz' })).toMatchObject({ status: 400, body: { code: 'registration-error-email-exists' } });
		const other = await ask('/customers', 'POST', { email: 'petr@example.cz' });
		expect((await ask(`/customers/${other.body.id}`, 'PUT', { email: 'jana@example.cz' })).status).toBe(400);
		now = new Date('2026-11-15T10:00:00Z');
		expect((await ask(`/customers/${other.body.id}`, 'PUT', { billing: { phone: '+420 777 000 111' } })).body).toMatchObject({ billing: { phone: '+420 777 000 111' }, date_modified: '2026-11-15T11:00:00' });
		expect((await ask('/customers', 'POST', {})).status).toBe(400);
	});

	test('lists leave out those with other roles', async () => {
		shop.state.register({ email: 'shop@example.cz', role: 'shop_manager' });
		expect((await ask('/customers')).body).toEqual([]);
		expect((await ask('/customers?role=all')).body).toHaveLength(1);
	});
});

describe('faults', () => {
	test('a status is not carried out, a drop is unless told otherwise, slow answers late', async () => {
		const { id } = shop.state.place({ lines: [coffee] });
		const note = (text: string) => ask(`/orders/${id}`, 'PUT', { customer_note: text });
		shop.faults.add({ kind: 'status', status: 429, method: 'PUT' });
		expect((await note('a')).status).toBe(429);
		expect(shop.state.orders.get(id)!.customer_note).toBe('');
		shop.faults.add({ kind: 'drop', path: '/orders/*' });
		await expect(note('b')).rejects.toThrow();
		expect(shop.state.orders.get(id)!.customer_note).toBe('b');
		shop.faults.add({ kind: 'drop', stored: false });
		await expect(note('c')).rejects.toThrow();
		expect(shop.state.orders.get(id)!.customer_note).toBe('b');
		shop.faults.add({ kind: 'slow', milliseconds: 5 });
		expect((await note('d')).status).toBe(200);
		expect(shop.faults.fired).toBe(4);
		expect(() => shop.faults.add({ kind: 'status' })).toThrow(TypeError);
	});

	test('off refuses connections, on takes them again on the same port', async () => {
		await shop.off();
		await expect(ask('/orders')).rejects.toThrow();
		await shop.on();
		expect((await ask('/orders')).status).toBe(200);
	});
});
