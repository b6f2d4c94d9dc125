/**
 * Notes travel in five columns of 254 characters, each ended by a pipe that keeps spaces at its end. When one column is NULL the whole note is [seed 004].
 */
import type { Cell } from './structures';

export const NOTE_COLUMNS = ['Poznamka1', 'Poznamka2', 'Poznamka3', 'Poznamka4', 'Poznamka5'] as const;
export type NoteColumn = (typeof NOTE_COLUMNS)[number];

const CHUNK = 254;
/** Characters of a note that travel. */
export const LONGEST_NOTE = CHUNK * NOTE_COLUMNS.length;

const PIPE = '|';

/** Five cells of a note; its first 1270 characters. No note is five times NULL. */
export function splitNote(note: string | undefined): Record<NoteColumn, Cell> {
	const text = (note ?? '').normalize('NFC');
	const cells = {} as Record<NoteColumn, Cell>;
	let from = 0;
	for (const column of NOTE_COLUMNS) {
		let to = Math.min(from + CHUNK, text.length);
		// An emoji is two units and never cut in half (files in UTF-8 can hold one).
		if (to < text.length && /[\uD800-\uDBFF]/.test(text[to - 1])) to -= 1;
		cells[column] = text === '' ? null : text.slice(from, to) + PIPE;
		from = to;
	}
	return cells;
}

/** The note of a row, or undefined; `lost` when a chunk has text and another one is NULL. */
export function joinNote(row: Record<NoteColumn, Cell>): { note?: string; lost: boolean } {
	const chunks = NOTE_COLUMNS.map((column) => row[column]);
	if (chunks.includes(null)) return { lost: chunks.some((chunk) => chunk !== null && chunk !== PIPE && chunk !== '') };
	const note = chunks.map((chunk) => (chunk?.endsWith(PIPE) ? chunk.slice(0, -1) : chunk)).join('');
	return note === '' ? { lost: false } : { note, lost: false };
}
