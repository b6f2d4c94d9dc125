/** Rows of UctenkyUhr.txt → canonical payments: money given back belongs to what was paid by the same means. */
import { absMicro, toMicro } from '../money/micro';
import type { Micro } from '../money/micro';
import type { ReceiptPayment } from '../records/types';
import type { Reading } from './readItems';
import { paymentMethod } from './settings';
import type { Row } from './structures';

/** More between items and payments is no rounding. */
export const MOST_ROUNDING = 500_000n;

export interface PaymentSource {
	paid: Row<'UctenkyUhr'>;
	change?: Row<'UctenkyUhr'>;
}

const isChange = (row: Row<'UctenkyUhr'>) => row.Vraceno === '1';
const sameName = (a: Row<'UctenkyUhr'>, b: Row<'UctenkyUhr'>) =>
	a.ZpusobUhrady?.trim().toLowerCase() === b.ZpusobUhrady?.trim().toLowerCase() && a.Mena === b.Mena;

/** Change goes to the nearest payment before it, else to the first one after it; alone it is a payment out of the till. */
function pairs(rows: ReadonlyArray<Row<'UctenkyUhr'>>): PaymentSource[] {
	const sources = rows.map((row): PaymentSource => ({ paid: row }));
	const attached = new Set<PaymentSource>();
	for (const [index, source] of sources.entries()) {
		if (!isChange(source.paid)) continue;
		const free = (one: PaymentSource) => !isChange(one.paid) && one.change === undefined && sameName(one.paid, source.paid);
		const home = sources.slice(0, index).findLast(free) ?? sources.slice(index + 1).find(free);
		if (home === undefined) continue;
		home.change = source.paid;
		attached.add(source);
	}
	return sources.filter((source) => !attached.has(source));
}

function readPayment(reading: Reading, { paid, change }: PaymentSource): ReceiptPayment {
	const { settings, currency } = reading;
	const label = paid.ZpusobUhrady?.trim() ?? '';
	const name = `Payment ${paid.Poradi} "${label}"`;
	const method = paymentMethod(label, settings);
	const given = (row: Row<'UctenkyUhr'>, column: 'Castka' | 'CastkaProdej') => {
		const micro = reading.signed(row[column], `${name}, ${column}`);
		// Without signs Vraceno alone says the direction; with signs it is in the amount.
		const turned = row === change ? settings.signs === 'signed' : isChange(row) && settings.signs === 'positive';
		return turned ? -micro : micro;
	};
	const ofReceipt = given(paid, 'CastkaProdej') - (change === undefined ? 0n : given(change, 'CastkaProdej'));
	const own = paid.Mena?.trim().toUpperCase() || currency;
	const foreign = own !== currency;
	const shown = change !== undefined || foreign;
	return {
		method: method ?? 'other',
		...(label === '' ? {} : { label }),
		amount: reading.number(ofReceipt, name),
		...(shown ? { tendered: reading.number(given(paid, 'Castka'), name) } : {}),
		...(change === undefined ? {} : { change: reading.number(given(change, 'Castka'), name) }),
		...(foreign ? { currency: own } : {}),
	};
}

function turned({ amount, tendered, change, ...payment }: ReceiptPayment): ReceiptPayment {
	const other = (value: number) => (value === 0 ? 0 : -value);
	return {
		...payment,
		amount: other(amount),
		...(tendered === undefined ? {} : { tendered: other(tendered) }),
		...(change === undefined ? {} : { change: other(change) }),
	};
}

/**
 * Payments in the order of Poradi, and the rows of each. Nothing published says whether Vraceno on a return means money that went back to the customer, or back from
 * there: the reading that adds up is taken.
 *
 * @param items sum of the items, signed as the till moves
 */
export function readPayments(reading: Reading, rows: ReadonlyArray<Row<'UctenkyUhr'>>, items: Micro): { payments: ReceiptPayment[]; sources: PaymentSource[] } {
	const ordered = [...rows].sort((a, b) => Number(a.Poradi) - Number(b.Poradi));
	const sources = pairs(ordered);
	const payments = sources.map((source) => readPayment(reading, source));
	const paid = payments.reduce((sum, { amount }) => sum + toMicro(amount), 0n);
	const otherWay = reading.type !== 'sale' && ordered.some(isChange) && absMicro(paid - items) > MOST_ROUNDING && absMicro(-paid - items) <= MOST_ROUNDING;
	return { payments: otherWay ? payments.map(turned) : payments, sources };
}
