/** The bytes that go or would go to POHODA, as binaries of the result items. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { writeDocument } from '../../../../core/pohoda/document';
import type { DocumentOutcome } from '../../../../core/pohoda/outcome';
import { buildPack } from '../../../../core/pohoda/pack';
import type { PlanSettings } from '../../../../core/plan/settings';
import { sha256Hex } from '../../../../core/text/digest';
import { writeXml } from '../../../../core/xml/write';
import type { ReadyDocument, ResultBook } from './resultBook';

interface PackFile {
	fileName: string;
	bytes: Uint8Array;
	documents: ReadyDocument[];
}

/** Name from the content alone: the same batch is the same file, also on a retry. */
function fileNameOf(packId: string, documents: readonly ReadyDocument[], bytes: Uint8Array): string {
	const days = documents.map(({ draft }) => draft.date).sort();
	const place = packId.replace(/[^A-Za-z0-9.-]+/g, '-').slice(0, 40);
	return `pohoda_${place}_${days[0]}_${days[days.length - 1]}_${sha256Hex(bytes).slice(0, 8)}.xml`;
}

/** One file of documents that have one dataPack id. */
export function packFile(documents: ReadyDocument[], ico: string): PackFile {
	const { packId } = documents[0].draft;
	const bytes = buildPack(
		documents.map(({ draft }) => draft),
		{ packId, ico, note: packId },
	);
	return { fileName: fileNameOf(packId, documents, bytes), bytes, documents };
}

/** One file for each dataPack id (register), in the order in which they first come. */
export function packFiles(documents: readonly ReadyDocument[], ico: string): PackFile[] {
	const groups = new Map<string, ReadyDocument[]>();
	for (const document of documents) {
		const group = groups.get(document.draft.packId);
		if (group === undefined) groups.set(document.draft.packId, [document]);
		else group.push(document);
	}
	return [...groups.values()].map((group) => packFile(group, ico));
}

/** Puts the files on the first item of each. */
export async function attachFiles(context: IExecuteFunctions, book: ResultBook, files: readonly PackFile[], property: string): Promise<void> {
	for (const { fileName, bytes, documents } of files) {
		const first = Math.min(...documents.flatMap(({ entries }) => entries.map(({ index }) => index)));
		const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		book.attach(first, property, await context.helpers.prepareBinaryData(body, fileName, 'application/xml'));
	}
}

const KINDS = { salesReceipt: 'sales receipt (prodejka)', cashDocument: 'cash document (pokladní doklad)' };

const eetText = ({ eet }: ReadyDocument['draft']): string => (eet === undefined ? 'its EET state is left to POHODA' : `EET state ${eet}`);

/** Results of a preview: each record with the XML of its document, the very bytes as binary. */
export async function showPreview(
	context: IExecuteFunctions,
	book: ResultBook,
	plan: PlanSettings,
	files: readonly PackFile[],
	property: string,
): Promise<void> {
	for (const document of files.flatMap((file) => file.documents)) {
		const verdict: DocumentOutcome = {
			outcome: 'preview',
			warnings: [],
			message: `would be sent to POHODA as ${KINDS[document.draft.target]} ${document.draft.documentId} (${eetText(document.draft)}); this is a preview, nothing was sent.`,
		};
		book.settleDocument(document, plan, verdict, { preview: writeXml(writeDocument(document.draft)) });
	}
	book.previewRest();
	await attachFiles(context, book, files, property);
}
