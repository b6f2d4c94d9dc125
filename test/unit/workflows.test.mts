/** What every shipped workflow must keep to, without running it (test/e2e runs them). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { NodeHelpers } from 'n8n-workflow';
import type { INode, INodeParameters } from 'n8n-workflow';
import { JOURNAL_COLUMNS } from '../../core/sync/journal';
import { NODES } from '../support/panels.mts';
import { allNodesOf, folder, graphsOf, ourTypes as ours, readWorkflow as read, workflowFiles as files, type WorkflowNode as Node } from '../support/workflows.mts';

/** What n8n's editor marks in red is asked of these. */
const DESCRIPTIONS = new Map(NODES.map(({ description }) => [description.name, description]));

const NODE = 96;
/** Room that a node takes with its name below it. */
const boxOf = ({ position: [x, y], type, parameters }: Node) =>
	type === 'n8n-nodes-base.stickyNote'
		? { left: x, top: y, right: x + Number(parameters.width), bottom: y + Number(parameters.height) }
		: { left: x, top: y, right: x + NODE, bottom: y + NODE + 40 };

test('there are workflows, and the README lists each', () => {
	const readme = readFileSync(join(folder, 'README.md'), 'utf8');
	expect(files.length).toBeGreaterThan(5);
	expect(files.filter((file) => !readme.includes(`\`${file}\``))).toEqual([]);
});

describe.each(files)('%s', (file) => {
	const { nodes, connections, settings } = read(file);
	const all = allNodesOf(file);

	test('has the settings that the receipts need, and nobody’s credentials', () => {
		expect(settings).toMatchObject({ executionOrder: 'v1', timezone: 'Europe/Prague', binaryMode: 'separate' });
		expect(all.filter(({ credentials }) => credentials)).toEqual([]);
	});

	test('uses our nodes by their full names, and no Code node', () => {
		const types = all.map(({ type }) => type);
		expect(types.filter((type) => !type.startsWith('n8n-nodes-base.') && !ours.includes(type))).toEqual([]);
		expect(types).not.toContain('n8n-nodes-base.code');
	});

	test('leaves nothing to choose in our nodes but credentials', () => {
		const own = all.filter(({ type }) => ours.includes(type));
		const issues = own.flatMap((node) => {
			const description = DESCRIPTIONS.get(node.type.split('.').at(-1)!)!;
			const parameters = NodeHelpers.getNodeParameters(description.properties, node.parameters as INodeParameters, true, false, node as unknown as INode, description);
			const found = NodeHelpers.getNodeParametersIssues(description.properties, { ...node, parameters: parameters ?? {} } as unknown as INode, description);
			return Object.entries(found?.parameters ?? {}).map(([name, texts]) => `${node.name}, ${name}: ${texts.join(' ')}`);
		});
		expect(issues).toEqual([]);
	});

	test('makes the journal with the columns of the journal, before it reads it', () => {
		const tables = all.filter(({ parameters }) => parameters.operation === 'create' && parameters.resource === 'table');
		const used = all.filter(({ type, parameters }) => type.endsWith('.dataTable') && parameters.resource !== 'table');
		const usedNames = used.map(({ parameters }) => (parameters.dataTableId as { value: string }).value);
		expect([...new Set(usedNames)].sort()).toEqual([...new Set(tables.map(({ parameters }) => parameters.tableName))].sort());
		const creators = tables.filter(({ parameters }) => parameters.tableName === 'sync_journal');
		expect(tables.filter(({ parameters }) => (parameters.options as { createIfNotExists?: boolean }).createIfNotExists !== true)).toEqual([]);
		for (const { parameters } of creators) {
			const { column } = parameters.columns as { column: Array<{ name: string; type?: string }> };
			expect(column.map((one) => ({ name: one.name, type: one.type ?? 'string' }))).toEqual(JOURNAL_COLUMNS);
		}
	});

	test('reads the journal up to a fixed row, and goes on when it is empty', () => {
		const reads = all.filter(({ type, parameters }) => type.endsWith('.dataTable') && parameters.operation === 'get') as Array<Node & { alwaysOutputData?: boolean }>;
		expect(reads.filter(({ alwaysOutputData }) => alwaysOutputData !== true)).toEqual([]);
		const whole = reads.filter(({ parameters }) => parameters.returnAll === true);
		expect(whole.filter(({ parameters }) => !JSON.stringify(parameters.filters).includes('"keyName":"id","condition":"lte"'))).toEqual([]);
	});

	test('explains its set-up, says when it stops', () => {
		const notes = nodes.filter(({ type }) => type.endsWith('.stickyNote')).map(({ parameters }) => String(parameters.content));
		expect(notes.join('\n')).toContain('**Set-up**');
		expect(connections['When It Stops']).toBeDefined();
	});
});

describe.each(files.flatMap(graphsOf))('$title', ({ graph: { nodes, connections, pinData, name } }) => {
	const named = new Map(nodes.map((node) => [node.name, node]));

	test('has ids and names once, wires between nodes that are there, pinned data of nodes that are there', () => {
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
		expect(named.size).toBe(nodes.length);
		const ends = Object.entries(connections).flatMap(([from, { main }]) => [from, ...main.flat().map(({ node }) => node)]);
		expect([...ends, ...Object.keys(pinData)].filter((end) => !named.has(end))).toEqual([]);
		expect(name.length).toBeGreaterThan(3);
	});

	test('expressions refer to nodes that are there, and do not end too early', () => {
		const texts: string[] = [];
		const collect = (value: unknown): void => {
			if (typeof value === 'string' && value.startsWith('=')) texts.push(value);
			else if (value && typeof value === 'object') Object.values(value).forEach(collect);
		};
		nodes.forEach(({ parameters }) => collect(parameters));
		const referred = texts.flatMap((text) => [...text.matchAll(/\$\('([^']+)'\)/g)].map(([, node]) => node!));
		expect(referred.filter((node) => !named.has(node))).toEqual([]);
		expect(texts.filter((text) => (text.match(/\{\{/g) ?? []).length !== (text.match(/\}\}/g) ?? []).length)).toEqual([]);
	});

	test('is drawn left to right, nothing lies on anything else', () => {
		const backwards = Object.entries(connections).flatMap(([from, { main }]) =>
			main.flat().filter(({ node }) => named.get(node)!.position[0] <= named.get(from)!.position[0]).map(({ node }) => `${from} → ${node}`),
		);
		expect(backwards).toEqual([]);
		const overlaps = nodes.flatMap((one, index) =>
			nodes.slice(index + 1).flatMap((other) => {
				const [a, b] = [boxOf(one), boxOf(other)];
				const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
				return apart ? [] : [`${one.name} / ${other.name}`];
			}),
		);
		expect(overlaps).toEqual([]);
	});
});
