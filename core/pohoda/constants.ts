/** Names that POHODA's XML needs, one place for reader and writer. */

/** exSystemName of every extId we write: POHODA looks documents up by the pair (exSystemName, ids). Never change it. */
export const EX_SYSTEM_NAME = 'n8n-nodes-ekasa-sync';

/** dataPack/@application, shown in POHODA's agenda XML import log (≤100). */
export const APPLICATION = 'n8n-nodes-ekasa-sync';

export const XML_DECLARATION = '<?xml version="1.0" encoding="Windows-1250"?>\n';

const BASE = 'http://www.stormware.cz/schema/';

/**
 * Canonical prefix → file name of its schema, which is the end of its namespace (XSD set of 2026, and STORMWARE's own
 * prefixes in answers).
 */
const SCHEMAS: Record<string, string> = {
	dat: 'data',
	rsp: 'response',
	rdc: 'documentresponse',
	typ: 'type',
	ftr: 'filter',
	lst: 'list',
	pro: 'prodejka',
	vch: 'voucher',
	lStk: 'list_stock',
	lAdb: 'list_addBook',
	lCen: 'list_centre',
	lAcv: 'list_activity',
	lCon: 'list_contract',
	acu: 'accountingunit',
	inv: 'invoice',
	int: 'intDoc',
	stk: 'stock',
	ord: 'order',
	ofr: 'offer',
	enq: 'enquiry',
	vyd: 'vydejka',
	pri: 'prijemka',
	pre: 'prevodka',
	vyr: 'vyroba',
	bnk: 'bank',
	adb: 'addressbook',
	con: 'contract',
	pay: 'payment',
	csh: 'cashRegister',
	sto: 'store',
	str: 'storage',
	nms: 'numericalSeries',
	prm: 'parameter',
	ctg: 'category',
	ipm: 'intParam',
	grs: 'groupStocks',
	prn: 'print',
	asv: 'accountingSalesVouchers',
};

/** Namespace of a canonical prefix, version 2.0 of the schemas. */
export function namespaceOf(prefix: string): string {
	return `${BASE}version_2/${SCHEMAS[prefix]}.xsd`;
}

/**
 * For the reader: both the version 2 namespaces and those of before 2010, which old installations still answer with.
 */
export const NAMESPACES: Readonly<Record<string, string>> = Object.fromEntries(
	Object.entries(SCHEMAS).flatMap(([prefix, file]) => [
		[`${BASE}version_2/${file}.xsd`, prefix],
		[`${BASE}${file}.xsd`, prefix],
	]),
);

/** `xmlns:` attributes that declare these prefixes. */
export function declarations(...prefixes: string[]): Record<string, string> {
	return Object.fromEntries(prefixes.map((prefix) => [`xmlns:${prefix}`, namespaceOf(prefix)]));
}
