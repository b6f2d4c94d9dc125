/** An order of a WooCommerce shop (REST API v3) → a canonical order. */
import { fromMicro } from '../money/micro';
import { isDay } from '../records/dates';
import { describeEntity } from '../records/describeEntity';
import { entityKey } from '../records/entity';
import { isObject } from '../records/reading';
import { addressOf, isElsewhere } from './address';
import { linesOf } from './lines';
import { Reader, metaOf, metaText, type Given } from './values';

export interface ShopSettings {
	/** Source of the records: each shop its own. */
	shop: string;
	/** Orders in these statuses are meant, in WooCommerce's words. */
	statuses: readonly string[];
	/** Meta data that must be set in an order that is meant; '' = every order. */
	markKey: string;
	/** The target's form of payment by the shop's payment method. */
	paymentForms: Readonly<Record<string, unknown>>;
	numberSeries: string;
	/** Meta data that hold IČO and DIČ. */
	companyIdKey: string;
	vatIdKey: string;
}

/** A reader's word for what it cannot take: Receive stores it as a problem. */
export interface RefusedOrder {
	recordType: 'order';
	outcome: 'refused';
	key?: string;
	place: string;
	reasons: string[];
	raw: Given;
}

/** Of meta data that a plug-in has emptied instead of removing it. */
const UNSET: readonly unknown[] = [undefined, null, '', '0', 'no', false, 0];

function partnerOf(order: Given, { companyIdKey, vatIdKey }: ShopSettings, reader: Reader): Given {
	const [billing, shipping] = [reader.object(order.billing, 'billing'), reader.object(order.shipping, 'shipping')];
	return {
		...addressOf(billing, 'billing', reader),
		email: reader.text(billing.email, 'billing.email'),
		companyId: metaText(order, companyIdKey),
		vatId: metaText(order, vatIdKey),
		linkToContact: true,
		...(isElsewhere(shipping, billing) ? { shippingAddresses: [addressOf(shipping, 'shipping', reader)] } : {}),
	};
}

/** What is in the order and in no line of it. */
function extraOf(order: Given, free: readonly string[], reader: Reader): Given {
	const coupons = reader.list(order.coupon_lines, 'coupon_lines').map(({ code, discount }) => ({ code, discount }));
	return { ...(free.length > 0 ? { freeOfCharge: free } : {}), ...(coupons.length > 0 ? { coupons } : {}) };
}

function recordOf(order: Given, settings: ShopSettings, reader: Reader): Given {
	const number = reader.text(order.number, 'number');
	const method = reader.text(order.payment_method, 'payment_method');
	const { items, free } = linesOf(order, reader);
	const extra = extraOf(order, free, reader);
	const form = Object.hasOwn(settings.paymentForms, method) ? settings.paymentForms[method] : '';
	return {
		...{ recordType: 'order', type: 'receivedOrder', source: settings.shop, id: reader.text(order.id, 'id'), customerOrderNumber: number },
		date: reader.text(order.date_created, 'date_created').slice(0, 10),
		text: `E-shop ${number}, ${reader.text(order.payment_method_title, 'payment_method_title')}`,
		currency: reader.text(order.currency, 'currency'),
		partner: partnerOf(order, settings, reader),
		items,
		...{ total: fromMicro(reader.amount(order.total, 'total')), roundingMode: 'none' },
		paymentForm: reader.text(form, `the form of payment of ${method} in the settings`),
		...{ numberSeries: settings.numberSeries, note: reader.text(order.customer_note, 'customer_note') },
		...(Object.keys(extra).length > 0 ? { extra } : {}),
	};
}

function check(order: Given, { statuses }: ShopSettings, record: Given, reader: Reader): void {
	const { id, customerOrderNumber, date } = record as Record<string, string>;
	if (id === '') reader.refuse('id is missing: this is no order of WooCommerce.');
	if (customerOrderNumber === '') reader.refuse('number is missing.');
	if (!isDay(date)) reader.refuse(`date_created is "${date}", and a day such as 2026-11-14 is needed.`);
	const status = reader.text(order.status, 'status');
	if (!statuses.includes(status)) reader.refuse(`its status is "${status}", and orders in ${statuses.join(', ') || 'no status at all'} are taken (Statuses).`);
	const refunds = reader.list(order.refunds, 'refunds').map(({ total }) => reader.text(total, 'refunds'));
	if (refunds.length > 0) {
		reader.refuse(`money was given back (${refunds.join(', ')}), and the lines do not say for what. If the order is in accounting already, correct it there, else enter it by hand.`);
	}
}

/** Whether it is marked, or no mark is asked for. */
export const isMeant = (order: Given, { markKey }: Pick<ShopSettings, 'markKey'>): boolean => markKey === '' || !UNSET.includes(metaOf(order, markKey));

/**
 * The order, or why it cannot be taken; undefined for what is not meant (not marked, or nothing at all). Status, payment
 * and time of change are not in the record: they move without the order becoming another one.
 */
export function readOrder(input: unknown, settings: ShopSettings): Given | RefusedOrder | undefined {
	if (!isObject(input) || Object.keys(input).length === 0) return undefined;
	if (!isMeant(input, settings)) return undefined;
	const reader = new Reader();
	const record = recordOf(input, settings, reader);
	check(input, settings, record, reader);
	if (reader.reasons.length === 0) return record;
	const { recordType, source, id, customerOrderNumber, date, total, currency } = record as Record<string, string>;
	const about = { recordType, source, id, customerOrderNumber, date, total, currency };
	return {
		...{ recordType: 'order', outcome: 'refused' },
		...(id === '' ? {} : { key: entityKey(source, 'order', id) }),
		place: describeEntity({ ...about, key: id }),
		reasons: reader.reasons,
		// Not the order itself: each change of it in the shop would be another problem.
		raw: about,
	};
}
