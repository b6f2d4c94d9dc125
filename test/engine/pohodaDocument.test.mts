// Document → Print to PDF and Cancel in the real n8n engine, over HTTP to the stand-in for mServer.
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { PohodaMServerApi } from '../../credentials/PohodaMServerApi.credentials';
import { Pohoda } from '../../nodes/Pohoda/Pohoda.node';
import { startMServer } from '../sandbox/mserver/index.mts';
import type { MServer } from '../sandbox/mserver/index.mts';
import { readBinaryOf, runNode } from '../support/engine.mts';
import type { RunResult } from '../support/engine.mts';

let server: MServer;
let login: IDataObject;
let numbers: string[];

const uri = (name: string) => `http://www.stormware.cz/schema/version_2/${name}.xsd`;
/** Made by this package, or by somebody else. */
const receipt = (ours: boolean) => `<pro:prodejka xmlns:pro="${uri('prodejka')}" xmlns:typ="${uri('type')}" version="2.0"><pro:prodejkaHeader>${ours ? '<pro:extId><typ:ids>r</typ:ids><typ:exSystemName>n8n-nodes-ekasa-sync</typ:exSystemName></pro:extId>' : ''}<pro:date>2026-11-14</pro:date><pro:text>A</pro:text><pro:paymentType><typ:paymentType>cash</typ:paymentType></pro:paymentType></pro:prodejkaHeader><pro:prodejkaDetail><pro:prodejkaItem><pro:text>Káva</pro:text><pro:quantity>1</pro:quantity><pro:payVAT>true</pro:payVAT><pro:rateVAT>high</pro:rateVAT><pro:homeCurrency><typ:unitPrice>121</typ:unitPrice></pro:homeCurrency></pro:prodejkaItem></pro:prodejkaDetail><pro:prodejkaSummary><pro:roundingDocument>none</pro:roundingDocument></pro:prodejkaSummary></pro:prodejka>`;

function node(parameters: IDataObject, inputs: IDataObject[] = [{}], mode: 'trigger' | 'manual' = 'trigger'): Promise<RunResult> {
	return runNode({ node: new Pohoda(), parameters, inputs: inputs.map((json) => ({ json })), mode, credentials: { pohodaMServerApi: { type: new PohodaMServerApi(), data: login } } });
}
const document = (operation: string, more: IDataObject, inputs?: IDataObject[], mode?: 'manual') =>
	node({ resource: 'document', operation, document: 'salesReceipt', documentNumber: '={{ $json.number }}', report: '151', ...more }, inputs ?? [{ number: numbers[0] }], mode);

function jsonOf({ outputs, error }: RunResult): IDataObject[] {
	if (error) throw error;
	return outputs[0].map(({ json }) => json);
}

beforeEach(async () => {
	server = await startMServer({ now: () => new Date('2026-11-20T12:00:00Z') });
	login = { url: server.url, user: 'api', password: 'heslo', ico: '12345678' };
	const made = jsonOf(await node({ resource: 'raw', operation: 'send', xml: receipt(true), identity: '={{ $json.id }}' }, [{ id: 'r1' }, { id: 'r2' }]));
	numbers = made.map(({ target }) => String((target as IDataObject).number));
});
afterEach(async () => await server.close());
afterAll(() => nock.restore());

describe('Print to PDF', () => {
	test('by number and by id: the PDF as binary, also after a lost answer', async () => {
		server.faults.add({ kind: 'drop', after: 1 });
		const result = await document('print', {});
		expect(jsonOf(result)).toEqual([{ document: 'salesReceipt', id: String(server.state.documents[0].id), number: numbers[0], report: '151', fileName: `salesReceipt_${numbers[0]}.pdf`, size: expect.any(Number) }]);
		const pdf = await readBinaryOf(result.outputs[0][0]);
		expect(pdf.subarray(0, 8).toString()).toBe('%PDF-1.4');
		expect(pdf.toString('latin1')).toContain(numbers[0]);
		expect(result.outputs[0][0].binary?.data).toMatchObject({ mimeType: 'application/pdf' });
		const [byId] = jsonOf(await document('print', { documentBy: 'id', documentId: String(server.state.documents[1].id) }));
		expect(byId).toMatchObject({ id: String(server.state.documents[1].id) });
		expect(server.faults.fired).toBe(1);
	});

	test.each<[string, IDataObject, RegExp]>([
		['a number that is not there', { documentNumber: 'NENI' }, /there is no sales receipt \(prodejka\) NENI/],
		['an id that is not there', { documentBy: 'id', documentId: '99999' }, /gave no PDF: Záznam nebyl nalezen/],
		['no id', { documentBy: 'id', documentId: '={{ " " }}' }, /is empty/],
		['SQL as id', { documentBy: 'id', documentId: '1 OR 1=1' }, /no ID of POHODA/],
		['no report', { report: 'faktura' }, /no number of a report/],
	])('%s', async (_name, more, message) => {
		expect((await document('print', more)).error?.message).toMatch(message);
	});
});

describe('Cancel', () => {
	test('only when it is confirmed; the document as it was is handed out', async () => {
		const [held] = jsonOf(await document('cancel', {}));
		expect(held.warnings).toEqual([]);
		expect(held).toMatchObject({ outcome: 'held', previous: { recordType: 'salesReceipt', number: numbers[0] } });
		expect(held.message).toContain('Confirm Cancellation is off');
		expect(server.state.documents).toHaveLength(2);
		const [done] = jsonOf(await document('cancel', { confirm: true, options: { date: '2026-11-19' } }));
		expect(done).toMatchObject({ outcome: 'created', amount: 121, previous: { number: numbers[0], total: 121 } });
		const [, , storno] = server.state.documents;
		expect(storno).toMatchObject({ storno: 'cancelDocument', date: '2026-11-19' });
		expect(done.target).toMatchObject({ kind: 'salesReceipt', id: String(storno.id), number: storno.number });
	});

	test('what others made is held, also after a confirmation; an option includes it and the result says whose it is', async () => {
		const [{ target }] = jsonOf(await node({ resource: 'raw', operation: 'send', xml: receipt(false), identity: 'r3' }, [{}]));
		const theirs = [{ number: (target as IDataObject).number }];
		for (const mode of [undefined, 'manual'] as const) {
			const [held] = jsonOf(await document('cancel', { confirm: true }, theirs, mode));
			expect(held).toMatchObject({ outcome: 'held', amount: 121, previous: theirs[0], warnings: [{ code: 'notOurs' }] });
			expect(held.message).toMatch(/was not cancelled: this package did not make it, .* turn on Also Documents of Others in the POHODA node/);
		}
		expect(server.state.documents).toHaveLength(3);
		expect(jsonOf(await document('cancel', { confirm: true, options: { foreign: true } }, theirs))).toMatchObject([{ outcome: 'created', warnings: [{ code: 'notOurs' }] }]);
		expect(server.state.documents).toHaveLength(4);
	});

	test('again: cancelled already; the cancelling document itself is not cancelled', async () => {
		await document('cancel', { confirm: true });
		const again = jsonOf(await document('cancel', { confirm: true }, [{ number: numbers[0] }, { number: server.state.documents[2].number }]));
		expect(again.map(({ outcome }) => outcome)).toEqual(['unchanged', 'refused']);
		expect(server.state.documents).toHaveLength(3);
	});

	test.each(['drop', 'halfAnswer', 'truncatedXml'] as const)('%s after accepting: one cancelling document, its number recovered', async (kind) => {
		server.faults.add({ kind, operation: 'import' });
		const [result] = jsonOf(await document('cancel', { confirm: true }));
		expect(result).toMatchObject({ outcome: 'duplicate', target: { number: server.state.documents[2].number } });
		expect(server.state.documents).toHaveLength(3);
	});

	test('what cannot be cancelled says why and stops no other', async () => {
		const results = jsonOf(await document('cancel', { confirm: true }, [{ number: 'NENI' }, { number: '' }, { number: numbers[1] }]));
		expect(results.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'created']);
		await server.off();
		const [away] = jsonOf(await document('cancel', { confirm: true }));
		expect(away.outcome).toBe('waiting');
	});

	test('no right any more after the first one: its result stays, the second one waits', async () => {
		server.faults.add({ kind: 'loginPage', operation: 'list', after: 1, count: 9 });
		const results = jsonOf(await document('cancel', { confirm: true }, [{ number: numbers[0] }, { number: numbers[1] }]));
		expect(results.map(({ outcome }) => outcome)).toEqual(['created', 'waiting']);
		expect(server.state.documents).toHaveLength(3);
	});

	test('from the editor: a preview', async () => {
		const [shown] = jsonOf(await document('cancel', { confirm: true }, undefined, 'manual'));
		expect(shown).toMatchObject({ outcome: 'preview', preview: expect.stringContaining('cancelDocument') });
		expect(server.state.documents).toHaveLength(2);
	});
});
