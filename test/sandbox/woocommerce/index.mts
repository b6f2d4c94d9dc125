/**
 * Stand-in for a WooCommerce shop: a real HTTP server for the part of /wp-json/wc/v3 that the workflows use (orders,
 * customers), with logins, pages and refusals as WooCommerce has them. It misbehaves when told to. The rules are an own
 * reading of WooCommerce's public documentation; no copy of WooCommerce stood behind it.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { HttpRefusal, readBody, send } from '../mserver/transport.mts';
import { Refusal } from './errors.mts';
import { Faults } from './faults.mts';
import { RESOURCES, noRoute, type Answer, type Call } from './resources.mts';
import { State } from './state.mts';
import type { ShopSettings } from './types.mts';

export type { Fault } from './faults.mts';
export type { State } from './state.mts';
export type { Basket, ShopCustomer, ShopOrder } from './types.mts';

export interface WooCommerceOptions {
	/** 0 = any free port. */
	port?: number;
	settings?: Partial<ShopSettings>;
	now?: () => Date;
}

export interface WooCommerce {
	url: string;
	port: number;
	state: State;
	faults: Faults;
	/** Data of n8n's credential. */
	credential: { url: string; consumerKey: string; consumerSecret: string; includeCredentialsInQuery: boolean };
	/** Shop off: open connections are cut, new ones refused. */
	off(): Promise<void>;
	/** On again, on the same port. */
	on(): Promise<void>;
	close(): Promise<void>;
}

const BASE = '/wp-json/wc/v3';
const JSON_TYPE = 'application/json; charset=UTF-8';

/** Key and secret by Basic authorization, or as query parameters. */
function isLoggedIn({ settings }: State, request: IncomingMessage, query: URLSearchParams): boolean {
	const { consumerKey, consumerSecret } = settings;
	const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1];
	if (basic !== undefined) return Buffer.from(basic, 'base64').toString('utf8') === `${consumerKey}:${consumerSecret}`;
	return query.get('consumer_key') === consumerKey && query.get('consumer_secret') === consumerSecret;
}

function parse(text: string): Record<string, unknown> {
	if (text.trim() === '') return {};
	try {
		const value = JSON.parse(text) as unknown;
		if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
	} catch {
		// Told below.
	}
	throw new Refusal(400, 'rest_invalid_json', 'Invalid JSON body passed.');
}

function carryOut(call: Call, loggedIn: boolean): Answer {
	try {
		if (!loggedIn) throw new Refusal(401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.');
		const resource = RESOURCES[call.parts[0] ?? ''];
		if (!resource) throw noRoute();
		return resource(call);
	} catch (problem) {
		if (!(problem instanceof Refusal)) throw problem;
		return { status: problem.status, body: problem.body };
	}
}

async function serve(state: State, faults: Faults, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
	const method = request.method ?? 'GET';
	const path = url.pathname.startsWith(`${BASE}/`) ? url.pathname.slice(BASE.length) : '';
	const loggedIn = isLoggedIn(state, request, url.searchParams);
	for (const secret of ['consumer_key', 'consumer_secret']) url.searchParams.delete(secret);
	const entry = { method, path: path + url.search, status: 200 };
	try {
		const body = parse((await readBody(request)).toString('utf8'));
		const fault = faults.take(method, path);
		if (fault?.kind === 'slow') await wait(fault.milliseconds);
		const runs = fault?.kind !== 'status' && !(fault?.kind === 'drop' && fault.stored === false);
		const call: Call = { state, method, url, parts: path.split('/').slice(1), body };
		const answer: Answer = runs ? carryOut(call, loggedIn) : { status: fault?.status ?? 500, body: { code: `http_${fault?.status ?? 500}`, message: 'The shop is busy.', data: { status: fault?.status ?? 500 } } };
		state.log({ ...entry, status: answer.status, ...(method === 'GET' ? {} : { body }), ...(fault ? { fault: fault.kind } : {}) });
		if (fault?.kind === 'drop') response.destroy();
		else send(response, answer.status, JSON_TYPE, JSON.stringify(answer.body), answer.headers);
	} catch (problem) {
		const refusal = problem instanceof Refusal ? problem : new Refusal(problem instanceof HttpRefusal ? problem.status : 500, 'internal_server_error', String((problem as Error).message));
		state.log({ ...entry, status: refusal.status });
		if (response.headersSent || response.destroyed) response.destroy();
		else send(response, refusal.status, JSON_TYPE, JSON.stringify(refusal.body));
	}
}

/** Starts the stand-in; resolves when it listens on 127.0.0.1. */
export async function startWooCommerce(options: WooCommerceOptions = {}): Promise<WooCommerce> {
	const state = new State(options.now ?? (() => new Date()), options.settings);
	const faults = new Faults();
	const sockets = new Set<Socket>();
	let server: Server | undefined;
	const listen = async (port: number): Promise<void> => {
		const created = createServer((request, response) => void serve(state, faults, request, response));
		created.on('connection', (socket) => {
			sockets.add(socket);
			socket.on('close', () => sockets.delete(socket));
		});
		await new Promise<void>((resolve, reject) => {
			created.once('error', reject);
			created.listen(port, '127.0.0.1', resolve);
		});
		server = created;
	};
	const off = async (): Promise<void> => {
		const stopping = server;
		server = undefined;
		if (!stopping) return;
		const closed = new Promise<void>((resolve) => stopping.close(() => resolve()));
		for (const socket of sockets) socket.destroy();
		await closed;
	};
	await listen(options.port ?? 0);
	const { port } = server!.address() as AddressInfo;
	const url = `http://127.0.0.1:${port}`;
	const { consumerKey, consumerSecret } = state.settings;
	return {
		...{ url, port, state, faults, off, close: off },
		credential: { url, consumerKey, consumerSecret, includeCredentialsInQuery: false },
		on: async () => {
			if (!server) await listen(port);
		},
	};
}
