import { describe, expect, test } from '@jest/globals';
import { paymentState } from '../../../../core/pohoda/agendas/liquidation';
import type { AgendaName } from '../../../../core/pohoda/agendas/index';
import { EXAMPLE_CASH_DOCUMENT, EXAMPLE_INVOICE, EXAMPLE_ORDER } from '../../../support/entityExamples.mts';
import { writeXml } from '../../../../core/xml/write';
import { answerOf, read, reasons, written } from './support.mts';

function xml(name: AgendaName, record: object, options = {}): string {
	return writeXml(written(name, record, options));
}

const LINE = { name: 'Hrnek', quantity: 1, unitPrice: 100, vatRate: 21 };
const ORDER = {
	recordType: 'order',
	key: 'k',
	type: 'receivedOrder',
	date: '2026-11-14',
	currency: 'CZK',
	partner: { name: 'Jan' },
	items: [LINE],
};
const INVOICE = { recordType: 'invoice', key: 'k', type: 'issuedInvoice', date: '2026-11-14', currency: 'CZK', items: [LINE] };

describe('order', () => {
	test('an e-shop order, with prices, VAT by date, discount 0 and the link to the contact', () => {
		expect(xml('order', EXAMPLE_ORDER, { documentId: 'woocommerce/order/1748' })).toBe(
			'<ord:order version="2.0"><ord:orderHeader><ord:extId><typ:ids>woocommerce/order/1748</typ:ids><typ:exSystemName>n8n-nodes-ekasa-sync</typ:exSystemName></ord:extId>' +
				'<ord:orderType>receivedOrder</ord:orderType><ord:numberOrder>2026001748</ord:numberOrder><ord:date>2026-11-14</ord:date><ord:text>Objednávka z e-shopu 2026001748</ord:text>' +
				'<ord:partnerIdentity><typ:address linkToAddress="true"><typ:name>Jan Novák</typ:name><typ:city>Praha</typ:city><typ:street>Hradební 5</typ:street><typ:zip>110 00</typ:zip>' +
				'<typ:country><typ:ids>CZ</typ:ids></typ:country><typ:phone>602 000 000</typ:phone><typ:email>jan.novak@example.com</typ:email></typ:address>' +
				'<typ:shipToAddress><typ:name>Jan Novák</typ:name><typ:city>Brno</typ:city><typ:street>Brno 48</typ:street><typ:zip>602 00</typ:zip></typ:shipToAddress></ord:partnerIdentity>' +
				'<ord:paymentType><typ:ids>Dobírkou</typ:ids></ord:paymentType><ord:isReserved>true</ord:isReserved></ord:orderHeader>' +
				'<ord:orderDetail><ord:orderItem><ord:text>Termoska 0,5 l</ord:text><ord:quantity>2</ord:quantity><ord:unit>ks</ord:unit><ord:payVAT>true</ord:payVAT><ord:rateVAT>high</ord:rateVAT>' +
				'<ord:discountPercentage>0</ord:discountPercentage><ord:homeCurrency><typ:unitPrice>549.9</typ:unitPrice></ord:homeCurrency><ord:code>00123</ord:code></ord:orderItem>' +
				'<ord:orderItem><ord:text>PPL</ord:text><ord:quantity>1</ord:quantity><ord:payVAT>true</ord:payVAT><ord:rateVAT>high</ord:rateVAT><ord:discountPercentage>0</ord:discountPercentage>' +
				'<ord:homeCurrency><typ:unitPrice>99</typ:unitPrice></ord:homeCurrency></ord:orderItem></ord:orderDetail></ord:order>',
		);
	});

	test('a line with a card names it by one key; the store with it', () => {
		const stock = { store: 'ZBOŽÍ', code: 'A1', ean: '859', plu: '5', id: '7' };
		expect(xml('order', { ...ORDER, items: [{ ...LINE, code: 'x', stock }] })).toContain(
			'<ord:stockItem><typ:store><typ:ids>ZBOŽÍ</typ:ids></typ:store><typ:stockItem><typ:ids>A1</typ:ids></typ:stockItem></ord:stockItem></ord:orderItem>',
		);
		expect(xml('order', { ...ORDER, items: [{ ...LINE, stock: { ean: '859', plu: '5' } }] })).toContain(
			'<typ:stockItem><typ:EAN>859</typ:EAN></typ:stockItem>',
		);
		expect(reasons('order', { ...ORDER, items: [{ ...LINE, stock: { store: 'ZBOŽÍ' } }] })).toEqual([
			'item 1: stock names no card: a code, an EAN or a PLU is needed.',
		]);
	});

	test("deletion by id or number, with the agenda in POHODA's words", () => {
		expect(xml('order', { type: 'receivedOrder' }, { action: 'delete', filter: { id: '12', number: '112100001' } })).toBe(
			'<ord:order version="2.0"><ord:actionType><ord:delete><ftr:filter agenda="prijate_objednavky"><ftr:id>12</ftr:id></ftr:filter></ord:delete></ord:actionType></ord:order>',
		);
		expect(xml('order', { type: 'issuedOrder' }, { action: 'delete', filter: { number: '112100001' } })).toContain(
			'agenda="vydane_objednavky"><ftr:number>112100001<',
		);
		expect(reasons('order', { type: 'receivedOrder' }, { action: 'delete', filter: { number: '12345678901' } })[0]).toMatch(
			/^number has 11 characters, POHODA takes 10/,
		);
		expect(reasons('order', {}, { action: 'delete' })).toEqual([
			'Say whether the order is a receivedOrder or an issuedOrder.',
			'The filter is missing: an order is deleted by its POHODA id or number.',
		]);
		expect(reasons('order', ORDER, { action: 'update', filter: { id: '1' } })).toEqual([
			'POHODA does not update this agenda by XML: order (objednávka).',
		]);
	});

	test('refusals', () => {
		expect(
			reasons('order', {
				...ORDER,
				date: '14.11.2026',
				partner: {},
				items: [{ quantity: 1 }, { ...LINE, unitPrice: '5', discountPercent: 1e9, link: { itemId: '1' } }],
			}),
		).toEqual([
			'partner is missing: POHODA needs the firm or the name of the other side.',
			'date is "14.11.2026"; a day of the calendar such as 2026-11-14 is needed.',
			'item 1: name is missing: a line without a card needs a text.',
			'item 1: unitPrice is missing; POHODA would take 0.',
			'item 2: link names no agenda, e.g. receivedOrder.',
			'item 2: discountPercent is 1000000000; POHODA takes -999 to 999.',
			'item 2: unitPrice is "5"; it must be a number.',
		]);
		expect(reasons('order', { ...ORDER, filter: 1 }, { filter: { id: '1' } })).toEqual([
			'POHODA takes no filter when a record of this agenda is created: order (objednávka).',
		]);
	});
});

describe('invoice', () => {
	test("the example goes out and comes back; totals and the state of payment are POHODA's", async () => {
		const { records } = await read('invoice', answerOf('invoice', [written('invoice', EXAMPLE_INVOICE)]));
		const [{ key: _key, id: _id, ...again }] = records;
		const { payment: _payment, rounding: _rounding, vatSummary: _vat, total: _total, key: _k, id: _i, items, ...sent } = EXAMPLE_INVOICE;
		const [{ totalNet: _n, totalVat: _v, totalGross: _g, ...line }] = items;
		expect(again).toEqual({ ...sent, items: [line] });
	});

	test('rates: percentVAT where the day has no code; lineTotals sends net and VAT', () => {
		const record = { ...INVOICE, items: [{ ...LINE, vatRate: 15, totalNet: 100, totalVat: 15 }] };
		expect(xml('invoice', record)).toContain('<inv:payVAT>false</inv:payVAT><inv:percentVAT>15</inv:percentVAT>');
		expect(xml('invoice', { ...record, taxDate: '2023-06-01' })).toContain('<inv:rateVAT>low</inv:rateVAT>');
		expect(xml('invoice', record, { lineTotals: true })).toContain(
			'<typ:unitPrice>100</typ:unitPrice><typ:price>100</typ:price><typ:priceVAT>15</typ:priceVAT>',
		);
	});

	test('another currency: prices of lines in it, rate in the summary; POHODA computes the rest', async () => {
		const record = { ...INVOICE, currency: 'EUR', rate: 24.5, rateAmount: 1, items: [{ ...LINE, unitPrice: 4.08 }] };
		const text = xml('invoice', record);
		expect(text).toContain('<inv:foreignCurrency><typ:unitPrice>4.08</typ:unitPrice></inv:foreignCurrency>');
		expect(text).toContain(
			'<inv:foreignCurrency><typ:currency><typ:ids>EUR</typ:ids></typ:currency><typ:rate>24.5</typ:rate><typ:amount>1</typ:amount></inv:foreignCurrency>',
		);
		expect(text).not.toContain('homeCurrency');
		expect(reasons('salesReceipt', { ...INVOICE, type: 'saleVoucher', text: 'x', currency: 'EUR' })).toContain(
			'currency is EUR; POHODA takes this kind of document in CZK only.',
		);
		expect(xml('invoice', { ...INVOICE, currency: 'EUR' }, { homeCurrency: 'EUR' })).toContain('<inv:homeCurrency><typ:unitPrice>');
	});

	test('a document without lines takes its totals by rate', async () => {
		const record = {
			...INVOICE,
			items: [],
			vatSummary: [
				{ vatRate: 21, net: 100, vat: 21, gross: 121 },
				{ vatRate: 0, net: 50, vat: 0, gross: 50 },
			],
			rounding: 0.4,
			roundingMode: 'math2one',
		};
		expect(xml('invoice', record)).toContain(
			'<inv:invoiceSummary><inv:roundingDocument>math2one</inv:roundingDocument><inv:homeCurrency><typ:priceNone>50</typ:priceNone><typ:priceHigh>100</typ:priceHigh><typ:priceHighVAT>21</typ:priceHighVAT>' +
				'<typ:priceHighSum>121</typ:priceHighSum><typ:round><typ:priceRound>0.4</typ:priceRound></typ:round></inv:homeCurrency></inv:invoiceSummary>',
		);
		const { records } = await read('invoice', answerOf('invoice', [written('invoice', record)]));
		expect(records[0]).toMatchObject({
			total: 171.4,
			rounding: 0.4,
			vatSummary: [
				{ vatRate: 0, gross: 50 },
				{ vatRate: 21, net: 100 },
			],
		});
		expect(reasons('invoice', { ...record, currency: 'EUR' })).toEqual([
			'A document in another currency needs lines: POHODA takes totals in the home currency only.',
		]);
	});

	test('corrective and cancelling invoices name their originals', () => {
		expect(xml('invoice', { ...INVOICE, type: 'issuedCorrectiveTax', corrects: { number: '260100283', transferItems: false } })).toContain(
			'<inv:invoice version="2.0"><inv:correctiveDocument itemTransfer="false"><typ:sourceDocument><typ:number>260100283</typ:number></typ:sourceDocument></inv:correctiveDocument><inv:invoiceHeader>',
		);
		expect(xml('invoice', { ...INVOICE, items: [], cancels: { id: '17' } })).toContain(
			'<inv:cancelDocument><typ:sourceDocument><typ:id>17</typ:id></typ:sourceDocument></inv:cancelDocument>',
		);
		expect(xml('invoice', { ...INVOICE, items: [], links: [{ agenda: 'receivedOrder', number: '112100001' }] })).toContain(
			'<inv:links><typ:link><typ:sourceAgenda>receivedOrder</typ:sourceAgenda><typ:sourceDocument><typ:number>112100001</typ:number></typ:sourceDocument></typ:link></inv:links>',
		);
		expect(reasons('invoice', { ...INVOICE, links: [{ agenda: 'order' }], partnerAccount: { number: '1' } })).toEqual([
			'partnerAccount needs number and bankCode, both.',
			'link 1: number is missing: POHODA needs to know which document is meant.',
			expect.stringMatching(/^link 1: agenda is "order"; POHODA knows issuedInvoice, /),
		]);
	});

	test('advances are deducted with net and VAT', () => {
		const advances = [{ source: { number: '150800001' }, unitPrice: -1000, totalNet: -1000, totalVat: 0, vatRate: 0 }];
		expect(xml('invoice', { ...INVOICE, advances })).toContain(
			'<inv:invoiceAdvancePaymentItem><inv:sourceDocument><typ:number>150800001</typ:number></inv:sourceDocument><inv:quantity>1</inv:quantity><inv:payVAT>false</inv:payVAT>' +
				'<inv:rateVAT>none</inv:rateVAT><inv:homeCurrency><typ:unitPrice>-1000</typ:unitPrice><typ:price>-1000</typ:price><typ:priceVAT>0</typ:priceVAT></inv:homeCurrency></inv:invoiceAdvancePaymentItem>',
		);
		expect(reasons('invoice', { ...INVOICE, advances: [{ unitPrice: -1 }] })).toEqual([
			'advance 1: totalNet is missing; POHODA needs it to deduct an advance.',
			'advance 1: totalVat is missing; POHODA needs it to deduct an advance.',
		]);
	});
});

describe('payment state', () => {
	const texts: Array<[string, string, string]> = [
		['', 'amountHome 100', 'unpaid 100'],
		['2026-11-20', '', 'paid 0 2026-11-20'],
		['2026-11-20', 'amountHome 40', 'partlyPaid 40 2026-11-20'],
		['2026-11-20', 'amountHome 0', 'paid 0 2026-11-20'],
		['', 'amountHome 0.004', 'paid 0.004'],
		['2026-11-20', 'amountHome -5', 'overpaid -5 2026-11-20'],
	];

	test.each(texts)('date "%s", "%s" → %s', (date, amount, expected) => {
		const remaining = amount === '' ? undefined : Number(amount.split(' ')[1]);
		const state = paymentState({ ...(date === '' ? {} : { date }), remaining, total: 100 });
		expect([state?.state, state?.remaining, state?.date].filter((part) => part !== undefined).join(' ')).toBe(expected);
	});

	test('credit notes are negative while unpaid; nothing said is nothing known', () => {
		expect(paymentState({ remaining: -100, total: -100 })).toEqual({ state: 'unpaid', remaining: -100 });
		expect(paymentState({ remaining: 5, total: -100 })).toMatchObject({ state: 'overpaid' });
		expect(paymentState({ remaining: undefined, remainingForeign: 12, total: 300 })).toEqual({
			state: 'unpaid',
			remaining: 0,
			remainingForeign: 12,
		});
		expect(paymentState({})).toBeUndefined();
	});

	test('from inv:liquidation and its payments', async () => {
		const text = Buffer.from(answerOf('invoice', [written('invoice', INVOICE)])).toString();
		const paid = text
			.replace(
				'</inv:invoiceHeader>',
				'<inv:liquidation><typ:date>2026-11-20</typ:date><typ:amountHome>40</typ:amountHome></inv:liquidation></inv:invoiceHeader>',
			)
			.replace(
				'</lst:invoice>',
				'<inv:liquidations><typ:liquidation><typ:id>3</typ:id><typ:date>2026-11-20</typ:date><typ:sourceAgenda>bank</typ:sourceAgenda><typ:sourceDocument><typ:number>KB1</typ:number></typ:sourceDocument>' +
					'<typ:amount>81</typ:amount><typ:foreignCurrencyAmount>0</typ:foreignCurrencyAmount><typ:foreignCurrencySource>0</typ:foreignCurrencySource></typ:liquidation></inv:liquidations></lst:invoice>',
			);
		const { records } = await read('invoice', paid);
		expect(records[0]).toMatchObject({
			payment: { state: 'partlyPaid', remaining: 40, date: '2026-11-20' },
			payments: [
				{ id: '3', date: '2026-11-20', agenda: 'bank', number: 'KB1', amount: 81, foreignAmount: 0, extra: { foreignCurrencySource: '0' } },
			],
		});
	});
});

describe('cash documents and sales receipts', () => {
	test('an expense is negative as it moves the cash box', async () => {
		const summary =
			'<vch:voucherSummary><vch:homeCurrency><typ:priceHigh>100</typ:priceHigh><typ:priceHighVAT>21</typ:priceHighVAT><typ:priceHighSum>121</typ:priceHighSum></vch:homeCurrency></vch:voucherSummary>';
		const text = Buffer.from(answerOf('cashDocument', [written('cashDocument', { ...EXAMPLE_CASH_DOCUMENT, roundingMode: undefined })]))
			.toString()
			.replace('</lst:voucher>', `${summary}</lst:voucher>`);
		expect((await read('cashDocument', text)).records[0]).toMatchObject({ type: 'receipt', total: 121, amount: 121, cashAccount: 'HP' });
		expect((await read('cashDocument', text.replace('>receipt<', '>expense<'))).records[0]).toMatchObject({
			type: 'expense',
			total: 121,
			amount: -121,
		});
	});

	test('payments of a receipt: change is taken off, other currencies count by their home amount', async () => {
		const record = {
			recordType: 'salesReceipt',
			key: 'k',
			type: 'saleVoucher',
			date: '2026-11-14',
			text: 'Prodej',
			currency: 'CZK',
			items: [LINE],
			payments: [
				{ form: 'Hotově', amount: 100 },
				{ type: 'creditcard', amount: 21 },
			],
		};
		const text = Buffer.from(answerOf('salesReceipt', [written('salesReceipt', record)])).toString();
		const changed = text.replace(
			'<pro:received>100</pro:received>',
			'<pro:received>20</pro:received><pro:receivedHomeCurrency>490</pro:receivedHomeCurrency><pro:returned>390</pro:returned>',
		);
		expect((await read('salesReceipt', changed)).records[0]).toMatchObject({
			payments: [
				{ form: 'Hotově', amount: 100, tendered: 490, change: 390 },
				{ type: 'creditcard', amount: 21 },
			],
		});
		expect((await read('salesReceipt', text.replace('<pro:prodejkaType>saleVoucher</pro:prodejkaType>', ''))).records[0]).toMatchObject({
			type: 'saleVoucher',
		});
	});

	test('needed: text, cash box', () => {
		expect(reasons('cashDocument', { ...EXAMPLE_CASH_DOCUMENT, text: '', cashAccount: undefined })).toEqual([
			'text is missing: POHODA needs a text on the document.',
			'cash account (pokladna) is missing. Name the cash box.',
		]);
	});
});

describe('notes, transfers, offers', () => {
	test('a transfer moves cards and nothing else', () => {
		const transfer = {
			recordType: 'stockTransfer',
			key: 'k',
			date: '2026-11-14',
			time: '08:30:00',
			text: 'Převod',
			targetStore: 'PRODEJ',
			items: [{ quantity: 3, stock: { store: 'ZBOŽÍ', code: 'A1' }, unitPrice: 5 }],
		};
		expect(xml('stockTransfer', transfer)).toBe(
			'<pre:prevodka version="2.0"><pre:prevodkaHeader><pre:date>2026-11-14</pre:date><pre:time>08:30:00</pre:time><pre:store><typ:ids>PRODEJ</typ:ids></pre:store><pre:text>Převod</pre:text></pre:prevodkaHeader>' +
				'<pre:prevodkaDetail><pre:prevodkaItem><pre:quantity>3</pre:quantity><pre:stockItem><typ:store><typ:ids>ZBOŽÍ</typ:ids></typ:store><typ:stockItem><typ:ids>A1</typ:ids></typ:stockItem></pre:stockItem>' +
				'</pre:prevodkaItem></pre:prevodkaDetail></pre:prevodka>',
		);
		expect(reasons('stockTransfer', { ...transfer, time: '8:30', targetStore: undefined, items: [{ name: 'text' }] })).toEqual([
			'time is "8:30"; a time such as 14:30:00 is needed.',
			'target store (sklad) is missing. Name the store that the goods go to.',
			'item 1: stock is missing: a transfer moves cards only.',
			'item 1: quantity is missing. Say how many are moved.',
		]);
	});

	test('a note made from an order as a whole needs neither text nor lines', () => {
		expect(
			xml('goodsIssueNote', {
				recordType: 'goodsIssueNote',
				key: 'k',
				date: '2026-11-14',
				items: [],
				links: [{ agenda: 'receivedOrder', number: '1' }],
			}),
		).toBe(
			'<vyd:vydejka version="2.0"><vyd:links><typ:link><typ:sourceAgenda>receivedOrder</typ:sourceAgenda><typ:sourceDocument><typ:number>1</typ:number></typ:sourceDocument></typ:link></vyd:links>' +
				'<vyd:vydejkaHeader><vyd:date>2026-11-14</vyd:date></vyd:vydejkaHeader></vyd:vydejka>',
		);
		expect(reasons('goodsReceivedNote', { date: '2026-11-14', items: [] })).toEqual([
			'text is missing: POHODA needs a text on the document.',
		]);
		expect(reasons('offer', { type: 'issuedOffer', date: '2026-11-14', items: [] })).toEqual([
			'partner is missing: POHODA needs the firm or the name of the other side.',
		]);
	});
});
