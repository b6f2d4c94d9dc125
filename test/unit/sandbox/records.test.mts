import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { MServer } from '../../sandbox/mserver/index.mts';
import { action, contact, contactRequest, document, gatherXml, item, list, newCard, pack, send, stock, stockRequest } from './agendas.mts';
import { bytesOf, exchange, packItem, post, start } from './helpers.mts';

const xml = gatherXml();
let server: MServer;
beforeEach(async () => {
	server = await start({ xsd: xml.xsd });
});
afterEach(async () => {
	await server.xsdProblems();
	await server.close();
});
// Everything that was taken, and every answer, is valid by the schemas where they are there.
afterAll(() => xml.check(), 60_000);

const code = (text: string): string => `<ftr:code>${text}</ftr:code>`;

describe('stock', () => {
	test('a card is made and listed as it was sent', async () => {
		const more = '<stk:isInternet>true</stk:isInternet><stk:EAN>859000</stk:EAN><stk:sellingRateVAT>high</stk:sellingRateVAT><stk:purchasingPrice>8.50</stk:purchasingPrice><stk:sellingPrice payVAT="true">12.90</stk:sellingPrice><stk:description>&lt;b&gt;ž&lt;/b&gt;</stk:description><stk:count>99</stk:count><stk:categories><stk:idCategory main="true">3</stk:idCategory></stk:categories>';
		const made = await send(server, stock(newCard('L-1', more), '', '<stk:stockPriceItem><stk:stockPrice><typ:ids>VIP</typ:ids><typ:price>10</typ:price></stk:stockPrice></stk:stockPriceItem>'));
		expect(made).toMatchObject({ response: 'ok', produced: { id: '7', code: 'L-1', actionType: 'add' } });
		const [card] = await list(server, stockRequest(code('L-1')));
		expect(card!['stockHeader']).toMatchObject({
			id: '7',
			code: 'L-1',
			EAN: '859000',
			storage: { ids: 'ZBOŽÍ/Kuchyň' },
			typePrice: { ids: 'Zboží' },
			sellingPrice: { '#text': '12.9', '@payVAT': 'true' },
			purchasingPrice: '8.5',
			description: '<b>ž</b>',
			count: '0',
			categories: { idCategory: { '#text': '3', '@main': 'true' } },
		});
		expect(card!['stockPriceItem']).toEqual({ stockPrice: { ids: 'VIP', price: '10' } });
		expect(server.state.remarks.join()).toContain('count is for export only');
	});

	test.each(['stockType', 'name', 'storage', 'typePrice'])('a card without %s is refused', async (name) => {
		const refused = await send(server, stock(newCard('L-1').replace(new RegExp(`<stk:${name}>.*</stk:${name}>`), '')));
		expect(refused.response).toBe('error');
		expect(refused.details[0]).toMatchObject({ errno: '108', note: `Není uveden povinný údaj '${name}'.` });
		expect(server.state.settings.stock).toHaveLength(6);
	});

	test('an unknown store and a code that is there already are refused', async () => {
		const strange = await send(server, stock(newCard('L-1').replace('ZBOŽÍ/', 'NIC/')));
		expect(strange.details[0]!.note).toContain("Sklad 'NIC' nebyl nalezen");
		const twice = await send(server, stock(newCard('KAVA-250')));
		expect(twice.details[0]!.note).toContain('již existuje');
		expect(server.state.settings.stock).toHaveLength(6);
	});

	test('update changes only what is there; the kind of a card stays', async () => {
		const change = stock('<stk:sellingPrice>99</stk:sellingPrice>', action('stk', 'update', code('KAVA-250')));
		expect(await send(server, change)).toMatchObject({ response: 'ok', produced: { id: '1', actionType: 'update' } });
		const [card] = await list(server, stockRequest(code('KAVA-250')));
		expect(card!['stockHeader']).toMatchObject({ name: 'Káva mletá 250 g', sellingPrice: '99', count: '10000' });
		const kind = await send(server, stock('<stk:stockType>service</stk:stockType>', action('stk', 'update', code('KAVA-250'))));
		expect(kind.details[0]!.note).toBe('Typ zásoby nelze změnit.');
	});

	test('add and update do the other thing only when they are told to', async () => {
		const results: Array<string | undefined> = [];
		for (const [what, target, attributes] of [
			['update', 'NEW', ''],
			['update', 'NEW', 'add="true"'],
			['add', 'NEW', ''],
			['add', 'NEW', 'update="true"'],
		] as const) {
			const { produced, details } = await send(server, stock(newCard('NEW'), action('stk', what, code(target), attributes)));
			results.push(produced ? (produced as unknown as Record<string, string>)['actionType'] : details[0]!.note);
		}
		expect(results).toEqual(['Záznam nebyl nalezen.', 'add', 'Nalezen duplicitní záznam.', 'update']);
	});

	test('a filter that fits several cards changes none of them', async () => {
		server.state.seedSettings({ stock: [...server.state.settings.stock, { ...server.state.settings.stock[0]!, id: 70, store: 'PRODEJNA' }] });
		const both = await send(server, stock('<stk:name>X</stk:name>', action('stk', 'update', code('KAVA-250'))));
		expect(both.details[0]!.note).toBe('Pro daný filtr bylo nalezeno více jak 1 záznam.');
		const one = await send(server, stock('<stk:name>X</stk:name>', action('stk', 'update', `${code('KAVA-250')}<ftr:store><typ:ids>PRODEJNA</typ:ids></ftr:store>`)));
		expect(one.response).toBe('ok');
		expect(server.state.settings.stock.map(({ name }) => name).filter((name) => name === 'X')).toHaveLength(1);
		const none = await send(server, stock('<stk:name>X</stk:name>', action('stk', 'update', '')));
		expect(none.details[0]!.note).toBe('Není uveden filtr záznamu.');
	});

	test('delete takes a card away, unless goods have moved; its id is never given again', async () => {
		expect(await send(server, stock('', action('stk', 'delete', code('CAJ-20'))))).toMatchObject({ response: 'ok', produced: { id: '2', actionType: 'delete' } });
		await send(server, document('vyd', 'vydejka', '', item('vyd', 'vydejka', 'KAVA-250', 1, 100)));
		const refused = await send(server, stock('', action('stk', 'delete', code('KAVA-250'))));
		expect(refused.details[0]!.note).toContain('existují k ní pohyby');
		await send(server, stock('', action('stk', 'delete', code('Kř1320'))));
		expect(await send(server, stock(newCard('L-9')))).toMatchObject({ produced: { id: '7' } });
		expect((await list(server, stockRequest())).map((card) => card['stockHeader'].code)).toEqual(['KAVA-250', 'HRNEK-01', '00421', 'SYR-KG', 'L-9']);
	});

	test('a retry with the duplicity check changes nothing, also for an update and a delete', async () => {
		const check = { checkDuplicity: true };
		await send(server, stock(newCard('L-1')), { itemId: 'a', ...check });
		const again = await send(server, stock(newCard('L-1')), { itemId: 'a', ...check });
		expect(again.duplicity).toEqual([{ agendaType: 'zasoby', dateCreate: '2026-11-14', id: '7' }]);
		await send(server, stock('', action('stk', 'delete', code('L-1'))), { itemId: 'b', ...check });
		const gone = await send(server, stock('', action('stk', 'delete', code('L-1'))), { itemId: 'b', ...check });
		expect(gone.duplicity).toEqual([{ agendaType: 'zasoby', dateCreate: '2026-11-14' }]);
	});

	test.each<[string, string[]]>([
		['<ftr:id>3</ftr:id>', ['HRNEK-01']],
		['<ftr:EAN>8594001020335</ftr:EAN>', ['00421']],
		['<ftr:PLU>105</ftr:PLU>', ['SYR-KG']],
		['<ftr:name>Hrnek s uchem, modrý</ftr:name>', ['HRNEK-01']],
		['<ftr:store><typ:ids>PRODEJNA</typ:ids></ftr:store>', []],
		['<ftr:storage><typ:ids>ZBOŽÍ</typ:ids></ftr:storage><ftr:internet>false</ftr:internet>', ['L-1']],
		['<ftr:storage><typ:ids>ZBOŽÍ/Kuchyň</typ:ids></ftr:storage>', ['L-1']],
		['<ftr:storage><typ:ids>ZBOŽÍ/Kuch</typ:ids></ftr:storage>', []],
		['<ftr:extId><typ:ids>77</typ:ids><typ:exSystemName>shop</typ:exSystemName></ftr:extId>', ['L-1']],
	])('filter %s', async (filter, codes) => {
		await send(server, stock(newCard('L-1', '<stk:extId><typ:ids>77</typ:ids><typ:exSystemName>shop</typ:exSystemName></stk:extId>')));
		expect((await list(server, stockRequest(filter))).map((card) => card['stockHeader'].code)).toEqual(codes);
	});

	test('pages, changes since, and user filters by name', async () => {
		const limit = (from: number): string => `<lStk:limit><ftr:idFrom>${from}</ftr:idFrom><ftr:count>4</ftr:count></lStk:limit>`;
		expect(await list(server, stockRequest('', limit(1)))).toHaveLength(4);
		expect(await list(server, stockRequest('', limit(5)))).toHaveLength(2);
		server.state.settings.stock.forEach((card) => (card.changedAt = '2026-01-01T00:00:00Z'));
		await send(server, stock('<stk:name>X</stk:name>', action('stk', 'update', code('SYR-KG'))));
		expect((await list(server, stockRequest('<ftr:lastChanges>2026-11-14T12:00:00</ftr:lastChanges>'))).map((card) => card['stockHeader'].code)).toEqual(['SYR-KG']);
		server.state.settings.stock[0]!.isInternet = false;
		const named = (name: string): string => stockRequest().replace('<lStk:requestStock></lStk:requestStock>', `<lStk:requestStock><ftr:userFilterName>${name}</ftr:userFilterName></lStk:requestStock>`);
		expect(await list(server, named('E-shop'))).toHaveLength(5);
		const unknown = await send(server, named('Nic'));
		expect(unknown.response).toBe('error');
		expect(unknown.details[0]!.note).toBe('Uživatelský filtr nebyl nalezen.');
	});

	test('parts that the request does not want are left out', async () => {
		await send(server, stock(newCard('L-1', '<stk:pictures><stk:picture default="true"><stk:filepath>a.jpg</stk:filepath></stk:picture></stk:pictures>'), '', '<stk:stockPriceItem><stk:stockPrice><typ:ids>VIP</typ:ids><typ:price>1</typ:price></stk:stockPrice></stk:stockPriceItem>'));
		const whole = await list(server, stockRequest(code('L-1')));
		expect(whole[0]).toMatchObject({ stockHeader: { pictures: { picture: { filepath: 'a.jpg' } } }, stockPriceItem: {} });
		const lean = stockRequest(code('L-1')).replace('</lStk:listStockRequest>', '<lStk:restrictionData><lStk:pictures>false</lStk:pictures><lStk:stockPriceItem>false</lStk:stockPriceItem></lStk:restrictionData></lStk:listStockRequest>');
		const [card] = await list(server, lean);
		expect(card!['stockHeader'].pictures).toBeUndefined();
		expect(card!['stockPriceItem']).toBeUndefined();
	});

	test('prices of levels by the agenda discount', async () => {
		const discount = (level: string, price: string): string =>
			`<dis:discount version="2.0"><dis:discountStockItem><dis:stockItem><typ:stockItem><typ:ids>KAVA-250</typ:ids></typ:stockItem></dis:stockItem><dis:discounts><dis:discountsItem><dis:filter><dis:priceLevel><typ:ids>${level}</typ:ids></dis:priceLevel></dis:filter><dis:price>${price}</dis:price></dis:discountsItem></dis:discounts></dis:discountStockItem></dis:discount>`;
		expect((await send(server, discount('VIP', '120'))).response).toBe('ok');
		expect((await send(server, discount('VIP', '110'))).response).toBe('ok');
		expect((await send(server, discount('Nic', '1'))).details[0]!.note).toContain("hladina 'Nic'");
		const [card] = await list(server, stockRequest(code('KAVA-250')));
		expect(card!['stockPriceItem']).toEqual({ stockPrice: { id: '3', ids: 'VIP', price: '110' } });
	});
});

test('30,000 cards come in pages, each once', async () => {
	const big = await start({ settings: { stock: Array.from({ length: 30_000 }, (_, index) => ({ id: index + 1, code: `C${index + 1}`, name: `Zboží ${index + 1}`, store: 'ZBOŽÍ', unit: 'ks', rateVAT: 'high', quantity: '1' })) } });
	try {
		const ids = new Set<string>();
		for (let from = 1; from <= 30_000; from += 10_000) {
			const request = stockRequest('', `<lStk:limit><ftr:idFrom>${from}</ftr:idFrom><ftr:count>10000</ftr:count></lStk:limit>`);
			const { data } = await post(big, bytesOf(pack(packItem('1', request))));
			for (const [, id] of Buffer.from(data).toString('latin1').matchAll(/<stk:id>(\d+)<\/stk:id>/g)) ids.add(id!);
		}
		expect(ids.size).toBe(30_000);
	} finally {
		await big.close();
	}
}, 120_000);

describe('contacts', () => {
	const address = (company: string, ico: string, more = ''): string => `<typ:address><typ:company>${company}</typ:company><typ:ico>${ico}</typ:ico>${more}</typ:address>`;
	const ico = (text: string): string => `<ftr:ico>${text}</ftr:ico>`;

	test('a contact is made, changed field by field, listed and deleted', async () => {
		const extId = '<typ:extId><typ:ids>12</typ:ids><typ:exSystemName>shop</typ:exSystemName></typ:extId>';
		const made = await send(server, contact(extId + address('Růžička', '01234567', '<typ:city>Brno</typ:city>'), '', '<adb:email>a@b.cz</adb:email><adb:p2>true</adb:p2>'));
		expect(made).toMatchObject({ response: 'ok', produced: { id: '1', actionType: 'add' } });
		await send(server, contact('<typ:address><typ:city>Praha</typ:city></typ:address>', action('adb', 'update', ico('01234567'))));
		const [row] = await list(server, contactRequest(ico('01234567')));
		expect(row!['addressbookHeader']).toEqual({ id: '1', identity: { extId: { ids: '12', exSystemName: 'shop' }, address: { company: 'Růžička', ico: '01234567', city: 'Praha' } }, email: 'a@b.cz', p2: 'true' });
		const removed = await send(server, `<adb:addressbook version="2.0">${action('adb', 'delete', ico('01234567'))}</adb:addressbook>`);
		expect(removed.produced).toMatchObject({ id: '1', actionType: 'delete' });
		expect(await list(server, contactRequest())).toEqual([]);
	});

	test('the filter of an add is the test for duplicates', async () => {
		await send(server, contact(address('A', '1')));
		const again = await send(server, contact(address('A again', '1'), action('adb', 'add', ico('1'))));
		expect(again.details[0]!.note).toBe('Nalezen duplicitní záznam.');
		expect((await send(server, contact(address('B', '2'), action('adb', 'add', ico('2'))))).response).toBe('ok');
		const both = await send(server, contact(address('C', '3'), action('adb', 'update', '<ftr:lastChanges>2000-01-01T00:00:00</ftr:lastChanges>')));
		expect(both.details[0]!.note).toBe('Pro daný filtr bylo nalezeno více jak 1 záznam.');
		expect(server.state.contacts.map(({ header }) => JSON.stringify(header)).join()).not.toContain('again');
	});

	test('a contact without a firm and a name is refused, and so is a number that is taken', async () => {
		const nobody = await send(server, contact('<typ:address><typ:city>Brno</typ:city></typ:address>'));
		expect(nobody.details[0]!.note).toBe('Není uvedena firma ani jméno.');
		const number = '<adb:number><typ:numberRequested>K1</typ:numberRequested></adb:number>';
		expect((await send(server, contact(address('A', '1'), '', number))).response).toBe('ok');
		expect((await send(server, contact(address('B', '2'), '', number))).details[0]!.note).toContain('stejným číslem');
		expect(server.state.contacts).toHaveLength(1);
	});

	test('a document is linked to the contact that its address names', async () => {
		await send(server, contact(address('Růžička', '01234567')));
		const order = document('ord', 'order', `<ord:orderType>receivedOrder</ord:orderType><ord:partnerIdentity>${address('Růžička', '01234567').replace('<typ:address>', '<typ:address linkToAddress="true">')}</ord:partnerIdentity>`, item('ord', 'order', 'KAVA-250', 1, 10));
		expect((await send(server, order)).response).toBe('ok');
		expect(server.state.documents[0]).toMatchObject({ partnerId: 1 });
	});
});

test('a pack that stops in the middle stores whole records only', async () => {
	server.faults.add({ kind: 'drop', storeItems: 1 });
	const items = ['L-1', 'L-2'].map((one) => `<dat:dataPackItem id="${one}" version="2.0">${stock(newCard(one))}</dat:dataPackItem>`).join('');
	await expect(exchange(server, pack(items))).rejects.toThrow();
	expect(server.state.settings.stock.map((card) => card.code).slice(6)).toEqual(['L-1']);
});
