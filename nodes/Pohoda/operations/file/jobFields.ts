/** Fields of File → Build Command-Line Job. */
import type { INodeProperties } from 'n8n-workflow';

const onlyXml = { show: { job: ['xml'] } };
const onlyXmlOption = { show: { '/job': ['xml'] } };

function pathOption(displayName: string, name: string, example: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		displayOptions: onlyXmlOption,
		default: '',
		placeholder: `e.g. ${example}`,
		description,
	};
}

export const JOB_FIELDS: INodeProperties[] = [
	{
		displayName: 'Job',
		name: 'job',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Synchronize With mPOHODA (Differential)',
				value: 'mPohoda',
				description: 'Exchange what changed since the last time (/mPohoda)',
			},
			{
				name: 'Synchronize With mPOHODA (Full)',
				value: 'mPohodaFull',
				description: 'Exchange everything (/mPohoda:f)',
			},
			{
				name: 'XML Import or Export',
				value: 'xml',
				description: 'Process an XML file, such as one of Build Import File (/XML)',
			},
		],
		default: 'xml',
	},
	{
		displayName: 'POHODA Program',
		name: 'program',
		type: 'string',
		required: true,
		default: 'C:\\Program Files (x86)\\STORMWARE\\POHODA',
		placeholder: 'e.g. C:\\Program Files (x86)\\STORMWARE\\POHODA',
		description: 'Folder of POHODA, or path of Pohoda.exe, on the computer that runs the job',
	},
	{
		displayName: 'Database',
		name: 'database',
		type: 'string',
		displayOptions: onlyXml,
		default: '',
		placeholder: 'e.g. StwPh_12345678_2026.mdb',
		description: 'Name of the database of the accounting unit; on SQL and E1 without .mdb',
	},
	{
		displayName: 'Work Folder',
		name: 'workFolder',
		type: 'string',
		displayOptions: onlyXml,
		required: true,
		default: 'C:\\Sync',
		placeholder: 'e.g. C:\\Sync',
		description: 'Where the files of the job will lie on that computer',
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		displayOptions: onlyXml,
		default: 'data',
		hint: 'The name of the input field containing the XML file; not needed with the option Whole Folder',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Check Duplicity',
				name: 'checkDuplicity',
				type: 'boolean',
				displayOptions: onlyXmlOption,
				default: true,
				description: 'Whether POHODA refuses what it imported before; off, a repeated job books everything twice',
			},
			{
				displayName: 'Format Output',
				name: 'formatOutput',
				type: 'boolean',
				displayOptions: onlyXmlOption,
				default: false,
				description: 'Whether POHODA writes its answer with line breaks; slow for big files',
			},
			{
				displayName: 'List Accounting Units',
				name: 'listsUnits',
				type: 'boolean',
				displayOptions: onlyXmlOption,
				default: false,
				description: 'Whether the file only asks for the accounting units, which needs no database',
			},
			pathOption(
				'Response Folder',
				'responseFolder',
				'C:\\Sync\\Response',
				'Where POHODA puts its answers; it must exist. Empty: the answer lies beside the file.',
			),
			{
				displayName: 'Whole Folder',
				name: 'wholeFolder',
				type: 'boolean',
				displayOptions: onlyXmlOption,
				default: false,
				description: 'Whether all XML files of the work folder are processed instead of one file',
			},
			pathOption('XSLT Input', 'xsltInput', 'C:\\Sync\\in.xslt', 'Transformation of what is imported'),
			pathOption('XSLT Output', 'xsltOutput', 'C:\\Sync\\out.xslt', 'Transformation of the answer'),
		],
	},
];
