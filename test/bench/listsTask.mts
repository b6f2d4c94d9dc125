/**
 * One measurement in a process of its own: `listsTask <kind> <count> <file or URL>`. Prints one line of JSON: CPU
 * milliseconds, peak memory in MB, what was found (a digest of id, code, name, price and quantity of every card), size of
 * the file that was made in MB. `serve` plays a mServer with so many cards until its parent ends it.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, readFileSync, rmSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { buffer } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import axios from 'axios';
import { XMLParser } from 'fast-xml-parser';
import iconv from 'iconv-lite';
import { convert } from 'xmlbuilder2';
import { Pohoda } from '../../nodes/Pohoda/Pohoda.node';
import { cardXml, DECLARATION, HEAD, TAIL } from './stockCards.mts';

const card = (index: number) =>
	cardXml({
		index,
		code: `Z${String(index).padStart(9, '0')}`,
		name: `Zboží číslo ${index}, žluťoučký kůň`,
		sale: (index % 1000) + 0.5,
		quantity: index % 50,
	});

const bytesOf = (text: string) => iconv.encode(text, 'win1250');

async function write(out: NodeJS.WritableStream, from: number, till: number): Promise<void> {
	out.write(bytesOf(DECLARATION('Windows-1250') + HEAD));
	for (let at = from; at < till; at += 500) {
		let text = '';
		for (let index = at; index < Math.min(at + 500, till); index += 1) text += card(index);
		if (!out.write(bytesOf(text))) await once(out, 'drain');
	}
	out.end(bytesOf(TAIL));
}

async function file(count: number, path: string): Promise<string> {
	const out = createWriteStream(path);
	await write(out, 0, count);
	await finished(out);
	return path;
}

/** Pages by idFrom and count; a request without them gets all. */
async function serve(count: number): Promise<void> {
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const asked = (name: string, otherwise: number) =>
				Number(new RegExp(`<ftr:${name}>(\\d+)<`).exec(Buffer.concat(chunks).toString('latin1'))?.[1] ?? otherwise);
			const from = asked('idFrom', 1) - 1;
			response.writeHead(200, { 'Content-Type': 'text/xml' });
			void write(response, from, Math.min(count, from + asked('count', count)));
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as { port: number };
	process.stdout.write(`http://127.0.0.1:${port}\n`);
}

class Digest {
	private readonly hash = createHash('sha256');

	private count = 0;

	card(id: unknown, code: unknown, name: unknown, price: unknown, quantity: unknown): void {
		this.count += 1;
		this.hash.update(`${String(id)}|${String(code)}|${String(name)}|${Number(price)}|${Number(quantity)}\n`);
	}

	found(): string {
		return `${this.count} ${this.hash.digest('hex').slice(0, 16)}`;
	}
}

type Plain = Record<string, any>;

interface Found {
	found: string;
	/** MB of the file that was made. */
	size?: number;
	/** MB; where it is absent, that of the whole process. */
	peak?: number;
}

function ofRecord(digest: Digest, { id, code, name, prices, quantity }: Plain): void {
	digest.card(id, code, name, prices.sale, quantity);
}

type Store = (name: string, data: Buffer | Readable) => Promise<void>;

/** n8n keeps binaries as files: this very call (FsByteStore). */
const asFile: Store = async (name, data) => await writeFile(name, data);

/** n8n keeps binaries in its database or S3: it makes one Buffer of a stream before it goes on (binaryToBuffer). */
const asOneBuffer: Store = async (name, data) => await writeFile(name, Buffer.isBuffer(data) ? data : await buffer(data));

/** What of n8n's context the node asks for; a binary that it makes goes into a file by `store`. */
function context(parameters: Plain, url: string, path: string, store: Store) {
	const made: string[] = [];
	return {
		made,
		getNodeParameter: (name: string, _index: number, fallback?: unknown) => parameters[name] ?? fallback,
		getInputData: () => [{ json: {}, binary: { data: { id: path, data: '', mimeType: '', fileName: 'zasoby.xml' } } }],
		getNode: () => ({ name: 'bench', typeVersion: 1, parameters }),
		getCredentials: async () => ({ url, ico: '12345678', user: 'api', password: 'x' }),
		getExecutionCancelSignal: () => undefined,
		continueOnFail: () => false,
		addExecutionHints: () => undefined,
		helpers: {
			assertBinaryData: () => ({ id: path, data: '', mimeType: '', fileName: 'zasoby.xml' }),
			getBinaryStream: async (id: string) => createReadStream(id),
			prepareBinaryData: async (data: Buffer | Readable) => {
				const name = join(tmpdir(), `lists-bench-${process.pid}.jsonl`);
				await store(name, data);
				made.push(name);
				return { data: '', mimeType: '' };
			},
			async httpRequestWithAuthentication(_name: string, options: Plain) {
				const { status, data, headers } = await axios({
					url: options.url,
					method: options.method,
					data: options.body,
					headers: options.headers,
					responseType: 'arraybuffer',
				});
				return { statusCode: status, body: data as unknown, headers };
			},
		},
	};
}

/** The digest of a JSON Lines file, and its size in MB. */
async function ofLines(digest: Digest, path: string): Promise<number> {
	for await (const text of createInterface({ input: createReadStream(path) })) {
		const line = JSON.parse(text) as Plain;
		if (line.recordType !== 'endOfList') ofRecord(digest, line);
	}
	const { size } = statSync(path);
	rmSync(path);
	return size / 1e6;
}

const peakSoFar = () => process.resourceUsage().maxRSS / 1024;

/** Memory is that of the node; checking what it made comes after. */
async function node(parameters: Plain, where: string, store = asFile): Promise<Found> {
	const digest = new Digest();
	const one = context(parameters, where, where, store);
	const [items] = await new Pohoda().execute.call(one as never);
	const peak = peakSoFar();
	const [path] = one.made;
	if (path === undefined) for (const { json } of items) ofRecord(digest, json);
	const size = path === undefined ? undefined : await ofLines(digest, path);
	return { found: digest.found(), size, peak };
}

const LIST = { resource: 'stockItem', operation: 'getAll', returnAll: true, simplify: false };
const READ = { resource: 'file', operation: 'readExportFile', binaryPropertyName: 'data' };

/** The answer as one object, cards by tag names as they stand. */
function ofTree(root: Plain): string {
	const digest = new Digest();
	for (const { 'stk:stockHeader': header } of root['rsp:responsePack']['rsp:responsePackItem']['lStk:listStock']['lStk:stock'] as Plain[]) {
		const price = header['stk:sellingPrice'] as Plain;
		digest.card(header['stk:id'], header['stk:code'], header['stk:name'], price['#'] ?? price['#text'], header['stk:count']);
	}
	return digest.found();
}

function fastXmlParser(path: string): string {
	const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false, processEntities: { enabled: true, maxTotalExpansions: Infinity } });
	return ofTree(parser.parse(iconv.decode(readFileSync(path), 'win1250')) as Plain);
}

function xmlbuilder2(path: string): string {
	return ofTree(convert(iconv.decode(readFileSync(path), 'win1250'), { format: 'object' }) as Plain);
}

async function main(): Promise<void> {
	const [kind, given, where] = process.argv.slice(2);
	const count = Number(given);
	if (kind === 'serve') return await serve(count);
	const task: Record<string, () => Promise<Found>> = {
		file: async () => ({ found: await file(count, where) }),
		getManyFile: async () => await node({ ...LIST, outputAs: 'file' }, where),
		getManyBuffer: async () => await node({ ...LIST, outputAs: 'file' }, where, asOneBuffer),
		getManyItems: async () => await node({ ...LIST, simplify: true }, where),
		readFile: async () => await node({ ...READ, outputAs: 'file' }, where),
		fastXmlParser: async () => ({ found: fastXmlParser(where) }),
		xmlbuilder2: async () => ({ found: xmlbuilder2(where) }),
	};
	const before = process.cpuUsage();
	const answer = await task[kind]();
	const { user, system } = process.cpuUsage(before);
	process.stdout.write(
		`${JSON.stringify({ cpu: (user + system) / 1000, peak: peakSoFar(), ...answer })}\n`,
	);
}

void main();
