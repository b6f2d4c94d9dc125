/** /v3: from a request to its answer. */
import type { IncomingMessage, ServerResponse } from 'node:http';

import { HttpRefusal, readBody } from '../mserver/transport.mts';
import { perform, type Answer } from './answer.mts';
import { badRequest, failure, Refusal, refusalAnswer, success, type Envelope } from './errors.mts';
import type { Fault, Faults } from './faults.mts';
import type { Identity } from './identity.mts';
import { Query, Selected, type Call, type Route, type Router } from './router.mts';
import { checkModel } from './rules/check.mts';
import type { State } from './state.mts';
import type { ContractCheck, RequestLogEntry } from './types.mts';
import type { Webhooks } from './webhooks.mts';

export interface Endpoint {
	state: State;
	faults: Faults;
	identity: Identity;
	webhooks: Webhooks;
	router: Router;
	contract: ContractCheck | undefined;
	/** Told each call as it came, without the login. */
	heard?: (method: string, path: string, body: Buffer) => void;
	stopping: AbortController;
}

const LARGEST_BATCH = 50;

const header = (request: IncomingMessage, name: string): string => String(request.headers[name] ?? '');

function takesJson(request: IncomingMessage): boolean {
	const accept = header(request, 'accept');
	return accept === '' || accept.split(',').some((part) => ['application/json', 'application/*', '*/*', 'text/json'].includes(part.split(';')[0]!.trim().toLowerCase()));
}

function authenticate({ identity }: Endpoint, request: IncomingMessage): void {
	const token = /^Bearer (\S+)$/i.exec(header(request, 'authorization'))?.[1];
	if (token === undefined || !identity.isValid(token)) throw new HttpRefusal(401, 'Authorization has been denied for this request.');
}

function parseBody(request: IncomingMessage, raw: Buffer): unknown {
	if (!/^application\/json\b/i.test(header(request, 'content-type'))) throw new HttpRefusal(415, `The request entity's media type '${header(request, 'content-type')}' is not supported for this resource.`);
	try {
		return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw));
	} catch {
		throw badRequest('The body is not valid JSON.');
	}
}

/** Throws Refusal 400; tells what a careful client would not send, and where the tables are laxer than the description. */
function check({ state, contract }: Endpoint, model: string, body: unknown): void {
	const { problems, unknown } = checkModel(model, body);
	for (const name of unknown) state.remark(`${model}: ${name} is not known and ignored.`);
	if (problems.length > 0) throw badRequest(problems.join(' '));
	const described = contract?.model(model, body) ?? [];
	if (described.length === 0) return;
	for (const problem of described) state.contractProblem(`request ${problem}`);
	throw badRequest(described.join(' '));
}

function entriesOf(body: unknown): unknown[] {
	const items = (body as { Items?: unknown } | null)?.Items;
	if (!Array.isArray(items) || items.length < 1 || items.length > LARGEST_BATCH) throw badRequest(`The field Items must have 1 to ${LARGEST_BATCH} entries.`);
	return items;
}

const nameOf = (entry: unknown): string => String((entry as { Name?: unknown } | null)?.Name ?? '');

/** One envelope per entry, each carried out or refused for itself. */
function runBatch(endpoint: Endpoint, route: Route, call: Call, body: unknown, fault: Fault | undefined): { Results: Envelope[] } {
	const limit = fault?.storeItems ?? Infinity;
	const Results = entriesOf(body)
		.slice(0, limit)
		.map((entry): Envelope => {
			try {
				if (fault?.kind === 'itemFails' && nameOf(entry).includes(fault.name ?? '')) throw new Refusal(500, 'An unexpected error has occurred.', 'System');
				if (route.body !== 'ids') check(endpoint, route.body!, entry);
				else if (!Number.isInteger(entry) || (entry as number) < 1) throw badRequest('The entry is not an Id.');
				return success(route.run(call, entry));
			} catch (problem) {
				if (problem instanceof Refusal) return failure(problem);
				throw problem;
			}
		});
	return { Results };
}

interface Incoming {
	request: IncomingMessage;
	raw: Buffer;
	path: string;
	url: URL;
	entry: RequestLogEntry;
}

function runRoute(endpoint: Endpoint, { request, raw, path, url, entry }: Incoming, fault: Fault | undefined): Answer & { route: Route; whole: unknown } {
	const { state } = endpoint;
	authenticate(endpoint, request);
	state.meter.count();
	entry.counted = true;
	if (!takesJson(request)) throw new HttpRefusal(406, 'Not Acceptable');
	const { route, params } = endpoint.router.match(request.method ?? '', path, url.href);
	const call: Call = { state, params, query: new Query(url.searchParams) };
	const known = (route.query ?? []).map((name) => name.toLowerCase());
	for (const name of call.query.names) if (!known.includes(name)) state.remark(`${route.method} ${route.path}: the parameter ${name} is not known and ignored.`);
	if (header(request, 'x-app') === '') state.remark('X-App is not sent; it says which application calls.');
	try {
		const body = route.body === undefined ? undefined : parseBody(request, raw);
		if (route.batch) {
			const results = runBatch(endpoint, route, call, body, fault);
			entry.items = results.Results.length;
			return { status: 200, body: results, whole: results, route };
		}
		if (route.body !== undefined) check(endpoint, route.body, body);
		const data = route.run(call, body);
		return data instanceof Selected ? { status: 200, body: success(data.data), whole: success(data.whole), route } : { status: 200, body: success(data), whole: success(data), route };
	} catch (problem) {
		const answer = refusalAnswer(problem);
		return { ...answer, whole: answer.body, route };
	}
}

function carryOut(endpoint: Endpoint, incoming: Incoming, fault: Fault | undefined): Answer {
	const { state, contract } = endpoint;
	try {
		const { status, body, whole, route } = runRoute(endpoint, incoming, fault);
		if (contract) for (const problem of contract.answer(route.method, route.path, status, whole)) state.contractProblem(`answer ${problem}`);
		if (route.method !== 'GET') state.save();
		return { status, body };
	} catch (problem) {
		const answer = refusalAnswer(problem);
		return answer.status === 401 ? { ...answer, headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' } } : answer;
	}
}

/** Names of the entries of a body, for faults that look for one. */
function namesIn(raw: Buffer): string[] {
	try {
		const body = JSON.parse(raw.toString('utf8')) as { Items?: unknown[]; Name?: unknown };
		return [nameOf(body), ...(Array.isArray(body.Items) ? body.Items.map(nameOf) : [])];
	} catch {
		return [];
	}
}

/** @param path without /v3 */
export async function serveApi(endpoint: Endpoint, request: IncomingMessage, response: ServerResponse, entry: RequestLogEntry, url: URL, path: string): Promise<void> {
	const raw = await readBody(request);
	entry.bytes = raw.length;
	entry.app = header(request, 'x-app') || undefined;
	endpoint.heard?.(request.method ?? '', path + url.search, raw);
	const { faults, identity, stopping } = endpoint;
	await perform({
		request,
		response,
		entry,
		faults,
		signal: stopping.signal,
		subject: { method: request.method ?? '', path, names: namesIn(raw) },
		carryOut: (fault) => {
			if (fault?.kind === 'tokenDies') identity.killTokens();
			return carryOut(endpoint, { request, raw, path, url, entry }, fault);
		},
	});
}
