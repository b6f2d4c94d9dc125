/** Codes that nobody published, as tables that a user can set, and what else a person chooses. Defaults: facts of the layout; [I] = a guess. */
import type { ItemKind, PaymentMethod, ReceiptType } from '../records/types';

/** Meanings of codes; both directions use them. */
export interface CodeTables {
	/** TypDokladu. [I] 0 sale, 1 return. The first code of a type is written. */
	documentTypes: ReadonlyArray<{ code: number; type: ReceiptType }>;
	/** TypPoklProdPol. [I] 0 goods. The first code of a kind is written, else 0. */
	itemTypes: ReadonlyArray<{ code: number; kind: ItemKind }>;
	/** ZpusobUhrady; these rows come before the usual Czech names (see paymentName, paymentMethod). */
	payments: ReadonlyArray<{ name: string; method: PaymentMethod; label?: string }>;
	/**
	 * Amounts of returns and of money given back. [I] `positive`: without sign, TypDokladu and Vraceno say the direction. `signed`: negative.
	 */
	signs: 'positive' | 'signed';
	/** Skupina zboží of codes without one: `000123` is this group, `200/000456` names its own. */
	goodsGroup: string;
}

/** Usual Czech names. [I] */
const USUAL_PAYMENTS: CodeTables['payments'] = [
	{ name: 'Hotově', method: 'cash' },
	{ name: 'Hotovost', method: 'cash' },
	{ name: 'Platební karta', method: 'card' },
	{ name: 'Platební kartou', method: 'card' },
	{ name: 'Kartou', method: 'card' },
	{ name: 'Karta', method: 'card' },
	{ name: 'Stravenky', method: 'mealVoucher' },
	{ name: 'Stravenka', method: 'mealVoucher' },
	{ name: 'Poukázka', method: 'voucher' },
	{ name: 'Poukaz', method: 'voucher' },
	{ name: 'Dárkový poukaz', method: 'voucher' },
	{ name: 'Převodem', method: 'bankTransfer' },
	{ name: 'Bankovní převod', method: 'bankTransfer' },
	{ name: 'Platební brána', method: 'online' },
	{ name: 'Na fakturu', method: 'credit' },
	{ name: 'Jiná úhrada', method: 'other' },
];

const sameWord = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

/** What a ZpusobUhrady means, letters in any case; undefined when no table lists it. */
export function paymentMethod(name: string, { payments }: CodeTables): PaymentMethod | undefined {
	return [...payments, ...USUAL_PAYMENTS].find((row) => sameWord(row.name, name))?.method;
}

/**
 * ZpusobUhrady of a payment: the row with the till's own name for it, else the row of its method, else the till's name, else the usual name of the method.
 */
export function paymentName({ label = '', method }: { label?: string; method: PaymentMethod }, { payments }: CodeTables): string {
	const named = label.trim() !== '';
	const row =
		payments.find((one) => named && one.label !== undefined && sameWord(one.label, label)) ??
		payments.find((one) => named && sameWord(one.name, label)) ??
		payments.find((one) => one.label === undefined && one.method === method);
	return row?.name ?? (named ? label.trim() : (USUAL_PAYMENTS.find((one) => one.method === method)?.name ?? ''));
}

export const DEFAULT_TABLES: CodeTables = {
	documentTypes: [
		{ code: 0, type: 'sale' },
		{ code: 1, type: 'return' },
	],
	itemTypes: [{ code: 0, kind: 'goods' }],
	payments: [],
	signs: 'positive',
	goodsGroup: '',
};

/** How receipts become rows. */
export interface RowSettings extends CodeTables {
	/** Register → řada účtenek. A register of at most three characters is its own series. */
	series: Readonly<Record<string, string>>;
	/** Series of registers that are not in the table and too long; '' = such receipts are refused. */
	defaultSeries: string;
	/** PoradoveCislo is a whole number: the first group of this expression is taken out of the till's number. */
	numberPattern: RegExp;
	/** Month (1 to 12) in which the accounting period (období) begins. */
	firstMonth: number;
	/** BKIdent: global identifier of the shop, where the receipt's own shop is none. */
	shopId: string;
	/** Sklad of receipts and ZboSklad of goods that name none; '' = NULL. */
	warehouse: string;
	/** Autor of receipts that name no cashier. */
	author: string;
	/** TypCiselneRady. [I] */
	seriesType: number;
	/** Zaokrouhleni of receipts that the till rounded, and of others. [I] */
	roundedCode: number;
	exactCode: number;
	/** ...Val columns of a receipt in CZK. [I] */
	homeValues: 'repeat' | 'zero';
	/** Vraceno of the payments of a return: 0 as on a sale, or 1 = given back. [I] */
	returnPayments: 'paid' | 'givenBack';
	/** Whether each item has its row in UctenkyEtal.txt. */
	etalons: boolean;
	/** Kinds that become rows of UctenkyFin.txt, without a goods card. */
	financialKinds: readonly ItemKind[];
	/** Goods, services and packaging without a code. */
	goodsWithoutCode: 'financialItem' | 'substitute' | 'refuse';
	/** Code of the card for `substitute`. */
	substituteGoods: string;
	/** Tabs and line breaks inside of names; notes keep theirs. */
	lineBreaks: 'space' | 'keep';
	/** Quotes inside of texts: doubled, or written as apostrophes for an importer that cannot read them. */
	quotes: 'double' | 'apostrophe';
}

export const DEFAULT_ROW_SETTINGS: RowSettings = {
	...DEFAULT_TABLES,
	series: {},
	defaultSeries: '',
	numberPattern: /^(\d+)$/,
	firstMonth: 1,
	shopId: '',
	warehouse: '',
	author: '',
	seriesType: 0,
	roundedCode: 0,
	exactCode: 2,
	homeValues: 'repeat',
	returnPayments: 'paid',
	etalons: true,
	financialKinds: ['discount', 'tip', 'advance', 'singlePurposeVoucher', 'multiPurposeVoucher', 'other'],
	goodsWithoutCode: 'financialItem',
	substituteGoods: '',
	lineBreaks: 'space',
	quotes: 'double',
};

/** The home currency; canonical exchange rates are in it. */
export const HOME = 'CZK';

/** `200/000456` → group and number; a code without group belongs to `goodsGroup`. */
export function splitCode(code: string, goodsGroup: string): { group: string; number: string } {
	const slash = code.indexOf('/');
	if (slash < 1 || slash > 3 || slash === code.length - 1) return { group: goodsGroup, number: code };
	return { group: code.slice(0, slash), number: code.slice(slash + 1) };
}

/** The code of a card as records have it. */
export function joinCode(group: string, number: string, goodsGroup: string): string {
	return group === goodsGroup || group === '' ? number : `${group}/${number}`;
}
