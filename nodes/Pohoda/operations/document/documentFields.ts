/** Fields that say which document is meant. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { DOCUMENT_KINDS } from '../../../../core/pohoda/agendas/documentCommands';
import type { DocumentKindName } from '../../../../core/pohoda/agendas/documentCommands';

const NAMES: Record<DocumentKindName, string> = {
	cashDocument: 'Cash Document (Pokladní Doklad)',
	goodsIssueNote: 'Goods Issue Note (Výdejka)',
	goodsReceivedNote: 'Goods Received Note (Příjemka)',
	issuedAdvanceInvoice: 'Issued Advance Invoice (Vydaná Zálohová Faktura)',
	issuedInvoice: 'Issued Invoice (Vydaná Faktura)',
	issuedOffer: 'Issued Offer (Vydaná Nabídka)',
	issuedOrder: 'Issued Order (Vydaná Objednávka)',
	receivedInvoice: 'Received Invoice (Přijatá Faktura)',
	receivedOrder: 'Received Order (Přijatá Objednávka)',
	salesReceipt: 'Sales Receipt (Prodejka)',
	stockTransfer: 'Stock Transfer (Převodka)',
};

/** For messages: without the capitals of a panel. */
export function labelOf(document: DocumentKindName): string {
	return NAMES[document].toLowerCase();
}

/** Kind of document, and its id or number. */
export function documentFields(only: 'all' | 'cancel'): INodeProperties[] {
	const names = (Object.keys(NAMES) as DocumentKindName[]).filter(
		(name) => only === 'all' || DOCUMENT_KINDS[name].cancel,
	);
	const options: INodePropertyOptions[] = names.map((value) => ({ name: NAMES[value], value }));
	return [
		{
			displayName: 'Document',
			name: 'document',
			type: 'options',
			noDataExpression: true,
			options,
			default: 'issuedInvoice',
			description: 'Kind of the document',
		},
		{
			displayName: 'Found By',
			name: 'documentBy',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'ID', value: 'id', description: "POHODA's own ID, as Get Many and results have it" },
				{ name: 'Number', value: 'number', description: 'Number of the document; it must be there once only' },
			],
			default: 'number',
		},
		{
			displayName: 'Document ID',
			name: 'documentId',
			type: 'string',
			displayOptions: { show: { documentBy: ['id'] } },
			required: true,
			default: '',
			placeholder: 'e.g. 95',
		},
		{
			displayName: 'Document Number',
			name: 'documentNumber',
			type: 'string',
			displayOptions: { show: { documentBy: ['number'] } },
			required: true,
			default: '',
			placeholder: 'e.g. 26FV00012',
		},
	];
}
