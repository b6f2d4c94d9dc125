/**
 * Sample sales of a small Czech shop: the same receipts as canonical records (for the webhook) and as an export file of
 * eKancelář (samplesExport.mts). Deterministic: the same options give the same records.
 */
import type { CashMovement, Customer, PaymentMethod, Receipt, ReceiptItem, ReceiptPayment, TillRecord, VatSummaryRow } from '../../core/records/types';

import { CUSTOMERS, CASHIERS, PRODUCTS, type Product } from './samplesData.mts';

export { sampleExport } from './samplesExport.mts';

export interface SampleOptions {
	receipts: number;
	/** Days that they spread over; default 1. */
	days?: number;
	/** First day, YYYY-MM-DD. */
	from: string;
	/** Default P1, P2. */
	registers?: string[];
	/** A deposit every morning and a withdrawal every evening on each register; default false. */
	cashMovements?: boolean;
	/** Every so many receipts is a return; 0 = none; default 12. */
	returnEvery?: number;
	seed?: number;
}

const SOURCE = 'ekasa';

/** mulberry32: small, well known, the same everywhere. */
function generator(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

const crowns = (halers: number): number => halers / 100;
/** Half away from zero. */
const rounded = (value: number): number => Math.sign(value) * Math.floor(Math.abs(value) + 0.5);

const vatOf = (gross: number, rate: number): number => rounded((gross * rate) / (100 + rate));

export function addDays(day: string, days: number): string {
	const date = new Date(`${day}T00:00:00Z`);
	date.setUTCDate(date.getUTCDate() + days);
	return date.toISOString().slice(0, 10);
}

function lastSunday(year: number, month: number): string {
	const date = new Date(Date.UTC(year, month, 0));
	date.setUTCDate(date.getUTCDate() - date.getUTCDay());
	return date.toISOString().slice(0, 10);
}

/** Local time of a shop that is open by day, with the offset of Europe/Prague. */
function instant(day: string, minutes: number): string {
	const year = Number(day.slice(0, 4));
	const summer = day >= lastSunday(year, 3) && day < lastSunday(year, 10);
	const two = (value: number): string => String(value).padStart(2, '0');
	return `${day}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00${summer ? '+02:00' : '+01:00'}`;
}

/** A line in haléře and thousandths, so that nothing is computed in fractions; a discount is 10 %, which comes out even on pieces. */
function line(product: Product, thousandths: number, discounted: boolean, number: number): ReceiptItem {
	const before = rounded((product.price * thousandths) / 1000);
	const discount = discounted ? rounded(before / 10) : 0;
	const gross = before - discount;
	const vat = vatOf(gross, product.vatRate);
	const item: ReceiptItem = {
		line: number,
		kind: product.kind,
		code: product.code,
		name: product.name,
		quantity: thousandths / 1000,
		unit: product.unit,
		unitPrice: crowns(product.price),
		vatRate: product.vatRate,
		totalNet: crowns(gross - vat),
		totalVat: crowns(vat),
		totalGross: crowns(gross),
	};
	if (product.ean) item.ean = product.ean;
	if (discount) item.discount = crowns(discount);
	return item;
}

const halers = (amount: number): number => Math.round(amount * 100);
const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + halers(amount), 0);

function vatSummary(items: ReceiptItem[]): VatSummaryRow[] {
	const rates = [...new Set(items.map((item) => item.vatRate))].sort((a, b) => Number(b) - Number(a));
	return rates.map((vatRate) => {
		const gross = sum(items.filter((item) => item.vatRate === vatRate).map((item) => item.totalGross));
		const vat = vatOf(gross, Number(vatRate));
		return { vatRate, net: crowns(gross - vat), vat: crowns(vat), gross: crowns(gross) };
	});
}

const LABELS: Partial<Record<PaymentMethod, string>> = { cash: 'Hotově', card: 'Plat.kartou', mealVoucher: 'Stravenky' };
const payment = (method: PaymentMethod, amount: number): ReceiptPayment => ({ method, label: LABELS[method], amount: crowns(amount) });

/** Cash is rounded to whole crowns, a card is not; meal vouchers of 100 Kč are topped up with cash. */
function pay(random: number, gross: number): { payments: ReceiptPayment[]; rounding: number } {
	if (random < 0.4) return { payments: [payment('card', gross)], rounding: 0 };
	const total = rounded(gross / 100) * 100;
	const vouchers = random > 0.85 ? Math.floor(total / 10000) * 10000 : 0;
	if (vouchers === 0) return { payments: [payment('cash', total)], rounding: total - gross };
	const payments = [payment('mealVoucher', vouchers)];
	if (total > vouchers) payments.push(payment('cash', total - vouchers));
	return { payments, rounding: total - gross };
}

interface Place {
	register: string;
	number: string;
	day: string;
	minutes: number;
}

function base({ register, number, day, minutes }: Place, items: ReceiptItem[], payments: ReceiptPayment[], rounding: number): Receipt {
	return {
		recordType: 'receipt',
		key: `${SOURCE}/${register}/${number}/${day}`,
		source: SOURCE,
		register,
		number,
		type: 'sale',
		issuedAt: instant(day, minutes),
		date: day,
		currency: 'CZK',
		items,
		payments,
		vatSummary: vatSummary(items),
		total: crowns(sum(payments.map((one) => one.amount))),
		rounding: crowns(rounding),
	};
}

function sale(random: () => number, place: Place): Receipt {
	const count = 1 + Math.floor(random() * 4);
	const items = Array.from({ length: count }, (_, index) => {
		const product = PRODUCTS[Math.floor(random() * PRODUCTS.length)]!;
		const thousandths = product.unit === 'kg' ? 100 + Math.floor(random() * 900) : 1000 * (1 + Math.floor(random() * 3));
		return line(product, thousandths, random() < 0.15 && product.unit !== 'kg', index + 1);
	});
	const { payments, rounding } = pay(random(), sum(items.map((item) => item.totalGross)));
	const receipt = base(place, items, payments, rounding);
	receipt.cashier = CASHIERS[Math.floor(random() * CASHIERS.length)]!;
	const customer: Customer | undefined = random() < 0.1 ? CUSTOMERS[Math.floor(random() * CUSTOMERS.length)] : undefined;
	return customer && receipt.total < 10000 ? { ...receipt, customer: { ...customer } } : receipt;
}

/** The first line of an earlier sale comes back, paid out as it was paid (meal vouchers in cash). */
function giveBack(original: Receipt, place: Place): Receipt {
	const product = PRODUCTS.find((candidate) => candidate.code === original.items[0]!.code)!;
	const item = line(product, -Math.round(original.items[0]!.quantity * 1000), original.items[0]!.discount !== undefined, 1);
	const { payments, rounding } = pay(original.payments[0]!.method === 'card' ? 0 : 0.5, halers(item.totalGross));
	return { ...base(place, [item], payments, rounding), type: 'return', original: { register: original.register, number: original.number, date: original.date } };
}

function movement(register: string, number: string, day: string, minutes: number, amount: number, note: string): CashMovement {
	return { recordType: 'cashMovement', key: `${SOURCE}/${register}/cash-${number}/${day}`, source: SOURCE, register, number, issuedAt: instant(day, minutes), date: day, currency: 'CZK', amount, note };
}

/** Records in the order in which they arise; numbers are unique over all registers and have leading zeros. */
export function sampleRecords(options: SampleOptions): TillRecord[] {
	const { receipts, from, days = 1, registers = ['P1', 'P2'], cashMovements = false, returnEvery = 12 } = options;
	const random = generator(options.seed ?? 20261114);
	const records: TillRecord[] = [];
	const counters = registers.map((_, index) => 10000 * (index + 1));
	const sales = registers.map((): Receipt[] => []);
	const next = (index: number): string => String(++counters[index]!).padStart(6, '0');
	for (let day = 0; day < days; day += 1) {
		const date = addDays(from, day);
		if (cashMovements) registers.forEach((register, index) => records.push(movement(register, next(index), date, 7 * 60 + 30, 2000, 'Vklad na začátku dne')));
		const first = Math.floor((receipts * day) / days);
		const last = Math.floor((receipts * (day + 1)) / days);
		for (let at = first; at < last; at += 1) {
			const index = at % registers.length;
			const minutes = 8 * 60 + Math.floor(((at - first) / Math.max(1, last - first)) * 600);
			const place = { register: registers[index]!, number: next(index), day: date, minutes };
			const earlier = returnEvery > 0 && (at + 1) % returnEvery === 0 ? sales[index]!.pop() : undefined;
			const receipt = earlier ? giveBack(earlier, place) : sale(random, place);
			if (!earlier) sales[index]!.push(receipt);
			records.push(receipt);
		}
		if (cashMovements) registers.forEach((register, index) => records.push(movement(register, next(index), date, 18 * 60 + 30, -2000, 'Výběr na konci dne')));
	}
	return records;
}
