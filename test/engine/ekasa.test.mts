// eKasa: Read Export File in the real engine, from bytes on disk to items that Receive takes.
import { describe, expect, test } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { checkRecord } from '../../core/records/check';
import type { TillRecord } from '../../core/records/types';
import { receiveRecords } from '../../core/sync/receive';
import { contentHash } from '../../core/text/digest';
import { encodeWindows1250 } from '../../core/text/windows1250';
import { Ekasa } from '../../nodes/Ekasa/Ekasa.node';
import { runNode, storeBinary } from '../support/engine.mts';

const PARAMETERS = {
	resource: 'salesReceipt',
	operation: 'readExportFile',
	binaryPropertyName: 'data',
	source: 'ekasa',
	register: '',
	identity: 'number',
	pattern: '',
	options: {},
};

interface Document {
	id: string;
	number?: string;
	extId?: string;
	kasa?: string;
	date?: string;
	text?: string;
	price?: number;
	type?: string;
	payment?: string;
}

function prodejka({ id, number, extId, kasa = 'P1', date = '2026-11-14', text = 'Účtenka', price = 129, ...more }: Document) {
	return `<dat:dataPackItem id="${id}" version="2.0"><pro:prodejka version="2.0"><pro:prodejkaHeader>
	${more.type === undefined ? '' : `<pro:prodejkaType>${more.type}</pro:prodejkaType>`}
	${extId === undefined ? '' : `<pro:extId><typ:ids>${extId}</typ:ids><typ:exSystemName>x</typ:exSystemName></pro:extId>`}
	${number === undefined ? '' : `<pro:number><typ:numberRequested>${number}</typ:numberRequested></pro:number>`}
	<pro:date>${date}</pro:date><pro:text>${text}</pro:text>
	<pro:paymentType><typ:paymentType>${more.payment ?? 'cash'}</typ:paymentType></pro:paymentType>
	${kasa === '' ? '' : `<pro:kasa><typ:ids>${kasa}</typ:ids></pro:kasa>`}</pro:prodejkaHeader>
	<pro:prodejkaDetail><pro:prodejkaItem><pro:text>Žluťoučký čaj</pro:text><pro:quantity>1</pro:quantity><pro:payVAT>true</pro:payVAT>
	<pro:rateVAT>low</pro:rateVAT><pro:homeCurrency><typ:unitPrice>${price}</typ:unitPrice></pro:homeCurrency></pro:prodejkaItem></pro:prodejkaDetail>
	<pro:prodejkaSummary><pro:roundingDocument>none</pro:roundingDocument></pro:prodejkaSummary></pro:prodejka></dat:dataPackItem>`;
}

const HEAD = `<dat:dataPack id="e1" ico="12345678" application="eKasa" version="2.0" xmlns:dat="http://www.stormware.cz/schema/version_2/data.xsd"
 xmlns:pro="http://www.stormware.cz/schema/version_2/prodejka.xsd" xmlns:typ="http://www.stormware.cz/schema/version_2/type.xsd">`;

function pack(...documents: Array<Document | string>): Uint8Array {
	const body = documents.map((one) => (typeof one === 'string' ? one : prodejka(one))).join('\n');
	const xml = `<?xml version="1.0" encoding="Windows-1250"?>\n${HEAD}${body}</dat:dataPack>`;
	return encodeWindows1250(xml, { missing: 'refuse' }).bytes;
}

async function file(bytes: Uint8Array | string, fileName = 'export.xml', json: IDataObject = {}): Promise<INodeExecutionData> {
	return { json, binary: { data: await storeBinary(Buffer.from(bytes as never), fileName) } };
}

function read(inputs: INodeExecutionData[], parameters: IDataObject = {}, continueOnFail = false) {
	return runNode({ node: new Ekasa(), parameters: { ...PARAMETERS, ...parameters }, inputs, continueOnFail });
}

const keysOf = (items: INodeExecutionData[]) => items.map(({ json }) => json.key);

describe('a good file', () => {
	test('gives one item per document in the order of the file, paired, with its place', async () => {
		const bytes = pack(
			{ id: 'A', number: '0007' },
			{ id: 'B', number: '8', payment: 'creditcard' },
			{ id: 'C', number: '9', date: '2026-02-31' },
			{ id: 'D', number: 'V1', type: 'deposit', price: 1000 },
			{ id: 'E', number: '10', price: -129 },
		);
		const { outputs, error } = await read([{ json: { x: 1 } }, await file(bytes, 'listopad.xml')]);
		expect(error).toBeUndefined();
		expect(outputs).toHaveLength(1);
		const [passed, ...items] = outputs[0];
		expect(passed).toMatchObject({ json: { x: 1 }, pairedItem: { item: 0 } });
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(Array(5).fill({ item: 1 }));
		expect(items.map(({ json }) => [json.recordType ?? json.outcome, json.number ?? json.key, json.total ?? json.amount])).toEqual([
			['receipt', '0007', 129],
			['receipt', '8', 129],
			['refused', undefined, undefined],
			['cashMovement', 'V1', 1000],
			['receipt', '10', -129],
		]);
		expect(items[0].json).toMatchObject({
			key: 'ekasa/P1/0007/2026-11-14',
			items: [{ name: 'Žluťoučký čaj', vatRate: 12, totalGross: 129 }],
			payments: [{ method: 'cash', amount: 129 }],
			extra: { place: { file: 'listopad.xml', item: 'A', document: 'document 1 (A), line 3' } },
		});
		expect(items[2].json).toMatchObject({
			outcome: 'refused',
			fileName: 'listopad.xml',
			place: expect.stringMatching(/^listopad\.xml, document 3 \(C\), line \d+$/),
			reasons: [expect.stringContaining('2026-02-31')],
			raw: { prodejkaHeader: { number: { numberRequested: '9' } } },
		});
	});

	test('every record is one that Receive accepts as it is, with the same content whatever the file is called', async () => {
		const bytes = pack({ id: 'A', number: '1' }, { id: 'B', number: 'V1', type: 'withdrawal', price: 500 });
		const first = (await read([await file(bytes, 'a.xml')])).outputs[0];
		const second = (await read([await file(bytes, 'b.xml')])).outputs[0];
		for (const { json } of first) expect(checkRecord(json)).toEqual({ ok: true, record: json, warnings: [] });
		const hash = ({ json }: INodeExecutionData) => contentHash(json as unknown as TillRecord);
		expect(first.map(hash)).toEqual(second.map(hash));
		expect(new Set(first.map(hash)).size).toBe(2);
	});

	test('in the item itself (base64) reads as from the disk', async () => {
		const bytes = Buffer.from(pack({ id: 'A', number: '1' }));
		const binary = { data: { data: bytes.toString('base64'), mimeType: 'application/xml', fileName: 'e.xml' } };
		const { outputs } = await read([{ json: {}, binary }]);
		expect(keysOf(outputs[0])).toEqual(['ekasa/P1/1/2026-11-14']);
	});

	test('several files keep their order and pairing', async () => {
		const { outputs } = await read([
			await file(pack({ id: 'A', number: '2' }), 'b.xml'),
			{ json: { key: 'pushed' } },
			await file(pack({ id: 'A', number: '1' }), 'a.xml'),
		]);
		expect(outputs[0].map(({ json, pairedItem }) => [json.key, pairedItem])).toEqual([
			['ekasa/P1/2/2026-11-14', { item: 0 }],
			['pushed', { item: 1 }],
			['ekasa/P1/1/2026-11-14', { item: 2 }],
		]);
	});

	test('the parameters are read per item', async () => {
		const { outputs } = await read(
			[
				await file(pack({ id: 'A', number: '1', kasa: '' }), 'a.xml', { till: 'Bistro' }),
				await file(pack({ id: 'A', number: '1', kasa: '' }), 'b.xml', { till: 'Krám' }),
			],
			{ register: '={{ $json.till }}', source: '  shop  ' },
		);
		expect(keysOf(outputs[0])).toEqual(['shop/Bistro/1/2026-11-14', 'shop/Kr%C3%A1m/1/2026-11-14']);
	});

	test.each<[string, IDataObject, string]>([
		['external id', { identity: 'extId' }, 'EX-7'],
		['pack item id', { identity: 'itemId' }, 'PACK-1'],
		['pattern', { identity: 'pattern', pattern: 'č\\. (\\d+)' }, '0815'],
		['number', {}, '42'],
	])('identity from the %s', async (_name, parameters, id) => {
		const bytes = pack({ id: 'PACK-1', number: '42', extId: 'EX-7', text: 'Účtenka č. 0815' });
		const { outputs } = await read([await file(bytes)], parameters);
		expect(keysOf(outputs[0])).toEqual([`ekasa/P1/${id}/2026-11-14`]);
	});

	test('a doubled number gives one receipt; the second document is refused with both places', async () => {
		const bytes = pack({ id: 'A', number: '1' }, { id: 'B', number: '1', price: 5 }, { id: 'C', number: '2' });
		const [items] = (await read([await file(bytes)])).outputs;
		expect(items.map(({ json }) => json.outcome ?? json.key)).toEqual([
			'ekasa/P1/1/2026-11-14',
			'refused',
			'ekasa/P1/2/2026-11-14',
		]);
		expect(items[1].json).toMatchObject({ key: 'ekasa/P1/1/2026-11-14', reasons: [expect.stringMatching(/document 1, line \d+.*document 2 \(B\)/)] });
	});
});

describe('a file that is not taken', () => {
	const good = pack({ id: 'A', number: '1' }, { id: 'B', number: '2' });
	const utf8 = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${HEAD}</dat:dataPack>`);
	const cases: Array<[string, Uint8Array | string, IDataObject, RegExp]> = [
		['cut off in the middle', good.subarray(0, good.length - 200), {}, /ends|cut|truncated|incomplete/i],
		['cut off before the last tag', good.subarray(0, good.length - 15), {}, /ends|cut|truncated|incomplete/i],
		['DOCTYPE', `<!DOCTYPE a [<!ENTITY b "c">]>${HEAD}</dat:dataPack>`, {}, /DOCTYPE/],
		['windows-1250 bytes declared as UTF-8', Buffer.from(Buffer.from(good).toString('latin1').replace('Windows-1250', 'UTF-8'), 'latin1'), {}, /UTF-8/],
		['web page', '<!doctype html><html><body>Přihlášení</body></html>', {}, /web page/],
		['JSON', '{"receipts":[]}', {}, /JSON/],
		['ZIP', 'PK\u0003\u0004....', {}, /ZIP/],
		['empty', '', {}, /empty/],
		['plain text', 'hello', {}, /does not begin like XML/],
		['other XML', '<?xml version="1.0"?><order/>', {}, /no export of sales receipts/],
		['no receipts', utf8, {}, /no receipt in it/],
		['no identity', pack({ id: 'A' }, { id: 'B' }), {}, /Identity/],
		['no external id', good, { identity: 'extId' }, /external id/],
		['a pattern that fits nowhere', good, { identity: 'pattern', pattern: 'Bon (\\d+)' }, /pattern/],
		['a pattern that is none', good, { identity: 'pattern', pattern: '(' }, /no regular expression/],
		['no pattern', good, { identity: 'pattern', pattern: '  ' }, /Pattern is empty/],
		['too large', good, { options: { largestFile: 0.001 } }, /larger than/],
	];

	test.each(cases)('%s: the node stops and says why', async (_name, bytes, parameters, message) => {
		const { outputs, error } = await read([await file(bytes, 'září.xml')], parameters);
		expect(outputs.flat()).toEqual([]);
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringMatching(message),
			description: expect.stringContaining('Nothing of this file'),
			context: { itemIndex: 0 },
		});
		expect(error!.message).toContain('The file "září.xml" was not taken.');
	});

	test.each(cases)('%s, with On Error: Continue: a refused item that Receive reports, and the next file is read', async (_name, bytes, parameters, message) => {
		const next = pack({ id: 'N', number: '9', extId: 'E9', text: 'Bon 9' });
		const inputs = [await file(bytes, 'září.xml', { contentHash: 'abc' }), await file(next, 'next.xml')];
		const { outputs, error } = await read(inputs, parameters, true);
		expect(error).toBeUndefined();
		expect(outputs[0][0]).toMatchObject({
			json: {
				outcome: 'refused',
				place: 'září.xml',
				fileName: 'září.xml',
				reasons: [expect.stringMatching(message)],
				error: expect.stringMatching(message),
				raw: { contentHash: 'abc' },
			},
			pairedItem: { item: 0 },
		});
		const { answer } = receiveRecords(outputs[0].slice(0, 1).map(({ json }) => json), [], '2026-11-14');
		expect(answer).toMatchObject({ accepted: [], refused: [{ place: 'září.xml', reasons: [expect.stringMatching(message)] }] });
		// What is wrong with a parameter is wrong for both files.
		const both = /regular expression|Pattern is empty|larger than/.test(String(message));
		expect(keysOf(outputs[0]).slice(1)).toHaveLength(1);
		expect(outputs[0][1].json.outcome).toBe(both ? 'refused' : undefined);
	});

	test('after one file that was not taken nothing of the files before it leaves either, unless On Error says Continue', async () => {
		const { outputs, error } = await read([await file(good), await file('hello')]);
		expect(outputs.flat()).toEqual([]);
		expect(error!.context).toMatchObject({ itemIndex: 1 });
	});

	test('an item with files, none of which is in the named field, is not passed on as if it had none', async () => {
		const { error } = await read([await file(good)], { binaryPropertyName: 'attachment' });
		expect(error!.message).toMatch(/attachment/);
	});

	test.each([['   '], ['={{ $json.missing }}']])('the empty Source Name %j is refused', async (source) => {
		const { error } = await read([await file(good)], { source });
		expect(error).toMatchObject({ message: 'Source Name is empty', description: expect.stringContaining('e.g. ekasa') });
	});

	test('a document without till needs Register', async () => {
		const { outputs } = await read([await file(pack({ id: 'A', number: '1', kasa: '' }))]);
		expect(outputs[0][0].json).toMatchObject({ outcome: 'refused', reasons: [expect.stringContaining('Register')] });
	});
});

test('description: resources and their operations, usable as a tool, says which eKasa it is', () => {
	const { description } = new Ekasa();
	expect(description.usableAsTool).toBe(true);
	expect(description.description).toContain('not for the Slovak state eKasa');
	const names = description.properties.filter(({ name }) => name === 'resource' || name === 'operation');
	expect(description.subtitle).toContain('"readExportFile": "Read Export File"');
	expect(names.map(({ options }) => options!.map((one) => (one as { value: string }).value))).toEqual([
		['product', 'salesReceipt', 'shopCustomer', 'shopOrder', 'stock'],
		['readExportFile'],
		['readExportFile'],
		['compare', 'fromOrders', 'summarise'],
		['convert', 'writeBack'],
		['chooseList', 'writeChangesFile', 'writeImportFile'],
	]);
});
