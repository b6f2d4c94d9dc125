/** What POHODA says about a value, in sentences for a person. */
import type { ResultWarning } from '../records/results';
import { elementAt, type NamedElement } from './elementNames';
import { errorNumber } from './errorNumbers';

/** Line breaks and runs of spaces in POHODA's texts, as one line without full stop. */
export function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
}

/** Where the values of a document come from; of them, Posting Rules name only some. */
export type Origin = 'Posting Rules' | 'the record' | 'the XML';

/** Agenda of the answer → what people call the record. */
const RECORDS: Readonly<Record<string, string>> = {
	prodejka: 'the receipt',
	voucher: 'the cash document',
	invoice: 'the invoice',
	order: 'the order',
	offer: 'the offer',
	vydejka: 'the goods issue note',
	prijemka: 'the goods received note',
	prevodka: 'the stock transfer',
	addressbook: 'the contact',
	stockItem: 'the stock item',
	stock: 'the stock item',
};

/** Where a person corrects the value of an element, e.g. `Posting Rules`, `the invoice`. */
function placeOf(element: NamedElement | undefined, where: Origin, agenda: string | undefined): string {
	if (where === 'the XML') return where;
	const record = RECORDS[agenda ?? ''] ?? 'the record';
	const ofReceipts = agenda === undefined || agenda === 'prodejka' || agenda === 'voucher';
	if (where === 'Posting Rules' && ofReceipts) {
		if (element === undefined || element.rule) return where;
		return `the till (${record})`;
	}
	return agenda === undefined ? where : record;
}

/** Who does what about a value that POHODA does not know. */
function adviceOf(element: NamedElement | undefined, where: Origin, agenda: string | undefined): string {
	const place = placeOf(element, where, agenda);
	if (element?.local === 'quantity') return `Put the stock right in POHODA, or correct the quantity in ${place}`;
	if (element?.known && element.agenda === undefined) return `Correct it in ${place}`;
	return `Correct it in ${place}, or add it in POHODA${element?.agenda === undefined ? '' : ` (${element.agenda})`}`;
}

export function explained(warning: ResultWarning, where: Origin, agenda: string | undefined): string {
	const { code, text, requested, produced } = warning;
	const known = errorNumber(Number(code));
	const element = elementAt(warning.place);
	const change =
		requested !== undefined && requested !== produced ? `sent "${requested}"${produced === undefined ? '' : `, now "${produced}"`}` : undefined;
	const place = element === undefined || known?.values !== true ? undefined : element.label;
	const about = [place, change].filter((part) => part !== undefined).join(', ');
	const said = [text === '' ? known?.meaning : text, `[${code}]`].filter(Boolean).join(' ');
	const advice = known?.values ? `${adviceOf(element, where, agenda)}.` : known?.advice;
	return `${said}${about === '' ? '' : ` (${about})`}${known ? `: ${known.meaning}. ${advice}` : '.'}`;
}

/** What POHODA has instead of what was sent: `payment form (forma úhrady): sent "Stravenky", POHODA has "Hotově" [603]`. */
function differing({ code, text, place, requested, produced }: ResultWarning): string {
	const what = elementAt(place)?.label ?? text;
	const has = produced === undefined || produced === '' ? 'POHODA did not take it' : `POHODA has "${produced}"`;
	const both = requested === undefined ? `${text === what || text === '' ? 'POHODA changed it' : text}` : `sent "${requested}", ${has}`;
	return `${what}: ${both} [${code}]`;
}

/** The sentences for a document that exists, but not as it was sent. */
export function butOtherwise(problems: readonly ResultWarning[], where: Origin, agenda: string | undefined): string {
	const advice = [...new Set(problems.map(({ place }) => adviceOf(elementAt(place), where, agenda)))].join('; ');
	return `, but not as it was sent: ${problems.map(differing).join('; ')}. Correct the document in POHODA. So that the next ones are right: ${advice}.`;
}
