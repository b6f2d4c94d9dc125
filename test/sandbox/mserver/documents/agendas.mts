/** What the kinds of documents have in common and what not, as data. */
import type { Agenda } from '../types.mts';

export interface DocumentRule {
	/** Prefix and name of the root element. */
	ns: string;
	name: string;
	/** Element of the header that names the type, and the agenda that each type belongs to; '' = no types. */
	typeElement: string;
	agendas: Readonly<Record<string, Agenda>>;
	/** Type of a document that does not say. */
	defaultType?: string;
	/** Elements of the header whose annotation says "vyžadován při vytvoření dokladu". */
	required: readonly string[];
	/** Types whose goods come in (1), or go out (-1); 0 for the others. */
	goods: Readonly<Record<string, 1 | -1>>;
	/** Name in list requests: listOrderRequest, listOrder. */
	list: string;
}

const ISSUED = ['issuedInvoice', 'issuedCreditNotice', 'issuedDebitNote', 'issuedCorrectiveTax'];
const RECEIVED = ['receivedInvoice', 'receivedCreditNotice', 'receivedDebitNote', 'receivedCorrectiveTax'];
const all = <T,>(names: readonly string[], value: T): Record<string, T> => Object.fromEntries(names.map((name) => [name, value]));

export const DOCUMENT_RULES: Readonly<Record<string, DocumentRule>> = {
	'pro:prodejka': {
		ns: 'pro',
		name: 'prodejka',
		typeElement: 'prodejkaType',
		agendas: all(['saleVoucher', 'deposit', 'withdrawal'], 'prodejky'),
		defaultType: 'saleVoucher',
		required: ['date', 'text'],
		goods: all(['saleVoucher', 'deposit', 'withdrawal'], -1),
		list: 'Prodejka',
	},
	'vch:voucher': {
		ns: 'vch',
		name: 'voucher',
		typeElement: 'voucherType',
		agendas: all(['receipt', 'expense'], 'pokladna'),
		required: ['voucherType', 'cashAccount', 'date', 'text'],
		// An expense of the cash desk pays for goods that come in.
		goods: { receipt: -1, expense: 1 },
		list: 'Voucher',
	},
	'ord:order': {
		ns: 'ord',
		name: 'order',
		typeElement: 'orderType',
		agendas: { receivedOrder: 'prijate_objednavky', issuedOrder: 'vydane_objednavky' },
		required: ['orderType', 'date', 'partnerIdentity'],
		goods: {},
		list: 'Order',
	},
	'inv:invoice': {
		ns: 'inv',
		name: 'invoice',
		typeElement: 'invoiceType',
		agendas: {
			...all(ISSUED, 'vydane_faktury'),
			penalty: 'vydane_faktury',
			...all(['issuedAdvanceInvoice', 'issuedProformaInvoice'], 'vydane_zalohove_faktury'),
			receivable: 'ostatni_pohledavky',
			...all(RECEIVED, 'prijate_faktury'),
			...all(['receivedAdvanceInvoice', 'receivedProformaInvoice'], 'prijate_zalohove_faktury'),
			commitment: 'ostatni_zavazky',
		},
		required: ['invoiceType', 'text'],
		goods: { ...all(ISSUED, -1), ...all(RECEIVED, 1) },
		list: 'Invoice',
	},
	'ofr:offer': {
		ns: 'ofr',
		name: 'offer',
		typeElement: 'offerType',
		agendas: { issuedOffer: 'vydane_nabidky', receivedOffer: 'prijate_nabidky' },
		defaultType: 'issuedOffer',
		required: ['date', 'partnerIdentity'],
		goods: {},
		list: 'Offer',
	},
	'vyd:vydejka': { ns: 'vyd', name: 'vydejka', typeElement: '', agendas: { '': 'vydejky' }, required: ['date', 'text'], goods: { '': -1 }, list: 'Vydejka' },
	'pri:prijemka': { ns: 'pri', name: 'prijemka', typeElement: '', agendas: { '': 'prijemky' }, required: ['date', 'text'], goods: { '': 1 }, list: 'Prijemka' },
	'pre:prevodka': { ns: 'pre', name: 'prevodka', typeElement: '', agendas: { '': 'prevod' }, required: ['text', 'store'], goods: { '': -1 }, list: 'Prevodka' },
};

/** Rule of the agenda that a stored document is in. */
export const ruleOf = (agenda: Agenda): DocumentRule => Object.values(DOCUMENT_RULES).find(({ agendas }) => Object.values(agendas).includes(agenda))!;
