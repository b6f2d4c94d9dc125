/** The stand-in beside the official XSD: its rule tables are no laxer, and its answers are valid. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

import { sampleExport, sampleRecords } from '../../sandbox/samples.mts';
import { contractTest, pohodaSchemas, validate } from '../../support/xsd.mts';
import { exchange, importOne, line, packItem, packXml, paid, post, prodejka, start, stockLine } from './helpers.mts';

const ROOT = join(__dirname, '../../..');

describe('rule tables', () => {
	contractTest('are what the schemas say: writing them anew changes nothing', () => {
		const folder = mkdtempSync(join(tmpdir(), 'rules-'));
		try {
			const target = join(folder, 'contract.json');
			execFileSync(process.execPath, [join(ROOT, 'scripts/sandboxRules.mjs'), pohodaSchemas()!, target]);
			expect(readFileSync(target, 'utf8') === readFileSync(join(ROOT, 'test/sandbox/mserver/rules/contract.json'), 'utf8')).toBe(true);
		} finally {
			rmSync(folder, { recursive: true });
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
