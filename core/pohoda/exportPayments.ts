/** How a prodejka was paid. */
import { fromMicro, type Micro } from '../money/micro';
import type { ReceiptPayment } from '../records/types';
import { child, localName, type XmlNode } from '../xml/node';
import { amount, contradiction, type RecordContext } from './exportAmounts';
import { currencyIn, NO_CURRENCY, paymentMethod } from './paymentForms';

type Form = Pick<ReceiptPayment, 'method' | 'label'>;

/** The form of a paymentType. The enum beside a name is used where it says the same. */
export function readForm({ reading }: RecordContext, node: XmlNode | undefined): Form {
	const ids = reading.text(node, 'typ:ids');
	const type = reading.peek(node, 'typ:paymentType');
	const form = paymentMethod({ ids, type });
	const same = form.method !== 'other' && paymentMethod({ type }).method === form.method;
	if (ids === undefined || same) reading.text(node, 'typ:paymentType');
	return form;
}

/** Foreign money: what was handed over, in its own currency. */
function foreignPart(context: RecordContext, label: string | undefined, received: Micro | undefined, place: string): Partial<ReceiptPayment> {
	const currency = label === undefined ? undefined : currencyIn(label);
	if (currency === undefined) {
		const text = `${place} was made in foreign money, and its name says no currency. Name the currency in the payment form, such as "Hotově EUR".`;
		context.warnings.push({ code: 'currencyUnknown', text, place: 'payments' });
	}
	return { ...(received === undefined ? {} : { tendered: fromMicro(received) }), currency: currency ?? NO_CURRENCY };
}

function readPayment(context: RecordContext, item: XmlNode, index: number): ReceiptPayment {
	const form = readForm(context, child(item, 'pro:paymentType'));
	const place = `Payment ${index + 1}${form.label === undefined ? '' : ` "${form.label.slice(0, 40)}"`}`;
	const received = amount(context, item, 'pro:received');
	const home = amount(context, item, 'pro:receivedHomeCurrency');
	const returned = amount(context, item, 'pro:returned') ?? 0n;
	const kept = home ?? received;
	if (kept === undefined) context.reasons.push(`${place}: it has no amount (received).`);
	const reference = context.reading.text(item, 'pro:note');
	const rate = context.reading.peek(item, 'pro:paymentAdvanced', 'pro:rate');
	const foreign = rate !== undefined || (home !== undefined && received !== undefined && home !== received);
	const change = returned === 0n ? {} : { change: fromMicro(returned) };
	return {
		...form,
		amount: fromMicro((kept ?? 0n) - returned),
		...(foreign
			? foreignPart(context, form.label, home === undefined ? undefined : received, place)
			: returned === 0n
				? {}
				: { tendered: fromMicro(kept ?? 0n), ...change }),
		...(reference === undefined ? {} : { reference }),
		// Change is given in the home currency.
		...(foreign && returned !== 0n ? { extra: change } : {}),
	};
}

/** prodejkaPayments; the amount is what stayed in the till. */
export function readPayments(context: RecordContext, payments: XmlNode | undefined): ReceiptPayment[] {
	const items = payments?.children ?? [];
	for (const { name } of items.filter(({ name: found }) => found !== 'pro:paymentItem')) {
		context.reasons.push(`prodejkaPayments holds <${localName(name)}>, which is not known; it may be an amount.`);
	}
	return items.filter(({ name }) => name === 'pro:paymentItem').map((item, index) => readPayment(context, item, index));
}

/** A payment form in the header beside payments of their own: they count, and it must not say another one. */
export function checkHeaderForm(context: RecordContext, form: XmlNode, payments: readonly ReceiptPayment[]): void {
	const { reading } = context;
	const stated = paymentMethod({ ids: reading.peek(form, 'typ:ids'), type: reading.peek(form, 'typ:paymentType') });
	if (payments.some(({ method, label }) => method === stated.method && (stated.label ?? label) === label)) return;
	const text = `The header names the payment form "${stated.label ?? stated.method}", which is not among its payments; the payments were taken.`;
	contradiction(context, text, 'payments');
}
