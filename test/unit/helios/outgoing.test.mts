// Files of exports on their way into the folder of Helios: what is uploaded and renamed, in which order, whatever a killed run has left.
import { expect, test } from '@jest/globals';
import { renames, uploads } from '../../../core/helios/outgoing';

const AT = { temporary: '/h/.n8n', folder: '/h' };
const [A, B] = ['1_20261114_101532', '12_20261114_101532'];
const FILES = ['Uctenky', 'UctenkyPol', 'UctenkyFin', 'UctenkyUhr', 'UctenkyEtal'];

test('all files of all exports go up before the first mark', () => {
	const paths = uploads([A, B], ['n8n.txt'], { ...AT, setsAs: 'folders' }).map(({ path }) => path);
	expect(paths.slice(0, 5)).toEqual(FILES.map((file) => `/h/.n8n/${A}.part/${A}_${file}.txt`));
	expect(paths.slice(10)).toEqual([`/h/.n8n/${A}.ready`, `/h/.n8n/${B}.ready`]);
	expect(uploads([A], [], { ...AT, setsAs: 'files' }).map(({ path, file }) => [path, file]).slice(0, 1)).toEqual([[`/h/.n8n/${A}_Uctenky.txt.part`, 'Uctenky']]);
});

test('what has its mark is not uploaded again; files without one are, whatever lies there', () => {
	const there = [`${A}.ready`, `${B}_Uctenky.txt.part`, `${B}.part`];
	expect([...new Set(uploads([A, B], there, { ...AT, setsAs: 'files' }).map((one) => one.export))]).toEqual([B]);
});

test('Uctenky.txt is renamed last; only what belongs to these exports', () => {
	const there = [...FILES.map((file) => `${A}_${file}.txt.part`), `${A}.ready`, `${B}_Uctenky.txt.part`, `X${A}.part`, 'n8n.txt'].sort();
	const names = renames([A], there, AT);
	expect(names.map(({ to }) => to.replace(/^.*_/, ''))).toEqual(['UctenkyUhr.txt', 'UctenkyPol.txt', 'UctenkyFin.txt', 'UctenkyEtal.txt', 'Uctenky.txt']);
	expect(names.at(-1)).toEqual({ from: `/h/.n8n/${A}_Uctenky.txt.part`, to: `/h/${A}_Uctenky.txt` });
	expect(renames([A], [`${A}.part`, `${A}2.part`], AT)).toEqual([{ from: `/h/.n8n/${A}.part`, to: `/h/${A}` }]);
});
