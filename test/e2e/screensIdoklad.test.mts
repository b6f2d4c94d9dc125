/** Pictures of the iDoklad workflows, panels, credential, forms and pages for docs/images. */
import { expect, test } from '@jest/globals';
import type { IDoklad } from '../sandbox/idoklad/index.mts';
import { change, idokladCredential, sendPriceList, sendToIDoklad, showIDokladDocuments, startShopIDoklad } from './support/idoklad.mts';
import { pictureTests } from './support/pictures.mts';
import { day, receipt, receipts } from './support/shop.mts';
import { SECRETS } from './support/stage.mts';
import { pushJson } from './support/till.mts';

const LIST = 'ID;PLU;Název;Cena bez DPH;Cena s DPH;DPH sazba;Název kategorie;Štítky;Sklady;Zobrazovat;Poznámka;Jednotka\n1;KAVA-250;Káva mletá 250 g;;129.90;1.12;Nápoje;;A;A;;ks\n2;HRNEK-01;Hrnek s uchem, modrý;;189.00;1.21;Zboží;;A;A;;ks\n';

/** Operations of the iDoklad node that stand in no workflow, with what makes their fields visible. */
const OPERATIONS: Record<string, Record<string, unknown>> = {
	'panel-idoklad-agenda': { resource: 'agenda', operation: 'get' },
	'panel-idoklad-cash-document-create': { resource: 'cashDocument', operation: 'create' },
	'panel-idoklad-code-list': { resource: 'codeList', operation: 'getAll' },
	'panel-idoklad-contact-create': { resource: 'contact', operation: 'create' },
	'panel-idoklad-contact-get': { resource: 'contact', operation: 'get' },
	'panel-idoklad-exported-flag': { resource: 'exportedFlag', operation: 'update' },
	'panel-idoklad-invoice-create': { resource: 'invoice', operation: 'create' },
	'panel-idoklad-invoice-get-many': { resource: 'invoice', operation: 'getAll' },
	'panel-idoklad-invoice-mark-paid': { resource: 'invoice', operation: 'markPaid' },
	'panel-idoklad-price-list-get': { resource: 'priceListItem', operation: 'get' },
	'panel-idoklad-recount': { resource: 'salesReceipt', operation: 'recount' },
	'panel-idoklad-sales-receipt-update': { resource: 'salesReceipt', operation: 'update' },
	'panel-idoklad-stock-movement-create': { resource: 'stockMovement', operation: 'create' },
};

let idoklad: IDoklad;

pictureTests(
	'pictures of iDoklad',
	async (frame) => {
		idoklad = await startShopIDoklad();
		frame.later(() => idoklad.close());
		await frame.open({ credentials: { iDokladOAuth2Api: idokladCredential(idoklad) } });
		const { stage } = frame;
		await stage.activate('2a-ekasa-intake', '8-ekasa-idoklad', '9-price-list-idoklad', '4-status-page');
		await showIDokladDocuments(stage);
		await stage.client.webhook('/webhook/ekasa-intake/ekasa', { method: 'POST' });
		const unmapped = receipt('P2', 103, day(0));
		const edenred = { ...unmapped, payments: [{ method: 'voucher', label: 'Edenred', amount: unmapped.total }] };
		await pushJson(stage.intakeUrl, SECRETS, { receipts: [...receipts('P1', day(1), 1, 12), ...receipts('P2', day(0), 101, 2), edenred] });
		await sendPriceList(stage, 'Send', 'products.csv', LIST);
		await sendToIDoklad(stage, 'Send');
		await pushJson(stage.intakeUrl, SECRETS, { receipts: receipts('P1', day(0), 13, 6) });
	},
	(frame) => {
		test('canvases and panels of the workflows', async () => {
			const { pictures, stage } = frame;
			const { url } = stage.n8n;
			await pictures.canvas(url, stage.workflow('8-ekasa-idoklad').id, 'canvas-8-ekasa-idoklad');
			await pictures.panel('iDoklad', 'panel-idoklad-sales-receipt-create');
			await pictures.canvas(url, stage.workflow('9-price-list-idoklad').id, 'canvas-9-price-list-idoklad');
			await pictures.panel('iDoklad', 'panel-idoklad-price-list-upsert');
			await pictures.canvas(url, stage.workflow('4-status-page').id, 'canvas-4-status-page');
			await pictures.panel('Documents in iDoklad', 'panel-idoklad-sales-receipt-get-many');
			frame.expectThere('canvas-8-ekasa-idoklad', 'canvas-9-price-list-idoklad', 'panel-idoklad-sales-receipt-create');
		});

		test('panels of the other operations', async () => {
			await frame.openLoose('n8n-nodes-ekasa-sync.iDoklad', 'iDokladOAuth2Api', OPERATIONS);
			for (const name of Object.keys(OPERATIONS)) await frame.pictures.panel(name, name);
			frame.expectThere(...Object.keys(OPERATIONS));
		});

		test('the trigger both ways', async () => {
			const triggers = Object.fromEntries(['polling', 'webhook'].map((receiveBy) => [`panel-idoklad-trigger-${receiveBy}`, { receiveBy }]));
			await frame.openLoose('n8n-nodes-ekasa-sync.iDokladTrigger', 'iDokladOAuth2Api', triggers);
			for (const name of Object.keys(triggers)) await frame.pictures.panel(name, name);
			frame.expectThere(...Object.keys(triggers));
		});

		test('credential, accepted and refused: the dialog says what to check', async () => {
			const { pictures, stage } = frame;
			const { id } = (await stage.client.credentials()).find(({ type }) => type === 'iDokladOAuth2Api')!;
			const { data } = idokladCredential(idoklad, { clientSecret: 'mistyped' });
			const wrong = await stage.client.createCredential('iDoklad (wrong secret)', 'iDokladOAuth2Api', data);
			const dialog = pictures.page.locator('[data-test-id="credential-edit-dialog"]').first();
			for (const [credential, name, answer] of [
				[id, 'credential-idoklad', 'Connection tested successfully'],
				[wrong.id, 'credential-idoklad-refused', 'Couldn’t connect with these settings'],
			] as const) {
				await pictures.page.goto(`${stage.n8n.url}/home/credentials/${credential}`);
				await dialog.getByText(answer).first().waitFor();
				await pictures.still();
				await pictures.shot(name);
				frame.expectThere(name);
				const text = await dialog.innerText();
				expect(text).toContain(answer);
				expect(text).toContain('check both for missing characters');
			}
		});

		test('forms, status page, stand-in', async () => {
			const { pictures, stage } = frame;
			const { page } = pictures;
			await change(stage, '8-ekasa-idoklad', (nodes) => {
				const { assignments } = nodes.find(({ name }) => name === 'Settings')!.parameters.assignments as { assignments: Array<{ name: string; value: unknown }> };
				assignments.find(({ name }) => name === 'products')!.value = true;
			});
			await page.goto(`${stage.n8n.url}/form/idoklad-run-now`);
			await page.locator('#submit-btn').click();
			await page.locator('h1', { hasText: 'Preview: nothing was sent' }).filter({ visible: true }).first().waitFor();
			await pictures.still();
			await pictures.shot('form-idoklad-run-now-preview');
			await page.goto(`${stage.n8n.url}/form/idoklad-price-list`);
			await page.locator('input[type=file]').setInputFiles({ name: 'products.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST.replace('189.00', '199.00')) });
			await pictures.shot('form-idoklad-price-list');
			await page.locator('#submit-btn').click();
			await page.locator('h1', { hasText: 'Preview: nothing was sent' }).filter({ visible: true }).first().waitFor();
			await pictures.still();
			await pictures.shot('form-idoklad-price-list-preview');
			await page.goto(`${stage.n8n.url}/webhook/sync-status?flow=idoklad`);
			await page.locator('h1').waitFor();
			await pictures.shot('page-status-idoklad');
			await page.goto(idoklad.url);
			await page.locator('table').first().waitFor();
			await pictures.shot('page-stand-in-idoklad');
			frame.expectThere('form-idoklad-run-now-preview', 'form-idoklad-price-list-preview', 'page-status-idoklad', 'page-stand-in-idoklad');
		});
	},
);
