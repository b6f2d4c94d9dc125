/** The list in parts of at most `size`. */
export function chunked<T>(list: readonly T[], size: number): T[][] {
	const parts: T[][] = [];
	for (let from = 0; from < list.length; from += size) parts.push(list.slice(from, from + size));
	return parts;
}
