// An export on its way out in the real engine: written, announced, confirmed, and chosen for upload and renaming, with its files all along.
import { expect, test } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { JournalRow } from '../../core/sync/journal';
import { Helios } from '../../nodes/Helios/Helios.node';
import { SyncJournal } from '../../nodes/SyncJournal/SyncJournal.node';
import { readBinaryOf, runNode } from '../support/engine.mts';
import { makeReceipt } from '../support/receipts.mts';

const PREFIX = '001_20261114_101532';
const WRITE = {
	...{ resource: 'salesReceipt', operation: 'writeExportFiles', defaultSeries: '', output: 'files', exportedBy: 'Eva', whenRunFromEditor: 'preview' },
	...{ series: { row: [{ register: 'P1', series: '001' }] }, options: { exportTime: PREFIX, place: '/helios' } },
};
const CHOOSE = { resource: 'salesReceipt', operation: 'chooseExportFiles', temporary: '/helios/.n8n/', folder: '/helios', setsAs: 'files', there: [] as unknown[] };

/** One sale for the files, one that no series serves. */
const receipts = [makeReceipt({ register: 'P1', number: '7' }), makeReceipt({ register: 'Pokladna 9', number: '8' })];

async function run(node: Helios | SyncJournal, parameters: IDataObject, inputs: INodeExecutionData[][]): Promise<INodeExecutionData[]> {
	const { outputs, error } = await runNode({ node, parameters, inputs, mode: 'trigger' });
	if (error) throw error;
	return outputs[0]!;
}

const written = async () => await run(new Helios(), WRITE, [receipts.map((record) => ({ json: { ...record, sync: { flow: 'helios', runId: 'r1', mode: 'automatic', hash: 'h' } } as unknown as IDataObject }))]);
const announce = async (items: INodeExecutionData[]) => await run(new SyncJournal(), { resource: 'record', operation: 'results', flow: 'helios', options: { announce: true } }, [items]);
const confirm = async (items: INodeExecutionData[], rows: INodeExecutionData[]) => await run(new SyncJournal(), { resource: 'export', operation: 'confirm', flow: 'helios', options: { runId: 'r1' } }, [items, rows]);
const stored = (rows: INodeExecutionData[], runId = 'r1'): INodeExecutionData[] =>
	rows.map(({ json }, index) => ({ json: { ...json, runId, id: index + 1, createdAt: new Date().toISOString() } }));

test('only what was written is announced; once it is in the journal its files may leave, and come with the result', async () => {
	const results = await written();
	expect(results.map(({ json }) => json.outcome)).toEqual(['written', 'refused']);
	const rows = await announce(results);
	expect(rows.map(({ json }) => (json as unknown as JournalRow).state)).toEqual(['unknown']);
	const confirmed = await confirm(results, stored(rows));
	expect(confirmed.map(({ json }) => (json.export as IDataObject | undefined)?.confirmed)).toEqual([true, undefined]);
	expect(confirmed[0]!.json.export).toMatchObject({ id: PREFIX, place: '/helios' });
	expect(String(confirmed[0]!.json.message)).toContain('Its five files are in /helios; import them in Helios');
	const files = await run(new Helios(), { ...CHOOSE, step: 'upload' }, [confirmed]);
	expect(files.map(({ json }) => json.path)).toEqual([...['Uctenky', 'UctenkyPol', 'UctenkyFin', 'UctenkyUhr', 'UctenkyEtal'].map((file) => `/helios/.n8n/${PREFIX}_${file}.txt.part`), `/helios/.n8n/${PREFIX}.ready`]);
	expect((await readBinaryOf(files[0]!)).equals(await readBinaryOf(results[0]!, 'Uctenky'))).toBe(true);
	expect((await readBinaryOf(files[5]!)).toString()).toBe('ready');
	const there = [{ name: `${PREFIX}_Uctenky.txt.part` }, { name: `${PREFIX}_UctenkyPol.txt.part` }, { name: 'n8n.txt' }];
	const names = await run(new Helios(), { ...CHOOSE, there, step: 'rename' }, [confirmed]);
	expect(names.map(({ json }) => json.to)).toEqual([`/helios/${PREFIX}_UctenkyPol.txt`, `/helios/${PREFIX}_Uctenky.txt`]);
});

test('nothing leaves that another run has announced, or that nobody has', async () => {
	const results = await written();
	const rows = await announce(results);
	for (const journal of [[], stored(rows, 'r0')]) {
		const confirmed = await confirm(results, journal);
		expect(confirmed[0]!.json.export).toMatchObject({ confirmed: false, why: expect.stringContaining('does not leave') });
		expect([await run(new Helios(), { ...CHOOSE, step: 'upload' }, [confirmed]), await run(new Helios(), { ...CHOOSE, step: 'rename', there: [`${PREFIX}_Uctenky.txt.part`] }, [confirmed])]).toEqual([[], []]);
	}
});

test('says what is missing: a folder, a file', async () => {
	const confirmed = await confirm(await written(), stored(await announce(await written())));
	const messageOf = async (parameters: IDataObject, items: INodeExecutionData[]) => (await runNode({ node: new Helios(), parameters: { ...CHOOSE, step: 'upload', ...parameters }, inputs: [items], mode: 'trigger' })).error?.message;
	expect(await messageOf({ temporary: ' ' }, confirmed)).toBe('A folder is missing');
	const { Uctenky, ...rest } = confirmed[0]!.binary!;
	expect(Uctenky).toBeDefined();
	expect(await messageOf({}, [{ ...confirmed[0]!, binary: rest }])).toBe(`The export ${PREFIX} comes without Uctenky.txt`);
});
