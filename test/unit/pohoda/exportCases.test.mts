/** What a sales receipt states and the reader does not understand counts, or is named: files of test/fixtures/cases. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readExport, type ReadRecord } from '../../../core/pohoda/export';
import type { CashMovement, Receipt } from '../../../core/records/types';
import { all, chunks } from '../xml/bytes.mts';
import { dataPack } from './answers.mts';
import { document, header, line, payment, sale, type DocumentOptions } from './exports.mts';
import { planDocuments } from '../../support/plan.mts';

const OPTIONS = { source: 'ekasa', register: 'P1', identity: { from: 'number' as const } };

async function read(text: string): Promise<ReadRecord> {
	const [first, ...more] = await all(readExport(chunks(text), OPTIONS));
	expect(more).toEqual([]);
	return first;
}

const caseOf = (name: string) => readFileSync(join(__dirname, '../../fixtures/cases/pohoda', name), 'utf8');

async function taken(text: string): Promise<{ receipt: Receipt; codes: string[]; said: string }> {
	const first = await read(text);
	if (!first.ok) throw new Error(first.reasons.join(' '));
	const { record, warnings } = first;
	return { receipt: record as Receipt, codes: warnings.map(({ code }) => code), said: warnings.map((one) => one.text).join(' ') };
}

async function refused(text: string): Promise<string> {
	const first = await read(text);
	if (first.ok) throw new Error(`It was taken: ${JSON.stringify(first.record)}`);
	return first.reasons.join(' ');
}

const one = (items: string[], options: DocumentOptions = {}) => dataPack(sale('1', items, options));
const summaryOf = (home: string) => ({ summaryText: `<pro:homeCurrency>${home}</pro:homeCurrency>` });

describe('VAT rows of a summary', () => {
	test('a rate without its VAT (left to POHODA) is refused with its name', async () => {
		expect(await refused(caseOf('01-summary-rate-without-vat.xml'))).toBe(
			'The summary states 100.00 at the rate "high" (21 %) without priceHighVAT and priceHighSum: two of net, VAT and sum are needed. Export the document with its items, or with all sums.',
		);
	});

	test('a rate without known per cent is refused with its name', async () => {
		expect(await refused(caseOf('02-summary-third-rate-2026.xml'))).toBe(
			'The summary states amounts at the rate "third" (price3), and what per cent that is on 2026-11-14 is not known. Export the document with price3VAT/@rate.',
		);
	});

	test('a sum alone that the items do not give is refused', async () => {
		expect(await refused(caseOf('10-summary-gross-only-disagrees.xml'))).toContain('242.00 at the rate "high" (21 %)');
	});

	test('two of net, VAT and sum give the third', async () => {
		const rows = ['<typ:priceHigh>100</typ:priceHigh><typ:priceHighVAT>21</typ:priceHighVAT>', '<typ:priceHigh>100</typ:priceHigh><typ:priceHighSum>121</typ:priceHighSum>', '<typ:priceHighVAT>21</typ:priceHighVAT><typ:priceHighSum>121</typ:priceHighSum>'];
		for (const row of rows) {
			const { receipt } = await taken(one([], summaryOf(row)));
			expect(receipt).toMatchObject({ total: 121, vatSummary: [{ vatRate: 21, net: 100, vat: 21, gross: 121 }] });
		}
	});

	test('VAT alone, and a per cent that is no number, are refused', async () => {
		expect(await refused(one([], summaryOf('<typ:priceLowVAT>24</typ:priceLowVAT>')))).toContain('the rate "low" (12 %) without priceLow and priceLowSum');
		expect(
			await refused(one([], summaryOf('<typ:priceHigh>100</typ:priceHigh><typ:priceHighVAT rate="x">21</typ:priceHighVAT>'))),
		).toContain('priceHighVAT/@rate cannot be read');
	});
});

describe('prices with or without VAT', () => {
	test('1 is true', async () => {
		expect((await taken(caseOf('04-payvat-1.xml'))).receipt).toMatchObject({ total: 121, items: [{ unitPrice: 121 }] });
	});

	test('0 is false, a text line that says nothing is net by the schema, anything else is refused', async () => {
		const of = (payVAT: string) => one([line('Káva', 1, 100, 'high', payVAT)]);
		expect((await taken(of('<pro:payVAT>0</pro:payVAT>'))).receipt.total).toBe(121);
		expect((await taken(of(''))).receipt.total).toBe(121);
		for (const word of ['True', 'ano', '2'])
			expect(await refused(of(`<pro:payVAT>${word}</pro:payVAT>`))).toBe(
				`Item 1 "Káva": payVAT is "${word}", which is neither true nor false, so it is not known whether the price includes VAT.`,
			);
	});

	test('a stock line that does not say is not known: POHODA decides by a setting of its own', async () => {
		expect(await refused(caseOf('06-card-without-payvat.xml'))).toBe(
			'Item 1 "Káva": it names a stock card and has no payVAT, so it is not known whether the price includes VAT (a setting in POHODA decides). Export it with payVAT.',
		);
	});
});

describe('rounding with VAT', () => {
	test("POHODA's own rounding item is a line", async () => {
		const { receipt, codes } = await taken(caseOf('11-rounding-item.xml'));
		expect(receipt).toMatchObject({
			total: 121,
			rounding: 0,
			payments: [{ method: 'cash', amount: 121 }],
			items: [
				{ line: 1, totalGross: 120.6 },
				{ line: 2, kind: 'other', name: 'Zaokrouhlení', quantity: 1, unitPrice: 0.3993, vatRate: 21, totalNet: 0.33, totalVat: 0.07, totalGross: 0.4 },
			],
		});
		expect(codes).toEqual([]);
	});

	test('without summary it counts too; rounded down it is negative', async () => {
		const bare = caseOf('11-rounding-item.xml').replace(/<pro:prodejkaSummary>.*<\/pro:prodejkaSummary>/, '');
		expect((await taken(bare)).receipt.total).toBe(121);
		const down = bare.replace('120.6<', '121.4<').replace(/0\.33</g, '-0.33<').replace('0.07<', '-0.07<');
		expect((await taken(down)).receipt).toMatchObject({ total: 121, items: [{}, { quantity: -1, totalGross: -0.4 }] });
	});
});

describe('cancelled documents', () => {
	test('one that was cancelled is told so, and is never posted as a sale', async () => {
		const { receipt } = await taken(caseOf('14-storno-cancelled.xml'));
		expect(receipt).toMatchObject({ type: 'sale', cancelled: true, total: 121 });
		const { drafts, decided } = planDocuments([{ record: receipt }]);
		expect(drafts).toEqual([]);
		expect(decided).toMatchObject([{ result: { outcome: 'held' } }]);
		expect(decided[0].result.message).toContain('it was cancelled in the till');
	});

	test('the document that cancels it settles both', async () => {
		const { receipt } = await taken(caseOf('14-storno-cancelled.xml'));
		const cancelling = one([line('Káva', -1, 121, 'high')], { more: '<pro:storno>cancelDocument</pro:storno>' }).replace(
			'</pro:prodejka>',
			'<pro:linkedDocuments><typ:link><typ:sourceAgenda>salesVouchers</typ:sourceAgenda><typ:sourceDocument><typ:number>77001</typ:number></typ:sourceDocument></typ:link></pro:linkedDocuments></pro:prodejka>',
		);
		const { drafts, decided } = planDocuments([{ record: receipt }, { record: (await taken(cancelling)).receipt }]);
		expect(drafts).toEqual([]);
		expect(decided.map(({ result }) => result.outcome)).toEqual(['unchanged', 'unchanged']);
	});

	test('an unknown word is refused', async () => {
		expect(await refused(one([line('A', 1, 1, 'high')], { more: '<pro:storno>maybe</pro:storno>' }))).toContain('storno is "maybe", which is not known');
	});
});

describe('payments', () => {
	test('foreign money keeps its amount and currency', async () => {
		const { receipt } = await taken(caseOf('09-eur-payment.xml'));
		expect(receipt.payments).toEqual([{ method: 'cash', label: 'Hotově EUR', amount: 250, tendered: 10, currency: 'EUR' }]);
		const { drafts, decided } = planDocuments([{ record: receipt }]);
		expect(drafts).toEqual([]);
		expect(decided[0].result.message).toContain("payment 'Hotově EUR' was made in EUR");
	});

	test('foreign money that names no currency is no home currency', async () => {
		const valuta = payment('Valuty', 10, '<pro:receivedHomeCurrency>250</pro:receivedHomeCurrency>');
		const { receipt, codes } = await taken(one([line('A', 1, 250, 'high')], { payments: [valuta], summary: 'none' }));
		expect(receipt.payments).toEqual([{ method: 'other', label: 'Valuty', amount: 250, tendered: 10, currency: 'XXX' }]);
		expect(codes).toEqual(['currencyUnknown']);
	});

	test('a payment without an amount is refused', async () => {
		const nothing = payment('Hotově', 250).replace('<pro:received>250</pro:received>', '');
		expect(await refused(one([line('A', 1, 250, 'high')], { payments: [nothing] }))).toContain('Payment 1 "Hotově": it has no amount (received)');
	});

	test('a payment form in the header that the payments do not have is kept and warned of', async () => {
		const both = dataPack(
			`<dat:dataPackItem id="i" version="2.0">${document(header('1', { form: 'Kartou' }), [line('A', 1, 100, 'high')], { payments: [payment('Hotově', 100)] })}</dat:dataPackItem>`,
		);
		const { receipt, codes } = await taken(both);
		expect(receipt.payments).toEqual([{ method: 'cash', label: 'Hotově', amount: 100 }]);
		expect(receipt.extra?.pohoda).toEqual({ prodejkaHeader: { text: 'Prodejka', paymentType: { ids: 'Kartou' } } });
		expect(codes).toEqual(['contradiction']);
	});
});

describe('statements that contradict each other', () => {
	const gross = (inner: string, home = '<typ:unitPrice>100</typ:unitPrice>') =>
		one([line('A', 1, undefined, '', `<pro:payVAT>true</pro:payVAT>${inner}<pro:homeCurrency>${home}</pro:homeCurrency>`)], { summary: 'none' });

	test('price + VAT and their sum', async () => {
		const home = '<typ:unitPrice>121</typ:unitPrice><typ:price>100</typ:price><typ:priceVAT>21</typ:priceVAT><typ:priceSum>120</typ:priceSum>';
		expect(await refused(gross('<pro:rateVAT>high</pro:rateVAT>', home))).toContain(
			'Item 1 "A": price 100.00 + priceVAT 21.00 = 121.00, but priceSum is 120.00',
		);
	});

	test('a discount that the totals do not have', async () => {
		const home = '<typ:unitPrice>100</typ:unitPrice><typ:priceSum>80</typ:priceSum>';
		expect(await refused(gross('<pro:rateVAT>high</pro:rateVAT><pro:discountPercentage>10</pro:discountPercentage>', home))).toContain(
			'Item 1 "A": less 10 % the line gives 90.00, but it states 80.00',
		);
	});

	test('a net amount alone that the line does not give', async () => {
		const home = '<typ:unitPrice>121</typ:unitPrice><typ:price>90</typ:price>';
		expect(await refused(gross('<pro:rateVAT>high</pro:rateVAT>', home))).toContain('Item 1 "A": price is 90.00, but the line gives 100.00');
	});

	test('a rate beside a per cent: the per cent counts, the word is kept and warned of', async () => {
		const { receipt, codes } = await taken(gross('<pro:rateVAT>high</pro:rateVAT><pro:percentVAT>20</pro:percentVAT>'));
		expect(receipt.items[0]).toMatchObject({ vatRate: 20, extra: { pohoda: { rateVAT: 'high' } } });
		expect(codes).toEqual(['contradiction']);
	});

	test('a deposit whose payments say another amount', async () => {
		const text = dataPack(
			`<dat:dataPackItem id="i" version="2.0">${document(header('1', { type: 'deposit', form: '' }), [line('Vklad', 1, 2000, 'none')], { payments: [payment('Hotově', 1500)] })}</dat:dataPackItem>`,
		);
		expect(await refused(text)).toContain('its items state 2 000.00 Kč, its payments state 1 500.00 Kč');
	});

	test('what a deposit says beyond its amount is kept', async () => {
		const inner = line('Vklad', 1, 2000, 'none', '<pro:payVAT>true</pro:payVAT><pro:note>trezor</pro:note>');
		const first = await read(dataPack(`<dat:dataPackItem id="i" version="2.0">${document(header('1', { type: 'deposit', form: '' }), [inner])}</dat:dataPackItem>`));
		if (!first.ok) throw new Error(first.reasons.join(' '));
		expect((first.record as CashMovement).extra?.items).toMatchObject([{ name: 'Vklad', note: 'trezor' }]);
	});
});

describe('text and attributes where none are read', () => {
	test('markup in a note keeps its texts', async () => {
		const { receipt, codes } = await taken(
			one([line('A', 1, 1, 'high')], { more: '<pro:note>Volat <b>předem</b> na zvonek<br/>2. patro</pro:note>' }),
		);
		expect(receipt.extra?.pohoda).toMatchObject({ prodejkaHeader: { note: { '#text': 'Volat  na zvonek2. patro', b: 'předem' } } });
		expect(codes).toEqual(['unreadable']);
	});

	test('plain text in the place of a reference, attributes of containers', async () => {
		const text = one([line('A', 1, 1, 'high')], { more: '<pro:kasa>KASA2</pro:kasa><pro:partnerIdentity linkToAddress="true">Novák</pro:partnerIdentity>' });
		const { receipt, codes } = await taken(text.replace('<pro:prodejkaDetail>', '<pro:prodejkaDetail x="1">'));
		expect(receipt.register).toBe('KASA2');
		expect(receipt.extra?.pohoda).toMatchObject({
			prodejkaHeader: { partnerIdentity: { '@linkToAddress': 'true', '#text': 'Novák' } },
			prodejkaDetail: { '@x': '1' },
		});
		expect(codes).toEqual(['unreadable']);
	});

	test('an unknown entry among the lines or payments is refused: it may be money', async () => {
		expect(await refused(one([line('A', 1, 1, 'high'), '<pro:prodejkaSlozka><typ:price>5</typ:price></pro:prodejkaSlozka>']))).toContain(
			'prodejkaDetail holds <prodejkaSlozka>, which is not known',
		);
	});

	test('what stands beside the documents of a file is named', async () => {
		const items = sale('1', [line('A', 1, 1, 'high')]);
		const read2 = async (text: string) => (await all(readExport(chunks(text), OPTIONS))).flatMap((entry) => (entry.ok ? [] : entry.reasons));
		expect(await read2(dataPack(`${items}Notice: Undefined index`))).toEqual([
			'There is text beside the documents: "Notice: Undefined index". No such thing stands in an export; find out what wrote it there.',
		]);
		expect(await read2(dataPack(`${items}<pro:neco/>`))).toEqual(['<neco> stands beside the documents and is not read.']);
		expect(await read2(dataPack(items.replace('</dat:dataPackItem>', '<pro:neco>5</pro:neco></dat:dataPackItem>')))).toEqual([
			'There is also something else than a sales receipt (prodejka) in it: neco. Only sales receipts are read.',
		]);
	});
});
