import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AgendaName } from '../../../../core/pohoda/agendas/index';
import { checkContact, checkContactUpdate } from '../../../../core/records/contact';
import { checkDocument } from '../../../../core/records/document';
import { entityKey, type CheckedEntity } from '../../../../core/records/entity';
import {
	EXAMPLE_CASH_DOCUMENT,
	EXAMPLE_CONTACT,
	EXAMPLE_INVOICE,
	EXAMPLE_ORDER,
	EXAMPLE_STOCK_ITEM,
} from '../../../support/entityExamples.mts';
import { checkCashDocument, checkInvoice } from '../../../../core/records/invoice';
import {
	SALES_RECEIPT,
	checkGoodsIssueNote,
	checkGoodsReceivedNote,
	checkOffer,
	checkStockTransfer,
} from '../../../../core/records/notes';
import { checkOrder } from '../../../../core/records/order';
import { checkStockItem, checkStockUpdate } from '../../../../core/records/stock';
import { recordsOf } from './generate.mts';
import { answerOf, fixture, read, reasons, written } from './support.mts';

/** Prodejky come from POHODA's lists only; no node takes them as records. */
const checkSalesReceipt = (input: unknown) => checkDocument(input, SALES_RECEIPT, ({ id, number }) => id ?? number);

const CHECKS: Record<AgendaName, (input: unknown) => CheckedEntity<never>> = {
	stockItem: checkStockItem,
	contact: checkContact,
	order: checkOrder,
	invoice: checkInvoice,
	cashDocument: checkCashDocument,
	salesReceipt: checkSalesReceipt,
	goodsIssueNote: checkGoodsIssueNote,
	goodsReceivedNote: checkGoodsReceivedNote,
	stockTransfer: checkStockTransfer,
	offer: checkOffer,
} as unknown as Record<AgendaName, (input: unknown) => CheckedEntity<never>>;

const NAMES = Object.keys(CHECKS) as AgendaName[];

describe('records of a workflow are checked', () => {
	test.each([EXAMPLE_STOCK_ITEM, EXAMPLE_CONTACT, EXAMPLE_ORDER, EXAMPLE_INVOICE, EXAMPLE_CASH_DOCUMENT])(
		'the example $key is accepted unchanged and can be sent',
		(example) => {
			const checked = CHECKS[example.recordType](example);
			expect(checked).toEqual({ ok: true, record: example, warnings: [] });
			expect(reasons(example.recordType, example)).toEqual([]);
		},
	);

	test.each<[AgendaName, string]>([
		['stockItem', 'rsp_list_stock_first10_utf8.xml'],
		['contact', 'rsp_list_addressbook_utf8.xml'],
		['order', 'rsp_list_received_orders_utf8.xml'],
		['invoice', 'rsp_list_issued_invoices_utf8.xml'],
		['invoice', 'rsp_list_invoices_2017_utf8.xml'],
	])('what POHODA lists is accepted unchanged: %s', async (name, file) => {
		for (const record of (await read(name, fixture(file))).records) expect(CHECKS[name](record)).toMatchObject({ ok: true, record });
	});

	test.each(NAMES)('what is generated for %s, sent and read back is accepted unchanged', async (name) => {
		await fc.assert(
			fc.asyncProperty(recordsOf(name), async (record) => {
				const [again] = (await read(name, answerOf(name, [written(name, record)]))).records;
				expect(CHECKS[name](again)).toMatchObject({ ok: true, record: again });
			}),
			{ numRuns: 25 },
		);
	});

	test('keys come from source, kind and what identifies the record', () => {
		expect(entityKey('pohoda', 'stockItem', 'Á/1')).toBe('pohoda/stockItem/%C3%81%2F1');
		expect(entityKey(undefined, 'order', '5')).toBe('order/5');
		expect(checkOrder({ source: 'woocommerce', id: '1748', type: 'receivedOrder', partner: { name: 'Jan' } })).toMatchObject({
			ok: true,
			record: { recordType: 'order', key: 'woocommerce/order/1748', currency: 'CZK', items: [] },
		});
		expect(checkContact({ company: 'Firma', companyId: '123' })).toMatchObject({ record: { key: 'contact/123' } });
		expect(checkContact({ company: 'Firma' })).toEqual({
			ok: false,
			reasons: ['key is missing and there is nothing to make it of. Send the key, an id, or the number or code.'],
		});
	});

	test('updates need only what changes', () => {
		expect(checkStockUpdate({ code: 'A1', prices: { sale: 5 } })).toEqual({
			ok: true,
			record: { recordType: 'stockItem', key: 'stockItem/A1', code: 'A1', prices: { sale: 5 } },
			warnings: [],
		});
		expect(checkContactUpdate({ id: '5', email: 'a@b.cz' })).toMatchObject({ ok: true });
		expect(checkStockItem({ code: 'A1' })).toEqual({
			ok: false,
			key: 'stockItem/A1',
			reasons: ['name is missing. Send the name of the product.'],
		});
	});

	test('unknown fields travel in extra; numbers as codes are said', () => {
		const checked = checkStockItem({ code: 123, name: 'x', colour: 'red', shop: { stars: 5 }, __proto__: null });
		expect(checked).toMatchObject({
			ok: true,
			record: { code: '123', extra: { colour: 'red', 'shop.stars': 5 } },
			warnings: [{ code: 'numberAsText', place: 'code' }],
		});
	});

	test('refusals', () => {
		expect(
			checkStockItem({
				code: 'A',
				name: 'x',
				vatRate: 210,
				prices: { sale: '5' },
				warehouse: 'A',
				storage: 'B/C',
				kind: 'thing',
				refs: [],
				parameters: [{ name: 'P' }],
			}),
		).toMatchObject({
			ok: false,
			reasons: [
				'refs is a list; send an object with texts.',
				'parameters 1: type is missing. Say what kind of value it is.',
				'kind is the text "thing"; allowed are card, text, service, package, set, product.',
				'vatRate is 210; it must lie between 0 and 100 per cent.',
				'prices.sale is the text "5"; send a number without quotes, such as 12.5.',
			],
		});
		expect(checkStockItem({ code: 'A', name: 'x', warehouse: 'A', storage: 'B/C' })).toMatchObject({
			reasons: ['storage is "B/C", which is not in the warehouse "A". Correct one of them or leave one out.'],
		});
		expect(checkOrder({ id: '1', date: '14.11.2026' })).toMatchObject({
			reasons: ['type is missing. Say whether it is received from a customer or issued to a supplier.'],
		});
		expect(checkOrder({ id: '1', type: 'issuedOrder', date: '14.11.2026' })).toMatchObject({
			reasons: ['date is "14.11.2026"; send a day of the calendar such as 2026-11-14.'],
		});
		expect(checkInvoice('x')).toEqual({ ok: false, reasons: ['A record is a JSON object with named fields; this one is the text "x".'] });
		expect(checkInvoice({ recordType: 'order', key: 'k', type: 'issuedInvoice' })).toMatchObject({
			reasons: ['recordType is the text "order"; allowed is invoice.'],
		});
		expect(checkContact({ key: 'k', name: ' ' })).toMatchObject({
			reasons: ['The contact has neither a firm (company) nor a name. Send one of them.'],
		});
		const trap = new Proxy(
			{},
			{
				ownKeys: () => {
					throw new Error('no');
				},
			},
		);
		expect(checkOffer(trap)).toEqual({ ok: false, reasons: ['The record cannot be read as data. Send plain JSON.'] });
	});

	test('a total that the lines do not make is a warning', () => {
		expect(checkInvoice({ ...EXAMPLE_INVOICE, total: 1200 })).toMatchObject({
			ok: true,
			warnings: [{ code: 'totalDiffers', text: 'The lines and the rounding make 1100, the document says 1200.' }],
		});
	});

	test('a long description is taken, an endless one is not', () => {
		expect(checkStockItem({ code: 'A', name: 'x', description: 'a'.repeat(200_000) })).toMatchObject({ ok: true });
		expect(checkStockItem({ code: 'A', name: 'x', description: 'a'.repeat(1_000_001) })).toMatchObject({
			reasons: ['description is longer than 1000000 characters.'],
		});
	});
});
