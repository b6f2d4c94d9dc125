import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { MServer } from '../../sandbox/mserver/index.mts';
import { exchange, importOne, line, packItem, packXml, paid, prodejka, start } from './helpers.mts';

let server: MServer;
beforeEach(async () => {
	server = await start();
});
afterEach(() => server.close());

const voucher = (header: string): string => `<vch:voucher version="2.0"><vch:voucherHeader>${header}</vch:voucherHeader></vch:voucher>`;

describe('rules of the schema refuse the item', () => {
	test.each([
		['unknown element', prodejka({ header: '<pro:colour>red</pro:colour>' }), /colour}?' is unexpected/],
		['element of another agenda', prodejka({ header: '<pro:cashAccount><typ:ids>HP</typ:ids></pro:cashAccount>' }), /cashAccount' is unexpected/],
		['right name, wrong namespace', prodejka({ header: '<typ:note>x</typ:note>' }), /note' is unexpected/],
		['text in the wrong case', prodejka({ header: '<pro:Note>x</pro:Note>' }), /Note' is unexpected/],
		['the same element twice', prodejka({ header: '<pro:note>a</pro:note><pro:note>b</pro:note>' }), /note' is unexpected/],
		['header text of 241 characters', prodejka().replace('Účtenka', 'ž'.repeat(241)), /maxLength constraint of '240'/],
		['item text of 91 characters', prodejka({ items: line(1).replace('Káva', 'ž'.repeat(91)) }), /maxLength constraint of '90'/],
		['unit of 11 characters', prodejka({ items: line(1, `<pro:unit>${'k'.repeat(11)}</pro:unit>`) }), /maxLength constraint of '10'/],
		['code of 65 characters', prodejka({ items: line(1, `<pro:code>${'k'.repeat(65)}</pro:code>`) }), /maxLength constraint of '64'/],
		['ids of 20 characters', prodejka({ header: `<pro:kasa><typ:ids>${'k'.repeat(20)}</typ:ids></pro:kasa>` }), /maxLength constraint of '19'/],
		['ids with white space around it', prodejka({ header: `<pro:kasa><typ:ids>\n${'k'.repeat(18)}\n</typ:ids></pro:kasa>` }), /maxLength constraint of '19'/],
		['payment form of 33 characters', prodejka({ header: `<pro:paymentType><typ:ids>${'k'.repeat(33)}</typ:ids></pro:paymentType>` }), /maxLength constraint of '32'/],
		['payment form outside the enumeration', prodejka({ header: '<pro:paymentType><typ:paymentType>card</typ:paymentType></pro:paymentType>' }), /'card' violates enumeration/],
		['extId of 65 characters', prodejka({ header: `<pro:extId><typ:ids>${'k'.repeat(65)}</typ:ids><typ:exSystemName>x</typ:exSystemName></pro:extId>` }), /maxLength constraint of '64'/],
		['extId without system', prodejka({ header: '<pro:extId><typ:ids>k</typ:ids></pro:extId>' }), /incomplete.*Expecting: .*exSystemName/],
		['empty numberRequested', prodejka({ header: '<pro:number><typ:numberRequested></typ:numberRequested></pro:number>' }), /minLength constraint of '1'/],
		['rounding outside the enumeration', prodejka({ rounding: 'math2two' }), /'math2two' violates enumeration/],
		['rateVAT outside the enumeration', prodejka({ items: line(1).replace('low', 'lower') }), /'lower' violates enumeration/],
		['boolean as 1', prodejka({ items: line(1).replace('<pro:payVAT>true', '<pro:payVAT>1') }), /'1' violates enumeration constraint of 'true false'/],
		['date in Czech form', prodejka({ date: '14.11.2026' }), /as date datatype/],
		['a day that is not in the calendar', prodejka({ date: '2026-02-30' }), /as date datatype/],
		['decimal comma', prodejka({ items: line('129,90') }), /as number datatype/],
		['thousands separator', prodejka({ items: line('1 290') }), /as number datatype/],
		['discount over 999', prodejka({ items: line(1, '<pro:discountPercentage>1000</pro:discountPercentage>') }), /maxInclusive constraint of '999'/],
		['payment without amount', prodejka({ payments: '<pro:paymentItem><pro:paymentType><typ:ids>Hotově</typ:ids></pro:paymentType></pro:paymentItem>' }), /Expecting: .*received/],
		['food voucher and terminal in one payment', prodejka({ payments: paid('Stravenky', '100').replace('</pro:paymentItem>', '<pro:paymentAdvanced><pro:valueFoodVoucher>1</pro:valueFoodVoucher><pro:paymentTerminal>true</pro:paymentTerminal></pro:paymentAdvanced></pro:paymentItem>') }), /paymentTerminal' is unexpected/],
		['detail without items', prodejka({ items: ' ' }), /Expecting: .*prodejkaItem/],
		['sequence out of order', prodejka().replace(/(<pro:prodejkaHeader>.*<\/pro:prodejkaHeader>)(<pro:prodejkaDetail>.*<\/pro:prodejkaDetail>)/, '$2$1'), /prodejkaHeader' is unexpected/],
		['address out of order', prodejka({ header: '<pro:partnerIdentity><typ:address/><typ:id>1</typ:id></pro:partnerIdentity>' }), /id' is unexpected/],
		['address name of 65 characters', prodejka({ header: `<pro:partnerIdentity><typ:address><typ:name>${'j'.repeat(65)}</typ:name></typ:address></pro:partnerIdentity>` }), /maxLength constraint of '64'/],
		['version missing', prodejka().replace(' version="2.0"', ''), /Required attribute 'version'/],
		['attribute that is not there', prodejka({ header: '<pro:note lang="cs">x</pro:note>' }), /'lang'.*is not defined/],
		['text between elements', prodejka({ header: 'x' }), /Text is not allowed/],
		['children in a text element', prodejka({ header: '<pro:note><pro:b>x</pro:b></pro:note>' }), /b' is unexpected/],
		['unknown agenda', '<pro:receipt version="2.0"/>', /receipt' is used but not declared/],
		['two documents in one item', prodejka() + prodejka(), /exactly one element/],
		['no document in the item', '', /exactly one element/],
		['voucherType outside the enumeration', voucher('<vch:voucherType>income</vch:voucherType>'), /'income' violates enumeration/],
		['symPar of 21 characters', voucher(`<vch:symPar>${'1'.repeat(21)}</vch:symPar>`), /maxLength constraint of '20'/],
		['an element that this stand-in does not do', prodejka().replace('</pro:prodejka>', '<pro:eKasa/></pro:prodejka>'), /stand-in does not do/],
	])('%s', async (_name, content, note) => {
		const item = await importOne(server, content);
		expect(item.state).toBe('error');
		expect(item.note).toMatch(note);
		expect(item.produced).toBeUndefined();
		expect(server.state.documents).toHaveLength(0);
		expect(server.state.refused[0]).toMatchObject({ kind: 'schema', itemId: 'item-1' });
	});

	test('the limits themselves are in order, and header elements come in any order', async () => {
		const header = `<pro:intNote>${'n'.repeat(5000)}</pro:intNote><pro:kasa><typ:ids>P1</typ:ids></pro:kasa><pro:extId><typ:exSystemName>${'s'.repeat(64)}</typ:exSystemName><typ:ids>${'k'.repeat(64)}</typ:ids></pro:extId>`;
		const items = line(1, `<pro:code>${'k'.repeat(64)}</pro:code><pro:unit>${'k'.repeat(10)}</pro:unit>`).replace('Káva', 'ž'.repeat(90));
		const item = await importOne(server, prodejka({ header, items }).replace('Účtenka', 'ž'.repeat(240)));
		expect(item.response).toBe('ok');
	});

	test('one refused item does not stop the others', async () => {
		const answer = await exchange(server, packXml(packItem('a', prodejka()) + packItem('b', prodejka({ header: '<pro:x/>' })) + packItem('c', prodejka())));
		expect(answer.state).toBe('ok');
		expect(answer.items.map((item) => [item.id, item.state])).toEqual([
			['a', 'ok'],
			['b', 'error'],
			['c', 'ok'],
		]);
		expect(server.state.documents.map((document) => document.itemId)).toEqual(['a', 'c']);
	});

	test('elements for export only are taken and remarked', async () => {
		const item = await importOne(server, prodejka({ items: line(10).replace('</pro:homeCurrency>', '<typ:priceSum>10</typ:priceSum></pro:homeCurrency>') }));
		expect(item.response).toBe('ok');
		expect(server.state.remarks.join()).toMatch(/priceSum is for export only/);
	});

	test('a note names the place, with the number of the item', async () => {
		const item = await importOne(server, prodejka({ items: line(1) + line('x') }));
		expect(item.note).toContain('dat:dataPack/dat:dataPackItem[1]/pro:prodejka/pro:prodejkaDetail/pro:prodejkaItem[2]/pro:homeCurrency/typ:unitPrice');
	});
});
