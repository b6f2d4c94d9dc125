/** Fields of documents and their lines in the panel. */
import { INVOICE_TYPES } from '../../../core/records/invoice';
import { EET_OF_RECORD } from '../eetFields';
import { KIND_NAMES } from '../../shared/pohoda/kindFields';
import type { WrittenAgenda } from './entries';
import { choice, DAY, field, flag, number, POHODA_ID, reference } from './panelField';
import type { PanelField } from './panelField';

type DocumentAgenda = Exclude<WrittenAgenda, 'stockItem' | 'contact'>;

const KEY = field('id', 'Document Key', 'What identifies the document and never changes, e.g. the number of the order in the e-shop. The same key is never sent twice.', {
	name: 'documentKey',
	required: true,
	placeholder: 'e.g. 2026001748',
});

const DATE = field('date', 'Date (Datum)', 'Day of the document', { required: true, ...DAY });

const TEXT = field('text', 'Text', 'Text of the document (text), up to 240 characters');

/** Where POHODA takes no document without it. */
const NEEDED_TEXT = field('text', 'Text', 'Text of the document (text), up to 240 characters; POHODA needs one', { placeholder: 'e.g. E-shop 2026001748' });

const typeField = (words: Record<string, string>): PanelField => choice('type', 'Type', 'What kind of document it is', words);

const named = (words: readonly string[]): Record<string, string> => Object.fromEntries(words.map((word) => [word, KIND_NAMES[word]]));

export const DOCUMENT_MAIN: Readonly<Record<DocumentAgenda, readonly PanelField[]>> = {
	order: [
		typeField(named(['receivedOrder', 'issuedOrder'])),
		{ ...KEY, not: ['delete'] },
		{ ...DATE, not: ['delete'] },
	],
	invoice: [typeField(named(INVOICE_TYPES)), KEY, DATE],
	cashDocument: [typeField({ receipt: 'Receipt (Příjem)', expense: 'Expense (Výdej)' }), KEY, DATE],
	goodsIssueNote: [KEY, DATE, NEEDED_TEXT],
	goodsReceivedNote: [KEY, DATE, NEEDED_TEXT],
	stockTransfer: [reference('targetStore', 'stores', { displayName: 'Target Store (Cílový Sklad)', required: true, description: 'Store (sklad) that the goods go to' }), KEY, DATE],
	offer: [typeField(named(['issuedOffer', 'receivedOffer'])), KEY, DATE],
};

const SHARED: readonly PanelField[] = [
	reference('activity', 'activities'),
	reference('centre', 'centres'),
	reference('contract', 'contracts'),
	field('internalNote', 'Internal Note', 'Note that is not printed (interní poznámka)'),
	field('note', 'Note', 'Note (poznámka)'),
	field('number', 'Number', 'Number of the document (číslo); POHODA gives one from the series where it is empty'),
	reference('numberSeries', 'numberSeries'),
];
const PRICE_LEVEL = reference('priceLevel', 'sellingPrices');
const PAID: readonly PanelField[] = [reference('paymentForm', 'paymentForms'), PRICE_LEVEL];
const MONEY: readonly PanelField[] = [
	field('currency', 'Currency', 'Currency of the prices (měna), ISO 4217', { default: 'CZK', placeholder: 'e.g. EUR' }),
	number('rate', 'Exchange Rate', 'Units of the home currency for one unit of the currency (kurz)'),
];
const POSTED: readonly PanelField[] = [
	{ path: 'eetState', property: EET_OF_RECORD },
	field('accounting', 'Accounting Entry (Předkontace)', 'Code of the accounting entry (předkontace)'),
	field('taxDate', 'Tax Date (DUZP)', 'Day of the taxable supply (DUZP)', DAY),
	reference('vatClassification', 'vatClasses', { displayName: 'VAT Class (Členění DPH)' }),
];

export const DOCUMENT_ADDITIONAL: Readonly<Record<DocumentAgenda, readonly PanelField[]>> = {
	order: [
		...SHARED,
		TEXT,
		...PAID,
		...MONEY,
		field('customerOrderNumber', 'Customer Order Number', "Number that the customer or the e-shop gave it (číslo objednávky)"),
		field('dateTill', 'Date Until (Termín)', 'Day until which it shall be done (termín)', DAY),
		POHODA_ID,
		flag('reserved', 'Reserve Stock (Rezervovat)', 'Whether the goods are reserved (rezervovat)'),
	],
	invoice: [
		...SHARED,
		TEXT,
		...PAID,
		...MONEY,
		...POSTED,
		reference('bankAccount.code', 'bankAccounts'),
		field('corrects.number', 'Corrected Invoice', 'Number of the invoice that a corrective tax document corrects'),
		field('dueDate', 'Due Date (Splatnost)', 'Day of payment (splatnost)', DAY),
		field('orderNumber', 'Order Number', 'Number of the order (číslo objednávky)'),
		field('originalNumber', 'Original Number', "The supplier's number of a received invoice"),
		field('variableSymbol', 'Variable Symbol (VS)', 'Variable symbol (variabilní symbol)'),
	],
	cashDocument: [
		...SHARED,
		NEEDED_TEXT,
		...MONEY,
		...POSTED,
		PRICE_LEVEL,
		reference('cashAccount', 'cashRegisters', { description: 'Code of the cash register (pokladna); POHODA needs it' }),
	],
	goodsIssueNote: [
		...SHARED,
		...PAID,
		field('cashRegister', 'Till (Kasa)', 'Code of the till (kasa)', { placeholder: 'e.g. K1' }),
		field('orderNumber', 'Order Number', 'Number of the order (číslo objednávky)'),
	],
	goodsReceivedNote: [...SHARED],
	stockTransfer: [
		...SHARED.filter(({ path }) => path !== 'centre'),
		NEEDED_TEXT,
		reference('sourceCentre', 'centres', { displayName: 'Source Centre (Středisko)', description: 'Code of the centre (středisko) that the goods leave' }),
		reference('targetCentre', 'centres', { displayName: 'Target Centre (Středisko)', description: 'Code of the centre (středisko) that the goods go to' }),
	],
	offer: [...SHARED, TEXT, ...PAID, ...MONEY, field('validTill', 'Valid Until (Platnost)', 'Last day of the offer (platnost)', DAY)],
};

/** A line of a document. */
export const LINE: readonly PanelField[] = [
	field('code', 'Code', 'Code of the product (kód); lines with a card move stock'),
	choice('kind', 'Kind', 'Goods need a card, others are text', { goods: 'Goods (Zboží)', service: 'Service (Služba)', discount: 'Discount (Sleva)', other: 'Other (Ostatní)' }),
	field('name', 'Name', 'Text of the line'),
	flag('priceIncludesVat', 'Price Includes VAT', 'Whether the unit price is with VAT'),
	number('quantity', 'Quantity', 'How many', { default: 1 }),
	reference('store', 'stores', { description: 'Store (sklad) of the card, where the same code is in several' }),
	field('unit', 'Unit', 'Unit of quantity (MJ)', { placeholder: 'e.g. ks' }),
	number('unitPrice', 'Unit Price', 'Price of one'),
	number('vatRate', 'VAT Rate', 'VAT in per cent', { default: 21 }),
];
