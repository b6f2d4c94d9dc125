import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { buildPack } from '../../../core/pohoda/pack';
import { checkDraft } from '../../../core/pohoda/checks';
import { paymentMethod } from '../../../core/pohoda/paymentForms';
import { readExport, type ReadRecord } from '../../../core/pohoda/export';
import { fromMicro, toMicro } from '../../../core/money/micro';
import type { CashMovement, Receipt, TillRecord } from '../../../core/records/types';
import type { DocumentDraft, DraftItem } from '../../../core/pohoda/receipts/draft';
import { all, chunks, pieces } from '../xml/bytes.mts';
import { cashDrafts, draft, drafts, PACK } from './drafts.mts';

const OPTIONS = { source: 'ekasa', register: 'P1', identity: { from: 'extId' as const } };

async function readBack(list: DocumentDraft[], size?: number): Promise<ReadRecord[]> {
	const bytes = buildPack(list, PACK);
	return await all(readExport(size === undefined ? chunks(bytes) : pieces(bytes, size), OPTIONS));
}

function record(read: ReadRecord): TillRecord {
	if (!read.ok) throw new Error(`${read.place}: ${read.reasons.join(' ')}`);
	return read.record;
}

const RATES = { high: 21, low: 12, none: 0, third: 0, historyHigh: 0, historyLow: 0 };

/** What of a draft's item a receipt models. */
function modelled(item: DraftItem, index: number) {
	const discount = (toMicro(item.quantity) * toMicro(item.unitPrice)) / 1_000_000n - toMicro(item.totalGross);
	return {
		line: index + 1,
		name: item.text.trim(),
		quantity: item.quantity,
		unit: item.unit?.trim(),
		unitPrice: item.unitPrice,
		vatRate: 'percent' in item.vat ? item.vat.percent : RATES[item.vat.rate],
		totalGross: item.totalGross,
		discount:
			item.discountPercentage === undefined || discount === 0n || discount < 0n !== item.quantity < 0
				? undefined
				: fromMicro(discount),
		note: item.note,
		...(item.stock === undefined
			? { code: item.code, ean: undefined, warehouse: undefined }
			: {
					code: item.stock.code,
					ean: item.stock.code === undefined ? item.stock.ean : undefined,
					warehouse: item.stock.store,
				}),
	};
}

describe('a pack that we wrote', () => {
	test('reads back as the receipts of its drafts', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.uniqueArray(drafts('salesReceipt'), {
					minLength: 1,
					maxLength: 4,
					selector: ({ documentId }) => documentId,
				}),
				async (list) => {
					const read = (await readBack(list)).map(record) as Receipt[];
					expect(read.length).toBe(list.length);
					list.forEach((one, index) => {
						const receipt = read[index];
						expect(receipt).toMatchObject({
							recordType: 'receipt',
							date: one.date,
							total: one.total,
							rounding: one.roundingAmount,
							register: one.posting.cashRegister,
						});
						expect(receipt.type).toBe(one.total < 0 ? 'return' : 'sale');
						expect(receipt.note).toBe(one.note);
						expect(
							receipt.items.map((item) => ({
								...modelled(one.items[0], 0),
								...blank,
								...item,
								kind: undefined,
								extra: undefined,
							})),
						).toEqual(
							one.items.map((item, line) => ({
								...modelled(item, line),
								kind: undefined,
								extra: undefined,
							})),
						);
						expect(
							receipt.payments.map(({ method, label, amount }) => ({ method, label, amount })),
						).toEqual(
							one.payments.map(({ form, amount }) => ({
								label: undefined,
								...paymentMethod('ids' in form ? form : { type: form.type }),
								amount,
							})),
						);
						const address = Object.entries(one.customer ?? {}).flatMap(([key, value]) =>
							value.trim() === '' ? [] : [[key, value.trim()]],
						);
						expect(receipt.customer).toEqual(
							address.length === 0 ? undefined : Object.fromEntries(address),
						);
					});
				},
			),
			{ numRuns: 60 },
		);
	});

	const blank = {
		unit: undefined,
		discount: undefined,
		note: undefined,
		code: undefined,
		ean: undefined,
		warehouse: undefined,
	};

	test('reads back deposits and withdrawals with their sign', async () => {
		await fc.assert(
			fc.asyncProperty(cashDrafts('salesReceipt'), async (one) => {
				const [movement] = (await readBack([one])).map(record) as CashMovement[];
				expect(movement).toMatchObject({ recordType: 'cashMovement', amount: one.total, date: one.date });
				expect(movement.key).toContain('/cash-');
			}),
			{ numRuns: 50 },
		);
	});

	test('reads the same in chunks of any size', async () => {
		const list = [draft(), draft({ documentId: 'ekasa/P1/4513/2026-11-14' })];
		const whole = await readBack(list);
		for (const size of [1, 2, 3, 7, 64, 1000]) expect(await readBack(list, size)).toEqual(whole);
	});

	test('what is not modelled stays in extra by name', async () => {
		const [{ extra, items }] = (await readBack([draft({ intNote: 'ekasa-sync: a', validateInStock: true })])).map(
			record,
		) as Receipt[];
		expect(extra).toEqual({
			place: { item: 'ekasa/P1/4512/2026-11-14' },
			pohoda: {
				prodejkaHeader: {
					extId: { exSystemName: 'n8n-nodes-ekasa-sync' },
					number: { ids: '26PR' },
					accounting: { ids: '1Pp' },
					text: 'Receipt P1/4512',
					centre: { ids: 'BRNO' },
					intNote: 'ekasa-sync: a',
					validate: { inStock: 'true' },
				},
			},
		});
		expect(items[1].extra).toEqual({ pohoda: { extId: 'ekasa/P1/4512/2026-11-14/2', accounting: { ids: '2Pp' } } });
	});

	test('checked drafts are written without complaint, and the check changes nothing that fits', async () => {
		fc.assert(
			fc.property(drafts('salesReceipt'), (one) => {
				const checked = checkDraft(one, { cutLongTexts: false, missingCharacters: 'refuse' });
				expect(checked).toMatchObject({ reasons: [], warnings: [] });
				expect(buildPack([checked.draft], PACK)).toEqual(buildPack([one], PACK));
			}),
			{ numRuns: 40 },
		);
	});
});
