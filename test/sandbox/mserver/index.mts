/**
 * Stand-in for POHODA mServer: a real HTTP server that refuses what mServer refuses, keeps what arrives, answers list
 * requests and misbehaves when told to. It shares no code with core/, so that it can catch our mistakes.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

import { serveControl } from './control.mts';
import { Faults } from './faults.mts';
import { renderPage } from './page.mts';
import { State } from './state.mts';
import { statusBody } from './status.mts';
import { HttpRefusal, isLoggedIn, send, sendText } from './transport.mts';
import type { RequestLogEntry, Settings } from './types.mts';
import { serveXml, type Endpoint } from './xmlEndpoint.mts';
import { XsdQueue, type XsdValidator } from './xsdQueue.mts';

export type { Fault, FaultKind } from './faults.mts';
export type { Settings, StockCard, StoredDocument } from './types.mts';
export type { State } from './state.mts';

export interface MServerOptions {
	/** 0 = any free port. */
	port?: number;
	/** Default 127.0.0.1: mServer listens on IPv4 only, and this one must not be reachable from outside. */
	host?: string;
	/** Put over the default unit. */
	settings?: Partial<Settings>;
	/** Keeps the state across restarts. */
	dataFile?: string;
	/** `validate` of test/support/xsd.mts; without it nothing is checked against the XSD. */
	xsd?: XsdValidator;
	now?: () => Date;
	/** Told each pack that could be read, as it came. */
	heard?: Endpoint['heard'];
}

export interface MServer {
	url: string;
	port: number;
	state: State;
	faults: Faults;
	/** Complaints of the XSD validator about accepted requests and about our answers; validates what waits. */
	xsdProblems(): Promise<string[]>;
	/** Target off: open connections are cut, new ones refused. */
	off(): Promise<void>;
	/** Target on again, on the same port. */
	on(): Promise<void>;
	close(): Promise<void>;
}

function authorize({ state }: Endpoint, request: IncomingMessage): void {
	if (!isLoggedIn(request, state.settings.user, state.settings.password)) {
		state.counters.unauthorized += 1;
		throw new HttpRefusal(401, 'Unauthorized');
	}
	if (!state.settings.mayUseMServer) throw new HttpRefusal(403, 'Forbidden');
}

/** Answers one request; throws HttpRefusal for what HTTP itself refuses. */
async function route(endpoint: Endpoint, request: IncomingMessage, response: ServerResponse, entry: RequestLogEntry): Promise<void> {
	const { state } = endpoint;
	const url = new URL(request.url ?? '/', 'http://localhost');
	entry.path = url.pathname + url.search;
	if (url.pathname.startsWith('/_control/')) {
		entry.status = await serveControl(endpoint, request, response, url.pathname);
	} else if (url.pathname === '/xml') {
		if (request.method !== 'POST') throw new HttpRefusal(405, 'XML data only by POST');
		authorize(endpoint, request);
		await serveXml(endpoint, request, response, entry);
	} else if (url.pathname === '/status') {
		state.counters.status += 1;
		const companyDetail = url.searchParams.has('companyDetail');
		if (companyDetail) authorize(endpoint, request);
		const { type, body } = statusBody(state.settings, { busy: endpoint.open > 0, companyDetail, server: `http://${request.headers.host ?? ''}` });
		send(response, 200, type, body);
	} else if (url.pathname === '/' && request.method === 'GET') {
		const refresh = Math.min(3600, Math.max(0, Math.trunc(Number(url.searchParams.get('refresh') ?? 0)) || 0));
		send(response, 200, 'text/html; charset=utf-8', renderPage(state, refresh), {
			'Cache-Control': 'no-store',
			'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
		});
	} else {
		throw new HttpRefusal(404, 'Not Found');
	}
}

async function serve(endpoint: Endpoint, request: IncomingMessage, response: ServerResponse): Promise<void> {
	const { state } = endpoint;
	const started = state.now();
	const header = (name: string): string | undefined => (typeof request.headers[name] === 'string' ? (request.headers[name] as string) : undefined);
	const entry: RequestLogEntry = {
		n: 0,
		at: started.toISOString(),
		method: request.method ?? '',
		path: '',
		status: 200,
		answered: true,
		application: header('stw-application'),
		instance: header('stw-instance'),
		bytes: 0,
		milliseconds: 0,
	};
	try {
		await route(endpoint, request, response, entry);
	} catch (problem) {
		entry.status = problem instanceof HttpRefusal ? problem.status : 500;
		if (response.headersSent || response.destroyed) response.destroy();
		else sendText(response, entry.status, problem instanceof HttpRefusal ? problem.message : `The stand-in itself failed: ${String(problem)}`);
		request.resume();
	}
	entry.milliseconds = state.now().getTime() - started.getTime();
	// The page and the control calls are not part of what mServer is asked.
	if (entry.path.startsWith('/xml') || entry.path.startsWith('/status') || entry.status === 404) state.logRequest(entry);
}

/** Starts the stand-in; resolves when it listens. */
export async function startMServer(options: MServerOptions = {}): Promise<MServer> {
	const host = options.host ?? '127.0.0.1';
	const state = new State(options.now ?? (() => new Date()), options.settings, options.dataFile);
	const faults = new Faults();
	const xsd = options.xsd && new XsdQueue(options.xsd);
	const endpoint: Endpoint = { state, faults, xsd, heard: options.heard, open: 0, tail: Promise.resolve(), stopping: new AbortController() };
	const sockets = new Set<Socket>();
	let server: Server | undefined;

	const listen = async (port: number): Promise<void> => {
		const created = createServer((request, response) => void serve(endpoint, request, response));
		// An idle connection stays open until it is cut: no client meets one that times out just as it is used again.
		created.keepAliveTimeout = 0;
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
	return {
		url: `http://${host}:${port}`,
		port,
		state,
		faults,
		xsdProblems: async () => (await xsd?.check()) ?? [],
		off: stop,
		on: async () => {
			if (!server) await listen(port);
		},
		close: stop,
	};
}
