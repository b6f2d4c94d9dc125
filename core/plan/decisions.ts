/** The decisions that a person has in Problems, as messages name them. */

export const ENTERED_BY_HAND = 'Entered by Hand';
export const NOT_TO_BE_SENT = 'Not to Be Sent';

/** Ways out, each a sentence. */
export const BY_DECISION = {
	/** Something that n8n will not make. */
	enter: (system: string) => `Enter it in ${system} by hand and choose ${ENTERED_BY_HAND} in the Problems form.`,
	/** A document that has another content than the till. */
	compare: (system: string) =>
		`Correct the document in ${system} and choose ${ENTERED_BY_HAND} in the Problems form, or cancel it there and choose Send Again.`,
} as const;
