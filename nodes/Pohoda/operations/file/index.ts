import type { ResourceModule } from '../../../shared/resources';
import { buildCommandLineJob } from './buildCommandLineJob';
import { buildImportFile } from './buildImportFile';
import { readCommandLineAnswers } from './readCommandLineAnswers';
import { readExportFile } from './readExportFile';
import { readPaidInvoices } from './readPaidInvoices';

export const file: ResourceModule = {
	option: {
		name: 'File (Soubor)',
		value: 'file',
		description: "Files for POHODA's import and export, and jobs for its command line; no mServer is needed",
	},
	short: 'File',
	first: 'buildImportFile',
	operations: [
		{
			option: {
				name: 'Build Command-Line Job',
				value: 'buildCommandLineJob',
				action: 'Build command line job',
				description: 'Make the INI file and the command with which Pohoda.exe imports a file or synchronizes mPOHODA',
			},
			run: buildCommandLineJob,
		},
		{
			option: {
				name: 'Build Import File',
				value: 'buildImportFile',
				action: 'Build import file',
				description: "Make the XML file of records of any agenda for POHODA's import; one result per record",
			},
			run: buildImportFile,
		},
		{
			option: {
				name: 'Read Command-Line Answers',
				value: 'readCommandLineAnswers',
				action: 'Read command line answers',
				description: "Get one result per record from the answer files of POHODA's command line or import wizard",
			},
			run: readCommandLineAnswers,
		},
		{
			option: {
				name: 'Read Export File',
				value: 'readExportFile',
				action: 'Read export file',
				description: 'Get the records of any agenda out of an XML file that POHODA exported',
			},
			run: readExportFile,
		},
		{
			option: {
				name: 'Read Paid-Invoices CSV',
				value: 'readPaidInvoices',
				action: 'Read paid invoices CSV',
				description: 'Get which orders are paid out of the table of issued invoices that POHODA exports as CSV',
			},
			run: readPaidInvoices,
		},
	],
};
