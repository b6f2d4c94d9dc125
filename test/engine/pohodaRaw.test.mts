// Raw → Send XML in the real n8n engine, over HTTP to the stand-in for mServer.
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import nock from 'nock';
import { PohodaMServerApi } from '../../credentials/PohodaMServerApi.credentials';
import { Pohoda } from '../../nodes/Pohoda/Pohoda.node';
import { startMServer } from '../sandbox/mserver/index.mts';
import type { MServer } from '../sandbox/mserver/index.mts';
import { readBinaryOf, runNode, storeBinary } from '../support/engine.mts';
import type { RunResult } from '../support/engine.mts';

let server: MServer;
let login: IDataObject;

beforeEach(async () => {
	server = await startMServer({ now: () => new Date('2026-11-20T12:00:00Z') });
	login = { url: server.url, user: 'api', password: 'heslo', ico: '12345678' };
});
afterEach(async () => await server.close());
afterAll(() => nock.restore());

const uri = (name: string) => `http://www.stormware.cz/schema/version_2/${name}.xsd`;
const receipt = (text: string, more = '') =>
	`<pro:prodejka xmlns:pro="${uri('prodejka')}" xmlns:typ="${uri('type')}" version="2.0"><pro:prodejkaHeader><pro:date>2026-11-14</pro:date><pro:text>${text}</pro:text><pro:paymentType><typ:paymentType>cash</typ:paymentType></pro:paymentType>${more}</pro:prodejkaHeader><pro:prodejkaDetail><pro:prodejkaItem><pro:text>Káva</pro:text><pro:quantity>1</pro:quantity><pro:payVAT>true</pro:payVAT><pro:rateVAT>high</pro:rateVAT><pro:homeCurrency><typ:unitPrice>121</typ:unitPrice></pro:homeCurrency></pro:prodejkaItem></pro:prodejkaDetail><pro:prodejkaSummary><pro:roundingDocument>none</pro:roundingDocument></pro:prodejkaSummary></pro:prodejka>`;
const question = `<lst:listProdejkaRequest xmlns:lst="${uri('list')}" version="2.0" prodejkaVersion="2.0"><lst:requestProdejka/></lst:listProdejkaRequest>`;

/** One input item for each text, with an identity. */
function run(texts: string[], parameters: IDataObject = {}, mode: 'trigger' | 'manual' = 'trigger'): Promise<RunResult> {
	return runNode({
		node: new Pohoda(),
		parameters: { resource: 'raw', operation: 'send', xml: '={{ $json.xml }}', identity: '={{ $json.id }}', ...parameters },
		inputs: texts.map((xml, index) => ({ json: { xml, id: `id-${index + 1}` } })),
		mode,
		credentials: { pohodaMServerApi: { type: new PohodaMServerApi(), data: login } },
	});
}

function jsonOf({ outputs, error }: RunResult): IDataObject[] {
	if (error) throw error;
	return outputs[0].map(({ json }) => json);
}
const outcomes = (result: RunResult) => jsonOf(result).map(({ outcome }) => outcome);
const posts = () => server.state.requests.filter(({ path }) => path === '/xml');

describe('changes', () => {
	test('an element goes in our envelope; its result has id, number and the whole answer', async () => {
		const [result] = jsonOf(await run([receipt('První')]));
		const [stored] = server.state.documents;
		expect(stored).toMatchObject({ packId: 'n8n/raw', itemId: 'id-1' });
		expect(result).toMatchObject({
			key: 'id-1',
			outcome: 'created',
			target: { system: 'POHODA', unit: '12345678', kind: 'prodejka', id: String(stored.id), number: stored.number, documentId: 'id-1' },
			warnings: [],
			produced: { id: String(stored.id), number: stored.number, actionType: 'add' },
			answer: { prodejkaResponse: { '@state': 'ok', producedDetails: { id: String(stored.id) } } },
		});
		expect(result.message).toMatch(/^prodejka id-1 was created in POHODA as /);
	});

	test('the same again is a duplicate, with and without the ids of a pack of one\'s own', async () => {
		expect(outcomes(await run([receipt('A')]))).toEqual(['created']);
		expect(outcomes(await run([receipt('A')]))).toEqual(['duplicate']);
		const pack = `<dat:dataPack xmlns:dat="${uri('data')}" version="2.0" id="mine" ico="12345678" application="x" note="n"><dat:dataPackItem version="2.0" id="p1">${receipt('B')}</dat:dataPackItem><dat:dataPackItem version="2.0" id="p2">${receipt('C')}</dat:dataPackItem></dat:dataPack>`;
		const first = await run([pack]);
		expect(outcomes(first)).toEqual(['created', 'created']);
		expect(first.outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
		expect(jsonOf(await run([pack])).map(({ key, outcome }) => [key, outcome])).toEqual([['p1', 'duplicate'], ['p2', 'duplicate']]);
		expect(server.state.documents).toHaveLength(3);
	});

	test.each([
		['drop', {}],
		['halfAnswer', {}],
		['truncatedXml', {}],
		['loginPage', { stored: true }],
		['status', { status: 500, stored: true }],
		['status', { status: 500 }],
		['slow', { milliseconds: 1500 }],
	] as const)('%s %j: once more under the same ids, nothing twice', async (kind, more) => {
		server.faults.add({ kind, ...more, operation: 'import' });
		const [outcome] = outcomes(await run([receipt('A')], { options: { timeout: 1 } }));
		const stored = kind === 'status' && !('stored' in more);
		expect(outcome).toBe(stored ? 'created' : 'duplicate');
		expect(server.state.documents).toHaveLength(1);
		expect(server.faults.fired).toBe(1);
	});

	test('never a clear answer: unknown, and the next run finds it', async () => {
		server.faults.add({ kind: 'drop', operation: 'import', count: 3 });
		expect(outcomes(await run([receipt('A')]))).toEqual(['unknown']);
		expect(outcomes(await run([receipt('A')]))).toEqual(['duplicate']);
		expect(server.state.documents).toHaveLength(1);
	});

	test('off: all wait; wrong login: an error before anything went', async () => {
		await server.off();
		const away = await run([receipt('A'), receipt('B')]);
		expect(outcomes(away)).toEqual(['waiting', 'waiting']);
		await server.on();
		login.password = 'nope';
		expect((await run([receipt('A')])).error?.message).toBe('POHODA mServer refused user or password');
	});

	test('a login that ends in the middle loses no result: the rest waits', async () => {
		server.faults.add({ kind: 'status', status: 401, operation: 'import', after: 1, count: 9 });
		const result = await run([receipt('A'), receipt('B'), receipt('C')]);
		expect(outcomes(result)).toEqual(['created', 'waiting', 'waiting']);
		expect(jsonOf(result)[2].message).toMatch(/was not sent, because the transfer stopped before it: /);
		expect(server.state.documents).toHaveLength(1);
	});

	test('what must not go is refused in its place and stops no other', async () => {
		const texts = [
			receipt('A'),
			`<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${receipt('&x;')}`,
			receipt('x') + receipt('y'),
			receipt('x').slice(0, -5),
			receipt('x', '<e xmlns="urn:e"/>'),
			'',
			question.replace('<lst:requestProdejka/>', `<lst:requestProdejka><f:queryFilter xmlns:f="${uri('filter')}"><f:filter>1=1; DROP TABLE x</f:filter></f:queryFilter></lst:requestProdejka>`),
			receipt('smile 😀'),
			`<dat:dataPack xmlns:dat="${uri('data')}" version="2.0" id="o" ico="87654321" application="" note=""><dat:dataPackItem version="2.0" id="1">${receipt('x')}</dat:dataPackItem></dat:dataPack>`,
			receipt('Z'),
		];
		const results = jsonOf(await run(texts));
		expect(results.map(({ outcome }) => outcome)).toEqual(['created', ...Array<string>(8).fill('refused'), 'created']);
		for (const [index, text] of [[1, 'DOCTYPE'], [4, 'urn:e'], [6, 'SQL'], [7, 'windows-1250'], [8, '87654321']] as const) expect(results[index].message).toContain(text);
		expect(results[2].message).toMatch(/^Item 3 \(id-3\) was not sent: /);
		expect(server.state.documents).toHaveLength(2);
		expect(posts()).toHaveLength(2);
		const [nameless] = jsonOf(await run([receipt('A')], { identity: '' }));
		expect(nameless).toMatchObject({ outcome: 'refused', message: expect.stringContaining('needs an Identity') });
	});

	test('from the editor: a preview with the very bytes; only on Send it goes', async () => {
		const result = await run([receipt('Žluťoučký')], {}, 'manual');
		expect(jsonOf(result)[0]).toMatchObject({ outcome: 'preview', key: 'id-1' });
		expect(posts()).toEqual([]);
		const bytes = await readBinaryOf(result.outputs[0][0]);
		expect(new TextDecoder('windows-1250').decode(bytes)).toMatch(/encoding="Windows-1250".* ico="12345678".*id="id-1".*Žluťoučký/s);
		expect(outcomes(await run([receipt('A')], { whenRunFromEditor: 'send' }, 'manual'))).toEqual(['created']);
		expect(outcomes(await run([receipt('B')], { options: { previewOnly: true } }))).toEqual(['preview']);
	});

	test('POHODA refuses: its words, its number', async () => {
		const [result] = jsonOf(await run([receipt('A', '<pro:centre><typ:ids>NENI</typ:ids></pro:centre>')]));
		expect(['refused', 'created']).toContain(result.outcome);
		expect((result.warnings as IDataObject[]).length).toBeGreaterThan(0);
	});
});

describe('questions', () => {
	test('need no identity, are asked in the editor too and again after a fault; the answer as JSON', async () => {
		await run([receipt('A')]);
		server.faults.add({ kind: 'drop', operation: 'list' });
		const [answer] = jsonOf(await run([question], { identity: '' }, 'manual'));
		expect(answer).toMatchObject({ key: 'question-1', question: 'listProdejkaRequest', state: 'ok', element: 'listProdejka', answer: { listProdejka: { prodejka: { prodejkaHeader: { text: 'A' } } } } });
		expect(posts().at(-1)?.checkDuplicity).toBe(false);
	});

	test('as a file that Read Export File reads', async () => {
		await run([receipt('A')]);
		const { outputs } = await run([question], { options: { answerAs: 'file', outputBinaryField: 'list' } });
		expect(outputs[0][0].json.answer).toBeUndefined();
		const records = jsonOf(await runNode({ node: new Pohoda(), parameters: { resource: 'file', operation: 'readExportFile', binaryPropertyName: 'list' }, inputs: outputs[0] }));
		expect(records).toEqual([expect.objectContaining({ recordType: 'salesReceipt', text: 'A' })]);
	});

	test('one that fails after a change loses no result: it is refused in its place, and what follows goes', async () => {
		server.faults.add({ kind: 'loginPage', operation: 'list', count: 9 });
		const result = await run([receipt('A'), question, receipt('B')]);
		expect(outcomes(result)).toEqual(['created', 'refused', 'created']);
		expect(result.outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(jsonOf(result)[1]).toMatchObject({ key: 'id-2', message: expect.stringMatching(/^Item 2 \(id-2\) got no answer: /), warnings: [{ code: 'noAnswer' }] });
		expect(server.state.documents).toHaveLength(2);
		// Before any change it is an error, and nothing goes.
		const first = await run([question, receipt('C')]);
		expect(first.error?.message).toMatch(/A web page came back/);
		expect(server.state.documents).toHaveLength(2);
	});

	test('no answer at all is an error: a list cannot wait', async () => {
		await server.off();
		expect((await run([question])).error?.message).toMatch(/cannot be reached/);
	});
});

test('XML as a file, in the encoding that it declares', async () => {
	const text = `<?xml version="1.0" encoding="Windows-1250"?>${receipt('Účtenka')}`;
	const bytes = Buffer.from([...text].map((char) => ({ Ú: 0xda, č: 0xe8, á: 0xe1 })[char] ?? char.charCodeAt(0)));
	const inputs: INodeExecutionData[] = [{ json: { id: 'f1' }, binary: { data: await storeBinary(bytes, 'a.xml') } }];
	const result = await runNode({ node: new Pohoda(), parameters: { resource: 'raw', operation: 'send', xmlFrom: 'binary', identity: '={{ $json.id }}' }, inputs, credentials: { pohodaMServerApi: { type: new PohodaMServerApi(), data: login } } });
	expect(outcomes(result)).toEqual(['created']);
	expect(JSON.stringify(server.state.documents[0])).toContain('Účtenka');
});
