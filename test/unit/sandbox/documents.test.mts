import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { MServer } from '../../sandbox/mserver/index.mts';
import { contact, document, documentRequest, gatherXml, item, list, newCard, PARTNER, send, stock, stockRequest } from './agendas.mts';
import { importOne, line, paid, prodejka, start } from './helpers.mts';

const xml = gatherXml();
let server: MServer;
beforeEach(async () => {
	server = await start({ xsd: xml.xsd });
});
afterEach(async () => {
	await server.xsdProblems();
	await server.close();
});
afterAll(() => xml.check(), 60_000);

const order = (type: string, items: string, more = ''): string => document('ord', 'order', `<ord:orderType>${type}</ord:orderType>${PARTNER('ord')}${more}`, items);
const invoice = (type: string, items: string, more = '', options = {}): string => document('inv', 'invoice', `<inv:invoiceType>${type}</inv:invoiceType>${more}`, items, options);
const kava = (ns: string, name: string, quantity: number): string => item(ns, name, 'KAVA-250', quantity, 121);
const onStock = (): string => server.state.cardsWithCode('KAVA-250')[0]!.quantity;

describe('orders', () => {
	const more = '<ord:numberOrder>E-1001</ord:numberOrder><ord:dateTo>2026-11-20</ord:dateTo><ord:carrier><typ:ids>PPL</typ:ids></ord:carrier><ord:extId><typ:ids>1001</typ:ids><typ:exSystemName>shop</typ:exSystemName></ord:extId>';

	test('an order is made, moves no stock, counts as ordered, and is listed by kind', async () => {
		const made = await send(server, order('receivedOrder', kava('ord', 'order', 3), more));
		expect(made).toMatchObject({ response: 'ok', produced: { number: '26OP00001', actionType: 'add', extId: { ids: '1001' } } });
		await send(server, order('issuedOrder', kava('ord', 'order', 5)));
		expect(onStock()).toBe('10000');
		const [found, ...others] = await list(server, documentRequest('Order', 'orderType="receivedOrder"'));
		expect(others).toEqual([]);
		expect(found).toMatchObject({
			orderHeader: { orderType: 'receivedOrder', numberOrder: 'E-1001', dateTo: '2026-11-20', carrier: { ids: 'PPL' }, number: { numberRequested: '26OP00001' }, extId: { ids: '1001' }, partnerIdentity: { address: { ico: '01234567' } } },
			orderDetail: { orderItem: { quantity: '3', delivered: '0', homeCurrency: { unitPrice: '121', price: '300.00', priceVAT: '63.00', priceSum: '363.00' }, stockItem: { stockItem: { ids: 'KAVA-250' } } } },
			orderSummary: { homeCurrency: { priceHigh: '300.00' } },
		});
		const [card] = await list(server, stockRequest('<ftr:code>KAVA-250</ftr:code>'));
		expect(card!['stockHeader']).toMatchObject({ count: '10000', countReceivedOrders: '3', countIssuedOrders: '5' });
	});

	test('an order without partner, and one with an unknown card, are refused', async () => {
		const nobody = await send(server, document('ord', 'order', '<ord:orderType>receivedOrder</ord:orderType>', kava('ord', 'order', 1)));
		expect(nobody.details[0]!.note).toContain("'partnerIdentity'");
		const strange = await send(server, order('receivedOrder', item('ord', 'order', 'NENÍ', 1, 1)));
		expect(strange.details[0]!.note).toBe("Zásoba 'NENÍ' nebyla nalezena.");
		expect(server.state.documents).toEqual([]);
	});

	test('an order is deleted by its number and agenda; another agenda and an unknown number are refused', async () => {
		await send(server, order('receivedOrder', kava('ord', 'order', 3)));
		const remove = (agenda: string, filter: string): string => `<ord:order version="2.0"><ord:actionType><ord:delete><ftr:filter agenda="${agenda}">${filter}</ftr:filter></ord:delete></ord:actionType></ord:order>`;
		const number = '<ftr:number>26OP00001</ftr:number>';
		expect((await send(server, remove('vydane_objednavky', number))).details[0]!.note).toBe('Záznam nebyl nalezen.');
		expect((await send(server, remove('vydane_faktury', number))).details[0]!.note).toContain('nelze záznam odstranit');
		expect((await send(server, remove('prijate_objednavky', number))).produced).toMatchObject({ number: '26OP00001', actionType: 'delete' });
		expect(server.state.documents).toEqual([]);
	});
});

describe('invoices', () => {
	test.each([
		['issuedInvoice', '26FV00001', '9998'],
		['issuedAdvanceInvoice', '26ZF00001', '10000'],
		['issuedProformaInvoice', '26ZF00001', '10000'],
		['issuedCorrectiveTax', '26FV00001', '9998'],
		['receivedInvoice', '26FP00001', '10002'],
		['receivable', '26OS00001', '10000'],
		['commitment', '26OZ00001', '10000'],
	])('%s goes into its agenda and moves the stock as it should', async (type, number, quantity) => {
		expect((await send(server, invoice(type, kava('inv', 'invoice', 2)))).produced).toMatchObject({ number });
		expect(onStock()).toBe(quantity);
		expect(await list(server, documentRequest('Invoice', `invoiceType="${type}"`))).toHaveLength(1);
		expect(await list(server, documentRequest('Invoice', 'invoiceType="penalty"'))).toEqual([]);
	});

	test('an invoice without a card moves no stock; one without text is refused; one without a date is of today', async () => {
		const made = await send(server, invoice('issuedInvoice', item('inv', 'invoice', '', 1, 10)).replace('<inv:date>2026-11-14</inv:date>', ''));
		expect(made.response).toBe('ok');
		expect(server.state.documents[0]).toMatchObject({ date: '2026-11-14', items: [{ stock: undefined }] });
		const refused = await send(server, invoice('issuedInvoice', '').replace('<inv:text>Zkouška</inv:text>', ''));
		expect(refused.details[0]!.note).toContain("'text'");
	});

	test('payment state: unpaid, paid in part, settled', async () => {
		await send(server, invoice('issuedInvoice', kava('inv', 'invoice', 1), '<inv:symVar>20260001</inv:symVar>'));
		const state = async (): Promise<unknown> => (await list(server, documentRequest('Invoice', 'invoiceType="issuedInvoice"')))[0]!['invoiceHeader'].liquidation;
		expect(await state()).toEqual({ amountHome: '121.00' });
		server.state.pay({ number: '26FV00001' }, 2100, '2026-11-15');
		expect(await state()).toEqual({ date: '2026-11-15', amountHome: '100.00' });
		server.state.pay({ number: '26FV00001' }, undefined, '2026-11-16');
		expect(await state()).toEqual({ date: '2026-11-16' });
		const [row] = await list(server, documentRequest('Invoice', 'invoiceType="issuedInvoice"', '', '<lst:liquidations>true</lst:liquidations>'));
		expect(row!['liquidations'].liquidation).toMatchObject({ date: '2026-11-16', amount: '121.00' });
		expect(row!['invoiceHeader'].symVar).toBe('20260001');
	});

	test('a foreign invoice is computed in Kč by its rate', async () => {
		const items = kava('inv', 'invoice', 2).replace(/homeCurrency/g, 'foreignCurrency').replace('121', '12.10');
		await send(server, invoice('issuedInvoice', items, '', { summary: '<inv:foreignCurrency><typ:currency><typ:ids>EUR</typ:ids></typ:currency><typ:rate>25.10</typ:rate><typ:amount>1</typ:amount></inv:foreignCurrency>' }));
		const [row] = await list(server, documentRequest('Invoice', 'invoiceType="issuedInvoice"'));
		expect(row!['invoiceDetail'].invoiceItem).toMatchObject({ foreignCurrency: { unitPrice: '12.1', price: '20.00', priceVAT: '4.20' }, homeCurrency: { unitPrice: '303.71', price: '502.00', priceVAT: '105.42' } });
		expect(row!['invoiceSummary'].foreignCurrency).toMatchObject({ currency: { ids: 'EUR' }, rate: '25.10', amount: '1', priceSum: '24.20' });
	});

	test('an advance is deducted when it is there', async () => {
		await send(server, invoice('issuedAdvanceInvoice', item('inv', 'invoice', '', 1, 121)));
		const advance = (number: string): string => `<inv:invoiceAdvancePaymentItem><inv:sourceDocument><typ:number>${number}</typ:number></inv:sourceDocument><inv:quantity>1</inv:quantity><inv:payVAT>false</inv:payVAT><inv:rateVAT>high</inv:rateVAT><inv:homeCurrency><typ:unitPrice>-100</typ:unitPrice><typ:price>-100</typ:price><typ:priceVAT>-21</typ:priceVAT></inv:homeCurrency></inv:invoiceAdvancePaymentItem>`;
		expect((await send(server, invoice('issuedInvoice', kava('inv', 'invoice', 2) + advance('26ZF09999')))).details[0]!.note).toBe('Zdrojový doklad nebyl nalezen.');
		expect((await send(server, invoice('issuedInvoice', kava('inv', 'invoice', 2) + advance('26ZF00001')))).response).toBe('ok');
		expect(server.state.documents.at(-1)).toMatchObject({ total: 12100 });
		const [row] = await list(server, documentRequest('Invoice', 'invoiceType="issuedInvoice"'));
		expect(row!['invoiceDetail'].invoiceAdvancePaymentItem).toMatchObject({ sourceDocument: { number: '26ZF00001' }, homeCurrency: { price: '-100.00' } });
	});
});

describe('goods', () => {
	const note = (ns: string, name: string, quantity: number, more = ''): string => document(ns, name, more, kava(ns, name, quantity));

	test('výdejka takes out, příjemka brings in; both are listed', async () => {
		await send(server, note('pri', 'prijemka', 5));
		await send(server, note('vyd', 'vydejka', 2));
		expect(onStock()).toBe('10003');
		expect((await list(server, documentRequest('Vydejka')))[0]).toMatchObject({ vydejkaDetail: { vydejkaItem: { quantity: '2' } } });
		expect((await list(server, documentRequest('Prijemka', '', '<ftr:dateFrom>2026-11-14</ftr:dateFrom>')))[0]).toMatchObject({ prijemkaHeader: { number: { numberRequested: '26PJ00001' } } });
	});

	test('short stock: refused with validate/inStock, otherwise quantity zero with a warning', async () => {
		const strict = await send(server, note('vyd', 'vydejka', 10001, '<vyd:validate><typ:inStock>true</typ:inStock></vyd:validate>'));
		expect(strict.details[0]!.note).toContain('není na skladě');
		const silent = await send(server, note('vyd', 'vydejka', 10001));
		expect(silent).toMatchObject({ response: 'ok', details: [{ errno: '603', valueProduced: '0' }] });
		expect(onStock()).toBe('10000');
	});

	test('převodka moves goods between stores; the card has to be in both', async () => {
		const move = (store: string, code = 'KAVA-250'): string =>
			`<pre:prevodka version="2.0"><pre:prevodkaHeader><pre:date>2026-11-14</pre:date><pre:text>Převod</pre:text><pre:store><typ:ids>${store}</typ:ids></pre:store></pre:prevodkaHeader><pre:prevodkaDetail><pre:prevodkaItem><pre:quantity>4</pre:quantity><pre:stockItem><typ:store><typ:ids>ZBOŽÍ</typ:ids></typ:store><typ:stockItem><typ:ids>${code}</typ:ids></typ:stockItem></pre:stockItem></pre:prevodkaItem></pre:prevodkaDetail></pre:prevodka>`;
		expect((await send(server, move('NIC'))).details[0]!.note).toBe('Sklad nebyl nalezen.');
		expect((await send(server, move('PRODEJNA'))).details[0]!.note).toContain("ve skladu 'PRODEJNA' nebyla nalezena");
		await send(server, stock(newCard('KAVA-250').replace('ZBOŽÍ/Kuchyň', 'PRODEJNA')));
		expect((await send(server, move('PRODEJNA'))).produced).toMatchObject({ number: '26PV00001' });
		expect(server.state.cardsWithCode('KAVA-250').map(({ quantity }) => quantity)).toEqual(['9996', '4']);
		expect((await list(server, documentRequest('Prevodka')))[0]).toMatchObject({ prevodkaHeader: { store: { ids: 'PRODEJNA' } }, prevodkaDetail: { prevodkaItem: { quantity: '4' } } });
		server.state.deleteDocument({ number: '26PV00001' });
		expect(server.state.cardsWithCode('KAVA-250').map(({ quantity }) => quantity)).toEqual(['10000', '0']);
	});

	test('an offer moves nothing', async () => {
		await send(server, document('ofr', 'offer', `<ofr:offerType>issuedOffer</ofr:offerType><ofr:validTill>2026-12-01</ofr:validTill>${PARTNER('ofr')}`, kava('ofr', 'offer', 2)));
		expect(onStock()).toBe('10000');
		expect((await list(server, documentRequest('Offer')))[0]).toMatchObject({ offerHeader: { offerType: 'issuedOffer', validTill: '2026-12-01' } });
	});

	test('cancelling takes a document back once', async () => {
		await send(server, note('vyd', 'vydejka', 2));
		await send(server, prodejka({ items: line('100') }));
		const cancel = (ns: string, name: string, number: string): string => `<${ns}:${name} version="2.0"><${ns}:cancelDocument><typ:sourceDocument><typ:number>${number}</typ:number></typ:sourceDocument></${ns}:cancelDocument></${ns}:${name}>`;
		expect((await send(server, cancel('pro', 'prodejka', '26PR00001'))).produced).toMatchObject({ number: '26PR00002' });
		expect((await send(server, cancel('pro', 'prodejka', '26PR00001'))).details[0]!.note).toBe('Doklad je již stornován.');
		expect((await send(server, cancel('pro', 'prodejka', '26PR00009'))).details[0]!.note).toBe('Zdrojový doklad nebyl nalezen.');
		expect((await list(server, documentRequest('Prodejka'))).map(({ prodejkaHeader, prodejkaDetail }) => [prodejkaHeader.storno, prodejkaDetail.prodejkaItem[0].quantity])).toEqual([
			['cancelledDocument', '1'],
			['cancelDocument', '-1'],
		]);
	});
});

describe('commands', () => {
	test('posting sales receipts makes one document for each day and form of payment, once', async () => {
		await importOne(server, prodejka({ items: line('100') }), { itemId: 'a' });
		await importOne(server, prodejka({ items: line('100'), payments: paid('Hotově', '40') + paid('Plat.kartou', '60') }), { itemId: 'b' });
		const command = '<asv:accountingSalesVouchers version="2.0"><asv:recordFilter><ftr:filter><ftr:dateTill>2026-11-14</ftr:dateTill></ftr:filter></asv:recordFilter></asv:accountingSalesVouchers>';
		const { content } = await send(server, command);
		expect(content!['producedAccountingDocs'].accountingDocument.map((one: Record<string, any>) => [one['agenda'], one['number'], [one['linkedDocuments'].linkedDocument].flat().length])).toEqual([
			['voucher', '26HP00001', 2],
			['receivable', '26OS00001', 1],
		]);
		expect(server.state.documents.slice(2).map(({ total }) => total)).toEqual([14000, 6000]);
		expect((await send(server, command)).details[0]!.note).toContain('žádná prodejka');
	});

	test('printing answers a PDF where it is asked for', async () => {
		await send(server, invoice('issuedInvoice', kava('inv', 'invoice', 1)));
		const print = (id: number, binary: string): string => `<prn:print version="1.0"><prn:record agenda="vydane_faktury"><ftr:filter><ftr:id>${id}</ftr:id></ftr:filter></prn:record><prn:printerSettings><prn:report><prn:id>5678</prn:id></prn:report><prn:pdf><prn:fileName>C:\\PDF\\faktura.pdf</prn:fileName>${binary}</prn:pdf></prn:printerSettings></prn:print>`;
		const { content, produced } = await send(server, print(1, '<prn:binaryData><prn:responseXml>true</prn:responseXml></prn:binaryData>'));
		expect(produced).toMatchObject({ id: '1', actionType: 'print' });
		const { idReport, data } = content!['printDetails'].attachments.attachment;
		expect([idReport, data['@fileName']]).toEqual(['5678', 'faktura.pdf']);
		expect(Buffer.from(data['#text'], 'base64').toString('latin1')).toMatch(/^%PDF-1\.4[\s\S]*26FV00001[\s\S]*%%EOF\n$/);
		expect((await send(server, print(1, ''))).content!['printDetails']).toBeUndefined();
		expect((await send(server, print(9, ''))).details[0]!.note).toBe('Záznam nebyl nalezen.');
	});
});

describe('code lists', () => {
	const old = (name: string, version = `${name[0]!.toLowerCase()}${name.slice(1)}Version="2.0"`): string => `<lst:list${name}Request version="2.0" ${version}><lst:request${name}/></lst:list${name}Request>`;
	test.each<[string, string, number]>([
		['stores', old('Store'), 2],
		['storages', '<lst:listStorageRequest version="2.0"/>', 2],
		['cash registers', old('CashRegister'), 3],
		['bank accounts', old('BankAccount'), 2],
		['payment forms', old('Payment'), 11],
		['centres', '<lCen:listCentreRequest version="2.0" centreVersion="2.0"><lCen:requestCentre/></lCen:listCentreRequest>', 2],
		['activities', '<lAcv:listActivityRequest version="2.0" activityVersion="2.0"><lAcv:requestActivity/></lAcv:listActivityRequest>', 1],
		['contracts', '<lCon:listContractRequest version="2.0" contractVersion="2.0"><lCon:requestContract/></lCon:listContractRequest>', 1],
		['number series', old('NumericalSeries'), 18],
		['series of one agenda', old('NumericalSeries').replace('<lst:requestNumericalSeries/>', '<lst:requestNumericalSeries><ftr:filter><ftr:agenda>vydane_faktury</ftr:agenda></ftr:filter></lst:requestNumericalSeries>'), 1],
		['selling prices', '<lst:listSellingPriceRequest version="2.0"/>', 3],
		['registration numbers', old('RegistrationNumber'), 1],
		['VAT classes', old('ClassificationVAT'), 3],
		['accounting units', '<acu:listAccountingUnitRequest version="2.0"/>', 1],
		['establishments', old('Establishment'), 1],
		['global settings', old('GlobalSettings'), 1],
	])('%s', async (_name, request, count) => {
		await send(server, stock(newCard('L-1')));
		expect(await list(server, request)).toHaveLength(count);
	});
});

test('lists show extIds of the asked system only, and documents of a linked contact', async () => {
	await send(server, contact('<typ:extId><typ:ids>5</typ:ids><typ:exSystemName>shop</typ:exSystemName></typ:extId><typ:address><typ:company>A</typ:company></typ:address>'));
	await send(server, document('ord', 'order', '<ord:orderType>receivedOrder</ord:orderType><ord:partnerIdentity><typ:id>1</typ:id></ord:partnerIdentity>', kava('ord', 'order', 1)));
	const [row] = await list(server, documentRequest('Order', 'orderType="receivedOrder"', '<ftr:selectedCompanys><ftr:company>A</ftr:company></ftr:selectedCompanys>'));
	expect(row!['orderHeader'].partnerIdentity).toEqual({ id: '1', address: { company: 'A' } });
});
