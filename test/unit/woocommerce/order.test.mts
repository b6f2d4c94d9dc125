/** What an order of a WooCommerce shop means, and what of it is not guessed. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkOrder } from '../../../core/records/order';
import { receiveRecords } from '../../../core/sync/receive';
import { readOrder, type RefusedOrder, type ShopSettings } from '../../../core/woocommerce/order';
import { State } from '../../sandbox/woocommerce/state.mts';
import type { Basket, ShopOrder } from '../../sandbox/woocommerce/types.mts';

const SETTINGS: ShopSettings = {
	...{ shop: 'woocommerce', statuses: ['processing', 'on-hold'], markKey: '', numberSeries: '26OP' },
	...{ paymentForms: { cod: 'Dobírkou' }, companyIdKey: '_billing_ic', vatIdKey: '_billing_dic' },
};
const GOODS = { sku: '00421', name: 'Konvička', quantity: 3, price: 24_900 };

function placed(basket: Partial<Basket> = {}): ShopOrder {
	const state = new State(() => new Date('2026-11-14T23:30:00Z'));
	const billing = { first_name: 'Žofie', last_name: 'Říhová', address_1: 'Údolní 53', address_2: '2. patro', city: 'Brno', postcode: '602 00', country: 'CZ', email: 'zofie@example.cz', phone: '777' };
	return state.place({ lines: [GOODS], billing, shipping: { title: 'PPL', price: 8_900 }, payment: { id: 'cod', title: 'Na dobírku' }, ...basket });
}

const read = (order: unknown, settings: Partial<ShopSettings> = {}) => readOrder(order, { ...SETTINGS, ...settings });
/** The record after the check on entry. */
function recordOf(order: unknown, settings?: Partial<ShopSettings>) {
	const checked = checkOrder(read(order, settings));
	if (!checked.ok) throw new Error(checked.reasons.join(' '));
	return checked.record;
}
const reasons = (order: unknown) => (read(order) as unknown as RefusedOrder).reasons.join('\n');

describe('an order', () => {
	test('is what the customer ordered, on the day of the shop', () => {
		const order = placed({ note: 'Zvoňte', meta: { _billing_ic: 12345679, _billing_dic: ' CZ12345679 ' } });
		expect(read(order)).toEqual({
			...{ recordType: 'order', type: 'receivedOrder', source: 'woocommerce', id: String(order.id), customerOrderNumber: order.number },
			...{ date: '2026-11-15', text: `E-shop ${order.number}, Na dobírku`, currency: 'CZK', total: 836, roundingMode: 'none' },
			...{ paymentForm: 'Dobírkou', numberSeries: '26OP', note: 'Zvoňte' },
			partner: {
				...{ company: '', name: 'Žofie Říhová', street: 'Údolní 53, 2. patro', city: 'Brno', zip: '602 00', country: 'CZ', phone: '777' },
				...{ email: 'zofie@example.cz', companyId: '12345679', vatId: 'CZ12345679', linkToContact: true },
			},
			items: [
				{ externalId: expect.any(String), kind: 'goods', code: '00421', name: 'Konvička', quantity: 3, unitPrice: 249, priceIncludesVat: true, vatRate: 21, totalGross: 747 },
				{ externalId: expect.any(String), kind: 'service', name: 'PPL', quantity: 1, unitPrice: 89, priceIncludesVat: true, vatRate: 21, totalGross: 89 },
			],
		});
		expect(recordOf(order).key).toBe(`woocommerce/order/${order.id}`);
	});

	test('has a delivery address only where goods go elsewhere', () => {
		const delivery = { first_name: 'Karel', last_name: 'Říha', address_1: 'Dlouhá 1', city: 'Praha', postcode: '110 00', country: 'CZ' };
		expect(recordOf(placed({ delivery })).partner?.shippingAddresses).toMatchObject([{ name: 'Karel Říha', city: 'Praha' }]);
		const order = placed();
		order.shipping = { ...order.billing, phone: '' };
		expect(recordOf(order).partner?.shippingAddresses).toBeUndefined();
	});

	test('names what costs nothing and what was taken off by coupons', () => {
		const order = placed();
		order.shipping_lines.push({ ...order.shipping_lines[0]!, method_title: 'Osobní odběr', total: '0.00', total_tax: '0.00', taxes: [] });
		order.coupon_lines.push({ id: 1, code: 'LETO', discount: '10', discount_tax: '2.1' });
		expect(recordOf(order)).toMatchObject({ items: [{ kind: 'goods' }, { name: 'PPL' }], extra: { freeOfCharge: ['Osobní odběr'], coupons: [{ code: 'LETO', discount: '10' }] } });
	});

	test('takes a fee with its sign, exactly', () => {
		const order = placed({ shipping: undefined });
		order.fee_lines.push({ id: 9, name: 'Sleva', total: '-10.00', total_tax: '-2.10', taxes: [{ id: 1, total: '-2.1' }] });
		order.total = '734.90';
		expect(recordOf(order)).toMatchObject({ total: 734.9, items: [{}, { kind: 'other', name: 'Sleva', unitPrice: -12.1, vatRate: 21, totalGross: -12.1 }] });
	});

	test('of a shop that is no VAT payer has no rate; goods without tax beside taxed ones have the rate 0', () => {
		const order = placed({ lines: [{ ...GOODS, rate: 0 }], shipping: undefined });
		expect(recordOf({ ...order, tax_lines: [], line_items: order.line_items.map((line) => ({ ...line, taxes: [] })) }).items[0]!.vatRate).toBeNull();
		expect(recordOf({ ...order, line_items: order.line_items.map((line) => ({ ...line, taxes: [] })) }).items[0]!.vatRate).toBe(0);
	});

	test('is the same one whatever happens to its status, payment and time of change', () => {
		const order = placed();
		const later = { ...order, status: 'on-hold', date_paid: '2026-11-16T10:00:00', date_modified: '2026-11-16T10:00:00', meta_data: [{ id: 1, key: 'pohoda_order_number', value: '1' }] };
		expect(read(later)).toEqual(read(order));
	});

	test('without a mark is not meant, and nothing is nothing', () => {
		const marked = (value: unknown) => read(placed({ meta: { do_pohody: value } }), { markKey: 'do_pohody' }) !== undefined;
		expect([true, 1, 'yes', '2026-11-14'].map(marked)).toEqual([true, true, true, true]);
		expect(['', '0', 'no', false, 0].map(marked)).toEqual([false, false, false, false, false]);
		expect([read(placed(), { markKey: 'do_pohody' }), read({}), read(undefined), read(null)]).toEqual([undefined, undefined, undefined, undefined]);
	});
});

describe('refused, with what to do, is', () => {
	const line = (change: object) => {
		const order = placed();
		return { ...order, line_items: [{ ...order.line_items[0]!, ...change }] };
	};

	test.each<[string, () => unknown, RegExp]>([
		['a status that nobody has named', () => placed({ status: 'completed' }), /status is "completed", and orders in processing, on-hold are taken/],
		['an order of which money was given back', () => ({ ...placed(), refunds: [{ id: 1, reason: '', total: '-100.00' }] }), /money was given back \(-100\.00\).*by hand/],
		['a total that the lines do not make', () => ({ ...placed(), total: '736.00' }), /lines make 836\.00 Kč and its total is 736\.00 Kč.*gift card/],
		['a tax without its rate', () => ({ ...placed(), tax_lines: [{ rate_id: 1 }] }), /line_items 1 bears the tax 1, whose rate the order does not say/],
		['two taxes on a line', () => line({ taxes: [{ id: 1, total: '1.00' }, { id: 2, total: '1.00' }] }), /bears 2 taxes/],
		['tax that is not of its rate', () => line({ total_tax: '10.00' }), /has 10\.00 of tax on 617\.36, which is not 21 %/],
		['a quantity of nothing', () => line({ quantity: 0 }), /quantity is 0, and more than 0 is needed/],
		['an amount that is none', () => line({ total: '1 000,00' }), /total is the text "1 000,00", and a number is needed/],
		['a day that is none', () => ({ ...placed(), date_created: '14.11.2026' }), /date_created is "14\.11\.2026"/],
		['an order without id', () => ({ ...placed(), id: undefined }), /id is missing/],
		['lines that are none', () => ({ ...placed(), line_items: 'none' }), /line_items is the text "none"/],
		['a city that is an object', () => ({ ...placed(), billing: { city: {} } }), /billing\.city is an object/],
	])('%s', (_name, order, expected) => {
		expect(reasons(order())).toMatch(expected);
	});

	test('named with number, day and amount, once for all changes that are none of its reasons', () => {
		const order = { ...placed(), refunds: [{ id: 1, total: '-1' }] };
		const [first, second] = [read(order), read({ ...order, date_modified: '2027-01-01T00:00:00' })] as unknown as RefusedOrder[];
		expect(second).toEqual(first);
		const { rows, answer } = receiveRecords([first], [], '2026-11-20');
		expect(rows[0]!.row).toMatchObject({ state: 'refused', register: 'order', number: order.number, amount: 836, recordDate: '2026-11-15' });
		expect(rows[0]!.row.message).toMatch(new RegExp(`^Order ${order.number} of 15 Nov 2026, 836\\.00 Kč was not accepted: money was given back`));
		expect(receiveRecords([second], [rows[0]!.row], '2026-11-21').rows).toEqual([]);
		expect(answer.refused).toHaveLength(1);
	});
});

test('random orders add up to the haléř, or to what the shop itself has rounded', () => {
	const basket = fc.array(fc.record({ quantity: fc.integer({ min: 1, max: 50 }), price: fc.integer({ min: 1, max: 10_000_000 }), rate: fc.constantFrom(21, 12, 0) }), { minLength: 1, maxLength: 8 });
	fc.assert(
		fc.property(basket, fc.option(fc.integer({ min: 1, max: 100_000 })), (lines, price) => {
			const order = placed({ lines: lines.map((line, index) => ({ sku: String(index), name: 'x', ...line })), shipping: price === null ? undefined : { title: 'PPL', price } });
			const { total, items } = recordOf(order);
			const gross = items.map(({ totalGross }) => Math.round(totalGross! * 100));
			expect(gross.reduce((all, one) => all + one, 0)).toBe(Math.round(total! * 100));
			expect(items.slice(0, lines.length).map(({ vatRate }) => vatRate)).toEqual(lines.map(({ rate }) => rate));
			expect(gross.slice(0, lines.length)).toEqual(lines.map((line) => line.price * line.quantity));
		}),
		{ seed: 6, numRuns: 200 },
	);
});

test('whatever comes in is a record, a refusal with reasons, or nothing', () => {
	fc.assert(
		fc.property(fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...Object.keys(placed())), fc.anything())), fc.boolean(), (given, mixed) => {
			const made = read(mixed && typeof given === 'object' && given !== null ? { ...placed(), ...given } : given);
			if (made === undefined) return;
			if (made.outcome !== 'refused') return void expect(made.recordType).toBe('order');
			expect((made.reasons as string[]).length).toBeGreaterThan(0);
			JSON.stringify(made);
		}),
		{ seed: 6, numRuns: 1000 },
	);
});
