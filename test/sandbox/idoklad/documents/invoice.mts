/** Issued invoices (faktury vydané): from a body to the row that is kept. */
import { badRequest } from '../errors.mts';
import { ENUMS } from '../rules/enums.mts';
import type { State } from '../state.mts';
import type { Entity } from '../types.mts';
import { afterChange, chosen, dayOf, mayChange, moveStock, myAddress, partnerAddress, patchedAddress, tagRows } from './common.mts';
import { computeInvoice } from './invoiceLines.mts';
import { takeNumber, variableSymbol } from './numbers.mts';
import { needReferences } from './prices.mts';

type Body = Record<string, any>;

/** The service's "no date". */
const NO_DATE = '1753-01-01';

function checkReferences(state: State, body: Body): void {
	needReferences(state, [
		['Contacts', 'PartnerId', body['PartnerId']],
		['PaymentOptions', 'PaymentOptionId', body['PaymentOptionId']],
		['SalesPosEquipments', 'SalesPosEquipmentId', body['SalesPosEquipmentId']],
		...((body['Tags'] ?? []) as number[]).map((id) => ['Tags', 'Tags', id] as ['Tags', string, number]),
		...((body['Items'] ?? []) as Body[]).flatMap((item) => [
			['PriceListItems', 'PriceListItemId', item['PriceListItemId']] as ['PriceListItems', string, unknown],
			['VatCodes', 'VatCodeId', item['VatCodeId']] as ['VatCodes', string, unknown],
		]),
	]);
	if (body['SalesOrderId'] || body['ProformaInvoices']?.length > 0) throw badRequest('There is no such sales order or proforma invoice.');
	if (((body['Items'] ?? []) as Body[]).some((item) => item['ItemType'] === ENUMS.PostIssuedInvoiceItemType.ItemTypeReduce)) throw badRequest('An invoice without a proforma invoice takes normal items only.');
}

function checkDates(body: Body): void {
	if (dayOf(body['DateOfMaturity'] as string) < dayOf(body['DateOfIssue'] as string)) throw badRequest('DateOfMaturity must not be before DateOfIssue.');
}

function deliveryAddress(state: State, body: Body): Body | null {
	if (!body['DeliveryAddressId']) return null;
	const address = (state.find('Contacts', body['PartnerId'])?.['DeliveryAddresses'] as Body[] | undefined)?.find(({ Id }) => Id === body['DeliveryAddressId']);
	if (!address) throw badRequest('DeliveryAddressId: the contact has no such address.');
	const { Id, City, CountryId, Name, PostalCode, Street } = address;
	return { ContactDeliveryAddressId: Id, City, CountryId, Name, PostalCode, Street };
}

export function createInvoice(state: State, body: Body): Entity {
	checkReferences(state, body);
	checkDates(body);
	const sequence = state.find('NumericSequences', body['NumericSequenceId']);
	if (sequence?.['DocumentType'] !== ENUMS.DocumentType.IssuedInvoice) throw badRequest('NumericSequenceId is not a sequence of invoices.');
	const { exchange, items, prices } = computeInvoice(state, body, body['Items'] as Body[], () => state.nextId());
	const delivery = deliveryAddress(state, body);
	const date = dayOf(body['DateOfIssue'] as string);
	const DocumentNumber = takeNumber(state, sequence, date, body['DocumentSerialNumber'] as number);
	const row = state.insert('IssuedInvoices', {
		Attachments: [],
		ConstantSymbolId: body['ConstantSymbolId'] ?? null,
		CurrencyId: body['CurrencyId'],
		DateOfAccountingEvent: date,
		DateOfIssue: date,
		DateOfLastReminder: NO_DATE,
		DateOfMaturity: dayOf(body['DateOfMaturity'] as string),
		DateOfPayment: NO_DATE,
		DateOfTaxing: dayOf(body['DateOfTaxing'] as string),
		DateOfVatApplication: dayOf((body['DateOfVatApplication'] ?? body['DateOfTaxing']) as string),
		DeliveryAddress: delivery,
		Description: body['Description'],
		DiscountPercentage: body['DiscountPercentage'] ?? 0,
		DiscountType: body['DiscountPercentage'] ? 3 : (body['Items'] as Body[]).some((item) => item['DiscountPercentage']) ? 2 : 0,
		DocumentNumber,
		DocumentSerialNumber: body['DocumentSerialNumber'],
		EetResponsibility: body['EetResponsibility'] ?? 0,
		ExchangeRate: exchange.rate,
		ExchangeRateAmount: exchange.per,
		Exported: 0,
		HasVatRegimeOss: body['HasVatRegimeOss'] ?? false,
		IsEet: body['IsEet'],
		IsIncomeTax: body['IsIncomeTax'],
		IsSentToAccountant: false,
		IsSentToPurchaser: 0,
		IssuedTaxDocumentIds: [],
		Items: items,
		ItemsTextPrefix: body['ItemsTextPrefix'] ?? '',
		ItemsTextSuffix: body['ItemsTextSuffix'] ?? '',
		MyAddress: { ...myAddress(state), AccountNumber: body['AccountNumber'] ?? null, Iban: body['Iban'] ?? null, Swift: body['Swift'] ?? null },
		Note: body['Note'] ?? '',
		OrderNumber: body['OrderNumber'] ?? '',
		PartnerAddress: partnerAddress(state, body['PartnerId']),
		PartnerId: body['PartnerId'],
		PaymentOptionId: body['PaymentOptionId'],
		PaymentStatus: ENUMS.PaymentStatus.Unpaid,
		Prices: prices,
		ProformaInvoices: [],
		RecurringInvoiceId: null,
		ReminderCount: 0,
		ReportLanguage: body['ReportLanguage'] ?? 1,
		SalesPosEquipmentId: body['SalesPosEquipmentId'] ?? null,
		Tags: tagRows(body['Tags'] as number[]),
		VariableSymbol: body['VariableSymbol'] || variableSymbol(DocumentNumber),
		VatOnPayStatus: body['VatOnPayStatus'] ?? 0,
		VatRatePeriods: [],
		VatRegime: state.settings.agenda.vatRegistration === ENUMS.VatRegistrationType.VatPayer ? 1 : 0,
		VatReverseChargeCodeId: body['VatReverseChargeCodeId'] ?? null,
		_sequence: sequence.Id,
		_paid: false,
	});
	moveStock(state, row, date);
	state.happened('IssuedInvoice', 'Insert', row.Id);
	return row;
}

const PLAIN = ['ConstantSymbolId', 'CurrencyId', 'Description', 'DiscountPercentage', 'EetResponsibility', 'IsEet', 'IsIncomeTax', 'ItemsTextPrefix', 'ItemsTextSuffix', 'Note', 'OrderNumber', 'PartnerId', 'PaymentOptionId', 'ReportLanguage', 'VariableSymbol', 'VatOnPayStatus', 'VatReverseChargeCodeId'];
const DATES = ['DateOfIssue', 'DateOfMaturity', 'DateOfPayment', 'DateOfTaxing', 'DateOfVatApplication'];

export function patchInvoice(state: State, patch: Body): Entity {
	const row = state.need('IssuedInvoices', patch['Id']);
	mayChange(state, row);
	checkReferences(state, patch);
	const body: Body = { ...row, ...patch };
	for (const name of DATES) body[name] = dayOf((patch[name] ?? row[name]) as string);
	checkDates(body);
	const stored = (row['Items'] as Entity[]).filter(({ ItemType }) => ItemType !== ENUMS.IssuedInvoiceItemType.ItemTypeRound).map((item) => ({ ...item, UnitPrice: item['Prices'].UnitPrice, VatRate: undefined }) as Body);
	const items = ((patch['Items'] as Body[] | undefined) ?? stored).map((item): Body => {
		const known = item['Id'] ? stored.find(({ Id }) => Id === item['Id']) : undefined;
		if (item['Id'] && !known) throw badRequest(`Items: the document has no line with Id ${String(item['Id'])}.`);
		const line: Body = { ...known, ...item };
		const missing = ['Amount', 'Name', 'UnitPrice', 'PriceType', 'VatRateType'].filter((name) => line[name] === undefined);
		if (missing.length > 0) throw badRequest(`A new line needs ${missing.join(', ')}.`);
		return line;
	});
	const { exchange, items: shown, prices } = computeInvoice(state, body, items, (item) => (item['Id'] as number | undefined) || state.nextId());
	const changed = state.replace('IssuedInvoices', afterChange({
		...row,
		...Object.fromEntries([...PLAIN, ...DATES].map((name) => [name, body[name]])),
		DeliveryAddress: patch['DeliveryAddressId'] === undefined ? row['DeliveryAddress'] : deliveryAddress(state, body),
		ExchangeRate: exchange.rate,
		ExchangeRateAmount: exchange.per,
		Items: shown,
		MyAddress: patchedAddress(row['MyAddress'] as Body, patch['MyAddress'] as Body | undefined),
		PartnerAddress: patchedAddress(patch['PartnerId'] === undefined ? row['PartnerAddress'] : partnerAddress(state, patch['PartnerId']), patch['PartnerAddress'] as Body | undefined),
		Prices: { ...prices, TotalPaid: row['Prices'].TotalPaid, TotalPaidHc: row['Prices'].TotalPaidHc },
		Tags: chosen(patch, 'Tags', undefined) ? tagRows(patch['Tags'] as number[]) : row['Tags'],
	}));
	moveStock(state, changed, changed['DateOfIssue'] as string);
	state.happened('IssuedInvoice', 'Update', changed.Id);
	return changed;
}

/** Wholly paid on a day, or unpaid again (`date` undefined). Throws Refusal. */
export function setPaid(state: State, id: number, date: string | undefined): void {
	const row = state.need('IssuedInvoices', id);
	if (date !== undefined && row['_paid'] === true) throw badRequest('The invoice is paid already.', 'AlreadyPaid');
	if (date === undefined && row['_paid'] !== true) throw badRequest('The invoice is not paid.', 'NotPaid');
	const paid = date !== undefined;
	state.replace('IssuedInvoices', {
		...row,
		DateOfPayment: date ?? NO_DATE,
		PaymentStatus: paid ? ENUMS.PaymentStatus.Paid : ENUMS.PaymentStatus.Unpaid,
		Prices: { ...row['Prices'], TotalPaid: paid ? row['Prices'].TotalWithVat : 0, TotalPaidHc: paid ? row['Prices'].TotalWithVatHc : 0 },
		_paid: paid,
	});
	state.happened('IssuedInvoice', paid ? 'PaymentCreated' : 'PaymentDeleted', id);
}
