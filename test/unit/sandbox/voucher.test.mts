import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { MServer } from '../../sandbox/mserver/index.mts';
import { DAY, importOne, start } from './helpers.mts';

let server: MServer;
beforeEach(async () => {
	server = await start();
});
afterEach(() => server.close());

const HEADER: Record<string, string> = {
	voucherType: '<vch:voucherType>receipt</vch:voucherType>',
	cashAccount: '<vch:cashAccount><typ:ids>P1</typ:ids></vch:cashAccount>',
	date: `<vch:date>${DAY}</vch:date>`,
	text: '<vch:text>Tržba</vch:text>',
};
const row = (price: string, more = ''): string =>
	`<vch:voucherItem><vch:text>Káva</vch:text><vch:quantity>1</vch:quantity><vch:payVAT>true</vch:payVAT><vch:rateVAT>high</vch:rateVAT><vch:homeCurrency><typ:unitPrice>${price}</typ:unitPrice></vch:homeCurrency>${more}</vch:voucherItem>`;
const voucher = (header: Record<string, string>, items = row('121'), summary = ''): string =>
	`<vch:voucher version="2.0"><vch:voucherHeader>${Object.values(header).join('')}</vch:voucherHeader>${items && `<vch:voucherDetail>${items}</vch:voucherDetail>`}<vch:voucherSummary><vch:roundingDocument>none</vch:roundingDocument>${summary}</vch:voucherSummary></vch:voucher>`;
const newest = () => server.state.documents.at(-1)!;

describe('cash document', () => {
	test('a receipt is taken into its cash desk with its own number series', async () => {
		const item = await importOne(server, voucher({ ...HEADER, vat: '<vch:classificationVAT><typ:ids>UD</typ:ids></vch:classificationVAT>' }));
		expect(item).toMatchObject({ state: 'ok', response: 'ok', details: [], produced: { number: '26HP00001' } });
		expect(newest()).toMatchObject({ agenda: 'pokladna', type: 'receipt', cashRegister: 'P1', total: 12100, movement: 12100, vatClassification: 'UD', rates: { high: { net: 10000, vat: 2100 } } });
	});

	test.each(['voucherType', 'cashAccount', 'date', 'text'])('%s is required on create', async (name) => {
		const { [name]: _left, ...rest } = HEADER;
		const item = await importOne(server, voucher(rest));
		expect(item.response).toBe('error');
		expect(item.details[0]).toMatchObject({ state: 'error', errno: '108', note: `Není uveden povinný údaj '${name}'.` });
	});

	test('an unknown cash desk becomes the first one with warning 603', async () => {
		const item = await importOne(server, voucher({ ...HEADER, cashAccount: '<vch:cashAccount><typ:ids>XX</typ:ids></vch:cashAccount>' }));
		expect(item.details[0]).toMatchObject({ state: 'warning', errno: '603', valueRequested: 'XX', valueProduced: 'HP' });
		expect(newest().cashRegister).toBe('HP');
	});

	test('an expense takes money out and brings goods in', async () => {
		const stock = '<vch:stockItem><typ:stockItem><typ:ids>Kř1320</typ:ids></typ:stockItem></vch:stockItem>';
		await importOne(server, voucher({ ...HEADER, voucherType: '<vch:voucherType>expense</vch:voucherType>' }, row('121', stock)));
		expect(newest()).toMatchObject({ type: 'expense', total: 12100, movement: -12100 });
		expect(server.state.card(6)!.quantity).toBe('11');
		await importOne(server, voucher(HEADER, row('121', stock)));
		expect(server.state.card(6)!.quantity).toBe('10');
		server.state.deleteDocument({ number: '26HP00001' });
		expect(server.state.card(6)!.quantity).toBe('9');
	});

	test('without items the summary gives the total', async () => {
		await importOne(server, voucher(HEADER, '', '<vch:homeCurrency><typ:priceNone>500</typ:priceNone></vch:homeCurrency>'));
		expect(newest()).toMatchObject({ total: 50000, items: [] });
	});

	test('prodejky and vouchers may share a pair of ids only once: the log is one', async () => {
		await importOne(server, voucher(HEADER), { checkDuplicity: true });
		const again = await importOne(server, voucher(HEADER), { checkDuplicity: true });
		expect(again.duplicity[0]).toMatchObject({ agendaType: 'pokladna', number: '26HP00001' });
	});
});
