/** Kinds of documents that POHODA keeps apart in one agenda, as the panel names them. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { AGENDAS } from '../../../core/pohoda/agendas/index';
import type { AgendaName } from '../../../core/pohoda/agendas/index';
import type { Agenda } from '../../../core/pohoda/agendas/agenda';

export const KIND_NAMES: Readonly<Record<string, string>> = {
	commitment: 'Other Commitment (Ostatní Závazek)',
	issuedAdvanceInvoice: 'Issued Advance Invoice (Zálohová Faktura)',
	issuedCorrectiveTax: 'Issued Corrective Tax Document (Opravný Daňový Doklad)',
	issuedCreditNotice: 'Issued Credit Note (Dobropis)',
	issuedDebitNote: 'Issued Debit Note (Vrubopis)',
	issuedInvoice: 'Issued Invoice (Vydaná Faktura)',
	issuedOffer: 'Issued Offer (Vydaná Nabídka)',
	issuedOrder: 'Issued Order (Vydaná Objednávka)',
	issuedProformaInvoice: 'Issued Proforma Invoice (Proforma Faktura)',
	penalty: 'Penalty (Penále)',
	receivable: 'Other Receivable (Ostatní Pohledávka)',
	receivedAdvanceInvoice: 'Received Advance Invoice (Přijatá Zálohová Faktura)',
	receivedCorrectiveTax: 'Received Corrective Tax Document (Přijatý Opravný Doklad)',
	receivedCreditNotice: 'Received Credit Note (Přijatý Dobropis)',
	receivedDebitNote: 'Received Debit Note (Přijatý Vrubopis)',
	receivedInvoice: 'Received Invoice (Přijatá Faktura)',
	receivedOffer: 'Received Offer (Přijatá Nabídka)',
	receivedOrder: 'Received Order (Přijatá Objednávka)',
	receivedProformaInvoice: 'Received Proforma Invoice (Přijatá Proforma)',
};

/** What is chosen first: what an e-shop brings. */
const FIRST: Partial<Record<AgendaName, string>> = {
	invoice: 'issuedInvoice',
	offer: 'issuedOffer',
	order: 'receivedOrder',
};

/** The selector of the kind, [] where the agenda has none. */
export function kindFields(name: AgendaName): INodeProperties[] {
	const { kind }: Agenda['list'] = AGENDAS[name].list;
	const first = FIRST[name];
	if (kind === undefined || first === undefined) return [];
	const options: INodePropertyOptions[] = kind.words
		.map((value) => ({ name: KIND_NAMES[value] ?? value, value }))
		.sort((a, b) => (a.name < b.name ? -1 : 1));
	return [
		{
			displayName: 'Kind',
			name: 'kind',
			type: 'options',
			options,
			default: first,
			description: 'Which kind of document; POHODA lists one kind at a time',
		},
	];
}
