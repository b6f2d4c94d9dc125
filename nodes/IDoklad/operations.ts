/** resource → operation → what to run, and how the panel offers them. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { operationField, resourceField, showFor } from '../shared/properties';
import type { OperationTable } from '../shared/types';
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

export const operations: OperationTable = {
	agenda: { get: agendaGet },
	cashDocument: { create: cashCreate, getAll: cashGetAll },
	codeList: { getAll: codeListGetAll },
	contact: { create: contactCreate, delete: contactRemove, get: contactGet, getAll: contactGetAll, update: contactUpdate },
	exportedFlag: { update: exportedUpdate },
	invoice: {
		create: invoiceCreate,
		delete: invoiceRemove,
		get: invoiceGet,
		getAll: invoiceGetAll,
		getPdf: invoiceGetPdf,
		markPaid,
		markUnpaid,
		update: invoiceUpdate,
	},
	priceListItem: {
		create: priceCreate,
		upsert: priceUpsert,
		delete: priceRemove,
		get: priceGet,
		getAll: priceGetAll,
		update: priceUpdate,
	},
	salesReceipt: {
		create: receiptCreate,
		delete: receiptRemove,
		get: receiptGet,
		getAll: receiptGetAll,
		recount: receiptRecount,
		update: receiptUpdate,
	},
	stockMovement: { create: stockCreate, getAll: stockGetAll },
};

interface ResourceText {
	name: string;
	description: string;
	/** As it stands in an action: one and many. */
	words: [string, string];
	/** Operation shown first. */
	first: string;
}

const RESOURCES: Readonly<Record<string, ResourceText>> = {
	agenda: { name: 'Agenda', description: 'The company that the login opens', words: ['agenda', 'agendas'], first: 'get' },
	cashDocument: {
		name: 'Cash Document',
		description: 'Pokladní doklad: money put into or taken out of a cash register',
		words: ['cash document', 'cash documents'],
		first: 'create',
	},
	codeList: {
		name: 'Code List',
		description: 'Payment options, VAT rates, POS equipment, tags and the like',
		words: ['code list', 'code lists'],
		first: 'getAll',
	},
	contact: { name: 'Contact', description: 'A customer or supplier (adresář)', words: ['contact', 'contacts'], first: 'get' },
	exportedFlag: {
		name: 'Exported Flag',
		description: 'The mark that the accounting program has a document',
		words: ['exported flag', 'exported flags'],
		first: 'update',
	},
	invoice: {
		name: 'Invoice',
		description: 'An issued invoice (vydaná faktura)',
		words: ['invoice', 'invoices'],
		first: 'create',
	},
	priceListItem: {
		name: 'Price List Item',
		description: 'An item of the price list (ceník), with or without stock',
		words: ['price list item', 'price list items'],
		first: 'upsert',
	},
	salesReceipt: {
		name: 'Sales Receipt',
		description: 'Prodejka: a receipt of the till as iDoklad keeps it',
		words: ['sales receipt', 'sales receipts'],
		first: 'create',
	},
	stockMovement: {
		name: 'Stock Movement',
		description: 'A change of the stock of a price list item',
		words: ['stock movement', 'stock movements'],
		first: 'getAll',
	},
};

const VERBS: Readonly<Record<string, { name: string; many?: boolean; description: string }>> = {
	create: { name: 'Create', description: 'Create new ones; what is there already is not made again' },
	upsert: {
		name: 'Create or Update',
		many: true,
		description: 'Create new ones, or update the ones with the same code (upsert); only differences are sent',
	},
	delete: { name: 'Delete', description: 'Delete one permanently' },
	get: { name: 'Get', description: 'Get one' },
	getAll: { name: 'Get Many', many: true, description: 'Get a list' },
	getPdf: { name: 'Get PDF', description: 'Get one as a PDF file' },
	markPaid: { name: 'Mark Paid', description: 'Mark one as fully paid' },
	markUnpaid: { name: 'Mark Unpaid', description: 'Take the payments off one' },
	recount: { name: 'Recount', many: true, description: 'Compute what iDoklad would make of receipts, without saving anything' },
	update: { name: 'Update', description: 'Change some fields of one' },
};

/** Operations that take many items at once although others of their name take one. */
const MANY = new Set(['salesReceipt.create', 'priceListItem.create', 'cashDocument.create', 'exportedFlag.update']);

/** What is said about a single operation instead of the general words. */
const SPECIAL: Readonly<Record<string, string>> = {
	'agenda.get': 'Get the company that the login opens, with a check list for receipts',
	'salesReceipt.create': 'Send receipts of the till, each exactly once; one result per receipt',
	'cashDocument.create': 'Send deposits and withdrawals of the till, each exactly once; one result per record',
	'contact.get': 'Find a contact by IČO or ID',
	'priceListItem.get': 'Find an item by code or ID',
	'exportedFlag.update': 'Set the flag of documents; it belongs to the accounting program',
};

function operationOptions(resource: string): INodePropertyOptions[] {
	const { words } = RESOURCES[resource];
	return Object.keys(operations[resource])
		.map((value) => {
			const { name, many, description } = VERBS[value];
			const noun = many || MANY.has(`${resource}.${value}`) ? words[1] : words[0];
			const action = value === 'getPdf' ? `Get PDF of ${noun}` : `${name[0]}${name.slice(1).toLowerCase()} ${noun}`;
			return { name, value, action, description: SPECIAL[`${resource}.${value}`] ?? description };
		})
		.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** All fields of the panel. */
export const properties: INodeProperties[] = [
	resourceField(
		Object.entries(RESOURCES).map(([value, { name, description }]) => ({ name, value, description })),
		'salesReceipt',
	),
	...Object.entries(RESOURCES).map(([resource, { first }]) => operationField(operationOptions(resource), first, resource)),
	...Object.entries(operations).flatMap(([resource, table]) =>
		Object.entries(table).flatMap(([operation, { description }]) => showFor({ resource, operation }, description)),
	),
];

/** `Create: Sales Receipt` */
export const subtitle = `={{ (${JSON.stringify(Object.fromEntries(Object.entries(VERBS).map(([value, { name }]) => [value, name])))})[$parameter["operation"]] + ": " + (${JSON.stringify(Object.fromEntries(Object.entries(RESOURCES).map(([value, { name }]) => [value, name])))})[$parameter["resource"]] }}`;
