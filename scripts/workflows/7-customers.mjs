import { js, workflow } from './build.mjs';
import { either, every, filter, GO_ON, note, ONCE, ours, set, shop, TO_PAGE } from './nodes.mjs';
import { ending, form, itStopped, stopTheRun, tellSomeone, whatToDo, whenItStops } from './pages.mjs';

const texts = {
	en: {
		name: 'Customers: e-shop ↔ POHODA',
		notes: {
			setUp: `## Customers of a WooCommerce shop and POHODA’s address book (adresář)
**Set-up**
1. **Shop Customers, Change in the Shop, New in the Shop**: choose a *WooCommerce API* credential (read and write).
2. **POHODA: …** (three nodes): choose a *POHODA mServer API* credential.
3. **Settings**: \`wins\` = pohoda or shop, for a customer that was changed on both sides; \`group\` = contacts of POHODA in this group (skupina) get an account in the shop, empty: none do.
4. **Run Now**: choose a *Basic Auth* credential. **Tell Someone**: choose an SMTP credential and switch the node on.
5. Publish. A first look: Run Now → Preview. Runs from the editor are previews, too.`,
			compare: `### Compared by content, so nothing goes back and forth
Customer and contact belong together by e-mail. The address on which both last agreed is kept with the customer (meta data \`stateKey\`). Who differs from it has changed:
- only the shop: POHODA’s contact gets the new address
- only POHODA, or both: the shop gets POHODA’s (or as \`wins\` says)

An e-mail that several contacts have is left alone and told. Nothing is ever deleted.`,
		},
		runNow: {
			title: 'Customers: e-shop and POHODA',
			description: 'Brings customers of the e-shop and contacts of POHODA into line, as the run every hour does. A preview changes nothing.',
			button: 'Go',
			what: 'What to do',
		},
		ending: { done: 'Done', preview: 'Preview: nothing was changed' },
		itStopped: { title: 'It stopped', advice: 'Nothing more was done in this run; what is in the journal stays there. Correct it and open the form again.' },
		tellSomeone: { stopped: 'Customers between e-shop and POHODA stopped', advice: 'Nothing is lost: records that were stored go with the next run.' },
	},
};

/** A contact of POHODA as the shop has it, with what was last made the same on both sides. */
const CUSTOMER = {
	first_name: js`$json.first_name`,
	last_name: js`$json.last_name`,
	billing: {
		first_name: js`$json.first_name`,
		last_name: js`$json.last_name`,
		company: js`$json.company`,
		address_1: js`$json.street`,
		address_2: '',
		city: js`$json.city`,
		postcode: js`$json.zip`,
		phone: js`$json.phone`,
	},
	meta_data: { meta_data_fields: [{ key: js`$('Settings').first().json.stateKey`, value: js`$json.state` }] },
};

const setting = (name) => js`$('Settings').first().json.${name}`;
const contact = (operation, matchBy) => ({
	...{ resource: 'contact', operation, recordSource: 'items', matchBy, whenRunFromEditor: 'preview' },
	options: { previewOnly: setting('preview') },
});

export default workflow('7-customers', texts, (t) => ({
	nodes: {
		'Note: set-up': note([-48, -400], [720, 320], t.notes.setUp),
		'Note: compare': note([720, -640], [720, 240], t.notes.compare, 4),
		'Every Hour': every([0, 0], { field: 'hours' }),
		'Run Now': form([0, 192], 'customers-run-now', t.runNow, [whatToDo(t.runNow.what)]),
		Settings: set([192, 0], {
			wins: 'pohoda',
			group: 'E-shop',
			shop: 'woocommerce',
			stateKey: 'pohoda_address',
			companyIdKey: '_billing_ic',
			vatIdKey: '_billing_dic',
			preview: [js`($json.formMode !== undefined && $json.what !== 'Send') || $execution.mode === 'test'`, 'boolean'],
		}),
		'Shop Customers': shop([384, 0], { resource: 'customer', operation: 'getAll', returnAll: true, filters: {} }, { ...ONCE, alwaysOutputData: true }),
		'POHODA: Contacts': ours('pohoda', [576, 0], { resource: 'contact', operation: 'getAll', returnAll: true, simplify: true, outputAs: 'items', filters: {}, options: {} }, { ...TO_PAGE, ...ONCE, alwaysOutputData: true }),
		Compare: ours('ekasa', [768, 0], {
			resource: 'shopCustomer',
			operation: 'compare',
			shop: setting('shop'),
			customers: js`$('Shop Customers').all().map(item => item.json)`,
			wins: js`$('Settings').first().json.wins === 'shop' ? 'shop' : 'contact'`,
			group: setting('group'),
			options: { stateKey: setting('stateKey'), companyIdKey: setting('companyIdKey'), vatIdKey: setting('vatIdKey'), previewOnly: setting('preview') },
		}, TO_PAGE),
		'Change in the Shop': shop([1152, -192], { resource: 'customer', operation: 'update', customerId: js`$json.id`, updateFields: CUSTOMER }),
		'New in the Shop': shop([1152, 0], { resource: 'customer', operation: 'create', email: js`$json.email`, additionalFields: CUSTOMER }, GO_ON),
		'POHODA: Change': ours('pohoda', [1152, 192], contact('update', 'id'), TO_PAGE),
		'POHODA: New Contacts': ours('pohoda', [1152, 384], contact('upsert', 'externalId'), TO_PAGE),
		Told: ours('ekasa', [1152, 576], {
			resource: 'shopCustomer',
			operation: 'summarise',
			results: js`['New in the Shop', 'POHODA: Change', 'POHODA: New Contacts'].flatMap(name => $(name).isExecuted ? $(name).all().map(item => item.json) : [])`,
			options: { previewOnly: setting('preview') },
		}, TO_PAGE),
		'Needs a Person': filter([1344, 576], js`$json.needsPerson > 0`),
		'Show What Was Done': ending([192, 768], js`$('Settings').first().json.preview ? '${t.ending.preview}' : '${t.ending.done}'`, js`$('Told').first().json.html`),
		'By the Form?': either([1536, -384], js`$('Run Now').isExecuted`, ONCE),
		'It Stopped': itStopped([1728, -384], t.itStopped),
		'Stop the Run': stopTheRun([1920, -384]),
		'When It Stops': whenItStops([1344, 768]),
		'Tell Someone': tellSomeone([1536, 576], t.tellSomeone),
	},
	wires: {
		'Every Hour': 'Settings',
		'Run Now': [['Settings', 'Show What Was Done']],
		Settings: 'Shop Customers',
		'Shop Customers': 'POHODA: Contacts',
		'POHODA: Contacts': ['Compare', 'By the Form?'],
		Compare: ['Change in the Shop', 'New in the Shop', 'POHODA: Change', 'POHODA: New Contacts', 'Told', 'By the Form?'],
		'POHODA: Change': [null, 'By the Form?'],
		'POHODA: New Contacts': [null, 'By the Form?'],
		Told: ['Needs a Person', 'By the Form?'],
		'Needs a Person': 'Tell Someone',
		'When It Stops': 'Tell Someone',
		'By the Form?': ['It Stopped', 'Stop the Run'],
		'It Stopped': 'Stop the Run',
	},
}));
