/** Runs that fail: the row of the run is there before anything is sent. */
import { expect, test } from '@jest/globals';
import { after, innerOf, nodeNamed, readWorkflow } from '../support/workflows.mts';

test.each([
	['2b-ekasa-pohoda-send.json', 'POHODA'],
	['6-eshop-orders-pohoda.json', 'POHODA: Orders'],
	['8-ekasa-idoklad.json', 'iDoklad'],
	['11-helios-cloud.json', 'Helios'],
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
