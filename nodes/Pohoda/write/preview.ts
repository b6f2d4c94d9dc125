/** What would go to POHODA: the XML of each record on its result, the very bytes of each pack as a file. */
import { AGENDAS } from '../../../core/pohoda/agendas/index';
import { sha256Hex } from '../../../core/text/digest';
import { writeXml } from '../../../core/xml/write';
import type { Asker } from '../lookup';
import { batchesOf } from '../../shared/sender';
import { byPack } from '../packChannel';
import type { RecordBook } from './book';
import { recordForm } from './channel';
import type { Ready } from './compose';
import type { WriteSettings } from './settings';

const WORDS = { create: 'created', update: 'updated', delete: 'deleted' } as const;

export async function showPreview(asker: Asker, settings: WriteSettings, ready: readonly Ready[], book: RecordBook): Promise<void> {
	const { label } = AGENDAS[settings.agenda];
	for (const { entry, node, warnings, action, documentId, previous, total } of ready) {
		const message = `would be ${WORDS[action]} in POHODA as ${label} ${documentId}; this is a preview, nothing was sent.`;
		const shown = { preview: writeXml(node), ...(previous === undefined ? {} : { previous: previous as object }) };
		book.settle(entry, 'preview', message, { warnings, documentId, total }, shown as Parameters<RecordBook['settle']>[4]);
	}
	book.previewRest();
	const { pack } = recordForm(asker, settings);
	for (const documents of batchesOf(ready, { batch: settings.packSize, group: byPack })) {
		const [{ packId, entry }] = documents;
		const bytes = pack(documents, { packId, ico: asker.server.ico, note: packId });
		const name = `pohoda_${packId.replace(/[^A-Za-z0-9.-]+/g, '-').slice(0, 40)}_${sha256Hex(bytes).slice(0, 8)}.xml`;
		const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		book.attach(entry.index, settings.outputBinaryField, await asker.context.helpers.prepareBinaryData(body, name, 'application/xml'));
	}
}
