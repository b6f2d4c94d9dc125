import type { IBinaryData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { SETS_AS, renames, uploads } from '../../../../core/helios/outgoing';
import { operationError } from '../../../shared/errors';
import type { Operation } from '../../../shared/operation';
import { choiceOf, textOf } from '../../../shared/values';

/** What the mark of an export holds; only its name counts. */
const READY = 'ready';

interface Export {
	id: string;
	index: number;
	files: Record<string, IBinaryData>;
}

/** The exports that may leave, with the item that has their files. */
function exportsIn(items: readonly INodeExecutionData[]): Export[] {
	return items.flatMap(({ json, binary }, index) => {
		const made = json.export as IDataObject | undefined;
		return binary !== undefined && made?.confirmed === true && typeof made.id === 'string' ? [{ id: made.id, index, files: binary }] : [];
	});
}

function folderOf(context: IExecuteFunctions, name: string): string {
	const folder = textOf(context.getNodeParameter(name, 0, ''))?.replace(/\/+$/, '');
	if (folder !== undefined) return folder;
	throw operationError(context.getNode(), 'A folder is missing', 'Enter the folder that Helios imports from, and one for temporary files on the same disk.');
}

/** Names of a list by expression: texts, or items of a folder's listing. */
function namesOf(value: unknown): string[] {
	return Array.isArray(value) ? value.flatMap((one) => textOf((one as { name?: unknown } | null)?.name ?? one) ?? []) : [];
}

/**
 * Sales Receipt → Choose Export Files: results of Write Export Files (*Five Files*) that Sync Journal has confirmed → one item for each file to upload, with
 * its bytes in `data`, or for each file or folder to rename (`from`, `to`), in the order in which it must be done.
 */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const exports = exportsIn(items);
	const ids = exports.map(({ id }) => id);
	const there = namesOf(this.getNodeParameter('there', 0, []));
	const temporary = folderOf(this, 'temporary');
	const byId = new Map(exports.map((one) => [one.id, one]));
	if (this.getNodeParameter('step', 0) === 'rename') {
		return renames(ids, there, { temporary, folder: folderOf(this, 'folder') }).map((json) => ({ json, pairedItem: exports.map(({ index }) => ({ item: index })) }));
	}
	const chosen = uploads(ids, there, { temporary, setsAs: choiceOf(this.getNodeParameter('setsAs', 0), ...SETS_AS) });
	return await Promise.all(
		chosen.map(async ({ export: id, file, path }) => {
			const { index, files } = byId.get(id)!;
			const data = file === undefined ? await this.helpers.prepareBinaryData(Buffer.from(READY), `${id}.${READY}`, 'text/plain') : files[file];
			if (data === undefined) throw operationError(this.getNode(), `The export ${id} comes without ${String(file)}.txt`, 'Choose Five Files in the node that writes the export files.');
			return { json: { export: id, path }, binary: { data }, pairedItem: index };
		}),
	);
}

export const chooseExportFiles: Operation = {
	name: 'Choose Export Files',
	value: 'chooseExportFiles',
	action: 'Choose export files of sales receipts',
	description: 'Say which files of exports are to be uploaded or renamed, so that Helios never sees half of an export and none comes twice',
	fields: [
		{
			displayName:
				'Give it the results of <i>Write Export Files</i> after Sync Journal (<i>Confirm</i>) has said which exports may leave. A run may be killed at any moment: without the mark <i>.ready</i> the next one uploads anew, with it, it goes on renaming.',
			name: 'chooseNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Step',
			name: 'step',
			type: 'options',
			options: [
				{ name: 'Upload', value: 'upload', description: 'Files into the temporary folder, then the mark' },
				{ name: 'Rename', value: 'rename', description: 'From the temporary folder into the one that Helios imports from' },
			],
			default: 'upload',
		},
		{
			displayName: 'Temporary Folder',
			name: 'temporary',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. /helios/.n8n',
			description: 'On the same disk as the folder that Helios imports from',
		},
		{
			displayName: 'Names in It',
			name: 'there',
			type: 'json',
			default: '[]',
			description: 'What lies in the temporary folder now, as a list by expression: names, or the items of a listing',
		},
		{
			displayName: 'Folder',
			name: 'folder',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. /helios',
			description: 'Which Helios imports from',
			displayOptions: { show: { step: ['rename'] } },
		},
		{
			displayName: 'Exports As',
			name: 'setsAs',
			type: 'options',
			options: [
				{ name: 'Folders', value: 'folders', description: 'Each export is a folder of its own, which appears whole; switch on the import from first-level subfolders in Helios' },
				{ name: 'Files', value: 'files', description: 'The five files stand in the folder, Uctenky.txt comes last' },
			],
			default: 'folders',
			displayOptions: { show: { step: ['upload'] } },
		},
	],
	execute,
};
