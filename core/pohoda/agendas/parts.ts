/** Parts that many agendas have: external ids, parameters, labels, addresses, links. */
import { vatPayer } from '../../records/contact';
import {
	choice,
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
	type Fields,
	type ListRow,
	type Row,
	type Table,
} from './table';
import { AGENDA_WORDS, PAYMENT_WORDS } from './words';

const EXTERNAL_ID_ROWS: Row[] = [
	code('id', 'typ:ids', 64, { required: 'Give the id in the other system.', label: 'external id' }),
	code('system', 'typ:exSystemName', 64, {
		required: 'Name the system that the id belongs to.',
		label: 'system of the external id',
	}),
	text('text', 'typ:exSystemText'),
];

/** As part of something that may be missing as a whole: then id and system only together. */
export const OPTIONAL_EXTERNAL_ID: Row[] = EXTERNAL_ID_ROWS.map((row) => ({
	...row,
	required: undefined,
	needs: row.field === 'id' ? 'system' : 'id',
}));

const EXTERNAL_ID: Table = { prefix: 'typ', rows: EXTERNAL_ID_ROWS };

/** `$` value of each kind of parameter. */
const VALUES: Readonly<Record<string, string>> = {
	text: '$text',
	memo: '$memo',
	currency: '$currency',
	boolean: '$boolean',
	number: '$number',
	date: '$date',
	integer: '$integer',
	list: '$entry',
};

const PARAMETER: Table = {
	prefix: 'typ',
	rows: [
		code('name', 'name', 16, { required: 'Name the parameter.' }),
		text('$text', 'textValue'),
		text('$memo', 'memoValue'),
		number('$currency', 'currencyValue'),
		flag('$boolean', 'booleanValue'),
		number('$number', 'numberValue'),
		day('$date', 'datetimeValue'),
		{ ...id('refs.value', 'listValueRef/typ:id'), unless: ['value'] },
		code('$entry', 'listValueRef/typ:ids', 19),
		integer('$integer', 'integerValue'),
		...ref('list', 'list'),
	],
	afterRead: (parameter, given) => {
		const kind = Object.keys(VALUES).find((one) => given[VALUES[one]] !== undefined);
		const empty = valueOfRef(parameter) === undefined ? 'text' : 'list';
		parameter.type = kind ?? empty;
		if (kind !== undefined) parameter.value = given[VALUES[kind]];
	},
	beforeWrite: (parameter, { check, place }) => {
		const name =
			typeof parameter.type === 'string' && Object.hasOwn(VALUES, parameter.type) ? VALUES[parameter.type] : undefined;
		if (name === undefined) {
			check.refuse(`${place}type is "${String(parameter.type)}"; POHODA knows ${Object.keys(VALUES).join(', ')}.`);
			return {};
		}
		if (parameter.value === undefined && !(name === '$entry' && valueOfRef(parameter) !== undefined)) {
			check.refuse(`${place}value is missing.`);
		}
		return { [name]: parameter.value };
	},
};

function valueOfRef({ refs }: Fields): unknown {
	return (refs as Fields | undefined)?.value;
}

export function parameters(element: string): ListRow {
	return list('parameters', `${element}/typ:parameter`, PARAMETER, { max: 128, label: 'parameter' });
}

const LABEL: Table = { prefix: 'typ', rows: [code('name', 'ids')] };

export function labels(element: string): ListRow {
	return list('labels', `${element}/typ:label`, LABEL, { single: 'name', max: 10, label: 'label' });
}

export function externalIds(element: string, max?: number): ListRow {
	return list('externalIds', element, EXTERNAL_ID, { ...(max === undefined ? {} : { max }), label: 'external id' });
}

/** typ:addressType; phone and the following only where a document takes them. */
export const ADDRESS_ROWS: Row[] = [
	text('company', 'typ:company', 255),
	text('division', 'typ:division', 32),
	text('name', 'typ:name', 64),
	text('city', 'typ:city', 45),
	text('street', 'typ:street', 64),
	code('zip', 'typ:zip', 15, { label: 'postal code' }),
	code('companyId', 'typ:ico', 15, { label: 'IČO' }),
	code('vatId', 'typ:dic', 18, { label: 'DIČ' }),
	choice('vatPayer', 'typ:VATPayerType', vatPayer.words),
	code('slovakVatId', 'typ:icDph', 18, { label: 'IČ DPH' }),
	...ref('country', 'typ:country'),
];

const PHONES: Row[] = [
	code('phone', 'typ:phone', 40),
	code('mobile', 'typ:mobilPhone', 24),
	code('fax', 'typ:fax', 24),
	code('email', 'typ:email', 98, { label: 'e-mail' }),
];

export const SHIPPING: Table = {
	prefix: 'typ',
	rows: [
		told(id('id', 'id')),
		code('externalId', 'extId', 64),
		text('company', 'company', 255),
		text('division', 'division', 32),
		text('name', 'name', 64),
		text('city', 'city', 45),
		text('street', 'street', 64),
		code('zip', 'zip', 15, { label: 'postal code' }),
		...ref('country', 'country'),
		code('phone', 'phone', 40),
		code('email', 'email', 98, { label: 'e-mail' }),
		flag('default', 'defaultShipAddress'),
	],
};

/** partnerIdentity of a document, in the order of typ:address. */
export function partner(element: string): Array<Row | ListRow> {
	return within('partner', element, [
		id('id', 'typ:id'),
		externalIds('typ:extId'),
		...within('', 'typ:address', [...ADDRESS_ROWS, ...PHONES, flag('linkToContact', '@linkToAddress')]),
		list('shippingAddresses', 'typ:shipToAddress', SHIPPING, { label: 'shipping address' }),
	]);
}

/** paymentType: the name of the form, or POHODA's word where there is no name. */
export function payment(element: string): Row[] {
	return [
		...ref('paymentForm', element, 32, { label: 'payment form (forma úhrady)' }),
		{ ...choice('paymentType', `${element}/typ:paymentType`, PAYMENT_WORDS), unless: ['paymentForm'] },
	];
}

/** Středisko, činnost, zakázka. */
export function cost(element: string): Row[] {
	return [
		...ref('centre', `${element}centre`, 19, { label: 'centre (středisko)' }),
		...ref('activity', `${element}activity`, 19, { label: 'activity (činnost)' }),
		...ref('contract', `${element}contract`, 19, { label: 'contract (zakázka)' }),
	];
}

/** Reference to a document: its id, extId (told only) or number. */
export function sourceRows(element: string): Row[] {
	return [
		id('id', `${element}/typ:id`),
		...(within('externalId', `${element}/typ:extId`, OPTIONAL_EXTERNAL_ID).map((row) => told(row)) as Row[]),
		code('number', `${element}/typ:number`, 32),
	];
}

const AGENDA = choice('agenda', 'typ:sourceAgenda', AGENDA_WORDS, { required: 'Name the agenda, e.g. receivedOrder.' });

const LINK: Table = {
	prefix: 'typ',
	rows: [AGENDA, ...sourceRows('typ:sourceDocument')],
	beforeWrite: ({ id: ofDocument, number: named }, { check, place, ownIds }) => {
		if (!named && !(ownIds && ofDocument)) {
			check.refuse(`${place}number is missing: POHODA needs to know which document is meant.`);
		}
		return {};
	},
};

/** Documents that this one is made of (links) or belongs to (linkedDocuments, told only). */
export function links(field: string, element: string): ListRow {
	return list(field, `${element}/typ:link`, LINK, { label: 'link' });
}

/** Source of a cancelling or corrective document. */
export function source(field: string, element: string): Row[] {
	return within(field, element, sourceRows('typ:sourceDocument')) as Row[];
}

/** Item of another document that a line is made of. */
export function itemLink(element: string): Row[] {
	return within('link', element, [
		{ ...AGENDA, required: undefined, label: 'agenda of the link' },
		id('itemId', 'typ:sourceItemId'),
		...within('itemExternalId', 'typ:sourceItemExtId', OPTIONAL_EXTERNAL_ID),
	]) as Row[];
}

/** Documents and items that a line belongs to; told only. */
export function linkedDocument(element: string): Row[] {
	const rows = [
		{ ...AGENDA, required: undefined },
		...sourceRows('typ:sourceDocument'),
		id('itemId', 'typ:sourceDocumentItem/typ:sourceItemId'),
		...(within('itemExternalId', 'typ:sourceDocumentItem/typ:sourceItemExtId', OPTIONAL_EXTERNAL_ID) as Row[]),
	];
	return (within('linkedTo', element, rows) as Row[]).map(told);
}
