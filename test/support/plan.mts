/** The planner with each target, in the form in which tests ask. */
import type { PrepareSettings } from '../../core/helios/prepare';
import { heliosTarget } from '../../core/helios/target';
import { windowOf } from '../../core/idoklad/existing';
import type { ReceiptSettings as IDokladSettings } from '../../core/idoklad/settings';
import { idokladTarget } from '../../core/idoklad/target';
import type { Books } from '../../core/idoklad/types';
import { readWindow } from '../../core/idoklad/window';
import type { Window } from '../../core/idoklad/window';
import { existingOf } from '../../core/plan/existing';
import type { PlanInput } from '../../core/plan/messages';
import { plan } from '../../core/plan/plan';
import type { PlanSettings } from '../../core/plan/settings';
import { withDefaults } from '../../core/pohoda/receipts/settings';
import type { ReceiptSettings } from '../../core/pohoda/receipts/settings';
import { pohodaTarget } from '../../core/pohoda/target';

export function planDocuments(inputs: readonly PlanInput[], given: Partial<ReceiptSettings> = {}) {
	const settings = withDefaults(given);
	return plan(inputs, pohodaTarget(settings), settings, existingOf(settings.existing));
}

/** By key; `found` are those that iDoklad has. */
export function planIDoklad(inputs: readonly PlanInput[], settings: IDokladSettings, books: Books, window: Window = readWindow([])) {
	const { drafts, decided } = plan(inputs, idokladTarget(settings, books), settings, windowOf(window));
	const there = decided.filter(({ result }) => result.target.id !== undefined).map(({ result }) => [result.key, result.target] as const);
	const found = new Map(there);
	const open = decided.flatMap(({ result }) => (found.has(result.key) ? [] : [[result.key, result] as const]));
	return { drafts: drafts.map(({ draft }) => draft), decided: new Map(open), found };
}

export function planHelios(inputs: readonly PlanInput[], settings: PrepareSettings, checks: Partial<PlanSettings> = {}) {
	const { drafts, decided } = plan(inputs, heliosTarget(settings), checks);
	return { receipts: drafts.map(({ draft, indexes }) => ({ ...draft, indexes })), decided };
}
