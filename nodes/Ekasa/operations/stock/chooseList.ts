import { DateTime } from 'luxon';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { newestList } from '../../../../core/stock/listNames';
import { operationError } from '../../../shared/errors';
import type { Operation } from '../../../shared/operation';

/** Stock → Choose Newest List: the files of a folder → one item with the name of the newest list and that of the next one; also of an empty folder. */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const text = (name: string) => String(this.getNodeParameter(name, 0, '')).trim();
	const [prefix, ending] = [text('listPrefix'), text('listEnding').replace(/^\./, '')];
	if (prefix === '' || ending === '') throw operationError(this.getNode(), 'List Prefix or List Ending is empty', 'Lists are told from other files by both.');
	const named = newestList(items.map(({ json }) => json.name), { prefix, ending, now: DateTime.now().toISO() });
	const { onlyChanges } = this.getNodeParameter('options', 0, {}) as IDataObject;
	return [{ json: { ...named, since: onlyChanges === true ? named.known : '' }, pairedItem: items.map((_, item) => ({ item })) }];
}

export const chooseList: Operation = {
	name: 'Choose Newest List',
	value: 'chooseList',
	action: 'Choose newest list of a folder',
	description: 'Find the list that the last run has left in a folder, and name the next one',
	fields: [
		{
			displayName: 'Wire the list of a folder in (SFTP, List). Files that are not finished (.part) and others are left out.',
			name: 'chooseListNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'List Prefix',
			name: 'listPrefix',
			type: 'string',
			default: 'register-stock',
			required: true,
			description: 'Beginning of the name; the time of the run follows',
		},
		{
			displayName: 'List Ending',
			name: 'listEnding',
			type: 'string',
			default: 'xml',
			required: true,
			description: 'End of the name, after the point',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Only Changes',
					name: 'onlyChanges',
					type: 'boolean',
					default: false,
					description: 'Whether the time of the source in the name is given out as <b>since</b>, to ask for what has changed since; otherwise it is empty',
				},
			],
		},
	],
	execute,
};
