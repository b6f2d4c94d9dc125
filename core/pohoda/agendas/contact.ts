/** Adresář (addressbook.xsd, list_addBook.xsd). */
import type { Agenda } from './agenda';
import { ADDRESS_ROWS, SHIPPING, cost, externalIds, labels, parameters, payment } from './parts';
import {
	code,
	day,
	flag,
	id,
	integer,
	list,
	number,
	ref,
	text,
	told,
	within,
	type ListRow,
	type Row,
	type Table,
} from './table';

import { isBlank } from './write';

/** xsd:short */
const DAYS = { range: [-32_768, 32_767] } as const;

const ACCOUNT: Table = {
	prefix: 'adb',
	rows: [
		told(id('id', 'id')),
		code('number', 'accountNumber', 34, {
			required: 'Give the number of the account.',
			label: 'number of the account',
		}),
		code('specificSymbol', 'symSpec', 20),
		code('bankCode', 'bankCode', 11),
		text('description', 'description', 30),
		text('bankName', 'bankName', 35),
		flag('default', 'defaultAccount'),
	],
};

const HEADER: Array<Row | ListRow> = [
	told(id('id', 'id')),
	...within('', 'identity', [
		externalIds('typ:extId'),
		...within('', 'typ:address', ADDRESS_ROWS),
		list('shippingAddresses', 'typ:shipToAddress', SHIPPING, { changedById: true, label: 'shipping address' }),
	]),
	text('region', 'region', 32),
	code('phone', 'phone', 40),
	code('mobile', 'mobil', 24),
	code('fax', 'fax', 24),
	code('email', 'email', 98, { label: 'e-mail' }),
	code('web', 'web', 96),
	code('gps', 'GPS', 38),
	text('$groups', 'adGroup', 255, { label: 'groups' }),
	text('$keys', 'adKey', 255, { label: 'searchKeys' }),
	number('credit', 'credit'),
	number('creditLimit', 'creditMax'),
	code('priceLevel', 'priceIDS', 10),
	integer('dueDays', 'maturity', DAYS),
	integer('payableDueDays', 'maturityCommitments', DAYS),
	...payment('paymentType'),
	code('agreement', 'agreement', 12),
	...ref('numberSeries', 'number', 19, { label: 'number series (číselná řada)' }),
	code('number', 'number/typ:numberRequested', 20),
	text('position', 'function', 32),
	text('salutation', 'salutation', 32),
	day('birthDate', 'dateOfBirth'),
	flag('supplier', 'p1'),
	flag('customer', 'p2'),
	flag('keyP3', 'p3'),
	flag('keyP4', 'p4'),
	flag('keyP5', 'p5'),
	flag('keyP6', 'p6'),
	text('message', 'message', 64),
	text('note', 'note'),
	text('internalNote', 'intNote'),
	integer('toleranceDays', 'toleranceMaturity', DAYS),
	...ref('currency', 'foreignCurrency'),
	...cost(''),
	parameters('parameters'),
	flag('marked', 'markRecord'),
	labels('labels'),
	...ref('carrier', 'carrier', 20),
];

/** POHODA keeps groups and keys as one text with commas. */
function words(value: unknown): string[] {
	return String(value)
		.split(',')
		.map((word) => word.trim())
		.filter((word) => word !== '');
}

const TABLE: Table = {
	prefix: 'adb',
	rows: [
		...within('', 'addressbookHeader', HEADER),
		list('bankAccounts', 'addressbookAccount/accountItem', ACCOUNT, { changedById: true, label: 'bank account' }),
		flag('processingRestricted', 'addressbookGDPR/restrictProcessing'),
	],
	afterRead: (contact, given) => {
		if (given.$groups !== undefined) contact.groups = words(given.$groups);
		if (given.$keys !== undefined) contact.searchKeys = words(given.$keys);
	},
	beforeWrite: (contact, { check, action }) => {
		const comma = [contact.groups, contact.searchKeys]
			.flat()
			.find((word) => typeof word === 'string' && word.includes(','));
		if (comma !== undefined) {
			check.refuse(`The group or key "${String(comma)}" has a comma in it; POHODA would make two of it.`);
		}
		if (action !== 'update' && isBlank(contact.company) && isBlank(contact.name)) {
			check.refuse('The contact has neither a firm (company) nor a name.');
		}
		return {
			$groups: Array.isArray(contact.groups) ? contact.groups.join(',') : undefined,
			$keys: Array.isArray(contact.searchKeys) ? contact.searchKeys.join(',') : undefined,
		};
	},
};

export const CONTACT: Agenda = {
	name: 'contact',
	label: 'contact (adresář)',
	prefix: 'adb',
	root: 'addressbook',
	table: TABLE,
	list: {
		prefix: 'lAdb',
		name: 'AddressBook',
		records: ['lAdb:addressbook'],
		versionAttribute: 'addressBookVersion',
		extSystem: true,
		filter: 'contact',
		paged: true,
		parts: { attachments: false },
	},
	actions: ['create', 'update', 'createOrUpdate', 'delete'],
};
