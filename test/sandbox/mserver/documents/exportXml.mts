/** A stored document as POHODA exports it in its lists. */
import { moneyText } from '../amounts.mts';
import type { CodeRecord, Settings, StoredDocument, StoredItem } from '../types.mts';
import { given, type XmlObject } from '../xml.mts';
import { ruleOf } from './agendas.mts';
import { liquidation, liquidations } from './payments.mts';

type Ref = XmlObject | undefined;

const refOf = (ids: string | undefined, list: readonly CodeRecord[]): Ref => {
	if (ids === undefined) return undefined;
	const record = list.find((candidate) => candidate.ids === ids);
	return given({ 'typ:id': record?.id, 'typ:ids': ids });
};

const inNamespace = (ns: string, fields: Record<string, XmlObject[string]>): XmlObject =>
	Object.fromEntries(Object.entries(given(fields)).map(([name, value]) => [`${ns}:${name}`, value]));

function partner(document: StoredDocument): Ref {
	if (!document.partner && document.partnerId === undefined) return undefined;
	const fields = Object.entries(document.partner ?? {}).map(([name, value]) => [`typ:${name}`, name === 'country' ? { 'typ:ids': value } : value]);
	return given({ 'typ:id': document.partnerId, 'typ:address': fields.length ? (Object.fromEntries(fields) as XmlObject) : undefined });
}

function paymentRef(form: string, settings: Settings): XmlObject {
	const record = settings.paymentForms.find((candidate) => candidate.ids === form);
	return given({ 'typ:id': record?.id, 'typ:ids': form, 'typ:paymentType': record?.paymentType });
}

function header(document: StoredDocument, settings: Settings, ns: string, extSystem: string | undefined): XmlObject {
	const extId = extSystem === undefined ? undefined : document.extIds.find((candidate) => candidate.exSystemName === extSystem);
	const isVoucher = document.agenda === 'pokladna';
	const { typeElement } = ruleOf(document.agenda);
	const shown = inNamespace(ns, {
		id: document.id,
		extId: extId && given({ 'typ:ids': extId.ids, 'typ:exSystemName': extId.exSystemName, 'typ:exSystemText': extId.exSystemText }),
		storno: document.storno,
		...(typeElement && { [typeElement]: document.type }),
		cashAccount: isVoucher ? refOf(document.cashRegister, settings.cashAccounts) : undefined,
		number: { 'typ:numberRequested': document.number },
		originalDocument: document.originalDocument,
		date: document.date,
		datePayment: isVoucher ? (document.datePayment ?? document.date) : undefined,
		dateTax: isVoucher || ns === 'inv' ? (document.dateTax ?? document.date) : undefined,
		accounting: ['pro', 'vch', 'inv'].includes(ns) ? refOf(document.accounting, settings.accountings) : undefined,
		classificationVAT: refOf(document.vatClassification, settings.vatClassifications),
		text: document.text,
		partnerIdentity: partner(document),
		symPar: document.symPar,
		paymentType: !isVoucher && document.payment !== undefined ? paymentRef(document.payment, settings) : undefined,
		...(ns === 'pre' ? {} : { centre: refOf(document.centre, settings.centres) }),
		activity: refOf(document.activity, settings.activities),
		contract: refOf(document.contract, settings.contracts),
		kasa: isVoucher ? undefined : refOf(document.cashRegister, settings.cashRegisters),
		note: document.note,
		intNote: document.intNote,
		markRecord: 'true',
	});
	return { ...shown, ...document.extra, ...(ns === 'inv' && { 'inv:liquidation': liquidation(document) }) };
}

const prices = ({ unitPrice, net, vat, gross }: { unitPrice: string; net: number; vat: number; gross: number }): XmlObject => ({
	'typ:unitPrice': unitPrice,
	'typ:price': moneyText(net),
	'typ:priceVAT': moneyText(vat),
	'typ:priceSum': moneyText(gross),
});

const itemOf = (item: StoredItem, settings: Settings, ns: string): XmlObject => {
	const card = item.stock && settings.stock.find((candidate) => candidate.id === item.stock!.id);
	const stockItem = item.stock && {
		'typ:store': { 'typ:ids': item.stock.store },
		'typ:stockItem': given({ 'typ:id': item.stock.id, 'typ:ids': item.stock.code, 'typ:EAN': card?.ean, 'typ:PLU': card?.plu }),
	};
	if (ns === 'pre') return { ...inNamespace(ns, { quantity: item.quantity, stockItem, note: item.note }), ...item.extra };
	const goods = item.advance ? {} : { text: item.text, unit: item.unit, coefficient: item.coefficient, code: item.code, stockItem };
	const shown = inNamespace(ns, {
		id: item.id,
		extId: item.extId,
		quantity: item.quantity,
		delivered: item.delivered,
		...goods,
		payVAT: String(item.payVAT),
		rateVAT: { '@value': item.percent, '#': item.rateVAT },
		discountPercentage: item.discountPercentage,
		homeCurrency: prices(item),
		foreignCurrency: item.foreign && prices(item.foreign),
		note: item.note,
		accounting: refOf(item.accounting, settings.accountings),
		centre: refOf(item.centre, settings.centres),
		activity: refOf(item.activity, settings.activities),
		contract: refOf(item.contract, settings.contracts),
	});
	return { ...shown, ...item.extra };
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
		foreignCurrency: document.foreign && {
			'typ:currency': { 'typ:ids': document.foreign.currency },
			'typ:rate': document.foreign.rate,
			'typ:amount': document.foreign.amount,
			'typ:priceSum': moneyText(document.foreign.total),
		},
	});
}

/** Items, and in an invoice the advances beside them. */
function detail(document: StoredDocument, settings: Settings, ns: string, name: string): Ref {
	if (!document.items.length) return undefined;
	const shown = (advance: boolean): XmlObject[] | undefined => {
		const items = document.items.filter((item) => (item.advance === true) === advance);
		return items.length ? items.map((item) => itemOf(item, settings, ns)) : undefined;
	};
	return given({ [`${ns}:${name}Item`]: shown(false), 'inv:invoiceAdvancePaymentItem': shown(true) });
}

/** Agendas whose schema tells linked documents; vouchers, offers and transfers only take them. */
const LINKED = ['inv', 'ord', 'pri', 'pro', 'vyd'];

/**
 * The element of a list, e.g. lst:order. `extSystem` of the request decides whose extId is shown, `withLiquidations` whether
 * the payments of an invoice are.
 */
export function exportDocument(document: StoredDocument, settings: Settings, extSystem: string | undefined, withLiquidations: boolean): XmlObject {
	const { ns, name } = ruleOf(document.agenda);
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
		...inNamespace(ns, {
			[`${name}Header`]: header(document, settings, ns, extSystem),
			[`${name}Detail`]: detail(document, settings, ns, name),
			prodejkaPayments: payments.length ? { 'pro:paymentItem': payments } : undefined,
			...(ns === 'pre' ? {} : { [`${name}Summary`]: summary(document, ns) }),
			linkedDocuments: LINKED.includes(ns) ? document.parts?.[`${ns}:links`] : undefined,
			liquidations: ns === 'inv' && withLiquidations ? liquidations(document) : undefined,
			EET: document.eet === undefined ? undefined : { 'typ:stateEET': document.eet },
		}),
	};
}
