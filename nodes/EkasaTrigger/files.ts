import { createHash } from 'crypto';
import type { IBinaryData, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';
import type { Refusal } from './authentication';
import { bytesOf } from '../shared/binary';

/** A file of a multipart form as n8n hands it over; it lies in a temporary place that n8n clears. */
interface UploadedFile {
	filepath: string;
	originalFilename?: string | null;
	mimetype?: string | null;
	size: number;
}

interface FileLimits {
	mostFiles: number;
	/** Bytes. */
	largestFile: number;
}

const FALLBACK_NAME = 'export.xml';
const XML_TYPE = 'application/xml';

/**
 * Files of a form, in the order of its fields. Two files of one field come as an array.
 *
 * @param body what n8n makes of a multipart form: `{ data, files }`
 */
export function listFiles(body: unknown): UploadedFile[] {
	const files = (body as { files?: Record<string, unknown> } | undefined)?.files ?? {};
	return Object.values(files).flat() as UploadedFile[];
}

/** Checks an upload before any file of it is kept. */
export function checkFiles(files: UploadedFile[], limits: FileLimits): Refusal | undefined {
	if (files.length === 0) {
		return {
			status: 400,
			message: 'The form has no file.',
			help: 'Send the XML export as a file field of a multipart form, e.g. curl -F "file=@export.xml".',
		};
	}
	if (files.length > limits.mostFiles) {
		return {
			status: 413,
			message: `The upload has ${files.length} files; this webhook takes ${limits.mostFiles} at a time.`,
			help: 'Send them in several uploads, or raise Most Files per Upload in the options of the eKasa Trigger. None of these files was kept.',
		};
	}
	for (const file of files) {
		const name = safeFileName(file.originalFilename);
		if (file.size > limits.largestFile) {
			return {
				status: 413,
				message: `The file "${name}" has ${inMegabytes(file.size)}; this webhook takes ${inMegabytes(limits.largestFile)} per file.`,
				help: 'Export a shorter period, or raise Largest File in the options of the eKasa Trigger. None of the files was kept.',
			};
		}
		if (file.size === 0) {
			return { status: 400, message: `The file "${name}" is empty.`, help: 'Export it again. None of the files was kept.' };
		}
		if (!/\.xml$/i.test(name) && !/\bxml\b/i.test(file.mimetype ?? '')) {
			return notXml(`The file "${name}"`);
		}
	}
	return undefined;
}

/** Keeps a checked file and gives its item. */
export async function keepFile(context: IWebhookFunctions, file: UploadedFile): Promise<INodeExecutionData> {
	const name = safeFileName(file.originalFilename);
	const binary = await context.nodeHelpers.copyBinaryFile(file.filepath, name, XML_TYPE);
	const hash = createHash('sha256');
	for await (const chunk of await bytesOf(context, binary)) hash.update(chunk);
	return fileItem(binary, name, file.size, hash.digest('hex'));
}

/** Keeps the body of a signed XML call, byte for byte, and gives its item. */
export async function keepBody(
	context: IWebhookFunctions,
	rawBody: Buffer,
	givenName: string | undefined,
): Promise<INodeExecutionData> {
	const name = safeFileName(givenName);
	const binary = await context.helpers.prepareBinaryData(rawBody, name, XML_TYPE);
	return fileItem(binary, name, rawBody.length, createHash('sha256').update(rawBody).digest('hex'));
}

/** Whether bytes can be the start of an XML document: a "<" after byte order mark, zero bytes of UTF-16 and blanks. */
export function looksLikeXml(bytes: Uint8Array): boolean {
	const first = bytes.subarray(0, 1024).find((byte) => ![0xef, 0xbb, 0xbf, 0xff, 0xfe, 0, 9, 10, 13, 32].includes(byte));
	return first === 0x3c;
}

export function notXml(what: string): Refusal {
	return {
		status: 415,
		message: `${what} is not an XML export.`,
		help: 'Send the XML file that eKancelář makes for POHODA (Pohoda – manuální synchronizace, Export), unpacked.',
	};
}

/** Last part of a path, without characters that a file system or a page could trip over; at most 120 characters. */
export function safeFileName(given: string | null | undefined): string {
	const base = (given ?? '').split(/[/\\]/).pop() ?? '';
	const clean = base
		.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
		.trim()
		.replace(/^\.+/, '');
	if (clean === '') return FALLBACK_NAME;
	const letters = [...clean];
	if (letters.length <= 120) return clean;
	const ending = /\.[A-Za-z0-9]{1,9}$/.exec(clean)?.[0] ?? '';
	return letters.slice(0, 120 - ending.length).join('') + ending;
}

function fileItem(binary: IBinaryData, fileName: string, size: number, contentHash: string): INodeExecutionData {
	return { json: { fileName, size, mimeType: binary.mimeType, contentHash }, binary: { data: binary } };
}

export function inMegabytes(bytes: number): string {
	return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
