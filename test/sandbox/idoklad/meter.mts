/** Calls of the agenda: so many a minute, so many a month for all users together, and a plan that has an API at all. */
import { HttpRefusal } from '../mserver/transport.mts';
import { Refusal } from './errors.mts';
import { PLAN_CALLS } from './settings.mts';
import type { State } from './state.mts';

export interface MonthCount {
	/** YYYY-MM in Prague. */
	month: string;
	used: number;
}

const MINUTE = 60_000;

export class Meter {
	/** Times of the calls let through lately. */
	private times: number[] = [];
	/** Calls refused because of the minute or the month. */
	refused = 0;

	constructor(private readonly state: State) {}

	clear(): void {
		this.times = [];
		this.refused = 0;
	}

	get thisMinute(): number {
		const now = this.state.now().getTime();
		const from = this.state.settings.minuteWindow === 'clock' ? Math.floor(now / MINUTE) * MINUTE : now - MINUTE + 1;
		this.times = this.times.filter((time) => time >= from);
		return this.times.length;
	}

	get used(): number {
		return this.state.month.month === this.state.today.slice(0, 7) ? this.state.month.used : 0;
	}

	/** Sets the calls of this month, e.g. to stand right before the limit. */
	setUsed(used: number): void {
		Object.assign(this.state.month, { month: this.state.today.slice(0, 7), used });
	}

	get limit(): number {
		return this.state.settings.callsPerMonth ?? PLAN_CALLS[this.state.settings.agenda.plan] ?? 0;
	}

	/** Counts a call, or refuses it; calls that are refused here do not count. No header tells how many are left. */
	count(): void {
		const { agenda, callsPerMinute, quotaStatus } = this.state.settings;
		if (this.thisMinute >= callsPerMinute) {
			this.refused += 1;
			throw new HttpRefusal(429, 'Too many requests.');
		}
		if (agenda.needToDowngrade) throw new Refusal(403, 'The subscription must be changed in the web application first.', 'Billing');
		if (this.state.today > agenda.planTill) throw new Refusal(402, 'The subscription has expired.', 'Billing');
		if (!(agenda.plan in PLAN_CALLS)) throw new Refusal(402, 'The subscription does not include the API.', 'ApiForbidden');
		if (this.used >= this.limit) {
			this.refused += 1;
			if (quotaStatus === 402) throw new Refusal(402, 'The number of requests for this month has been exceeded.', 'Billing');
			throw new HttpRefusal(429, 'Too many requests.');
		}
		if (agenda.userRights === 'NoRights') throw new Refusal(403, 'The user has no rights in this agenda.', 'UserRights');
		this.times.push(this.state.now().getTime());
		this.setUsed(this.used + 1);
	}
}
