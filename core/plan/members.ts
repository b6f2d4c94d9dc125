/**
 * Which receipts a Per Day document holds, written into its internal note (intNote), so that the books themselves say
 * what is in them: `ekasa-sync: ekasa/P1/2026-11-14: 4512,4513,4514 (3, 1a2b3c4d)`. Before the bracket source, register
 * and day once and the numbers as they stand in the keys; in it how many there are and the first 8 hex digits of the
 * SHA-256 of the list.
 */
import { sha256Hex } from '../text/digest';
import type { ExistingDocument } from './existing';

const MARK = 'ekasa-sync:';
const PART = '[A-Za-z0-9._~%-]+';
const WHOLE = new RegExp(`${MARK}(${PART})/(${PART})/(\\d{4}-\\d{2}-\\d{2}):((?:${PART},)*${PART})\\((\\d+),([0-9a-f]{8})\\)`, 'g');
/** The same without its end. */
const BROKEN = new RegExp(`${MARK}(${PART})/(${PART})/(\\d{4}-\\d{2}-\\d{2}):((?:${PART},)+)`, 'g');

function check(place: string, numbers: string): string {
	return sha256Hex(`${place}:${numbers}`).slice(0, 8);
}

/** One line for the keys of each source, register and day, in the order given. Keys as core/records/keys.ts makes them. */
export function membersLine(keys: readonly string[]): string {
	const places = new Map<string, string[]>();
	for (const key of keys) {
		const [source, register, number, date] = key.split('/');
		const place = `${source}/${register}/${date}`;
		const numbers = places.get(place) ?? [];
		numbers.push(number);
		places.set(place, numbers);
	}
	return [...places]
		.map(([place, numbers]) => `${MARK} ${place}: ${numbers.join(',')} (${numbers.length}, ${check(place, numbers.join(','))})`)
		.join('\n');
}

interface MembersRead {
	keys: string[];
	/** There is a line of members, and not all of it could be read. */
	damaged: boolean;
}

function keysOf([, source, register, date, list]: readonly string[]): string[] {
	return list
		.split(',')
		.filter((number) => number !== '')
		.map((number) => `${source}/${register}/${number}/${date}`);
}

/** POHODA and people may wrap lines anywhere, also inside a number: white space says nothing here. */
function readNote(intNote: string): MembersRead {
	const text = intNote.replace(/[\s\u00AD\u200B\uFEFF]+/g, '');
	const marks = text.split(MARK).length - 1;
	const whole = [...text.matchAll(WHOLE)].filter(([, source, register, date, list, count, digest]) => {
		const numbers = list.split(',');
		return numbers.length === Number(count) && check(`${source}/${register}/${date}`, list) === digest;
	});
	if (whole.length === marks) return { keys: [...new Set(whole.flatMap(keysOf))], damaged: false };
	// Numbers followed by a comma were written completely; the one at the break may be half a number.
	const rest = [...text.matchAll(BROKEN)];
	return { keys: [...new Set([...whole, ...rest].flatMap(keysOf))], damaged: true };
}

/** Keys of the receipts in a document, by its internal note; what can be read of a damaged line, [] without one. */
export function readMembers(intNote: string | undefined): string[] {
	return readNote(intNote ?? '').keys;
}

/** A document of the target as the planner wants to know it. */
export function existingDocument(found: {
	documentId: string;
	intNote?: string;
	id?: string;
	number?: string;
	total?: number;
}): ExistingDocument {
	const { keys, damaged } = readNote(found.intNote ?? '');
	return {
		documentId: found.documentId,
		members: keys,
		...(damaged ? { damaged } : {}),
		...(found.id === undefined ? {} : { id: found.id }),
		...(found.number === undefined ? {} : { number: found.number }),
		...(found.total === undefined ? {} : { total: found.total }),
	};
}
