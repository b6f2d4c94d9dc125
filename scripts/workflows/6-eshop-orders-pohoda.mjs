import { js, workflow } from './build.mjs';
import { book, RUN, takeIn, whatWaits } from './journal.mjs';
import { either, every, filter, GO_ON, note, ONCE, ours, set, shop, TO_PAGE } from './nodes.mjs';
import { ending, form, itStopped, stopTheRun, tellSomeone, told, whatToDo, whenItStops } from './pages.mjs';
import { bookCustomers, targets } from './shopCalls.mjs';

const texts = {
	en: {
		name: 'E-shop orders → POHODA',
		notes: {
			setUp: `## Orders of a WooCommerce shop into POHODA
**Set-up**
1. **E-shop Orders, Write Number, Mark as Paid**: choose a *WooCommerce API* credential (read and write).
2. **POHODA: …** (three nodes): choose a *POHODA mServer API* credential.
3. **Settings**: \`ignoreBefore\` = first day whose orders n8n shall send. \`statuses\` and \`markKey\` say which orders are meant; \`store\` is POHODA’s store (sklad) with the goods; \`paymentForms\` names POHODA’s form of payment for each payment method of the shop.
4. **Run Now**: choose a *Basic Auth* credential. **Tell Someone**: choose an SMTP credential and switch the node on.
5. Publish. A first look: Run Now → Preview.

Another e-shop: replace the WooCommerce nodes, **As Orders** and **To Write Back**; nothing else changes.

n8n keeps the orders of a run with every run that it saves (14 days). Too much for your disk? ⋯ → *Settings* → *Save successful production executions*: Do not save; the journal and the status page know the runs all the same.`,
			intake: `### Stored first, sent then
Marked orders go into the journal before anything is sent, once; from then on it does not matter what happens to them in the e-shop. An order that is changed there *after* it was sent is listed in **Problems**.

**As Orders** is the mapping: prices with VAT, VAT rates from the order’s own tax lines, goods paired by SKU = code of the stock card. An order that it cannot take (money given back, a part that is no line) is listed in **Problems**.`,
			send: `### An order goes when every line has its stock card
Otherwise it is *held* with the missing codes named, asked about again with each run, and goes as soon as the card exists. The customer goes first (by IČO, or under the e-mail); the order carries the whole address anyway, so a customer that POHODA refuses does not stop it.`,
			back: `### Back into the shop, each once
The number of the order in POHODA (as meta data), and “paid” once POHODA’s invoice with that order number is paid. Only what the shop does not say yet is written.`,
		},
		runNow: {
			title: 'Send e-shop orders to POHODA',
			description: 'Sends what is marked in the e-shop, as the run every hour does. A preview sends nothing and shows what would go.',
			button: 'Go',
			what: 'What to do',
		},
		customers: { title: 'Customers', advice: 'The orders went all the same. The form Problems lists the customers with the orders that named them.' },
		ending: { done: 'Done', preview: 'Preview: nothing was sent' },
		itStopped: { title: 'It stopped', advice: 'Nothing more was done in this run; what is in the journal stays there. Correct it and open the form again.' },
		tellSomeone: { stopped: 'E-shop orders to POHODA stopped', advice: 'Nothing is lost: records that were stored go with the next run.' },
	},
};

const setting = (name) => js`$('Settings').first().json.${name}`;
/** Collections that the WooCommerce node wants to be there. */
const NOTHING_ELSE = { billingUi: {}, shippingUi: {}, couponLinesUi: {}, feeLinesUi: {}, lineItemsUi: {}, shippingLinesUi: {} };

export default workflow('6-eshop-orders-pohoda', texts, (t) => ({
	nodes: {
		'Note: set-up': note([-48, -784], [720, 432], t.notes.setUp),
		'Note: intake': note([720, -784], [720, 224], t.notes.intake, 4),
		'Note: send': note([720, -528], [720, 176], t.notes.send, 4),
		'Note: back': note([384, 1008], [624, 144], t.notes.back, 4),
		'Every Hour': every([0, 0], { field: 'hours' }),
		'Run Now': form([0, 192], 'eshop-orders-run-now', t.runNow, [whatToDo(t.runNow.what)]),
		Settings: set([192, 0], {
			ignoreBefore: '2026-01-01',
			statuses: 'processing,on-hold',
			markKey: '',
			shop: 'woocommerce',
			store: '',
			numberSeries: '',
			paymentForms: [js`{ bacs: "Příkazem", cod: "Dobírkou", comgate: "Plat.kartou" }`, 'object'],
			companyIdKey: '_billing_ic',
			vatIdKey: '_billing_dic',
			numberKey: 'pohoda_order_number',
			unpaidStatus: 'on-hold',
			paidStatus: 'processing',
			days: ['60', 'number'],
			preview: [js`$json.formMode !== undefined && $json.what !== 'Send'`, 'boolean'],
			flow: 'pohoda-orders',
			recordKind: 'order',
			retryHeld: true,
			...RUN,
		}),
		'E-shop Orders': shop([384, 0], {
			resource: 'order',
			operation: 'getAll',
			returnAll: true,
			options: {
				after: js`[$now.setZone('Europe/Prague').minus({ days: $('Settings').first().json.days }).toISODate(), $('Settings').first().json.ignoreBefore].sort().at(-1) + 'T00:00:00'`,
				order: 'asc',
				orderBy: 'id',
				status: setting('statuses'),
			},
		}, { ...ONCE, alwaysOutputData: true }),
		'As Orders': ours('ekasa', [576, 0], {
			resource: 'shopOrder',
			operation: 'convert',
			shop: setting('shop'),
			options: {
				statuses: setting('statuses'),
				markKey: setting('markKey'),
				paymentForms: setting('paymentForms'),
				numberSeries: setting('numberSeries'),
				companyIdKey: setting('companyIdKey'),
				vatIdKey: setting('vatIdKey'),
			},
		}, TO_PAGE),
		'Take In': takeIn([768, 0], { toPerson: true, records: 'orders' }),
		'What Waits': whatWaits([384, 288]),
		Customers: ours('ekasa', [576, 288], { resource: 'shopCustomer', operation: 'fromOrders' }, TO_PAGE),
		'POHODA: Customers': ours('pohoda', [768, 288], {
			resource: 'contact',
			operation: 'upsert',
			recordSource: 'items',
			matchBy: 'companyIdOrExternalId',
			whenRunFromEditor: 'preview',
			options: { previewOnly: setting('preview') },
		}, GO_ON),
		'Book Customers': bookCustomers([960, 288], { flow: 'pohoda-orders', system: 'POHODA', advice: t.customers.advice }),
		'POHODA: Orders': ours('pohoda', [576, 480], {
			resource: 'order',
			operation: 'create',
			recordSource: 'items',
			whenRunFromEditor: 'preview',
			options: { previewOnly: setting('preview'), store: { __rl: true, mode: 'code', value: setting('store') } },
		}, TO_PAGE),
		Book: book([768, 480], { flow: 'pohoda-orders', system: 'POHODA', records: 'e-shop orders', onlyNew: true }),
		'Needs a Person': filter([1152, 480], js`$json.needsPerson > 0`),
		'Show What Was Done': ending(
			[192, 1200],
			js`$('Settings').first().json.preview ? '${t.ending.preview}' : '${t.ending.done}'`,
			told('Book', 'send', { 'Take In': '', 'Book Customers': t.customers.title }),
		),
		'In POHODA': targets([384, 816]),
		'Any Unpaid?': either([576, 816], js`$('E-shop Orders').all().some(({ json }) => json.status === $('Settings').first().json.unpaidStatus)`, ONCE),
		'POHODA: Invoices': ours('pohoda', [768, 720], {
			resource: 'invoice',
			operation: 'getAll',
			kind: 'issuedInvoice',
			returnAll: true,
			simplify: true,
			outputAs: 'items',
			filters: { dateFrom: js`$now.setZone('Europe/Prague').minus({ days: $('Settings').first().json.days }).toISODate()` },
			options: {},
		}, { ...GO_ON, ...ONCE, alwaysOutputData: true }),
		'To Write Back': ours('ekasa', [960, 816], {
			resource: 'shopOrder',
			operation: 'writeBack',
			shop: setting('shop'),
			orders: js`$('E-shop Orders').all().map(item => item.json)`,
			targets: js`$('In POHODA').all().map(item => item.json)`,
			invoices: js`$('POHODA: Invoices').isExecuted ? $('POHODA: Invoices').all().map(item => item.json) : []`,
			options: { markKey: setting('markKey'), numberKey: setting('numberKey'), unpaidStatus: setting('unpaidStatus') },
		}, TO_PAGE),
		'Write Number': shop([1152, 720], {
			resource: 'order',
			operation: 'update',
			orderId: js`$json.id`,
			updateFields: {},
			...NOTHING_ELSE,
			metadataUi: { metadataValues: [{ key: setting('numberKey'), value: js`$json.number` }] },
		}),
		'Mark as Paid': shop([1152, 912], { resource: 'order', operation: 'update', orderId: js`$json.id`, updateFields: { status: setting('paidStatus') }, ...NOTHING_ELSE, metadataUi: {} }),
		'By the Form?': either([1152, -192], js`$('Run Now').isExecuted`, ONCE),
		'It Stopped': itStopped([1344, -192], t.itStopped),
		'Stop the Run': stopTheRun([1536, -192]),
		'When It Stops': whenItStops([1152, 1104]),
		'Tell Someone': tellSomeone([1344, 480], t.tellSomeone),
	},
	wires: {
		'Every Hour': 'Settings',
		'Run Now': [['Settings', 'Show What Was Done']],
		Settings: [['E-shop Orders', 'What Waits', 'In POHODA']],
		'E-shop Orders': 'As Orders',
		'As Orders': ['Take In', 'By the Form?'],
		'Take In': [null, 'By the Form?'],
		'What Waits': [['Customers', 'POHODA: Orders'], 'By the Form?'],
		Customers: ['POHODA: Customers', 'By the Form?'],
		'POHODA: Customers': 'Book Customers',
		'Book Customers': ['Needs a Person', 'By the Form?'],
		'POHODA: Orders': ['Book', 'By the Form?'],
		Book: ['Needs a Person', 'By the Form?'],
		'Needs a Person': 'Tell Someone',
		'When It Stops': 'Tell Someone',
		'In POHODA': ['Any Unpaid?', 'By the Form?'],
		'Any Unpaid?': ['POHODA: Invoices', 'To Write Back'],
		'POHODA: Invoices': 'To Write Back',
		'To Write Back': ['Write Number', 'Mark as Paid', 'By the Form?'],
		'By the Form?': ['It Stopped', 'Stop the Run'],
		'It Stopped': 'Stop the Run',
	},
}));
