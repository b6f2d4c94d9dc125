/** Reads posting rules from what a node parameter or a Data Table gives. */
import { amountFault, fromMicro, toMicro } from '../money/micro';
import { isObject } from '../records/reading';
import { ITEM_KINDS } from '../records/types';
import { plainName } from '../text/plainName';
import type { PostingValues } from './values';
import { CONDITION_COLUMNS, EET_WORDS, IGNORED_COLUMNS, TARGET_WORDS, VALUE_COLUMNS } from './ruleColumns';
import type { RuleColumn } from './ruleColumns';
import type { PostingRule, RuleMatch } from './rules';

/** The rules cannot be used as they are; `reasons` name row and column. */
export class RulesError extends Error {
	override readonly name = 'RulesError';

	constructor(readonly reasons: string[]) {
		super(`Posting Rules cannot be used: ${reasons.join(' ')}`);
	}
}

type Row = Record<string, unknown>;
type Cell = { value: string | number | null | undefined } | { fault: string };

const CONDITIONS = columnIndex(CONDITION_COLUMNS);
const VALUES = columnIndex(VALUE_COLUMNS);
const IGNORED = new Set(IGNORED_COLUMNS.map(plainName));

function columnIndex<T extends string>(columns: Record<T, RuleColumn>): Map<string, T> {
	const entries = Object.entries(columns) as Array<[T, RuleColumn]>;
	return new Map(entries.flatMap(([name, column]) => column.names.map((alias) => [plainName(alias), name])));
}

/** Text and numbers of a cell; anything else (a list, an object) counts as a mistake. */
function cellText(value: unknown): string | undefined {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value.trim();
	return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** `10 000,50 Kč`, `21 %`, `12.0`: decimal comma or point, spaces, a unit behind. */
function readNumber(text: string): Cell {
	const plain = text.replace(/\s|%|Kč$/giu, '').replace(',', '.');
	if (amountFault(plain) !== undefined) return { fault: `"${text.slice(0, 40)}" is not a number` };
	return { value: fromMicro(toMicro(plain)) };
}

function readCondition(name: keyof RuleMatch, text: string): Cell {
	if (name === 'amountFrom' || name === 'amountTo') return readNumber(text);
	if (name === 'vatRate') return /^(none|null|bez|neplátce)$/i.test(text) ? { value: null } : readNumber(text);
	if (name !== 'itemKind') return { value: text };
	const kind = ITEM_KINDS.find((one) => plainName(one) === plainName(text));
	return kind ? { value: kind } : { fault: `"${text.slice(0, 40)}" is no item kind; known are ${ITEM_KINDS.join(', ')}` };
}

function readValue(name: keyof PostingValues, text: string): Cell {
	if (name === 'targetDocument') {
		const target = TARGET_WORDS[plainName(text)];
		return target ? { value: target } : { fault: `"${text.slice(0, 40)}" is neither salesReceipt (prodejka) nor cashDocument (pokladní doklad)` };
	}
	if (name === 'eet') {
		const rule = EET_WORDS.get(plainName(text));
		return rule ? { value: rule } : { fault: `"${text.slice(0, 40)}" is no word of EET; known are ${[...new Set(EET_WORDS.values())].join(', ')} and the Czech terms` };
	}
	const longest = VALUE_COLUMNS[name].longest ?? 19;
	if (text.length > longest) return { fault: `"${text.slice(0, 40)}" has ${text.length} characters; POHODA takes ${longest}` };
	return { value: text };
}

function readRow(row: Row, place: string): PostingRule | string[] {
	const match: Row = {};
	const values: Row = {};
	const faults: string[] = [];
	for (const [column, raw] of Object.entries(row)) {
		const plain = plainName(column);
		const text = cellText(raw);
		if (text === '' || IGNORED.has(plain)) continue;
		const condition = CONDITIONS.get(plain);
		const value = VALUES.get(plain);
		const title = condition ? CONDITION_COLUMNS[condition].title : value ? VALUE_COLUMNS[value].title : undefined;
		if (title === undefined) {
			faults.push(`${place} has the column "${column.slice(0, 40)}", which is not known; a condition that is not understood would let the rule hold for everything.`);
			continue;
		}
		const cell: Cell =
			text === undefined
				? { fault: 'it holds no text and no number' }
				: condition
					? readCondition(condition, text)
					: readValue(value as keyof PostingValues, text);
		if ('fault' in cell) faults.push(`${place}, ${title}: ${cell.fault}.`);
		else if (condition) match[condition] = cell.value;
		else values[value as string] = cell.value;
	}
	if (faults.length > 0) return faults;
	if (Object.keys(values).length === 0) return Object.keys(match).length === 0 ? [] : [`${place} has conditions but sets nothing.`];
	return { match: match as RuleMatch, values: values as PostingValues };
}

/** The rows inside JSON text, a fixedCollection (`{ rule: [...] }`), a list of items (`{ json: {...} }`) or a list. */
function rowsOf(input: unknown): unknown[] | undefined {
	if (input === undefined || input === null || (typeof input === 'string' && input.trim() === '')) return [];
	if (Array.isArray(input)) return input;
	if (!isObject(input)) return undefined;
	const lists = Object.values(input).filter((value) => value !== undefined && value !== null);
	if (lists.length === 0) return [];
	return lists.length === 1 && Array.isArray(lists[0]) ? lists[0] : undefined;
}

function flatten(row: unknown): Row | undefined {
	if (!isObject(row)) return undefined;
	if (isObject(row.json) && Object.keys(row).every((name) => ['json', 'pairedItem', 'binary'].includes(name))) return row.json;
	if (!isObject(row.match) || !isObject(row.values)) return row;
	// A rule that was read before: null is a condition there, not an empty cell.
	const vatRate = row.match.vatRate === null ? 'none' : row.match.vatRate;
	return { ...row.match, ...row.values, vatRate };
}

/** Broken JSON stays the text that it is, and that is no list of rules. */
function fromText(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/**
 * Rules of a node parameter: a fixedCollection, or by expression a list of flat objects with text values (rows of a
 * Data Table), or the same as JSON text. Empty rows are left out. Column names are taken in English and Czech, without
 * regard to case, spaces and diacritics.
 *
 * @throws RulesError naming every row and column that cannot be used: a rule is never half understood
 */
export function parseRules(input: unknown): PostingRule[] {
	const rows = rowsOf(typeof input === 'string' && input.trim() !== '' ? fromText(input) : input);
	if (rows === undefined) {
		throw new RulesError(['Give a list of rules, one object with text values for each (for example the rows of a Data Table).']);
	}
	const read = rows.map((row, index) => {
		const flat = flatten(row);
		return flat ? readRow(flat, `Rule ${index + 1}`) : [`Rule ${index + 1} is no object with columns.`];
	});
	const reasons = read.flatMap((one) => (Array.isArray(one) ? one : []));
	if (reasons.length > 0) throw new RulesError(reasons);
	return read.filter((one): one is PostingRule => !Array.isArray(one));
}
