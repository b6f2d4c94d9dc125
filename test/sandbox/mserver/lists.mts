/** Answers to list requests: filter, paging, extIds of one external system. */
import { given, type XmlObject } from './answer.mts';
import { asLocalTime, localDate, localTime } from './clock.mts';
import { exportDocument } from './exportXml.mts';
import type { State } from './state.mts';
import { child, childrenOf, textOf, type El } from './tree.mts';
import type { Agenda, StoredDocument } from './types.mts';

type Test = (document: StoredDocument) => boolean;

const selected = (el: El, entry: string, ...path: string[]): string[] => childrenOf(el, entry).map((one) => (path.length ? (textOf(one, ...path) ?? '') : one.text));

/** Fields of ftr:filter; all that are given have to hold. */
const FIELDS: Record<string, (el: El) => Test> = {
	id: (el) => (document) => document.id === Number(el.text),
	extId: (el) => {
		const ids = textOf(el, 'typ:ids');
		const system = textOf(el, 'typ:exSystemName');
		return (document) => document.extIds.some((extId) => extId.ids === ids && extId.exSystemName === system);
	},
	dateFrom: (el) => (document) => document.date >= el.text.trim().slice(0, 10),
	dateTill: (el) => (document) => document.date <= el.text.trim().slice(0, 10),
	selectedNumbers: (el) => {
		const numbers = selected(el, 'ftr:number', 'typ:numberRequested');
		return (document) => numbers.includes(document.number);
	},
	selectedCompanys: (el) => {
		const companies = selected(el, 'ftr:company');
		return (document) => companies.includes(document.partner?.['company'] ?? '');
	},
	selectedIco: (el) => {
		const icos = selected(el, 'ftr:ico');
		return (document) => icos.includes(document.partner?.['ico'] ?? '');
	},
	// POHODA's clock has no offset; the boundary itself is included [inferred].
	lastChanges: (el) => (document) => localTime(new Date(document.changedAt)) >= asLocalTime(el.text.trim()),
};

interface Query {
	limit?: El;
	request?: El;
}

/** The group (limit?, request, restrictionData?) may stand up to 255 times. */
function queries(root: El): Query[] {
	const found: Query[] = [];
	let open: Query = {};
	for (const el of root.children) {
		if (el.name === 'lst:limit') open = { limit: el };
		else if (el.name !== 'lst:restrictionData') {
			found.push({ ...open, request: el });
			open = {};
		}
	}
	return found;
}

function run(documents: readonly StoredDocument[], { limit, request }: Query): StoredDocument[] {
	const tests = (child(request, 'ftr:filter')?.children ?? []).map((el) => FIELDS[el.local]!(el));
	const idFrom = Number(textOf(limit, 'ftr:idFrom') ?? 0);
	const count = Number(textOf(limit, 'ftr:count') ?? Infinity);
	return documents
		.filter((document) => document.id >= idFrom && tests.every((test) => test(document)))
		.sort((a, b) => a.id - b.id)
		.slice(0, count);
}

function accountingUnit(state: State): XmlObject {
	const { settings } = state;
	return given({
		'acu:id': 1,
		'acu:year': settings.period.from.slice(0, 4),
		'acu:yearType': 'calendar',
		'acu:dateFrom': settings.period.from,
		'acu:dateTo': settings.period.till,
		'acu:unitType': 'doubleEntry',
		'acu:stateType': 'legalPerson',
		'acu:accountingUnitIdentity': { 'typ:address': { 'typ:company': settings.company, 'typ:ico': settings.ico, 'typ:dic': `CZ${settings.ico}` } },
		'acu:dataFile': settings.databaseName,
		'acu:key': settings.key,
	});
}

/** Content of the responsePackItem for a list request that has passed the rule tables. */
export function answerList(state: State, root: El): XmlObject {
	const now = state.now();
	const attributes = { '@version': '2.0', '@dateTimeStamp': localTime(now), '@dateValidFrom': localDate(now), '@state': 'ok' };
	if (root.name === 'acu:listAccountingUnitRequest') return { 'acu:listAccountingUnit': { ...attributes, 'acu:itemAccountingUnit': accountingUnit(state) } };
	const [agenda, name]: [Agenda, string] = root.name === 'lst:listProdejkaRequest' ? ['prodejky', 'prodejka'] : ['pokladna', 'voucher'];
	const documents = state.documents.filter((document) => document.agenda === agenda);
	const found = new Map(queries(root).flatMap((query) => run(documents, query)).map((document) => [document.id, document]));
	const rows = [...found.values()].map((document) => exportDocument(document, state.settings, root.attributes['extSystem']));
	const list = `lst:list${name[0]!.toUpperCase()}${name.slice(1)}`;
	return { [list]: given({ ...attributes, [`lst:${name}`]: rows.length ? rows : undefined }) };
}
