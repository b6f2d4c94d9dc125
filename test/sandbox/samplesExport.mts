/**
 * The sample sales as an export file of eKancelář. That it is a dataPack with prodejky is inferred (eKancelář's manual
 * only says that its XML file is imported into POHODA); the element names are those of POHODA's schema.
 */
import iconv from 'iconv-lite';

import type { CashMovement, Customer, Receipt, ReceiptItem, ReceiptPayment, TillRecord } from '../../core/records/types';

export interface SampleExportOptions {
	/** Default "ekancelar-export". */
	packId?: string;
	ico?: string;
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** An element; undefined and empty content give nothing. */
const tag = (name: string, content: string | undefined): string => (content === undefined || content === '' ? '' : `<${name}>${content}</${name}>`);
const text = (name: string, content: string | number | undefined): string => tag(name, content === undefined ? undefined : escaped(String(content)));

const RATES: Record<number, string> = { 21: 'high', 12: 'low', 0: 'none' };
const ENUMERATED: Partial<Record<ReceiptPayment['method'], string>> = { cash: 'cash', card: 'creditcard' };

const paymentType = (payment: ReceiptPayment): string => tag('pro:paymentType', text('typ:ids', payment.label) + text('typ:paymentType', ENUMERATED[payment.method]));

const paymentItem = (payment: ReceiptPayment): string =>
	tag(
		'pro:paymentItem',
		paymentType(payment) + text('pro:received', payment.amount) + (payment.method === 'mealVoucher' ? tag('pro:paymentAdvanced', text('pro:valueFoodVoucher', payment.amount)) : ''),
	);

const item = (line: ReceiptItem): string =>
	tag(
		'pro:prodejkaItem',
		text('pro:text', line.name) +
			text('pro:quantity', line.quantity) +
			text('pro:unit', line.unit) +
			text('pro:payVAT', 'true') +
			text('pro:rateVAT', RATES[line.vatRate ?? 0]) +
			text('pro:discountPercentage', line.discount === undefined ? undefined : 10) +
			tag('pro:homeCurrency', text('typ:unitPrice', line.unitPrice)) +
			text('pro:code', line.code) +
			(line.kind === 'goods' ? tag('pro:stockItem', tag('typ:stockItem', text('typ:ids', line.code) + text('typ:EAN', line.ean))) : ''),
	);

const partner = (customer: Customer | undefined): string =>
	customer === undefined
		? ''
		: tag(
				'pro:partnerIdentity',
				tag(
					'typ:address',
					text('typ:company', customer.company) + text('typ:name', customer.name) + text('typ:city', customer.city) + text('typ:street', customer.street) + text('typ:zip', customer.zip) + text('typ:ico', customer.companyId) + text('typ:dic', customer.vatId),
				),
			);

function receiptXml(receipt: Receipt): string {
	const single = receipt.payments.length === 1 ? receipt.payments[0] : undefined;
	const note = receipt.original ? `Vratka k dokladu ${receipt.original.number} ze dne ${receipt.original.date}` : receipt.cashier && `Pokladní: ${receipt.cashier}`;
	const header =
		text('pro:prodejkaType', 'saleVoucher') +
		tag('pro:number', text('typ:numberRequested', receipt.number)) +
		text('pro:date', receipt.date) +
		text('pro:text', `${receipt.type === 'return' ? 'Vratka' : 'Prodej'} ${receipt.register}/${receipt.number}`) +
		partner(receipt.customer) +
		(single ? paymentType(single) : '') +
		tag('pro:kasa', text('typ:ids', receipt.register)) +
		text('pro:note', note);
	const rounded = receipt.payments.some((payment) => payment.method !== 'card');
	return (
		tag('pro:prodejkaHeader', header) +
		tag('pro:prodejkaDetail', receipt.items.map(item).join('')) +
		(single ? '' : tag('pro:prodejkaPayments', receipt.payments.map(paymentItem).join(''))) +
		tag('pro:prodejkaSummary', text('pro:roundingDocument', rounded ? 'math2one' : 'none'))
	);
}

function movementXml(movement: CashMovement): string {
	const header =
		text('pro:prodejkaType', movement.amount < 0 ? 'withdrawal' : 'deposit') +
		tag('pro:number', text('typ:numberRequested', movement.number)) +
		text('pro:date', movement.date) +
		text('pro:text', movement.note) +
		tag('pro:paymentType', text('typ:ids', 'Hotově') + text('typ:paymentType', 'cash')) +
		tag('pro:kasa', text('typ:ids', movement.register));
	const summary = text('pro:roundingDocument', 'none') + tag('pro:homeCurrency', text('typ:priceNone', Math.abs(movement.amount)));
	return tag('pro:prodejkaHeader', header) + tag('pro:prodejkaSummary', summary);
}

/** The file as bytes, declared and really Windows-1250, one record a line. */
export function sampleExport(records: readonly TillRecord[], options: SampleExportOptions = {}): Buffer {
	const items = records.map((record) => {
		const body = record.recordType === 'receipt' ? receiptXml(record) : movementXml(record);
		return `<dat:dataPackItem id="${escaped(`${record.register}-${record.number}`)}" version="2.0"><pro:prodejka version="2.0">${body}</pro:prodejka></dat:dataPackItem>\r\n`;
	});
	const xml = `<?xml version="1.0" encoding="Windows-1250"?>\r\n<dat:dataPack id="${escaped(options.packId ?? 'ekancelar-export')}" ico="${escaped(options.ico ?? '12345678')}" application="eKancelář" version="2.0" note="Export prodejních dokladů" xmlns:dat="http://www.stormware.cz/schema/version_2/data.xsd" xmlns:pro="http://www.stormware.cz/schema/version_2/prodejka.xsd" xmlns:typ="http://www.stormware.cz/schema/version_2/type.xsd">\r\n${items.join('')}</dat:dataPack>\r\n`;
	return iconv.encode(xml, 'windows-1250');
}
