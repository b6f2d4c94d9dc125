/** What POHODA says about a whole transfer, and what that means for the documents in it. */

interface Refusal {
	message: string;
	hint: string;
}

interface Known {
	/** Within the note of the responsePack, Czech or Slovak edition. */
	pattern: RegExp;
	hint: string;
}

/** Notes with which no document can pass until a person acts [D/S: facts 2, 4 and 7]. */
const KNOWN: readonly Known[] = [
	{
		pattern: /(není|nie je) ur[cč]en.{0,4} pr[eo] túto jednotku|není určen pro tuto jednotku/i,
		hint: 'The IČO differs from the one of the accounting unit that is open. Write it exactly as in POHODA, or let the mServer (or the import wizard) work on the right unit.',
	},
	{
		pattern: /(není|nie je) oprávn[eě]n|nemá právo/i,
		hint: 'Give the POHODA user the right Soubor/Datová komunikace (XML) in Přístupová práva.',
	},
];

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The error of the node when the note says that nothing can pass; undefined when it may concern single documents. */
export function refusalOf(note: string): Refusal | undefined {
	const known = KNOWN.find(({ pattern }) => pattern.test(oneLine(note)));
	return known && { message: `POHODA refused the whole transfer: ${oneLine(note)}`, hint: known.hint };
}

/** The same for a question (list request): every note is about the whole of it. */
export function questionRefused(note: string): Refusal {
	return (
		refusalOf(note) ?? {
			message: `POHODA refused to look documents up: ${oneLine(note)}`,
			hint: 'Check the rights of the POHODA user and the accounting unit; nothing was sent.',
		}
	);
}
