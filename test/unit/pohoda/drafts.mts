/** Drafts for tests: one plain example, and generated ones that add up. */
import fc from 'fast-check';
import { fromMicro, HALER, ONE, roundMicro, sum, toMicro } from '../../../core/money/micro';
import { recordKey } from '../../../core/records/keys';
import type { DocumentDraft, DraftItem, DraftPayment } from '../../../core/pohoda/receipts/draft';

export const PACK = { packId: 'ekasa/P1', ico: '12345678' };

export function draft(change: Partial<DocumentDraft> = {}): DocumentDraft {
	return {
		documentId: 'ekasa/P1/4512/2026-11-14',
		packId: 'ekasa/P1',
		target: 'salesReceipt',
		type: 'sale',
		keys: ['ekasa/P1/4512/2026-11-14'],
		date: '2026-11-14',
		text: 'Receipt P1/4512',
		posting: { numberSeries: '26PR', cashRegister: 'P1', accounting: '1Pp', centre: 'BRNO' },
		items: [
			{
				text: 'Káva espresso',
				quantity: 2,
				unit: 'ks',
				unitPrice: 45,
				vat: { rate: 'low' },
				totalGross: 90,
				code: '0007',
				posting: {},
			},
			{
				text: 'Hrnek',
				quantity: 1,
				unit: 'ks',
				unitPrice: 199.9,
				vat: { rate: 'high' },
				totalGross: 199.9,
				stock: { store: 'HLAVNI', code: 'HR-1' },
				posting: { itemAccounting: '2Pp' },
			},
		],
		payments: [{ form: { ids: 'Hotově' }, amount: 290 }],
		rounding: 'math2one',
		total: 290,
		roundingAmount: 0.1,
		warnings: [],
		...change,
	};
}

// Letters that Windows-1250 has, with markup and spaces; no control characters.
const letter = fc.constantFrom(...'abcXYZ019 ěščřžýáíéůúďťňĚŠČŘŽ€„“–&<>"\'.,/%;-_+()');
export const czech = (maxLength: number, minLength = 0) => fc.string({ unit: letter, minLength, maxLength });
const code = fc.string({ unit: fc.constantFrom(...'ABCxyz0123456789-_./ěš'), minLength: 1, maxLength: 19 });
const maybe = <T,>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const money = (max: number) => fc.integer({ min: 1, max: max * 100 }).map((haler) => haler / 100);
const day = fc
	.date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2027-12-31T00:00:00Z'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));

const item = (sign: 1 | -1, stock: boolean): fc.Arbitrary<DraftItem> =>
	fc
		.record({
			text: czech(90, 1).map((text) => text.trim() || 'x'),
			quantity: fc.oneof(
				fc.integer({ min: 1, max: 20 }),
				fc.integer({ min: 1, max: 9999 }).map((grams) => grams / 1000),
			),
			unit: maybe(czech(10, 1).filter((text) => text.trim() === text)),
			unitPrice: money(5000),
			vat: fc.oneof(
				fc.constantFrom({ rate: 'high' as const }, { rate: 'low' as const }, { rate: 'none' as const }),
				fc.constantFrom({ percent: 15 }, { percent: 10 }),
			),
			discountPercentage: maybe(fc.integer({ min: 1, max: 50 })),
			code: maybe(code),
			store: maybe(code),
			ean: maybe(fc.constant('8590001234567')),
			moves: fc.boolean(),
			note: maybe(czech(90, 1).filter((text) => text.trim() === text)),
			itemAccounting: maybe(code),
			centre: maybe(code),
		})
		.map(({ store, ean, moves, itemAccounting, centre, ...rest }) => {
			const quantity = sign * rest.quantity;
			const whole = toMicro(quantity) * toMicro(rest.unitPrice);
			const percent = BigInt(rest.discountPercentage ?? 0);
			const totalGross = fromMicro(roundMicro(whole * (100n - percent), 100n * ONE * HALER) / (100n * ONE));
			const card =
				stock && moves && (rest.code !== undefined || ean !== undefined)
					? { store, code: rest.code, ean }
					: undefined;
			return { ...rest, quantity, totalGross, stock: card, posting: { itemAccounting, centre } };
		});

const form: fc.Arbitrary<DraftPayment['form']> = fc.oneof(
	fc.constantFrom(
		{ ids: 'Hotově' },
		{ ids: 'Platební kartou' },
		{ ids: 'Stravenky Edenred' },
		{ ids: 'Něco jiného' },
	),
	fc.constantFrom({ type: 'cash' as const }, { type: 'creditcard' as const }),
);

const customer = fc.record(
	{
		name: czech(64, 1),
		company: czech(255, 1),
		companyId: fc.constant('12345678'),
		vatId: fc.constant('CZ12345678'),
		street: czech(64, 1),
		city: czech(45, 1),
		zip: fc.constant('602 00'),
		country: fc.constant('CZ'),
		email: fc.constant('jana@example.cz'),
		phone: fc.constant('+420 777 123 456'),
	},
	{ requiredKeys: [] },
);

/** Splits an amount into payments of a receipt, to the haléř. */
function split(total: number, forms: Array<DraftPayment['form']>): DraftPayment[] {
	const parts = forms.map((one, index) => ({
		form: one,
		amount: index === 0 ? 0 : Math.trunc((total * 100) / forms.length) / 100,
	}));
	parts[0].amount = sum([total, ...parts.slice(1).map(({ amount }) => -amount)]);
	return parts;
}

/** Drafts that add up; `target` fixes the kind of document. */
export function drafts(target: DocumentDraft['target']): fc.Arbitrary<DocumentDraft> {
	return fc
		.record({ sale: fc.boolean(), stock: fc.boolean() })
		.chain(({ sale, stock }) =>
			fc.record({
				type: fc.constant<DocumentDraft['type']>(sale ? 'sale' : 'return'),
				number: fc
					.string({ unit: fc.constantFrom(...'0123456789/- ěA'), minLength: 1, maxLength: 30 })
					.filter((text) => text.trim() === text),
				date: day,
				text: czech(240, 1).filter((text) => text.trim() !== ''),
				items: fc.array(item(sale ? 1 : -1, stock), { minLength: 1, maxLength: 6 }),
				forms: fc.array(form, { minLength: 1, maxLength: 3 }),
				rounding: fc.constantFrom<DocumentDraft['rounding']>('none', 'math2one'),
				customer: maybe(customer),
				note: maybe(czech(300, 1).filter((text) => text.trim() === text)),
				intNote: maybe(czech(300, 1).filter((text) => text.trim() === text)),
				validateInStock: maybe(fc.boolean()),
				posting: fc.record(
					{
						numberSeries: code,
						cashRegister: code,
						cashAccount: code,
						accounting: code,
						centre: code,
						activity: code,
						contract: code,
						vatClassification: code,
					},
					{ requiredKeys: ['cashRegister'] },
				),
			}),
		)
		.map(({ number, forms, ...rest }) => {
			const items = toMicro(sum(rest.items.map(({ totalGross }) => totalGross)));
			const total = rest.rounding === 'none' ? items : roundMicro(items, ONE);
			const key = recordKey({ source: 'ekasa', register: 'P1', number, date: rest.date });
			return {
				...rest,
				documentId: key,
				packId: PACK.packId,
				target,
				keys: [key],
				total: fromMicro(total),
				roundingAmount: fromMicro(total - items),
				payments: split(fromMicro(total), forms),
				warnings: [],
			};
		});
}

export const cashDrafts = (target: DocumentDraft['target']): fc.Arbitrary<DocumentDraft> =>
	fc
		.record({
			type: fc.constantFrom<'deposit' | 'withdrawal'>('deposit', 'withdrawal'),
			amount: money(100_000),
			number: fc.integer({ min: 1, max: 99_999 }),
			date: day,
		})
		.map(({ type, amount, number, date }) => {
			const key = recordKey({ source: 'ekasa', register: 'P1', number: String(number), date, cash: true });
			const total = type === 'deposit' ? amount : -amount;
			return draft({
				type,
				documentId: key,
				keys: [key],
				date,
				items: [],
				payments: [],
				total,
				roundingAmount: 0,
				rounding: 'none',
				target,
			});
		});
