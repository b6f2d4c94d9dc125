/** Bookkeeping of a run: which record ended how. */
import type { ResultWarning, SyncResult } from '../../../core/records/results';
import { normalIdentity } from '../../../core/records/identities';
import type { DocumentDraft } from '../../../core/idoklad/draft';
import type { Denied, Reply } from '../../../core/plan/reply';
import { fateResult } from '../../../core/idoklad/results';
import type { Fate } from '../../../core/idoklad/results';
import { planSettings } from '../../../core/idoklad/settings';
import type { ReceiptSettings } from '../../../core/idoklad/settings';
import { namesEquipment } from '../../../core/idoklad/header';
import type { Found } from '../../../core/idoklad/window';
import { compareFound } from '../../../core/plan/found';
import type { Differs } from '../../../core/plan/found';
import { warningsByKey } from '../../../core/plan/messages';
import type { PlanInput } from '../../../core/plan/messages';
import type { PlanSettings } from '../../../core/plan/settings';
import type { Wanted } from './books';
import { tellRest, withRemarks } from './remarks';
import type { Remarks } from './remarks';

export interface RunSettings extends ReceiptSettings {
	preview: boolean;
	/** Delete what is there twice, else only say so. */
	removeDoublets: boolean;
	linkPriceList: boolean;
}

export interface RunResult {
	/** By key. */
	results: Map<string, SyncResult>;
	/** By key: the request that would go. */
	previews: Map<string, object>;
	calls: { used: number; bound: number };
	/** Login or plan stopped the run. */
	denied?: Denied;
	/** It stopped before anything was sent. */
	nothingSent: boolean;
	/** What a person should know about the run as a whole. */
	notes: string[];
}

/** Calls beside batches and pages of the window that a run may make. */
export const FIXED_CALLS = 8;

/** Turns what became of documents into one result for each record. */
export class RunBook {
	readonly out: RunResult = {
		results: new Map(),
		previews: new Map(),
		calls: { used: 0, bound: FIXED_CALLS },
		nothingSent: true,
		notes: [],
	};

	private readonly byKey: Map<string, PlanInput>;

	private readonly told = new Set<ResultWarning>();

	private plan: PlanSettings;

	constructor(
		readonly inputs: readonly PlanInput[],
		/** As chosen, with the agenda once it is known. */
		public settings: RunSettings,
	) {
		this.byKey = new Map(inputs.map((input) => [input.record.key, input]));
		this.plan = planSettings(settings);
	}

	/** Which agenda it is: its IČO stands in the results. */
	open(unit: string | undefined): void {
		this.settings = { ...this.settings, unit };
		this.plan = planSettings(this.settings);
	}

	days(): string[] {
		return [...new Set(this.inputs.flatMap(({ record }) => (record.recordType === 'receipt' ? [record.date] : [])))].sort();
	}

	wanted(): Wanted {
		const records = this.inputs.flatMap(({ record }) => (record.recordType === 'receipt' ? [record] : []));
		const ids = records.flatMap(({ customer }) => customer?.companyId?.trim() || []);
		return {
			currencies: [...new Set(records.map(({ currency }) => currency))],
			equipment: namesEquipment(this.settings.rules),
			companyIds: this.settings.customers === 'link' ? [...new Set(ids.map((ico) => normalIdentity('companyId', ico) || ico))] : [],
			priceList: this.settings.linkPriceList,
		};
	}

	/** Nothing can be done for any record. */
	stop(reply: Exclude<Reply, { kind: 'ok' }>): void {
		if (reply.kind === 'denied') this.out.denied = reply;
		const reason = reply.kind === 'refused' ? reply.message : reply.reason;
		for (const [key, input] of this.byKey) {
			const context = { settings: this.plan, kind: 'salesReceipt', documentId: key, total: 0, single: true, warnings: [] };
			this.out.results.set(
				key,
				fateResult(input, { outcome: 'waiting', reason: `iDoklad could not be asked (${reason})` }, context),
			);
		}
	}

	fate(draft: DocumentDraft, fate: Fate, remarks: Remarks): void {
		const warningsOf = warningsByKey(draft);
		const [firstKey] = draft.keys;
		const more = this.untold(draft.documentId, remarks);
		const single = !draft.request.IsCumulative;
		const different = this.compare(fate, draft.keys);
		for (const key of draft.keys) {
			const input = this.byKey.get(key);
			if (!input) continue;
			const context = {
				settings: this.plan,
				kind: 'salesReceipt',
				documentId: draft.documentId,
				total: draft.total,
				single,
				warnings: warningsOf(key),
				differs: different.get(key),
			};
			this.out.results.set(key, withRemarks(fateResult(input, fate, context), key === firstKey ? more : []));
			if (fate.outcome === 'preview') this.out.previews.set(key, fate.request as object);
		}
	}

	/** A document with many records is a problem once. */
	private untold(documentId: string, remarks: Remarks): ResultWarning[] {
		const fresh = (remarks.get(documentId) ?? []).filter((warning) => !this.told.has(warning));
		for (const warning of fresh) this.told.add(warning);
		return fresh;
	}

	/** What of the records a document that was found has in another content. */
	private compare(fate: Fate, keys: readonly string[]): Map<string, Differs> {
		if (fate.outcome !== 'duplicate') return new Map();
		const members = fate.members && fate.members.length > 0 ? fate.members : keys;
		return compareFound({ members, ...(fate.total === undefined ? {} : { total: fate.total }) }, this.inputs);
	}

	/** Records that iDoklad has already, by the document in which each is. */
	found(holders: ReadonlyMap<string, Found>, remarks: Remarks): void {
		const byDocument = new Map<Found, string[]>();
		for (const [key, found] of holders) byDocument.set(found, [...(byDocument.get(found) ?? []), key]);
		for (const [found, keys] of byDocument) this.foundOne(found, keys, remarks);
	}

	private foundOne(found: Found, keys: readonly string[], remarks: Remarks): void {
		const { id, number, members, damaged } = found;
		// What else is in a document whose list of members was edited is not known.
		const total = damaged ? undefined : found.total;
		const fate: Fate = { outcome: 'duplicate', id, ...(number ? { number } : {}), total, members };
		const different = this.compare(fate, keys);
		for (const key of keys) {
			const input = this.byKey.get(key);
			if (!input) continue;
			const { record } = input;
			const context = {
				settings: this.plan,
				kind: 'salesReceipt',
				documentId: found.documentId || key,
				total: record.recordType === 'receipt' ? record.total : record.amount,
				single: members.length === 0,
				warnings: [],
				differs: different.get(key),
			};
			this.out.results.set(key, withRemarks(fateResult(input, fate, context), this.untold(found.documentId, remarks)));
		}
	}

	/** Remarks of all looks that are in no result yet. */
	rest(looks: readonly Remarks[]): void {
		this.out.notes.push(...tellRest(this.out.results, looks));
	}

	/** More calls that the run may make. */
	bound(more: number): void {
		this.out.calls.bound += more;
	}

	decided(results: ReadonlyMap<string, SyncResult>): void {
		for (const [key, result] of results) this.out.results.set(key, result);
	}
}
