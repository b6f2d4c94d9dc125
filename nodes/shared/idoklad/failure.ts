/** What a call that threw means: n8n wraps the errors of its HTTP and OAuth2 helpers several times. */
import { refusedLogin, replyOfFailure } from '../../../core/idoklad/reply';
import type { Reply } from '../../../core/plan/reply';
import { httpCodeOf } from '../errors';
import { causesOf, systemCode } from '../http';

interface Layer {
	message?: unknown;
	body?: { error?: unknown; error_description?: unknown };
}

/** Messages of n8n's OAuth2 helper when there is no token to be had. */
const NO_TOKEN = /acquire OAuth2 access token|needs to be reconnected|credentials not connected/i;

/** Why the token endpoint gave no token, as it says it; undefined when the login is not the reason. */
function refusal(found: readonly Layer[]): string | undefined {
	for (const { body } of found) {
		if (typeof body?.error === 'string') {
			return typeof body.error_description === 'string' ? `${body.error}: ${body.error_description}` : body.error;
		}
	}
	return found.some(({ message }) => typeof message === 'string' && NO_TOKEN.test(message)) ? '' : undefined;
}

function noToken(code: string | undefined, status: string | undefined, message: string): Reply<never> {
	if (status !== undefined) return { kind: 'unreachable', reason: `the login server answered HTTP ${status}` };
	const reply = replyOfFailure(code, message);
	return reply.kind === 'unclear' ? { kind: 'unreachable', reason: reply.reason } : reply;
}

/**
 * Nothing was sent to the API when the login was refused or no connection came about; otherwise it stays open whether it
 * was processed.
 */
export function replyOfError(error: Error): Reply<never> {
	const found: Layer[] = causesOf(error);
	const code = systemCode(error, ['EAUTH']);
	const status = found.map((layer) => httpCodeOf(layer as Error)).find((one) => one !== undefined);
	const refused = refusal(found);
	// The token was not given because its server was not reached or is in trouble: nothing went to the API.
	if (refused === '' && (status === undefined ? code !== undefined : Number(status) >= 429)) return noToken(code, status, error.message);
	// 401 is the API itself, after n8n has renewed the token once.
	if (refused !== undefined || status === '401') return refusedLogin(refused ?? '');
	return replyOfFailure(code, error.message);
}
