/** A firm or a person: a record of an address book (adresář), a customer of an e-shop. */
import { ENTITY, SHIPPING_ADDRESS, checkEntity, recordType, type CheckedEntity } from './entity';
import { extra, flag, identity, longText, number, oneOf, text, whole } from './fields';
import { list, object, type Infer } from './table';

const ACCOUNT = {
	id: identity,
	/** Number of the account without the code of the bank. */
	number: text,
	bankCode: text,
	specificSymbol: text,
	description: text,
	bankName: text,
	default: flag,
	extra,
};

export const vatPayer = oneOf(['payer', 'non-payer', 'identified-person']);

/** Address, tax and phone numbers as in Customer: `company` is the firm, `name` a person. */
const CONTACT = {
	recordType: recordType('contact'),
	...ENTITY,
	/** Customer number. */
	number: text,
	numberSeries: text,
	company: text,
	division: text,
	name: text,
	street: text,
	city: text,
	zip: text,
	country: text,
	/** IČO */
	companyId: text,
	/** DIČ */
	vatId: text,
	/** IČ DPH, Slovak VAT id. */
	slovakVatId: text,
	vatPayer,
	region: text,
	phone: text,
	mobile: text,
	fax: text,
	email: text,
	web: text,
	gps: text,
	groups: list(text, 100),
	/** Klíče */
	searchKeys: list(text, 100),
	supplier: flag,
	customer: flag,
	/** Keys P3 to P6, whose meaning the unit chooses. */
	keyP3: flag,
	keyP4: flag,
	keyP5: flag,
	keyP6: flag,
	credit: number,
	creditLimit: number,
	priceLevel: text,
	/** Days until an issued invoice is due. */
	dueDays: whole,
	/** Days until a received invoice is due. */
	payableDueDays: whole,
	toleranceDays: whole,
	/** Name of the form of payment (forma úhrady). */
	paymentForm: text,
	paymentType: text,
	currency: text,
	agreement: text,
	salutation: text,
	position: text,
	birthDate: text,
	/** Shown when the contact is chosen. */
	message: text,
	note: longText,
	internalNote: longText,
	centre: text,
	activity: text,
	contract: text,
	carrier: text,
	/** Zpracování osobních údajů je omezeno. */
	processingRestricted: flag,
	shippingAddresses: list(object(SHIPPING_ADDRESS), 1000),
	bankAccounts: list(object(ACCOUNT), 1000),
	updatedAt: text,
};
/** A contact; one that is changed has only the fields that shall change. */
export type Contact = Infer<typeof CONTACT>;

const identityOf = ({ id, number: ofCustomer, companyId, email }: Partial<Contact>): string | undefined =>
	id ?? ofCustomer ?? companyId ?? email;

/** Checks a contact that comes from a workflow: it must have a firm or a name. See checkEntity. */
export function checkContact(input: unknown): CheckedEntity<Contact> {
	return checkEntity(input, CONTACT, identityOf, ({ company, name }) =>
		company?.trim() || name?.trim() ? [] : ['The contact has neither a firm (company) nor a name. Send one of them.'],
	);
}

/** As checkContact, for a change: only what shall change needs to be there. */
export function checkContactUpdate(input: unknown): CheckedEntity<Contact> {
	return checkEntity(input, CONTACT, identityOf);
}
