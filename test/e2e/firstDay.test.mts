/** The installed package in a real n8n on its first day: empty database, no table, every workflow imported and run. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportFile } from './support/exportFile.mts';
import { contractTest, pohodaSchemas, validate } from '../support/xsd.mts';
import { closeFile, compared, importInPohoda, executionOf, itemsOf, journal, makeFile, messageOf, problems, runNow, setting, statusPage } from './support/people.mts';
import { startSftp, type SftpServer } from './support/sftp.mts';
import { day, keyOf, receipt, receipts } from './support/shop.mts';
import { SECRETS, Stage } from './support/stage.mts';
import { pushFile, pushJson } from './support/till.mts';
import { until } from '../support/until.mts';

const SFTP = { user: 'till', password: 'till-password' };
let sftp: SftpServer;
let stage: Stage;

beforeAll(async () => {
	sftp = await startSftp(SFTP, ['/export', '/export/done']);
	stage = await Stage.open({
		n8n: { editor: true },
		mserver: pohodaSchemas() ? { xsd: validate } : {},
		sftp: { host: '127.0.0.1', port: sftp.port, username: SFTP.user, password: SFTP.password },
	});
});

afterAll(async () => {
	await stage?.close();
	await sftp?.stop();
});

describe('installed from the tarball', () => {
	test('n8n knows the nodes', async () => {
		const types = await stage.client.nodeTypes();
		for (const name of ['ekasa', 'ekasaTrigger', 'helios', 'iDoklad', 'iDokladTrigger', 'pohoda', 'pohodaTrigger', 'stockSync', 'syncJournal']) expect(types).toContain(`n8n-nodes-ekasa-sync.${name}`);
	});

	test('the test of the POHODA credential is green with right data, and red with the reason with wrong ones', async () => {
		const { ico, user, password, company } = stage.mserver.state.settings;
		const data = { url: stage.mserver.url, user, password, ico, instance: 'n8n', ignoreSslIssues: false };
		const answer = async (changes: Partial<typeof data>) => await stage.client.testCredential('pohodaMServerApi', { ...data, ...changes });
		const good = await answer({});
		expect(good).toMatchObject({ status: 'OK', message: expect.stringContaining(company) });
		for (const changes of [{ password: 'wrong' }, { ico: '87654321' }, { url: 'http://127.0.0.1:1' }]) {
			const bad = await answer(changes);
			expect(bad.status).toBe('Error');
			expect(bad.message).not.toContain('wrong');
			expect(bad.message.length).toBeGreaterThan(20);
		}
	});

	test('the test of the webhook credential wants long secrets', async () => {
		expect(await stage.client.testCredential('ekasaWebhookApi', SECRETS)).toMatchObject({ status: 'OK' });
		expect(await stage.client.testCredential('ekasaWebhookApi', { signingSecret: 'short', uploadToken: '' })).toMatchObject({ status: 'Error' });
	});
});

describe('each workflow, first thing on an empty database', () => {
	test('Problems has nothing to decide', async () => {
		await stage.activate('3-problems');
		expect(await problems(stage)).toEqual([]);
	});

	test('the status page says that nothing has run', async () => {
		await stage.activate('4-status-page');
		expect(await statusPage(stage)).toContain('NEVER RUN');
	});

	test('sending has nothing to send, and says so in the journal', async () => {
		await stage.activate('2b-ekasa-pohoda-send');
		expect(messageOf(await runNow(stage, 'Send'))).toContain('nothing to send');
		expect((await journal(stage)).map(({ kind, mode }) => [kind, mode])).toEqual([['run', 'manual']]);
	});

	test('housekeeping runs on next to nothing', async () => {
		const { status } = await stage.client.runByHand(stage.workflow('5-housekeeping').id, 'Tidy Up Now');
		expect(status).toBe('success');
	});
});

describe('receipts on their way', () => {
	const pushed = receipts('P1', day(0), 1, 5);

	test('the intake stores what a till pushes before it answers, once', async () => {
		await stage.activate('2a-ekasa-intake');
		await stage.client.webhook('/webhook/ekasa-intake/ekasa', { method: 'POST' });
		const first = await pushJson(stage.intakeUrl, SECRETS, { receipts: pushed });
		expect(first).toEqual({ status: 200, body: { accepted: pushed.map(keyOf), alreadyKnown: [], changed: [], refused: [] } });
		const again = await pushJson(stage.intakeUrl, SECRETS, { receipts: pushed });
		expect(again.body).toMatchObject({ accepted: [], alreadyKnown: pushed.map(keyOf) });
		expect((await journal(stage)).filter(({ kind }) => kind === 'record')).toHaveLength(5);
	});

	test('a call without signature, or with a wrong one, starts nothing', async () => {
		await stage.keepRuns('2a-ekasa-intake');
		const before = (await stage.client.executions(stage.workflow('2a-ekasa-intake').id)).length;
		expect((await fetch(stage.intakeUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '[]' })).status).toBe(401);
		expect((await pushJson(stage.intakeUrl, { ...SECRETS, signingSecret: 'another-secret-0123456789' }, pushed)).status).toBe(401);
		expect(await stage.client.executions(stage.workflow('2a-ekasa-intake').id)).toHaveLength(before);
	});

	test('an uploaded export file comes in the same way', async () => {
		const uploaded = receipts('P2', day(0), 101, 3);
		const answer = await pushFile(stage.intakeUrl, SECRETS, 'export.xml', exportFile(uploaded));
		expect(answer.body).toMatchObject({ accepted: uploaded.map(keyOf), refused: [] });
	});

	test('a preview sends nothing, sending sends everything', async () => {
		expect((await runNow(stage, 'Preview')).title).toContain('nothing was sent');
		expect(stage.mserver.state.documents).toHaveLength(0);
		expect(messageOf(await runNow(stage, 'Send'))).toContain('8 created');
		expect(stage.mserver.state.documents).toHaveLength(8);
	});

	test('a run by hand from the editor is a preview too', async () => {
		await pushJson(stage.intakeUrl, SECRETS, receipt('P1', 6, day(0)));
		const run = await stage.client.runByHand(stage.workflow('2b-ekasa-pohoda-send').id, 'Every 6 Hours');
		expect(itemsOf(run, 'POHODA')).toMatchObject([{ outcome: 'preview' }]);
		expect(stage.mserver.state.documents).toHaveLength(8);
	});

	test('the schedule sends by itself, and the status page says that it runs', async () => {
		const workflow = await stage.client.workflow(stage.workflow('2b-ekasa-pohoda-send').id);
		const often = workflow.nodes.map((node) =>
			node.name === 'Every 6 Hours' ? { ...node, parameters: { rule: { interval: [{ field: 'seconds', secondsInterval: 2 }] } } } : node,
		);
		await stage.client.activate(await stage.client.updateWorkflow({ ...workflow, nodes: often }));
		await until('an automatic run', async () => (await journal(stage)).some(({ kind, mode }) => kind === 'run' && mode === 'automatic') || undefined);
		const { versionId } = await stage.client.workflow(workflow.id);
		await stage.client.activate(await stage.client.updateWorkflow({ ...workflow, versionId }));
		expect(stage.mserver.state.documents).toHaveLength(9);
		expect(await statusPage(stage)).toContain('RUNNING. The last automatic run');
	});
});

describe('by file', () => {
	const exported = receipts('P3', day(0), 301, 6);

	test('an export becomes the file for POHODA, once; the answer file closes the receipts', async () => {
		await stage.activate('1-ekasa-pohoda-file');
		const made = await makeFile(stage, exportFile(exported));
		expect(messageOf(made)).toContain('6 written');
		expect(made.files).toHaveLength(1);
		const again = await makeFile(stage, exportFile(exported));
		expect([again.title, again.files]).toEqual(['No file was made', []]);
		const answer = await importInPohoda(stage, made.files[0]!.content);
		expect(messageOf(await closeFile(stage, answer))).toContain('6 created');
		expect(stage.mserver.state.documents).toHaveLength(15);
		expect(messageOf(await runNow(stage, 'Send'))).toContain('nothing to send');
	});

	test('the same file comes out when it is written again, and POHODA takes each receipt once', async () => {
		const late = receipts('P3', day(0), 307, 2);
		const first = await makeFile(stage, exportFile(late));
		const second = await makeFile(stage, exportFile(late), 'Write again');
		expect(second.files[0]!.content.equals(first.files[0]!.content)).toBe(true);
		await importInPohoda(stage, first.files[0]!.content);
		expect(messageOf(await closeFile(stage, await importInPohoda(stage, second.files[0]!.content)))).toContain('2 duplicate');
		expect(stage.mserver.state.documents).toHaveLength(17);
	});
});

test('files from SFTP are taken, moved when they are stored, and left when they are cut off', async () => {
	const exported = exportFile(receipts('P2', day(0), 121, 3));
	sftp.files.set('/export/good.xml', exported).set('/export/half.xml', exported.subarray(0, 3000)).set('/export/notes.txt', Buffer.from('x'));
	const run = await stage.client.runByHand(stage.workflow('2c-ekasa-intake-sftp').id, 'Look Now');
	expect(run.status).toBe('success');
	expect([...sftp.files.keys()]).toEqual(['/export/half.xml', '/export/notes.txt', expect.stringMatching(/^\/export\/done\/.*-good\.xml$/)]);
	const rows = await journal(stage);
	await stage.client.runByHand(stage.workflow('2c-ekasa-intake-sftp').id, 'Look Now');
	expect(await journal(stage)).toHaveLength(rows.length);
	expect(await problems(stage)).toEqual([expect.stringContaining('half.xml')]);
	sftp.files.set('/export/half.xml', exported);
	await stage.client.runByHand(stage.workflow('2c-ekasa-intake-sftp').id, 'Look Now');
	expect([...sftp.files.keys()].filter((path) => path.startsWith('/export/done/'))).toHaveLength(2);
});

test('till and POHODA agree, and housekeeping changes nothing in that', async () => {
	await runNow(stage, 'Send');
	const before = await compared(stage);
	expect(before.filter(({ unexplained, open }) => unexplained !== 0 || open !== 0)).toEqual([]);
	const rows = (await journal(stage)).length;
	const housekeeping = await stage.client.workflow(stage.workflow('5-housekeeping').id);
	// Rows of the last minutes are left alone, and here nothing is older than that.
	setting(housekeeping, 'settleMinutes', 0);
	await stage.client.updateWorkflow(housekeeping);
	const tidy = await stage.client.runByHand(housekeeping.id, 'Tidy Up Now');
	expect([tidy.status, (await journal(stage)).length < rows]).toEqual(['success', true]);
	expect(await compared(stage)).toEqual(before);
	expect(messageOf(await runNow(stage, 'Send'))).toContain('nothing to send');
});

test('when POHODA is off, the status page says so and compares with the journal', async () => {
	await stage.mserver.off();
	let page = '';
	const { status } = await executionOf(stage, '4-status-page', async () => (page = await statusPage(stage)));
	await stage.mserver.on();
	expect(page).toContain('POHODA could not be asked');
	expect(status).toBe('success');
});

contractTest('everything that was sent and answered is valid by the XSD', async () => {
	expect(stage.mserver.state.counters.imports).toBeGreaterThan(3);
	expect(await stage.mserver.xsdProblems()).toEqual([]);
});
