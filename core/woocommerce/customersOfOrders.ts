/** Customers that orders name: they go into accounting before the orders do. */
import { isObject } from '../records/reading';
import { textOf as text, type Given } from './values';

/**
 * Canonical orders, as Get Waiting gives them → one contact for each customer, under the e-mail, else the IČO, else the
 * order. `sync` names the order, so that a problem of the customer can be told with it.
 */
export function customersOf(orders: readonly unknown[]): Given[] {
	const contacts = new Map<string, Given>();
	for (const order of orders.filter(isObject)) {
		const partner = isObject(order.partner) ? order.partner : {};
		const id = (text(partner.email) || text(partner.companyId) || text(order.key)).toLowerCase();
		if (id === '' || contacts.has(id)) continue;
		const sync = isObject(order.sync) ? order.sync : {};
		const address = ['company', 'name', 'street', 'city', 'zip', 'country', 'companyId', 'vatId', 'phone', 'email'];
		contacts.set(id, {
			...{ recordType: 'contact', source: order.source, id },
			...Object.fromEntries(address.map((field) => [field, text(partner[field])])),
			customer: true,
			sync: { flow: sync.flow, runId: sync.runId, mode: sync.mode, order: order.key, number: order.customerOrderNumber, date: order.date },
		});
	}
	return [...contacts.values()];
}
