/** What an accounting system is for the planner: how a record is laid out there, and the words for it. */
import type { KnownOriginal, ResultWarning, SyncResult, SyncState } from '../records/results';
import type { CashMovement, Receipt } from '../records/types';
import type { Draft } from './draft';
import type { PlanInput, Reason } from './messages';
import type { OriginalIndex } from './originals';
import type { Words } from './words';

export type ReceiptInput = PlanInput & { record: Receipt };
export type MovementInput = PlanInput & { record: CashMovement };

/**
 * A record as the target would have it, or why there is no such document: `reasons` hold it for a person, `refused` are
 * sentences about what cannot be written at all.
 */
export type Placed<D extends Draft> = {
	/** Needs a document of its own even in Per Day. */
	alone?: boolean;
	/** Goes as an expense of the cash box, which EET does not stop. */
	expense?: boolean;
	/** false: not the till but somebody else registers the sale in EET. */
	tillRegisters?: boolean;
	/** Warnings of the document that follow those about its fiscal data. */
	further?: readonly ResultWarning[];
} & ({ draft: D } | { reasons: readonly Reason[] } | { refused: readonly string[] });

/** The other records of the run, as the layout of a return may want to know them. */
export interface Run {
	originals: OriginalIndex;
	/** A sale of this run that is or will be in the target. */
	sale(key: string): { record: Receipt; sync?: SyncState } | undefined;
}

/** A document and the records in it. */
export interface Planned<D extends Draft> {
	draft: D;
	/** Where its records stand in the input. */
	indexes: number[];
	/**
	 * documentId of the Per Day document of the group that must be in the target first: another run may have taken its number
	 * with other members; then everything has to be planned again. Only several Per Day documents of one group have it.
	 */
	after?: string;
}

/** A receipt that has passed all checks. */
export interface DayMember<D extends Draft = Draft> {
	receipt: Receipt;
	/** As it would be alone. */
	draft: D;
	generation: number;
	/** Of a return: what it may mean. */
	originals?: readonly KnownOriginal[];
	/** Run whose file it belongs to, for `dayNumbering: batch`. */
	batch?: string;
	indexes: number[];
}

export interface PerDay<D extends Draft> {
	/** Receipts whose texts differ never share a document: head and way of paying must be the same for all. */
	alike(member: DayMember<D>): string;
	/** The n-th document of a group, counted from 1: of receipts that are alike, in the order of issue. */
	join(members: ReadonlyArray<DayMember<D>>, documentId: string, n: number): D;
}

export interface Target<D extends Draft> {
	words: Words;
	/** A receipt there. The same input gives the same answer. What holds a record back in every target (holds.ts) is added by the planner. */
	place(input: ReceiptInput, run: Run): Placed<D>;
	/** A deposit or withdrawal there, or why it never goes. */
	movement: ((input: MovementInput) => Placed<D>) | Reason;
	/** Voids are placed like other receipts; else they are settled with the receipts that they take back, and never sent. */
	placesVoids?: boolean;
	/** Absent: there is no document of several receipts. */
	perDay?: PerDay<D>;
	/** What can be said of a document only beside the others that go. Called once for each plan. */
	beside?(): (input: ReceiptInput, draft: D) => { reasons: readonly Reason[] } | { refused: readonly string[] } | undefined;
	/** Order of sending, smallest first; else as planned: sales, returns, documents of a day. */
	rank?(planned: Planned<D>): number;
}

/** What becomes of the records of a run. Every index of the input is in exactly one document or decision. */
export interface Plan<D extends Draft> {
	/** In the order of sending. */
	drafts: Array<Planned<D>>;
	/** What is settled without sending, in the order of the input. */
	decided: Array<{ index: number; result: SyncResult }>;
}
