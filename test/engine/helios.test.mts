// Helios in the real engine: receipts out of the journal into files, files back into the journal.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { readFileName } from '../../core/helios/fileNames';
import { checkRecord } from '../../core/records/check';
import type { SyncResult } from '../../core/records/results';
import type { Receipt, TillRecord } from '../../core/records/types';
import type { JournalRow } from '../../core/sync/journal';
import { receiveRecords } from '../../core/sync/receive';
import { resultRows } from '../../core/sync/results';
import { waitingRecords } from '../../core/sync/waiting';
import { contentHash } from '../../core/text/digest';
import { encodeWindows1250 } from '../../core/text/windows1250';
import { Helios } from '../../nodes/Helios/Helios.node';
import { readBinaryOf, runNode, storeBinary } from '../support/engine.mts';
import type { RunResult } from '../support/engine.mts';
import { makeCashMovement, makeReceipt } from '../support/receipts.mts';

const FILES = ['Uctenky', 'UctenkyPol', 'UctenkyFin', 'UctenkyUhr', 'UctenkyEtal'];
const PREFIX = '001_20261114_101532';
const SAMPLE = path.resolve(__dirname, '../fixtures/helios/set-a-cash-sale');

const WRITE = {
	...{ resource: 'salesReceipt', operation: 'writeExportFiles', defaultSeries: '', output: 'files', exportedBy: 'Eva' },
	...{ whenRunFromEditor: 'preview', series: { row: [{ register: 'P1', series: '001' }, { register: 'P2', series: '002' }] } },
};
const READ = { resource: 'salesReceipt', operation: 'readExportFiles', source: 'helios', checkOnly: false, options: {} };

const item = (record: TillRecord, sync?: object): INodeExecutionData => ({ json: { ...record, ...(sync ? { sync } : {}) } as unknown as IDataObject });

function write(inputs: INodeExecutionData[], parameters: IDataObject = {}, mode: 'trigger' | 'manual' = 'trigger'): Promise<RunResult> {
	return runNode({ node: new Helios(), parameters: { ...WRITE, ...parameters, options: { exportTime: PREFIX, ...(parameters.options as IDataObject) } }, inputs, mode });
}

function read(inputs: INodeExecutionData[], parameters: IDataObject = {}, continueOnFail = false): Promise<RunResult> {
	return runNode({ node: new Helios(), parameters: { ...READ, ...parameters }, inputs, continueOnFail });
}

function itemsOf({ outputs, error }: RunResult): INodeExecutionData[] {
	if (error) throw error;
	return outputs[0];
}
const jsonOf = (result: RunResult) => itemsOf(result).map(({ json }) => json as unknown as SyncResult & { wouldBe?: string });

async function filesOf(items: INodeExecutionData[], index: number): Promise<Record<string, string>> {
	const files: Record<string, string> = {};
	for (const [property, binary] of Object.entries(items[index].binary ?? {})) {
		files[`${property}:${binary.fileName}`] = new TextDecoder('windows-1250').decode(await readBinaryOf(items[index], property));
	}
	return files;
}

async function fileItem(bytes: Uint8Array, fileName: string, more: { directory?: string; json?: IDataObject } = {}): Promise<INodeExecutionData> {
	const binary = await storeBinary(bytes, fileName, 'text/plain');
	return { json: more.json ?? {}, binary: { data: { ...binary, ...(more.directory === undefined ? {} : { directory: more.directory }) } } };
}

const sample = () => Promise.all(readdirSync(SAMPLE).filter((name) => name.endsWith('.txt')).map((name) => fileItem(readFileSync(path.join(SAMPLE, name)), name)));

/** What write gave, as items of single files. */
async function asFiles(items: INodeExecutionData[], edit: (text: string, file: string) => string = (text) => text, more = {}): Promise<INodeExecutionData[]> {
	const files: INodeExecutionData[] = [];
	for (const [index] of items.entries()) {
		for (const [name, text] of Object.entries(await filesOf(items, index))) {
			const [file, fileName] = name.split(':');
			files.push(await fileItem(encodeWindows1250(edit(text, file), { missing: 'refuse' }).bytes, fileName, more));
		}
	}
	return files;
}

describe('Write Export Files', () => {
	test('one result for each record, paired and in order; five files on the first item of each series', async () => {
		const records = [makeCashMovement(), makeReceipt({ number: '1' }), makeReceipt({ number: '2', register: 'P2' }), makeReceipt({ number: '3', paused: true }), makeReceipt({ number: '4' })];
		const result = await write([...records.map((record) => item(record)), { json: { nonsense: true } }]);
		const items = itemsOf(result);
		expect(jsonOf(result).map(({ outcome }) => outcome)).toEqual(['held', 'written', 'written', 'held', 'written', 'refused']);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, index) => ({ item: index })));
		expect(items.map(({ binary }) => Object.keys(binary ?? {}))).toEqual([[], FILES, FILES, [], [], []]);
		expect(Object.keys(await filesOf(items, 1))).toEqual(FILES.map((file) => `${file}:${PREFIX}_${file}.txt`));
		expect(Object.keys(await filesOf(items, 2))[0]).toBe('Uctenky:002_20261114_101532_Uctenky.txt');
		expect((await filesOf(items, 1))[`Uctenky:${PREFIX}_Uctenky.txt`].split('\r\n')).toHaveLength(3);
		expect(jsonOf(result)[4]).toMatchObject({
			...{ key: 'ekasa/P1/4/2026-11-14', amount: 100, source: 'ekasa', register: 'P1', number: '4', date: '2026-11-14' },
			target: { system: 'Helios', kind: 'salesReceipt', id: PREFIX, number: '001/4', documentId: 'ekasa/P1/4/2026-11-14' },
			message: expect.stringMatching(/^Receipt P1\/4 of 14 Nov 2026, 100\.00 Kč, was written into the export 001_20261114_101532 \(time 2026-11-14 10:15:32, author Eva\)/),
		});
		expect(result.hints.map(({ message }) => message)).toEqual(['3 of 6 records are in no file: 2 held, 1 refused. The message of each item says why and what to do.']);
	});

	test('DatumExportu and AutorExportu say when and by whom', async () => {
		const items = itemsOf(await write([item(makeReceipt({}))]));
		expect((await filesOf(items, 0))[`Uctenky:${PREFIX}_Uctenky.txt`]).toContain('\t"20261114 10:15:32.000"\t"Eva"\t');
	});

	test('the same records and the same time are the same bytes, however the time is given', async () => {
		const records = [item(makeReceipt({ number: '1' })), item(makeReceipt({ number: '2' }))];
		const first = await filesOf(itemsOf(await write(records)), 0);
		for (const exportTime of ['2026-11-14T10:15:32+01:00', '2026-11-14T09:15:32Z', '2026-11-14 10:15:32', '20261114_101532', "={{ DateTime.fromISO('2026-11-14T10:15:32', { zone: 'Europe/Prague' }) }}"]) {
			expect(await filesOf(itemsOf(await write(records, { options: { exportTime } })), 0)).toEqual(first);
		}
		const now = Object.keys(await filesOf(itemsOf(await write(records, { options: { exportTime: '' } })), 0))[0];
		expect(now).toMatch(/^Uctenky:001_20\d{6}_\d{6}_Uctenky\.txt$/);
		expect(now).not.toContain(PREFIX);
	});

	test('the other form of the date is in the names alone', async () => {
		const parameters = { options: { exportTime: '2026-11-14T10:15:32', prefixDate: 'yyyyddmm' } };
		const files = await filesOf(itemsOf(await write([item(makeReceipt({}))], parameters)), 0);
		expect(files['Uctenky:001_20261411_101532_Uctenky.txt']).toContain('"20261114 10:15:32.000"');
		const again = await write([item(makeReceipt({}))], { options: { exportTime: '001_20261411_101532', prefixDate: 'yyyyddmm' } });
		expect(await filesOf(itemsOf(again), 0)).toEqual(files);
	});

	test('one ZIP with the files of all series, on the first item that was written', async () => {
		const items = itemsOf(await write([item(makeCashMovement()), item(makeReceipt({})), item(makeReceipt({ register: 'P2' }))], { output: 'zip', options: { outputBinaryField: 'archive' } }));
		expect(items.map(({ binary }) => Object.keys(binary ?? {}))).toEqual([[], ['archive'], []]);
		expect(items[1].binary?.archive).toMatchObject({ fileName: 'helios_20261114_101532.zip', mimeType: 'application/zip' });
		const bytes = (await readBinaryOf(items[1], 'archive')).toString('latin1');
		expect([...bytes.matchAll(/PK\u0001\u0002/g)]).toHaveLength(10);
		const single = itemsOf(await write([item(makeReceipt({}))], { output: 'zip' }));
		expect(single[0].binary?.data.fileName).toBe(`${PREFIX}.zip`);
	});

	test('from the editor: a preview with the very bytes; what would be held is told beside', async () => {
		const records = [item(makeReceipt({})), item(makeCashMovement())];
		const preview = await write(records, {}, 'manual');
		expect(jsonOf(preview)).toMatchObject([
			{ outcome: 'preview', message: expect.stringContaining('this is a preview, nothing counts as exported') },
			{ outcome: 'preview', wouldBe: 'held', message: expect.stringMatching(/^Preview, nothing was written \(held\): Cash deposit/) },
		]);
		expect(preview.hints).toEqual([]);
		const sent = await write(records, { whenRunFromEditor: 'send' }, 'manual');
		expect(jsonOf(sent)[0].outcome).toBe('written');
		expect(await filesOf(itemsOf(preview), 0)).toEqual(await filesOf(itemsOf(sent), 0));
		expect(jsonOf(await write(records, { options: { previewOnly: true } }))[0].outcome).toBe('preview');
	});

	test('nothing to write: results and no files', async () => {
		const items = itemsOf(await write([item(makeReceipt({ register: 'Kasa 7' }))]));
		expect(items).toMatchObject([{ json: { outcome: 'refused', message: expect.stringContaining('has no series (řada účtenek)') } }]);
		expect(items[0].binary).toBeUndefined();
		const slash = itemsOf(await write([item(makeReceipt({ register: 'a/b' }))]));
		expect(slash).toMatchObject([{ json: { outcome: 'refused', message: expect.stringContaining('characters that a file name cannot hold') } }]);
	});

	test.each<[string, IDataObject, RegExp]>([
		['export time', { options: { exportTime: 'yesterday' } }, /^Export Time is "yesterday"/],
		['pattern', { options: { numberPattern: '(' } }, /^Number Pattern is no regular expression/],
		['series', { series: { row: [{ register: 'P1', series: '0001' }] } }, /^The series "0001" is longer than 3 characters/],
		['default series', { defaultSeries: 'a/b' }, /^The series "a\/b" has characters/],
	])('%s that cannot be used stops the node', async (_name, parameters, message) => {
		const { error } = await write([item(makeReceipt({}))], parameters);
		expect(error).toMatchObject({ name: 'NodeOperationError', message: expect.stringMatching(message), description: expect.any(String) });
	});

	test('options reach the files', async () => {
		const options = {
			...{ encoding: 'utf-8', lineEnd: 'lf', etalons: false, homeValues: 'zero', signs: 'signed', goodsGroup: '10', warehouse: 'SKL', shopId: 'X', author: 'Jan', seriesType: 4 },
			...{ documentTypes: { row: [{ code: 6, type: 'sale' }] }, payments: { row: [{ name: 'HOT', method: 'cash' }] }, itemTypes: { row: [{ code: 9, kind: 'goods' }] }, firstMonth: 7 },
		};
		const items = itemsOf(await write([item(makeReceipt({ items: [{ code: '5', name: 'Kůň' }] }))], { options }));
		const text = async (file: string) => (await readBinaryOf(items[0], file)).toString('utf8');
		expect(await text('Uctenky')).toMatch(/^1\t\t\t\t\t"20260701 00:00:00\.000"\t"20270630 00:00:00\.000"\t\t\t\t\t"001"\t4512\t6\t4\t\t\t\t"SKL"\t.*"X".*"Jan".*\n$/);
		expect(await text('UctenkyPol')).toMatch(/^1\t1\t"10"\t"5"\t"SKL"\t\t\t\t\t\t9\t.*"Kůň".*\n$/);
		expect(await text('UctenkyUhr')).toContain('"HOT"');
		expect(await text('UctenkyEtal')).toBe('');
	});
});

describe('Read Export Files', () => {
	test('the sample: one receipt, paired with its five items, that Receive takes as it is', async () => {
		const inputs = await sample();
		const [receipt, ...none] = itemsOf(await read(inputs));
		expect(none).toEqual([]);
		expect(receipt.pairedItem).toEqual(inputs.map((_, index) => ({ item: index })));
		expect(receipt.json).toMatchObject({ key: 'helios/001~46bba932/1042/2026-03-18', total: 298, extra: { place: { set: '001_20260318_140530', line: 1, rows: { UctenkyPol: 2 } } } });
		expect(checkRecord(receipt.json)).toEqual({ ok: true, record: receipt.json, warnings: [] });
	});

	test('five binaries of one item, in the item itself (base64)', async () => {
		const binary = Object.fromEntries(
			readdirSync(SAMPLE).filter((name) => name.endsWith('.txt')).map((name, index) => [`file_${index}`, { data: readFileSync(path.join(SAMPLE, name)).toString('base64'), mimeType: 'text/plain', fileName: name }]),
		);
		expect(itemsOf(await read([{ json: {}, binary }]))).toMatchObject([{ json: { number: '1042' }, pairedItem: [{ item: 0 }] }]);
	});

	test('what was written is read back; two exports at once, a passing item, a file of another kind', async () => {
		const written = itemsOf(await write([item(makeReceipt({ number: '1' })), item(makeReceipt({ number: '2', register: 'P2' })), item(makeReceipt({ number: '3' }))]));
		const inputs = [{ json: { pushed: true } }, await fileItem(Buffer.from('x'), 'ctimne.txt'), ...(await asFiles(written))];
		const output = itemsOf(await read(inputs));
		expect(output.map(({ json }) => json.outcome ?? `${json.register}/${json.number}` )).toEqual(['undefined/undefined', 'refused', '001/1', '001/3', '002/2']);
		expect(output[0]).toEqual({ json: { pushed: true }, pairedItem: { item: 0 } });
		expect(output[1].json).toMatchObject({ fileName: 'ctimne.txt', reasons: [expect.stringContaining('its name is none of an export')] });
	});

	test('exports of two shops with one name stay apart by directory, by path, or by an expression', async () => {
		const written = itemsOf(await write([item(makeReceipt({}))]));
		const twice = async (a: object, b: object) => [...(await asFiles(written, undefined, a)), ...(await asFiles(written, undefined, b))];
		expect(itemsOf(await read(await twice({ directory: '/in/a' }, { directory: '/in/b' })))).toHaveLength(2);
		const byExpression = await twice({ json: { folder: 'a' } }, { json: { folder: 'b' } });
		expect(itemsOf(await read(byExpression, { options: { folder: '={{ $json.folder }}' } }))).toHaveLength(2);
		// Without it nobody knows which file belongs to which: reported, not mixed.
		expect(itemsOf(await read(byExpression))).toMatchObject([{ json: { outcome: 'refused', reasons: [expect.stringMatching(/are both Uctenky of this export/)] } }]);
	});

	test('a row that cannot be read refuses its receipt with file, line, column, attribute, value and reason; the others are read', async () => {
		const written = itemsOf(await write(['1', '2', '3'].map((number) => item(makeReceipt({ number, items: [{ code: '1' }] })))));
		const inputs = await asFiles(written, (text, file) => (file === 'UctenkyPol' ? text.replace(/^2\t.*$/m, (line) => line.replace('\t1.000000\t', '\tdva\t')) : text));
		const output = itemsOf(await read(inputs));
		expect(output.map(({ json }) => json.outcome ?? json.number)).toEqual(['1', 'refused', '3']);
		expect(output[1].json).toMatchObject({
			...{ file: `${PREFIX}_UctenkyPol.txt`, line: 2, column: 23, attribute: 'Mnozstvi', value: 'dva', reason: 'is no number (NUMERIC(19,6)).' },
			...{ place: `${PREFIX}_Uctenky.txt, line 2`, fileName: `${PREFIX}_Uctenky.txt`, rows: { Uctenky: 1, UctenkyPol: 1, UctenkyFin: 0, UctenkyUhr: 1, UctenkyEtal: 1 } },
			faults: [{ attribute: 'Mnozstvi' }],
			reasons: [`${PREFIX}_UctenkyPol.txt, line 2, column 23 (Mnozstvi): "dva" is no number (NUMERIC(19,6)).`],
		});
	});

	test('a set that cannot be joined is one item, the next one is read', async () => {
		const written = itemsOf(await write([item(makeReceipt({ number: '1' })), item(makeReceipt({ number: '2', register: 'P2' }))]));
		const inputs = (await asFiles(written)).filter(({ binary }) => binary?.data.fileName !== `${PREFIX}_UctenkyUhr.txt`);
		const output = itemsOf(await read(inputs));
		expect(output.map(({ json }) => json.outcome ?? json.number)).toEqual(['refused', '2']);
		expect(output[0]).toMatchObject({ json: { place: PREFIX, reasons: [expect.stringContaining('UctenkyUhr.txt: is missing')], raw: { set: PREFIX } }, pairedItem: [0, 1, 2, 3].map((one) => ({ item: one })) });
	});

	test('missing files that may be missing stand as warnings with each receipt', async () => {
		const inputs = (await sample()).filter(({ binary }) => readFileName(binary?.data.fileName ?? '')?.file !== 'UctenkyEtal');
		const [{ json }] = itemsOf(await read(inputs));
		expect(json).toMatchObject({ extra: { place: { warnings: [{ code: 'fileMissing' }] } } });
	});

	test('a receipt that stands in one export twice is taken once', async () => {
		const written = itemsOf(await write([item(makeReceipt({ number: '1' })), item(makeReceipt({ number: '2' }))]));
		const inputs = await asFiles(written, (text, file) => (file === 'Uctenky' ? text.replace('"001"\t2\t', '"001"\t1\t') : text));
		const output = itemsOf(await read(inputs));
		expect(output.map(({ json }) => json.outcome ?? json.number)).toEqual(['1', 'refused']);
		expect(output[1].json.reasons).toEqual([expect.stringMatching(/line 2: the receipt 001\/1 stands in line 1 already/)]);
	});

	test('Check Only: a report for each export and what cannot be read, no receipts', async () => {
		const written = itemsOf(await write([item(makeReceipt({ number: '1' })), item(makeReceipt({ number: '2' })), item(makeReceipt({ register: 'P2' }))]));
		const inputs = await asFiles(written, (text, file) => (file === 'Uctenky' ? text.replace('"001"\t2\t0', '"001"\t2\t9') : text));
		const output = itemsOf(await read(inputs.slice(0, 9), { checkOnly: true }));
		expect(output.map(({ json }) => json)).toMatchObject([
			{ checkOnly: true, set: PREFIX, receipts: 1, refused: 1, readable: false, rows: { Uctenky: 2, UctenkyUhr: 2 }, message: `Export ${PREFIX}: 1 receipt can be read, 1 cannot.` },
			{ outcome: 'refused', reasons: [expect.stringContaining('TypDokladu is 9')] },
			{ checkOnly: true, set: '002_20261114_101532', receipts: 1, readable: true, warnings: [{ code: 'fileMissing' }] },
		]);
	});

	test('options reach the reader', async () => {
		const options = { registerFrom: 'shopAndSeries', goodsGroup: '100', knownGoods: ['000123'], substituteGoods: '9/9', payments: { row: [{ name: 'hotově', method: 'voucher' }] }, encoding: 'windows-1250' };
		const [{ json }] = itemsOf(await read(await sample(), { source: 'sklad', options }));
		expect(json).toMatchObject({
			...{ source: 'sklad', register: '6F9619FF-8B86-4D01-B42D-00CF4FC964FF/001' },
			items: [{ code: '000123' }, { code: '9/9', extra: { substitutedCode: '200/000456' } }],
			payments: [{ method: 'voucher' }],
			extra: { place: { warnings: [{ code: 'substituted' }] } },
		});
		const text = itemsOf(await read(await sample(), { options: { knownGoods: '100/000123, 200/000456' } }));
		expect(text[0].json).not.toHaveProperty('outcome');
	});

	test('an empty Source Name stops the node', async () => {
		expect((await read(await sample(), { source: ' ' })).error).toMatchObject({ message: 'Source Name is empty' });
	});
});

describe('with the journal', () => {
	const waiting = (rows: JournalRow[], more = {}) =>
		waitingRecords(rows, { flow: 'helios', mode: 'automatic', runId: '42', now: '2026-11-20T10:00:00+01:00', ignoreBefore: '2026-01-01', ...more });
	const ids = (rows: JournalRow[], from = 0): JournalRow[] => rows.map((row, index) => ({ ...row, id: from + index + 1, createdAt: '2026-11-20T09:00:00Z' }));

	test('till → journal → files; the prefix stands in the journal, and a repeat out of it gives the same bytes', async () => {
		const records = ['1', '2', '3'].map((number) => makeReceipt({ number }));
		const stored = ids(receiveRecords(records, [], '2026-11-20').rows.map(({ row }) => row));
		const first = waiting(stored);
		const items = itemsOf(await write(first.records.map(({ record, sync }) => item(record, sync)), { options: { exportTime: '' } }));
		const results = ids(resultRows(items.map(({ json }) => json), { flow: '', runId: '', mode: 'automatic' }).rows.map(({ row }) => row), stored.length);
		expect(results.map(({ state, flow, targetNumber, runId }) => [state, flow, targetNumber, runId])).toEqual(['1', '2', '3'].map((number) => ['written', 'helios', `001/${number}`, '42']));
		const [{ targetId }] = results;
		expect(targetId).toMatch(/^001_\d{8}_\d{6}$/);
		const journal = [...stored, ...results];
		expect(waiting(journal).records).toEqual([]);
		const again = waiting(journal, { includeWritten: true, keys: results.filter((row) => row.targetId === targetId).map(({ key }) => key) });
		const repeated = itemsOf(await write(again.records.map(({ record, sync }) => item(record, sync)), { options: { exportTime: targetId } }));
		expect(await filesOf(repeated, 0)).toEqual(await filesOf(items, 0));
	});

	test('files → journal: an export that is read again is known, and one exported anew too', async () => {
		const receipts = ['1', '2'].map((number) => makeReceipt({ number, register: '001' }));
		const exported = async (exportTime: string) => (await read(await asFiles(itemsOf(await write(receipts.map((one) => item(one)), { options: { exportTime } }))))).outputs[0].map(({ json }) => json);
		const first = receiveRecords(await exported(PREFIX), [], '2026-11-20');
		expect(first.answer.accepted).toHaveLength(2);
		const stored = ids(first.rows.map(({ row }) => row));
		for (const time of [PREFIX, '001_20261201_080000']) {
			expect(receiveRecords(await exported(time), stored, '2026-12-01').answer).toMatchObject({ accepted: [], changed: [], refused: [], alreadyKnown: first.answer.accepted });
		}
	});

	test('what was refused is kept whole in the journal and is read again without its files', async () => {
		const written = itemsOf(await write(['1', '2'].map((number) => item(makeReceipt({ number })))));
		const inputs = await asFiles(written, (text, file) => (file === 'Uctenky' ? text.replace('"001"\t2\t0', '"001"\t2\t9') : text));
		const output = itemsOf(await read(inputs)).map(({ json }) => json);
		const { rows, answer } = receiveRecords(output, [], '2026-11-20');
		expect(answer).toMatchObject({ accepted: [expect.any(String)], refused: [{ place: `${PREFIX}_Uctenky.txt, line 2` }] });
		const payload = JSON.parse(rows.filter(({ row }) => row.state === 'refused')[0].row.payload) as IDataObject;
		const documentTypes = { row: [{ code: 0, type: 'sale' }, { code: 9, type: 'sale' }] };
		const [again] = itemsOf(await read([{ json: payload }], { options: { documentTypes } }));
		expect(again).toMatchObject({ json: { number: '2', key: expect.stringContaining('/2-t9/') }, pairedItem: [{ item: 0 }] });
		const [still] = itemsOf(await read([{ json: { raw: payload } }]));
		expect(still.json).toMatchObject({ outcome: 'refused', raw: payload });
	});

	test('a receipt of Helios goes to another target unchanged, and back into files as it was', async () => {
		const [{ json }] = itemsOf(await read(await sample()));
		const record = json as unknown as Receipt;
		const stored = JSON.parse(JSON.stringify(receiveRecords([record], [], '2026-11-20').rows[0].row.payload)) as string;
		expect(contentHash(JSON.parse(stored) as Receipt)).toBe(contentHash(record));
		const items = itemsOf(await write([{ json: JSON.parse(stored) as IDataObject }], { exportedBy: 'vedouci', options: { exportTime: '001_20260318_140530' } }));
		for (const file of FILES) {
			const name = `001_20260318_140530_${file}.txt`;
			expect((await readBinaryOf(items[0], file)).equals(readFileSync(path.join(SAMPLE, name)))).toBe(true);
		}
	});
});
