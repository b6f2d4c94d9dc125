/** Rules of receipts beyond shape and sums. */
import { HALER, absMicro, formatMoney, toMicro } from '../money/micro';
import type { ResultWarning } from './results';
import type { Receipt } from './types';

/** What the type of a receipt demands of it. */
function typeReasons(receipt: Receipt): string[] {
	const { type, total, items, original, currency } = receipt;
	if (type !== 'void' && items.length === 0) {
		return ['items is empty. Send one entry per line of the receipt.'];
	}
	if (type === 'return' && total > 0) {
		return [`type is return, but total is ${formatMoney(total, currency)}. A return carries negative quantities, totals and payments.`];
	}
	if (type === 'void' && total !== 0 && original?.number === undefined) {
		return [
			`type is void and total is ${formatMoney(total, currency)}, but original.number is missing. Name the receipt ` +
				'that it takes back, or send a receipt that was cancelled itself with total 0.',
		];
	}
	return [];
}

/**
 * What makes a receipt unusable: contradictions between its type, amounts and currency.
 *
 * @param rateByTarget the target knows its home currency, and holds what has no rate
 */
export function receiptReasons(receipt: Receipt, rateByTarget: boolean): string[] {
	const { currency, rate } = receipt;
	const reasons = typeReasons(receipt);
	if (!rateByTarget && currency !== 'CZK' && rate === undefined) {
		reasons.push(`currency is ${currency}, but rate is missing. Send the CZK for rateAmount (normally 1) ${currency}.`);
	}
	return reasons;
}

/** What is unusual and may be right. `rate` is as the sender gave it. */
export function receiptWarnings(receipt: Receipt): ResultWarning[] {
	const warnings: ResultWarning[] = [];
	if (absMicro(toMicro(receipt.rounding)) > 50n * HALER) {
		const text = `Rounding is ${formatMoney(receipt.rounding, receipt.currency)}; more than 0.50 is unusual.`;
		warnings.push({ code: 'roundingLarge', text, place: 'rounding' });
	}
	if (receipt.type === 'sale' && receipt.total < 0) {
		const total = formatMoney(receipt.total, receipt.currency);
		const text = `A sale with the negative total ${total}: more was taken back than sold.`;
		warnings.push({ code: 'negativeSale', text, place: 'total' });
	}
	if (receipt.type === 'void' && receipt.total > 0) {
		const total = formatMoney(receipt.total, receipt.currency);
		const text = `A void with the positive total ${total}: right only when it takes back a return.`;
		warnings.push({ code: 'positiveVoid', text, place: 'total' });
	}
	if (receipt.currency === 'CZK' && receipt.rate !== undefined && receipt.rate !== (receipt.rateAmount ?? 1)) {
		const text = `An exchange rate of ${receipt.rate} was sent for an amount in CZK; it was left out.`;
		warnings.push({ code: 'rateIgnored', text, place: 'rate' });
	}
	return warnings;
}
