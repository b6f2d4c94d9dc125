/** Fields of Write Export Files. Names that messages of core/helios mention must stay as they are. */
import type { INodeProperties } from 'n8n-workflow';
import { textField } from '../../../shared/properties';
import { WRITE_OPTIONS } from './writeOptions';
import { whenRunFromEditor } from '../../../shared/transfer';

/** Fields of Sales Receipt → Write Export Files. */
export const WRITE_FIELDS: INodeProperties[] = [
	{
		displayName:
			'Writes the five files of the Helios Orange plug-in "Export/Import účtenek pokladního prodeje". The layout of the plug-in "Import z eKasa" is not published; this is another one.',
		name: 'writeNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Series',
		name: 'series',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add register',
		default: {},
		description: 'Řada účtenek of each register. Each series makes an export of its own; a register of at most three characters needs no row.',
		options: [
			{
				displayName: 'Register',
				name: 'row',
				values: [textField('Register', 'register', 'Name of the till as records have it', 'e.g. Pokladna 1'), textField('Series', 'series', 'At most three characters', 'e.g. 001')],
			},
		],
	},
	textField('Default Series', 'defaultSeries', 'Series of registers that are not in the table; empty: such receipts are refused', 'e.g. 001'),
	{
		displayName: 'Output Files As',
		name: 'output',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Five Binaries', value: 'files', description: 'On the first item of each series, in fields called like the files' },
			{ name: 'One ZIP', value: 'zip', description: 'All files of the run, on the first item that was written' },
		],
		default: 'files',
	},
	{
		displayName: 'Exported By',
		name: 'exportedBy',
		type: 'string',
		default: 'n8n',
		description: 'AutorExportu',
	},
	whenRunFromEditor({ preview: 'Show the files; the receipts do not count as exported', verb: 'write' }),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: WRITE_OPTIONS,
	},
];
