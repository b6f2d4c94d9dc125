/** Records that were written into a file, found by the identity under which POHODA answers. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { AGENDAS } from '../../../../core/pohoda/agendas/index';
import type { AgendaName } from '../../../../core/pohoda/agendas/index';
import { packOf } from '../../../../core/pohoda/agendas/transfer';
import { checkRecord } from '../../../../core/records/check';
import { describeRecord } from '../../../../core/records/describe';
import { amountOf, describeEntity, numberOf } from '../../../../core/records/describeEntity';
import { documentId, packId } from '../../../../core/records/keys';
import type { SyncResult, SyncState } from '../../../../core/records/results';
import type { Receipt } from '../../../../core/records/types';
import { batchId, dayPrefix } from '../../../../core/plan/dayIdentity';
import { syncOf } from '../../../shared/entrance';

/** A record as Waiting Records gives it, or the result that Create gave when it wrote the file. */
export interface Written {
	/** Of the input item. */
	index: number;
	key: string;
	/** Document ids under which it may have been written; the one when `exact`. */
	ids: string[];
	exact: boolean;
	/** dataPack id under which it was written. */
	pack: string;
	/** `Receipt P1/4512 of 14 Nov 2026, 1 290.00 Kč` */
	name: string;
	/** Whether the journal (or Create) says that it is in a file. */
	open: boolean;
	/** What its result repeats. */
	about: Pick<SyncResult, 'amount' | 'source' | 'register' | 'number' | 'date' | 'sync'>;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** A part of a key as the till has it; a part that is no encoding stays as it is. */
function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

/** The parts of a key; a day document or a digest has none. */
export function partsOf(key: string): { source: string; register: string; number: string; date: string } | undefined {
	const parts = key.split('/');
	if (parts.length !== 4 || !/^\d{4}-\d{2}-\d{2}$/.test(parts[3])) return undefined;
	const [source, register, number, date] = parts;
	return { source: decoded(source), register: decoded(register), number: decoded(number.replace(/^cash-/, '')), date };
}

/** The identity of the day document of a file, as Per Day gives it to the batch of this run. */
function dayDocumentId(receipt: Receipt, sync: SyncState | undefined): string {
	return batchId(dayPrefix(receipt, sync?.generation), [{ receipt, batch: sync?.batch ?? sync?.runId }], 1);
}

/** A record of an agenda beyond receipts, or the result that Build Import File gave. */
function writtenEntity(json: IDataObject, index: number, key: string): Written | undefined {
	const target = (json.target ?? {}) as IDataObject;
	const kind = text(json.recordType) ?? text(target.kind);
	if (kind === undefined || !Object.hasOwn(AGENDAS, kind)) return undefined;
	const sync = syncOf(json);
	const [source, number, date] = [text(json.source), text(json.number) ?? numberOf(json), text(json.date)];
	return {
		index,
		key,
		exact: true,
		ids: [text(target.documentId) ?? text(sync?.documentId) ?? documentId(key, sync?.generation ?? 1)],
		pack: packOf({ key, source }, kind as AgendaName),
		name: describeEntity({ ...json, key, recordType: kind }),
		open: sync?.previous === 'written' || json.outcome === 'written',
		about: {
			amount: amountOf(json),
			...(source === undefined ? {} : { source }),
			...(number === undefined ? {} : { number }),
			...(date === undefined ? {} : { date }),
			...(sync === undefined ? {} : { sync }),
		},
	};
}

function writtenOf(json: IDataObject, index: number): Written | undefined {
	const key = text(json.key);
	if (key === undefined) return undefined;
	const parts = partsOf(key);
	if (parts === undefined) return writtenEntity(json, index, key);
	const sync = syncOf(json);
	const target = text((json.target as IDataObject | undefined)?.documentId) ?? text(sync?.documentId);
	const checked = json.target === undefined ? checkRecord(json) : undefined;
	const record = checked?.ok ? checked.record : undefined;
	const guesses = [
		documentId(key, sync?.generation ?? 1),
		...(record?.recordType === 'receipt' ? [dayDocumentId(record, sync)] : []),
	];
	const given = typeof json.amount === 'number' ? json.amount : 0;
	const amount = record === undefined ? given : record.recordType === 'receipt' ? record.total : record.amount;
	return {
		index,
		key,
		exact: target !== undefined,
		ids: target === undefined ? guesses : [target],
		pack: packId(parts.source, parts.register),
		name: record === undefined ? `Record ${key}` : describeRecord(record),
		open: sync?.previous === 'written' || json.outcome === 'written',
		about: { amount, ...parts, ...(sync === undefined ? {} : { sync }) },
	};
}

/** The input items that are records or results of them; others (the answer files) are left out. */
export function writtenRecords(items: readonly INodeExecutionData[]): Written[] {
	return items.flatMap(({ json }, index) => writtenOf(json, index) ?? []);
}
