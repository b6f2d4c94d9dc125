/** cancelDocument: a new document that takes another one back; the rest of what was sent is ignored but the header's number. */
import { decimal, decimalText } from '../amounts.mts';
import { localDate } from '../clock.mts';
import { child, textOf, type El } from '../tree.mts';
import type { StoredDocument } from '../types.mts';
import type { DocumentRule } from './agendas.mts';
import { ERRNO, isRefused, refusal, type Context } from './context.mts';
import { checkDate, takeNumber } from './header.mts';

const negative = (text: string): string => {
	const value = decimal(text)!;
	return decimalText({ digits: -value.digits, scale: value.scale });
};

/** -0 is not written. */
const minus = (halers: number): number => 0 - halers;

export function cancelDocument(context: Context, rule: DocumentRule, el: El, header: El | undefined, origin: { packId: string; itemId: string }): StoredDocument | undefined {
	const { state } = context;
	const source = child(el, 'typ:sourceDocument')!;
	const id = textOf(source, 'typ:id');
	const number = textOf(source, 'typ:number');
	const agendas = new Set(Object.values(rule.agendas));
	const found = state.documents.filter((document) => agendas.has(document.agenda) && (id === undefined ? number !== undefined && document.number === number : document.id === Number(id)));
	const [document] = found;
	if (!document || found.length > 1) {
		refusal(context, source, found.length ? 'Pro daný filtr bylo nalezeno více jak 1 záznam.' : 'Zdrojový doklad nebyl nalezen.', ERRNO.invalidValue, id ?? number ?? '', '');
		return undefined;
	}
	if (document.storno !== undefined) {
		refusal(context, source, 'Doklad je již stornován.', ERRNO.invalidValue, document.number, '');
		return undefined;
	}
	const inContext: Context = { ...context, agenda: document.agenda };
	const dateEl = child(header, `${rule.ns}:date`);
	checkDate(inContext, dateEl);
	const date = dateEl?.text.trim().slice(0, 10) ?? localDate(state.now());
	const take = takeNumber(inContext, header, date);
	if (isRefused(context)) return undefined;
	const { none, low, high, third } = document.rates;
	const back = ({ net, vat, gross }: typeof none): typeof none => ({ net: minus(net), vat: minus(vat), gross: minus(gross) });
	document.storno = 'cancelledDocument';
	state.changedDocument(document);
	return state.store({
		...structuredClone(document),
		extIds: [],
		number: take(),
		date,
		storno: 'cancelDocument',
		items: document.items.map((item) => ({ ...item, extId: undefined, quantity: negative(item.quantity), net: minus(item.net), vat: minus(item.vat), gross: minus(item.gross) })),
		payments: document.payments.map((payment) => ({ ...payment, received: minus(payment.received) })),
		rates: { none: back(none), low: back(low), high: back(high), third: back(third) },
		rounding: minus(document.rounding),
		total: minus(document.total),
		movement: minus(document.movement),
		paid: undefined,
		paidOn: undefined,
		postedBy: undefined,
		packId: origin.packId,
		itemId: origin.itemId,
		warnings: [],
	});
}
