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
	adb: `${BASE}addressbook.xsd`,
	stk: `${BASE}stock.xsd`,
	ord: `${BASE}order.xsd`,
	inv: `${BASE}invoice.xsd`,
	ofr: `${BASE}offer.xsd`,
	vyd: `${BASE}vydejka.xsd`,
	pri: `${BASE}prijemka.xsd`,
	pre: `${BASE}prevodka.xsd`,
	lStk: `${BASE}list_stock.xsd`,
	lAdb: `${BASE}list_addBook.xsd`,
	lCen: `${BASE}list_centre.xsd`,
	lAcv: `${BASE}list_activity.xsd`,
	lCon: `${BASE}list_contract.xsd`,
	cen: `${BASE}centre.xsd`,
	acv: `${BASE}activity.xsd`,
	con: `${BASE}contract.xsd`,
	sto: `${BASE}store.xsd`,
	csh: `${BASE}cashRegister.xsd`,
	vat: `${BASE}classificationVAT.xsd`,
	arch: `${BASE}archive.xsd`,
	bka: `${BASE}bankAccount.xsd`,
	pay: `${BASE}payment.xsd`,
	nms: `${BASE}numericalSeries.xsd`,
	est: `${BASE}establishment.xsd`,
	rgn: `${BASE}registrationNumber.xsd`,
	prn: `${BASE}print.xsd`,
	asv: `${BASE}accountingSalesVouchers.xsd`,
	dis: `${BASE}discount.xsd`,
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
