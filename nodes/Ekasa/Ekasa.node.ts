import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { operationField, resourceField, showFor } from '../shared/properties';
import { runOperation } from '../shared/runner';
import type { OperationTable } from '../shared/types';
import { readProductExport } from './operations/products/readExportFile';
import { readExportFile } from './operations/salesReceipt/readExportFile';
import { writeImportFile } from './operations/stock/writeImportFile';

const operations: OperationTable = {
	salesReceipt: { readExportFile },
	stock: { writeImportFile },
	product: { readExportFile: readProductExport },
};

/** Reads what eKasa and eKancelář export, and makes what they import. The Czech product; the Slovak state eKasa is another thing. */
export class Ekasa implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'eKasa',
		name: 'ekasa',
		icon: { light: 'file:../../icons/ekasa.light.svg', dark: 'file:../../icons/ekasa.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ {"readExportFile": "Read Export File", "writeImportFile": "Write Import File"}[$parameter["operation"]] + ": " + {"product": "Product", "salesReceipt": "Sales Receipt", "stock": "Stock"}[$parameter["resource"]] }}',
		description:
			'Read receipts (účtenky) from the export of the Czech eKasa and eKancelář, and write stock for it (not for the Slovak state eKasa)',
		defaults: { name: 'eKasa' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: [
			resourceField(
				[
					{
						name: 'Product',
						value: 'product',
						description: 'An item of the price list (ceník) of a till',
					},
					{
						name: 'Sales Receipt (Prodejka)',
						value: 'salesReceipt',
						description: 'A receipt of the till, which POHODA keeps as prodejka',
					},
					{
						name: 'Stock (Sklad)',
						value: 'stock',
						description: 'The stock list of a register as a whole',
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
			operationField(
				[
					{
						name: 'Read Export File',
						value: 'readExportFile',
						action: 'Read export file of products',
						description: 'Get the items of a price list, such as that of KASA FIK, as stock items',
					},
				],
				'readExportFile',
				'product',
			),
			operationField(
				[
					{
						name: 'Write Import File',
						value: 'writeImportFile',
						action: 'Write import file of stock',
						description: 'Make the XML that eKancelář imports; it overwrites all stock of the register',
					},
				],
				'writeImportFile',
				'stock',
			),
			...showFor({ resource: 'salesReceipt', operation: 'readExportFile' }, readExportFile.description),
			...showFor({ resource: 'product', operation: 'readExportFile' }, readProductExport.description),
			...showFor({ resource: 'stock', operation: 'writeImportFile' }, writeImportFile.description),
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, operations);
	}
}
