/** HTTP details: body, compression, credentials. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { deflateRawSync, deflateSync, gunzipSync, gzipSync, inflateRawSync, inflateSync } from 'node:zlib';

export class HttpRefusal extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}

const LIMIT = 200 * 1024 * 1024;

/** The body as it was sent, decompressed by Content-Encoding. Throws HttpRefusal. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request) {
		size += (chunk as Buffer).length;
		if (size > LIMIT) throw new HttpRefusal(413, 'Payload Too Large');
		chunks.push(chunk as Buffer);
	}
	const body = Buffer.concat(chunks);
	const encoding = (request.headers['content-encoding'] ?? 'identity').toLowerCase();
	try {
		if (encoding === 'identity') return body;
		if (encoding === 'gzip') return gunzipSync(body);
		// A zlib header has 8 in the low half of its first byte; without one it is the raw form that some clients send.
		if (encoding === 'deflate') return (body[0]! & 0x0f) === 8 ? inflateSync(body) : inflateRawSync(body);
	} catch {
		throw new HttpRefusal(400, `The body is not ${encoding}`);
	}
	throw new HttpRefusal(415, `Content-Encoding ${encoding} is not supported`);
}

/** Compresses as mServer may: gzip or deflate where the client accepts them, nothing else. */
export function compress(request: IncomingMessage, body: Buffer, rawDeflate: boolean): { body: Buffer; encoding?: string } {
	const accepted = String(request.headers['accept-encoding'] ?? '').toLowerCase();
	const takes = (name: string): boolean => accepted.split(',').some((part) => part.trim().split(';')[0]!.trim() === name && !/;\s*q=0(\.0*)?\s*$/.test(part));
	if (rawDeflate && takes('deflate')) return { body: deflateRawSync(body), encoding: 'deflate' };
	if (takes('gzip')) return { body: gzipSync(body), encoding: 'gzip' };
	if (takes('deflate')) return { body: deflateSync(body), encoding: 'deflate' };
	return { body };
}

/** STW-Authorization: Basic base64(user:password). The ordinary Authorization header is not looked at. */
export function isLoggedIn(request: IncomingMessage, user: string, password: string): boolean {
	const header = request.headers['stw-authorization'];
	const match = /^Basic ([A-Za-z0-9+/]+={0,2})$/.exec(typeof header === 'string' ? header : '');
	return match !== null && Buffer.from(match[1]!, 'base64').toString('utf8') === `${user}:${password}`;
}

export function send(response: ServerResponse, status: number, type: string, body: Buffer | string, headers: Record<string, string> = {}): void {
	const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
	response.writeHead(status, { 'Content-Type': type, 'Content-Length': String(bytes.length), ...headers });
	response.end(bytes);
}

export const sendText = (response: ServerResponse, status: number, text: string): void => send(response, status, 'text/plain; charset=utf-8', `${text}\n`);
