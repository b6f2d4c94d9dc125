/** The one document that the parameters mean. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { DOCUMENT_KINDS } from '../../../../core/pohoda/agendas/documentCommands';
import type { DocumentKind, DocumentKindName } from '../../../../core/pohoda/agendas/documentCommands';
import { AGENDAS } from '../../../../core/pohoda/agendas/index';
import type { MServer } from '../../../shared/pohoda/address';
import { askPage, guarded } from '../../../shared/pohoda/pages';
import { agendaQuestion } from '../../../shared/pohoda/questions';
import type { AnyRecord } from '../../../shared/pohoda/questions';
import type { Reply } from '../../../shared/pohoda/reply';
import { labelOf } from './documentFields';

export interface Meant {
	document: DocumentKindName;
	/** POHODA's id or the number. */
	id?: string;
	number?: string;
	/** e.g. `issued invoice (vydaná faktura) 26FV00012` */
	name: string;
}

/** What the parameters name, or why they name nothing. */
export function meantDocument(context: IExecuteFunctions, index: number): Meant | string {
	const document = context.getNodeParameter('document', index) as DocumentKindName;
	if (!Object.hasOwn(DOCUMENT_KINDS, document)) return `The kind of document "${document}" is not known here.`;
	const byId = context.getNodeParameter('documentBy', index, 'number') === 'id';
	const value = String(context.getNodeParameter(byId ? 'documentId' : 'documentNumber', index, '') ?? '').trim();
	const name = `${labelOf(document)} ${byId ? `with id ${value}` : value}`;
	if (value === '') return `The ${byId ? 'ID' : 'number'} of the ${labelOf(document)} is empty.`;
	if (byId && !/^[1-9]\d{0,15}$/.test(value)) return `"${value}" is no ID of POHODA: those are whole numbers.`;
	return { document, name, ...(byId ? { id: value } : { number: value }) };
}

type FoundDocument =
	| { kind: 'found'; record: AnyRecord & { id: string } }
	/** None, or more than one. */
	| { kind: 'none'; reason: string }
	| Exclude<Reply, { kind: 'ok' }>;

/**
 * Looks the document up; the answer is the whole record as POHODA has it.
 *
 * @throws NodeOperationError when POHODA refuses the question or answers half of it
 */
export async function findDocument(
	context: IExecuteFunctions,
	server: MServer,
	{ document, id, number, name }: Meant,
	timeout: number,
): Promise<FoundDocument> {
	const { agenda, kind }: DocumentKind = DOCUMENT_KINDS[document];
	const filters = [id === undefined ? { numbers: [number ?? ''] } : { id }];
	const question = agendaQuestion(AGENDAS[agenda], { ico: server.ico, kind, filters });
	const page = await askPage({ context, server, timeout }, question);
	if (page.kind !== 'page') return page;
	const records: AnyRecord[] = [];
	for await (const { record } of guarded(context, question.label, page.records)) {
		// A filter that POHODA took for something else must not make another document the one that is meant.
		if (id === undefined ? record.number === number : record.id === id) records.push(record);
	}
	const [record] = records;
	if (record?.id === undefined) return { kind: 'none', reason: `there is no ${name} in POHODA.` };
	if (records.length > 1) {
		const ids = records.map((one) => one.id).join(', ');
		return { kind: 'none', reason: `${name} is in POHODA ${records.length} times (ids ${ids}). Choose Found By: ID.` };
	}
	return { kind: 'found', record: { ...record, id: record.id } };
}
