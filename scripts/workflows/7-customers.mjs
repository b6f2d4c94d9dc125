import { js, part, workflow } from './build.mjs';
import { either, every, filter, GO_ON, note, ONCE, ours, set, shop, split, TO_PAGE } from './nodes.mjs';
import { ending, escaped, form, itStopped, stopTheRun, tellSomeone, whenItStops } from './pages.mjs';

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

export default workflow('7-customers', texts, (t) => ({
	nodes: {
		'Note: set-up': note([-48, -400], [720, 320], t.notes.setUp),
		'Note: compare': note([720, -480], [720, 240], t.notes.compare, 4),
		'Every Hour': every([0, 0], { field: 'hours' }),
		'Run Now': form([0, 192], 'customers-run-now', t.runNow, [
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
			wins: 'pohoda',
			group: 'E-shop',
			shop: 'woocommerce',
			stateKey: 'pohoda_address',
			companyIdKey: '_billing_ic',
			vatIdKey: '_billing_dic',
			byForm: [js`$json.formMode !== undefined`, 'boolean'],
			preview: [js`($json.formMode !== undefined && $json.what !== 'Send') || $execution.mode === 'test'`, 'boolean'],
		}),
		'Shop Customers': shop([384, 0], { resource: 'customer', operation: 'getAll', returnAll: true, filters: {} }, { ...ONCE, alwaysOutputData: true }),
		'POHODA: Contacts': ours('pohoda', [576, 0], { resource: 'contact', operation: 'getAll', returnAll: true, simplify: true, outputAs: 'items', filters: {}, options: {} }, { ...TO_PAGE, ...ONCE, alwaysOutputData: true }),
		Compare: set([768, 0], {
			found: [
				`={{ (() => {
	const { wins, group, shop, stateKey, companyIdKey, vatIdKey } = $('Settings').first().json;
	const clean = text => String(text ?? '').replace(/\\s+/g, ' ').trim();
	const tight = text => String(text ?? '').replace(/\\s+/g, '');
	const email = text => String(text ?? '').split(/[,;\\s]+/)[0].toLowerCase();
	const meta = (one, key) => (one.meta_data ?? []).find(entry => entry.key === key)?.value;
	const person = one => clean((one?.first_name ?? '') + ' ' + (one?.last_name ?? ''));
	const ofShop = one => ({ company: clean(one.billing.company), name: person(one.billing) || person(one), street: clean([one.billing.address_1, one.billing.address_2].filter(Boolean).join(', ')), city: clean(one.billing.city), zip: tight(one.billing.postcode), phone: tight(one.billing.phone) });
	const ofPohoda = one => ({ company: clean(one.company), name: clean(one.name), street: clean(one.street), city: clean(one.city), zip: tight(one.zip), phone: tight(one.phone || one.mobile) });
	const names = name => ({ first_name: name.split(' ').slice(0, -1).join(' '), last_name: name.split(' ').at(-1) });
	const contacts = new Map();
	for (const { json } of $('POHODA: Contacts').all()) if (json.recordType === 'contact' && email(json.email)) contacts.set(email(json.email), [...(contacts.get(email(json.email)) ?? []), json]);
	const customers = $('Shop Customers').all().map(item => item.json).filter(one => one.id !== undefined && one.email);
	const known = new Set(customers.map(one => email(one.email)));
	const answer = { toShop: [], newInShop: [], toPohoda: [], newInPohoda: [], unclear: [] };
	for (const customer of customers) {
		const mine = ofShop(customer);
		const [contact, ...more] = contacts.get(email(customer.email)) ?? [];
		const given = { ...mine, zip: clean(customer.billing.postcode), phone: clean(customer.billing.phone) };
		if (more.length > 0) answer.unclear.push(customer.email + ' stands with ' + (more.length + 1) + ' contacts of POHODA: ' + [contact, ...more].map(one => one.company || one.name).join(', ') + '. Keep it with one of them.');
		else if (contact === undefined) {
			if (mine.company || mine.name) answer.newInPohoda.push({ recordType: 'contact', source: shop, id: email(customer.email), ...given, email: customer.email, country: customer.billing.country, companyId: clean(meta(customer, companyIdKey)), vatId: clean(meta(customer, vatIdKey)), customer: true });
		} else {
			const theirs = ofPohoda(contact);
			const [here, there, last] = [JSON.stringify(mine), JSON.stringify(theirs), meta(customer, stateKey)];
			const shopOnly = there === last && here !== last;
			if (here === there || ((wins === 'pohoda' || here === last) && !shopOnly)) {
				if (here !== there || last !== there) answer.toShop.push({ id: customer.id, ...theirs, ...names(theirs.name), zip: clean(contact.zip), phone: clean(contact.phone || contact.mobile), state: there });
			} else if (mine.company || mine.name) answer.toPohoda.push({ recordType: 'contact', source: 'pohoda', key: contact.key, id: contact.id, ...given, email: contact.email });
		}
	}
	for (const [address, [contact, ...more]] of contacts) {
		if (group && !known.has(address) && more.length === 0 && (contact.groups ?? []).includes(group)) answer.newInShop.push({ email: address, ...ofPohoda(contact), ...names(clean(contact.name)), zip: clean(contact.zip), phone: clean(contact.phone || contact.mobile), state: JSON.stringify(ofPohoda(contact)) });
	}
	return answer;
})() }}`,
				'object',
			],
		}, ONCE),
		'Not a Preview': filter([960, -96], js`!$('Settings').first().json.preview`),
		'To the Shop': split([1152, -192], 'found.toShop'),
		'Change in the Shop': shop([1344, -192], {
			resource: 'customer',
			operation: 'update',
			customerId: js`$json.id`,
			updateFields: CUSTOMER,
		}),
		'New to the Shop': split([1152, 0], 'found.newInShop'),
		'New in the Shop': shop([1344, 0], {
			resource: 'customer',
			operation: 'create',
			email: js`$json.email`,
			additionalFields: CUSTOMER,
		}, GO_ON),
		'To POHODA': split([1152, 192], 'found.toPohoda'),
		'POHODA: Change': ours('pohoda', [1344, 192], {
			resource: 'contact',
			operation: 'update',
			recordSource: 'items',
			matchBy: 'id',
			whenRunFromEditor: 'preview',
			options: { previewOnly: js`$('Settings').first().json.preview` },
		}, TO_PAGE),
		'New to POHODA': split([1152, 384], 'found.newInPohoda'),
		'POHODA: New Contacts': ours('pohoda', [1344, 384], {
			resource: 'contact',
			operation: 'upsert',
			recordSource: 'items',
			matchBy: 'externalId',
			whenRunFromEditor: 'preview',
			options: { previewOnly: js`$('Settings').first().json.preview` },
		}, TO_PAGE),
		'Needs a Person': filter([1152, 576], js`$('Compare').first().json.found.unclear.length > 0 || ['POHODA: Change', 'POHODA: New Contacts'].flatMap(name => $(name).isExecuted ? $(name).all().map(item => item.json) : []).some(one => ['held', 'refused', 'changed', 'deletedInTarget', 'unknown'].includes(one.outcome)) || ($('New in the Shop').isExecuted ? $('New in the Shop').all().map(item => item.json).filter(one => one.error).map(one => one.error) : []).length > 0`),
		'Write Message': set([1344, 576], {
			subject: 'Customers of the e-shop need a decision',
			text: js`$('Compare').first().json.found.unclear.concat(['POHODA: Change', 'POHODA: New Contacts'].flatMap(name => $(name).isExecuted ? $(name).all().map(item => item.json) : []).filter(one => ['held', 'refused', 'changed', 'deletedInTarget', 'unknown'].includes(one.outcome)).map(one => one.message), ($('New in the Shop').isExecuted ? $('New in the Shop').all().map(item => item.json).filter(one => one.error).map(one => one.error) : [])).join('\n\n')`,
		}, ONCE),
		'From the Form': filter([1152, 768], js`$('Settings').first().json.byForm`),
		'Show What Was Done': ending([1344, 768], js`$('Settings').first().json.preview ? 'Preview: nothing was changed' : 'Done'`, escaped(part`(() => { const found = $('Compare').first().json.found; const would = $('Settings').first().json.preview ? ' would be' : ''; const lines = [[found.toShop.length, 'changed (or marked as agreeing) in the shop'], [found.newInShop.length, 'new in the shop'], [found.toPohoda.length, 'changed in POHODA'], [found.newInPohoda.length, 'new in POHODA']].filter(([count]) => count > 0).map(([count, what]) => count + would + ' ' + what); const open = found.unclear.concat(['POHODA: Change', 'POHODA: New Contacts'].flatMap(name => $(name).isExecuted ? $(name).all().map(item => item.json) : []).filter(one => ['held', 'refused', 'changed', 'deletedInTarget', 'unknown'].includes(one.outcome) || one.outcome === 'waiting').map(one => one.message), ($('New in the Shop').isExecuted ? $('New in the Shop').all().map(item => item.json).filter(one => one.error).map(one => one.error) : [])); return (lines.length ? lines.join(', ') : 'Everybody agrees') + '.' + open.slice(0, 50).map(one => '\n• ' + one).join(''); })()`)),
		'By the Form?': either([1728, -384], js`$('Run Now').isExecuted`, ONCE),
		'It Stopped': itStopped([1920, -384], t.itStopped),
		'Stop the Run': stopTheRun([2112, -384]),
		'When It Stops': whenItStops([1344, 960]),
		'Tell Someone': tellSomeone([1536, 576], t.tellSomeone),
	},
	wires: {
		'When It Stops': 'Tell Someone',
		'Every Hour': 'Settings',
		Settings: 'Shop Customers',
		'Shop Customers': 'POHODA: Contacts',
		'POHODA: Contacts': ['Compare', 'By the Form?'],
		Compare: [['Not a Preview', 'To POHODA', 'New to POHODA', 'Needs a Person', 'From the Form']],
		'Not a Preview': [['To the Shop', 'New to the Shop']],
		'To the Shop': 'Change in the Shop',
		'Run Now': 'Settings',
		'New to the Shop': 'New in the Shop',
		'To POHODA': 'POHODA: Change',
		'New to POHODA': 'POHODA: New Contacts',
		'Needs a Person': 'Write Message',
		'Write Message': 'Tell Someone',
		'From the Form': 'Show What Was Done',
		'POHODA: New Contacts': [null, 'By the Form?'],
		'POHODA: Change': [null, 'By the Form?'],
		'By the Form?': ['It Stopped', 'Stop the Run'],
		'It Stopped': 'Stop the Run',
	},
}));
