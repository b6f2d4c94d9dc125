/** What a record states and the reader does not understand, or states twice, is kept and named. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readExported } from '../../../../core/pohoda/agendas/exported';
import type { Fields } from '../../../../core/pohoda/agendas/table';
import { readDocumentList } from '../../../../core/pohoda/list';
import { all, chunks, thrown } from '../../xml/bytes.mts';
import { answerOf, read } from './support.mts';

const caseOf = (name: string) => readFileSync(join(__dirname, '../../../fixtures/cases/pohoda', name), 'utf8');

const references = caseOf('07-reference-as-plain-text.xml');
const head = references.slice(0, references.indexOf('<inv:invoiceHeader>'));
const invoice = (inner: string, day = '2026-11-14') =>
	`${head}<inv:invoiceHeader><inv:invoiceType>issuedInvoice</inv:invoiceType><inv:date>${day}</inv:date></inv:invoiceHeader>${inner}</inv:invoice></dat:dataPackItem></dat:dataPack>`;
const lineOf = (inner: string) => invoice(`<inv:invoiceDetail><inv:invoiceItem>${inner}</inv:invoiceItem></inv:invoiceDetail>`);
const totals = (inner: string) => invoice(`<inv:invoiceSummary><inv:homeCurrency>${inner}</inv:homeCurrency></inv:invoiceSummary>`);

async function one(xml: string): Promise<{ record: Fields; codes: string[]; said: string; item: Fields }> {
	const { listed } = await read('invoice', xml);
	const [{ record, warnings }] = listed;
	const [item = {}] = (record.items ?? []) as Fields[];
	return { record, item, codes: warnings.map(({ code }) => code), said: warnings.map(({ text }) => text).join(' ') };
}

describe('text', () => {
	test('in the place of a reference is kept in extra, each with a warning', async () => {
		const { record, codes, said } = await one(references);
		expect(record.extra).toEqual({
			invoiceHeader: { accounting: '2Fv', classificationVAT: 'UDA5', paymentType: 'Plat.kartou', centre: 'BRNO' },
			invoiceSummary: { homeCurrency: { round: '0.40' } },
		});
		expect(codes).toEqual(Array.from({ length: 5 }, () => 'unreadable'));
		expect(said).toContain('accounting is "2Fv" in POHODA: text stands where elements are expected. It stands in extra as it is.');
	});

	test('beside elements is kept: markup in a note', async () => {
		const { record, codes } = await one(references.replace('<inv:accounting>2Fv</inv:accounting>', '<inv:note>Volat <b>předem</b> na zvonek<br/>2. patro</inv:note>'));
		expect(record.extra).toMatchObject({ invoiceHeader: { note: { '#text': 'Volat  na zvonek2. patro', b: 'předem' } } });
		expect(codes).toContain('unreadable');
	});
});

test('an attribute that nobody knows is kept in extra with a warning', async () => {
	const { record, codes, said } = await one(invoice('').replace('<inv:invoiceHeader>', '<inv:invoiceHeader copyOf="12">'));
	expect(record.extra).toMatchObject({ invoiceHeader: { '@copyOf': '12' } });
	expect(codes).toEqual(['unreadable']);
	expect(said).toContain('copyOf of invoiceHeader is "12" in POHODA: no attribute of that name is known.');
});

describe('prices with or without VAT', () => {
	const priced = (payVAT: string, more = '') => lineOf(`<inv:text>A</inv:text><inv:quantity>1</inv:quantity>${payVAT}<inv:rateVAT>high</inv:rateVAT><inv:homeCurrency><typ:unitPrice>121</typ:unitPrice></inv:homeCurrency>${more}`);

	test('a word that is neither is not "without VAT"', async () => {
		const { item, codes } = await one(priced('<inv:payVAT>True</inv:payVAT>'));
		expect(item).toMatchObject({ unitPrice: 121, extra: { payVAT: 'True' } });
		expect(item).not.toHaveProperty('priceIncludesVat');
		expect(codes).toEqual(['unreadable']);
	});

	test('left out it means net for a text line, and is not known for a card', async () => {
		expect((await one(priced(''))).item.priceIncludesVat).toBe(false);
		const card = '<inv:stockItem><typ:stockItem><typ:ids>A1</typ:ids></typ:stockItem></inv:stockItem>';
		expect((await one(priced('', card))).item).not.toHaveProperty('priceIncludesVat');
		expect((await one(priced('<inv:payVAT>1</inv:payVAT>', card))).item.priceIncludesVat).toBe(true);
	});
});

describe('rates', () => {
	test('a word whose amounts say another per cent stays a word (a Slovak document)', async () => {
		const { record, codes, said } = await one(totals('<typ:priceHigh>100</typ:priceHigh><typ:priceHighVAT>23</typ:priceHighVAT><typ:priceHighSum>123</typ:priceHighSum>'));
		expect(record).toMatchObject({ total: 123, vatSummary: [{ vatCode: 'high', net: 100, vat: 23, gross: 123 }] });
		expect((record.vatSummary as Fields[])[0]).not.toHaveProperty('vatRate');
		expect(codes).toEqual(['contradiction']);
		expect(said).toContain('"high" is 21 % on 2026-11-14, but VAT 23 on 100 is not');
		const { item, codes: ofLine } = await one(
			lineOf('<inv:text>A</inv:text><inv:payVAT>false</inv:payVAT><inv:rateVAT>high</inv:rateVAT><inv:homeCurrency><typ:unitPrice>100</typ:unitPrice><typ:price>100</typ:price><typ:priceVAT>23</typ:priceVAT></inv:homeCurrency>'),
		);
		expect(item).toMatchObject({ vatCode: 'high', totalVat: 23 });
		expect(ofLine).toEqual(['contradiction']);
	});

	test('rounding of small amounts is no other rate; a stated per cent is one', async () => {
		expect((await one(totals('<typ:priceHigh>0.41</typ:priceHigh><typ:priceHighVAT>0.08</typ:priceHighVAT>'))).record.vatSummary).toMatchObject([{ vatRate: 21 }]);
		const stated = await one(totals('<typ:priceHigh>100</typ:priceHigh><typ:priceHighVAT rate="23">23</typ:priceHighVAT>'));
		expect(stated.record.vatSummary).toEqual([{ vatRate: 23, vatCode: 'high', net: 100, vat: 23, gross: 123 }]);
		expect(stated.codes).toEqual([]);
	});

	test('a per cent beside a word of another one', async () => {
		const { item, codes } = await one(lineOf('<inv:text>A</inv:text><inv:rateVAT>high</inv:rateVAT><inv:percentVAT>20</inv:percentVAT>'));
		expect(item).toMatchObject({ vatRate: 20, vatCode: 'high' });
		expect(codes).toEqual(['contradiction']);
	});
});

describe('totals', () => {
	test('an amount whose VAT is left to POHODA makes no total', async () => {
		const { record, codes } = await one(totals('<typ:priceLow>200</typ:priceLow><typ:priceLowVAT>24</typ:priceLowVAT><typ:priceHigh>100</typ:priceHigh>'));
		expect(record).toMatchObject({ vatSummary: [{ vatRate: 12, gross: 224 }], extra: { openVat: { rate: 'high', net: 100 } } });
		expect(record).not.toHaveProperty('total');
		expect(codes).toEqual(['vatOpen']);
	});

	test('a sum alone counts, and is no VAT row', async () => {
		const { record, codes } = await one(totals('<typ:priceHighSum>121</typ:priceHighSum>'));
		expect(record).toMatchObject({ total: 121, extra: { openVat: { rate: 'high', gross: 121 } } });
		expect(record).not.toHaveProperty('vatSummary');
		expect(codes).toEqual(['vatOpen']);
	});

	test('an amount that cannot be read makes none either', async () => {
		const { record, codes } = await one(totals('<typ:priceNone>sto</typ:priceNone><typ:priceHigh>100</typ:priceHigh><typ:priceHighVAT>21</typ:priceHighVAT>'));
		expect(record).not.toHaveProperty('total');
		expect(codes).toEqual(['unreadable']);
	});

	test('a sum that net and VAT do not give is warned of', async () => {
		const { codes } = await one(totals('<typ:priceHigh>100</typ:priceHigh><typ:priceHighVAT>21</typ:priceHighVAT><typ:priceHighSum>120</typ:priceHighSum>'));
		expect(codes).toEqual(['contradiction']);
	});
});

test('the quantity of an advance', async () => {
	const { record } = await one(caseOf('17-advance-quantity.xml'));
	expect(record.advances).toMatchObject([{ quantity: 2, unitPrice: -100 }]);
});

test('foreign money received by a till, and a time behind a day', async () => {
	const { records } = await read('salesReceipt', caseOf('09-eur-payment.xml'));
	expect(records[0].payments).toMatchObject([{ amount: 250, extra: { received: 10 } }]);
	const { records: timed } = await read('invoice', invoice('', '2026-11-14T22:30:00'));
	expect(timed[0]).toMatchObject({ date: '2026-11-14', extra: { invoiceHeader: { date: '2026-11-14T22:30:00' } } });
});

describe('text beside the records', () => {
	const text = references.replace('</dat:dataPack>', 'Warning: Undefined array key</dat:dataPack>');
	const said = 'There is text beside the records: "Warning: Undefined array key"';

	test('is an error of the list, in each reader', async () => {
		expect((await thrown(read('invoice', text))).message).toContain(said);
		const { entries } = readExported(chunks(text));
		expect((await thrown(all(entries))).message).toContain(said);
		const listed = Buffer.from(answerOf('salesReceipt', [])).toString().replace('</rsp:responsePack>', 'Warning: Undefined array key</rsp:responsePack>');
		expect((await thrown(all(readDocumentList(chunks(listed))))).message).toContain(said);
	});
});

test('an amount of a listed document that is no number is an error, and net with VAT counts where there is no sum', async () => {
	const list = (home: string) =>
		Buffer.from(answerOf('salesReceipt', []))
			.toString()
			.replace(/<lst:listProdejka([^>]*?)\/?>(<\/lst:listProdejka>)?/, (_, attributes: string) => `<lst:listProdejka${attributes} xmlns:pro="http://www.stormware.cz/schema/version_2/prodejka.xsd" xmlns:typ="http://www.stormware.cz/schema/version_2/type.xsd"><lst:prodejka version="2.0"><pro:prodejkaSummary><pro:homeCurrency>${home}</pro:homeCurrency></pro:prodejkaSummary></lst:prodejka></lst:listProdejka>`);
	const [document] = await all(readDocumentList(chunks(list('<typ:priceHigh>100</typ:priceHigh><typ:priceHighVAT>21</typ:priceHighVAT>'))));
	expect(document.total).toBe(121);
	expect((await thrown(all(readDocumentList(chunks(list('<typ:priceHighSum>sto</typ:priceHighSum>')))))).message).toBe(
		'priceHighSum in POHODA\'s list cannot be read: "sto" is not a number.',
	);
});
