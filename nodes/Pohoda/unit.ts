/** Whether mServer is there, lets us in and has the right accounting unit open. */
import { readStatus } from '../../core/pohoda/company';
import type { CompanyStatus } from '../../core/pohoda/company';
import { operationError } from '../shared/errors';
import type { Asker } from './lookup';
import { icoMatches, wrongUnit } from '../shared/pohoda/status';
import type { XmlAnswer } from '../shared/pohoda/reply';
import { deniedError } from '../shared/http';
import { getStatus } from '../shared/pohoda/transport';

/** The answer, or why nothing can be known now. */
export type Asked<T> = { ok: true; value: T } | { ok: false; reason: string };

/** The status is answered at once or not at all; a switched-off computer must not cost the whole time-out. */
const STATUS_TIMEOUT = 60_000;

/**
 * Whether mServer is there, lets us in and has the right unit open.
 *
 * @throws NodeApiError or NodeOperationError for wrong login, right, address or unit
 */
export async function askUnit(asker: Asker): Promise<Asked<CompanyStatus>> {
	const { context, server, timeout } = asker;
	if (server.ico === '') {
		throw operationError(
			context.getNode(),
			'The credential names no Company ID (IČO)',
			'Enter the IČO of the accounting unit in the credential: without it documents could reach any unit.',
		);
	}
	const reply = await getStatus(context, server, Math.min(timeout, STATUS_TIMEOUT));
	if (reply.kind === 'denied') throw deniedError(context.getNode(), reply);
	if (reply.kind !== 'ok') return { ok: false, reason: reply.reason };
	const status = await statusOf(reply.data);
	if (typeof status === 'string') return { ok: false, reason: status };
	if (icoMatches(status, server.ico) === false) {
		const { reason, hint } = wrongUnit(status, server.ico);
		throw operationError(context.getNode(), reason, hint);
	}
	return { ok: true, value: status };
}

async function statusOf(answer: XmlAnswer): Promise<CompanyStatus | string> {
	try {
		return await readStatus(answer.body, answer);
	} catch (error) {
		return `its status cannot be read (${error.message})`;
	}
}
