/** An order: received from a customer (objednávka přijatá) or issued to a supplier (vydaná). */
import { DOCUMENT, checkDocument } from './document';
import { recordType, type CheckedEntity } from './entity';
import { day, flag, oneOf, text } from './fields';
import { required, type Infer } from './table';

export const ORDER = {
	recordType: recordType('order'),
	...DOCUMENT,
	type: required(
		oneOf(['receivedOrder', 'issuedOrder']),
		'Say whether it is received from a customer or issued to a supplier.',
	),
	/** Number that the customer or the e-shop gave it. */
	customerOrderNumber: text,
	/** Delivery of an issued order. */
	deliveryDate: day,
	/** When a received order is to be done. */
	dateFrom: day,
	dateTill: day,
	executed: flag,
	delivered: flag,
	/** Reserves the goods. */
	reserved: flag,
	cancelledOn: day,
	permanent: flag,
	/** Name of the e-shop it came from. */
	shopName: text,
};
export type Order = Infer<typeof ORDER>;

/** See checkDocument. */
export function checkOrder(input: unknown): CheckedEntity<Order> {
	return checkDocument(input, ORDER, ({ id, number, customerOrderNumber }) => id ?? number ?? customerOrderNumber);
}
