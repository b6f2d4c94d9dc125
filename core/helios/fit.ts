/** Whether rows fit their columns and the code page, and what may be done about it. */
import type { ResultWarning } from '../records/results';
import { encodeWindows1250, missingCharacters, transliterate } from '../text/windows1250';
import { NOTE_COLUMNS, joinNote, splitNote } from './notes';
import type { NoteColumn } from './notes';
import { attributesOf } from './structures';
import type { Attribute, Cell, HeliosFile } from './structures';
import { cellFault, lengthOf } from './values';

export interface FitSettings {
	/** Code page of the files. */
	encoding: 'windows-1250' | 'utf-8';
	/** What to do with characters that it does not have. */
	missingCharacters: 'refuse' | 'transliterate';
	/** Names that are too long are cut with a warning; codes never are. */
	cutLongTexts: boolean;
}

/** Texts for people; everything else is looked up by somebody and cannot be shortened. */
const CUTTABLE: ReadonlySet<string> = new Set([
	...['Autor', 'AutorTisku', 'AutorExportu', 'Zmenil', 'Nazev', 'Nazev1', 'Nazev2', 'Nazev3', 'Nazev4', 'MJ'],
	...['TerminSlevaNazev', 'NazevPole', 'NazevPole2', 'DefinPole', 'DefinPole2'],
]);
/** VARCHAR(20) here and 50 in newer versions of Helios: cut in any case. */
const ALWAYS_CUT = 'SKP';
const SURROGATES = /\p{Surrogate}/u;
const ASCII = /^\p{ASCII}*$/u;

function missingIn(text: string, encoding: FitSettings['encoding']): string[] {
	if (ASCII.test(text)) return [];
	return encoding === 'utf-8' ? (SURROGATES.test(text) ? ['half of a character'] : []) : missingCharacters(text);
}

/** Whether all texts of a row can be encoded, found out in one go. */
function encodable(text: string, encoding: FitSettings['encoding']): boolean {
	if (ASCII.test(text)) return true;
	if (encoding === 'utf-8') return !SURROGATES.test(text);
	try {
		return encodeWindows1250(text, { missing: 'refuse' }).replaced.length === 0;
	} catch {
		return false;
	}
}

export class Fit {
	readonly reasons: string[] = [];
	readonly warnings: ResultWarning[] = [];

	constructor(private readonly settings: FitSettings) {}

	/** The row as it can be written; `place` begins remarks about it, e.g. `item 2: `. */
	row<R extends Record<string, Cell>>(file: HeliosFile, given: R, place: string): R {
		const attributes = attributesOf(file);
		const texts = attributes.filter(({ name, type }) => type === 'VARCHAR' && given[name] !== null);
		const row: Record<string, Cell> = { ...given };
		if (!encodable(texts.map(({ name }) => given[name]).join(''), this.settings.encoding)) this.characters(row, texts, place);
		for (const attribute of attributes) {
			const fault = cellFault(attribute, row[attribute.name]);
			if (fault !== undefined) row[attribute.name] = this.cut(attribute, row[attribute.name], fault, place);
		}
		return row as R;
	}

	private characters(row: Record<string, Cell>, texts: readonly Attribute[], place: string): void {
		for (const { name } of texts) {
			const text = row[name] ?? '';
			const missing = missingIn(text, this.settings.encoding);
			if (missing.length === 0) continue;
			const named = missing.slice(0, 10).join(' ');
			if (this.settings.missingCharacters === 'refuse' || this.settings.encoding === 'utf-8') {
				this.reasons.push(`${place}${name} has characters that the file cannot hold: ${named}. Correct it in the till, or choose Replace by Similar Ones in the Helios node.`);
				continue;
			}
			const isNote = (NOTE_COLUMNS as readonly string[]).includes(name);
			const produced = isNote ? this.note(row, place) : transliterate(text).text;
			if (!isNote) row[name] = produced;
			this.warnings.push({ code: 'charactersReplaced', text: `${place}${name}: ${named} replaced.`, place: name, requested: text, produced });
		}
	}

	/** Replacements can be longer: the whole note is divided again. */
	private note(row: Record<string, Cell>, place: string): string {
		const note = transliterate(joinNote(row as Record<NoteColumn, Cell>).note ?? '').text;
		Object.assign(row, splitNote(note));
		if (joinNote(row as Record<NoteColumn, Cell>).note !== note) {
			this.warnings.push({ code: 'noteCut', text: `${place}the note became longer than 1270 characters and was cut.`, place: 'Poznamka1' });
		}
		return note;
	}

	private cut({ name, length = 0 }: Attribute, cell: Cell, fault: string, place: string): Cell {
		const tooLong = cell !== null && length > 0 && lengthOf(cell) > length;
		const allowed = name === ALWAYS_CUT || (this.settings.cutLongTexts && CUTTABLE.has(name));
		if (!tooLong || !allowed) {
			const hint = tooLong && CUTTABLE.has(name) ? ' Shorten it in the till, or allow Cut Long Texts in the Helios node.' : '';
			this.reasons.push(`${place}${name} ${fault}.${hint}`);
			return cell;
		}
		const text = cell.normalize('NFC').slice(0, length).replace(/[\uD800-\uDBFF]$/, '').trimEnd();
		this.warnings.push({ code: 'textCut', text: `${place}${name} was cut from ${lengthOf(cell)} to ${length} characters.`, place: name, requested: cell, produced: text });
		return text;
	}
}
