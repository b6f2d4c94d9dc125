import { describe, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';

import { readExport } from '../../../core/pohoda/export';
import { checkRecord } from '../../../core/records/check';
import type { Receipt, TillRecord } from '../../../core/records/types';
import { sampleExport, sampleRecords } from '../../sandbox/samples.mts';
import { contractTest, validate } from '../../support/xsd.mts';
import { post, readAnswer, start } from './helpers.mts';

const OPTIONS = { receipts: 200, days: 4, from: '2026-10-23', cashMovements: true };
const records = sampleRecords(OPTIONS);
const receipts = records.filter((record): record is Receipt => record.recordType === 'receipt');

async function* chunks(bytes: Buffer): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

const halers = (amount: number): number => Math.round(amount * 100);

describe('sample records', () => {
	test('are the same every time, and others with another seed', () => {
		expect(sampleRecords(OPTIONS)).toEqual(records);
		expect(sampleRecords({ ...OPTIONS, seed: 1 })).not.toEqual(records);
		expect(sampleExport(records).equals(sampleExport(sampleRecords(OPTIONS)))).toBe(true);
	});

	test('there are as many as asked for, on every day and register, with unique numbers', () => {
		expect(receipts).toHaveLength(200);
		expect(records).toHaveLength(200 + 4 * 2 * 2);
		expect(new Set(receipts.map((receipt) => `${receipt.date} ${receipt.register}`)).size).toBe(8);
		expect(new Set(records.map((record) => record.number)).size).toBe(records.length);
		expect(new Set(records.map((record) => record.key)).size).toBe(records.length);
	});

	test('all pass the entrance check as they are, without warnings', () => {
		for (const record of records) expect(checkRecord(JSON.parse(JSON.stringify(record)))).toEqual({ ok: true, record, warnings: [] });
	});

	test('hold what a shop sees: returns, cards, cash with rounding, meal vouchers, discounts, weights, customers, both offsets', () => {
		const methods = new Set(receipts.flatMap((receipt) => receipt.payments.map((payment) => payment.method)));
		expect([...methods].sort()).toEqual(['card', 'cash', 'mealVoucher']);
		expect(receipts.some((receipt) => receipt.type === 'return' && receipt.total < 0 && receipt.original)).toBe(true);
		expect(receipts.some((receipt) => receipt.rounding > 0) && receipts.some((receipt) => receipt.rounding < 0)).toBe(true);
		expect(receipts.some((receipt) => receipt.payments.length === 2)).toBe(true);
		const items = receipts.flatMap((receipt) => receipt.items);
		expect(items.some((item) => item.discount)).toBe(true);
		expect(items.some((item) => item.quantity % 1 !== 0)).toBe(true);
		expect(receipts.some((receipt) => receipt.customer?.company)).toBe(true);
		// Summer time ends on 25 October 2026.
		expect(new Set(receipts.map((receipt) => receipt.issuedAt!.slice(-6)))).toEqual(new Set(['+02:00', '+01:00']));
	});
});

describe('sample export', () => {
	const bytes = sampleExport(records);

	test('is really Windows-1250', () => {
		expect(bytes.includes(iconv.encode('Žlutá konvička', 'windows-1250'))).toBe(true);
		expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow();
	});

	contractTest('is a valid dataPack', async () => {
		expect(await validate([bytes], 'data.xsd')).toEqual([{ valid: true, errors: [] }]);
	});

	test('the stand-in takes it as it is and computes the totals of the till', async () => {
		const server = await start();
		try {
			const answer = readAnswer((await post(server, bytes)).data);
			expect(answer.items.filter((item) => item.response !== 'ok' || item.details.length)).toEqual([]);
			expect(server.state.documents.map((document) => [document.number, document.date, document.cashRegister, document.movement])).toEqual(
				records.map((record) => [record.number, record.date, record.register, halers(record.recordType === 'receipt' ? record.total : record.amount)]),
			);
			expect(server.state.documents.map((document) => document.rounding)).toEqual(records.map((record) => (record.recordType === 'receipt' ? halers(record.rounding) : 0)));
		} finally {
			await server.close();
		}
	});

	test('the reader of the package gets the same sales out of it', async () => {
		const read: TillRecord[] = [];
		for await (const one of readExport(chunks(bytes), { source: 'ekasa', identity: { from: 'number' } })) {
			if (!one.ok) throw new Error(`${one.place}: ${one.reasons.join(' ')}`);
			read.push(one.record);
		}
		const facts = (record: TillRecord): unknown =>
			record.recordType === 'receipt'
				? {
						key: record.key,
						type: record.type,
						total: record.total,
						rounding: record.rounding,
						payments: record.payments.map((payment) => [payment.method, payment.amount]),
						items: record.items.map((item) => [item.code, item.name, item.quantity, item.unitPrice, item.discount ?? 0, item.vatRate, item.totalGross]),
						company: record.customer?.company,
					}
				: { key: record.key, amount: record.amount };
		expect(read.map(facts)).toEqual(records.map(facts));
	});
});
