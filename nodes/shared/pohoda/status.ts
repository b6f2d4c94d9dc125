/** What mServer's status means for us. Nothing here touches the network. */
import type { CompanyStatus } from '../../../core/pohoda/company';
import { compareIdentities, normalIdentity } from '../../../core/records/identities';
import { isDay } from '../../../core/records/dates';

const CZECH_DAY = /\b(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\b/g;
const ISO_DAY = /\b\d{4}-\d{2}-\d{2}\b/g;

function daysIn(text: string): string[] {
	const czech = text.replace(
		CZECH_DAY,
		(_, day: string, month: string, year: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
	);
	return [...czech.matchAll(ISO_DAY)].map(([day]) => day).filter(isDay);
}

/**
 * Days of the accounting period, both inclusive: from the period's text where it names two days (also a business year),
 * else the calendar year of the unit or of its database name; undefined when nothing tells.
 */
export function periodOf(status: CompanyStatus): { from: string; to: string } | undefined {
	const [from, to] = daysIn(status.period ?? '');
	if (from !== undefined && to !== undefined && from <= to) return { from, to };
	const year = /\b20\d\d\b/.exec(status.year ?? '')?.[0] ?? /_(20\d\d)(?:\.|$)/.exec(status.database ?? '')?.[1];
	return year === undefined ? undefined : { from: `${year}-01-01`, to: `${year}-12-31` };
}

/** Whether mServer has the unit of this IČO open; undefined when it does not tell. */
export function icoMatches(status: CompanyStatus, expected: string): boolean | undefined {
	if (status.ico === undefined || normalIdentity('companyId', expected) === '') return undefined;
	return compareIdentities('companyId', status.ico, expected) === 'same';
}

/** The sentence for another unit than the credential names. */
export function wrongUnit(status: CompanyStatus, expected: string): { reason: string; hint: string } {
	return {
		reason: `POHODA mServer has another accounting unit open: ${describeUnit(status)}, but the credential expects IČO ${expected}`,
		hint: 'Start the mServer configuration of the right unit, or correct URL or IČO in the credential. Nothing was sent.',
	};
}

/** `EKASA TEST s.r.o., IČO 12345678, database StwPh_12345678_2026`, as far as it is known. */
export function describeUnit(status: CompanyStatus): string {
	const parts = [
		status.company,
		status.ico === undefined ? undefined : `IČO ${status.ico}`,
		status.database === undefined ? undefined : `database ${status.database}`,
	].filter((part) => part !== undefined);
	return parts.length > 0 ? parts.join(', ') : 'unit not named';
}
