import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import type { Resource } from '../shared/operation';
import { propertiesOf, subtitleOf } from '../shared/panel';
import { runOperation } from '../shared/runner';
import { chooseExportFiles } from './operations/salesReceipt/chooseExportFiles';
import { readExportFiles } from './operations/salesReceipt/readExportFiles';
import { writeExportFiles } from './operations/salesReceipt/writeExportFiles';

const RESOURCES: readonly Resource[] = [
	{
		name: 'Sales Receipt (Prodejka)',
		value: 'salesReceipt',
		description: 'A receipt (účtenka) of the till',
		first: writeExportFiles,
		operations: [chooseExportFiles, readExportFiles, writeExportFiles],
	},
];

/** Writes and reads the receipt files of Helios Orange. */
export class Helios implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Helios',
		name: 'helios',
		icon: { light: 'file:../../icons/helios.light.svg', dark: 'file:../../icons/helios.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: subtitleOf(RESOURCES),
		description: 'Write and read the five files of receipts (účtenky) that Helios Orange exports and imports',
		defaults: { name: 'Helios' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties: propertiesOf(RESOURCES, 'salesReceipt'),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, RESOURCES);
	}
}
