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

/** The list with the fields of one more operation: those that are there are shared, the order of both stays. */
function joined(list: readonly Shared[], resource: string, { value, fields }: Operation): Shared[] {
	const texts = fields.map((field) => JSON.stringify(field));
	const lengths = commonLengths(list, texts);
	const made: Shared[] = [];
	let [i, j] = [0, 0];
	while (i < list.length || j < fields.length) {
		if (i < list.length && list[i].text === texts[j]) {
			const { shownBy } = list[i];
			shownBy.set(resource, [...(shownBy.get(resource) ?? []), value]);
			made.push(list[i]);
			i += 1;
			j += 1;
		} else if (i < list.length && (j === fields.length || lengths[i + 1][j] >= lengths[i][j + 1])) {
			made.push(list[i]);
			i += 1;
		} else {
			made.push({ field: fields[j], text: texts[j], shownBy: new Map([[resource, [value]]]) });
			j += 1;
		}
	}
	return made;
}

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

/**
 * Selectors of resource and operation, then the fields. A field that several operations show in the same words stands there
 * once: n8n sends the whole list to every editor.
 *
 * @param first value of the resource that is chosen first
 */
export function propertiesOf(resources: readonly Resource[], first: string): INodeProperties[] {
	const byName = [...resources].sort((a, b) => (a.name < b.name ? -1 : 1));
	const existing = new Map(byName.map(({ value, operations }) => [value, operations.map((one) => one.value)]));
	// The longest first: the shorter ones find their fields in it.
	const all = byName.flatMap(({ value, operations }) => operations.map((operation) => ({ value, operation })));
	all.sort((a, b) => b.operation.fields.length - a.operation.fields.length);
	const fields = all.reduce((list: Shared[], { value, operation }) => joined(list, value, operation), []);
	return [
		selector('Resource', 'resource', byName.map(resourceOption), first),
		...byName.map(({ value, first: chosen, operations }) => ({
			...selector('Operation', 'operation', operations.map(operationOption), chosen.value),
			displayOptions: { show: { resource: [value] } },
		})),
		...fields.flatMap((shared) =>
			groupsOf(shared, existing).map((group): INodeProperties => {
				const { displayOptions } = shared.field;
				const show = { resource: group.resources, operation: group.operations, ...displayOptions?.show };
				return { ...shared.field, displayOptions: { ...displayOptions, show } };
			}),
		),
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
