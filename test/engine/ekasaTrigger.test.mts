// eKasa Trigger in n8n's own webhook context, with binaries on disk as in a real n8n.
import { createHash, createHmac } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { Workflow } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { EkasaWebhookApi } from '../../credentials/EkasaWebhookApi.credentials';
import { EkasaTrigger } from '../../nodes/EkasaTrigger/EkasaTrigger.node';
import { credentialTestContext, readBinaryOf, runWebhook } from '../support/engine.mts';

const SECRET = 'a-secret-of-the-till-0001';
const TOKEN = 'an-upload-token-0001';
const PARAMETERS = { responseMode: 'lastNode', timeWindow: 300, options: {} };
const credentials = (data: IDataObject = { signingSecret: SECRET, uploadToken: TOKEN }) => ({
	ekasaWebhookApi: { type: new EkasaWebhookApi(), data },
});
const node = () => new EkasaTrigger();

function sign(rawBody: Buffer, secret = SECRET, at = Math.floor(Date.now() / 1000)) {
	const signature = createHmac('sha256', secret).update(`${at}.`).update(rawBody).digest('hex');
	return { 'X-Ekasa-Timestamp': String(at), 'X-Ekasa-Signature': `sha256=${signature}` };
}

interface Sent {
	headers?: Record<string, string>;
	parameters?: IDataObject;
	secrets?: IDataObject;
	type?: string;
	disposition?: string;
}

function send(rawBody: Buffer, body: unknown, sent: Sent = {}) {
	const headers = { 'Content-Type': sent.type ?? 'application/json', ...(sent.headers ?? sign(rawBody)) };
	return runWebhook({
		node: node(),
		parameters: { ...PARAMETERS, ...sent.parameters },
		credentials: credentials(sent.secrets),
		request: { headers, rawBody, body, contentType: (sent.type ?? 'application/json').split(';')[0] },
	});
}

function sendJson(value: unknown, sent: Sent = {}) {
	const text = JSON.stringify(value);
	return send(Buffer.from(text), JSON.parse(text), sent);
}

const folder = mkdtempSync(join(tmpdir(), 'upload-'));
afterAll(() => rmSync(folder, { recursive: true }));
let uploads = 0;

/** A file where n8n's form parser would have put it. */
function uploaded(bytes: Buffer, originalFilename: string, mimetype = 'text/xml') {
	const filepath = join(folder, `upload_${(uploads += 1)}`);
	writeFileSync(filepath, bytes);
	return { filepath, originalFilename, newFilename: 'x', mimetype, size: bytes.length };
}

function sendForm(files: IDataObject, headers: Record<string, string> = { 'X-Ekasa-Token': TOKEN }, sent: Sent = {}) {
	return runWebhook({
		node: node(),
		parameters: { ...PARAMETERS, ...sent.parameters },
		credentials: credentials(sent.secrets),
		request: {
			headers: { 'Content-Type': 'multipart/form-data; boundary=x', ...headers },
			body: { data: {}, files },
			contentType: 'multipart/form-data',
		},
	});
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const itemsOf = (result: { workflowData?: INodeExecutionData[][] }) => result.workflowData?.[0] ?? [];

// <a>Účtenka za šťávu</a> in windows-1250, with a declaration that says so
const WINDOWS_1250 = Buffer.concat([
	Buffer.from('<?xml version="1.0" encoding="Windows-1250"?>\r\n<a>'),
	Buffer.from([0xda, 0xe8, 0x74, 0x65, 0x6e, 0x6b, 0x61, 0x20, 0x9a, 0x9d, 0xe1, 0x76, 0x75]),
	Buffer.from('</a>'),
]);

describe('JSON', () => {
	test('a signed call gives one item per record, as received', async () => {
		const result = await sendJson({
			receipts: [{ number: '0001', note: 'Žluťoučký kůň 🐎' }, 7],
			cashMovements: [{ number: 'V1', amount: -500 }],
		});
		expect(itemsOf(result).map(({ json }) => json)).toEqual([
			{ number: '0001', note: 'Žluťoučký kůň 🐎' },
			{
				outcome: 'refused',
				place: 'receipts[1]',
				reasons: ['This entry is a number and no record.'],
				raw: { value: 7 },
			},
			{ recordType: 'cashMovement', number: 'V1', amount: -500 },
		]);
		expect(result.noWebhookResponse).toBe(false);
		expect(result.webhookResponse).toEqual({ message: 'Received 3 items', received: 3 });
	});

	test('header names in any case are understood', async () => {
		const body = Buffer.from('[{"number":"1"}]');
		const [[, time], [, signature]] = Object.entries(sign(body));
		const result = await send(body, [{ number: '1' }], {
			headers: { 'x-EKASA-timestamp': time, 'X-EKASA-SIGNATURE': signature },
		});
		expect(itemsOf(result)).toHaveLength(1);
	});

	const late = Math.floor(Date.now() / 1000) - 1000;
	test.each<[string, Sent, RegExp]>([
		['no signature', { headers: {} }, /not signed/],
		['a signature with another secret', { headers: sign(Buffer.from('{}'), 'another-secret-0001') }, /does not fit/],
		['a signature of another body', { headers: sign(Buffer.from('{"total":1}')) }, /does not fit/],
		['a late signature', { headers: sign(Buffer.from('{}'), SECRET, late) }, /s away/],
		['the upload token only', { headers: { 'X-Ekasa-Token': TOKEN } }, /not signed/],
		[
			'a secret that is too short',
			{ secrets: { signingSecret: 'short' }, headers: sign(Buffer.from('{}'), 'short') },
			/does not take signed/,
		],
		['an empty secret', { secrets: { signingSecret: '' }, headers: {} }, /does not take signed/],
		['no secrets at all', { secrets: {}, headers: {} }, /does not take signed/],
	])('%s gets 401 and starts nothing', async (_name, sent, message) => {
		const result = await send(Buffer.from('{}'), {}, sent);
		expect(result).toMatchObject({
			status: 401,
			noWebhookResponse: true,
			answer: { status: 401, message: expect.stringMatching(message), help: expect.any(String) },
		});
		expect(result.workflowData).toBeUndefined();
		expect(JSON.stringify(result.answer)).not.toContain(SECRET);
	});

	test('without a credential in the node every call gets 401 and starts nothing', async () => {
		const body = Buffer.from('{}');
		const result = await runWebhook({
			node: node(),
			parameters: PARAMETERS,
			request: { headers: { 'Content-Type': 'application/json', ...sign(body) }, rawBody: body, body: {} },
		});
		expect(result).toMatchObject({ status: 401, noWebhookResponse: true });
		expect(result.workflowData).toBeUndefined();
	});

	test('the window is a parameter', async () => {
		const body = Buffer.from('{"number":"1"}');
		const at = Math.floor(Date.now() / 1000) - 1000;
		const sent = { headers: sign(body, SECRET, at), parameters: { timeWindow: 2000 } };
		expect(itemsOf(await send(body, { number: '1' }, sent))).toHaveLength(1);
	});

	test.each([['no number'], [0], [-5], ['']])('a window of %p falls back to 300 s', async (timeWindow) => {
		const body = Buffer.from('{"number":"1"}');
		const at = Math.floor(Date.now() / 1000);
		const near = { headers: sign(body, SECRET, at - 200), parameters: { timeWindow } };
		const far = { headers: sign(body, SECRET, at - 400), parameters: { timeWindow } };
		expect(itemsOf(await send(body, { number: '1' }, near))).toHaveLength(1);
		expect((await send(body, { number: '1' }, far)).status).toBe(401);
	});

	test('a signed body that comes twice comes in twice: the journal knows its keys', async () => {
		const body = Buffer.from('{"number":"1"}');
		const headers = sign(body);
		for (const _ of [1, 2]) expect(itemsOf(await send(body, { number: '1' }, { headers }))).toHaveLength(1);
	});

	test.each([[[]], [{ receipts: [] }], [{ receipts: [], cashMovements: [] }]])(
		'the empty call %j is in order and starts nothing',
		async (body) => {
			const result = await sendJson(body);
			expect(result).toMatchObject({ status: 200, noWebhookResponse: true, answer: { accepted: [], refused: [] } });
			expect(result.workflowData).toBeUndefined();
		},
	);

	test.each<[string, unknown, Sent, number]>([
		['too many records', [1, 2, 3], { parameters: { options: { mostRecords: 2 } } }, 413],
		['too large a body', { note: 'x'.repeat(20_000) }, { parameters: { options: { largestBody: 0.01 } } }, 413],
		['a body that is a number', 5, {}, 400],
		['text', 'hello', { type: 'text/plain' }, 415],
		['a form', { a: 1 }, { type: 'application/x-www-form-urlencoded' }, 415],
	])('%s starts nothing', async (_name, body, sent, status) => {
		const result = await sendJson(body, sent);
		expect(result).toMatchObject({ status, noWebhookResponse: true, answer: { status } });
		expect(result.workflowData).toBeUndefined();
	});
});

describe('XML body', () => {
	test.each([
		['application/octet-stream'],
		['application/xml'],
		['text/xml'],
		['application/vnd.pohoda+xml'],
	])('%s: the signature covers the exact bytes and the binary has them', async (type) => {
		const result = await send(WINDOWS_1250, {}, { type });
		const [item] = itemsOf(result);
		expect(item.json).toEqual({
			fileName: 'export.xml',
			size: WINDOWS_1250.length,
			mimeType: 'application/xml',
			contentHash: sha256(WINDOWS_1250),
		});
		expect((await readBinaryOf(item)).equals(WINDOWS_1250)).toBe(true);
		expect(item.binary!.data.fileName).toBe('export.xml');
	});

	test('bytes that were recoded on the way do not fit the signature', async () => {
		const recoded = Buffer.from(WINDOWS_1250.toString('utf8'));
		const result = await send(recoded, {}, { type: 'application/xml', headers: sign(WINDOWS_1250) });
		expect(result.status).toBe(401);
	});

	test.each([
		['a PDF', Buffer.from('%PDF-1.7')],
		['JSON', Buffer.from('{"receipts":[]}')],
		['nothing', Buffer.alloc(0)],
	])('%s as octet-stream gets 415 and nothing is kept', async (_name, body) => {
		const result = await send(body, {}, { type: 'application/octet-stream' });
		expect(result).toMatchObject({ status: 415, noWebhookResponse: true });
		expect(result.workflowData).toBeUndefined();
	});
});

describe('file upload', () => {
	test('gives one item per file with the bytes as sent, also for two files of one name', async () => {
		const other = Buffer.from('<b/>');
		const before = keptFiles().length;
		const result = await sendForm({
			file: [uploaded(WINDOWS_1250, 'export.xml'), uploaded(other, 'export.xml')],
			more: uploaded(other, '../../etc/účtenky.xml'),
		});
		const items = itemsOf(result);
		expect(items.map(({ json }) => json)).toEqual([
			{ fileName: 'export.xml', size: WINDOWS_1250.length, mimeType: 'application/xml', contentHash: sha256(WINDOWS_1250) },
			{ fileName: 'export.xml', size: 4, mimeType: 'application/xml', contentHash: sha256(other) },
			{ fileName: 'účtenky.xml', size: 4, mimeType: 'application/xml', contentHash: sha256(other) },
		]);
		expect(await Promise.all(items.map((item) => readBinaryOf(item)))).toEqual([WINDOWS_1250, other, other]);
		expect(keptFiles().length).toBeGreaterThanOrEqual(before + 3);
		expect(items[2].binary!.data).toMatchObject({ fileName: 'účtenky.xml', mimeType: 'application/xml' });
	});

	test.each<[string, Record<string, string>, Sent]>([
		['no token', {}, {}],
		['a wrong token', { 'X-Ekasa-Token': 'an-upload-token-0002' }, {}],
		['the signing secret as token', { 'X-Ekasa-Token': SECRET }, {}],
		['no token set up', { 'X-Ekasa-Token': TOKEN }, { secrets: { signingSecret: SECRET } }],
		['an empty token set up', { 'X-Ekasa-Token': '' }, { secrets: { signingSecret: SECRET, uploadToken: '' } }],
		['a signature only', sign(Buffer.alloc(0)), {}],
	])('%s gets 401 before a file is kept', async (_name, headers, sent) => {
		const before = keptFiles();
		const result = await sendForm({ file: uploaded(WINDOWS_1250, 'export.xml') }, headers, sent);
		expect(result).toMatchObject({ status: 401, noWebhookResponse: true, answer: { help: expect.any(String) } });
		expect(result.workflowData).toBeUndefined();
		expect(keptFiles()).toEqual(before);
	});

	test.each<[string, () => IDataObject, Sent, number]>([
		['no file', () => ({}), {}, 400],
		['an empty file', () => ({ file: uploaded(Buffer.alloc(0), 'a.xml') }), {}, 400],
		['a picture beside an export', () => ({ file: [uploaded(WINDOWS_1250, 'a.xml'), uploaded(WINDOWS_1250, 'a.png', 'image/png')] }), {}, 415],
		[
			'one file too many',
			() => ({ file: [uploaded(WINDOWS_1250, 'a.xml'), uploaded(WINDOWS_1250, 'b.xml')] }),
			{ parameters: { options: { mostFiles: 1 } } },
			413,
		],
		[
			'a file too large',
			() => ({ file: uploaded(Buffer.alloc(2000, 0x3c), 'a.xml') }),
			{ parameters: { options: { largestFile: 0.001 } } },
			413,
		],
	])('%s starts nothing and nothing is kept', async (_name, files, sent, status) => {
		const before = keptFiles();
		const result = await sendForm(files(), undefined, sent);
		expect(result).toMatchObject({ status, noWebhookResponse: true, answer: { status } });
		expect(result.workflowData).toBeUndefined();
		expect(keptFiles()).toEqual(before);
	});

	function keptFiles(): string[] {
		const store = join(process.env.N8N_USER_FOLDER!, 'binary');
		return existsSync(store) ? readdirSync(store, { recursive: true }).map(String).sort() : [];
	}
});

describe('description', () => {
	test('registers nothing with anybody', async () => {
		const { checkExists, create, delete: remove } = node().webhookMethods.default;
		expect(await Promise.all([checkExists(), create(), remove()])).toEqual([true, true, true]);
	});

	test('is a trigger and no tool', () => {
		const { description } = node();
		expect(description).toMatchObject({ group: ['trigger'], inputs: [], webhooks: [{ httpMethod: 'POST', path: 'ekasa' }] });
		expect(description.usableAsTool).toBeUndefined();
		expect(description.credentials).toEqual([
			{ name: 'ekasaWebhookApi', required: true, testedBy: 'ekasaWebhookApiTest' },
		]);
	});

	test.each([
		['lastNode', 'firstEntryJson'],
		['onReceived', ''],
	])('responding %s evaluates to %p', (responseMode, responseData) => {
		const type = node();
		const given = {
			id: '1',
			name: 'n',
			type: 'ekasaTrigger',
			typeVersion: 1,
			position: [0, 0] as [number, number],
			parameters: { ...PARAMETERS, responseMode },
		};
		const workflow = new Workflow({
			nodes: [given],
			connections: {},
			active: false,
			nodeTypes: { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) } as never,
		});
		const [webhook] = type.description.webhooks!;
		const valueOf = (template: unknown) =>
			workflow.expression.getSimpleParameterValue(workflow.nodes.n, template as string, 'webhook', {}, undefined, 'firstEntryJson');
		expect(valueOf(webhook.responseMode)).toBe(responseMode);
		expect(valueOf(webhook.responseData)).toBe(responseData);
	});
});

describe('credential test', () => {
	const run = async (data: IDataObject) =>
		await node().methods.credentialTest.ekasaWebhookApiTest.call(credentialTestContext() as never, {
			id: '1',
			name: 'given',
			type: 'ekasaWebhookApi',
			data: data as never,
		});

	test.each<[IDataObject, RegExp]>([
		[{ signingSecret: SECRET, uploadToken: TOKEN }, /JSON and XML calls and file uploads/],
		[{ signingSecret: SECRET, uploadToken: '' }, /^Ready for signed JSON and XML calls$/],
		[{ uploadToken: TOKEN }, /^Ready for file uploads with a token$/],
		[{ signingSecret: 'tajemství-kůň-16' }, /^Ready/],
	])('%j is green', async (data, message) => {
		expect(await run(data)).toEqual({ status: 'OK', message: expect.stringMatching(message) });
	});

	test.each<[IDataObject, RegExp]>([
		[{}, /Fill in/],
		[{ signingSecret: '', uploadToken: '' }, /Fill in/],
		[{ signingSecret: 'fifteen-letters' }, /Signing Secret has 15 characters/],
		[{ signingSecret: SECRET, uploadToken: 'short' }, /Upload Token has 5 characters/],
		[{ signingSecret: SECRET, uploadToken: SECRET }, /two different texts/],
		[{ signingSecret: ` ${SECRET}` }, /blank/],
		[{ uploadToken: `${TOKEN}\n` }, /blank/],
		[{ uploadToken: 'žluťoučký-kůň-token' }, /header cannot carry/],
		[{ uploadToken: 'a token with blanks' }, /header cannot carry/],
	])('%j is red', async (data, message) => {
		const result = await run(data);
		expect(result).toEqual({ status: 'Error', message: expect.stringMatching(message) });
		expect(result.message).not.toContain(SECRET);
	});

	test('without data it is red', async () => {
		const result = await node().methods.credentialTest.ekasaWebhookApiTest.call(credentialTestContext() as never, {
			id: '1',
			name: 'given',
			type: 'ekasaWebhookApi',
		});
		expect(result.status).toBe('Error');
	});
});
