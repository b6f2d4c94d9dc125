/**
 * Whether the agenda comes to the till's totals. iDoklad computes lines and adds a rounding line by itself, by a setting of
 * the agenda and of the payment option. What it does is asked with Recount, once for each kind of document (currency and
 * payment options) instead of once for each receipt: the lines whose product is not exact and one total that is not whole.
 */
import { absMicro, formatMicro, fromMicro, ONE, roundMicro, toMicro } from '../money/micro';
import { BY_DECISION } from '../plan/decisions';
import type { Reason } from '../plan/messages';
import type { RequestDraft } from './draft';
import { isExact, isWhole, lineKey, lineTotal, linesTotal } from './lines';
import { ROUNDING } from './tables';
import type { Agenda, PaymentOption } from './types';

/** Documents that the agenda rounds in the same way. */
export interface RoundingClass {
	key: string;
	currencyId: number;
	optionIds: number[];
	drafts: RequestDraft[];
	/** What the settings of the agenda say; undefined where they do not. */
	predicted?: RoundingWay;
}

/** `whole`: to whole units of the currency. `other`: in a way that is not understood here. */
export type RoundingWay = 'none' | 'whole' | 'other';

/** Rounding or an inexact product can make another total of it. */
function needsCheck(draft: RequestDraft): boolean {
	const lines = linesTotal(draft.request.Items);
	return !isWhole(lines) || lines !== toMicro(draft.total) || draft.request.Items.some((line) => !isExact(line));
}

function predict(agenda: Agenda, options: readonly PaymentOption[], optionIds: readonly number[]): RoundingWay | undefined {
	if (agenda.RoundingDifference === ROUNDING.never) return 'none';
	if (agenda.RoundingDifference === ROUNDING.always) return 'whole';
	if (agenda.RoundingDifference !== ROUNDING.byPaymentOption || optionIds.length !== 1) return undefined;
	const rounded = options.find(({ Id }) => Id === optionIds[0])?.IsRounded;
	return rounded === undefined ? undefined : rounded ? 'whole' : 'none';
}

/** The classes that need a check; those that the settings do not explain first, then the largest. */
export function roundingClasses(
	drafts: readonly RequestDraft[],
	agenda: Agenda,
	options: readonly PaymentOption[],
): RoundingClass[] {
	const classes = new Map<string, RoundingClass>();
	for (const draft of drafts.filter(needsCheck)) {
		const optionIds = [...new Set(draft.request.Payments.map(({ PaymentOptionId }) => PaymentOptionId))].sort((a, b) => a - b);
		const currencyId = draft.request.CurrencyId;
		const key = `${currencyId}/${optionIds.join('+')}`;
		const home = currencyId === agenda.DefaultCurrencyId;
		const found = classes.get(key) ?? {
			key,
			currencyId,
			optionIds,
			drafts: [],
			predicted: home ? predict(agenda, options, optionIds) : undefined,
		};
		found.drafts.push(draft);
		classes.set(key, found);
	}
	const unknown = ({ predicted }: RoundingClass) => (predicted === undefined ? 0 : 1);
	return [...classes.values()].sort((a, b) => unknown(a) - unknown(b) || b.drafts.length - a.drafts.length);
}

/** Total that the agenda makes of a document. */
function agendaTotal(draft: RequestDraft, way: RoundingWay): number {
	const lines = linesTotal(draft.request.Items);
	return fromMicro(way === 'whole' ? roundMicro(lines, ONE) : lines);
}

/**
 * Why a document cannot go, or undefined when the agenda comes to the till's total.
 *
 * @param way as Recount or the settings say; undefined = nobody has said, then only documents go that rounding cannot change
 */
export function roundingReason(
	draft: RequestDraft,
	way: RoundingWay | undefined,
	wrong: ReadonlyMap<string, number>,
	currency: string,
): Reason | undefined {
	const money = (amount: number) => formatMicro(toMicro(amount), currency);
	const line = draft.request.Items.find((item) => wrong.has(lineKey(item)));
	if (line !== undefined) {
		const amount = wrong.get(lineKey(line)) ?? 0;
		const text = `iDoklad computes ${money(amount)} instead of ${money(fromMicro(lineTotal(line)))} for '${line.Name}' (${lineKey(line)})`;
		return { code: 'lineTotal', text, todo: BY_DECISION.enter('iDoklad') };
	}
	const lines = linesTotal(draft.request.Items);
	const total = toMicro(draft.total);
	if (way === undefined || way === 'other') {
		if (isWhole(lines) && lines === total) return undefined;
		const text = `it is not known how the agenda rounds a total of ${money(fromMicro(lines))} with these payments`;
		return {
			code: 'rounding',
			text,
			todo: 'Switch rounding off in iDoklad (Nastavení → Zaokrouhlování) and set Rounding to Own Line in the iDoklad node, then choose Retry in the Problems form.',
		};
	}
	const made = agendaTotal(draft, way);
	if (toMicro(made) === total) return undefined;
	const difference = formatMicro(absMicro(toMicro(made) - total), currency);
	const text = `iDoklad would make the total ${money(made)} of it, ${difference} away from the till's ${money(draft.total)}`;
	const todo =
		way === 'whole'
			? 'Switch rounding off in iDoklad (Nastavení → Zaokrouhlování) or for this payment option, and set Rounding to Own Line in the iDoklad node; then choose Retry in the Problems form.'
			: 'Set Rounding to Own Line in the iDoklad node, or switch rounding on in iDoklad for this payment option; then choose Retry in the Problems form.';
	return { code: 'rounding', text, todo };
}
