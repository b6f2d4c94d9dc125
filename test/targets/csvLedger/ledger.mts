/** The ledger as a service: keeps one line for each id, and can take lines and lose its answer. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const TOKEN = 'ledger-token';

export interface Ledger {
	url: string;
	/** By id. */
	lines: Map<string, { cells: string[]; number: string }>;
	/** Texts of the bodies that came. */
	posted: string[];
	/** Takes so many further requests and breaks the connection in place of an answer. */
	losing: number;
	close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}

export async function startLedger(): Promise<Ledger> {
	const ledger = { lines: new Map<string, { cells: string[]; number: string }>(), posted: [] as string[], losing: 0 };
	const told = (id: string, state: string) => {
		const { cells, number } = ledger.lines.get(id)!;
		return `${id};${state};${number};${cells[5]}\r\n`;
	};
	const take = (text: string): string => {
		const rows = text.split('\r\n').filter((row) => row !== '').map((row) => row.split(';'));
		for (const [at, cells] of rows.entries()) if (cells.length !== 6 || !/^-?\d+(\.\d+)?$/.test(cells[5])) throw new Error(`line ${at + 1}: six cells, the last one an amount`);
		return rows
			.map((cells) => {
				const state = ledger.lines.has(cells[0]) ? 'there' : 'new';
				if (state === 'new') ledger.lines.set(cells[0], { cells, number: String(ledger.lines.size + 1) });
				return told(cells[0], state);
			})
			.join('');
	};
	const answer = async (request: IncomingMessage, response: ServerResponse) => {
		const text = await bodyOf(request);
		const end = (status: number, body: string) => void response.writeHead(status, { 'content-type': 'text/csv; charset=utf-8' }).end(body);
		if (request.headers.authorization !== `Bearer ${TOKEN}`) return end(401, 'who are you?');
		if (request.method === 'GET') {
			const ids = (new URL(request.url ?? '', 'http://ledger').searchParams.get('ids') ?? '').split(',');
			return end(200, ids.filter((id) => ledger.lines.has(id)).map((id) => told(id, 'there')).join(''));
		}
		ledger.posted.push(text);
		try {
			const made = take(text);
			if (ledger.losing === 0) return end(200, made);
			ledger.losing -= 1;
			request.socket.destroy();
		} catch (error) {
			end(422, (error as Error).message);
		}
	};
	const server = createServer((request, response) => void answer(request, response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const close = async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
	return Object.assign(ledger, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close });
}
