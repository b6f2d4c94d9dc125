/** Simple types of the rule tables. The messages are worded after MSXML, which POHODA uses. */

const DATE = /^(-?\d{4})-(\d{2})-(\d{2})(Z|[+-]\d{2}:\d{2})?$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;
const DATE_TIME = /^-?\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;
/** xsd:double without INF and NaN, which are no amounts, and without exponents beyond three digits. */
const FLOAT = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$/;

export function isDate(text: string): boolean {
	const match = DATE.exec(text);
	if (!match) return false;
	const [, year, month, day] = match.map(Number);
	const date = new Date(Date.UTC(year!, month! - 1, day!));
	return date.getUTCFullYear() === year && date.getUTCMonth() === month! - 1 && date.getUTCDate() === day;
}

const bounds = (spec: string | undefined): [number, number] => {
	if (!spec) return [-Infinity, Infinity];
	const [low, high] = spec.split('..');
	return [low === '' || low === undefined ? -Infinity : Number(low), high === '' || high === undefined ? Infinity : Number(high)];
};

function checkString(value: string, argument: string | undefined): string | undefined {
	if (argument === undefined) return undefined;
	const [minimum, maximum] = argument.includes('..') ? bounds(argument) : [0, Number(argument)];
	const length = [...value].length;
	if (length > maximum) return `'${value}' violates maxLength constraint of '${maximum}'.`;
	if (length < minimum) return `'${value}' violates minLength constraint of '${minimum}'.`;
	// The schema's non-empty strings also carry the pattern .*[^\s].*
	if (minimum > 0 && value.trim() === '') return `'${value}' violates pattern constraint of '.*[^\\s].*'.`;
	return undefined;
}

function checkNumber(value: string, argument: string | undefined, kind: 'integer' | 'double'): string | undefined {
	const lexical = kind === 'integer' ? /^[+-]?\d+$/ : FLOAT;
	const collapsed = value.trim();
	if (!lexical.test(collapsed)) return `Error parsing '${value}' as ${kind === 'integer' ? 'integer' : 'number'} datatype.`;
	const [low, high] = bounds(argument);
	if (Number(collapsed) < low) return `'${value}' violates minInclusive constraint of '${low}'.`;
	if (Number(collapsed) > high) return `'${value}' violates maxInclusive constraint of '${high}'.`;
	return undefined;
}

const fixed = (value: string, allowed: readonly string[]): string | undefined =>
	allowed.includes(value) ? undefined : `'${value}' violates enumeration constraint of '${allowed.join(' ')}'.`;

const CHECKS: Record<string, (value: string, argument: string | undefined) => string | undefined> = {
	string: checkString,
	integer: (value, argument) => checkNumber(value, argument, 'integer'),
	double: (value, argument) => checkNumber(value, argument, 'double'),
	float: (value, argument) => checkNumber(value, argument, 'double'),
	date: (value) => (isDate(value.trim()) ? undefined : `Error parsing '${value}' as date datatype.`),
	dateOrEmpty: (value) => (value === '' || isDate(value.trim()) ? undefined : `Error parsing '${value}' as date datatype.`),
	dateTime: (value) => (DATE_TIME.test(value.trim()) && isDate(value.trim().slice(0, 10)) ? undefined : `Error parsing '${value}' as dateTime datatype.`),
	time: (value) => (TIME.test(value.trim()) ? undefined : `Error parsing '${value}' as time datatype.`),
	/** xsd:boolean; typ:boolean is an enumeration of strings: no 1, no 0, no white space. */
	xsdBoolean: (value) => fixed(value.trim(), ['true', 'false', '1', '0']),
	enum: (value, argument) => fixed(value, (argument ?? '').split('|')),
};

/** Splits "string:240" into its check and argument; undefined when `type` is the name of a complex type. */
export function simpleType(type: string): ((value: string) => string | undefined) | undefined {
	const colon = type.indexOf(':');
	const check = CHECKS[colon < 0 ? type : type.slice(0, colon)];
	return check && ((value) => check(value, colon < 0 ? undefined : type.slice(colon + 1)));
}
