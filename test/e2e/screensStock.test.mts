/** Pictures of the stock workflows for docs/images, as people see them in a browser. */
import { test } from '@jest/globals';
import { pictureTests, type Panels } from './support/pictures.mts';
import { stockFile } from './support/stockFile.mts';

const PANELS: Panels = {
	'13-pohoda-ekasa-stock-file': { Compare: 'panel-stock-sync-replacement', 'Write Import File': 'panel-ekasa-write-import-file' },
	'14-pohoda-register-stock': { Compare: 'panel-stock-sync-one-way' },
	'15-two-way-price-list': { Compare: 'panel-stock-sync-two-way' },
};

pictureTests(
	'pictures of stock',
	async (frame) => {
		await frame.open();
		await frame.stage.activate('13-pohoda-ekasa-stock-file');
	},
	(frame) => {
		frame.testWorkflows(PANELS);

		test('the form with the differences', async () => {
			const { pictures, stage } = frame;
			const { page } = pictures;
			const goods = [
				{ code: 'KAVA-250', name: 'Káva mletá 250 g', quantity: 12, gross: 129.9, vatRate: 12 },
				{ code: '00421', name: 'Žlutá konvička 0,8 l', quantity: 4, gross: 649, vatRate: 21 },
			];
			const [stock, current] = [await stockFile(goods), await stockFile([...goods.map((one) => ({ ...one, quantity: one.quantity - 3, gross: one.gross - 9 })), { code: 'STARE', name: 'Staré zboží', quantity: 1, gross: 10, vatRate: 21 }])];
			await page.goto(`${stage.n8n.url}/form/pohoda-ekasa-stock`);
			await page.locator('#submit-btn').waitFor();
			await pictures.shot('form-stock');
			const inputs = page.locator('input[type=file]');
			await inputs.nth(0).setInputFiles({ name: 'stock.xml', mimeType: 'text/xml', buffer: stock });
			await inputs.nth(1).setInputFiles({ name: 'register.xml', mimeType: 'text/xml', buffer: current });
			await page.locator('#submit-btn').click();
			await page.locator('h1', { hasText: 'What would change' }).filter({ visible: true }).first().waitFor();
			await pictures.still();
			await pictures.shot('form-stock-differences');
			await page.locator('.multiselect-checkbox').first().check();
			await page.locator('#submit-btn').click();
			await page.locator('h1', { hasText: 'is made' }).filter({ visible: true }).first().waitFor();
			await pictures.shot('form-stock-done');
			frame.expectThere('form-stock', 'form-stock-differences', 'form-stock-done');
		});
	},
);
