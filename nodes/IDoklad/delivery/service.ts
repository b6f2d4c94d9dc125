/** What a kind of document in iDoklad offers to the delivery; the real one calls the API, tests play it. */
import { readBatch } from '../../../core/idoklad/reply';
import type { BatchEntry } from '../../../core/idoklad/reply';
import type { Reply } from '../../../core/plan/reply';
import { onDays } from '../../../core/idoklad/filter';
import { LIMITS } from '../../../core/idoklad/tables';
import type { ListedDocument } from '../../../core/idoklad/types';
import type { IDataObject } from 'n8n-workflow';
import type { IDokladClient } from '../../shared/idoklad/client';

export interface DocumentService {
	/** Most documents of one call. */
	readonly batchSize: number;
	/** Every document issued on these days (YYYY-MM-DD). */
	list(days: readonly string[]): Promise<Reply<ListedDocument[]>>;
	/** One entry for each request, in their order; `unclear` when nobody can tell which is which. */
	create(requests: readonly object[]): Promise<Reply<Array<BatchEntry<ListedDocument>>>>;
	/** Next free DocumentSerialNumber for a document of this day. Nothing is reserved. */
	nextNumber(day: string): Promise<Reply<number>>;
	remove(id: number): Promise<Reply<unknown>>;
}

/** To find a receipt, and to see whether two of them are the same in everything. */
const RECEIPT_COLUMNS =
	'Id,Name,Note,DocumentNumber,DocumentSerialNumber,ExternalDocumentNumber,DateOfIssue,Exported,IsAccounted,Prices,' +
	'Items,Payments,PartnerId,CurrencyId,IsCumulative,SalesPosEquipmentId,Tags';

const NO_NUMBER: Reply<never> = { kind: 'unclear', reason: 'iDoklad gave no next number of its series' };

function numberOf(reply: Reply<{ DocumentSerialNumber?: number | null } | null | undefined>): Reply<number> {
	if (reply.kind !== 'ok') return reply;
	const number = reply.data?.DocumentSerialNumber;
	return typeof number === 'number' ? { kind: 'ok', data: number } : NO_NUMBER;
}

/**
 * Sales receipts (prodejky).
 *
 * @param year of GET /SalesReceipts/Default; documents of other years have the numbers of that year's series
 */
export function salesReceipts(client: IDokladClient, year: string): DocumentService {
	return {
		batchSize: LIMITS.batch,
		async list(days) {
			return await client.list('/SalesReceipts', { filter: onDays('DateOfIssue', days), select: RECEIPT_COLUMNS });
		},
		async create(requests) {
			const body = { Items: requests as IDataObject[] };
			const reply = await client.request<unknown>('POST', '/SalesReceipts/Batch', { body });
			if (reply.kind !== 'ok') return reply;
			const entries = readBatch<ListedDocument>(reply.data, requests.length);
			return entries
				? { kind: 'ok', data: entries }
				: { kind: 'unclear', reason: 'the answer does not belong to the documents that were sent' };
		},
		async nextNumber(day) {
			if (day.slice(0, 4) === year) return numberOf(await client.get('/SalesReceipts/Default'));
			const reply = await client.get<{ Unique?: { DocumentSerialNumber?: number } | null }>(
				'/NumericSequences/DocumentNumbers/SalesReceipt',
				{ date: day },
			);
			return numberOf(reply.kind === 'ok' ? { kind: 'ok', data: reply.data?.Unique } : reply);
		},
		async remove(id) {
			return await client.request('DELETE', `/SalesReceipts/${id}`);
		},
	};
}
