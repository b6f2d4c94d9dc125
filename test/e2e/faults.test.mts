/** 500 receipts and everything that can go wrong on the way: each ends in POHODA exactly once, and the journal tells the truth. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '../support/until.mts';
import { compared, decide, executionOf, itemsOf, journal, messageOf, problems, runNow, statusPage, type Row } from './support/people.mts';
import { day, hellers, keyOf, receipt, receipts, type TillReceipt } from './support/shop.mts';
import { SECRETS, Stage } from './support/stage.mts';
import { pushJson } from './support/till.mts';

const INTAKE = '2a-ekasa-intake';
const sold = [...receipts('P1', day(1), 1, 150), ...receipts('P1', day(0), 151, 100), ...receipts('P2', day(0), 1001, 250)];
const unmapped: TillReceipt = { ...receipt('P2', 2001, day(0)), payments: [{ method: 'voucher', label: 'Edenred', amount: receipt('P2', 2001, day(0)).total }] };
const costly: TillReceipt = {
	...receipt('P2', 2002, day(0)),
	items: [{ kind: 'goods', name: 'Kávovar', quantity: 1, unit: 'ks', unitPrice: 24_900, vatRate: 21, totalGross: 24_900 }],
	...{ payments: [{ method: 'card', amount: 24_900 }], rounding: 0, total: 24_900 },
	customer: { company: 'Kavárna U Mostu s.r.o.', vatId: 'CZ87654321' },
};
const corrected: TillReceipt = {
	...sold[6]!,
	items: [{ kind: 'goods', code: 'HRNEK-01', name: 'Hrnek s uchem, modrý', quantity: 3, unit: 'ks', unitPrice: 189, vatRate: 21, totalGross: 567 }],
	...{ payments: [{ method: 'card', amount: 567 }], rounding: 0, total: 567 },
};
let stage: Stage;
let lost = '';

const documents = () => stage.mserver.state.documents;
const extIds = () => documents().map((document) => document.extIds[0]?.ids ?? '');
/** How many records are in each state by the newest result row of each. */
const states = async (): Promise<Record<string, number>> => {
	const newest = new Map<string, Row>((await journal(stage)).filter(({ kind }) => kind === 'result').map((row) => [row.key, row]));
	const counts: Record<string, number> = {};
	for (const { state } of newest.values()) counts[state] = (counts[state] ?? 0) + 1;
	return counts;
};

beforeAll(async () => {
	stage = await Stage.open();
	for (const card of stage.mserver.state.settings.stock) card.quantity = '100000';
	await stage.activate(INTAKE, '2b-ekasa-pohoda-send', '3-problems', '4-status-page');
	await stage.client.webhook('/webhook/ekasa-intake/ekasa', { method: 'POST' });
});

afterAll(async () => {
	await stage?.close();
});

describe('500 receipts', () => {
	test('are pushed in six calls at once, on the first day', async () => {
		const calls = [0, 100, 200, 300, 400].map((from) => sold.slice(from, from + 100));
		const answers = await Promise.all([...calls, [unmapped, costly]].map((call) => pushJson(stage.intakeUrl, SECRETS, { receipts: call })));
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
		expect(answers.flatMap(({ body }) => body.accepted)).toHaveLength(502);
	});

	test('wait while POHODA is off', async () => {
		await stage.mserver.off();
		await runNow(stage, 'Send');
		await stage.mserver.on();
		const counts = await states();
		expect((counts.waiting ?? 0) + (counts.held ?? 0)).toBe(502);
		expect(counts.waiting).toBeGreaterThanOrEqual(500);
		expect(documents()).toHaveLength(0);
	});

	test('are unclear where the connection is dropped after POHODA has taken them, and are not sent again blindly', async () => {
		stage.mserver.faults.add({ kind: 'drop', operation: 'import', after: 1 });
		stage.mserver.faults.add({ kind: 'status', status: 503, operation: 'list', count: 50 });
		await runNow(stage, 'Send');
		expect(stage.mserver.faults.fired).toBeGreaterThanOrEqual(2);
		stage.mserver.faults.clear();
		expect(documents()).toHaveLength(200);
		expect(await states()).toMatchObject({ created: 100, unknown: 100, waiting: 300 });
	});

	test('are all in POHODA when n8n is killed before it writes the journal', async () => {
		// Answers come a second after the documents are stored: n8n has the earlier answers in hand when it is killed.
		stage.mserver.faults.add({ kind: 'slow', milliseconds: 1000, operation: 'import', count: 50 });
		const run = runNow(stage, 'Send').catch(() => undefined);
		await until('POHODA to have everything', () => (documents().length === 500 ? true : undefined), { every: 5 });
		await stage.n8n.kill();
		await run;
		expect(stage.mserver.faults.fired).toBeGreaterThanOrEqual(2);
		stage.mserver.faults.clear();
		expect(documents()).toHaveLength(500);
		await stage.n8n.start();
		expect(await states()).toMatchObject({ created: 100, unknown: 100, waiting: 300 });
	});

	test('arrive exactly once although two runs are on at once, one of them deleted in POHODA meanwhile', async () => {
		lost = documents().at(-1)!.extIds[0]!.ids;
		stage.mserver.state.deleteDocument({ id: documents().at(-1)!.id });
		stage.mserver.faults.add({ kind: 'slow', milliseconds: 300, operation: 'import', count: 50 });
		await Promise.all([runNow(stage, 'Send'), runNow(stage, 'Send')]);
		stage.mserver.faults.clear();
		expect(stage.mserver.state.counters.mostAtOnce).toBeGreaterThanOrEqual(2);
		expect(new Set(extIds()).size).toBe(499);
		expect(documents()).toHaveLength(499);
		expect(messageOf(await runNow(stage, 'Send'))).toContain('nothing to send');
	});
});

describe('what a person must decide', () => {
	test('is what the till and POHODA cannot settle: two held, one deleted, one corrected after it was sent', async () => {
		const answer = await pushJson(stage.intakeUrl, SECRETS, [corrected]);
		expect(answer.body).toMatchObject({ accepted: [], changed: [keyOf(corrected)] });
		expect(messageOf(await runNow(stage, 'Send'))).toContain('nothing to send');
		const listed = await problems(stage);
		expect(listed).toHaveLength(4);
		expect(listed.join('\n')).toMatch(/\[changed\] .*P1\/7 /);
		expect(listed.join('\n')).toMatch(/\[held\] .*P2\/2001 .*Edenred/);
		expect(listed.join('\n')).toMatch(/\[held\] .*P2\/2002 .*24 900\.00 Kč/);
		expect(listed.join('\n')).toMatch(new RegExp(`\\[deletedInTarget\\] .*P2/${lost.split('/')[2]} `));
	});

	test('goes again on purpose once somebody says so, with the new content', async () => {
		const wrong = documents().find((document) => document.extIds[0]?.ids === keyOf(corrected))!;
		stage.mserver.state.deleteDocument({ id: wrong.id });
		const end = await decide(stage, ['[changed]', '[deletedInTarget]'], 'Send Again', 'cancelled in POHODA');
		expect(end.title).toBe('2 decided');
		expect(messageOf(await runNow(stage, 'Send'))).toContain('2 created');
		expect(documents()).toHaveLength(500);
		expect(documents().find((document) => document.extIds[0]?.ids === `${keyOf(corrected)}~2`)?.total).toBe(56_700);
	});

	test('is the two held ones in the end', async () => {
		const listed = await problems(stage);
		expect(listed.map((label) => /P2\/200\d/.exec(label)?.[0]).sort()).toEqual(['P2/2001', 'P2/2002']);
	});
});

describe('in the end', () => {
	const final = [...sold.map((one) => (one === sold[6] ? corrected : one))];

	test('POHODA has each receipt exactly once, with its total', () => {
		const totals = new Map(documents().map(({ extIds: [id], total }) => [id!.ids.replace(/~2$/, ''), total]));
		expect(documents()).toHaveLength(500);
		expect(totals).toEqual(new Map(final.map((one) => [keyOf(one), hellers([one])])));
	});

	test('the journal names the document of each receipt', async () => {
		const numbers = new Map((await journal(stage)).filter(({ state }) => ['created', 'duplicate'].includes(state)).map((row) => [row.key, row.targetNumber]));
		expect(numbers).toEqual(new Map(documents().map(({ extIds: [id], number }) => [id!.ids.replace(/~2$/, ''), number])));
	});

	test('Reconcile agrees to the haléř: what is missing is what is held', async () => {
		const lines = await compared(stage);
		const sum = (name: 'till' | 'target' | 'open') => Math.round(lines.reduce((total, line) => total + line[name] * 100, 0));
		expect(lines.filter(({ unexplained }) => unexplained !== 0)).toEqual([]);
		expect(sum('target')).toBe(hellers(final));
		expect(sum('till')).toBe(hellers([...final, unmapped, costly]));
		expect(sum('open')).toBe(hellers([unmapped, costly]));
	});

	test('the report counts them', async () => {
		const run = await executionOf(stage, '4-status-page', () => statusPage(stage));
		const [{ report }] = itemsOf<{ report: Record<string, { count: number; amount: number }> }>(run, 'Status');
		expect(report).toMatchObject({ sent: { count: 500 }, held: { count: 2, amount: hellers([unmapped, costly]) / 100 }, waiting: { count: 0 }, unknown: { count: 0 } });
		expect(report.sent.amount).toBe(hellers(final) / 100);
	});
});
