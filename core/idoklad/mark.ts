/**
 * How a sales receipt in iDoklad shows that this package made it. A person's copy (Kopírovat) keeps the Name with the
 * identity, the external number and the note, but gets a number of its own. So the note ends in the number under which the
 * document was sent: where both agree nobody but a run of ours made it, also one that was killed before it could say so.
 */
import { isObject } from '../records/reading';
import { stableJson } from '../text/digest';
import type { ListedDocument } from './types';

const WORD = 'ekasa-sync č.';
const MARK = new RegExp(`(?:^|\\s)${WORD} (\\d{1,10})\\s*$`);

/** The request with its number; a sales receipt says it in its note as well. */
export function numbered<T extends object>(request: T, number: number): T & { DocumentSerialNumber: number } {
	// Cash vouchers have no note.
	if (!('Payments' in request)) return { ...request, DocumentSerialNumber: number };
	const note = 'Note' in request && typeof request.Note === 'string' ? `${request.Note}\n` : '';
	return { ...request, Note: `${note}${WORD} ${number}`, DocumentSerialNumber: number };
}

/** The note as it was before `numbered`. */
function unmarked(note: string | null | undefined): string {
	return (note ?? '').replace(MARK, '').trim();
}

/** Whether the note says the number that the document has. */
export function isMarked({ Note, DocumentSerialNumber }: { Note?: string | null; DocumentSerialNumber?: number | null }): boolean {
	const said = MARK.exec(Note ?? '')?.[1];
	return said !== undefined && Number(said) === DocumentSerialNumber;
}

/** Fields that say which document it is, or where it went, not what is in it. */
const OF_ITS_OWN = new Set([
	...['Id', 'DocumentNumber', 'DocumentSerialNumber', 'Metadata', 'Exported', 'Imported', 'IsAccounted'],
	...['CashVoucherItemId', 'AccountantSentStatus', 'PurchaserSentStatus'],
]);

function plain(value: unknown): unknown {
	// Residue of binary floats is no difference.
	if (typeof value === 'number') return Number(value.toFixed(6));
	if (Array.isArray(value)) return value.map(plain);
	if (!isObject(value)) return value ?? null;
	return Object.fromEntries(
		Object.entries(value).flatMap(([name, content]) => (OF_ITS_OWN.has(name) ? [] : [[name, plain(content)] as const])),
	);
}

/**
 * Everything that the list says is in a document: lines, partner, payments, note and the rest. The same text = the same
 * content; undefined when the list did not say the lines, so that nobody can tell.
 */
export function contentOf(listed: ListedDocument): string | undefined {
	if (!Array.isArray(listed.Items)) return undefined;
	return stableJson(plain({ ...listed, Note: unmarked(listed.Note) }));
}
