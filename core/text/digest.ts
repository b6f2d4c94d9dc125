/** Digests and the JSON text that they are made of. */
import { createHash } from 'crypto';

/** SHA-256 in lower-case hex, 64 characters; text counts as UTF-8. */
export function sha256Hex(content: string | Uint8Array): string {
	return createHash('sha256').update(content).digest('hex');
}

function sorted(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || value instanceof Date) return value;
	if (Array.isArray(value)) return value.map(sorted);
	const result: Record<string, unknown> = {};
	for (const name of Object.keys(value).sort()) {
		const content = sorted((value as Record<string, unknown>)[name]);
		// Defined instead of assigned, a key `__proto__` stays an ordinary key.
		if (name === '__proto__') Object.defineProperty(result, name, { value: content, enumerable: true });
		else result[name] = content;
	}
	return result;
}

/**
 * JSON that is the same for equal content: keys sorted by code unit, undefined dropped, no spaces. Keys that look like
 * whole numbers come first, as in every JavaScript object.
 */
export function stableJson(value: unknown): string {
	return JSON.stringify(sorted(value)) ?? 'null';
}

/**
 * Hash of what a checked record says, to notice that it changed where it comes from. `sync` (state of the transfer) and
 * `extra.place` (where in a file it stood) do not count: the same receipt read again has the same hash.
 */
export function contentHash(record: { extra?: Record<string, unknown> }): string {
	const content: Record<string, unknown> = { ...record, sync: undefined };
	if (record.extra !== undefined) {
		const extra = { ...record.extra, place: undefined };
		const empty = Object.values(extra).every((value) => value === undefined);
		content.extra = empty ? undefined : extra;
	}
	return sha256Hex(stableJson(content));
}
