/** The table of posting rules as fields; core/rules/parseRules reads what they give. Each system names the values that it knows. */
import type { INodeProperties } from 'n8n-workflow';
import { PAYMENT_METHODS } from '../../core/records/types';
import { textField } from './properties';

const BEFORE = [
	textField('If Register', 'register', 'Register of the till; empty: any', 'e.g. P1'),
	textField(
		'If Payment',
		'payment',
		`Payment method (${PAYMENT_METHODS.join(', ')}) or the till's own name of it; empty: any`,
		'e.g. card or Edenred',
	),
];

const AFTER = [
	textField('If Amount From', 'amountFrom', "The receipt's total without sign; empty: any", 'e.g. 10000'),
	textField('If Amount To', 'amountTo', "The receipt's total without sign; empty: any", 'e.g. 500'),
	textField('If Currency', 'currency', 'Code of the currency; empty: any', 'e.g. EUR'),
];

interface RuleTable {
	/** Conditions beside register, payment, amount and currency. */
	conditions?: INodeProperties[];
	/** What a rule may set. */
	values: INodeProperties[];
	/** Put in before "an unknown payment is held". */
	remark?: string;
	/** A rule as JSON. */
	example: string;
	/** Which columns there are, a sentence without its full stop. */
	columns: string;
}

/** Three fields: where the rules stand, the table, and the JSON in its place. */
export function ruleTableFields({ conditions = [], values, remark = '', example, columns }: RuleTable): INodeProperties[] {
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
			options: [{ displayName: 'Rule', name: 'rule', values: [...BEFORE, ...conditions, ...AFTER, ...values] }],
			description: `What the accountant decides. For each value the topmost rule that holds and names it wins${remark}; an unknown payment is held, never guessed.`,
		},
		{
			displayName: 'Posting Rules',
			name: 'postingRulesJson',
			type: 'json',
			displayOptions: { show: { postingRulesFrom: ['json'] } },
			default: '[]',
			placeholder: "e.g. {{ $('Posting Rules').all().map(row => row.json) }}",
			description: `List of rules, one flat object each, e.g. [${example}]. ${columns}.`,
		},
	];
}
