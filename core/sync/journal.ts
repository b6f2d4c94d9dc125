/**
 * The journal `sync_journal`: an append-only n8n Data Table that people see. Every column is present in every row;
 * text columns are '' when empty so that a Data Table keeps its column types.
 */

export type JournalKind = 'record' | 'result' | 'run';

/** Outcomes of targets plus what people and the intake say. */
export type JournalState =
	| 'new'
	| 'created'
	| 'updated'
	| 'unchanged'
	| 'duplicate'
	| 'written'
	| 'waiting'
	| 'unknown'
	| 'refused'
	| 'held'
	| 'changed'
	| 'deletedInTarget'
	/** Entered by Hand: a person says that the target has it. */
	| 'done'
	/** A person says that the target never shall have it. */
	| 'notToBeSent'
	| 'retry'
	| 'sendAgain'
	| 'ok'
	| 'lowWater';

export interface JournalRow {
	/** n8n's own; present on rows that were read. The highest is the newest. */
	id?: number;
	/** n8n's own, ISO instant. */
	createdAt?: string;
	kind: JournalKind;
	source: string;
	register: string;
	key: string;
	/** e.g. "pohoda"; '' on record rows. */
	flow: string;
	state: JournalState;
	/** Accounting day of the record (also on its result rows, so that one window reads both); of a run: its day. */
	recordDate: string;
	number: string;
	/** Of the record; on rows of results of the content that the target has. */
	amount: number;
	/** Of the record's content; on rows of results of the content that the target has, '' when nobody knows which. */
	hash: string;
	/** The record as JSON on record rows, what was sent on refused intake, a short note on run rows (runs.ts) and on rows of exports (claims.ts); else ''. */
	payload: string;
	targetId: string;
	targetNumber: string;
	message: string;
	/** JSON array of ResultWarning, '' when none. */
	warnings: string;
	attempt: number;
	/** 1 normally; Send Again adds one. */
	generation: number;
	mode: 'manual' | 'automatic' | '';
	runId: string;
}

/** Column order and types for "Table: Create" in the workflows. */
export const JOURNAL_COLUMNS: ReadonlyArray<{ name: keyof JournalRow; type: 'string' | 'number' }> = [
	{ name: 'kind', type: 'string' },
	{ name: 'source', type: 'string' },
	{ name: 'register', type: 'string' },
	{ name: 'key', type: 'string' },
	{ name: 'flow', type: 'string' },
	{ name: 'state', type: 'string' },
	{ name: 'recordDate', type: 'string' },
	{ name: 'number', type: 'string' },
	{ name: 'amount', type: 'number' },
	{ name: 'hash', type: 'string' },
	{ name: 'payload', type: 'string' },
	{ name: 'targetId', type: 'string' },
	{ name: 'targetNumber', type: 'string' },
	{ name: 'message', type: 'string' },
	{ name: 'warnings', type: 'string' },
	{ name: 'attempt', type: 'number' },
	{ name: 'generation', type: 'number' },
	{ name: 'mode', type: 'string' },
	{ name: 'runId', type: 'string' },
];
