/** Answers with code lists. */
import { readXml } from '../../xml/read';
import type { XmlLimits } from '../../xml/reading';
import { localName, type XmlNode } from '../../xml/node';
import { plainData } from '../../xml/plain';
import { AnswerHead, type ListInfo } from './answer';
import { CODE_LISTS, completeEntry, type CodeListEntry, type CodeListName } from './codeLists';
import type { ReadContext } from './context';
import { NAMESPACES } from './names';
import { readFields } from './read';
import type { Fields } from './table';

function contextOf(): ReadContext {
	return { homeCurrency: 'CZK', root: {}, warnings: [], foreign: new Map<Fields, Fields>() };
}

/** An entry with the warnings about it, where there are some. */
function entryOf(list: CodeListName, node: XmlNode, more: (fields: Fields) => Fields = (fields) => fields): CodeListEntry {
	const context = contextOf();
	const fields = more(readFields(node, CODE_LISTS[list].table, context));
	return completeEntry(list, { ...fields, ...(context.warnings.length > 0 ? { warnings: context.warnings } : {}) });
}

/** A storage and all below it; the code is the path that stock cards name. */
function* storages(node: XmlNode, path: string, storeId: unknown): Generator<CodeListEntry> {
	const entry = entryOf('storages', { ...node, children: [] }, (fields) => {
		const own = String(fields.code ?? '');
		const code = path === '' || own.startsWith(`${path}/`) ? own : `${path}/${own}`;
		const store = fields.storeId ?? storeId;
		// The elements around the storages below say nothing themselves.
		const beside = Object.fromEntries(node.children.flatMap((branch) => (saysSomething(branch) ? [[localName(branch.name), plainData({ ...branch, children: [] })]] : [])));
		const extra = { ...(fields.extra as Fields | undefined), ...beside };
		return {
			...fields,
			...{ name: fields.name ?? own, code },
			...(store === undefined ? {} : { storeId: store }),
			...(Object.keys(extra).length > 0 ? { extra } : {}),
		};
	});
	yield entry;
	for (const branch of node.children) for (const child of branch.children) yield* storages(child, entry.code, entry.storeId);
}

function saysSomething({ text, attributes }: XmlNode): boolean {
	return text.trim() !== '' || Object.keys(attributes).length > 0;
}

/** The entries of one record element: a storage brings those below it. */
export function entriesOfElement(list: CodeListName, node: XmlNode): Iterable<CodeListEntry> {
	if (list === 'storages') return storages(node, '', undefined);
	return [entryOf(list, node)];
}

async function* entriesOf(
	list: CodeListName,
	chunks: AsyncIterable<Uint8Array>,
	head: AnswerHead,
	limits?: Partial<XmlLimits>,
): AsyncGenerator<CodeListEntry> {
	const { list: names } = CODE_LISTS[list];
	const wanted = new Set(names.records);
	const records = new Set([...wanted, 'rdc:importDetails']);
	for await (const batch of readXml(chunks, { namespaces: NAMESPACES, records, limits })) {
		for (const event of batch) {
			const isRecord = event.kind === 'record' && wanted.has(event.node.name);
			head.take(event, isRecord);
			if (isRecord) {
				for (const entry of entriesOfElement(list, event.node)) {
					head.info.records += 1;
					yield entry;
				}
			}
		}
	}
	head.end(CODE_LISTS[list].label);
}

/**
 * Reads the answer to codeListRequest. The tree of storages comes flat, `code` being the path; of global settings
 * each comes as `{ code, name, value }`.
 *
 * The entries throw like those of readList.
 */
export function readCodeList(
	list: CodeListName,
	chunks: AsyncIterable<Uint8Array>,
	limits?: Partial<XmlLimits>,
): { info: ListInfo; entries: AsyncGenerator<CodeListEntry> } {
	const { prefix, name } = CODE_LISTS[list].list;
	const head = new AnswerHead([`${prefix}:list${name}`, `lst:list${name}`]);
	return { info: head.info, entries: entriesOf(list, chunks, head, limits) };
}
