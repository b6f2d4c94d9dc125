// Documents of one identity in the strict stand-in: what a person copied stays and is told, what two runs made goes.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { EXAMPLE_CARD_SALE, EXAMPLE_DEPOSIT, EXAMPLE_SALE } from '../support/examples.mts';
import { receiveRecords } from '../../core/sync/receive';
import { waitingRecords } from '../../core/sync/waiting';
import { idokladContract } from '../sandbox/idoklad/contract.mts';
import { startIDoklad } from '../sandbox/idoklad/index.mts';
import type { Entity, IDoklad as StandIn } from '../sandbox/idoklad/index.mts';
import { runIDoklad } from '../support/idokladNode.mts';

let server: StandIn;

beforeEach(async () => {
	server = await startIDoklad({ contract: idokladContract() });
});

afterEach(async () => {
	await server.close();
	expect([server.state.remarks, server.state.contractProblems]).toEqual([[], []]);
});

const send = async (records: object[], resource = 'salesReceipt') =>
	await runIDoklad(server, { resource, operation: 'create', ...(resource === 'salesReceipt' ? { rounding: 'ownLine' } : {}) }, records as IDataObject[]);

const receipts = () => server.state.table('SalesReceipts');
const vouchers = () => server.state.table('CashVouchers');

/** Kopírovat in iDoklad: everything the same, a number of its own. */
function copy(table: 'SalesReceipts' | 'CashVouchers', change: Partial<Entity> = {}): Entity {
	const { Id: _id, ...row } = structuredClone(server.state.table(table)[0]!);
	return server.state.insert(table, { ...row, DocumentNumber: `${String(row.DocumentNumber).slice(0, -3)}900`, DocumentSerialNumber: 900, ...change });
}

describe('a receipt that a person copied on the same day', () => {
	test.each([
		['as it was', {}],
		['with another note', { Note: 'Ruční prodej' }],
		['for another partner', { PartnerId: 7 }],
	])('%s stays, and the next result tells it', async (_how, change) => {
		await send([EXAMPLE_SALE]);
		const made = copy('SalesReceipts', change);
		const [item] = await send([EXAMPLE_CARD_SALE]);
		expect(receipts().map(({ Id }) => Id)).toContain(made.Id);
		expect(receipts().length).toBe(3);
		expect(item).toMatchObject({ outcome: 'created', warnings: [{ code: 'doublet', problem: true }] });
		expect(item!.message).toContain(` Another record (${EXAMPLE_SALE.key}): iDoklad has it as ${String(receipts()[0]!.DocumentNumber)} (Id ${receipts()[0]!.Id}) and ${String(made.DocumentNumber)} (Id ${made.Id})`);
	});
});

test('the note of a receipt says the number under which it was sent, and nothing else is added', async () => {
	await send([EXAMPLE_SALE]);
	expect(receipts()[0]).toMatchObject({ Note: `ekasa-sync č. ${String(receipts()[0]!.DocumentSerialNumber)}` });
});

test('two runs at once end with one document of each receipt', async () => {
	server.faults.add({ kind: 'slow', milliseconds: 150, method: 'POST', path: '/SalesReceipts/Batch', count: 10 });
	await Promise.all([send([EXAMPLE_SALE, EXAMPLE_CARD_SALE]), send([EXAMPLE_SALE, EXAMPLE_CARD_SALE])]);
	await send([EXAMPLE_SALE, EXAMPLE_CARD_SALE]);
	expect(receipts()).toHaveLength(2);
	const items = await send([EXAMPLE_SALE, EXAMPLE_CARD_SALE]);
	expect(items).toMatchObject([{ outcome: 'duplicate', warnings: [] }, { outcome: 'duplicate', warnings: [] }]);
});

describe('cash documents', () => {
	test('two runs at once end with one; of its own documents a run knows that they are ours', async () => {
		server.faults.add({ kind: 'slow', milliseconds: 150, method: 'POST', path: '/CashVouchers', count: 10 });
		const both = await Promise.all([send([EXAMPLE_DEPOSIT], 'cashDocument'), send([EXAMPLE_DEPOSIT], 'cashDocument')]);
		await send([EXAMPLE_DEPOSIT], 'cashDocument');
		expect(vouchers()).toHaveLength(1);
		for (const [item] of both) expect(['created', 'duplicate', 'waiting']).toContain(item!.outcome);
	});

	test("a person's copy stays and is told, also by a run about another one", async () => {
		await send([EXAMPLE_DEPOSIT], 'cashDocument');
		const made = copy('CashVouchers');
		const [item] = await send([{ ...EXAMPLE_DEPOSIT, key: EXAMPLE_DEPOSIT.key.replace(EXAMPLE_DEPOSIT.number, '99'), number: '99' }], 'cashDocument');
		expect(vouchers().map(({ Id }) => Id)).toContain(made.Id);
		expect(item).toMatchObject({ outcome: 'created', warnings: [{ code: 'doublet', problem: true }] });
		const [again] = await send([EXAMPLE_DEPOSIT], 'cashDocument');
		expect(again).toMatchObject({ outcome: 'duplicate', warnings: [{ code: 'doublet', problem: true }] });
	});
});

describe('an IČO in its normal form', () => {
	test.each([
		['270 74 358', '27074358'],
		['27074358', '270 74 358'],
		['1234567', '01234567'],
		['01234567', '1234567'],
		['CZ27074358', '27074358'],
	])('customer %s and contact %s are the same', async (customer, contact) => {
		const { Id } = server.state.insert('Contacts', { CompanyName: 'Novák', CountryId: 2, IdentificationNumber: contact });
		const receipt = { ...EXAMPLE_CARD_SALE, customer: { company: 'Novák', companyId: customer } };
		const [item] = await runIDoklad(server, { resource: 'salesReceipt', operation: 'create', options: { customers: 'link' } }, [receipt as unknown as IDataObject]);
		expect(item).toMatchObject({ outcome: 'created', warnings: [] });
		expect(receipts()[0]).toMatchObject({ PartnerId: Id });
		const contactAgain = { resource: 'contact', operation: 'create', companyName: 'Novák', companyId: customer };
		expect(await runIDoklad(server, contactAgain)).toMatchObject([{ id: Id, outcome: 'duplicate' }]);
		expect(await runIDoklad(server, { resource: 'contact', operation: 'get', findBy: 'companyId', companyId: customer })).toMatchObject([{ id: Id }]);
	});
});

test('a receipt in EUR without a rate is sent where EUR is the home currency, and held where it is not', async () => {
	const euro = { ...EXAMPLE_CARD_SALE, currency: 'EUR' };
	expect(await send([euro])).toMatchObject([{ outcome: 'held', warnings: [{ code: 'exchangeRate' }] }]);
	server.state.settings.agenda.homeCurrencyId = 2;
	expect(await send([euro])).toMatchObject([{ outcome: 'created' }]);
	expect(receipts()[0]).toMatchObject({ CurrencyId: 2 });
});

test('such a receipt comes through the journal as well, whose business no rate is', async () => {
	server.state.settings.agenda.homeCurrencyId = 2;
	const euro = { ...EXAMPLE_CARD_SALE, currency: 'EUR' };
	const { rows, answer } = receiveRecords([euro], [], '2026-11-16');
	expect(answer).toMatchObject({ accepted: [EXAMPLE_CARD_SALE.key], refused: [] });
	const { records } = waitingRecords([{ id: 1, createdAt: '2026-11-16T10:00:00.000Z', ...rows[0]!.row }], {
		...{ flow: 'idoklad', ignoreBefore: '2026-01-01', mode: 'automatic', runId: '1', now: '2026-11-16T12:00:00.000+01:00' },
	});
	expect(await send(records.map(({ record, sync }) => ({ ...record, sync })))).toMatchObject([{ outcome: 'created' }]);
	expect(receipts()).toMatchObject([{ CurrencyId: 2 }]);
});
