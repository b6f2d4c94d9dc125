/** Numbers and names of the service as data; from its SDK, checked against the API description by a contract test. */
import type { PaymentMethod } from '../records/types';
import type { ElectronicRecordsOfSales, VatRateType } from './types';

export const SYSTEM = 'iDoklad';

/** Most entries of a batch, largest page, most characters of fields. */
export const LIMITS = { batch: 50, page: 200, name: 200, externalNumber: 20, unit: 20, transactionCode: 50, code: 20 } as const;

/** Sales are registered by the till: always stated, whatever the agenda's own preset says. */
export const EET_ELSEWHERE: ElectronicRecordsOfSales = { IsEet: false, EetResponsibility: 1 };

export const ZERO_VAT: VatRateType = 2;

/**
 * Ids of payment options that are the same in every agenda (they cannot be created). Taken only when the live list has
 * them; what stands in no row needs a posting rule.
 */
export const STANDARD_PAYMENT_OPTIONS: Partial<Record<PaymentMethod, number>> = {
	cash: 3,
	card: 2,
	bankTransfer: 1,
	mealVoucher: 8,
};

export const SUBSCRIPTIONS = ['Free', 'Basic (Základní)', 'Standard (Oblíbený)', 'Premium (Prémiový)'] as const;
/** Calls a month, for the whole agenda; plans without a number have no API. */
export const MONTHLY_CALLS: Readonly<Record<number, number>> = { 2: 7_500, 3: 75_000 };

export const ROUNDING = { never: 0, always: 1, byPaymentOption: 2 } as const;
export const NOT_EXPORTED = 0;

/** EntityType of PUT /Batch/Exported; other numbers than those of webhooks. */
export const EXPORTABLE: Readonly<Record<string, number>> = {
	cashVoucher: 0,
	contact: 1,
	creditNote: 2,
	issuedInvoice: 3,
	receivedInvoice: 7,
	salesReceipt: 8,
	priceListItem: 10,
};

export const WEBHOOK_ENTITIES: Readonly<Record<string, number>> = {
	IssuedInvoice: 0,
	ProformaInvoice: 1,
	CashVoucher: 2,
	CreditNote: 3,
	BankStatement: 4,
	ReceivedInvoice: 5,
	SalesReceipt: 6,
	SalesOrder: 7,
	RecurringInvoice: 8,
	InternalDocument: 9,
	Contact: 10,
	Agenda: 11,
	PriceListItem: 16,
	IssuedTaxDocument: 25,
	ReceivedReceipt: 34,
};

export const WEBHOOK_ACTIONS: Readonly<Record<string, number>> = {
	Insert: 1,
	Update: 2,
	Delete: 3,
	PaymentCreated: 4,
	PaymentDeleted: 5,
	SalesReceiptAccounting: 15,
	SalesReceiptAccountingCanceled: 16,
	UnmarkAsDeleted: 17,
};
