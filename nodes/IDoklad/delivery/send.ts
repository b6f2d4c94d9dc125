/** Documents of iDoklad as a channel of the one sender: numbers of their series, batches, and what the answers say. */
import type { RequestDraft } from '../../../core/idoklad/draft';
import { numbered } from '../../../core/idoklad/mark';
import { SERIES_TAKEN } from '../../../core/idoklad/errors';
import type { BatchEntry } from '../../../core/idoklad/reply';
import type { Denied, Reply } from '../../../core/plan/reply';
import type { Fate } from '../../../core/idoklad/results';
import { SYSTEM } from '../../../core/idoklad/tables';
import type { ListedDocument } from '../../../core/idoklad/types';
import { Sender } from '../../shared/sender';
import type { Channel, Sent as Answer } from '../../shared/sender';
import type { SendWords } from '../../shared/sendWords';
import type { DocumentService } from './service';

export interface Sent {
	/** By documentId; `unknown`: sent, and no clear answer came. */
	fates: ReadonlyMap<string, Fate>;
	/** Ids of the documents that this run created. */
	own: ReadonlySet<number>;
	/** Documents that may be in iDoklad now: created, open, or their number was taken (perhaps by the same receipt). */
	look: ReadonlySet<string>;
	/** Login or plan ended the run. */
	denied?: Denied;
}

const COLLISION = 'somebody else (a person, or another run) took its number in the series at the same time';

const waiting = (reason: string): Fate => ({ outcome: 'waiting', reason });

const WORDS: SendWords<Fate> = {
	system: SYSTEM,
	notReached: waiting,
	unreachable: (reason) => reason,
	denied: ({ reason }) => reason,
	stopped: waiting,
	unknown: (reason) => ({ outcome: 'unknown', reason }),
};

/** Numbers of one year's series: those that a refused document did not use come first, so that fewer are missing. */
class Series {
	private readonly free: number[] = [];

	constructor(private next: number) {}

	take(): number {
		return this.free.shift() ?? this.next++;
	}

	giveBack(number: number): void {
		this.free.push(number);
		this.free.sort((a, b) => a - b);
	}
}

type Batch = ReadonlyArray<RequestDraft<object>>;

interface SendOptions {
	/** Next number of the series of `year`, as it was read before. */
	number: number;
	year: string;
	/** Calls left for new numbers after a collision or a lost answer. */
	spare: number;
}

const yearOf = ({ date }: RequestDraft<object>): string => date.slice(0, 4);

/**
 * Years one after the other, the year of the known number last: asking for the numbers of another year may show that both
 * have one series. iDoklad can only be asked for all documents of some days, so it is looked at once, after the run
 * (settle.ts), and what is unclear stays open until then.
 */
class DocumentChannel implements Channel<RequestDraft<object>, Fate> {
	readonly words = WORDS;

	readonly batch: number;

	/** So many calls of a run may go for finding the culprits of refused batches. */
	readonly halvings = 12;

	readonly own = new Set<number>();

	readonly maybeThere = new Set<string>();

	/** Series of the year that is sent at the moment. */
	private series?: Series;

	private year = '';

	private spare: number;

	constructor(
		private readonly service: DocumentService,
		private readonly options: SendOptions,
		/** Years of the documents. */
		private readonly years: ReadonlySet<string>,
	) {
		this.batch = service.batchSize;
		this.spare = options.spare;
	}

	readonly group = yearOf;

	readonly rank = (draft: RequestDraft<object>): number => (yearOf(draft) === this.options.year ? Infinity : Number(yearOf(draft)));

	async send(batch: Batch): Promise<Answer<Fate>> {
		const series = await this.seriesOf(batch[0]);
		if (!(series instanceof Series)) return series;
		const numbers = batch.map(() => series.take());
		const reply = await this.service.create(batch.map(({ request }, index) => numbered(request, numbers[index])));
		if (reply.kind === 'ok') return this.answered(batch, numbers, series, reply.data);
		if (reply.kind === 'refused') return this.refused(batch, numbers, series, reply);
		if (reply.kind !== 'unclear') return reply;
		for (const { documentId } of batch) this.maybeThere.add(documentId);
		return { ...reply, stop: this.renew(`a batch before it got no clear answer (${reply.reason})`) };
	}

	/** Nothing is sent by asking for a number, whatever becomes of the question. */
	private async seriesOf(draft: RequestDraft<object>): Promise<Series | Extract<Answer<Fate>, { kind: 'denied' | 'unreachable' }>> {
		const { number, year } = this.options;
		if (yearOf(draft) !== this.year) {
			this.year = yearOf(draft);
			this.series = this.year === year && this.years.size === 1 ? new Series(number) : undefined;
		}
		if (this.series !== undefined) return this.series;
		const reply = await this.service.nextNumber(draft.date);
		if (reply.kind === 'ok') this.series = new Series(reply.data);
		else if (reply.kind === 'denied') return reply;
		else return { kind: 'unreachable', reason: reply.kind === 'refused' ? reply.message : reply.reason };
		return this.series;
	}

	/** New numbers where the old ones are not to be trusted, as long as there is a call left for them; else why the run ends. */
	private renew(reason: string): string | undefined {
		if (this.spare <= 0) return reason;
		this.spare -= 1;
		this.series = undefined;
		return undefined;
	}

	private answered(batch: Batch, numbers: readonly number[], series: Series, entries: ReadonlyArray<BatchEntry<ListedDocument>>): Answer<Fate> {
		const fates = entries.map((entry, index) => {
			const fate = this.fateOf(entry);
			if (fate.outcome === 'refused') series.giveBack(numbers[index]);
			else this.maybeThere.add(batch[index].documentId);
			return [batch[index].documentId, fate] as const;
		});
		const collided = fates.some(([, { outcome }]) => outcome === 'waiting');
		return { kind: 'answered', verdicts: new Map(fates), stop: collided ? this.renew(COLLISION) : undefined };
	}

	private fateOf(entry: BatchEntry<ListedDocument>): Fate {
		if (!entry.ok) {
			if (entry.unclear) return WORDS.unknown('the answer says neither yes nor no');
			return entry.code === SERIES_TAKEN ? waiting(COLLISION) : { outcome: 'refused', code: entry.code, message: entry.message };
		}
		const { Id: id, DocumentNumber: number, Prices } = entry.data;
		const total: unknown = Prices?.TotalWithVat;
		if (typeof id !== 'number') return WORDS.unknown('the answer names no document');
		this.own.add(id);
		return { outcome: 'created', id, ...(number ? { number } : {}), ...(typeof total === 'number' ? { total } : {}) };
	}

	private refused(batch: Batch, numbers: readonly number[], series: Series, { code, message }: Extract<Reply, { kind: 'refused' }>): Answer<Fate> {
		const all = (fate: Fate) => new Map(batch.map(({ documentId }) => [documentId, fate]));
		if (code === SERIES_TAKEN) {
			for (const { documentId } of batch) this.maybeThere.add(documentId);
			return { kind: 'answered', verdicts: all(waiting(COLLISION)), stop: this.renew(COLLISION) };
		}
		for (const number of numbers) series.giveBack(number);
		const verdict: Fate = { outcome: 'refused', code, message };
		// Where one document goes at a time, its refusal is about it.
		if (this.batch === 1) return { kind: 'answered', verdicts: all(verdict) };
		return { kind: 'refusedWhole', note: message, verdict };
	}
}

export async function send(drafts: Batch, service: DocumentService, options: SendOptions): Promise<Sent> {
	const channel = new DocumentChannel(service, options, new Set([...drafts.map(yearOf), ...(drafts.length > 0 ? [options.year] : [])]));
	const sender = new Sender(channel);
	await sender.send(drafts);
	const { verdicts: fates, denied } = sender;
	return { fates, own: channel.own, look: channel.maybeThere, ...(denied === undefined ? {} : { denied }) };
}
