// A receipt of a till whose clock is wrong stays out of every accounting system, over the nodes themselves.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { checkRecord } from '../../core/records/check';
import type { TillRecord } from '../../core/records/types';
import { Helios } from '../../nodes/Helios/Helios.node';
import { Pohoda } from '../../nodes/Pohoda/Pohoda.node';
import { runNode } from '../support/engine.mts';

const CASE = path.resolve(__dirname, '../fixtures/cases/faults/future-2999.json');

function record(): TillRecord {
	const { receipts } = JSON.parse(readFileSync(CASE, 'utf8')) as { receipts: unknown[] };
	const checked = checkRecord(receipts[0]);
	if (!checked.ok) throw new Error(checked.reasons.join(' '));
	return checked.record;
}

const FILE = { resource: 'salesReceipt', operation: 'create', delivery: 'xmlFile', ico: '12345678', postingRules: {}, documents: 'perReceipt', options: {} };
const EXPORT = { resource: 'salesReceipt', operation: 'writeExportFiles', defaultSeries: '005', output: 'files', exportedBy: 'Eva', series: {}, options: {} };

test.each<[string, Pohoda | Helios, IDataObject]>([
	['POHODA, into a file', new Pohoda(), FILE],
	['POHODA, into a file per day', new Pohoda(), { ...FILE, documents: 'perDay' }],
	['Helios', new Helios(), EXPORT],
])('%s', async (_name, node, parameters) => {
	const { outputs, error } = await runNode({ node, parameters, inputs: [{ json: record() as unknown as IDataObject }], mode: 'trigger' });
	expect(error).toBeUndefined();
	expect(outputs[0]).toMatchObject([{ json: { outcome: 'held', warnings: [{ code: 'future' }] } }]);
	expect(outputs[0][0].json.message).toMatch(/it is dated 31 Dec 2999, \d+ days ahead of today/);
	expect(outputs[0][0].binary).toBeUndefined();
});
