/** What iDoklad's API v3 sends and takes, as far as this package uses it; property names are the service's own. */

/** 0 Reduced1, 1 Basic, 2 Zero, 3 Reduced2 */
export type VatRateType = 0 | 1 | 2 | 3;

/** 0 NotExported, 1 Exported, 2 Changed (exported, then changed), 3 Deleted */
type ExportedState = 0 | 1 | 2 | 3;

export interface SalesReceiptItemPost {
	Amount: number;
	Name: string;
	/** 0 with VAT, 1 without; the package always sends 0. */
	PriceType: 0 | 1;
	UnitPrice: number;
	VatRateType: VatRateType;
	Unit?: string;
	PriceListItemId?: number;
}

export interface SalesReceiptPaymentPost {
	PaymentOptionId: number;
	PaymentAmount: number;
	/** Must be there, may be ''. */
	PaymentTransactionCode: string;
}

/** EET of a document. 0 = iDoklad registers, 1 = another application does. */
export interface ElectronicRecordsOfSales {
	IsEet: boolean;
	EetResponsibility: 0 | 1;
}

/** POST /SalesReceipts without the number, which is known only when it is sent. */
export interface SalesReceiptRequest {
	CurrencyId: number;
	/** YYYY-MM-DD; a time would be shifted to UTC. */
	DateOfIssue: string;
	ElectronicRecordsOfSales: ElectronicRecordsOfSales;
	/** Must be there, may be '', at most 20. */
	ExternalDocumentNumber: string;
	IsCumulative: boolean;
	IsIncomeTax: boolean;
	Items: SalesReceiptItemPost[];
	/** At most 200. */
	Name: string;
	/** One or two. */
	Payments: SalesReceiptPaymentPost[];
	ExchangeRate?: number;
	ExchangeRateAmount?: number;
	Note?: string;
	PartnerId?: number;
	SalesPosEquipmentId?: number;
	Tags?: number[];
}

/** POST /CashVouchers without the number. */
export interface CashVoucherRequest {
	CashRegisterId: number;
	DateOfTransaction: string;
	ElectronicRecordsOfSales: ElectronicRecordsOfSales;
	IsIncomeTax: boolean;
	Items: Array<{ Name: string; Price: number; PriceType: 0 | 1; VatRateType: VatRateType }>;
	/** 1 entry, -1 issue */
	MovementType: 1 | -1;
	Name: string;
	PartnerId?: number;
	Person?: string;
	Tags?: number[];
	VariableSymbol?: string;
}

/** What a list of documents is read for; `select` asks for no more. */
export interface ListedDocument {
	Id: number;
	DocumentNumber?: string | null;
	/** Sales receipts. */
	DateOfIssue?: string;
	ExternalDocumentNumber?: string | null;
	/** Cash vouchers. */
	DateOfTransaction?: string;
	Name?: string | null;
	Note?: string | null;
	Exported?: ExportedState;
	IsAccounted?: boolean;
	DocumentSerialNumber?: number | null;
	Prices?: { TotalWithVat?: number } | null;
	/** With the rest of the columns asked for only compared (mark.ts). */
	Items?: unknown[] | null;
}

export interface VatRate {
	Id: number;
	CountryId?: number;
	Rate?: number;
	RateType?: VatRateType;
	DateValidityFrom?: string;
	DateValidityTo?: string;
}

export interface PaymentOption {
	Id: number;
	Code?: string | null;
	Name?: string | null;
	IsRounded?: boolean;
}

export interface Currency {
	Id: number;
	Code?: string | null;
}

export interface PosEquipment {
	Id: number;
	Name?: string | null;
	Designation?: string | null;
}

export interface Agenda {
	Id: number;
	Name?: string | null;
	AllowEditExported?: boolean;
	Contact?: {
		CountryId?: number;
		IdentificationNumber?: string | null;
		VatIdentificationNumber?: string | null;
	} | null;
	DefaultCurrencyId?: number;
	/** 0 Never, 1 Always, 2 ByPaymentOption */
	RoundingDifference?: 0 | 1 | 2;
	/** 0 NotVatPayer, 1 VatPayer, 2 IdentifiedPersonVat */
	VatRegistrationType?: 0 | 1 | 2;
	CashRegisters?: Array<{ Id: number; Name?: string | null; CurrencyId?: number }> | null;
	/** Type 0 Free, 1 Basic, 2 Standard, 3 Premium */
	Subscription?: { Type?: 0 | 1 | 2 | 3 | null; DateTo?: string | null; IsTrial?: boolean } | null;
}

/** The price list as far as lines are linked to it. */
export interface PriceList {
	/** Code → Id of the item. */
	get(code: string): number | undefined;
	/** Why it is not known which item a code is. */
	match?(code: string): { conflict?: string };
}

/** What is read once in a run before anything is sent. */
export interface Books {
	agenda: Agenda;
	/** Of the agenda's country. */
	vatRates: readonly VatRate[];
	paymentOptions: readonly PaymentOption[];
	currencies: readonly Currency[];
	/** undefined: no rule names one, so they were not read. */
	posEquipments?: readonly PosEquipment[];
	/** IČO → Id of the contact; undefined: customers are not linked. */
	contacts?: ReadonlyMap<string, number>;
	/** undefined: lines are not linked. */
	priceList?: PriceList;
	/** IsIncomeTax of GET /SalesReceipts/Default. */
	isIncomeTax: boolean;
}
