// File → Build Import File and Read Command-Line Answers; what the file does is asked of the stand-in for mServer.
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import nock from 'nock';
import { Pohoda } from '../../nodes/Pohoda/Pohoda.node';
import { IMPORT_FIELDS } from '../../nodes/Pohoda/operations/file/importFields';
import { WRITTEN } from '../support/written.mts';
import { startMServer } from '../sandbox/mserver/index.mts';
import type { MServer } from '../sandbox/mserver/index.mts';
import { readBinaryOf, runNode, storeBinary } from '../support/engine.mts';
import type { RunResult } from '../support/engine.mts';
import { contractTest, validate } from '../support/xsd.mts';
import { recordsOf } from '../unit/pohoda/agendas/generate.mts';

let server: MServer;
beforeEach(async () => {
	server = await startMServer({ now: () => new Date('2026-11-20T12:00:00Z') });
});
afterEach(async () => await server.close());
afterAll(() => nock.restore());

const ICO = { ico: '12345678' };
const contact = (id: number, more: IDataObject = {}): IDataObject => ({ recordType: 'contact', key: `shop/contact/${id}`, source: 'shop', company: `Firma ${id} s.r.o.`, companyId: `1234567${id}`, city: 'Žďár', ...more });

function run(operation: string, inputs: INodeExecutionData[], parameters: IDataObject = {}, more: { mode?: 'trigger' | 'manual'; continueOnFail?: boolean } = {}): Promise<RunResult> {
	return runNode({ node: new Pohoda(), parameters: { resource: 'file', operation, ...parameters }, inputs, ...more });
}
const build = (records: IDataObject[], parameters: IDataObject = {}, mode: 'trigger' | 'manual' = 'trigger') =>
	run('buildImportFile', records.map((json) => ({ json })), { agenda: 'contact', ...ICO, ...parameters }, { mode });

function jsonOf({ outputs, error }: RunResult): IDataObject[] {
	if (error) throw error;
	return outputs[0].map(({ json }) => json);
}
const outcomes = (result: RunResult) => jsonOf(result).map(({ outcome }) => outcome);

/** What POHODA answers to the file: the stand-in takes it as the wizard would. */
async function imported(file: Uint8Array): Promise<Buffer> {
	const headers = { 'STW-Authorization': `Basic ${Buffer.from('api:heslo').toString('base64')}`, 'STW-Check-Duplicity': 'true', 'Content-Type': 'text/xml' };
	const answer = await fetch(`${server.url}/xml`, { method: 'POST', headers, body: Buffer.from(file) });
	return Buffer.from(await answer.arrayBuffer());
}
const answerItem = async (bytes: Uint8Array, fileName = 'answer.xml'): Promise<INodeExecutionData> => ({ json: {}, binary: { data: await storeBinary(bytes, fileName) } });

describe('Build Import File', () => {
	test('one file, one result for each record; the same batch is the same bytes', async () => {
		const records = [contact(1), contact(2), { recordType: 'contact' }, contact(1)];
		const first = await build(records);
		expect(outcomes(first)).toEqual(['written', 'written', 'refused', 'refused']);
		expect(jsonOf(first)[0]).toMatchObject({ key: 'shop/contact/1', target: { system: 'POHODA', unit: '12345678', kind: 'contact', documentId: 'shop/contact/1' }, amount: 0 });
		expect(jsonOf(first)[3].message).toContain('came twice in this run');
		expect(first.outputs[0].map(({ binary }) => binary !== undefined)).toEqual([true, false, false, false]);
		const again = await build(records);
		const bytes = await readBinaryOf(first.outputs[0][0]);
		expect(await readBinaryOf(again.outputs[0][0])).toEqual(bytes);
		expect(again.outputs[0][0].binary?.data.fileName).toBe(first.outputs[0][0].binary?.data.fileName);
		expect(first.outputs[0][0].binary?.data.fileName).toMatch(/^pohoda_shop-contact_[0-9a-f]{8}\.xml$/);
		expect(new TextDecoder('windows-1250').decode(bytes)).toContain('Žďár');
	});

	contractTest('files of every agenda that the panel offers validate, with every field that our records have', async () => {
		const offered = IMPORT_FIELDS.find(({ name }) => name === 'agenda')!.options!.map((option) => (option as { value: string }).value);
		expect(offered).toEqual([...WRITTEN].sort());
		for (const agenda of WRITTEN) {
			const records = fc.sample(recordsOf(agenda), 30).map((record, at) => ({ ...record, key: `pohoda/${agenda}/${at}` }) as IDataObject);
			for (const existing of agenda === 'contact' || agenda === 'stockItem' ? ['leave', 'update'] : ['leave']) {
				const result = await build(records, { agenda, existing, options: { confirmForSending: true } });
				// By IČO only contacts that have one can be updated.
				const fitting = agenda === 'contact' && existing === 'update' ? records.filter(({ companyId }) => companyId) : records;
				expect(outcomes(result).filter((outcome) => outcome === 'written')).toHaveLength(fitting.length);
				const files = await Promise.all(result.outputs[0].filter(({ binary }) => binary !== undefined).map((item) => readBinaryOf(item)));
				expect(files).toHaveLength(1);
				expect((await validate(files, 'data.xsd')).flatMap(({ errors }) => errors)).toEqual([]);
			}
		}
	});

	test('records of two sources are two files; the IČO is needed', async () => {
		const result = await build([contact(1), { ...contact(2), source: 'other', key: 'other/contact/2' }]);
		expect(result.outputs[0].map(({ binary }) => binary?.data.fileName?.slice(0, 14))).toEqual(['pohoda_shop-co', 'pohoda_other-c']);
		// n8n itself asks for the required field; an expression can still be empty.
		expect((await build([contact(1)], { ico: '={{ " " }}' })).error?.message).toMatch(/IČO\) is empty/);
		expect((await build([contact(1)], { ico: 'POHODA "<!--' })).error?.message).toBe('The Company ID (IČO) "POHODA "<!--" is no IČO');
	});

	test('from the editor a preview, which nobody takes for written', async () => {
		const result = await build([contact(1)], {}, 'manual');
		expect(outcomes(result)).toEqual(['preview']);
		expect((await readBinaryOf(result.outputs[0][0])).length).toBeGreaterThan(100);
	});

	test('imported twice it has one effect; with Update a change goes through', async () => {
		const file = await readBinaryOf((await build([contact(1), contact(2)])).outputs[0][0]);
		await imported(file);
		await imported(file);
		const firms = () => server.state.contacts.map(({ header }) => JSON.stringify(header)).filter((text) => text.includes('Firma'));
		expect(firms()).toHaveLength(2);
		const change = await build([contact(1, { city: 'Brno' })], { existing: 'update' });
		await imported(await readBinaryOf(change.outputs[0][0]));
		expect(firms()).toHaveLength(2);
		expect(firms()[0]).toContain('Brno');
		expect(firms()[1]).toContain('Žďár');
	});
});

describe('Read Command-Line Answers', () => {
	test('results find their records; what nobody knows and what is missing is told', async () => {
		const built = await build([contact(1), contact(2)]);
		const answer = await imported(await readBinaryOf(built.outputs[0][0]));
		const later = await build([contact(3)]);
		const results = jsonOf(await run('readCommandLineAnswers', [await answerItem(answer), ...built.outputs[0].map(({ json }) => ({ json })), { json: jsonOf(later)[0] }]));
		expect(results.map(({ key, outcome }) => [key, outcome])).toEqual([['shop/contact/1', 'created'], ['shop/contact/2', 'created'], ['shop/contact/3', 'written']]);
		expect(results[0]).toMatchObject({ target: { system: 'POHODA', kind: 'contact', id: expect.any(String), documentId: 'shop/contact/1' }, source: 'shop' });
		expect(results[0].message).toMatch(/^Contact .*, was created in POHODA/);
		const repeated = await imported(await readBinaryOf(built.outputs[0][0]));
		expect(jsonOf(await run('readCommandLineAnswers', [await answerItem(repeated)])).map(({ key, outcome }) => [key, outcome])).toEqual([['shop/contact/1', 'duplicate'], ['shop/contact/2', 'duplicate']]);
	});

	test('several answers: one that cannot be used is an error that names it; with On Error: Continue the others count', async () => {
		const answer = await imported(await readBinaryOf((await build([contact(1)])).outputs[0][0]));
		const inputs = [await answerItem(answer.subarray(0, 300)), await answerItem(answer), await answerItem(Buffer.from('<html><body>x</body></html>')), await answerItem(await imported(Buffer.from('nothing')))];
		expect((await run('readCommandLineAnswers', inputs)).error?.message).toMatch(/ends too early/);
		const results = jsonOf(await run('readCommandLineAnswers', inputs, {}, { continueOnFail: true }));
		expect(results.filter(({ outcome }) => outcome === 'created')).toHaveLength(1);
		expect(results.filter(({ error }) => error !== undefined)).toHaveLength(3);
	});

	test('no answer file at all', async () => {
		expect((await run('readCommandLineAnswers', [{ json: {} }])).error?.message).toMatch(/No item has a file/);
	});
});
