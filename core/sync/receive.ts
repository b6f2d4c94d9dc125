/** The inbox: what came from tills becomes rows, once, before anybody is told that it was accepted. */
import { formatDay, isDay, readInstant } from '../records/dates';
import { describeRecord } from '../records/describe';
import { isObject } from '../records/reading';
import type { ResultWarning } from '../records/results';
import { contentHash, sha256Hex, stableJson } from '../text/digest';
import { ENTERED_BY_HAND, NOT_TO_BE_SENT } from '../plan/decisions';
import { foldJournal, registerOf } from './fold';
import type { Fold } from './fold';
import type { JournalRow } from './journal';
import { ORDERS, aboutRecord, checkJournalRecord, payloadOf, type JournalRecord } from './recordKinds';
import { INTAKE, intakeKey, journalRow } from './rows';

/** The answer to the sender. Every record that was given is in exactly one list (equal copies in one delivery count once). */
interface ReceiveAnswer {
	/** Keys that are stored now. */
	accepted: string[];
	/** Keys that were stored before with the same content. */
	alreadyKnown: string[];
	/** Keys that were stored before with another content; a person looks at those that had been sent. */
	changed: string[];
	refused: Array<{ key?: string; place?: string; reasons: string[] }>;
}

interface Received {
	/** Rows to store; `index` is the record that each came from. */
	rows: Array<{ row: JournalRow; index: number }>;
	answer: ReceiveAnswer;
}

type Checked =
	| { ok: true; index: number; record: JournalRecord; hash: string; warnings: ResultWarning[] }
	| { ok: false; index: number; key?: string; place?: string; reasons: string[]; raw: unknown };

/** Longer texts of refused records are cut; n8n itself takes no bodies that would need more. */
const LONGEST_RAW = 200_000;

function text(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : '';
}

function texts(value: unknown): string[] {
	return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

/** A reader's item for what it could not read: `{ outcome: 'refused', key?, place, reasons, raw }`. */
function checkOne(input: unknown, index: number): Checked {
	if (isObject(input) && input.outcome === 'refused') {
		const reasons = texts(input.reasons);
		const key = text(input.key);
		return {
			...{ ok: false, index, place: text(input.place) || `record ${index + 1}` },
			...(key === '' ? {} : { key }),
			reasons: reasons.length > 0 ? reasons : [text(input.message) || 'It could not be read.'],
			raw: input.raw ?? input,
		};
	}
	const checked = checkJournalRecord(input);
	if (checked.ok) return { ok: true, index, record: checked.record, hash: contentHash(checked.record), warnings: checked.warnings };
	return { ok: false, index, key: checked.key, place: `record ${index + 1}`, reasons: checked.reasons, raw: input };
}

/** Hashes under which the journal knows a key: stored contents, and contents that were sent. */
function knownHashes(fold: Fold, key: string): Set<string> {
	const hashes = new Set(fold.records.get(key)?.versions.keys());
	for (const [flow, entries] of fold.flows) {
		const entry = flow === INTAKE ? undefined : entries.get(key);
		if (entry) for (const row of [entry.row, entry.sent]) if (row) hashes.add(row.hash);
	}
	return hashes;
}

function recordRow(
	{ record, hash, warnings }: Extract<Checked, { ok: true }>,
	state: 'new' | 'changed' | 'held',
	message = '',
): JournalRow {
	return journalRow({
		kind: 'record',
		...aboutRecord(record),
		...{ state, hash, message },
		payload: payloadOf(record),
		warnings: warnings.length === 0 ? '' : JSON.stringify(warnings),
	});
}

function safeJson(raw: unknown): string {
	const json = stableJson(raw);
	return json.length <= LONGEST_RAW ? json : stableJson({ cutAfter: LONGEST_RAW, start: json.slice(0, LONGEST_RAW) });
}

function dayOf(raw: Record<string, unknown>, today: string): string {
	const issued = typeof raw.issuedAt === 'string' ? readInstant(raw.issuedAt) : undefined;
	return typeof raw.date === 'string' && isDay(raw.date) ? raw.date : (issued?.day ?? today);
}

function refusedRow(refused: Extract<Checked, { ok: false }>, today: string): JournalRow {
	const raw = isObject(refused.raw) ? refused.raw : {};
	const payload = safeJson(refused.raw);
	const hash = sha256Hex(payload);
	const amount = raw.total ?? raw.amount;
	return journalRow({
		kind: 'result',
		flow: INTAKE,
		state: 'refused',
		key: intakeKey(hash, refused.key),
		...{ source: text(raw.source), register: raw.recordType === ORDERS ? ORDERS : text(raw.register) },
		number: text(raw.customerOrderNumber ?? raw.number),
		...{ recordDate: dayOf(raw, today), hash, payload },
		amount: typeof amount === 'number' && Number.isFinite(amount) ? amount : 0,
		message: `${refused.place ?? 'A record'} was not accepted: ${refused.reasons.join(' ')}`,
	});
}

/** Contents of one delivery that have one key and differ from each other: nobody knows which is right. */
function tornKeys(checked: readonly Checked[], fold: Fold): Set<string> {
	const hashes = new Map<string, Set<string>>();
	for (const one of checked) {
		if (!one.ok || knownHashes(fold, one.record.key).has(one.hash)) continue;
		const { key } = one.record;
		hashes.set(key, (hashes.get(key) ?? new Set()).add(one.hash));
	}
	return new Set([...hashes].filter(([, set]) => set.size > 1).map(([key]) => key));
}

function asTorn(one: Extract<Checked, { ok: true }>): Checked {
	const reason = `The delivery has several different records with the key ${one.record.key}. Send the one that is right, alone.`;
	return { ok: false, index: one.index, key: one.record.key, place: `record ${one.index + 1}`, reasons: [reason], raw: one.record };
}

const OLDER =
	`is older than what the journal remembers, so it may have been sent before. Look for it in the target; choose Retry to look it up and send it, ${ENTERED_BY_HAND} when it is there, or ${NOT_TO_BE_SENT}.`;

/**
 * Checks records (receipts, cash movements, orders) and says what to store. A key known with the same content is dropped, with another content it becomes
 * a new version; a record of before its register's low-water mark is stored as held, never as new. Refused records are
 * stored as well (flow `intake`, with what was sent), so nothing is lost. Delivering the same again gives no rows.
 *
 * @param records as received, or items of a reader
 * @param journal rows of the Data Table from the low-water mark on
 * @param today YYYY-MM-DD, for refused records without a day
 */
export function receiveRecords(records: readonly unknown[], journal: readonly unknown[], today: string): Received {
	const fold = foldJournal(journal);
	const refusedBefore = fold.flows.get(INTAKE);
	const first = records.map(checkOne);
	const torn = tornKeys(first, fold);
	const answer: ReceiveAnswer = { accepted: [], alreadyKnown: [], changed: [], refused: [] };
	const rows: Received['rows'] = [];
	const here = new Map<string, string>();
	const refusedHere = new Set<string>();
	for (const given of first) {
		const isTorn = given.ok && torn.has(given.record.key) && !knownHashes(fold, given.record.key).has(given.hash);
		const one = isTorn ? asTorn(given) : given;
		if (!one.ok) {
			const row = refusedRow(one, today);
			if (!refusedBefore?.has(row.key) && !refusedHere.has(row.key)) rows.push({ row, index: one.index });
			refusedHere.add(row.key);
			const key = one.key === undefined ? {} : { key: one.key };
			answer.refused.push({ ...key, ...(one.place === undefined ? {} : { place: one.place }), reasons: one.reasons });
			continue;
		}
		const { key } = one.record;
		if (here.get(key) === one.hash) continue;
		here.set(key, one.hash);
		const hashes = knownHashes(fold, key);
		const about = aboutRecord(one.record);
		const lowWater = fold.lowWater.get(registerOf(about)) ?? '';
		const neverSeen = hashes.size === 0;
		const old = about.recordDate < lowWater && (neverSeen || fold.records.get(key)?.newest.state === 'held');
		if (hashes.has(one.hash)) answer.alreadyKnown.push(key);
		else if (old) {
			const message = `${describeRecord(one.record)}, ${OLDER} (The journal goes back to ${formatDay(lowWater)}.)`;
			rows.push({ row: recordRow(one, 'held', message), index: one.index });
			(neverSeen ? answer.accepted : answer.changed).push(key);
		} else {
			rows.push({ row: recordRow(one, neverSeen ? 'new' : 'changed'), index: one.index });
			(neverSeen ? answer.accepted : answer.changed).push(key);
		}
	}
	return { rows, answer };
}
