// Files with records of any agendas: the reader behind File → Read Export File.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CODE_LIST_NAMES } from '../../../../core/pohoda/agendas/codeLists';
import { readExported, type Exported } from '../../../../core/pohoda/agendas/exported';
import { AGENDAS, type AgendaName } from '../../../../core/pohoda/agendas/index';
import { buildItemPack } from '../../../../core/pohoda/agendas/pack';
import type { Fields } from '../../../../core/pohoda/agendas/table';
import { pieces, thrown } from '../../xml/bytes.mts';
import { codeListAnswer } from './codeListAnswers.mts';
import { counted, entries, holds, SAMPLES } from './exportedSamples.mts';
import { recordsOf } from './generate.mts';
import { answerOf, fixture, PACK, read, written } from './support.mts';

const NAMES = Object.keys(AGENDAS) as AgendaName[];

/** The samples that are kept in the repository; the contract test reads all. */
const HERE = [
	...readdirSync(join(__dirname, '../../../fixtures/pohoda')).filter((name) => name.endsWith('.xml')),
	'../req_prodejka_cp1250.xml',
];

describe('samples', () => {
	test.each(HERE)('%s', async (file) => {
		expect(await holds(fixture(file))).toEqual(SAMPLES[file.replace('../', '')]);
	});
});

describe('several agendas in one file', () => {
	test('each record is the one that the reader of its agenda gives', async () => {
		await fc.assert(
			fc.asyncProperty(fc.tuple(...NAMES.map((name) => recordsOf(name))), async (records) => {
				const nodes = records.map((record, index) => ({ id: `i${index}`, node: written(NAMES[index], record) }));
				const found = await entries(buildItemPack(nodes, PACK));
				expect(found.map((entry) => entry.ok && entry.of)).toEqual(NAMES);
				for (const [index, name] of NAMES.entries()) {
					const [alone] = (await read(name, buildItemPack([nodes[index]], PACK))).records;
					expect((found[index] as { record: Fields }).record).toEqual(alone);
				}
			}),
			{ numRuns: 20 },
		);
	});

	test.each(NAMES)('an answer that lists records of %s', async (name) => {
		const [record] = fc.sample(recordsOf(name), 1);
		const bytes = answerOf(name, [written(name, record), written(name, record)]);
		expect(counted(await entries(bytes))).toEqual({ [name]: 2 });
	});

	test.each(CODE_LIST_NAMES)('code list %s', async (name) => {
		const found = await entries(codeListAnswer(name));
		expect(found.length).toBeGreaterThan(0);
		for (const entry of found) expect(entry).toMatchObject({ ok: true, of: name, record: { recordType: 'codeListEntry', list: name } });
	});

	test('an empty list has no records and is no mistake; an empty pack is one', async () => {
		expect(await entries(answerOf('order', []))).toEqual([]);
		const empty = '<d:dataPack xmlns:d="http://www.stormware.cz/schema/version_2/data.xsd" version="2.0" id="a" ico="" application="" note=""/>';
		expect((await thrown(entries(empty))).message).toBe('There is no list and no record in the file.');
	});

	test('a list or a bare record as the whole file', async () => {
		const list = '<l:listStock xmlns:l="http://www.stormware.cz/schema/version_2/list_stock.xsd" xmlns:s="http://www.stormware.cz/schema/version_2/stock.xsd" version="2.0" state="ok"><l:stock version="2.0"><s:stockHeader><s:code>01</s:code></s:stockHeader></l:stock></l:listStock>';
		expect(await entries(list)).toMatchObject([{ ok: true, of: 'stockItem', record: { code: '01' } }]);
		expect(await entries('<stock xmlns="http://www.stormware.cz/schema/version_2/stock.xsd"><stockHeader><code>02</code></stockHeader></stock>')).toMatchObject([{ record: { code: '02' } }]);
	});
});

describe('commands', () => {
	const NS = 'xmlns:s="http://www.stormware.cz/schema/version_2/stock.xsd" xmlns:o="http://www.stormware.cz/schema/version_2/order.xsd" xmlns:a="http://www.stormware.cz/schema/version_2/addressbook.xsd" xmlns:f="http://www.stormware.cz/schema/version_2/filter.xsd"';
	const pack = (content: string) =>
		`<d:dataPack xmlns:d="http://www.stormware.cz/schema/version_2/data.xsd" ${NS} version="2.0" id="a" ico="1" application="a" note=""><d:dataPackItem version="2.0" id="i">${content}</d:dataPackItem></d:dataPack>`;

	test.each([
		['stockItem', 'delete', '<s:stock version="2.0"><s:actionType><s:delete><f:filter><f:code>A</f:code></f:filter></s:delete></s:actionType></s:stock>'],
		['stockItem', 'update', '<s:stock version="2.0"><s:actionType><s:update><f:filter><f:code>A</f:code></f:filter></s:update></s:actionType><s:stockHeader><s:name>x</s:name></s:stockHeader></s:stock>'],
		['order', 'delete', '<o:order version="2.0"><o:actionType><o:delete><f:filter agenda="prijate_objednavky"><f:id>1</f:id></f:filter></o:delete></o:actionType></o:order>'],
		['contact', 'delete', '<a:addressbook version="2.0"><a:actionType><a:delete><f:filter><f:id>1</f:id></f:filter></a:delete></a:actionType></a:addressbook>'],
	] as const)('%s: %s', async (name, word, xml) => {
		expect(await entries(pack(xml))).toMatchObject([{ ok: false, reason: expect.stringContaining(`is a command to ${word} a record`) }]);
		if (word === 'delete') expect((await thrown(read(name, pack(xml)))).message).toContain('is a command to delete a record');
	});

	test('what adds is a record', async () => {
		const xml = '<s:stock version="2.0"><s:actionType><s:add update="true"><f:filter><f:code>A</f:code></f:filter></s:add></s:actionType><s:stockHeader><s:code>A</s:code></s:stockHeader></s:stock>';
		expect(await entries(pack(xml))).toMatchObject([{ ok: true, record: { code: 'A' } }]);
	});
});

describe('refusals', () => {
	const pack = (content: string, state = 'ok', note = '') =>
		`<r:responsePack xmlns:r="http://www.stormware.cz/schema/version_2/response.xsd" xmlns:c="http://www.stormware.cz/schema/version_2/documentresponse.xsd" xmlns:l="http://www.stormware.cz/schema/version_2/list_stock.xsd" version="2.0" id="x" state="${state}" note="${note}">${content}</r:responsePack>`;

	test.each([
		['the pack', pack('', 'error', 'Chyba'), 'POHODA refused the export: Chyba'],
		['an item', pack('<r:responsePackItem version="2.0" id="1" state="error" note="Bez práv"/>'), 'POHODA refused a list: Bez práv'],
		['a list with details', pack('<r:responsePackItem version="2.0" id="1" state="ok"><l:listStock version="2.0" state="error"><c:importDetails><c:detail><c:state>error</c:state><c:note>Neznámý filtr</c:note></c:detail></c:importDetails></l:listStock></r:responsePackItem>'), 'POHODA refused a list: Neznámý filtr'],
		['something else', '<a/>', 'This is no answer of POHODA: it begins with <a> without a namespace instead of <rsp:responsePack>.'],
	])('%s', async (_name, xml, message) => {
		expect((await thrown(entries(xml))).message).toBe(message);
	});

	test('cut off anywhere: no end, never a short list', async () => {
		const bytes = fixture('rsp_list_received_orders_utf8.xml');
		for (const length of [100, 5_000, 30_000, bytes.length - 20]) {
			expect((await thrown(entries(bytes.subarray(0, length)))).name).toBe('XmlError');
		}
	});

	test('pieces of any size give the same', async () => {
		const bytes = fixture('rsp_list_stock_first10_utf8.xml');
		const whole = await entries(bytes);
		for (const size of [7, 997]) {
			const found: Exported[] = [];
			for await (const batch of readExported(pieces(bytes, size)).entries) found.push(...batch);
			expect(found).toEqual(whole);
		}
	});
});
