import { expect, test } from '@jest/globals';
import { DEFAULT_RECEIPT_SETTINGS } from '../../../core/idoklad/settings';
import { readWindow } from '../../../core/idoklad/window';
import type { SyncResult, SyncState } from '../../../core/records/results';
import type { Receipt } from '../../../core/records/types';
import type { PlanInput } from '../../../core/plan/messages';
import { listProblems } from '../../../core/sync/problems';
import { setStates } from '../../../core/sync/setState';
import { makeBooks } from '../../support/idoklad.mts';
import { PREPARE } from '../helios/sets.mts';
import { item, receipt, type ReceiptFields } from '../plan/records.mts';
import { Table, result } from './table.mts';
import { planDocuments, planHelios, planIDoklad } from '../../support/plan.mts';

const POK = '0b9d3d0e-1c2a-4f6b-8e21-7c5d4e3f2a10-03';
const OTHER = POK.replace('0b9d', '1b9d');
const sale = (number: string, pok: string | null = POK, more: ReceiptFields = {}): Receipt =>
	receipt({ number, fiscal: pok === null ? undefined : { pok }, ...more });

/** A journal in which each record came after the one before was sent. */
function journal(...sent: Receipt[]): Table {
	const table = new Table();
	for (const record of sent) {
		table.receive([record]);
		table.results(table.waiting().records.map((one) => result(one.record, one.sync, 'created')));
	}
	return table;
}

const given = (table: Table, ...records: Receipt[]): Array<string[] | undefined> => {
	table.receive(records);
	return table.waiting().records.map(({ sync }) => sync.samePok);
};

test('the same POK under another key of the journal travels with the record', () => {
	expect(given(journal(sale('1')), sale('2', POK.toUpperCase()))).toEqual([[sale('1').key]]);
	// Another register, and a day that this flow never sends.
	expect(given(journal(), sale('1', POK, { register: 'P9', date: '2026-10-01' }), sale('2'))).toEqual([['ekasa/P9/1/2026-10-01']]);
	expect(given(journal(sale('1')), sale('2', OTHER), sale('3', null))).toEqual([undefined, undefined]);
});

test('the same receipt under its own key is no other record', () => {
	const table = new Table();
	const first = sale('1');
	table.receive([first]);
	table.results(table.waiting().records.map(({ record, sync }) => result(record, sync, 'held')));
	expect(given(table, { ...first, note: 'corrected' })).toEqual([undefined]);
	// A POK that was corrected away is not that receipt's any more.
	expect(given(journal(), sale('1', OTHER), { ...sale('1'), note: 'corrected' }, sale('2', OTHER))).toEqual([undefined, undefined]);
});

test('a void, a text that looks like a POK, and an invalid POK mean nothing', () => {
	const back = sale('2', POK, { type: 'void', original: { number: '1' }, items: [item({ totalGross: -121, quantity: -1, unitPrice: 121 })] });
	expect(given(journal(sale('1')), back)).toEqual([undefined]);
	expect(given(journal(sale('1', null, { note: `"pok":"${POK}"`, extra: { pok: POK } })), sale('2'))).toEqual([undefined]);
	expect(given(journal(sale('1', 'ano')), sale('2', 'ano'))).toEqual([undefined]);
});

test('a person frees the right one; a till that repeats one POK does not make every record carry all keys', () => {
	const table = journal();
	expect(given(table, sale('1'), sale('2'))).toEqual([[sale('2').key], [sale('1').key]]);
	const { rows, refused } = setStates(table.rows(), { keys: [sale('1').key], flow: 'pohoda', action: 'notToBeSent' });
	expect(refused).toEqual([]);
	table.insert(rows);
	expect(table.waiting().records.map(({ record, sync }) => [record.number, sync.samePok])).toEqual([['2', undefined]]);

	const many = given(journal(), ...Array.from({ length: 30 }, (_, index) => sale(String(index + 1))));
	expect(many.map((keys) => keys?.length)).toEqual(Array(30).fill(6));
});

test('held in every target, by the name of the other record', () => {
	const [{ record, sync }] = (() => {
		const table = journal(sale('1'));
		table.receive([sale('2')]);
		return table.waiting().records;
	})();
	const targets = (input: PlanInput): Array<SyncResult | undefined> => [
		planDocuments([input]).decided[0]?.result,
		planIDoklad([input], DEFAULT_RECEIPT_SETTINGS, makeBooks(), readWindow([])).decided.get(record.key),
		planHelios([{ ...input }], PREPARE).decided[0]?.result,
	];
	for (const decided of targets({ record, sync })) {
		expect(decided).toMatchObject({ outcome: 'held', warnings: [{ code: 'samePok' }] });
		expect(decided?.message).toContain(`stands on another receipt too (${sale('1').key})`);
	}
	// Files that were made once are made again as they were.
	const again: SyncState = { ...sync, export: { id: '001_20261114_101532', time: '2026-11-14T10:15:32', by: 'n8n' } };
	expect(targets({ record, sync: again })).toEqual([undefined, undefined, undefined]);

	const keys = ['1', '3', '4', '5', '6', '7'].map((number) => sale(number).key);
	expect(planDocuments([{ record, sync: { ...sync, samePok: keys } }]).decided[0].result.message).toContain(`${keys[4]} and more)`);
});

test('a sale that went into the books before its 48 hours were over is a problem when it has no POK after them', () => {
	const fiscal = { system: 'eet2' as const, unit: '12', device: 'P1', sequence: '1' };
	const of2027 = (number: string, pok?: string) => receipt({ number, date: '2027-02-01', issuedAt: '2027-02-01T10:00:00+01:00', fiscal: { ...fiscal, ...(pok === undefined ? {} : { pok }) } });
	const table = journal(of2027('1'), of2027('2', POK), receipt({ number: '3', date: '2027-02-01', issuedAt: '2027-02-01T10:00:00+01:00' }), receipt({ number: '4', fiscal }));
	const late = (now: string) => listProblems(table.rows(), { now }).map(({ key, actions, message, targetNumber }) => ({ key, actions, message, targetNumber }));
	expect(late('2027-02-03T08:59:00.000Z')).toEqual([]);
	expect(late('2027-02-03T09:01:00.000Z')).toMatchObject([
		{ key: 'ekasa/P1/1/2027-02-01', actions: ['enteredByHand'], message: expect.stringMatching(/^Receipt P1\/1 of 1 Feb 2027, .*: The sale has no POK 48 hours after it.*Register it in the till and send the receipt again from there, with its POK/) },
	]);
	const decided = setStates(table.rows(), { keys: ['ekasa/P1/1/2027-02-01'], flow: 'pohoda', action: 'enteredByHand', who: 'Eva' });
	expect(decided.rows).toMatchObject([{ state: 'done', targetNumber: late('2027-02-03T09:01:00.000Z')[0]!.targetNumber }]);
	table.insert(decided.rows);
	expect(late('2027-02-03T09:01:00.000Z')).toEqual([]);
});
