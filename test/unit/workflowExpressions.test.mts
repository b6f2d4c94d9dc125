/** Logic is a function in core with tests: an expression picks values. What is longer is named here, and may only become shorter. */
import { describe, expect, test } from '@jest/globals';
import { allNodesOf, expressionsOf, readWorkflow, workflowFiles } from '../support/workflows.mts';

const LONGEST = 300;
/** Lengths of those that are still too long, longest first. */
const STILL: Record<string, number[]> = {
	'12-helios-import.json': [616, 467, 387, 330],
};
/** Nodes on the canvas, notes apart: a workflow fits a screen. Those that do not yet may only lose some. */
const MOST_NODES = 25;
const NODES: Record<string, number> = {
	'12-helios-import.json': 56,
};

describe.each(workflowFiles)('%s', (file) => {
	test('has no expression that is a program', () => {
		const lengths = allNodesOf(file).flatMap(expressionsOf).map(({ length }) => length);
		expect(lengths.filter((length) => length > LONGEST).sort((a, b) => b - a)).toEqual(STILL[file] ?? []);
	});

	test('fits a screen', () => {
		const { length } = readWorkflow(file).nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
		if (NODES[file] === undefined) expect(length).toBeLessThanOrEqual(MOST_NODES);
		else expect(length).toBe(NODES[file]);
	});
});
