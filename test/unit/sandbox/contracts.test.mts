/** The stand-in beside the official XSD: its rule tables are no laxer, and its answers are valid. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import iconv from 'iconv-lite';

import { occurrence, type Rule } from '../../sandbox/mserver/rules/notation.mts';
import { TABLES } from '../../sandbox/mserver/rules/validate.mts';
import { sampleExport, sampleRecords } from '../../sandbox/samples.mts';
import { contractTest, pohodaSchemas, validate } from '../../support/xsd.mts';
import { exchange, importOne, line, packItem, packXml, paid, post, prodejka, start, stockLine } from './helpers.mts';

type Node = Record<string, any>;

/** Rule of the tables -> complex type of the XSD. */
const TYPES: Record<string, [file: string, type: string]> = {
	ref: ['type', 'refType'],
	extId: ['type', 'extIdType'],
	number: ['type', 'numberType'],
	accounting: ['type', 'accountingType'],
	classificationVAT: ['type', 'classificationVATType'],
	paymentType: ['type', 'paymentType'],
	account: ['type', 'accountType'],
	partner: ['type', 'address'],
	address: ['type', 'addressType'],
	stockItem: ['type', 'stockItemType'],
	stockRef: ['type', 'stockRefType'],
	homeItem: ['type', 'typeCurrencyHomeItem'],
	homeSummary: ['type', 'typeCurrencyHome'],
	validate: ['type', 'typeValidate'],
	sourceItem: ['type', 'sourceDocumentItemType'],
	prodejka: ['prodejka', 'prodejkaType'],
	prodejkaHeader: ['prodejka', 'prodejkaHeaderType'],
	prodejkaDetail: ['prodejka', 'prodejkaDetailType'],
	prodejkaItem: ['prodejka', 'prodejkaItemType'],
	prodejkaPayments: ['prodejka', 'paymentsType'],
	paymentItem: ['prodejka', 'paymentItemType'],
	prodejkaSummary: ['prodejka', 'prodejkaSummaryType'],
	voucher: ['voucher', 'voucherType'],
	voucherHeader: ['voucher', 'voucherHeaderType'],
	voucherDetail: ['voucher', 'voucherDetailType'],
	voucherItem: ['voucher', 'voucherItemType'],
	voucherSummary: ['voucher', 'voucherSummaryType'],
	dataPack: ['data', 'dataPackType'],
	listProdejkaRequest: ['list', 'listProdejkaRequestType'],
	listVoucherRequest: ['list', 'listVoucherRequestType'],
	restrictionDoc: ['list', 'restrictionDocParamType'],
	limit: ['filter', 'limitType'],
	filterDocs: ['filter', 'filterDocsType'],
	selectedNumbers: ['filter', 'selectedNumbersType'],
	selectedCompanys: ['filter', 'selectedCompanysType'],
	selectedIco: ['filter', 'selectedIcoType'],
};

const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', removeNSPrefix: true, parseAttributeValue: false, isArray: (name) => ['element', 'complexType', 'simpleType', 'attribute', 'enumeration'].includes(name) });
const files = new Map<string, Node>();

function schema(file: string): Node {
	if (!files.has(file)) files.set(file, (parser.parse(iconv.decode(readFileSync(join(pohodaSchemas()!, `${file}.xsd`)), 'windows-1250')) as Node)['schema'] as Node);
	return files.get(file)!;
}

/** Length, enumeration and number facets of a simple type, followed by name through the files. */
function facets(node: Node | undefined, name: string | undefined): { max?: number; values?: string[] } {
	if (name && !node) {
		const local = name.replace(/^.*:/, '');
		const declared = readdirSync(pohodaSchemas()!).map((file) => file.replace(/\.xsd$/, '')).filter((file) => ['type', 'prodejka', 'voucher', 'data', 'list'].includes(file));
		for (const file of declared) {
			const found = (schema(file)['simpleType'] as Node[] | undefined)?.find((type) => type['@name'] === local);
			if (found) return facets(found, undefined);
		}
		return {};
	}
	const restriction = node?.['restriction'] as Node | undefined;
	if (!restriction) return {};
	const values = (restriction['enumeration'] as Node[] | undefined)?.map((one) => String(one['@value']));
	const max = restriction['maxLength']?.['@value'] as string | undefined;
	const below = facets(undefined, restriction['@base'] as string);
	return { max: max === undefined ? below.max : Number(max), values: values ?? below.values };
}

function elementsOf(type: Node): { order: string; elements: Node[] } {
	const order = 'all' in type ? 'all' : 'sequence';
	return { order, elements: ((type[order] as Node | undefined)?.['element'] ?? []) as Node[] };
}

describe('rule tables', () => {
	contractTest('say the same as the XSD: elements, order, occurrence, lengths, enumerations, required attributes', () => {
		for (const [rule, [file, name]] of Object.entries(TYPES)) {
			const type = (schema(file)['complexType'] as Node[]).find((one) => one['@name'] === name)!;
			const mine = TABLES[rule] as Extract<Rule, { ns: string }>;
			const children = mine.variants[0]!;
			const { order, elements } = elementsOf(type);
			const context = `${rule} / ${name}`;
			expect([context, mine.order]).toEqual([context, order]);
			const theirs = elements.map((element) => String(element['@name'] ?? element['@ref']).replace(/^.*:/, ''));
			// The tables may leave an element out (then it is refused); they must not invent one or change its order.
			expect([context, Object.keys(children).filter((child) => !theirs.includes(child))]).toEqual([context, []]);
			if (order === 'sequence') expect([context, Object.keys(children)]).toEqual([context, theirs.filter((child) => child in children)]);
			for (const element of elements) {
				const spec = children[element['@name']];
				if (spec === undefined) {
					expect([context, element['@name'], element['@minOccurs']]).toEqual([context, element['@name'], '0']);
					continue;
				}
				const { type: simple, required, repeated } = occurrence(spec);
				if (simple === 'beyond') continue;
				const where = `${context}.${String(element['@name'])}`;
				expect([where, required, repeated]).toEqual([where, element['@minOccurs'] !== '0', element['@maxOccurs'] !== undefined && element['@maxOccurs'] !== '1']);
				const { max, values } = facets((element['simpleType'] as Node[] | undefined)?.[0], element['@type'] as string | undefined);
				if (simple.startsWith('string')) expect([where, /(\d+)$/.exec(simple)?.[1]]).toEqual([where, max?.toString()]);
				if (simple.startsWith('enum') && values) expect([where, simple.slice(5).split('|').sort()]).toEqual([where, [...values].sort()]);
			}
			const attributes = ((type['attribute'] ?? []) as Node[]).map((one) => [one['@name'], one['@use'] === 'required']);
			expect([context, Object.entries(mine.attributes).map(([key, spec]) => [key, spec.endsWith('!')]).sort()]).toEqual([context, attributes.sort()]);
		}
	});
});

describe('documents', () => {
	contractTest('what the stand-in lets through is valid, and so is every kind of its answers', async () => {
		const server = await start({ xsd: validate });
		try {
			const check = { checkDuplicity: true };
			const header = '<pro:extId><typ:ids>k</typ:ids><typ:exSystemName>s</typ:exSystemName></pro:extId><pro:kasa><typ:ids>P1</typ:ids></pro:kasa><pro:centre><typ:ids>XX</typ:ids></pro:centre><pro:note>a &amp; b</pro:note><pro:partnerIdentity><typ:address><typ:company>Růžička</typ:company><typ:country><typ:ids>CZ</typ:ids></typ:country></typ:address></pro:partnerIdentity>';
			await importOne(server, prodejka({ date: '2027-01-01', header, items: line('10.40') + stockLine('KAVA-250', 1, '129.90') + line('5', '<pro:extId>i</pro:extId><pro:note>n</pro:note><pro:discountPercentage>10</pro:discountPercentage>'), payments: paid('Stravenky', '44.80') + paid('Hotově', '100') }), check);
			await importOne(server, prodejka(), check);
			server.state.deleteDocument({ id: 1 });
			await importOne(server, prodejka(), check);
			await importOne(server, prodejka({ items: stockLine('H9', 1, 1) }), { itemId: 'refused' });
			await importOne(server, prodejka({ items: stockLine('Kř1320', 100, 1) }), { itemId: 'zero' });
			await importOne(server, prodejka({ header: '<pro:x/>' }), { itemId: 'schema' });
			const voucher = '<vch:voucher version="2.0"><vch:voucherHeader><vch:voucherType>receipt</vch:voucherType><vch:cashAccount><typ:ids>HP</typ:ids></vch:cashAccount><vch:classificationVAT><typ:ids>UD</typ:ids></vch:classificationVAT><vch:symPar>1</vch:symPar><vch:date>2026-11-14</vch:date><vch:dateTax>2026-11-14</vch:dateTax><vch:text>T</vch:text></vch:voucherHeader><vch:voucherDetail><vch:voucherItem><vch:text>x</vch:text><vch:quantity>1</vch:quantity><vch:payVAT>true</vch:payVAT><vch:rateVAT>high</vch:rateVAT><vch:homeCurrency><typ:unitPrice>121</typ:unitPrice></vch:homeCurrency></vch:voucherItem></vch:voucherDetail><vch:voucherSummary><vch:roundingDocument>none</vch:roundingDocument></vch:voucherSummary></vch:voucher>';
			await importOne(server, voucher, { itemId: 'v' });
			await post(server, sampleExport(sampleRecords({ receipts: 40, from: '2026-11-14', cashMovements: true })));
			const list = (kind: string): string => `<lst:list${kind}Request version="2.0" ${kind.toLowerCase()}Version="2.0" extSystem="s"><lst:limit><ftr:idFrom>1</ftr:idFrom><ftr:count>100</ftr:count></lst:limit><lst:request${kind}><ftr:filter><ftr:dateFrom>2026-01-01</ftr:dateFrom></ftr:filter></lst:request${kind}></lst:list${kind}Request>`;
			await exchange(server, packXml(packItem('1', list('Prodejka')) + packItem('2', list('Voucher')) + packItem('3', '<acu:listAccountingUnitRequest version="1.0"/>')));
			await exchange(server, packXml(packItem('4', list('Prodejka'))), {});
			server.state.seedSettings({ ico: '1' });
			await exchange(server, packXml(packItem('5', prodejka())));
			server.state.seedSettings({ mayImport: false });
			await exchange(server, packXml(packItem('6', prodejka())));
			expect(await server.xsdProblems()).toEqual([]);
			expect(server.state.counters.xml).toBe(12);
		} finally {
			await server.close();
		}
	});

	test('complaints of the validator are reported with the pack they belong to', async () => {
		const server = await start({ xsd: (documents, schemaName) => Promise.resolve(documents.map(() => ({ valid: schemaName === 'response.xsd', errors: ['line 3: too blue'] }))) });
		try {
			await exchange(server, packXml(packItem('1', prodejka()), { id: 'blue' }));
			expect(await server.xsdProblems()).toEqual(['dataPack blue: line 3: too blue']);
		} finally {
			await server.close();
		}
	});
});
