/** Pictures of the Helios workflows for docs/images, as people see them in a browser. */
import { expect, test } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from './support/files.mts';
import { adjust, settings } from './support/helios.mts';
import { fill } from './support/people.mts';
import { pictureTests, type Panels } from './support/pictures.mts';
import { startSftp, type SftpServer } from './support/sftp.mts';
import { day, receipts } from './support/shop.mts';
import { SECRETS } from './support/stage.mts';
import { pushJson } from './support/till.mts';

const PANELS: Panels = {
	'10-helios-by-hand': {},
	'11-helios-cloud': { Helios: 'panel-helios-write-export-files', 'Choose Uploads': 'panel-helios-choose-export-files', 'Claim → Confirm': 'panel-sync-journal-confirm' },
	'12-helios-import': { 'Read Export Files': 'panel-helios-read-export-files' },
};
const SAMPLE = join(repositoryRoot(), 'test', 'fixtures', 'helios', 'set-a-cash-sale');

let sftp: SftpServer;

pictureTests(
	'pictures of Helios',
	async (frame) => {
		const login = { user: 'helios', password: 'helios' };
		sftp = await startSftp(login, ['/helios', '/helios/import']);
		frame.later(async () => await sftp.stop());
		await frame.open({ sftp: { host: '127.0.0.1', port: sftp.port, username: login.user, password: login.password } });
		await frame.stage.activate('2a-ekasa-intake', '10-helios-by-hand', '11-helios-cloud');
		await frame.stage.client.webhook('/webhook/ekasa-intake/ekasa', { method: 'POST' });
	},
	(frame) => {
		const push = async (register: string, count: number) => {
			await pushJson(frame.stage.intakeUrl, SECRETS, { receipts: receipts(register, day(0), 1, count) });
		};
		const open = async (form: string) => {
			await frame.pictures.page.goto(`${frame.stage.n8n.url}/form/${form}`);
			await frame.pictures.page.locator('#submit-btn').waitFor();
		};
		/** Sends the form and waits for the page that follows. */
		const submit = async (heading: string, picture: string) => {
			const { page } = frame.pictures;
			await page.locator('#submit-btn').click();
			await page.locator('h1', { hasText: heading }).filter({ visible: true }).first().waitFor({ timeout: 120_000 });
			await frame.pictures.still();
			await frame.pictures.shot(picture);
		};

		frame.testWorkflows(PANELS);

		test('an export by hand, the log, and what a run would do', async () => {
			const { page } = frame.pictures;
			await push('P1', 3);
			await fill(frame.stage, 'helios-export', { 'Which receipts': 'Not exported yet', 'Your name (AutorExportu)': 'Petr' });
			await push('P2', 4);
			await open('helios-export');
			await frame.pictures.shot('form-helios-export');
			await page.locator('#field-7').fill('Jana');
			await submit('The files for Helios are made', 'form-helios-export-done');
			await open('helios-exports');
			await page.locator('#submit-btn').click();
			await page.getByText('by Jana').first().waitFor({ timeout: 120_000 });
			await frame.pictures.still();
			await frame.pictures.shot('form-helios-exports');
			await push('P3', 2);
			await open('helios-run-now');
			await submit('Preview', 'form-helios-run-now-preview');
			frame.expectThere('form-helios-export', 'form-helios-export-done', 'form-helios-exports', 'form-helios-run-now-preview');
		});

		test('receipts that could not be read', async () => {
			const { page } = frame.pictures;
			for (const name of readdirSync(SAMPLE).filter((one) => one.endsWith('.txt'))) sftp.files.set(`/helios/import/${name}`, readFileSync(join(SAMPLE, name)));
			await settings(frame.stage, '12-helios-import', { afterwards: 'leave' });
			await adjust(frame.stage, '12-helios-import', (node, parameters) => {
				if (node.startsWith('Read Export')) parameters.options = { ...(parameters.options as object), knownGoods: '100/000001' };
			});
			expect((await frame.stage.client.runByHand(frame.stage.workflow('12-helios-import').id, 'Look Now')).status).toBe('success');
			await open('helios-import-errors');
			await page.locator('#field-0').fill('Jana');
			await page.locator('#submit-btn').click();
			await page.locator('.multiselect-checkbox').first().waitFor({ timeout: 120_000 });
			await frame.pictures.still();
			await frame.pictures.shot('form-helios-import-errors');
			frame.expectThere('form-helios-import-errors');
		});
	},
);
