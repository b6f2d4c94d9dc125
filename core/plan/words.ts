/** What sentences about a target are made with. None is made by replacing words in another one: a register may be called POHODA too. */

/** Where a result says that its record goes. */
export interface Named {
	/** e.g. "POHODA" */
	system: string;
	/** The accounting unit, e.g. its IČO. */
	unit?: string;
}

/** How a target speaks of the documents that it has. */
interface DocumentWords {
	/** Of a record that the target has: "is" or "was", before "in POHODA already". */
	already: string;
	/** A Per Day document. */
	day: string;
	/** Continues "in POHODA already, ": the document that holds the record alone. `number` is absent where it has none. */
	own(number: string | undefined, documentId: string): string;
	/** The same for a Per Day document. */
	inDay(number: string | undefined, documentId: string): string;
	/** Where the list of members stands. */
	membersIn: string;
}

export interface Words extends Named {
	/** What happens to a record there: "sent" or "written". */
	done: string;
	/** Of a sale, continues "which is ": "not in POHODA yet". */
	missing: string;
	documents: DocumentWords;
}

export const DOCUMENT_WORDS: DocumentWords = {
	already: 'is',
	day: 'document',
	own: (number, documentId) => `as ${number ?? documentId}`,
	inDay: (number, documentId) => `in the document ${number ?? documentId} of that day`,
	membersIn: 'internal note',
};
