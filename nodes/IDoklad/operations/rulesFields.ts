/** What posting rules may set in iDoklad; core/rules/parseRules reads them, with the column names that it knows. */
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { parseRules } from '../../../core/rules/parseRules';
import type { PostingRule } from '../../../core/rules/rules';
import { ruleTableFields } from '../../shared/ruleTable';

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
	return ruleTableFields({
		values: values.map((name) => VALUES[name]),
		remark: '; cash, card, bank transfer and meal vouchers go to the payment options of that name without a rule',
		example: '{"payment": "voucher", "paymentForm": "Poukaz"}',
		columns:
			'Columns: register, payment, amountFrom, amountTo, currency; paymentForm (payment option: ID, code or name), cashRegister (POS equipment), centre (IDs of tags), cashAccount (cash register)',
	});
}

/** @throws RulesError for rules that cannot be understood */
export function readRules(context: IExecuteFunctions): PostingRule[] {
	const name = context.getNodeParameter('postingRulesFrom', 0, 'table') === 'json' ? 'postingRulesJson' : 'postingRules';
	return parseRules(context.getNodeParameter(name, 0, []));
}
