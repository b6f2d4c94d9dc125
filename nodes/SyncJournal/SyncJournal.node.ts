import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import type { Resource } from '../shared/operation';
import { propertiesOf, subtitleOf } from '../shared/panel';
import { runOperation } from '../shared/runner';
import { confirm } from './operations/export/confirm';
import { get } from './operations/export/get';
import { getAll } from './operations/export/getAll';
import { compact } from './operations/journal/compact';
import { reconcile } from './operations/journal/reconcile';
import { report } from './operations/journal/report';
import { statusPage } from './operations/journal/statusPage';
import { getProblems } from './operations/record/getProblems';
import { getTargets } from './operations/record/getTargets';
import { getWaiting } from './operations/record/getWaiting';
import { receive } from './operations/record/receive';
import { results } from './operations/record/results';
import { setState } from './operations/record/setState';
import { summarise } from './operations/record/summarise';
import { INPUTS, OUTPUTS } from './ports';

const RESOURCES: readonly Resource[] = [
	{
		name: 'Export (Dávka)',
		value: 'export',
		description: 'Records that went into files with one prefix',
		first: getAll,
		operations: [confirm, get, getAll],
	},
	{ name: 'Journal', value: 'journal', description: 'The whole table', first: report, operations: [compact, reconcile, report, statusPage] },
	{
		name: 'Record',
		value: 'record',
		description: 'Receipts and cash movements of tills',
		first: receive,
		operations: [getProblems, getTargets, getWaiting, receive, results, setState, summarise],
	},
];

/** Inbox, log and error list of synchronisations. Pure: rows of a Data Table come in, rows to store go out. */
export class SyncJournal implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sync Journal',
		name: 'syncJournal',
		icon: { light: 'file:../../icons/syncJournal.light.svg', dark: 'file:../../icons/syncJournal.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(RESOURCES),
		description: 'Keep track of what came from tills and what became of it, in a Data Table that people see',
		defaults: { name: 'Sync Journal' },
		usableAsTool: true,
		inputs: INPUTS,
		requiredInputs: 1,
		outputs: OUTPUTS,
		properties: propertiesOf(RESOURCES, 'record'),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, RESOURCES);
	}
}
