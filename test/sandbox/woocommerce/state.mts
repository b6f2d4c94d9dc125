/** The shop: its orders and customers, as its own pages would change them. */
import { compute } from './basket.mts';
import { Refusal, invalidParameter } from './errors.mts';
import type { Address, Basket, Meta, RequestLogEntry, ShopCustomer, ShopOrder, ShopSettings } from './types.mts';

export const DEFAULTS: ShopSettings = {
	consumerKey: 'ck_0123456789abcdef0123456789abcdef01234567',
	consumerSecret: 'cs_0123456789abcdef0123456789abcdef01234567',
	statuses: [],
	zone: 'Europe/Prague',
};

const STATUSES = ['pending', 'processing', 'on-hold', 'completed', 'cancelled', 'refunded', 'failed', 'trash', 'checkout-draft'];
const LOG = 2000;

const ADDRESS: Address = {
	...{ first_name: '', last_name: '', company: '', address_1: '', address_2: '', city: '', state: '', postcode: '', country: '' },
};

export const isEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

export class State {
	readonly settings: ShopSettings;
	readonly orders = new Map<number, ShopOrder>();
	readonly customers = new Map<number, ShopCustomer>();
	readonly requests: RequestLogEntry[] = [];
	private lastId = 100;

	constructor(
		readonly now: () => Date,
		settings: Partial<ShopSettings> = {},
	) {
		this.settings = { ...DEFAULTS, ...settings };
	}

	get statuses(): string[] {
		return [...STATUSES, ...this.settings.statuses];
	}

	nextId(): number {
		return (this.lastId += 1);
	}

	/** Local time of the shop without zone, and GMT. */
	times(at = this.now()): [local: string, gmt: string] {
		const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: this.settings.zone, dateStyle: 'short', timeStyle: 'medium' }).format(at);
		return [parts.replace(' ', 'T'), at.toISOString().slice(0, 19)];
	}

	/** A customer finishes a basket. */
	place(basket: Basket): ShopOrder {
		const id = this.nextId();
		const [local, gmt] = this.times();
		const { status = 'processing', payment = { id: 'bacs', title: 'Bankovní převod' } } = basket;
		const billing = { ...ADDRESS, email: '', phone: '', ...basket.billing };
		const order: ShopOrder = {
			...{ id, parent_id: 0, number: String(id), order_key: `wc_order_${id}`, created_via: 'checkout', version: '9.9.5', status: 'pending', currency: 'CZK' },
			...{ date_created: local, date_created_gmt: gmt, date_modified: local, date_modified_gmt: gmt, prices_include_tax: true },
			...{ discount_total: '0.00', discount_tax: '0.00' },
			...compute(basket, () => this.nextId()),
			...{ customer_id: basket.customerId ?? 0, customer_note: basket.note ?? '', billing, shipping: { ...ADDRESS, phone: '', ...basket.delivery } },
			...{ payment_method: payment.id, payment_method_title: payment.title, transaction_id: '' },
			...{ date_paid: null, date_paid_gmt: null, date_completed: null, date_completed_gmt: null },
			...{ meta_data: [], fee_lines: [], coupon_lines: [], refunds: [] },
		};
		this.orders.set(id, order);
		this.setMeta(order.meta_data, Object.entries(basket.meta ?? {}).map(([key, value]) => ({ key, value })));
		this.setStatus(order, status);
		return order;
	}

	/** Somebody registers, or a person enters a customer. Throws Refusal as the API does. */
	register(given: Partial<Pick<ShopCustomer, 'email' | 'first_name' | 'last_name' | 'username' | 'role'>> & { billing?: Partial<Address>; shipping?: Partial<Address> }): ShopCustomer {
		const { email = '' } = given;
		if (!isEmail(email)) throw invalidParameter('email', 'Invalid email address.');
		if ([...this.customers.values()].some((one) => one.email.toLowerCase() === email.toLowerCase())) {
			throw new Refusal(400, 'registration-error-email-exists', 'An account is already registered with your email address.');
		}
		const id = this.nextId();
		const [local, gmt] = this.times();
		const customer: ShopCustomer = {
			...{ id, date_created: local, date_created_gmt: gmt, date_modified: local, date_modified_gmt: gmt },
			...{ email, first_name: given.first_name ?? '', last_name: given.last_name ?? '', role: given.role ?? 'customer', username: given.username ?? email.split('@')[0]! },
			billing: { ...ADDRESS, email: '', phone: '', ...given.billing },
			shipping: { ...ADDRESS, phone: '', ...given.shipping },
			...{ is_paying_customer: false, avatar_url: '', meta_data: [] },
		};
		this.customers.set(id, customer);
		return customer;
	}

	/** Paid orders get the time of payment once, as WooCommerce does when they reach processing or completed. */
	setStatus(order: ShopOrder, status: string): void {
		if (!this.statuses.includes(status)) throw invalidParameter('status', `status is not one of ${this.statuses.join(', ')}.`);
		order.status = status;
		const [local, gmt] = this.times();
		if (['processing', 'completed'].includes(status) && order.date_paid === null) [order.date_paid, order.date_paid_gmt] = [local, gmt];
		if (status === 'completed' && order.date_completed === null) [order.date_completed, order.date_completed_gmt] = [local, gmt];
	}

	/** Known keys get the new value, unknown ones are added; null removes. */
	setMeta(meta: Meta[], given: ReadonlyArray<{ id?: number; key?: string; value?: unknown }>): void {
		for (const { id, key, value } of given) {
			const at = meta.findIndex((one) => (id === undefined ? one.key === key : one.id === id));
			if (value === null) {
				if (at >= 0) meta.splice(at, 1);
			} else if (at >= 0) meta[at]!.value = value;
			else meta.push({ id: this.nextId(), key: String(key ?? ''), value });
		}
	}

	touch(record: ShopOrder | ShopCustomer): void {
		[record.date_modified, record.date_modified_gmt] = this.times();
	}

	log(entry: Omit<RequestLogEntry, 'n'>): void {
		this.requests.push({ n: (this.requests.at(-1)?.n ?? 0) + 1, ...entry });
		if (this.requests.length > LOG) this.requests.shift();
	}
}
