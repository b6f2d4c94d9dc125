import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readOrder } from '../../../../core/woocommerce/order';
import type { Operation } from '../../../shared/operation';
import { COMPANY_ID_KEY, MARK_KEY, SHOP, VAT_ID_KEY, objectIn, optionsOf, textOf } from '../shopFields';

/** Statuses in which somebody has ordered and it is not done yet. */
const STATUSES = 'processing,on-hold';

/**
 * Shop Order → Convert: orders of n8n's WooCommerce node → canonical orders, one for each that is meant. One that cannot be
 * taken comes as `{ outcome: 'refused', key, place, reasons, raw }`, which Sync Journal → Receive stores as a problem.
 */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const options = this.getNodeParameter('options', 0, {}) as IDataObject;
	const settings = {
		shop: textOf(this.getNodeParameter('shop', 0)),
		statuses: (textOf(options.statuses) || STATUSES).split(/[,\s]+/).filter((one) => one !== ''),
		markKey: textOf(options.markKey),
		paymentForms: objectIn(this, options, 'paymentForms', 'Payment Forms'),
		numberSeries: textOf(options.numberSeries),
		companyIdKey: textOf(options.companyIdKey ?? COMPANY_ID_KEY.default),
		vatIdKey: textOf(options.vatIdKey ?? VAT_ID_KEY.default),
	};
	return items.flatMap(({ json }, index) => {
		const read = readOrder(json, settings);
		return read === undefined ? [] : [{ json: read as IDataObject, pairedItem: { item: index } }];
	});
}

export const convert: Operation = {
	name: 'Convert',
	value: 'convert',
	action: 'Convert orders of a shop',
	description: 'Make orders (objednávky) of what n8n’s WooCommerce node gives',
	fields: [
		{
			displayName:
				'Wire the orders of a <b>WooCommerce</b> node in (Order, Get Many). What comes out goes to <b>Sync Journal</b> (Receive) or straight to <b>POHODA</b> (Order, Create).',
			name: 'convertNotice',
			type: 'notice',
			default: '',
		},
		SHOP,
		optionsOf([
			COMPANY_ID_KEY,
			MARK_KEY,
			{
				displayName: 'Number Series',
				name: 'numberSeries',
				type: 'string',
				default: '',
				description: 'Prefix of the number series (číselná řada) that gives the number in accounting',
			},
			{
				displayName: 'Payment Forms',
				name: 'paymentForms',
				type: 'json',
				default: '{}',
				placeholder: 'e.g. { "cod": "Dobírkou" }',
				description: 'Form of payment (forma úhrady) in accounting by the shop’s payment method; others leave it empty',
			},
			{
				displayName: 'Statuses',
				name: 'statuses',
				type: 'string',
				default: STATUSES,
				description: 'Orders in these statuses are taken, in WooCommerce’s words, separated by commas; others are refused',
			},
			VAT_ID_KEY,
		]),
	],
	execute,
};
