/** What shall happen to each record, from what POHODA has: send it, or say why not. */
import { describeFilter } from '../../../core/pohoda/agendas/matching';
import type { RecordFilter } from '../../../core/pohoda/agendas/filters';
import { isOurs } from '../../../core/pohoda/agendas/ours';
import type { Fields } from '../../../core/pohoda/agendas/table';
import type { IDataObject } from 'n8n-workflow';
import { NOT_OURS, foreignHeld } from '../foreign';
import type { RecordBook } from './book';
import { composeDeletion, composeNew, composeUpdate } from './compose';
import type { Composed, Ready } from './compose';
import type { Entry } from './entries';
import type { WriteSettings } from './settings';

/** A record and what it was looked up by. */
export interface Sought {
	entry: Entry;
	/** Undefined: nothing to look up by, and nothing was found. */
	filter?: RecordFilter;
	found: Fields[];
}

const idOf = ({ id }: Fields): string => String(id);

const numberOf = ({ number, code }: Fields): { number?: string } => {
	const text = number ?? code;
	return typeof text === 'string' ? { number: text } : {};
};

const named = (record: Fields): string => `${numberOf(record).number ?? ''} (id ${idOf(record)})`.trim();

/** One run over the records. `round` is 0 the first time, more when POHODA called a change of today a repeat. */
export class Decision {
	readonly ready: Ready[] = [];

	/** Records of POHODA, and new ones, that this run works on already. */
	private readonly taken = new Set<string>();

	constructor(
		private readonly settings: WriteSettings,
		private readonly book: RecordBook,
		private readonly round: number,
	) {}

	decide(sought: Sought): void {
		const { action } = this.settings;
		if (action === 'create') this.create(sought);
		else if (sought.found.length > 1) this.ambiguous(sought);
		else if (sought.found.length === 0) this.absent(sought);
		else if (action === 'delete') this.remove(sought.entry, sought.found[0]);
		else this.change(sought.entry, sought.found[0]);
	}

	private create({ entry, filter, found }: Sought): void {
		const [first] = found;
		if (first === undefined) {
			this.add(entry, [`new ${entry.record.key}`, ...this.claim(filter)], composeNew(entry, this.settings, filter));
			return;
		}
		const more = found.length > 1 ? ` It stands there ${found.length} times: id ${found.map(idOf).join(', ')}.` : '';
		const message = `was in POHODA already as ${named(first)}.${more}`;
		const there = { id: idOf(first), ...numberOf(first), ...(typeof first.total === 'number' ? { total: first.total } : {}) };
		const composed = composeNew(entry, this.settings, filter);
		// What would be sent says whether it is the same content.
		if (composed.ok) this.book.verdict({ ...composed.ready, warnings: [] }, { ...there, outcome: 'duplicate', message, warnings: [] });
		else this.book.settle(entry, 'duplicate', message, { id: there.id, ...numberOf(first) });
	}

	private ambiguous({ entry, filter, found }: Sought): void {
		const ids = found.map(named).join(', ');
		this.book.settle(
			entry,
			'refused',
			`was not sent: POHODA has ${found.length} records with ${this.matched(filter)}: ${ids}. Name one of them, e.g. by its POHODA id or with its store.`,
			{ warnings: [{ code: 'severalMatch', text: ids }] },
		);
	}

	private absent({ entry, filter }: Sought): void {
		const { action } = this.settings;
		if (action === 'upsert' && filter?.id === undefined) {
			this.add(entry, [`new ${entry.record.key}`, ...this.claim(filter)], composeNew(entry, this.settings, filter));
		} else if (action === 'delete') {
			this.book.settle(entry, 'unchanged', `is not in POHODA: nothing has ${this.matched(filter)}. There is nothing to delete.`);
		} else {
			const text = `POHODA has no record with ${this.matched(filter)}`;
			this.book.settle(entry, 'refused', `was not sent: ${text}. Correct it, or choose Create or Update.`, {
				warnings: [{ code: 'noMatch', text }],
			});
		}
	}

	private change(entry: Entry, existing: Fields): void {
		const change = composeUpdate(entry, this.settings, existing, this.round);
		if (!('unchanged' in change)) {
			this.add(entry, [`id ${idOf(existing)}`], change);
			return;
		}
		const message = `is in POHODA as it should be, ${named(existing)}; nothing was sent.`;
		this.book.settle(entry, 'unchanged', message, { id: idOf(existing), ...numberOf(existing), warnings: change.warnings });
	}

	private remove(entry: Entry, existing: Fields): void {
		const { agenda, confirmed, foreign } = this.settings;
		const others = agenda === 'order' && !isOurs(existing);
		if (confirmed && (!others || foreign)) {
			this.add(entry, [`id ${idOf(existing)}`], composeDeletion(entry, this.settings, existing, this.round));
			return;
		}
		const message = confirmed ? foreignHeld('deleted') : `was not deleted, ${named(existing)}: Really Delete is off. Switch it on in the POHODA node when you are sure; POHODA cannot bring it back.`;
		const warnings = others ? [NOT_OURS] : [];
		const shown = { previous: existing as IDataObject };
		this.book.settle(entry, 'held', message, { id: idOf(existing), ...numberOf(existing), warnings }, shown);
	}

	/** Two records of one run that mean the same: the second one has to see what the first one has done. */
	private add(entry: Entry, claims: readonly string[], composed: Composed): void {
		if (!composed.ok) {
			if (composed.held) this.book.hold(entry, composed.reasons, composed.warnings);
			else this.book.refuse(entry, composed.reasons, composed.warnings);
			return;
		}
		if (claims.some((claim) => this.taken.has(claim))) {
			const message = 'was not sent: an earlier record of this run is about the same one in POHODA. It goes with the next run.';
			this.book.settle(entry, 'waiting', message, { warnings: [{ code: 'sameTwice', text: claims.join(', ') }] });
			return;
		}
		for (const claim of claims) this.taken.add(claim);
		this.ready.push(composed.ready);
	}

	private claim(filter: RecordFilter | undefined): string[] {
		return filter === undefined || this.settings.matchBy === undefined ? [] : [`new ${JSON.stringify(filter)}`];
	}

	private matched(filter: RecordFilter | undefined): string {
		const { matchBy } = this.settings;
		return filter === undefined || matchBy === undefined ? 'its external ID' : describeFilter(matchBy, filter);
	}
}
