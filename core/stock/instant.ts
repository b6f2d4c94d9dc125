/** Times of lists and items: POHODA's clock has no offset and means Europe/Prague. */
import { readInstant } from '../records/dates';

/** Milliseconds since 1970; NaN for what is no time. */
export function millisOf(text: string | undefined): number {
	return Date.parse(text === undefined ? '' : (readInstant(text)?.iso ?? ''));
}
