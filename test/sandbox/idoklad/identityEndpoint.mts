/** /server: token and authorization endpoints over HTTP. */
import type { IncomingMessage, ServerResponse } from 'node:http';

import { HttpRefusal, readBody, send } from '../mserver/transport.mts';
import { perform, type Answer } from './answer.mts';
import type { Endpoint } from './api.mts';
import { OAuthRefusal } from './identity.mts';
import type { RequestLogEntry } from './types.mts';

/** Nothing of these answers may be kept. */
const HEADERS = { 'Cache-Control': 'no-store', Pragma: 'no-cache' };

function tokenAnswer({ state, identity, contract }: Endpoint, contentType: string, body: string, version: 1 | 2): Answer {
	let answer: Answer;
	try {
		answer = { status: 200, body: identity.token(contentType, body, version), headers: HEADERS };
	} catch (problem) {
		if (!(problem instanceof OAuthRefusal)) throw problem;
		answer = { status: problem.status, body: { error: problem.error, error_description: problem.description }, headers: HEADERS };
	}
	for (const problem of contract?.answer('POST', '/connect/token', answer.status, answer.body) ?? []) state.contractProblem(`answer ${problem}`);
	return answer;
}

/** @param path without /server */
export async function serveIdentity(endpoint: Endpoint, request: IncomingMessage, response: ServerResponse, entry: RequestLogEntry, url: URL, path: string): Promise<void> {
	const { identity, faults, stopping } = endpoint;
	entry.path = url.pathname;
	const token = /^(\/v2)?\/connect\/token$/.exec(path);
	if (token) {
		if (request.method !== 'POST') throw new HttpRefusal(405, 'Tokens are given by POST only');
		const raw = await readBody(request);
		entry.bytes = raw.length;
		await perform({
			request,
			response,
			entry,
			faults,
			signal: stopping.signal,
			subject: { method: 'POST', path: '/connect/token', names: [] },
			carryOut: () => tokenAnswer(endpoint, String(request.headers['content-type'] ?? ''), raw.toString('utf8'), token[1] ? 2 : 1),
		});
		return;
	}
	if (path !== '/connect/authorize') throw new HttpRefusal(404, 'Not Found');
	if (request.method !== 'GET') throw new HttpRefusal(405, 'Authorization is asked for by GET only');
	try {
		send(response, 302, 'text/plain', '', { Location: identity.authorize(url.searchParams), ...HEADERS });
		entry.status = 302;
	} catch (problem) {
		if (!(problem instanceof OAuthRefusal)) throw problem;
		// Without a trusted redirect_uri the person sees it, and nobody is sent anywhere.
		throw new HttpRefusal(400, `${problem.error}: ${problem.description}`);
	}
}
