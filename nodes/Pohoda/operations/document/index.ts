import type { ResourceModule } from '../../../shared/resources';
import { cancel } from './cancel';
import { print } from './print';

export const document: ResourceModule = {
	option: {
		name: 'Document (Doklad)',
		value: 'document',
		description: 'A document that is in POHODA, of whichever agenda',
	},
	short: 'Document',
	first: 'print',
	operations: [
		{
			option: {
				name: 'Cancel (Storno)',
				value: 'cancel',
				action: 'Cancel document',
				description: 'Let POHODA make the document that takes this one back',
			},
			run: cancel,
		},
		{
			option: {
				name: 'Print to PDF',
				value: 'print',
				action: 'Print document to PDF',
				description: 'Get a report (sestava) of the document as a PDF file',
			},
			run: print,
		},
	],
};
