/** Documents in another currency: the amounts of the items are in it, those in Kč are computed ("homeCurrency is ignored then"). */
import { decimal, divideRounded, ONE, type Decimal } from '../amounts.mts';
import { child, textOf, type El } from '../tree.mts';

export interface Foreign {
	currency: string;
	rate: Decimal;
	/** Units of the currency that the rate is for. */
	amount: Decimal;
	rateText: string;
	amountText: string;
}

/** Currency and rate of a summary; undefined for a document in Kč. */
export function readForeign(summary: El | undefined, ns: string): Foreign | undefined {
	const el = child(summary, `${ns}:foreignCurrency`);
	if (!el) return undefined;
	const rateText = textOf(el, 'typ:rate')?.trim() ?? '1';
	const amountText = textOf(el, 'typ:amount')?.trim() ?? '1';
	const amount = decimal(amountText) ?? ONE;
	return { currency: textOf(el, 'typ:currency', 'typ:ids') ?? '', rate: decimal(rateText)!, amount: amount.digits === 0n ? ONE : amount, rateText, amountText };
}

/** Hundredths of the other currency to haléře. */
export function toHome(hundredths: number, { rate, amount }: Foreign): number {
	const numerator = BigInt(hundredths) * rate.digits * 10n ** BigInt(amount.scale);
	return Number(divideRounded(numerator, amount.digits * 10n ** BigInt(rate.scale)));
}

/** Unit price in Kč, to the haléř. */
export function homeUnitPrice(unitPrice: Decimal, foreign: Foreign): Decimal {
	const numerator = unitPrice.digits * foreign.rate.digits * 10n ** BigInt(foreign.amount.scale) * 100n;
	return { digits: divideRounded(numerator, foreign.amount.digits * 10n ** BigInt(unitPrice.scale + foreign.rate.scale)), scale: 2 };
}
