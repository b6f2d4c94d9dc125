import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { toNodeError } from '../shared/errors';
import { failedItem } from '../shared/runner';
import { FIELDS } from './fields';
import { OPTIONS } from './optionFields';
import { firstItem } from './outputs';
import { readParameters } from './parameters';
import { RULES } from './ruleFields';
import { runStockSync } from './run';

/** Compares two stock or price lists and gives what has to be done so that they agree. Writes nothing itself. */
export class StockSync implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Stock Sync',
		name: 'stockSync',
		icon: { light: 'file:../../icons/stockSync.light.svg', dark: 'file:../../icons/stockSync.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ {"oneWay": "One Way", "replacement": "Full Replacement", "twoWay": "Two Ways"}[$parameter["mode"]] + " by " + {"code": "Code", "ean": "EAN", "plu": "PLU"}[$parameter["matchBy"]] }}',
		description:
			'Compare the stock or price lists of accounting and tills, safely: changes to make, conflicts, summary',
		defaults: { name: 'Stock Sync' },
		usableAsTool: true,
		inputs: [
			{ type: NodeConnectionTypes.Main, displayName: 'Source' },
			{ type: NodeConnectionTypes.Main, displayName: 'Target' },
		],
		requiredInputs: 1,
		outputs: [
			{ type: NodeConnectionTypes.Main, displayName: 'Changes' },
			{ type: NodeConnectionTypes.Main, displayName: 'Conflicts' },
			{ type: NodeConnectionTypes.Main, displayName: 'Summary' },
		],
		properties: [...FIELDS, RULES, OPTIONS],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		try {
			return await runStockSync(this, readParameters(this));
		} catch (error) {
			const nodeError = toNodeError(this.getNode(), error as Error);
			if (!this.continueOnFail()) throw nodeError;
			if (this.getNode().onError === 'continueErrorOutput') return [[failedItem(this, this.getInputData()[0], 0, nodeError)]];
			const json = {
				recordType: 'stockSummary',
				outcome: 'stopped',
				message: nodeError.message,
				error: nodeError.message,
			};
			return [[], [], [{ json, pairedItem: firstItem(this) }]];
		}
	}
}
