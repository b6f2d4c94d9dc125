import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AGENDAS, type AgendaName } from '../../../../core/pohoda/agendas/index';
import { buildItemPack } from '../../../../core/pohoda/agendas/pack';
import { readRaw } from '../../../../core/pohoda/agendas/raw';
import { listElement } from '../../../../core/pohoda/agendas/request';
import { contractsDir, contractTest } from '../../../support/xsd.mts';
import { chunks, thrown } from '../../xml/bytes.mts';
import { recordsOf } from './generate.mts';
import { fixture, PACK, written } from './support.mts';

const NAMESPACES = ['data:dat', 'type:typ', 'invoice:inv', 'filter:ftr', 'list_stock:lStk', 'print:prn', 'lock:lck'].map((pair) => `xmlns:${pair.split(':')[1]}="http://www.stormware.cz/schema/version_2/${pair.split(':')[0]}.xsd"`).join(' ');
const xml = (text: string): string => text.replace(/^<([\w:]+)/, `<$1 ${NAMESPACES}`);
const raw = (text: string, options = {}) => readRaw(chunks(xml(text)), options);

describe('what may go', () => {
	test('one element, one item, a pack', async () => {
		expect(await raw('<inv:invoice version="2.0"/>')).toEqual({ items: [{ kind: 'import', node: { name: 'inv:invoice', attributes: { version: '2.0' }, children: [], text: '' } }] });
		expect(await raw('<dat:dataPackItem version="2.0" id="a1"><lck:lock version="1.0"/></dat:dataPackItem>')).toMatchObject({ items: [{ id: 'a1', kind: 'command' }] });
		expect(await raw('<dat:dataPack id="p" ico="1" key="k" note="n" period="following"><dat:dataPackItem id="a"><inv:invoice/></dat:dataPackItem><dat:dataPackItem><inv:invoice/></dat:dataPackItem></dat:dataPack>')).toMatchObject({
			id: 'p', ico: '1', key: 'k', note: 'n', period: 'following', items: [{ id: 'a', kind: 'import' }, { kind: 'import' }],
		});
		for (const one of ['<lStk:listStockRequest/>', '<prn:print/>']) expect((await raw(one)).items[0].kind).toBe('question');
	});

	test('prefixes are free, the place of a schema says nothing', async () => {
		const { items } = await readRaw(chunks('<x:invoice xmlns:x="http://www.stormware.cz/schema/version_2/invoice.xsd" xmlns:s="http://www.w3.org/2001/XMLSchema-instance" s:schemaLocation="a b" version="2.0"><x:invoiceHeader><x:text><![CDATA[a < b]]></x:text></x:invoiceHeader></x:invoice>'));
		expect(items[0].node).toEqual({ name: 'inv:invoice', attributes: { version: '2.0' }, text: '', children: [{ name: 'inv:invoiceHeader', attributes: {}, text: '', children: [{ name: 'inv:text', attributes: {}, children: [], text: 'a < b' }] }] });
	});

	test('everything that the writers make passes unchanged', async () => {
		const names = Object.keys(AGENDAS) as AgendaName[];
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...names).chain((name) => recordsOf(name).map((record) => written(name, record))), async (node) => {
				const pack = await readRaw(chunks(buildItemPack([{ id: 'i', node }], PACK)));
				expect(pack.items).toEqual([{ id: 'i', kind: 'import', node: JSON.parse(JSON.stringify(node)) }]);
			}),
			{ numRuns: 100 },
		);
		for (const name of names) {
			const list = AGENDAS[name].list as Parameters<typeof listElement>[0];
			const node = listElement(list, { ico: '', ...(list.kind?.required ? { kind: list.kind.words[0] } : {}) });
			expect((await readRaw(chunks(buildItemPack([{ id: 'i', node }], PACK)))).items[0].kind).toBe('question');
		}
	});

	test.each(['req_invoice_basic_utf8.xml', 'req_invoice_minimal_cp1250.xml', 'req_list_addressbook_official_cp1250.xml', 'req_stock_price_update_cp1250.xml', 'req_stock_update_by_code_utf8.xml'])('%s', async (file) => {
		expect((await readRaw(chunks(fixture(file)))).items.length).toBeGreaterThan(0);
	});

	contractTest('every element that data.xsd allows in a dataPackItem is known', async () => {
		const schema = new TextDecoder('windows-1250').decode(readFileSync(`${contractsDir()!}/pohoda/xsd/data.xsd`));
		const type = schema.slice(schema.indexOf('name="dataPackItemType"'));
		const uris = new Map([...schema.matchAll(/xmlns:(\w+)="([^"]+)"/g)].map(([, prefix, uri]) => [prefix, uri]));
		const names = [...type.slice(0, type.indexOf('</xsd:complexType>')).matchAll(/element ref="([\w:]+)"/g)].map(([, name]) => name);
		expect(names.length).toBeGreaterThan(100);
		for (const name of names) {
			const [prefix, local] = name.split(':');
			const { items } = await readRaw(chunks(`<${local} xmlns="${uris.get(prefix)}"/>`));
			expect(items).toHaveLength(1);
		}
	});
});

describe('what does not go', () => {
	test.each<[string, string, RegExp]>([
		['a DOCTYPE', `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${xml('<inv:invoice><inv:note>&x;</inv:note></inv:invoice>')}`, /DOCTYPE/],
		['several roots', xml('<inv:invoice/>') + xml('<inv:invoice/>'), /more after|after the end|root/i],
		['half an element', xml('<inv:invoice>'), /ends too early/],
		['no XML', 'SELECT 1', /does not begin like XML/],
		['a foreign root', '<a xmlns="urn:a"/>', /namespace "urn:a"/],
		['a foreign element inside', xml('<inv:invoice><x xmlns="urn:x"/></inv:invoice>'), /namespace "urn:x"/],
		['no namespace', '<invoice/>', /no namespace/],
		['schemas of before 2010', '<invoice xmlns="http://www.stormware.cz/schema/invoice.xsd"/>', /none of POHODA's/],
		['an undeclared prefix', '<inv:invoice/>', /prefix/i],
		['an answer', xml('<inv:invoiceResponse/>'), /nothing that POHODA takes/],
		['a list', xml('<lStk:listStock/>'), /nothing that POHODA takes/],
		['an item with two elements', xml('<dat:dataPackItem id="1"><inv:invoice/><inv:invoice/></dat:dataPackItem>'), /has 2/],
		['an empty pack', xml('<dat:dataPack/>'), /empty/],
		['a transformation', xml('<dat:dataPack><dat:transformation/></dat:dataPack>'), /transformation/],
		['text between elements', xml('<inv:invoice>x<inv:invoiceHeader/></inv:invoice>'), /text beside/],
		['a type of the schema', xml('<inv:invoice xmlns:s="http://www.w3.org/2001/XMLSchema-instance" s:type="a"/>'), /attribute/],
		['questions and changes', xml('<dat:dataPack><dat:dataPackItem><inv:invoice/></dat:dataPackItem><dat:dataPackItem><lStk:listStockRequest/></dat:dataPackItem></dat:dataPack>'), /questions and changes/],
	])('%s', async (_name, text, message) => {
		expect((await thrown(readRaw(chunks(text)))).message).toMatch(message);
	});

	test('SQL only where it is allowed', async () => {
		const question = '<lStk:listStockRequest version="2.0"><lStk:requestStock><ftr:queryFilter><ftr:filter>1=1</ftr:filter></ftr:queryFilter></lStk:requestStock></lStk:listStockRequest>';
		expect((await thrown(raw(question))).message).toMatch(/SQL/);
		expect((await raw(question, { allowQueryFilter: true })).items).toHaveLength(1);
	});
});
