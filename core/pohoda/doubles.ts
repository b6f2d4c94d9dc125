/** First documents of each identity in a file: what they say and where they stand, in a few numbers each. */
export class FirstOnes {
	private readonly indexes = new Map<string, number>();

	/** 48 bits of the content's hash: a number costs a tenth of a text. */
	private readonly hashes: number[] = [];

	private readonly documents: number[] = [];

	private readonly lines: number[] = [];

	/** Remembers the first document of a key; the answer is that first one when there was one before. */
	add(key: string, hash: string, document: number, line: number): { same: boolean; place: string } | undefined {
		const digits = Number.parseInt(hash.slice(0, 12), 16);
		const index = this.indexes.get(key);
		if (index !== undefined) {
			const place = `document ${this.documents[index]}, line ${this.lines[index]}`;
			return { same: this.hashes[index] === digits, place };
		}
		this.indexes.set(key, this.hashes.length);
		this.hashes.push(digits);
		this.documents.push(document);
		this.lines.push(line);
		return undefined;
	}
}
