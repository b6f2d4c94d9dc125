import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { outcomeOf } from '../../../core/pohoda/outcome';
import { readResponse, ResponseError, type ResponsePack } from '../../../core/pohoda/response';
import { XmlError } from '../../../core/xml/errors';
import { chunks, pieces, thrown } from '../xml/bytes.mts';
import { answer } from './answers.mts';

const DIR = join(__dirname, '../../fixtures/pohoda');

async function file(name: string): Promise<ResponsePack> {
	return await readResponse(chunks(readFileSync(join(DIR, name))));
}

/** [id of the pack, state, program, ids of the items, agendas or lists, produced ids] read by hand from each file. */
const EXPECTED: Record<string, [string, string, string, string[], string[], string[]]> = {
	'rsp_denied_cp1250.xml': ['', 'error', '13503.4 SQL (28.11.2023)', [], [], []],
	'rsp_invoice_link_ok_utf8.xml': [
		'fa0005',
		'ok',
		'10700.139 (19.5.2014)',
		['LINK001'],
		['invoice'],
		['102/140100020'],
	],
	'rsp_invoice_ok_cp1250.xml': [
		'fa001',
		'ok',
		'10700.139 (19.5.2014)',
		['AD001', 'AD002', 'AD003'],
		['invoice', 'invoice', 'invoice'],
		['95/140100015', '96/140100016', '97/140100017'],
	],
	'rsp_invoice_warning606_v1_cp1250.xml': [
		'2010-03-10T17:02:48.593',
		'ok',
		'9403.5 E1 (17.2.2010)',
		['2010-03-10T17:02:48.593_0000000000_134409', '2010-03-10T17:02:48.593_0000000001_134410'],
		['invoice', 'invoice'],
		['60925/2010008197', '60926/2010008198'],
	],
	'rsp_list_addressbook_utf8.xml': ['001', 'ok', '10400.133 (13.5.2013)', ['01'], ['lAdb:listAddressBook 3'], []],
	'rsp_list_invoices_2017_utf8.xml': ['Usr01', 'ok', '11605.2 SQL (15.8.2017)', ['Usr01'], ['lst:listInvoice 2'], []],
	'rsp_list_issued_invoices_utf8.xml': ['001', 'ok', '9700.125 (28.12.2010)', ['li1'], ['lst:listInvoice 3'], []],
	'rsp_list_payment_utf8.xml': ['001', 'ok', '9800.60 (2.5.2011)', ['101'], ['lst:listPayment 2'], []],
	'rsp_list_received_orders_utf8.xml': ['001', 'ok', '9800.60 (2.5.2011)', ['li1'], ['lst:listOrder 7'], []],
	'rsp_list_stock_first10_utf8.xml': ['Za001', 'ok', '9700.125 (28.12.2010)', ['a55'], ['lStk:listStock 10'], []],
	'rsp_list_store_utf8.xml': ['Za001', 'ok', '10800.180 (1.10.2014)', ['a55'], ['lst:listStore 3'], []],
	'rsp_stock_ok_utf8.xml': ['zas003', 'ok', '9601.4 E1 (30.9.2010)', ['ZAS001'], ['stockItem'], ['4/undefined']],
};

describe('answers that others published', () => {
	test('are all expected here', () => {
		expect(
			readdirSync(DIR)
				.filter((name) => name.startsWith('rsp_'))
				.sort(),
		).toEqual(Object.keys(EXPECTED).sort());
	});

	test.each(Object.entries(EXPECTED))('%s', async (name, [id, state, program, ids, agendas, produced]) => {
		const pack = await file(name);
		expect([pack.id, pack.state, pack.programVersion]).toEqual([id, state, program]);
		expect(pack.items.map((item) => item.id)).toEqual(ids);
		expect(pack.items.map(({ agenda, list }) => agenda ?? `${list?.name} ${list?.children.length}`)).toEqual(
			agendas,
		);
		expect(
			pack.items.flatMap((item) => (item.produced ? [`${item.produced.id}/${item.produced.number}`] : [])),
		).toEqual(produced);
		expect(pack.items.every((item) => item.state === 'ok' && item.documentState === 'ok')).toBe(true);
	});

	test('the refusal of a whole pack keeps its note, IČO and key', async () => {
		const pack = await file('rsp_denied_cp1250.xml');
		expect(pack).toMatchObject({
			note: 'Uživatel není oprávnen importovat XML soubory.',
			ico: '12345678',
			key: '908ba96e-887a-428b-805e-f2e53dac82bb',
		});
		expect(outcomeOf(undefined, pack)).toEqual({
			outcome: 'refused',
			warnings: [{ code: 'pack', text: 'Uživatel není oprávnen importovat XML soubory' }],
			message: 'was not taken: POHODA refused the whole transfer: Uživatel není oprávnen importovat XML soubory.',
		});
	});

	test('warnings come with number, place and values, over several lines', async () => {
		const pack = await file('rsp_invoice_warning606_v1_cp1250.xml');
		expect(pack.items[0].details[0]).toEqual({
			state: 'warning',
			errno: 606,
			note: 'Datum není z účetního období.',
			xpath: 'dat:dataPack/dat:dataPackItem[1]/inv:invoice/inv:invoiceHeader/inv:date',
			requested: '08.03.2010',
			produced: '08.03.2010',
		});
		const result = outcomeOf(pack.items[0], pack);
		expect(result).toMatchObject({ outcome: 'created', id: '60925', number: '2010008197' });
		expect(result.warnings.map(({ code }) => code)).toEqual(['606', '606']);
		expect(result.warnings[1].text).toBe(
			'Datum může být nejvýše 31.12.2009. Tip: Pokud chcete zadat doklad z počátku dalšího období, nastavte Účetnictví/Uzávěrka/Účtování na přelomu účetního období',
		);
		expect(result.message).toContain(
			'was created in POHODA as 2010008197 (id 60925). POHODA remarks: Datum není z účetního období [606]: the date is outside of the accounting period.',
		);
	});
});

describe('answers of a strict world', () => {
	test('any prefixes, any chunks', async () => {
		const text = answer(
			'<r:responsePackItem version="2.0" id="a" state="ok"><p:prodejkaResponse state="ok" version="2.0"><d:producedDetails><d:id>7</d:id></d:producedDetails></p:prodejkaResponse></r:responsePackItem>',
		)
			.replace(/rsp:/g, 'r:')
			.replace('xmlns:rsp', 'xmlns:r')
			.replace('xmlns:rdc', 'xmlns:d')
			.replace('xmlns:pro', 'xmlns:p');
		const pack = await readResponse(pieces(Buffer.from(text), 5));
		expect(pack.items[0]).toEqual({
			id: 'a',
			state: 'ok',
			note: '',
			agenda: 'prodejka',
			documentState: 'ok',
			details: [],
			produced: { id: '7' },
		});
	});

	test('everything an item can say', async () => {
		const pack = await readResponse(
			chunks(
				answer(`<rsp:responsePackItem version="2.0" id="a" state="error" note="Doklad  již&#10;byl"><rsp:errorDetail>
					<rsp:recordDuplicity><rsp:agendaType>prodejky</rsp:agendaType><rsp:dateCreate>2026-11-14</rsp:dateCreate><rsp:id>5</rsp:id><rsp:number>26PR1</rsp:number></rsp:recordDuplicity>
					<rsp:recordDuplicity><rsp:agendaType>prodejky</rsp:agendaType></rsp:recordDuplicity></rsp:errorDetail></rsp:responsePackItem>
				<rsp:responsePackItem version="2.0" id="b" state="ok"/>
				<rsp:responsePackItem version="2.0" id="c" state="weird"><vch:voucherResponse version="2.0" state="ok"><rdc:producedDetails><rdc:id>9</rdc:id><rdc:number>HP1</rdc:number>
					<rdc:actionType>add</rdc:actionType><rdc:extId><typ:ids>k</typ:ids><typ:exSystemName>s</typ:exSystemName></rdc:extId></rdc:producedDetails></vch:voucherResponse></rsp:responsePackItem>`),
			),
		);
		expect(pack.items).toEqual([
			{
				id: 'a',
				state: 'error',
				note: 'Doklad  již\nbyl',
				details: [],
				duplicity: [
					{ agendaType: 'prodejky', dateCreate: '2026-11-14', id: '5', number: '26PR1' },
					{ agendaType: 'prodejky' },
				],
			},
			{ id: 'b', state: 'ok', note: '', details: [] },
			{
				id: 'c',
				state: 'weird',
				note: '',
				agenda: 'voucher',
				documentState: 'ok',
				details: [],
				produced: { id: '9', number: 'HP1', actionType: 'add', extId: 'k' },
			},
		]);
	});

	test('what is no answer says what it is', async () => {
		const pack = '<dat:dataPack xmlns:dat="http://www.stormware.cz/schema/version_2/data.xsd"/>';
		const sent = await thrown(readResponse(chunks(pack)));
		expect(sent).toBeInstanceOf(ResponseError);
		expect(sent.message).toContain('folder Response');
		expect((await thrown(readResponse(chunks('<a/>')))).message).toContain('begins with <a>');
		expect((await thrown(readResponse(chunks('<!DOCTYPE html><html/>')))).code).toBe('html');
		const half = await thrown(
			readResponse(chunks(answer('<rsp:responsePackItem id="a" state="ok"/>').slice(0, -20))),
		);
		expect(half).toBeInstanceOf(XmlError);
		expect(half.code).toBe('truncated');
	});
});
