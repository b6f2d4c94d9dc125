/** Looks up, decides, sends pack by pack, and books one result for each record. */
import type { IExecuteFunctions } from 'n8n-workflow';
import type { DocumentOutcome } from '../../../core/pohoda/outcome';
import { formatDay } from '../../../core/records/dates';
import { periodOf } from '../../shared/pohoda/status';
import { connect } from '../../shared/pohoda/transport';
import type { Asker } from '../lookup';
import { Sender } from '../../shared/sender';
import { askUnit } from '../unit';
import type { Asked } from '../unit';
import { RecordBook } from './book';
import { pairedWithCards } from './cards';
import { recordChannel } from './channel';
import { withTotals } from './compare';
import type { Ready } from './compose';
import { Decision } from './decide';
import type { Sought } from './decide';
import type { Entry } from './entries';
import { showPreview } from './preview';
import { seek } from './seek';
import type { WriteSettings } from './settings';

/** Updates that POHODA calls repeats of an earlier one of the same day are looked at again so many times. */
const ROUNDS = 5;

const notReached = (reason: string): string =>
	`was not sent: POHODA mServer cannot be reached (${reason}). Nothing is lost; it goes with the next run.`;

/** Holds documents of days for which no accounting period is open. */
function withinPeriod(entries: readonly Entry[], period: { from: string; to: string } | undefined, book: RecordBook): Entry[] {
	if (period === undefined) return [...entries];
	return entries.filter((entry) => {
		const { date } = entry.record;
		if (typeof date !== 'string' || (date >= period.from && date <= period.to)) return true;
		const text = `its day is outside of the accounting period ${formatDay(period.from)} to ${formatDay(period.to)} of POHODA`;
		const message = `was not sent: ${text}. Let mServer open the right unit, or correct the date; to send it all the same, switch Check Period off.`;
		book.settle(entry, 'held', message, { warnings: [{ code: 'period', text }] });
		return false;
	});
}

/** Documents whose products have no cards wait for a person. */
function withCards(paired: Awaited<ReturnType<typeof pairedWithCards>>, book: RecordBook): Asked<Entry[]> {
	if (!paired.ok) return paired;
	const value = paired.value.flatMap((one) => {
		if (one.ok) return [one.entry];
		const message = `was not sent: ${one.missing}. Create the stock items in POHODA or correct the codes, then send it again.`;
		book.settle(one.entry, 'held', message, { warnings: [{ code: 'withoutCard', text: one.missing }] });
		return [];
	});
	return { ok: true, value };
}

async function prepared(asker: Asker, entries: readonly Entry[], settings: WriteSettings, book: RecordBook): Promise<Asked<Sought[]>> {
	const carded = withCards(await pairedWithCards(asker, entries, settings), book);
	return carded.ok ? await seek(asker, carded.value, settings, book) : carded;
}

/** After something was sent, results must not be lost in an error of the node. */
async function soughtAgain(asker: Asker, entries: readonly Entry[], settings: WriteSettings, book: RecordBook): Promise<Asked<Sought[]>> {
	try {
		return await seek(asker, entries, settings, book);
	} catch (error) {
		return { ok: false, reason: error.message };
	}
}

/** Books what became of them; gives back changes that POHODA calls repeats, although its record differs. */
function booked(verdicts: ReadonlyMap<string, DocumentOutcome>, ready: readonly Ready[], book: RecordBook): Entry[] {
	const again: Entry[] = [];
	for (const one of ready) {
		const { documentId, entry, action } = one;
		const verdict = verdicts.get(documentId);
		if (verdict === undefined) continue;
		book.verdict(one, verdict);
		const repeat = ['duplicate', 'deletedInTarget'].includes(verdict.outcome);
		if (action !== 'create' && repeat) again.push(entry);
	}
	return again;
}

function waitAll(entries: readonly Entry[], reason: string, book: RecordBook): void {
	for (const entry of entries) book.settle(entry, 'waiting', notReached(reason));
}

async function previewed(asker: Asker, sought: Asked<Sought[]>, entries: readonly Entry[], settings: WriteSettings, book: RecordBook): Promise<void> {
	const decision = new Decision(settings, book, 0);
	if (sought.ok) for (const one of sought.value) decision.decide(one);
	else waitAll(entries, sought.reason, book);
	await showPreview(asker, settings, decision.ready, book);
}

/**
 * Writes the records over mServer. What the whole call could not do is `waiting` on every record (not reachable) or an
 * error of the node. In a preview everything but the sending happens.
 *
 * @throws NodeApiError or NodeOperationError for wrong login, right, address or unit before anything was sent
 */
export async function deliver(
	context: IExecuteFunctions,
	settings: WriteSettings,
	entries: readonly Entry[],
	size: number,
): Promise<RecordBook> {
	const server = await connect(context);
	const asker: Asker = { context, server, timeout: settings.timeout };
	const book = new RecordBook(size, server.ico, settings.action);
	const unit = await askUnit(asker);
	const period = unit.ok && settings.checkPeriod && settings.action === 'create' ? periodOf(unit.value) : undefined;
	const inTime = withinPeriod(entries, period, book);
	let sought: Asked<Sought[]> = unit.ok ? await prepared(asker, inTime, settings, book) : unit;
	if (settings.preview) {
		await previewed(asker, sought, inTime, settings, book);
		return book;
	}
	const sender = new Sender(recordChannel(asker, settings));
	let open: readonly Entry[] = inTime;
	for (let round = 0; round < ROUNDS && open.length > 0; round++) {
		if (round > 0) sought = await soughtAgain(asker, open, settings, book);
		if (!sought.ok) {
			waitAll(open, sought.reason, book);
			return book;
		}
		const decision = new Decision(settings, book, round);
		for (const one of sought.value) decision.decide(one);
		await sender.sendOrThrow(context, decision.ready);
		const told = await withTotals(asker, decision.ready, sender.verdicts, settings);
		open = booked(new Map([...sender.verdicts, ...told]), decision.ready, book);
	}
	return book;
}
