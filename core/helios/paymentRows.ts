/** Canonical payments → rows of UctenkyUhr.txt: what was given, and as a row of its own what was given back. */
import { HALER, divMicro, mulMicro, roundMicro, toMicro } from '../money/micro';
import type { Micro } from '../money/micro';
import type { ReceiptPayment } from '../records/types';
import { blankRow, decimal } from './build';
import type { Build } from './build';
import { paymentName } from './settings';
import type { Row } from './structures';

export interface BuiltPayment {
	paid: Row<'UctenkyUhr'>;
	change?: Row<'UctenkyUhr'>;
}

interface Part {
	/** In the payment's own currency, and in the receipt's. */
	amount: Micro;
	ofReceipt: Micro;
}

/** Given and given back; their difference is the amount. */
function partsOf({ amount, tendered, change }: ReceiptPayment, ownCurrency: boolean): { paid: Part; change: Part } {
	const net = toMicro(amount);
	const back = toMicro(change ?? 0);
	if (!ownCurrency) return { paid: { amount: net + back, ofReceipt: net + back }, change: { amount: back, ofReceipt: back } };
	const given = toMicro(tendered ?? 0);
	const ofReceipt = given === back ? net : roundMicro(divMicro(mulMicro(net, given), given - back), HALER);
	return { paid: { amount: given, ofReceipt }, change: { amount: back, ofReceipt: ofReceipt - net } };
}

function paymentRow(build: Build, payment: ReceiptPayment, part: Part, currency: string, isChange: boolean): Row<'UctenkyUhr'> {
	const { settings, receipt, reverse } = build;
	const forward = reverse ? -part.amount : part.amount;
	const back = isChange || forward < 0n;
	const home = build.home(part.ofReceipt);
	const own = currency !== receipt.currency;
	const factor = settings.signs === 'positive' ? (reverse ? -1n : 1n) * (back && !isChange ? -1n : 1n) : isChange ? -1n : 1n;
	return Object.assign(blankRow('UctenkyUhr'), {
		TypDokladu: '0',
		ZpusobUhrady: build.text(paymentName(payment, settings)),
		Vraceno: back !== (receipt.type === 'return' && settings.returnPayments === 'givenBack') ? '1' : '0',
		Castka: decimal(part.amount * factor),
		Mena: currency,
		Kurz: decimal(own ? (part.amount === 0n ? 0n : divMicro(home, part.amount)) : build.rate),
		JednotkaMeny: own || !build.foreign ? '1' : String(receipt.rateAmount ?? 1),
		CastkaHM: decimal(home * factor),
		CastkaProdej: decimal(part.ofReceipt * factor),
		BodyAno: '0',
	});
}

export function paymentRows(build: Build, payment: ReceiptPayment): BuiltPayment {
	const ownCurrency = payment.currency !== undefined && payment.currency !== build.receipt.currency && payment.tendered !== undefined;
	const currency = ownCurrency ? (payment.currency ?? '') : build.receipt.currency;
	const { paid, change } = partsOf(payment, ownCurrency);
	const row = paymentRow(build, payment, paid, currency, false);
	return change.amount === 0n ? { paid: row } : { paid: row, change: paymentRow(build, payment, change, currency, true) };
}
