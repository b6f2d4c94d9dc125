// Every sample of iDoklad's contract folder through the node against the stand-in, or through the client where it is an
// answer; a sample that nobody handles fails.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { EXAMPLE_CARD_SALE } from '../support/examples.mts';
import { idokladContract } from '../sandbox/idoklad/contract.mts';
import { startIDoklad } from '../sandbox/idoklad/index.mts';
import type { Entity, IDoklad as StandIn } from '../sandbox/idoklad/index.mts';
import { runIDoklad } from '../support/idokladNode.mts';
import { idokladContracts, idokladTest } from '../support/openapi.mts';

const folder = idokladContracts() && join(idokladContracts()!, 'samples');
const sample = (name: string) => JSON.parse(readFileSync(join(folder!, name), 'utf8')) as IDataObject;

/** Read or sent by other tests; they name the sample. */
const ELSEWHERE: Record<string, string> = {
	'issued-invoice-detail.response.json': 'test/contract/idoklad/requests.test.mts',
	'numeric-sequence-detail.response.json': 'test/contract/idoklad/requests.test.mts',
	'sales-receipt-recount-basic.case.json': 'test/contract/idoklad/requests.test.mts',
	'unknown-route-404.response.json': 'test/contract/idoklad/requests.test.mts',
	'v2-api-limit.response.json': 'test/contract/idoklad/requests.test.mts',
	'webhook-post.request.json': 'test/e2e/idokladTrigger.test.mts',
};

let server: StandIn;

beforeEach(async () => {
	server = await startIDoklad({ contract: idokladContract() });
});

afterEach(async () => {
	await server.close();
	expect([server.state.remarks, server.state.contractProblems]).toEqual([[], []]);
});

/** A sales receipt in the stand-in under the number that a sample has. */
async function receiptWithId(Id: number): Promise<Entity> {
	await runIDoklad(server, { resource: 'salesReceipt', operation: 'create' }, [EXAMPLE_CARD_SALE as unknown as IDataObject]);
	const [row] = server.state.table('SalesReceipts');
	row!.Id = Id;
	return row!;
}

const row = (table: Parameters<StandIn['state']['table']>[0], Id: unknown) => server.state.find(table, Id);

const HANDLED: Record<string, (body: IDataObject) => Promise<void>> = {
	'contact-post.request.json': async ({ CompanyName, ...rest }) => {
		const [made] = await runIDoklad(server, { resource: 'contact', operation: 'create', companyName: CompanyName, otherFields: JSON.stringify(rest) });
		expect(row('Contacts', made!.id)).toMatchObject({ CompanyName, ...rest });
	},
	'issued-invoice-post.partial.request.json': async (body) => {
		const contact = server.state.insert('Contacts', { CompanyName: 'A', CountryId: 2 });
		contact.Id = body.PartnerId as number;
		const lines = (body.Items as IDataObject[]).map((item) => ({ name: item.Name, amount: item.Amount, unit: item.Unit, unitPrice: item.UnitPrice, vatRate: item.VatRate }));
		const fields = { dateOfTaxing: body.DateOfTaxing, OrderNumber: body.OrderNumber };
		const parameters = { resource: 'invoice', operation: 'create', partnerId: String(body.PartnerId), description: body.Description, lines: { line: lines }, pricesWithVat: true, fields };
		const [made] = await runIDoklad(server, parameters as IDataObject);
		expect(row('IssuedInvoices', made!.id)).toMatchObject({ OrderNumber: '10482', PartnerId: 5512, DateOfTaxing: '2026-10-03', Prices: { TotalWithVat: 1658 } });
	},
	'price-list-item-patch-sdk.request.json': async ({ Id, ...rest }) => {
		await runIDoklad(server, { resource: 'priceListItem', operation: 'upsert', productsFrom: 'products' }, [{ code: 'A', name: 'Rohlík', price: 3, vatRate: 12 }]);
		server.state.table('PriceListItems')[0]!.Id = Id as number;
		await runIDoklad(server, { resource: 'priceListItem', operation: 'update', id: String(Id), otherFields: JSON.stringify(rest) });
		expect(row('PriceListItems', Id)).toMatchObject(rest);
	},
	'sales-receipt-patch-sdk.request.json': async ({ Id, Name, Note, ...rest }) => {
		await receiptWithId(Id as number);
		await runIDoklad(server, { resource: 'salesReceipt', operation: 'update', id: String(Id), fields: { name: Name, note: Note }, otherFields: JSON.stringify(rest) });
		// The identity in brackets stays whatever the name becomes.
		expect(row('SalesReceipts', Id)).toMatchObject({ Name: `${String(Name)} [${EXAMPLE_CARD_SALE.key}]`, Note, PartnerAddress: { NickName: 'CompanyUpdate' } });
	},
	'sales-receipt-patch-clear-pos.request.json': async ({ Id, ...rest }) => {
		(await receiptWithId(Id as number)).SalesPosEquipmentId = 801;
		const update = (other: IDataObject) => runIDoklad(server, { resource: 'salesReceipt', operation: 'update', id: String(Id), otherFields: JSON.stringify(other) });
		await expect(update({ CurrencyId: rest.CurrencyId })).rejects.toThrow(/^iDoklad refused this/);
		await update(rest);
		expect(row('SalesReceipts', Id)).toMatchObject({ CurrencyId: 2, SalesPosEquipmentId: null });
	},
};

idokladTest('every sample is handled, here or by a test that names it', () => {
	const names = readdirSync(folder!).filter((name) => name !== 'index.md');
	expect(names.sort()).toEqual([...Object.keys(HANDLED), ...Object.keys(ELSEWHERE)].sort());
	for (const [name, file] of Object.entries(ELSEWHERE)) expect(readFileSync(join(__dirname, '../..', file), 'utf8')).toContain(name);
});

describe('samples through the node', () => {
	for (const [name, run] of Object.entries(HANDLED)) idokladTest(name, async () => await run(sample(name)));
	test('the stand-in refuses what the samples do not have', async () => {
		await expect(runIDoklad(server, { resource: 'contact', operation: 'create', companyName: 'A', otherFields: '{"CountryId": 0}' })).rejects.toThrow(/CountryId/);
	});
});
