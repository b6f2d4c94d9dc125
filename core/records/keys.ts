/** Identity of records: never their content, never the time of reading. */
import { sha256Hex } from '../text/digest';

/** Longest key, also of a sender's own. */
export const MAX_KEY = 200;

/** Unreserved characters of RFC 3986 stay, everything else becomes %XX of its UTF-8 bytes. */
function encodePart(part: string): string {
	return encodeURIComponent(part.normalize('NFC').replace(/\p{Surrogate}/gu, '\uFFFD')).replace(
		/[!'()*]/g,
		(char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

interface KeyParts {
	/** System, e.g. "ekasa". */
	source: string;
	register: string;
	number: string;
	/** Accounting day, YYYY-MM-DD: numbers restart each year. */
	date: string;
	/** true for a cash movement: tills number them apart from receipts. */
	cash?: boolean;
}

/**
 * `<source>/<register>/<number>/<date>`, each part percent-encoded, e.g. `ekasa/P1/4512/2026-11-14`; a cash movement
 * has `cash-<number>`. Different parts never give the same key: a receipt whose number itself begins with `cash-` gets
 * `cash%2D`. A key that would be longer than 200 characters is the digest of it (see plainId).
 */
export function recordKey({ source, register, number, date, cash = false }: KeyParts): string {
	const plain = encodePart(number);
	const named = cash ? `cash-${plain}` : plain.replace(/^cash-/, 'cash%2D');
	return plainId([encodePart(source), encodePart(register), named, encodePart(date)].join('/'), MAX_KEY);
}

/**
 * The text itself when it has at most `max` characters of [A-Za-z0-9._~/%-], else `h-` and up to 48 hex digits of its
 * SHA-256 (shorter only where `max` is under 50).
 */
export function plainId(text: string, max = 64): string {
	if (text.length <= max && /^[A-Za-z0-9._~/%-]+$/.test(text)) return text;
	return `h-${sha256Hex(text).slice(0, Math.min(48, max - 2))}`;
}

/** Identity of a document in the target; from generation 2 (a deliberate Send Again) on another one. */
export function documentId(key: string, generation: number): string {
	return plainId(generation > 1 ? `${key}~${generation}` : key);
}

/** dataPack id: the same for everything that comes from one register. */
export function packId(source: string, register: string): string {
	return plainId(`${encodePart(source)}/${encodePart(register)}`);
}
