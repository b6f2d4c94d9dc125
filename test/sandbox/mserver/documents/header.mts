/** Header of a document: what all agendas have. */
import { asStored } from '../decode.mts';
import { czechDate } from '../clock.mts';
import { child, childrenOf, textOf, type El } from '../tree.mts';
import { addressOf } from '../records/contact.mts';
import { readExtId } from '../records/stock.mts';
import type { NumberSeries, StoredDocument } from '../types.mts';
import { changed, ERRNO, refusal, warning, type Context } from './context.mts';
import { objectAt, textAt } from '../xml.mts';
import { reference } from './references.mts';

export const stored = (text: string | undefined): string | undefined => (text === undefined || text === '' ? undefined : asStored(text));

/** Elements whose annotation says "vyžadován při vytvoření dokladu". */
export function requireOnCreate(context: Context, header: El, names: readonly string[]): void {
	for (const name of names) {
		const el = child(header, `${context.ns}:${name}`);
		const text = el?.children.length ? (textOf(el, 'typ:id') ?? textOf(el, 'typ:ids') ?? el.children.map((one) => one.text + one.children.map((inner) => inner.text).join('')).join('')) : (el?.text ?? '');
		if (text.trim() === '') refusal(context, el ?? header, `Není uveden povinný údaj '${name}'.`, ERRNO.invalidValue);
	}
}

/** Outside the unit's period: two warnings and the document is made all the same. In a closed VAT period: refused. */
export function checkDate(context: Context, el: El | undefined): void {
	if (!el) return;
	const date = el.text.trim();
	const shown = czechDate(date);
	if (context.settings.closedVatPeriods.some((span) => date >= span.from && date <= span.till)) {
		refusal(context, el, 'Daňový doklad spadá do uzavřeného období DPH.', ERRNO.closedVatPeriod, shown, '');
	}
	const { from, till } = context.period;
	if (date >= from && date <= till) return;
	warning(context, el, 'Datum není z účetního období.', ERRNO.outsidePeriod, shown, shown);
	const limit =
		date > till
			? `Datum může být nejvýše ${czechDate(till)}.\n\nTip: Pokud chcete zadat doklad z počátku dalšího období,\nnastavte Účetnictví/Uzávěrka/Účtování na přelomu účetního období.`
			: `Datum může být nejméně ${czechDate(from)}.`;
	warning(context, el, limit, ERRNO.outsidePeriod, shown, shown);
}

function partner(el: El | undefined): Record<string, string> | undefined {
	const address = child(el, 'typ:address');
	if (!address) return undefined;
	const entries = address.children.filter((field) => field.local !== 'VATPayerType').map((field) => [field.local, asStored(field.children.length ? (textOf(field, 'typ:ids') ?? '') : field.text)] as const);
	return Object.fromEntries(entries.filter(([, value]) => value !== ''));
}

/** "Links only if exactly one address matches", by the first field that is given. */
const LINKED_BY = ['ico', 'dic', 'icDph', 'company', 'name'];

/** Id of the contact that partnerIdentity links the document to. */
function linkedContact(context: Context, el: El | undefined): number | undefined {
	const { contacts } = context.state;
	const id = child(el, 'typ:id');
	if (id) {
		if (contacts.some((contact) => contact.id === Number(id.text))) return Number(id.text);
		changed(context, id, id.text, '');
	}
	for (const extId of childrenOf(el, 'typ:extId').map(readExtId)) {
		const found = contacts.find((contact) => contact.extIds.some((one) => one.ids === extId.ids && one.exSystemName === extId.exSystemName));
		if (found) return found.id;
	}
	const address = child(el, 'typ:address');
	if (!['true', '1'].includes(address?.attributes['linkToAddress'] ?? '')) return undefined;
	const field = LINKED_BY.find((name) => (textOf(address, `typ:${name}`) ?? '') !== '');
	const matching = field ? contacts.filter((contact) => addressOf(contact, field) === textOf(address, `typ:${field}`)) : [];
	return matching.length === 1 ? matching[0]!.id : undefined;
}

/** Address of a contact, as it is copied into a document that names only the contact. */
function contactAddress(state: Context['state'], id: number): Record<string, string> | undefined {
	const address = objectAt(state.contacts.find((contact) => contact.id === id)?.header, 'adb:identity', 'typ:address') ?? {};
	const texts = Object.keys(address).map((name) => [name.replace(/^typ:/, ''), textAt(address, name) ?? textAt(address, name, 'typ:ids') ?? ''] as const);
	return Object.fromEntries(texts.filter(([name, text]) => text !== '' && name !== 'VATPayerType'));
}

type Shared = 'date' | 'text' | 'accounting' | 'centre' | 'activity' | 'contract' | 'partner' | 'partnerId' | 'note' | 'intNote' | 'extIds';

/** Reads what the headers of all documents have in common; what is wrong goes to the context. */
export function readHeader(context: Context, header: El): Pick<StoredDocument, Shared> {
	const { settings, ns, state } = context;
	const at = (name: string): El | undefined => child(header, `${ns}:${name}`);
	checkDate(context, at('date'));
	const partnerId = linkedContact(context, at('partnerIdentity'));
	const withoutAccounting = child(at('accounting'), 'typ:accountingType') !== undefined;
	const accounting = reference(context, at('accounting'), settings.accountings, { id: 0, ids: withoutAccounting ? 'Bez' : 'Nevím' });
	return {
		date: (at('date')?.text ?? '').trim().slice(0, 10),
		text: stored(at('text')?.text) ?? '',
		accounting: accounting?.ids,
		centre: reference(context, at('centre'), settings.centres)?.ids,
		activity: reference(context, at('activity'), settings.activities)?.ids,
		contract: reference(context, at('contract'), settings.contracts)?.ids,
		partner: partnerId === undefined || child(at('partnerIdentity'), 'typ:address') ? partner(at('partnerIdentity')) : contactAddress(state, partnerId),
		partnerId,
		note: stored(at('note')?.text),
		intNote: stored(at('intNote')?.text),
		extIds: childrenOf(header, `${ns}:extId`).map(readExtId),
	};
}

/** Decides the number; to be called last and only for a document that is not refused, because it counts the series up. */
export function takeNumber(context: Context, header: El | undefined, date: string): () => string {
	const el = child(header, `${context.ns}:number`);
	const wanted = child(el, 'typ:numberRequested');
	const series = context.settings.series.filter((one) => one.agenda === context.agenda);
	if (wanted) {
		const number = asStored(wanted.text);
		if (!context.state.hasNumber(context.agenda, number)) return () => number;
		if (wanted.attributes['checkDuplicity'] !== 'false') {
			refusal(context, wanted, 'Doklad se stejným číslem již existuje.', ERRNO.invalidValue, number, '');
			return () => number;
		}
		let suffix = 1;
		while (context.state.hasNumber(context.agenda, `${number}-${suffix}`)) suffix += 1;
		changed(context, wanted, number, `${number}-${suffix}`);
		return () => `${number}-${suffix}`;
	}
	const records = series.map((one, index) => ({ id: index + 1, ids: one.ids, series: one as NumberSeries }));
	const chosen = reference(context, el, records, records[0]);
	return () => context.state.nextNumber(chosen!.series, date);
}
