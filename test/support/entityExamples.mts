/** One documented example of each entity and document. */
import type { Contact } from '../../core/records/contact';
import { entityKey } from '../../core/records/entity';
import type { CashDocument, Invoice } from '../../core/records/invoice';
import type { Order } from '../../core/records/order';
import type { StockItem } from '../../core/records/stock';

/** A flask with two price levels, sold in the e-shop. */
export const EXAMPLE_STOCK_ITEM: StockItem = {
	recordType: 'stockItem',
	key: entityKey('pohoda', 'stockItem', '27'),
	source: 'pohoda',
	id: '27',
	kind: 'card',
	code: '00123',
	eans: ['8590001000012'],
	name: 'Termoska 0,5 l',
	unit: 'ks',
	vatRate: 21,
	purchaseVatRate: 21,
	prices: { sale: 549.9, saleIncludesVat: true, purchase: 310, levels: [{ id: '2', name: 'Sleva 1', price: 499.9 }] },
	priceGroup: 'Zboží',
	quantity: 14,
	reserved: 2,
	warehouse: 'ZBOŽÍ',
	storage: 'ZBOŽÍ/Domácnost',
	forSale: true,
	forInternet: true,
	shop: { news: true, availability: 'skladem' },
	categories: [{ id: '5', main: true }],
};

/** A firm with a shipping address. */
export const EXAMPLE_CONTACT: Contact = {
	recordType: 'contact',
	key: entityKey('pohoda', 'contact', '5'),
	source: 'pohoda',
	id: '5',
	number: '26AD00008',
	company: 'ACO nábytkové prvky s.r.o.',
	name: 'Michal Dolejší',
	street: 'Jana Nerudy 6',
	city: 'Opava 1',
	zip: '746 01',
	country: 'CZ',
	companyId: '55967724',
	vatId: 'CZ55967724',
	phone: '553 387 734',
	email: 'info@aco.cz',
	groups: ['Obchod'],
	supplier: true,
	customer: true,
	priceLevel: 'Sleva 1',
	dueDays: 30,
	paymentForm: 'příkazem',
	shippingAddresses: [
		{ id: '1', company: 'ACO sklad', street: 'Skladová 2', city: 'Opava', zip: '746 01', default: true },
	],
	bankAccounts: [{ id: '2', number: '705-57624201', bankCode: '5500', default: true }],
};

/** An e-shop order of one card and its transport. */
export const EXAMPLE_ORDER: Order = {
	recordType: 'order',
	key: entityKey('woocommerce', 'order', '1748'),
	source: 'woocommerce',
	id: '1748',
	type: 'receivedOrder',
	customerOrderNumber: '2026001748',
	date: '2026-11-14',
	text: 'Objednávka z e-shopu 2026001748',
	currency: 'CZK',
	partner: {
		name: 'Jan Novák',
		street: 'Hradební 5',
		city: 'Praha',
		zip: '110 00',
		country: 'CZ',
		email: 'jan.novak@example.com',
		phone: '602 000 000',
		linkToContact: true,
		shippingAddresses: [{ name: 'Jan Novák', street: 'Brno 48', city: 'Brno', zip: '602 00' }],
	},
	paymentForm: 'Dobírkou',
	reserved: true,
	items: [
		{
			kind: 'goods',
			code: '00123',
			name: 'Termoska 0,5 l',
			quantity: 2,
			unit: 'ks',
			unitPrice: 549.9,
			priceIncludesVat: true,
			vatRate: 21,
			totalGross: 1099.8,
		},
		{ kind: 'service', name: 'PPL', quantity: 1, unitPrice: 99, priceIncludesVat: true, vatRate: 21, totalGross: 99 },
	],
	total: 1198.8,
};

/** An issued invoice of which a part was paid. */
export const EXAMPLE_INVOICE: Invoice = {
	recordType: 'invoice',
	key: entityKey('pohoda', 'invoice', '3769'),
	source: 'pohoda',
	id: '3769',
	type: 'issuedInvoice',
	number: '260100283',
	variableSymbol: '260100283',
	date: '2026-11-14',
	taxDate: '2026-11-14',
	dueDate: '2026-11-28',
	text: 'Fakturujeme Vám zboží:',
	currency: 'CZK',
	partner: {
		company: 'ACO nábytkové prvky s.r.o.',
		street: 'Jana Nerudy 6',
		city: 'Opava 1',
		zip: '746 01',
		companyId: '55967724',
	},
	orderNumber: '2026001748',
	paymentForm: 'příkazem',
	items: [
		{
			code: '00123',
			name: 'Termoska 0,5 l',
			quantity: 2,
			unit: 'ks',
			unitPrice: 454.46,
			priceIncludesVat: false,
			vatRate: 21,
			totalNet: 908.92,
			totalVat: 190.87,
			totalGross: 1099.79,
			stock: { store: 'ZBOŽÍ', code: '00123' },
		},
	],
	roundingMode: 'math2one',
	rounding: 0.21,
	vatSummary: [{ vatRate: 21, net: 908.92, vat: 190.87, gross: 1099.79 }],
	total: 1100,
	payment: { state: 'partlyPaid', remaining: 600, date: '2026-11-20' },
};

/** Money that came into the cash box for something without VAT. */
export const EXAMPLE_CASH_DOCUMENT: CashDocument = {
	recordType: 'cashDocument',
	key: entityKey('pohoda', 'cashDocument', '95'),
	source: 'pohoda',
	id: '95',
	type: 'receipt',
	number: '26HP00012',
	cashAccount: 'HP',
	date: '2026-11-14',
	text: 'Tržba z akce',
	currency: 'CZK',
	items: [{ name: 'Tržba z akce', quantity: 1, unitPrice: 500, priceIncludesVat: true, vatRate: 0, totalGross: 500 }],
	roundingMode: 'none',
	total: 500,
	amount: 500,
};
