/** The POHODA node in the engine, and every byte that it sends or writes, for golden texts. */
import { afterEach, beforeEach } from '@jest/globals';
import { Settings } from 'luxon';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { PohodaMServerApi } from '../../credentials/PohodaMServerApi.credentials';
import { Pohoda } from '../../nodes/Pohoda/Pohoda.node';
import { startMServer } from '../sandbox/mserver/index.mts';
import type { MServer } from '../sandbox/mserver/index.mts';
import { readBinaryOf, runNode } from './engine.mts';
import type { RunResult } from './engine.mts';
import { toldOf } from './golden.mts';
import type { Parts } from './golden.mts';

/** The clock of every golden run. */
export const NOW = '2027-02-10T12:00:00Z';

/** A byte is a character, an element of the pack a line. */
const packText = (bytes: Uint8Array): string => new TextDecoder('windows-1250').decode(bytes).replace(/(?=<(?:dat:dataPackItem|[a-zA-Z]+:list\w+Request)[ >])/g, '\n');

export interface Run {
	outputs: IDataObject[];
	/** Packs of an import and questions, in the order in which they came. */
	imports: string[];
	lists: string[];
	files: string[];
	error: RunResult['error'];
	hints: RunResult['hints'];
}

export interface PohodaStage {
	server(): MServer;
	run(parameters: IDataObject, inputs: INodeExecutionData[], mode?: 'trigger' | 'manual'): Promise<Run>;
}

/** A stand-in for mServer and the clock, anew for each test. */
export function pohodaStage(): PohodaStage {
	let server: MServer;
	let imports: string[] = [];
	let lists: string[] = [];
	const clock = Settings.now;

	beforeEach(async () => {
		Settings.now = () => Date.parse(NOW);
		[imports, lists] = [[], []];
		server = await startMServer({
			now: () => new Date(NOW),
			settings: { period: { from: '2024-01-01', till: '2027-12-31' } },
			heard: (bytes, operation) => (operation === 'list' ? lists : imports).push(packText(bytes)),
		});
	});
	afterEach(async () => {
		Settings.now = clock;
		await server.close();
	});

	return {
		server: () => server,
		async run(parameters, inputs, mode = 'trigger') {
			const [importsBefore, listsBefore] = [imports.length, lists.length];
			const { outputs, error, hints } = await runNode({
				node: new Pohoda(),
				parameters,
				inputs,
				mode,
				credentials: { pohodaMServerApi: { type: new PohodaMServerApi(), data: { url: server.url, user: 'api', password: 'heslo', ico: '12345678', instance: 'golden' } } },
			});
			const files: string[] = [];
			for (const item of outputs[0] ?? []) {
				for (const [property, { fileName }] of Object.entries(item.binary ?? {})) files.push(`${packText(await readBinaryOf(item, property))}\n${property}: ${fileName}`);
			}
			return {
				outputs: (outputs[0] ?? []).map(({ json }) => json),
				...{ imports: imports.slice(importsBefore), lists: lists.slice(listsBefore), files },
				...{ error, hints },
			};
		},
	};
}

/** What POHODA gets (packs, files, previews), and what the user is told. */
export function partsOf(run: Run): Parts {
	const previews = run.outputs.flatMap(({ preview }) => (preview === undefined ? [] : [String(preview)]));
	return { sent: [...run.imports, ...run.files, ...previews].join('\n\n'), ...toldOf(run.outputs, run) };
}
