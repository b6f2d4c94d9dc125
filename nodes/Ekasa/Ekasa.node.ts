import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import type { Resource } from '../shared/operation';
import { propertiesOf, subtitleOf } from '../shared/panel';
import { runOperation } from '../shared/runner';
import { readProductExport } from './operations/products/readExportFile';
import { readExportFile } from './operations/salesReceipt/readExportFile';
import { compare } from './operations/shopCustomer/compare';
import { fromOrders } from './operations/shopCustomer/fromOrders';
import { summarise } from './operations/shopCustomer/summarise';
import { convert } from './operations/shopOrder/convert';
import { writeBack } from './operations/shopOrder/writeBack';
import { chooseList } from './operations/stock/chooseList';
import { writeChangesFile } from './operations/stock/writeChangesFile';
import { writeImportFile } from './operations/stock/writeImportFile';
import { OUTPUTS } from './ports';

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
		name: 'Shop Customer (WooCommerce)',
		value: 'shopCustomer',
		description: 'A customer of an e-shop, who is a contact (adresář) in accounting',
		short: 'Shop Customer',
		first: compare,
		operations: [compare, fromOrders, summarise],
	},
	{
		name: 'Shop Order (WooCommerce)',
		value: 'shopOrder',
		description: 'An order (objednávka) of an e-shop',
		short: 'Shop Order',
		first: convert,
		operations: [convert, writeBack],
	},
	{
		name: 'Stock (Sklad)',
		value: 'stock',
		description: 'The stock list of a register as a whole',
		short: 'Stock',
		first: writeImportFile,
		operations: [chooseList, writeChangesFile, writeImportFile],
	},
];

/**
 * Reads what eKasa and eKancelář export, and makes what they import; makes records of what n8n's own node reads from an e-shop.
 * The Czech product; the Slovak state eKasa is another thing.
 */
export class Ekasa implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'eKasa',
		name: 'ekasa',
		icon: { light: 'file:../../icons/ekasa.light.svg', dark: 'file:../../icons/ekasa.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(RESOURCES),
		description:
			'Read receipts (účtenky) from the export of the Czech eKasa and eKancelář, write stock for it, and convert orders of a WooCommerce shop (not for the Slovak state eKasa)',
		defaults: { name: 'eKasa' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: OUTPUTS,
		properties: propertiesOf(RESOURCES, 'salesReceipt'),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, RESOURCES);
	}
}
