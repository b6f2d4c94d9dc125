/** Checks a body against a rule table and says what is wrong in the words of the service's framework. */
import { ENUMS, type EnumName } from './enums.mts';
import { EXTRA_MODELS } from './extra.mts';
import { ruleOf, type Model, type Rule } from './notation.mts';
import { MODELS } from './tables.mts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})([T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})?)?$/;
const INT32 = 2147483647;
/** Amounts are decimal(18, 4): more places are refused here, because nobody has seen what becomes of them. */
const LARGEST = 99999999999999.9999;
const PLACES = 4;
/** Exchange rates have more. */
const RATE_PLACES = 10;

export const modelNamed = (name: string): Model => {
	const model = MODELS[name] ?? EXTRA_MODELS[name];
	if (!model) throw new TypeError(`No rule table '${name}'`);
	return model;
};

/** A day of the calendar, 1753 or later, as the service's database wants it. */
export function isDate(text: string): boolean {
	const match = DATE.exec(text);
	if (!match) return false;
	const [, year, month, day] = match.map(Number) as [number, number, number, number];
	const date = new Date(Date.UTC(year, month - 1, day));
	return year >= 1753 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function places(value: number): number {
	const [digits, exponent = '0'] = String(value).split('e');
	return Math.max(0, (digits!.split('.')[1]?.length ?? 0) - Number(exponent));
}

export interface Findings {
	problems: string[];
	/** Properties that the model does not have. */
	unknown: string[];
}

function numberProblem(rule: Rule, path: string, value: unknown): string | undefined {
	if (typeof value !== 'number' || !Number.isFinite(value)) return `The value of ${path} is not a number.`;
	if (rule.type === 'int' && (!Number.isInteger(value) || Math.abs(value) > INT32)) return `The value of ${path} is not an integer.`;
	if (rule.type === 'num' && (Math.abs(value) > LARGEST || places(value) > (/ExchangeRate/.test(path) ? RATE_PLACES : PLACES))) return `The field ${path} must have at most 14 digits and ${PLACES} decimal places.`;
	if (value < rule.min || value > rule.max) return `The field ${path} must be between ${rule.min} and ${rule.max}.`;
	return rule.nonzero && value === 0 ? `The field ${path} must not be 0.` : undefined;
}

function textProblem(rule: Rule, path: string, value: unknown): string | undefined {
	if (typeof value !== 'string') return `The value of ${path} is not a text.`;
	if (rule.min >= 1 && value.trim() === '') return `The ${path} field is required.`;
	if (value.length > rule.max) return `The field ${path} must be a string with a maximum length of ${rule.max}.`;
	if (value.length < rule.min) return `The field ${path} must be a string with a minimum length of ${rule.min}.`;
	if (rule.pattern && !rule.pattern.test(value)) return `The field ${path} must match the regular expression '${rule.pattern.source}'.`;
	if (rule.type === 'date' && !isDate(value)) return `The value '${value}' of ${path} is not a date.`;
	if (rule.type === 'uuid' && !UUID.test(value)) return `The value of ${path} is not a GUID.`;
	return rule.type === 'email' && value !== '' && !EMAIL.test(value) ? `The ${path} field is not a valid e-mail address.` : undefined;
}

function checkValue(rule: Rule, path: string, value: unknown, found: Findings): void {
	if (value === null) {
		if (!rule.nullable) found.problems.push(`The ${path} field must not be null.`);
		return;
	}
	let problem: string | undefined;
	if (rule.type === 'model') return checkObject(modelNamed(rule.name!), path, value, found);
	if (rule.type === 'list') {
		if (!Array.isArray(value)) problem = `The value of ${path} is not a list.`;
		else if (value.length < rule.min || value.length > rule.max) problem = `The field ${path} must have ${rule.min > 0 ? rule.min : 0} to ${rule.max} items.`;
		else value.forEach((one, index) => checkValue(rule.element!, `${path}[${index}]`, one, found));
	} else if (rule.type === 'bool') {
		if (typeof value !== 'boolean') problem = `The value of ${path} is not true or false.`;
	} else if (rule.type === 'enum') {
		if (!Object.values<unknown>(ENUMS[rule.name as EnumName]).includes(value)) problem = `The value of ${path} is not one of ${Object.values(ENUMS[rule.name as EnumName]).join(', ')}.`;
	} else {
		problem = rule.type === 'int' || rule.type === 'num' ? numberProblem(rule, path, value) : textProblem(rule, path, value);
	}
	if (problem) found.problems.push(problem);
}

function checkObject(model: Model, path: string, value: unknown, found: Findings): void {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		found.problems.push(`${path || 'The body'} is not an object.`);
		return;
	}
	const body = value as Record<string, unknown>;
	const below = path && `${path}.`;
	for (const [name, text] of Object.entries(model)) {
		const rule = ruleOf(text);
		if (body[name] !== undefined) checkValue(rule, `${below}${name}`, body[name], found);
		else if (rule.required) found.problems.push(`The ${below}${name} field is required.`);
	}
	for (const name of Object.keys(body)) if (!(name in model)) found.unknown.push(`${below}${name}`);
}

export function checkModel(name: string, body: unknown): Findings {
	const found: Findings = { problems: [], unknown: [] };
	checkObject(modelNamed(name), '', body, found);
	return found;
}
