// The shipped workflows as files, and their expressions in n8n's own engine with data of a test in every node.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Workflow } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	onError?: string;
	credentials?: unknown;
	disabled?: boolean;
}

export interface WorkflowFile {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, { main: Array<Array<{ node: string; index: number }>> }>;
	settings: Record<string, unknown>;
	pinData: Record<string, unknown[]>;
}

const root = join(__dirname, '../..');
export const folder = join(root, 'workflows');
export const workflowFiles = readdirSync(folder).filter((file) => file.endsWith('.json'));
export const readWorkflow = (file: string): WorkflowFile => JSON.parse(readFileSync(join(folder, file), 'utf8')) as WorkflowFile;

/** Types of our nodes as workflows name them. */
export const ourTypes = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { n8n: { nodes: string[] } }).n8n.nodes.map((path) => {
	const name = /(\w+)\.node\.js$/.exec(path)![1]!;
	return `n8n-nodes-ekasa-sync.${name.charAt(0).toLowerCase()}${name.slice(1)}`;
});

/** Calls of the journal hold the workflow that they call (Execute Workflow, *Define Below*). */
export const isCall = ({ type, parameters }: WorkflowNode): boolean => type.endsWith('.executeWorkflow') && parameters.source === 'parameter';
export const innerOf = ({ parameters }: WorkflowNode): WorkflowFile => ({ pinData: {}, ...(JSON.parse(String(parameters.workflowJson)) as Omit<WorkflowFile, 'pinData'>) });

/** A workflow and those inside its calls, each with its title. */
export const graphsOf = (file: string): Array<{ title: string; graph: WorkflowFile }> => {
	const graph = readWorkflow(file);
	return [{ title: file, graph }, ...graph.nodes.filter(isCall).map((node) => ({ title: `${file}: ${node.name}`, graph: innerOf(node) }))];
};

/** Nodes of a file with those inside its calls. */
export const allNodesOf = (file: string): WorkflowNode[] => graphsOf(file).flatMap(({ graph }) => graph.nodes);

export const nodeNamed = ({ nodes }: WorkflowFile, name: string): WorkflowNode => nodes.find((node) => node.name === name)!;

/** Names of the nodes wired to a node's outputs, or to one of them. */
export const after = ({ connections }: WorkflowFile, name: string, output?: number): string[] =>
	(connections[name]?.main ?? []).flatMap((ends, index) => (output === undefined || output === index ? (ends ?? []).map(({ node }) => node) : []));

/** Names of everything that runs after a node. */
export function reached(workflow: WorkflowFile, from: string): Set<string> {
	const seen = new Set<string>();
	const walk = (name: string): void => after(workflow, name).forEach((next) => (seen.has(next) ? undefined : (seen.add(next), walk(next))));
	walk(from);
	return seen;
}

/** Whether a node is the last page of a form. */
export const isEnding = ({ type, parameters }: WorkflowNode): boolean => type.endsWith('.form') && parameters.operation === 'completion';

export interface FormStep {
	file: string;
	workflow: WorkflowFile;
	form: WorkflowNode;
	/** One of our nodes, or a call with one inside. */
	node: WorkflowNode;
	/** That one, in the workflow of the call. */
	inner?: WorkflowNode;
}

/** Each of our nodes behind each form that leads to it, also those inside calls. */
export const formSteps = (): FormStep[] =>
	workflowFiles.flatMap((file) => {
		const workflow = readWorkflow(file);
		return workflow.nodes
			.filter(({ type }) => type.endsWith('.formTrigger'))
			.flatMap((form) => [...reached(workflow, form.name)].map((name) => ({ file, workflow, form, node: nodeNamed(workflow, name) })))
			.flatMap((step): FormStep[] =>
				isCall(step.node)
					? innerOf(step.node).nodes.filter(({ type }) => ourTypes.includes(type)).map((inner) => ({ ...step, inner }))
					: ourTypes.includes(step.node.type) ? [step] : [],
			);
	});

/** Every text below a value with the way to it, e.g. `options.formDescription`. */
export function textsOf(value: unknown, path = ''): Array<{ path: string; text: string }> {
	if (typeof value === 'string') return [{ path, text: value }];
	if (value === null || typeof value !== 'object') return [];
	return Object.entries(value).flatMap(([name, inner]) => textsOf(inner, path === '' ? name : `${path}.${name}`));
}

/** Texts of a node that n8n evaluates. */
export const expressionsOf = (node: WorkflowNode): string[] =>
	textsOf(node.parameters).flatMap(({ text }) => (text.startsWith('=') ? [text] : []));

const engines = new Map<string, Workflow>();

function engineOf(file: WorkflowFile, timezone: string): Workflow {
	const known = engines.get(`${file.name} ${timezone}`);
	if (known) return known;
	const plain = { description: { properties: [], inputs: [], outputs: [] } };
	const nodeTypes = { getByName: () => plain, getByNameAndVersion: () => plain, getKnownTypes: () => ({}) };
	const workflow = new Workflow({
		...{ id: 'w', name: file.name, nodes: structuredClone(file.nodes), connections: file.connections, active: false },
		nodeTypes: nodeTypes as never,
		settings: { executionOrder: 'v1', timezone },
	} as never);
	engines.set(`${file.name} ${timezone}`, workflow);
	return workflow;
}

/**
 * Value of an expression as n8n gives it to a node, when the nodes before it gave `data`: items by node and output.
 * A node that is not in `data` has not run.
 */
export function evaluate(file: WorkflowFile, node: string, expression: string, data: Record<string, IDataObject[][]>, timezone = 'Europe/Prague'): unknown {
	const workflow = engineOf(file, timezone);
	const items = (list: IDataObject[]): INodeExecutionData[] => list.map((json) => ({ json, pairedItem: { item: 0 } }));
	const runData = Object.fromEntries(
		Object.entries(data).map(([name, outputs]) => [name, [{ startTime: 0, executionTime: 0, executionIndex: 0, source: [], data: { main: outputs.map(items) } }]]),
	);
	const leading = Object.entries(file.connections).flatMap(([from, { main }]) => (main.flat().some((end) => end.node === node) ? [from] : []));
	const before = leading.find((from) => data[from] !== undefined) ?? leading[0];
	const input = items(data[before ?? '']?.find((output) => output.length > 0) ?? [{}]);
	const additional = { $execution: { id: '1', mode: 'manual' } };
	return workflow.expression.getParameterValue(
		expression,
		{ resultData: { runData }, executionData: {} } as never,
		0,
		0,
		node,
		input,
		'manual',
		additional as never,
		{ node: workflow.getNode(node)!, data: { main: [input] }, source: { main: [{ previousNode: before ?? '' }] } } as never,
	);
}
