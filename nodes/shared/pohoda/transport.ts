import { NodeApiError, sleep } from 'n8n-workflow';
import type { IExecuteFunctions, IHttpRequestOptions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';
import { operationError } from '../errors';
import { commonHeaders, mServerOf } from './address';
import type { MServer } from './address';
import { isWebPage, isXml, replyOfFailure, replyOfStatus, WEB_PAGE } from './reply';
import type { Reply } from './reply';

export const CREDENTIAL = 'pohodaMServerApi';

/** Whoever asks: an operation, a list of the panel, a trigger. */
export type Caller = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** Address and expected unit from the credential; the login itself is added by n8n on each call. */
export async function connect(context: Caller): Promise<MServer> {
	return mServerOf(await context.getCredentials<Record<string, unknown>>(CREDENTIAL));
}

/** Where the causes of n8n's wrapped error carry the system's code: ECONNREFUSED and the like. */
function systemCode(error: unknown): string | undefined {
	let at = error as { code?: unknown; cause?: unknown } | undefined;
	for (let depth = 0; at && depth < 5; depth++) {
		if (typeof at.code === 'string' && at.code !== '') return at.code;
		at = at.cause as typeof at;
	}
	return undefined;
}

async function call(
	context: Caller,
	server: MServer,
	options: Pick<IHttpRequestOptions, 'method' | 'body' | 'headers' | 'timeout'> & { path: string },
): Promise<Reply> {
	try {
		const answer = (await context.helpers.httpRequestWithAuthentication.call(context, CREDENTIAL, {
			method: options.method,
			url: `${server.url}${options.path}`,
			headers: { ...commonHeaders(server), ...options.headers },
			body: options.body,
			timeout: options.timeout,
			encoding: 'arraybuffer',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			skipSslCertificateValidation: server.ignoreCertificate,
		})) as { statusCode: number; body: unknown; headers: Record<string, unknown> };
		return replyOfStatus(
			answer.statusCode,
			answer.body instanceof Uint8Array ? answer.body : new Uint8Array(answer.body as ArrayBuffer),
			answer.headers,
		);
	} catch (error) {
		// A stopped execution is no matter of the target.
		if ('getExecutionCancelSignal' in context && context.getExecutionCancelSignal()?.aborted) {
			throw operationError(context.getNode(), 'The execution was stopped while POHODA was working');
		}
		return replyOfFailure(systemCode(error), (error as Error).message);
	}
}

/** POST /xml with a dataPack; `checkDuplicity` on for documents. `timeout` in milliseconds. */
export async function postXml(
	context: Caller,
	server: MServer,
	pack: Uint8Array,
	options: { checkDuplicity: boolean; timeout: number },
): Promise<Reply> {
	const reply = await call(context, server, {
		method: 'POST',
		path: '/xml',
		// A view with an offset would be sent with its whole underlying memory.
		body: Buffer.from(pack.buffer, pack.byteOffset, pack.byteLength),
		headers: {
			'Content-Type': 'text/xml',
			...(options.checkDuplicity ? { 'STW-Check-Duplicity': 'true' } : {}),
		},
		timeout: options.timeout,
	});
	if (reply.kind !== 'answer' || isXml(reply.body)) return reply;
	if (isWebPage(reply.body)) return { kind: 'unclear', reason: `${WEB_PAGE.reason}. ${WEB_PAGE.hint}` };
	return { kind: 'unclear', reason: 'something else than XML came back' };
}

/** GET /status?companyDetail; a web page is `denied` here, because nothing is at stake yet. */
export async function getStatus(
	context: Caller,
	server: MServer,
	timeout: number,
): Promise<Reply> {
	const reply = await call(context, server, { method: 'GET', path: '/status?companyDetail', timeout });
	if (reply.kind === 'answer' && isWebPage(reply.body)) return { kind: 'denied', ...WEB_PAGE };
	return reply;
}

/** Waits before the second and third look after an answer that never came, in milliseconds. */
const LOOK_AGAIN_AFTER = [1000, 3000];

/**
 * A question (list request) that changes nothing, asked up to three times while no clear answer comes. mServer works
 * through its queue in order, so a clear answer also knows what became of the pack before it.
 */
export async function ask(
	context: Caller,
	server: MServer,
	request: Uint8Array,
	timeout: number,
): Promise<Reply> {
	let reply = await postXml(context, server, request, { checkDuplicity: false, timeout });
	for (const pause of LOOK_AGAIN_AFTER) {
		if (reply.kind === 'answer' || reply.kind === 'denied') return reply;
		await sleep(pause);
		reply = await postXml(context, server, request, { checkDuplicity: false, timeout });
	}
	return reply;
}

/** The error of the node for a reply that no document can pass. */
export function denied(context: Caller, reply: Extract<Reply, { kind: 'denied' }>) {
	if (reply.status === undefined) return operationError(context.getNode(), reply.reason, reply.hint);
	return new NodeApiError(
		context.getNode(),
		{ message: reply.reason },
		{ message: reply.reason, description: reply.hint, httpCode: String(reply.status) },
	);
}

/** The error of the node where only reading was asked for and no answer came. */
export function notAnswered(context: Caller, reply: Extract<Reply, { kind: 'unreachable' | 'unclear' }>) {
	return operationError(
		context.getNode(),
		`POHODA mServer cannot be reached: ${reply.reason}`,
		'Start the mServer configuration, and check address, port and firewall.',
	);
}
