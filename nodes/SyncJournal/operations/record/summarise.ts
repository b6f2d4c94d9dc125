import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { summarise as summaryOf } from '../../../../core/sync/summarise';
import type { Operation } from '../../../shared/operation';
import { optionsField } from '../../fields';
import { item, jsonOf } from '../../items';

const VERBS = { send: ['send', 'sent'], export: ['export', 'written'] } as const;
const ADVICE = 'The form Problems lists them.';

/** Record → Summarise: results of a target, or the answer of Receive → one item with what to show and whether a person is needed; also of no results. */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const { system, records, verb, advice, onlyNew } = this.getNodeParameter('options', 0, {}) as IDataObject;
	const summary = summaryOf(jsonOf(items), {
		system: typeof system === 'string' ? system.trim() : '',
		records: (typeof records === 'string' && records.trim()) || 'records',
		advice: (typeof advice === 'string' && advice.trim()) || ADVICE,
		onlyNew: onlyNew === true,
		verb: VERBS[verb === 'export' ? 'export' : 'send'],
	});
	return [[item(summary, [...items.keys()])]];
}

export const summarise: Operation = {
	name: 'Summarise',
	value: 'summarise',
	action: 'Summarise results',
	description: 'Make one text of what a target node answered, and say whether a person is needed',
	fields: [
		{
			displayName:
				'<b>text</b> is for an e-mail, <b>html</b> for the last page of a form; <b>subject</b> and <b>decisions</b> are for whoever decides when <b>needsPerson</b> is more than 0',
			name: 'summariseNotice',
			type: 'notice',
			default: '',
		},
		optionsField([
			{
				displayName: 'Advice',
				name: 'advice',
				type: 'string',
				default: ADVICE,
				description: 'Last line of what is to be decided',
			},
			{
				displayName: 'Only New',
				name: 'onlyNew',
				type: 'boolean',
				default: false,
				description: 'Whether a person is needed only when something is to be decided that was not before: for flows that offer what is held again with each run',
			},
			{
				displayName: 'Records',
				name: 'records',
				type: 'string',
				default: 'records',
				placeholder: 'e.g. receipts',
				description: 'What the results are of, in the plural, as people call it',
			},
			{
				displayName: 'System',
				name: 'system',
				type: 'string',
				default: '',
				placeholder: 'e.g. POHODA',
				description: 'Name of the target as the text shall call it',
			},
			{
				displayName: 'What Was Done',
				name: 'verb',
				type: 'options',
				options: [
					{ name: 'Export', value: 'export', description: 'Records were written into files' },
					{ name: 'Send', value: 'send', description: 'Records were sent' },
				],
				default: 'send',
				description: 'How the text calls it',
			},
		]),
	],
	execute,
};
