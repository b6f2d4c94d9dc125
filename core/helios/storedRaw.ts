/**
 * Rows of a refused receipt as the journal can hold them: it cleans texts that enter it (a tab becomes a space), and tabs are what parts the cells. So control
 * characters stand as escapes: `\t`, `\r`, `\u0081`, and a backslash as two.
 */
import { isObject } from '../records/reading';
import type { RawReceipt } from './readSet';
import { HELIOS_FILES } from './structures';

/** `raw.helios` of a refused receipt; without `escaped` the texts are as in the files. */
interface StoredRaw extends RawReceipt {
	escaped?: true;
}

const UNSAFE = /\\|(?!\n)[\p{Cc}\p{Surrogate}]/gu;
const SHORT: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\r': '\\r' };
const ESCAPE = /\\(?:u([0-9a-f]{4})|(.))/g;
const CHARACTERS: Readonly<Record<string, string>> = { t: '\t', r: '\r' };

const escaped = (text: string) => text.replace(UNSAFE, (char) => SHORT[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
const plain = (text: string) =>
	text.replace(ESCAPE, (_, code?: string, char = '') => (code === undefined ? (CHARACTERS[char] ?? char) : String.fromCharCode(Number.parseInt(code, 16))));

function each({ prefix, files }: RawReceipt, change: (text: string) => string): RawReceipt {
	return { prefix, files: Object.fromEntries(HELIOS_FILES.map((file) => [file, change(files[file] ?? '')])) };
}

export function storedRaw(raw: RawReceipt): StoredRaw {
	return { ...each(raw, escaped), escaped: true };
}

/** The rows as they were in the files; undefined for what are none. */
export function readStoredRaw(stored: unknown): RawReceipt | undefined {
	if (!isObject(stored) || typeof stored.prefix !== 'string' || !isObject(stored.files)) return undefined;
	const { prefix, files } = stored;
	const texts = Object.fromEntries(HELIOS_FILES.map((file) => [file, typeof files[file] === 'string' ? files[file] : '']));
	return each({ prefix, files: texts }, stored.escaped === true ? plain : (text) => text);
}
