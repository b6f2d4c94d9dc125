import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { operationField, resourceField, showFor } from '../shared/properties';
import { runOperation } from '../shared/runner';
import type { OperationTable } from '../shared/types';
import { confirm } from './operations/export/confirm';
import { get } from './operations/export/get';
import { getAll } from './operations/export/getAll';
import { compact } from './operations/journal/compact';
import { reconcile } from './operations/journal/reconcile';
import { report } from './operations/journal/report';
import { getProblems } from './operations/record/getProblems';
import { getWaiting } from './operations/record/getWaiting';
import { receive } from './operations/record/receive';
import { results } from './operations/record/results';
import { setState } from './operations/record/setState';
import { summarise } from './operations/record/summarise';
import { INPUTS, OUTPUTS } from './ports';

const operations: OperationTable = {
	record: { getProblems, getWaiting, receive, results, setState, summarise },
	journal: { compact, reconcile, report },
	export: { confirm, get, getAll },
};

/** Inbox, log and error list of synchronisations. Pure: rows of a Data Table come in, rows to store go out. */
export class SyncJournal implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sync Journal',
		name: 'syncJournal',
		icon: { light: 'file:../../icons/syncJournal.light.svg', dark: 'file:../../icons/syncJournal.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ {"getProblems": "Get Problems", "getWaiting": "Waiting Records", "receive": "Receive", "results": "Results", "setState": "Set State", "summarise": "Summarise", "compact": "Compact", "reconcile": "Reconcile", "report": "Report", "confirm": "Confirm Exports", "get": "Get Export", "getAll": "Get Exports"}[$parameter["operation"]] }}',
		description: 'Keep track of what came from tills and what became of it, in a Data Table that people see',
		defaults: { name: 'Sync Journal' },
		usableAsTool: true,
		inputs: INPUTS,
		requiredInputs: 1,
		outputs: OUTPUTS,
		properties: [
			resourceField(
				[
					{ name: 'Export (Dávka)', value: 'export', description: 'Records that went into files with one prefix' },
					{ name: 'Journal', value: 'journal', description: 'The whole table' },
					{ name: 'Record', value: 'record', description: 'Receipts and cash movements of tills' },
				],
				'record',
			),
			operationField(
				[
					{
						name: 'Get Problems',
						value: 'getProblems',
						action: 'Get problems with records',
						description: 'Get what a person must decide, with amounts and what to do',
					},
					{
						name: 'Get Waiting',
						value: 'getWaiting',
						action: 'Get waiting records',
						description: 'Get the records that a flow has to send now',
					},
					{
						name: 'Receive',
						value: 'receive',
						action: 'Receive records',
						description: 'Check what came from tills and make the rows to store and the answer to the sender',
					},
					{
						name: 'Results',
						value: 'results',
						action: 'Store results of records',
						description: 'Make rows of what a target node answered',
					},
					{
						name: 'Set State',
						value: 'setState',
						action: 'Set state of records',
						description: 'Make rows of what a person decided: retry, hold, entered by hand, not to be sent, send again',
					},
					{
						name: 'Summarise',
						value: 'summarise',
						action: 'Summarise results',
						description: 'Make one text of what a target node answered, and say whether a person is needed',
					},
				],
				'receive',
				'record',
			),
			operationField(
				[
					{
						name: 'Compact',
						value: 'compact',
						action: 'Compact journal',
						description: 'Make the rows to carry over, so that the old ones can be deleted',
					},
					{
						name: 'Reconcile',
						value: 'reconcile',
						action: 'Reconcile till and target',
						description: 'Compare totals per day, register and payment, to the haléř',
					},
					{
						name: 'Report',
						value: 'report',
						action: 'Report on flows',
						description: 'Say for each flow whether it runs, what was sent, what waits and what is missing',
					},
				],
				'report',
				'journal',
			),
			operationField(
				[
					{
						name: 'Confirm',
						value: 'confirm',
						action: 'Confirm exports',
						description: 'Say which exports that this run has announced may leave, so that of two runs at once one gives way',
					},
					{
						name: 'Get',
						value: 'get',
						action: 'Get an export',
						description: 'Get the records of an earlier export as they were then, to make the same files again',
					},
					{ name: 'Get Many', value: 'getAll', action: 'Get many exports', description: 'Get the log of exports, newest first' },
				],
				'getAll',
				'export',
			),
			...Object.entries(operations).flatMap(([resource, ones]) =>
				Object.entries(ones).flatMap(([operation, { description }]) => showFor({ resource, operation }, description)),
			),
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, operations);
	}
}
