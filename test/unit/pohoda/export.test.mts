import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ExportFileError, readExport, type ReadExportOptions, type ReadRecord } from '../../../core/pohoda/export';
import type { CashMovement, Receipt } from '../../../core/records/types';
import { XmlError } from '../../../core/xml/errors';
import { all, chunks, thrown } from '../xml/bytes.mts';
import { answer, dataPack, item, listAnswer, prodejkaResponse } from './answers.mts';
import { document, header, line, payment, sale } from './exports.mts';

const OPTIONS: ReadExportOptions = { source: 'ekasa', register: 'P1', identity: { from: 'number' } };

async function read(text: string, options: Partial<ReadExportOptions> = {}): Promise<ReadRecord[]> {
	return await all(readExport(chunks(text), { ...OPTIONS, ...options }));
}

async function one(text: string, options: Partial<ReadExportOptions> = {}): Promise<Receipt> {
	const [first, ...more] = await read(text, options);
	expect(more).toEqual([]);
	if (!first.ok) throw new Error(first.reasons.join(' '));
	return first.record as Receipt;
}

async function reasons(text: string, options: Partial<ReadExportOptions> = {}): Promise<string> {
	const [first] = await read(text, options);
	if (first.ok) throw new Error('It was taken');
	return first.reasons.join(' ');
}

describe("STORMWARE's sample of a prodejka", () => {
	const bytes = readFileSync(join(__dirname, '../../fixtures/req_prodejka_cp1250.xml'));

	test('has a stock item without a price, so it is refused with that item named and shown raw', async () => {
		const [first, ...more] = await all(readExport(chunks(bytes), { ...OPTIONS, identity: { from: 'itemId' } }));
		expect(more).toEqual([]);
		expect(first).toMatchObject({
			ok: false,
			place: 'document 1 (PRO001), line 6',
			key: 'ekasa/P1/PRO001/2019-10-14',
			reasons: ['Item 2: it has no price (unitPrice).'],
		});
		if (first.ok) return;
		expect(first.raw).toMatchObject({
			prodejkaHeader: {
				text: 'Prodejka ze skladu',
				partnerIdentity: { address: { name: 'Ondřej Maršík', company: 'ZET s.r.o.' } },
			},
		});
	});

	test('with a net price that says so it is a receipt, read by hand', async () => {
		const text = new TextDecoder('windows-1250')
			.decode(bytes)
			.replace('encoding="Windows-1250"', 'encoding="utf-8"')
			.replace(
				/(<pro:stockItem>\s*<typ:stockItem>)/,
				'<pro:payVAT>false</pro:payVAT><pro:homeCurrency><typ:unitPrice>100</typ:unitPrice></pro:homeCurrency>$1',
			);
		const receipt = await one(text, { identity: { from: 'itemId' } });
		expect(receipt).toMatchObject({
			key: 'ekasa/P1/PRO001/2019-10-14',
			number: 'PRO001',
			type: 'sale',
			date: '2019-10-14',
			currency: 'CZK',
			// 60.50 + 363.00 = 423.50, to whole crowns 424
			total: 424,
			rounding: 0.5,
			note: 'Načteno z XML.',
			payments: [{ method: 'cash', amount: 424 }],
			customer: {
				company: 'ZET s.r.o.',
				name: 'Ondřej Maršík',
				city: 'Praha 3',
				street: 'Zahradní',
				zip: '56801',
				companyId: '1111',
				vatId: '330-11111',
			},
		});
		expect(receipt.items).toMatchObject([
			{
				line: 1,
				name: 'Balné',
				quantity: 1,
				unit: 'ks',
				unitPrice: 60.5,
				vatRate: 21,
				totalNet: 50,
				totalVat: 10.5,
				totalGross: 60.5,
				note: 'Textová poznámka položky.',
			},
			{ line: 2, name: 'Kř1320', code: 'Kř1320', quantity: 3, unitPrice: 121, totalGross: 363 },
		]);
		expect(receipt.extra).toMatchObject({
			place: { item: 'PRO001' },
			pohoda: {
				prodejkaHeader: {
					accounting: { ids: '1Pp' },
					centre: { ids: 'BRNO' },
					partnerIdentity: { address: { division: 'Obchodní oddělení' } },
					intNote: 'Import prodejky z položkami.',
				},
			},
		});
		expect(receipt.items[0].extra).toEqual({
			pohoda: { coefficient: '1', homeCurrency: { unitPrice: '50' }, guarantee: '24', guaranteeType: 'month' },
		});
	});
});

describe('tolerance', () => {
	const plain = sale('4512', [line('Káva', 2, 45, 'low')]);

	test('other prefixes, the default namespace, other order of elements', async () => {
		const expected = await one(dataPack(plain));
		const prefixes = dataPack(plain)
			.replace(/\bdat:/g, 'a:')
			.replace('xmlns:dat', 'xmlns:a')
			.replace(/\bpro:/g, 'b:')
			.replace('xmlns:pro', 'xmlns:b');
		expect(await one(prefixes)).toEqual(expected);
		const defaulted = dataPack(plain)
			.replace(/<(\/?)dat:/g, '<$1')
			.replace('xmlns:dat', 'xmlns');
		expect(await one(defaulted)).toEqual(expected);
		const shuffled = plain
			.replace(
				/(<pro:prodejkaHeader>.*<\/pro:prodejkaHeader>)(<pro:prodejkaDetail>.*<\/pro:prodejkaDetail>)/,
				'$2$1',
			)
			.replace(/(<pro:quantity>2<\/pro:quantity>)(.*)(<\/pro:prodejkaItem>)/, '$2$1$3');
		expect(await one(dataPack(shuffled))).toEqual(expected);
	});

	test('what the schema does not know is kept by name, also from foreign namespaces', async () => {
		const strange = plain
			.replace(
				'</pro:prodejkaHeader>',
				'<pro:novinka>x</pro:novinka><pro:novinka>y</pro:novinka><z:own xmlns:z="urn:z" a="1">w</z:own></pro:prodejkaHeader>',
			)
			.replace('</pro:prodejkaItem>', '<pro:barva><pro:kod>7</pro:kod></pro:barva></pro:prodejkaItem>');
		const receipt = await one(dataPack(strange));
		expect(receipt.extra?.pohoda).toMatchObject({
			prodejkaHeader: { novinka: ['x', 'y'], '{urn:z}own': { '@a': '1', '#text': 'w' } },
		});
		expect(receipt.items[0].extra).toEqual({ pohoda: { barva: { kod: '7' } } });
	});

	test('names that mean something to JavaScript are only names', async () => {
		const strange = plain.replace(
			'</pro:prodejkaHeader>',
			'<pro:__proto__><pro:polluted>1</pro:polluted></pro:__proto__><pro:constructor>2</pro:constructor></pro:prodejkaHeader>',
		);
		const [first] = await read(dataPack(strange));
		expect(first.ok).toBe(true);
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
		const [refused] = await read(dataPack(strange.replace('4512<', '<') + plain));
		if (refused.ok) throw new Error('It was taken');
		expect(Object.getPrototypeOf(refused.raw.prodejkaHeader)).toBe(Object.prototype);
		expect(refused.raw.prodejkaHeader).toMatchObject({ __proto___: { polluted: '1' }, constructor_: '2' });
	});

	test('a list that POHODA exported, alone and in an answer', async () => {
		const inner = (element: string) =>
			document(header('4512'), [line('Káva', 2, 45, 'low')]).replace(/pro:prodejka(?=[ >])/g, element);
		const record = await one(listAnswer('listProdejka', inner('lst:prodejka')));
		expect(record).toMatchObject({ key: 'ekasa/P1/4512/2026-11-14', total: 90 });
		const alone = listAnswer('listProdejka', inner('lst:prodejka'));
		const declared = /xmlns:[^>]*(?=>)/.exec(alone)?.[0] ?? '';
		const list = (/<lst:listProdejka.*<\/lst:listProdejka>/s.exec(alone)?.[0] ?? '').replace(
			'<lst:listProdejka',
			`<lst:listProdejka ${declared}`,
		);
		expect(await one(list)).toEqual(record);
	});

	test('an empty export is no receipts and no complaint', async () => {
		expect(await read(dataPack(''))).toEqual([]);
	});

	test('other documents of a pack are named, not dropped', async () => {
		const [first, second] = await read(
			dataPack(
				item('f1', '<inv:invoice xmlns:inv="http://www.stormware.cz/schema/version_2/invoice.xsd"/>').replace(
					/rsp:responsePackItem/g,
					'dat:dataPackItem',
				) + plain,
			),
		);
		expect(first).toMatchObject({
			ok: false,
			place: 'document 1 (f1), line 1',
			reasons: ['There is no sales receipt (prodejka) in it, but: invoice. Only sales receipts are read.'],
		});
		expect(second.ok).toBe(true);
	});
});

describe('amounts', () => {
	test('net prices become gross exactly, line by line as POHODA does', async () => {
		const receipt = await one(
			dataPack(
				sale(
					'1',
					[
						line('A', 3, 41.32, 'high', '<pro:payVAT>false</pro:payVAT>'),
						line('B', 2, '8.264462809917355', 'high', ''),
					],
					{ summary: 'none' },
				),
			),
		);
		expect(receipt.items).toMatchObject([
			// 123.96 + 26.03
			{ unitPrice: 49.9972, totalNet: 123.96, totalVat: 26.03, totalGross: 149.99 },
			// 16.53 + 3.47
			{ unitPrice: 10, totalNet: 16.53, totalVat: 3.47, totalGross: 20 },
		]);
		expect(receipt.total).toBe(169.99);
		expect(receipt.items[1].extra).toEqual({ pohoda: { homeCurrency: { unitPrice: '8.264462809917355' } } });
	});

	test('stated line totals win over computed ones', async () => {
		const stated =
			'<pro:payVAT>false</pro:payVAT><pro:homeCurrency><typ:unitPrice>58.5</typ:unitPrice><typ:price>1755</typ:price><typ:priceVAT>368.56</typ:priceVAT><typ:priceSum>2123.56</typ:priceSum></pro:homeCurrency>';
		const receipt = await one(dataPack(sale('1', [line('A', 30, undefined, 'high', stated)], { summary: 'none' })));
		expect(receipt.items[0]).toMatchObject({ totalNet: 1755, totalVat: 368.56, totalGross: 2123.56 });
	});

	test('a gross line whose stated total does not fit its price is refused', async () => {
		const stated =
			'<pro:payVAT>true</pro:payVAT><pro:homeCurrency><typ:unitPrice>100</typ:unitPrice><typ:priceSum>90</typ:priceSum></pro:homeCurrency>';
		expect(await reasons(dataPack(sale('1', [line('A', 1, undefined, 'high', stated)])))).toContain(
			'totalGross is 90.00',
		);
	});

	test('discounts, surcharges and negative prices get canonical signs', async () => {
		const receipt = await one(
			dataPack(
				sale('1', [
					line(
						'A',
						2,
						100,
						'high',
						'<pro:payVAT>true</pro:payVAT><pro:discountPercentage>12.5</pro:discountPercentage>',
					),
					line(
						'B',
						1,
						100,
						'high',
						'<pro:payVAT>true</pro:payVAT><pro:discountPercentage>-10</pro:discountPercentage>',
					),
					line('Sleva', 1, -20, 'high', '<pro:payVAT>true</pro:payVAT>'),
				]),
			),
		);
		expect(receipt.items).toMatchObject([
			{ kind: 'goods', quantity: 2, unitPrice: 100, discount: 25, totalGross: 175 },
			{ kind: 'goods', quantity: 1, unitPrice: 110, totalGross: 110 },
			{ kind: 'discount', quantity: -1, unitPrice: 20, totalGross: -20 },
		]);
		expect(receipt.total).toBe(265);
	});

	test.each([
		['2026-11-14', 'high', 21],
		['2026-11-14', 'low', 12],
		['2023-12-31', 'low', 15],
		['2012-06-01', 'low', 14],
		['2011-06-01', 'high', 20],
		['2009-06-01', 'low', 9],
		['2005-06-01', 'high', 19],
		['2026-11-14', 'none', 0],
	])('on %s "%s" is %i %%', async (date, code, percent) => {
		expect((await one(dataPack(sale('1', [line('A', 1, 100, code)], { date })))).items[0].vatRate).toBe(percent);
	});

	test('per cent of the file wins; codes without meaning need it; other tables can be given', async () => {
		const rate = async (inner: string, options = {}) =>
			(await one(dataPack(sale('1', [line('A', 1, 100, '', inner)])), options)).items[0].vatRate;
		const gross = '<pro:payVAT>true</pro:payVAT>';
		expect(await rate(`${gross}<pro:rateVAT>low</pro:rateVAT><pro:percentVAT>10</pro:percentVAT>`)).toBe(10);
		expect(await rate(`${gross}<pro:rateVAT value="15">historyLow</pro:rateVAT>`)).toBe(15);
		expect(
			await rate(`${gross}<pro:rateVAT>third</pro:rateVAT>`, {
				vatRates: [{ from: '2025-01-01', high: 23, low: 19, third: 5 }],
			}),
		).toBe(5);
		expect(await reasons(dataPack(sale('1', [line('A', 1, 100, 'historyLow')])))).toContain(
			'VAT rate "historyLow" of 2026-11-14 comes without per cent',
		);
		expect(await reasons(dataPack(sale('1', [line('A', 1, 100, 'third')])))).toContain('percentVAT');
	});

	test('a document without items takes its totals from the summary', async () => {
		const summary =
			'<pro:roundingDocument>none</pro:roundingDocument><pro:homeCurrency><typ:priceNone>5</typ:priceNone><typ:priceHigh>100</typ:priceHigh><typ:priceHighVAT>21</typ:priceHighVAT><typ:priceHighSum>121</typ:priceHighSum></pro:homeCurrency>';
		const receipt = await one(dataPack(sale('1', [], { summaryText: summary })));
		expect(receipt).toMatchObject({
			total: 126,
			items: [
				{ kind: 'other', vatRate: 21, totalGross: 121 },
				{ vatRate: 0, totalGross: 5 },
			],
		});
	});

	test('a VAT summary that does not fit is refused, one off by rounding is a warning', async () => {
		const summary = (vat: number) =>
			`<pro:homeCurrency><typ:priceHigh>${121 - vat}</typ:priceHigh><typ:priceHighVAT>${vat}</typ:priceHighVAT><typ:priceHighSum>121</typ:priceHighSum></pro:homeCurrency>`;
		const [near] = await read(dataPack(sale('1', [line('A', 1, 121, 'high')], { summaryText: summary(21.01) })));
		expect(near).toMatchObject({ ok: true, warnings: [{ code: 'vatDifference' }] });
		expect(await reasons(dataPack(sale('1', [line('A', 1, 121, 'high')], { summaryText: summary(22) })))).toContain(
			'VAT 21 %',
		);
	});

	test.each([
		['abc', '"abc" is not a number'],
		['1,5', '"1,5" is not a number'],
		['1e400', 'too large'],
		['99999999999', 'too large'],
	])('a quantity of %s is refused with its item', async (quantity, why) => {
		expect(await reasons(dataPack(sale('1', [line('Káva', quantity, 10, 'high')])))).toMatch(
			new RegExp(`Item 1 "Káva": quantity cannot be read: .*${why}`),
		);
	});

	test('numbers as doubles are written: exponent, many decimals', async () => {
		const receipt = await one(
			dataPack(
				sale('1', [line('A', '1E2', '0.33333333333333', 'none', '<pro:payVAT>true</pro:payVAT>')], {
					summary: 'none',
				}),
			),
		);
		expect(receipt.items[0]).toMatchObject({ quantity: 100, unitPrice: 0.333333, totalGross: 33.33 });
	});
});

describe('rounding and payments', () => {
	const items = [line('A', 1, 99.6, 'high')];
	const rounded = (summary: string | undefined, payments: string[] = [], form?: string) =>
		one(dataPack(sale('1', items, { summary, payments, form })));

	test.each([
		['none', 99.6, 0],
		['math2one', 100, 0.4],
		['math2half', 99.5, -0.1],
		['math2tenth', 99.6, 0],
		['math5cent', 99.6, 0],
		['up2one', 100, 0.4],
		['up2half', 100, 0.4],
		['down2one', 99, -0.6],
		['down2half', 99.5, -0.1],
		[undefined, 99.6, 0],
	])('%s', async (mode, total, rounding) => {
		expect(await rounded(mode)).toMatchObject({ total, rounding });
	});

	test('a mode that nobody knows is refused', async () => {
		for (const mode of ['math2dozen', 'constructor']) {
			expect(await reasons(dataPack(sale('1', items, { summary: mode })))).toContain(
				`roundingDocument is "${mode}"`,
			);
		}
	});

	test('rounding down mirrors in a return', async () => {
		expect(await one(dataPack(sale('1', [line('A', -1, 99.6, 'high')], { summary: 'down2one' })))).toMatchObject({
			type: 'return',
			total: -99,
			rounding: 0.6,
			payments: [{ amount: -99 }],
		});
	});

	test('payments show what was rounded where the file does not say, and that nothing was though it says so', async () => {
		expect(await rounded(undefined, [payment('Hotově', 100)])).toMatchObject({ total: 100, rounding: 0.4 });
		expect(await rounded('math2one', [payment('Kartou', 99.6)])).toMatchObject({ total: 99.6, rounding: 0 });
		expect(await rounded('math2one', [payment('Hotově', 50), payment('Kartou', 50)])).toMatchObject({
			total: 100,
			payments: [
				{ method: 'cash', amount: 50 },
				{ method: 'card', amount: 50 },
			],
		});
	});

	test('a stated rounding of an export counts', async () => {
		const summaryText =
			'<pro:roundingDocument>math2one</pro:roundingDocument><pro:homeCurrency><typ:round><typ:priceRound>-0.6</typ:priceRound></typ:round></pro:homeCurrency>';
		expect(await one(dataPack(sale('1', items, { summaryText })))).toMatchObject({ total: 99, rounding: -0.6 });
	});

	test('payments that do not add up are refused with the difference, others go on', async () => {
		const bad = sale('1', items, { payments: [payment('Hotově', 98.01)] });
		const [first, second] = await read(dataPack(bad + sale('2', items)));
		expect(first).toMatchObject({ ok: false, key: 'ekasa/P1/1/2026-11-14' });
		if (!first.ok) expect(first.reasons[0]).toContain('differs by 1.99 CZK');
		expect(second.ok).toBe(true);
	});

	test('what was given back is taken off', async () => {
		const [paid] = (
			await rounded('math2one', [
				payment('Hotově', 500, '<pro:returned>400</pro:returned><pro:note>u stolu 4</pro:note>'),
			])
		).payments;
		expect(paid).toEqual({
			method: 'cash',
			label: 'Hotově',
			amount: 100,
			tendered: 500,
			change: 400,
			reference: 'u stolu 4',
		});
	});

	test('foreign money counts with its value in home currency', async () => {
		const euro = payment(
			'EUR',
			4,
			'<pro:receivedHomeCurrency>100</pro:receivedHomeCurrency><pro:paymentAdvanced><pro:rate>25</pro:rate><pro:amount>1</pro:amount></pro:paymentAdvanced>',
		);
		const receipt = await rounded('math2one', [euro]);
		expect(receipt.payments).toEqual([{ method: 'other', label: 'EUR', amount: 100, tendered: 4, currency: 'EUR' }]);
		expect(receipt.extra?.pohoda).toMatchObject({
			prodejkaPayments: { paymentItem: { paymentAdvanced: { rate: '25', amount: '1' } } },
		});
	});

	test.each([
		['Hotově', 'cash'],
		['hotovost', 'cash'],
		['Platební kartou', 'card'],
		['Kreditní karta', 'card'],
		['Stravenky', 'mealVoucher'],
		['Stravenková karta', 'mealVoucher'],
		['Dárkový poukaz', 'voucher'],
		['Převodem', 'bankTransfer'],
		['Platba online', 'online'],
		['Na fakturu', 'credit'],
		['Edenred', 'other'],
		['constructor', 'other'],
	])('payment form "%s" is %s and keeps its label', async (label, method) => {
		expect((await one(dataPack(sale('1', items, { form: label })))).payments).toMatchObject([{ method, label }]);
	});

	test.each([
		['cash', 'cash', undefined],
		['creditcard', 'card', undefined],
		['draft', 'bankTransfer', undefined],
		['cheque', 'other', 'cheque'],
	])('paymentType %s is %s', async (type, method, label) => {
		const [paid] = (await one(dataPack(sale('1', items, { type })))).payments;
		expect(paid).toEqual({ method, ...(label === undefined ? {} : { label }), amount: 100 });
	});

	test('a document that names no payment is refused', async () => {
		expect(await reasons(dataPack(sale('1', items, { form: '' })))).toContain('names no payment');
	});
});

describe('kinds of documents', () => {
	test('deposits and withdrawals are cash movements', async () => {
		const movement = (type: string, inner: string) =>
			item('m', document(header('7', { type, form: '' }), [], { detail: inner, summary: 'none' })).replace(
				/rsp:responsePackItem/g,
				'dat:dataPackItem',
			);
		const text = dataPack(
			movement('deposit', line('Vklad do kasy', 1, 2000, 'none')) +
				movement('withdrawal', line('Odvod', 1, 1500, 'none')),
		);
		const [deposit, withdrawal] = (await read(text)).map((record) =>
			record.ok ? (record.record as CashMovement) : undefined,
		);
		expect(deposit).toMatchObject({
			recordType: 'cashMovement',
			key: 'ekasa/P1/cash-7/2026-11-14',
			amount: 2000,
			extra: { items: ['Vklad do kasy'] },
		});
		// Same number and day: the second one is doubled, and told so.
		expect(withdrawal).toBeUndefined();
		const [alone] = await read(dataPack(movement('withdrawal', line('Odvod', 1, 1500, 'none'))));
		expect(alone).toMatchObject({ ok: true, record: { amount: -1500 } });
	});

	test('a deposit without an amount is refused', async () => {
		const text = dataPack(
			item('m', document(header('7', { type: 'deposit', form: '' }), [], {})).replace(
				/rsp:responsePackItem/g,
				'dat:dataPackItem',
			),
		);
		expect(await reasons(text)).toContain('has no amount');
	});

	test('a return names the sale of its items', async () => {
		const refund =
			'<pro:payVAT>true</pro:payVAT><pro:refundItem><typ:sourceItemExtId><typ:ids>ekasa/P%2F%C5%99/4512/2026-11-01/2</typ:ids><typ:exSystemName>x</typ:exSystemName></typ:sourceItemExtId></pro:refundItem>';
		expect(await one(dataPack(sale('1', [line('A', -1, 100, 'high', refund)])))).toMatchObject({
			type: 'return',
			original: { register: 'P/ř', number: '4512', date: '2026-11-01' },
			total: -100,
		});
	});

	test('a cancelling document is a void of the one that it names', async () => {
		const cancel = document(header('9', { form: '' }), [], {
			before: '<pro:cancelDocument><typ:sourceDocument><typ:number>26PR7</typ:number></typ:sourceDocument></pro:cancelDocument>',
		});
		expect(
			await one(dataPack(item('c', cancel).replace(/rsp:responsePackItem/g, 'dat:dataPackItem'))),
		).toMatchObject({ type: 'void', total: 0, items: [], original: { number: '26PR7' } });
		const exported = sale('10', [line('A', -1, 100, 'high')], {
			more: '<pro:storno>cancelDocument</pro:storno>',
		}).replace(
			'</pro:prodejka>',
			'<pro:linkedDocuments><typ:link><typ:sourceAgenda>salesVouchers</typ:sourceAgenda><typ:sourceDocument><typ:number>26PR8</typ:number></typ:sourceDocument></typ:link></pro:linkedDocuments></pro:prodejka>',
		);
		expect(await one(dataPack(exported))).toMatchObject({
			type: 'void',
			total: -100,
			original: { number: '26PR8' },
		});
	});

	test('the sending to EET 2.0: what stands in the place of the FIK is the POK', async () => {
		const pok = '0b9d3d0e-1c2a-4f6b-8e21-7c5d4e3f2a10-03';
		const detail =
			`<typ:detailEET><typ:numberOfDocument>1127000123</typ:numberOfDocument><typ:dateOfSale>2027-02-01T10:00:01+01:00</typ:dateOfSale><typ:price>267</typ:price><typ:FIK>${pok}</typ:FIK>` +
			'<typ:establishment>181</typ:establishment><typ:cashDevice>P1</typ:cashDevice><typ:dateOfAcceptance>2027-02-01T10:00:04</typ:dateOfAcceptance><typ:testMode>false</typ:testMode><typ:forApply>20</typ:forApply><typ:protocolVersion>4</typ:protocolVersion></typ:detailEET>';
		const xml = sale('1', [line('A', 1, 10, 'high')], {}).replace('</pro:prodejka>', `<pro:EET><typ:stateEET>externally</typ:stateEET>${detail}</pro:EET></pro:prodejka>`);
		expect((await one(dataPack(xml))).fiscal).toEqual({
			system: 'eet2',
			version: '4',
			state: 'externally',
			pok,
			unit: '181',
			device: 'P1',
			sequence: '1127000123',
			soldAt: '2027-02-01T10:00:01+01:00',
			amount: 267,
			toDraw: 20,
			accepted: '2027-02-01T10:00:04',
			test: false,
		});
	});

	test('stock cards, EAN, PLU, warehouse, labels, EET and the Slovak eKasa', async () => {
		const card = (inner: string) =>
			`<pro:payVAT>true</pro:payVAT><pro:stockItem><typ:store><typ:ids>HLAVNI</typ:ids></typ:store><typ:stockItem>${inner}</typ:stockItem></pro:stockItem>`;
		const text = sale(
			'1',
			[
				line('A', 1, 10, 'high', card('<typ:ids>007</typ:ids><typ:EAN>8590000000001</typ:EAN>')),
				line('B', 1, 10, 'high', card('<typ:PLU>42</typ:PLU>')),
				line('C', 1, 10, 'high', '<pro:payVAT>true</pro:payVAT><pro:code>X9</pro:code>'),
			],
			{ more: '<pro:labels><typ:label><typ:ids>terasa</typ:ids></typ:label></pro:labels>' },
		).replace(
			'</pro:prodejka>',
			'<pro:EET><typ:stateEET>sent</typ:stateEET><typ:detailEET><typ:FIK>f-1</typ:FIK><typ:dateOfSale>2026-11-14T09:30:00+01:00</typ:dateOfSale></typ:detailEET></pro:EET></pro:prodejka>',
		);
		const receipt = await one(dataPack(text));
		expect(receipt.items).toMatchObject([
			{ code: '007', ean: '8590000000001', warehouse: 'HLAVNI' },
			{ code: '42', warehouse: 'HLAVNI' },
			{ code: 'X9' },
		]);
		expect(receipt).toMatchObject({
			labels: ['terasa'],
			issuedAt: '2026-11-14T09:30:00+01:00',
			fiscal: { system: 'eet1', state: 'sent', fik: 'f-1', soldAt: '2026-11-14T09:30:00+01:00' },
		});
		const slovak = sale('2', [line('A', 1, 10, 'none')]).replace(
			'</pro:prodejka>',
			'<pro:eKasa><pro:eKasaID>O-1</pro:eKasaID></pro:eKasa></pro:prodejka>',
		);
		expect((await one(dataPack(slovak))).fiscal).toEqual({ system: 'sk-ekasa', version: 'SK eKasa', extra: { eKasaID: 'O-1' } });
	});
});

describe('identity', () => {
	const items = [line('A', 1, 10, 'high')];

	test('number, external id, pack item id, pattern', async () => {
		const text = dataPack(
			sale('4512', items, {
				more: '<pro:extId><typ:ids>x-9</typ:ids><typ:exSystemName>eKasa</typ:exSystemName></pro:extId>',
				text: 'Účtenka č. A/77 ze dne',
				itemId: 'pi-1',
			}),
		);
		const key = async (identity: ReadExportOptions['identity']) => (await one(text, { identity })).key;
		expect(await key({ from: 'number' })).toBe('ekasa/P1/4512/2026-11-14');
		expect(await key({ from: 'extId' })).toBe('ekasa/P1/x-9/2026-11-14');
		expect(await key({ from: 'itemId' })).toBe('ekasa/P1/pi-1/2026-11-14');
		expect(await key({ from: 'pattern', pattern: 'č\\. (\\S+)' })).toBe('ekasa/P1/A%2F77/2026-11-14');
		expect((await one(text, { identity: { from: 'extId' } })).number).toBe('4512');
	});

	test('a file in which nothing has an identity is refused whole, with what to do', async () => {
		const error = await thrown(read(dataPack(sale('', items) + sale('', items))));
		expect(error).toBeInstanceOf(ExportFileError);
		expect(error.message).toContain('No document in the file has a number');
		expect(error.message).toContain('Choose another Identity');
	});

	test('it is given up early in a long file', async () => {
		let given = 0;
		async function* endless() {
			yield Buffer.from(dataPack('').replace('</dat:dataPack>', ''));
			for (;;) {
				given += 1;
				if (given > 20_000) throw new Error('was read on and on');
				yield Buffer.from(sale('', items));
			}
		}
		expect(await thrown(all(readExport(endless(), OPTIONS)))).toBeInstanceOf(ExportFileError);
		expect(given).toBeLessThan(3000);
	});

	test('single documents without identity are refused, also when they come first', async () => {
		const records = await read(dataPack(sale('', items) + sale('2', items) + sale('', items)));
		expect(records.map(({ ok }) => ok)).toEqual([false, true, false]);
		expect(records[0]).toMatchObject({
			reasons: [
				'The document has no number (number/numberRequested), so it cannot be told from others. Give it one in the till and export again.',
			],
		});
	});

	test('a bad pattern, a missing till, a bad date', async () => {
		expect((await thrown(read(dataPack(''), { identity: { from: 'pattern', pattern: '(' } }))).message).toContain(
			'is no regular expression',
		);
		expect((await thrown(read(dataPack(''), { identity: { from: 'pattern' } }))).message).toContain(
			'Pattern is empty',
		);
		expect(await reasons(dataPack(sale('1', items)), { register: undefined })).toContain(
			'names no till (kasa). Fill in Register.',
		);
		expect(await reasons(dataPack(sale('1', items, { date: '14.11.2026' })))).toBe(
			'The date "14.11.2026" is no day of the calendar.',
		);
		expect((await one(dataPack(sale('1', items, { date: '2026-11-14+01:00' })))).date).toBe('2026-11-14');
	});

	test('the till of the document comes before the parameter', async () => {
		expect(
			(await one(dataPack(sale('1', items, { more: '<pro:kasa><typ:ids>KASA2</typ:ids></pro:kasa>' })))).register,
		).toBe('KASA2');
	});

	test('the same document twice, and another document of the same number', async () => {
		const records = await read(
			dataPack(
				sale('1', items, { itemId: 'a' }) +
					sale('1', items, { itemId: 'b' }) +
					sale('1', [line('B', 1, 11, 'high')], { itemId: 'c' }),
			),
		);
		expect(records.map(({ ok }) => ok)).toEqual([true, false, false]);
		const said = records.flatMap((record) => (record.ok ? [] : record.reasons));
		expect(said[0]).toBe(
			'The same document stands in the file twice: document 1, line 1, and here: document 2 (b), line 1. The first one was taken; nothing is missing.',
		);
		expect(said[1]).toContain(
			'Two different documents of the file have one identity (ekasa/P1/1/2026-11-14): document 1, line 1, and here: document 3 (c), line 1.',
		);
	});
});

describe('files that are something else', () => {
	test.each<[string, string, RegExp]>([
		['an answer to an import', answer(item('a', prodejkaResponse(''))), /POHODA's answer to an import/],
		['a refused export', answer('', 'state="error" note="Chybí právo"'), /POHODA refused the export: Chybí právo/],
		['a refused list', answer(item('a', '', 'state="error" note="Chybný filtr"')), /Chybný filtr/],
		['other XML', '<invoice/>', /begins with <invoice> without a namespace instead of <dataPack>.*Export/],
	])('%s', async (_, text, message) => {
		const error = await thrown(read(text));
		expect(error).toBeInstanceOf(ExportFileError);
		expect(error.message).toMatch(message);
	});

	test('a truncated file is not a short list', async () => {
		const text = dataPack(sale('1', [line('A', 1, 10, 'high')]).repeat(1) + sale('2', [line('A', 1, 10, 'high')]));
		expect(await thrown(read(text.slice(0, -5)))).toBeInstanceOf(XmlError);
	});
});
