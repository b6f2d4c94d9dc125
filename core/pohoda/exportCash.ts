/** A prodejka of the type deposit (vklad) or withdrawal (výběr) → a cash movement. */
import { absMicro, formatMicro, fromMicro, sum, toMicro, type Micro } from '../money/micro';
import type { ReceiptItem, ReceiptPayment, VatSummaryRow } from '../records/types';
import { child, type XmlNode } from '../xml/node';
import { contradiction, type RecordContext } from './exportAmounts';
import { readItems } from './exportItems';
import { readPayments } from './exportPayments';
import { readVatSummary } from './exportVat';
import { documentRounding } from './values';

function totalOf(amounts: readonly number[]): Micro {
	return absMicro(toMicro(sum(amounts)));
}

/** Of a plain item the name is all that the amount does not say. */
const PLAIN = new Set(['line', 'kind', 'name', 'quantity', 'unitPrice', 'vatRate', 'totalNet', 'totalVat', 'totalGross']);

/** Its name, or the whole item where it says more than an amount. */
function itemData(item: ReceiptItem): unknown {
	const plain = Math.abs(item.quantity) === 1 && item.vatRate === 0 && Object.keys(item).every((field) => PLAIN.has(field));
	return plain ? item.name || undefined : item;
}

/** What items, payments and summary say beyond the amount. */
function dataOf(items: ReceiptItem[], payments: ReceiptPayment[], rows: VatSummaryRow[]): Record<string, unknown> {
	const texts = items.map(itemData).filter((text) => text !== undefined);
	return {
		...(texts.length > 0 ? { items: texts } : {}),
		...(payments.length > 0 ? { payments } : {}),
		...(rows.some(({ vatRate }) => vatRate !== 0) ? { vatSummary: rows } : {}),
	};
}

/** Cash that is moved has no rounding; a mode that would round it is kept. */
function checkRounding(context: RecordContext, summary: XmlNode | undefined, size: Micro): void {
	const mode = context.reading.peek(summary, 'pro:roundingDocument');
	const rounding = mode === undefined ? 0n : documentRounding(size, mode);
	if (rounding === undefined) context.reasons.push(`roundingDocument is "${mode}", which is not known.`);
	else if (rounding === 0n) context.reading.text(summary, 'pro:roundingDocument');
	else contradiction(context, `The amount is ${formatMicro(size)} and roundingDocument is "${mode}"; nothing was rounded.`, 'amount');
}

/**
 * The amount is the items', else the payments', else the summary's, and all that are stated must say the same; the type
 * gives the sign.
 */
export function cashFields(context: RecordContext, node: XmlNode, type: string): Record<string, unknown> {
	const summary = child(node, 'pro:prodejkaSummary');
	const items = readItems(child(node, 'pro:prodejkaDetail'), context);
	const payments = readPayments(context, child(node, 'pro:prodejkaPayments'));
	const rows = readVatSummary(context, summary);
	const stated = [
		{ name: 'items', amounts: items.map(({ totalGross }) => totalGross) },
		{ name: 'payments', amounts: payments.map((one) => one.amount) },
		{ name: 'summary', amounts: rows.map(({ gross }) => gross) },
	].flatMap(({ name, amounts }) => (amounts.length === 0 ? [] : [{ name, size: totalOf(amounts) }]));
	const size = stated[0]?.size ?? 0n;
	if (size === 0n) context.reasons.push('The deposit or withdrawal has no amount.');
	if (stated.some((one) => one.size !== size)) {
		const said = stated.map((one) => `its ${one.name} state ${formatMicro(one.size)}`).join(', ');
		context.reasons.push(`The deposit or withdrawal contradicts itself: ${said}. Check it in the till.`);
	}
	checkRounding(context, summary, size);
	return {
		recordType: 'cashMovement',
		amount: fromMicro(type === 'withdrawal' ? -size : size),
		extra: dataOf(items, payments, rows),
	};
}
