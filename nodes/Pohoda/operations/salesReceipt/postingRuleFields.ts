/** What posting rules may set in POHODA, and what only its items have. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { ITEM_KINDS } from '../../../../core/records/types';
import { codeOf, referenceField } from '../../../shared/pohoda/references';
import { textField } from '../../../shared/properties';
import { ruleTableFields } from '../../../shared/ruleTable';
import { EET_OF_RULE } from '../../eetFields';

const CONDITIONS: INodeProperties[] = [
	{
		displayName: 'If Item Kind',
		name: 'itemKind',
		type: 'options',
		options: [{ name: 'Any', value: '' }, ...ITEM_KINDS.map((kind) => ({ name: kind, value: kind }))],
		default: '',
		description: 'Kind of an item; such a rule sets values of items only',
	},
	textField('If VAT Rate', 'vatRate', 'Per cent, or none for a shop that is no VAT payer; empty: any', 'e.g. 21'),
];

const VALUES: INodeProperties[] = [
	referenceField('numberSeries', { name: 'numberSeries' }),
	// The code lists here hold cash registers (pokladny), not tills (kasy).
	textField('Cash Register (Kasa)', 'cashRegister', 'Kasa of a prodejka', 'e.g. K1'),
	referenceField('cashRegisters', { displayName: 'Cash Account (Pokladna)', name: 'cashAccount', description: 'Code of the pokladna of a cash document' }),
	textField('Accounting (Předkontace)', 'accounting', 'Předkontace of the document', 'e.g. 1Pp'),
	textField('Item Accounting (Předkontace)', 'itemAccounting', 'Předkontace of the item', 'e.g. 2Pp'),
	referenceField('paymentForms', { name: 'paymentForm' }),
	referenceField('centres', { name: 'centre' }),
	referenceField('activities', { name: 'activity' }),
	referenceField('contracts', { name: 'contract' }),
	referenceField('vatClasses', { displayName: 'VAT Classification (Členění DPH)', name: 'vatClassification', description: 'Code of the členění DPH of a cash document' }),
	{
		displayName: 'Target Document',
		name: 'targetDocument',
		type: 'options',
		options: [
			{ name: 'As in Options', value: '' },
			{ name: 'Cash Document (Pokladní Doklad)', value: 'cashDocument' },
			{ name: 'Sales Receipt (Prodejka)', value: 'salesReceipt' },
		],
		default: '',
	},
	EET_OF_RULE,
];

/** The rules of the table with codes in place of references. */
export function rulesOfTable(given: unknown): IDataObject[] {
	const { rule = [] } = given as { rule?: IDataObject[] };
	return rule.map((row) =>
		Object.fromEntries(
			Object.entries(row).map(([name, value]) => [name, typeof value === 'object' ? (codeOf(value) ?? '') : value]),
		),
	);
}

export const POSTING_RULE_FIELDS = ruleTableFields({
	conditions: CONDITIONS,
	values: VALUES,
	example: '{"payment": "card", "paymentForm": "Plat.kartou"}',
	columns: 'Column names may be English as in the table, or the Czech terms',
});
