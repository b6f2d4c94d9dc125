/** What a basket becomes: lines with net and tax as WooCommerce computes them from prices with VAT. */
import type { Basket, LineItem, ShippingLine, TaxLine } from './types.mts';

/** Of the shop's tax settings: per cent → id and code of the rate. */
const RATES: Readonly<Record<number, { id: number; code: string }>> = {
	21: { id: 1, code: 'CZ-DPH-1' },
	12: { id: 2, code: 'CZ-DPH 12-1' },
	0: { id: 3, code: 'CZ-DPH 0-1' },
};

export const money = (hellers: number): string => (hellers / 100).toFixed(2);

interface Split {
	net: number;
	tax: number;
}

/** Net and tax of an amount with VAT, haléře, tax rounded half up. */
function split(gross: number, rate: number): Split {
	const tax = Math.round((gross * rate) / (100 + rate));
	return { net: gross - tax, tax };
}

function rateOf(rate: number): { id: number; code: string } {
	const known = RATES[rate];
	if (!known) throw new TypeError(`The shop has no tax rate of ${rate} %; it has ${Object.keys(RATES).join(', ')}.`);
	return known;
}

export interface Computed {
	line_items: LineItem[];
	shipping_lines: ShippingLine[];
	tax_lines: TaxLine[];
	shipping_total: string;
	shipping_tax: string;
	cart_tax: string;
	total_tax: string;
	total: string;
}

/** Lines and totals. Transport is taxed with the basic rate. `nextId` gives the ids of lines. */
export function compute(basket: Basket, nextId: () => number): Computed {
	const taxes = new Map<number, { cart: number; shipping: number }>();
	const addTax = (rate: number, part: 'cart' | 'shipping', amount: number): void => {
		const row = taxes.get(rate) ?? { cart: 0, shipping: 0 };
		row[part] += amount;
		taxes.set(rate, row);
	};
	let [total, cartTax] = [0, 0];
	const line_items = basket.lines.map(({ sku, name, quantity, price, rate = 21 }): LineItem => {
		const { net, tax } = split(price * quantity, rate);
		const { id } = rateOf(rate);
		total += net + tax;
		cartTax += tax;
		addTax(rate, 'cart', tax);
		return {
			...{ id: nextId(), name, product_id: nextId(), variation_id: 0, quantity, tax_class: '' },
			...{ subtotal: money(net), subtotal_tax: money(tax), total: money(net), total_tax: money(tax) },
			taxes: [{ id, total: money(tax), subtotal: money(tax) }],
			...{ meta_data: [], sku, price: net / 100 / quantity },
		};
	});
	const transport = basket.shipping ? split(basket.shipping.price, 21) : { net: 0, tax: 0 };
	if (basket.shipping) addTax(21, 'shipping', transport.tax);
	const shipping_lines = basket.shipping
		? [{ id: nextId(), method_title: basket.shipping.title, method_id: 'flat_rate', total: money(transport.net), total_tax: money(transport.tax), taxes: [{ id: 1, total: money(transport.tax), subtotal: '' }], meta_data: [] }]
		: [];
	const tax_lines = [...taxes].map(([rate, { cart, shipping }]): TaxLine => ({
		...{ id: nextId(), rate_code: rateOf(rate).code, rate_id: rateOf(rate).id, label: `DPH ${rate} %`, compound: false },
		...{ tax_total: money(cart), shipping_tax_total: money(shipping), rate_percent: rate, meta_data: [] },
	}));
	return {
		...{ line_items, shipping_lines, tax_lines, shipping_total: money(transport.net), shipping_tax: money(transport.tax) },
		...{ cart_tax: money(cartTax), total_tax: money(cartTax + transport.tax), total: money(total + transport.net + transport.tax) },
	};
}
