/** Prices with and without VAT. */
import {
	absMicro,
	AMOUNT_LIMIT,
	divMicro,
	fromMicro,
	HALER,
	mulMicro,
	ONE,
	roundMicro,
	toMicro,
	type Micro,
} from '../money/micro';

const HUNDRED = 100n * ONE;

/** undefined for what is too large to be an amount. */
export function amountOf(micro: Micro): number | undefined {
	return absMicro(micro) < AMOUNT_LIMIT ? fromMicro(micro) : undefined;
}

/** net × (100 + rate) / 100, rounded half away from zero to 0.01; undefined when it is too large for an amount. */
export function withVat(net: number, rate: number): number | undefined {
	return amountOf(roundMicro(divMicro(mulMicro(toMicro(net), HUNDRED + toMicro(rate)), HUNDRED), HALER));
}

/** gross × 100 / (100 + rate), rounded half away from zero to 0.01; undefined when it is too large for an amount. */
export function withoutVat(gross: number, rate: number): number | undefined {
	return amountOf(roundMicro(divMicro(mulMicro(toMicro(gross), HUNDRED), HUNDRED + toMicro(rate)), HALER));
}
