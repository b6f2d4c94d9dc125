import { describe, expect, test } from '@jest/globals';
import { AGENDAS, type AgendaName } from '../../../../core/pohoda/agendas/index';
import { CODE_LISTS } from '../../../../core/pohoda/agendas/codeLists';
import { listElement, listRequest, ListRequestError, type ListOptions } from '../../../../core/pohoda/agendas/request';
import { buildItemPack } from '../../../../core/pohoda/agendas/pack';
import { PackError } from '../../../../core/pohoda/pack';
import { element } from '../../../../core/xml/node';
import { writeXml } from '../../../../core/xml/write';

function xml(name: AgendaName, options: Partial<ListOptions> = {}): string {
	return writeXml(listElement(AGENDAS[name].list, { ico: '12345678', ...options }));
}

function refusal(name: AgendaName, options: Partial<ListOptions>): string {
	try {
		xml(name, options);
	} catch (error) {
		expect(error).toBeInstanceOf(ListRequestError);
		return (error as Error).message;
	}
	throw new Error('Nothing was refused');
}

describe('list requests', () => {
	test('stock with all filters, a page, parts left out', () => {
		const filter = {
			id: '5',
			externalId: { id: 'a', system: 'eshop' },
			code: '00123',
			ean: '859',
			plu: '12',
			name: 'Káva',
			storage: 'ZBOŽÍ/Elektro',
			store: 'ZBOŽÍ',
			forInternet: true,
			changedSince: '2026-11-14T10:00:00',
			userFilter: 'Do e-shopu',
		};
		expect(
			xml('stockItem', { filters: [filter], idFrom: 11, count: 10_000, parts: { pictures: false, relatedFiles: true, attachments: true } }),
		).toBe(
			'<lStk:listStockRequest version="2.0" stockVersion="2.0"><lStk:limit><ftr:idFrom>11</ftr:idFrom><ftr:count>10000</ftr:count></lStk:limit><lStk:requestStock><ftr:filter><ftr:id>5</ftr:id>' +
				'<ftr:extId><typ:ids>a</typ:ids><typ:exSystemName>eshop</typ:exSystemName></ftr:extId><ftr:code>00123</ftr:code><ftr:EAN>859</ftr:EAN><ftr:PLU>12</ftr:PLU><ftr:name>Káva</ftr:name>' +
				'<ftr:storage><typ:ids>ZBOŽÍ/Elektro</typ:ids></ftr:storage><ftr:store><typ:ids>ZBOŽÍ</typ:ids></ftr:store><ftr:internet>true</ftr:internet><ftr:lastChanges>2026-11-14T10:00:00</ftr:lastChanges></ftr:filter>' +
				'<ftr:userFilterName>Do e-shopu</ftr:userFilterName></lStk:requestStock><lStk:restrictionData><lStk:pictures>false</lStk:pictures><lStk:attachments>true</lStk:attachments></lStk:restrictionData></lStk:listStockRequest>',
		);
	});

	test('documents: kind, numbers, firms, liquidations, the system whose extIds are wanted', () => {
		expect(
			xml('invoice', {
				kind: 'issuedInvoice',
				filters: [{ dateFrom: '2026-11-01', dateTill: '2026-11-30', numbers: ['1', '2'], companies: ['A & B'], companyIds: ['123'] }],
				parts: { liquidations: true },
				extSystem: 'eshop',
			}),
		).toBe(
			'<lst:listInvoiceRequest version="2.0" invoiceVersion="2.0" invoiceType="issuedInvoice" extSystem="eshop"><lst:requestInvoice><ftr:filter><ftr:dateFrom>2026-11-01</ftr:dateFrom><ftr:dateTill>2026-11-30</ftr:dateTill>' +
				'<ftr:selectedNumbers><ftr:number><typ:numberRequested>1</typ:numberRequested></ftr:number><ftr:number><typ:numberRequested>2</typ:numberRequested></ftr:number></ftr:selectedNumbers>' +
				'<ftr:selectedCompanys><ftr:company>A &amp; B</ftr:company></ftr:selectedCompanys><ftr:selectedIco><ftr:ico>123</ftr:ico></ftr:selectedIco></ftr:filter></lst:requestInvoice>' +
				'<lst:restrictionData><lst:liquidations>true</lst:liquidations></lst:restrictionData></lst:listInvoiceRequest>',
		);
		expect(xml('contact')).toBe(
			'<lAdb:listAddressBookRequest version="2.0" addressBookVersion="2.0" extSystem="n8n-nodes-ekasa-sync"><lAdb:requestAddressBook/></lAdb:listAddressBookRequest>',
		);
	});

	test('several filters: any of them, each with the page', () => {
		expect(
			xml('salesReceipt', { filters: [{ id: '1' }, { id: '2' }], count: 5 }).match(
				/<lst:limit><ftr:count>5<\/ftr:count><\/lst:limit><lst:requestProdejka>/g,
			),
		).toHaveLength(2);
	});

	test('raw SQL cannot be smuggled in', () => {
		const filter = { code: "'; DROP", queryFilter: 'SQL' } as never;
		expect(refusal('stockItem', { filters: [filter] })).toBe(
			'POHODA has no filter by queryFilter here; it has id, externalId, code, ean, plu, name, storage, store, forInternet, changedSince.',
		);
		expect(xml('stockItem', { filters: [{ name: '</ftr:name><ftr:queryFilter>' }] })).toContain(
			'<ftr:name>&lt;/ftr:name&gt;&lt;ftr:queryFilter&gt;</ftr:name>',
		);
	});

	test('refusals name everything that is wrong', () => {
		expect(
			refusal('order', {
				idFrom: -1,
				count: 10_001,
				parts: { pictures: false },
				filters: [{ id: 'x', dateFrom: '1.1.2026', changedSince: 'yesterday' }],
			}),
		).toBe(
			'idFrom is -1; it must be a whole number. count is 10001; POHODA gives 1 to 10 000 records at once. The list has no part "pictures"; it has documents, attachments, parameters, liquidations. ' +
				'filter: id is "x"; POHODA\'s ids are whole numbers from 1. filter: dateFrom is "1.1.2026"; a day of the calendar such as 2026-11-14 is needed. ' +
				'filter: changedSince is "yesterday"; a date and time such as 2026-11-14T10:15:00 is needed. Say which kind: receivedOrder, issuedOrder.',
		);
		expect(refusal('stockItem', { kind: 'card' })).toBe('The kind "card" is not known here; POHODA has no kinds.');
		expect(refusal('contact', { filters: Array.from({ length: 256 }, () => ({ id: '1' })) })).toBe(
			'A request can have 255 filters, not 256: ask in several requests.',
		);
		expect(refusal('contact', { extSystem: 'x'.repeat(65) })).toMatch(/longer than 64/);
	});

	test('the pack: windows-1250, ids always the same, no IČO where none is wanted', () => {
		const bytes = listRequest(AGENDAS.stockItem.list, { ico: '', key: 'guid', filters: [{ name: 'ěšč' }] });
		const text = new TextDecoder('windows-1250').decode(bytes);
		expect(text).toMatch(
			/^<\?xml version="1.0" encoding="Windows-1250"\?>\n<dat:dataPack xmlns:dat="http:\/\/www.stormware.cz\/schema\/version_2\/data.xsd" xmlns:lStk=/,
		);
		expect(text).toContain('version="2.0" id="list" key="guid" application="n8n-nodes-ekasa-sync" note=""');
		expect(text).toContain('<ftr:name>ěšč</ftr:name>');
		expect(bytes).toEqual(listRequest(AGENDAS.stockItem.list, { ico: '', key: 'guid', filters: [{ name: 'ěšč' }] }));
	});

	test('code lists: bare ones have no content, others filters of their own', () => {
		const text = (bytes: Uint8Array) => new TextDecoder('windows-1250').decode(bytes);
		expect(text(listRequest(CODE_LISTS.accountingUnits.list, { ico: '' }))).toContain('<acu:listAccountingUnitRequest version="2.0"/>');
		expect(text(listRequest(CODE_LISTS.numberSeries.list, { ico: '1', filters: [{ period: 'current', agenda: 'prodejky' }] }))).toContain(
			'<lst:requestNumericalSeries><ftr:filter><ftr:period>current</ftr:period><ftr:agenda>prodejky</ftr:agenda></ftr:filter></lst:requestNumericalSeries>',
		);
		expect(() => listRequest(CODE_LISTS.storages.list, { ico: '1', count: 5, filters: [{ id: '1' }] })).toThrow(
			'This list comes whole: it has no filters. This list comes whole: it has no pages.',
		);
	});
});

describe('packs of any elements', () => {
	const node = element('stk:stock', [element('stk:stockHeader', [element('stk:code', 'ž')])], { version: '2.0' });
	const options = { packId: 'p', ico: '123', note: 'a "b"', period: 'following' as const };

	test('declares what is used, escapes, keeps the order', () => {
		const text = new TextDecoder('windows-1250').decode(
			buildItemPack(
				[
					{ id: '1', node },
					{ id: '2', node },
				],
				options,
			),
		);
		expect(text).toBe(
			'<?xml version="1.0" encoding="Windows-1250"?>\n<dat:dataPack xmlns:dat="http://www.stormware.cz/schema/version_2/data.xsd" xmlns:stk="http://www.stormware.cz/schema/version_2/stock.xsd" version="2.0" id="p" ' +
				'ico="123" period="following" application="n8n-nodes-ekasa-sync" note="a &quot;b&quot;">\n<dat:dataPackItem version="2.0" id="1"><stk:stock version="2.0"><stk:stockHeader><stk:code>ž</stk:code></stk:stockHeader></stk:stock></dat:dataPackItem>\n' +
				'<dat:dataPackItem version="2.0" id="2"><stk:stock version="2.0"><stk:stockHeader><stk:code>ž</stk:code></stk:stockHeader></stk:stock></dat:dataPackItem>\n</dat:dataPack>\n',
		);
	});

	test('refuses nothing, twice, too long', () => {
		expect(() => buildItemPack([], options)).toThrow(PackError);
		expect(() =>
			buildItemPack(
				[
					{ id: '1', node },
					{ id: '1', node },
				],
				options,
			),
		).toThrow('"1" stands twice in one pack.');
		expect(() => buildItemPack([{ id: 'x'.repeat(65), node }], options)).toThrow('has 65 characters; POHODA takes 1 to 64.');
	});
});
