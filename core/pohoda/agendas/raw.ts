/** XML that a person wrote, on its way into our dataPack: what it is, and what must not go. */
import { localName, type XmlNode } from '../../xml/node';
import { readXmlDocument } from '../../xml/read';
import { NAMESPACES } from './names';

/** XML that is not sent; the message says why and what to do. */
export class RawXmlError extends Error {
	override readonly name = 'RawXmlError';
}

/** question = changes nothing; import = a record; command = something else that POHODA does. */
export type RawKind = 'question' | 'import' | 'command';

export interface RawItem {
	/** Id of the given dataPackItem. */
	id?: string;
	kind: RawKind;
	/** One element, as dataPackItem may have it. */
	node: XmlNode;
}

/** What a given dataPack says about itself. */
interface RawPack {
	id?: string;
	ico?: string;
	key?: string;
	note?: string;
	period?: 'current' | 'following';
	items: RawItem[];
}

/** What dataPackItem may hold beside questions (data.xsd). */
const IMPORTS = new Set(
	(
		'adb:addressbook enq:enquiry int:intDoc inv:invoice ofr:offer ord:order pro:prodejka pri:prijemka pre:prevodka stk:stock ' +
		'vch:voucher vyd:vydejka vyr:vyroba con:contract sto:store grs:groupStocks str:storage ctg:categoryDetail prm:parameter ' +
		'ipm:intParamDetail ilt:inventoryLists nms:numericalSeries gdp:GDPR req:productRequirement bnk:bank bka:bankAccount ' +
		'rul:rulesPairing dis:discount srv:service uag:userAgenda cen:centre acv:activity rec:recyclingContrib abs:absence ' +
		'gps:GPSR wge:wageElements wld:workLoad'
	).split(' '),
);
const COMMANDS = new Set(
	'lst:createAccountingDoubleEntry lck:lock sEET:sendEET asv:accountingSalesVouchers mKasa:mKasaRequest lwl:liquidationWithoutLink lqd:automaticLiquidation apf:advancePartFulfilment'.split(
		' ',
	),
);
const QUESTIONS = new Set(['lst:listUserCode', 'prn:print', 'isd:isdoc']);

/** Schemas of before 2010 mean other things by the same names: they are foreign here. */
const CURRENT: Readonly<Record<string, string>> = Object.fromEntries(
	Object.entries(NAMESPACES).filter(([uri]) => uri.includes('/version_2/')),
);

const SCHEMA_PLACE = /^\{http:\/\/www\.w3\.org\/2001\/XMLSchema-instance\}(?:schemaLocation|noNamespaceSchemaLocation)$/;

function kindOf({ name }: XmlNode): RawKind {
	if (IMPORTS.has(name)) return 'import';
	if (COMMANDS.has(name)) return 'command';
	if (QUESTIONS.has(name) || /:list\w+Request$/.test(name)) return 'question';
	throw new RawXmlError(
		`<${name}> is nothing that POHODA takes in a dataPackItem. Give one element such as <inv:invoice> or <lStk:listStockRequest>.`,
	);
}

/** Looks at every element; gives back the same without attributes that only name a schema file. */
function checked(node: XmlNode, allowQueryFilter: boolean): XmlNode {
	const { name, attributes, children, text } = node;
	if (name.startsWith('{') || !name.includes(':')) {
		const uri = /^\{(.*)\}/.exec(name)?.[1];
		throw new RawXmlError(
			`<${localName(name)}> is of ${uri === undefined ? 'no namespace' : `the namespace "${uri}"`}, which is none of POHODA's (http://www.stormware.cz/schema/version_2/…).`,
		);
	}
	if (localName(name) === 'queryFilter' && !allowQueryFilter) {
		throw new RawXmlError(
			'It has a queryFilter: POHODA runs its text as SQL. Use another filter, or turn on Allow Query Filter if nobody else can put text into it.',
		);
	}
	if (children.length > 0 && text.trim() !== '') {
		throw new RawXmlError(`<${localName(name)}> has text beside its elements, which POHODA's XML never has.`);
	}
	const kept = Object.entries(attributes).filter(([attribute]) => !SCHEMA_PLACE.test(attribute));
	const strange = kept.find(([attribute]) => /[{:]/.test(attribute));
	if (strange !== undefined) {
		throw new RawXmlError(`<${localName(name)}> has the attribute ${strange[0]}, which POHODA does not know.`);
	}
	return {
		name,
		attributes: Object.fromEntries(kept),
		children: children.map((one) => checked(one, allowQueryFilter)),
		text,
	};
}

function itemOf({ name, attributes, children }: XmlNode): RawItem {
	if (name !== 'dat:dataPackItem') {
		throw new RawXmlError(`<${localName(name)}> in a dataPack cannot be sent along; give dataPackItems only.`);
	}
	if (children.length !== 1) {
		throw new RawXmlError(`A dataPackItem has exactly one element; "${attributes.id ?? ''}" has ${children.length}.`);
	}
	const id = attributes.id?.trim();
	return { ...(id ? { id } : {}), kind: kindOf(children[0]), node: children[0] };
}

function packOf(root: XmlNode): RawPack {
	if (root.name === 'dat:dataPackItem') return { items: [itemOf(root)] };
	if (root.name !== 'dat:dataPack') return { items: [{ kind: kindOf(root), node: root }] };
	const { id, ico, key, note, period } = root.attributes;
	const items = root.children.map(itemOf);
	if (items.length === 0) throw new RawXmlError('The dataPack is empty.');
	return {
		...(id ? { id } : {}),
		...(ico ? { ico } : {}),
		...(key ? { key } : {}),
		...(note ? { note } : {}),
		...(period === 'current' || period === 'following' ? { period } : {}),
		items,
	};
}

/**
 * One element of an agenda, one dataPackItem or a whole dataPack → its items.
 *
 * Throws XmlError (malformed, DOCTYPE, several roots, cut off) and RawXmlError: a namespace, element or attribute that is
 * not POHODA's, queryFilter unless it is allowed, questions and changes mixed (only changes go with the duplicity check).
 */
export async function readRaw(
	chunks: AsyncIterable<Uint8Array>,
	{ allowQueryFilter = false }: { allowQueryFilter?: boolean } = {},
): Promise<RawPack> {
	const root = await readXmlDocument(chunks, CURRENT);
	const pack = packOf(checked(root, allowQueryFilter));
	const questions = pack.items.filter(({ kind }) => kind === 'question').length;
	if (questions > 0 && questions < pack.items.length) {
		throw new RawXmlError('It has questions and changes. Give them apart: only changes go with the check for duplicates.');
	}
	return pack;
}
