/** Sends documents in batches and notes what the answers say; nothing is sent a second time. */
import type { RequestDraft } from '../../../core/idoklad/draft';
import { numbered } from '../../../core/idoklad/mark';
import { SERIES_TAKEN } from '../../../core/idoklad/errors';
import type { BatchEntry } from '../../../core/idoklad/reply';
import type { Denied, Reply } from '../../../core/plan/reply';
import type { Fate } from '../../../core/idoklad/results';
import type { ListedDocument } from '../../../core/idoklad/types';
import type { DocumentService } from './service';

export interface Sent {
	/** By documentId; what is missing here was sent without a clear answer. */
	fates: Map<string, Fate>;
	/** Ids of the documents that this run created. */
	own: Set<number>;
	/** Sent, and no clear answer came: documentId → why. */
	open: Map<string, string>;
	/** Documents that may be in iDoklad now: created, open, or their number was taken (perhaps by the same receipt). */
	look: Set<string>;
	/** Login or plan ended the run. */
	denied?: Denied;
}

/** Whole batches that were refused are halved until the culprit stands alone; so many times in a run. */
const HALVINGS = 12;

const COLLISION = 'somebody else (a person, or another run) took its number in the series at the same time';

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

type Batch = RequestDraft<object>[];

function chunks(drafts: Batch, size: number): Batch[] {
	const found: Batch[] = [];
	for (let from = 0; from < drafts.length; from += size) found.push(drafts.slice(from, from + size));
	return found;
}

class Sender {
	readonly sent: Sent = { fates: new Map(), own: new Set(), open: new Map(), look: new Set() };

	private series?: Series;

	private stopped?: string;

	private halvings = HALVINGS;

	constructor(
		private readonly service: DocumentService,
		/** Calls that may still go for new numbers after a collision or a lost answer. */
		private spare: number,
	) {}

	/** Documents of one year, in order. */
	async sendYear(drafts: Batch, number: number | undefined): Promise<void> {
		this.series = number === undefined ? undefined : new Series(number);
		const queue = chunks(drafts, this.service.batchSize);
		for (let batch = queue.shift(); batch !== undefined; batch = queue.shift()) {
			if (this.series === undefined && this.stopped === undefined) await this.ask(batch[0].date);
			if (this.stopped !== undefined) this.wait(batch, this.stopped);
			else queue.unshift(...(await this.sendBatch(batch)));
		}
	}

	private wait(batch: Batch, reason: string): void {
		for (const { documentId } of batch) this.sent.fates.set(documentId, { outcome: 'waiting', reason });
	}

	private async ask(day: string): Promise<void> {
		const reply = await this.service.nextNumber(day);
		if (reply.kind === 'ok') this.series = new Series(reply.data);
		else this.stop(reply);
	}

	private stop(reply: Exclude<Reply, { kind: 'ok' }>): void {
		if (reply.kind === 'denied') this.sent.denied = reply;
		this.stopped = reply.kind === 'refused' ? reply.message : reply.reason;
	}

	/** New numbers where the old ones are not to be trusted, as long as there is a call left for them; else the run ends. */
	private renew(reason: string): void {
		if (this.spare <= 0) {
			this.stopped = reason;
			return;
		}
		this.spare -= 1;
		this.series = undefined;
	}

	/** Sends one batch; the batches that come back are to be sent instead. */
	private async sendBatch(batch: Batch): Promise<Batch[]> {
		const numbers = batch.map(() => (this.series as Series).take());
		const requests = batch.map(({ request }, index) => numbered(request, numbers[index]));
		const reply = await this.service.create(requests);
		if (reply.kind === 'ok') {
			this.note(batch, numbers, reply.data);
		} else if (reply.kind === 'refused') {
			return this.refusedWhole(batch, numbers, reply);
		} else if (reply.kind === 'unclear') {
			for (const { documentId } of batch) {
				this.sent.open.set(documentId, reply.reason);
				this.sent.look.add(documentId);
			}
			this.renew(`a batch before it got no clear answer (${reply.reason})`);
		} else {
			this.stop(reply);
			this.wait(batch, reply.reason);
		}
		return [];
	}

	private note(batch: Batch, numbers: readonly number[], entries: ReadonlyArray<BatchEntry<ListedDocument>>): void {
		let collided = false;
		for (const [index, entry] of entries.entries()) {
			const { documentId } = batch[index];
			if (entry.ok) {
				const { Id: id, DocumentNumber: number, Prices } = entry.data;
				const said: unknown = Prices?.TotalWithVat;
				this.sent.look.add(documentId);
				if (typeof id !== 'number') {
					this.sent.open.set(documentId, 'the answer names no document');
					continue;
				}
				this.sent.own.add(id);
				const total = typeof said === 'number' ? { total: said } : {};
				this.sent.fates.set(documentId, { outcome: 'created', id, ...(number ? { number } : {}), ...total });
			} else if (entry.unclear) {
				this.sent.look.add(documentId);
				this.sent.open.set(documentId, 'the answer says neither yes nor no');
			} else if (entry.code === SERIES_TAKEN) {
				collided = true;
				this.sent.look.add(documentId);
				this.sent.fates.set(documentId, { outcome: 'waiting', reason: COLLISION });
			} else {
				this.series?.giveBack(numbers[index]);
				this.sent.fates.set(documentId, { outcome: 'refused', code: entry.code, message: entry.message });
			}
		}
		if (collided) this.renew(COLLISION);
	}

	private refusedWhole(batch: Batch, numbers: readonly number[], reply: Extract<Reply, { kind: 'refused' }>): Batch[] {
		if (reply.code === SERIES_TAKEN) {
			this.wait(batch, COLLISION);
			for (const { documentId } of batch) this.sent.look.add(documentId);
			this.renew(COLLISION);
			return [];
		}
		for (const number of numbers) this.series?.giveBack(number);
		if (batch.length === 1) {
			this.sent.fates.set(batch[0].documentId, { outcome: 'refused', code: reply.code, message: reply.message });
			return [];
		}
		if (this.halvings === 0) {
			this.wait(batch, `iDoklad refused a batch of ${batch.length} documents as a whole (${reply.message})`);
			return [];
		}
		this.halvings -= 1;
		const half = Math.ceil(batch.length / 2);
		return [batch.slice(0, half), batch.slice(half)];
	}
}

interface SendOptions {
	/** Next number of the series of `year`, as it was read before. */
	number: number;
	year: string;
	/** Calls left for new numbers. */
	spare: number;
}

/**
 * Years one after the other, the year of the known number last: asking for the numbers of another year may show that both
 * have one series.
 */
export async function send(
	drafts: ReadonlyArray<RequestDraft<object>>,
	service: DocumentService,
	options: SendOptions,
): Promise<Sent> {
	const sender = new Sender(service, options.spare);
	const years = [...new Set(drafts.map(({ date }) => date.slice(0, 4)))].sort();
	const others = years.filter((year) => year !== options.year);
	for (const year of [...others, options.year]) {
		const known = year === options.year && others.length === 0 ? options.number : undefined;
		await sender.sendYear(
			drafts.filter(({ date }) => date.startsWith(`${year}-`)),
			known,
		);
	}
	return sender.sent;
}
