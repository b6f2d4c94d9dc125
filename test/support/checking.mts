/** The two answers of checkRecord, each for tests that expect it. */
import { checkRecord } from '../../core/records/check';
import type { TillRecord } from '../../core/records/types';
import { makeReceipt } from './receipts.mts';

/** The record, its warnings' codes and texts; throws when it is refused. */
export function accepted(input: unknown): { record: TillRecord; codes: string[]; texts: string } {
	const result = checkRecord(input);
	if (!result.ok) throw new Error(`Refused: ${result.reasons.join(' | ')}`);
	return {
		record: result.record,
		codes: result.warnings.map(({ code }) => code),
		texts: result.warnings.map(({ text }) => text).join(' '),
	};
}

/** Why it is refused; throws when it is accepted. */
export function reasons(input: unknown): string {
	const result = checkRecord(input);
	if (result.ok) throw new Error('Accepted');
	return result.reasons.join(' ');
}

/** A receipt of one item with the fields of that item changed; total and payment follow its total. */
export const withItem = (item: Record<string, unknown>, total = 100) => ({
	...makeReceipt({ total }),
	items: [{ name: 'Zboží', quantity: 1, unitPrice: 100, vatRate: 21, ...item }],
});
