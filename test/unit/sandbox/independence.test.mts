import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const FOLDER = join(__dirname, '../../sandbox/mserver');

test('the stand-in shares no code with the package: it has to catch its mistakes', () => {
	const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.mts'));
	expect(files.length).toBeGreaterThan(20);
	const imports = files.flatMap((name) => [...readFileSync(join(FOLDER, name), 'utf8').matchAll(/(?:from|import\(|require\()\s*'([^']+)'/g)].map((match) => match[1]!));
	const own = imports.filter((path) => path.startsWith('.'));
	expect(own.filter((path) => !/\.(mts|json)$/.test(path) || /core|nodes|credentials|support/.test(path))).toEqual([]);
	const others = new Set(imports.filter((path) => !path.startsWith('.') && !path.startsWith('node:')));
	expect([...others].sort()).toEqual(['fast-xml-parser', 'iconv-lite']);
});
