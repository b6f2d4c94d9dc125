/** From what the user gave to the pack that would go. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { buildItemPack } from '../../../../core/pohoda/agendas/pack';
import { RawXmlError, readRaw } from '../../../../core/pohoda/agendas/raw';
import type { RawItem } from '../../../../core/pohoda/agendas/raw';
import { plainId } from '../../../../core/records/keys';
import { only, readBinary } from '../../../shared/binary';
import { toNodeError } from '../../../shared/errors';

export interface Prepared {
	packId: string;
	/** Changes nothing. */
	question: boolean;
	items: Array<RawItem & { id: string }>;
	bytes: Uint8Array;
}

/** Errors about the XML itself: they concern one input item and stop no other. */
const ABOUT_THE_XML = new Set(['RawXmlError', 'XmlError', 'PackError', 'EncodingError', 'XmlWriteError']);

async function chunksOf(context: IExecuteFunctions, index: number): Promise<AsyncIterable<Uint8Array>> {
	if (context.getNodeParameter('xmlFrom', index, 'text') === 'binary') {
		return await readBinary(context, index, context.getNodeParameter('binaryPropertyName', index, 'data') as string);
	}
	// A text has no encoding any more, whatever its declaration says: the byte order mark says the one of these bytes. The
	// declaration's place stays filled, so that a message names the place that the user sees.
	const text = String(context.getNodeParameter('xml', index, '') ?? '');
	return only(Buffer.from(`\ufeff${text.trimEnd().replace(/^\s*<\?xml[^>]*\?>/, (declaration) => declaration.replace(/[^\n]/g, ' '))}`, 'utf8'));
}

function identified(items: readonly RawItem[], identity: string): Prepared['items'] {
	return items.map((item, place) => {
		if (item.id !== undefined) return { ...item, id: item.id };
		if (item.kind === 'question') return { ...item, id: `question-${place + 1}` };
		if (identity === '') {
			throw new RawXmlError(
				'A change needs an Identity, such as the number of the order: by it POHODA recognizes the same thing when it comes again.',
			);
		}
		return { ...item, id: plainId(items.length === 1 ? identity : `${identity}/${place + 1}`) };
	});
}

async function prepare(context: IExecuteFunctions, index: number, ico: string, options: IDataObject): Promise<Prepared> {
	const pack = await readRaw(await chunksOf(context, index), { allowQueryFilter: options.allowQueryFilter === true });
	const identity = String(context.getNodeParameter('identity', index, '') ?? '').trim();
	if (pack.ico !== undefined && pack.ico.trim() !== ico) {
		throw new RawXmlError(
			`The dataPack is for the unit with IČO ${pack.ico}, and the credential is of the unit with IČO ${ico}.`,
		);
	}
	const items = identified(pack.items, identity);
	const packId = pack.id ?? plainId(String(options.packIdentity ?? '').trim() || 'n8n/raw');
	const note = String(options.note ?? '').trim() || pack.note;
	const bytes = buildItemPack(items, {
		packId,
		ico,
		...(pack.period === undefined ? {} : { period: pack.period }),
		...(note === undefined ? {} : { note }),
	});
	return { packId, question: items[0].kind === 'question', items, bytes };
}

/** The pack, or in words why the XML of this input item does not go. */
export async function prepareOrSay(
	context: IExecuteFunctions,
	index: number,
	ico: string,
	options: IDataObject,
): Promise<Prepared | string> {
	try {
		return await prepare(context, index, ico, options);
	} catch (error) {
		if (!ABOUT_THE_XML.has((error as Error).name)) throw toNodeError(context.getNode(), error as Error, index);
		return (error as Error).message;
	}
}
