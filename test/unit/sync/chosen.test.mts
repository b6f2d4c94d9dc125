// Registers and keys that a person has chosen: as the journal writes them, or it is said that it does not.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareIdentities } from '../../../core/records/identities';
import { ChosenRegisters, ChoiceError } from '../../../core/sync/chosen';
import { listProblems } from '../../../core/sync/problems';
import { reconcile } from '../../../core/sync/reconcile';
import { reportJournal } from '../../../core/sync/report';
import { setStates } from '../../../core/sync/setState';
import type { WaitingOptions } from '../../../core/sync/waiting';
import { receipt } from '../plan/records.mts';
import { NOW, Table } from './table.mts';

const KRAM = 'Kr\u00e1m';
const KRAM_APART = 'Kra\u0301m';

function journal(...registers: string[]): Table {
	const table = new Table();
	table.receive(registers.map((register, index) => receipt({ register, number: String(index + 1) })));
	return table;
}
const sent = (table: Table, options: Partial<WaitingOptions>) => table.waiting(options).records.map(({ record }) => ('register' in record ? record.register : ''));
const rows = (table: Table, registers: string[]) => reconcile(table.rows(), { flow: 'pohoda', registers }).map(({ register }) => register);
function refusal(run: () => unknown): ChoiceError {
	try {
		run();
	} catch (error) {
		if (error instanceof ChoiceError) return error;
		throw error;
	}
	throw new Error('Nothing was refused.');
}

const WAYS: ReadonlyArray<[string, (table: Table, registers: string[]) => string[], string]> = [
	['Registers of Get Waiting', (table, registers) => sent(table, { registers }), 'Registers'],
	['Registers of This Flow', (table, flowRegisters) => sent(table, { flowRegisters }), 'Registers of This Flow'],
	['Registers of Reconcile', rows, 'Registers'],
];

describe.each(WAYS)('%s', (_name, choose, field) => {
	test.each([
		['p1', 'P1'],
		['P1', 'p1'],
		['P 1', 'P1'],
		['1', '01'],
		['\uff30\uff11', 'P1'],
		['kr\u00e1m', KRAM],
	])('%j of a journal that has %j is refused, with what it has', (chosen, register) => {
		const error = refusal(() => choose(journal(register, 'X9'), [chosen]));
		expect([error.message, error.hint]).toEqual([`${field}: the journal has no register "${chosen}"; it has "${register}".`, 'Write it as the journal has it.']);
		expect(refusal(() => choose(journal(register, 'X9'), ['X9', chosen])).message).toBe(error.message);
	});

	test('the same letters put together in another way are the same register', () => {
		expect(choose(journal(KRAM, 'X9'), [KRAM_APART])).toEqual([KRAM]);
		expect(choose(journal(KRAM_APART, 'X9'), [KRAM])).toEqual([KRAM_APART]);
	});

	test('what is not known at all is none, as on the first day', () => {
		expect(choose(journal('P1'), ['P7'])).toEqual([]);
		expect(choose(new Table(), ['p1'])).toEqual([]);
		expect(choose(journal('P1'), ['P7', 'P1'])).toEqual(['P1']);
		expect(choose(journal('P1', 'P2'), [])).toEqual(['P1', 'P2']);
	});

	test('similar registers that are both chosen are no mistake, before and after both have sold', () => {
		expect(choose(journal('01'), ['1', '01'])).toEqual(['01']);
		expect(choose(journal('01', '1'), ['1'])).toEqual(['1']);
	});
});

test('every choice gives just what is the same, or refuses what is similar', () => {
	const register = fc.constantFrom('P1', 'p1', 'P 1', '01', '1', KRAM, KRAM_APART, 'kram', 'X9');
	const seen = { given: 0, refused: 0 };
	fc.assert(
		fc.property(fc.uniqueArray(register, { maxLength: 4 }), fc.uniqueArray(register, { minLength: 1, maxLength: 3 }), (known, chosen) => {
			const same = (a: string, b: string) => compareIdentities('code', a, b) === 'same';
			const wrong = chosen.some(
				(one) =>
					!known.some((other) => same(one, other)) &&
					known.some((other) => compareIdentities('code', one, other) === 'similar' && !chosen.some((also) => same(also, other))),
			);
			const choice = new ChosenRegisters(chosen);
			if (wrong) {
				seen.refused += 1;
				expect(() => choice.check(known, 'Registers')).toThrow(ChoiceError);
				return;
			}
			choice.check(known, 'Registers');
			seen.given += 1;
			expect(known.filter((one) => choice.has(one))).toEqual(known.filter((one) => chosen.some((other) => same(one, other))));
		}),
		{ numRuns: 500, seed: 5301 },
	);
	expect(Math.min(seen.given, seen.refused)).toBeGreaterThan(50);
});

test('a flow that serves a register in another Unicode form has it in its report and problems', () => {
	const table = journal(KRAM);
	table.waiting({ flowRegisters: [KRAM_APART] });
	expect(reportJournal(table.rows(), { flow: 'pohoda', now: NOW })[0].registers.map(({ register }) => register)).toEqual([KRAM]);
	expect(listProblems(table.rows(), { now: NOW }).filter(({ key }) => key.startsWith('register/'))).toEqual([]);
});

describe('keys', () => {
	const table = journal('P1', 'X9');
	const [first] = table.waiting().records.map(({ record }) => record.key);

	test('that the journal does not have are named, with those that are similar', () => {
		const lower = first.replace('P1', 'p1');
		const { records, unknownKeys } = table.waiting({ keys: [first, lower, 'ekasa/P1/99/2026-11-14'] });
		expect(records.map(({ record }) => record.key)).toEqual([first]);
		expect(unknownKeys).toEqual([{ key: lower, similar: first }, { key: 'ekasa/P1/99/2026-11-14' }]);
		expect(table.waiting({ keys: [first] }).unknownKeys).toEqual([]);
	});

	test('that the journal has are known, also where they do not go now', () => {
		const { records, unknownKeys } = table.waiting({ keys: [first], dateTo: '2026-11-01' });
		expect([records, unknownKeys]).toEqual([[], []]);
	});

	test('of Set State: what is similar is named', () => {
		const { rows: made, refused } = setStates(table.rows(), { ...{ flow: 'pohoda', action: 'hold', person: 'Jana', now: NOW }, keys: [first.replace('P1', 'p1'), 'x'] } as never);
		expect([made, refused.map(({ reason }) => reason)]).toEqual([[], [`The journal does not know this key; it has "${first}". Write it as the journal has it.`, 'The journal does not know this key.']]);
	});

	test('in another Unicode form are the same', () => {
		const sale = receipt({ number: KRAM, key: `ekasa/P1/${KRAM}/2026-11-14` });
		const own = new Table();
		own.receive([sale]);
		const { records, unknownKeys } = own.waiting({ keys: [sale.key.normalize('NFD')] });
		expect([records.length, unknownKeys]).toEqual([1, []]);
	});
});
