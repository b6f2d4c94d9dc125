/** n8n refuses every further row: nothing is sent that could not be recorded, and Housekeeping makes room. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { compared, executionOf, journal, messageOf, runNow, setting, statusPage } from './support/people.mts';
import { day, keyOf, receipts, type TillReceipt } from './support/shop.mts';
import { SECRETS, Stage } from './support/stage.mts';
import { pushJson, storedKeys } from './support/till.mts';

const MEGABYTE = 1024 * 1024;
/** Sent and older than Keep Record Days: what they contain need not be carried. */
const old = receipts('P1', day(20), 1, 300);
const stored: TillReceipt[] = [];
let refused: TillReceipt[] = [];
let stage: Stage;

const push = async (list: TillReceipt[]) => await pushJson(stage.intakeUrl, SECRETS, { receipts: list });

beforeAll(async () => {
	// The size is looked up before each insert, not once in five seconds, so that the refusal does not depend on the machine's speed.
	stage = await Stage.open({ n8n: { env: { N8N_DATA_TABLES_MAX_SIZE_BYTES: String(MEGABYTE), N8N_DATA_TABLES_SIZE_CHECK_CACHE_DURATION_MS: '0' } } });
	for (const card of stage.mserver.state.settings.stock) card.quantity = '100000';
	const tidy = await stage.client.workflow(stage.workflow('5-housekeeping').id);
	// Rows of the last minutes are left alone, and here nothing is older than that.
	setting(tidy, 'settleMinutes', 0);
	await stage.client.updateWorkflow(tidy);
	const page = await stage.client.workflow(stage.workflow('4-status-page').id);
	setting(page, 'limitMegabytes', 1);
	await stage.client.activate(await stage.client.updateWorkflow(page));
	await stage.activate('2a-ekasa-intake', '2b-ekasa-pohoda-send');
	await stage.client.webhook('/webhook/ekasa-intake/ekasa', { method: 'POST' });
});

afterAll(async () => {
	await stage?.close();
});

test('the journal fills up with receipts that are in POHODA and others that wait, until n8n refuses more', async () => {
	expect(storedKeys(await push(old))).toHaveLength(old.length);
	expect(messageOf(await runNow(stage, 'Send'))).toContain('300 created');
	for (let from = 1; refused.length === 0; from += 100) {
		expect(from).toBeLessThan(2000);
		const next = receipts('P2', day(0), from, 100);
		const answer = await push(next);
		if (storedKeys(answer).length === next.length) stored.push(...next);
		else {
			expect(answer.status).toBe(500);
			refused = next;
		}
	}
	expect(stored.length).toBeGreaterThan(0);
	expect((await journal(stage)).filter(({ kind }) => kind === 'record')).toHaveLength(old.length + stored.length);
});

test('nothing is sent that could not be recorded, and the status page is red', async () => {
	const rows = await journal(stage);
	// The newest execution may be the one that tells of the stop.
	await executionOf(stage, '2b-ekasa-pohoda-send', () => runNow(stage, 'Send').catch(() => undefined));
	const ended = await stage.client.executions(stage.workflow('2b-ekasa-pohoda-send').id, 2);
	expect(ended.map(({ status }) => status)).toContain('error');
	expect(stage.mserver.state.documents).toHaveLength(old.length);
	expect(await journal(stage)).toEqual(rows);
	expect(await statusPage(stage)).toMatch(/<p class="bad">The journal takes about [^<]*The table is full, or nearly/);
});

test('Tidy Up Now makes room; then everything goes, each receipt once', async () => {
	const { status } = await stage.client.runByHand(stage.workflow('5-housekeeping').id, 'Tidy Up Now');
	expect(status).toBe('success');
	expect(storedKeys(await push(refused))).toHaveLength(refused.length);
	await runNow(stage, 'Send');
	const all = [...old, ...stored, ...refused].map(keyOf);
	expect(stage.mserver.state.documents.map(({ extIds: [id] }) => id!.ids).sort()).toEqual(all.sort());
	expect((await compared(stage, 30)).filter(({ unexplained, open }) => unexplained !== 0 || open !== 0)).toEqual([]);
	expect(await statusPage(stage)).not.toMatch(/FAILING|NOT RUNNING/);
});
