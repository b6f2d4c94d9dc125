/** An order: received from a customer (objednávka přijatá) or issued to a supplier (vydaná). */
import type { BusinessDocument } from './document';
import { DOCUMENT, completeDocument } from './documentChecks';
import { checkEntity, type CheckedEntity } from './entity';
import { flag, oneOf, required, text, type Fields } from './fields';

export interface Order extends BusinessDocument {
	recordType: 'order';
	type: 'receivedOrder' | 'issuedOrder';
	/** Number that the customer or the e-shop gave it. */
	customerOrderNumber?: string;
	/** Delivery of an issued order. */
	deliveryDate?: string;
	/** When a received order is to be done. */
	dateFrom?: string;
	dateTill?: string;
	executed?: boolean;
	delivered?: boolean;
	/** Reserves the goods. */
	reserved?: boolean;
	cancelledOn?: string;
	permanent?: boolean;
	/** Name of the e-shop it came from. */
	shopName?: string;
}

const ORDER: Fields<Exclude<keyof Order, 'recordType'>> = {
	...DOCUMENT,
	type: required(
		oneOf(['receivedOrder', 'issuedOrder']),
		'Say whether it is received from a customer or issued to a supplier.',
	),
	customerOrderNumber: text,
	deliveryDate: text,
	dateFrom: text,
	dateTill: text,
	executed: flag,
	delivered: flag,
	reserved: flag,
	cancelledOn: text,
	permanent: flag,
	shopName: text,
};

const DAYS = ['date', 'deliveryDate', 'dateFrom', 'dateTill', 'cancelledOn'];

/** Checks an order that comes from a workflow; see checkEntity. Warning: totalDiffers. */
export function checkOrder(input: unknown): CheckedEntity<Order> {
	return checkEntity<Order>(
		input,
		'order',
		ORDER,
		({ id, number, customerOrderNumber }) => id ?? number ?? customerOrderNumber,
		(record, warnings) => completeDocument(record, DAYS, warnings),
	);
}
