/** Whether POHODA gave a list or refused it: the one judge for everything that reads lists. */
import { childrenOf, localName, textAt, type XmlNode } from '../xml/node';
import type { XmlEvent } from '../xml/reading';
import type { ResponseItem } from './response';

/** POHODA did not give the list: its note says why. */
export class ListError extends Error {
	override readonly name = 'ListError';
}

/**
 * Whether a state says that there is no whole list. Exports and old answers state none; every word but `ok` counts as
 * a refusal, also one that nobody knows.
 */
export const isRefused = (state: string | undefined): boolean => state !== undefined && state !== 'ok';

/** Elements around records whose state tells: the item of the answer and the list itself. */
const hasState = ({ name }: XmlNode): boolean => name === 'rsp:responsePackItem' || /^list[A-Z]/.test(localName(name));

const isRefusedShell = (node: XmlNode): boolean => hasState(node) && isRefused(node.attributes.state);

const withoutReason = (state = ''): string =>
	state === 'error' ? 'POHODA refused the list without saying why.' : `POHODA gave the list the state "${state}" without saying why.`;

/** Why a list in an answer is none; undefined for a list, and for what is no list. */
export function refusalOfItem({ list, state, documentState, note, details }: ResponseItem): string | undefined {
	if (list === undefined) return undefined;
	const failed = details.filter((detail) => detail.state === 'error');
	const wrong = [state, documentState].find(isRefused);
	if (wrong === undefined && failed.length === 0) return undefined;
	const said = [note, list.attributes.note ?? '', ...failed.map((detail) => detail.note)].filter((text) => text !== '');
	return said.length > 0 ? [...new Set(said)].join(' ') : withoutReason(wrong);
}

/** Notes of an importDetails, in its order. */
function notesOf(details: XmlNode): string {
	const notes = childrenOf(details, 'rdc:detail').map((detail) => textAt(detail, 'rdc:note'));
	return notes.filter(Boolean).join(' ');
}

/**
 * Watches the elements of an answer around its records. POHODA may say why in the note of an element or in details below
 * it, or not at all: a refused list without any word is refused as well.
 */
export class RefusedLists {
	/** The outermost element that is refused and has not said why so far. */
	private silent?: XmlNode;

	/** Why there is no list, as soon as that is known; to be asked with every event but the root's. */
	reason({ kind, node, path }: XmlEvent): string | undefined {
		if (node.name === 'rdc:importDetails') return this.ofDetails(node, path);
		if (kind === 'open' && isRefusedShell(node)) {
			if (node.attributes.note) return node.attributes.note;
			this.silent ??= node;
		}
		// Details may still follow, records must not.
		const closed = kind === 'close' && node === this.silent;
		return this.silent !== undefined && (closed || kind === 'record') ? withoutReason(this.silent.attributes.state) : undefined;
	}

	/** The refusal was about something else than a list: the answer to an import stands in it. */
	forget(): void {
		this.silent = undefined;
	}

	private ofDetails(details: XmlNode, path: readonly XmlNode[]): string | undefined {
		const shell = path.find(isRefusedShell);
		const failed = childrenOf(details, 'rdc:detail').some((detail) => textAt(detail, 'rdc:state') === 'error');
		return shell === undefined && !failed ? undefined : notesOf(details) || withoutReason(shell?.attributes.state ?? 'error');
	}
}

/** Why a list is not whole: text stands beside its records. `shell` as the reader closes it. */
export function strayText(shell: XmlNode): string | undefined {
	const found = hasState(shell) || /^(rsp|dat):/.test(shell.name) ? shell.text.trim() : '';
	return found === '' ? undefined : `There is text beside the records: "${found.slice(0, 60)}". No such thing stands in a list; find out what wrote it there.`;
}
