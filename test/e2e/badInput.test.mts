/** What is wrong ends in a message that says what to do, and loses nothing: it stands in the journal until somebody acts. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportFile } from './support/exportFile.mts';
import { until } from '../support/until.mts';
import { evaluate, nodeNamed, readWorkflow } from '../support/workflows.mts';
import { itemsOf, journal, messageOf, problems, runNow } from './support/people.mts';
import { day, keyOf, receipt, receipts } from './support/shop.mts';
import { SECRETS, Stage } from './support/stage.mts';
import { pushJson, pushXml } from './support/till.mts';

const SEND = '2b-ekasa-pohoda-send';
const today = day(0);
const xml = exportFile(receipts('P1', today, 1, 3));
let stage: Stage;

/** Text of an export with a change, in the bytes of another encoding if asked. */
const changed = (from: string | RegExp, to: string): Buffer => Buffer.from(xml.toString('latin1').replace(from, to), 'latin1');
const push = async (content: unknown) => (await pushJson(stage.intakeUrl, SECRETS, content)).body as { accepted: string[]; refused: Array<{ reasons: string[] }> };

beforeAll(async () => {
	stage = await Stage.open();
	await stage.activate('2a-ekasa-intake', SEND, '3-problems');
	await stage.client.webhook('/webhook/ekasa-intake/ekasa', { method: 'POST' });
});

afterAll(async () => await stage?.close());

describe('files', () => {
	test.each([
		['cut off', () => xml.subarray(0, xml.length - 500), /ends too early|not complete/],
		['with a DOCTYPE', () => changed('<dat:dataPack', '<!DOCTYPE x [<!ENTITY e "x">]><dat:dataPack'), /DOCTYPE/],
		['without numbers', () => changed(/<pro:number>.*?<\/pro:number>/g, ''), /number/i],
		['that declare another encoding than they have', () => changed('Windows-1250', 'UTF-8'), /UTF-8/],
		['that are a list of goods', () => Buffer.from('<?xml version="1.0"?><stock/>'), /export/i],
	])('%s are refused with the reason, and are in Problems', async (_what, content, reason) => {
		const before = (await problems(stage)).length;
		const { status, body } = await pushXml(stage.intakeUrl, SECRETS, content());
		expect([status, (body.accepted as string[]).length]).toEqual([200, 0]);
		expect(JSON.stringify(body.refused)).toMatch(reason);
		expect(await problems(stage)).toHaveLength(before + 1);
	});

	test.each([20, 300])('a body of %s MB is refused as a whole, and the next call goes through', async (megabytes) => {
		const rows = (await journal(stage)).length;
		const huge = [{ ...receipt('P1', 5, today), note: 'x'.repeat(megabytes * 1024 * 1024) }];
		// n8n stops reading at its limit: a sender that is still writing may meet a closed connection before the answer.
		const answer = await pushJson(stage.intakeUrl, SECRETS, huge).catch((problem: Error) => String(problem.cause));
		// n8n's own words: it reads the body before our node runs. docs/webhook.md says what they mean.
		if (typeof answer !== 'string') expect(answer).toMatchObject({ status: 500, body: { message: 'There was a problem executing the workflow' } });
		else expect(answer).toMatch(/EPIPE|ECONNRESET|other side closed/);
		expect(await journal(stage)).toHaveLength(rows);
		expect((await pushJson(stage.intakeUrl, SECRETS, [])).body).toMatchObject({ accepted: [], refused: [] });
	});
});

describe('receipts', () => {
	const good = receipt('P2', 1, today);

	test('that do not add up, by a haléř or in their payments, are refused with the difference', async () => {
		const off = await push([{ ...good, total: Math.round(good.total * 100 + 1) / 100 }, { ...good, number: '2', payments: [{ method: 'cash', amount: 1 }] }]);
		expect(off.accepted).toEqual([]);
		expect(off.refused.map(({ reasons }) => /differs? by/.test(reasons.join(' ')))).toEqual([true, true]);
	});

	test('twice in one call are taken once when they are alike, and not at all when they differ', async () => {
		const other = { ...receipt('P2', 4, today), number: '3' };
		const { accepted, refused } = await push([good, good, receipt('P2', 3, today), other]);
		expect(accepted).toEqual([keyOf(good)]);
		expect(refused.flatMap(({ reasons }) => reasons).join(' ')).toContain('several different records');
		expect(refused.length).toBeGreaterThan(0);
	});

	test('with characters that POHODA cannot store arrive with similar ones and a warning', async () => {
		const emoji = receipt('P2', 7, today);
		await push({ ...emoji, items: [{ ...emoji.items[0]!, name: 'Káva 😀 „Łódź“' }, ...emoji.items.slice(1)] });
		expect(messageOf(await runNow(stage, 'Send'))).toContain('2 created');
		const row = (await journal(stage)).find(({ key, state }) => key === keyOf(emoji) && state === 'created');
		expect(row).toMatchObject({ warnings: expect.stringContaining('😀') });
	});

	test('of a day outside the accounting period are held, not moved to another day', async () => {
		stage.mserver.state.seedSettings({ period: { from: day(0), till: day(0) } });
		const late = receipt('P2', 9, day(1));
		await push(late);
		expect(messageOf(await runNow(stage, 'Send'))).toContain('1 held');
		expect((await problems(stage)).join('\n')).toMatch(/\[held\] Receipt P2\/9 .*period/);
	});

	test('of before the first day are stored and never sent', async () => {
		await push(receipt('P2', 11, '2025-12-31'));
		expect(messageOf(await runNow(stage, 'Send'))).toContain('nothing to send');
	});
});

test('a wrong unit stops the run with what to do, somebody is told, and everything goes once it is right', async () => {
	const credential = (await stage.client.credentials()).find(({ type }) => type === 'pohodaMServerApi')!;
	const { settings } = stage.mserver.state;
	const data = { url: stage.mserver.url, user: settings.user, password: settings.password, ico: settings.ico, instance: 'n8n', ignoreSslIssues: false };
	await stage.client.updateCredential(credential.id, credential.name, credential.type, { ...data, ico: '87654321' });
	await push(receipt('P2', 13, today));
	const before = stage.mserver.state.documents.length;
	const stopped = await runNow(stage, 'Send');
	expect([stopped.title, messageOf(stopped)]).toEqual(['It stopped', expect.stringContaining('87654321')]);
	const told = await until('the workflow to say what stopped', async () => {
		const list = await stage.client.executions(stage.workflow(SEND).id, 5);
		return list.find(({ mode, status }) => mode === 'error' && status === 'success');
	});
	const file = readWorkflow(`${SEND}.json`);
	const { name, parameters } = nodeNamed(file, 'Tell Someone');
	expect(evaluate(file, name, String(parameters.text), { 'When It Stops': [itemsOf(told, 'When It Stops') as never] })).toContain('87654321');
	expect(stage.mserver.state.documents).toHaveLength(before);
	await stage.client.updateCredential(credential.id, credential.name, credential.type, data);
	expect(messageOf(await runNow(stage, 'Send'))).toContain('1 created');
});
