/** What came back from iDoklad, in the words of core/plan/reply.ts. */
import { replyOfFailure as meaningOf } from '../plan/reply';
import type { Denied, FailureWords, Reply } from '../plan/reply';
import { isObject } from '../records/reading';
import { AUTH_CODES, PLAN_CODES, PLAN_HINT, errorText } from './errors';

const WORDS: FailureWords = {
	system: 'iDoklad',
	certificateHint: 'Check the date of this computer and whether a proxy stands between.',
	notConnected: {
		ECONNREFUSED: 'nothing listens at this address',
		ENOTFOUND: 'the name of the server is not known (no internet, or a wrong address)',
		EAI_AGAIN: 'the name of the server could not be looked up (no internet)',
		EHOSTUNREACH: 'the server does not answer (no internet)',
		ENETUNREACH: 'the network is not reachable',
	},
};

const LOGIN_HINT =
	'Check Client ID and Client Secret in the credential (iDoklad: Nastavení → Aplikace → API), with or without Application ID, and that the API user still exists. With an authorization code, connect the credential again.';

/** Meaning of a call that ended without an HTTP answer; `code` is the system's or the HTTP client's. */
export const replyOfFailure = (code: string | undefined, message: string) => meaningOf(code, message, WORDS);

/**
 * A login that was refused.
 *
 * @param description `error_description` of the token endpoint, may begin with AuthErrorCode(n)
 */
export function refusedLogin(description: string): Denied {
	const code = /AuthErrorCode\((\d+)\)/.exec(description)?.[1];
	const known = code === undefined ? undefined : AUTH_CODES[code];
	const text = description.replace(/AuthErrorCode\(\d+\)[:\s]*/, '').replace(/[:\s]+$/, '');
	return {
		kind: 'denied',
		status: 401,
		reason: `iDoklad refused the login${text ? `: ${text.slice(0, 200)}` : ''}`,
		hint: known ?? LOGIN_HINT,
	};
}

function messageOf(body: unknown): { code?: number; message: string } {
	if (!isObject(body)) return { message: '' };
	const code = typeof body.ErrorCode === 'number' && body.ErrorCode !== 0 ? body.ErrorCode : undefined;
	return { ...(code === undefined ? {} : { code }), message: typeof body.Message === 'string' ? body.Message : '' };
}

/** Envelope with Data, or the Results of a batch. */
function contentOf(body: unknown): { content: unknown } | undefined {
	if (!isObject(body)) return undefined;
	if (Array.isArray(body.Results)) return { content: body.Results };
	return body.IsSuccess === true ? { content: body.Data } : undefined;
}

/** Meaning of an HTTP answer; `body` is parsed JSON, or text where it was none. Both the status and IsSuccess count. */
export function replyOfStatus(status: number, body: unknown): Reply {
	const { code, message } = messageOf(body);
	const said = message ? `: ${errorText(code, message)}` : '';
	if (status === 401) return refusedLogin(message);
	if (status === 402 || (code !== undefined && PLAN_CODES.has(code))) {
		return { kind: 'denied', status, reason: `The plan of the agenda does not allow this call${said}`, hint: PLAN_HINT };
	}
	if (status === 403) {
		return {
			kind: 'denied',
			status,
			reason: `The user of this login may not do this${said}`,
			hint: 'Check the rights of the user and the plan of the agenda in iDoklad.',
		};
	}
	if (status === 429) return { kind: 'limited', reason: `iDoklad has counted too many calls${said}` };
	if (status === 408 || status >= 500) return { kind: 'unclear', reason: `iDoklad answered HTTP ${status}${said}` };
	const found = contentOf(body);
	if (status >= 200 && status < 300) {
		if (found) return { kind: 'ok', data: found.content };
		if (isObject(body) && body.IsSuccess === false)
			return { kind: 'refused', status, ...(code === undefined ? {} : { code }), message };
		return { kind: 'unclear', reason: 'something else than an answer of iDoklad came back' };
	}
	if (status >= 300 && status < 400) {
		return {
			kind: 'denied',
			status,
			reason: `The address answers with a redirect (HTTP ${status})`,
			hint: 'Check the network: something stands between n8n and iDoklad.',
		};
	}
	// A batch in which entries were refused may come with another status than 200.
	if (isObject(body) && Array.isArray(body.Results)) return { kind: 'ok', data: body.Results };
	return { kind: 'refused', status, ...(code === undefined ? {} : { code }), message: message || `HTTP ${status}` };
}

/** One entry of a batch. `unclear`: it says neither that it was done nor that it was not. */
export type BatchEntry<T> = { ok: true; data: T } | { ok: false; code?: number; message: string; unclear?: true };

/** The Results of a batch; undefined when they do not belong to `count` entries, so that nobody knows which is which. */
export function readBatch<T>(results: unknown, count: number): Array<BatchEntry<T>> | undefined {
	if (!Array.isArray(results) || results.length !== count) return undefined;
	return results.map((one: unknown): BatchEntry<T> => {
		if (isObject(one) && one.IsSuccess === true && isObject(one.Data)) return { ok: true, data: one.Data as T };
		return { ok: false, ...messageOf(one), ...(isObject(one) && one.IsSuccess === false ? {} : { unclear: true }) };
	});
}
