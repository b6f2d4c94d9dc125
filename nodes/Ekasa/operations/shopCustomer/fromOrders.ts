import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { customersOf } from '../../../../core/woocommerce/customersOfOrders';
import type { Operation } from '../../../shared/operation';

/** Shop Customer → Get From Orders: canonical orders → their customers as contacts, each once. */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const orders = items.map(({ json }) => json);
	const positions = new Map(orders.map(({ key }, index) => [key, index]));
	return customersOf(orders).map((json) => {
		const { order } = json.sync as IDataObject;
		return { json: json as IDataObject, pairedItem: { item: positions.get(order as string) ?? 0 } };
	});
}

export const fromOrders: Operation = {
	name: 'Get From Orders',
	value: 'fromOrders',
	action: 'Get customers from orders',
	description: 'Make a contact of each customer that orders name',
	fields: [
		{
			displayName: 'Wire orders in as <b>Sync Journal</b> (Get Waiting) or <b>Convert</b> gives them. One contact comes out for each e-mail, else IČO, else order.',
			name: 'fromOrdersNotice',
			type: 'notice',
			default: '',
		},
	],
	execute,
};
