/** What the node can do. */
import type { Resource } from '../shared/operation';
import { getCodeList } from './list/codeList';
import { AGENDA_RESOURCES } from './operations/agendas';
import { get } from './operations/company/get';
import { cancel } from './operations/document/cancel';
import { print } from './operations/document/print';
import { buildCommandLineJob } from './operations/file/buildCommandLineJob';
import { buildImportFile } from './operations/file/buildImportFile';
import { readCommandLineAnswers } from './operations/file/readCommandLineAnswers';
import { readExportFile } from './operations/file/readExportFile';
import { readPaidInvoices } from './operations/file/readPaidInvoices';
import { send } from './operations/raw/send';
import { create } from './operations/salesReceipt/create';
import { getAll } from './operations/salesReceipt/getAll';
import { postSalesReceipts } from './operations/salesReceipt/postSalesReceipts';

export const RESOURCES: readonly Resource[] = [
	...AGENDA_RESOURCES,
	{
		name: 'Code List (ČÍselník)',
		value: 'codeList',
		description: 'Číselníky: stores, number series, payment forms, centres and the like',
		short: 'Code List',
		first: getCodeList,
		operations: [getCodeList],
	},
	{
		name: 'Company (Účetní Jednotka)',
		value: 'company',
		description: 'The accounting unit (účetní jednotka) that mServer has open',
		short: 'Company',
		first: get,
		operations: [get],
	},
	{
		name: 'Document (Doklad)',
		value: 'document',
		description: 'A document that is in POHODA, of whichever agenda',
		short: 'Document',
		first: print,
		operations: [cancel, print],
	},
	{
		name: 'File (Soubor)',
		value: 'file',
		description: "Files for POHODA's import and export, and jobs for its command line; no mServer is needed",
		short: 'File',
		first: buildImportFile,
		operations: [buildCommandLineJob, buildImportFile, readCommandLineAnswers, readExportFile, readPaidInvoices],
	},
	{
		name: 'Raw (XML)',
		value: 'raw',
		description: "XML of any agenda in POHODA's own elements, for what has no operation here",
		short: 'Raw',
		first: send,
		operations: [send],
	},
	{
		name: 'Sales Receipt (Prodejka)',
		value: 'salesReceipt',
		description: 'A receipt of the till as POHODA keeps it',
		short: 'Sales Receipt',
		first: create,
		operations: [create, getAll, postSalesReceipts],
	},
];
