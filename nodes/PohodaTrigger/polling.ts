/** One poll: what changed in an agenda since the last one. */
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import type { Listed } from '../../core/pohoda/agendas/answer';
import type { RecordFilter } from '../../core/pohoda/agendas/filters';
import { simplified } from '../../core/pohoda/agendas/index';
import { operationError } from '../shared/errors';
import { PollTime, pollOnce } from '../shared/poll';
import { askedSince, Comparison, fingerprint, utcOffsetAt } from '../shared/pohoda/cursor';
import type { Cursor } from '../shared/pohoda/cursor';
import { askPage, CheckedPage, guarded, pageError } from '../shared/pohoda/pages';
import type { Asker, Page, Part, Question } from '../shared/pohoda/pages';
import type { AnyRecord } from '../shared/pohoda/questions';
import { connect } from '../shared/pohoda/transport';
import { readSettings } from './settings';
import type { Settings } from './settings';

type Row = Listed<AnyRecord>;

/** The part of a list that was read, or why there is none now. */
interface ReadPage {
	rows: Row[];
	since: string;
	next?: number;
}

class Poll {
	constructor(
		private readonly context: IPollFunctions,
		private readonly settings: Settings,
		private readonly asker: Asker,
		readonly time: PollTime,
	) {}

	/** One page. @throws whatever keeps it from being read whole */
	async page(filter: RecordFilter, count: number, idFrom?: number): Promise<ReadPage> {
		const question = this.settings.question(filter);
		const reply = await askPage(this.asker, question, { idFrom, count });
		if (reply.kind !== 'page') throw pageError(this.context, reply);
		return await this.read(question, reply, { idFrom, count });
	}

	/** The same; undefined when mServer gives no answer now, which is no error: it may be off at night. */
	async pageIfOn(filter: RecordFilter, count: number, idFrom?: number): Promise<ReadPage | undefined> {
		const question = this.settings.question(filter);
		const reply = await askPage(this.asker, question, { idFrom, count });
		if (reply.kind === 'denied') throw pageError(this.context, reply);
		if (reply.kind === 'page') return await this.read(question, reply, { idFrom, count });
		this.context.logger.warn(`POHODA Trigger: mServer gave no answer (${reply.reason}); the next poll asks for the same`);
		return undefined;
	}

	private async read(question: Question<Row>, page: Page<Row>, part: Part): Promise<ReadPage> {
		const checked = new CheckedPage(question, page, part);
		const rows: Row[] = [];
		for await (const row of guarded(this.context, question.label, checked.records())) rows.push(row);
		const since = page.info.dateTimeStamp;
		if (since !== undefined) return { rows, since, next: checked.next };
		throw operationError(
			this.context.getNode(),
			'POHODA did not say the time of its answer (dateTimeStamp), so changes cannot be followed',
			'Update POHODA, or read the list by POHODA → Get Many.',
		);
	}
}

/** The first poll: what is there counts as known. */
async function begin(poll: Poll, { of, filter, overlap, pageSize }: Settings, now: number): Promise<Cursor> {
	const { since } = await poll.page(filter, 1);
	const start: Cursor = { of, since, utcOffset: utcOffsetAt(now), seen: {} };
	const changed = { ...filter, changedSince: askedSince(start, overlap, now) };
	let idFrom: number | undefined;
	do {
		const page: ReadPage = await poll.page(changed, pageSize, idFrom);
		for (const { record } of page.rows) start.seen[record.id ?? ''] = fingerprint(record);
		idFrom = page.next;
	} while (idFrom !== undefined);
	return start;
}

/** Goes on from the cursor; undefined when mServer gave no answer to the first question. */
async function goOn(poll: Poll, settings: Settings, cursor: Cursor, now: number) {
	const { filter, overlap, pageSize, most } = settings;
	const comparison = new Comparison(cursor);
	const changed = { ...filter, changedSince: askedSince(cursor, overlap, now) };
	const news: Row[] = [];
	let list: { since?: string; utcOffset: number; idFrom?: number } = cursor.rest ?? { utcOffset: utcOffsetAt(now) };
	for (;;) {
		const page = await poll.pageIfOn(changed, Math.min(pageSize, most - news.length), list.idFrom);
		if (page === undefined && list.since === undefined) return undefined;
		if (page !== undefined) {
			for (const row of page.rows) if (comparison.isNews(row.record.id ?? '', row.record)) news.push(row);
		}
		const since: string = list.since ?? page?.since ?? cursor.since;
		const next = page === undefined ? list.idFrom : page.next;
		if (next === undefined) return { news, cursor: { of: cursor.of, since, utcOffset: list.utcOffset, seen: comparison.seen } };
		list = { since, utcOffset: list.utcOffset, idFrom: next };
		if (page === undefined || news.length >= most || poll.time.late()) {
			return { news, cursor: { ...cursor, rest: { idFrom: next, since, utcOffset: list.utcOffset, seen: comparison.seen } } };
		}
	}
}

function itemsOf(rows: readonly Row[], simplify: boolean): INodeExecutionData[] {
	return rows.map(({ record, warnings }) => {
		const json = (simplify ? simplified(record) : record) as IDataObject;
		return { json: warnings.length === 0 ? json : { ...json, warnings: warnings as unknown as IDataObject[] } };
	});
}

interface Memory {
	cursor?: Cursor;
}

/**
 * One poll; null when nothing is new. In a test run one record as a sample, with the cursor left where it is.
 *
 * @throws for a wrong login, another unit and unusable answers; not while mServer is off
 */
export async function poll(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const server = await connect(context);
	const settings = readSettings(context, server.ico);
	const time = new PollTime(context);
	const asker: Asker = { context, server, timeout: time.timeout(settings.timeout), hasty: true };
	const one = new Poll(context, settings, asker, time);
	return await pollOnce<Memory>(context, {
		async sample() {
			const { rows } = await one.page(settings.filter, 1);
			return itemsOf(rows.slice(0, 1), settings.simplify);
		},
		async news({ cursor }, now) {
			if (cursor === undefined || cursor.of !== settings.of) return { items: [], memory: { cursor: await begin(one, settings, now) } };
			const answer = await goOn(one, settings, cursor, now);
			return answer && { items: itemsOf(answer.news, settings.simplify), memory: { cursor: answer.cursor } };
		},
	});
}
