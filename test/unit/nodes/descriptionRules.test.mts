// Rules that every node's panel keeps, whatever it does.
import { describe, expect, test } from '@jest/globals';
import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeParameters, INodeProperties, INodePropertyOptions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NODES, panelsOf } from '../../support/panels.mts';

const SMALL = /^(a|an|and|as|at|by|for|from|if|in|is|no|of|on|or|per|the|to|via|with|without)$/;

function* all(fields: INodeProperties[], path: string): Generator<{ field: INodeProperties; path: string }> {
	for (const field of fields) {
		yield { field, path: `${path} ${field.name}` };
		for (const inner of (field.options ?? []) as Array<INodeProperties & { values?: INodeProperties[] }>) {
			if (inner.values !== undefined) yield* all(inner.values, `${path} ${field.name}`);
			else if (field.type === 'collection') yield* all([inner], `${path} ${field.name}`);
		}
	}
}

const fieldsOf = ({ description }: INodeType) => [...all(description.properties, description.name)];
const choices = ({ type, options }: INodeProperties) => (type === 'options' || type === 'multiOptions' ? ((options ?? []) as INodePropertyOptions[]) : []);

/** Words that begin small although they are not small words. */
function notTitleCase(name: string): boolean {
	return name.split(/[\s/(]+/).some((word, index) => /^[\p{Ll}]/u.test(word) && (index === 0 || !SMALL.test(word)) && !/\p{Lu}/u.test(word));
}

/** Parameters of every resource and operation with the rest at its defaults. */
function panels({ properties }: INodeTypeDescription): INodeParameters[] {
	const resources = properties.filter(({ name }) => name === 'resource').flatMap(choices).map(({ value }) => value as string);
	return (resources.length === 0 ? [undefined] : resources).flatMap((resource) => {
		const shown = properties.filter(({ name, displayOptions }) => name === 'operation' && (resource === undefined || displayOptions?.show?.resource?.includes(resource)));
		const operations = shown.flatMap(choices).map(({ value }) => value as string);
		const chosen = (operations.length === 0 ? [undefined] : operations).map((operation): INodeParameters => ({ ...(resource ? { resource } : {}), ...(operation ? { operation } : {}) }));
		// The record filled in below: the longest form of a panel that writes.
		return properties.some(({ name }) => name === 'recordSource') ? [...chosen, ...chosen.map((one) => ({ ...one, recordSource: 'fields' }))] : chosen;
	});
}

function visible(description: INodeTypeDescription, chosen: INodeParameters): INodeProperties[] {
	const node = { typeVersion: 1, parameters: chosen } as INode;
	const values = NodeHelpers.getNodeParameters(description.properties, chosen, true, false, node, description) ?? {};
	return description.properties.filter((field) => NodeHelpers.displayParameter(values, field, node, description));
}

test('there are nodes to look at', () => expect(NODES.length).toBeGreaterThan(8));

describe.each(NODES.map((node) => [node.description.name, node] as const))('%s', (_name, node) => {
	test('names are in Title Case', () => {
		const names = fieldsOf(node).filter(({ field }) => field.type !== 'notice').flatMap(({ field, path }) => [[path, field.displayName], ...choices(field).flatMap(({ name, value }) => (name === value ? [] : [[path, name]]))]);
		expect(names.filter(([path, name]) => !/heldFiscalStates|events/i.test(path) && notTitleCase(name))).toEqual([]);
	});

	test('every operation says what it does', () => {
		const operations = node.description.properties.filter(({ name }) => name === 'operation').flatMap(choices);
		expect(operations.filter(({ action, description }) => !action || !description)).toEqual([]);
	});

	test('five options and more are sorted by name', () => {
		// As each operation shows them: a collection of several operations holds what all of them add.
		const shown = panelsOf(node.description).flatMap(({ resource, operation, fields }) => [...all(fields, `${node.description.name} ${resource} ${operation}`)]);
		const lists = shown.flatMap(({ field, path }) => {
			const names = field.type === 'collection' ? ((field.options ?? []) as INodeProperties[]).map(({ displayName }) => displayName) : choices(field).filter(({ name, value }) => name !== value).map(({ name }) => name);
			return names.length >= 5 ? [{ path, names }] : [];
		});
		// n8n's own linter sorts capitals first (POHODA ID, Payment Form); for people both orders do.
		const unsorted = (names: string[], key: (name: string) => string) => names.some((name, index) => index > 0 && key(names[index - 1]) > key(name));
		const wrong = lists.filter(({ names }) => unsorted(names, (name) => name) && unsorted(names, (name) => name.toLowerCase()));
		expect(wrong).toEqual([]);
	});

	test('placeholders are examples (the linter wants its own one for e-mail)', () => {
		const wrong = fieldsOf(node).filter(({ field }) => field.placeholder !== undefined && !/^(e\.g\. |Add |name@email\.com$)/.test(field.placeholder));
		expect(wrong.map(({ path, field }) => `${path}: ${field.placeholder}`)).toEqual([]);
	});

	test('at most five fields before the optional ones, no name twice', () => {
		for (const chosen of panels(node.description)) {
			const shown = visible(node.description, chosen);
			const names = shown.map(({ name }) => name);
			expect({ chosen, twice: names.filter((name, index) => names.indexOf(name) !== index) }).toEqual({ chosen, twice: [] });
			const first = shown.findIndex(({ type }) => type === 'collection');
			const before = shown.slice(0, first < 0 ? undefined : first).filter(({ name, type }) => !['resource', 'operation'].includes(name) && !['notice', 'hidden'].includes(type) && !(type === 'fixedCollection' && chosen.recordSource === 'fields'));
			const panel = `${node.description.name} ${String(chosen.resource ?? '')} ${String(chosen.operation ?? '')}`;
			expect({ panel, fields: before.length > 5 ? before.map(({ name }) => name) : [] }).toEqual({ panel, fields: [] });
		}
	});
});
