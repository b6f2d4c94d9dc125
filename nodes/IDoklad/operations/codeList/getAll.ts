import type { IDataObject } from 'n8n-workflow';
import { need } from '../../../shared/idoklad/need';
import { limitFields } from '../../../shared/properties';
import { eachItem } from '../../../shared/runner';
import type { Operation } from '../../../shared/operation';
import { reader } from '../base';

/** Value of the parameter → path. */
const LISTS: ReadonlyArray<{ value: string; name: string; czech: string; path: string }> = [
	{ value: 'cashRegisters', name: 'Cash Register', czech: 'Pokladna', path: '/CashRegisters' },
	{ value: 'countries', name: 'Country', czech: 'Země', path: '/Countries' },
	{ value: 'currencies', name: 'Currency', czech: 'Měna', path: '/Currencies' },
	{ value: 'numericSequences', name: 'Numeric Sequence', czech: 'Číselná řada', path: '/NumericSequences' },
	{ value: 'paymentOptions', name: 'Payment Option', czech: 'Způsob úhrady', path: '/PaymentOptions' },
	{ value: 'posEquipment', name: 'POS Equipment', czech: 'Prodejní terminál', path: '/SalesPosEquipments' },
	{ value: 'salesOffices', name: 'Sales Office', czech: 'Provozovna', path: '/SalesOffices' },
	{ value: 'tags', name: 'Tag', czech: 'Štítek', path: '/Tags' },
	{ value: 'vatCodes', name: 'VAT Code', czech: 'Členění DPH', path: '/VatCodes' },
	{ value: 'vatRates', name: 'VAT Rate', czech: 'Sazba DPH', path: '/VatRates' },
];

/** Rows carry a vector for semantic search that nobody can read. */
function withoutVector(row: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'Vector'));
}

/** Code List → Get Many. */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many code lists',
	description: 'Get a list',
	fields: [
		{
			displayName: 'Code List',
			name: 'codeList',
			type: 'options',
			options: LISTS.map(({ name, value, czech }) => ({ name, value, description: czech })),
			default: 'paymentOptions',
		},
		...limitFields(),
	],
	async execute(items) {
		const client = await reader(this);
		return await eachItem(this, items, async (index) => {
			const chosen = this.getNodeParameter('codeList', index, 'paymentOptions') as string;
			const path = LISTS.find(({ value }) => value === chosen)?.path ?? '/PaymentOptions';
			const all = this.getNodeParameter('returnAll', index, false) === true;
			const rows = await client.list<IDataObject>(
				path,
				all ? {} : { limit: this.getNodeParameter('limit', index, 50) as number },
			);
			return need(this.getNode(), rows).map((row) => ({ json: withoutVector(row) }));
		});
	},
};
