/** The panel of a node out of its resources. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Operation, Resource } from './operation';

/** A field and the operations that show it: resource → operations. */
interface Shared {
	field: INodeProperties;
	/** Two fields are one where all they say is the same. */
	text: string;
	shownBy: Map<string, string[]>;
}

const resourceOption = ({ name, value, description }: Resource): INodePropertyOptions => ({ name, value, description });

const operationOption = ({ name, value, action, description }: Operation): INodePropertyOptions => ({ name, value, action, description });

const selector = (displayName: string, name: string, options: INodePropertyOptions[], first: string): INodeProperties => ({
	displayName,
	name,
	type: 'options',
	noDataExpression: true,
	options,
	default: first,
});

/** Lengths of the longest common subsequences of the ends of both lists. */
function commonLengths(list: readonly Shared[], texts: readonly string[]): number[][] {
	const lengths = Array.from({ length: list.length + 1 }, () => new Array<number>(texts.length + 1).fill(0));
	for (let i = list.length - 1; i >= 0; i--) {
		for (let j = texts.length - 1; j >= 0; j--) {
			lengths[i][j] = list[i].text === texts[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
		}
	}
	return lengths;
}

/** The fields of one operation, or what one operation has in a collection. */
interface Placed {
	resource: string;
	operation: string;
	fields: readonly INodeProperties[];
}

/** The list with the fields of one more operation: those that are there are shared, the order of both stays. */
function joined(list: readonly Shared[], { resource, operation, fields }: Placed): Shared[] {
	const texts = fields.map((field) => JSON.stringify(field));
	const lengths = commonLengths(list, texts);
	const made: Shared[] = [];
	let [i, j] = [0, 0];
	while (i < list.length || j < fields.length) {
		if (i < list.length && list[i].text === texts[j]) {
			const { shownBy } = list[i];
			shownBy.set(resource, [...(shownBy.get(resource) ?? []), operation]);
			made.push(list[i]);
			i += 1;
			j += 1;
		} else if (i < list.length && (j === fields.length || isBefore(lengths[i + 1][j] - lengths[i][j + 1], list[i].field, fields[j]))) {
			made.push(list[i]);
			i += 1;
		} else {
			made.push({ field: fields[j], text: texts[j], shownBy: new Map([[resource, [operation]]]) });
			j += 1;
		}
	}
	return made;
}

/** Sorted lists stay sorted where both ways share as much. */
const isBefore = (more: number, a: INodeProperties, b: INodeProperties): boolean =>
	more > 0 || (more === 0 && a.displayName.toLowerCase() <= b.displayName.toLowerCase());

/** The fields of all operations, each once; the longest first, so that the shorter ones find their fields in it. */
const sharedFields = (all: readonly Placed[]): Shared[] =>
	[...all].sort((a, b) => b.fields.length - a.fields.length).reduce((list: Shared[], one) => joined(list, one), []);

/** A group of resources and operations of which every pair that exists shows the field. */
interface Group {
	resources: string[];
	operations: string[];
}

/** Conditions of n8n name resources and operations apart, so a field that not every pair of them shows needs several. */
function groupsOf({ shownBy }: Shared, existing: ReadonlyMap<string, readonly string[]>): Group[] {
	const groups: Group[] = [];
	const exact = (resource: string, operations: readonly string[]) =>
		operations.every((one) => shownBy.get(resource)?.includes(one) || !existing.get(resource)?.includes(one));
	for (const [resource, operations] of shownBy) {
		const group = groups.find((one) => {
			const all = [...one.operations, ...operations];
			return [...one.resources, resource].every((each) => exact(each, all));
		});
		if (group === undefined) groups.push({ resources: [resource], operations: [...operations] });
		else {
			group.resources.push(resource);
			group.operations = [...new Set([...group.operations, ...operations])];
		}
	}
	return groups;
}

/** The field with conditions for those who show it; `from` is how they are named from where it stands. */
function shownFor(shared: Shared, existing: ReadonlyMap<string, readonly string[]>, from: '' | '/'): INodeProperties[] {
	const { field, shownBy } = shared;
	if (from === '/' && [...existing].every(([resource, operations]) => operations.length === shownBy.get(resource)?.length)) return [field];
	return groupsOf(shared, existing).map(({ resources, operations }) => {
		const show = { [`${from}resource`]: resources, [`${from}operation`]: operations, ...field.displayOptions?.show };
		return { ...field, displayOptions: { ...field.displayOptions, show } };
	});
}

function byResource(all: readonly Placed[]): Map<string, string[]> {
	const table = new Map<string, string[]>();
	for (const { resource, operation } of all) table.set(resource, [...(table.get(resource) ?? []), operation]);
	return table;
}

/** Collections of several operations that differ in nothing but what can be added to them. */
interface Collection {
	shell: INodeProperties;
	text: string;
	members: Placed[];
}

/**
 * Whether what the operation adds may stand beside what is there: older editors take the default of the first field of a
 * name, whichever is shown.
 */
function fits({ members }: Collection, fields: readonly INodeProperties[]): boolean {
	const start = ({ type, default: value }: INodeProperties) => `${type} ${JSON.stringify(value)}`;
	return fields.every((field) =>
		members.every((one) => one.fields.every((other) => other.name !== field.name || start(other) === start(field))),
	);
}

/** The operations with one field in place of their collections that can be one. */
function withSharedCollections(all: readonly Placed[]): Placed[] {
	const collections: Collection[] = [];
	const ofField = new Map<INodeProperties, Map<Placed, Collection>>();
	for (const placed of all) {
		for (const field of placed.fields.filter(({ type }) => type === 'collection')) {
			const { options = [], ...shell } = field;
			const inner = options as INodeProperties[];
			const text = JSON.stringify(shell);
			let collection = collections.find((one) => one.text === text && fits(one, inner));
			if (collection === undefined) collections.push((collection = { shell, text, members: [] }));
			collection.members.push({ ...placed, fields: inner });
			ofField.set(field, (ofField.get(field) ?? new Map()).set(placed, collection));
		}
	}
	const made = new Map(
		collections.flatMap((one) => {
			const existing = byResource(one.members);
			const options = sharedFields(one.members).flatMap((shared) => shownFor(shared, existing, '/'));
			const apart = new Set(one.members.map(({ fields }) => JSON.stringify({ ...one.shell, options: fields })));
			// Conditions are text too: one collection must be shorter than the several.
			const isShorter = JSON.stringify(options).length < [...apart].join('').length;
			return isShorter ? [[one, { ...one.shell, options }] as const] : [];
		}),
	);
	return all.map((placed) => ({
		...placed,
		fields: placed.fields.map((field) => {
			const collection = ofField.get(field)?.get(placed);
			return collection === undefined ? field : (made.get(collection) ?? field);
		}),
	}));
}

/**
 * Selectors of resource and operation, then the fields. A field that several operations show in the same words stands there
 * once, and so does a collection with what they add to it: n8n sends the whole list to every editor.
 *
 * @param first value of the resource that is chosen first
 */
export function propertiesOf(resources: readonly Resource[], first: string): INodeProperties[] {
	const byName = [...resources].sort((a, b) => (a.name < b.name ? -1 : 1));
	const all = byName.flatMap(({ value, operations }) => operations.map((one): Placed => ({ resource: value, operation: one.value, fields: one.fields })));
	const existing = byResource(all);
	return [
		selector('Resource', 'resource', byName.map(resourceOption), first),
		...byName.map(({ value, first: chosen, operations }) => ({
			...selector('Operation', 'operation', operations.map(operationOption), chosen.value),
			displayOptions: { show: { resource: [value] } },
		})),
		...sharedFields(withSharedCollections(all)).flatMap((shared) => shownFor(shared, existing, '')),
	];
}

/** An object as JavaScript, e.g. `{"create": "Create"}`. */
const lookup = (entries: ReadonlyArray<readonly [string, string]>): string =>
	`{${[...new Map(entries)].map(([name, text]) => `${JSON.stringify(name)}: ${JSON.stringify(text)}`).join(', ')}}`;

/** Expression for the subtitle, e.g. `Create: Sales Receipt`, or `Report` where no resource has a short name. */
export function subtitleOf(resources: readonly Resource[]): string {
	const verbs = resources.flatMap(({ operations }) => operations.map(({ value, name, subtitle = name }) => [value, subtitle] as const));
	const nouns = resources.flatMap(({ value, short }) => (short === undefined ? [] : [[value, short] as const]));
	const noun = nouns.length === 0 ? '' : ` + ": " + (${lookup(nouns)})[$parameter["resource"]]`;
	return `={{ (${lookup(verbs)})[$parameter["operation"]]${noun} }}`;
}
