import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { MServer } from '../../sandbox/mserver/index.mts';
import { importOne, line, paid, prodejka, start } from './helpers.mts';

let server: MServer;
beforeEach(async () => {
	server = await start();
});
afterEach(() => server.close());

const newest = () => server.state.documents.at(-1)!;

describe('totals', () => {
	const item = (quantity: string, price: string, rate: string, payVAT: string, more = ''): string =>
		`<pro:prodejkaItem><pro:text>x</pro:text><pro:quantity>${quantity}</pro:quantity><pro:payVAT>${payVAT}</pro:payVAT><pro:rateVAT>${rate}</pro:rateVAT><pro:homeCurrency><typ:unitPrice>${price}</typ:unitPrice></pro:homeCurrency>${more}</pro:prodejkaItem>`;
	const total = async (items: string, rounding = 'none'): Promise<{ gross: number[]; vat: number[]; total: number; rounding: number }> => {
		await importOne(server, prodejka({ items, rounding }));
		const document = newest();
		return { gross: document.items.map((row) => row.gross), vat: document.items.map((row) => row.vat), total: document.total, rounding: document.rounding };
	};

	test('lines are rounded to the haléř, half away from zero, and added up exactly', async () => {
		expect(await total(item('0.352', '289.90', 'low', 'true'))).toEqual({ gross: [10204], vat: [1093], total: 10204, rounding: 0 });
		expect(await total(item('3', '0.335', 'none', 'true'))).toMatchObject({ gross: [101] });
		expect(await total(item('-3', '0.335', 'none', 'true'))).toMatchObject({ gross: [-101] });
		expect(await total(item('1', '0.1', 'none', 'true').repeat(3))).toMatchObject({ total: 30 });
		expect(await total(item('1', '9007199254740.11', 'none', 'true'))).toMatchObject({ total: 900719925474011 });
	});

	test('VAT is inside the price or on top of it', async () => {
		expect(await total(item('1', '121', 'high', 'true'))).toMatchObject({ gross: [12100], vat: [2100] });
		expect(await total(item('1', '100', 'high', 'false'))).toMatchObject({ gross: [12100], vat: [2100] });
		expect(await total(item('1', '112', 'low', 'true'))).toMatchObject({ vat: [1200] });
		expect(await total(item('1', '100', 'none', 'true'))).toMatchObject({ vat: [0] });
	});

	test('without payVAT a text item is without VAT: the total is not what the till had', async () => {
		expect(await total(item('1', '121', 'high', 'true').replace('<pro:payVAT>true</pro:payVAT>', ''))).toMatchObject({ gross: [14641] });
		expect(server.state.remarks.join()).toMatch(/has no payVAT/);
	});

	test('the rate follows the day of the document; percentVAT says it outright; third is Slovak', async () => {
		await importOne(server, prodejka({ date: '2023-12-31', items: item('1', '115', 'low', 'true') }));
		expect(newest().items[0]).toMatchObject({ percent: '15', vat: 1500 });
		await importOne(server, prodejka({ items: item('1', '110', 'low', 'true', '<pro:percentVAT>10</pro:percentVAT>') }));
		expect(newest().items[0]).toMatchObject({ percent: '10', vat: 1000 });
		expect((await importOne(server, prodejka({ items: item('1', '110', 'third', 'true') }))).details[0]).toMatchObject({ state: 'error', errno: '108' });
	});

	test('discounts', async () => {
		expect(await total(item('3', '129.90', 'low', 'true', '<pro:discountPercentage>10</pro:discountPercentage>'))).toMatchObject({ gross: [35073] });
		expect(await total(item('1', '99.99', 'low', 'true', '<pro:discountPercentage>33.3</pro:discountPercentage>'))).toMatchObject({ gross: [6669] });
	});

	test('price and priceVAT win over the computation', async () => {
		const withPrice = item('1', '121', 'high', 'true').replace('</pro:homeCurrency>', '<typ:price>99.99</typ:price><typ:priceVAT>21.01</typ:priceVAT></pro:homeCurrency>');
		expect(await total(withPrice)).toMatchObject({ gross: [12100], vat: [2101] });
	});

	test.each([
		['none', '100.49', 10049],
		['math2one', '100.49', 10000],
		['math2one', '100.50', 10100],
		['math2one', '-100.50', -10100],
		['up2one', '100.01', 10100],
		['down2one', '100.99', 10000],
		['math2half', '100.25', 10050],
		['math2tenth', '100.05', 10010],
		['math5cent', '100.02', 10000],
	])('roundingDocument %s of %s', async (rounding, price, expected) => {
		expect(await total(item('1', price, 'none', 'true'), rounding)).toMatchObject({ total: expected });
	});

	test('without roundingDocument the setting of the unit decides', async () => {
		await importOne(server, prodejka({ items: item('1', '100.49', 'none', 'true') }).replace('<pro:roundingDocument>none</pro:roundingDocument>', ''));
		expect(newest()).toMatchObject({ total: 10000, rounding: -49, roundingDocument: 'math2one' });
	});

	test('a document without items takes its totals from the summary', async () => {
		const summary = '<pro:homeCurrency><typ:priceNone>10</typ:priceNone><typ:priceLow>100</typ:priceLow><typ:priceLowVAT>12</typ:priceLowVAT><typ:priceHighSum>121</typ:priceHighSum><typ:round><typ:priceRound>-0.50</typ:priceRound></typ:round></pro:homeCurrency>';
		await importOne(server, prodejka({ items: '', summary }));
		expect(newest()).toMatchObject({ total: 24250, rounding: -50, rates: { none: { gross: 1000 }, low: { net: 10000, vat: 1200, gross: 11200 }, high: { net: 10000, vat: 2100, gross: 12100 } } });
	});
});

describe('payments', () => {
	test('a split that adds up is kept', async () => {
		await importOne(server, prodejka({ items: line('290.40'), rounding: 'math2one', payments: paid('Stravenky', '200') + paid('Hotově', '90') }));
		expect(newest().payments).toEqual([
			{ form: 'Stravenky', received: 20000, note: undefined },
			{ form: 'Hotově', received: 9000, note: undefined },
		]);
	});

	test.each([['289.99'], ['290.01'], ['290.40']])('payments of %s for 290.00 are refused with both amounts', async (amount) => {
		const item = await importOne(server, prodejka({ items: line('290.40'), rounding: 'math2one', payments: paid('Hotově', amount) }));
		expect(item).toMatchObject({ response: 'error' });
		expect(item.details[0]).toMatchObject({ state: 'error', errno: '108', valueRequested: amount, valueProduced: '290.00' });
		expect(item.details[0]!.XPath).toMatch(/pro:prodejkaPayments$/);
	});

	test('an unknown form in a split is replaced with a warning', async () => {
		const item = await importOne(server, prodejka({ payments: paid('Edenred', '40') + paid('Hotově', '60') }));
		expect(item.details[0]).toMatchObject({ state: 'warning', errno: '603', valueRequested: 'Edenred', valueProduced: 'Hotově' });
		expect(item.details[0]!.XPath).toMatch(/pro:paymentItem\[1\]/);
	});

	test('a return pays out', async () => {
		await importOne(server, prodejka({ items: line('100').replace('<pro:quantity>1', '<pro:quantity>-1'), payments: paid('Hotově', '-100') }));
		expect(newest()).toMatchObject({ total: -10000, movement: -10000 });
	});
});
