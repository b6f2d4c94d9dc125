/** References to records of the unit: an unknown code never refuses a document, it becomes the default with warning 603. */
import { child, type El } from '../tree.mts';
import type { CodeRecord, PaymentForm } from '../types.mts';
import { changed, type Context, type Problems } from './context.mts';

/** `id` has priority over `ids`; an empty reference, `nullValue` and a missing one give the fallback silently. */
export function reference<T extends CodeRecord>(context: Problems, el: El | undefined, list: readonly T[], fallback?: T): T | undefined {
	const id = child(el, 'typ:id');
	const ids = child(el, 'typ:ids');
	const named = id ?? ids ?? child(el, 'typ:extId');
	if (!el || !named || (named === ids && ids!.text === '')) return fallback;
	const found = named === id ? list.find((record) => record.id === Number(id!.text)) : named === ids ? list.find((record) => record.ids === ids!.text) : undefined;
	if (found) return found;
	changed(context, named, named.text, fallback?.ids ?? '');
	return fallback;
}

/** Forma úhrady: by id, by its name, or by the enumeration; the default is Hotově. */
export function paymentForm(context: Context, el: El | undefined): PaymentForm | undefined {
	const forms = context.settings.paymentForms;
	const cash = forms.find((form) => form.paymentType === 'cash') ?? forms[0];
	const enumerated = child(el, 'typ:paymentType');
	if (child(el, 'typ:id') || child(el, 'typ:ids') || !enumerated) return reference(context, el, forms, cash);
	const found = forms.find((form) => form.paymentType === enumerated.text);
	if (!found) changed(context, enumerated, enumerated.text, cash?.ids ?? '');
	return found ?? cash;
}
