import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import type { Resource } from '../shared/operation';
import { propertiesOf, subtitleOf } from '../shared/panel';
import { runOperation } from '../shared/runner';
import { readProductExport } from './operations/products/readExportFile';
import { readExportFile } from './operations/salesReceipt/readExportFile';
import { writeImportFile } from './operations/stock/writeImportFile';

const RESOURCES: readonly Resource[] = [
	{
		name: 'Product',
		value: 'product',
		description: 'An item of the price list (ceník) of a till',
		short: 'Product',
		first: readProductExport,
		operations: [readProductExport],
	},
	{
		name: 'Sales Receipt (Prodejka)',
		value: 'salesReceipt',
		description: 'A receipt of the till, which POHODA keeps as prodejka',
		short: 'Sales Receipt',
		first: readExportFile,
		operations: [readExportFile],
	},
	{
		name: 'Stock (Sklad)',
		value: 'stock',
		description: 'The stock list of a register as a whole',
		short: 'Stock',
		first: writeImportFile,
		operations: [writeImportFile],
	},
];

/** Reads what eKasa and eKancelář export, and makes what they import. The Czech product; the Slovak state eKasa is another thing. */
export class Ekasa implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'eKasa',
		name: 'ekasa',
		icon: { light: 'file:../../icons/ekasa.light.svg', dark: 'file:../../icons/ekasa.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(RESOURCES),
		description:
			'Read receipts (účtenky) from the export of the Czech eKasa and eKancelář, and write stock for it (not for the Slovak state eKasa)',
		defaults: { name: 'eKasa' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: propertiesOf(RESOURCES, 'salesReceipt'),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, RESOURCES);
	}
}
