/** Which record of POHODA a record means. */
import type { AgendaName } from './index';
import type { RecordFilter } from './filters';
import { duplicateFilter } from './record';
import type { Fields } from './table';

export type MatchBy = 'code' | 'ean' | 'plu' | 'companyId' | 'name' | 'number' | 'externalId' | 'id' | 'companyIdOrExternalId';

/** What each agenda can be matched by; the first one is the usual. */
export const MATCHES: Readonly<Partial<Record<AgendaName, readonly MatchBy[]>>> = {
	stockItem: ['code', 'ean', 'plu', 'externalId', 'id'],
	contact: ['companyId', 'companyIdOrExternalId', 'name', 'number', 'externalId', 'id'],
	order: ['number', 'externalId', 'id'],
};

const WORDS: Readonly<Record<MatchBy, string>> = {
	code: 'the code',
	ean: 'the EAN',
	plu: 'the PLU',
	companyId: 'the IČO',
	name: 'the name',
	number: 'the number',
	externalId: 'the external ID',
	id: 'the POHODA id',
	companyIdOrExternalId: 'the IČO, else the external ID',
};

const text = (value: unknown): string | undefined =>
	typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

function storeOf({ warehouse, storage }: Fields): string | undefined {
	return text(warehouse) ?? text(storage)?.split('/')[0];
}

function stockFilter(record: Fields, by: MatchBy): RecordFilter | undefined {
	const value = by === 'ean' ? text((record.eans as unknown[] | undefined)?.[0]) : text(record[by]);
	const store = storeOf(record);
	return value === undefined ? undefined : { [by]: value, ...(store === undefined ? {} : { store }) };
}

/**
 * The filter that finds the record in POHODA; undefined where the record has nothing to be found by. A stock item that
 * names its store (sklad) is looked for in that store alone.
 *
 * @param externalId our identity, under which it was created
 */
export function filterOf(
	agenda: AgendaName,
	record: Fields,
	by: MatchBy,
	externalId: { id: string; system: string },
): RecordFilter | undefined {
	if (by === 'externalId') return { externalId };
	// A person has no IČO; by our identity it is found all the same, and changed.
	if (by === 'companyIdOrExternalId') return duplicateFilter(record, 'companyId') ?? { externalId };
	if (by === 'id') {
		const id = text(record.id);
		return id === undefined ? undefined : { id };
	}
	if (agenda === 'stockItem') return stockFilter(record, by);
	const number = text(record.number);
	if (agenda === 'order') return number === undefined ? undefined : { numbers: [number] };
	if (by === 'number') return number === undefined ? undefined : { number };
	return duplicateFilter(record, by === 'name' ? 'name' : 'companyId');
}

/**
 * The same filter as people may have written its IČO in POHODA, which compares texts: eight digits, without the zeros in
 * front, in groups. A record that fits one of them is the one.
 */
export function spellingsOf(filter: RecordFilter): RecordFilter[] {
	const { companyId } = filter;
	if (companyId === undefined || !/^\d{8}$/.test(companyId)) return [filter];
	const groups = `${companyId.slice(0, 3)} ${companyId.slice(3, 5)} ${companyId.slice(5)}`;
	const forms = new Set([companyId, companyId.replace(/^0+/, ''), groups]);
	return [...forms].map((form) => ({ ...filter, companyId: form }));
}

/** For messages: `the code 00123 in the store ZBOŽÍ`, `the IČO 12345678`. */
export function describeFilter(by: MatchBy, filter: RecordFilter): string {
	const { externalId, numbers, store, company, name } = filter;
	if (by === 'companyIdOrExternalId') return describeFilter(externalId === undefined ? 'companyId' : 'externalId', filter);
	const value = externalId?.id ?? numbers?.[0] ?? company ?? (by === 'name' ? name : filter[by as 'code']);
	return `${WORDS[by]} ${String(value)}${store === undefined ? '' : ` in the store ${store}`}`;
}

/** What the record lacks to be found, for messages. */
export function describeMissing(by: MatchBy): string {
	return `it has nothing to be found by: ${WORDS[by]} is missing`;
}
