import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { MServer } from '../../sandbox/mserver/index.mts';
import { exchange, importOne, line, packItem, packXml, paid, post, prodejka, readAnswer, start } from './helpers.mts';

let server: MServer;
beforeEach(async () => {
	server = await start();
});
afterEach(() => server.close());

const newest = () => server.state.documents.at(-1)!;

describe('header', () => {
	test('STORMWARE\'s own sample of a prodejka is taken', async () => {
		const bytes = readFileSync(join(__dirname, '../../fixtures/req_prodejka_cp1250.xml'));
		const item = readAnswer((await post(server, bytes)).data).items[0]!;
		expect(item).toMatchObject({ id: 'PRO001', state: 'ok', response: 'ok' });
		expect(item.details.map((detail) => detail.errno)).toEqual(['606', '606']);
		expect(newest()).toMatchObject({ text: 'Prodejka ze skladu', date: '2019-10-14', payment: 'Hotově', accounting: '1Pp', centre: 'BRNO', partner: { name: 'Ondřej Maršík', division: 'Obchodní oddělení' } });
		// Balné: 50 without VAT + 21 %; the chair has no unitPrice, which POHODA takes as zero.
		expect(newest().items.map((row) => row.gross)).toEqual([6050, 0]);
		expect(newest()).toMatchObject({ total: 6100, rounding: 50, roundingDocument: 'math2one' });
		expect(server.state.card(6)!.quantity).toBe('7');
	});

	test('date and text are required on create', async () => {
		const noDate = await importOne(server, prodejka().replace('<pro:date>2026-11-14</pro:date>', ''));
		expect(noDate).toMatchObject({ state: 'ok', response: 'error', produced: undefined });
		expect(noDate.details[0]).toMatchObject({ state: 'error', errno: '108', note: "Není uveden povinný údaj 'date'." });
		const noText = await importOne(server, prodejka().replace('<pro:text>Účtenka</pro:text>', ''));
		expect(noText.details[0]!.note).toContain("'text'");
		expect(server.state.documents).toHaveLength(0);
	});

	test('the state of the pack item around a refusal can be set to error', async () => {
		server.state.seedSettings({ refusedItemState: 'error' });
		expect(await importOne(server, prodejka().replace('<pro:date>2026-11-14</pro:date>', ''))).toMatchObject({ state: 'error', response: 'error' });
	});

	test('numbers come from the series of the year; the first is the default', async () => {
		const series = (ids: string): string => `<pro:number><typ:ids>${ids}</typ:ids></pro:number>`;
		const numbers = [];
		for (const content of [prodejka(), prodejka(), prodejka({ header: series('P1') }), prodejka({ date: '2027-01-02' })]) numbers.push((await importOne(server, content)).produced!.number);
		expect(numbers).toEqual(['26PR00001', '26PR00002', '26P100001', '27PR00001']);
		const unknown = await importOne(server, prodejka({ header: series('XX') }));
		expect(unknown.produced!.number).toBe('26PR00003');
		expect(unknown.details[0]).toMatchObject({ state: 'warning', errno: '603', valueRequested: 'XX', valueProduced: 'PR' });
	});

	test('a requested number is unique unless the sender gives that up', async () => {
		const number = (attribute: string): string => `<pro:number><typ:numberRequested${attribute}>000123</typ:numberRequested></pro:number>`;
		expect((await importOne(server, prodejka({ header: number('') }))).produced!.number).toBe('000123');
		const again = await importOne(server, prodejka({ header: number('') }));
		expect(again.details[0]).toMatchObject({ state: 'error', note: 'Doklad se stejným číslem již existuje.', valueRequested: '000123' });
		const altered = await importOne(server, prodejka({ header: number(' checkDuplicity="false"') }));
		expect(altered.produced!.number).toBe('000123-1');
		expect(altered.details[0]).toMatchObject({ state: 'warning', valueRequested: '000123', valueProduced: '000123-1' });
	});

	test('a refused document takes no number', async () => {
		await importOne(server, prodejka({ payments: paid('Hotově', '1') }));
		expect((await importOne(server, prodejka())).produced!.number).toBe('26PR00001');
	});

	test.each([
		['forma úhrady', '<pro:paymentType><typ:ids>Edenred</typ:ids></pro:paymentType>', 'Edenred', 'Hotově', 'paymentType/typ:ids'],
		['kasa', '<pro:kasa><typ:ids>P9</typ:ids></pro:kasa>', 'P9', '', 'kasa/typ:ids'],
		['středisko', '<pro:centre><typ:ids>OSTRAVA</typ:ids></pro:centre>', 'OSTRAVA', '', 'centre/typ:ids'],
		['činnost', '<pro:activity><typ:id>99</typ:id></pro:activity>', '99', '', 'activity/typ:id'],
		['zakázka', '<pro:contract><typ:ids>Z1</typ:ids></pro:contract>', 'Z1', '', 'contract/typ:ids'],
		['předkontace', '<pro:accounting><typ:ids>9Px</typ:ids></pro:accounting>', '9Px', 'Nevím', 'accounting/typ:ids'],
	])('an unknown %s becomes the default with warning 603', async (_name, header, requested, produced, place) => {
		const item = await importOne(server, prodejka({ header }));
		expect(item).toMatchObject({ state: 'ok', response: 'ok' });
		expect(item.details).toHaveLength(1);
		expect(item.details[0]).toMatchObject({ state: 'warning', errno: '603', note: 'Hodnota prvku musela být upravena.', valueRequested: requested, valueProduced: produced });
		expect(item.details[0]!.XPath).toMatch(new RegExp(`dataPackItem\\[1\\]/pro:prodejka/pro:prodejkaHeader/pro:${place}$`));
		expect(newest().warnings[0]).toMatch(/^603 /);
	});

	test('known codes are kept without a word', async () => {
		const header = '<pro:kasa><typ:ids>P2</typ:ids></pro:kasa><pro:centre><typ:ids>BRNO</typ:ids></pro:centre><pro:paymentType><typ:paymentType>creditcard</typ:paymentType></pro:paymentType><pro:accounting><typ:ids>2Pp</typ:ids></pro:accounting>';
		expect((await importOne(server, prodejka({ header }))).details).toEqual([]);
		expect(newest()).toMatchObject({ cashRegister: 'P2', centre: 'BRNO', payment: 'Plat.kartou', accounting: '2Pp' });
	});

	test('extId, customer and notes are kept, extId comes back in the answer', async () => {
		const header = '<pro:extId><typ:ids>ekasa/P1/4512/2026-11-14</typ:ids><typ:exSystemName>n8n-nodes-ekasa-sync</typ:exSystemName></pro:extId><pro:partnerIdentity><typ:address><typ:company>Růžička &amp; syn</typ:company><typ:ico>87654326</typ:ico></typ:address></pro:partnerIdentity><pro:intNote>a\nb</pro:intNote>';
		const item = await importOne(server, prodejka({ header }));
		expect(item.content!['producedDetails'].extId).toEqual({ ids: 'ekasa/P1/4512/2026-11-14', exSystemName: 'n8n-nodes-ekasa-sync' });
		expect(newest()).toMatchObject({ extIds: [{ ids: 'ekasa/P1/4512/2026-11-14', exSystemName: 'n8n-nodes-ekasa-sync' }], partner: { company: 'Růžička & syn', ico: '87654326' }, intNote: 'a\nb' });
	});
});

describe('period', () => {
	test('a day after the period: two warnings 606, the document is made with its day', async () => {
		const item = await importOne(server, prodejka({ date: '2027-01-02' }));
		expect(item.response).toBe('ok');
		expect(item.details).toHaveLength(2);
		expect(item.details[0]).toMatchObject({ state: 'warning', errno: '606', note: 'Datum není z účetního období.', valueRequested: '02.01.2027', valueProduced: '02.01.2027' });
		expect(item.details[1]!.note).toMatch(/^Datum může být nejvýše 31\.12\.2026\.\n\nTip:/);
		expect(newest().date).toBe('2027-01-02');
	});

	test('a day before the period warns too, the first and last day do not', async () => {
		expect((await importOne(server, prodejka({ date: '2025-12-31' }))).details[1]!.note).toBe('Datum může být nejméně 01.01.2026.');
		expect((await importOne(server, prodejka({ date: '2026-01-01' }))).details).toEqual([]);
		expect((await importOne(server, prodejka({ date: '2026-12-31' }))).details).toEqual([]);
	});

	test('period="following" imports into the next year', async () => {
		const attributes = 'version="2.0" id="p" ico="12345678" application="a" note="" period="following"';
		const answer = await exchange(server, packXml(packItem('r1', prodejka({ date: '2027-01-02' })), { attributes }));
		expect(answer.items[0]!.details).toEqual([]);
	});

	test('a closed VAT period refuses with 103', async () => {
		server.state.seedSettings({ closedVatPeriods: [{ from: '2026-10-01', till: '2026-10-31' }] });
		const item = await importOne(server, prodejka({ date: '2026-10-31' }));
		expect(item).toMatchObject({ response: 'error', produced: undefined });
		expect(item.details[0]).toMatchObject({ state: 'error', errno: '103', valueRequested: '31.10.2026' });
		expect((await importOne(server, prodejka({ date: '2026-11-01' }))).response).toBe('ok');
		expect(server.state.documents).toHaveLength(1);
	});
});

describe('deposit and withdrawal', () => {
	const cash = (type: string, amount: string): string =>
		prodejka({ items: '', header: `<pro:prodejkaType>${type}</pro:prodejkaType>`, summary: `<pro:homeCurrency><typ:priceNone>${amount}</typ:priceNone></pro:homeCurrency>` });

	test.each([
		['deposit', '2000', 200000],
		['withdrawal', '2000', -200000],
		['withdrawal', '-2000', -200000],
	])('%s of %s moves the till by %s haléře', async (type, amount, movement) => {
		expect((await importOne(server, cash(type, amount))).response).toBe('ok');
		expect(newest()).toMatchObject({ type, movement, total: Number(amount) * 100 });
	});
});

describe('refunds', () => {
	const sold = `${line('50', '<pro:extId>i-1</pro:extId>').replace('<pro:quantity>1', '<pro:quantity>2')}`;
	const back = (quantity: string, source: string): string => line('50', `<pro:refundItem>${source}</pro:refundItem>`).replace('<pro:quantity>1', `<pro:quantity>${quantity}`);
	const byExtId = (ids: string): string => `<typ:sourceItemExtId><typ:ids>${ids}</typ:ids><typ:exSystemName>x</typ:exSystemName></typ:sourceItemExtId>`;

	test('the source is found by extId or id, and not more comes back than was sold', async () => {
		await importOne(server, prodejka({ items: sold }));
		const source = newest().items[0]!.id;
		expect((await importOne(server, prodejka({ items: back('-1', byExtId('i-1')) }))).response).toBe('ok');
		expect(newest().items[0]!.refundOf).toBe(source);
		expect((await importOne(server, prodejka({ items: back('-1', `<typ:sourceItemId>${source}</typ:sourceItemId>`) }))).response).toBe('ok');
		const third = await importOne(server, prodejka({ items: back('-1', byExtId('i-1')) }));
		expect(third.details[0]).toMatchObject({ state: 'error', note: 'Refundaci položky nelze provést v požadovaném množství.' });
	});

	test('an unknown source and a positive quantity are refused', async () => {
		await importOne(server, prodejka({ items: sold }));
		expect((await importOne(server, prodejka({ items: back('-1', byExtId('i-2')) }))).details[0]!.note).toBe('Refundovaná položka nebyla nalezena.');
		expect((await importOne(server, prodejka({ items: back('1', byExtId('i-1')) }))).response).toBe('error');
	});

	test('negative quantity without a reference is in order', async () => {
		expect((await importOne(server, prodejka({ items: line('50').replace('<pro:quantity>1', '<pro:quantity>-1') }))).response).toBe('ok');
	});
});
