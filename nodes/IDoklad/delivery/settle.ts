/** Looks at the window after sending: what arrived, what arrived twice, and which of two goes. */
import type { ResultWarning } from '../../../core/records/results';
import type { DocumentDraft } from '../../../core/idoklad/draft';
import { errorText } from '../../../core/idoklad/errors';
import type { Fate } from '../../../core/idoklad/results';
import { readWindow } from '../../../core/idoklad/window';
import type { Doublet, Found, Window } from '../../../core/idoklad/window';
import type { Sent } from './send';
import type { DocumentService } from './service';

/** By documentId. */
export type Remarks = Map<string, ResultWarning[]>;

/** Most documents that a run deletes; the rest is left to the next one. */
const MOST_REMOVED = 50;

function name({ number, id }: Found): string {
	return number ?? `Id ${id}`;
}

function remark(remarks: Remarks, documentId: string, code: string, text: string): void {
	remarks.set(documentId, [...(remarks.get(documentId) ?? []), { code, text }]);
}

/**
 * Deletes the documents that are too many: never an exported or accounted one, and only one whose content is in the one
 * that stays. `remove: false` only names them.
 */
export async function removeDoublets(
	doublets: readonly Doublet[],
	service: DocumentService,
	remarks: Remarks,
	remove: boolean,
): Promise<void> {
	let left = MOST_REMOVED;
	for (const { keep, remove: removable, stuck } of doublets) {
		for (const one of removable) {
			if (!remove || left === 0) {
				remark(
					remarks,
					keep.documentId,
					'doublet',
					`iDoklad has it twice, as ${name(keep)} and ${name(one)}; delete ${name(one)}`,
				);
				continue;
			}
			left -= 1;
			const reply = await service.remove(one.id);
			const gone = reply.kind === 'ok' || (reply.kind === 'refused' && reply.status === 404);
			const why = gone ? '' : reply.kind === 'refused' ? errorText(reply.code, reply.message) : reply.reason;
			if (gone)
				remark(
					remarks,
					keep.documentId,
					'doubletDeleted',
					`iDoklad had it twice; ${name(one)} (Id ${one.id}) was deleted and ${name(keep)} stays`,
				);
			else
				remark(
					remarks,
					keep.documentId,
					'doublet',
					`iDoklad has it twice, and ${name(one)} could not be deleted (${why}); delete it by hand`,
				);
		}
		for (const one of stuck) {
			const why = one.fixed ? 'it is exported or accounted' : 'it has another content';
			remark(
				remarks,
				keep.documentId,
				'doublet',
				`iDoklad has it as ${name(keep)} and ${name(one)}; ${name(one)} was left alone because ${why}. Decide which one is right`,
			);
		}
	}
}

function settleOne(documentId: string, sent: Sent, found: Found | undefined): Fate {
	const fate = sent.fates.get(documentId);
	const there = found && {
		id: found.id,
		...(found.number ? { number: found.number } : {}),
		total: found.total,
		members: found.members,
	};
	const open = sent.open.get(documentId);
	if (fate?.outcome === 'created') {
		if (there === undefined || there.id === fate.id) return fate;
		return { outcome: 'duplicate', ...there, note: 'Another run sent it at the same time.' };
	}
	if (open !== undefined) {
		if (there === undefined) return { outcome: 'unknown', reason: open };
		return { outcome: 'created', ...there, note: 'No clear answer came, and it was found by looking.' };
	}
	if (there !== undefined) return { outcome: 'duplicate', ...there, note: 'Another run sent it at the same time.' };
	return fate ?? { outcome: 'waiting', reason: 'the run ended before it' };
}

export interface Settled {
	fates: Map<string, Fate>;
	remarks: Remarks;
	/** Calls of looking after sending. */
	pages: number;
	/** The window could not be read after sending. */
	notCompared?: string;
}

/** Fates of all documents that were to be sent. */
export async function settle(
	drafts: ReadonlyArray<DocumentDraft<object>>,
	sent: Sent,
	service: DocumentService,
	{ remove, calls }: { remove: boolean; calls: () => number },
): Promise<Settled> {
	const before = calls();
	const remarks: Remarks = new Map();
	const asked = drafts.filter(({ documentId }) => sent.look.has(documentId));
	let window: Window | undefined;
	let notCompared: string | undefined;
	if (asked.length > 0) {
		const listed = await service.list([...new Set(asked.map(({ date }) => date))]);
		if (listed.kind === 'ok') window = readWindow(listed.data, sent.own);
		else notCompared = listed.kind === 'refused' ? listed.message : listed.reason;
	}
	const pages = calls() - before;
	if (window) await removeDoublets(window.doublets, service, remarks, remove);
	const fates = new Map(drafts.map(({ documentId }) => [documentId, settleOne(documentId, sent, window?.byId.get(documentId))]));
	return { fates, remarks, pages, ...(notCompared === undefined ? {} : { notCompared }) };
}
