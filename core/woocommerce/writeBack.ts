/** What the shop does not say yet of its orders: their number in accounting, and that they are paid. */
import { entityKey } from '../records/entity';
import { isObject } from '../records/reading';
import { isMeant } from './order';
import { metaText, textOf, type Given } from './values';

interface WriteBackSettings {
	/** Source of the records, as Convert has it. */
	shop: string;
	/** Meta data that hold the number. */
	numberKey: string;
	/** As Convert has it. */
	markKey: string;
	/** Orders in this status wait for their money. */
	unpaidStatus: string;
}

interface WriteBack {
	numbers: Array<{ id: unknown; number: string }>;
	paid: Array<{ id: unknown; number: string }>;
}

const text = (value: unknown): string => textOf(value).trim();
const PAID: ReadonlySet<unknown> = new Set(['paid', 'overpaid']);

/**
 * @param orders as WooCommerce gives them
 * @param targets as Sync Journal → Get Targets gives them
 * @param invoices canonical ones; those that are cancelled pay nothing
 */
export function writeBackOf(orders: readonly unknown[], targets: readonly unknown[], invoices: readonly unknown[], settings: WriteBackSettings): WriteBack {
	const { shop, numberKey, unpaidStatus } = settings;
	const numbers = new Map(targets.filter(isObject).map(({ key, targetNumber }) => [key, text(targetNumber)]));
	const isPaid = ({ payment, cancelled }: Given) => isObject(payment) && PAID.has(payment.state) && !cancelled;
	const paid = new Set(invoices.filter(isObject).filter(isPaid).map(({ orderNumber }) => text(orderNumber)));
	const read = orders.filter(isObject).filter((order) => text(order.id) !== '' && isMeant(order, settings));
	const said = (order: Given) => metaText(order, numberKey);
	return {
		numbers: read.flatMap((order) => {
			const number = numbers.get(entityKey(shop, 'order', text(order.id)));
			return number && number !== said(order) ? [{ id: order.id, number }] : [];
		}),
		paid: read
			.filter((order) => order.status === unpaidStatus && [text(order.number), said(order)].some((number) => number !== '' && paid.has(number)))
			.map(({ id, number }) => ({ id, number: text(number) })),
	};
}
