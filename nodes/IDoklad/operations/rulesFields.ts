/** The table of posting rules as fields; core/rules/parseRules reads it, with the column names that it knows. */
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { PAYMENT_METHODS } from '../../../core/records/types';
import { parseRules } from '../../../core/rules/parseRules';
import type { PostingRule } from '../../../core/rules/rules';

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
	text('If Amount From', 'amountFrom', "The receipt's total without sign; empty: any", 'e.g. 10000'),
	text('If Amount To', 'amountTo', "The receipt's total without sign; empty: any", 'e.g. 500'),
	text('If Currency', 'currency', 'Code of the currency; empty: any', 'e.g. EUR'),
];

const LIST = 'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>';

const fromList = (displayName: string, name: string, loadOptionsMethod: string): INodeProperties => ({
	displayName: `${displayName} Name or ID`,
	name,
	type: 'options',
	typeOptions: { loadOptionsMethod },
	default: '',
	description: LIST,
});

const VALUES: Readonly<Record<string, INodeProperties>> = {
	paymentForm: fromList('Payment Option', 'paymentForm', 'getPaymentOptions'),
	cashRegister: fromList('POS Equipment', 'cashRegister', 'getPosEquipment'),
	centre: fromList('Tag', 'centre', 'getTags'),
	cashAccount: fromList('Cash Register', 'cashAccount', 'getCashRegisters'),
};

/** @param values which values the rules may set: columns of core/rules under the names that iDoklad has for them */
export function rulesFields(values: ReadonlyArray<'paymentForm' | 'cashRegister' | 'centre' | 'cashAccount'>): INodeProperties[] {
	return [
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
			options: [{ displayName: 'Rule', name: 'rule', values: [...CONDITIONS, ...values.map((name) => VALUES[name])] }],
			description:
				'What the accountant decides. For each value the topmost rule that holds and names it wins; an unknown payment is held, never guessed. Cash, card, bank transfer and meal vouchers go to the payment options of that name without a rule.',
		},
		{
			displayName: 'Posting Rules',
			name: 'postingRulesJson',
			type: 'json',
			displayOptions: { show: { postingRulesFrom: ['json'] } },
			default: '[]',
			placeholder: "e.g. {{ $('Posting Rules').all().map(row => row.json) }}",
			description:
				'List of rules, one flat object each, e.g. [{"payment": "voucher", "paymentForm": "Poukaz"}]. Columns: register, payment, amountFrom, amountTo, currency; paymentForm (payment option: ID, code or name), cashRegister (POS equipment), centre (IDs of tags), cashAccount (cash register).',
		},
	];
}

/** @throws RulesError for rules that cannot be understood */
export function readRules(context: IExecuteFunctions): PostingRule[] {
	const name = context.getNodeParameter('postingRulesFrom', 0, 'table') === 'json' ? 'postingRulesJson' : 'postingRules';
	return parseRules(context.getNodeParameter(name, 0, []));
}
