/** What parameters say, also when an expression gave something else than the panel would. */

export const MEGABYTE = 1024 * 1024;

/** A text without the spaces around it, also of a number; undefined when it is empty or none. */
export function textOf(value: unknown): string | undefined {
	const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
	return text === '' ? undefined : text;
}

/** One of the words, else the first. */
export function choiceOf<T extends string>(value: unknown, ...words: readonly [T, ...T[]]): T {
	return words.find((word) => word === value) ?? words[0];
}

/** A limit that an expression made unusable falls back to the default and never to "no limit". */
export function positive(value: unknown, fallback: number): number {
	const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
	return Number.isFinite(number) && number > 0 ? number : fallback;
}
