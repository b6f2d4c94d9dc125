import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { reconcile as reconcileJournal } from '../../../../core/sync/reconcile';
import type { Operation } from '../../../shared/operation';
import { FLOW, REGISTERS, dayField, optionsField } from '../../fields';
import { dayOf, item, jsonOf, listOf, secondInput } from '../../items';

/**
 * Journal → Reconcile: till against target, one item for each day, register and payment. With target documents on the
 * second input (POHODA → Get Many) they are the other side; without them what the target answered when it took the records.
 */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const filters = this.getNodeParameter('filters', 0, {}) as IDataObject;
	const useDocuments = this.getNodeParameter('compareWith', 0) === 'documents';
	const rows = reconcileJournal(
		jsonOf(items),
		{
			flow: this.getNodeParameter('flow', 0) as string,
			dateFrom: dayOf(filters.dateFrom),
			dateTo: dayOf(filters.dateTo),
			registers: listOf(filters.registers),
		},
		useDocuments ? jsonOf(secondInput(this)) : undefined,
	);
	return [rows.map((row) => item(row, 0))];
}

export const reconcile: Operation = {
	name: 'Reconcile',
	value: 'reconcile',
	action: 'Reconcile till and target',
	description: 'Compare totals per day, register and payment, to the haléř',
	fields: [
		FLOW,
		{
			displayName: 'Compare With',
			name: 'compareWith',
			type: 'options',
			options: [
				{ name: 'Answers in the Journal', value: 'journal', description: 'What the target said when it took each record' },
				{
					name: 'Target Documents',
					value: 'documents',
					description: 'Documents on the second input, as the target has them now (POHODA: Get Many)',
				},
			],
			default: 'journal',
			description: 'The other side of the comparison',
		},
		optionsField(
			[
				dayField('Date From', 'dateFrom', 'First day'),
				dayField('Date To', 'dateTo', 'Last day'),
				REGISTERS,
			],
			'Filters',
			'filters',
		),
	],
	execute,
};
