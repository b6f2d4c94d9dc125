/** How lines get to the ledger and are found there again. */
import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { Reply } from '../../../core/plan/reply';
import { replyOfFailure } from '../../../core/plan/reply';
import type { Verdict } from '../../../core/plan/verdict';
import { call, systemCode } from '../../../nodes/shared/http';
import type { Service } from '../../../nodes/shared/http';
import type { Channel, Sent } from '../../../nodes/shared/sender';
import { sendWords } from '../../../nodes/shared/sendWords';
import type { Trace } from '../../../nodes/shared/sendWords';
import { readTold, writeRows } from './rows';
import type { Told } from './rows';
import { SYSTEM } from './target';
import type { LedgerDraft } from './target';

export const CREDENTIAL = 'csvLedgerApi';

const SERVICE: Service<Reply<Told[]>> = {
	credential: CREDENTIAL,
	name: SYSTEM,
	read({ statusCode: status, body }) {
		const text = String(body);
		if (status === 401) return { kind: 'denied', status, reason: `The ${SYSTEM} does not know this token`, hint: 'Check the token in the credential.' };
		if (status === 422) return { kind: 'refused', status, message: text.trim() };
		const told = status === 200 ? readTold(text) : undefined;
		return told === undefined ? { kind: 'unclear', reason: `no whole answer came (HTTP ${status})` } : { kind: 'ok', data: told };
	},
	failed: (error) => replyOfFailure(systemCode(error), error.message, { system: SYSTEM, certificateHint: 'Check the address.', notConnected: { ECONNREFUSED: 'nothing listens at this address' } }),
};

function verdictOf({ state, number, total }: Told, draft: LedgerDraft): Verdict {
	const said = { number, total, warnings: [] };
	if (state === 'new') return { ...said, outcome: 'created', message: `was created in ${SYSTEM} as ${number}.` };
	if (total === draft.total) return { ...said, outcome: 'duplicate', message: `is in ${SYSTEM} already as ${number}.` };
	return { ...said, outcome: 'changed', message: `is in ${SYSTEM} as ${number} with ${total}, and the till has ${draft.total}. Correct the line there.` };
}

export function ledgerChannel(context: IExecuteFunctions, url: string): Channel<LedgerDraft> {
	const ask = async (options: Omit<IHttpRequestOptions, 'url'>) => await call(context, SERVICE, { url: `${url}/lines`, encoding: 'text', timeout: 20_000, ...options });
	return {
		words: sendWords(SYSTEM),
		batch: 50,
		async send(drafts): Promise<Sent<Verdict>> {
			const reply = await ask({ method: 'POST', body: writeRows(drafts), headers: { 'content-type': 'text/csv; charset=utf-8' } });
			if (reply.kind === 'refused') return { kind: 'refusedWhole', note: reply.message, verdict: { outcome: 'refused', warnings: [{ code: 'ledger', text: reply.message }], message: `was refused by ${SYSTEM}: ${reply.message}` } };
			if (reply.kind !== 'ok') return reply;
			const told = new Map(reply.data.map((one) => [one.id, one]));
			return { kind: 'answered', verdicts: new Map(drafts.flatMap((draft) => {
				const one = told.get(draft.documentId);
				return one === undefined ? [] : [[draft.documentId, verdictOf(one, draft)]];
			})) };
		},
		async look(drafts) {
			const reply = await ask({ method: 'GET', qs: { ids: drafts.map(({ documentId }) => documentId).join(',') } });
			if (reply.kind !== 'ok') return { reason: reply.kind === 'refused' ? reply.message : reply.reason };
			return { traces: new Map(reply.data.map(({ id, number, total }): [string, Trace] => [id, { outcome: 'created', number, total, found: 'the line was found by its id' }])) };
		},
	};
}
