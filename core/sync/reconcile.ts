/** Till against target, to the haléř. */
import { formatMoney, fromMicro, toMicro } from '../money/micro';
import { ChosenRegisters } from './chosen';
import { entriesOf } from './entry';
import { recordOf } from './payload';
import type { Entry } from './entry';
import { foldJournal, registerOf } from './fold';
import type { Fold } from './fold';
import { aboutRecord, isOrder, type JournalRecord } from './recordKinds';
import { describeEntry } from './setState';
import { inScope, scopeOf } from './runs';
import { matchDocuments } from './targetDocuments';
import type { MatchedDocuments } from './targetDocuments';

interface ReconcileOptions {
	flow: string;
	/** Accounting days, inclusive; '' or absent = from the journal's beginning, to its end. */
	dateFrom?: string;
	dateTo?: string;
	registers?: readonly string[];
}

/** One day × register × payment × currency. All amounts signed. */
export interface ReconcileRow {
	date: string;
	source: string;
	register: string;
	/** `cash`, `mealVoucher: Edenred`, `cashMovement`; `unknown` where Compact has dropped the record. */
	payment: string;
	currency: string;
	tillCount: number;
	till: number;
	/** What the target has, as it said itself. */
	targetCount: number;
	target: number;
	/** Entered in the target by a person, as that person said. */
	byHand: number;
	/** Not part of `till`: a person has decided that it is not to be sent. */
	notToBeSent: number;
	/** Taken back in the till before the transfer, so rightly not in the target. */
	cancelled: number;
	/** Not in the target, and the journal says why. */
	open: number;
	/** till - cancelled - byHand - target */
	difference: number;
	/** difference - open: what nobody has explained. */
	unexplained: number;
	agrees: boolean;
	remarks: string[];
}

const MOST_REMARKS = 20;
const UNKNOWN_PAYMENT = 'unknown';

type Amounts = Array<{ payment: string; currency: string; micro: bigint }>;

function paymentsOf(record: JournalRecord): Amounts {
	const { currency } = record;
	if (isOrder(record)) return [{ payment: 'order', currency, micro: toMicro(aboutRecord(record).amount) }];
	if (record.recordType === 'cashMovement') return [{ payment: 'cashMovement', currency, micro: toMicro(record.amount) }];
	const payments = record.payments.map(({ method, label, amount }) => {
		const plain = method === 'cash' || method === 'card' || !label?.trim();
		return { payment: plain ? method : `${method}: ${label?.trim()}`, currency, micro: toMicro(amount) };
	});
	return payments.length > 0 ? payments : [{ payment: 'cash', currency, micro: toMicro(record.total) }];
}

function amountsOf(record: JournalRecord | undefined, amount: number): Amounts {
	return record ? paymentsOf(record) : [{ payment: UNKNOWN_PAYMENT, currency: 'CZK', micro: toMicro(amount) }];
}

interface Line {
	row: ReconcileRow;
	till: bigint;
	target: bigint;
	byHand: bigint;
	notToBeSent: bigint;
	cancelled: bigint;
	open: bigint;
}

class Ledger {
	private readonly lines = new Map<string, Line>();

	line(date: string, source: string, register: string, payment: string, currency: string): Line {
		const at = `${date}\n${registerOf({ source, register })}\n${payment}\n${currency}`;
		const known = this.lines.get(at);
		if (known) return known;
		const zero = { tillCount: 0, till: 0, targetCount: 0, target: 0, byHand: 0, notToBeSent: 0, cancelled: 0, open: 0, difference: 0, unexplained: 0 };
		const row = { date, source, register, payment, currency, ...zero, agrees: true, remarks: [] };
		const line = { row, till: 0n, target: 0n, byHand: 0n, notToBeSent: 0n, cancelled: 0n, open: 0n };
		this.lines.set(at, line);
		return line;
	}

	rows(): ReconcileRow[] {
		const sorted = [...this.lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
		return sorted.map(({ row, till, target, byHand, notToBeSent, cancelled, open }) => {
			const difference = till - cancelled - byHand - target;
			return {
				...row,
				...{ till: fromMicro(till), target: fromMicro(target), cancelled: fromMicro(cancelled), open: fromMicro(open) },
				...{ byHand: fromMicro(byHand), notToBeSent: fromMicro(notToBeSent) },
				...{ difference: fromMicro(difference), unexplained: fromMicro(difference - open), agrees: difference === 0n },
				remarks: row.remarks.length > MOST_REMARKS ? [...row.remarks.slice(0, MOST_REMARKS), `and ${row.remarks.length - MOST_REMARKS} more`] : row.remarks,
			};
		});
	}
}

/** Voided before the transfer: settled without a document. */
function isCancelled(entry: Entry): boolean {
	return entry.state === 'unchanged' && !entry.sent;
}

/**
 * What the target should have of an entry, by the journal, per payment: of the content that was sent. Where the journal has
 * no longer that content, the payments of now stand for it and the first takes the difference.
 */
function sentAmounts(fold: Fold, entry: Entry, now: Amounts): Amounts {
	const versions = fold.records.get(entry.key)?.versions;
	const version = versions?.get(entry.sentHash) ?? [...(versions?.values() ?? [])].find(({ amount }) => amount === entry.sentAmount);
	const record = recordOf(version);
	const [first, ...rest] = record ? paymentsOf(record) : now;
	const difference = toMicro(entry.sentAmount) - [first, ...rest].reduce((total, { micro }) => total + micro, 0n);
	return [{ ...first, micro: first.micro + difference }, ...rest];
}

function addEntry(ledger: Ledger, fold: Fold, entry: Entry, documents: MatchedDocuments | undefined): void {
	const { recordDate: date, source, register, state } = entry;
	const known = fold.records.get(entry.key);
	const now = amountsOf(recordOf(known?.newest), entry.amount);
	const line = ({ payment, currency }: Amounts[number]) => ledger.line(date, source, register, payment, currency);
	const remark = (text: string) => line(now[0]).row.remarks.push(`${describeEntry(entry)}${text}`);
	const matched = documents?.byKey.get(entry.key);
	const byHand = entry.byHand && entry.inTarget && matched === undefined;
	const there = documents ? matched !== undefined : entry.inTarget && !entry.byHand;
	const left = state === 'notToBeSent';
	for (const part of now) {
		const at = line(part);
		if (left) {
			at.notToBeSent += part.micro;
			continue;
		}
		at.row.tillCount += 1;
		at.till += part.micro;
		if (isCancelled(entry)) at.cancelled += part.micro;
		else if (!there && !entry.inTarget) at.open += part.micro;
	}
	if (left && there) remark(': not to be sent, but the target has it');
	else if (!left && !isCancelled(entry) && !there && !entry.inTarget) remark(`: ${state}`);
	else if (state === 'changed' && entry.sentAmount !== entry.amount) {
		remark(`: changed; the target has ${formatMoney(entry.sentAmount, now[0].currency)} of it`);
	}
	if (documents && entry.inTarget && !there && !byHand) {
		remark(` was ${entry.row?.state ?? 'sent'} as ${entry.targetNumber || 'a document'}, which is not among the target's documents`);
	}
	if (!there && !byHand) return;
	for (const part of sentAmounts(fold, entry, now)) {
		const at = line(part);
		if (byHand) at.byHand += part.micro;
		else {
			at.row.targetCount += 1;
			at.target += part.micro;
		}
	}
	for (const { name, difference } of matched ?? []) {
		line(now[0]).target += difference;
		if (difference !== 0n) remark(`: the target's ${name} differs by ${formatMoney(fromMicro(difference), now[0].currency)}`);
	}
}

/**
 * Compares what the tills took with what the target has, per day, register and payment. Without documents the target's
 * side is what it answered, as the journal knows it (with the content that was sent); with the target's own documents it is
 * theirs: missing, doubled and different ones show as a difference that nothing explains.
 *
 * @param documents of the target for the same days, as `readDocumentList` of core/pohoda gives them; undefined = none
 * @throws ChoiceError for registers that the journal writes in another way
 */
export function reconcile(
	journal: readonly unknown[],
	options: ReconcileOptions,
	documents?: readonly unknown[],
): ReconcileRow[] {
	const { flow, dateFrom = '', dateTo = '' } = options;
	const fold = foldJournal(journal);
	const scope = scopeOf(fold, flow);
	const registers = new ChosenRegisters(options.registers);
	const inWindow = (date: string) => date >= dateFrom && (dateTo === '' || date <= dateTo);
	const all = entriesOf(fold, flow);
	if (!registers.all) registers.check(new Set(all.map(({ register }) => register)), 'Registers');
	const entries = all.filter(
		(entry) =>
			inWindow(entry.recordDate) &&
			registers.has(entry.register) &&
			(entry.row !== undefined || inScope(scope, entry)),
	);
	const ledger = new Ledger();
	const matched = documents && matchDocuments(documents, entries);
	for (const entry of entries) addEntry(ledger, fold, entry, matched);
	for (const { date, name, micro } of matched?.strangers ?? []) {
		if (!inWindow(date) || !registers.all) continue;
		const line = ledger.line(date, '', '', UNKNOWN_PAYMENT, 'CZK');
		line.target += micro;
		line.row.targetCount += 1;
		line.row.remarks.push(`The target's ${name} carries an identity of this package that the journal does not know`);
	}
	return ledger.rows();
}
