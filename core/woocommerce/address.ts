/** Addresses of orders and customers. */
import type { Given, Reader } from './values';

interface Address {
	company: string;
	name: string;
	street: string;
	city: string;
	zip: string;
	country: string;
	phone: string;
}

/** What decides whether goods go to another place than the bill; the phone does not. */
const PLACE = ['company', 'first_name', 'last_name', 'address_1', 'address_2', 'city', 'postcode'] as const;

export function addressOf(from: Given, place: string, reader: Reader): Address {
	const text = (name: string) => reader.text(from[name], `${place}.${name}`);
	return {
		company: text('company'),
		name: `${text('first_name')} ${text('last_name')}`.trim(),
		street: [text('address_1'), text('address_2')].filter((part) => part !== '').join(', '),
		city: text('city'),
		zip: text('postcode'),
		country: text('country'),
		phone: text('phone'),
	};
}

/** Whether goods go to another place than the bill. */
export function isElsewhere(shipping: Given, billing: Given): boolean {
	return Boolean(shipping.address_1) && PLACE.some((name) => (shipping[name] ?? '') !== (billing[name] ?? ''));
}
