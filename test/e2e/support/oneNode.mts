/** One of our nodes in the real server, run by hand on items that the test gives. */
import { itemsOf } from './people.mts';
import type { WorkflowNode } from './shapes.mts';
import type { Stage } from './stage.mts';

const SETTINGS = { executionOrder: 'v1', timezone: 'Europe/Prague' };
let made = 0;

const at = (x: number): [number, number] => [x * 192, 0];

function nodeOf(name: string, type: string, typeVersion: number, place: number, parameters: object): WorkflowNode {
	return { id: `${name}-${made}`, name, type, typeVersion, position: at(place), parameters: parameters as Record<string, unknown> };
}

async function pohodaCredential({ client }: Stage): Promise<Record<string, { id: string; name: string }>> {
	const { id, name } = (await client.credentials()).find(({ type }) => type === 'pohodaMServerApi')!;
	return { pohodaMServerApi: { id, name } };
}

/**
 * Items that the POHODA node gives; throws what it says when the execution fails.
 *
 * @param records one input item each; one with `base64` becomes a file
 */
export async function pohoda<T = Record<string, unknown>>(stage: Stage, parameters: object, records: readonly object[] = [{}]): Promise<T[]> {
	made += 1;
	const node = nodeOf('POHODA', 'n8n-nodes-ekasa-sync.pohoda', 1, 4, { whenRunFromEditor: 'send', ...parameters });
	node.credentials = await pohodaCredential(stage);
	const file = records.some((record) => 'base64' in record);
	const nodes = [
		nodeOf('Start', 'n8n-nodes-base.manualTrigger', 1, 0, {}),
		nodeOf('Records', 'n8n-nodes-base.set', 3.4, 1, { mode: 'raw', jsonOutput: JSON.stringify({ records }), options: {} }),
		nodeOf('Each', 'n8n-nodes-base.splitOut', 1, 2, { fieldToSplitOut: 'records', options: {} }),
		...(file ? [nodeOf('File', 'n8n-nodes-base.convertToFile', 1.1, 3, { operation: 'toBinary', sourceProperty: 'base64', options: {} })] : []),
		node,
	];
	const wire = (to: string) => ({ main: [[{ node: to, type: 'main', index: 0 }]] });
	const connections = { Start: wire('Records'), Records: wire('Each'), Each: wire(file ? 'File' : 'POHODA'), ...(file ? { File: wire('POHODA') } : {}) };
	const { id } = await stage.client.importWorkflow({ name: `One node ${made}`, nodes, connections, settings: SETTINGS, pinData: {} });
	const run = await stage.client.runByHand(id, 'Start');
	if (run.status !== 'success') throw new Error(`The POHODA node: ${JSON.stringify(run.data.resultData).slice(0, 3000)}`);
	return itemsOf<T>(run, 'POHODA');
}
