/** A run of Cash Document → Create: the same steps as for receipts, one document in a call. */
import type { SyncResult } from '../../../core/records/results';
import type { CashMovement } from '../../../core/records/types';
import { documentId } from '../../../core/records/keys';
import type { RequestDraft } from '../../../core/idoklad/draft';
import { onDays } from '../../../core/idoklad/filter';
import { draftMovement } from '../../../core/idoklad/movements';
import type { MovementRequest } from '../../../core/idoklad/movements';
import type { Denied, Reply } from '../../../core/plan/reply';
import { fateResult } from '../../../core/idoklad/results';
import type { Fate } from '../../../core/idoklad/results';
import { SYSTEM } from '../../../core/idoklad/tables';
import type { Agenda, ListedDocument } from '../../../core/idoklad/types';
import { readWindow } from '../../../core/idoklad/window';
import { compareFound } from '../../../core/plan/found';
import { notSent } from '../../../core/plan/messages';
import type { PlanInput } from '../../../core/plan/messages';
import type { Named } from '../../../core/plan/words';
import type { PostingRule } from '../../../core/rules/rules';
import type { IDokladClient } from '../../shared/idoklad/client';
import { send } from './send';
import type { DocumentService } from './service';
import { removeDoublets, settle } from './settle';
import { tellRest, withRemarks } from './remarks';
import type { Remarks } from './remarks';

/** To find a voucher, and to see whether two of them are the same in everything. */
const COLUMNS =
	'Id,Name,DocumentNumber,DateOfTransaction,Exported,Prices,Items,MovementType,CashRegisterId,CurrencyId,PartnerId,Person,PairedDocument,Tags';

interface VoucherDefault {
	CashRegisterId?: number | null;
	DocumentSerialNumber?: number | null;
}

/** Cash vouchers. Their series depends on direction and cash register, so each one asks for its own number. */
export function cashVouchers(client: IDokladClient): DocumentService {
	return {
		batchSize: 1,
		async list(days) {
			return await client.list('/CashVouchers', { filter: onDays('DateOfTransaction', days), select: COLUMNS });
		},
		async create([request]) {
			const voucher = request as MovementRequest;
			const preset = await client.get<VoucherDefault>(`/CashVouchers/Default/${voucher.MovementType === 1 ? 'Entry' : 'Issue'}`);
			// Nothing was sent yet, whatever became of the question.
			if (preset.kind === 'unclear') return { kind: 'unreachable', reason: preset.reason };
			if (preset.kind !== 'ok') return preset;
			const { CashRegisterId, DocumentSerialNumber } = preset.data;
			const body = { CashRegisterId, ...voucher, DocumentSerialNumber };
			const reply = await client.request<ListedDocument>('POST', '/CashVouchers', { body });
			return reply.kind === 'ok' ? { kind: 'ok', data: [{ ok: true, data: reply.data }] } : reply;
		},
		async nextNumber() {
			return { kind: 'ok', data: 0 };
		},
		async remove(id) {
			return await client.request('DELETE', `/CashVouchers/${id}`);
		},
	};
}

interface MovementRun {
	rules: readonly PostingRule[];
	agenda: Agenda;
	preview: boolean;
	removeDoublets: boolean;
}

interface MovementResults {
	results: Map<string, SyncResult>;
	previews: Map<string, object>;
	denied?: Denied;
	nothingSent: boolean;
	notes: string[];
}

type Movement = PlanInput & { record: CashMovement };

export async function deliverMovements(
	service: DocumentService,
	inputs: readonly Movement[],
	run: MovementRun,
	calls: () => number,
): Promise<MovementResults> {
	const out: MovementResults = { results: new Map(), previews: new Map(), nothingSent: true, notes: [] };
	const named: Named = { system: SYSTEM, unit: run.agenda.Contact?.IdentificationNumber ?? undefined };
	const byId = new Map(inputs.map((input) => [documentId(input.record.key, input.sync?.generation ?? 1), input]));
	const set = (id: string, fate: Fate, remarks?: Remarks) => {
		const input = byId.get(id) as Movement;
		// The direction is in MovementType; whether the service signs its totals too is not documented.
		const { amount, key } = input.record;
		const unsigned = 'total' in fate && fate.total !== undefined ? { ...fate, total: Math.abs(fate.total) } : fate;
		const found = unsigned.outcome === 'duplicate' && unsigned.total !== undefined ? Math.sign(amount) * unsigned.total : undefined;
		const different = compareFound({ members: [key], ...(found === undefined ? {} : { total: found }) }, [input]);
		const context = {
			named,
			kind: 'cashDocument',
			documentId: id,
			total: Math.abs(amount),
			single: true,
			warnings: [],
			differs: different.get(key),
		};
		out.results.set(input.record.key, withRemarks(fateResult(input, unsigned, context), remarks?.get(id) ?? []));
	};
	const listed: Reply<ListedDocument[]> =
		byId.size > 0 ? await service.list([...new Set(inputs.map(({ record }) => record.date))]) : { kind: 'ok', data: [] };
	if (listed.kind !== 'ok') {
		out.denied = listed.kind === 'denied' ? listed : undefined;
		const reason = listed.kind === 'refused' ? listed.message : listed.reason;
		for (const id of byId.keys()) set(id, { outcome: 'waiting', reason: `iDoklad could not be asked (${reason})` });
		return out;
	}
	const window = readWindow(listed.data);
	const remarks: Remarks = new Map();
	await removeDoublets(window.doublets, service, remarks, run.removeDoublets && !run.preview);
	const drafts: Array<RequestDraft<MovementRequest>> = [];
	for (const [id, input] of byId) {
		const found = window.byId.get(id);
		const drafted = draftMovement(input, run.rules, run.agenda);
		if (found)
			set(
				id,
				{ outcome: 'duplicate', id: found.id, ...(found.number ? { number: found.number } : {}), total: found.total },
				remarks,
			);
		else if ('reasons' in drafted) out.results.set(input.record.key, notSent(input, named, 'held', drafted.reasons));
		else drafts.push(drafted.draft);
	}
	if (run.preview) {
		for (const { documentId: id, request, keys } of drafts) {
			set(id, { outcome: 'preview', request }, remarks);
			out.previews.set(keys[0], request);
		}
		out.notes.push(...tellRest(out.results, [remarks]));
		return out;
	}
	// Each document asks for its own number; after three answers that never came the rest waits.
	const sent = await send(drafts, service, { number: 0, year: '', spare: 2 });
	const settled = await settle(drafts, sent, service, { remove: run.removeDoublets, calls, before: window });
	for (const [id, fate] of settled.fates) set(id, fate, settled.remarks);
	out.notes.push(...tellRest(out.results, [remarks, settled.remarks]));
	out.denied = sent.denied;
	out.nothingSent = sent.look.size === 0;
	if (settled.notCompared !== undefined) out.notes.push(`iDoklad could not be asked after sending (${settled.notCompared}).`);
	return out;
}
