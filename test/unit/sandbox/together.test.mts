/** What the core writes beside what the stand-in makes of it: two implementations that share nothing but the schema. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { listDocumentsRequest, readDocumentList, type ListedDocument } from '../../../core/pohoda/list';
import { buildPack } from '../../../core/pohoda/pack';
import { readResponse, type ResponsePack } from '../../../core/pohoda/response';
import type { PostingRule } from '../../../core/rules/rules';
import type { ReceiptSettings } from '../../../core/pohoda/receipts/settings';
import type { TillRecord } from '../../../core/records/types';
import type { MServer } from '../../sandbox/mserver/index.mts';
import { sampleRecords } from '../../sandbox/samples.mts';
import { pohodaSchemas, validate } from '../../support/xsd.mts';
import { post, start } from './helpers.mts';
import { planDocuments } from '../../support/plan.mts';

const RULES: PostingRule[] = [
	{ match: { register: 'P1' }, values: { cashRegister: 'P1', cashAccount: 'P1' } },
	{ match: { register: 'P2' }, values: { cashRegister: 'P2', cashAccount: 'P2' } },
	{ match: { payment: 'cash' }, values: { paymentForm: 'Hotově' } },
	{ match: { payment: 'card' }, values: { paymentForm: 'Plat.kartou' } },
	{ match: { payment: 'mealVoucher' }, values: { paymentForm: 'Stravenky' } },
];

const all = sampleRecords({ receipts: 60, days: 2, from: '2026-11-13', cashMovements: true });
/** What a cash desk sees: a cash document is about cash. */
const inCash = all.filter((record) => record.recordType === 'cashMovement' || record.payments.every((payment) => payment.method === 'cash'));

let server: MServer;
beforeEach(async () => {
	server = await start(pohodaSchemas() === undefined ? {} : { xsd: validate });
});
afterEach(() => server.close());

async function* once(bytes: ArrayBuffer): AsyncGenerator<Uint8Array> {
	yield new Uint8Array(bytes);
}

async function send(records: readonly TillRecord[], settings: Partial<ReceiptSettings>): Promise<ResponsePack[]> {
	const { drafts, decided } = planDocuments(records.map((record) => ({ record })), { rules: RULES, ...settings } as ReceiptSettings);
	expect(decided).toEqual([]);
	const packs = [...new Set(drafts.map(({ draft }) => draft.packId))];
	const answers: ResponsePack[] = [];
	for (const packId of packs) {
		const part = drafts.map(({ draft }) => draft).filter((draft) => draft.packId === packId);
		const response = await post(server, Buffer.from(buildPack(part, { packId, ico: '12345678' })), { checkDuplicity: true });
		answers.push(await readResponse(once(response.data)));
	}
	return answers;
}

async function list(agenda: 'salesReceipt' | 'cashDocument'): Promise<ListedDocument[]> {
	const response = await post(server, Buffer.from(listDocumentsRequest({ agenda, ico: '12345678' })));
	const found: ListedDocument[] = [];
	for await (const document of readDocumentList(once(response.data))) found.push(document);
	return found;
}

const amountOf = (record: TillRecord): number => (record.recordType === 'receipt' ? record.total : record.amount);
const halers = (amount: number): number => Math.round(amount * 100);

describe.each([
	['salesReceipt', all],
	['cashDocument', inCash],
] as const)('target %s', (target, records) => {
	test('every record arrives once with its total, without a warning, and is listed with the same total', async () => {
		const answers = await send(records, { target });
		expect(answers.flatMap((answer) => answer.items).filter((item) => item.documentState !== 'ok' || item.details.length > 0)).toEqual([]);
		const byKey = new Map(server.state.documents.map((document) => [document.extIds[0]!.ids, document.movement]));
		expect(byKey).toEqual(new Map(records.map((record) => [record.key, halers(amountOf(record))])));
		const listed = [...(await list('salesReceipt')), ...(await list('cashDocument'))];
		expect(new Map(listed.map((document) => [document.extIds[0], document.total]))).toEqual(new Map(records.map((record) => [record.key, amountOf(record)])));
		expect(server.state.remarks).toEqual([]);
		expect(await server.xsdProblems()).toEqual([]);
	});

	test('sent again, everything is a duplicate', async () => {
		await send(records, { target });
		const again = await send(records, { target });
		expect(again.flatMap((answer) => answer.items).every((item) => item.state === 'error' && item.duplicity?.length === 1 && item.duplicity[0]!.id !== undefined)).toBe(true);
		expect(server.state.documents).toHaveLength(records.length);
	});
});

test('Per Day documents hold the same money, day by day and register by register', async () => {
	const answers = await send(all, { documents: 'perDay' });
	expect(answers.flatMap((answer) => answer.items).filter((item) => item.documentState !== 'ok' || item.details.length > 0)).toEqual([]);
	const sums = (rows: Array<[string, number]>): Map<string, number> => rows.reduce((map, [key, amount]) => map.set(key, (map.get(key) ?? 0) + amount), new Map<string, number>());
	const till = sums(all.map((record) => [`${record.date} ${record.register}`, halers(amountOf(record))]));
	const books = sums(server.state.documents.map((document) => [`${document.date} ${document.cashRegister}`, document.movement]));
	expect(new Map([...books].sort())).toEqual(new Map([...till].sort()));
	expect(server.state.documents.length).toBeLessThan(all.length);
	expect(await server.xsdProblems()).toEqual([]);
});
