/** Records as WooCommerce's REST API v3 answers them: amounts are texts with two decimals, times are the shop's local ones. */

export interface Meta {
	id: number;
	key: string;
	value: unknown;
}

export interface Address {
	first_name: string;
	last_name: string;
	company: string;
	address_1: string;
	address_2: string;
	city: string;
	state: string;
	postcode: string;
	country: string;
	email?: string;
	phone?: string;
}

interface Times {
	date_created: string;
	date_created_gmt: string;
	date_modified: string;
	date_modified_gmt: string;
}

export interface LineItem {
	id: number;
	name: string;
	product_id: number;
	variation_id: number;
	quantity: number;
	tax_class: string;
	/** Net and tax before discount. */
	subtotal: string;
	subtotal_tax: string;
	/** Net and tax after discount. */
	total: string;
	total_tax: string;
	taxes: Array<{ id: number; total: string; subtotal: string }>;
	meta_data: Meta[];
	sku: string;
	/** Net, after discount. */
	price: number;
}

export interface ShippingLine {
	id: number;
	method_title: string;
	method_id: string;
	total: string;
	total_tax: string;
	taxes: Array<{ id: number; total: string; subtotal: string }>;
	meta_data: Meta[];
}

export interface TaxLine {
	id: number;
	rate_code: string;
	rate_id: number;
	label: string;
	compound: boolean;
	tax_total: string;
	shipping_tax_total: string;
	rate_percent: number;
	meta_data: Meta[];
}

export interface ShopOrder extends Times {
	id: number;
	parent_id: number;
	number: string;
	order_key: string;
	created_via: string;
	version: string;
	status: string;
	currency: string;
	prices_include_tax: boolean;
	discount_total: string;
	discount_tax: string;
	shipping_total: string;
	shipping_tax: string;
	cart_tax: string;
	total: string;
	total_tax: string;
	/** 0: a guest. */
	customer_id: number;
	customer_note: string;
	billing: Address;
	shipping: Address;
	payment_method: string;
	payment_method_title: string;
	transaction_id: string;
	date_paid: string | null;
	date_paid_gmt: string | null;
	date_completed: string | null;
	date_completed_gmt: string | null;
	meta_data: Meta[];
	line_items: LineItem[];
	tax_lines: TaxLine[];
	shipping_lines: ShippingLine[];
	fee_lines: unknown[];
	coupon_lines: unknown[];
	refunds: unknown[];
}

export interface ShopCustomer extends Times {
	id: number;
	email: string;
	first_name: string;
	last_name: string;
	role: string;
	username: string;
	billing: Address;
	shipping: Address;
	is_paying_customer: boolean;
	avatar_url: string;
	meta_data: Meta[];
}

/** What a test, or the demo, orders in the shop; prices with VAT, in haléře. */
export interface Basket {
	lines: ReadonlyArray<{ sku: string; name: string; quantity: number; price: number; rate?: number }>;
	/** Price of the transport with VAT, haléře. */
	shipping?: { title: string; price: number };
	billing?: Partial<Address>;
	delivery?: Partial<Address>;
	status?: string;
	payment?: { id: string; title: string };
	customerId?: number;
	meta?: Record<string, unknown>;
	note?: string;
}

export interface ShopSettings {
	consumerKey: string;
	consumerSecret: string;
	/** Statuses beside WooCommerce's own. */
	statuses: string[];
	/** Zone of the shop: its times carry none. */
	zone: string;
}

export interface RequestLogEntry {
	n: number;
	method: string;
	/** Path and query without credentials. */
	path: string;
	status: number;
	body?: unknown;
	fault?: string;
}
