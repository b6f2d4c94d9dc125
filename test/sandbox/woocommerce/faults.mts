/** Misbehaviour on demand. A fault waits until a request matches it, fires `count` times and is gone. */

export interface Fault {
	/**
	 * status: an HTTP error, the request is not carried out; drop: the connection is closed without an answer; slow: the
	 * answer comes after `milliseconds`.
	 */
	kind: 'status' | 'drop' | 'slow';
	/** 1 when not given. */
	count?: number;
	/** So many matching requests pass first. */
	after?: number;
	method?: string;
	/** Path without /wp-json/wc/v3, e.g. `/orders/12`; with `*` at the end whatever begins so. */
	path?: string;
	/** For status: from 400 to 599. */
	status?: number;
	/** For drop: whether the request is carried out before; true when not given. */
	stored?: boolean;
	milliseconds?: number;
}

export class Faults {
	private waiting: Array<{ fault: Fault; left: number; pass: number }> = [];
	/** How often a fault fired. */
	fired = 0;

	/** Throws TypeError for a fault that makes no sense. */
	add(fault: Fault): void {
		if (!['status', 'drop', 'slow'].includes(fault.kind)) throw new TypeError(`Unknown fault '${String(fault.kind)}'`);
		if (fault.kind === 'status' && !(fault.status! >= 400 && fault.status! < 600)) throw new TypeError('The fault "status" needs a status from 400 to 599');
		if (fault.kind === 'slow' && !(fault.milliseconds! > 0)) throw new TypeError('The fault "slow" needs milliseconds');
		this.waiting.push({ fault: { ...fault }, left: fault.count ?? 1, pass: fault.after ?? 0 });
	}

	clear(): void {
		this.waiting = [];
		this.fired = 0;
	}

	/** The fault that this request meets, if any; called once per request. */
	take(method: string, path: string): Fault | undefined {
		const fits = ({ method: wanted, path: pattern }: Fault): boolean =>
			(wanted === undefined || wanted === method) && (pattern === undefined || (pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern));
		const matching = this.waiting.filter(({ fault }) => fits(fault));
		const ready = matching.find(({ pass }) => pass === 0);
		for (const entry of matching) if (entry.pass > 0) entry.pass -= 1;
		if (!ready) return undefined;
		ready.left -= 1;
		this.fired += 1;
		this.waiting = this.waiting.filter(({ left }) => left > 0);
		return ready.fault;
	}
}
