import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { operationField, resourceField, showFor } from '../shared/properties';
import { runOperation } from '../shared/runner';
import type { OperationTable } from '../shared/types';
import { readExportFiles } from './operations/salesReceipt/readExportFiles';
import { writeExportFiles } from './operations/salesReceipt/writeExportFiles';

const operations: OperationTable = { salesReceipt: { readExportFiles, writeExportFiles } };

/** Writes and reads the receipt files of Helios Orange. */
export class Helios implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Helios',
		name: 'helios',
		icon: { light: 'file:../../icons/helios.light.svg', dark: 'file:../../icons/helios.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ {"readExportFiles": "Read Export Files", "writeExportFiles": "Write Export Files"}[$parameter["operation"]] }}',
		description: 'Write and read the five files of receipts (účtenky) that Helios Orange exports and imports',
		defaults: { name: 'Helios' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [
			resourceField(
				[{ name: 'Sales Receipt (Prodejka)', value: 'salesReceipt', description: 'A receipt (účtenka) of the till' }],
				'salesReceipt',
			),
			operationField(
				[
					{
						name: 'Read Export Files',
						value: 'readExportFiles',
						action: 'Read export files of sales receipts',
						description: 'Get one item per receipt of any number of exports; what cannot be read comes as refused items with the reason',
					},
					{
						name: 'Write Export Files',
						value: 'writeExportFiles',
						action: 'Write export files of sales receipts',
						description: 'Make the five files (or a ZIP of them) for the import of Helios; one result per receipt',
					},
				],
				'writeExportFiles',
				'salesReceipt',
			),
			...showFor({ resource: 'salesReceipt', operation: 'readExportFiles' }, readExportFiles.description),
			...showFor({ resource: 'salesReceipt', operation: 'writeExportFiles' }, writeExportFiles.description),
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, operations);
	}
}
