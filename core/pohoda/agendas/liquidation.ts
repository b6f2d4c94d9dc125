/** How much of an invoice is paid, from inv:liquidation and from the CSV of issued invoices: one rule for both. */
import { absMicro, toMicro } from '../../money/micro';
import type { PaymentState } from '../../records/invoice';

/** Less than half a haléř. */
const NOTHING = 5_000n;

interface GivenPayment {
	/** Day of the last payment. */
	date?: string;
	/** Still to be paid, in the currency of the books (amountHome, "K likvidaci"); absent where POHODA says none. */
	remaining?: number;
	remainingForeign?: number;
	/** Total of the invoice in the currency of the books: tells an unpaid credit note from an overpaid invoice. */
	total?: number;
}

/**
 * State of payment. POHODA writes [seen in real answers]: no date and an amount = unpaid, the amount is what remains;
 * a date and no amount = settled; both = partly
 * paid.
 *
 * @returns undefined where POHODA says nothing
 */
export function paymentState({ date, remaining, remainingForeign, total }: GivenPayment): PaymentState | undefined {
	if (date === undefined && remaining === undefined && remainingForeign === undefined) return undefined;
	const rest = remaining ?? 0;
	const known = {
		remaining: rest,
		...(remainingForeign === undefined ? {} : { remainingForeign }),
		...(date === undefined ? {} : { date }),
	};
	const open = remaining ?? remainingForeign ?? 0;
	if (absMicro(toMicro(open)) < NOTHING) return { state: 'paid', ...known };
	// A credit note is negative and stays negative until it is paid out.
	if (open < 0 && !(total !== undefined && total < 0)) return { state: 'overpaid', ...known };
	if (open > 0 && total !== undefined && total < 0) return { state: 'overpaid', ...known };
	return { state: date === undefined ? 'unpaid' : 'partlyPaid', ...known };
}
