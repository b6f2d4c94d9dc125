/** POHODA's words (enumerations of type.xsd) that several agendas share. */
export const VAT_WORDS = ['none', 'high', 'low', 'third', 'historyHigh', 'historyLow', 'historyThird'] as const;
export const GUARANTEES = ['none', 'hour', 'day', 'month', 'year', 'life'] as const;
export const PAYMENT_WORDS = [
	'draft',
	'cash',
	'postal',
	'delivery',
	'creditcard',
	'advance',
	'encashment',
	'cheque',
	'compensation',
] as const;
export const VAT_PAYERS = ['payer', 'non-payer', 'identified-person'] as const;
export const CANCELLED = ['cancelledDocument', 'cancelDocument'] as const;
export const VAT_CLASSES = ['inland', 'nonSubsume'] as const;
/** agendaType: where a linked document stands. */
export const AGENDA_WORDS = [
	'issuedInvoice',
	'issuedAdvanceInvoice',
	'receivable',
	'receivedInvoice',
	'receivedAdvanceInvoice',
	'commitment',
	'internalDocuments',
	'issuedOrder',
	'receivedOrder',
	'issuedOffer',
	'receivedOffer',
	'issuedEnquiry',
	'receivedEnquiry',
	'receiptVoucher',
	'issueSlip',
	'transfer',
	'production',
	'productRequirements',
	'claims',
	'claimsOld',
	'service',
	'fixedAssets',
	'lowValueAssets',
	'salesVouchers',
	'cashbox',
	'bank',
	'paymentOrders',
	'accrualsAndDeferrals',
	'correctiveItems',
	'shipments',
	'electronicRecordsOfSales',
	'registerOfCure',
	'domesticTravelOrder',
	'foreignTravelOrders',
] as const;

/** Where a payment of an invoice stands. */
export const LIQUIDATION_WORDS = ['voucher', 'bank', 'internalDocuments'] as const;

/** Agendas that have number series (CRadyAgendaType). */
export const SERIES_AGENDAS = [
	'adresar',
	'casove_rozliseni',
	'dlouhodoby_majetek',
	'drobny_majetek',
	'interni_doklady',
	'inventurni_seznamy',
	'leasingovy_majetek',
	'opravne_polozky',
	'ostatni_pohledavky',
	'ostatni_zavazky',
	'personalistika',
	'pokladna',
	'prevod',
	'prijate_faktury',
	'prijate_nabidky',
	'prijate_objednavky',
	'prijate_poptavky',
	'prijate_zalohove_faktury',
	'prijemky',
	'prodejky',
	'reklamace',
	'servis',
	'smlouvy',
	'tuzemske_cestovni_prikazy',
	'vydane_faktury',
	'vydane_nabidky',
	'vydane_objednavky',
	'vydane_poptavky',
	'vydane_zalohove_faktury',
	'vydejky',
	'vyroba',
	'vyrobni_pozadavky',
	'zakazky',
	'zahranicni_cestovni_prikazy',
	'zasilky',
] as const;

/** Kinds of an e-shop's parameters (internetParameterType). */
export const INTERNET_WORDS = [
	'textValue',
	'currencyValue',
	'booleanValue',
	'numberValue',
	'integerValue',
	'datetimeValue',
	'unit',
	'listValue',
] as const;
