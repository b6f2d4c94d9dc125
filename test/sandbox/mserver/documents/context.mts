/** What is at hand while one document is read, and the details that its answer will carry. */
import { xpathOf, type El } from '../tree.mts';
import type { State } from '../state.mts';
import type { Agenda, Detail, Settings, Span } from '../types.mts';

/** Where problems are put down. */
export interface Problems {
	details: Detail[];
}

export interface Context extends Problems {
	state: State;
	settings: Settings;
	/** Accounting period that this pack is imported into. */
	period: Span;
	agenda: Agenda;
	/** Prefix of the agenda's namespace. */
	ns: string;
}

/** Error numbers of POHODA, as far as its documentation names them. */
export const ERRNO = { closedVatPeriod: 103, invalidValue: 108, valueChanged: 603, outsidePeriod: 606 } as const;

export const refusal = (context: Problems, el: El, note: string, errno?: number, requested?: string, produced?: string): void => {
	context.details.push({ state: 'error', errno, note, xpath: xpathOf(el), requested, produced });
};

export const warning = (context: Problems, el: El, note: string, errno: number, requested: string, produced: string): void => {
	context.details.push({ state: 'warning', errno, note, xpath: xpathOf(el), requested, produced });
};

/** Warning 603: POHODA put something else in the place of what was asked for. */
export const changed = (context: Problems, el: El, requested: string, produced: string): void =>
	warning(context, el, 'Hodnota prvku musela být upravena.', ERRNO.valueChanged, requested, produced);

export const isRefused = (context: Problems): boolean => context.details.some((detail) => detail.state === 'error');
