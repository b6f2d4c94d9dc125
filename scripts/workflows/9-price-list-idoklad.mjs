import { js, part, workflow } from './build.mjs';
import { filter, journal, note, ONCE, ours, TO_PAGE } from './nodes.mjs';
import { ending, escaped, form, itStopped, stopTheRun, tellSomeone, whatToDo, whenItStops } from './pages.mjs';
import { keepProducts } from './productList.mjs';

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
		ending: { done: 'Done', preview: 'Preview: nothing was sent' },
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
			whatToDo(t.productList.what),
		]),
		'Read List': ours('ekasa', [192, 192], { resource: 'product', operation: 'readExportFile', binaryPropertyName: 'data', format: 'auto', outputAs: 'items', options: {} }, TO_PAGE),
		'To Be Kept': filter([576, 0], js`$('Product List').first().json.what === 'Send' && $json.outcome === undefined && $json.code !== undefined && $json.vatRate !== undefined && $json.prices?.sale !== undefined`),
		'Keep List': keepProducts([768, 0]),
		iDoklad: ours('iDoklad', [576, 192], {
			resource: 'priceListItem',
			operation: 'upsert',
			productsFrom: 'products',
			whenRunFromEditor: 'preview',
			options: { previewOnly: js`$('Product List').first().json.what !== 'Send'` },
		}, TO_PAGE),
		Told: journal('record', 'summarise', [768, 192], { options: { system: 'iDoklad', records: 'products' } }, TO_PAGE),
		'Show What Was Done': ending([960, 192], js`$('Product List').first().json.what === 'Send' ? '${t.ending.done}' : '${t.ending.preview}'`, js`$('Told').first().json.html`, ONCE),
		'Not Taken': ending([576, 384], t.notTaken.title, escaped(part`String($json.error ?? $json.message) + ($json.details ? '\n\n' + $json.details : '')`), ONCE),
		'Tell Someone': tellSomeone([384, 592], t.tellSomeone),
		'It Stopped': itStopped([1536, -192], t.itStopped),
		'Stop the Run': stopTheRun([1728, -192]),
		'When It Stops': whenItStops([192, 592]),
	},
	wires: {
		'Product List': 'Read List',
		'Read List': [['To Be Kept', 'iDoklad'], 'Not Taken'],
		'To Be Kept': 'Keep List',
		'Keep List': [null, 'It Stopped'],
		iDoklad: ['Told', 'It Stopped'],
		Told: ['Show What Was Done', 'It Stopped'],
		'When It Stops': 'Tell Someone',
		'It Stopped': 'Stop the Run',
	},
}));
