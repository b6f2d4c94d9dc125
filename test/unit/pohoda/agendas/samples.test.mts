import { describe, expect, test } from '@jest/globals';
import { plainData } from '../../../../core/xml/plain';
import { NAMESPACES } from '../../../../core/pohoda/agendas/names';
import { AGENDAS, type AgendaName } from '../../../../core/pohoda/agendas/index';
import { listRequest } from '../../../../core/pohoda/agendas/request';
import type { Fields } from '../../../../core/pohoda/agendas/table';
import { readXmlDocument } from '../../../../core/xml/read';
import type { XmlNode } from '../../../../core/xml/node';
import { chunks } from '../../xml/bytes.mts';
import { fixture, read } from './support.mts';

describe('stock (rsp_list_stock_first10)', () => {
	test('the first card, field by field', async () => {
		const { info, records } = await read('stockItem', fixture('rsp_list_stock_first10_utf8.xml'));
		expect(info).toEqual({
			lists: 1,
			answered: ['a55'],
			records: 10,
			lastId: 10,
			programVersion: '9700.125 (28.12.2010)',
			dateTimeStamp: '2010-12-29T02:29:03Z',
			dateValidFrom: '2010-12-29',
		});
		expect(records[0]).toEqual({
			recordType: 'stockItem',
			key: 'pohoda/stockItem/1',
			source: 'pohoda',
			id: '1',
			kind: 'card',
			code: 'AC',
			eans: ['84523655'],
			name: 'Acylpyrin',
			nameSuffix: 'Tabletky',
			unit: 'bal',
			forSale: true,
			forInternet: false,
			serialNumbered: false,
			batched: true,
			// 20 % on 29 Dec 2010
			vatRate: 20,
			purchaseVatRate: 20,
			warehouse: 'ZBOŽÍ',
			storage: 'ZBOŽÍ/Léčiva',
			priceGroup: 'Ostatní',
			refs: { storage: '5', priceGroup: '3' },
			prices: {
				weightedPurchase: 15,
				purchase: 15,
				sale: 19.5,
				levels: [
					{ id: '1', name: 'Prodejní', price: 19.5 },
					{ id: '2', name: 'Sleva 1', price: 19.1 },
					{ id: '3', name: 'Sleva 2', price: 18.7 },
					{ id: '4', name: 'Sleva 3', price: 18.3 },
					{ id: '5', name: 'Sleva 4', price: 17.9 },
					{ id: '6', name: 'Vedlejší', price: 0.98 },
				],
			},
			quantity: 1,
			reserved: 3,
			orderedByCustomers: 0,
			orderedFromSuppliers: 0,
			orderQuantity: 0,
			supplierId: '25',
			guarantee: 0,
			guaranteeUnit: 'none',
			shop: { news: false, clearance: false, action: false, recommended: false, discount: false },
			numbers: [{ id: '1', number: '20030106', quantity: 1 }],
		});
	});

	test('units, PLU, limits and deep storages of others', async () => {
		const { records } = await read('stockItem', fixture('rsp_list_stock_first10_utf8.xml'));
		expect(records[1]).toMatchObject({
			code: 'B02',
			plu: '302',
			units: [
				{ unit: 'bal', coefficient: 5 },
				{ unit: 'pal', coefficient: 15 },
			],
			minimum: 10,
			maximum: 50,
			quantity: 61,
			orderName: 'Deska A58',
		});
		expect(records[9]).toMatchObject({
			code: 'Konf11',
			storage: 'ZBOŽÍ/Nábytek/Pro firmy',
			warehouse: 'ZBOŽÍ',
			prices: { weightedPurchase: 6439.45 },
		});
		expect(records.map(({ code }) => code)).toEqual(['AC', 'B02', 'B03', 'B04', 'BALNE', 'BM450', 'FK', 'HFV21', 'Jídel', 'Konf11']);
	});
});

test('contacts (rsp_list_addressbook)', async () => {
	const { info, records } = await read('contact', fixture('rsp_list_addressbook_utf8.xml'));
	expect(info).toMatchObject({ records: 3, lastId: 6, dateTimeStamp: '2013-05-13T15:24:54' });
	expect(records[1]).toEqual({
		recordType: 'contact',
		key: 'pohoda/contact/5',
		source: 'pohoda',
		id: '5',
		company: 'ACO nábytkové prvky s.r.o.',
		name: 'Michal Dolejší',
		city: 'Opava 1',
		street: 'Jana Nerudy 6',
		zip: '746 01',
		companyId: '55967724',
		vatId: 'CZ55967724',
		region: 'Moravskoslezský',
		phone: '553 387 734',
		mobile: '606 141 955',
		fax: '553 466 651',
		email: 'info@aco.cz',
		web: 'www.aco.cz',
		groups: ['Obchod'],
		searchKeys: ['PF'],
		credit: 15000,
		priceLevel: 'Sleva 1',
		dueDays: 30,
		paymentForm: 'příkazem',
		paymentType: 'draft',
		numberSeries: '13AD',
		number: '13AD00008',
		refs: { paymentForm: '1', numberSeries: '48' },
		supplier: true,
		customer: true,
		keyP3: false,
		keyP4: false,
		keyP5: false,
		keyP6: false,
		bankAccounts: [{ id: '2', number: '705-57624201', bankCode: '5500', default: true }],
	});
	expect(records[0]).toMatchObject({ groups: ['Účetní', 'Zákazník'], customer: false });
	expect(records[2]).toMatchObject({ searchKeys: ['Hlídat placení'], message: 'Neplatí, pouze za hotové !', credit: 0 });
});

describe('orders (rsp_list_received_orders)', () => {
	test('the first one', async () => {
		const { info, records } = await read('order', fixture('rsp_list_received_orders_utf8.xml'));
		expect(info).toMatchObject({ records: 7, lastId: 10, dateTimeStamp: '2011-05-02T10:37:35Z' });
		const [{ items, extra, ...order }] = records;
		expect(order).toEqual({
			recordType: 'order',
			key: 'pohoda/order/1',
			source: 'pohoda',
			id: '1',
			type: 'receivedOrder',
			number: '112100001',
			numberSeries: '1121',
			refs: { numberSeries: '38', paymentForm: '1' },
			date: '2011-01-22',
			dateFrom: '2011-01-23',
			dateTill: '2011-01-30',
			text: 'Objednáváme u Vás následující zboží:',
			partner: {
				id: '15',
				company: 'INTEAK spol. s r. o.',
				division: 'prodejna',
				name: 'David Jánský',
				city: 'Benešovice',
				street: 'Jiřího z Poděbrad 35',
				zip: '463 48',
				companyId: '85236972',
				vatId: 'CZ85236972',
				phone: '466 958 542',
				fax: '466 958 543',
			},
			paymentForm: 'příkazem',
			paymentType: 'draft',
			executed: true,
			delivered: true,
			reserved: false,
			currency: 'CZK',
			roundingMode: 'up2one',
			rounding: 0.4,
			vatSummary: [{ vatRate: 20, net: 35568, vat: 7113.6, gross: 42681.6 }],
			total: 42682,
		});
		expect((items as Fields[])[1]).toEqual({
			id: '2',
			name: 'Konferenční stolek chrom',
			code: 'Konf11',
			quantity: 1,
			delivered: 1,
			unit: 'ks',
			unitCoefficient: 1,
			unitPrice: 7680,
			priceIncludesVat: false,
			vatRate: 20,
			totalNet: 7680,
			totalVat: 1536,
			totalGross: 9216,
			note: 'Rozměr: 120 x 60',
			stock: { store: 'ZBOŽÍ', id: '10', code: 'Konf11', plu: '625', refs: { store: '1' } },
		});
		expect(extra).toMatchObject({
			orderHeader: { myIdentity: { address: { ico: '12345678', surname: 'Novák' } } },
			orderSummary: { roundingVAT: 'none' },
		});
	});

	test('an e-shop order: prices with VAT, text lines, shipping address', async () => {
		const { records } = await read('order', fixture('rsp_list_received_orders_utf8.xml'));
		expect(records[6]).toMatchObject({
			id: '10',
			customerOrderNumber: '2009170',
			partner: { company: 'martin', shippingAddresses: [{ city: 'San Diego', street: 'Vanilla' }] },
			executed: false,
			total: 328.84,
		});
		const items = records[6].items as Fields[];
		expect(items[4]).toEqual({
			id: '34',
			name: 'doprava: PPL',
			quantity: 1,
			delivered: 0,
			unitCoefficient: 1,
			unitPrice: 200,
			priceIncludesVat: true,
			vatRate: 20,
			totalNet: 166.66,
			totalVat: 33.34,
			totalGross: 200,
		});
		expect(records[1]).toMatchObject({
			priceLevel: 'Sleva 3',
			refs: { priceLevel: '4' },
			items: [{ discountPercent: 6 }, { discountPercent: 6 }, { discountPercent: 6 }, { discountPercent: 6 }],
		});
	});
});

describe('invoices', () => {
	test('rsp_list_issued_invoices: VAT of 2009, rounding, payment state', async () => {
		const { info, records } = await read('invoice', fixture('rsp_list_issued_invoices_utf8.xml'));
		expect(info).toMatchObject({ records: 3, lastId: 20 });
		expect(records[0]).toMatchObject({
			id: '18',
			type: 'issuedInvoice',
			number: '290100007',
			variableSymbol: '290100007',
			constantSymbol: '0308',
			date: '2009-06-30',
			taxDate: '2009-06-30',
			dueDate: '2009-07-14',
			accounting: 'Bez',
			accountingType: 'withoutAccounting',
			vatClassification: 'UN',
			vatClassificationType: 'nonSubsume',
			bankAccount: { code: 'KB', refs: { code: '2' } },
			vatSummary: [{ vatRate: 19, net: 2437.5, vat: 463.13, gross: 2900.63 }],
			rounding: 0.37,
			total: 2901,
			payment: { state: 'unpaid', remaining: 2901 },
		});
		const [first] = records[0].items as Fields[];
		expect(first).toEqual({
			id: '17',
			name: 'Sanorin',
			code: 'KPSAN',
			quantity: 30,
			unit: 'bal',
			unitCoefficient: 1,
			unitPrice: 58.5,
			priceIncludesVat: false,
			vatRate: 19,
			totalNet: 1755,
			totalVat: 333.45,
			totalGross: 2088.45,
			note: 'Nosní kapky',
			guarantee: 0,
		});
		// A document without lines keeps its totals.
		expect(records[1]).toMatchObject({ items: [], total: 8999, vatSummary: [{ vatRate: 19, net: 7561.86, vat: 1437.14, gross: 8999 }] });
		expect(records[2]).toMatchObject({ centre: 'BRNO', activity: 'NÁBYTEK', orderDate: '2010-01-22', vatSummary: [{ vatRate: 20 }] });
	});

	test('rsp_list_invoices_2017, from an e-shop', async () => {
		const { info, records } = await read('invoice', fixture('rsp_list_invoices_2017_utf8.xml'));
		expect(info).toMatchObject({ records: 2, ico: '06131425', lastId: 3771 });
		expect(records[0]).toMatchObject({
			number: '4721703283',
			orderNumber: '2178813867',
			orderDate: '2017-09-18',
			paymentForm: 'Dobírkou',
			paymentType: 'delivery',
			paidByTerminal: false,
			marked: false,
			partner: { country: 'CZ', refs: { country: '40' }, shippingAddresses: [{ name: 'Jan Novák', zip: '563 01', country: 'CZ' }] },
			payment: { state: 'unpaid', remaining: 9820 },
			total: 9820,
			eetState: 'notEnter',
			extra: { invoiceSummary: { calculateVAT: 'false', roundingVAT: 'none' } },
		});
		expect((records[0].items as Fields[])[2]).toMatchObject({
			name: 'Dobírkou',
			code: 'BILLING3',
			unitPrice: 24.79,
			totalGross: 30,
			vatRate: 21,
		});
	});
});

describe('requests that others made', () => {
	test('stock update by code: what the table does not know stays in extra', async () => {
		const { info, records } = await read('stockItem', fixture('req_stock_update_by_code_utf8.xml'));
		expect(info).toEqual({ lists: 0, answered: [], records: 1, lastId: 41648 });
		expect(records[0]).toMatchObject({
			code: '41648',
			eans: ['8591022403310'],
			name: 'Monitor LCD 226cw',
			storage: 'GoNoow',
			priceGroup: 'SK',
			vatCode: 'high',
			prices: { purchase: 3000.32, sale: 3600.32 },
			weight: 5.1,
			producer: 'Čermák s.r.o.',
			pictures: [{ file: 'image1.jpg', description: 'description image1', default: true }],
			links: [{ file: '"https://testicek.com"', description: 'obrazok produktu', order: 1 }],
			extra: { actionType: { update: { filter: { code: '41648' } } } },
		});
	});

	test('prices in Windows-1250', async () => {
		const { records } = await read('stockItem', fixture('req_stock_price_update_cp1250.xml'));
		expect(records.map(({ prices, key }) => ({ prices, key }))).toEqual([
			{ prices: { sale: 18990, saleIncludesVat: true }, key: 'pohoda/stockItem/CT-000001' },
			{ prices: { sale: 899, saleIncludesVat: true }, key: 'pohoda/stockItem/CT-000002' },
		]);
	});

	test('invoice with links, advance, foreign currency', async () => {
		const { records } = await read('invoice', fixture('req_invoice_basic_utf8.xml'));
		expect(records[0]).toMatchObject({
			type: 'issuedInvoice',
			number: '2016001938',
			links: [{ agenda: 'receivedOrder', number: '142100003' }],
			partner: {
				id: '25',
				externalIds: [{ id: 'EXT-001', system: 'Externi system' }],
				division: 'Obchodní oddělení',
				country: 'CZE',
				shippingAddresses: [{ name: 'Soukop Bohumil', city: 'Praha', street: 'Nová 1475' }],
			},
			partnerAccount: { number: '1071743463', bankCode: '2700' },
			bankAccount: { code: 'KB', number: '1117780287', bankCode: '0300' },
			contract: '10Zak00002',
			currency: 'EUR',
			rate: 21.232,
			rateAmount: 1,
			total: 580,
			// Net of one rate, gross of another: POHODA would compute the rest, so there is no total.
			home: { vatSummary: [{ vatRate: 0, net: 100, vat: 0, gross: 100 }] },
			extra: { openVat: [{ rate: 'low', net: 200 }, { rate: 'high', gross: 715 }] },
			items: [
				{
					name: 'Perla přání',
					unitPrice: 1000,
					home: { unitPrice: 164.46, totalNet: 493.39, totalVat: 103.61, totalGross: 2381.28 },
					guarantee: 48,
					guaranteeUnit: 'month',
					stock: { store: 'Sklad', code: '83' },
				},
				{ link: { agenda: 'receivedOrder', itemId: '8' } },
				{ name: 'Česká pošta - Balík do ruky', home: { unitPrice: 0 } },
			],
			advances: [
				{ source: { number: '150800001' }, home: { unitPrice: -1000, totalNet: -1000, totalVat: 0, totalGross: -1000 }, vatRate: 0 },
			],
		});
	});

	test('the smallest invoice', async () => {
		const { records } = await read('invoice', fixture('req_invoice_minimal_cp1250.xml'));
		expect(records).toEqual([
			{
				recordType: 'invoice',
				key: 'pohoda/invoice/CM001',
				source: 'pohoda',
				type: 'issuedInvoice',
				date: '2014-10-14',
				currency: 'CZK',
				items: [],
			},
		]);
	});
});

/** Texts of the leaves of an element with the names that lead to them. */
function leaves(node: XmlNode, path: string): Array<{ path: string; text: string }> {
	const own = `${path}/${node.name}`;
	if (node.children.length > 0) return node.children.flatMap((child) => leaves(child, own));
	return node.text.trim() === '' ? [] : [{ path: own, text: node.text.trim() }];
}

function values(data: unknown): unknown[] {
	return typeof data === 'object' && data !== null ? Object.values(data).flatMap(values) : [data];
}

/** What is told in another way: a VAT code as per cent, a type as the kind of list, zeros of sums and of a currency that is not the document's, no discount. */
const ELSEWHERE = /RateVAT$|:rateVAT$|:payVAT$|coefficient[23]$/;
const ZEROS = /homeCurrency\/typ:(price|round)|foreignCurrency\/|discountPercentage$/;

describe('nothing of a sample gets lost', () => {
	test.each<[AgendaName, string]>([
		['stockItem', 'rsp_list_stock_first10_utf8.xml'],
		['contact', 'rsp_list_addressbook_utf8.xml'],
		['order', 'rsp_list_received_orders_utf8.xml'],
		['invoice', 'rsp_list_issued_invoices_utf8.xml'],
		['invoice', 'rsp_list_invoices_2017_utf8.xml'],
		['stockItem', 'req_stock_update_by_code_utf8.xml'],
		['invoice', 'req_invoice_basic_utf8.xml'],
	])('%s in %s', async (name, file) => {
		const { records } = await read(name, fixture(file));
		const kept = new Set(values(records).map((value) => (typeof value === 'number' ? value : String(value))));
		// Groups and keys come as lists.
		const root = await readXmlDocument(chunks(fixture(file)), NAMESPACES);
		const lost = leaves(root, '').filter(({ path, text }) => {
			if (ELSEWHERE.test(path) || (ZEROS.test(path) && Number(text) === 0) || /adGroup$/.test(path)) return false;
			return !kept.has(text) && !(Number.isFinite(Number(text)) && kept.has(Number(text)));
		});
		expect(lost).toEqual([]);
		expect(kept.size).toBeGreaterThan(10);
	});

	test('plain data keeps attributes, repeats and elements of foreign namespaces', async () => {
		const root = await readXmlDocument(
			chunks('<a xmlns:x="urn:x"><b n="1">t</b><b/><b>u</b><x:c><x:d>1</x:d></x:c><__proto__>p</__proto__><e w="2"><f/></e></a>'),
			{},
		);
		expect(plainData(root)).toEqual({
			b: [{ '@n': '1', '#text': 't' }, 'u'],
			'{urn:x}c': { '{urn:x}d': '1' },
			__proto___: 'p',
			e: { '@w': '2' },
		});
		expect(({} as Fields).p).toBeUndefined();
	});
});

test('a request of STORMWARE for contacts is ours but for the system whose extIds are wanted', async () => {
	const official = await readXmlDocument(chunks(fixture('req_list_addressbook_official_cp1250.xml')), NAMESPACES);
	const ours = await readXmlDocument(chunks(listRequest(AGENDAS.contact.list, { ico: '25313142' })), NAMESPACES);
	const [{ children: theirs }] = official.children;
	const [{ children: made }] = ours.children;
	expect(made).toEqual([{ ...theirs[0], attributes: { ...theirs[0].attributes, extSystem: 'n8n-nodes-ekasa-sync' } }]);
	expect(ours.attributes.ico).toBe(official.attributes.ico);
});

test("STORMWARE's sample of a sales receipt", async () => {
	const { records } = await read('salesReceipt', fixture('../req_prodejka_cp1250.xml'));
	expect(records).toEqual([
		{
			recordType: 'salesReceipt',
			key: 'pohoda/salesReceipt/PRO001',
			source: 'pohoda',
			type: 'saleVoucher',
			date: '2019-10-14',
			accounting: '1Pp',
			text: 'Prodejka ze skladu',
			partner: {
				company: 'ZET s.r.o.',
				division: 'Obchodní oddělení',
				name: 'Ondřej Maršík',
				city: 'Praha 3',
				street: 'Zahradní',
				zip: '56801',
				companyId: '1111',
				vatId: '330-11111',
			},
			paymentType: 'cash',
			centre: 'BRNO',
			note: 'Načteno z XML.',
			internalNote: 'Import prodejky z položkami.',
			currency: 'CZK',
			roundingMode: 'math2one',
			items: [
				{
					name: 'Balné',
					quantity: 1,
					unit: 'ks',
					unitCoefficient: 1,
					vatRate: 21,
					unitPrice: 50,
					priceIncludesVat: false,
					note: 'Textová poznámka položky.',
					guarantee: 24,
					guaranteeUnit: 'month',
				},
				{ quantity: 3, unit: 'ks', unitCoefficient: 1, vatRate: 21, code: 'Kř1320', guarantee: 24, guaranteeUnit: 'month', stock: { code: 'Kř1320' } },
			],
		},
	]);
});
