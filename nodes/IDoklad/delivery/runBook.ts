/** Bookkeeping of a run: which record ended how. */
import type { ResultWarning, SyncResult } from '../../../core/records/results';
import { normalIdentity } from '../../../core/records/identities';
import type { RequestDraft } from '../../../core/idoklad/draft';
import type { Denied, Reply } from '../../../core/plan/reply';
import { fateResult } from '../../../core/idoklad/results';
import type { Fate } from '../../../core/idoklad/results';
import type { ReceiptSettings } from '../../../core/idoklad/settings';
import { namesEquipment } from '../../../core/idoklad/header';
import { SYSTEM } from '../../../core/idoklad/tables';
import { compareFound } from '../../../core/plan/found';
import type { Differs } from '../../../core/plan/found';
import { warningsByKey } from '../../../core/plan/messages';
import type { PlanInput } from '../../../core/plan/messages';
import type { Named } from '../../../core/plan/words';
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

	constructor(
		readonly inputs: readonly PlanInput[],
		/** As chosen, with the agenda once it is known. */
		public settings: RunSettings,
	) {
		this.byKey = new Map(inputs.map((input) => [input.record.key, input]));
	}

	/** Which agenda it is: its IČO stands in the results. */
	open(unit: string | undefined): void {
		this.settings = { ...this.settings, unit };
	}

	private get named(): Named {
		return { system: SYSTEM, unit: this.settings.unit };
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
			const context = { named: this.named, kind: 'salesReceipt', documentId: key, total: 0, single: true, warnings: [] };
			this.out.results.set(
				key,
				fateResult(input, { outcome: 'waiting', reason: `iDoklad could not be asked (${reason})` }, context),
			);
		}
	}

	fate(draft: RequestDraft, fate: Fate, remarks: Remarks): void {
		const warningsOf = warningsByKey(draft);
		const [firstKey] = draft.keys;
		const more = this.untold(draft.documentId, remarks);
		const single = !draft.request.IsCumulative;
		const different = this.compare(fate, draft.keys);
		for (const key of draft.keys) {
			const input = this.byKey.get(key);
			if (!input) continue;
			const context = {
				named: this.named,
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

	/** Remarks of all looks that are in no result yet. */
	rest(looks: readonly Remarks[]): void {
		this.out.notes.push(...tellRest(this.out.results, looks));
	}

	/** More calls that the run may make. */
	bound(more: number): void {
		this.out.calls.bound += more;
	}

	/** What the plan settled; of what iDoklad has already also what was seen of its document. */
	decided(decided: ReadonlyArray<{ result: SyncResult }>, remarks: Remarks): void {
		for (const { result } of decided) {
			const { key, target } = result;
			if (this.out.results.has(key)) continue;
			this.out.results.set(key, target.id === undefined ? result : withRemarks(result, this.untold(target.documentId ?? key, remarks)));
		}
	}
}
