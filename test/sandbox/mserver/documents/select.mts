/** Which documents a list request means. */
import { changesField, extIdField, idField, selection, type Fields, type Selection } from '../filters.mts';
import type { State } from '../state.mts';
import { childrenOf, textOf, type El } from '../tree.mts';
import type { StoredDocument } from '../types.mts';
import { objectAt } from '../xml.mts';
import { DOCUMENT_RULES } from './agendas.mts';
import { exportDocument } from './exportXml.mts';

const selected = (el: El, entry: string, ...path: string[]): Set<string> => new Set(childrenOf(el, entry).map((one) => (path.length ? (textOf(one, ...path) ?? '') : one.text)));

/** Fields of ftr:filter; all that are given have to hold. */
const FIELDS: Fields<StoredDocument> = {
	...idField<StoredDocument>(),
	...extIdField<StoredDocument>(),
	...changesField<StoredDocument>(''),
	dateFrom: (el) => (document) => document.date >= el.text.trim().slice(0, 10),
	dateTill: (el) => (document) => document.date <= el.text.trim().slice(0, 10),
	selectedNumbers: (el) => {
		const numbers = selected(el, 'ftr:number', 'typ:numberRequested');
		return (document) => numbers.has(document.number);
	},
	selectedCompanys: (el) => {
		const companies = selected(el, 'ftr:company');
		return (document) => companies.has(document.partner?.['company'] ?? '');
	},
	selectedIco: (el) => {
		const icos = selected(el, 'ftr:ico');
		return (document) => icos.has(document.partner?.['ico'] ?? '');
	},
};

export function documentSelection(state: State, request: El | undefined): Selection<StoredDocument> {
	return selection(request, FIELDS, state.settings, (document) => {
		const shown = exportDocument(document, state.settings, undefined, false);
		return objectAt(shown, Object.keys(shown).find((name) => name.endsWith('Header')) ?? '') ?? {};
	});
}

/** Documents of the agenda and kind that the request names, with the names of the answer. */
export function listedDocuments(state: State, root: El): { answer: string; record: string; documents: StoredDocument[] } | undefined {
	const rule = Object.values(DOCUMENT_RULES).find(({ list }) => root.name === `lst:list${list}Request`);
	if (!rule) return undefined;
	const kind = rule.typeElement === '' ? undefined : root.attributes[rule.typeElement];
	const agendas = new Set(Object.values(rule.agendas));
	const documents = state.documents.filter((document) => agendas.has(document.agenda) && (kind === undefined || document.type === kind));
	return { answer: `lst:list${rule.list}`, record: `lst:${rule.name}`, documents };
}
