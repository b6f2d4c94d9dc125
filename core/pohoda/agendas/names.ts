/** Namespaces of the agendas beyond those that the first readers and writers need. */
import { NAMESPACES as KNOWN, namespaceOf } from '../constants';
import type { XmlNode } from '../../xml/node';

const BASE = 'http://www.stormware.cz/schema/';

/** Canonical prefix → file name of its schema. */
const MORE: Readonly<Record<string, string>> = {
	cen: 'centre',
	acv: 'activity',
	bka: 'bankAccount',
	est: 'establishment',
	rgn: 'registrationNumber',
	vat: 'classificationVAT',
	arch: 'archive',
	dis: 'discount',
	ilt: 'inventoryLists',
	gdp: 'GDPR',
	gps: 'GPSR',
	req: 'productRequirement',
	rul: 'rulesPairing',
	srv: 'service',
	uag: 'userAgenda',
	rec: 'recyclingContrib',
	abs: 'absence',
	wge: 'wageElements',
	wld: 'workLoad',
	mKasa: 'mKasa',
	lck: 'lock',
	isd: 'isdoc',
	sEET: 'sendEET',
	lwl: 'liquidationWithoutLink',
	lqd: 'automaticLiquidation',
	apf: 'advancePartFulfilment',
	act: 'actionPrice',
	idp: 'individualPrice',
	sup: 'supplier',
	mov: 'movement',
	bal: 'balance',
	acn: 'accountancy',
	clm: 'claim',
	tbe: 'tableExport',
	afp: 'accountingFormOfPayment',
};

/** For the reader: namespace → canonical prefix, old and new versions of the schemas. */
export const NAMESPACES: Readonly<Record<string, string>> = {
	...KNOWN,
	...Object.fromEntries(
		Object.entries(MORE).flatMap(([prefix, file]) => [
			[`${BASE}version_2/${file}.xsd`, prefix],
			[`${BASE}${file}.xsd`, prefix],
		]),
	),
};

function collect({ name, children }: XmlNode, prefixes: Set<string>): void {
	const colon = name.indexOf(':');
	if (colon > 0) prefixes.add(name.slice(0, colon));
	for (const one of children) collect(one, prefixes);
}

/** `xmlns:` attributes for every prefix that these elements use. */
export function declarationsFor(nodes: readonly XmlNode[]): Record<string, string> {
	const prefixes = new Set<string>(['dat']);
	for (const node of nodes) collect(node, prefixes);
	return Object.fromEntries(
		[...prefixes].map((prefix) => [
			`xmlns:${prefix}`,
			Object.hasOwn(MORE, prefix) ? `${BASE}version_2/${MORE[prefix]}.xsd` : namespaceOf(prefix),
		]),
	);
}
