/** /_control/...: the state for tests in other processes, as JSON, on the loopback interface only. */
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Fault } from './faults.mts';
import { readBody, send, HttpRefusal } from './transport.mts';
import type { Settings, Span } from './types.mts';
import type { Endpoint } from './xmlEndpoint.mts';

type Body = Record<string, unknown>;
type Action = (endpoint: Endpoint, body: Body) => unknown;

const summary: Action = ({ state, faults, open }) => ({
	counters: state.counters,
	documents: state.documents.length,
	refused: state.refused,
	remarks: state.remarks,
	stock: state.settings.stock,
	pendingFaults: faults.pending,
	faultsFired: faults.fired,
	open,
});

function span(value: unknown): Span {
	const { from, till } = (value ?? {}) as Partial<Span>;
	if (!/^\d{4}-\d{2}-\d{2}$/.test(from ?? '') || !/^\d{4}-\d{2}-\d{2}$/.test(till ?? '')) throw new HttpRefusal(400, 'Expected {"from": "YYYY-MM-DD", "till": "YYYY-MM-DD"}');
	return { from: from!, till: till! };
}

const ACTIONS: Record<string, Action> = {
	'GET state': summary,
	'GET documents': ({ state }) => state.documents,
	'GET requests': ({ state }) => state.requests,
	'GET xsd-problems': async ({ xsd }) => ({ checked: xsd !== undefined, problems: (await xsd?.check()) ?? [] }),
	'POST reset': ({ state, faults }, body) => {
		faults.clear();
		state.reset(body as Partial<Settings>);
		return { ok: true };
	},
	'POST seed': ({ state }, body) => {
		state.seedSettings(body as Partial<Settings>);
		return { ok: true };
	},
	'POST delete': ({ state }, body) => {
		const document = state.deleteDocument({ id: body['id'] as number | undefined, number: body['number'] as string | undefined });
		if (!document) throw new HttpRefusal(404, 'No such document');
		return { deleted: { id: document.id, number: document.number } };
	},
	'POST period': ({ state }, body) => {
		state.seedSettings({ period: span(body) });
		return { ok: true };
	},
	'POST closed-periods': ({ state }, body) => {
		state.seedSettings({ closedVatPeriods: ((body['periods'] ?? []) as unknown[]).map(span) });
		return { ok: true };
	},
	'POST faults': ({ faults }, body) => {
		try {
			faults.add(body as unknown as Fault);
		} catch (problem) {
			throw new HttpRefusal(400, (problem as Error).message);
		}
		return { pending: faults.pending };
	},
	'DELETE faults': ({ faults }) => {
		faults.clear();
		return { ok: true };
	},
};

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

async function bodyOf(request: IncomingMessage): Promise<Body> {
	const text = (await readBody(request)).toString('utf8');
	if (text.trim() === '') return {};
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch {
		throw new HttpRefusal(400, 'The body is not JSON');
	}
	if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new HttpRefusal(400, 'The body is not a JSON object');
	return body as Body;
}

/** Serves a request below /_control/. A web page cannot reach it: it would have to send a type that browsers ask about first. */
export async function serveControl(endpoint: Endpoint, request: IncomingMessage, response: ServerResponse, path: string): Promise<number> {
	if (!LOOPBACK.has(request.socket.remoteAddress ?? '')) throw new HttpRefusal(403, 'Loopback only');
	const action = ACTIONS[`${request.method} ${path.slice('/_control/'.length)}`];
	if (!action) throw new HttpRefusal(404, `Known are ${Object.keys(ACTIONS).join(', ')}`);
	if (request.method === 'POST' && !/^application\/json\b/.test(String(request.headers['content-type'] ?? ''))) throw new HttpRefusal(415, 'Content-Type has to be application/json');
	const answer = await action(endpoint, request.method === 'GET' ? {} : await bodyOf(request));
	send(response, 200, 'application/json; charset=utf-8', JSON.stringify(answer));
	return 200;
}
