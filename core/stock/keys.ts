/** What identifies an item on both sides, in one written form. */
import { normalIdentity, widened, type IdentityForm } from '../records/identities';
import type { StockItem } from '../records/stock';
import type { MatchKey } from './settings';

export type Keyed = Pick<StockItem, 'code' | 'eans' | 'plu' | 'warehouse'>;

const STORE_FORM: IdentityForm = { ignoreCase: true, ignoreSpaces: true, ignoreLeadingZeros: false };

const NOTHING = /^0*$/;
/** Below U+0300 every text is in the form NFC already. */
const COMBINED = /[^\n -\u02ff]/;

/** NFC and without space at the ends: how texts are compared. */
export function normalText(text: string): string {
	return (COMBINED.test(text) ? text.normalize('NFC') : text).trim();
}

/** The name of a store (sklad) as it is compared, everywhere; of a branch of a storage tree as well. */
export function storeForm(name: string | undefined): string {
	return widened(name ?? '', STORE_FORM);
}

/**
 * The keys of an item in one step of matching: one of its code or PLU, one for each EAN, none where it has none. A PLU
 * or EAN of zeros is none.
 *
 * @param separate items of other stores are other items
 */
export function keysOf(item: Partial<Keyed>, by: MatchKey, form: IdentityForm, separate = false): string[] {
	const keys = plainKeys(item, by, form);
	if (!separate || keys.length === 0) return keys;
	const store = storeForm(item.warehouse);
	return keys.map((key) => `${key}\u0000${store}`);
}

function plainKeys({ code, eans, plu }: Partial<Keyed>, by: MatchKey, form: IdentityForm): string[] {
	if (by === 'ean')
		return eans === undefined ? [] : [...new Set(eans.map((ean) => normalIdentity('ean', ean)))].filter((key) => key !== '');
	const normal = normalIdentity(by, by === 'code' ? code : plu);
	const key = widened(normal, form);
	return key === '' || (by === 'plu' && NOTHING.test(key)) ? [] : [key];
}

/** "ks", "KS" and "ks." are one unit. */
export function normalUnit(text: string): string {
	return normalText(text).toLowerCase().replace(/\.$/, '');
}
