import { XmlError } from './errors';
import { ampersandPlace, explain } from './explain';
import { FILE, type Subject } from './source';

/** Where the parser has come to. */
interface Place {
	line: number;
	column: number;
	position: number;
}

/** Turns what is wrong at the parser's place into an XmlError. */
export class Refusals {
	/** The piece of text that is being read, and the position of its start. */
	private piece = '';

	private pieceStart = 0;

	constructor(
		private readonly place: Place,
		private readonly subject: Subject = FILE,
	) {}

	reading(piece: string): void {
		this.piece = piece;
		this.pieceStart = this.place.position;
	}

	/** @param message of saxes, which begins with line and column */
	malformed(message: string): never {
		const said = message.replace(/^\d+:\d+: /, '');
		if (/entity(\.$| name)/.test(said) && !said.startsWith('malformed')) {
			const found = ampersandPlace(this.piece, this.place.position - this.pieceStart);
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
