/** What the node can do. */
import type { Resource } from '../shared/operation';
import { get as agendaGet } from './operations/agenda/get';
import { create as cashCreate } from './operations/cashDocument/create';
import { getAll as cashGetAll } from './operations/cashDocument/getAll';
import { getAll as codeListGetAll } from './operations/codeList/getAll';
import { create as contactCreate } from './operations/contact/create';
import { get as contactGet } from './operations/contact/get';
import { getAll as contactGetAll } from './operations/contact/getAll';
import { remove as contactRemove } from './operations/contact/remove';
import { update as contactUpdate } from './operations/contact/update';
import { update as exportedUpdate } from './operations/exportedFlag/update';
import { create as invoiceCreate } from './operations/invoice/create';
import { get as invoiceGet } from './operations/invoice/get';
import { getAll as invoiceGetAll } from './operations/invoice/getAll';
import { getPdf as invoiceGetPdf } from './operations/invoice/getPdf';
import { markPaid, markUnpaid } from './operations/invoice/markPaid';
import { remove as invoiceRemove } from './operations/invoice/remove';
import { update as invoiceUpdate } from './operations/invoice/update';
import { get as priceGet } from './operations/priceListItem/get';
import { getAll as priceGetAll } from './operations/priceListItem/getAll';
import { remove as priceRemove } from './operations/priceListItem/remove';
import { update as priceUpdate } from './operations/priceListItem/update';
import { create as priceCreate, upsert as priceUpsert } from './operations/priceListItem/upsert';
import { create as receiptCreate } from './operations/salesReceipt/create';
import { get as receiptGet } from './operations/salesReceipt/get';
import { getAll as receiptGetAll } from './operations/salesReceipt/getAll';
import { recount as receiptRecount } from './operations/salesReceipt/recount';
import { remove as receiptRemove } from './operations/salesReceipt/remove';
import { update as receiptUpdate } from './operations/salesReceipt/update';
import { create as stockCreate } from './operations/stockMovement/create';
import { getAll as stockGetAll } from './operations/stockMovement/getAll';

export const RESOURCES: readonly Resource[] = [
	{
		name: 'Agenda',
		value: 'agenda',
		description: 'The company that the login opens',
		short: 'Agenda',
		first: agendaGet,
		operations: [agendaGet],
	},
	{
		name: 'Cash Document',
		value: 'cashDocument',
		description: 'Pokladní doklad: money put into or taken out of a cash register',
		short: 'Cash Document',
		first: cashCreate,
		operations: [cashCreate, cashGetAll],
	},
	{
		name: 'Code List',
		value: 'codeList',
		description: 'Payment options, VAT rates, POS equipment, tags and the like',
		short: 'Code List',
		first: codeListGetAll,
		operations: [codeListGetAll],
	},
	{
		name: 'Contact',
		value: 'contact',
		description: 'A customer or supplier (adresář)',
		short: 'Contact',
		first: contactGet,
		operations: [contactCreate, contactRemove, contactGet, contactGetAll, contactUpdate],
	},
	{
		name: 'Exported Flag',
		value: 'exportedFlag',
		description: 'The mark that the accounting program has a document',
		short: 'Exported Flag',
		first: exportedUpdate,
		operations: [exportedUpdate],
	},
	{
		name: 'Invoice',
		value: 'invoice',
		description: 'An issued invoice (vydaná faktura)',
		short: 'Invoice',
		first: invoiceCreate,
		operations: [invoiceCreate, invoiceRemove, invoiceGet, invoiceGetAll, invoiceGetPdf, markPaid, markUnpaid, invoiceUpdate],
	},
	{
		name: 'Price List Item',
		value: 'priceListItem',
		description: 'An item of the price list (ceník), with or without stock',
		short: 'Price List Item',
		first: priceUpsert,
		operations: [priceCreate, priceUpsert, priceRemove, priceGet, priceGetAll, priceUpdate],
	},
	{
		name: 'Sales Receipt',
		value: 'salesReceipt',
		description: 'Prodejka: a receipt of the till as iDoklad keeps it',
		short: 'Sales Receipt',
		first: receiptCreate,
		operations: [receiptCreate, receiptRemove, receiptGet, receiptGetAll, receiptRecount, receiptUpdate],
	},
	{
		name: 'Stock Movement',
		value: 'stockMovement',
		description: 'A change of the stock of a price list item',
		short: 'Stock Movement',
		first: stockGetAll,
		operations: [stockCreate, stockGetAll],
	},
];
