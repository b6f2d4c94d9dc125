import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from '@jest/globals';
import { NAMESPACES } from '../../../core/pohoda/constants';
import {
	ADDRESS,
	HEADER_CODES,
	HEADER_TEXTS,
	ITEM_CODES,
	ITEM_TEXTS,
	PAYMENT_FORM_LENGTH,
	PAYMENT_TEXTS,
	PAYMENT_TYPES,
	STOCK_TEXTS,
	VAT_CODES,
} from '../../../core/pohoda/fields';
import { buildPack } from '../../../core/pohoda/pack';
import type { DocumentDraft, DraftItem } from '../../../core/pohoda/receipts/draft';
import { contractTest, pohodaSchemas, validate } from '../../support/xsd.mts';
import { draft } from '../../unit/pohoda/drafts.mts';

type Case = { name: string; max: number; make: (value: string) => Partial<DocumentDraft> };

const [first] = draft().items;
const item = (change: Partial<DraftItem>): Partial<DocumentDraft> => ({ items: [{ ...first, ...change }] });
const two = (note: string): DocumentDraft['payments'] => [
	{ form: { ids: 'a' }, amount: 90, note },
	{ form: { ids: 'b' }, amount: 200 },
];

/** Every field of the table that has a length. */
const CASES: Case[] = [
	...HEADER_TEXTS.map(({ key, max }) => ({ name: key, max, make: (value: string) => ({ [key]: value }) })),
	...HEADER_CODES.map(({ key, max, only }) => ({
		name: key,
		max,
		make: (value: string) => ({ ...(only === undefined ? {} : { target: only }), posting: { [key]: value } }),
	})),
	...ADDRESS.map(({ key, max }) => ({
		name: `customer ${key}`,
		max,
		make: (value: string) => ({ customer: { [key]: value } }),
	})),
	...ITEM_TEXTS.map(({ key, max }) => ({
		name: `item ${key}`,
		max,
		make: (value: string) => item({ [key]: value }),
	})),
	...ITEM_CODES.map(({ key, max }) => ({
		name: `item ${key}`,
		max,
		make: (value: string) => item({ posting: { [key]: value } }),
	})),
	...STOCK_TEXTS.map(({ key, max }) => ({
		name: `stock ${key}`,
		max,
		make: (value: string) => item({ stock: key === 'store' ? { code: 'a', store: value } : { [key]: value } }),
	})),
	...PAYMENT_TEXTS.map(({ max }) => ({
		name: 'payment note',
		max,
		make: (value: string) => ({ payments: two(value) }),
	})),
	{
		name: 'payment form',
		max: PAYMENT_FORM_LENGTH,
		make: (value: string) => ({ payments: [{ form: { ids: value }, amount: 290 }] }),
	},
].flatMap(({ name, max, make }) => (max === undefined ? [] : [{ name, max, make }]));

function pack(change: Partial<DocumentDraft>): Uint8Array {
	const one = draft(change);
	return buildPack([one], { packId: one.packId, ico: '12345678' });
}

describe('the field table says what the schemas say', () => {
	contractTest('lengths: the longest text is valid, one letter more is not', async () => {
		expect(CASES.length).toBeGreaterThan(25);
		const fitting = await validate(
			CASES.map(({ max, make }) => pack(make('ž'.repeat(max)))),
			'data.xsd',
		);
		const over = await validate(
			CASES.map(({ max, make }) => pack(make('ž'.repeat(max + 1)))),
			'data.xsd',
		);
		expect(CASES.filter((_, index) => !fitting[index].valid).map(({ name }) => name)).toEqual([]);
		expect(CASES.filter((_, index) => over[index].valid).map(({ name }) => name)).toEqual([]);
	});

	contractTest('notes have no length', async () => {
		const [answer] = await validate([pack({ note: 'x'.repeat(50_000), intNote: 'y'.repeat(50_000) })], 'data.xsd');
		expect(answer.errors).toEqual([]);
	});

	contractTest('codes of VAT and payment types', async () => {
		const documents = [
			...VAT_CODES.map((rate) => pack(item({ vat: { rate } }))),
			...PAYMENT_TYPES.map((type) => pack({ payments: [{ form: { type }, amount: 290 }] })),
		];
		expect((await validate(documents, 'data.xsd')).flatMap(({ errors }) => errors)).toEqual([]);
		const wrong = [
			pack(item({ vat: { rate: 'middle' as 'low' } })),
			pack({ payments: [{ form: { type: 'gold' as 'cash' }, amount: 290 }] }),
		];
		expect((await validate(wrong, 'data.xsd')).map(({ valid }) => valid)).toEqual([false, false]);
	});

	contractTest('namespaces: each schema is there and has the name that we use', () => {
		for (const [uri, prefix] of Object.entries(NAMESPACES)) {
			if (!uri.includes('version_2')) continue;
			const file = join(pohodaSchemas()!, uri.slice(uri.lastIndexOf('/') + 1));
			expect([prefix, existsSync(file)]).toEqual([prefix, true]);
			expect(readFileSync(file, 'latin1')).toContain(`targetNamespace="${uri}"`);
		}
	});
});
