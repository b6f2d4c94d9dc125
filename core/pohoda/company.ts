/** mServer's status document (GET /status, GET /status?companyDetail). */
import { localName, type XmlNode } from '../xml/node';
import { readXmlDocument } from '../xml/read';
import type { HttpAnswer, XmlBytes } from '../xml/source';
import { NAMESPACES } from './constants';

/**
 * What mServer says about itself. The names of its elements are reported by connectors, not documented, so they are
 * looked for by local name anywhere in the document; every field may be missing.
 */
export interface CompanyStatus {
	/** idle or working. */
	status?: string;
	/** Name of the accounting unit (companyDetail). */
	company?: string;
	/** e.g. StwPh_12345678_2026.mdb */
	database?: string;
	year?: string;
	period?: string;
	/** IČO as the name of the database has it [inferred: no field is reported]. */
	ico?: string;
}

/** An answer that is no status: what it is instead. */
export class StatusError extends Error {
	override readonly name = 'StatusError';
}

/** Field → local names that were reported or are likely. */
const FIELDS: Readonly<Record<Exclude<keyof CompanyStatus, 'ico'>, readonly string[]>> = {
	status: ['status', 'state'],
	company: ['company', 'companyName'],
	database: ['databaseName', 'database'],
	year: ['year'],
	period: ['period'],
};

function find(node: XmlNode, names: readonly string[]): string | undefined {
	for (const name of names) {
		const attribute = node.attributes[name];
		if (attribute) return attribute.trim();
	}
	if (names.includes(localName(node.name)) && node.children.length === 0 && node.text.trim() !== '')
		return node.text.trim();
	for (const one of node.children) {
		const found = find(one, names);
		if (found !== undefined) return found;
	}
	return undefined;
}

function once(bytes: Uint8Array, answer: HttpAnswer): XmlBytes {
	async function* one(): AsyncGenerator<Uint8Array> {
		yield bytes;
	}
	return Object.assign(one(), { answer });
}

/**
 * Reads a status answer. Old releases answer in plain text ("Response from POHODA mServer"): that gives an empty
 * status, which means that mServer is there.
 *
 * Throws XmlError (a web page, half an answer) and StatusError (something else than mServer's status).
 */
export async function readStatus(answer: string | Uint8Array, { charset }: HttpAnswer = {}): Promise<CompanyStatus> {
	const bytes =
		typeof answer === 'string'
			? new TextEncoder().encode(answer.replace(/^(<\?xml[^>]*?)\sencoding\s*=\s*["'][^"']*["']/, '$1'))
			: answer;
	const start = String.fromCharCode(...bytes.subarray(0, 200));
	if (bytes.length > 0 && !start.includes('<')) {
		if (/mServer/i.test(start)) return {};
		throw new StatusError('The address answers, but not as POHODA mServer. Check the URL and the port.');
	}
	const root = await readXmlDocument(once(bytes, { charset }), NAMESPACES);
	const status: CompanyStatus = {};
	for (const [field, names] of Object.entries(FIELDS) as Array<[keyof typeof FIELDS, readonly string[]]>) {
		const value = find(root, names);
		if (value !== undefined) status[field] = value;
	}
	const ico = /^StwPh_(\d{1,15})(?:_|\.|$)/i.exec(status.database ?? '')?.[1];
	if (ico !== undefined) status.ico = ico;
	if (Object.keys(status).length > 0 || /^mServer$/i.test(localName(root.name))) return status;
	const { note } = root.attributes;
	throw new StatusError(
		note
			? `POHODA answered: ${note}`
			: `The address answers with <${localName(root.name)}>, not with the status of POHODA mServer. Check the URL.`,
	);
}
