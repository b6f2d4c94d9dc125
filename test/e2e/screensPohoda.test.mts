/** Pictures for docs/images: the canvases of the e-shop workflows, and panels of POHODA's agendas. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumPath, Pictures } from './support/browser.mts';
import { ORDERS, order, sendOrders, shopCredential, startWooCommerce, type WooCommerce } from './support/eshop.mts';
import { Stage, VISITOR } from './support/stage.mts';

const PANELS: Record<string, Record<string, string>> = {
	[ORDERS]: { 'As Orders': 'panel-eshop-as-orders', 'POHODA: Orders': 'panel-pohoda-order-create', 'POHODA: People': 'panel-pohoda-contact-upsert', 'POHODA: Invoices': 'panel-pohoda-invoice-get-many' },
	'7-customers': { 'POHODA: Contacts': 'panel-pohoda-contact-get-many', 'POHODA: Change': 'panel-pohoda-contact-update' },
};

const chromium = chromiumPath();
if (!chromium) console.log('Skipped: pictures need Chromium (apt-get install chromium, or CHROMIUM_PATH).');
const withBrowser = chromium ? describe : describe.skip;

withBrowser('pictures', () => {
	let shop: WooCommerce;
	let stage: Stage;
	let pictures: Pictures;
	const there = (name: string) => existsSync(join(pictures.folder, `${name}.png`));

	beforeAll(async () => {
		shop = await startWooCommerce();
		stage = await Stage.open({ credentials: shopCredential(shop) });
		await stage.activate(ORDERS, '7-customers');
		order(shop, ['HRNEK-01', 'KAVA-250']);
		order(shop, ['CAJ-20', 'NOVINKA']);
		await sendOrders(stage, 'Send');
		pictures = await Pictures.open(chromium!, VISITOR);
		await pictures.signIn(stage.n8n.url);
	});

	afterAll(async () => {
		await pictures?.close();
		await stage?.close();
		await shop?.close();
	});

	for (const [workflow, panels] of Object.entries(PANELS)) {
		test(`canvas and panels of ${workflow}`, async () => {
			await pictures.canvas(stage.n8n.url, stage.workflow(workflow).id, `canvas-${workflow}`);
			for (const [node, name] of Object.entries(panels)) await pictures.panel(node, name);
			expect([`canvas-${workflow}`, ...Object.values(panels)].filter((name) => !there(name))).toEqual([]);
		});
	}

	test('the form Run Now and its ending', async () => {
		const { page } = pictures;
		await page.goto(`${stage.n8n.url}/form/eshop-orders-run-now`);
		await page.locator('#submit-btn').click();
		await page.locator('h1', { hasText: 'Preview: nothing was sent' }).filter({ visible: true }).first().waitFor();
		await page.waitForTimeout(500);
		await pictures.shot('form-eshop-orders-preview');
		expect(there('form-eshop-orders-preview')).toBe(true);
	});
});
