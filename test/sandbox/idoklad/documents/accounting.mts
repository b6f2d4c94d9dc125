/** What people and Money do with documents outside the API. */
import { fromHalers, halersOf, pricesOf } from './prices.mts';
import type { State } from '../state.mts';
import type { Entity } from '../types.mts';

const emptyVoucher = {
	DocumentNumber: 'SOUHRN', DocumentSerialNumber: 0, EetResponsibility: 0, EetStatus: 0, ExchangeRate: 1, ExchangeRateAmount: 1, Exported: 0, InvoiceId: null, InvoiceType: null, IsEet: false, IsIncomeTax: true,
	IssuedTaxDocumentId: null, IsSummarySalesReceipt: true, MovementType: 1, MyAddress: null, PairedDocument: null, PartnerAddress: null, PartnerId: null, Person: null, RegisteredSale: null, Status: 3, Tags: [],
	VariableSymbol: null, VatRegime: 1,
};

/**
 * What a person does in the web application: receipts are accounted (zaúčtovány) into one cash voucher, and from then on
 * neither the receipts nor the voucher can be changed through the API.
 */
export function accountReceipts(state: State, ids: readonly number[]): Entity {
	const rows = ids.map((id) => state.need('SalesReceipts', id));
	const sum = rows.reduce((halers, row) => halers + halersOf(row['Prices'].TotalWithVat as number), 0);
	const prices = pricesOf({ net: sum, vat: 0, gross: sum }, { rate: 1, per: 1 });
	const item = { Id: state.nextId(), Amount: 1, CustomVat: null, HasCustomVat: false, IssuedTaxDocumentId: null, Name: 'Tržby', Price: fromHalers(sum), Prices: { UnitPrice: fromHalers(sum), ...prices }, PriceType: 0, Status: 3, VatCodeId: null, VatRate: 0, VatRateType: 2 };
	const voucher = state.insert('CashVouchers', {
		...emptyVoucher,
		CashRegisterId: state.table('CashRegisters')[0]?.Id ?? 0,
		CurrencyId: state.settings.agenda.homeCurrencyId,
		DateOfTransaction: state.today,
		Items: [item],
		Name: 'Tržby z prodejek',
		Prices: prices,
	});
	for (const row of rows) {
		state.replace('SalesReceipts', { ...row, IsAccounted: true, Items: (row['Items'] as Entity[]).map((line) => ({ ...line, CashVoucherItemId: item.Id })) });
		state.happened('SalesReceipt', 'SalesReceiptAccounting', row.Id);
	}
	return voucher;
}

/** Money (or another accounting program) has taken the receipts over. */
export function exportReceipts(state: State, ids: readonly number[]): void {
	for (const id of ids) {
		const row = state.need('SalesReceipts', id);
		row['Exported'] = 1;
		state.happened('SalesReceipt', 'ExportToAccountingSoftware', id);
	}
}
