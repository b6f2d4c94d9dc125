/** What is at hand while one document is read, and the details that its answer will carry. */
import { xpathOf, type El } from '../tree.mts';
import type { State } from '../state.mts';
import type { Agenda, Settings, Span } from '../types.mts';

export interface Detail {
	state: 'warning' | 'error';
	errno?: number;
	note: string;
	xpath?: string;
	requested?: string;
	produced?: string;
}

export interface Context {
	state: State;
	settings: Settings;
	/** Accounting period that this pack is imported into. */
	period: Span;
	agenda: Agenda;
	/** Prefix of the agenda's namespace. */
	ns: 'pro' | 'vch';
	details: Detail[];
}

/** Error numbers of POHODA, as far as its documentation names them. */
export const ERRNO = { closedVatPeriod: 103, invalidValue: 108, valueChanged: 603, outsidePeriod: 606 } as const;

export const refusal = (context: Context, el: El, note: string, errno?: number, requested?: string, produced?: string): void => {
	context.details.push({ state: 'error', errno, note, xpath: xpathOf(el), requested, produced });
};

export const warning = (context: Context, el: El, note: string, errno: number, requested: string, produced: string): void => {
	context.details.push({ state: 'warning', errno, note, xpath: xpathOf(el), requested, produced });
};

/** Warning 603: POHODA put something else in the place of what was asked for. */
export const changed = (context: Context, el: El, requested: string, produced: string): void =>
	warning(context, el, 'Hodnota prvku musela být upravena.', ERRNO.valueChanged, requested, produced);

export const isRefused = (context: Context): boolean => context.details.some((detail) => detail.state === 'error');
