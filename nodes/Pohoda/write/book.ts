/** Results of records of any agenda. */
import type { IDataObject } from 'n8n-workflow';
import type { DocumentOutcome } from '../../../core/pohoda/outcome';
import { amountOf, describeEntity, numberOf } from '../../../core/records/describeEntity';
import type { Outcome, ResultWarning, SyncResult, TargetHas } from '../../../core/records/results';
import { Results } from '../../shared/results';
import type { Shown } from '../../shared/results';
import { WORDS } from '../words';
import { differenceOf } from './compare';
import type { Ready } from './compose';
import type { Entry, WriteAction } from './entries';

type Difference = NonNullable<ReturnType<typeof differenceOf>>;

/** The record with the total that POHODA makes of it: no message names an amount that the target does not have. */
function withTotal(record: Entry['record'], total: number | undefined): Entry['record'] {
	if (total === undefined) return record;
	const { amount } = record;
	return { ...record, total, ...(typeof amount === 'number' ? { amount: amount < 0 ? -total : total } : {}) };
}

export class RecordBook extends Results {
	constructor(
		size: number,
		private readonly unit: string | undefined,
		private readonly action: WriteAction,
	) {
		super(size, WORDS);
	}

	/** `message` continues the name of the record. */
	settle(entry: Entry, outcome: Outcome, message: string, more: Partial<DocumentOutcome> & { documentId?: string; total?: number; has?: TargetHas } = {}, shown?: Shown): void {
		const { sync } = entry;
		const record = withTotal(entry.record, more.total);
		const { id, number, documentId, warnings = [], has } = more;
		const name = numberOf(record);
		const { date, source } = record;
		const result: SyncResult = {
			key: record.key,
			outcome,
			target: {
				system: 'POHODA',
				...(this.unit === undefined ? {} : { unit: this.unit }),
				kind: record.recordType,
				...(id === undefined ? {} : { id }),
				...(number === undefined ? {} : { number }),
				...(documentId === undefined ? {} : { documentId }),
			},
			warnings: [...entry.warnings, ...warnings],
			message: `${describeEntity(record)}, ${message}`,
			amount: amountOf(record),
			...(has === undefined ? {} : { has }),
			...(source === undefined ? {} : { source }),
			...(name === undefined ? {} : { number: name }),
			...(typeof date === 'string' ? { date } : {}),
			...(sync === undefined ? {} : { sync }),
		};
		this.set(entry.index, result, shown);
	}

	/** A record about whose amounts a person has to decide. */
	hold(entry: Entry, reasons: readonly string[], warnings: ResultWarning[]): void {
		const named = reasons.map((text) => ({ code: 'amounts', text }));
		this.settle(entry, 'held', `was not sent: ${reasons.join(' ')}`, { warnings: [...warnings, ...named] });
	}

	/** A record that our own check does not let through. */
	refuse(entry: Entry, reasons: readonly string[], warnings: ResultWarning[] = []): void {
		const named = reasons.map((text) => ({ code: 'check', text }));
		this.settle(entry, 'refused', `was not sent: ${reasons.join(' ')}`, { warnings: [...warnings, ...named] });
	}

	/** What POHODA says, or a look-up found; a deletion hands out what was there. */
	verdict(ready: Ready, verdict: DocumentOutcome): void {
		const { entry, documentId, warnings, total, action, previous: before } = ready;
		const found = action === 'create' ? differenceOf(ready, verdict) : undefined;
		if (found !== undefined) {
			this.differs(ready, verdict, found);
			return;
		}
		const previous = action === 'delete' ? before : undefined;
		const { total: there, ...said } = verdict;
		const made = verdict.outcome === 'created' || there !== undefined ? { total } : {};
		const all = { ...said, ...made, documentId, warnings: [...warnings, ...verdict.warnings] };
		const deleted = this.action === 'delete' && verdict.outcome === 'updated';
		const shown = previous === undefined ? undefined : { previous: previous as IDataObject, ...(deleted ? { deleted } : {}) };
		this.settle(entry, verdict.outcome, verdict.message, all, shown);
	}

	/** POHODA has the document of an earlier content, or somebody changed it there: a person decides. */
	private differs({ entry, documentId, warnings, total }: Ready, { id, number, warnings: said }: DocumentOutcome, { differs, message }: Difference): void {
		this.settle(entry, 'changed', message, { documentId, total, id, number, warnings: [...warnings, ...said], has: differs.has });
	}
}
