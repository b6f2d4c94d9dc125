/** Lines and payments of many receipts in one document. */
import { fromMicro, sum, toMicro } from '../../money/micro';
import { stableJson } from '../../text/digest';
import type { DraftItem, DraftPayment } from './draft';
import { computedGross } from './lines';

/** Everything but how much; what comes back is never summed with what was sold. */
function lineKey(item: DraftItem): string {
	return stableJson({ ...item, quantity: item.quantity < 0 ? -1 : 1, totalGross: 0 });
}

function grossOf(item: DraftItem, quantity: bigint): bigint {
	return computedGross(quantity, toMicro(item.unitPrice), toMicro(item.discountPercentage ?? 0));
}

/**
 * Equal lines become one with the summed quantity, as long as POHODA computes exactly the summed amount from it;
 * otherwise (weighed goods, where each line was rounded by itself) they stay lines of their own.
 */
export function mergeLines(items: readonly DraftItem[]): DraftItem[] {
	const merged: DraftItem[] = [];
	const open = new Map<string, number>();
	for (const item of items) {
		const key = lineKey(item);
		const at = open.get(key);
		const line = at === undefined ? undefined : merged[at];
		if (line !== undefined && at !== undefined) {
			const quantity = toMicro(line.quantity) + toMicro(item.quantity);
			const gross = toMicro(line.totalGross) + toMicro(item.totalGross);
			if (grossOf(item, quantity) === gross) {
				merged[at] = { ...line, quantity: fromMicro(quantity), totalGross: fromMicro(gross) };
				continue;
			}
		}
		open.set(key, merged.push({ ...item }) - 1);
	}
	return merged;
}

/** One payment for each form, with the summed amount. */
export function mergePayments(payments: readonly DraftPayment[]): DraftPayment[] {
	const forms = new Map<string, { form: DraftPayment['form']; amounts: number[] }>();
	for (const { form, amount } of payments) {
		const key = stableJson(form);
		const found = forms.get(key) ?? { form, amounts: [] };
		found.amounts.push(amount);
		forms.set(key, found);
	}
	return [...forms.values()].map(({ form, amounts }) => ({ form, amount: sum(amounts) }));
}
