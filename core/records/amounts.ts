/** Whether the amounts of a receipt add up. All values are exact; a remark names both sides and the difference. */
import { AMOUNT_LIMIT, HALER, ONE, absMicro, formatMicro, fromMicro, lineGross, microText, toMicro, type Micro } from '../money/micro';
import type { GivenItem, Receipt } from './types';

function named(item: GivenItem, index: number): string {
	const name = item.name ?? item.code ?? item.ean;
	return `Item ${index + 1}${name === undefined ? '' : ` "${name.slice(0, 40)}"`}`;
}

/** Amount without currency, at least two decimals. */
function plain(micro: Micro): string {
	return microText(micro, 2);
}

/**
 * Total of an item: quantity × unitPrice − discount, rounded to 0.01 when the sender gives none. A given total may
 * differ by up to 0.01, because tills round each line in their own way.
 */
export function itemTotal(item: GivenItem, index: number): { totalGross: number; reasons: string[] } {
	const quantity = toMicro(item.quantity);
	const unitPrice = toMicro(item.unitPrice);
	const discount = toMicro(item.discount ?? 0);
	const computed = lineGross(quantity, unitPrice, discount);
	const reasons: string[] = [];
	if (discount !== 0n && discount < 0n !== quantity < 0n) {
		reasons.push(
			`${named(item, index)}: discount is ${plain(discount)} for quantity ${microText(quantity)}. ` +
				'A discount carries the sign of the line; send a surcharge as an item of its own.',
		);
	}
	if (item.totalGross === undefined) {
		if (absMicro(computed) < AMOUNT_LIMIT) return { totalGross: fromMicro(computed), reasons };
		return { totalGross: 0, reasons: [...reasons, `${named(item, index)}: quantity × unitPrice is too large for an amount.`] };
	}
	const total = toMicro(item.totalGross);
	// In 10^-12, so that nothing is rounded before it is compared.
	const difference = absMicro((total + discount) * ONE - quantity * unitPrice);
	if (difference > HALER * ONE) {
		reasons.push(
			`${named(item, index)}: totalGross is ${plain(total)}, but ${microText(quantity)} × ${plain(unitPrice)} − ` +
				`${plain(discount)} = ${plain(computed)}. Send what the till charged for the line, discount taken off.`,
		);
	}
	if (item.totalNet !== undefined && item.totalVat !== undefined) {
		const parts = toMicro(item.totalNet) + toMicro(item.totalVat);
		if (parts !== total) {
			reasons.push(
				`${named(item, index)}: totalNet ${plain(toMicro(item.totalNet))} + totalVat ` +
					`${plain(toMicro(item.totalVat))} = ${plain(parts)}, but totalGross is ${plain(total)}.`,
			);
		}
	}
	return { totalGross: item.totalGross, reasons };
}

/** items + rounding = total = payments, exactly. */
export function totalReasons(receipt: Receipt): string[] {
	const money = (micro: Micro) => formatMicro(micro, receipt.currency);
	const differs = (difference: Micro) => `differs by ${plain(absMicro(difference))} ${receipt.currency}`;
	const total = toMicro(receipt.total);
	const rounding = toMicro(receipt.rounding);
	const itemsSum = receipt.items.reduce((sum, item) => sum + toMicro(item.totalGross), 0n);
	const paid = receipt.payments.reduce((sum, payment) => sum + toMicro(payment.amount), 0n);
	const reasons: string[] = [];
	if (itemsSum + rounding !== total) {
		reasons.push(
			`Items ${money(itemsSum)} + rounding ${money(rounding)} = ${money(itemsSum + rounding)}, but total is ` +
				`${money(total)}: ${differs(itemsSum + rounding - total)}. Check the lines and the rounding of this receipt in the till.`,
		);
	}
	if (paid !== total) {
		reasons.push(
			`Payments are ${money(paid)}, but total is ${money(total)}: ${differs(paid - total)}. ` +
				'Send what each means of payment brought, without the change given back.',
		);
	}
	return reasons;
}

