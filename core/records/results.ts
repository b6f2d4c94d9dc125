/** What became of one record in one target: the answer of every write operation, one per record, in order. */

export const OUTCOMES = [
	'created',
	'updated',
	'unchanged',
	'duplicate',
	'written',
	'waiting',
	'unknown',
	'refused',
	'held',
	'changed',
	'deletedInTarget',
	'preview',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Outcomes after which nothing is left to do. */
export const FINAL_OUTCOMES: readonly Outcome[] = ['created', 'updated', 'unchanged', 'duplicate'];

export interface ResultWarning {
	/** The system's own code, e.g. "606", or ours, e.g. "vatDifference". */
	code: string;
	/** The system's own text. */
	text: string;
	/** Where in the document, e.g. an XPath. */
	place?: string;
	requested?: string;
	produced?: string;
	/**
	 * The document exists, and the target did not take this value as it was sent (another payment form, no stock card):
	 * a person must look. Problems lists the record until somebody closes it.
	 */
	problem?: true;
}

export interface ResultTarget {
	/** e.g. "POHODA" */
	system: string;
	/** The accounting unit, e.g. its IČO. */
	unit?: string;
	/** Agenda or document kind, e.g. "salesReceipt". */
	kind?: string;
	id?: string;
	number?: string;
	/** The identity under which it was sent (item id and extId). */
	documentId?: string;
}

/** What the target has of a record, where that is not (surely) what was offered to it. */
export interface TargetHas {
	/** Of this record, in its currency, signed as it moves the till. Over the records of one document: the document's total. */
	amount: number;
	/** Hash of the content, as `sync.hash` or `sync.versions` name it; absent: a content that the journal does not know. */
	hash?: string;
}

/** The export, of several files with one prefix, into which a record went; the same three give the same bytes. */
export interface ExportRef {
	/** Prefix of its files, e.g. `001_20261114_101532`. */
	id: string;
	/** Export time, local, `2026-11-14T10:15:32`. */
	time: string;
	/** Author of the export. */
	by: string;
	/** Where its files will be. */
	place?: string;
	/** Whether its files may leave (Sync Journal: Export → Confirm); until then nobody has asked. */
	confirmed?: boolean;
	/** Why they may not. */
	why?: string;
}

/** What the journal knows of a receipt that a return or void may mean. */
export interface KnownOriginal {
	key: string;
	register: string;
	number: string;
	/** Accounting day, YYYY-MM-DD. */
	date: string;
	total: number;
	currency: string;
	/**
	 * In this flow: `sent`; `unsure` = sent, and the answer is not clear; `written` = in a file whose fate is not known; `open` = it may still go; `voided` = taken back
	 * before the transfer, nothing was sent; `outside` = the flow does not send it.
	 */
	state: 'sent' | 'unsure' | 'written' | 'open' | 'voided' | 'outside';
	/** Of the document that has it. */
	targetNumber?: string;
	targetId?: string;
	generation: number;
}

/** A number in the target that another record of the flow has, for targets in which a number may be given once. */
export interface TakenNumber {
	key: string;
	register: string;
	/** Of the till. */
	number: string;
	date: string;
	/** As the target has it, e.g. `001/7`. */
	targetNumber: string;
	/** Absent where the journal has its content no more. */
	type?: 'sale' | 'return' | 'void';
	shop?: string;
}

/** Travels with a record from Waiting Records through the target node to Results, unchanged. */
export interface SyncState {
	flow: string;
	runId: string;
	mode: 'manual' | 'automatic';
	/** Attempts before this one. */
	attempt: number;
	/** 1 normally; a deliberate Send Again adds one. */
	generation: number;
	/** State in the journal before this attempt, e.g. "unknown". */
	previous?: string;
	/** Identity under which it was written into a file whose fate is not known. */
	documentId?: string;
	/** Hash of the record's content in the journal. */
	hash?: string;
	/**
	 * Other contents of the record that the journal knows, oldest first: a document that is found may have one of them
	 * (core/plan/found.ts tells which).
	 */
	versions?: Array<{ hash: string; amount: number }>;
	/** true when the journal says that it was in the target before (also by hand). */
	sent?: boolean;
	/** Run whose file it was written into, so that a repeat puts it into the same Per Day document. */
	batch?: string;
	/** Export that was announced in the journal and may not have left: it is made again with the same bytes. */
	export?: ExportRef;
	/** Of a return or void: receipts in the journal that it may mean, normally one. */
	originals?: KnownOriginal[];
	/** Numbers that other records of the flow have in the target and that this one might be given too; only targets with numbers of the form `001/7`. */
	taken?: TakenNumber[];
	/** Keys of other records of the journal with the POK of this one, six at most: one sale that may be there twice. */
	samePok?: string[];
	/** Other flows that have sent it, unless that is allowed: a second accounting system would book it twice. */
	sentTo?: string[];
}

export interface SyncResult {
	key: string;
	outcome: Outcome;
	target: ResultTarget;
	warnings: ResultWarning[];
	/** Names the document, its amount, what happened, who does what and where. */
	message: string;
	/** Of the record that was offered. */
	amount: number;
	/**
	 * What the target has in its place: of the document that was found, for outcome `changed` (and `duplicate`, where it
	 * is another content of the same amount). The journal's row keeps its amount and hash; absent: those of what was
	 * offered, `amount` and `sync.hash`.
	 */
	has?: TargetHas;
	source?: string;
	register?: string;
	number?: string;
	/** Accounting day of the record, YYYY-MM-DD. */
	date?: string;
	/** The export that holds it. */
	export?: ExportRef;
	sync?: SyncState;
}
