/** What each resource does with a request. */
import { Refusal, invalidParameter } from './errors.mts';
import { inTime, page, texts } from './list.mts';
import { isEmail, type State } from './state.mts';
import type { Address, ShopCustomer, ShopOrder } from './types.mts';

export interface Call {
	state: State;
	method: string;
	url: URL;
	/** Path without /wp-json/wc/v3, in parts. */
	parts: string[];
	body: Record<string, unknown>;
}

export interface Answer {
	status: number;
	body: unknown;
	headers?: Record<string, string>;
}

type Given = Record<string, unknown>;

const isObject = (value: unknown): value is Given => typeof value === 'object' && value !== null && !Array.isArray(value);

function textOf(value: unknown, name: string): string {
	if (typeof value !== 'string') throw invalidParameter(name, `${name} is not of type string.`);
	return value;
}

function setAddress(address: Address, given: unknown, name: string): void {
	if (given === undefined) return;
	if (!isObject(given)) throw invalidParameter(name, `${name} is not of type object.`);
	for (const [field, value] of Object.entries(given)) {
		if (!(field in address)) continue;
		const text = textOf(value, `${name}[${field}]`);
		if (field === 'email' && text !== '' && !isEmail(text)) throw invalidParameter(`${name}[email]`, 'Invalid email address.');
		address[field as 'city'] = text;
	}
}

function setMeta(state: State, record: ShopOrder | ShopCustomer, given: unknown): void {
	if (given === undefined) return;
	if (!Array.isArray(given) || !given.every(isObject)) throw invalidParameter('meta_data', 'meta_data is not of type array.');
	state.setMeta(record.meta_data, given as Array<{ key: string; value: unknown }>);
}

/** Carried out on a copy, so that a refusal leaves nothing half done. */
function change<T extends ShopOrder | ShopCustomer>(state: State, records: Map<number, T>, record: T, set: (copy: T) => void): T {
	const copy = structuredClone(record);
	set(copy);
	state.touch(copy);
	records.set(copy.id, copy);
	return copy;
}

const ORDER_SORTS = { date: (row: ShopOrder) => row.date_created_gmt, modified: (row: ShopOrder) => row.date_modified_gmt, id: (row: ShopOrder) => row.id, include: (row: ShopOrder) => row.id, title: (row: ShopOrder) => row.number, slug: (row: ShopOrder) => row.number };

function listOrders({ state, url }: Call): Answer {
	const wanted = texts(url.searchParams, 'status').filter((status) => status !== 'any');
	const strange = wanted.find((status) => !state.statuses.includes(status));
	if (strange !== undefined) throw invalidParameter('status', `status[0] is not one of any, ${state.statuses.join(', ')}.`);
	const [customer, search] = [url.searchParams.get('customer'), url.searchParams.get('search')];
	const inside = inTime<ShopOrder>(state, url.searchParams);
	const rows = [...state.orders.values()].filter(
		(order) =>
			(wanted.length === 0 ? order.status !== 'trash' : wanted.includes(order.status)) &&
			(customer === null || String(order.customer_id) === customer) &&
			(search === null || JSON.stringify([order.number, order.billing]).includes(search)) &&
			inside(order),
	);
	const { rows: shown, headers } = page(url, rows, ORDER_SORTS, { orderby: 'date', order: 'desc' });
	return { status: 200, body: shown, headers };
}

function orders(call: Call): Answer {
	const { state, method, parts, body } = call;
	if (parts.length === 1 && method === 'GET') return listOrders(call);
	if (parts.length !== 2) throw noRoute();
	const order = state.orders.get(Number(parts[1]));
	if (!order) throw new Refusal(method === 'GET' ? 404 : 400, 'woocommerce_rest_shop_order_invalid_id', 'Invalid ID.');
	if (method === 'GET') return { status: 200, body: order };
	if (method !== 'PUT' && method !== 'POST' && method !== 'PATCH') throw noRoute();
	const changed = change(state, state.orders, order, (copy) => {
		setAddress(copy.billing, body.billing, 'billing');
		setAddress(copy.shipping, body.shipping, 'shipping');
		for (const field of ['customer_note', 'payment_method', 'payment_method_title', 'transaction_id'] as const) if (body[field] !== undefined) copy[field] = textOf(body[field], field);
		setMeta(state, copy, body.meta_data);
		if (body.status !== undefined) state.setStatus(copy, textOf(body.status, 'status'));
	});
	return { status: 200, body: changed };
}

const CUSTOMER_SORTS = { name: (row: ShopCustomer) => row.username, id: (row: ShopCustomer) => row.id, include: (row: ShopCustomer) => row.id, registered_date: (row: ShopCustomer) => row.date_created_gmt };

function customers({ state, method, url, parts, body }: Call): Answer {
	if (parts.length === 1 && method === 'GET') {
		const [email, role] = [url.searchParams.get('email'), url.searchParams.get('role') ?? 'customer'];
		const rows = [...state.customers.values()].filter((one) => (email === null || one.email.toLowerCase() === email.toLowerCase()) && (role === 'all' || one.role === role));
		const { rows: shown, headers } = page(url, rows, CUSTOMER_SORTS, { orderby: 'name', order: 'asc' });
		return { status: 200, body: shown, headers };
	}
	if (parts.length === 1 && method === 'POST') {
		const { email, first_name, last_name, username, billing, shipping, meta_data } = body as Given & { email?: string };
		if (email === undefined) throw new Refusal(400, 'rest_missing_callback_param', 'Missing parameter(s): email');
		const address = (given: unknown, name: string): Address => {
			const whole: Address = { first_name: '', last_name: '', company: '', address_1: '', address_2: '', city: '', state: '', postcode: '', country: '', email: '', phone: '' };
			setAddress(whole, given, name);
			return whole;
		};
		const [bill, ship] = [address(billing, 'billing'), address(shipping, 'shipping')];
		const made = state.register({ email: textOf(email, 'email'), first_name: first_name as string, last_name: last_name as string, username: username as string, billing: bill, shipping: ship });
		setMeta(state, made, meta_data);
		return { status: 201, body: made };
	}
	if (parts.length !== 2) throw noRoute();
	const customer = state.customers.get(Number(parts[1]));
	if (!customer) throw new Refusal(method === 'GET' ? 404 : 400, 'woocommerce_rest_invalid_id', 'Invalid resource ID.');
	if (method === 'GET') return { status: 200, body: customer };
	if (method !== 'PUT' && method !== 'POST' && method !== 'PATCH') throw noRoute();
	const changed = change(state, state.customers, customer, (copy) => {
		setAddress(copy.billing, body.billing, 'billing');
		setAddress(copy.shipping, body.shipping, 'shipping');
		for (const field of ['first_name', 'last_name'] as const) if (body[field] !== undefined) copy[field] = textOf(body[field], field);
		if (body.email !== undefined) {
			copy.email = textOf(body.email, 'email');
			if (!isEmail(copy.email)) throw invalidParameter('email', 'Invalid email address.');
			const taken = [...state.customers.values()].some((one) => one.id !== copy.id && one.email.toLowerCase() === copy.email.toLowerCase());
			if (taken) throw new Refusal(400, 'woocommerce_rest_customer_invalid_email', 'Email address is invalid.');
		}
		setMeta(state, copy, body.meta_data);
	});
	return { status: 200, body: changed };
}

export function noRoute(): Refusal {
	return new Refusal(404, 'rest_no_route', 'No route was found matching the URL and request method.');
}

/** Products are there for the test of the credential only. */
export const RESOURCES: Readonly<Record<string, (call: Call) => Answer>> = {
	orders,
	customers,
	products: ({ method, url, parts }) => {
		if (method !== 'GET' || (parts.length === 2 && parts[1] !== 'categories')) throw noRoute();
		const { rows, headers } = page(url, [] as Array<{ id: number; date_created_gmt: string; date_modified_gmt: string }>, { date: (row: { id: number; date_created_gmt: string; date_modified_gmt: string }) => row.id }, { orderby: 'date', order: 'desc' });
		return { status: 200, body: rows, headers };
	},
};
