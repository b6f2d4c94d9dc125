/**
 * What records can be asked for or changed by: tables of POHODA's filters (filter.xsd), written by the same engine.
 * Raw SQL (queryFilter) is never written.
 */
import type { FilterName } from './agenda';
import { OPTIONAL_EXTERNAL_ID } from './parts';
import { choice, code, day, digits, flag, id, instant, list, ref, text, within, type Row, type Table } from './table';
import { SERIES_AGENDAS } from './words';

/** Values of a filter; all that are given must fit. */
export interface RecordFilter {
	/** POHODA's id. */
	id?: string;
	/** Identity in another system. */
	externalId?: { id: string; system: string };
	/** Stock: code of the card; series: none. */
	code?: string;
	ean?: string;
	plu?: string;
	/** Stock: name of the card. Contact: name of the person, 32 characters at most. */
	name?: string;
	/** Stock: path in the tree, or the left part of it for a whole branch. */
	storage?: string;
	store?: string;
	forInternet?: boolean;
	/** Contact: firm. */
	company?: string;
	city?: string;
	street?: string;
	zip?: string;
	companyId?: string;
	vatId?: string;
	/** Contact: customer number. */
	number?: string;
	/** Documents: days of issue, inclusive. */
	dateFrom?: string;
	dateTill?: string;
	/** Documents: any of these numbers, firms, IČO. */
	numbers?: string[];
	companies?: string[];
	companyIds?: string[];
	/** Series: accounting period and agenda in POHODA's words. */
	period?: 'current' | 'following';
	agenda?: string;
	/** Registration numbers: the serial number or batch. */
	serialNumber?: string;
	/** Changed since; give the dateTimeStamp of the answer before. Only for lists. */
	changedSince?: string;
	/** Name of a filter that a user saved in POHODA. */
	userFilter?: string;
}

const ID = id('id', 'id');
const CHANGED: Row = instant('changedSince', 'lastChanges');
const EXTERNAL = within('externalId', 'extId', OPTIONAL_EXTERNAL_ID);

const ONE = (element: string, max: number): Table => ({ prefix: 'ftr', rows: [code('value', element, max)] });

function table(rows: Table['rows']): Table {
	return {
		prefix: 'ftr',
		rows,
		beforeWrite: (filter, { check }) => {
			const wanted = rows.map(({ field }) => field.split('.')[0]);
			const strange = Object.keys(filter).filter(
				(name) => filter[name] !== undefined && name !== 'userFilter' && !wanted.includes(name),
			);
			if (strange.length > 0) {
				check.refuse(`POHODA has no filter by ${strange.join(', ')} here; it has ${[...new Set(wanted)].join(', ')}.`);
			}
			return {};
		},
	};
}

export const FILTERS: Readonly<Record<FilterName, Table>> = {
	stock: table([
		ID,
		...EXTERNAL,
		code('code', 'code', 64),
		code('ean', 'EAN', 20, { label: 'EAN' }),
		digits('plu', 'PLU', { label: 'PLU' }),
		text('name', 'name'),
		code('storage', 'storage/typ:ids'),
		code('store', 'store/typ:ids', 19),
		flag('forInternet', 'internet'),
		CHANGED,
	]),
	contact: table([
		ID,
		...EXTERNAL,
		code('company', 'company', 255),
		code('name', 'name', 32),
		code('city', 'city', 45),
		code('street', 'street', 64),
		code('zip', 'zip', 15),
		code('companyId', 'ico', 15, { label: 'IČO' }),
		code('vatId', 'dic', 18, { label: 'DIČ' }),
		code('number', 'number/typ:numberRequested', 20),
		CHANGED,
	]),
	document: table([
		ID,
		...EXTERNAL,
		day('dateFrom', 'dateFrom'),
		day('dateTill', 'dateTill'),
		list('numbers', 'selectedNumbers/number', ONE('typ:numberRequested', 32), { single: 'value', label: 'number' }),
		list('companies', 'selectedCompanys/company', ONE('', 255), { single: 'value', label: 'company' }),
		list('companyIds', 'selectedIco/ico', ONE('', 15), { single: 'value', label: 'IČO' }),
		CHANGED,
	]),
	id: table([ID]),
	series: table([ID, choice('period', 'period', ['current', 'following']), choice('agenda', 'agenda', SERIES_AGENDAS)]),
	registrationNumber: table([
		ID,
		...EXTERNAL,
		code('serialNumber', 'regNumber', 48),
		...ref('storage', 'stockItem/typ:storage', 255),
		code('code', 'stockItem/typ:stockItem/typ:ids', 64),
		CHANGED,
	]),
};
