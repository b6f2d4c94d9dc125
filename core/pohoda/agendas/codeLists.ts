/** POHODA's code lists (číselníky): stores, series, centres … as `{ id, code, name, … }`. They are read only here. */
import type { ResultWarning } from '../../records/results';
import type { CodeList } from './codeListParts';
import { FIRM_LISTS } from './codeListsOfFirm';
import { MONEY_LISTS } from './codeListsOfMoney';
import { STOCK_LISTS } from './codeListsOfStock';
import type { Fields } from './table';

export const CODE_LIST_NAMES = [
	'stores',
	'storages',
	'cashRegisters',
	'bankAccounts',
	'paymentForms',
	'centres',
	'activities',
	'contracts',
	'numberSeries',
	'sellingPrices',
	'registrationNumbers',
	'vatClasses',
	'accountingUnits',
	'establishments',
	'globalSettings',
] as const;
export type CodeListName = (typeof CODE_LIST_NAMES)[number];

/** An entry; `code` is what documents name it by (typ:ids), further fields depend on the list. */
export interface CodeListEntry {
	list: CodeListName;
	id?: string;
	code: string;
	name: string;
	extra?: Record<string, unknown>;
	/** What was there and not understood. */
	warnings?: ResultWarning[];
	[field: string]: unknown;
}

export const CODE_LISTS: Readonly<Record<CodeListName, CodeList>> = { ...STOCK_LISTS, ...MONEY_LISTS, ...FIRM_LISTS };

/** Code and name of an entry that has only one of them. */
export function completeEntry(list: CodeListName, fields: Fields): CodeListEntry {
	const named = fields.code ?? fields.name ?? fields.id ?? '';
	return { list, ...fields, code: String(fields.code ?? named), name: String(fields.name ?? named) };
}
