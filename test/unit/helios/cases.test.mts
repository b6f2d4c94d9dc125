// Sets of files in which something went wrong before: test/fixtures/cases/helios.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readFileName } from '../../../core/helios/fileNames';
import { planReceipts } from '../../../core/helios/plan';
import type { Receipt } from '../../../core/records/types';
import { planDocuments } from '../../../core/rules/plan';
import { PREPARE, recordsOf } from './sets.mts';
import type { FileBytes } from './sets.mts';

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
			const written = planReceipts([sale, one].map((record, index) => ({ record, index })), PREPARE);
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
		const { receipts } = planReceipts([{ record: last, index: 0 }], { ...PREPARE, documentTypes: CODES });
		expect(receipts[0].prepared.rows.header).toMatchObject({ ProdejkaObdobiOd: '20250101 00:00:00.000', ProdejkaObdobiDo: '20251231 00:00:00.000' });
	});
});
