import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { errorText } from '../../../../core/idoklad/errors';
import { readBatch } from '../../../../core/idoklad/reply';
import { EXPORTABLE, LIMITS } from '../../../../core/idoklad/tables';
import { need } from '../../../shared/idoklad/need';
import { operationError } from '../../../shared/errors';
import type { Operation } from '../../../shared/operation';
import { writer } from '../base';
import { idField, idOf } from '../parameters';

const NAMES: Readonly<Record<string, string>> = {
	cashVoucher: 'Cash Document',
	contact: 'Contact',
	creditNote: 'Credit Note',
	issuedInvoice: 'Invoice',
	priceListItem: 'Price List Item',
	receivedInvoice: 'Received Invoice',
	salesReceipt: 'Sales Receipt',
};

/** Exported Flag → Update: 50 in one call. The flag belongs to the accounting program; this is for putting it right. */
export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update exported flags',
	description: 'Set the flag of documents; it belongs to the accounting program',
	fields: [
		{
			displayName:
				'The flag belongs to the accounting program (Money): it marks what was taken over. Change it only to have something taken over again, or never.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Document Type',
			name: 'entityType',
			type: 'options',
			options: Object.entries(NAMES).map(([value, name]) => ({ name, value })),
			default: 'salesReceipt',
		},
		idField('Document ID', 'Number by which iDoklad knows it'),
		{
			displayName: 'Exported',
			name: 'exported',
			type: 'options',
			options: [
				{ name: 'Changed After Export', value: 2 },
				{ name: 'No', value: 0 },
				{ name: 'Yes', value: 1 },
			],
			default: 0,
		},
		{
			displayName: 'Really Change',
			name: 'confirm',
			type: 'boolean',
			default: false,
			description: 'Whether to change the flag; the accounting program may take the documents over a second time',
		},
	],
	async execute(items) {
		if (this.getNodeParameter('confirm', 0, false) !== true) {
			throw operationError(
				this.getNode(),
				'The flag was not changed: Really Change is off',
				'Switch it on when you are sure that the accounting program may take these documents over again.',
			);
		}
		const wanted = items.map((_, index) => ({
			Id: idOf(this, index, 'id', 'Document ID'),
			EntityType: EXPORTABLE[this.getNodeParameter('entityType', index, 'salesReceipt') as string],
			Exported: this.getNodeParameter('exported', index, 0) as number,
		}));
		const client = await writer(this);
		const output: INodeExecutionData[] = [];
		for (let from = 0; from < wanted.length; from += LIMITS.batch) {
			const some = wanted.slice(from, from + LIMITS.batch);
			const results = need(
				this.getNode(),
				await client.request<unknown>('PUT', '/Batch/Exported', { body: { Items: some as unknown as IDataObject[] } }),
			);
			const entries = readBatch(results, some.length);
			for (const [index, { Id, Exported }] of some.entries()) {
				const entry = entries?.[index];
				const json = {
					id: Id,
					exported: Exported,
					changed: entry?.ok === true,
					message: entry && !entry.ok ? errorText(entry.code, entry.message) : '',
				};
				output.push({ json, pairedItem: { item: from + index } });
			}
		}
		return output;
	},
};
