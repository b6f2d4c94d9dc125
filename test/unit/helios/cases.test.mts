// Sets of files in which something went wrong before: test/fixtures/cases/helios.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readFileName } from '../../../core/helios/fileNames';
import type { Receipt } from '../../../core/records/types';
import { prepareReceipt } from '../../../core/helios/prepare';
import type { PrepareSettings } from '../../../core/helios/prepare';
import { readCell } from '../../../core/helios/values';
import { makeReceipt, mirrorSale } from '../../support/receipts.mts';
import { PREPARE, recordsOf, writeAll } from './sets.mts';
import type { FileBytes } from './sets.mts';
import { planDocuments, planHelios } from '../../support/plan.mts';

const CASES = path.resolve(__dirname, '../../fixtures/cases/helios');
const CODES = [{ code: 0, type: 'sale' as const }, { code: 1, type: 'return' as const }, { code: 2, type: 'void' as const }];

function filesOf(folder: string): Partial<FileBytes> {
	const entries = readdirSync(path.join(CASES, folder)).flatMap((name) => {
		const file = readFileName(name)?.file;
		return file === undefined ? [] : [[file, new Uint8Array(readFileSync(path.join(CASES, folder, name)))]];
	});
	return Object.fromEntries(entries);
}

describe('a void of another shop with the same series and number', () => {
	const both = async (registerFrom: 'series' | 'shopAndSeries' = 'series') => {
		const settings = { documentTypes: CODES, registerFrom };
		const [sale] = await recordsOf(filesOf('helios-void-of-another-shop/shop-a-sale'), settings);
		const [cancel] = await recordsOf(filesOf('helios-void-of-another-shop/shop-b-void'), settings);
		return [sale, cancel];
	};
	const zero = (cancel: Receipt): Receipt => ({ ...cancel, items: [], payments: [], total: 0, rounding: 0 });

	test('does not take back the sale', async () => {
		const [sale, cancel] = await both();
		for (const one of [cancel, zero(cancel)]) {
			const { drafts, decided } = planDocuments([sale, one].map((record) => ({ record })));
			expect([drafts.map(({ draft }) => draft.keys), decided.map(({ result }) => result.outcome)]).toEqual([[[sale.key]], ['changed']]);
			const written = planHelios([sale, one].map((record, index) => ({ record, index })), PREPARE);
			expect(written.receipts.map(({ record }) => record.key)).toEqual([sale.key]);
		}
	});

	test('of its own shop it does, whatever the register is called', async () => {
		for (const registerFrom of ['series', 'shopAndSeries'] as const) {
			const [sale, cancel] = await both(registerFrom);
			const own = { ...sale, key: 'own', shop: cancel.shop, register: cancel.register };
			const outcomes = planDocuments([own, cancel].map((record) => ({ record }))).decided.map(({ result }) => result.outcome);
			expect(outcomes).toEqual(['unchanged', 'unchanged']);
		}
	});

	test('the period of the sale is kept and goes back into the files, also of a changed record', async () => {
		const [, cancel] = await both();
		expect(cancel.original).toEqual({ shop: cancel.shop, register: '001', number: '1042', periodFrom: '2026-01-01', periodTo: '2026-12-31' });
		const last = { ...cancel, original: { ...cancel.original, periodFrom: '2025-01-01', periodTo: '2025-12-31' } };
		const { receipts } = planHelios([{ record: last }], { ...PREPARE, documentTypes: CODES });
		expect(receipts[0].rows.header).toMatchObject({ ProdejkaObdobiOd: '20250101 00:00:00.000', ProdejkaObdobiDo: '20251231 00:00:00.000' });
	});
});

describe('a return whose payment says that money was given back', () => {
	const CASE = 'helios-return-cash-given-back';
	const total = { type: 'return', total: -298, payments: [{ amount: -298 }] };
	/** The same set with other cells of one of its files. */
	const changed = (file: 'UctenkyUhr' | 'Uctenky', change: (text: string) => string): Partial<FileBytes> => {
		const files = filesOf(CASE);
		return { ...files, [file]: new Uint8Array(Buffer.from(change(Buffer.from(files[file]!).toString('latin1')), 'latin1')) };
	};

	test('is read, with Vraceno 0 as well', async () => {
		expect(await recordsOf(filesOf(CASE))).toMatchObject([total]);
		expect(await recordsOf(changed('UctenkyUhr', (text) => text.replace('\t1\t298.000000', '\t0\t298.000000')))).toMatchObject([total]);
	});

	test('with money that came back from the customer', async () => {
		const rows = (text: string) => text.replaceAll('298.000000', '300.000000') + text.replace('\t1\t298.000000', '\t0\t298.000000').replaceAll('298.000000', '2.000000').replace('15001\t1\t1', '15001\t1\t2');
		const [record] = await recordsOf(changed('UctenkyUhr', rows));
		expect(record).toMatchObject({ type: 'return', total: -298 });
	});

	test('with signed amounts, whichever sign the payment has', async () => {
		const signed = { signs: 'signed' as const };
		const [record] = await recordsOf(filesOf(CASE));
		for (const returnPayments of ['paid', 'givenBack'] as const) {
			const plain = { ...record, extra: undefined, items: record.items.map((item) => ({ ...item, extra: undefined })) };
			const files = writeAll([plain], { ...signed, returnPayments, goodsGroup: '100' });
			const text = Buffer.from(files.UctenkyUhr).toString('latin1');
			expect(text).toContain(returnPayments === 'paid' ? '\t0\t-298.000000' : '\t1\t-298.000000');
			expect(await recordsOf(files, signed)).toMatchObject([total]);
			const other = new Uint8Array(Buffer.from(text.replaceAll('-298.000000', '298.000000'), 'latin1'));
			if (returnPayments === 'givenBack') expect(await recordsOf({ ...files, UctenkyUhr: other }, signed)).toMatchObject([total]);
		}
	});

	test('a sale is not turned round, and what adds up in no reading is refused', async () => {
		await expect(recordsOf(changed('Uctenky', (text) => text.replace('\t1043\t1\t', '\t1043\t0\t')))).rejects.toThrow(/differ by/);
		await expect(recordsOf(changed('UctenkyUhr', (text) => text.replaceAll('298.000000', '200.000000')))).rejects.toThrow(/Receipt 001\/1043 of 18 Mar 2026 \(001_20260318_140530_Uctenky\.txt, line 1\): .*differ by/);
	});
});

describe('small things', () => {
	test('a browser\'s second download, and true as Delphi writes it', () => {
		expect(readFileName('001_20260319_090000_Uctenky (1).txt')).toEqual({ prefix: '001_20260319_090000', series: '001', file: 'Uctenky' });
		expect(readFileName('001_20260319_090000_UctenkyPol(12).TXT')?.file).toBe('UctenkyPol');
		expect(readFileName('001_20260319_090000_Uctenky (x).txt')).toBeUndefined();
		expect(readCell({ name: 'Vraceno', type: 'BIT' }, '-1')).toBe('1');
	});

	test('a number that is a moment is told to be too large', () => {
		const prepared = prepareReceipt(makeReceipt({ number: '20261114101530', items: [{ code: '1' }] }), PREPARE);
		expect(prepared).toMatchObject({ ok: false, reasons: [expect.stringContaining('20261114101530 is a whole number, but larger than Helios\'s INT (2147483647)')] });
	});
});

describe('one number in one series and period', () => {
	const goods = [{ code: '1' }];
	const seven = makeReceipt({ number: '7', register: 'Pokladna 2', items: goods });
	const taken = { key: 'other', register: 'Pokladna 1', number: '7', date: '2026-11-03', targetNumber: '001/7', type: 'sale' as const };
	const plan = (more: Partial<typeof taken & { shop: string }>, record = seven, settings: Partial<PrepareSettings> = {}) => {
		const sync = { flow: 'helios', runId: '1', mode: 'manual' as const, attempt: 0, generation: 1, taken: [{ ...taken, ...more }] };
		return planHelios([{ record, sync }], { ...PREPARE, defaultSeries: '001', ...settings });
	};
	test('is held when another receipt of an earlier run has it', () => {
		expect(plan({}).decided[0].result).toMatchObject({
			outcome: 'held',
			warnings: [{ code: 'number' }],
			message: expect.stringMatching(/would have the number 001\/7 in Helios, which Pokladna 1\/7 of 3 Nov 2026 has in the same period\. Give each register a series of its own.*Number Pattern.*day/),
		});
	});
	test.each<[string, Parameters<typeof plan>[0], boolean]>([
		['of the same register on another day', { register: 'Pokladna 2' }, true],
		['whose content is gone', { type: undefined }, true],
		['itself', { key: seven.key }, false],
		['of another series', { targetNumber: '002/7' }, false],
		['of another year', { date: '2025-11-03' }, false],
		['that is a return', { type: 'return' as never }, false],
		['of another shop', { shop: 'B' }, false],
	])('%s', (_name, more, held) => {
		expect(plan(more).receipts).toHaveLength(held ? 0 : 1);
	});
	test('a register without series is refused with what to do', () => {
		expect(plan({}, seven, { defaultSeries: '' }).decided[0].result).toMatchObject({ outcome: 'refused', message: expect.stringMatching(/Register "Pokladna 2" has no series .*Add it to Series in the Helios node/) });
	});
	test('a return names its sale in the note, which is read back as the day of the sale', async () => {
		const record = { ...mirrorSale(makeReceipt({ number: '5', items: goods }), { number: '6', date: '2026-11-15' }), note: 'Vadné' };
		const files = writeAll([record]);
		expect(Buffer.from(files.Uctenky).toString('latin1')).toContain('1/5 ze dne 14.11.2026.|');
		const [back] = await recordsOf(files);
		expect([back.note, back.original]).toEqual(['Vadné', { register: 'P1', number: '5', periodFrom: '2026-01-01', periodTo: '2026-12-31', date: '2026-11-14' }]);
		const [other] = await recordsOf(writeAll([{ ...record, note: 'x'.repeat(1270) }]));
		expect([other.original?.date, other.note?.length]).toEqual(['2026-11-14', 1229]);
	});
});
