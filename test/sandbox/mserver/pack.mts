/** A dataPack: envelope first, then each item on its own; one refused item does not stop the others. */
import type { AnswerItem, AnswerPack } from './answer.mts';
import { NotReadable, decodeRequest } from './decode.mts';
import { importRecord } from './importRecord.mts';
import { answerList } from './lists/index.mts';
import { expandedName } from './namespaces.mts';
import { CONTRACT } from './rules/notation.mts';
import { checkAttributes, checkElement, type Violation } from './rules/validate.mts';
import type { State } from './state.mts';
import { parseXml, xpathOf, type El } from './tree.mts';
import type { Span } from './types.mts';

export interface ReadPack {
	encoding: string;
	/** Absent when the request could not be read as XML. */
	root?: El;
	/** Why the whole pack is refused. */
	refused?: string;
	packId: string;
	itemIds: string[];
	/** list when every item is a list request. */
	operation: 'import' | 'list';
}

export const WRONG_UNIT = 'Tento balíček není určen pro tuto jednotku.';
export const NO_RIGHT = 'Uživatel není oprávněn importovat XML soubory.';

/** list…Request of any namespace. */
const isList = (el: El | undefined): boolean => el !== undefined && /^list.*Request$/.test(el.local);

function envelope(state: State, root: El): string | undefined {
	if (root.name !== 'dat:dataPack') return `The element '${expandedName(root.name)}' is used but not declared in the DTD/Schema.`;
	const attributes = checkAttributes(root, CONTRACT.envelope.pack);
	if (attributes) return attributes.message;
	const foreign = root.children.find((el) => el.name !== 'dat:dataPackItem');
	if (foreign) return `Element '${expandedName(foreign.name)}' is unexpected according to content model of parent element '${expandedName(root.name)}'.`;
	if (!root.children.length) return `Element content is incomplete according to the DTD/Schema. (${expandedName(root.name)}) Expecting: ${expandedName('dat:dataPackItem')}.`;
	for (const item of root.children) {
		const found = checkAttributes(item, CONTRACT.envelope.item);
		if (found) return found.message;
	}
	const { ico, key } = root.attributes;
	if (ico ? ico !== state.settings.ico : key && key !== state.settings.key) return WRONG_UNIT;
	return undefined;
}

/** Bytes to a pack whose envelope is checked. Never throws: what is wrong stands in `refused`. */
export function readPack(state: State, bytes: Buffer): ReadPack {
	const unread = { encoding: '', packId: '', itemIds: [], operation: 'import' as const };
	if (!state.settings.mayImport) return { ...unread, refused: NO_RIGHT };
	try {
		const { text, encoding, looksLikeUtf8 } = decodeRequest(bytes);
		const root = parseXml(text);
		const packId = root.attributes['id'] ?? '';
		if (looksLikeUtf8) state.remark(`dataPack ${packId} is declared Windows-1250 and its bytes are UTF-8: diacritics are garbled`);
		const operation = root.children.length > 0 && root.children.every((item) => isList(item.children[0])) ? 'list' : 'import';
		return { encoding, root, packId, itemIds: root.children.map((item) => item.attributes['id'] ?? ''), operation, refused: envelope(state, root) };
	} catch (problem) {
		if (problem instanceof NotReadable) return { ...unread, refused: problem.message };
		throw problem;
	}
}

/** "following" switches the accounting period for this pack. */
function periodOf(state: State, pack: El): Span {
	const { from, till } = state.settings.period;
	if (pack.attributes['period'] !== 'following') return { from, till };
	const next = (date: string): string => `${Number(date.slice(0, 4)) + 1}${date.slice(4)}`;
	return { from: next(from), till: next(till) };
}

function duplicate(state: State, packId: string, itemId: string): AnswerItem | undefined {
	const entries = state.imported(packId, itemId);
	if (!entries.length) return undefined;
	const note = 'Záznam byl již importován.';
	state.refuse({ packId, itemId, kind: 'duplicate', note });
	const records = entries.map((entry) => ({
		'rsp:agendaType': entry.agenda,
		'rsp:dateCreate': entry.date,
		// "Pokud hodnota není uvedena, byl doklad již smazán."
		...(state.exists(entry.agenda, entry.recordId) ? { 'rsp:id': entry.recordId } : {}),
		...(entry.number === undefined ? {} : { 'rsp:number': entry.number }),
	}));
	return { id: itemId, state: 'error', note, content: { 'rsp:errorDetail': { 'rsp:recordDuplicity': records } } };
}

const refusedBySchema = (state: State, packId: string, itemId: string, { message, xpath }: Violation): AnswerItem => {
	const note = `${message} [${xpath}]`;
	state.refuse({ packId, itemId, kind: 'schema', note });
	return { id: itemId, state: 'error', note, violatesSchema: true };
};

function answerItem(state: State, pack: El, item: El, checkDuplicity: boolean): AnswerItem {
	const packId = pack.attributes['id']!;
	const itemId = item.attributes['id']!;
	const content = item.children[0];
	const type = CONTRACT.roots[content?.name ?? ''];
	if (!content || item.children.length > 1) {
		return refusedBySchema(state, packId, itemId, { message: `Element content of '${expandedName(item.name)}' has to be exactly one element.`, xpath: xpathOf(item) });
	}
	if (!type) {
		const message = `The element '${expandedName(content.name)}' is used but not declared in the DTD/Schema. (Or it is an agenda that this stand-in does not do.)`;
		return refusedBySchema(state, packId, itemId, { message, xpath: xpathOf(content) });
	}
	const remarks: string[] = [];
	const violation = checkElement(content, type, remarks);
	for (const remark of remarks) state.remark(remark);
	if (violation) return refusedBySchema(state, packId, itemId, violation);
	const already = checkDuplicity && !isList(content) ? duplicate(state, packId, itemId) : undefined;
	if (already) return already;
	if (isList(content)) {
		const { content: list, refused } = answerList(state, content);
		if (refused !== undefined) state.refuse({ packId, itemId, kind: 'list', note: refused });
		return { id: itemId, state: refused === undefined ? 'ok' : state.settings.refusedItemState, content: list };
	}
	const result = importRecord(state, content, { packId, itemId, period: periodOf(state, pack) });
	const errors = result.details.filter((detail) => detail.state === 'error');
	if (errors.length) state.refuse({ packId, itemId, kind: 'document', note: errors.map((detail) => detail.note).join(' ') });
	return { id: itemId, state: errors.length ? state.settings.refusedItemState : 'ok', response: result };
}

/** Processes a pack that was read. `firstItems` stops after so many items, as a POHODA that dies in the middle would. */
export function processPack(state: State, pack: ReadPack, checkDuplicity: boolean, firstItems = Infinity): AnswerPack {
	if (pack.refused !== undefined || !pack.root) {
		const note = pack.refused ?? '';
		state.refuse({ packId: pack.packId, itemId: '', kind: 'pack', note });
		return { id: pack.packId, state: 'error', note, items: [] };
	}
	const { root } = pack;
	const items = root.children.slice(0, firstItems).map((item) => answerItem(state, root, item, checkDuplicity));
	return { id: pack.packId, state: 'ok', note: '', items };
}
