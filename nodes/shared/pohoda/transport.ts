import type { IHttpRequestOptions } from 'n8n-workflow';
import type { Unclear, Unreachable } from '../../../core/plan/reply';
import { operationError } from '../errors';
import { again, call, systemCode } from '../http';
import type { Caller, Service } from '../http';
import { commonHeaders, mServerOf } from './address';
import type { MServer } from './address';
import { isWebPage, isXml, replyOfFailure, replyOfStatus, WEB_PAGE } from './reply';
import type { Reply } from './reply';

const CREDENTIAL = 'pohodaMServerApi';

/** Address and expected unit from the credential; the login itself is added by n8n on each call. */
export async function connect(context: Caller): Promise<MServer> {
	return mServerOf(await context.getCredentials<Record<string, unknown>>(CREDENTIAL));
}

function callServer(
	context: Caller,
	server: MServer,
	{ path, headers, ...options }: Pick<IHttpRequestOptions, 'method' | 'body' | 'headers' | 'timeout'> & { path: string },
): Promise<Reply> {
	const service: Service<Reply> = {
		credential: CREDENTIAL,
		name: 'POHODA',
		read: ({ statusCode, body, headers: said }) => replyOfStatus(statusCode, body instanceof Uint8Array ? body : new Uint8Array(body as ArrayBuffer), said),
		failed: (error) => replyOfFailure(systemCode(error), error.message),
	};
	return call(context, service, {
		...options,
		url: `${server.url}${path}`,
		headers: { ...commonHeaders(server), ...headers },
		encoding: 'arraybuffer',
		skipSslCertificateValidation: server.ignoreCertificate,
	});
}

/** POST /xml with a dataPack; `checkDuplicity` on for documents. `timeout` in milliseconds. */
export async function postXml(
	context: Caller,
	server: MServer,
	pack: Uint8Array,
	options: { checkDuplicity: boolean; timeout: number },
): Promise<Reply> {
	const reply = await callServer(context, server, {
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
	if (reply.kind !== 'ok' || isXml(reply.data.body)) return reply;
	if (isWebPage(reply.data.body)) return { kind: 'unclear', reason: `${WEB_PAGE.reason}. ${WEB_PAGE.hint}` };
	return { kind: 'unclear', reason: 'something else than XML came back' };
}

/** GET /status?companyDetail; a web page is `denied` here, because nothing is at stake yet. */
export async function getStatus(
	context: Caller,
	server: MServer,
	timeout: number,
): Promise<Reply> {
	const reply = await callServer(context, server, { method: 'GET', path: '/status?companyDetail', timeout });
	if (reply.kind === 'ok' && isWebPage(reply.data.body)) return { kind: 'denied', ...WEB_PAGE };
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
	const post = async () => await postXml(context, server, request, { checkDuplicity: false, timeout });
	return await again(await post(), LOOK_AGAIN_AFTER, post, ({ kind }) => kind === 'ok' || kind === 'denied');
}

/** The error of the node where only reading was asked for and no answer came. */
export function notAnswered(context: Caller, reply: Unreachable | Unclear) {
	return operationError(
		context.getNode(),
		`POHODA mServer cannot be reached: ${reply.reason}`,
		'Start the mServer configuration, and check address, port and firewall.',
	);
}
