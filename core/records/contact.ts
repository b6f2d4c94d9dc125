/** A firm or a person: a record of an address book (adresář), a customer of an e-shop. */
import {
	ENTITY,
	SHIPPING_ADDRESS,
	checkEntity,
	longText,
	number,
	refs,
	whole,
	type CheckedEntity,
	type Entity,
	type ShippingAddress,
} from './entity';
import { extra, flag, identity, list, object, oneOf, text, type Fields } from './fields';
import type { Customer } from './types';

export interface ContactAccount {
	id?: string;
	/** Number of the account without the code of the bank. */
	number?: string;
	bankCode?: string;
	specificSymbol?: string;
	description?: string;
	bankName?: string;
	default?: boolean;
	extra?: Record<string, unknown>;
}

/** Address, tax and phone numbers as in Customer: `company` is the firm, `name` a person. */
export interface Contact extends Entity, Customer {
	recordType: 'contact';
	/** Customer number. */
	number?: string;
	numberSeries?: string;
	division?: string;
	/** IČ DPH, Slovak VAT id. */
	slovakVatId?: string;
	vatPayer?: 'payer' | 'non-payer' | 'identified-person';
	region?: string;
	mobile?: string;
	fax?: string;
	web?: string;
	gps?: string;
	groups?: string[];
	/** Klíče */
	searchKeys?: string[];
	supplier?: boolean;
	customer?: boolean;
	/** Keys P3 to P6, whose meaning the unit chooses. */
	keyP3?: boolean;
	keyP4?: boolean;
	keyP5?: boolean;
	keyP6?: boolean;
	credit?: number;
	creditLimit?: number;
	priceLevel?: string;
	/** Days until an issued invoice is due. */
	dueDays?: number;
	/** Days until a received invoice is due. */
	payableDueDays?: number;
	toleranceDays?: number;
	/** Name of the form of payment (forma úhrady). */
	paymentForm?: string;
	paymentType?: string;
	currency?: string;
	agreement?: string;
	salutation?: string;
	position?: string;
	birthDate?: string;
	/** Shown when the contact is chosen. */
	message?: string;
	note?: string;
	internalNote?: string;
	centre?: string;
	activity?: string;
	contract?: string;
	carrier?: string;
	/** Zpracování osobních údajů je omezeno. */
	processingRestricted?: boolean;
	shippingAddresses?: ShippingAddress[];
	bankAccounts?: ContactAccount[];
	updatedAt?: string;
}

/** A contact is changed by the fields that are given. */
export type ContactUpdate = Contact;

const ACCOUNT: Fields<keyof ContactAccount> = {
	id: identity,
	number: text,
	bankCode: text,
	specificSymbol: text,
	description: text,
	bankName: text,
	default: flag,
	extra,
};

const CONTACT: Fields<Exclude<keyof Contact, 'recordType'>> = {
	...ENTITY,
	number: text,
	numberSeries: text,
	company: text,
	division: text,
	name: text,
	street: text,
	city: text,
	zip: text,
	country: text,
	companyId: text,
	vatId: text,
	slovakVatId: text,
	vatPayer: oneOf(['payer', 'non-payer', 'identified-person']),
	region: text,
	phone: text,
	mobile: text,
	fax: text,
	email: text,
	web: text,
	gps: text,
	groups: list(text, 100),
	searchKeys: list(text, 100),
	supplier: flag,
	customer: flag,
	keyP3: flag,
	keyP4: flag,
	keyP5: flag,
	keyP6: flag,
	credit: number,
	creditLimit: number,
	priceLevel: text,
	dueDays: whole,
	payableDueDays: whole,
	toleranceDays: whole,
	paymentForm: text,
	paymentType: text,
	currency: text,
	agreement: text,
	salutation: text,
	position: text,
	birthDate: text,
	message: text,
	note: longText,
	internalNote: longText,
	centre: text,
	activity: text,
	contract: text,
	carrier: text,
	processingRestricted: flag,
	shippingAddresses: list(object({ ...SHIPPING_ADDRESS, refs }), 1000),
	bankAccounts: list(object(ACCOUNT), 1000),
	updatedAt: text,
};

const identityOf = ({ id, number: ofCustomer, companyId, email }: Partial<Contact>): string | undefined =>
	id ?? ofCustomer ?? companyId ?? email;

/** Checks a contact that comes from a workflow: it must have a firm or a name. See checkEntity. */
export function checkContact(input: unknown): CheckedEntity<Contact> {
	return checkEntity<Contact>(input, 'contact', CONTACT, identityOf, ({ company, name }) =>
		company?.trim() || name?.trim() ? [] : ['The contact has neither a firm (company) nor a name. Send one of them.'],
	);
}

/** As checkContact, for a change: only what shall change needs to be there. */
export function checkContactUpdate(input: unknown): CheckedEntity<ContactUpdate> {
	return checkEntity<ContactUpdate>(input, 'contact', CONTACT, identityOf);
}
