/** Sets of receipt files in memory, for tests. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { readFileName } from '../../../core/helios/fileNames';
import { DEFAULT_READ_SETTINGS } from '../../support/heliosReading.mts';
import type { ReadSettings } from '../../../core/helios/readSettings';
import { openSet } from '../../../core/helios/readSet';
import type { ReadReceipt, SourceSet } from '../../../core/helios/readSet';
import { prepareReceipt } from '../../../core/helios/prepare';
import type { PrepareSettings } from '../../../core/helios/prepare';
import { DEFAULT_ROW_SETTINGS } from '../../../core/helios/settings';
import { SetWriter } from '../../../core/helios/setWriter';
import type { WriterSettings } from '../../../core/helios/setWriter';
import { HELIOS_FILES } from '../../../core/helios/structures';
import type { HeliosFile } from '../../../core/helios/structures';
import type { Receipt } from '../../../core/records/types';

export type FileBytes = Record<HeliosFile, Uint8Array>;

export const PREFIX = '001_20260318_140530';
export const SAMPLE = path.resolve(__dirname, '../../fixtures/helios/set-a-cash-sale');

async function* chunked(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export function setOf(files: Partial<FileBytes>, chunk = 65_536, prefix = PREFIX): SourceSet {
	const sources = HELIOS_FILES.flatMap((file) => {
		const bytes = files[file];
		return bytes === undefined ? [] : [{ name: `${prefix}_${file}.txt`, file, open: () => chunked(bytes, chunk) }];
	});
	return { prefix, files: sources };
}

export function sampleFiles(): FileBytes {
	const files = {} as FileBytes;
	for (const name of readdirSync(SAMPLE)) {
		const file = readFileName(name)?.file;
		if (file) files[file] = readFileSync(path.join(SAMPLE, name));
	}
	return files;
}

export async function readAll(set: SourceSet, settings: Partial<ReadSettings> = {}): Promise<ReadReceipt[]> {
	const all: ReadReceipt[] = [];
	const opened = await openSet(set, { ...DEFAULT_READ_SETTINGS, ...settings });
	for await (const one of opened.receipts()) all.push(one);
	return all;
}

/** The records of a set in which nothing is refused. */
export async function recordsOf(files: Partial<FileBytes>, settings: Partial<ReadSettings> = {}): Promise<Receipt[]> {
	return (await readAll(setOf(files), settings)).map((one) => {
		if (!one.ok) throw new Error(`Refused: ${one.message}`);
		return one.record;
	});
}

export const PREPARE: PrepareSettings = {
	...DEFAULT_ROW_SETTINGS,
	encoding: 'windows-1250',
	missingCharacters: 'refuse',
	cutLongTexts: false,
};

/** The files that receipts become; throws for one that is refused. */
export function writeAll(receipts: readonly Receipt[], settings: Partial<PrepareSettings & WriterSettings> = {}): FileBytes {
	const parts = new Map<HeliosFile, Uint8Array[]>();
	const all = { ...PREPARE, lineEnd: '\r\n' as const, ...settings };
	const writer = new SetWriter(all, (file, bytes) => parts.set(file, [...(parts.get(file) ?? []), bytes]));
	for (const receipt of receipts) {
		const prepared = prepareReceipt(receipt, all);
		if (!prepared.ok) throw new Error(`Refused: ${prepared.reasons.join(' | ')}`);
		writer.write(prepared.rows);
	}
	return Object.fromEntries(HELIOS_FILES.map((file) => [file, new Uint8Array(Buffer.concat(parts.get(file) ?? []))])) as FileBytes;
}

export function textOf(bytes: Uint8Array): string {
	return new TextDecoder('windows-1250').decode(bytes);
}
