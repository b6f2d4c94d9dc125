import { js, node, part, workflow } from './build.mjs';
import { either, every, filter, GO_ON, journal, note, ONCE, ours, set, shop, split, TO_PAGE } from './nodes.mjs';
import { ending, escaped, form, itStopped, stopTheRun, tellSomeone, whenItStops } from './pages.mjs';
import { createJournal, insertRows, newestRow, readJournal } from './tables.mjs';

const texts = {
	en: {
		name: 'E-shop orders → POHODA',
		notes: {
			setUp: `## Orders of a WooCommerce shop into POHODA
**Set-up**
1. **E-shop Orders, Write Number, Mark as Paid**: choose a *WooCommerce API* credential (read and write).
2. **POHODA: …** (four nodes): choose a *POHODA mServer API* credential.
3. **Settings**: \`ignoreBefore\` = first day whose orders n8n shall send. \`statuses\` and \`markKey\` say which orders are meant; \`store\` is POHODA’s store (sklad) with the goods; \`paymentForms\` names POHODA’s form of payment for each payment method of the shop.
4. **Run Now**: choose a *Basic Auth* credential. **Tell Someone**: choose an SMTP credential and switch the node on.
5. Publish. A first look: Run Now → Preview.

Another e-shop: replace the WooCommerce nodes and write **As Orders** for it; nothing else changes.

n8n keeps the journal as it was read with every run that it saves (14 days). Too much for your disk? ⋯ → *Settings* → *Save successful production executions*: Do not save; the journal and the status page know the runs all the same.`,
			intake: `### Stored first, sent then
Marked orders go into the journal before anything is sent, once; from then on it does not matter what happens to them in the e-shop. An order that is changed there *after* it was sent is listed in **Problems**.

**As Orders** is the mapping: prices with VAT, VAT rates from the order’s own tax lines, goods paired by SKU = code of the stock card.`,
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
		itStopped: { title: 'It stopped', advice: 'Nothing more was done in this run; what is in the journal stays there. Correct it and open the form again.' },
		tellSomeone: { stopped: 'E-shop orders to POHODA stopped', advice: 'Nothing is lost: records that were stored go with the next run.' },
	},
};

export default workflow('6-eshop-orders-pohoda', texts, (t) => ({
	nodes: {
		'Note: set-up': note([-48, -512], [720, 432], t.notes.setUp),
		'Note: intake': note([720, -288], [720, 208], t.notes.intake, 4),
		'Note: send': note([1488, 96], [816, 176], t.notes.send, 4),
		'Note: back': note([720, 1104], [624, 144], t.notes.back, 4),
		'Every Hour': every([0, 0], { field: 'hours' }),
		'Run Now': form([0, 192], 'eshop-orders-run-now', t.runNow, [
			{
				fieldLabel: t.runNow.what,
				fieldName: 'what',
				fieldType: 'dropdown',
				fieldOptions: { values: [{ option: 'Preview' }, { option: 'Send' }] },
				defaultValue: 'Preview',
				requiredField: true,
			},
		]),
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
			byForm: [js`$json.formMode !== undefined`, 'boolean'],
			preview: [js`$json.formMode !== undefined && $json.what !== 'Send'`, 'boolean'],
		}),
		'Create Journal': createJournal([384, 0]),
		'E-shop Orders': shop([576, 0], {
			resource: 'order',
			operation: 'getAll',
			returnAll: true,
			options: {
				after: js`[$now.setZone('Europe/Prague').minus({ days: $('Settings').first().json.days }).toISODate(), $('Settings').first().json.ignoreBefore].sort().at(-1) + 'T00:00:00'`,
				order: 'asc',
				orderBy: 'id',
				status: js`$('Settings').first().json.statuses`,
			},
		}, { ...ONCE, alwaysOutputData: true }),
		Marked: filter([768, 0], js`$json.id !== undefined && ($('Settings').first().json.markKey === '' || ($json.meta_data ?? []).some(one => one.key === $('Settings').first().json.markKey && ![undefined, null, '', '0', 'no', false, 0].includes(one.value)))`),
		'As Orders': set([960, 0], {
			recordType: 'order',
			type: 'receivedOrder',
			source: js`$('Settings').first().json.shop`,
			id: js`String($json.id)`,
			customerOrderNumber: js`$json.number`,
			date: js`$json.date_created.slice(0, 10)`,
			text: js`'E-shop ' + $json.number + ', ' + $json.payment_method_title`,
			currency: js`$json.currency`,
			partner: [
				`={{ (() => {
	const address = from => ({ company: from.company, name: (from.first_name + ' ' + from.last_name).trim(), street: [from.address_1, from.address_2].filter(Boolean).join(', '), city: from.city, zip: from.postcode, country: from.country, phone: from.phone });
	const { billing, shipping } = $json;
	const meta = key => String($json.meta_data.find(one => one.key === key)?.value ?? '').trim();
	const elsewhere = shipping?.address_1 && JSON.stringify([shipping.company, shipping.first_name, shipping.last_name, shipping.address_1, shipping.address_2, shipping.city, shipping.postcode]) !== JSON.stringify([billing.company, billing.first_name, billing.last_name, billing.address_1, billing.address_2, billing.city, billing.postcode]);
	return { ...address(billing), email: billing.email, companyId: meta($('Settings').first().json.companyIdKey), vatId: meta($('Settings').first().json.vatIdKey), linkToContact: true, ...(elsewhere ? { shippingAddresses: [address(shipping)] } : {}) };
})() }}`,
				'object',
			],
			items: [
				`={{ (() => {
	const rate = (line => line.taxes?.length ? $json.tax_lines.find(rate => rate.rate_id === line.taxes.find(tax => tax.total !== '')?.id)?.rate_percent ?? 0 : $json.tax_lines?.length ? 0 : null);
	const hellers = (line => Math.round(Number(line.total) * 100) + Math.round(Number(line.total_tax) * 100));
	const amounts = (line, count) => ({ quantity: count, unitPrice: Math.round(hellers(line) * 10000 / count) / 1000000, priceIncludesVat: true, vatRate: rate(line), totalGross: hellers(line) / 100 });
	return [
		...$json.line_items.map(line => ({ externalId: String(line.id), kind: 'goods', code: line.sku, name: line.name, ...amounts(line, line.quantity) })),
		...$json.shipping_lines.map(line => ({ externalId: String(line.id), kind: 'service', name: line.method_title, ...amounts(line, 1) })),
		...$json.fee_lines.map(line => ({ externalId: String(line.id), kind: 'other', name: line.name, ...amounts(line, 1) })),
	].filter(line => line.kind === 'goods' || line.totalGross !== 0);
})() }}`,
				'array',
			],
			total: [js`Number($json.total)`, 'number'],
			roundingMode: 'none',
			paymentForm: js`$('Settings').first().json.paymentForms[$json.payment_method] ?? ''`,
			numberSeries: js`$('Settings').first().json.numberSeries`,
			note: js`$json.customer_note`,
		}),
		'Newest Row Before': newestRow([1152, 160]),
		'Read Journal Before': readJournal([1344, 160], 'Newest Row Before'),
		Receive: journal('record', 'receive', [1536, -96], {}, TO_PAGE),
		'Store Orders': insertRows([1728, -96]),
		'Newest Row': newestRow([576, 480]),
		'Read Journal': readJournal([768, 480]),
		'Waiting Orders': journal('record', 'getWaiting', [960, 480], {
			flow: 'pohoda-orders',
			ignoreBefore: js`$('Settings').first().json.ignoreBefore`,
			filters: {},
			options: { mode: js`$('Settings').first().json.byForm ? 'manual' : 'auto'`, recordKind: 'order', retryHeld: true },
		}, TO_PAGE),
		Customers: set([1152, 336], {
			recordType: 'contact',
			source: js`$json.source`,
			id: js`($json.partner.email || $json.partner.companyId || $json.key).toLowerCase()`,
			company: js`$json.partner.company ?? ''`,
			name: js`$json.partner.name ?? ''`,
			street: js`$json.partner.street ?? ''`,
			city: js`$json.partner.city ?? ''`,
			zip: js`$json.partner.zip ?? ''`,
			country: js`$json.partner.country ?? ''`,
			companyId: js`$json.partner.companyId ?? ''`,
			vatId: js`$json.partner.vatId ?? ''`,
			phone: js`$json.partner.phone ?? ''`,
			email: js`$json.partner.email ?? ''`,
			customer: true,
			sync: [
				js`{ flow: 'pohoda-orders', order: $json.key, number: $json.customerOrderNumber, date: $json.date, runId: $json.sync.runId, mode: $json.sync.mode }`,
				'object',
			],
		}),
		'Each Customer Once': node('removeDuplicates', 2, [1344, 336], { operation: 'removeDuplicateInputItems', compare: 'selectedFields', fieldsToCompare: 'id', options: {} }),
		'Firm?': either([1536, 336], js`!!$json.companyId`),
		'POHODA: Firms': ours('pohoda', [1728, 288], {
			resource: 'contact',
			operation: 'upsert',
			recordSource: 'items',
			matchBy: 'companyId',
			whenRunFromEditor: 'preview',
			options: { previewOnly: js`$('Settings').first().json.preview` },
		}, GO_ON),
		'POHODA: People': ours('pohoda', [1920, 336], {
			resource: 'contact',
			operation: 'upsert',
			recordSource: 'items',
			matchBy: 'externalId',
			whenRunFromEditor: 'preview',
			options: { previewOnly: js`$('Settings').first().json.preview` },
		}, GO_ON),
		'Customer Problems': filter([2112, 336], js`['refused', 'held', 'changed', 'deletedInTarget'].includes($json.outcome) || (['created', 'updated', 'unchanged', 'duplicate'].includes($json.outcome) && $('Read Journal').all().some(item => item.json.flow === 'pohoda-orders' && item.json.key === $json.sync.order + '/customer'))`),
		'As Results': set([2304, 336], {
			key: js`$json.sync.order + '/customer'`,
			outcome: js`$json.outcome`,
			message: js`$json.message`,
			number: js`$json.sync.number`,
			date: js`$json.sync.date`,
			target: [js`$json.target`, 'object'],
			warnings: [js`$json.warnings`, 'array'],
			sync: [js`$json.sync`, 'object'],
		}),
		'Customer Results': journal('record', 'results', [2496, 336], { flow: 'pohoda-orders', options: {} }, TO_PAGE),
		'Store Customer Results': insertRows([2688, 336]),
		'POHODA: Orders': ours('pohoda', [1152, 672], {
			resource: 'order',
			operation: 'create',
			recordSource: 'items',
			whenRunFromEditor: 'preview',
			options: { previewOnly: js`$('Settings').first().json.preview`, store: { __rl: true, mode: 'code', value: js`$('Settings').first().json.store` } },
		}, TO_PAGE),
		Results: journal('record', 'results', [1344, 672], { flow: 'pohoda-orders', options: {} }, TO_PAGE),
		'Store Results': insertRows([1536, 672]),
		'Needs a Person': filter([1728, 672], js`$('POHODA: Orders').all().map(item => item.json).some(one => ['held', 'refused', 'changed', 'deletedInTarget'].includes(one.outcome) && !$('Waiting Orders').all().some(item => item.json.key === one.key && item.json.sync.previous === one.outcome)) || ['POHODA: Firms', 'POHODA: People'].flatMap(name => $(name).isExecuted ? $(name).all().map(item => item.json) : []).filter(one => one.error || ['held', 'refused'].includes(one.outcome)).length > 0`),
		'Write Message': set([1920, 672], {
			subject: js`$('POHODA: Orders').all().map(item => item.json).filter(one => ['held', 'refused', 'changed', 'deletedInTarget'].includes(one.outcome)).length + ' e-shop orders need a decision'`,
			text: js`$('POHODA: Orders').all().map(item => item.json).filter(one => ['held', 'refused', 'changed', 'deletedInTarget'].includes(one.outcome)).concat(['POHODA: Firms', 'POHODA: People'].flatMap(name => $(name).isExecuted ? $(name).all().map(item => item.json) : []).filter(one => one.error || ['held', 'refused'].includes(one.outcome))).map(one => one.message ?? one.error).join('\n\n') + '\n\nThe form Problems lists the orders.'`,
		}, ONCE),
		'Not a Preview': filter([1152, 480], js`!$('Settings').first().json.preview`),
		'Store Run': insertRows([1344, 480]),
		'From the Form': filter([1152, 864], js`$('Settings').first().json.byForm`),
		'Show What Was Done': ending([1344, 864], js`$('Settings').first().json.preview ? 'Preview: nothing was sent' : 'Done'`, escaped(part`(() => { const all = $('POHODA: Orders').isExecuted ? $('POHODA: Orders').all().map(item => item.json).filter(one => one.outcome) : []; const counts = {}; const words = { written: 'written into the file', duplicate: 'duplicate (in POHODA already)', waiting: 'waiting (POHODA was not reached)', unknown: 'unclear (looked up by the next run)' }; for (const one of all) { const word = one.outcome === 'preview' ? 'would be ' + (one.wouldBe ?? 'sent') : words[one.outcome] ?? one.outcome; counts[word] = (counts[word] ?? 0) + 1; } const open = all.filter(one => !['created', 'updated', 'unchanged', 'duplicate', 'written'].includes(one.outcome)); const lines = Object.entries(counts).map(([outcome, count]) => count + ' ' + outcome); return (lines.length ? lines.join(', ') : 'There was nothing to send') + '.\n' + '' + open.slice(0, 50).map(one => '\n• ' + one.message).join('') + (open.length > 50 ? '\n… and ' + (open.length - 50) + ' more' : ''); })()`)),
		'Write Back': filter([576, 1296], js`!$('Settings').first().json.preview`),
		'Newest Row Now': newestRow([768, 1296]),
		'Sent Orders': readJournal([960, 1296], 'Newest Row Now', [{ keyName: 'flow', condition: 'eq', keyValue: 'pohoda-orders' }]),
		'Numbers to Write': set([1152, 1296], {
			orders: [
				`={{ (() => {
	const numbers = new Map($('Sent Orders').all().map(item => item.json).filter(row => row.kind === 'result' && row.targetNumber && ['created', 'duplicate', 'done'].includes(row.state)).map(row => [row.key, row.targetNumber]));
	const { shop, numberKey } = $('Settings').first().json;
	return $('Marked').all().map(({ json }) => ({ id: json.id, number: numbers.get(encodeURIComponent(shop) + '/order/' + json.id), said: (json.meta_data ?? []).find(one => one.key === numberKey)?.value })).filter(one => one.number && one.number !== one.said);
})() }}`,
				'array',
			],
		}, ONCE),
		'Each Number': split([1344, 1296], 'orders'),
		'Write Number': shop([1536, 1296], {
			resource: 'order',
			operation: 'update',
			orderId: js`$json.id`,
			updateFields: {},
			billingUi: {},
			shippingUi: {},
			couponLinesUi: {},
			feeLinesUi: {},
			lineItemsUi: {},
			shippingLinesUi: {},
			metadataUi: { metadataValues: [{ key: js`$('Settings').first().json.numberKey`, value: js`$json.number` }] },
		}),
		'Any Unpaid': filter([768, 1488], js`$('Marked').all().some(item => item.json.status === $('Settings').first().json.unpaidStatus)`),
		'POHODA: Invoices': ours('pohoda', [960, 1488], {
			resource: 'invoice',
			operation: 'getAll',
			kind: 'issuedInvoice',
			returnAll: true,
			simplify: true,
			outputAs: 'items',
			filters: { dateFrom: js`$now.setZone('Europe/Prague').minus({ days: $('Settings').first().json.days }).toISODate()` },
			options: {},
		}, { ...GO_ON, ...ONCE, alwaysOutputData: true }),
		'Paid Orders': set([1152, 1488], {
			orders: [
				`={{ (() => {
	const paid = new Set($('POHODA: Invoices').all().map(item => item.json).filter(one => one.orderNumber && ['paid', 'overpaid'].includes(one.payment?.state) && !one.cancelled).map(one => one.orderNumber));
	const { unpaidStatus, numberKey } = $('Settings').first().json;
	return $('Marked').all().map(item => item.json).filter(one => one.status === unpaidStatus && [one.number, (one.meta_data ?? []).find(entry => entry.key === numberKey)?.value].some(number => paid.has(number))).map(({ id, number }) => ({ id, number }));
})() }}`,
				'array',
			],
		}, ONCE),
		'Each Paid Order': split([1344, 1488], 'orders'),
		'Mark as Paid': shop([1536, 1488], {
			resource: 'order',
			operation: 'update',
			orderId: js`$json.id`,
			updateFields: { status: js`$('Settings').first().json.paidStatus` },
			billingUi: {},
			shippingUi: {},
			couponLinesUi: {},
			feeLinesUi: {},
			lineItemsUi: {},
			shippingLinesUi: {},
			metadataUi: {},
		}),
		'By the Form?': either([2880, -288], js`$('Run Now').isExecuted`, ONCE),
		'It Stopped': itStopped([3072, -288], t.itStopped),
		'Stop the Run': stopTheRun([3264, -288]),
		'When It Stops': whenItStops([1920, 864]),
		'Tell Someone': tellSomeone([2112, 672], t.tellSomeone),
	},
	wires: {
		'When It Stops': 'Tell Someone',
		'Every Hour': 'Settings',
		Settings: 'Create Journal',
		'Create Journal': [['E-shop Orders', 'Newest Row', 'Write Back']],
		'E-shop Orders': 'Marked',
		Marked: 'As Orders',
		'As Orders': [['Receive', 'Newest Row Before']],
		Receive: ['Store Orders', null, 'By the Form?'],
		'Run Now': 'Settings',
		'Newest Row Before': 'Read Journal Before',
		'Read Journal Before': 'Receive#1',
		'Newest Row': 'Read Journal',
		'Read Journal': 'Waiting Orders',
		'Waiting Orders': [['Customers', 'POHODA: Orders'], ['Not a Preview', 'From the Form'], 'By the Form?'],
		Customers: 'Each Customer Once',
		'Each Customer Once': 'Firm?',
		'Firm?': ['POHODA: Firms', 'POHODA: People'],
		'POHODA: Orders': ['Results', 'By the Form?'],
		Results: ['Store Results', 'By the Form?'],
		'Store Results': 'Needs a Person',
		'Needs a Person': 'Write Message',
		'Write Message': 'Tell Someone',
		'Not a Preview': 'Store Run',
		'From the Form': 'Show What Was Done',
		'Write Back': [['Newest Row Now', 'Any Unpaid']],
		'Newest Row Now': 'Sent Orders',
		'Sent Orders': 'Numbers to Write',
		'Numbers to Write': 'Each Number',
		'Each Number': 'Write Number',
		'Any Unpaid': 'POHODA: Invoices',
		'POHODA: Invoices': 'Paid Orders',
		'Paid Orders': 'Each Paid Order',
		'Each Paid Order': 'Mark as Paid',
		'POHODA: Firms': 'Customer Problems',
		'POHODA: People': 'Customer Problems',
		'Customer Problems': 'As Results',
		'As Results': 'Customer Results',
		'Customer Results': ['Store Customer Results', 'By the Form?'],
		'By the Form?': ['It Stopped', 'Stop the Run'],
		'It Stopped': 'Stop the Run',
	},
}));
