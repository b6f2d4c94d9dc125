/** /_control/...: the state for tests in other processes, as JSON, on the loopback interface only. */
import type { IncomingMessage, ServerResponse } from 'node:http';

import { decimal, toHalers } from './amounts.mts';
import type { Fault } from './faults.mts';
import { readBody, send, HttpRefusal } from './transport.mts';
import type { Settings, Span, StockCard } from './types.mts';
import type { XmlObject } from './xml.mts';
import type { Endpoint } from './xmlEndpoint.mts';

type Body = Record<string, unknown>;
type Action = (endpoint: Endpoint, body: Body) => unknown;

const summary: Action = ({ state, faults, open }) => ({
	counters: state.counters,
	documents: state.documents.length,
	contacts: state.contacts.length,
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

const found = <T,>(record: T | undefined, what: string): T => {
	if (record === undefined) throw new HttpRefusal(404, `No such ${what}`);
	return record;
};

const which = (body: Body): { id?: number; number?: string } => ({ id: body['id'] as number | undefined, number: body['number'] as string | undefined });

/** Kč as a decimal text or number to haléře. */
function halers(value: unknown): number | undefined {
	if (value === undefined) return undefined;
	const amount = decimal(String(value));
	if (!amount) throw new HttpRefusal(400, 'The amount is not a number');
	return toHalers(amount);
}

/** What a person does in POHODA: changes and new records that nobody has sent. */
const PERSON: Record<string, Action> = {
	'POST card': ({ state }, body) => {
		if (typeof body['code'] !== 'string' || body['code'] === '') throw new HttpRefusal(400, 'Expected {"code": …} and the fields of the card');
		return state.putCard(body as Partial<StockCard> & { code: string });
	},
	'POST delete-card': ({ state }, body) => {
		const card = found(state.cardsWithCode(String(body['code'])).find(({ store }) => body['store'] === undefined || store === body['store']), 'card');
		state.deleteCard(card);
		state.save();
		return { deleted: { id: card.id, code: card.code } };
	},
	'POST contact': ({ state }, body) => found(state.putContact(body), 'contact'),
	'POST delete-contact': ({ state }, body) => {
		const contact = found(state.contacts.find(({ id }) => id === body['id']), 'contact');
		state.deleteContact(contact);
		state.save();
		return { deleted: { id: contact.id } };
	},
	/** {"number": …, "amount": Kč, "date": …}; without amount the whole rest. */
	'POST pay': ({ state }, body) => found(state.pay(which(body), halers(body['amount']), body['date'] as string | undefined), 'document'),
	/** {"number": …, "header": {"ord:isExecuted": "true"}} */
	'POST change': ({ state }, body) => found(state.changeDocument(which(body), (body['header'] ?? {}) as XmlObject), 'document'),
};

const ACTIONS: Record<string, Action> = {
	'GET state': summary,
	'GET documents': ({ state }) => state.documents,
	'GET contacts': ({ state }) => state.contacts,
	'GET stock': ({ state }) => state.settings.stock,
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
		const document = found(state.deleteDocument(which(body)), 'document');
		return { deleted: { id: document.id, number: document.number } };
	},
	...PERSON,
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
