/** A run of Sales Receipt → Create: look, plan, ask, send, look again. Each receipt ends in iDoklad exactly once. */
import { numbered } from '../../../core/idoklad/mark';
import { windowOf } from '../../../core/idoklad/existing';
import { idokladTarget } from '../../../core/idoklad/target';
import type { RequestDraft } from '../../../core/idoklad/draft';
import type { Reply } from '../../../core/plan/reply';
import { readWindow } from '../../../core/idoklad/window';
import type { Window } from '../../../core/idoklad/window';
import type { PlanInput } from '../../../core/plan/messages';
import { plan } from '../../../core/plan/plan';
import type { BooksRead, Wanted } from './books';
import { checkRounding } from './checkRounding';
import type { AskRecount } from './checkRounding';
import { FIXED_CALLS, RunBook } from './runBook';
import type { RunResult, RunSettings } from './runBook';
import { send } from './send';
import type { DocumentService } from './service';
import { removeDoublets, settle } from './settle';
import type { Remarks } from './remarks';

/** Everything of iDoklad that a run needs; tests play it. */
export interface ReceiptApi {
	/** Calls so far. */
	calls(): number;
	books(wanted: Wanted): Promise<Reply<BooksRead>>;
	documents(year: string): DocumentService;
	recount: AskRecount;
}

interface Prepared extends BooksRead {
	service: DocumentService;
	/** To be sent. */
	drafts: RequestDraft[];
	remarks: Remarks;
	before: Window;
	/** Calls left of the fixed ones, for new numbers. */
	spare: number;
}

/** Calls that the numbers of other years take: one for each, and one to come back to this year. */
function callsForYears(drafts: readonly RequestDraft[], year: string): number {
	const others = new Set(drafts.map(({ date }) => date.slice(0, 4)).filter((one) => one !== year)).size;
	return others === 0 ? 0 : others + 1;
}

/** Reads, looks, plans and asks; undefined when iDoklad did not answer. */
async function prepare(api: ReceiptApi, book: RunBook, settings: RunSettings): Promise<Prepared | undefined> {
	const read = await api.books(book.wanted());
	if (read.kind !== 'ok') {
		book.stop(read);
		return undefined;
	}
	const { books } = read.data;
	const setup = api.calls();
	const days = book.days();
	const year = read.data.year || (days.at(-1) ?? '').slice(0, 4);
	const service = api.documents(year);
	const listed = days.length > 0 ? await service.list(days) : { kind: 'ok' as const, data: [] };
	if (listed.kind !== 'ok') {
		book.stop(listed);
		return undefined;
	}
	const pages = api.calls() - setup;
	const before = readWindow(listed.data);
	const remarks: Remarks = new Map();
	await removeDoublets(before.doublets, service, remarks, settings.removeDoublets && !settings.preview);

	book.open(books.agenda.Contact?.IdentificationNumber ?? undefined);
	const planned = plan(book.inputs, idokladTarget(book.settings, books), book.settings, windowOf(before));
	book.decided(planned.decided, remarks);
	const drafts = planned.drafts.map(({ draft }) => draft);

	const forYears = callsForYears(drafts, year);
	// One call is kept for new numbers, but one question is always asked.
	const questions = Math.max(1, FIXED_CALLS - setup - forYears - 1);
	const asked = api.calls();
	const checked = await checkRounding(drafts, books, api.recount, questions);
	const spare = FIXED_CALLS - setup - forYears - (api.calls() - asked);
	for (const draft of drafts) {
		const fate = checked.fates.get(draft.documentId);
		if (fate) book.fate(draft, fate, remarks);
	}
	// More customers and the price list cost pages of their own, and a batch holds receipts of one year.
	book.bound(Math.ceil(checked.drafts.length / service.batchSize) + pages + Math.max(0, setup - FIXED_CALLS + 1, forYears - 1));
	return { ...read.data, year, service, drafts: checked.drafts, remarks, before, spare };
}

async function sendAll(api: ReceiptApi, book: RunBook, settings: RunSettings, ready: Prepared): Promise<void> {
	const { drafts, service, number, year, before, spare } = ready;
	const sent = await send(drafts, service, { number, year, spare });
	const settled = await settle(drafts, sent, service, { remove: settings.removeDoublets, calls: () => api.calls(), before });
	book.bound(settled.pages);
	for (const draft of drafts) {
		const fate = settled.fates.get(draft.documentId);
		if (fate) book.fate(draft, fate, settled.remarks);
	}
	book.rest([ready.remarks, settled.remarks]);
	book.out.denied = sent.denied;
	book.out.nothingSent = sent.look.size === 0;
	if (settled.notCompared !== undefined) {
		book.out.notes.push(
			`iDoklad could not be asked after sending (${settled.notCompared}); whether another run sent the same receipts is seen in the next run.`,
		);
	}
}

/**
 * @param inputs checked records with the state they came with; the same key twice counts once
 * @throws WrongCompany when the login opens another agenda than the credential expects
 */
export async function deliverReceipts(api: ReceiptApi, inputs: readonly PlanInput[], settings: RunSettings): Promise<RunResult> {
	const book = new RunBook(inputs, settings);
	const ready = await prepare(api, book, settings);
	if (ready && settings.preview) {
		for (const [index, draft] of ready.drafts.entries()) {
			book.fate(
				draft,
				{ outcome: 'preview', request: numbered(draft.request, ready.number + index) },
				ready.remarks,
			);
		}
		book.rest([ready.remarks]);
	} else if (ready) {
		await sendAll(api, book, settings, ready);
	}
	book.out.calls.used = api.calls();
	return book.out;
}
