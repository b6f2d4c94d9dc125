/**
 * Stand-in for iDoklad API v3: a real HTTP server with identity server (/server), API (/v3), a page for people (/) and a
 * control interface for tests (/_control). It refuses what the service refuses, keeps what arrives, counts calls, delivers
 * webhooks and misbehaves when told to. It shares no code with core/, so that it can catch our mistakes.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

import { HttpRefusal, send } from '../mserver/transport.mts';
import { serveApi, type Endpoint } from './api.mts';
import { serveControl } from './control.mts';
import { Faults } from './faults.mts';
import { Identity } from './identity.mts';
import { serveIdentity } from './identityEndpoint.mts';
import { renderPage } from './page.mts';
import { Router } from './router.mts';
import { ROUTES } from './routes.mts';
import { State } from './state.mts';
import type { ContractCheck, RequestLogEntry, SettingsPatch } from './types.mts';
import { Webhooks } from './webhooks.mts';

export type { Fault, FaultKind } from './faults.mts';
export { APPLICATION_ID, CLIENT, PORTAL_APP } from './settings.mts';
export type { State } from './state.mts';
export type { Delivery, Entity, RequestLogEntry, Settings, SettingsPatch } from './types.mts';

export interface IDokladOptions {
	/** 0 = any free port. */
	port?: number;
	/** Default 127.0.0.1: it must not be reachable from outside. */
	host?: string;
	/** Put over the default agenda. */
	settings?: SettingsPatch;
	/** Keeps the state across restarts; tokens are not kept. */
	dataFile?: string;
	/** `idokladContract()` of contract.mts; without it nothing is checked against openapi.yaml. */
	contract?: ContractCheck;
	now?: () => Date;
	/** Told each call as it came, without the login. */
	heard?: Endpoint['heard'];
}

export interface IDoklad {
	url: string;
	port: number;
	/** Credential parameters: `<url>/v3` and `<url>/server`. */
	apiUrl: string;
	identityUrl: string;
	state: State;
	faults: Faults;
	identity: Identity;
	webhooks: Webhooks;
	/** Target off: open connections are cut, new ones refused. */
	off(): Promise<void>;
	/** Target on again, on the same port. */
	on(): Promise<void>;
	close(): Promise<void>;
}

async function route(endpoint: Endpoint, request: IncomingMessage, response: ServerResponse, entry: RequestLogEntry): Promise<void> {
	const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
	const { pathname } = url;
	entry.path = pathname + url.search;
	if (pathname.startsWith('/_control/')) entry.status = await serveControl(endpoint, request, response, pathname);
	else if (/^\/v3\//i.test(pathname)) await serveApi(endpoint, request, response, entry, url, pathname.slice('/v3'.length));
	else if (pathname.startsWith('/server/')) await serveIdentity(endpoint, request, response, entry, url, pathname.slice('/server'.length));
	else if (pathname === '/' && request.method === 'GET') {
		const refresh = Math.min(3600, Math.max(0, Math.trunc(Number(url.searchParams.get('refresh') ?? 0)) || 0));
		send(response, 200, 'text/html; charset=utf-8', renderPage(endpoint, refresh), { 'Cache-Control': 'no-store', 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'" });
	} else throw new HttpRefusal(404, `No HTTP resource was found that matches the request URI '${url.href}'.`);
}

async function serve(endpoint: Endpoint, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const { state } = endpoint;
	const started = state.now();
	const entry: RequestLogEntry = { n: 0, at: started.toISOString(), method: request.method ?? '', path: '', status: 200, answered: true, counted: false, bytes: 0, milliseconds: 0 };
	try {
		await route(endpoint, request, response, entry);
	} catch (problem) {
		entry.status = problem instanceof HttpRefusal ? problem.status : 500;
		const Message = problem instanceof HttpRefusal ? problem.message : `The stand-in itself failed: ${String((problem as Error).stack ?? problem)}`;
		if (response.headersSent || response.destroyed) response.destroy();
		else send(response, entry.status, 'application/json; charset=utf-8', JSON.stringify({ Message }));
		request.resume();
	}
	entry.milliseconds = state.now().getTime() - started.getTime();
	// The page and the control calls are not part of what the service is asked.
	if (/^\/(v3|server)\//i.test(entry.path)) state.logRequest(entry);
}

/** Starts the stand-in; resolves when it listens. */
export async function startIDoklad(options: IDokladOptions = {}): Promise<IDoklad> {
	const host = options.host ?? '127.0.0.1';
	const state = new State(options.now ?? (() => new Date()), options.settings, options.dataFile);
	const endpoint: Endpoint = {
		state,
		faults: new Faults(),
		identity: new Identity(state),
		webhooks: new Webhooks(state),
		router: new Router(ROUTES),
		contract: options.contract,
		heard: options.heard,
		stopping: new AbortController(),
	};
	const sockets = new Set<Socket>();
	let server: Server | undefined;

	const listen = async (port: number): Promise<void> => {
		const created = createServer((request, response) => void serve(endpoint, request, response));
		created.on('connection', (socket) => {
			sockets.add(socket);
			socket.on('close', () => sockets.delete(socket));
		});
		await new Promise<void>((resolve, reject) => {
			created.once('error', reject);
			created.listen(port, host, resolve);
		});
		server = created;
		endpoint.stopping = new AbortController();
	};
	const stop = async (): Promise<void> => {
		const stopping = server;
		server = undefined;
		if (!stopping) return;
		endpoint.stopping.abort();
		const closed = new Promise<void>((resolve) => stopping.close(() => resolve()));
		for (const socket of sockets) socket.destroy();
		await closed;
	};

	await listen(options.port ?? 0);
	const { port } = server!.address() as AddressInfo;
	const url = `http://${host}:${port}`;
	return {
		url,
		port,
		apiUrl: `${url}/v3`,
		identityUrl: `${url}/server`,
		state,
		faults: endpoint.faults,
		identity: endpoint.identity,
		webhooks: endpoint.webhooks,
		off: stop,
		on: async () => {
			if (!server) await listen(port);
		},
		close: async () => {
			await endpoint.webhooks.stop();
			await stop();
		},
	};
}
