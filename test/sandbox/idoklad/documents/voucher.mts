/** Cash vouchers (pokladní doklady): from a body to the row that is kept, and pairing with an invoice. */
import { badRequest, notFound } from '../errors.mts';
import { ENUMS } from '../rules/enums.mts';
import type { State } from '../state.mts';
import type { Entity } from '../types.mts';
import { afterChange, dayOf, mayChange, myAddress, partnerAddress, tagRows } from './common.mts';
import { setPaid } from './invoice.mts';
import { sequenceFor, takeNumber } from './numbers.mts';
import { computeLine, exchangeOf, linePrices, needReferences, NO_AMOUNTS, plus, pricesOf, vatSummary, type Exchange } from './prices.mts';

type Body = Record<string, any>;

/** Lines have a price and no quantity; VAT may be given by hand. */
export function computeVoucher(state: State, date: string, items: readonly Body[], exchange: Exchange, idOf: (item: Body) => number): { items: Entity[]; prices: Record<string, unknown> } {
	const lines = items.map((item) => {
		const unitPrice = (item['Price'] ?? item['UnitPrice']) as number;
		return { item, line: computeLine(state, date, { amount: 1, unitPrice, priceType: item['PriceType'], vatRateType: item['VatRateType'], customVat: item['CustomVat'] }), vatRateType: item['VatRateType'] as number };
	});
	const total = lines.reduce((sum, { line }) => plus(sum, line), NO_AMOUNTS);
	const shown = lines.map(({ item, line }) => ({
		Id: idOf(item),
		Amount: 1,
		CustomVat: item['CustomVat'] ?? null,
		HasCustomVat: typeof item['CustomVat'] === 'number',
		IssuedTaxDocumentId: null,
		Name: item['Name'] ?? null,
		Price: line.unitPrice,
		Prices: linePrices(line, exchange),
		PriceType: item['PriceType'],
		Status: 0,
		VatCodeId: item['VatCodeId'] ?? null,
		VatRate: line.rate,
		VatRateType: item['VatRateType'],
	}));
	return { items: shown, prices: { ...pricesOf(total, exchange), VatRateSummary: vatSummary(lines, exchange) } };
}

function registerCurrency(state: State, registerId: unknown): number {
	const register = state.find('CashRegisters', registerId);
	if (!register) throw badRequest(`CashRegisterId: there is no entity with Id ${String(registerId)}.`);
	return register['CurrencyId'] as number;
}

function checkReferences(state: State, body: Body): void {
	needReferences(state, [
		['Contacts', 'PartnerId', body['PartnerId']],
		...((body['Tags'] ?? []) as number[]).map((id) => ['Tags', 'Tags', id] as ['Tags', string, number]),
		...((body['Items'] ?? []) as Body[]).map((item) => ['VatCodes', 'VatCodeId', item['VatCodeId']] as ['VatCodes', string, unknown]),
	]);
}

/** The invoice is paid by the voucher from now on. Throws Refusal. */
export function pair(state: State, voucherId: number, type: unknown, documentId: number): void {
	const voucher = state.need('CashVouchers', voucherId);
	if (type !== undefined && type !== ENUMS.PairedDocumentType.IssuedInvoice) throw notFound('Document', documentId);
	const invoice = state.need('IssuedInvoices', documentId);
	if (voucher['PairedDocument']) throw badRequest('The cash voucher is paired already.', 'PairRestrictedDocumentIsPaired');
	if (invoice['_paid'] === true) throw badRequest('The document is paid.', 'PairRestricted_DocumentIsPaid');
	if (invoice['CurrencyId'] !== voucher['CurrencyId']) throw badRequest('The document has another currency.', 'PairRestricted_DocumentHasDifferentCurrency');
	if ((voucher['Items'] as Entity[]).length !== 1) throw badRequest('The cash voucher has not exactly one item.', 'PairRestrictedNotExactlyOneItem');
	if (invoice['Prices'].TotalWithVat !== voucher['Prices'].TotalWithVat) throw badRequest('The totals differ.', 'PairRestrictedTotalDoesNotMatch');
	setPaid(state, documentId, voucher['DateOfTransaction'] as string);
	const PairedDocument = { DocumentId: documentId, DocumentNumber: invoice['DocumentNumber'], DocumentType: ENUMS.PairedDocumentType.IssuedInvoice };
	state.replace('CashVouchers', { ...voucher, PairedDocument, InvoiceId: documentId, InvoiceType: 0, Status: ENUMS.CashVoucherDependencyStatus.PairedWithInvoice });
}

export function unpair(state: State, voucher: Entity): Entity {
	const paired = voucher['PairedDocument'] as { DocumentId: number } | null;
	if (!paired) return voucher;
	setPaid(state, paired.DocumentId, undefined);
	return { ...voucher, PairedDocument: null, InvoiceId: null, InvoiceType: null, Status: ENUMS.CashVoucherDependencyStatus.Unpaired };
}

/** Throws Refusal. */
export function createVoucher(state: State, body: Body): Entity {
	checkReferences(state, body);
	if ((body['Items'] as Body[]).length === 0) throw badRequest('The Items field is required.');
	const CurrencyId = registerCurrency(state, body['CashRegisterId']);
	const date = dayOf(body['DateOfTransaction'] as string);
	const exchange = exchangeOf(state, CurrencyId, date, body['ExchangeRate'] as number, body['ExchangeRateAmount'] as number);
	const { items, prices } = computeVoucher(state, date, body['Items'] as Body[], exchange, () => state.nextId());
	const sequence = sequenceFor(state, ENUMS.DocumentType.CashVoucher);
	const DocumentNumber = takeNumber(state, sequence, date, body['DocumentSerialNumber'] as number);
	const row = state.insert('CashVouchers', {
		CashRegisterId: body['CashRegisterId'],
		CurrencyId,
		DateOfTransaction: date,
		DocumentNumber,
		DocumentSerialNumber: body['DocumentSerialNumber'],
		EetResponsibility: body['ElectronicRecordsOfSales']?.EetResponsibility ?? 0,
		EetStatus: 0,
		ExchangeRate: exchange.rate,
		ExchangeRateAmount: exchange.per,
		Exported: 0,
		InvoiceId: null,
		InvoiceType: null,
		IsEet: false,
		IsIncomeTax: body['IsIncomeTax'],
		IssuedTaxDocumentId: null,
		IsSummarySalesReceipt: false,
		Items: items,
		MovementType: body['MovementType'],
		MyAddress: myAddress(state),
		Name: body['Name'],
		PairedDocument: null,
		PartnerAddress: partnerAddress(state, body['PartnerId']),
		PartnerId: body['PartnerId'] ?? null,
		Person: body['Person'] ?? '',
		Prices: prices,
		RegisteredSale: null,
		Status: ENUMS.CashVoucherDependencyStatus.Unpaired,
		Tags: tagRows(body['Tags'] as number[]),
		VariableSymbol: body['VariableSymbol'] ?? '',
		VatRegime: state.settings.agenda.vatRegistration === ENUMS.VatRegistrationType.VatPayer ? 1 : 0,
		_sequence: sequence.Id,
	});
	const paired = body['PairedDocument'] as Body | null | undefined;
	if (paired) {
		try {
			pair(state, row.Id, paired['DocumentType'], paired['DocumentId'] as number);
		} catch (problem) {
			state.remove('CashVouchers', row.Id);
			throw problem;
		}
	}
	state.happened('CashVoucher', 'Insert', row.Id);
	return state.need('CashVouchers', row.Id);
}

/** A voucher that came from sales receipts belongs to them. */
export function mayChangeVoucher(state: State, row: Entity): void {
	if (row['IsSummarySalesReceipt'] === true) throw badRequest('The cash voucher was made from sales receipts.', 'UpdateCashVoucherFromSalesReceipt');
	mayChange(state, row);
}

export function patchVoucher(state: State, patch: Body): Entity {
	const row = state.need('CashVouchers', patch['Id']);
	mayChangeVoucher(state, row);
	checkReferences(state, patch);
	const link = patch['PairedDocument'] as Body | undefined;
	const body: Body = { ...row, ...patch, DateOfTransaction: dayOf((patch['DateOfTransaction'] ?? row['DateOfTransaction']) as string) };
	const CurrencyId = registerCurrency(state, body['CashRegisterId']);
	const stored = row['Items'] as Entity[];
	const items = ((patch['Items'] as Body[] | undefined) ?? stored).map((item): Body => {
		const known = item['Id'] ? stored.find(({ Id }) => Id === item['Id']) : undefined;
		if (item['Id'] && !known) throw badRequest(`Items: the document has no line with Id ${String(item['Id'])}.`);
		const line: Body = { ...known, ...item };
		const missing = ['Name', 'Price', 'PriceType', 'VatRateType'].filter((name) => line[name] === undefined);
		if (missing.length > 0) throw badRequest(`A new line needs ${missing.join(', ')}.`);
		return line;
	});
	const exchange = exchangeOf(state, CurrencyId, body['DateOfTransaction'] as string, body['ExchangeRate'] as number, body['ExchangeRateAmount'] as number);
	const computed = computeVoucher(state, body['DateOfTransaction'] as string, items, exchange, (item) => (item['Id'] as number | undefined) || state.nextId());
	const changed = state.replace('CashVouchers', afterChange({
		...(link?.['DocumentId'] === null ? unpair(state, row) : row),
		...Object.fromEntries(['CashRegisterId', 'DateOfTransaction', 'IsIncomeTax', 'Name', 'PartnerId', 'Person', 'VariableSymbol'].map((name) => [name, body[name]])),
		CurrencyId,
		ExchangeRate: exchange.rate,
		ExchangeRateAmount: exchange.per,
		Items: computed.items,
		Prices: computed.prices,
		PartnerAddress: patch['PartnerId'] === undefined ? row['PartnerAddress'] : partnerAddress(state, patch['PartnerId']),
		Tags: patch['Tags'] ? tagRows(patch['Tags'] as number[]) : row['Tags'],
	}));
	if (typeof link?.['DocumentId'] === 'number') pair(state, changed.Id, link['DocumentType'], link['DocumentId']);
	state.happened('CashVoucher', 'Update', changed.Id);
	return state.need('CashVouchers', changed.Id);
}
