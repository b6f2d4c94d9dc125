import { XmlError } from './errors';
import { ampersandPlace, explain, openAmpersand } from './explain';
import { FILE, type Subject } from './source';

/** Where the parser has come to. */
interface Place {
	line: number;
	column: number;
	position: number;
}

/** Turns what is wrong at the parser's place into an XmlError. */
export class Refusals {
	/** What of earlier pieces is not complete yet, the piece that is being read, and the position where both begin. */
	private before = '';

	private piece = '';

	private start = 0;

	constructor(
		private readonly place: Place,
		private readonly subject: Subject = FILE,
	) {}

	/** @param complete position behind what was complete last */
	reading(piece: string, complete: number): void {
		this.before = this.since(complete);
		this.piece = piece;
		this.start = complete;
	}

	/** A "&" that nothing ends swallows the rest: of such a document saxes would say only that it ends too early. */
	ending(complete: number): void {
		// saxes keeps a last carriage return back.
		const swallowed = openAmpersand(this.since(complete).replace(/\r$/, ''));
		if (swallowed !== undefined) this.refuse('entity', swallowed.slice(0, 21), swallowed.slice(1));
	}

	/** The text from a position on. */
	private since(position: number): string {
		const from = position - this.start - this.before.length;
		return from >= 0 ? this.piece.slice(from) : this.before.slice(from) + this.piece;
	}

	/** @param message of saxes, which begins with line and column */
	malformed(message: string): never {
		const said = message.replace(/^\d+:\d+: /, '');
		if (/entity(\.$| name)/.test(said) && !said.startsWith('malformed')) {
			const found = ampersandPlace(this.before + this.piece, this.place.position - this.start);
			this.refuse('entity', found.near, found.since);
		}
		this.refuse(said);
	}

	/** @param since the text between the place that is meant and the place that the parser has come to */
	refuse(said: string, near?: string, since?: string): never {
		const { code, what, advice } = explain(said, near, this.subject);
		const { line, column } = this.place;
		if (since === undefined) throw new XmlError(code, what, advice, line, Math.max(column, 1));
		const lines = since.split('\n').length - 1;
		throw new XmlError(code, what, advice, line - lines, lines === 0 ? Math.max(column - since.length, 1) : 1);
	}

	over(what: string): never {
		const { line, column } = this.place;
		const advice =
			this.subject === FILE ? 'This is no ordinary export; export it again, or a shorter period.' : 'This is no ordinary answer; ask for less at once.';
		throw new XmlError('limit', what, advice, line, Math.max(column, 1));
	}
}
