/** How rows leave: without what is internal, and with the related rows that `include` asks for. */
import { badRequest } from './errors.mts';
import type { State } from './state.mts';
import type { Entity, Table } from './types.mts';

/** Expandable property (with a dot inside a list) -> the Id property beside it and the table it points to. */
const EXPANDABLE: Partial<Record<Table, Record<string, [id: string, table: Table]>>> = {
	SalesReceipts: {
		'Currency': ['CurrencyId', 'Currencies'], 'Partner': ['PartnerId', 'Contacts'], 'SalesPosEquipment': ['SalesPosEquipmentId', 'SalesPosEquipments'],
		'Items.PriceListItem': ['PriceListItemId', 'PriceListItems'], 'Payments.PaymentOption': ['PaymentOptionId', 'PaymentOptions'], 'Tags.Tag': ['TagId', 'Tags'],
	},
	IssuedInvoices: {
		'Currency': ['CurrencyId', 'Currencies'], 'Partner': ['PartnerId', 'Contacts'], 'PaymentOption': ['PaymentOptionId', 'PaymentOptions'], 'ConstantSymbol': ['ConstantSymbolId', 'ConstantSymbols'],
		'SalesPosEquipment': ['SalesPosEquipmentId', 'SalesPosEquipments'], 'VatReverseChargeCode': ['VatReverseChargeCodeId', 'VatReverseChargeCodes'],
		'Items.PriceListItem': ['PriceListItemId', 'PriceListItems'], 'Tags.Tag': ['TagId', 'Tags'],
	},
	CashVouchers: { Currency: ['CurrencyId', 'Currencies'], Partner: ['PartnerId', 'Contacts'], CashRegister: ['CashRegisterId', 'CashRegisters'], 'Tags.Tag': ['TagId', 'Tags'] },
	PriceListItems: { Currency: ['CurrencyId', 'Currencies'] },
	StockMovements: { PriceListItem: ['PriceListItemId', 'PriceListItems'] },
	Contacts: { Country: ['CountryId', 'Countries'], Bank: ['BankId', 'Banks'] },
	CashRegisters: { Currency: ['CurrencyId', 'Currencies'] },
	VatRates: { Country: ['CountryId', 'Countries'] },
	SalesPosEquipments: { CashRegister: ['CashRegisterId', 'CashRegisters'], SalesOffice: ['SalesOfficeId', 'SalesOffices'] },
	SalesOffices: { Country: ['CountryId', 'Countries'] },
};

/** A copy without internal properties. */
export function outside(value: unknown): any {
	if (Array.isArray(value)) return value.map(outside);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([name]) => !name.startsWith('_'))
			.map(([name, below]) => [name, outside(below)]),
	);
}

/** A row as GET by Id and every write answer it: expandable properties are null unless included. Throws Refusal 400. */
export function detail(state: State, table: Table, row: Entity, include = ''): Entity {
	const shown = outside(row) as Entity;
	const expandable = EXPANDABLE[table] ?? {};
	const wanted = include === '' ? [] : include.split(',').map((name) => name.trim());
	for (const name of wanted) if (!(name in expandable)) throw badRequest(`include: '${name}' cannot be expanded, only ${Object.keys(expandable).join(', ')}.`);
	for (const [path, [id, from]] of Object.entries(expandable)) {
		const [first, second] = path.split('.') as [string, string?];
		const holders = second === undefined ? [shown] : ((shown[first] ?? []) as Array<Record<string, unknown>>);
		for (const holder of holders) {
			const related = wanted.includes(path) ? state.find(from, holder[id]) : undefined;
			holder[second ?? first] = related ? outside(related) : null;
		}
	}
	return shown;
}
