/** The table of posting rules as fields; core/rules/parseRules reads what they give. */
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { ITEM_KINDS, PAYMENT_METHODS } from '../../../../core/records/types';
import { codeOf, referenceField } from '../../../shared/pohoda/references';

const text = (displayName: string, name: string, description: string, placeholder: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder,
	description,
});

const CONDITIONS: INodeProperties[] = [
	text('If Register', 'register', 'Register of the till; empty: any', 'e.g. P1'),
	text(
		'If Payment',
		'payment',
		`Payment method (${PAYMENT_METHODS.join(', ')}) or the till's own name of it; empty: any`,
		'e.g. card or Edenred',
	),
	{
		displayName: 'If Item Kind',
		name: 'itemKind',
		type: 'options',
		options: [{ name: 'Any', value: '' }, ...ITEM_KINDS.map((kind) => ({ name: kind, value: kind }))],
		default: '',
		description: 'Kind of an item; such a rule sets values of items only',
	},
	text('If VAT Rate', 'vatRate', 'Per cent, or none for a shop that is no VAT payer; empty: any', 'e.g. 21'),
	text('If Amount From', 'amountFrom', "The receipt's total without sign; empty: any", 'e.g. 10000'),
	text('If Amount To', 'amountTo', "The receipt's total without sign; empty: any", 'e.g. 500'),
	text('If Currency', 'currency', 'Code of the currency; empty: any', 'e.g. EUR'),
];

const VALUES: INodeProperties[] = [
	referenceField('numberSeries', { name: 'numberSeries' }),
	// POHODA has no list of tills (kasy) to choose from.
	text('Cash Register', 'cashRegister', 'Kasa of a prodejka', 'e.g. K1'),
	referenceField('cashRegisters', { displayName: 'Cash Account', name: 'cashAccount', description: 'Code of the pokladna of a cash document' }),
	text('Accounting', 'accounting', 'Předkontace of the document', 'e.g. 1Pp'),
	text('Item Accounting', 'itemAccounting', 'Předkontace of the item', 'e.g. 2Pp'),
	referenceField('paymentForms', { name: 'paymentForm' }),
	referenceField('centres', { name: 'centre' }),
	referenceField('activities', { name: 'activity' }),
	referenceField('contracts', { name: 'contract' }),
	referenceField('vatClasses', { displayName: 'VAT Classification', name: 'vatClassification', description: 'Code of the členění DPH of a cash document' }),
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

export const POSTING_RULE_FIELDS: INodeProperties[] = [
	{
		displayName: 'Posting Rules From',
		name: 'postingRulesFrom',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Table Below', value: 'table' },
			{ name: 'Expression', value: 'json', description: 'Rows of a Data Table or JSON, with the same columns' },
		],
		default: 'table',
		description: 'Where the table of posting rules stands',
	},
	{
		displayName: 'Posting Rules',
		name: 'postingRules',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		displayOptions: { show: { postingRulesFrom: ['table'] } },
		placeholder: 'Add rule',
		default: {},
		options: [{ displayName: 'Rule', name: 'rule', values: [...CONDITIONS, ...VALUES] }],
		description:
			'What the accountant decides. For each value the topmost rule that holds and names it wins; an unknown payment is held, never guessed.',
	},
	{
		displayName: 'Posting Rules',
		name: 'postingRulesJson',
		type: 'json',
		displayOptions: { show: { postingRulesFrom: ['json'] } },
		default: '[]',
		placeholder: "e.g. {{ $('Posting Rules').all().map(row => row.json) }}",
		description:
			'List of rules, one flat object each, e.g. [{"payment": "card", "paymentForm": "Plat.kartou"}]. Column names may be English as in the table, or the Czech terms.',
	},
];
