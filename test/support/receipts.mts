/** Canonical records for tests: one by hand (`makeReceipt`), any number at random (`arbReceipt`, `arbCashMovement`). */
import fc from 'fast-check';
import { recordKey } from '../../core/records/keys';
import { fromMicro, lineGross, roundMicro, sum, toMicro, vatFromGross } from '../../core/money/micro';
import type { CashMovement, Receipt, ReceiptItem, VatSummaryRow } from '../../core/records/types';

export type ItemOverrides = Partial<ReceiptItem>;
export type ReceiptOverrides = Partial<Omit<Receipt, 'items'>> & { items?: ItemOverrides[] };

/** A complete line: the total follows from quantity, price and discount unless given. */
export function makeItem(overrides: ItemOverrides = {}, index = 0): ReceiptItem {
	const item = { line: index + 1, kind: 'goods' as const, name: `Zboží ${index + 1}`, quantity: 1, unitPrice: 100, vatRate: 21, ...overrides };
	const total = lineGross(toMicro(item.quantity), toMicro(item.unitPrice), toMicro(item.discount ?? 0));
	return { totalGross: fromMicro(total), ...item };
}

/**
 * A receipt that adds up: total from the items and the rounding, one cash payment of that total, type by its sign, key
 * from its parts - each unless given. Default: one item of 100 Kč on register P1.
 */
export function makeReceipt(overrides: ReceiptOverrides = {}): Receipt {
	const items = (overrides.items ?? [{}]).map(makeItem);
	const rounding = overrides.rounding ?? 0;
	const total = overrides.total ?? sum([...items.map((item) => item.totalGross), rounding]);
	const receipt = {
		recordType: 'receipt' as const,
		key: '',
		source: 'ekasa',
		register: 'P1',
		number: '4512',
		type: total < 0 ? ('return' as const) : ('sale' as const),
		date: '2026-11-14',
		currency: 'CZK',
		payments: [{ method: 'cash' as const, amount: total }],
		...overrides,
		items,
		total,
		rounding,
	};
	return { ...receipt, key: overrides.key ?? recordKey(receipt) };
}

/** A deposit of 1 000 Kč on register P1 unless told otherwise. */
export function makeCashMovement(overrides: Partial<CashMovement> = {}): CashMovement {
	const movement = {
		recordType: 'cashMovement' as const,
		key: '',
		source: 'ekasa',
		register: 'P1',
		number: '17',
		date: '2026-11-14',
		currency: 'CZK',
		amount: 1000,
		...overrides,
	};
	return { ...movement, key: overrides.key ?? recordKey({ ...movement, cash: true }) };
}

const negated = (value: number) => (value === 0 ? 0 : -value);
const maybeNegated = (value: number | undefined) => (value === undefined ? undefined : negated(value));

function defined<T extends object>(value: T): T {
	return Object.fromEntries(Object.entries(value).filter(([, content]) => content !== undefined)) as T;
}

/** The return of a whole sale: everything that has a sign turns round, prices stay. */
export function mirrorSale(sale: Receipt, { number, date }: { number: string; date: string }): Receipt {
	const turned = {
		...sale,
		...{ number, date, type: 'return' as const, key: recordKey({ ...sale, number, date }) },
		issuedAt: undefined,
		items: sale.items.map((item) =>
			defined({
				...item,
				quantity: negated(item.quantity),
				discount: maybeNegated(item.discount),
				totalNet: maybeNegated(item.totalNet),
				totalVat: maybeNegated(item.totalVat),
				totalGross: negated(item.totalGross),
			}),
		),
		payments: sale.payments.map(({ tendered: _tendered, change: _change, ...payment }) => ({ ...payment, amount: negated(payment.amount) })),
		vatSummary: sale.vatSummary?.map((row) => ({ ...row, net: negated(row.net), vat: negated(row.vat), gross: negated(row.gross) })),
		...{ total: negated(sale.total), rounding: negated(sale.rounding) },
		original: { register: sale.register, number: sale.number, date: sale.date },
	};
	return defined(turned);
}

/** VAT per rate out of the sum of the lines, as a till that rounds per receipt states it. */
export function vatSummaryOf(items: readonly ReceiptItem[]): VatSummaryRow[] {
	return [...new Set(items.map((item) => item.vatRate))].map((vatRate) => {
		const gross = items.filter((item) => item.vatRate === vatRate).reduce((total, item) => total + toMicro(item.totalGross), 0n);
		const { net, vat } = vatFromGross(gross, vatRate);
		return { vatRate, net: fromMicro(net), vat: fromMicro(vat), gross: fromMicro(gross) };
	});
}

const arbDay = fc
	.integer({ min: 0, max: 365 * 6 })
	.map((days) => new Date(Date.UTC(2022, 0, 1 + days)).toISOString().slice(0, 10));
const arbCode = fc.stringMatching(/^[0-9A-Z]{1,8}$/);
const arbName = fc.oneof(
	fc.constantFrom('Káva', 'Rohlík tukový', 'Pivo 12° 0,5 l', 'Dárkový poukaz', 'Žluťoučký kůň', 'Sleva', 'Oprava'),
	fc.stringMatching(/^[A-Za-zěščřžýáíéúůťďňĚŠČŘŽÝÁÍÉ][A-Za-z0-9 ,.%&<>"'ěščřžýáíé-]{0,30}$/),
);

const arbItem = fc
	.record({
		kind: fc.constantFrom('goods' as const, 'service' as const, 'packaging' as const, 'tip' as const, 'other' as const),
		code: fc.option(arbCode, { nil: undefined }),
		name: arbName,
		quantity: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 9999 }).map((grams) => grams / 1000)),
		unit: fc.option(fc.constantFrom('ks', 'kg', 'l', 'h'), { nil: undefined }),
		unitPrice: fc.integer({ min: 0, max: 500_000 }).map((hellers) => hellers / 100),
		vatRate: fc.constantFrom(21, 12, 0),
		discounted: fc.integer({ min: 0, max: 4 }),
	})
	.map(({ discounted, ...item }) => {
		const whole = lineGross(toMicro(item.quantity), toMicro(item.unitPrice), 0n);
		const discount = discounted === 4 ? fromMicro(roundMicro(whole / 10n, 10_000n)) : undefined;
		return defined({ ...item, discount: discount === 0 ? undefined : discount });
	});

export interface ArbOptions {
	/** Fixed values, e.g. `{ register: 'P1' }`. */
	with?: Partial<Pick<Receipt, 'source' | 'register' | 'number' | 'date'>> & { type?: 'sale' | 'return' };
}

/**
 * Valid receipts: sales and returns at 21, 12 and 0 %, weighed goods, discounts, one or two payments, rounding to
 * whole crowns when all is cash, sometimes a VAT summary.
 */
export function arbReceipt(options: ArbOptions = {}): fc.Arbitrary<Receipt> {
	return fc
		.record({
			items: fc.array(arbItem, { minLength: 1, maxLength: 6 }),
			register: fc.constantFrom('P1', 'P2', 'Pokladna 3'),
			number: fc.integer({ min: 1, max: 999_999 }).map(String),
			date: arbDay,
			turned: fc.integer({ min: 0, max: 3 }),
			paid: fc.constantFrom('cash' as const, 'card' as const, 'split' as const),
			summary: fc.boolean(),
		})
		.map(({ items, turned, paid, summary, ...head }) => {
			const lines = items.map(makeItem);
			const gross = lines.reduce((total, item) => total + toMicro(item.totalGross), 0n);
			const total = paid === 'cash' ? roundMicro(gross, 1_000_000n) : gross;
			const first = paid === 'split' ? roundMicro(total / 3n, 10_000n) : total;
			const payments = paid === 'split'
				? [{ method: 'mealVoucher' as const, amount: fromMicro(first) }, { method: 'card' as const, amount: fromMicro(total - first) }]
				: [{ method: paid, amount: fromMicro(total) }];
			const sale = makeReceipt({
				...{ ...head, ...options.with },
				...{ items: lines, payments, type: 'sale' },
				...{ rounding: fromMicro(total - gross), total: fromMicro(total) },
				...(summary ? { vatSummary: vatSummaryOf(lines) } : {}),
			});
			const wanted = options.with?.type ?? (turned === 0 ? 'return' : 'sale');
			return wanted === 'return' ? mirrorSale({ ...sale, number: '1' }, { number: sale.number, date: sale.date }) : sale;
		});
}

/** Deposits and withdrawals between 0.01 and 50 000 Kč. */
export function arbCashMovement(): fc.Arbitrary<CashMovement> {
	return fc
		.record({
			register: fc.constantFrom('P1', 'P2', 'Pokladna 3'),
			number: fc.integer({ min: 1, max: 99_999 }).map(String),
			date: arbDay,
			hellers: fc.integer({ min: 1, max: 5_000_000 }),
			out: fc.boolean(),
		})
		.map(({ hellers, out, ...head }) => makeCashMovement({ ...head, amount: (out ? -hellers : hellers) / 100 }));
}
