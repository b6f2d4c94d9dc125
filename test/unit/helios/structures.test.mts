// The table of attributes against the documentation itself (seed 004) and its transcription, where the contracts are there.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { HELIOS_FILES, KEYS, attributesOf } from '../../../core/helios/structures';
import type { Attribute } from '../../../core/helios/structures';
import { root } from '../../support/imports.mts';

const contracts = path.resolve(root, process.env.SYNC_CONTRACTS_DIR ?? '../shared');
const transcription = path.join(contracts, 'helios/structures.json');
const there = existsSync(transcription);
if (!there) console.warn(`Skipped: comparison of the Helios layout with the documentation (no ${transcription})`);

const written = ({ type, length, precision, scale, nullable }: Attribute) =>
	`${type}${length === undefined ? '' : `(${length})`}${precision === undefined ? '' : `(${precision},${scale})`}${nullable ? ' [N]' : ''}`;

test('224 attributes in five files, 52 of them nullable', () => {
	expect(HELIOS_FILES.map((file) => attributesOf(file).length)).toEqual([101, 72, 18, 19, 14]);
	expect(HELIOS_FILES.flatMap(attributesOf).filter(({ nullable }) => nullable)).toHaveLength(52);
	for (const file of HELIOS_FILES) {
		const names = attributesOf(file).map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
	}
});

test('ids are never NULL and come before every text', () => {
	for (const file of HELIOS_FILES) {
		const { own, parent } = KEYS[file];
		const firstText = attributesOf(file).findIndex(({ type }) => type === 'VARCHAR' || type === 'DATETIME');
		for (const at of [own, parent]) {
			if (at === undefined) continue;
			expect(attributesOf(file)[at]).toEqual({ name: expect.stringMatching(/^ID/), type: 'INT' });
			expect(at).toBeLessThan(firstText === -1 ? 99 : firstText);
		}
	}
});

(there ? describe : describe.skip)('contracts', () => {
	test('the transcription', () => {
		const { files } = JSON.parse(readFileSync(transcription, 'utf8')) as {
			files: Array<{ name: string; primaryKey: string[]; attributes: Array<{ name: string; sqlType: string; nullable: boolean; quoted: boolean }> }>;
		};
		expect(files.map(({ name }) => name)).toEqual(HELIOS_FILES);
		for (const { name, attributes } of files) {
			const own = attributesOf(name as (typeof HELIOS_FILES)[number]);
			expect(own.map((one) => [one.name, written(one)])).toEqual(attributes.map((one) => [one.name, `${one.sqlType}${one.nullable ? ' [N]' : ''}`]));
			expect(own.map(({ type }) => type === 'VARCHAR' || type === 'DATETIME')).toEqual(attributes.map(({ quoted }) => quoted));
		}
	});

	test('the documentation, read line by line', () => {
		const folder = path.join(contracts, 'seeds');
		const seed = readdirSync(folder).find((name) => name.startsWith('004'));
		const text = readFileSync(path.join(folder, String(seed)), 'utf8').replaceAll('\u00a0', ' ');
		const found = new Map<string, string[]>();
		let current: string[] = [];
		for (const line of text.slice(text.indexOf('Popis struktur')).split('\n')) {
			const file = /^(Uctenky\w*)\.txt\s*$/.exec(line)?.[1];
			if (file) found.set(file, (current = []));
			const match = /^(\w+)\s+((?:INT|SMALLINT|TINYINT|BIT|DATETIME|VARCHAR|NUMERIC)(?:\([\d,]+\))?)\s*(\[N\])?\s/.exec(line);
			if (match) current.push(`${match[1]} ${match[2]}${match[3] ? ' [N]' : ''}`);
		}
		expect([...found.keys()]).toEqual(HELIOS_FILES);
		for (const file of HELIOS_FILES) expect(attributesOf(file).map((one) => `${one.name} ${written(one)}`)).toEqual(found.get(file));
	});
});
