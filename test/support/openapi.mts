/**
 * Checks JSON against openapi.yaml of iDoklad, which lives outside the repository: in `SYNC_CONTRACTS_DIR`, default
 * `../shared` beside the repository, folder `idoklad`. Knows the part of OpenAPI 3.0 that the file uses.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '@jest/globals';
import { parse } from 'yaml';
import { contractsDir } from './xsd.mts';

export interface Schema {
	$ref?: string;
	type?: string;
	nullable?: boolean;
	enum?: unknown[];
	properties?: Record<string, Schema>;
	required?: string[];
	items?: Schema;
	minItems?: number;
	maxItems?: number;
	minLength?: number;
	maxLength?: number;
	minimum?: number;
	maximum?: number;
	pattern?: string;
	format?: string;
	allOf?: Schema[];
	anyOf?: Schema[];
	not?: Schema;
	'x-enum-varnames'?: string[];
}

interface Operation {
	requestBody?: { content: Record<string, { schema: Schema }> };
	responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
	parameters?: Array<{ name?: string; in?: string; $ref?: string; schema?: Schema; required?: boolean }>;
	'x-filterable'?: string[];
	'x-sortable'?: string[];
}

interface Document {
	paths: Record<string, Record<string, Operation>>;
	components: { schemas: Record<string, Schema>; parameters: Record<string, { name: string; in: string; schema: Schema }> };
}

/** The folder with iDoklad's contract, or undefined where there is none. */
export function idokladContracts(): string | undefined {
	const dir = contractsDir();
	return dir !== undefined && existsSync(join(dir, 'idoklad/openapi.yaml')) ? join(dir, 'idoklad') : undefined;
}

/** As `contractTest` of xsd.mts, for iDoklad's contract. */
export function idokladTest(name: string, run: () => Promise<void> | void): void {
	if (idokladContracts() !== undefined) {
		test(name, run);
	} else if (process.env.SYNC_CONTRACTS_REQUIRED === '1') {
		test(name, () => {
			throw new Error('The contracts are missing: set SYNC_CONTRACTS_DIR to the folder that holds idoklad/openapi.yaml');
		});
	} else {
		console.log(`Skipped, no iDoklad contract here (SYNC_CONTRACTS_DIR): ${name}`);
		test.skip(name, () => undefined);
	}
}

let loaded: Document | undefined;

export function openApi(): Document {
	const dir = idokladContracts();
	if (dir === undefined) throw new Error('No iDoklad contract: see idokladTest');
	loaded ??= parse(readFileSync(join(dir, 'openapi.yaml'), 'utf8')) as Document;
	return loaded;
}

/** Operation of a real path such as `/SalesReceipts/12`. */
export function operationOf(method: string, path: string): { template: string; operation: Operation } | undefined {
	const fits = (template: string) => new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`, 'i').test(path);
	const templates = Object.keys(openApi().paths).filter(fits);
	const template = templates.find((one) => !one.includes('{')) ?? templates[0];
	const operation = template === undefined ? undefined : openApi().paths[template][method.toLowerCase()];
	return operation === undefined ? undefined : { template, operation };
}

function resolved(schema: Schema): Schema {
	if (schema.$ref === undefined) return schema;
	const name = schema.$ref.replace('#/components/schemas/', '');
	const found = openApi().components.schemas[name];
	if (found === undefined) throw new Error(`${schema.$ref} is not in the contract`);
	return found;
}

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	return Number.isInteger(value) ? 'integer' : typeof value;
}

function checkScalar(schema: Schema, value: unknown, place: string): string[] {
	const found: string[] = [];
	if (schema.enum !== undefined && !schema.enum.includes(value)) found.push(`${place}: ${JSON.stringify(value)} is none of ${JSON.stringify(schema.enum)}`);
	if (typeof value === 'string') {
		if (schema.minLength !== undefined && value.length < schema.minLength) found.push(`${place}: shorter than ${schema.minLength}`);
		if (schema.maxLength !== undefined && value.length > schema.maxLength) found.push(`${place}: longer than ${schema.maxLength}`);
		if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(value)) found.push(`${place}: does not match ${schema.pattern}`);
	}
	if (typeof value === 'number') {
		if (schema.minimum !== undefined && value < schema.minimum) found.push(`${place}: below ${schema.minimum}`);
		if (schema.maximum !== undefined && value > schema.maximum) found.push(`${place}: above ${schema.maximum}`);
	}
	return found;
}

/** Names of an object's properties, through allOf; undefined when it takes any. */
function known(schema: Schema): string[] {
	const at = resolved(schema);
	return [...Object.keys(at.properties ?? {}), ...(at.allOf ?? []).flatMap(known), ...(at.anyOf ?? []).flatMap(known)];
}

function check(schema: Schema, value: unknown, place: string): string[] {
	const at = resolved(schema);
	if (value === null && (at.nullable || at.enum?.includes(null))) return [];
	const found = [...(at.allOf ?? []).flatMap((part) => check(part, value, place))];
	if (at.anyOf !== undefined) {
		const tries = at.anyOf.map((part) => check(part, value, place));
		if (!tries.some(({ length }) => length === 0)) found.push(...tries.sort((a, b) => a.length - b.length)[0]);
	}
	if (at.not !== undefined && check(at.not, value, place).length === 0) found.push(`${place}: ${JSON.stringify(value)} is excluded`);
	const type = typeOf(value);
	if (at.type !== undefined && at.type !== type && !(at.type === 'number' && type === 'integer')) {
		return [...found, `${place}: ${type} instead of ${at.type}`];
	}
	found.push(...checkScalar(at, value, place));
	if (Array.isArray(value)) {
		if (at.minItems !== undefined && value.length < at.minItems) found.push(`${place}: fewer than ${at.minItems}`);
		if (at.maxItems !== undefined && value.length > at.maxItems) found.push(`${place}: more than ${at.maxItems}`);
		if (at.items !== undefined) found.push(...value.flatMap((one, index) => check(at.items as Schema, one, `${place}[${index}]`)));
	} else if (type === 'object') {
		const object = value as Record<string, unknown>;
		for (const name of at.required ?? []) if (object[name] === undefined) found.push(`${place}.${name}: missing`);
		for (const [name, part] of Object.entries(at.properties ?? {})) {
			if (object[name] !== undefined) found.push(...check(part, object[name], `${place}.${name}`));
		}
	}
	return found;
}

/** Properties that no part of the schema names, at any depth: the service ignores them, so they are mistakes of ours. */
function strangers(schema: Schema, value: unknown, place: string): string[] {
	const at = resolved(schema);
	if (Array.isArray(value)) return at.items ? value.flatMap((one, index) => strangers(at.items as Schema, one, `${place}[${index}]`)) : [];
	if (typeof value !== 'object' || value === null) return [];
	const names = known(at);
	if (names.length === 0) return [];
	const parts = [at, ...(at.allOf ?? []).map(resolved), ...(at.anyOf ?? []).map(resolved)];
	return Object.entries(value).flatMap(([name, content]) => {
		if (!names.includes(name)) return [`${place}.${name}: not in the contract`];
		const part = parts.map(({ properties }) => properties?.[name]).find((one) => one !== undefined);
		return part ? strangers(part, content, `${place}.${name}`) : [];
	});
}

/** What is wrong with a value; [] when nothing is. `schema`: name of a component, or a schema. */
export function faults(schema: string | Schema, value: unknown): string[] {
	const at = typeof schema === 'string' ? { $ref: `#/components/schemas/${schema}` } : schema;
	return check(at, JSON.parse(JSON.stringify(value ?? null)), '');
}

/** What is wrong with a request: unknown path, body that the contract does not take, unknown properties and parameters. */
export function requestFaults(method: string, path: string, body: unknown, query: Record<string, unknown> = {}): string[] {
	const found = operationOf(method, path);
	if (!found) return [`${method} ${path} is not in the contract`];
	const { operation } = found;
	const names = (operation.parameters ?? []).map((one) =>
		(one.$ref ? openApi().components.parameters[one.$ref.replace('#/components/parameters/', '')] : one).name?.toLowerCase(),
	);
	const strange = Object.keys(query)
		.filter((name) => !names.includes(name.toLowerCase()))
		.map((name) => `query ${name}: not in the contract`);
	const schema = operation.requestBody?.content['application/json']?.schema;
	if (schema === undefined) return body === undefined ? strange : [...strange, 'a body where none is taken'];
	return [...strange, ...faults(schema, body), ...strangers(schema, JSON.parse(JSON.stringify(body ?? null)), '')];
}

/** Columns of a filter; an error for what is not in the grammar. A group has one word (`and` or `or`) throughout. */
export function filterColumns(filter: string): string[] {
	let at = 0;
	const expect = (token: string) => {
		if (!filter.startsWith(token, at)) throw new Error(`"${filter}": ${token} expected at ${at}`);
		at += token.length;
	};
	const one = (): string[] => {
		expect('(');
		if (filter[at] !== '(') {
			const condition = /^([A-Za-z]+)~!?(?:eq|lt|lte|gt|gte|ct)(?::base64)?~[^()~]*/.exec(filter.slice(at));
			if (!condition) throw new Error(`"${filter}": no condition at ${at}`);
			at += condition[0].length;
			expect(')');
			return [condition[1]];
		}
		const columns = one();
		const word = /^~(?:and|or)~/.exec(filter.slice(at))?.[0];
		while (word !== undefined && filter.startsWith(word, at)) {
			expect(word);
			columns.push(...one());
		}
		expect(')');
		return columns;
	};
	const columns = one();
	if (at !== filter.length) throw new Error(`"${filter}": more after ${at}`);
	return columns;
}

/** Columns of a filter that the list does not take. */
export function filterFaults(path: string, filter: string): string[] {
	const allowed = operationOf('GET', path)?.operation['x-filterable'] ?? [];
	return filterColumns(filter)
		.filter((column) => !allowed.includes(column))
		.map((column) => `${path} cannot be filtered by ${column}`);
}
