/** What an entry says to a person where no row says it. */
import { formatMoney, fromMicro, toMicro } from '../money/micro';
import { ENTERED_BY_HAND } from '../plan/decisions';
import type { FlowEntry, KnownRecord } from './fold';
import { recordOf } from './payload';
import { kindOfRow } from './recordKinds';
import { isFinal } from './rows';
import type { Row } from './rows';

/** The target did not take a value as it was sent (`problem` of ResultWarning). Journals have 100,000 rows: nothing is parsed. */
export function hasProblem({ warnings }: Row): boolean {
	return warnings.includes('"problem":true');
}

/** The document is right, and the sale is not registered in EET. */
const NOT_REGISTERED = '"code":"notRegistered"';

export function problemText({ message, warnings }: Row): string {
	const only = warnings.includes(NOT_REGISTERED) && warnings.split('"problem":true').length === 2;
	if (only) return `${message} When that is settled, choose ${ENTERED_BY_HAND}.`;
	return `${message} The document exists, but not as it was sent. Correct it in the target and choose ${ENTERED_BY_HAND}.`;
}

/** The till has another content than the target: both amounts, the difference, and who does what. */
export function changedText(row: Row, { sent, unsure }: FlowEntry, known: KnownRecord | undefined): string {
	const base = unsure ?? sent ?? row;
	// The run that found it has said everything, as long as nothing came after.
	if (row.state === 'changed' && (known === undefined || known.newest.order < row.order || !sent)) return row.message;
	const newest = known?.newest ?? row;
	const currency = recordOf(newest)?.currency;
	const money = (amount: number) => formatMoney(amount, currency);
	const where = kindOfRow(newest) === 'order' ? 'e-shop' : 'till';
	const difference = fromMicro(toMicro(newest.amount) - toMicro(base.amount));
	const now =
		difference === 0
			? `the ${where} has another content of the same amount now (lines, payments or texts)`
			: `the ${where} has ${money(newest.amount)} now; the difference is ${money(difference)}`;
	if (unsure?.state === 'written') {
		return `It was written into a file with ${money(base.amount)}, and ${now}. Once the file is imported, choose ${ENTERED_BY_HAND}: it closes what was written, and the difference stays here until the document is corrected.`;
	}
	if (unsure) {
		return `It was sent with ${money(base.amount)}, the answer was not clear, and ${now}. The next run looks it up; then the document is corrected in the target.`;
	}
	const as = base.targetNumber === '' ? '' : ` as ${base.targetNumber}`;
	const said = isFinal(base.state) && base.state === 'done' ? 'was entered by hand' : 'is in the target';
	return `It ${said}${as} with ${money(base.amount)}, and ${now}. Correct the document in the target and choose ${ENTERED_BY_HAND}, or cancel it there and choose Send Again.`;
}
