/** Looks at the window after sending: what arrived, what arrived twice, and which of two goes. */
import type { ResultWarning } from '../../../core/records/results';
import type { RequestDraft } from '../../../core/idoklad/draft';
import { errorText } from '../../../core/idoklad/errors';
import type { Fate } from '../../../core/idoklad/results';
import { readWindow } from '../../../core/idoklad/window';
import type { Doublet, Found, Stuck, Window } from '../../../core/idoklad/window';
import { remark } from './remarks';
import type { Remarks } from './remarks';
import type { Sent } from './send';
import type { DocumentService } from './service';

/** Most documents that a run deletes; the rest is left to the next one. */
const MOST_REMOVED = 50;

function name({ number, id }: Found): string {
	return number ? `${number} (Id ${id})` : `Id ${id}`;
}

const WHY: Readonly<Record<Stuck, string>> = {
	notOurs: 'nothing proves that both were sent from here, as a copy made in iDoklad keeps the identity',
	content: 'their lines, payments, partner, note or another field differ',
	fixed: 'it is exported or accounted',
};

const DECIDE =
	'Find out in iDoklad which one is right and delete the other; if both are, take the identity in brackets out of the Name of the one that is not from the till';

function twice(keep: Found, one: Found, what: string): ResultWarning {
	return { code: 'doublet', text: `iDoklad has it as ${name(keep)} and ${name(one)}; ${what}`, problem: true };
}

/**
 * Deletes the documents that are too many and were made by us; what is not proven is left to a person. `remove: false`
 * only names them.
 */
export async function removeDoublets(
	doublets: readonly Doublet[],
	service: DocumentService,
	remarks: Remarks,
	remove: boolean,
): Promise<void> {
	let left = MOST_REMOVED;
	for (const { keep, remove: removable, stuck } of doublets) {
		const tell = (warning: ResultWarning) => remark(remarks, keep.documentId, warning);
		for (const one of removable) {
			if (!remove || left === 0) {
				tell(twice(keep, one, `they are the same, delete ${name(one)}`));
				continue;
			}
			left -= 1;
			const reply = await service.remove(one.id);
			const gone = reply.kind === 'ok' || (reply.kind === 'refused' && reply.status === 404);
			const why = gone ? '' : reply.kind === 'refused' ? errorText(reply.code, reply.message) : reply.reason;
			if (!gone) tell(twice(keep, one, `they are the same, and ${name(one)} could not be deleted (${why}). Delete it by hand`));
			else {
				const text = `iDoklad had it twice; ${name(one)}, which was sent from here as well, was deleted and ${name(keep)} stays`;
				tell({ code: 'doubletDeleted', text });
			}
		}
		for (const { one, why } of stuck) tell(twice(keep, one, `${name(one)} was left alone because ${WHY[why]}. ${DECIDE}`));
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
	if (fate?.outcome === 'created') {
		if (there === undefined || there.id === fate.id) return fate;
		return { outcome: 'duplicate', ...there, note: 'Another run sent it at the same time.' };
	}
	if (fate?.outcome === 'unknown') {
		if (there === undefined) return fate;
		return { outcome: 'created', ...there, note: 'No clear answer came, and it was found by looking.' };
	}
	if (there !== undefined) return { outcome: 'duplicate', ...there, note: 'Another run sent it at the same time.' };
	return fate ?? { outcome: 'waiting', reason: 'the run ended before it' };
}

interface Settled {
	fates: Map<string, Fate>;
	remarks: Remarks;
	/** Calls of looking after sending. */
	pages: number;
	/** The window could not be read after sending. */
	notCompared?: string;
}

/**
 * Fates of all documents that were to be sent.
 *
 * @param before what was there when the run looked before sending
 */
export async function settle(
	drafts: ReadonlyArray<RequestDraft<object>>,
	sent: Sent,
	service: DocumentService,
	{ remove, calls, before }: { remove: boolean; calls: () => number; before: Window },
): Promise<Settled> {
	const asking = calls();
	const remarks: Remarks = new Map();
	const asked = drafts.filter(({ documentId }) => sent.look.has(documentId));
	let window: Window | undefined;
	let notCompared: string | undefined;
	if (asked.length > 0) {
		const listed = await service.list([...new Set(asked.map(({ date }) => date))]);
		if (listed.kind === 'ok') window = readWindow(listed.data, { own: sent.own, before: before.ids });
		else notCompared = listed.kind === 'refused' ? listed.message : listed.reason;
	}
	const pages = calls() - asking;
	if (window) await removeDoublets(window.doublets, service, remarks, remove);
	const fates = new Map(drafts.map(({ documentId }) => [documentId, settleOne(documentId, sent, window?.byId.get(documentId))]));
	return { fates, remarks, pages, ...(notCompared === undefined ? {} : { notCompared }) };
}
