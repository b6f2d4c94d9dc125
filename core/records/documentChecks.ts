/** The shape of business documents as workflows may give them. */
import { ENTITY, EXTERNAL_ID, SHIPPING_ADDRESS, longText, number, positive, refs, whole } from './entity';
import {
	amount,
	currency,
	extra,
	filled,
	flag,
	identity,
	list,
	object,
	oneOf,
	required,
	text,
	type Fields,
} from './fields';
import {
	ROUNDINGS,
	type BusinessDocument,
	type DocumentItem,
	type DocumentLink,
	type LineAmounts,
	type LineStock,
	type Partner,
} from './document';
import { sum, toMicro } from '../money/micro';
import { isDay } from './dates';
import type { ResultWarning } from './results';
import { vatCode, vatRate } from './stockChecks';
import { ITEM_KINDS } from './types';

export const LINK: Fields<keyof DocumentLink> = {
	agenda: text,
	id: identity,
	number: text,
	externalId: object(EXTERNAL_ID),
	itemId: identity,
	itemExternalId: object(EXTERNAL_ID),
	extra,
};
const STOCK: Fields<keyof LineStock> = {
	store: text,
	id: identity,
	code: text,
	ean: text,
	plu: text,
	externalId: object(EXTERNAL_ID),
	serialNumber: text,
	refs,
	extra,
};
export const AMOUNTS: Fields<keyof LineAmounts> = {
	unitPrice: number,
	totalNet: number,
	totalVat: number,
	totalGross: number,
};

const ITEM: Fields<keyof DocumentItem> = {
	id: identity,
	externalId: text,
	kind: oneOf(ITEM_KINDS),
	code: text,
	ean: text,
	name: text,
	quantity: number,
	unit: text,
	unitCoefficient: number,
	...AMOUNTS,
	priceIncludesVat: flag,
	discountPercent: amount((value) => Math.abs(value) <= 999, 'it must lie between -999 and 999'),
	vatRate,
	vatCode,
	home: object(AMOUNTS),
	delivered: number,
	stock: object(STOCK),
	accounting: text,
	vatClassification: text,
	centre: text,
	activity: text,
	contract: text,
	note: text,
	guarantee: whole,
	guaranteeUnit: oneOf(['none', 'hour', 'day', 'month', 'year', 'life']),
	expires: text,
	link: object(LINK),
	linkedTo: object(LINK),
	parameters: ENTITY.parameters,
	refs,
	extra,
};

const PARTNER: Fields<keyof Partner> = {
	id: identity,
	externalIds: list(object(EXTERNAL_ID), 100),
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
	phone: text,
	mobile: text,
	fax: text,
	email: text,
	linkToContact: flag,
	shippingAddresses: list(object(SHIPPING_ADDRESS), 100),
	refs,
	extra,
};

const needed = required(number, 'Send it as a number.');
const VAT_ROWS = list(object({ vatRate, vatCode, net: needed, vat: needed, gross: needed }), 50);

export const DOCUMENT: Fields<keyof BusinessDocument> = {
	...ENTITY,
	number: text,
	numberSeries: text,
	date: text,
	text: longText,
	currency: filled(currency),
	rate: positive,
	rateAmount: positive,
	partner: object(PARTNER),
	priceLevel: text,
	centre: text,
	activity: text,
	contract: text,
	paymentForm: text,
	paymentType: text,
	carrier: text,
	items: filled(list(object(ITEM), 10_000)),
	roundingMode: oneOf(ROUNDINGS),
	rounding: number,
	vatSummary: VAT_ROWS,
	total: number,
	home: object({ rounding: number, vatSummary: VAT_ROWS, total: number }),
	cancelled: oneOf(['cancelledDocument', 'cancelDocument']),
	links: list(object(LINK), 1000),
	linkedTo: list(object(LINK), 1000),
	note: longText,
	internalNote: longText,
	updatedAt: text,
};

/** Fills what the canonical record always has, and looks at days and totals. */
export function completeDocument(
	record: BusinessDocument,
	days: readonly string[],
	warnings: ResultWarning[],
): string[] {
	record.currency ??= 'CZK';
	record.items ??= [];
	const values = record as unknown as Record<string, unknown>;
	const wrong = days.filter((field) => values[field] !== undefined && !isDay(String(values[field])));
	const { total, items } = record;
	if (total !== undefined && items.length > 0 && items.every(({ totalGross }) => totalGross !== undefined)) {
		const added = sum([...items.map(({ totalGross }) => totalGross ?? 0), record.rounding ?? 0]);
		if (toMicro(added) !== toMicro(total)) {
			warnings.push({
				code: 'totalDiffers',
				text: `The lines and the rounding make ${added}, the document says ${total}.`,
				place: 'total',
			});
		}
	}
	return wrong.map(
		(field) => `${field} is "${String(values[field]).slice(0, 40)}"; send a day of the calendar such as 2026-11-14.`,
	);
}
