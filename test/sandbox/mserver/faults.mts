/** Misbehaviour on demand. A fault waits until a request matches it, fires `count` times and is gone. */
import { Waits } from '../waits.mts';

export const FAULT_KINDS = [
	/** The connection is closed without an answer. */
	'drop',
	/** An HTTP status of `status` with a plain text body. */
	'status',
	/** 200 with an HTML page, as a proxy or a wrong port gives. */
	'loginPage',
	/** The answer comes after `milliseconds`. */
	'slow',
	/** Content-Length of the whole answer, half of the bytes, then the connection is closed. */
	'halfAnswer',
	/** A complete HTTP answer whose XML stops in the middle. */
	'truncatedXml',
	/** Content-Encoding: deflate without the zlib header. */
	'rawDeflate',
	/** The answer lacks the item `itemId` (the first one if none is named). */
	'missingItem',
	/** The lists in the answer have the state error, without any word why and without records. */
	'refusedList',
	/** No XML declaration; the encoding stands in the Content-Type alone. */
	'noDeclaration',
	/** STW-Check-Duplicity has no effect. */
	'noDuplicityCheck',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export interface Fault {
	kind: FaultKind;
	/** How often; 1 when not given. */
	count?: number;
	/** So many matching requests pass first. */
	after?: number;
	/** Only requests that carry this dataPackItem id. */
	itemId?: string;
	packId?: string;
	operation?: 'import' | 'list';
	/**
	 * Whether the documents are stored before the fault shows. Not given: yes for drop, slow and the spoilt answers
	 * (accepted, and the sender does not learn it), no for status and loginPage.
	 */
	stored?: boolean;
	/** With `stored`: only the first so many items are stored, the rest of the pack is lost. */
	storeItems?: number;
	/** For status. */
	status?: number;
	/** For slow. */
	milliseconds?: number;
}

export interface FaultSubject {
	packId: string;
	itemIds: readonly string[];
	operation: 'import' | 'list';
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
	take(subject: FaultSubject): Fault | undefined {
		const matching = this.waiting.filter(
			({ fault }) =>
				(fault.itemId === undefined || subject.itemIds.includes(fault.itemId)) &&
				(fault.packId === undefined || fault.packId === subject.packId) &&
				(fault.operation === undefined || fault.operation === subject.operation),
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

/** Whether the documents are stored before the fault shows. */
export const isStored = (fault: Fault): boolean => fault.stored ?? !['status', 'loginPage'].includes(fault.kind);
