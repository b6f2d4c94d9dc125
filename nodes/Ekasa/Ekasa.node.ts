import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { operationField, resourceField, showFor } from '../shared/properties';
import { runOperation } from '../shared/runner';
import type { OperationTable } from '../shared/types';
import { readExportFile } from './operations/salesReceipt/readExportFile';

const operations: OperationTable = { salesReceipt: { readExportFile } };

/** Reads what eKasa and eKancelář export. The Czech product; the Slovak state eKasa is another thing. */
export class Ekasa implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'eKasa',
		name: 'ekasa',
		icon: { light: 'file:../../icons/ekasa.light.svg', dark: 'file:../../icons/ekasa.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ {"readExportFile": "Read Export File"}[$parameter["operation"]] }}',
		description:
			'Read receipts (účtenky) from the export of the Czech eKasa and eKancelář (not for the Slovak state eKasa)',
		defaults: { name: 'eKasa' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [
			resourceField(
				[
					{
						name: 'Sales Receipt (Prodejka)',
						value: 'salesReceipt',
						description: 'A receipt of the till, which POHODA keeps as prodejka',
					},
				],
				'salesReceipt',
			),
			operationField(
				[
					{
						name: 'Read Export File',
						value: 'readExportFile',
						action: 'Read export file of sales receipts',
						description:
							'Get one item per receipt of an XML export; receipts that cannot be read come as refused items with the reason',
					},
				],
				'readExportFile',
				'salesReceipt',
			),
			...showFor({ resource: 'salesReceipt', operation: 'readExportFile' }, readExportFile.description),
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, operations);
	}
}
