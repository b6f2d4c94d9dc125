/** Namespaces of POHODA's version_2 schemas that the stand-in knows, by the prefix used in its own names. */

const BASE = 'http://www.stormware.cz/schema/version_2/';

export const NAMESPACES: Readonly<Record<string, string>> = {
	dat: `${BASE}data.xsd`,
	rsp: `${BASE}response.xsd`,
	rdc: `${BASE}documentresponse.xsd`,
	typ: `${BASE}type.xsd`,
	lst: `${BASE}list.xsd`,
	ftr: `${BASE}filter.xsd`,
	acu: `${BASE}accountingunit.xsd`,
	pro: `${BASE}prodejka.xsd`,
	vch: `${BASE}voucher.xsd`,
};

export const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

const BY_URI = new Map(Object.entries(NAMESPACES).map(([prefix, uri]) => [uri, prefix]));

/** "pro:date" for a known namespace, "{uri}date" for others, "date" without a namespace. */
export function canonicalName(uri: string, local: string): string {
	if (!uri) return local;
	const prefix = BY_URI.get(uri);
	return prefix ? `${prefix}:${local}` : `{${uri}}${local}`;
}

/** The way MSXML names an element in its messages: "{uri}local". */
export function expandedName(name: string): string {
	const match = /^([A-Za-z]+):(.+)$/.exec(name);
	return match && NAMESPACES[match[1]!] ? `{${NAMESPACES[match[1]!]}}${match[2]}` : name;
}
