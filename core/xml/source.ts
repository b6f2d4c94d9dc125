/** Where the bytes of a document come from: what may be known of them beside, and what a person does about damage. */

/** What came with a document over HTTP. */
export interface HttpAnswer {
	/** Of the Content-Type, e.g. `windows-1250`. */
	charset?: string;
}

/** Bytes as the readers take them; `answer` when they are the body of an HTTP answer, not a file. */
export type XmlBytes = AsyncIterable<Uint8Array> & { readonly answer?: HttpAnswer };

export interface Subject {
	/** Subject of a sentence. */
	it: string;
	/** What a person does about damage. */
	again: string;
	/** What a person does about a wrong statement of the encoding; `{name}` is the right one. */
	encoding: string;
}

export const FILE: Subject = {
	it: 'The file',
	again: 'Export the file again; do not open and save it in another program in between.',
	encoding: 'Export it again, or correct the encoding in its first line to {name}.',
};

const ANSWER: Subject = {
	it: 'The answer',
	again: 'Nothing of it was used. Ask again; if it stays so, look at what stands between n8n and the server and changes or cuts its answers.',
	encoding: 'Whoever sends it has to state {name}; look at what stands between n8n and the server and changes its answers.',
};

export const subjectOf = ({ answer }: XmlBytes): Subject => (answer === undefined ? FILE : ANSWER);
