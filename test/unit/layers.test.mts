// The arrows of docs/architecture.md.
import { describe, expect, test } from '@jest/globals';
import { filesBelow, importsOf } from '../support/imports.mts';

type Rule = (from: string, to: string) => string | undefined;

const nodeFolder = (file: string) => /^nodes\/([^/]+)\//.exec(file)?.[1];

const RULES: Record<string, Rule> = {
	'core imports only core, zod, luxon, crypto and the bundled reader': (from, to) =>
		from.startsWith('core/') && !to.startsWith('core/') && !['zod', 'luxon', 'crypto', 'saxes'].includes(to)
			? 'core is pure: no n8n, no I/O, no other library'
			: undefined,
	'only core/xml knows the XML library': (from, to) =>
		to === 'saxes' && !from.startsWith('core/xml/') ? 'saxes stays behind core/xml' : undefined,
	'a node imports no other node': (from, to) => {
		const a = nodeFolder(from);
		const b = nodeFolder(`${to}/`) ?? nodeFolder(to);
		return a && b && b !== a && b !== 'shared' ? 'nodes share through nodes/shared and core' : undefined;
	},
	'nodes/shared imports no node': (from, to) =>
		from.startsWith('nodes/shared/') && to.startsWith('nodes/') && !to.startsWith('nodes/shared')
			? 'shared code knows no node'
			: undefined,
	'sources import nothing of test, scripts or docs': (_from, to) =>
		/^(test|scripts|docs|workflows)\//.test(to) ? 'sources do not reach out of core, nodes and credentials' : undefined,
	'core/money, text, records and xml know no system and no sync': (from, to) =>
		/^core\/(money|text|records|xml)\//.test(from) && /^core\/(pohoda|rules|sync)\//.test(to)
			? 'the ground layer knows nothing above it'
			: undefined,
};

const sources = ['core', 'nodes', 'credentials'].flatMap((folder) => filesBelow(folder, /\.ts$/));

describe('layers', () => {
	test('there is something to check', () => {
		expect(sources.length).toBeGreaterThan(30);
		expect(sources.flatMap(importsOf).length).toBeGreaterThan(sources.length);
	});

	test.each(Object.entries(RULES))('%s', (_name, rule) => {
		const found = sources.flatMap((from) =>
			importsOf(from).flatMap((to) => {
				const why = rule(from, to);
				return why ? [`${from} → ${to}: ${why}`] : [];
			}),
		);
		expect(found).toEqual([]);
	});

	test('the rules bite', () => {
		const cases: Array<[string, string]> = [
			['core/xml/a.ts', 'n8n-workflow'],
			['core/pohoda/a.ts', 'saxes'],
			['nodes/Pohoda/a.ts', 'nodes/Ekasa/b'],
			['nodes/shared/a.ts', 'nodes/Ekasa/b'],
			['nodes/Ekasa/a.ts', 'test/support/b'],
			['core/money/a.ts', 'core/sync/b'],
		];
		const rules = Object.values(RULES);
		for (const [from, to] of cases) expect(rules.some((rule) => rule(from, to))).toBe(true);
	});
});
