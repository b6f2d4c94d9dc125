import { DateTime } from 'luxon';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ReconcileRow } from '../../../../core/sync/reconcile';
import type { FlowReport } from '../../../../core/sync/report';
import { statusPage as pageOf } from '../../../../core/sync/statusPage';
import { operationError } from '../../../shared/errors';
import type { Operation } from '../../../shared/operation';
import { FLOW, optionsField } from '../../fields';
import { item, jsonOf } from '../../items';

const isReport = (given: unknown): given is FlowReport => typeof given === 'object' && given !== null && Array.isArray((given as IDataObject).registers);

/** Journal → Status Page: what Reconcile and Report say → one item with the page as `html`, and both beside it. */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const options = this.getNodeParameter('options', 0, {}) as IDataObject;
	const report = this.getNodeParameter('report', 0) as unknown;
	if (!isReport(report)) {
		throw operationError(this.getNode(), 'Report is not what the operation Report gives', "Give its item by expression, such as {{ $('Report').first().json }}.");
	}
	// Reconcile passes on an empty item where nothing is to compare.
	const lines = jsonOf(items).filter(({ date }) => typeof date === 'string') as unknown as ReconcileRow[];
	const html = pageOf(report, lines, {
		flow: this.getNodeParameter('flow', 0) as string,
		register: typeof options.register === 'string' ? options.register : '',
		notAsked: typeof options.notAsked === 'string' ? options.notAsked : '',
		now: DateTime.now().toISO(),
	});
	return [[item({ html, report, lines }, [...items.keys()])]];
}

export const statusPage: Operation = {
	name: 'Status Page',
	value: 'statusPage',
	action: 'Make a status page',
	description: 'Make a page for a browser of what Report and Reconcile say',
	fields: [
		{
			displayName: 'Wire <b>Reconcile</b> in, and answer a webhook with the field <b>html</b>',
			name: 'statusPageNotice',
			type: 'notice',
			default: '',
		},
		FLOW,
		{
			displayName: 'Report',
			name: 'report',
			type: 'json',
			default: '{}',
			description: 'The item of the operation Report for this flow, by expression',
		},
		optionsField([
			{
				displayName: 'Not Asked',
				name: 'notAsked',
				type: 'string',
				default: '',
				description: 'Why the target could not be asked for its documents; the page says so',
			},
			{
				displayName: 'Register',
				name: 'register',
				type: 'string',
				default: '',
				description: 'Only this register; empty: all',
			},
		]),
	],
	execute,
};
