// What people are told of a run: every result counts once, what is open has its line, nothing acts in a page.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { OUTCOMES } from '../../../core/records/results';
import { summarise } from '../../../core/sync/summarise';

const POHODA = { system: 'POHODA', records: 'receipts', verb: ['send', 'sent'] as const, advice: 'The form Problems lists them.' };
const HELIOS = { ...POHODA, system: 'Helios', verb: ['export', 'written'] as const };
const result = (outcome: string, more: object = {}) => ({ key: 'k', outcome, message: `It is ${outcome}.`, warnings: [], ...more });

describe('the text', () => {
	test.each([
		['created', '1 created.\n'],
		['unchanged', '1 unchanged (not sent).\n'],
		['written', '1 written into the file.\n'],
		['duplicate', '1 duplicate (in POHODA already).\n'],
		['waiting', '1 waiting (tried again by the next run).\n\n• It is waiting.'],
		['unknown', '1 unclear (looked up by the next run).\n\n• It is unknown.'],
		['held', '1 held.\n\n• It is held.'],
		['preview', '1 would be sent.\n\n• It is preview.'],
	])('of %s', (outcome, text) => expect(summarise([result(outcome)], POHODA).text).toBe(text));

	test('counts what is alike together, in the order in which it came', () => {
		const { text, counts } = summarise([result('written'), result('held'), result('written')], HELIOS);
		expect(text).toBe('2 written, 1 held.\n\n• It is held.');
		expect(counts).toEqual({ written: 2, held: 1 });
	});

	test('says when there was nothing, also when n8n gave an empty item', () => {
		expect(summarise([], POHODA)).toEqual({ text: 'There was nothing to send.\n', html: 'There was nothing to send.\n', counts: {}, needsPerson: 0, subject: '', decisions: '' });
		expect(summarise([{}], HELIOS).text).toBe('There was nothing to export.\n');
	});

	test('says what a preview would do, in the words of the target', () => {
		const preview = result('preview', { wouldBe: 'updated', message: 'Receipt 1 would be updated in POHODA; this is a preview, nothing was sent.' });
		expect(summarise([preview], POHODA).text).toBe('1 would be updated.\n\n• Receipt 1 would be updated in POHODA; this is a preview, nothing was sent.');
	});

	test('says what iDoklad’s quota was asked for', () => {
		expect(summarise([result('created', { calls: { used: 5, bound: 9 } })], { ...POHODA, system: 'iDoklad' }).text).toBe('1 created.\nCalls of iDoklad: 5 of at most 9.\n');
	});

	test('says which exports may leave, and counts as written only what leaves', () => {
		const made = { A: { id: 'A', confirmed: false, why: 'The export A does not leave.' }, B: { id: 'B', confirmed: true, place: '/in' } };
		const results = (['A', 'A', 'B'] as const).map((id) => result('written', { export: made[id] }));
		expect(summarise(results, HELIOS).text).toBe('2 not written, 1 written.\n\n• The export A does not leave.\n• B is in /in (1 receipts).');
	});

	test('of an intake says what was known and what was refused', () => {
		const answer = { accepted: ['a'], alreadyKnown: ['b', 'c'], changed: [], refused: [{ place: 'export.xml', reasons: ['It ends', 'too early.'] }] };
		expect(summarise([answer], POHODA).text).toBe('2 of the receipts were known already.\n\n• export.xml: It ends too early.');
		expect(summarise([{ ...answer, alreadyKnown: [], refused: [] }], POHODA).text).toBe('');
		expect(summarise([result('created'), answer], POHODA).text).toMatch(/^1 created\.\n2 of the receipts were known already\./);
	});

	test('names fifty and says how many more there are', () => {
		const { text } = summarise(Array.from({ length: 60 }, () => result('held')), POHODA);
		expect(text.match(/^• /gm)).toHaveLength(50);
		expect(text).toMatch(/… and 10 more$/);
	});
});

describe('a person', () => {
	test('is needed for what is held, refused, changed, deleted, not done, and for what the target took otherwise', () => {
		const open = ['held', 'refused', 'changed', 'deletedInTarget'].map((outcome) => result(outcome));
		const otherwise = result('created', { message: 'Other payment form.', warnings: [{ code: '603', text: 'x', problem: true }] });
		const summary = summarise([...open, otherwise, { error: 'It broke' }, result('created'), result('waiting'), result('preview')], POHODA);
		expect([summary.needsPerson, summary.subject]).toEqual([6, '6 receipts need a decision']);
		expect(summary.decisions.split('\n\n')).toEqual(['It is held.', 'It is refused.', 'It is changed.', 'It is deletedInTarget.', 'Other payment form.', 'It broke', 'The form Problems lists them.']);
		expect(summary.text).toContain('\n• Other payment form.');
		expect(summary.counts['not done']).toBe(1);
	});

	test('is needed only for what is new, where a flow asks for that: then all of it is told', () => {
		const again = result('held', { sync: { previous: 'held' } });
		const need = (results: object[], onlyNew = true) => summarise(results, { ...POHODA, onlyNew }).needsPerson;
		expect([need([again]), need([again], false), need([again, result('held', { sync: { previous: '' } })]), need([result('refused', { sync: { previous: 'held' } })]), need([again, { error: 'It broke' }])]).toEqual([0, 1, 2, 1, 2]);
		expect(summarise([again], { ...POHODA, onlyNew: true })).toMatchObject({ subject: '', decisions: '', counts: { held: 1 } });
	});
});

test('every result is counted once and named when it is open, and no tag gets into a page', () => {
	const some = fc.array(fc.record({ outcome: fc.constantFrom(...OUTCOMES), message: fc.oneof(fc.string(), fc.constant('<img src=x onerror="y"> & <!--')), key: fc.string() }), { maxLength: 40 });
	fc.assert(
		fc.property(some, (results) => {
			const { counts, text, html } = summarise(results, POHODA);
			expect(Object.values(counts).reduce((sum, one) => sum + one, 0)).toBe(results.length);
			const open = results.filter(({ outcome }) => !['created', 'updated', 'unchanged', 'duplicate', 'written'].includes(outcome));
			for (const { message } of open) expect(text).toContain(message);
			expect(html).not.toMatch(/[<>]|&(?!(amp|lt|gt);)/);
		}),
		{ numRuns: 100 },
	);
});
