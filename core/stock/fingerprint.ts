/** A number of 53 bits that stands for the compared values of an item: two lists of a million are compared by it. */
import type { FieldValue } from './fields';

const { imul } = Math;

/** Text of a value in which no two values of different kind look alike. */
function text(value: FieldValue): string {
	return typeof value === 'string' ? value : `\u0001${String(value)}`;
}

/**
 * cyrb53 (public domain, bryc) over the values, each ended by a separator. Two different lists of values have one
 * fingerprint once in 2^53; no defence against somebody who makes such values on purpose.
 */
export function fingerprint(values: readonly FieldValue[]): number {
	let h1 = 0xdeadbeef;
	let h2 = 0x41c6ce57;
	for (const value of values) {
		const part = text(value);
		for (let at = 0; at < part.length; at++) {
			const code = part.charCodeAt(at);
			h1 = imul(h1 ^ code, 2654435761);
			h2 = imul(h2 ^ code, 1597334677);
		}
		h1 = imul(h1 ^ 0x10000, 2654435761);
		h2 = imul(h2 ^ 0x10000, 1597334677);
	}
	h1 = imul(h1 ^ (h1 >>> 16), 2246822507) ^ imul(h2 ^ (h2 >>> 13), 3266489909);
	h2 = imul(h2 ^ (h2 >>> 16), 2246822507) ^ imul(h1 ^ (h1 >>> 13), 3266489909);
	return 4294967296 * (2097151 & h2) + (h1 >>> 0);
}
