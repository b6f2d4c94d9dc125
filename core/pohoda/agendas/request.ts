/** Requests for lists of records: a dataPack with one list…Request. */
import { encodeWindows1250 } from '../../text/windows1250';
import { element, type XmlNode } from '../../xml/node';
import { writeXml } from '../../xml/write';
import { APPLICATION, EX_SYSTEM_NAME, XML_DECLARATION } from '../constants';
import type { ListNames } from './agenda';
import { FILTERS, type RecordFilter } from './filters';
import { declarationsFor } from './names';
import { ValueCheck } from './valueCheck';
import { writeFields } from './write';

/** A request that POHODA would not understand; the message says why. */
export class ListRequestError extends Error {
	override readonly name = 'ListRequestError';
}

export interface ListOptions {
	/** IČO of the accounting unit; '' where any unit may answer. */
	ico: string;
	/** Kind of document, where the agenda has kinds: receivedOrder, issuedInvoice … */
	kind?: string;
	/** Records that fit one of them; none = all. At most 255. */
	filters?: readonly RecordFilter[];
	/** Lowest POHODA id of the page, inclusive. */
	idFrom?: number;
	/** Records of the page, 1 to 10 000. */
	count?: number;
	/** Parts that differ from POHODA's default, e.g. `{ pictures: false, liquidations: true }`. */
	parts?: Readonly<Record<string, boolean>>;
	/** System whose extIds the answer shall bring; ours by default. */
	extSystem?: string;
	/** GUID of the accounting unit, used when there is no IČO. */
	key?: string;
}

const MAX_FILTERS = 255;

/** `ftr:filter` of a request or an action, or reasons. Also gives the name of the user's filter. */
export function filterElements(
	name: NonNullable<ListNames['filter']>,
	filter: RecordFilter,
	check: ValueCheck,
): XmlNode[] {
	const { userFilter } = filter;
	const context = {
		check,
		place: 'filter: ',
		action: 'update' as const,
		ownIds: true,
		lineTotals: false,
		homeCurrency: 'CZK',
		root: {},
	};
	const node = writeFields('ftr:filter', { ...filter }, FILTERS[name], context);
	const user =
		userFilter === undefined
			? undefined
			: check.written(
					userFilter,
					{ field: 'userFilter', element: '', type: 'text', label: 'name of the user filter' },
					'',
				);
	return [...(node === undefined ? [] : [node]), ...(user === undefined ? [] : [element('ftr:userFilterName', user)])];
}

function limitOf({ prefix, paged }: ListNames, { idFrom, count }: ListOptions, check: ValueCheck): XmlNode[] {
	if (idFrom === undefined && count === undefined) return [];
	if (!paged) check.refuse('This list comes whole: it has no pages.');
	if (idFrom !== undefined && (!Number.isSafeInteger(idFrom) || idFrom < 0)) {
		check.refuse(`idFrom is ${idFrom}; it must be a whole number.`);
	}
	if (count !== undefined && (!Number.isInteger(count) || count < 1 || count > 10_000)) {
		check.refuse(`count is ${count}; POHODA gives 1 to 10 000 records at once.`);
	}
	return [
		element(`${prefix}:limit`, [
			...(idFrom === undefined ? [] : [element('ftr:idFrom', String(idFrom))]),
			...(count === undefined ? [] : [element('ftr:count', String(count))]),
		]),
	];
}

function partsOf(
	{ prefix, parts = {} }: ListNames,
	wanted: Readonly<Record<string, boolean>>,
	check: ValueCheck,
): XmlNode[] {
	const nodes: XmlNode[] = [];
	for (const [name, value] of Object.entries(wanted)) {
		if (!Object.hasOwn(parts, name)) {
			check.refuse(`The list has no part "${name}"; it has ${Object.keys(parts).join(', ') || 'none'}.`);
		} else if (value !== parts[name]) nodes.push(element(`${prefix}:${name}`, String(value)));
	}
	return nodes.length === 0 ? [] : [element(`${prefix}:restrictionData`, nodes)];
}

function attributesOf(
	{ versionAttribute, kind, extSystem }: ListNames,
	options: ListOptions,
	check: ValueCheck,
): Record<string, string> {
	const given = options.kind;
	if (given !== undefined && !kind?.words.includes(given)) {
		check.refuse(`The kind "${given}" is not known here; POHODA has ${kind?.words.join(', ') ?? 'no kinds'}.`);
	}
	if (given === undefined && kind?.required) check.refuse(`Say which kind: ${kind.words.join(', ')}.`);
	const system = options.extSystem ?? EX_SYSTEM_NAME;
	if ([...system].length > 64) check.refuse('The name of the other system is longer than 64 characters.');
	return {
		version: '2.0',
		...(versionAttribute === undefined ? {} : { [versionAttribute]: '2.0' }),
		...(kind === undefined || given === undefined ? {} : { [kind.attribute]: given }),
		...(extSystem ? { extSystem: system } : {}),
	};
}

/** The list…Request element itself. Throws ListRequestError with all reasons. */
export function listElement(list: ListNames, options: ListOptions): XmlNode {
	const check = new ValueCheck({ cutLongTexts: false, missingCharacters: 'refuse' });
	const { prefix, name, filter } = list;
	const filters = options.filters ?? [];
	if (filters.length > MAX_FILTERS) {
		check.refuse(`A request can have ${MAX_FILTERS} filters, not ${filters.length}: ask in several requests.`);
	}
	if (filters.length > 0 && filter === undefined) check.refuse('This list comes whole: it has no filters.');
	const limit = limitOf(list, options, check);
	const parts = partsOf(list, options.parts ?? {}, check);
	const groups =
		filters.length === 0 || filter === undefined
			? [[]]
			: filters.slice(0, MAX_FILTERS).map((one) => filterElements(filter, one, check));
	const attributes = attributesOf(list, options, check);
	if (check.reasons.length > 0) throw new ListRequestError(check.reasons.join(' '));
	const content = list.bare
		? []
		: groups.flatMap((group) => [...limit, element(`${prefix}:request${name}`, group), ...parts]);
	return element(`${prefix}:list${name}Request`, content, attributes);
}

/**
 * A dataPack that asks for records. Send it without the duplicity check: its ids are always the same.
 *
 * Throws ListRequestError with everything that is wrong with it.
 */
export function listRequest(list: ListNames, options: ListOptions): Uint8Array {
	const item = element('dat:dataPackItem', [listElement(list, options)], { version: '2.0', id: 'list' });
	const pack = element('dat:dataPack', [item], {
		...declarationsFor([item]),
		version: '2.0',
		id: 'list',
		...(options.ico === '' ? {} : { ico: options.ico }),
		...(options.key === undefined ? {} : { key: options.key }),
		application: APPLICATION,
		note: '',
	});
	return encodeWindows1250(XML_DECLARATION + writeXml(pack), { missing: 'refuse' }).bytes;
}
