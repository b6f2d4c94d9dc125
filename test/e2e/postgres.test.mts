/**
 * n8n on PostgreSQL, whose texts take no U+0000, with workflows that came in by the editor's menu, which drops every setting: n8n's own time zone is
 * New York here, as on a server where nobody has set one.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chromiumPath, Pictures } from './support/browser.mts';
import { repositoryRoot } from './support/files.mts';
import { importByMenu } from './support/menuImport.mts';
import { decide, journal, messageOf, problems, runNow, statusPage } from './support/people.mts';
import { Postgres, postgresPrograms } from './support/postgres.mts';
import { day, keyOf, receipt, receipts, type TillReceipt } from './support/shop.mts';
import { SECRETS, Stage, VISITOR } from './support/stage.mts';
import { pushJson } from './support/till.mts';

const WORKFLOWS = ['2a-ekasa-intake', '2b-ekasa-pohoda-send', '3-problems', '4-status-page', '5-housekeeping'];
/** There is no credential for its shop here: its nodes are red, and no others. */
const ORDERS = '6-eshop-orders-pohoda';
const NUL = String.fromCharCode(0);
const LONE = String.fromCharCode(0xd83d);
const today = day(0);

const programs = postgresPrograms();
const chromium = chromiumPath();
if (!programs || !chromium) console.log('Skipped: n8n on PostgreSQL with workflows imported by the menu needs postgresql and chromium (apt-get install).');

(programs && chromium ? describe : describe.skip)('PostgreSQL, workflows by the menu, no time zone set', () => {
	let postgres: Postgres;
	let stage: Stage;

	beforeAll(async () => {
		postgres = await Postgres.start(programs!);
		stage = await Stage.open({ n8n: { editor: true, env: { ...postgres.env, GENERIC_TIMEZONE: 'America/New_York' } } });
	});

	afterAll(async () => {
		await stage?.close();
		await postgres?.stop();
	});

	const push = (list: unknown) => pushJson(stage.intakeUrl, SECRETS, { receipts: list });
	const paidWith = (number: number, label: string): TillReceipt => {
		const one = receipt('P1', number, today);
		return { ...one, payments: [{ method: 'voucher', label, amount: one.total }] };
	};

	test('the menu takes each file and drops its settings; credentials are all there is to choose', async () => {
		const pictures = await Pictures.open(chromium!, VISITOR);
		try {
			await pictures.signIn(stage.n8n.url);
			for (const name of [...WORKFLOWS, ORDERS]) {
				const { workflow: { settings, nodes }, red } = await importByMenu(stage, pictures, name);
				expect([name, red.sort()]).toEqual([name, name === ORDERS ? ['E-shop Orders', 'Mark as Paid', 'Write Number'] : []]);
				expect(settings.timezone).toBeUndefined();
				expect(settings.saveDataSuccessExecution).toBeUndefined();
				const asStored = JSON.parse(readFileSync(join(repositoryRoot(), 'workflows', `${name}.json`), 'utf8')) as { nodes: unknown[] };
				expect(nodes).toHaveLength(asStored.nodes.length);
			}
		} finally {
			await pictures.close();
		}
		await stage.activate('2a-ekasa-intake', '2b-ekasa-pohoda-send', '3-problems', '4-status-page');
		await stage.client.webhook(new URL(stage.intakeUrl).pathname, { method: 'POST' });
	});

	test('a record with a NUL where the journal has a column is refused; the good one beside it is stored, and a repeat is known', async () => {
		const poison = JSON.parse(readFileSync(join(repositoryRoot(), 'test/fixtures/cases/faults/nul-intake-poison.json'), 'utf8')) as { receipts: TillReceipt[] };
		const [good] = poison.receipts;
		const first = await push(poison.receipts);
		expect(first).toMatchObject({ status: 200, body: { accepted: [keyOf(good!)], alreadyKnown: [], refused: [expect.anything()] } });
		expect(JSON.stringify(first.body)).not.toContain('\\u0000');
		expect((await push(poison.receipts)).body).toMatchObject({ accepted: [], alreadyKnown: [keyOf(good!)] });
	});

	test('texts that PostgreSQL cannot hold keep no run from being recorded, and the receipts can be decided', async () => {
		const good = receipts('P1', today, 21, 4);
		const hostile = [paidWith(31, `Ed${NUL}enred`), paidWith(32, `Ed${LONE}enred`), paidWith(33, 'Ed\r\nenred')];
		const { status, body } = await push([...good, ...hostile]);
		expect([status, (body.accepted as string[]).length]).toEqual([200, 7]);
		expect(messageOf(await runNow(stage, 'Send'))).toMatch(/3 held/);
		const rows = await journal(stage);
		expect(rows.filter(({ state }) => state === 'created')).toHaveLength(stage.mserver.state.documents.length);
		expect(stage.mserver.state.documents.length).toBeGreaterThanOrEqual(4);
		expect(rows.filter(({ state, kind }) => kind === 'result' && state === 'held')).toHaveLength(3);
		expect((await problems(stage)).filter((label) => /P1\/3[123]/.test(label))).toHaveLength(3);
		const decided = await decide(stage, ['P1/31 ', 'P1/32 ', 'P1/33 '], 'Hold', 'Ask the shop');
		expect(decided.title).toBe('3 decided');
		expect((await journal(stage)).filter(({ message }) => message.includes('Hold, set by Jana'))).toHaveLength(3);
	});

	test('a till an hour ahead around midnight: the repeat is known by the day in Prague', async () => {
		const { date: _none, ...late } = { ...receipt('P1', 41, day(1)), issuedAt: `${today}T00:30:00+02:00` };
		const key = keyOf({ ...receipt('P1', 41, day(1)) });
		const winter = receipt('P1', 41, today).issuedAt.endsWith('+01:00');
		const expected = winter ? key : keyOf(receipt('P1', 41, today));
		expect((await push([late])).body).toMatchObject({ accepted: [expected] });
		expect((await push([late])).body).toMatchObject({ accepted: [], alreadyKnown: [expected] });
	});

	test('the status page reads, and Housekeeping compacts what PostgreSQL hands over', async () => {
		expect(await statusPage(stage)).toContain('POHODA');
		const before = (await journal(stage)).length;
		const { status } = await stage.client.runByHand(stage.workflow('5-housekeeping').id, 'Tidy Up Now');
		expect(status).toBe('success');
		const after = await journal(stage);
		expect(after.length).toBeGreaterThan(0);
		expect(after.length).toBeLessThanOrEqual(before);
		expect((await problems(stage)).length).toBeGreaterThan(0);
	});
});
