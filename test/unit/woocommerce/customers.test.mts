/** Customers of a shop and contacts of an address book: who has changed, and what is left alone. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareCustomers, type CustomerSettings, type Differences } from '../../../core/woocommerce/compareCustomers';
import { foundIn, tellCustomers } from '../../../core/woocommerce/tellCustomers';

type Given = Record<string, unknown>;
const SETTINGS: CustomerSettings = {
	...{ wins: 'contact', group: 'E-shop', shop: 'woocommerce', book: 'pohoda', system: 'POHODA' },
	...{ stateKey: 'state', companyIdKey: 'ico', vatIdKey: 'dic' },
};
const NOTHING: Differences = { toShop: [], newInShop: [], toContacts: [], newContacts: [], unclear: [] };
const ADDRESS = { name: 'Žofie Říhová', street: 'Údolní 53', city: 'Brno', zip: '602 00', phone: '+420 777 123 456' };

const customer = (billing: Given = {}, more: Given = {}): Given => ({
	...{ id: 7, email: 'Zofie@example.cz', first_name: 'Žofie', last_name: 'Říhová', meta_data: [] },
	billing: { first_name: 'Žofie', last_name: 'Říhová', company: '', address_1: 'Údolní 53', address_2: '', city: 'Brno', postcode: '602 00', country: 'CZ', phone: '+420777123456', ...billing },
	...more,
});
const contact = (more: Given = {}): Given => ({ recordType: 'contact', key: 'pohoda/contact/3', id: '3', email: 'zofie@example.cz', ...ADDRESS, ...more });
const agreed = (address: Given = {}) => ({ meta_data: [{ key: 'state', value: JSON.stringify({ company: '', ...ADDRESS, zip: '60200', phone: '+420777123456', ...address }) }] });
const compare = (customers: unknown[], contacts: unknown[], settings: Partial<CustomerSettings> = {}) => compareCustomers(customers, contacts, { ...SETTINGS, ...settings });

describe('who has changed', () => {
	test('nobody, when both say the same and have noted it', () => {
		expect(compare([customer({}, agreed())], [contact()])).toEqual(NOTHING);
	});

	test('nobody, but it is noted on what both agree', () => {
		const { toShop, ...rest } = compare([customer()], [contact()]);
		expect(toShop).toEqual([{ id: 7, company: '', ...ADDRESS, first_name: 'Žofie', last_name: 'Říhová', state: agreed().meta_data[0]!.value }]);
		expect({ toShop: [], ...rest }).toEqual(NOTHING);
	});

	test('only the shop: the contact gets its address, spelled as there', () => {
		const { toContacts, ...rest } = compare([customer({ city: 'Olomouc', postcode: '779 00' }, agreed())], [contact()]);
		expect(toContacts).toMatchObject([{ recordType: 'contact', source: 'pohoda', id: '3', city: 'Olomouc', zip: '779 00', email: 'zofie@example.cz' }]);
		expect({ toContacts: [], ...rest }).toEqual(NOTHING);
	});

	test('only the contact: the shop gets it', () => {
		expect(compare([customer({}, agreed())], [contact({ city: 'Zlín' })]).toShop).toMatchObject([{ id: 7, city: 'Zlín' }]);
	});

	test('both: who wins counts', () => {
		const both = [[customer({ city: 'Olomouc' }, agreed())], [contact({ city: 'Zlín' })]] as const;
		expect(compare(both[0] as never, both[1] as never).toShop).toMatchObject([{ city: 'Zlín' }]);
		expect(compare(both[0] as never, both[1] as never, { wins: 'shop' }).toContacts).toMatchObject([{ city: 'Olomouc' }]);
	});
});

describe('who is missing', () => {
	test('is made on the other side: a customer always, a contact of the group', () => {
		const found = compare([customer({}, { meta_data: [{ key: 'ico', value: '123 ' }, { key: 'dic', value: ['CZ'] }] })], [contact({ email: 'a@b.cz, c@d.cz', groups: ['VIP', 'E-shop'] }), contact({ email: 'x@y.cz', groups: ['VIP'] })]);
		expect(found.newContacts).toMatchObject([{ recordType: 'contact', source: 'woocommerce', id: 'zofie@example.cz', email: 'Zofie@example.cz', country: 'CZ', companyId: '123', vatId: '', customer: true, ...ADDRESS, phone: '+420777123456' }]);
		expect(found.newInShop).toMatchObject([{ email: 'a@b.cz', first_name: 'Žofie', last_name: 'Říhová' }]);
		expect(compare([], [contact({ groups: ['E-shop'] })], { group: '' })).toEqual(NOTHING);
	});

	test('is not made of an account that nobody has filled in; what its contact says goes there', () => {
		const blank = { id: 8, email: 'zofie@example.cz', billing: {} };
		expect(compare([blank], [])).toEqual(NOTHING);
		for (const wins of ['contact', 'shop'] as const) expect(compare([blank], [contact()], { wins }).toShop).toMatchObject([{ id: 8, city: 'Brno' }]);
	});
});

test('what several contacts have, or what was emptied in the shop, is left alone and told', () => {
	expect(compare([customer()], [contact({ company: 'A' }), contact({ name: 'B' })])).toEqual({ ...NOTHING, unclear: ['Zofie@example.cz stands with 2 contacts of POHODA: A, B. Keep it with one of them.'] });
	const emptied = { ...customer({}, agreed()), first_name: '', last_name: '', billing: {} };
	expect(compare([emptied], [contact()]).unclear).toEqual([expect.stringContaining('neither a firm nor a name in the shop')]);
});

test('after what it says is done, both agree', () => {
	const text = fc.constantFrom('', 'Brno', 'Zlín', ' Zlín ', 'a, b', '<b>');
	const billing = fc.record({ first_name: text, last_name: text, company: text, address_1: text, address_2: text, city: text, postcode: text, phone: text });
	const other = fc.record({ company: text, name: text, street: text, city: text, zip: text, phone: text });
	fc.assert(
		fc.property(billing, other, fc.constantFrom<'contact' | 'shop'>('contact', 'shop'), (mine, theirs, wins) => {
			let here: Given = { id: 1, email: 'a@b.cz', billing: mine, meta_data: [] };
			let there: Given = { recordType: 'contact', id: '2', email: 'a@b.cz', ...theirs };
			for (let round = 0; round < 2; round += 1) {
				const { toShop: [change], toContacts: [fields] } = compare([here], [there], { wins });
				if (fields) there = { ...there, ...fields };
				if (change) {
					const { company, first_name, last_name, street, city, zip, phone, state } = change;
					here = { ...here, first_name, last_name, billing: { company, first_name, last_name, address_1: street, address_2: '', city, postcode: zip, phone }, meta_data: [{ key: 'state', value: state }] };
				}
			}
			expect(compare([here], [there], { wins })).toEqual(NOTHING);
		}),
		{ seed: 7, numRuns: 500 },
	);
});

test('rubbish is nobody', () => {
	fc.assert(
		fc.property(fc.array(fc.anything()), fc.array(fc.anything()), (customers, contacts) => {
			expect(compare(customers, contacts)).toEqual(NOTHING);
		}),
		{ seed: 7, numRuns: 300 },
	);
});

describe('people are told', () => {
	const FOUND = foundIn({ ...NOTHING, toShop: [{}], newContacts: [{}, {}], unclear: ['a@b.cz <stands> twice.'] });
	const POHODA = { system: 'POHODA', preview: false };

	test('how many, what is open, and what is for a person', () => {
		const results = [{ outcome: 'created', message: 'Done.' }, { outcome: 'held', message: 'Held.' }, { outcome: 'waiting', message: 'Waits.' }, { error: 'The e-mail is taken.' }, {}, 'rubbish'];
		expect(tellCustomers(FOUND, results, POHODA)).toEqual({
			text: '1 changed (or marked as agreeing) in the shop, 2 new in POHODA.\n• a@b.cz <stands> twice.\n• Held.\n• The e-mail is taken.\n• Waits.',
			html: '1 changed (or marked as agreeing) in the shop, 2 new in POHODA.\n• a@b.cz &lt;stands&gt; twice.\n• Held.\n• The e-mail is taken.\n• Waits.',
			...{ needsPerson: 3, subject: 'Customers of the e-shop need a decision', decisions: 'a@b.cz <stands> twice.\n\nHeld.\n\nThe e-mail is taken.' },
		});
	});

	test('that nothing was done in a preview, and that there was nothing to do', () => {
		expect(tellCustomers(FOUND, [], { ...POHODA, preview: true }).text).toMatch(/^1 would be changed .*, 2 would be new in POHODA\./);
		expect(tellCustomers(foundIn(NOTHING), [], POHODA)).toMatchObject({ text: 'Everybody agrees.', needsPerson: 0, subject: '' });
	});
});
