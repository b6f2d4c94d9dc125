/** Pictures: the canvases of the e-shop workflows, panels of POHODA's agendas for docs/images; every panel of the node to be looked at. */
import { describe, expect, test } from '@jest/globals';
import { RESOURCES } from '../../nodes/Pohoda/resources';
import { ORDERS, order, sendOrders, shopCredential, startWooCommerce } from './support/eshop.mts';
import { pictureTests, type Panels } from './support/pictures.mts';

const PANELS: Panels = {
	[ORDERS]: { 'As Orders': 'panel-eshop-as-orders', 'POHODA: Orders': 'panel-pohoda-order-create', 'POHODA: Customers': 'panel-pohoda-contact-upsert', 'POHODA: Invoices': 'panel-pohoda-invoice-get-many' },
	'7-customers': { 'POHODA: Contacts': 'panel-pohoda-contact-get-many', 'POHODA: Change': 'panel-pohoda-contact-update' },
};

/** Panels that docs/images has beside those of the workflows. */
const DOCUMENTED = ['raw-send', 'file-buildImportFile', 'document-cancel', 'stockItem-upsert'];

/** What n8n marks in red where it is empty. */
const REQUIRED = { documentKey: '2026001748', date: '2026-11-14', documentNumber: '26FV00012', report: '151', ico: '12345678', dateFrom: '2026-11-14', dateTill: '2026-11-14', targetStore: { __rl: true, mode: 'code', value: 'PRODEJNA' } };

/** Every operation, with the record filled in below where it can be. */
const OPERATIONS = Object.fromEntries(
	RESOURCES.flatMap(({ value: resource, operations }) =>
		operations.map(({ value: operation }) => [`${resource}-${operation}`, { resource, operation, recordSource: 'fields', ...REQUIRED }]),
	),
);

pictureTests(
	'pictures of POHODA',
	async (frame) => {
		const shop = await startWooCommerce();
		frame.later(() => shop.close());
		await frame.open({ credentials: shopCredential(shop) });
		await frame.stage.activate(ORDERS, '7-customers');
		order(shop, ['HRNEK-01', 'KAVA-250']);
		order(shop, ['CAJ-20', 'NOVINKA']);
		await sendOrders(frame.stage, 'Send');
	},
	(frame) => {
		frame.testWorkflows(PANELS);

		test('the form Run Now and its ending', async () => {
			const { page } = frame.pictures;
			await page.goto(`${frame.stage.n8n.url}/form/eshop-orders-run-now`);
			await page.locator('#submit-btn').click();
			await page.locator('h1', { hasText: 'Preview: nothing was sent' }).filter({ visible: true }).first().waitFor();
			await frame.pictures.still();
			await frame.pictures.shot('form-eshop-orders-preview');
			frame.expectThere('form-eshop-orders-preview');
		});

		describe('every panel of the node', () => {
			test('opens without a fault, fits its column, and has its picture', async () => {
				await frame.openLoose('n8n-nodes-ekasa-sync.pohoda', 'pohodaMServerApi', OPERATIONS);
				const faults: string[] = [];
				for (const name of Object.keys(OPERATIONS)) {
					const documented = DOCUMENTED.includes(name);
					const { wide, issues } = await frame.pictures.inspect(name, documented ? `panel-pohoda-${name.toLowerCase()}` : undefined);
					if (wide || issues > 0) faults.push(`${name}: ${wide ? 'wider than its column' : ''} ${issues}`);
				}
				expect(faults).toEqual([]);
				frame.expectThere(...DOCUMENTED.map((name) => `panel-pohoda-${name.toLowerCase()}`));
			});
		});
	},
);
