/**
 * Customers of a shop and contacts of an address book, brought together by e-mail. The address on which both agreed last is
 * kept with the customer: who differs from it has changed. Content is compared, not time, so nothing goes back and forth.
 */
import { isObject } from '../records/reading';
import { metaOf, metaText, textOf as text, type Given } from './values';

export interface CustomerSettings {
	/** Who counts where both have changed. */
	wins: 'contact' | 'shop';
	/** Contacts of this group get an account in the shop; '' = none do. */
	group: string;
	/** Source of new contacts: each shop its own. */
	shop: string;
	/** Source of contacts that are changed: the address book they come from. */
	book: string;
	/** How messages call the address book. */
	system: string;
	/** Meta data of the customer that keep the last agreed address. */
	stateKey: string;
	companyIdKey: string;
	vatIdKey: string;
}

export interface Differences {
	/** Customers to change in the shop, with `state`, the address both agree on then. */
	toShop: Given[];
	newInShop: Given[];
	/** Canonical contacts. */
	toContacts: Given[];
	newContacts: Given[];
	/** Sentences about what is left alone. */
	unclear: string[];
}

const clean = (value: unknown): string => text(value).replace(/\s+/g, ' ').trim();
const tight = (value: unknown): string => text(value).replace(/\s+/g, '');
/** The first of several. */
const emailOf = ({ email }: Given): string => text(email).trim().split(/[,;\s]+/)[0].toLowerCase();

/** What is compared, in this order; the text of it is kept with the customer. */
interface Compared {
	company: string;
	name: string;
	street: string;
	city: string;
	zip: string;
	phone: string;
}

const personIn = (from: Given): string => clean(`${text(from.first_name)} ${text(from.last_name)}`);
const partOf = (value: unknown): Given => (isObject(value) ? value : {});

function ofCustomer(customer: Given): Compared {
	const billing = partOf(customer.billing);
	return {
		company: clean(billing.company),
		name: personIn(billing) || personIn(customer),
		street: clean([text(billing.address_1), text(billing.address_2)].filter((one) => one !== '').join(', ')),
		city: clean(billing.city),
		zip: tight(billing.postcode),
		phone: tight(billing.phone),
	};
}

function ofContact({ company, name, street, city, zip, phone, mobile }: Given): Compared {
	return { company: clean(company), name: clean(name), street: clean(street), city: clean(city), zip: tight(zip), phone: tight(text(phone) || mobile) };
}

/** A contact as the shop takes it: spelled as there, the name in two parts. */
function forShop(contact: Given): Given {
	const { name, ...compared } = ofContact(contact);
	const words = name.split(' ');
	return {
		...compared,
		name,
		...{ first_name: words.slice(0, -1).join(' '), last_name: words.at(-1) ?? '' },
		...{ zip: clean(contact.zip), phone: clean(text(contact.phone) || contact.mobile), state: JSON.stringify(ofContact(contact)) },
	};
}

function forContacts(customer: Given): Given {
	const billing = partOf(customer.billing);
	return { ...ofCustomer(customer), zip: clean(billing.postcode), phone: clean(billing.phone) };
}

function contactsByEmail(contacts: readonly unknown[]): Map<string, Given[]> {
	const found = new Map<string, Given[]>();
	for (const contact of contacts.filter(isObject)) {
		const email = emailOf(contact);
		if (contact.recordType !== 'contact' || email === '') continue;
		const others = found.get(email);
		if (others === undefined) found.set(email, [contact]);
		else others.push(contact);
	}
	return found;
}

const isNamed = ({ company, name }: Compared): boolean => company !== '' || name !== '';

function newContact(customer: Given, { shop, companyIdKey, vatIdKey }: CustomerSettings): Given {
	return {
		...{ recordType: 'contact', source: shop, id: emailOf(customer) },
		...forContacts(customer),
		...{ email: customer.email, country: partOf(customer.billing).country },
		...{ companyId: clean(metaText(customer, companyIdKey)), vatId: clean(metaText(customer, vatIdKey)), customer: true },
	};
}

/** What is to be done about a customer and the one contact with that e-mail. */
function pair(customer: Given, contact: Given, { wins, book, stateKey }: CustomerSettings, answer: Differences): void {
	const mine = ofCustomer(customer);
	const [here, there, last] = [JSON.stringify(mine), JSON.stringify(ofContact(contact)), metaOf(customer, stateKey)];
	const onlyShop = there === last && here !== last;
	// An account that nobody has filled in yet says nothing.
	const isBlank = last === undefined && !isNamed(mine);
	if (here === there || ((wins === 'contact' || here === last || isBlank) && !onlyShop)) {
		if (here !== there || last !== there) answer.toShop.push({ id: customer.id, ...forShop(contact) });
	} else if (isNamed(mine)) {
		answer.toContacts.push({ recordType: 'contact', source: book, key: contact.key, id: contact.id, ...forContacts(customer), email: contact.email });
	} else answer.unclear.push(`${text(customer.email)} has neither a firm nor a name in the shop, so its contact stays as it is. Fill it in in the shop.`);
}

/** @param customers as WooCommerce gives them; @param contacts canonical ones */
export function compareCustomers(customers: readonly unknown[], contacts: readonly unknown[], settings: CustomerSettings): Differences {
	const answer: Differences = { toShop: [], newInShop: [], toContacts: [], newContacts: [], unclear: [] };
	const byEmail = contactsByEmail(contacts);
	const read = customers.filter(isObject).filter((one) => one.id !== undefined && emailOf(one) !== '');
	for (const customer of read) {
		const [contact, ...more] = byEmail.get(emailOf(customer)) ?? [];
		if (more.length > 0) {
			const names = [contact, ...more].map(({ company, name }) => text(company) || text(name)).join(', ');
			answer.unclear.push(`${text(customer.email)} stands with ${more.length + 1} contacts of ${settings.system}: ${names}. Keep it with one of them.`);
		} else if (contact !== undefined) pair(customer, contact, settings, answer);
		else if (isNamed(ofCustomer(customer))) answer.newContacts.push(newContact(customer, settings));
	}
	const known = new Set(read.map(emailOf));
	for (const [email, [contact, ...more]] of byEmail) {
		const inGroup = settings.group !== '' && Array.isArray(contact.groups) && contact.groups.includes(settings.group);
		if (inGroup && !known.has(email) && more.length === 0) answer.newInShop.push({ email, ...forShop(contact) });
	}
	return answer;
}
