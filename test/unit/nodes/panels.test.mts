// What people see of every node and what saved workflows refer to: names, values, defaults, texts and their order, for each
// operation. PANELS=write takes what is there now; look at the difference before you commit it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { root } from '../../support/imports.mts';
import { NODES, combinations, fieldLine, goldenOf, panelsOf, shownBy } from '../../support/panels.mts';
import type { Golden } from '../../support/panels.mts';

const FOLDER = path.join(root, 'test/fixtures/panels');

function held(name: string, now: Golden): Golden {
	const file = path.join(FOLDER, `${name}.json`);
	if (process.env.PANELS === 'write') {
		mkdirSync(FOLDER, { recursive: true });
		writeFileSync(file, `${JSON.stringify(now, undefined, '\t')}\n`);
	}
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Golden) : { description: '', panels: {} };
}

describe.each(NODES.map(({ description }) => [description.name, description] as const))('%s', (name, description) => {
	test('shows what it showed', () => {
		const now = goldenOf(description);
		const before = held(name, now);
		// The fields that differ in full, because a digest does not say what changed.
		const fields = Object.fromEntries(
			panelsOf(description).flatMap((panel) => panel.fields.map((field) => [fieldLine(field), field] as const)),
		);
		const known = new Set(Object.values(before.panels).flat());
		const different = Object.fromEntries(Object.entries(fields).filter(([line]) => !known.has(line)));
		expect({ ...now, different }).toEqual({ ...before, different: {} });
	});

	test('n8n shows of the description what it shows of each panel alone', () => {
		for (const panel of panelsOf(description)) {
			for (const parameters of combinations(panel, 60)) {
				const names = (fields: typeof panel.fields) => shownBy(fields, parameters, description);
				expect({ parameters, shown: names(description.properties) }).toEqual({ parameters, shown: names(panel.fields) });
			}
		}
	});
});
