/** Pictures for docs/images: every canvas, panel, form and page, as people see them in a browser. */
import { expect, test } from '@jest/globals';
import { exportFile } from './support/exportFile.mts';
import { importInPohoda, runNow } from './support/people.mts';
import { pictureTests, type Panels } from './support/pictures.mts';
import { day, keyOf, receipt, receipts } from './support/shop.mts';
import { SECRETS } from './support/stage.mts';
import { pushJson } from './support/till.mts';

/** Node by picture; every operation of our nodes once. */
const PANELS: Panels = {
	'1-ekasa-pohoda-file': { 'Read Export File': 'panel-ekasa-read-export-file', POHODA: 'panel-pohoda-create-file', 'Read Answer File': 'panel-pohoda-read-answer-file' },
	'2a-ekasa-intake': { 'eKasa Trigger': 'panel-ekasa-trigger', 'Take In → Receive': 'panel-sync-journal-receive' },
	'2b-ekasa-pohoda-send': { POHODA: 'panel-pohoda-create', 'What Waits → Waiting Records': 'panel-sync-journal-waiting', 'Book → Results': 'panel-sync-journal-results' },
	'2c-ekasa-intake-sftp': {},
	'3-problems': { 'Get Problems → Problems': 'panel-sync-journal-problems', 'Decide → Set State': 'panel-sync-journal-set-state' },
	'4-status-page': { 'Documents in POHODA': 'panel-pohoda-get-many', 'Status → Report': 'panel-sync-journal-report', 'Status → Reconcile': 'panel-sync-journal-reconcile' },
	'5-housekeeping': { 'Tidy Up → Compact': 'panel-sync-journal-compact' },
};

pictureTests(
	'pictures',
	async (frame) => {
		await frame.open();
		const { stage } = frame;
		await stage.activate('1-ekasa-pohoda-file', '2a-ekasa-intake', '2b-ekasa-pohoda-send', '3-problems', '4-status-page', '5-housekeeping');
		await stage.client.webhook('/webhook/ekasa-intake/ekasa', { method: 'POST' });
		const unmapped = receipt('P2', 103, day(0));
		const edenred = { ...unmapped, payments: [{ method: 'voucher', label: 'Edenred', amount: unmapped.total }] };
		const sold = [...receipts('P1', day(1), 1, 12), ...receipts('P1', day(0), 13, 9), ...receipts('P2', day(0), 101, 2), edenred];
		await pushJson(stage.intakeUrl, SECRETS, { receipts: sold });
		await runNow(stage, 'Send');
		await pushJson(stage.intakeUrl, SECRETS, { receipts: [{ ...sold[1], payments: [{ method: 'cash', amount: 1 }] }, ...receipts('P2', day(0), 104, 4)] });
	},
	(frame) => {
		frame.testWorkflows(PANELS);

		test('credentials', async () => {
			const { pictures, stage } = frame;
			for (const [type, name] of Object.entries({ ekasaWebhookApi: 'credential-ekasa-webhook', pohodaMServerApi: 'credential-pohoda-mserver' })) {
				const { id } = (await stage.client.credentials()).find((one) => one.type === type)!;
				await pictures.page.goto(`${stage.n8n.url}/home/credentials/${id}`);
				await pictures.page.locator('[data-test-id="credential-edit-dialog"]').first().waitFor();
				if (type === 'pohodaMServerApi') await pictures.page.getByText('Connection tested successfully').waitFor();
				await pictures.still();
				await pictures.shot(name);
				frame.expectThere(name);
			}
		});

		test('forms and their endings', async () => {
			const { pictures, stage } = frame;
			const { page } = pictures;
			const open = async (path: string, name: string) => {
				await page.goto(`${stage.n8n.url}/form/${path}`);
				await page.locator('#submit-btn').waitFor();
				await pictures.shot(name);
			};
			const submit = async (title: string, name: string) => {
				await page.locator('#submit-btn').click();
				await page.locator('h1', { hasText: title }).filter({ visible: true }).first().waitFor();
				await pictures.still();
				await pictures.shot(name);
			};
			await open('pohoda-run-now', 'form-run-now');
			await submit('Preview: nothing was sent', 'form-run-now-preview');
			await open('ekasa-pohoda-file', 'form-export-file');
			await page.locator('input[type=file]').setInputFiles({ name: 'export.xml', mimeType: 'text/xml', buffer: exportFile(receipts('P3', day(0), 301, 6)) });
			await page.getByLabel('IČO of the accounting unit').fill(stage.mserver.state.settings.ico);
			const download = page.waitForEvent('download');
			await submit('The file for POHODA is made', 'form-export-file-done');
			const made = await download;
			expect(made.suggestedFilename()).toMatch(/^pohoda_.*\.xml$/);
			const chunks: Buffer[] = [];
			for await (const chunk of await made.createReadStream()) chunks.push(chunk as Buffer);
			const answer = await importInPohoda(stage, Buffer.concat(chunks));
			await open('pohoda-answer', 'form-answer-file');
			await page.locator('input[type=file]').setInputFiles({ name: 'answer.xml', mimeType: 'text/xml', buffer: answer });
			await submit('The answer is in the journal', 'form-answer-file-done');
			await open('sync-problems', 'form-problems');
			await page.getByLabel('Your name').fill('Jana');
			await submit('Problems', 'form-problems');
			await page.locator('.multiselect-option', { hasText: 'Receipts' }).or(page.locator('.multiselect-checkbox')).first().waitFor();
			await pictures.shot('form-problems-list');
			await page.locator('.multiselect-checkbox').first().check();
			await page.getByText('Entered by Hand', { exact: true }).click();
			await submit('1 decided', 'form-problems-decided');
			expect(stage.mserver.state.documents.some((document) => document.extIds[0]?.ids === keyOf(receipt('P3', 301, day(0))))).toBe(true);
		});

		test('status page and stand-in', async () => {
			const { pictures, stage } = frame;
			await pictures.page.goto(`${stage.n8n.url}/webhook/sync-status`);
			await pictures.page.locator('h1').waitFor();
			await pictures.shot('page-status');
			await pictures.page.goto(stage.mserver.url);
			await pictures.page.locator('table').first().waitFor();
			await pictures.shot('page-stand-in');
			frame.expectThere('page-status', 'page-stand-in');
		});
	},
);
