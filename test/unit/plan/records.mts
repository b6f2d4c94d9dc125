// Receipts for tests of rules and of the journal: plain ones by hand, and any valid one by fast-check.
import fc from 'fast-check';
import { fromMicro, roundMicro, toMicro } from '../../../core/money/micro';
import { recordKey } from '../../../core/records/keys';
import type { CashMovement, ItemKind, PaymentMethod, Receipt, ReceiptItem } from '../../../core/records/types';

export function item(fields: Partial<ReceiptItem> & { totalGross: number }): ReceiptItem {
	return { line: 1, kind: 'goods', code: 'K1', name: 'Káva', quantity: 1, unitPrice: fields.totalGross, vatRate: 21, ...fields };
}

export type ReceiptFields = Partial<Omit<Receipt, 'items'>> & { items?: ReceiptItem[] };

export function receipt(fields: ReceiptFields = {}): Receipt {
	const items = fields.items ?? [item({ totalGross: 121 })];
	const rounding = fields.rounding ?? 0;
	const total =
		fields.total ?? fromMicro(items.reduce((sum, { totalGross }) => sum + toMicro(totalGross), toMicro(rounding)));
	const source = fields.source ?? 'ekasa';
	const register = fields.register ?? 'P1';
	const number = fields.number ?? '4512';
	const date = fields.date ?? '2026-11-14';
	return {
		recordType: 'receipt',
		source,
		register,
		number,
		type: total < 0 ? 'return' : 'sale',
		issuedAt: `${date}T10:00:00+01:00`,
		date,
		currency: 'CZK',
		payments: [{ method: 'cash', amount: total }],
		rounding,
		...fields,
		items,
		total,
		key: fields.key ?? recordKey({ source, register, number, date }),
	};
}

export function movement(fields: Partial<CashMovement> & { amount: number }): CashMovement {
	const { source = 'ekasa', register = 'P1', number = '7', date = '2026-11-14' } = fields;
	const key = recordKey({ source, register, number, date, cash: true });
	return { recordType: 'cashMovement', key, source, register, number, date, currency: 'CZK', ...fields };
}

const kinds: ItemKind[] = ['goods', 'service', 'tip', 'packaging', 'advance', 'singlePurposeVoucher', 'other'];

const anyLine = fc
	.record({
		kind: fc.constantFrom(...kinds),
		code: fc.constantFrom('K1', 'K2', '0001', undefined),
		name: fc.constantFrom('Káva', 'Čaj', 'Rohlík 43 g'),
		// Whole pieces and weighed goods.
		quantity: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 9999 }).map((grams) => grams / 1000)),
		price: fc.integer({ min: 1, max: 500_000 }).map((halers) => halers / 100),
		discount: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 5000 }) }),
		vatRate: fc.constantFrom(21, 12, 0),
	})
	.map(({ quantity, price, discount, ...rest }) => {
		const full = roundMicro((toMicro(quantity) * toMicro(price)) / 1_000_000n, 10_000n);
		const off = toMicro(discount / 100);
		const taken = off < full ? off : 0n;
		return { ...rest, quantity, unitPrice: price, discount: fromMicro(taken), totalGross: fromMicro(full - taken) };
	});

export interface AnyReceipt {
	number?: fc.Arbitrary<string>;
	registers?: string[];
	dates?: string[];
	methods?: PaymentMethod[];
	/** Whether some are returns; default true. */
	returns?: boolean;
}

/** Any receipt that adds up: lines, discounts, weights, rounding to crowns for cash, one or two payments, returns. */
export function anyReceipt(options: AnyReceipt = {}): fc.Arbitrary<Receipt> {
	const { registers = ['P1', 'P2'], dates = ['2026-11-14', '2026-11-15'], methods = ['cash', 'card'], returns = true } = options;
	return fc
		.record({
			lines: fc.array(anyLine, { minLength: 1, maxLength: 5 }),
			number: options.number ?? fc.integer({ min: 1, max: 99_999 }).map(String),
			register: fc.constantFrom(...registers),
			date: fc.constantFrom(...dates),
			hour: fc.integer({ min: 0, max: 23 }),
			cashRounded: fc.boolean(),
			split: fc.boolean(),
			negative: returns ? fc.boolean() : fc.constant(false),
			pay: fc.tuple(fc.constantFrom(...methods), fc.constantFrom(...methods)),
		})
		.map(({ lines, number, register, date, hour, cashRounded, split, negative, pay }) => {
			const sign = negative ? -1 : 1;
			const items = lines.map((line, index): ReceiptItem => {
				const { code, discount, ...rest } = line;
				return {
					...rest,
					line: index + 1,
					...(code === undefined ? {} : { code }),
					...(discount === 0 ? {} : { discount: sign * discount }),
					quantity: sign * line.quantity,
					totalGross: sign * line.totalGross,
				};
			});
			const sum = items.reduce((total, { totalGross }) => total + toMicro(totalGross), 0n);
			const total = cashRounded ? roundMicro(sum, 1_000_000n) : sum;
			const first = split ? roundMicro(total / 3n, 10_000n) : total;
			const parts = split ? [first, total - first] : [total];
			return receipt({
				...{ number, register, date, items },
				issuedAt: `${date}T${String(hour).padStart(2, '0')}:30:00+01:00`,
				type: negative ? 'return' : 'sale',
				rounding: fromMicro(total - sum),
				total: fromMicro(total),
				payments: parts.map((amount, index) => ({ method: pay[index], amount: fromMicro(amount) })),
			});
		});
}

/** Receipts with numbers of their own. */
export function anyReceipts(options: AnyReceipt & { minLength?: number; maxLength?: number } = {}): fc.Arbitrary<Receipt[]> {
	const { minLength = 1, maxLength = 12 } = options;
	return fc
		.array(anyReceipt(options), { minLength, maxLength })
		.map((list) => list.map((one, index) => receipt({ ...one, number: String(1000 + index), key: undefined })));
}
