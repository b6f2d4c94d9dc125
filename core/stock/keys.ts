/** What identifies an item on both sides, in one written form. */
import type { StockItem } from '../records/stock';
import type { MatchKey, MatchSettings } from './settings';

export type Keyed = Pick<StockItem, 'code' | 'eans' | 'plu' | 'warehouse'>;
type Form = Pick<MatchSettings, 'ignoreCase' | 'ignoreSpaces' | 'ignoreLeadingZeros'>;

/** The loosest form: codes that agree in it are at least similar. */
export const LOOSEST: Form = { ignoreCase: true, ignoreSpaces: true, ignoreLeadingZeros: true };

const PLAIN = /^[!-~]+$/;
const NOTHING = /^0*$/;
/** Below U+0300 every text is in the form NFC already. */
const COMBINED = /[^\n -\u02ff]/;

/** NFC and without space at the ends: how texts are compared. */
export function normalText(text: string): string {
	return (COMBINED.test(text) ? text.normalize('NFC') : text).trim();
}

/** Compatibility form (full-width digits, no-break spaces), spaces as single ones, then as the settings say. */
export function normalCode(text: string, { ignoreCase, ignoreSpaces, ignoreLeadingZeros }: Form): string {
	let key = PLAIN.test(text)
		? text
		: text
				.normalize('NFKC')
				.trim()
				.replace(/\s+/g, ignoreSpaces ? '' : ' ');
	if (ignoreCase) key = key.toUpperCase();
	return ignoreLeadingZeros ? key.replace(/^0+(?=.)/, '') : key;
}

/** GS1: EAN-8, UPC-12 and EAN-13 are GTIN-14 with leading zeros; other codes stay as they are. */
export function normalEan(text: string): string {
	const code = text.normalize('NFKC').replace(/[\s-]+/g, '');
	return /^(\d{8}|\d{12,14})$/.test(code) ? code.padStart(14, '0') : code.toUpperCase();
}

/**
 * The keys of an item in one step of matching: one of its code or PLU, one for each EAN, none where it has none. A PLU
 * or EAN of zeros is none.
 *
 * @param separate items of other stores are other items
 */
export function keysOf(item: Partial<Keyed>, by: MatchKey, form: Form, separate = false): string[] {
	const keys = plainKeys(item, by, form);
	if (!separate || keys.length === 0) return keys;
	const store = normalCode(item.warehouse ?? '', { ...LOOSEST, ignoreLeadingZeros: false });
	return keys.map((key) => `${key}\u0000${store}`);
}

function plainKeys({ code, eans, plu }: Partial<Keyed>, by: MatchKey, form: Form): string[] {
	if (by === 'ean')
		return eans === undefined ? [] : [...new Set(eans.map(normalEan))].filter((key) => !NOTHING.test(key));
	const text = by === 'code' ? code : plu;
	const key = text === undefined ? '' : normalCode(text, form);
	return key === '' || (by === 'plu' && NOTHING.test(key)) ? [] : [key];
}

/** "ks", "KS" and "ks." are one unit. */
export function normalUnit(text: string): string {
	return normalText(text).toLowerCase().replace(/\.$/, '');
}

/** A key as messages show it. */
export function shownKey(key: string): string {
	return key.replace('\u0000', ' in store ');
}
