/** Events that can be chosen, and where their documents are. */
import type { INodePropertyOptions } from 'n8n-workflow';

export interface Entity {
	/** As the panel calls it. */
	name: string;
	path: string;
	/** Column by which new rows are noticed in polling; a list of sales receipts knows no change. */
	by: 'Id' | 'DateLastChange';
	/** Events beside Insert, Update and Delete. */
	more?: readonly string[];
}

/** By iDoklad's name of the entity. */
export const ENTITIES: Readonly<Record<string, Entity>> = {
	CashVoucher: { name: 'Cash Document', path: '/CashVouchers', by: 'DateLastChange' },
	Contact: { name: 'Contact', path: '/Contacts', by: 'DateLastChange' },
	IssuedInvoice: { name: 'Invoice', path: '/IssuedInvoices', by: 'DateLastChange', more: ['PaymentCreated', 'PaymentDeleted'] },
	PriceListItem: { name: 'Price List Item', path: '/PriceListItems', by: 'DateLastChange' },
	SalesReceipt: {
		name: 'Sales Receipt',
		path: '/SalesReceipts',
		by: 'Id',
		more: ['SalesReceiptAccounting', 'SalesReceiptAccountingCanceled'],
	},
};

const EVENT_NAMES: Readonly<Record<string, string>> = {
	Insert: 'Created',
	Update: 'Updated',
	Delete: 'Deleted',
	PaymentCreated: 'Paid',
	PaymentDeleted: 'Payment Deleted',
	SalesReceiptAccounting: 'Accounted',
	SalesReceiptAccountingCanceled: 'Accounting Canceled',
};

/** `SalesReceipt.Insert` and the like, as options. */
export const EVENT_OPTIONS: INodePropertyOptions[] = Object.entries(ENTITIES)
	.flatMap(([entity, { name, more = [] }]) =>
		['Insert', 'Update', 'Delete', ...more].map((event) => ({
			name: `${name} ${EVENT_NAMES[event]}`,
			value: `${entity}.${event}`,
		})),
	)
	.sort((a, b) => (a.name < b.name ? -1 : 1));
