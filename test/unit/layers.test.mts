// The arrows of docs/architecture.md.
import { describe, expect, test } from '@jest/globals';
import { filesBelow, importsOf } from '../support/imports.mts';

type Rule = (from: string, to: string) => string | undefined;

const nodeFolder = (file: string) => /^nodes\/([^/]+)\//.exec(file)?.[1];

const GROUND = new Set(['money', 'text', 'xml']);
/** Rooms of core that are the same for all systems; every other folder of core is a system. */
const COMMON = new Set([...GROUND, 'records', 'plan', 'messages', 'rules', 'sync', 'stock']);
/** Folder of a file in core. */
const room = (file: string) => /^core\/([^/]+)\//.exec(file)?.[1] ?? '';
const isSystem = (name: string) => name !== '' && !COMMON.has(name);

/** Groups of files that reach each other by imports, imports of types among them. */
function circles(arrows: ReadonlyMap<string, string[]>): string[][] {
	const reached = new Map([...arrows.keys()].map((from) => [from, reachedFrom(arrows, from)]));
	const groups = new Map<string, string[]>();
	for (const [from, all] of reached) {
		if (!all.has(from)) continue;
		const group = [...all].filter((to) => reached.get(to)?.has(from)).sort();
		groups.set(group.join(), group);
	}
	return [...groups.values()];
}

function reachedFrom(arrows: ReadonlyMap<string, string[]>, from: string): Set<string> {
	const reached = new Set<string>();
	const next = [...(arrows.get(from) ?? [])];
	for (let to = next.pop(); to !== undefined; to = next.pop()) {
		if (reached.has(to)) continue;
		reached.add(to);
		next.push(...(arrows.get(to) ?? []));
	}
	return reached;
}

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
	'core/money, text and xml know only each other': (from, to) =>
		GROUND.has(room(from)) && to.startsWith('core/') && !GROUND.has(room(to)) ? 'the ground layer knows nothing above it' : undefined,
	'core/records knows only the ground': (from, to) =>
		room(from) === 'records' && to.startsWith('core/') && !GROUND.has(room(to)) && room(to) !== 'records' ? 'records know no system and no flow' : undefined,
	'what is the same for all systems knows none, and no system knows another one': (from, to) =>
		isSystem(room(to)) && from.startsWith('core/') && room(from) !== room(to)
			? 'a system stands behind core/plan and core/records'
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

	test('no files import each other in a circle', () => {
		const names = new Set(sources.map((file) => file.slice(0, -3)));
		const found = (to: string) => [to, `${to}/index`].find((name) => names.has(name)) ?? [];
		const arrows = new Map(sources.map((file) => [file.slice(0, -3), importsOf(file).flatMap(found)]));
		expect(circles(arrows)).toEqual([]);
		expect(circles(new Map([['a', ['b']], ['b', ['c']], ['c', ['a', 'd']], ['d', []]]))).toEqual([['a', 'b', 'c']]);
	});

	test('the rules bite', () => {
		const cases: Array<[string, string]> = [
			['core/xml/a.ts', 'n8n-workflow'],
			['core/pohoda/a.ts', 'saxes'],
			['nodes/Pohoda/a.ts', 'nodes/Ekasa/b'],
			['nodes/shared/a.ts', 'nodes/Ekasa/b'],
			['nodes/Ekasa/a.ts', 'test/support/b'],
			['core/money/a.ts', 'core/sync/b'],
			['core/records/a.ts', 'core/plan/b'],
			['core/sync/a.ts', 'core/helios/b'],
			['core/helios/a.ts', 'core/idoklad/b'],
			['core/new/a.ts', 'core/pohoda/b'],
			['core/rules/a.ts', 'core/new/b'],
		];
		const rules = Object.values(RULES);
		for (const [from, to] of cases) expect(rules.some((rule) => rule(from, to))).toBe(true);
	});
});
