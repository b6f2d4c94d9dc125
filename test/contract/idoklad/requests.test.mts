// Every request that core/idoklad builds, against the contract; and the check itself against broken ones.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from '@jest/globals';
import fc from 'fast-check';
import { anyOf, onDays, oneOf, where } from '../../../core/idoklad/filter';
import { invoiceRequest } from '../../../core/idoklad/invoices';
import { judge, probe, recountRequest } from '../../../core/idoklad/recount';
import type { RecountRequest } from '../../../core/idoklad/recount';
import { replyOfStatus } from '../../../core/idoklad/reply';
import { roundingClasses } from '../../../core/idoklad/rounding';
import { changesOf, priceListItem, productsOf } from '../../../core/idoklad/products';
import { draftMovement } from '../../../core/idoklad/movements';
import { DEFAULT_RECEIPT_SETTINGS } from '../../../core/idoklad/settings';
import * as tables from '../../../core/idoklad/tables';
import { ERROR_TEXTS } from '../../../core/idoklad/errors';
import { readWindow } from '../../../core/idoklad/window';
import { EXAMPLE_CARD_SALE, EXAMPLE_DEPOSIT, EXAMPLE_RETURN, EXAMPLE_SALE } from '../../support/examples.mts';
import { CZECH_RATES, makeBooks } from '../../support/idoklad.mts';
import { faults, filterColumns, filterFaults, idokladContracts, idokladTest, openApi, operationOf, requestFaults } from '../../support/openapi.mts';
import { arbCashMovement, arbReceipt, makeReceipt } from '../../support/receipts.mts';
import { planIDoklad } from '../../support/plan.mts';

const nothing = readWindow([]);

function plan(records: Parameters<typeof planIDoklad>[0], settings: Partial<typeof DEFAULT_RECEIPT_SETTINGS> = {}) {
	return planIDoklad(records, { ...DEFAULT_RECEIPT_SETTINGS, ...settings }, makeBooks(), nothing);
}

const sample = (name: string): unknown => JSON.parse(readFileSync(join(idokladContracts()!, 'samples', name), 'utf8'));

describe('the check itself', () => {
	idokladTest('agrees with the index of samples', () => {
		expect(requestFaults('POST', '/Contacts', sample('contact-post.request.json'))).toEqual([]);
		expect(requestFaults('POST', '/Webhooks', sample('webhook-post.request.json'))).toEqual([]);
		expect(requestFaults('PATCH', '/SalesReceipts', sample('sales-receipt-patch-sdk.request.json'))).toEqual([]);
		expect(requestFaults('PATCH', '/SalesReceipts', sample('sales-receipt-patch-clear-pos.request.json'))).toEqual([]);
		expect(requestFaults('PATCH', '/PriceListItems', sample('price-list-item-patch-sdk.request.json'))).toEqual([]);
		const { request } = sample('sales-receipt-recount-basic.case.json') as { request: unknown };
		expect(requestFaults('POST', '/SalesReceipts/Recount', request)).toEqual([]);
		expect(
			requestFaults('POST', '/IssuedInvoices', sample('issued-invoice-post.partial.request.json')).filter((fault) => fault.endsWith('missing')).length,
		).toBeGreaterThan(5);
		const response = (method: string, path: string) => operationOf(method, path)!.operation.responses['200'].content!['application/json'].schema;
		expect(faults(response('GET', '/NumericSequences/1'), sample('numeric-sequence-detail.response.json'))).toEqual([]);
		// The index names these two: sample texts longer than real numbers.
		expect(faults(response('GET', '/IssuedInvoices/1'), sample('issued-invoice-detail.response.json'))).toEqual([
			'.Data.DocumentNumber: longer than 10',
			'.Data.VariableSymbol: longer than 10',
		]);
		expect(faults('ApiError', sample('unknown-route-404.response.json'))).toEqual([]);
	});

	idokladTest('sees what the contract does not take', () => {
		const { drafts } = plan([{ record: EXAMPLE_SALE }]);
		const good = { ...drafts[0].request, DocumentSerialNumber: 1 };
		const bad = (change: object) => requestFaults('POST', '/SalesReceipts', { ...good, ...change });
		expect(bad({})).toEqual([]);
		expect(bad({ DocumentSerialNumber: undefined })).toEqual(['.DocumentSerialNumber: missing']);
		expect(bad({ ExternalDocumentNumber: 'x'.repeat(21) })).toEqual(['.ExternalDocumentNumber: longer than 20']);
		expect(bad({ Payments: [] })).toEqual(['.Payments: fewer than 1']);
		expect(bad({ Payments: [1, 2, 3].map(() => good.Payments[0]) })).toEqual(['.Payments: more than 2']);
		expect(bad({ Items: [{ ...good.Items[0], VatRateType: 7 }] })[0]).toMatch(/VatRateType: 7 is none of/);
		expect(bad({ Items: [{ ...good.Items[0], PriceType: 2 }] })[0]).toMatch(/PriceType: 2 is none of/);
		expect(bad({ Name: '' })).toEqual(['.Name: shorter than 1']);
		expect(bad({ DateOfIssue: '14. 11. 2026' })[0]).toMatch(/DateOfIssue: does not match/);
		expect(bad({ PartnerId: 0 })).toEqual(['.PartnerId: below 1']);
		expect(bad({ CurrencyId: 'CZK' })).toEqual(['.CurrencyId: string instead of integer']);
		expect(bad({ Exported: 1 })).toEqual(['.Exported: not in the contract']);
		expect(requestFaults('POST', '/SalesReceipts/Everything', good)).toEqual(['POST /SalesReceipts/Everything is not in the contract']);
		expect(requestFaults('GET', '/SalesReceipts', undefined, { pagesize: 5, where: 'x' })).toEqual(['query where: not in the contract']);
		expect(filterFaults('/SalesReceipts', where('ExternalDocumentNumber', 'eq', 'P1/1'))).toHaveLength(1);
		expect(() => filterColumns('(Name~eq~a b)~and~(Id~eq~1)')).toThrow();
		expect(() => filterColumns('(Name~is~1)')).toThrow();
	});
});

describe('requests', () => {
	idokladTest('sales receipts of every kind of receipt', () => {
		fc.assert(
			fc.property(fc.array(arbReceipt(), { minLength: 1, maxLength: 8 }), fc.boolean(), fc.boolean(), (records, perDay, ownLine) => {
				const settings = {
					documents: perDay ? ('perDay' as const) : ('perReceipt' as const),
					rounding: ownLine ? ('ownLine' as const) : ('byIDoklad' as const),
					tags: [4],
				};
				const { drafts } = plan(
					records.map((record) => ({ record })),
					settings,
				);
				const Items = drafts.map(({ request }, index) => ({ ...request, DocumentSerialNumber: index + 1 }));
				if (Items.length > 0) expect(requestFaults('POST', '/SalesReceipts/Batch', { Items })).toEqual([]);
				for (const draft of drafts) expect(requestFaults('POST', '/SalesReceipts/Recount', recountRequest(draft))).toEqual([]);
				for (const one of roundingClasses(drafts, makeBooks().agenda, makeBooks().paymentOptions)) {
					expect(requestFaults('POST', '/SalesReceipts/Recount', probe(one, CZECH_RATES))).toEqual([]);
				}
			}),
			{ numRuns: 150 },
		);
	});

	idokladTest('the documented examples, with customer, long names, foreign currency and return', () => {
		const customer = { name: 'Jana Nová', companyId: '27074358', street: 'Dlouhá 1', zip: '602 00', city: 'Brno' };
		const records = [
			EXAMPLE_SALE,
			EXAMPLE_RETURN,
			EXAMPLE_CARD_SALE,
			makeReceipt({ number: '1', customer, items: [{ name: 'ž'.repeat(250), unit: 'balení po dvaceti kusech', vatRate: 12 }] }),
			makeReceipt({ number: '2', register: 'Pokladna na náměstí', currency: 'EUR', rate: 24.5, items: [{ quantity: 3, unitPrice: 0.333333, totalGross: 1 }] }),
		];
		const { drafts, decided } = plan(records.map((record) => ({ record })));
		expect(decided.size).toBe(0);
		expect(drafts).toHaveLength(5);
		for (const { request } of drafts) expect(requestFaults('POST', '/SalesReceipts', { ...request, DocumentSerialNumber: 3 })).toEqual([]);
	});

	idokladTest('cash vouchers', () => {
		fc.assert(
			fc.property(arbCashMovement(), (record) => {
				const drafted = draftMovement({ record }, [], makeBooks().agenda);
				const request = 'draft' in drafted ? { CashRegisterId: 5, ...drafted.draft.request, DocumentSerialNumber: 2 } : undefined;
				expect(requestFaults('POST', '/CashVouchers', request)).toEqual([]);
			}),
		);
		expect('draft' in draftMovement({ record: EXAMPLE_DEPOSIT }, [], makeBooks().agenda)).toBe(true);
	});

	idokladTest('price list items, new and changed', () => {
		const context = { vatRates: CZECH_RATES, day: '2026-11-14', currencyId: 1, stockItem: false };
		const made = productsOf([EXAMPLE_SALE, EXAMPLE_CARD_SALE]).map((product) => priceListItem(product, context));
		const items = made.flatMap((one) => ('item' in one ? [one.item] : []));
		expect(items).toHaveLength(3);
		expect(requestFaults('POST', '/PriceListItems/Batch', { Items: items })).toEqual([]);
		const patch = changesOf({ Id: 9, Code: items[0].Code, Name: 'Jiný', Price: 1, PriceType: 1, VatRateType: 2 }, items[0]);
		expect(requestFaults('PATCH', '/PriceListItems/Batch', { Items: [patch] })).toEqual([]);
	});

	idokladTest('filters use the columns of their lists', () => {
		expect(filterFaults('/SalesReceipts', onDays('DateOfIssue', ['2026-11-14', '2026-08-01', '2026-11-15']))).toEqual([]);
		expect(filterFaults('/CashVouchers', onDays('DateOfTransaction', ['2026-11-14']))).toEqual([]);
		expect(filterFaults('/Contacts', anyOf(where('IdentificationNumber', 'eq', '1'), where('IdentificationNumber', 'eq', '2')))).toEqual([]);
		expect(filterFaults('/PriceListItems', where('Code', 'eq', 'a (b) ~c'))).toEqual([]);
		expect(filterFaults('/VatRates', where('CountryId', 'eq', 2))).toEqual([]);
		expect(filterFaults('/Currencies', where('Code', 'eq', 'CZK'))).toEqual([]);
		expect(filterFaults('/StockMovements', oneOf('Id', [1, 2]))).toEqual([]);
	});
});

describe('the samples through the client', () => {
	idokladTest('as their index says', () => {
		expect(replyOfStatus(200, sample('issued-invoice-detail.response.json'))).toMatchObject({ kind: 'ok', data: { Id: 15, Description: 'sample string 9' } });
		expect(replyOfStatus(200, sample('numeric-sequence-detail.response.json'))).toMatchObject({ kind: 'ok', data: { LastNumber: 3 } });
		expect(replyOfStatus(404, sample('unknown-route-404.response.json'))).toMatchObject({
			kind: 'refused',
			status: 404,
			message: expect.stringMatching(/^No HTTP resource was found/),
		});
		// An answer of the switched-off v2 is no answer here.
		expect(replyOfStatus(200, sample('v2-api-limit.response.json')).kind).toBe('unclear');
		// Without VAT the service adds it: the package sends prices with VAT, and would notice.
		const { request, expectItem0Prices } = sample('sales-receipt-recount-basic.case.json') as { request: RecountRequest; expectItem0Prices: { TotalWithVat: number } };
		const answer = { Items: [{ ItemType: 0, Prices: expectItem0Prices }], Prices: expectItem0Prices };
		expect([...judge(request, answer).wrong]).toEqual([['2 × 100', 242]]);
		const partial = sample('issued-invoice-post.partial.request.json') as {
			PartnerId: number;
			Description: string;
			DateOfTaxing: string;
			OrderNumber: string;
			Items: Array<{ Name: string; Amount: number; UnitPrice: number; VatRate: number; Unit: string }>;
		};
		const lines = partial.Items.map((item) => ({ name: item.Name, amount: item.Amount, unit: item.Unit, unitPrice: item.UnitPrice, vatRate: item.VatRate }));
		const input = {
			partnerId: partial.PartnerId,
			description: partial.Description,
			lines,
			pricesWithVat: true,
			dateOfTaxing: partial.DateOfTaxing,
			other: { OrderNumber: partial.OrderNumber },
		};
		const preset = {
			CurrencyId: 1,
			DateOfIssue: '2026-10-03',
			DateOfMaturity: '2026-10-17',
			DocumentSerialNumber: 4,
			IsEet: false,
			IsIncomeTax: true,
			NumericSequenceId: 2,
			PaymentOptionId: 1,
		};
		const made = invoiceRequest(input, preset, CZECH_RATES, '2026-10-03');
		if ('wrong' in made) throw new Error(made.wrong.join());
		expect(requestFaults('POST', '/IssuedInvoices', made.request)).toEqual([]);
		// `VatRate` is left to the service: the type and the day decide it.
		expect(made.request).toMatchObject({ ...partial, Items: partial.Items.map(({ VatRate: _rate, ...item }) => item) });
	});
});

describe('tables', () => {
	idokladTest('numbers and names are those of the contract', () => {
		const named = (schema: string) => {
			const { enum: values, 'x-enum-varnames': names } = openApi().components.schemas[schema];
			return new Map((names ?? []).map((name, index) => [name, values![index]]));
		};
		expect(named('VatRateType').get('Zero')).toBe(tables.ZERO_VAT);
		for (const [name, value] of Object.entries(tables.WEBHOOK_ENTITIES)) expect(named('WebhookEntityType').get(name)).toBe(value);
		for (const [name, value] of Object.entries(tables.WEBHOOK_ACTIONS)) expect(named('WebhookActionType').get(name)).toBe(value);
		for (const [name, value] of Object.entries(tables.EXPORTABLE)) {
			expect(named('ExportableEntityType').get(`${name[0].toUpperCase()}${name.slice(1)}`)).toBe(value);
		}
		for (const [code, { name }] of Object.entries(ERROR_TEXTS)) expect(named('DokladErrorCode').get(name)).toBe(Number(code));
		expect([...named('Round')]).toEqual([
			['Never', 0],
			['Always', 1],
			['ByPaymentOption', 2],
		]);
		expect([...named('SubscriptionType').keys()]).toEqual(tables.SUBSCRIPTIONS.map((name) => name.split(' ')[0]));
	});
});
