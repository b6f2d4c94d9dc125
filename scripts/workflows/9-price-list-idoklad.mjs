import { js, node, part, workflow } from './build.mjs';
import { filter, journal, note, ONCE, ours, set, TO_PAGE } from './nodes.mjs';
import { ending, escaped, form, itStopped, stopTheRun, tellSomeone, whenItStops } from './pages.mjs';
import { deleteRows, insertRows, newestRow } from './tables.mjs';

const texts = {
	en: {
		name: 'Price list → iDoklad',
		notes: {
			setUp: `## Price list → iDoklad
The till’s product list into the price list (ceník) of iDoklad: by code, and only what is new or changed.

**Set-up**
1. **Product List**: choose a *Basic Auth* credential (the page shows business data).
2. **iDoklad**: choose an *iDoklad OAuth2 API* credential; *Options → Keep on Stock* if iDoklad shall keep the stock of new items.
3. Publish; the address of the form stands in **Product List**.`,
			list: `### The list is kept
Rows of the newest list stand in the Data Table \`product_list\`; *eKasa → iDoklad* (8, products: YES) sends from it what has changed since, or what waited because iDoklad was not reached. A preview keeps nothing.
Products that are no longer in the list stay in iDoklad: receipts refer to them.`,
		},
		productList: {
			title: 'Price list to iDoklad',
			description: 'Drop the product list: items of KASA FIK (Ceník, CSV), a stock list in the shape of POHODA (XML), or JSON Lines. Only what is new or changed goes to iDoklad. A preview sends nothing and shows what would go.',
			button: 'Go',
			data: 'Product list',
			what: 'What to do',
		},
		notTaken: { title: 'The list was not taken' },
		itStopped: { title: 'It stopped', advice: 'Nothing more was done in this run; what is in the journal stays there. Correct it and open the form again.' },
		tellSomeone: { stopped: 'Sending the price list to iDoklad stopped', advice: 'Nothing is lost: records that were stored go with the next run.' },
	},
};

export default workflow('9-price-list-idoklad', texts, (t) => ({
	nodes: {
		'Note: set-up': note([-48, -304], [656, 240], t.notes.setUp),
		'Note: list': note([720, -304], [752, 144], t.notes.list, 4),
		'Product List': form([0, 192], 'idoklad-price-list', t.productList, [
			{
				fieldLabel: t.productList.data,
				fieldName: 'data',
				fieldType: 'file',
				multipleFiles: false,
				acceptFileTypes: '.csv, .xml, .jsonl',
				requiredField: true,
			},
			{
				fieldLabel: t.productList.what,
				fieldName: 'what',
				fieldType: 'dropdown',
				fieldOptions: { values: [{ option: 'Preview' }, { option: 'Send' }] },
				defaultValue: 'Preview',
				requiredField: true,
			},
		]),
		'Create Product List': node('dataTable', 1.1, [192, 0], {
			resource: 'table',
			operation: 'create',
			tableName: 'product_list',
			columns: {
				column: [
					{ name: 'code' },
					{ name: 'name' },
					{ name: 'price', type: 'number' },
					{ name: 'priceIncludesVat', type: 'boolean' },
					{ name: 'vatRate', type: 'number' },
					{ name: 'ean' },
					{ name: 'unit' },
				],
			},
			options: { createIfNotExists: true },
		}, { ...ONCE, retryOnFail: true, maxTries: 5, waitBetweenTries: 1000 }),
		'Newest Product': newestRow([384, 0], 'product_list'),
		'Read List': ours('ekasa', [192, 192], { resource: 'product', operation: 'readExportFile', binaryPropertyName: 'data', format: 'auto', outputAs: 'items', options: {} }, TO_PAGE),
		'To Be Kept': filter([576, 0], js`$('Product List').first().json.what === 'Send' && $json.outcome === undefined && $json.code !== undefined && $json.vatRate !== undefined && $json.prices?.sale !== undefined`),
		'As Rows': set([768, 0], {
			code: js`$json.code`,
			name: js`$json.name`,
			price: [js`$json.prices.sale`, 'number'],
			priceIncludesVat: [js`$json.prices.saleIncludesVat !== false`, 'boolean'],
			vatRate: [js`$json.vatRate`, 'number'],
			ean: js`$json.eans?.[0] ?? ''`,
			unit: js`$json.unit ?? ''`,
		}),
		'Store Products': insertRows([960, 0], 'product_list'),
		'Delete Older List': deleteRows([1152, 0], {
			matchType: 'allConditions',
			filters: { conditions: [{ keyName: 'id', condition: 'lte', keyValue: js`$('Newest Product').first().json.id ?? 0` }] },
			options: {},
		}, ONCE, 'product_list'),
		iDoklad: ours('iDoklad', [576, 192], {
			resource: 'priceListItem',
			operation: 'upsert',
			productsFrom: 'products',
			whenRunFromEditor: 'preview',
			options: { previewOnly: js`$('Product List').first().json.what !== 'Send'` },
		}, TO_PAGE),
		Told: journal('record', 'summarise', [768, 192], { options: { system: 'iDoklad', records: 'products' } }, TO_PAGE),
		'Show What Was Done': ending([960, 192], js`$('Product List').first().json.what === 'Send' ? 'Done' : 'Preview: nothing was sent'`, js`$('Told').first().json.html`, ONCE),
		'Not Taken': ending([576, 384], t.notTaken.title, escaped(part`String($json.error ?? $json.message) + ($json.details ? '\n\n' + $json.details : '')`), ONCE),
		'Tell Someone': tellSomeone([384, 592], t.tellSomeone),
		'It Stopped': itStopped([1536, -192], t.itStopped),
		'Stop the Run': stopTheRun([1728, -192]),
		'When It Stops': whenItStops([192, 592]),
	},
	wires: {
		'Product List': [['Create Product List', 'Read List']],
		'Create Product List': 'Newest Product',
		'Read List': [['To Be Kept', 'iDoklad'], 'Not Taken'],
		'To Be Kept': 'As Rows',
		'As Rows': 'Store Products',
		'Store Products': 'Delete Older List',
		iDoklad: ['Told', 'It Stopped'],
		Told: ['Show What Was Done', 'It Stopped'],
		'When It Stops': 'Tell Someone',
		'It Stopped': 'Stop the Run',
	},
}));
