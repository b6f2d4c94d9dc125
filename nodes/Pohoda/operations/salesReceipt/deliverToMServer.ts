import type { IExecuteFunctions } from 'n8n-workflow';
import type { DocumentDraft } from '../../../../core/pohoda/receipts/draft';
import { documentId } from '../../../../core/records/keys';
import type { ReceiptSettings } from '../../../../core/pohoda/receipts/settings';
import type { DocumentOutcome } from '../../../../core/pohoda/outcome';
import { receiptChannel, receiptRank } from '../../receiptChannel';
import { byPack } from '../../packChannel';
import { batchesOf, Sender } from '../../../shared/sender';
import { periodOf } from '../../../shared/pohoda/status';
import { connect } from '../../../shared/pohoda/transport';
import { askUnit } from '../../unit';
import type { Asked } from '../../unit';
import { findByIds } from '../../lookup';
import type { Asker } from '../../lookup';
import type { CreateSettings } from './createSettings';
import type { Entry } from '../../../shared/entrance';
import { packFile, showPreview } from './packFiles';
import { readyDocuments } from './planning';
import { askExisting, askOriginals } from './prepare';
import type { ReadyDocument, ResultBook } from './resultBook';

/** Two runs may write documents of the same day at once; each round looks anew at what the other one has done. Rounds that get on do not count. */
const ROUNDS = 5;

type Existing = ReceiptSettings['existing'];

/** Not a document of one receipt: its number was chosen from what POHODA had. */
function isDayDocument({ draft, entries }: ReadyDocument): boolean {
	return entries.every(({ record, sync }) => draft.documentId !== documentId(record.key, sync?.generation ?? 1));
}

const notReached = (reason: string): string =>
	`was not sent: POHODA mServer cannot be reached (${reason}). Nothing is lost; it goes with the next run.`;

/** After something was sent, results must not be lost in an error of the node. */
async function existingAgain(asker: Asker, entries: readonly Entry[], plan: ReceiptSettings): Promise<Asked<Existing>> {
	try {
		return await askExisting(asker, entries, plan);
	} catch (error) {
		return { ok: false, reason: error.message };
	}
}

/**
 * Documents that POHODA had already, with their totals: of before a correction in the till they have another content.
 * One question for each hundred of an agenda. Without an answer it stays open what is there.
 */
async function withTotals(asker: Asker, documents: readonly ReadyDocument[], verdicts: ReadonlyMap<string, DocumentOutcome>): Promise<Map<string, DocumentOutcome>> {
	const unasked = documents.filter((document) => {
		const { outcome, total } = verdicts.get(document.draft.documentId) ?? {};
		// Those of a day are looked at again with their members.
		return outcome === 'duplicate' && total === undefined && !isDayDocument(document);
	});
	const told = new Map<string, DocumentOutcome>();
	for (const agenda of new Set(unasked.map(({ draft }) => draft.target))) {
		const own = unasked.filter(({ draft }) => draft.target === agenda);
		const idOf = ({ draft }: ReadyDocument) => verdicts.get(draft.documentId)?.id ?? '';
		const found = await findByIds(asker, agenda, own.map(idOf));
		for (const document of own) {
			const verdict = verdicts.get(document.draft.documentId);
			if (verdict === undefined) continue;
			const listed = found.kind === 'found' ? found.documents.find(({ id }) => id === idOf(document)) : undefined;
			const why = found.kind === 'found' ? 'POHODA does not list it' : found.reason;
			const open = `is in POHODA already${verdict.number === undefined ? '' : ` as ${verdict.number}`}, but it could not be looked up with which amount (${why}). The next run looks again.`;
			told.set(document.draft.documentId, listed ? { ...verdict, total: listed.total } : { ...verdict, outcome: 'unknown', message: open });
		}
	}
	return told;
}

/**
 * Sends what is ready and books it; returns the records whose day document another run has made meanwhile, and those
 * of further documents of a day: another run may take their number with other members, so they are planned anew.
 */
async function sendReady(asker: Asker, sender: Sender<DocumentDraft>, ready: readonly ReadyDocument[], plan: ReceiptSettings, book: ResultBook): Promise<Entry[]> {
	const now = ready.filter(({ after }) => after === undefined);
	const again = ready.filter(({ after }) => after !== undefined).flatMap(({ entries }) => entries);
	await sender.sendOrThrow(asker.context, now.map(({ draft }) => draft));
	const told = await withTotals(asker, now, sender.verdicts);
	for (const document of now) {
		const verdict = told.get(document.draft.documentId) ?? sender.verdicts.get(document.draft.documentId);
		if (verdict === undefined) continue;
		book.settleDocument(document, plan, verdict);
		if (verdict.outcome === 'duplicate' && isDayDocument(document)) again.push(...document.entries);
	}
	return again;
}

async function preview(
	context: IExecuteFunctions,
	settings: CreateSettings,
	plan: ReceiptSettings,
	ico: string,
	ready: readonly ReadyDocument[],
	book: ResultBook,
): Promise<void> {
	const byId = new Map(ready.map((document) => [document.draft.documentId, document]));
	const packs = batchesOf(
		ready.map(({ draft }) => draft),
		{ batch: settings.packSize, rank: receiptRank, group: byPack },
	);
	const files = packs.map((pack) =>
		packFile(
			pack.flatMap(({ documentId: id }) => byId.get(id) ?? []),
			ico,
		),
	);
	await showPreview(context, book, plan, files, settings.outputBinaryField);
}

/**
 * Asks for the unit and for what it has, plans, sends pack by pack, and books one result for each record. In a preview
 * everything but the sending happens, as far as POHODA is reachable.
 *
 * @throws NodeApiError or NodeOperationError for wrong login, right, address or unit before anything was sent
 */
export async function deliverToMServer(
	context: IExecuteFunctions,
	settings: CreateSettings,
	entries: readonly Entry[],
	book: ResultBook,
): Promise<void> {
	const server = await connect(context);
	const asker: Asker = { context, server, timeout: settings.timeout };
	const unit = await askUnit(asker);
	const told = unit.ok && settings.checkPeriod ? periodOf(unit.value) : undefined;
	const period = settings.plan.period ?? told;
	const planned: ReceiptSettings = { ...settings.plan, unit: server.ico, period };
	const base: ReceiptSettings = unit.ok ? { ...planned, lookedUp: await askOriginals(asker, entries, planned) } : planned;
	const sender = new Sender(receiptChannel(asker, settings.packSize));
	let open: readonly Entry[] = entries;
	let asked = false;
	for (let round = 0; round < ROUNDS && open.length > 0; round++) {
		const ask = asked ? existingAgain : askExisting;
		asked = true;
		const existing: Asked<Existing> = unit.ok ? await ask(asker, open, base) : unit;
		if (!existing.ok && !settings.preview) {
			book.settle(open, base, 'waiting', notReached(existing.reason));
			return;
		}
		const plan = existing.ok ? { ...base, existing: existing.value } : base;
		const ready = readyDocuments(open, settings, plan, existing.ok, book);
		if (settings.preview) {
			await preview(context, settings, plan, server.ico, ready, book);
			if (!existing.ok) previewHint(context, existing.reason);
			return;
		}
		const left = await sendReady(asker, sender, ready, plan, book);
		if (left.length < open.length) round = -1;
		open = left;
	}
	book.settle(open, base, 'waiting', 'was not sent: other runs are writing documents of the same day at this moment. It goes with the next run.');
}

function previewHint(context: IExecuteFunctions, reason: string): void {
	context.addExecutionHints({
		message: `POHODA mServer cannot be reached (${reason}). The preview does not know its accounting period and which documents it has already.`,
		type: 'info',
		location: 'outputPane',
	});
}
