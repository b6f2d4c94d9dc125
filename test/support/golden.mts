/**
 * Golden texts: what targets get for generated records, held byte for byte. For each file of tests there are two files in
 * test/fixtures/golden: `<name>.json` has a digest for each case and part (a review sees which cases changed), `<name>.br`
 * the whole texts, so that a difference can be shown. GOLDEN=write takes what comes now.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { expect, test } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import type { RunResult } from './engine.mts';

const FOLDER = path.resolve(__dirname, '../fixtures/golden');
const WRITE = process.env.GOLDEN === 'write';
/** Lines shown before and after the first difference. */
const AROUND = 3;

/** Texts of one case by part, e.g. `sent` and `results`; of what went in (`given`) only the digest is kept. */
export type Parts = Record<string, string>;
type Texts = Record<string, Parts>;

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
const short = (line: string | undefined): string => (line === undefined ? '(nothing more)' : line.length > 400 ? `${line.slice(0, 400)}…` : line);

/** Where two texts begin to differ, with the lines around; in a long line only the place itself. */
export function firstDifference(before: string, after: string): string {
	const [was, is] = [before.split('\n'), after.split('\n')];
	let at = 0;
	while (at < was.length && was[at] === is[at]) at++;
	let column = 0;
	while (was[at]?.[column] !== undefined && was[at][column] === is[at]?.[column]) column++;
	const from = Math.max(0, column - 120);
	const cut = (line: string | undefined, sign: string) => `${sign} ${from > 0 && line !== undefined ? '…' : ''}${short(line?.slice(from))}`;
	return [
		`line ${at + 1}, column ${column + 1}:`,
		...was.slice(Math.max(0, at - AROUND), at).map((line) => `  ${short(line)}`),
		cut(was[at], '-'),
		cut(is[at], '+'),
		...is.slice(at + 1, at + 1 + AROUND).map((line) => `  ${short(line)}`),
	].join('\n');
}

/** What differs in one case; undefined when nothing does. */
function difference(before: Parts | undefined, now: Parts): string | undefined {
	if (before === undefined) return 'is not among the golden texts.';
	if (before.given !== now.given) {
		return 'gets other records than before: the generator has changed, not (only) what targets get.';
	}
	const parts = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((part) => before[part] !== now[part]);
	if (parts.length === 0) return undefined;
	return parts.map((part) => `${part}: ${firstDifference(before[part] ?? '', now[part] ?? '')}`).join('\n\n');
}

export interface Golden {
	/** Holds the texts of a case. */
	hold(id: string, parts: Parts): void;
	/** The last call of the file: a case that nobody asks for any more is a function that got lost. */
	complete(): void;
}

/** The golden texts of one test file, by name; call it at the top of the file. */
export function openGolden(name: string): Golden {
	const [digests, whole] = [path.join(FOLDER, `${name}.json`), path.join(FOLDER, `${name}.br`)];
	const before: Texts = existsSync(whole) ? (JSON.parse(brotliDecompressSync(readFileSync(whole)).toString('utf8')) as Texts) : {};
	const now: Texts = {};
	const write = () => {
		const ids = Object.keys(now).sort();
		const text = JSON.stringify(Object.fromEntries(ids.map((id) => [id, now[id]])));
		const digested = ids.map((id) => [id, Object.fromEntries(Object.entries(now[id]).map(([part, one]) => [part, part === 'given' ? one : digestOf(one)]))]);
		mkdirSync(FOLDER, { recursive: true });
		writeFileSync(digests, `${JSON.stringify(Object.fromEntries(digested), null, '\t')}\n`);
		const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
		writeFileSync(whole, brotliCompressSync(text, { params }));
	};
	return {
		hold(id, parts) {
			if (id in now) throw new Error(`The case "${id}" is there twice.`);
			now[id] = parts.given === undefined ? parts : { ...parts, given: digestOf(parts.given) };
			if (WRITE) return;
			const told = difference(before[id], now[id]);
			if (told !== undefined) throw new Error(`${name}, ${id}: ${told}\n\nIf that is what it shall be: GOLDEN=write npx jest ${name}`);
		},
		complete() {
			// A test, so that a run of chosen tests (-t) neither misses the others nor writes them away.
			test('every golden case is still asked for', () => {
				if (WRITE) write();
				else expect(Object.keys(before).filter((id) => !(id in now))).toEqual([]);
			});
		},
	};
}

/** JSON with a line for each value: readable, and comparable line by line. */
export const asText = (value: unknown): string => JSON.stringify(value, null, '\t');

/** What a node tells, decisions and wording apart: a message may be worded anew, a decision may not change. */
export function toldOf(outputs: readonly IDataObject[], { error, hints }: Pick<RunResult, 'error' | 'hints'>): { decisions: string; messages: string } {
	const warningsOf = ({ warnings }: IDataObject) => (warnings ?? []) as IDataObject[];
	return {
		decisions: asText(outputs.map((one) => [one.key, one.outcome, one.wouldBe, warningsOf(one).map(({ code }) => code), one.amount, one.target])),
		messages: asText([
			error === undefined ? undefined : [error.message, error.description],
			hints.map(({ message }) => message),
			...outputs.map((one) => [one.message, warningsOf(one).map(({ text, place, requested, produced }) => [text, place, requested, produced])]),
		]),
	};
}
