/** Runs that fail: the row of the run is there before anything is sent, and the status page tells in red. */
import { describe, expect, test } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { reportJournal } from '../../core/sync/report';
import { after, evaluate, innerOf, nodeNamed, readWorkflow } from '../support/workflows.mts';
import { receipt } from './plan/records.mts';
import { NOW, Table } from './sync/table.mts';

test.each([
	['2b-ekasa-pohoda-send.json', 'POHODA'],
	['6-eshop-orders-pohoda.json', 'POHODA: Orders'],
	['8-ekasa-idoklad.json', 'iDoklad'],
])('%s stores the row of its run before anything is sent', (file, target) => {
	const workflow = readWorkflow(file);
	const waits = nodeNamed(workflow, 'What Waits');
	expect(after(workflow, waits.name, 0)).toContain(target);
	const inner = innerOf(waits);
	const height = (name: string) => nodeNamed(inner, name).position[1];
	expect(after(inner, 'Waiting Records', 1)).toContain('Not a Preview');
	expect(after(inner, 'Not a Preview')).toEqual(['Store Run']);
	// The records leave the call when the lowest branch has ended.
	expect([after(inner, 'Only Records'), height('Store Run') < height('Only Records')]).toEqual([[], true]);
});

test.each([
	['11-helios-cloud.json', 'Waiting Records', 'Helios'],
])('%s stores the row of its run before anything is sent', (file, waiting, target) => {
	const workflow = readWorkflow(file);
	const height = (name: string) => nodeNamed(workflow, name).position[1];
	expect(after(workflow, waiting, 0)).toContain(target);
	expect(after(workflow, waiting, 1)).toContain('Not a Preview');
	expect(after(workflow, 'Not a Preview')).toEqual(['Store Run']);
	// n8n runs the higher branch first, and to its end.
	expect(height('Not a Preview')).toBeLessThan(height(target));
	expect(height('From the Form')).toBeGreaterThan(height(target));
});

describe('the status page', () => {
	const workflow = readWorkflow('4-status-page.json');
	const page = (now: string, limitBytes?: number) => {
		const table = new Table();
		table.receive([receipt()]);
		table.waiting({ now: '2026-11-15T06:00:00.000Z' });
		const reports = reportJournal(table.rows(), { now, flow: 'pohoda', limitBytes }) as unknown as IDataObject[];
		return String(evaluate(workflow, 'Page', `=${String(nodeNamed(workflow, 'Page').parameters.html)}`, { Settings: [[{ flow: 'pohoda', register: '' }]], Report: [reports], Reconcile: [[]] }));
	};

	test('says in red that the last run failed', () => {
		expect(page(NOW)).toContain('<p class="bad">FAILING. The last run (2026-11-15T06:00:00.000Z) took 1 record and recorded nothing: it failed.');
		expect(page(NOW)).toContain('<span class="bad">took 1 record and recorded nothing: it failed</span>');
	});
	test('says that a young run may still be at work', () => {
		expect(page('2026-11-15T06:10:00.000Z')).toContain('<p class="ok">RUNNING. ');
		expect(page('2026-11-15T06:10:00.000Z')).toContain('<span class="soft">took 1 record and recorded nothing so far: it may still be running</span>');
	});
	test('says in red that the table is full', () => {
		expect(page(NOW, 100)).toMatch(/<p class="bad">The journal takes about [^<]*The table is full, or nearly/);
		expect(page(NOW)).toMatch(/<p class="soft">The journal takes about/);
	});
});
