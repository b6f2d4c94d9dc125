// One planner: what becomes of a record does not depend on the target, and messages keep the names that people gave.
import { expect, test } from '@jest/globals';
import { DEFAULT_RECEIPT_SETTINGS } from '../../../core/idoklad/settings';
import type { PlanInput } from '../../../core/plan/messages';
import type { SyncResult } from '../../../core/records/results';
import type { Receipt } from '../../../core/records/types';
import { makeBooks } from '../../support/idoklad.mts';
import { planDocuments, planHelios, planIDoklad } from '../../support/plan.mts';
import { makeReceipt } from '../../support/receipts.mts';
import { PREPARE } from '../helios/sets.mts';

type Decisions = Map<string, SyncResult | 'sent'>;

const decisions = (decided: Iterable<SyncResult>, sent: readonly string[]): Decisions =>
	new Map<string, SyncResult | 'sent'>([...[...decided].map((result) => [result.key, result] as const), ...sent.map((key) => [key, 'sent'] as const)]);

const TARGETS: Record<string, (inputs: readonly PlanInput[]) => Decisions> = {
	POHODA(inputs) {
		const { drafts, decided } = planDocuments(inputs);
		return decisions(decided.map(({ result }) => result), drafts.flatMap(({ draft }) => draft.keys));
	},
	iDoklad(inputs) {
		const { drafts, decided } = planIDoklad(inputs, DEFAULT_RECEIPT_SETTINGS, makeBooks());
		return decisions(decided.values(), drafts.flatMap(({ keys }) => keys));
	},
	Helios(inputs) {
		const { receipts, decided } = planHelios(inputs, { ...PREPARE, series: { P1: '001' } });
		return decisions(decided.map(({ result }) => result), receipts.flatMap(({ keys }) => keys));
	},
};

/** Whole numbers below n, always the same ones. */
function numbers(seed: number): (n: number) => number {
	let state = seed;
	return (n) => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) % n;
	};
}

/** Sales, returns and voids that mean each other, some with one key, some of which the journal knows something. */
function run(below: (n: number) => number): PlanInput[] {
	return Array.from({ length: 1 + below(5) }, () => {
		const type = (['sale', 'sale', 'return', 'void', 'void'] as const)[below(5)];
		const sign = type === 'sale' ? 1 : -1;
		const zero = type === 'void' && below(2) === 0;
		const named = type !== 'sale' && below(4) > 0;
		const original = { number: String(1 + below(5)), ...(below(2) ? { register: 'P1' } : {}), ...(below(2) ? { date: '2026-11-14' } : {}) };
		const record = makeReceipt({
			number: String(1 + below(5)),
			type,
			items: zero ? [] : [{ quantity: sign, unitPrice: 100, name: `X${below(2)}`, code: '10/1' }],
			payments: zero ? [] : [{ method: 'cash', amount: sign * 100 }],
			...(zero ? { total: 0 } : {}),
			...(named ? { original } : {}),
		});
		if (below(3) > 0) return { record };
		const previous = below(2) ? { previous: ['unknown', 'new', 'waiting'][below(3)] } : {};
		return { record, sync: { flow: 'f', runId: 'r', mode: 'automatic' as const, attempt: 0, generation: 1, ...(below(2) ? { sent: true } : {}), ...previous } };
	});
}

test('500 runs of sales, returns and voids end in every target in the same way', () => {
	const below = numbers(7);
	const seen = new Map<string, number>();
	for (let count = 0; count < 500; count++) {
		const inputs = run(below);
		const [first, ...others] = Object.values(TARGETS).map((plan) => plan(inputs));
		const plain = (all: Decisions) => [...all].map(([key, one]) => `${key} ${one === 'sent' ? one : `${one.outcome}:${one.warnings.map(({ code }) => code).join()}`}`).sort();
		expect(first.size).toBe(new Set(inputs.map(({ record }) => record.key)).size);
		for (const other of others) expect(plain(other)).toEqual(plain(first));
		for (const one of first.values()) seen.set(one === 'sent' ? one : one.outcome, (seen.get(one === 'sent' ? one : one.outcome) ?? 0) + 1);
	}
	// Every way there is.
	for (const outcome of ['sent', 'held', 'changed', 'unchanged', 'waiting']) expect([outcome, (seen.get(outcome) ?? 0) > 0]).toEqual([outcome, true]);
});

const NAME = 'POHODA 1';
const BASE = { register: NAME, customer: { name: NAME }, items: [{ name: NAME, code: '10/1' }], payments: [{ method: 'cash' as const, label: NAME, amount: 100 }] };

const CASES: Array<[string, Receipt]> = [
	['a void', makeReceipt({ ...BASE, type: 'void', items: [], payments: [], total: 0, original: { number: '7', register: NAME } })],
	['a void of its own amount', makeReceipt({ ...BASE, type: 'void', items: [{ quantity: -1, name: NAME, code: '10/1' }], payments: [{ method: 'cash', amount: -100 }] })],
	['an EET state', makeReceipt({ ...BASE, fiscal: { state: NAME } })],
	['a POK', makeReceipt({ ...BASE, fiscal: { pok: NAME } })],
	['a receipt that the till took out', makeReceipt({ ...BASE, paused: true })],
];

test.each(CASES)('%s: names that people gave stay, and the message speaks of the target alone', (_what, record) => {
	for (const [system, plan] of Object.entries(TARGETS)) {
		const result = plan([{ record }]).get(record.key);
		if (result === 'sent' || result === undefined) throw new Error(`${system} would send it`);
		const said = [result.message, ...result.warnings.map(({ text }) => text)].join('\n');
		expect(said).toContain(NAME);
		expect(said).not.toMatch(/(?:iDoklad|Helios) 1/);
		// Beside the names only the target is spoken of.
		const rest = said.replaceAll(NAME, '');
		for (const other of Object.keys(TARGETS)) if (other !== system) expect(rest).not.toContain(other);
	}
});

test('payments and products with such a name', () => {
	const unpaid = { record: makeReceipt({ ...BASE, payments: [{ method: 'voucher', label: NAME, amount: 100 }] }) };
	const oldRate = { record: makeReceipt({ ...BASE, items: [{ name: NAME, code: '10/1', vatRate: 17 }] }) };
	for (const input of [unpaid, oldRate]) {
		for (const system of ['POHODA', 'iDoklad']) {
			const result = TARGETS[system]([input]).get(input.record.key) as SyncResult;
			expect(result.outcome).toBe('held');
			expect(result.message).toContain(`'${NAME}'`);
		}
	}
});
