import { describe, expect, test } from '@jest/globals';
import { AGENDAS } from '../../../../core/pohoda/agendas/index';
import { writeRecord } from '../../../../core/pohoda/agendas/record';
import { EXAMPLE_STOCK_ITEM } from '../../../support/entityExamples.mts';
import type { StockItem } from '../../../../core/records/stock';
import { writeXml } from '../../../../core/xml/write';
import { answerOf, read, reasons, STRICT, written } from './support.mts';

const NEW: StockItem = {
	recordType: 'stockItem',
	key: 'eshop/stockItem/1',
	kind: 'card',
	code: '00123',
	name: 'Termoska',
	warehouse: 'ZBOŽÍ',
	priceGroup: 'Zboží',
};

function xml(record: object, options = {}): string {
	return writeXml(written('stockItem', record, options));
}

describe('create, update, createOrUpdate, delete', () => {
	test('create', () => {
		expect(xml(EXAMPLE_STOCK_ITEM)).toBe(
			'<stk:stock version="2.0"><stk:stockHeader><stk:stockType>card</stk:stockType><stk:code>00123</stk:code><stk:EAN>8590001000012</stk:EAN>' +
				'<stk:isSales>true</stk:isSales><stk:isInternet>true</stk:isInternet><stk:purchasingRateVAT>high</stk:purchasingRateVAT>' +
				'<stk:sellingRateVAT>high</stk:sellingRateVAT><stk:name>Termoska 0,5 l</stk:name><stk:unit>ks</stk:unit>' +
				'<stk:storage><typ:ids>ZBOŽÍ/Domácnost</typ:ids></stk:storage><stk:typePrice><typ:ids>Zboží</typ:ids></stk:typePrice>' +
				'<stk:purchasingPrice>310</stk:purchasingPrice><stk:sellingPrice payVAT="true">549.9</stk:sellingPrice><stk:news>true</stk:news>' +
				'<stk:availability>skladem</stk:availability><stk:categories><stk:idCategory main="true">5</stk:idCategory></stk:categories></stk:stockHeader>' +
				'<stk:stockPriceItem><stk:stockPrice><typ:ids>Sleva 1</typ:ids><typ:price>499.9</typ:price></stk:stockPrice></stk:stockPriceItem></stk:stock>',
		);
	});

	test('an update sends only what is given', () => {
		expect(xml({ prices: { sale: 18990, saleIncludesVat: true } }, { action: 'update', filter: { code: 'KOLO', store: 'ZBOŽÍ' } })).toBe(
			'<stk:stock version="2.0"><stk:actionType><stk:update><ftr:filter><ftr:code>KOLO</ftr:code><ftr:store><typ:ids>ZBOŽÍ</typ:ids></ftr:store></ftr:filter></stk:update></stk:actionType>' +
				'<stk:stockHeader><stk:sellingPrice payVAT="true">18990</stk:sellingPrice></stk:stockHeader></stk:stock>',
		);
	});

	test('createOrUpdate says so in the attribute, delete has nothing but the filter', () => {
		expect(xml(NEW, { action: 'createOrUpdate', filter: { externalId: { id: 'x', system: 'eshop' } } })).toContain(
			'<stk:add update="true"><ftr:filter><ftr:extId><typ:ids>x</typ:ids><typ:exSystemName>eshop</typ:exSystemName></ftr:extId></ftr:filter></stk:add>',
		);
		expect(xml(NEW, { action: 'delete', filter: { id: '27' } })).toBe(
			'<stk:stock version="2.0"><stk:actionType><stk:delete><ftr:filter><ftr:id>27</ftr:id></ftr:filter></stk:delete></stk:actionType></stk:stock>',
		);
	});

	test('our identity goes as extId beside nothing else', () => {
		expect(xml(NEW, { documentId: 'eshop/1' })).toContain(
			'<stk:extId><typ:ids>eshop/1</typ:ids><typ:exSystemName>n8n-nodes-ekasa-sync</typ:exSystemName></stk:extId>',
		);
		expect(xml({ ...NEW, externalIds: [{ id: 'old', system: 'n8n-nodes-ekasa-sync' }] }, { documentId: 'new' })).toContain(
			'<typ:ids>new</typ:ids>',
		);
		expect(reasons('stockItem', { ...NEW, externalIds: [{ id: 'a', system: 'eshop' }] }, { documentId: 'new' })).toEqual([
			'external id has 2 entries, POHODA takes 1.',
		]);
	});

	test('filters that can mean many, or nothing, are refused', () => {
		expect(reasons('stockItem', NEW, { action: 'update' })).toEqual([
			'The filter is missing: say which record is meant, e.g. by its code or id.',
		]);
		expect(reasons('stockItem', NEW, { action: 'delete', filter: {} })).toEqual(['The filter is empty: it would mean every record.']);
		expect(reasons('stockItem', NEW, { action: 'delete', filter: { forInternet: true, userFilter: 'Vše' } })).toEqual([
			'The filter by userFilter, forInternet can mean many records; name one, e.g. by its code or id.',
		]);
		expect(reasons('stockItem', NEW, { action: 'delete', filter: { companyId: '123' } })[0]).toMatch(
			/^POHODA has no filter by companyId here; it has id, externalId, code, ean/,
		);
	});
});

describe('what came from POHODA is not doubled by an update', () => {
	const listed = {
		...NEW,
		source: 'pohoda',
		pictures: [{ id: '7', file: 'a.jpg', default: true }, { file: 'new.jpg' }],
		links: [
			{ file: 'https://old.example', order: 1 },
			{ file: 'https://new.example', description: 'New' },
		],
		components: [{ id: '25', code: 'Z100', quantity: 1 }],
		related: [{ id: '4', code: 'B02' }],
	};

	test('entries with an id are changes, what cannot be changed stays out, new ones are added', () => {
		const text = xml(listed, { action: 'update', filter: { id: '5' } });
		expect(text).toContain(
			'<stk:pictures><stk:picture default="true"><stk:actionType><typ:update><ftr:filter><ftr:id>7</ftr:id></ftr:filter></typ:update></stk:actionType><stk:filepath>a.jpg</stk:filepath></stk:picture>' +
				'<stk:picture default="false"><stk:filepath>new.jpg</stk:filepath></stk:picture></stk:pictures>',
		);
		expect(text).toContain(
			'<typ:actionType><typ:update><ftr:filter><ftr:id>4</ftr:id></ftr:filter></typ:update></typ:actionType><typ:stockItem><typ:ids>B02</typ:ids></typ:stockItem>',
		);
		expect(text).toContain('https://new.example');
		expect(text).not.toContain('https://old.example');
		expect(text).not.toContain('Z100');
	});

	test('a new card gets all of them, and ids of another system mean nothing here', () => {
		for (const text of [xml(listed), xml({ ...listed, source: 'eshop' }, { action: 'update', filter: { id: '5' } })]) {
			expect(text).toContain('https://old.example');
			expect(text).toContain('Z100');
			expect(text).not.toContain('typ:update');
		}
		const foreign = { ...NEW, source: 'eshop', refs: { centre: '3' }, supplierId: '9' };
		expect(xml(foreign)).not.toMatch(/centre|supplier/);
		expect(xml({ ...foreign, source: 'pohoda' })).toMatch(
			/<stk:supplier><typ:id>9<\/typ:id><\/stk:supplier><stk:centre><typ:id>3<\/typ:id><\/stk:centre>/,
		);
		expect(xml({ ...foreign, source: 'unit2' }, { source: 'unit2' })).toContain('<typ:id>9</typ:id>');
	});
});

describe('refusals and warnings', () => {
	test('each reason names field, limit and value', () => {
		const answer = reasons('stockItem', {
			...NEW,
			kind: 'thing',
			code: 'K'.repeat(65),
			name: 'ž'.repeat(91),
			unit: 'x\u0007',
			plu: 'A1',
			vatRate: 17,
			forSale: 'yes',
			minimum: 1e12,
			supplierId: '0',
			guarantee: 1.5,
			shortName: 'Привет',
			note: 5,
			pictures: 'a.jpg',
			related: ['B02'],
			units: [{ unit: 'a' }, { unit: 'b' }, { unit: 'c' }],
		});
		expect(answer).toEqual([
			'units has 3 entries; POHODA takes two beside the basic unit.',
			'vatRate is 17 %; on 2026-11-14 POHODA knows 21, 12, 0 %.',
			'kind is "thing"; POHODA knows card, text, service, package, set, product.',
			`code has 65 characters, POHODA takes 64: "${'K'.repeat(60)}…". A code cannot be shortened.`,
			'PLU is "A1"; POHODA takes digits only.',
			'forSale is "yes"; it must be true or false.',
			`name has 91 characters, POHODA takes 90: "${'ž'.repeat(60)}…". Shorten it, or allow Cut Long Texts.`,
			'unit has characters that POHODA cannot hold: U+0007. Correct it, or allow replacing them.',
			'minimum cannot be written: 1000000000000 is too large for an amount.',
			'supplier is "0"; POHODA\'s ids are whole numbers from 1.',
			'shortName has characters that POHODA cannot hold: П р и в е т. Correct it, or allow replacing them.',
			'guarantee is 1.5; it must be a whole number.',
			'picture must be a list.',
			'related item 1: must be an object with fields.',
			'note is 5; it must be text.',
		]);
	});

	test('a new card needs kind, code, name, storage and price group', () => {
		expect(reasons('stockItem', { recordType: 'stockItem', key: 'k' })).toEqual([
			'storage (členění) is missing: POHODA needs to know where the card belongs. Give storage or warehouse.',
			'price group (cenová skupina) is missing: POHODA needs one for a new card.',
			'kind is missing. POHODA needs to know whether it is a card, a service, a text …',
			'code is missing. Give the product code.',
			'name is missing. Give the name of the product.',
		]);
	});

	test('white space is nothing', () => {
		expect(reasons('stockItem', { ...NEW, code: ' ', warehouse: '\t', priceGroup: '' })).toEqual([
			'storage (členění) is missing: POHODA needs to know where the card belongs. Give storage or warehouse.',
			'price group (cenová skupina) is missing: POHODA needs one for a new card.',
			'code is missing. Give the product code.',
		]);
		expect(xml({ ...NEW, source: 'pohoda', centre: ' ', refs: { centre: '3' } })).toContain('<stk:centre><typ:id>3</typ:id></stk:centre>');
		expect(reasons('stockItem', { ...NEW, pictures: [{ default: true }] })).toEqual(['picture 1: has nothing that POHODA takes.']);
	});

	test('cutting and replacing are warnings where they are allowed', () => {
		const answer = writeRecord(
			AGENDAS.stockItem,
			{ ...NEW, name: `${'a'.repeat(89)} bcd`, note: 'Kafe ☕' },
			{ ...STRICT, cutLongTexts: true, missingCharacters: 'transliterate' },
		);
		expect(answer).toMatchObject({
			ok: true,
			warnings: [
				{ code: 'textCut', produced: 'a'.repeat(89) },
				{ code: 'charactersReplaced', place: 'note', produced: 'Kafe ?' },
			],
		});
	});

	test('a quantity and further EANs cannot be imported: it is said', () => {
		const answer = writeRecord(AGENDAS.stockItem, { ...NEW, quantity: 5, eans: ['1', '2', '3'] }, STRICT);
		expect(answer.warnings).toEqual([
			{
				code: 'quantityNotImported',
				place: 'quantity',
				text: 'The quantity 5 was not sent: POHODA changes stock by documents only, e.g. a goods received note (příjemka).',
			},
			{ code: 'eansLeftOut', place: 'eans', text: 'A card of POHODA has one EAN; 1 was sent, 2, 3 not.' },
		]);
	});

	test('rates: per cent by day, code where the per cent are not known, not both against each other', () => {
		expect(xml({ ...NEW, vatRate: 15 }, { day: '2023-12-31' })).toContain('<stk:sellingRateVAT>low</stk:sellingRateVAT>');
		expect(xml({ ...NEW, vatRate: null, purchaseVatCode: 'historyHigh' })).toContain(
			'<stk:purchasingRateVAT>historyHigh</stk:purchasingRateVAT><stk:sellingRateVAT>none</stk:sellingRateVAT>',
		);
		expect(reasons('stockItem', { ...NEW, vatRate: 21, vatCode: 'low' })).toEqual([
			'vatRate is 21 %, which is "high" on 2026-11-14, but the code says "low". Leave one of them out.',
		]);
	});
});

describe('reading', () => {
	test('newer exports say the per cent', async () => {
		const node = written('stockItem', { ...NEW, vatRate: 21 });
		const text = Buffer.from(answerOf('stockItem', [node]))
			.toString()
			.replace('<stk:sellingRateVAT>high', '<stk:sellingRateVAT value="5"><!-- SK -->third');
		expect((await read('stockItem', text)).records[0]).toMatchObject({ vatRate: 5 });
	});

	test('a value that cannot be read is a warning and stays in extra', async () => {
		const text = Buffer.from(answerOf('stockItem', [written('stockItem', { ...NEW, forSale: true, minimum: 1 })])).toString();
		const broken = text
			.replace('<stk:isSales>true', '<stk:isSales>ano')
			.replace('<stk:limitMin>1', '<stk:limitMin>1,5')
			.replace('card', 'gadget');
		const { listed } = await read('stockItem', broken);
		expect(listed[0].warnings.map(({ text: said }) => said)).toEqual([
			'kind is "gadget" in POHODA: the word is not known. It stands in extra as it is.',
			'forSale is "ano" in POHODA: it is neither true nor false. It stands in extra as it is.',
			'minimum is "1,5" in POHODA: "1,5" is not a number. It stands in extra as it is.',
		]);
		expect(listed[0].record).toMatchObject({
			code: '00123',
			extra: { stockHeader: { stockType: 'gadget', isSales: 'ano', limitMin: '1,5' } },
		});
		expect(listed[0].record).not.toHaveProperty('forSale');
	});

	test('more than six decimals are rounded, the exact text is kept', async () => {
		const text = Buffer.from(answerOf('stockItem', [written('stockItem', { ...NEW, prices: { sale: 41.3 } })])).toString();
		const { records } = await read('stockItem', text.replace('>41.3<', '>41.3223140495868<'));
		expect(records[0]).toMatchObject({ prices: { sale: 41.322314 }, extra: { stockHeader: { sellingPrice: '41.3223140495868' } } });
	});

	test('an element that stands twice is not overwritten', async () => {
		const text = Buffer.from(answerOf('stockItem', [written('stockItem', NEW)])).toString();
		const { records } = await read('stockItem', text.replace('</stk:name>', '</stk:name><stk:name>Second</stk:name>'));
		expect(records[0]).toMatchObject({ name: 'Termoska', extra: { stockHeader: { name: 'Second' } } });
	});
});
