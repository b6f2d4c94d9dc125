/**
 * One ZIP archive of several files, stored without compression [PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12, 4.3.16]. The bytes depend on names, contents
 * and time alone. This file is all that knows about ZIP: a library that compresses can take its place.
 */

interface ZipEntry {
	name: string;
	bytes: Uint8Array;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
/** Names are UTF-8. */
const UTF8 = 0x0800;
/** Without the extension for archives of 4 GB and more. */
const LARGEST = 0xffff_ffff;

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
	let value = byte;
	for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
	return value >>> 0;
});

function crc32(bytes: Uint8Array): number {
	let crc = 0xffffffff;
	for (let at = 0; at < bytes.length; at += 1) crc = CRC[(crc ^ bytes[at]) & 0xff] ^ (crc >>> 8);
	return (crc ^ 0xffffffff) >>> 0;
}

/** Little-endian fields: [bytes, value] each. */
function fields(...values: ReadonlyArray<readonly [size: 2 | 4, value: number]>): Uint8Array {
	const view = new DataView(new ArrayBuffer(values.reduce((length, [size]) => length + size, 0)));
	let at = 0;
	for (const [size, value] of values) {
		if (size === 2) view.setUint16(at, value, true);
		else view.setUint32(at, value, true);
		at += size;
	}
	return new Uint8Array(view.buffer);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
	const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
	let at = 0;
	for (const part of parts) {
		all.set(part, at);
		at += part.length;
	}
	return all;
}

/** MS-DOS time and date of a local time, `2026-11-14T10:15:32`. */
function dosTime(at: string): { time: number; date: number } {
	const [year, month, day, hour, minute, second] = at.split(/[-T:]/).map((part) => Number.parseInt(part, 10));
	return { time: (hour << 11) | (minute << 5) | (second >> 1), date: ((year - 1980) << 9) | (month << 5) | day };
}

/**
 * @param at local time of the files
 * @returns undefined when the archive would be too large (4 GB)
 */
export function zipFiles(entries: readonly ZipEntry[], at: string): Uint8Array | undefined {
	const { time, date } = dosTime(at);
	const files: Uint8Array[] = [];
	const directory: Uint8Array[] = [];
	let offset = 0;
	for (const { name, bytes } of entries) {
		const names = new TextEncoder().encode(name);
		const shared = [[2, UTF8], [2, 0], [2, time], [2, date], [4, crc32(bytes)], [4, bytes.length], [4, bytes.length], [2, names.length], [2, 0]] as const;
		const head = fields([4, LOCAL], [2, VERSION], ...shared);
		directory.push(fields([4, CENTRAL], [2, VERSION], [2, VERSION], ...shared, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), names);
		files.push(head, names, bytes);
		offset += head.length + names.length + bytes.length;
		if (offset > LARGEST) return undefined;
	}
	const size = directory.reduce((length, part) => length + part.length, 0);
	const count = entries.length;
	return joined([...files, ...directory, fields([4, END], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0])]);
}
