/** Issued invoices (vydané faktury): the service's preset, with what is given laid over it. */
import { withKey } from './identity';
import { EET_ELSEWHERE } from './tables';
import type { VatRate, VatRateType } from './types';
import { vatRateTypeOf } from './vat';

export interface InvoiceLine {
	name: string;
	amount: number;
	unit?: string;
	unitPrice: number;
	/** Per cent; null for an agenda that is no VAT payer. */
	vatRate: number | null;
	/** Per cent of the line, 0 to 99.99. */
	discount?: number;
	code?: string;
	priceListItemId?: number;
}

export interface InvoiceInput {
	partnerId: number;
	description: string;
	/** Identity in the caller's own system; stands at the end of the description, which can be filtered. */
	key?: string;
	lines: readonly InvoiceLine[];
	pricesWithVat: boolean;
	/** YYYY-MM-DD; the preset's where it is not given. */
	dateOfIssue?: string;
	dateOfMaturity?: string;
	dateOfTaxing?: string;
	/** Fields under the service's own names, last. */
	other: Record<string, unknown>;
}

/** What is needed of GET /IssuedInvoices/Default. */
export interface InvoicePreset {
	CurrencyId?: number | null;
	DateOfIssue?: string;
	DateOfMaturity?: string;
	DateOfTaxing?: string;
	DocumentSerialNumber?: number | null;
	IsIncomeTax?: boolean | null;
	NumericSequenceId?: number | null;
	PaymentOptionId?: number | null;
}

/** Longest description with a key in it; the service states no limit. */
const DESCRIPTION = 200;

function descriptionOf({ description, key }: Pick<InvoiceInput, 'description' | 'key'>): string {
	return key === undefined ? description : withKey(description, key, DESCRIPTION);
}

function line(given: InvoiceLine, type: VatRateType, pricesWithVat: boolean): Record<string, unknown> {
	const { name, amount, unit, unitPrice, discount, code, priceListItemId } = given;
	return {
		Name: name.slice(0, 200),
		Amount: amount,
		UnitPrice: unitPrice,
		PriceType: pricesWithVat ? 0 : 1,
		VatRateType: type,
		DiscountPercentage: discount ?? 0,
		IsTaxMovement: true,
		...(unit ? { Unit: unit.slice(0, 20) } : {}),
		...(code ? { Code: code.slice(0, 20) } : {}),
		...(priceListItemId === undefined ? {} : { PriceListItemId: priceListItemId }),
	};
}

/** Calendar day `days` after a day. */
function after(day: string, days: number): string {
	return new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The maturity keeps its distance from the issue when only the issue is given. */
function maturity(input: InvoiceInput, preset: InvoicePreset, issue: string): string {
	if (input.dateOfMaturity !== undefined) return input.dateOfMaturity;
	const [from, to] = [preset.DateOfIssue, preset.DateOfMaturity].map((date) => Date.parse(`${date?.slice(0, 10)}T12:00:00Z`));
	const days = Math.round((to - from) / 86_400_000);
	return after(issue, Number.isFinite(days) && days >= 0 ? days : 14);
}

/**
 * POST /IssuedInvoices, or the lines whose VAT rate the table does not have on the day of taxing.
 *
 * @param preset of GET /IssuedInvoices/Default: number, sequence, payment option and the like
 * @param today for a preset without dates
 */
export function invoiceRequest(
	input: InvoiceInput,
	preset: InvoicePreset,
	vatRates: readonly VatRate[],
	today: string,
): { request: Record<string, unknown> } | { wrong: string[] } {
	const issue = input.dateOfIssue ?? preset.DateOfIssue?.slice(0, 10) ?? today;
	const taxing = input.dateOfTaxing ?? issue;
	const typed = input.lines.map((one) => ({ one, type: vatRateTypeOf(one.vatRate, taxing, vatRates) }));
	const wrong = typed.filter(({ type }) => type === undefined).map(({ one }) => `'${one.name}' (${one.vatRate} %)`);
	if (wrong.length > 0) return { wrong };
	return {
		request: {
			CurrencyId: preset.CurrencyId ?? 1,
			DateOfIssue: issue,
			DateOfMaturity: maturity(input, preset, issue),
			DateOfTaxing: taxing,
			Description: descriptionOf(input),
			DocumentSerialNumber: preset.DocumentSerialNumber ?? undefined,
			...EET_ELSEWHERE,
			IsIncomeTax: preset.IsIncomeTax ?? true,
			Items: typed.map(({ one, type }) => line(one, type as VatRateType, input.pricesWithVat)),
			NumericSequenceId: preset.NumericSequenceId ?? undefined,
			PartnerId: input.partnerId,
			PaymentOptionId: preset.PaymentOptionId ?? undefined,
			...input.other,
		},
	};
}
