/** A stored document as POHODA exports it in listProdejka and listVoucher. */
import { moneyText } from './amounts.mts';
import { given, type XmlObject } from './answer.mts';
import type { CodeRecord, Settings, StoredDocument, StoredItem } from './types.mts';

type Ref = XmlObject | undefined;

const refOf = (ids: string | undefined, list: readonly CodeRecord[]): Ref => {
	if (ids === undefined) return undefined;
	const record = list.find((candidate) => candidate.ids === ids);
	return given({ 'typ:id': record?.id, 'typ:ids': ids });
};

const inNamespace = (ns: string, fields: Record<string, XmlObject[string]>): XmlObject =>
	Object.fromEntries(Object.entries(given(fields)).map(([name, value]) => [`${ns}:${name}`, value]));

function partner(document: StoredDocument): Ref {
	if (!document.partner) return undefined;
	const fields = Object.entries(document.partner).map(([name, value]) => [`typ:${name}`, name === 'country' ? { 'typ:ids': value } : value]);
	return { 'typ:address': Object.fromEntries(fields) as XmlObject };
}

function paymentRef(form: string, settings: Settings): XmlObject {
	const record = settings.paymentForms.find((candidate) => candidate.ids === form);
	return given({ 'typ:id': record?.id, 'typ:ids': form, 'typ:paymentType': record?.paymentType });
}

function header(document: StoredDocument, settings: Settings, ns: string, extSystem: string | undefined): XmlObject {
	const extId = extSystem === undefined ? undefined : document.extIds.find((candidate) => candidate.exSystemName === extSystem);
	const isVoucher = document.agenda === 'pokladna';
	return inNamespace(ns, {
		id: document.id,
		extId: extId && given({ 'typ:ids': extId.ids, 'typ:exSystemName': extId.exSystemName, 'typ:exSystemText': extId.exSystemText }),
		[isVoucher ? 'voucherType' : 'prodejkaType']: document.type,
		cashAccount: isVoucher ? refOf(document.cashRegister, settings.cashAccounts) : undefined,
		number: { 'typ:numberRequested': document.number },
		originalDocument: document.originalDocument,
		date: document.date,
		datePayment: isVoucher ? (document.datePayment ?? document.date) : undefined,
		dateTax: isVoucher ? (document.dateTax ?? document.date) : undefined,
		accounting: refOf(document.accounting, settings.accountings),
		classificationVAT: refOf(document.vatClassification, settings.vatClassifications),
		text: document.text,
		partnerIdentity: partner(document),
		symPar: document.symPar,
		paymentType: !isVoucher && document.payment !== undefined ? paymentRef(document.payment, settings) : undefined,
		centre: refOf(document.centre, settings.centres),
		activity: refOf(document.activity, settings.activities),
		contract: refOf(document.contract, settings.contracts),
		kasa: isVoucher ? undefined : refOf(document.cashRegister, settings.cashRegisters),
		note: document.note,
		intNote: document.intNote,
		markRecord: 'true',
	});
}

const itemOf = (item: StoredItem, settings: Settings, ns: string): XmlObject => {
	const card = item.stock && settings.stock.find((candidate) => candidate.id === item.stock!.id);
	return inNamespace(ns, {
		id: item.id,
		extId: item.extId,
		text: item.text,
		quantity: item.quantity,
		unit: item.unit,
		coefficient: item.coefficient,
		payVAT: String(item.payVAT),
		rateVAT: { '@value': item.percent, '#': item.rateVAT },
		discountPercentage: item.discountPercentage,
		homeCurrency: {
			'typ:unitPrice': item.unitPrice,
			'typ:price': moneyText(item.net),
			'typ:priceVAT': moneyText(item.vat),
			'typ:priceSum': moneyText(item.gross),
		},
		note: item.note,
		code: item.code,
		stockItem: item.stock && {
			'typ:store': { 'typ:ids': item.stock.store },
			'typ:stockItem': given({ 'typ:id': item.stock.id, 'typ:ids': item.stock.code, 'typ:EAN': card?.ean, 'typ:PLU': card?.plu }),
		},
		accounting: refOf(item.accounting, settings.accountings),
		centre: refOf(item.centre, settings.centres),
		activity: refOf(item.activity, settings.activities),
		contract: refOf(item.contract, settings.contracts),
	});
};

function summary(document: StoredDocument, ns: string): XmlObject {
	const { none, low, high } = document.rates;
	return inNamespace(ns, {
		roundingDocument: document.roundingDocument,
		roundingVAT: 'none',
		homeCurrency: {
			'typ:priceNone': moneyText(none.gross),
			'typ:priceLow': moneyText(low.net),
			'typ:priceLowVAT': moneyText(low.vat),
			'typ:priceLowSum': moneyText(low.gross),
			'typ:priceHigh': moneyText(high.net),
			'typ:priceHighVAT': moneyText(high.vat),
			'typ:priceHighSum': moneyText(high.gross),
			'typ:round': { 'typ:priceRound': moneyText(document.rounding) },
		},
	});
}

/** The element lst:prodejka or lst:voucher. `extSystem` of the request decides whose extId is shown. */
export function exportDocument(document: StoredDocument, settings: Settings, extSystem: string | undefined): XmlObject {
	const [ns, name] = document.agenda === 'prodejky' ? ['pro', 'prodejka'] : ['vch', 'voucher'];
	const payments = document.payments.map((payment) => ({
		'pro:paymentType': paymentRef(payment.form, settings),
		'pro:text': payment.form,
		'pro:received': moneyText(payment.received),
		'pro:receivedHomeCurrency': moneyText(payment.received),
		'pro:returned': '0',
		...(payment.note === undefined ? {} : { 'pro:note': payment.note }),
	}));
	return {
		'@version': '2.0',
		...inNamespace(ns!, {
			[`${name}Header`]: header(document, settings, ns!, extSystem),
			[`${name}Detail`]: document.items.length ? { [`${ns}:${name}Item`]: document.items.map((item) => itemOf(item, settings, ns!)) } : undefined,
			prodejkaPayments: payments.length ? { 'pro:paymentItem': payments } : undefined,
			[`${name}Summary`]: summary(document, ns!),
		}),
	};
}
