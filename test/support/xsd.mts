/**
 * XSD checks by xmllint (libxml2 in WebAssembly) against STORMWARE's schemas, which live outside the repository:
 * in `SYNC_CONTRACTS_DIR`, default `../shared` beside the repository, folder `pohoda/xsd`.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from '@jest/globals';
import { memoryPages, validateXML } from 'xmllint-wasm';

/** The folder with contracts, or undefined where there is none. */
export function contractsDir(): string | undefined {
	const dir = resolve(process.env.SYNC_CONTRACTS_DIR ?? join(__dirname, '../../../shared'));
	return existsSync(dir) ? dir : undefined;
}

/** The folder with POHODA's XSDs, or undefined where there is none. */
export function pohodaSchemas(): string | undefined {
	const dir = contractsDir();
	return dir !== undefined && existsSync(join(dir, 'pohoda/xsd/data.xsd')) ? join(dir, 'pohoda/xsd') : undefined;
}

/**
 * `test` where the contracts are there. Without them the test is skipped with a plain message, or fails when
 * `SYNC_CONTRACTS_REQUIRED=1`.
 */
export function contractTest(name: string, run: () => Promise<void> | void): void {
	if (pohodaSchemas() !== undefined) {
		test(name, run, 240_000);
	} else if (process.env.SYNC_CONTRACTS_REQUIRED === '1') {
		test(name, () => {
			throw new Error('The contracts are missing: set SYNC_CONTRACTS_DIR to the folder that holds pohoda/xsd');
		});
	} else {
		console.log(`Skipped, no POHODA schemas here (SYNC_CONTRACTS_DIR): ${name}`);
		test.skip(name, () => undefined);
	}
}

export interface Validation {
	valid: boolean;
	/** `line N: text` as xmllint says it. */
	errors: string[];
}

/** xmllint-wasm reads UTF-8 only: decode by the XML declaration and declare UTF-8 instead. */
function toUtf8(bytes: Uint8Array): string {
	const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
	const declared = /^(?:ï»¿)?<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']/.exec(head)?.[1] ?? 'utf-8';
	const text = new TextDecoder(declared, { fatal: true }).decode(bytes);
	return text.replace(/^(<\?xml[^>]*?encoding\s*=\s*["'])[^"']+/, '$1UTF-8');
}

let preloaded: Array<{ fileName: string; contents: string }> | undefined;

function schemaFiles(): Array<{ fileName: string; contents: string }> {
	const dir = pohodaSchemas();
	if (dir === undefined) throw new Error('No POHODA schemas: see contractTest');
	preloaded ??= readdirSync(dir)
		.filter((name) => name.endsWith('.xsd'))
		.map((name) => ({ fileName: name, contents: toUtf8(readFileSync(join(dir, name))) }));
	return preloaded;
}

/**
 * Validates documents against one root schema, in one call because compiling data.xsd is what takes the time.
 * A document that is not well-formed is invalid, like one that breaks the schema.
 *
 * @param documents bytes of XML documents in any encoding they declare
 * @param schema file name, e.g. `data.xsd` for a dataPack, `response.xsd` for a responsePack
 * @returns one answer per document, in order
 */
export async function validate(documents: Uint8Array[], schema: string): Promise<Validation[]> {
	const preload = schemaFiles().filter((file) => file.fileName !== schema);
	const root = schemaFiles().filter((file) => file.fileName === schema);
	if (root.length !== 1) throw new Error(`No schema ${schema}`);
	const answers = documents.map((): Validation => ({ valid: true, errors: [] }));
	const xml: Array<{ fileName: string; contents: string }> = [];
	documents.forEach((bytes, index) => {
		const contents = decoded(bytes);
		if (contents === undefined)
			answers[index] = { valid: false, errors: ['bytes do not fit the declared encoding'] };
		else xml.push({ fileName: `document_${index}.xml`, contents });
	});
	if (xml.length === 0) return answers;
	const raw: string[] = [];
	for (let from = 0; from < xml.length; from += MOST_AT_ONCE) raw.push(await lint(xml.slice(from, from + MOST_AT_ONCE), root, preload));
	for (const line of raw.join('\n').split('\n')) {
		const index = /document_(\d+)\.xml/.exec(line)?.[1];
		if (index === undefined || line.endsWith(' validates')) continue;
		answers[Number(index)].valid = false;
		answers[Number(index)].errors.push(
			line.replace(/^document_\d+\.xml:/, 'line ').replace(/^(line \d+): /, '$1: '),
		);
	}
	return answers;
}

function decoded(bytes: Uint8Array): string | undefined {
	try {
		return toUtf8(bytes);
	} catch {
		return undefined;
	}
}

/** xmllint keeps what it has read: after some thousand documents its memory is full. */
const MOST_AT_ONCE = 500;

type LintFile = { fileName: string; contents: string };

async function lint(xml: LintFile[], schema: LintFile[], preload: LintFile[]): Promise<string> {
	const options = { xml, schema, preload, initialMemoryPages: 16 * memoryPages.MiB, maxMemoryPages: memoryPages.GiB };
	// Exit code 1 (some document is not well-formed) comes as a rejection whose message is the whole output.
	return await validateXML(options).then(
		(result) => result.rawOutput,
		(error: Error & { code?: number }) => {
			if (error.code !== 1) throw error;
			return error.message;
		},
	);
}
