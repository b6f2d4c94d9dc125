// An n8n Data Table as far as the journal needs one: ids that never come again, createdAt, insert and delete.
import type { JournalRow, JournalState } from '../../../core/sync/journal';
import { JOURNAL_COLUMNS } from '../../../core/sync/journal';
import { journalRow } from '../../../core/sync/rows';
import { receiveRecords } from '../../../core/sync/receive';
import { resultRows } from '../../../core/sync/results';
import { waitingRecords } from '../../../core/sync/waiting';
import type { RecordKind } from '../../../core/sync/recordKinds';
import type { Waiting, WaitingOptions } from '../../../core/sync/waiting';
import type { Outcome, SyncResult, SyncState } from '../../../core/records/results';
import type { TillRecord } from '../../../core/records/types';
import { contentHash } from '../../../core/text/digest';

export const NOW = '2026-11-15T12:00:00.000Z';
export const TODAY = '2026-11-15';

export class Table {
	private next = 1;
	private stored: Array<JournalRow & { id: number; createdAt: string }> = [];

	insert(rows: readonly JournalRow[], createdAt = NOW): void {
		for (const row of rows) {
			// The Data Table refuses columns that it does not have.
			const extra = Object.keys(row).filter((name) => !JOURNAL_COLUMNS.some((column) => column.name === name));
			if (extra.length > 0) throw new Error(`unknown columns ${extra.join()}`);
			this.stored.push({ ...row, id: this.next, createdAt });
			this.next += 1;
		}
	}

	deleteUpTo(id: number): void {
		this.stored = this.stored.filter((row) => row.id > id);
	}

	deleteRange(from: number, to: number): void {
		this.stored = this.stored.filter((row) => row.id < from || row.id > to);
	}

	rows(): Array<JournalRow & { id: number; createdAt: string }> {
		return this.stored.map((row) => ({ ...row }));
	}

	receive(records: readonly unknown[], createdAt = NOW) {
		const { rows, answer } = receiveRecords(records, this.rows(), TODAY);
		this.insert(rows.map(({ row }) => row), createdAt);
		return answer;
	}

	waiting<K extends RecordKind = 'till'>(options: Partial<WaitingOptions<K>> = {}): Waiting<K> {
		const answer = waitingRecords<K>(this.rows(), { ...WAITING, recordKind: undefined, ...options });
		this.insert([answer.run]);
		return answer;
	}

	results(results: readonly unknown[], createdAt = NOW): void {
		this.insert(resultRows(results, { flow: 'pohoda', runId: 'none', mode: 'manual' }).rows.map(({ row }) => row), createdAt);
	}
}

export const WAITING: WaitingOptions = { flow: 'pohoda', mode: 'automatic', runId: 'run-1', now: NOW, ignoreBefore: '2026-11-01' };

export function result(record: TillRecord, sync: SyncState | undefined, outcome: Outcome, fields: Partial<SyncResult> = {}): SyncResult {
	return {
		key: record.key,
		outcome,
		target: { system: 'POHODA', ...(outcome === 'created' || outcome === 'duplicate' ? { id: '77', number: '26PR00001' } : {}) },
		warnings: [],
		message: `Receipt ${record.key}: ${outcome}.`,
		amount: record.recordType === 'receipt' ? record.total : record.amount,
		source: record.source,
		register: record.register,
		number: record.number,
		date: record.date,
		...(sync ? { sync } : {}),
		...fields,
	};
}

export function recordRow(record: TillRecord, state: JournalState = 'new'): JournalRow {
	return journalRow({
		...{ kind: 'record', source: record.source, register: record.register, key: record.key, state, recordDate: record.date },
		number: record.number,
		amount: record.recordType === 'receipt' ? record.total : record.amount,
		hash: contentHash(record),
		payload: JSON.stringify(record),
	});
}

export function resultRow(record: TillRecord, state: JournalState, fields: Partial<JournalRow> = {}): JournalRow {
	return journalRow({
		...{ kind: 'result', flow: 'pohoda', source: record.source, register: record.register, key: record.key, state },
		...{ recordDate: record.date, number: record.number, hash: contentHash(record), mode: 'automatic', runId: 'run-1' },
		amount: record.recordType === 'receipt' ? record.total : record.amount,
		...fields,
	});
}

/** Numbered as a Data Table would. */
export function numbered(rows: readonly JournalRow[]): JournalRow[] {
	return rows.map((row, index) => ({ ...row, id: index + 1, createdAt: NOW }));
}
