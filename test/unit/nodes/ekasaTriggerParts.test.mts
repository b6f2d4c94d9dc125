// The pure parts of the eKasa Trigger: who may come in, what a JSON body holds, what a file may be called.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { checkRecord } from '../../../core/records/check';
import { receiveRecords } from '../../../core/sync/receive';
import { checkSignature, checkToken, sign } from '../../../nodes/EkasaTrigger/authentication';
import type { SignedCall } from '../../../nodes/EkasaTrigger/authentication';
import { takeCall } from '../../../nodes/EkasaTrigger/intake';
import { checkFiles, listFiles, looksLikeXml, safeFileName } from '../../../nodes/EkasaTrigger/files';
import { readRecords } from '../../../nodes/EkasaTrigger/payload';
import { EXAMPLE_CALLS } from '../../../nodes/EkasaTrigger/properties';

const SECRET = 'a-secret-of-the-till-0001';
const NOW = 1_794_640_000;

function signed(body: string | Buffer, change: Partial<SignedCall> = {}): SignedCall {
	const rawBody = Buffer.from(body as string);
	const hex = createHmac('sha256', SECRET).update(Buffer.concat([Buffer.from(`${NOW}.`), rawBody])).digest('hex');
	return {
		secret: SECRET,
		headers: { 'x-ekasa-timestamp': String(NOW), 'x-ekasa-signature': `sha256=${hex}` },
		rawBody,
		now: NOW,
		window: 300,
		...change,
	};
}

describe('signature', () => {
	test('is HMAC-SHA256 over time, full stop and bytes', () => {
		// Computed with Python's hmac module.
		expect(sign(SECRET, '1794640000', Buffer.from('{"name":"Žluťoučký kůň 🐎"}'))).toBe(
			'c1f6a658a273675970d84de163742820c6e5fdde5bddfc5b0caf99e59102d72a',
		);
	});

	test.each([
		['JSON', '{"receipts":[]}'],
		['unicode', '{"name":"Žluťoučký kůň 🐎"}'],
		['windows-1250 bytes', Buffer.from([0x3c, 0x61, 0x3e, 0x8a, 0xf8, 0x9e, 0x00, 0xff])],
		['nothing', ''],
	])('lets %s in', (_name, body) => {
		expect(checkSignature(signed(body))).toBeUndefined();
	});

	test('takes upper-case hex and blanks around a header', () => {
		const call = signed('{}');
		const upper = String(call.headers['x-ekasa-signature']).slice(7).toUpperCase();
		const headers = { 'x-ekasa-timestamp': ` ${NOW} `, 'x-ekasa-signature': `sha256=${upper}` };
		expect(checkSignature({ ...call, headers })).toBeUndefined();
	});

	test.each<[string, (call: SignedCall) => SignedCall, RegExp]>([
		['a changed body', (call) => ({ ...call, rawBody: Buffer.from('{"total":2}') }), /does not fit/],
		['another secret', (call) => ({ ...call, secret: `${SECRET}x` }), /does not fit/],
		[
			'another time',
			(call) => ({ ...call, headers: { ...call.headers, 'x-ekasa-timestamp': String(NOW + 1) } }),
			/does not fit/,
		],
		['no headers', (call) => ({ ...call, headers: {} }), /no X-Ekasa-Timestamp and no X-Ekasa-Signature/],
		[
			'no signature',
			(call) => ({ ...call, headers: { 'x-ekasa-timestamp': String(NOW) } }),
			/: it has no X-Ekasa-Signature/,
		],
		[
			'an empty signature',
			(call) => ({ ...call, headers: { ...call.headers, 'x-ekasa-signature': ' ' } }),
			/: it has no X-Ekasa-Signature/,
		],
		[
			'a list of signatures',
			(call) => ({ ...call, headers: { ...call.headers, 'x-ekasa-signature': ['sha256=00'] } }),
			/: it has no X-Ekasa-Signature/,
		],
		[
			'hex without sha256=',
			(call) => ({
				...call,
				headers: { ...call.headers, 'x-ekasa-signature': String(call.headers['x-ekasa-signature']).slice(7) },
			}),
			/64 hex digits/,
		],
		[
			'a short hex',
			(call) => ({ ...call, headers: { ...call.headers, 'x-ekasa-signature': 'sha256=abcd' } }),
			/64 hex digits/,
		],
		[
			'milliseconds',
			(call) => ({ ...call, headers: { ...call.headers, 'x-ekasa-timestamp': `${NOW}000` } }),
			/unix seconds/,
		],
		[
			'an ISO time',
			(call) => ({ ...call, headers: { ...call.headers, 'x-ekasa-timestamp': '2026-11-14T09:41:00Z' } }),
			/unix seconds/,
		],
		['a late call', (call) => ({ ...call, now: NOW + 301 }), /301 s away .* 300 s are allowed/],
		['a call from the future', (call) => ({ ...call, now: NOW - 301 }), /301 s away/],
	])('keeps out %s', (_name, change, message) => {
		const refusal = checkSignature(change(signed('{"total":1}')));
		expect(refusal).toMatchObject({ status: 401, message: expect.stringMatching(message) });
		expect(refusal!.help.length).toBeGreaterThan(20);
		expect(JSON.stringify(refusal)).not.toContain(SECRET);
	});

	test('lets a call in up to the edge of the window', () => {
		expect(checkSignature(signed('{}', { now: NOW + 300 }))).toBeUndefined();
		expect(checkSignature(signed('{}', { now: NOW - 300 }))).toBeUndefined();
		expect(checkSignature(signed('{}', { now: NOW + 61, window: 60 }))).toBeDefined();
	});

	test.each([[''], ['short'], [undefined], [null], [12345678901234567890]])(
		'with the unusable secret %p nobody comes in, not even who signs with it',
		(secret) => {
			const key = typeof secret === 'string' ? secret : '';
			const headers = {
				'x-ekasa-timestamp': String(NOW),
				'x-ekasa-signature': `sha256=${createHmac('sha256', key).update(`${NOW}.{}`).digest('hex')}`,
			};
			expect(checkSignature(signed('{}', { secret, headers }))).toMatchObject({
				status: 401,
				help: expect.stringContaining('Signing Secret'),
			});
		},
	);
});

describe('upload token', () => {
	const token = 'an-upload-token-0001';
	test('lets in who has it', () => {
		expect(checkToken(token, { 'x-ekasa-token': token })).toBeUndefined();
	});
	test.each<[string, unknown, Record<string, string>]>([
		['a wrong one', token, { 'x-ekasa-token': 'an-upload-token-0002' }],
		['its beginning', token, { 'x-ekasa-token': 'an-upload-token' }],
		['a longer one', token, { 'x-ekasa-token': `${token}1` }],
		['other case', token, { 'x-ekasa-token': token.toUpperCase() }],
		['none', token, {}],
		['none where none is set up', '', {}],
		['an empty one where none is set up', '', { 'x-ekasa-token': '' }],
		['a short one that fits', 'short', { 'x-ekasa-token': 'short' }],
	])('keeps out %s', (_name, expected, headers) => {
		const refusal = checkToken(expected, headers);
		expect(refusal?.status).toBe(401);
		expect(JSON.stringify(refusal)).not.toContain(token);
	});
});

describe('JSON body', () => {
	const receipt = { number: '1' };
	test.each<[string, unknown, unknown[]]>([
		['one object', receipt, [receipt]],
		['an array', [receipt, { number: '2' }], [receipt, { number: '2' }]],
		['receipts', { receipts: [receipt] }, [receipt]],
		[
			'both lists, receipts first',
			{ cashMovements: [{ number: 'V1' }], receipts: [receipt] },
			[receipt, { recordType: 'cashMovement', number: 'V1' }],
		],
		['a type that the record names itself', { cashMovements: [{ recordType: 'receipt' }] }, [{ recordType: 'receipt' }]],
		['an object with other fields', { orders: [1] }, [{ orders: [1] }]],
		['an empty list', [], []],
		['empty receipts', { receipts: [] }, []],
	])('takes %s', (_name, body, records) => {
		expect(readRecords(body, 10)).toEqual(records);
	});

	test.each<[string, unknown]>([
		['a number', 5],
		['a text', 'x'],
		['null', null],
		['nothing', undefined],
		['true', true],
		['receipts that are one object', { receipts: { number: '1' } }],
		['receipts that are null', { receipts: null, cashMovements: [] }],
	])('answers 400 to %s', (_name, body) => {
		expect(readRecords(body, 10)).toMatchObject({ status: 400, help: expect.stringContaining('"receipts"') });
	});

	test('keeps junk entries in their place as refused items', () => {
		const body = { receipts: [receipt, 7, null, 'x'.repeat(5000), [receipt], true, { number: '2' }] };
		const records = readRecords(body, 10) as Array<Record<string, unknown>>;
		expect(records).toHaveLength(7);
		expect([records[0], records[6]]).toEqual([receipt, { number: '2' }]);
		expect(records.slice(1, 6).map(({ outcome, place }) => [outcome, place])).toEqual(
			[1, 2, 3, 4, 5].map((at) => ['refused', `receipts[${at}]`]),
		);
		expect(records[1]).toMatchObject({ reasons: ['This entry is a number and no record.'], raw: { value: 7 } });
		expect(records[3].raw).toEqual({ value: 'x'.repeat(200) });
	});

	test('refuses a record with hostile nesting or a giant text, and names the record', () => {
		let deep: unknown = 1;
		for (let level = 0; level < 100_000; level += 1) deep = [deep];
		const records = readRecords([{ number: '8', deep }, { number: '9', note: 'x'.repeat(20_000) }, receipt], 10);
		expect(records).toEqual([
			{ outcome: 'refused', place: '[0]', reasons: [expect.stringContaining('levels deep')], raw: { number: '8' } },
			{
				outcome: 'refused',
				place: '[1]',
				reasons: [expect.stringContaining('10000 characters')],
				raw: { number: '9', note: 'x'.repeat(200) },
			},
			receipt,
		]);
	});

	test('hands on no key that could reach a prototype', () => {
		const body = JSON.parse(
			'[{"number":"1","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"extra":{"__proto__":{"polluted":1}}}]',
		);
		const [record] = readRecords(body, 10) as Array<Record<string, object>>;
		expect(Object.keys(record)).toEqual(['number', 'extra']);
		expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
		expect(Object.keys(Object.assign({}, record).extra)).toEqual([]);
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});

	test('what it gives is what Receive takes: good ones are stored, junk is reported with its place', () => {
		const good = {
			...{ source: 'ekasa', register: 'P1', number: '7', date: '2026-11-14', total: 10 },
			items: [{ name: 'Čaj', quantity: 1, unitPrice: 10, vatRate: 12 }],
			payments: [{ method: 'cash', amount: 10 }],
		};
		const cash = { source: 'ekasa', register: 'P1', number: 'V1', date: '2026-11-14', amount: -500 };
		const records = readRecords({ receipts: [7, good, { number: '9' }], cashMovements: [cash] }, 10) as unknown[];
		const { answer, rows } = receiveRecords(records, [], '2026-11-14');
		expect(answer.accepted).toEqual(['ekasa/P1/7/2026-11-14', 'ekasa/P1/cash-V1/2026-11-14']);
		expect(answer.refused.map(({ place }) => place)).toEqual(['receipts[0]', expect.any(String)]);
		expect(rows).toHaveLength(4);
	});

	test('takes as many records as allowed and not one more', () => {
		const many = Array.from({ length: 10 }, (_, at) => ({ number: String(at) }));
		expect(readRecords(many, 10)).toHaveLength(10);
		expect(readRecords([...many, receipt], 10)).toMatchObject({
			status: 413,
			message: 'The call has 11 records; this webhook takes 10 at a time.',
		});
	});
});

describe('files', () => {
	test.each([
		['export.xml', 'export.xml'],
		['../../etc/passwd', 'passwd'],
		['..\\..\\windows\\system.ini', 'system.ini'],
		['C:\\Users\\Jana\\účtenky 11-2026.xml', 'účtenky 11-2026.xml'],
		['/', 'export.xml'],
		['..', 'export.xml'],
		['.htaccess', 'htaccess'],
		['', 'export.xml'],
		[undefined, 'export.xml'],
		[null, 'export.xml'],
		['a\u0000b\r\n.xml', 'ab.xml'],
		['\u202Elmx.txt', 'lmx.txt'],
		['<img src=x onerror=alert(1)>.xml', 'img src=x onerror=alert(1).xml'],
		[`${'x'.repeat(300)}.xml`, `${'x'.repeat(116)}.xml`],
		['🧾'.repeat(200), '🧾'.repeat(120)],
	])('%p is kept as %p', (given, kept) => {
		expect(safeFileName(given)).toBe(kept);
	});

	const file = { filepath: '/tmp/a', originalFilename: 'export.xml', mimetype: 'text/xml', size: 10 };
	test('two files of one field and files of several fields are all found', () => {
		expect(listFiles({ data: {}, files: { a: [file, file], b: file } })).toEqual([file, file, file]);
		expect(listFiles({ data: {}, files: {} })).toEqual([]);
		expect(listFiles(undefined)).toEqual([]);
	});

	test.each([
		['no file', [], 400, /no file/],
		['too many', [file, file, file], 413, /has 3 files; .* takes 2/],
		['too large', [file, { ...file, size: 2 * 1024 * 1024 }], 413, /"export.xml" has 2.0 MB; .* takes 1.0 MB/],
		['empty', [{ ...file, size: 0 }], 400, /"export.xml" is empty/],
		['a picture', [{ ...file, originalFilename: 'a.png', mimetype: 'image/png' }], 415, /"a.png" is not an XML/],
		['a ZIP', [{ ...file, originalFilename: 'a.xml.zip', mimetype: 'application/zip' }], 415, /not an XML/],
	])('%s is refused', (_name, files, status, message) => {
		expect(checkFiles(files, { mostFiles: 2, largestFile: 1024 * 1024 })).toMatchObject({
			status,
			message: expect.stringMatching(message),
		});
	});

	test.each([
		['by its name', { ...file, mimetype: 'application/octet-stream', originalFilename: 'EXPORT.XML' }],
		['by its type', { ...file, originalFilename: 'prodejky', mimetype: 'application/xml' }],
	])('an XML file is known %s', (_name, given) => {
		expect(checkFiles([given], { mostFiles: 2, largestFile: 1024 })).toBeUndefined();
	});

	test.each<[string, number[], boolean]>([
		['<', [0x3c], true],
		['byte order mark of UTF-8', [0xef, 0xbb, 0xbf, 0x3c], true],
		['UTF-16', [0xff, 0xfe, 0x3c, 0x00], true],
		['blank lines', [0x0d, 0x0a, 0x20, 0x3c], true],
		['nothing', [], false],
		['PDF', [0x25, 0x50, 0x44, 0x46], false],
		['ZIP', [0x50, 0x4b, 3, 4], false],
		['JSON', [0x7b, 0x22], false],
		['gzip', [0x1f, 0x8b], false],
	])('%s looks like XML: %p → %p', (_name, bytes, expected) => {
		expect(looksLikeXml(Uint8Array.from(bytes))).toBe(expected);
	});
});

test('300 MB of JSON are refused by their length, whatever n8n lets through', async () => {
	const rawBody = Buffer.from('{}');
	const at = String(Math.floor(Date.now() / 1000));
	const headers = { 'x-ekasa-timestamp': at, 'x-ekasa-signature': `sha256=${sign(SECRET, at, rawBody)}` };
	Object.defineProperty(rawBody, 'length', { value: 300 * 1024 * 1024 });
	const answers: unknown[] = [];
	const context = {
		getRequestObject: () => ({ contentType: 'application/json', headers, body: {}, rawBody }),
		getResponseObject: () => ({ status: (code: number) => ({ json: (answer: object) => answers.push([code, answer]) }) }),
		getNodeParameter: (_name: string, fallback: unknown) => fallback,
		getCredentials: async () => ({ signingSecret: SECRET }),
		logger: { info() {}, warn() {} },
	};
	const result = await takeCall(context as unknown as Parameters<typeof takeCall>[0]);
	expect(result).toEqual({ noWebhookResponse: true });
	expect(answers).toEqual([
		[413, { status: 413, message: 'The body has 300.0 MB; this webhook takes 16.0 MB.', help: expect.any(String) }],
	]);
});

describe('example calls in the panel', () => {
	// Runs the text as it stands, except that what would call the webhook writes down what it would send.
	const hasShell = spawnSync('bash', ['-c', 'openssl version']).status === 0;
	(hasShell ? test : test.skip)('sign as the trigger wants it (needs bash and openssl)', () => {
		const script = EXAMPLE_CALLS.replace(/^URL=.*$/m, `URL=http://x; SECRET=${SECRET}; TOKEN=t`).replace(
			/^ANSWER=\$\(curl .* -H 'Content-Type.*$/m,
			`show() { printf '%s\\n' "$@"; cat receipts.json; }; ANSWER=$(show "$URL" -H "X-Ekasa-Timestamp: $TS" \\`,
		);
		const upTo = script.slice(0, script.indexOf('# export files'));
		const folder = execFileSync('mktemp', ['-d']).toString().trim();
		const output = execFileSync('bash', ['-c', upTo], { cwd: folder }).toString();
		const timestamp = /X-Ekasa-Timestamp: (\d+)/.exec(output)![1];
		const signature = /X-Ekasa-Signature: (\S+)/.exec(output)![1];
		const body = readFileSync(`${folder}/receipts.json`, 'utf8');
		const now = Number(timestamp);
		const headers = { 'x-ekasa-timestamp': timestamp, 'x-ekasa-signature': signature };
		expect(checkSignature(signed(body, { headers, now }))).toBeUndefined();
		expect(Math.abs(Date.now() / 1000 - now)).toBeLessThan(60);
		const [record] = readRecords(JSON.parse(body), 10) as unknown[];
		expect(checkRecord(record)).toMatchObject({ ok: true, record: { key: 'ekasa/P1/4512/2026-11-14', total: 129 }, warnings: [] });
	});
});
