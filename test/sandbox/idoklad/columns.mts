/**
 * Which columns of a list may be filtered and sorted, as data: `type path`, the path only where it is not the column's
 * name. A test holds names equal to x-filterable and x-sortable of the API description.
 *
 * Types: id (number that also takes `ct` with a list), ids (list of Ids), num, text, search (text with `ss`), date, stamp
 * (UTC), bool, from and till (bounds of a stamp), enum:Name.
 */
import type { Table } from './types.mts';

export interface Columns {
	filter: Readonly<Record<string, string>>;
	/** Column -> path. */
	sort: readonly string[];
}

const CHANGED = 'stamp Metadata.DateLastChange';
/** Code lists have it on the row itself. */
const LISTED = 'stamp DateLastChange';

export const COLUMNS: Partial<Record<Table | 'Agendas', Columns>> = {
	SalesReceipts: {
		filter: { Id: 'id', DateOfIssue: 'date', DocumentNumber: 'text', Exported: 'enum:ExportedState', Name: 'search', PartnerName: 'text PartnerAddress.NickName', SalesPosEquipmentId: 'id', TagIds: 'ids Tags.TagId' },
		sort: ['Id', 'DateOfIssue', 'DocumentNumber', 'Name', 'PartnerName', 'SalesPosEquipmentDesignation'],
	},
	PriceListItems: {
		filter: { Id: 'id', Code: 'text', CurrencyId: 'id', DateLastChange: CHANGED, HasStockMovement: 'bool _moved', Name: 'search', StockBalance: 'num' },
		sort: ['Id', 'Code', 'Name'],
	},
	StockMovements: { filter: { Id: 'id', Amount: 'num', DateOfMovement: 'date', PriceListItemId: 'id' }, sort: ['Id'] },
	Contacts: {
		filter: { Id: 'id', DateLastChange: CHANGED, IdentificationNumber: 'text', CompanyName: 'search', Email: 'text', VatIdentificationNumber: 'text', VatIdentificationNumberSk: 'text' },
		sort: ['Id', 'CompanyName'],
	},
	IssuedInvoices: {
		filter: {
			Id: 'id', ConstantSymbolId: 'id', CurrencyId: 'id', DateLastChange: CHANGED, DateOfIssue: 'date', DateOfMaturity: 'date', DateOfPayment: 'date', DateOfTaxing: 'date', Description: 'search',
			DocumentNumber: 'text', Exported: 'enum:ExportedState', IsPaid: 'bool _paid', PaymentStatus: 'enum:PaymentStatus', NickName: 'text PartnerAddress.NickName', NumericSequenceId: 'id _sequence', PartnerId: 'id',
			RecurringInvoiceId: 'id', TagIds: 'ids Tags.TagId',
		},
		sort: ['Id', 'DateOfIssue', 'DocumentNumber'],
	},
	CashVouchers: {
		filter: {
			Id: 'id', CashRegisterId: 'id', CurrencyId: 'id', Exported: 'enum:ExportedState', IsSummarySalesReceipt: 'bool', MovementType: 'enum:MovementType', DateLastChange: CHANGED,
			DateOfTransaction: 'date', DocumentNumber: 'text', NickName: 'text PartnerAddress.NickName', Status: 'enum:CashVoucherDependencyStatus', TagIds: 'ids Tags.TagId',
		},
		sort: ['Id', 'DateOfTransaction'],
	},
	CashRegisters: { filter: { Id: 'id', CurrencyId: 'id' }, sort: ['Id'] },
	NumericSequences: { filter: { Id: 'id', DocumentType: 'enum:NumericSequenceDocumentType', IsDefault: 'bool' }, sort: ['Id'] },
	PaymentOptions: { filter: { Id: 'id', DateLastChange: LISTED }, sort: ['Id'] },
	VatRates: { filter: { Id: 'id', CountryId: 'id', DateLastChange: LISTED, DateValidityFrom: 'date', DateValidityTo: 'date', RateType: 'enum:VatRateType' }, sort: ['Id'] },
	VatCodes: { filter: { Id: 'id', CountryId: 'id', DateValidityFrom: 'date', DateValidityTo: 'date', Code: 'text', Name: 'text' }, sort: ['Id'] },
	Currencies: { filter: { Id: 'id', Code: 'text', DateLastChange: 'stamp _changed' }, sort: ['Id'] },
	Countries: { filter: { Id: 'id', Code: 'text', CurrencyId: 'id', DateLastChange: LISTED }, sort: ['Id'] },
	ExchangeRates: { filter: { Id: 'id', CurrencyId: 'id', Date: 'date', ExchangeListId: 'id' }, sort: ['Id'] },
	SalesPosEquipments: { filter: { Id: 'id', SalesPosEquipmentType: 'enum:SalesPosEquipmentType' }, sort: ['Id'] },
	SalesOffices: { filter: { Id: 'id' }, sort: ['Id'] },
	Tags: { filter: { Id: 'id', Name: 'text' }, sort: ['Id'] },
	Webhooks: { filter: { Id: 'id' }, sort: ['Id'] },
	Agendas: { filter: { Id: 'id' }, sort: ['Id'] },
	Logs: { filter: { Id: 'id', ActionType: 'enum:LogActionType', DateFrom: 'from DateOfAction', DateTo: 'till DateOfAction', EntityType: 'enum:LogEntityType' }, sort: ['Id'] },
};

/** Paths of columns that can only be sorted. */
export const SORT_PATHS: Readonly<Record<string, string>> = { SalesPosEquipmentDesignation: '_designation' };
