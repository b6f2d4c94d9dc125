/** Is it running, and what has it done? */
import { fromMicro, toMicro } from '../money/micro';
import { entriesOf } from './entry';
import type { Entry } from './entry';
import { flowNames, foldJournal, registerOf } from './fold';
import type { Fold } from './fold';
import { numberGaps } from './gaps';
import type { Gap } from './gaps';
import { healthOf } from './health';
import type { Health } from './health';
import type { JournalState } from './journal';
import { openIntake } from './problems';
import { tableRoom } from './room';
import type { TableRoom } from './room';
import { rowsOfRuns } from './runEnds';
import type { RowsOfRuns } from './runEnds';
import { hoursBetween, inScope, scopeOf, serves } from './runs';

interface Bucket {
	count: number;
	/** Sum of the amounts: of `sent`, `problem`, `byHand` and `inTarget` as they went there, of the rest as the till has them. */
	amount: number;
	/** Oldest accounting day in it; '' when it is empty. */
	oldestDate: string;
	/** Since the oldest record came. */
	oldestAgeHours: number;
}

export const BUCKETS = [
	'sent',
	'problem',
	'byHand',
	'notToBeSent',
	'cancelled',
	'waiting',
	'written',
	'unknown',
	'refused',
	'held',
	'changed',
	'deletedInTarget',
	'ignored',
] as const;
/**
 * - sent, problem: done by the target; a problem was not taken as it was sent, and nobody has looked yet
 * - byHand, notToBeSent: what a person has decided
 * - cancelled: voided before the transfer, nothing was sent
 */
type BucketName = (typeof BUCKETS)[number];
type Buckets = Record<BucketName, Bucket>;

export interface RegisterReport extends Buckets {
	source: string;
	register: string;
	inTarget: Bucket;
	gaps: Gap[];
}

export interface FlowReport extends Buckets, Health {
	/** All that the target said to have, also what was changed in the till since. */
	inTarget: Bucket;
	flow: string;
	/** Names of all flows that the journal knows. */
	flows: string[];
	registers: RegisterReport[];
	/** Deliveries refused on entry that nobody has settled; the same for every flow. */
	intake: { count: number; amount: number };
	/** Of the Data Table; the same for every flow. */
	table: TableRoom;
}

interface ReportOptions {
	/** '' or absent = all flows. */
	flow?: string;
	now: string;
	/** Hours between automatic runs; default 6. */
	intervalHours?: number;
	/** Room of all Data Tables together; n8n 2.41's default is 200 MB (N8N_DATA_TABLES_MAX_SIZE_BYTES). */
	limitBytes?: number;
}

const BUCKET_OF: Readonly<Partial<Record<JournalState, BucketName>>> = {
	created: 'sent',
	updated: 'sent',
	unchanged: 'sent',
	duplicate: 'sent',
	done: 'byHand',
	notToBeSent: 'notToBeSent',
	written: 'written',
	unknown: 'unknown',
	refused: 'refused',
	held: 'held',
	changed: 'changed',
	deletedInTarget: 'deletedInTarget',
};

function bucketOf(entry: Entry): BucketName {
	if (entry.problem) return 'problem';
	if (entry.state === 'unchanged' && !entry.sent) return 'cancelled';
	return BUCKET_OF[entry.state] ?? 'waiting';
}

/** Their amount is that of what went into the target. */
const AS_SENT: ReadonlySet<string> = new Set(['sent', 'problem', 'byHand', 'inTarget']);

class Counter {
	private readonly totals = new Map<BucketName | 'inTarget', { count: number; micro: bigint; oldestDate: string; since: string }>();

	add(name: BucketName | 'inTarget', { amount, sentAmount, recordDate, since }: Entry): void {
		const total = this.totals.get(name) ?? { count: 0, micro: 0n, oldestDate: '', since: '' };
		total.count += 1;
		total.micro += toMicro(AS_SENT.has(name) ? sentAmount : amount);
		if (total.oldestDate === '' || recordDate < total.oldestDate) total.oldestDate = recordDate;
		if (since !== '' && (total.since === '' || since < total.since)) total.since = since;
		this.totals.set(name, total);
	}

	buckets(now: string): Buckets & { inTarget: Bucket } {
		const entries = [...BUCKETS, 'inTarget' as const].map((name): [string, Bucket] => {
			const { count = 0, micro = 0n, oldestDate = '', since = '' } = this.totals.get(name) ?? {};
			// A clock that ran ahead makes nothing younger than now.
			const age = since === '' ? 0 : Math.max(0, hoursBetween(since, now) ?? 0);
			return [name, { count, amount: fromMicro(micro), oldestDate, oldestAgeHours: age }];
		});
		return Object.fromEntries(entries) as Buckets & { inTarget: Bucket };
	}
}

function flowReport(fold: Fold, flow: string, gaps: Map<string, Gap[]>, results: RowsOfRuns, options: Required<Omit<ReportOptions, 'flow'>>): Omit<FlowReport, 'flows' | 'intake' | 'table'> {
	const scope = scopeOf(fold, flow);
	const all = new Counter();
	const registers = new Map<string, { source: string; register: string; counter: Counter }>();
	for (const entry of entriesOf(fold, flow)) {
		if (entry.row === undefined && !serves(scope, entry)) continue;
		const skipped = entry.row === undefined && !inScope(scope, entry);
		const name = skipped ? 'ignored' : bucketOf(entry);
		const { source, register } = entry;
		const at = registerOf(entry);
		const own = registers.get(at) ?? { source, register, counter: new Counter() };
		registers.set(at, own);
		for (const counter of [own.counter, all]) {
			counter.add(name, entry);
			if (entry.inTarget && !entry.byHand) counter.add('inTarget', entry);
		}
	}
	return {
		flow,
		...healthOf(fold, flow, results, options),
		...all.buckets(options.now),
		registers: [...registers]
			.map(([at, { source, register, counter }]) => ({ source, register, ...counter.buckets(options.now), gaps: gaps.get(at) ?? [] }))
			.sort((a, b) => (registerOf(a) < registerOf(b) ? -1 : 1)),
	};
}

/** One report for each flow (at least one: an empty journal says so). */
export function reportJournal(journal: readonly unknown[], options: ReportOptions): FlowReport[] {
	const { flow = '', now, intervalHours = 6, limitBytes = 200 * 1024 * 1024 } = options;
	const fold = foldJournal(journal);
	const gaps = numberGaps(fold);
	const results = rowsOfRuns(journal, fold.runs);
	const flows = flowNames(fold);
	const names = flow === '' ? flows : [flow];
	const refused = openIntake(fold);
	const intake = { count: refused.length, amount: fromMicro(refused.reduce((total, { amount }) => total + toMicro(amount), 0n)) };
	const table = tableRoom(journal, fold, limitBytes);
	return (names.length === 0 ? [''] : names).map((name) => ({
		...flowReport(fold, name, gaps, results, { now, intervalHours, limitBytes }),
		flows,
		intake,
		table,
	}));
}
