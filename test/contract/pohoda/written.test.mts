import { describe, expect } from '@jest/globals';
import fc from 'fast-check';
import { listDocumentsRequest } from '../../../core/pohoda/list';
import { buildPack } from '../../../core/pohoda/pack';
import { checkDraft } from '../../../core/pohoda/checks';
import type { DocumentDraft } from '../../../core/pohoda/receipts/draft';
import { contractTest, validate } from '../../support/xsd.mts';
import { cashDrafts, draft, drafts, PACK } from '../../unit/pohoda/drafts.mts';
import { all } from '../../unit/xml/bytes.mts';

async function valid(documents: Uint8Array[]): Promise<void> {
	const answers = await validate(documents, 'data.xsd');
	const wrong = answers.findIndex((answer) => !answer.valid);
	if (wrong >= 0)
		throw new Error(
			`${answers[wrong].errors.join('\n')}\n${new TextDecoder('windows-1250').decode(documents[wrong])}`,
		);
	expect(answers).toHaveLength(documents.length);
}

/** Many generated drafts, each the only one of its pack so that a message points at it. */
function packs(arbitrary: fc.Arbitrary<DocumentDraft>, count: number): Uint8Array[] {
	return fc.sample(arbitrary, count).map((one) => buildPack([one], PACK));
}

const LONG = 'ž'.repeat(400);

describe('everything written validates against data.xsd', () => {
	contractTest('200 generated sales receipts', async () => {
		await valid(packs(drafts('salesReceipt'), 200));
	});

	contractTest('200 generated cash documents', async () => {
		await valid(packs(drafts('cashDocument'), 200));
	});

	contractTest('deposits and withdrawals of both kinds', async () => {
		await valid([...packs(cashDrafts('salesReceipt'), 20), ...packs(cashDrafts('cashDocument'), 20)]);
	});

	contractTest(
		'packs of many with all options; returns with reference; cancelling documents',
		async () => {
			const list = fc
				.sample(drafts('salesReceipt'), 60)
				.map((one, index) => ({ ...one, documentId: `ekasa/P1/${index}` }));
			const options = {
				...PACK,
				note: 'Účtenky <1> & "2"',
				key: '908ba96e-887a-428b-805e-f2e53dac82bb',
				period: 'following' as const,
			};
			const [first] = draft().items;
			await valid([
				buildPack(list, options),
				buildPack(list, { ...PACK, ico: '' }),
				buildPack(
					[
						draft({
							type: 'return',
							total: -90,
							items: [{ ...first, quantity: -2, totalGross: -90, refundOf: 'ekasa/P1/1/2026-11-01/1' }],
						}),
					],
					PACK,
				),
				buildPack([draft({ cancels: { number: '26PR00001' } })], PACK),
				buildPack([draft({ target: 'cashDocument', cancels: { id: '17' } })], PACK),
				buildPack(
					[
						draft({
							items: [
								{ ...first, vat: { percent: 10 } },
								{ ...first, vat: { rate: 'historyLow' } },
								{ ...first, stock: { ean: '8590001234567' } },
							],
						}),
					],
					PACK,
				),
			]);
		},
	);

	contractTest('texts that were cut and characters that were replaced', async () => {
		const [first] = draft().items;
		const given = draft({
			text: LONG,
			note: `${LONG}\u0007 😀`,
			customer: { company: LONG, name: LONG, city: LONG, street: LONG },
			items: [{ ...first, text: LONG, unit: LONG, note: LONG }],
			payments: [
				{ form: { type: 'cash' }, amount: 100, note: LONG },
				{ form: { ids: 'Kartou' }, amount: 190 },
			],
		});
		const checked = checkDraft(given, { cutLongTexts: true, missingCharacters: 'transliterate' });
		expect(checked.reasons).toEqual([]);
		await valid([buildPack([checked.draft], PACK)]);
	});

	contractTest('list requests of both agendas', async () => {
		const ids = Array.from({ length: 255 }, (_, index) => `ekasa/P1/${index}/2026-11-14`);
		await valid(
			(['salesReceipt', 'cashDocument'] as const).flatMap((agenda) => [
				listDocumentsRequest({ agenda, ico: '12345678' }),
				listDocumentsRequest({ agenda, ico: '12345678', extIds: ids }),
				listDocumentsRequest({ agenda, ico: '', ids: ['1', '22'], extIds: ['a'] }),
				listDocumentsRequest({
					agenda,
					ico: '12345678',
					dateFrom: '2026-11-01',
					dateTill: '2026-11-30',
					idFrom: 1,
					count: 10_000,
				}),
				listDocumentsRequest({
					agenda,
					ico: '12345678',
					extIds: ids.slice(0, 3),
					dateFrom: '2026-11-01',
					idFrom: 5,
				}),
			]),
		);
	});
});

describe('the check itself', () => {
	contractTest('finds what the drafts must not do', async () => {
		const broken = [
			draft({ text: LONG }),
			draft({ posting: { cashRegister: LONG } }),
			draft({ date: '14.11.2026' }),
			draft({ payments: [{ form: { ids: LONG }, amount: 290 }] }),
		].map((one) => buildPack([one], PACK));
		const answers = await validate(broken, 'data.xsd');
		expect(answers.map(({ valid: good }) => good)).toEqual([false, false, false, false]);
	});
});
