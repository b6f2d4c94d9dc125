/** Lists: parameters, filters, order, pages. Unknown parameters are ignored, as WordPress does. */
import { Refusal, invalidParameter } from './errors.mts';
import type { State } from './state.mts';

interface Listed {
	id: number;
	date_created_gmt: string;
	date_modified_gmt: string;
}

export interface Page<T> {
	rows: T[];
	headers: Record<string, string>;
}

function whole(query: URLSearchParams, name: string, standard: number, least: number, largest: number): number {
	const text = query.get(name);
	if (text === null) return standard;
	const value = /^-?\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
	if (Number.isNaN(value)) throw invalidParameter(name, `${name} is not of type integer.`);
	if (value < least || value > largest) throw invalidParameter(name, `${name} must be between ${least} (inclusive) and ${largest} (inclusive)`);
	return value;
}

function oneOf(query: URLSearchParams, name: string, standard: string, known: readonly string[]): string {
	const value = query.get(name) ?? standard;
	if (!known.includes(value)) throw invalidParameter(name, `${name} is not one of ${known.join(', ')}.`);
	return value;
}

/** `a,b` and `name[]=a&name[]=b` */
export function texts(query: URLSearchParams, name: string): string[] {
	return [...query.getAll(name).flatMap((value) => value.split(',')), ...query.getAll(`${name}[]`)].map((value) => value.trim()).filter((value) => value !== '');
}

/** Milliseconds of a time parameter; one without zone is the shop's local time. */
function instant(state: State, query: URLSearchParams, name: string): number | undefined {
	const text = query.get(name);
	if (text === null) return undefined;
	const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text);
	const utc = Date.parse(zoned ? text : `${text}Z`);
	if (Number.isNaN(utc) || !/^\d{4}-\d{2}-\d{2}T/.test(text)) throw invalidParameter(name, 'Invalid date.');
	if (zoned || query.get('dates_are_gmt') === 'true') return utc;
	const [local] = state.times(new Date(utc));
	return utc - (Date.parse(`${local}Z`) - utc);
}

/** Filters by time that orders have. */
export function inTime<T extends Listed>(state: State, query: URLSearchParams): (row: T) => boolean {
	const [after, before] = [instant(state, query, 'after'), instant(state, query, 'before')];
	const [modifiedAfter, modifiedBefore] = [instant(state, query, 'modified_after'), instant(state, query, 'modified_before')];
	return ({ date_created_gmt, date_modified_gmt }) => {
		const [created, modified] = [Date.parse(`${date_created_gmt}Z`), Date.parse(`${date_modified_gmt}Z`)];
		return (
			(after === undefined || created > after) &&
			(before === undefined || created < before) &&
			(modifiedAfter === undefined || modified > modifiedAfter) &&
			(modifiedBefore === undefined || modified < modifiedBefore)
		);
	};
}

/** One page of rows with the headers that lead to the others. Link always comes: without further pages it names the API. */
export function page<T extends Listed>(url: URL, rows: readonly T[], sorts: Readonly<Record<string, (row: T) => string | number>>, standard: { orderby: string; order: string }): Page<T> {
	const query = url.searchParams;
	const size = whole(query, 'per_page', 10, 1, 100);
	const number = whole(query, 'page', 1, 1, 999_999_999);
	const by = sorts[oneOf(query, 'orderby', standard.orderby, Object.keys(sorts))]!;
	const sign = oneOf(query, 'order', standard.order, ['asc', 'desc']) === 'asc' ? 1 : -1;
	const sorted = [...rows].sort((a, b) => {
		const [x, y] = [by(a), by(b)];
		return sign * (x === y ? a.id - b.id : x < y ? -1 : 1);
	});
	const pages = Math.ceil(rows.length / size);
	if (number > 1 && number > pages && rows.length > 0) throw new Refusal(400, 'rest_post_invalid_page_number', 'The page number requested is larger than the number of pages available.');
	const other = (to: number, rel: string): string => {
		const at = new URL(url);
		at.searchParams.set('page', String(to));
		return `<${at.href}>; rel="${rel}"`;
	};
	const links = [...(number > 1 ? [other(number - 1, 'prev')] : []), ...(number < pages ? [other(number + 1, 'next')] : [])];
	const link = links.length > 0 ? links.join(', ') : `<${url.origin}/wp-json/>; rel="https://api.w.org/"`;
	return {
		rows: sorted.slice((number - 1) * size, number * size),
		headers: { 'X-WP-Total': String(rows.length), 'X-WP-TotalPages': String(pages), Link: link },
	};
}
