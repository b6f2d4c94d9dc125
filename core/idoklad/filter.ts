/**
 * Filter grammar of lists: `(Prop~op~value)`, joined by `~and~` or `~or~`, parentheses nest. Text goes as Base64 of its
 * UTF-8 bytes, because quotes match nothing and spaces, `~` and parentheses break the grammar.
 */

/** A complete condition in parentheses. */
export type Filter = string & { readonly filter: true };

type FilterOperator = 'eq' | '!eq' | 'lt' | 'lte' | 'gt' | 'gte' | 'ct' | '!ct';

function base64(text: string): string {
	return Buffer.from(text, 'utf8').toString('base64');
}

/** Numbers, days and truth values go as they are, other text as Base64. */
function valueOf(value: string | number | boolean | null): { suffix: string; text: string } {
	if (typeof value !== 'string') return { suffix: '', text: String(value) };
	if (value === '' || /^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2}(\.\d{1,3})?)?$/.test(value)) return { suffix: '', text: value };
	return { suffix: ':base64', text: base64(value) };
}

/** `(Name~ct:base64~eA==)`. Each list takes its own few columns. */
export function where(property: string, operator: FilterOperator, value: string | number | boolean | null): Filter {
	const { suffix, text } = valueOf(value);
	return `(${property}~${operator}${suffix}~${text})` as Filter;
}

/** Id~ct~1,2,3: one of these. */
export function oneOf(property: string, ids: readonly number[]): Filter {
	return `(${property}~ct~${ids.join(',')})` as Filter;
}

function join(word: 'and' | 'or', parts: readonly Filter[]): Filter {
	return parts.length === 1 ? parts[0] : (`(${parts.join(`~${word}~`)})` as Filter);
}

/** All of them; at least one has to be given. */
export function allOf(...parts: readonly Filter[]): Filter {
	return join('and', parts);
}

/** Any of them; at least one has to be given. */
export function anyOf(...parts: readonly Filter[]): Filter {
	return join('or', parts);
}

/** Neighbouring days become one range; with more than `max` ranges the nearest ones are joined (and what lies between). */
function ranges(days: readonly string[], max: number): Array<{ from: string; till: string }> {
	const sorted = [...new Set(days)].sort();
	const gap = (a: string, b: string) => (Date.parse(b) - Date.parse(a)) / 86_400_000;
	let found = sorted.map((day) => ({ from: day, till: day }));
	const joinWithin = (limit: number) => {
		const joined: typeof found = [];
		for (const range of found) {
			const last = joined.at(-1);
			if (last !== undefined && gap(last.till, range.from) <= limit) last.till = range.till;
			else joined.push({ ...range });
		}
		found = joined;
	};
	joinWithin(1);
	for (let limit = 2; found.length > max; limit *= 2) joinWithin(limit);
	return found;
}

/**
 * The days of a run as one filter: a receipt from August and the ones of today do not read everything between.
 *
 * @param days YYYY-MM-DD, at least one
 */
export function onDays(property: string, days: readonly string[], maxRanges = 10): Filter {
	return anyOf(
		...ranges(days, maxRanges).map(({ from, till }) => allOf(where(property, 'gte', from), where(property, 'lte', till))),
	);
}
