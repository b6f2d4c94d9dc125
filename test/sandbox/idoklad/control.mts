/** /_control/...: the state for tests in other processes, as JSON, on the loopback interface only. */
import type { IncomingMessage, ServerResponse } from 'node:http';

import { HttpRefusal, readBody, send } from '../mserver/transport.mts';
import type { Endpoint } from './api.mts';
import { accountReceipts, exportReceipts } from './documents/accounting.mts';
import { Refusal } from './errors.mts';
import type { Fault } from './faults.mts';
import { outside } from './shape.mts';
import { TABLES, type SettingsPatch, type Table } from './types.mts';

type Body = Record<string, unknown>;
type Action = (endpoint: Endpoint, body: Body) => unknown;

const idsOf = (body: Body): number[] => {
	const ids = body['ids'];
	if (!Array.isArray(ids) || !ids.every((id) => Number.isInteger(id))) throw new HttpRefusal(400, 'Expected {"ids": [numbers]}');
	return ids as number[];
};

const callsOf = ({ state: { meter } }: Endpoint) => ({ used: meter.used, limit: meter.limit, thisMinute: meter.thisMinute, refused: meter.refused });

const ACTIONS: Record<string, Action> = {
	'GET state': (endpoint) => ({
		calls: callsOf(endpoint),
		rows: Object.fromEntries(TABLES.map((table) => [table, endpoint.state.table(table).length])),
		remarks: endpoint.state.remarks,
		contract: { checked: endpoint.contract !== undefined, problems: endpoint.state.contractProblems },
		tokensIssued: endpoint.identity.issued,
		pendingFaults: endpoint.faults.pending,
		faultsFired: endpoint.faults.fired,
	}),
	'GET requests': ({ state }) => state.requests,
	'GET deliveries': ({ webhooks }) => webhooks.deliveries,
	'POST reset': ({ state, faults, identity }, body) => {
		faults.clear();
		identity.killTokens();
		state.reset(body as SettingsPatch);
		return { ok: true };
	},
	'POST seed': ({ state }, body) => {
		state.seedSettings(body as SettingsPatch);
		return { ok: true };
	},
	'POST calls': (endpoint, body) => {
		if (!(Number(body['used']) >= 0)) throw new HttpRefusal(400, 'Expected {"used": number}');
		endpoint.state.meter.setUsed(Number(body['used']));
		return callsOf(endpoint);
	},
	'POST kill-tokens': ({ identity }) => {
		identity.killTokens();
		return { ok: true };
	},
	'POST account': ({ state }, body) => ({ voucher: accountReceipts(state, idsOf(body)).Id }),
	'POST export': ({ state }, body) => {
		exportReceipts(state, idsOf(body));
		return { ok: true };
	},
	'POST redeliver': async ({ webhooks }, body) => {
		const delivery = await webhooks.redeliver(String(body['deliveryId']));
		if (!delivery) throw new HttpRefusal(404, 'No such delivery');
		return delivery;
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
	const name = path.slice('/_control/'.length);
	const table = request.method === 'GET' && name.startsWith('rows/') ? TABLES.find((one) => one === name.slice('rows/'.length)) : undefined;
	const action: Action | undefined = table ? ({ state }) => outside(state.table(table satisfies Table)) : ACTIONS[`${request.method} ${name}`];
	if (!action) throw new HttpRefusal(404, `Known are ${Object.keys(ACTIONS).join(', ')}, GET rows/${TABLES.join('|')}`);
	if (request.method === 'POST' && !/^application\/json\b/.test(String(request.headers['content-type'] ?? ''))) throw new HttpRefusal(415, 'Content-Type has to be application/json');
	try {
		const answer = await action(endpoint, request.method === 'GET' ? {} : await bodyOf(request));
		send(response, 200, 'application/json; charset=utf-8', JSON.stringify(answer));
	} catch (problem) {
		if (problem instanceof Refusal) throw new HttpRefusal(problem.status, problem.message);
		throw problem;
	}
	return 200;
}
