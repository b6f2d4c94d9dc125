import { describe, expect, test } from '@jest/globals';
import { listDocumentsRequest, readDocumentList } from '../../../core/pohoda/list';
import { ListError } from '../../../core/pohoda/refusedList';
import { ResponseError } from '../../../core/pohoda/response';
import { XmlError } from '../../../core/xml/errors';
import { all, chunks, pieces, thrown } from '../xml/bytes.mts';
import { answer, dataPack, item, listAnswer } from './answers.mts';

const request = (change: Partial<Parameters<typeof listDocumentsRequest>[0]>) =>
	new TextDecoder('windows-1250').decode(
		listDocumentsRequest({ agenda: 'salesReceipt', ico: '12345678', ...change }),
	);

describe('requests', () => {
	test('by external id, one group for each, with our system named', () => {
		const text = request({ extIds: ['a', 'b'], idFrom: 5, count: 100 });
		expect(text).toContain(
			'<lst:listProdejkaRequest version="2.0" prodejkaVersion="2.0" extSystem="n8n-nodes-ekasa-sync">',
		);
		const group = (id: string) =>
			'<lst:limit><ftr:idFrom>5</ftr:idFrom><ftr:count>100</ftr:count></lst:limit><lst:requestProdejka><ftr:filter><ftr:extId>' +
			`<typ:ids>${id}</typ:ids><typ:exSystemName>n8n-nodes-ekasa-sync</typ:exSystemName></ftr:extId></ftr:filter></lst:requestProdejka>`;
		expect(text).toContain(group('a') + group('b'));
	});

	test("by days, by POHODA's ids, of cash documents, of everything", () => {
		expect(request({ dateFrom: '2026-11-01', dateTill: '2026-11-30' })).toContain(
			'<lst:requestProdejka><ftr:filter><ftr:dateFrom>2026-11-01</ftr:dateFrom><ftr:dateTill>2026-11-30</ftr:dateTill></ftr:filter></lst:requestProdejka>',
		);
		expect(request({ agenda: 'cashDocument', ids: ['7'] })).toContain(
			'<lst:requestVoucher><ftr:filter><ftr:id>7</ftr:id></ftr:filter></lst:requestVoucher>',
		);
		expect(request({})).toContain('<lst:requestProdejka/>');
		expect(request({ ico: '' })).not.toContain('ico=');
	});

	test('of too many at once, or of none, is refused', () => {
		expect(() => request({ extIds: [] })).toThrow('empty');
		expect(() => request({ extIds: Array.from({ length: 256 }, String) })).toThrow(ListError);
	});
});

const PRODEJKA = `<lst:prodejka version="2.0"><pro:prodejkaHeader><pro:id>17</pro:id>
	<pro:extId><typ:ids>ekasa/P1/1/2026-11-14</typ:ids><typ:exSystemName>n8n-nodes-ekasa-sync</typ:exSystemName></pro:extId>
	<pro:number><typ:id>3</typ:id><typ:ids>26PR</typ:ids><typ:numberRequested>26PR00012</typ:numberRequested></pro:number><pro:date>2026-11-14</pro:date><pro:text>Účtenka</pro:text>
	<pro:paymentType><typ:id>1</typ:id><typ:ids>Hotově</typ:ids><typ:paymentType>cash</typ:paymentType></pro:paymentType><pro:kasa><typ:id>2</typ:id><typ:ids>P1</typ:ids></pro:kasa>
	<pro:intNote>ekasa-sync: a,b</pro:intNote></pro:prodejkaHeader><pro:prodejkaDetail>
	<pro:prodejkaItem><pro:id>1</pro:id><pro:extId>x/1</pro:extId><pro:text>Káva</pro:text><pro:quantity>2.0</pro:quantity><pro:homeCurrency><typ:unitPrice>45</typ:unitPrice><typ:price>80.36</typ:price><typ:priceVAT>9.64</typ:priceVAT><typ:priceSum>90</typ:priceSum></pro:homeCurrency>
	<pro:stockItem><typ:stockItem><typ:id>4</typ:id><typ:ids>K1</typ:ids><typ:EAN>859</typ:EAN></typ:stockItem></pro:stockItem></pro:prodejkaItem>
	<pro:prodejkaItem><pro:text>Taška</pro:text><pro:quantity>1.0</pro:quantity><pro:homeCurrency><typ:unitPrice>3.4</typ:unitPrice><typ:price>2.81</typ:price><typ:priceVAT>0.59</typ:priceVAT></pro:homeCurrency><pro:code>T</pro:code></pro:prodejkaItem></pro:prodejkaDetail>
	<pro:prodejkaSummary><pro:roundingDocument>math2one</pro:roundingDocument><pro:homeCurrency><typ:priceNone>0</typ:priceNone><typ:priceLow>80.36</typ:priceLow><typ:priceLowVAT rate="12">9.64</typ:priceLowVAT><typ:priceLowSum>90</typ:priceLowSum>
	<typ:priceHigh>2.81</typ:priceHigh><typ:priceHighVAT>0.59</typ:priceHighVAT><typ:priceHighSum>3.4</typ:priceHighSum><typ:price3>0</typ:price3><typ:price3VAT>0</typ:price3VAT><typ:price3Sum>0</typ:price3Sum><typ:round><typ:priceRound>-0.4</typ:priceRound></typ:round></pro:homeCurrency></pro:prodejkaSummary></lst:prodejka>`;

const VOUCHER = `<lst:voucher version="2.0"><vch:voucherHeader><vch:id>8</vch:id><vch:voucherType>expense</vch:voucherType><vch:cashAccount><typ:ids>HP</typ:ids></vch:cashAccount>
	<vch:number><typ:numberRequested>26HP3</typ:numberRequested></vch:number><vch:date>2026-11-15</vch:date></vch:voucherHeader>
	<vch:voucherDetail><vch:voucherItem><vch:text>Vratka</vch:text><vch:quantity>1</vch:quantity><vch:homeCurrency><typ:priceSum>121</typ:priceSum></vch:homeCurrency></vch:voucherItem></vch:voucherDetail>
	<vch:voucherSummary><vch:homeCurrency><typ:priceHighSum>121</typ:priceHighSum></vch:homeCurrency></vch:voucherSummary></lst:voucher>`;

async function list(text: string) {
	return await all(readDocumentList(chunks(text)));
}

describe('answers', () => {
	test('a sales receipt with its ids, total, payment and items', async () => {
		const [one, ...more] = await list(listAnswer('listProdejka', PRODEJKA));
		expect(more).toEqual([]);
		expect({ ...one, node: undefined }).toEqual({
			agenda: 'salesReceipt',
			id: '17',
			number: '26PR00012',
			date: '2026-11-14',
			text: 'Účtenka',
			intNote: 'ekasa-sync: a,b',
			extIds: ['ekasa/P1/1/2026-11-14'],
			cashRegister: 'P1',
			payment: 'Hotově',
			payments: [{ form: 'Hotově', amount: 93 }],
			total: 93,
			items: [
				{ text: 'Káva', code: 'K1', ean: '859', extId: 'x/1', quantity: 2, total: 90 },
				{ text: 'Taška', code: 'T', quantity: 1, total: 3.4 },
			],
			node: undefined,
		});
		expect(one.node.name).toBe('lst:prodejka');
	});

	test('an expense is negative', async () => {
		const [one] = await list(listAnswer('listVoucher', VOUCHER));
		expect(one).toMatchObject({
			agenda: 'cashDocument',
			id: '8',
			number: '26HP3',
			type: 'expense',
			cashRegister: 'HP',
			extIds: [],
			payments: [],
			total: -121,
			items: [{ text: 'Vratka', quantity: -1, total: -121 }],
		});
	});

	test('several payments, net of what was given back; ids of other systems are not ours', async () => {
		const text = PRODEJKA.replace('n8n-nodes-ekasa-sync', 'someone-else').replace(
			'<pro:prodejkaSummary>',
			'<pro:prodejkaPayments><pro:paymentItem><pro:paymentType><typ:ids>Hotově</typ:ids></pro:paymentType><pro:received>100</pro:received><pro:returned>57</pro:returned></pro:paymentItem>' +
				'<pro:paymentItem><pro:paymentType><typ:paymentType>creditcard</typ:paymentType></pro:paymentType><pro:received>2</pro:received><pro:receivedHomeCurrency>50</pro:receivedHomeCurrency></pro:paymentItem></pro:prodejkaPayments><pro:prodejkaSummary>',
		);
		const [one] = await list(listAnswer('listProdejka', text));
		expect(one.payments).toEqual([
			{ form: 'Hotově', amount: 43 },
			{ form: 'creditcard', amount: 50 },
		]);
		expect(one.extIds).toEqual([]);
	});

	test('many, in any chunks; none at all', async () => {
		const text = Buffer.from(listAnswer('listProdejka', PRODEJKA.repeat(40)));
		for (const size of [7, 1000, 70_000]) expect(await all(readDocumentList(pieces(text, size)))).toHaveLength(40);
		expect(await list(listAnswer('listProdejka', ''))).toEqual([]);
	});

	test.each<[string, string, string]>([
		['a refused pack', answer('', 'state="error" note="Neplatné IČO"'), 'Neplatné IČO'],
		['a refused item', answer(item('list', '', 'state="error" note="Chybný filtr"')), 'Chybný filtr'],
		[
			'a refused list',
			listAnswer(
				'listProdejka',
				'<rdc:importDetails><rdc:detail><rdc:state>error</rdc:state><rdc:note>Nemáte právo</rdc:note></rdc:detail></rdc:importDetails>',
				'state="error"',
			),
			'Nemáte právo',
		],
		['an answer without a list', answer(item('list', '')), 'without the list'],
		['an empty answer', answer(''), 'without the list'],
	])('%s says why', async (_, text, message) => {
		const error = await thrown(list(text));
		expect(error).toBeInstanceOf(ListError);
		expect(error.message).toContain(message);
	});

	test('half an answer is no list, and a dataPack is no answer', async () => {
		expect(await thrown(list(listAnswer('listProdejka', PRODEJKA).slice(0, -40)))).toBeInstanceOf(XmlError);
		expect(await thrown(list(dataPack('')))).toBeInstanceOf(ResponseError);
	});
});
