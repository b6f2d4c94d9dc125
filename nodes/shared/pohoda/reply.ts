/** What came back from mServer, told apart by what it means for the documents that were sent. */

import { replyOfFailure as meaningOf } from '../../../core/plan/reply';
import type { Denied, Done, FailureWords, Unclear, Unreachable } from '../../../core/plan/reply';

/** XML to be read. */
export interface XmlAnswer {
	body: Uint8Array;
	/** As HTTP states it. */
	charset?: string;
}

/** Which documents POHODA took or refused stands inside the XML. */
export type Reply = Done<XmlAnswer> | Unreachable | Unclear | Denied;

const WORDS: FailureWords = {
	system: 'POHODA mServer',
	certificateHint: 'Install a valid certificate in mServer, or turn on Ignore SSL Issues in the credential; for http the URL must not begin with https.',
	notConnected: {
		ECONNREFUSED: 'nothing listens at this address (mServer is stopped, or the port is another one)',
		ENOTFOUND: 'the name of the computer is not known',
		EAI_AGAIN: 'the name of the computer could not be looked up',
		EHOSTUNREACH: 'the computer does not answer (switched off, or another network)',
		ENETUNREACH: 'the network of that computer is not reachable',
		EHOSTDOWN: 'the computer does not answer',
		EADDRNOTAVAIL: 'the address cannot be used from this computer',
	},
};

const LOGIN_HINT =
	'Check user and password in the credential, and in POHODA the rights XML Data Communication (Soubor/Datová komunikace) and POHODA mServer (Administrátorské funkce).';
const ADDRESS_HINT =
	'Check the URL in the credential: address and port of the mServer configuration, without /xml.';

/** HTTP codes that are not about the address. */
const HINTS: Readonly<Record<number, string>> = {
	400: 'The request was not understood: check http or https in the URL of the credential, and what stands between n8n and mServer (proxy, gateway).',
	413: 'What was sent is too large for a proxy or gateway before mServer: set a smaller Pack Size, or raise its limit.',
};

/** Meaning of a call that ended without an HTTP answer; `code` is the system's or the HTTP client's. */
export const replyOfFailure = (code: string | undefined, message: string): Reply => meaningOf(code, message, WORDS);

/** Meaning of an HTTP answer. mServer answers 200 for refused documents too: those are inside the XML. */
export function replyOfStatus(status: number, body: Uint8Array, headers: Record<string, unknown> = {}): Reply {
	const { location } = headers;
	if (status === 401) {
		return { kind: 'denied', status, reason: 'POHODA mServer refused user or password', hint: LOGIN_HINT };
	}
	if (status === 403) {
		return {
			kind: 'denied',
			status,
			reason: 'The POHODA user may not use this accounting unit over mServer',
			hint: LOGIN_HINT,
		};
	}
	if (status === 503) return { kind: 'unreachable', reason: 'mServer is busy or stopping (HTTP 503)' };
	if (status === 429) return { kind: 'unreachable', reason: 'it asks for fewer requests (HTTP 429)' };
	if (status === 408 || status >= 500) {
		return { kind: 'unclear', reason: `mServer answered HTTP ${status}` };
	}
	if (status >= 300 && status < 400) {
		return {
			kind: 'denied',
			status,
			reason: `The address answers with a redirect${typeof location === 'string' ? ` to ${location}` : ''}`,
			hint: 'Enter the final address in the credential; documents are not sent through redirects.',
		};
	}
	if (status !== 200) {
		return {
			kind: 'denied',
			status,
			reason: `The address answers HTTP ${status}, which mServer does not do there`,
			hint: HINTS[status] ?? ADDRESS_HINT,
		};
	}
	const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(String(headers['content-type'] ?? ''))?.[1];
	return { kind: 'ok', data: { body, ...(charset === undefined ? {} : { charset }) } };
}

/** First bytes as text, for telling XML from a web page; ASCII is enough for that. */
function beginning(body: Uint8Array): string {
	return Buffer.from(body.subarray(0, 400)).toString('latin1').replace(/^\xef\xbb\xbf/, '').trimStart().toLowerCase();
}

/** A login page or any other web page instead of XML. */
export function isWebPage(body: Uint8Array): boolean {
	const text = beginning(body).replace(/^<\?xml[^>]*>\s*/, '').replace(/^(<!--[^]*?-->\s*)+/, '');
	return /^<(!doctype html|html|head|body)\b/.test(text);
}

export function isXml(body: Uint8Array): boolean {
	return beginning(body).startsWith('<') && !isWebPage(body);
}

/** The sentence for a web page where XML was due. */
export const WEB_PAGE = {
	reason: 'A web page came back instead of POHODA XML',
	hint: `The user lacks the mServer right, or the URL leads to another server. ${LOGIN_HINT} ${ADDRESS_HINT}`,
};
