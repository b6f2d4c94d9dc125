// What the editor shows of a node, in a normal form that does not depend on how its description is put together.
import { createHash } from 'node:crypto';
import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeParameters, INodeProperties, INodePropertyOptions, INodeType, INodeTypeDescription, NodeParameterValue } from 'n8n-workflow';
import { filesBelow, root } from './imports.mts';

/** Every node of the package. */
export const NODES: INodeType[] = filesBelow('nodes', /\.node\.ts$/).map((file) => {
	const name = /([^/]+)\.node\.ts$/.exec(file)![1];
	const loaded = require(`${root}/${file}`) as Record<string, new () => INodeType>;
	return new loaded[name]();
});

/** The two parameters that choose a panel. */
const CHOOSERS = ['resource', 'operation'] as const;

export interface Panel {
	resource?: string;
	operation?: string;
	/** In the order of the editor, without the conditions that resource and operation fulfil; others stay. */
	fields: INodeProperties[];
}

/** What is left of a condition when resource and operation are chosen; undefined = the field does not belong to the panel. */
function left(field: INodeProperties, chosen: INodeParameters): INodeProperties | undefined {
	const { displayOptions, ...given } = field;
	// Fields of a collection name the choosers from the root: /resource.
	const rest = given.type === 'collection' ? { ...given, options: (given.options as INodeProperties[]).flatMap((inner) => left(inner, chosen) ?? []) } : given;
	const { show = {}, hide = {}, ...other } = displayOptions ?? {};
	for (const name of CHOOSERS) {
		for (const key of [name, `/${name}`]) {
			if (show[key] !== undefined && !show[key].includes(chosen[name] as never)) return undefined;
			if (hide[key]?.includes(chosen[name] as never)) return undefined;
		}
	}
	const without = (part: object) => Object.fromEntries(Object.entries(part).filter(([name]) => !(CHOOSERS as readonly string[]).includes(name.replace(/^\//, ''))));
	const kept = { show: without(show), hide: without(hide) };
	const conditions = Object.fromEntries(Object.entries(kept).filter(([, part]) => Object.keys(part).length > 0));
	return Object.keys(conditions).length + Object.keys(other).length === 0 ? rest : { ...rest, displayOptions: { ...other, ...conditions } };
}

const valuesOf = (field: INodeProperties | undefined) => ((field?.options ?? []) as INodePropertyOptions[]).map(({ value }) => value as string);

/** One panel for each operation, in the order of the selectors. */
export function panelsOf({ properties }: INodeTypeDescription): Panel[] {
	const of = (chosen: INodeParameters) => properties.flatMap((field) => left(field, chosen) ?? []);
	const selector = (name: string, fields: INodeProperties[]) => fields.find((field) => field.name === name && field.type === 'options');
	const resources = valuesOf(selector('resource', properties));
	return (resources.length === 0 ? [undefined] : resources).flatMap((resource) => {
		const one = resource === undefined ? {} : { resource };
		const withOperation = properties.filter(({ name, displayOptions }) => name === 'operation' && (resource === undefined || displayOptions?.show?.resource?.includes(resource) !== false));
		const operations = valuesOf(selector('operation', withOperation));
		const chosen = operations.length === 0 ? [one] : operations.map((operation) => ({ ...one, operation }));
		return chosen.map((parameters) => ({ ...parameters, fields: of(parameters) }));
	});
}

/** Parameters of a panel with every combination of the values that its conditions ask about; at most `most` of them. */
export function* combinations({ fields, resource, operation }: Panel, most: number): Generator<INodeParameters> {
	const asked = new Map<string, Set<NodeParameterValue>>();
	for (const { displayOptions } of fields) {
		for (const [name, values] of [...Object.entries(displayOptions?.show ?? {}), ...Object.entries(displayOptions?.hide ?? {})]) {
			const known = asked.get(name.replace(/^\//, '')) ?? new Set();
			for (const value of values ?? []) known.add(value as NodeParameterValue);
			asked.set(name.replace(/^\//, ''), known);
		}
	}
	for (const [name, known] of asked) {
		for (const field of fields.filter((one) => one.name === name)) {
			known.add(field.default as NodeParameterValue);
			for (const value of valuesOf(field)) known.add(value);
			if (field.type === 'boolean') known.add(true).add(false);
		}
	}
	let made = 0;
	const chosen: INodeParameters = { ...(resource === undefined ? {} : { resource }), ...(operation === undefined ? {} : { operation }) };
	function* next(names: string[], so: INodeParameters): Generator<INodeParameters> {
		const [name, ...others] = names;
		if (name === undefined) {
			if (made++ < most) yield so;
			return;
		}
		for (const value of asked.get(name)!) yield* next(others, { ...so, [name]: value as NodeParameterValue });
	}
	yield* next([...asked.keys()], chosen);
}

/** Which of these fields the editor shows, by n8n itself, and what it offers in their collections. */
export function shownBy(fields: INodeProperties[], parameters: INodeParameters, description: INodeTypeDescription): string[] {
	const node = { typeVersion: 1, parameters } as INode;
	const own = { ...description, properties: fields };
	const values = NodeHelpers.getNodeParameters(fields, parameters, true, false, node, own) ?? {};
	const label = ({ name, displayName }: INodeProperties) => `${name} "${displayName}"`;
	const offered = ({ name, options = [] }: INodeProperties) =>
		(options as INodeProperties[]).filter((inner) => NodeHelpers.displayParameter((values[name] ?? {}) as INodeParameters, inner, node, own, values)).map((inner) => `${name}: ${label(inner)}`);
	return fields
		.filter((field) => NodeHelpers.displayParameter(values, field, node, own))
		.flatMap((field) => [label(field), ...(field.type === 'collection' ? offered(field) : [])]);
}

/** JSON with the keys of every object in order. */
export function plainJson(value: unknown): string {
	return JSON.stringify(value, (_key, one: unknown) =>
		typeof one === 'object' && one !== null && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one,
	);
}

const digest = (value: unknown): string => createHash('sha256').update(plainJson(value)).digest('hex').slice(0, 10);

/** A field in one line: what a reader knows it by, and a digest of all of it (texts, choices, conditions, inner fields). */
export function fieldLine(field: INodeProperties): string {
	const { name, type, displayName, displayOptions } = field;
	const shown = displayOptions === undefined ? '' : ` if ${plainJson(displayOptions)}`;
	return `${name} (${type}) "${displayName.slice(0, 60)}" = ${plainJson(field.default)}${shown} #${digest(field)}`;
}

/** The subtitle on the canvas with the parameters of a panel. */
export function subtitleIn({ properties, subtitle = '' }: INodeTypeDescription, { resource, operation }: Panel): string {
	const expression = /^=\{\{(.*)\}\}$/s.exec(subtitle)?.[1];
	if (expression === undefined) return subtitle;
	const defaults = Object.fromEntries(properties.map((field) => [field.name, field.default]));
	return String(new Function('$parameter', `return (${expression})`)({ ...defaults, resource, operation }));
}

export interface Golden {
	/** Digest of everything but the fields and the subtitle. */
	description: string;
	/** `resource.operation` → the subtitle and the fields. */
	panels: Record<string, string[]>;
}

export function goldenOf(description: INodeTypeDescription): Golden {
	const { properties: _, subtitle: __, ...rest } = description;
	const panels = panelsOf(description).map((panel) => {
		const { resource, operation, fields } = panel;
		const lines = [`subtitle ${subtitleIn(description, panel)}`, ...fields.map(fieldLine)];
		return [[resource, operation].filter((one) => one !== undefined).join('.'), lines] as const;
	});
	return { description: digest(rest), panels: Object.fromEntries(panels) };
}
