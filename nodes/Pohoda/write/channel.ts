/** Records on their way to POHODA, and how they are found again when an answer leaves them open. */
import { AGENDAS } from '../../../core/pohoda/agendas/index';
import { changesOf } from '../../../core/pohoda/agendas/changes';
import { buildItemPack } from '../../../core/pohoda/agendas/pack';
import type { Fields } from '../../../core/pohoda/agendas/table';
import type { Asker } from '../lookup';
import type { Channel } from '../../shared/sender';
import type { Trace } from '../../shared/sendWords';
import { packChannel } from '../packChannel';
import type { PackForm } from '../packChannel';
import { askRecords, questionOf } from './ask';
import { optionsOf } from './compose';
import type { Ready } from './compose';
import type { WriteSettings } from './settings';

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function traceOf({ action, entry, previous }: Ready, [record]: Fields[], settings: WriteSettings): Trace | undefined {
	if (action === 'delete') {
		const done = { outcome: 'updated' as const, done: 'was deleted in POHODA', found: 'the record is not in POHODA any more' };
		if (record !== undefined) return { outcome: 'unknown', why: 'the record is still in POHODA' };
		return { ...done, id: text(previous?.id), number: text(previous?.number ?? previous?.code) };
	}
	if (record === undefined) return undefined;
	const named = { id: text(record.id), number: text(record.number ?? record.code) };
	const worth = typeof record.total === 'number' ? { total: record.total } : {};
	if (action === 'create') return { outcome: 'created', ...named, ...worth, found: 'it was found in POHODA by its identity' };
	const changes = changesOf(AGENDAS[settings.agenda], entry.record, record, { ...optionsOf(settings, entry), action: 'update' });
	if (changes.ok && changes.names.length === 0) {
		return { outcome: 'updated', ...named, found: 'POHODA has all of the change' };
	}
	return { outcome: 'unknown', why: 'the change is not in POHODA so far' };
}

export function recordForm(asker: Asker, settings: WriteSettings): PackForm<Ready> {
	return {
		origin: 'the record',
		pack: (documents, options) =>
			buildItemPack(
				documents.map(({ documentId, node }) => ({ id: documentId, node })),
				options,
			),
		async find(documents) {
			const traces = new Map<string, Trace>();
			const askable = documents.filter(({ filter }) => filter !== undefined);
			const questions = askable.map(({ entry, filter, previous }) => questionOf(previous ?? entry.record, filter ?? {}, settings.agenda));
			const answer = await askRecords(asker, AGENDAS[settings.agenda], questions, settings.source);
			if (answer.kind !== 'found') return answer;
			for (const [index, document] of askable.entries()) {
				const trace = traceOf(document, answer.records[index], settings);
				if (trace !== undefined) traces.set(document.documentId, trace);
			}
			for (const { documentId, filter } of documents) {
				if (filter === undefined) traces.set(documentId, { outcome: 'unknown', why: 'POHODA cannot be asked for it by its identity' });
			}
			return { kind: 'found', traces };
		},
	};
}

export const recordChannel = (asker: Asker, settings: WriteSettings): Channel<Ready> => packChannel(asker, settings.packSize, recordForm(asker, settings));
