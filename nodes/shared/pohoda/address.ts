/** Address and headers of mServer: nothing here touches the network. */

export interface MServer {
	/** Without a trailing slash and without /xml. */
	url: string;
	/** IČO as the user wrote it in the credential, trimmed. */
	ico: string;
	instance: string;
	ignoreCertificate: boolean;
}

/** Shown in mServer's monitoring log; header values must be ASCII. */
const APPLICATION_NAME = 'n8n-nodes-ekasa-sync';

/**
 * What a user may have typed as URL, as the base of all paths: no scheme means http, a trailing slash, /xml or /status
 * (people copy the address of the documentation) is dropped.
 */
export function baseUrl(text: string): string {
	const trimmed = text.trim();
	const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`;
	return withScheme
		.replace(/[?#].*$/, '')
		.replace(/\/+$/, '')
		.replace(/\/(xml|status)$/i, '')
		.replace(/\/+$/, '');
}

/** Reads the credential's fields; the password stays behind. */
export function mServerOf(credential: Record<string, unknown>): MServer {
	const text = (name: string) => (typeof credential[name] === 'string' ? credential[name].trim() : '');
	return {
		url: baseUrl(text('url')),
		ico: text('ico'),
		instance: text('instance'),
		ignoreCertificate: credential.ignoreSslIssues === true,
	};
}

/** Letters without diacritics, everything else outside printable ASCII dropped: header values must be Latin-1. */
export function headerText(text: string): string {
	return text
		.normalize('NFD')
		.replace(/[^\x20-\x7e]/g, '')
		.slice(0, 100);
}

/** Headers of every request but the login, which the credential adds. */
export function commonHeaders(server: MServer): Record<string, string> {
	const instance = headerText(server.instance);
	return {
		'STW-Application': APPLICATION_NAME,
		...(instance === '' ? {} : { 'STW-Instance': instance }),
		// Only these two are documented; n8n's HTTP client undoes both, also deflate without the zlib header.
		'Accept-Encoding': 'gzip, deflate',
		Accept: 'text/xml',
	};
}
