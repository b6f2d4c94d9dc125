// One normal form for each identity: the same, similar, different.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
	compareIdentities,
	IDENTITY_KINDS,
	looseIdentity,
	normalIdentity,
	shortCompanyId,
	type IdentityKind,
	type Likeness,
} from '../../../core/records/identities';
import { IdentityIndex } from '../../../core/records/identityIndex';

const CASES: ReadonlyArray<[IdentityKind, unknown, unknown, Likeness]> = [
	// IČO: eight digits, however they are written.
	...['001 23 456', 'CZ00123456', 'cz 00123456', '123456', 123456, '00.123.456', '001\u00a023\u00a0456', 'IČO: 00123456', '123456.0', '123456,00'].map(
		(other): [IdentityKind, unknown, unknown, Likeness] => ['companyId', '00123456', other, 'same'],
	),
	['companyId', '00123456', '00123457', 'different'],
	['companyId', '12345678', '1234567', 'different'],
	['companyId', 'SK12345678', '12345678', 'different'],
	['companyId', '', '', 'different'],
	['companyId', '00000000', '', 'different'],
	// DIČ: country and digits.
	['vatId', 'CZ27074358', 'cz 270 74 358', 'same'],
	['vatId', 'CZ00123456', 'CZ123456', 'same'],
	['vatId', 'DIČ: CZ27074358', 'CZ27074358', 'same'],
	['vatId', 'CZ27074358', '27074358', 'similar'],
	['vatId', 'SK2020317068', '2020317068', 'similar'],
	['vatId', 'SK27074358', 'CZ27074358', 'different'],
	['vatId', 'CZ7001011234', 'CZ7001011235', 'different'],
	// GTIN.
	['ean', '859400123456', '0859400123456', 'same'],
	['ean', '12345670', '00000012345670', 'same'],
	['ean', '8594001-23456 0', '8594001234560', 'same'],
	['ean', '12345678905', '012345678905', 'similar'],
	['ean', '8594001234560', '8594001234560.0', 'similar'],
	['ean', '8594001234560', '8,594E+12', 'similar'],
	['ean', '8594001234560', "'8594001234560", 'similar'],
	['ean', '0', '00000000', 'different'],
	['ean', '8594001234560', '8594001234577', 'different'],
	// PLU.
	['plu', '001', '001', 'same'],
	['plu', '001', 1, 'similar'],
	['plu', '0', '0', 'different'],
	// Codes: only the Unicode form is ignored.
	['code', 'Ř1', 'R\u030c1', 'same'],
	['code', 'A1', 'A1 ', 'similar'],
	['code', 'A 1', 'A  1', 'similar'],
	['code', 'A1', 'a1', 'similar'],
	['code', 'A1', '\uff21\uff11', 'similar'],
	['code', 'A1', 'A2', 'different'],
	// Tables.
	['code', '001', '1', 'similar'],
	['code', '90.750', '90.75', 'similar'],
	['code', '90.750', '90,75', 'similar'],
	['code', '090.750', '90,75', 'similar'],
	['code', '1.0', '1', 'similar'],
	['code', '001', "'001", 'similar'],
	['code', '8594001234561', '8.594E+12', 'similar'],
	['code', '8594001234561', '8,594E+12', 'similar'],
	['code', '8594001234561', '8.594001234561E12', 'similar'],
	['code', '8594001234561', '8.59400E+12', 'similar'],
	['code', '8594000000000', '8.594E+12', 'similar'],
	['code', '8595999999999', '8.596E+12', 'similar'],
	['code', '9999999999999', '1E+13', 'similar'],
	['code', '8.594E+12', '8.59E+12', 'similar'],
	['code', '8594001234561', '8.595E+12', 'different'],
	['code', '8594001234561', '8.594E+11', 'different'],
	['code', '1E5', '1.00E+05', 'similar'],
	['code', '1E5', '100000', 'similar'],
	['code', '12345678901234567890', '12345678901234500000', 'similar'],
	['code', '90.750', '90.751', 'different'],
	['code', '10', '1', 'different'],
];

test.each(CASES)('%s: %j and %j are %s', (kind, a, b, likeness) => {
	expect(compareIdentities(kind, a, b)).toBe(likeness);
	expect(compareIdentities(kind, b, a)).toBe(likeness);
});

const alphabet = fc.constantFrom(...'0011259.,E+ -/\'aAzCZSKIČO:\u00a0\u200b', 'e\u0301', 'ΐ', 'ß', '\uff11', 'R\u030c');
const arbitrary = fc.oneof(
	fc.array(alphabet, { maxLength: 14 }).map((parts) => parts.join('')),
	fc.integer({ min: 0, max: 10_000 }).map((number) => `859400${number}`),
	fc.tuple(fc.constantFrom('8.594', '8,5940', '8.59', '1', '9.99'), fc.integer({ min: 7, max: 12 })).map(([m, e]) => `${m}E+${e}`),
	fc.string({ unit: 'binary', maxLength: 8 }),
	fc.integer({ min: 0, max: 1e6 }),
);
const kinds = fc.constantFrom(...IDENTITY_KINDS);

describe('properties', () => {
	test('the normal form of a normal form is the same', () => {
		fc.assert(
			fc.property(kinds, arbitrary, (kind, value) => {
				const normal = normalIdentity(kind, value);
				expect(normalIdentity(kind, normal)).toBe(normal);
			}),
			{ numRuns: 1000, seed: 4101 },
		);
	});

	test('what identifies something is the same as itself and as its normal form', () => {
		fc.assert(
			fc.property(kinds, arbitrary, (kind, value) => {
				const normal = normalIdentity(kind, value);
				const wanted = normal === '' ? 'different' : 'same';
				expect(compareIdentities(kind, value, value)).toBe(wanted);
				expect(compareIdentities(kind, value, normal)).toBe(wanted);
			}),
			{ numRuns: 1000, seed: 4102 },
		);
	});

	test('the order of the two does not matter, and what is the same is the same to a third', () => {
		fc.assert(
			fc.property(kinds, arbitrary, arbitrary, arbitrary, (kind, a, b, c) => {
				expect(compareIdentities(kind, a, b)).toBe(compareIdentities(kind, b, a));
				if (compareIdentities(kind, a, b) === 'same')
					expect(compareIdentities(kind, a, c)).toBe(compareIdentities(kind, b, c));
			}),
			{ numRuns: 2000, seed: 4103 },
		);
	});

	test('an index finds just what comparing one by one finds', () => {
		const seen = { same: 0, similar: 0 };
		fc.assert(
			fc.property(kinds, fc.array(arbitrary, { maxLength: 12 }), fc.array(arbitrary, { maxLength: 6 }), (kind, values, asked) => {
				const index = new IdentityIndex<number>(kind);
				values.forEach((value, at) => index.add(value, at));
				for (const value of [...asked, ...values]) {
					const found = index.find(value);
					for (const likeness of ['same', 'similar'] as const) {
						const wanted = values.flatMap((other, at) => (compareIdentities(kind, value, other) === likeness ? [at] : []));
						expect([...found[likeness]].sort((a, b) => a - b)).toEqual(wanted);
						seen[likeness] += wanted.length;
					}
				}
			}),
			{ numRuns: 300, seed: 4104 },
		);
		expect(seen.similar).toBeGreaterThan(100);
	});
});

test('an index that is added to after a question answers with what came later, too', () => {
	const index = new IdentityIndex<string>('code');
	index.add('8594001234561', 'first');
	expect(index.find('8.594E+12').similar).toEqual(['first']);
	index.add('8594001234578', 'second');
	expect(index.find('8.594E+12').similar).toEqual(['first', 'second']);
	expect(index.find('8594001234578')).toEqual({ same: ['second'], similar: [] });
});

test('a short IČO is named with what was made of it', () => {
	expect(shortCompanyId('123456')).toBe('The IČO 123456 has 6 digits, and an IČO has 8: 00123456 was taken. Check it.');
	expect(shortCompanyId(1234567)).toContain('7 digits');
	for (const fine of ['00123456', '001 23 456', 'CZ00123456', '', undefined, 'SK123', '1234567890']) expect(shortCompanyId(fine)).toBeUndefined();
});

test('texts of any length are compared in short order', () => {
	const long = '9'.repeat(100_000);
	expect(looseIdentity('code', long)).toHaveLength(100_000);
	expect(compareIdentities('code', `${long}1`, `${long}2`)).toBe('similar');
	for (const kind of IDENTITY_KINDS) expect(compareIdentities(kind, 'IČO'.repeat(30_000), '.'.repeat(90_000))).toBe('different');
});
