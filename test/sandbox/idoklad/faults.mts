/** Misbehaviour on demand. A fault waits until a request matches it, fires `count` times and is gone. */
import { Waits } from '../waits.mts';

export const FAULT_KINDS = [
	/** The connection is closed without an answer. */
	'drop',
	/** No answer ever comes; the connection stays open until the client gives up. */
	'hang',
	/** An HTTP status of `status` with the body that belongs to it (503: HTML). */
	'status',
	/** 200 with an HTML page, as a proxy gives. */
	'loginPage',
	/** The answer comes after `milliseconds`. */
	'slow',
	/** Content-Length of the whole answer, half of the bytes, then the connection is closed. */
	'halfAnswer',
	/** A complete HTTP answer whose JSON stops in the middle. */
	'truncatedJson',
	/** The token of the request (and every other one) is void from this request on. */
	'tokenDies',
	/** Entries of a batch are refused with 500: those whose Name contains `name`, or all. */
	'itemFails',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
	kind: FaultKind;
	/** How often; 1 when not given. */
	count?: number;
	/** So many matching requests pass first. */
	after?: number;
	method?: string;
	/** Path without /v3, e.g. `/SalesReceipts/Batch`; with `*` at the end whatever begins so. Token: `/connect/token`. */
	path?: string;
	/** Only requests with an entry whose Name contains this. */
	name?: string;
	/**
	 * Whether the request is carried out before the fault shows. Not given: yes for drop, hang, slow and spoilt answers
	 * (accepted, and the client does not learn it), no for status and loginPage.
	 */
	stored?: boolean;
	/** With `stored` and a batch: only the first so many entries are carried out. */
	storeItems?: number;
	/** For status. */
	status?: number;
	/** For status: the header Retry-After, seconds or an HTTP date. */
	retryAfter?: string | number;
	/** For slow. */
	milliseconds?: number;
}

export interface FaultSubject {
	method: string;
	path: string;
	names: readonly string[];
}

interface Waiting {
	fault: Fault;
	left: number;
	pass: number;
}

/** Throws a TypeError that names what is wrong with a fault that a test hands in. */
function checkFault(fault: Fault): void {
	if (!FAULT_KINDS.includes(fault.kind)) throw new TypeError(`Unknown fault '${String(fault.kind)}'; there are ${FAULT_KINDS.join(', ')}`);
	if (fault.kind === 'status' && !(fault.status! >= 400 && fault.status! < 600)) throw new TypeError('The fault "status" needs a status from 400 to 599');
	if (fault.kind === 'slow' && !(fault.milliseconds! > 0)) throw new TypeError('The fault "slow" needs milliseconds');
}

function pathFits(pattern: string | undefined, path: string): boolean {
	if (pattern === undefined) return true;
	const [wanted, given] = [pattern.toLowerCase(), path.toLowerCase()];
	return wanted.endsWith('*') ? given.startsWith(wanted.slice(0, -1)) : given === wanted;
}

export class Faults {
	private waiting: Waiting[] = [];
	/** Of slow answers. */
	readonly waits = new Waits();
	/** How often a fault fired. */
	fired = 0;

	add(fault: Fault): void {
		checkFault(fault);
		this.waiting.push({ fault: { ...fault }, left: fault.count ?? 1, pass: fault.after ?? 0 });
	}

	clear(): void {
		this.waiting = [];
		this.fired = 0;
	}

	get pending(): Fault[] {
		return this.waiting.map(({ fault, left }) => ({ ...fault, count: left }));
	}

	/** The fault that this request meets, if any; called once per request. */
	take({ method, path, names }: FaultSubject): Fault | undefined {
		const matching = this.waiting.filter(
			({ fault }) => (fault.method === undefined || fault.method === method) && pathFits(fault.path, path) && (fault.name === undefined || names.some((name) => name.includes(fault.name!))),
		);
		const ready = matching.find((entry) => entry.pass === 0);
		for (const entry of matching) if (entry.pass > 0) entry.pass -= 1;
		if (!ready) return undefined;
		ready.left -= 1;
		this.fired += 1;
		if (ready.left <= 0) this.waiting = this.waiting.filter((entry) => entry !== ready);
		return ready.fault;
	}
}

/** Whether the request is carried out before the fault shows. */
export const isStored = (fault: Fault): boolean => fault.stored ?? !['status', 'loginPage'].includes(fault.kind);
