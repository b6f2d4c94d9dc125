/** Many at once: partial failure, and two runs that meet. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { IDoklad } from '../../../sandbox/idoklad/index.mts';
import { Client, DAY, product, receipt, receipts, start } from './helpers.mts';

let server: IDoklad;
let api: Client;
beforeEach(async () => {
	server = await start();
	api = await Client.login(server);
});
afterEach(async () => {
	await server.close();
	expect(server.state.contractProblems).toEqual([]);
});

const range = (from: number, count: number): number[] => Array.from({ length: count }, (_, index) => from + index);
const batch = (serials: readonly number[], client = api) => client.post('/SalesReceipts/Batch', { Items: serials.map((serial) => receipt(serial)) });
const outcomes = ({ body }: { body: any }): Array<[boolean, number, number]> => body.Results.map((one: any) => [one.IsSuccess, one.StatusCode, one.ErrorCode]);

describe('a batch', () => {
	test('one envelope per entry, in their order, for one call', async () => {
		const before = server.state.meter.used;
		const answer = await batch(range(1, 50));
		expect(answer.status).toBe(200);
		expect(answer.body.Results.map((one: any) => one.Data.DocumentSerialNumber)).toEqual(range(1, 50));
		expect(server.state.meter.used).toBe(before + 1);
		expect(server.state.requests.at(-1)).toMatchObject({ items: 50, counted: true });
	});

	test('partial failure: the others are there, the status is 200', async () => {
		const Items = [receipt(1), receipt(2, 100, { Name: '' }), receipt(1), receipt(3, 100, { Items: [] }), { nonsense: true }, receipt(4)];
		const answer = await api.post('/SalesReceipts/Batch', { Items });
		expect(answer.status).toBe(200);
		expect(outcomes(answer)).toEqual([[true, 200, 0], [false, 400, 400], [false, 409, 123], [false, 400, 400], [false, 400, 400], [true, 200, 0]]);
		expect(answer.body.Results[1]).toMatchObject({ Data: null, Message: 'The Name field is required.' });
		expect(receipts(server).map((row) => row['DocumentSerialNumber'])).toEqual([1, 4]);
	});

	test.each<[string, unknown]>([
		['none', { Items: [] }],
		['51', { Items: range(1, 51).map((serial) => receipt(serial)) }],
		['no list', { Items: receipt(1) }],
		['a bare list', [receipt(1)]],
	])('%s is refused as a whole', async (_what, body) => {
		expect(await api.post('/SalesReceipts/Batch', body)).toMatchObject({ status: 400, code: 400 });
		expect(receipts(server)).toEqual([]);
	});
});

describe('numbers', () => {
	test('Default gives the next free one, once for everybody who asks', async () => {
		const next = async () => (await api.get('/SalesReceipts/Default')).data.DocumentSerialNumber as number;
		expect([await next(), await next()]).toEqual([1, 1]);
		await batch([1, 2, 7]);
		expect(await next()).toBe(8);
		expect((await api.post('/SalesReceipts', receipt(5))).data.DocumentNumber).toBe('PR2600005');
		expect(await next()).toBe(8);
	});

	test('two runs with the same number: the second is refused, entry by entry', async () => {
		const other = await Client.login(server);
		const [first, second] = await Promise.all([batch(range(1, 3)), batch(range(2, 3), other)]);
		const all = [...outcomes(first), ...outcomes(second)];
		expect(all.filter(([ok]) => ok)).toHaveLength(4);
		expect(all.filter(([ok]) => !ok)).toEqual([[false, 409, 123], [false, 409, 123]]);
		expect(receipts(server).map((row) => row['DocumentNumber']).sort()).toEqual(range(1, 4).map((serial) => `PR260000${serial}`));
		expect(await api.post('/SalesReceipts', receipt(2))).toMatchObject({ status: 409, code: 123 });
	});

	test('another answer to a number that is taken, where it is set so', async () => {
		server.state.seedSettings({ numberTaken: { status: 400, code: 'BadFormat' } });
		await batch([1]);
		expect(await api.post('/SalesReceipts', receipt(1))).toMatchObject({ status: 400, code: 400 });
	});

	test('every year counts for itself', async () => {
		await batch([1]);
		expect((await api.post('/SalesReceipts', receipt(1, 100, { DateOfIssue: '2025-12-31' }))).data.DocumentNumber).toBe('PR2500001');
	});

	test('a POS equipment may have a sequence of its own', async () => {
		server.state.seedSettings({
			tables: {
				NumericSequences: [{ Id: 601, DocumentType: 6, Name: 'Prodejky', NumberFormat: 'PR{RR}{NNNNN}', IsDefault: true }, { Id: 611, DocumentType: 6, Name: 'P2', NumberFormat: 'P2{NNNN}', IsDefault: false }],
				SalesPosEquipments: [{ Id: 802, Name: 'eKasa P2', Designation: 'P2', CashRegisterId: 501, SalesOfficeId: 811, SalesPosEquipmentType: 1, IsRegisteredEet: false, _sequence: 611 }],
			},
		});
		await batch([1]);
		expect((await api.post('/SalesReceipts', receipt(1, 100, { SalesPosEquipmentId: 802 }))).data.DocumentNumber).toBe('P20001');
	});

	test('DocumentNumbers looks and reserves nothing', async () => {
		await batch([1]);
		const { data } = await api.get(`/NumericSequences/DocumentNumbers/SalesReceipt?date=${DAY}&documentSerialNumber=1`);
		expect(data).toEqual({
			Unique: { DocumentNumber: 'PR2600002', DocumentSerialNumber: 2, IsUnique: true, NumericSequenceId: 601, VariableSymbol: '2600002' },
			Custom: { DocumentNumber: 'PR2600001', DocumentSerialNumber: 1, IsUnique: false, NumericSequenceId: 601, VariableSymbol: '2600001' },
		});
		expect((await api.get('/NumericSequences/DocumentNumbers/6?date=2025-05-05&documentSerialNumber=1')).data).toMatchObject({ Unique: { DocumentNumber: 'PR2500001' }, Custom: { IsUnique: true } });
		for (const path of ['Nonsense', 'SalesReceipt?date=x', 'SalesReceipt?numericSequenceId=602', 'SalesReceipt?documentSerialNumber=-1']) expect((await api.get(`/NumericSequences/DocumentNumbers/${path}`)).status).toBe(400);
	});
});

describe('other batches', () => {
	test('price list: create, change, delete', async () => {
		const made = await api.post('/PriceListItems/Batch', { Items: [product({ Code: 'A' }), product({ Code: 'A' }), product({ Name: undefined })] });
		expect(outcomes(made)).toEqual([[true, 200, 0], [true, 200, 0], [false, 400, 400]]);
		const ids = made.body.Results.slice(0, 2).map((one: any) => one.Data.Id as number);
		const changed = await api.patch('/PriceListItems/Batch', { Items: [{ Id: ids[0], Price: 1 }, { Id: 5, Price: 1 }] });
		expect(outcomes(changed)).toEqual([[true, 200, 0], [false, 404, 0]]);
		const deleted = await api.delete('/PriceListItems/Batch/true', { Items: [...ids, 5] });
		expect(deleted.body.Results.map((one: any) => one.Data)).toEqual([...ids.map((Id: number) => ({ Id, IsSuccess: true })), null]);
		expect(outcomes(await api.delete('/PriceListItems/Batch/true', { Items: ['5'] }))).toEqual([[false, 400, 400]]);
		expect((await api.delete('/PriceListItems/Batch/maybe', { Items: [1] })).body.Results[0].StatusCode).toBe(400);
	});

	test('stock movements', async () => {
		const { Id } = (await api.post('/PriceListItems', product({ IsStockItem: true }))).data;
		const move = (Amount: number) => ({ PriceListItemId: Id, Amount, DateOfMovement: DAY });
		expect(outcomes(await api.post('/StockMovements/Batch', { Items: [move(5), move(0), move(-2)] }))).toEqual([[true, 200, 0], [false, 400, 400], [true, 200, 0]]);
		expect((await api.get(`/PriceListItems/${Id}`)).data.StockBalance).toBe(3);
	});
});
