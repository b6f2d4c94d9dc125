import { js, workflow } from './build.mjs';
import { book, RUN, whatWaits } from './journal.mjs';
import { either, every, filter, GO_ON, journal, note, ONCE, ours, set, TO_PAGE } from './nodes.mjs';
import { ending, form, itStopped, runNowFields, stopTheRun, tellSomeone, told, whenItStops } from './pages.mjs';
import { productList } from './productList.mjs';

const texts = {
	en: {
		name: 'eKasa → iDoklad, automatic: sending',
		notes: {
			setUp: `## Sending: from the journal into iDoklad (and Money S3, S4, S5)
**Set-up**
1. The three **iDoklad** nodes: choose an *iDoklad OAuth2 API* credential; in **iDoklad** write the accountant’s *Posting Rules*.
2. **Settings**: \`products\` = the switch for the price list (YES = true, NO = false). \`ignoreBefore\` = the first day that n8n shall send: what was entered by hand before must not be sent again. \`flowRegisters\` = registers that go to iDoklad, e.g. \`P1, P2\`; empty: all.
3. **Run Now**: choose a *Basic Auth* credential.
4. **Tell Someone**: choose an SMTP credential and switch the node on, or put another messenger there.
5. Publish. A first look: run it from the editor (a preview), or Run Now → Preview.

Receipts come in by *eKasa → POHODA, automatic: intake* (2a): every target shares that intake.

n8n keeps the receipts of a run with every run that it saves (14 days). Too much for your disk? ⋯ → *Settings* → *Save successful production executions*: Do not save; the journal and the status page know the runs all the same.`,
			products: `### Products: YES or NO
The list of the till, where it gives one (workflow *Price list → iDoklad* keeps it in the table \`product_list\`); else what was sold, by code. Only differences are sent. When the price list cannot be sent, the receipts go all the same.`,
			send: `### Each receipt exactly once, within the quota
iDoklad does not refuse doubles. So the window of days is read before and after, and what is there twice (two runs at once) is deleted again, never an exported document. At most 8 calls, one for 50 receipts, and the pages of the window; each result counts them. **What Waits** stores a row for each run before anything is sent; **Book** writes the journal after iDoklad has answered.`,
		},
		runNow: {
			title: 'Send receipts to iDoklad',
			description: 'Sends what waits in the journal, as the run every 6 hours does. A preview sends nothing and shows what would go.',
			button: 'Go',
			what: 'What to do',
			from: 'Receipts from',
			to: 'Receipts to',
			registers: 'Registers',
			registersExample: 'e.g. P1, P2; empty: all',
		},
		products: { title: 'Price list', advice: 'They did not get into the price list of iDoklad.' },
		itStopped: { title: 'It stopped', advice: 'Nothing more was done in this run; what is in the journal stays there. Correct it and open the form again.' },
		tellSomeone: { stopped: 'Sending receipts to iDoklad stopped', advice: 'Nothing is lost: records that were stored go with the next run.' },
	},
};

export default workflow('8-ekasa-idoklad', texts, (t) => ({
	nodes: {
		'Note: set-up': note([-48, -288], [752, 416], t.notes.setUp),
		'Note: products': note([768, -208], [752, 128], t.notes.products, 4),
		'Note: send': note([1584, 720], [624, 160], t.notes.send, 4),
		'Every 6 Hours': every([0, 384], { field: 'hours', hoursInterval: 6 }),
		'Run Now': form([0, 576], 'idoklad-run-now', t.runNow, runNowFields(t.runNow)),
		Settings: set([192, 384], {
			products: false,
			ignoreBefore: '2026-01-01',
			preview: [js`$json.formMode !== undefined && $json.what !== 'Send'`, 'boolean'],
			from: js`$json.from ?? ''`,
			to: js`$json.to ?? ''`,
			registers: js`$json.registers ?? ''`,
			flowRegisters: '',
			allowSecondSystem: false,
			flow: 'idoklad',
			...RUN,
		}),
		'Products: YES': filter([384, 192], js`$('Settings').first().json.products`),
		'Product List': productList([576, 192]),
		'The Till Gives a List': filter([1152, 0], js`$json.code !== undefined`),
		'Products of the List': ours('iDoklad', [1344, 0], {
			resource: 'priceListItem',
			operation: 'upsert',
			productsFrom: 'products',
			whenRunFromEditor: 'preview',
			options: { previewOnly: js`$('Settings').first().json.preview` },
		}, GO_ON),
		'Products of the Receipts': ours('iDoklad', [1344, 192], {
			resource: 'priceListItem',
			operation: 'upsert',
			productsFrom: 'receipts',
			whenRunFromEditor: 'preview',
			options: { previewOnly: js`$('Settings').first().json.preview` },
		}, GO_ON),
		'The Till Gives None': filter([1152, 192], js`$('Settings').first().json.products && $('Product List').first().json.code === undefined`),
		'Products Told': journal('record', 'summarise', [1536, 0], { options: { system: 'iDoklad', records: 'products', advice: t.products.advice } }, TO_PAGE),
		'Products for a Person': filter([1728, 0], js`$json.needsPerson > 0`),
		'What Waits': whatWaits([384, 384]),
		iDoklad: ours('iDoklad', [1344, 384], {
			resource: 'salesReceipt',
			operation: 'create',
			postingRulesFrom: 'table',
			postingRules: {},
			documents: 'perReceipt',
			rounding: 'byIDoklad',
			whenRunFromEditor: 'preview',
			options: { previewOnly: js`$('Settings').first().json.preview` },
		}, TO_PAGE),
		Book: book([1536, 384], { flow: 'idoklad', system: 'iDoklad' }),
		'Needs a Person': filter([1728, 384], js`$json.needsPerson > 0`),
		'Tell Someone': tellSomeone([1920, 384], t.tellSomeone),
		'Show What Was Done': ending([384, 768], js`$('Settings').first().json.preview ? 'Preview: nothing was sent' : 'Done'`, told('Book', 'send', { 'Products Told': t.products.title })),
		'By the Form?': either([1728, -192], js`$('Run Now').isExecuted`, ONCE),
		'It Stopped': itStopped([1920, -192], t.itStopped),
		'Stop the Run': stopTheRun([2112, -192]),
		'When It Stops': whenItStops([1728, 576]),
	},
	wires: {
		'Every 6 Hours': 'Settings',
		'Run Now': [['Settings', 'Show What Was Done']],
		Settings: [['Products: YES', 'What Waits']],
		'Products: YES': 'Product List',
		'Product List': ['The Till Gives a List', 'By the Form?'],
		'The Till Gives a List': 'Products of the List',
		'The Till Gives None': 'Products of the Receipts',
		'Products of the List': 'Products Told',
		'Products of the Receipts': 'Products Told',
		'Products Told': ['Products for a Person', 'By the Form?'],
		'Products for a Person': 'Tell Someone',
		'What Waits': [['The Till Gives None', 'iDoklad'], 'By the Form?'],
		iDoklad: ['Book', 'By the Form?'],
		Book: ['Needs a Person', 'By the Form?'],
		'Needs a Person': 'Tell Someone',
		'When It Stops': 'Tell Someone',
		'By the Form?': ['It Stopped', 'Stop the Run'],
		'It Stopped': 'Stop the Run',
	},
}));
