// File operations of the POHODA node in the real n8n engine. They need no credential and no mServer.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { readJsonLines } from '../../core/text/jsonLines';
import { encodeWindows1250 } from '../../core/text/windows1250';
import { Pohoda } from '../../nodes/Pohoda/Pohoda.node';
import { readBinaryOf, runNode, storeBinary } from '../support/engine.mts';
import type { RunResult } from '../support/engine.mts';
import { chunks } from '../unit/xml/bytes.mts';

const fixture = (name: string): Buffer => readFileSync(join(__dirname, '../fixtures/pohoda', name));
const cp1250 = (text: string): Buffer => Buffer.from(encodeWindows1250(text, { missing: 'refuse' }).bytes);

async function withFile(bytes: Uint8Array | string, fileName = 'export.xml', json: IDataObject = {}): Promise<INodeExecutionData> {
	return { json, binary: { data: await storeBinary(Buffer.from(bytes), fileName) } };
}

function run(operation: string, inputs: INodeExecutionData[], parameters: IDataObject = {}, continueOnFail = false): Promise<RunResult> {
	return runNode({ node: new Pohoda(), parameters: { resource: 'file', operation, ...parameters }, inputs, continueOnFail });
}

function jsonOf({ outputs, error }: RunResult): IDataObject[] {
	if (error) throw error;
	return outputs[0].map(({ json }) => json);
}

const CASES = join(__dirname, '../fixtures/cases/pohoda');
const caseFile = async (name: string) => await withFile(readFileSync(join(CASES, name)), name);

describe('what is another thing than it seems', () => {
	test('a refused list without a word is an error, as a file of answers too', async () => {
		expect((await run('readExportFile', [await caseFile('15-list-refused-without-note.xml')])).error?.message).toContain('POHODA refused a list: POHODA refused the list without saying why.');
		expect((await run('readCommandLineAnswers', [await caseFile('15-list-refused-without-note.xml')])).error?.message).toContain('POHODA refused a list: POHODA refused the list without saying why.');
		expect((await run('readCommandLineAnswers', [await caseFile('26-refused-list-in-command-line-answer.xml')])).error?.message).toContain('Uživatel nemá právo ke čtení zásob.');
	});

	test('lists are not answers', async () => {
		const { error } = await run('readCommandLineAnswers', [await withFile(fixture('rsp_list_stock_first10_utf8.xml'))]);
		expect(error).toMatchObject({ message: expect.stringContaining('holds lists (<listStock>), not answers'), description: expect.stringContaining('Read Export File') });
	});

	test('beside answers they are told, and the answers count', async () => {
		const answers = readFileSync(join(CASES, '25-answer-108-without-value.xml'), 'utf8');
		const [, list] = /(<rsp:responsePackItem[^]*<\/rsp:responsePackItem>)/.exec(readFileSync(join(CASES, '26-refused-list-in-command-line-answer.xml'), 'utf8')) ?? [];
		const result = await run('readCommandLineAnswers', [await withFile(answers.replace('</rsp:responsePack>', `${list}</rsp:responsePack>`))]);
		expect(jsonOf(result)).toMatchObject([{ key: 'i1', outcome: 'refused' }]);
		expect(result.hints).toMatchObject([{ message: expect.stringContaining('Uživatel nemá právo ke čtení zásob.') }]);
	});

	test('an error beside a document that the answer names keeps its id', async () => {
		expect(jsonOf(await run('readCommandLineAnswers', [await caseFile('24-answer-error-detail-beside-produced.xml')]))).toMatchObject([{ outcome: 'unknown', target: { id: '77', number: '260100001' } }]);
	});

	test('an invoice of a foreign pack is not mended in Posting Rules', async () => {
		const [result] = jsonOf(await run('readCommandLineAnswers', [await caseFile('25-answer-108-without-value.xml')]));
		expect(result.message).toMatch(/variable symbol.*Correct it in the invoice/);
	});

	test('another version of the schema, or no namespace, is named', async () => {
		for (const operation of ['readExportFile', 'readCommandLineAnswers']) {
			expect((await run(operation, [await caseFile('12-schema-version-1.xml')])).error?.message).toContain('<dataPack> of the namespace "http://www.stormware.cz/schema/version_1/data.xsd" (another version of the schema)');
			expect((await run(operation, [await withFile('<dataPack id="a"/>')])).error?.message).toContain('<dataPack> without a namespace');
		}
	});

	test('a command to delete is no record', async () => {
		const [command] = jsonOf(await run('readExportFile', [await caseFile('13-delete-request.xml')]));
		expect(command).toMatchObject({ outcome: 'refused', element: 'stock', reasons: [expect.stringContaining('is a command to delete a record')], extra: { actionType: { delete: { filter: { code: 'KAVA-250' } } } } });
	});
});

describe('Read Export File', () => {
	test('records of an answer, paired with their file, without a credential', async () => {
		const result = await run('readExportFile', [await withFile(fixture('rsp_list_stock_first10_utf8.xml')), await withFile(fixture('rsp_list_addressbook_utf8.xml'))]);
		const records = jsonOf(result);
		expect(records).toHaveLength(13);
		expect(records[0]).toMatchObject({ recordType: 'stockItem', key: 'pohoda/stockItem/1', code: 'AC', eans: ['84523655'], quantity: 1 });
		expect(records[10]).toMatchObject({ recordType: 'contact', key: 'pohoda/contact/2' });
		expect(result.outputs[0].map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([...Array<number>(10).fill(0), 1, 1, 1]);
		expect(result.hints).toEqual([]);
	});

	test('as a file: the same records, with what the answer says about itself', async () => {
		const inputs = [await withFile(fixture('rsp_list_stock_first10_utf8.xml'), 'sklad.xml')];
		const [item] = (await run('readExportFile', inputs, { outputAs: 'file', options: { outputBinaryField: 'list' } })).outputs[0];
		expect(item.json).toEqual({ fileName: 'sklad.jsonl', records: 10, refused: 0, warnings: 0, kinds: { stockItem: 10 }, dateTimeStamp: '2010-12-29T02:29:03Z' });
		let about: unknown;
		const lines: unknown[] = [];
		for await (const batch of readJsonLines(chunks(await readBinaryOf(item, 'list')), { onEnd: (end) => (about = end) })) lines.push(...batch.map(({ value }) => value));
		expect(about).toEqual({ dateTimeStamp: '2010-12-29T02:29:03Z' });
		expect(lines).toEqual(jsonOf(await run('readExportFile', inputs)));
	});

	test('simplified, of another source', async () => {
		const [card] = jsonOf(await run('readExportFile', [await withFile(fixture('rsp_list_stock_first10_utf8.xml'))], { options: { simplify: true, source: 'unit2' } }));
		expect(card).toMatchObject({ key: 'unit2/stockItem/1', source: 'unit2' });
		expect(card.refs).toBeUndefined();
	});

	test('what is no record of ours is named in its place, with all that it says', async () => {
		const pack = cp1250(
			`<?xml version="1.0" encoding="Windows-1250"?><d:dataPack version="2.0" id="x" ico="1" application="a" note="" xmlns:d="http://www.stormware.cz/schema/version_2/data.xsd" xmlns:s="http://www.stormware.cz/schema/version_2/stock.xsd" xmlns:b="http://www.stormware.cz/schema/version_2/bank.xsd"><d:dataPackItem id="1" version="2.0"><b:bank version="2.0"><b:bankHeader><b:text>Výpis</b:text></b:bankHeader></b:bank></d:dataPackItem><d:dataPackItem id="2" version="2.0"><s:stock version="2.0"><s:stockHeader><s:code>007</s:code><s:name>Káva</s:name><s:sellingPrice>abc</s:sellingPrice></s:stockHeader></s:stock></d:dataPackItem><d:dataPackItem id="3" version="2.0"><x:y xmlns:x="urn:x">1</x:y></d:dataPackItem></d:dataPack>`,
		);
		const result = await run('readExportFile', [await withFile(pack, 'mix.xml')]);
		expect(jsonOf(result)).toEqual([
			{ outcome: 'refused', element: 'bank', place: 'mix.xml, line 1', reasons: [expect.stringContaining('agenda that this node does not read')], extra: { '@version': '2.0', bankHeader: { text: 'Výpis' } } },
			expect.objectContaining({ recordType: 'stockItem', code: '007', name: 'Káva', warnings: [expect.objectContaining({ code: 'unreadable' })] }),
			{ outcome: 'refused', element: 'y', place: 'mix.xml, line 1', reasons: [expect.stringContaining('<y> of the namespace "urn:x"')], extra: '1' },
		]);
		expect(result.hints[0].message).toContain('2 elements are no records of this node');
	});

	test.each<[string, string | Buffer, RegExp]>([
		['nothing', '', /is empty/],
		['half a file', fixture('rsp_list_stock_first10_utf8.xml').subarray(0, 30_000), /ends too early/],
		['a web page', '<html><body>login</body></html>', /is a web page/],
		['plain text', 'Kód;Název', /does not begin like XML/],
		['a DOCTYPE with entities', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', /DOCTYPE/],
		['an answer to an import', fixture('rsp_invoice_ok_cp1250.xml'), /Read Command-Line Answers/],
		['a refused export', fixture('rsp_denied_cp1250.xml'), /refused the export: Uživatel není oprávnen/],
		['wrong bytes', Buffer.from('<?xml version="1.0" encoding="UTF-8"?><a>\xff</a>', 'latin1'), /UTF-8/],
	])('%s gives no records but an error that names the file', async (_name, bytes, message) => {
		const good = await withFile(fixture('rsp_list_addressbook_utf8.xml'));
		const inputs = [await withFile(bytes, 'rozbitý.xml'), good];
		const { error } = await run('readExportFile', inputs);
		expect(error?.message).toContain('The file "rozbitý.xml" was not taken.');
		expect(error?.message).toMatch(message);
		// With On Error: Continue the other file is read.
		const records = jsonOf(await run('readExportFile', inputs, {}, true));
		expect(records).toHaveLength(4);
		expect(records[0].error).toMatch(message);
	});

	test('a file over the limit, and an item without a file', async () => {
		const big = await withFile(`<?xml version="1.0"?><a>${' '.repeat(1_100_000)}</a>`);
		expect((await run('readExportFile', [big], { options: { largestFile: 1 } })).error?.message).toMatch(/larger than 1048576 bytes/);
		expect((await run('readExportFile', [{ json: {} }])).error?.message).toMatch(/binary/i);
	});
});

describe('Read Paid-Invoices CSV', () => {
	const CSV = 'Číslo;Občj;K likvidaci;Datum\r\n26FV1;2026001;0,00;14.11.2026\r\n26FV2;2026002;1 290,50 Kč;15.11.2026\r\n26FV3;2026002;0;16.11.2026\r\n26FV4;;0;16.11.2026\r\n26FV5;2026003;nevím;16.11.2026\r\n';

	test('orders with all their invoices; an unreadable row is told and its order is not paid', async () => {
		const orders = jsonOf(await run('readPaidInvoices', [await withFile(cp1250(CSV), 'faktury.csv')]));
		expect(orders).toEqual([
			{ orderNumber: '2026001', paid: true, remaining: 0, invoices: 1, date: '2026-11-14', lines: [2] },
			{ orderNumber: '2026002', paid: false, remaining: 1290.5, invoices: 2, date: '2026-11-16', lines: [3, 4] },
			{ orderNumber: '2026003', paid: false, remaining: 0, invoices: 1, lines: [6] },
			{ outcome: 'refused', place: 'faktury.csv, line 6', orderNumber: '2026003', reasons: [expect.stringContaining('"nevím"')] },
		]);
	});

	test('invoices; other names of columns; UTF-8 with commas', async () => {
		const csv = '\ufeffobjednavka,ZBYVA,dne\n2026001,"1.290,00",1. 2. 2026\n,,\n';
		const rows = jsonOf(await run('readPaidInvoices', [await withFile(csv)], { itemPer: 'invoice', options: { orderColumn: 'Objednávka', remainingColumn: 'zbývá', dateColumn: 'Dne' } }));
		expect(rows).toEqual([{ line: 2, orderNumber: '2026001', date: '2026-02-01', paid: false, payment: { state: 'unpaid', remaining: 1290 } }]);
	});

	test.each<[string, string, RegExp]>([
		['empty', '', /empty/],
		['other columns', 'a;b;c\n1;2;3\n', /no row with the columns "Občj", "K likvidaci", "Datum"/],
		['XML', '<?xml version="1.0"?><a/>', /no row with the columns/],
	])('%s: an error that names the file', async (_name, text, message) => {
		const { error } = await run('readPaidInvoices', [await withFile(text, 'x.csv')]);
		expect(error?.message).toMatch(/^The file "x\.csv" was not taken\./);
		expect(error?.message).toMatch(message);
	});
});

describe('Build Command-Line Job', () => {
	const JOB = { job: 'xml', program: 'C:\\POHODA', database: 'StwPh_12345678_2026', workFolder: 'C:\\Sync\\' };

	test('XML under a safe name, INI in Windows-1250, batch file that notices a missing answer', async () => {
		const xml = fixture('req_invoice_minimal_cp1250.xml');
		const result = await run('buildCommandLineJob', [await withFile(xml, 'Účtenky č. 1/2.xml'), { json: {} }], { ...JOB, workFolder: 'C:\\Účty' });
		expect(jsonOf(result)).toEqual([
			{
				job: 'xml',
				name: '2',
				program: 'C:\\POHODA\\Pohoda.exe',
				arguments: ['/XML', '%POHODA_USER%', '%POHODA_PASSWORD%', 'C:\\Účty\\2.ini'],
				command: '"C:\\POHODA\\Pohoda.exe" /XML "%POHODA_USER%" "%POHODA_PASSWORD%" "C:\\Účty\\2.ini"',
				xmlFile: 'C:\\Účty\\2.xml',
				iniFile: 'C:\\Účty\\2.ini',
				batFile: 'C:\\Účty\\2.bat',
				answerFile: 'C:\\Účty\\2_answer.xml',
				answers: 'C:\\Účty\\2_answer.xml',
				message: expect.stringContaining('POHODA_PASSWORD'),
			},
		]);
		const [item] = result.outputs[0];
		expect(item.binary?.data.fileName).toBe('2.xml');
		expect(await readBinaryOf(item)).toEqual(xml);
		const ini = cp1250('[XML]\r\ninput_xml=C:\\Účty\\2.xml\r\nresponse_xml=C:\\Účty\\2_answer.xml\r\ndatabase=StwPh_12345678_2026\r\ncheck_duplicity=1\r\n');
		expect(await readBinaryOf(item, 'ini')).toEqual(ini);
		const bat = new TextDecoder('windows-1250').decode(await readBinaryOf(item, 'bat')).split('\r\n');
		expect(bat.slice(0, 4)).toEqual(['@echo off', 'chcp 1250 >nul', item.json.command, 'if not exist "C:\\Účty\\2_answer.xml" (']);
	});

	test('two jobs of one name, bad paths and a missing database make no job', async () => {
		const [a, b] = [await withFile('<a/>', 'a.xml'), await withFile('<a/>', 'A.XML')];
		expect((await run('buildCommandLineJob', [a, b], JOB)).error?.message).toMatch(/two jobs would have the name A/);
		expect((await run('buildCommandLineJob', [a], { ...JOB, database: '' })).error?.message).toMatch(/database is missing/);
		expect((await run('buildCommandLineJob', [a], { ...JOB, workFolder: 'C:\\%TEMP%' })).error?.message).toMatch(/cannot carry/);
		expect((await run('buildCommandLineJob', [{ json: {} }], JOB)).error?.message).toMatch(/binary/i);
		const own = { options: { wholeFolder: true, responseFolder: 'c:\\sync' } };
		expect((await run('buildCommandLineJob', [a], { ...JOB, ...own })).error?.message).toMatch(/its own answers/);
	});

	test('a whole folder', async () => {
		const [job] = jsonOf(await run('buildCommandLineJob', [{ json: {} }], { ...JOB, options: { wholeFolder: true, checkDuplicity: false } }));
		expect(job).toMatchObject({ iniFile: 'C:\\Sync\\pohoda_folder.ini', answers: 'C:\\Sync\\response' });
		expect(job.xmlFile).toBeUndefined();
	});

	test.each([
		['mPohoda', '/mPohoda'],
		['mPohodaFull', '/mPohoda:f'],
	])('%s', async (job, word) => {
		const result = await run('buildCommandLineJob', [{ json: {} }], { ...JOB, job });
		expect(jsonOf(result)[0]).toMatchObject({ job, command: `"C:\\POHODA\\Pohoda.exe" ${word} "%POHODA_USER%" "%POHODA_PASSWORD%"` });
		expect((await readBinaryOf(result.outputs[0][0], 'bat')).toString('latin1')).toBe(`@echo off\r\nchcp 1250 >nul\r\n"C:\\POHODA\\Pohoda.exe" ${word} "%POHODA_USER%" "%POHODA_PASSWORD%"\r\n`);
	});
});
