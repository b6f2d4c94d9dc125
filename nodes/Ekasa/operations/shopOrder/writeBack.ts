import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { writeBackOf } from '../../../../core/woocommerce/writeBack';
import type { Operation } from '../../../shared/operation';
import { MARK_KEY, SHOP, itemsField, listIn, optionsOf, textOf } from '../shopFields';

const NUMBER_KEY = 'pohoda_order_number';
const UNPAID = 'on-hold';

/** Shop Order → Write Back: orders of the shop whose number in accounting it does not say yet (output 1), and that are paid now (output 2). */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const options = this.getNodeParameter('options', 0, {}) as IDataObject;
	const orders = listIn(this, 'orders', 'Orders of the Shop');
	const { numbers, paid } = writeBackOf(orders, listIn(this, 'targets', 'Orders in Accounting'), listIn(this, 'invoices', 'Invoices'), {
		shop: textOf(this.getNodeParameter('shop', 0)),
		markKey: textOf(options.markKey),
		numberKey: textOf(options.numberKey) || NUMBER_KEY,
		unpaidStatus: textOf(options.unpaidStatus) || UNPAID,
	});
	const pairedItem = items.map((_, item) => ({ item }));
	return [numbers, paid].map((found) => found.map((json) => ({ json: json as IDataObject, pairedItem })));
}

export const writeBack: Operation = {
	name: 'Write Back',
	value: 'writeBack',
	action: 'Find what a shop does not say yet of its orders',
	description: 'Find orders whose number in accounting, or whose payment, the shop does not say yet',
	fields: [
		{
			displayName: 'Wire each output to a <b>WooCommerce</b> node (Order, Update). This node itself writes nothing; it runs once, whatever comes in.',
			name: 'writeBackNotice',
			type: 'notice',
			default: '',
		},
		SHOP,
		itemsField('Orders of the Shop', 'orders', 'Items of the WooCommerce node, by expression'),
		itemsField('Orders in Accounting', 'targets', 'Items of Sync Journal → Get Targets, by expression'),
		itemsField('Invoices', 'invoices', 'Invoices of the accounting system with the number of their order, by expression; empty: no order is paid'),
		optionsOf([
			MARK_KEY,
			{
				displayName: 'Number Key',
				name: 'numberKey',
				type: 'string',
				default: NUMBER_KEY,
				description: 'Meta data of the order that hold its number in accounting',
			},
			{
				displayName: 'Unpaid Status',
				name: 'unpaidStatus',
				type: 'string',
				default: UNPAID,
				description: 'Status of orders that wait for their money, in WooCommerce’s words',
			},
		]),
	],
	execute,
};
