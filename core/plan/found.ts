/**
 * Which content of its records a document has that was found in the target: the one that would be sent now, or an older
 * one of before a correction in the till. All that can be compared is the document's total.
 */
import { formatMoney, fromMicro, sum, toMicro, type Micro } from '../money/micro';
import type { SyncState, TargetHas } from '../records/results';
import { BY_DECISION } from './decisions';

/** A record of any kind that was offered: receipt, cash movement, order or another document. */
export interface Offered {
	record: { key: string; currency?: string; amount?: number; total?: number };
	sync?: SyncState;
}

interface FoundDocument {
	/** Keys of the records in it. */
	members: readonly string[];
	/** In CZK, signed as it moves the till; undefined where it is not known. */
	total?: number;
}

/** A record that the document does not have as it would be sent. */
export interface Differs {
	/** undefined: the document does not say which of several contents it has. */
	has?: TargetHas;
	/** Both totals of a document of several records. */
	totals?: { found: number; offered: number };
}

interface Candidate {
	key: string;
	offered: Micro;
	/** Contents that it may have instead. */
	versions: ReadonlyArray<{ hash: string; amount: number }>;
}

/** Sums that choosing one content of each candidate can give are followed up to this many. */
const MOST_SUMS = 2_000;

/** One choice of contents: key → the older content. undefined = the one that is offered for all. */
type Choice = ReadonlyMap<string, TargetHas>;

/** The only choice of contents with which the document has its total; undefined where there is none or several. */
function onlyChoice(candidates: readonly Candidate[], difference: Micro): Choice | undefined {
	// Difference to what is offered → the choice that makes it; null = several do.
	let sums = new Map<Micro, Choice | null>([[0n, new Map()]]);
	for (const { key, offered, versions } of candidates) {
		const next = new Map(sums);
		for (const [reached, choice] of sums) {
			for (const { hash, amount } of versions) {
				const at = reached + toMicro(amount) - offered;
				next.set(at, choice === null || next.has(at) ? null : new Map([...choice, [key, { hash, amount }]]));
			}
		}
		if (next.size > MOST_SUMS) return undefined;
		sums = next;
	}
	return sums.get(difference) ?? undefined;
}

const HOME = 'CZK';

function amountOf({ record: { amount, total } }: Offered): number {
	return amount ?? total ?? 0;
}

function oneOfEach(offered: readonly Offered[]): Offered[] {
	const byKey = new Map<string, Offered>();
	for (const input of offered) if (!byKey.has(input.record.key)) byKey.set(input.record.key, input);
	return [...byKey.values()];
}

/**
 * The offered records that a found document has with another content; [] of the map = the document has what would be
 * sent. Over all offered records the amounts of `has` (of what is not mentioned: as offered) give the document's total.
 *
 * - the total tells which of several contents of a record it is, as far as only one choice gives it
 * - where it does not, every record with several contents differs, and the first takes the difference
 * - where the journal knows one content of each, somebody changed the document: the first record stands for it
 * - without a total, with members that are not offered or in another currency, a record with several contents differs without `has`
 */
export function compareFound(document: FoundDocument, offered: readonly Offered[]): Map<string, Differs> {
	const wanted = new Set(document.members);
	// The same record twice is one in the document.
	const inputs = oneOfEach(offered.filter(({ record }) => wanted.has(record.key)));
	const candidates = inputs
		.filter(({ sync }) => (sync?.versions ?? []).length > 0)
		.map((input): Candidate => ({ key: input.record.key, offered: toMicro(amountOf(input)), versions: input.sync?.versions ?? [] }));
	// The document's total is in the currency of the books.
	const comparable = document.total !== undefined && inputs.every(({ record }) => (record.currency ?? HOME) === HOME);
	const complete = inputs.length === wanted.size;
	if (!complete || !comparable || document.total === undefined) return new Map(candidates.map(({ key }) => [key, {}]));
	const total = sum(inputs.map(amountOf));
	const difference = toMicro(document.total) - toMicro(total);
	const totals = inputs.length > 1 ? { totals: { found: document.total, offered: total } } : {};
	const choice = onlyChoice(candidates, difference);
	if (choice !== undefined) return new Map([...choice].map(([key, has]) => [key, { has, ...totals }]));
	const first = inputs[0].record.key;
	const unclear = candidates.length > 0 ? new Set(candidates.map(({ key }) => key)) : new Set([first]);
	const concerned = inputs.filter(({ record }) => unclear.has(record.key));
	return new Map(
		concerned.map((input, index) => {
			const amount = index === 0 ? fromMicro(toMicro(amountOf(input)) + difference) : amountOf(input);
			return [input.record.key, { has: { amount }, ...totals }];
		}),
	);
}

/** Continues "Receipt …, ": what is there, what its origin (the till, the e-shop) has, the difference, and who does what. */
export function differsText(input: Offered, { has, totals }: Differs, system: string, where: string, origin = 'the till'): string {
	const now = amountOf(input);
	const money = (amount: number) => formatMoney(amount, input.record.currency ?? HOME);
	if (has === undefined) {
		return `was not sent: ${system} has it ${where}, and ${origin} has sent several contents of it; which one is there the document does not say. ${BY_DECISION.compare(system)}`;
	}
	const of = (a: number, b: number) => `the difference is ${money(fromMicro(toMicro(a) - toMicro(b)))}`;
	if (totals !== undefined && has.hash === undefined) {
		return `was not sent: ${system} has it ${where} with a total of ${money(totals.found)}, and its records come to ${money(totals.offered)}; ${of(totals.offered, totals.found)}. ${BY_DECISION.compare(system)}`;
	}
	if (has.amount === now) {
		return `was not sent: ${system} has it ${where} with an earlier content of the same amount, ${money(now)} (other lines or payments). ${BY_DECISION.compare(system)}`;
	}
	return `was not sent: ${system} has it ${where} with ${money(has.amount)}, and ${origin} has ${money(now)} now; ${of(now, has.amount)}. ${BY_DECISION.compare(system)}`;
}
