/** Calls of iDoklad's API v3: address, paging, waiting when there were too many, counting. */
import { sleep } from 'n8n-workflow';
import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import type { Filter } from '../../../core/idoklad/filter';
import { replyOfStatus } from '../../../core/idoklad/reply';
import type { Reply } from '../../../core/plan/reply';
import { LIMITS, MONTHLY_CALLS } from '../../../core/idoklad/tables';
import { isObject } from '../../../core/records/reading';
import { call } from '../http';
import type { Caller, Service } from '../http';
import { replyOfError } from './failure';

export const CREDENTIAL = 'iDokladOAuth2Api';

/** What the credential says beside the login, which n8n adds to each call. */
interface Server {
	url: string;
	/** Expected IČO, '' = not checked. */
	ico: string;
}

interface ClientOptions {
	/** Milliseconds for one answer. */
	timeout?: number;
	/** Milliseconds that all waits after "too many calls" may take together. */
	waitBudget?: number;
	pause?: (milliseconds: number) => Promise<void>;
}

export interface ListQuery {
	filter?: Filter;
	/** Only these columns; saves most of the answer. */
	select?: string;
	sort?: string;
	/** Stop when so many are there. */
	limit?: number;
}

interface Call {
	qs?: IDataObject;
	body?: IDataObject;
}

/** iDoklad counts 200 calls a minute and says nothing about when to come back. */
const LIMIT_PAUSES = [20_000, 45_000, 60_000];
/** A question may be asked again when no clear answer came; so many times in a run. */
const REPEATS = 2;
const REPEAT_PAUSE = 2_000;

const NO_LIST: Reply<never> = { kind: 'unclear', reason: 'something else than a list of iDoklad came back' };
const CUT_LIST: Reply<never> = { kind: 'unclear', reason: 'the list of iDoklad has fewer entries than it says' };

export async function serverOf(context: Caller): Promise<Server> {
	const given = await context.getCredentials<Record<string, unknown>>(CREDENTIAL);
	const text = (name: string) => (typeof given[name] === 'string' ? given[name].trim() : '');
	return { url: text('apiUrl').replace(/\/+$/, ''), ico: text('ico') };
}

function parsed(text: unknown): unknown {
	if (typeof text !== 'string') return text;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

const SERVICE: Service<Reply> = {
	credential: CREDENTIAL,
	name: 'iDoklad',
	read: ({ statusCode, body }) => replyOfStatus(statusCode, parsed(body)),
	failed: replyOfError,
};

export class IDokladClient {
	/** Calls that iDoklad has counted, as far as is known: repeats included, but not those that it refused as too many (HTTP 429). */
	calls = 0;

	private waitLeft: number;

	private pauses = 0;

	/** Milliseconds that were waited after "too many calls". */
	private waited = 0;

	private repeats = REPEATS;

	private readonly timeout: number;

	private readonly pause: (milliseconds: number) => Promise<void>;

	constructor(
		private readonly context: Caller,
		readonly server: Server,
		options: ClientOptions = {},
	) {
		this.waitLeft = options.waitBudget ?? 130_000;
		this.timeout = options.timeout ?? 100_000;
		this.pause = options.pause ?? sleep;
	}

	/** iDoklad answers the same for the minute and for the month, so the time tells. */
	private quota(): string {
		const seconds = Math.round(this.waited / 1000);
		const still = seconds > 60 ? `It still does after ${seconds} s of waiting, longer than the minute it counts` : 'When each run says so';
		const plans = Object.values(MONTHLY_CALLS).map((calls) => calls.toLocaleString('en-US')).join(' or ');
		return `${still}: then the calls of this month may be used up (${plans}, by the plan, for all users of the agenda together). See the plan in iDoklad, let the flow run less often, or wait for the next month`;
	}

	/** One call; waits within the budget after HTTP 429, which says that nothing was processed. */
	async request<T>(method: IHttpRequestMethods, path: string, call: Call = {}): Promise<Reply<T>> {
		let reply = await this.once(method, path, call);
		while (reply.kind === 'limited' && this.waitLeft > 0) {
			const wanted = LIMIT_PAUSES[Math.min(this.pauses, LIMIT_PAUSES.length - 1)];
			const wait = Math.min(wanted, this.waitLeft);
			this.pauses += 1;
			this.waitLeft -= wait;
			this.waited += wait;
			await this.pause(wait);
			reply = await this.once(method, path, call);
		}
		if (reply.kind === 'limited') return { ...reply, reason: `${reply.reason}. ${this.quota()}` };
		return reply as Reply<T>;
	}

	/** A question that changes nothing: asked again once or twice in a run when no clear answer came. */
	async get<T>(path: string, qs?: IDataObject): Promise<Reply<T>> {
		let reply = await this.request<T>('GET', path, { qs });
		while ((reply.kind === 'unclear' || reply.kind === 'unreachable') && this.repeats > 0) {
			this.repeats -= 1;
			await this.pause(REPEAT_PAUSE);
			reply = await this.request<T>('GET', path, { qs });
		}
		return reply;
	}

	/** All rows of a list, page by page in a fixed order, so that what others add meanwhile comes last. */
	async list<T>(path: string, { filter, select, sort = 'Id~Asc', limit = Infinity }: ListQuery = {}): Promise<Reply<T[]>> {
		const rows: T[] = [];
		const pageSize = Math.min(LIMITS.page, limit);
		for (let page = 1; ; page++) {
			const qs: IDataObject = { page, pageSize, sort, ...(filter ? { filter } : {}), ...(select ? { select } : {}) };
			const reply = await this.get<{ Items?: T[] | null; TotalItems?: number; TotalPages?: number }>(path, qs);
			if (reply.kind !== 'ok') return reply;
			const { Items: items, TotalItems: total, TotalPages: pages } = reply.data ?? {};
			// A list that is taken for empty would let everything be sent again.
			if (!Array.isArray(items) || !items.every(isObject) || typeof pages !== 'number') return NO_LIST;
			rows.push(...items);
			if (rows.length >= limit) return { kind: 'ok', data: rows.slice(0, limit) };
			if (page >= pages || items.length === 0) return typeof total === 'number' && rows.length < total ? CUT_LIST : { kind: 'ok', data: rows };
		}
	}

	private async once(method: IHttpRequestMethods, path: string, { qs, body }: Call): Promise<Reply> {
		this.calls += 1;
		const reply = await call(this.context, SERVICE, {
			method,
			url: `${this.server.url}${path}`,
			headers: { Accept: 'application/json', 'Accept-Language': 'en-US', 'X-App': 'n8n-nodes-ekasa-sync' },
			...(qs === undefined ? {} : { qs }),
			...(body === undefined ? {} : { body }),
			timeout: this.timeout,
			encoding: 'text',
			// 401 has to be an error: it is what makes n8n renew the token and call again.
			ignoreHttpStatusErrors: { ignore: true, except: [401] },
		});
		if (reply.kind === 'limited') this.calls -= 1;
		return reply;
	}
}
