/** What identifies a document in an export: the user names it; never the content, never the time of reading. */
import { child, type XmlNode } from '../xml/node';
import type { Reading } from './reading';

export interface IdentityOption {
	/**
	 * `number`: the document's number (number/numberRequested). `extId`: id given by the exporting system (extId/ids).
	 * `itemId`: id of the dataPackItem, where the exporting system keeps it the same in every export. `pattern`: a
	 * regular expression found in the text, note or internal note; its first group counts.
	 */
	from: 'number' | 'extId' | 'itemId' | 'pattern';
	pattern?: string;
}

const NAMES = {
	number: 'number (number/numberRequested)',
	extId: 'external id (extId/ids)',
	itemId: 'pack item id (dataPackItem/@id)',
	pattern: 'text that fits the pattern',
} as const;

/** A pattern that a person typed; text as answer says why it cannot be used. */
function compile(pattern: string): RegExp | string {
	if (pattern.trim() === '')
		return 'Identity is a pattern, but Pattern is empty. Fill in a regular expression such as "Účtenka č\\. (\\S+)".';
	try {
		return new RegExp(pattern, 'u');
	} catch (error) {
		return `The pattern "${pattern}" is no regular expression: ${error.message}.`;
	}
}

export class Identity {
	/** Why the option cannot be used. */
	readonly fault?: string;

	/** Whether any document had an identity so far. */
	found = false;

	/** Documents that were asked for theirs. */
	asked = 0;

	private readonly pattern?: RegExp;

	constructor(private readonly option: IdentityOption) {
		if (option.from !== 'pattern') return;
		const compiled = compile(option.pattern ?? '');
		if (typeof compiled === 'string') this.fault = compiled;
		else this.pattern = compiled;
	}

	/** The identity of a document; undefined where it has none. */
	of(document: XmlNode, itemId: string | undefined, reading: Reading): string | undefined {
		this.asked += 1;
		const id = this.read(child(document, 'pro:prodejkaHeader'), itemId, reading);
		if (id !== undefined) this.found = true;
		return id;
	}

	private read(header: XmlNode | undefined, itemId: string | undefined, reading: Reading): string | undefined {
		if (this.option.from === 'number') {
			return reading.text(header, 'pro:number', 'typ:numberRequested') ?? reading.text(header, 'pro:number');
		}
		if (this.option.from === 'extId') return reading.text(header, 'pro:extId', 'typ:ids');
		if (this.option.from === 'itemId') return itemId?.trim() || undefined;
		for (const name of ['pro:text', 'pro:note', 'pro:intNote']) {
			const match = this.pattern?.exec(reading.node(header, name)?.text ?? '');
			const id = (match?.[1] ?? match?.[0])?.trim();
			if (id) return id;
		}
		return undefined;
	}

	missing(): string {
		return `The document has no ${NAMES[this.option.from]}, so it cannot be told from others. Give it one in the till and export again.`;
	}

	nowhere(): string {
		return (
			`No document in the file has a ${NAMES[this.option.from]}, so none can be told from another, and a second import could not be noticed. ` +
			'Choose another Identity in the eKasa node: number, external id, pack item id (only if it stays the same in every export), or a pattern in the text.'
		);
	}
}
