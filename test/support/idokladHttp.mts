// A small HTTP server in the place of iDoklad for tests of one node: routes are given by the test, tokens are checked, and
// every request is kept. It knows no rules of the service; those are in the stand-in and in PlayedIDoklad.
import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';

export interface Asked {
	method: string;
	path: string;
	query: Record<string, string>;
	body: unknown;
	headers: IncomingMessage['headers'];
}

export interface Given {
	status?: number;
	body?: unknown;
	headers?: Record<string, string>;
	/** Close the connection instead of answering. */
	drop?: boolean;
}

/** `GET /SalesReceipts`; a path may end in `*`. */
export type Routes = Record<string, (asked: Asked, count: number) => Given | Promise<Given>>;

export const ok = (Data: unknown): Given => ({ body: { Data, ErrorCode: 0, IsSuccess: true, Message: '', StatusCode: 200 } });
export const page = (Items: unknown[], TotalPages = 1): Given => ok({ Items, TotalItems: Items.length, TotalPages });
export const refused = (status: number, ErrorCode: number, Message: string): Given => ({
	status,
	body: { Data: null, ErrorCode, IsSuccess: false, Message, StatusCode: status },
});

export class HttpIDoklad {
	readonly asked: Asked[] = [];

	/** Fields of each call of the token endpoint, with its path. */
	readonly logins: Array<Record<string, string>> = [];

	/** Tokens that the API takes. */
	private valid = new Set<string>();

	/** Instead of a token. */
	loginAnswer?: Given;

	private server?: Server;

	private counts = new Map<string, number>();

	url = '';

	private given: Routes = {};

	get routes(): Routes {
		return this.given;
	}

	/** New routes count their calls anew. */
	set routes(routes: Routes) {
		this.given = routes;
		this.counts.clear();
	}

	async open(): Promise<void> {
		this.server = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				void this.answer(request, Buffer.concat(chunks).toString('utf8')).then(({ status = 200, body, headers = {}, drop }) => {
					if (drop) return void request.socket.destroy();
					const text = typeof body === 'string' ? body : JSON.stringify(body ?? null);
					response.writeHead(status, { 'Content-Type': typeof body === 'string' ? 'text/html' : 'application/json', ...headers });
					response.end(text);
				});
			});
		});
		await new Promise<void>((resolve) => this.server!.listen(0, '127.0.0.1', resolve));
		this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		this.server?.closeAllConnections();
		await new Promise((resolve) => this.server?.close(resolve));
	}

	/** The next call meets a token that the service no longer takes. */
	expireTokens(): void {
		this.valid.clear();
	}

	private async answer(request: IncomingMessage, text: string): Promise<Given> {
		const url = new URL(request.url ?? '/', this.url || 'http://127.0.0.1');
		if (url.pathname.endsWith('/connect/token')) {
			this.logins.push({ path: url.pathname, type: String(request.headers['content-type']), ...Object.fromEntries(new URLSearchParams(text)) });
			if (this.loginAnswer) return this.loginAnswer;
			const token = `token-${this.logins.length}`;
			this.valid.add(token);
			return { body: { access_token: token, token_type: 'Bearer', expires_in: 3600, refresh_token: `refresh-${this.logins.length}` } };
		}
		const path = url.pathname.replace(/^\/v3/, '');
		const asked: Asked = {
			method: request.method ?? 'GET',
			path,
			query: Object.fromEntries(url.searchParams),
			body: text === '' ? undefined : JSON.parse(text),
			headers: request.headers,
		};
		this.asked.push(asked);
		if (!this.valid.has(String(request.headers.authorization).replace('Bearer ', '')))
			return { status: 401, body: { Message: 'Authorization has been denied for this request.' } };
		const name = `${asked.method} ${path}`;
		const route = this.routes[name] ?? Object.entries(this.routes).find(([pattern]) => pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1)))?.[1];
		if (!route) return { status: 404, body: { Message: `No HTTP resource was found that matches the request URI '${path}'.` } };
		const count = (this.counts.get(name) ?? 0) + 1;
		this.counts.set(name, count);
		return await route(asked, count);
	}

	/** Data of the credential as n8n resolves it for client credentials. */
	credential(more: IDataObject = {}): IDataObject {
		return {
			grantType: 'clientCredentials',
			clientId: 'client-1',
			clientSecret: 'very-secret-secret',
			applicationId: 'app-1',
			ico: '12345678',
			webhookSecret: '',
			apiUrl: `${this.url}/v3`,
			identityUrl: `${this.url}/server`,
			authUrl: `${this.url}/server/connect/authorize`,
			accessTokenUrl: `${this.url}/server/v2/connect/token`,
			scope: 'idoklad_api',
			authentication: 'body',
			sendAdditionalBodyProperties: true,
			additionalBodyProperties: '{"application_id":"app-1"}',
			...more,
		};
	}
}
