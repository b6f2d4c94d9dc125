/** A client of the stand-in for its tests. */
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';

import { idokladContract } from '../../../sandbox/idoklad/contract.mts';
import { CLIENT, startIDoklad, type Entity, type IDoklad, type IDokladOptions } from '../../../sandbox/idoklad/index.mts';

export const DAY = '2026-11-14';
export const START = Date.parse('2026-11-14T11:00:00Z');

/** A clock that stands still until it is moved. */
export class Clock {
	milliseconds = START;
	now = (): Date => new Date(this.milliseconds);
	forward(seconds: number): void {
		this.milliseconds += seconds * 1000;
	}
}

export const start = (options: IDokladOptions = {}): Promise<IDoklad> => startIDoklad({ now: new Clock().now, contract: idokladContract(), ...options });

export interface Reply<T = any> {
	status: number;
	/** Data of the envelope. */
	data: T;
	/** ErrorCode of the envelope. */
	code?: number;
	message: string;
	/** The whole body. */
	body: any;
	headers: Record<string, string>;
}

const reply = ({ status, data, headers }: AxiosResponse): Reply => ({ status, data: data?.Data, code: data?.ErrorCode, message: data?.Message ?? '', body: data, headers: headers as Record<string, string> });

/** Every status is an answer. */
export class Client {
	readonly http: AxiosInstance;
	token = '';

	constructor(readonly server: IDoklad) {
		this.http = axios.create({ validateStatus: () => true, timeout: 20_000, maxRedirects: 0 });
	}

	static async login(server: IDoklad): Promise<Client> {
		const client = new Client(server);
		await client.login();
		return client;
	}

	async tokenCall(fields: Record<string, string>, path = '/connect/token'): Promise<{ status: number; body: any }> {
		const { status, data } = await this.http.post(`${this.server.identityUrl}${path}`, new URLSearchParams(fields).toString(), { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });
		return { status, body: data };
	}

	async login(): Promise<void> {
		const { body } = await this.tokenCall({ grant_type: 'client_credentials', client_id: CLIENT.id, client_secret: CLIENT.secret, scope: 'idoklad_api' });
		this.token = body.access_token as string;
	}

	async call(method: string, path: string, body?: unknown, headers: Record<string, string | undefined> = {}, leaving?: AbortSignal): Promise<Reply> {
		const answer = await this.http.request({ method, url: `${this.server.apiUrl}${path}`, data: body, signal: leaving, headers: { 'Authorization': `Bearer ${this.token}`, 'Content-Type': body === undefined ? undefined : 'application/json', 'X-App': 'test', ...headers } });
		return reply(answer);
	}

	get = (path: string, headers?: Record<string, string>): Promise<Reply> => this.call('GET', path, undefined, headers);
	post = (path: string, body: unknown): Promise<Reply> => this.call('POST', path, body);
	patch = (path: string, body: unknown): Promise<Reply> => this.call('PATCH', path, body);
	put = (path: string, body?: unknown): Promise<Reply> => this.call('PUT', path, body);
	delete = (path: string, body?: unknown): Promise<Reply> => this.call('DELETE', path, body);

	/** A list with parameters as they are. */
	list = (path: string, query: Record<string, string | number> = {}): Promise<Reply> => this.get(`${path}?${new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString()}`);
}

export const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

export const item = (price: number, more: Record<string, unknown> = {}): Record<string, unknown> => ({ Amount: 1, Name: 'Káva', PriceType: 0, UnitPrice: price, VatRateType: 0, ...more });

export const CARD = 2;
export const CASH = 3;

/** A receipt that adds up. */
export const receipt = (serial: number, price = 100, more: Record<string, unknown> = {}): Record<string, any> => ({
	CurrencyId: 1,
	DateOfIssue: DAY,
	DocumentSerialNumber: serial,
	ExternalDocumentNumber: `P1/${serial}`,
	IsCumulative: false,
	IsIncomeTax: true,
	Name: `Účtenka P1/${serial}`,
	Items: [item(price)],
	Payments: [{ PaymentOptionId: CARD, PaymentAmount: price, PaymentTransactionCode: '' }],
	...more,
});

export const product = (more: Record<string, unknown> = {}): Record<string, unknown> => ({ Name: 'Káva', Amount: 1, Price: 49, PriceType: 0, VatRateType: 0, CurrencyId: 1, IsStockItem: false, Code: 'KAVA', ...more });

export const receipts = (server: IDoklad): Entity[] => server.state.table('SalesReceipts');
