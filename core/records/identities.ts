/**
 * What identifies a firm or an article, in one normal form each; every comparison goes by it. Equal in normal form is
 * the same; similar (a person or a program for tables may have changed one of them) is for a person to decide, never a
 * second record.
 */
import { roundedTo, significant, tidyNumber, type Significant } from './spreadsheet';

/** IČO, DIČ, GTIN, number of a till's key, code of an article. */
export const IDENTITY_KINDS = ['companyId', 'vatId', 'ean', 'plu', 'code'] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];

export type Likeness = 'same' | 'similar' | 'different';

const PLAIN = /^[!-~]+$/;
/** No zero in front, no exponent, no more digits than a table keeps. */
const SIMPLE = /^[1-9A-DF-Za-df-z_][0-9A-DF-Za-df-z_/-]{0,14}$/;
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const SEPARATORS = /[\s\-/]/g;
const NOTHING = /^0*$/;
/** Length of an IČO. */
const COMPANY_ID = 8;

/** A JSON number counts as its digits. */
function textOf(value: unknown): string {
	if (typeof value === 'string') return value;
	return typeof value === 'number' && Number.isFinite(value) ? String(value) : '';
}

/** Digits of another script, no-break spaces: as plain ones. */
function compatible(text: string): string {
	return PLAIN.test(text) ? text : text.normalize('NFKC').replace(INVISIBLE, '');
}

/** Without what nobody sees: spaces at the ends, characters without width. */
function visible(text: string): string {
	return PLAIN.test(text) ? text : compatible(text).trim();
}

function composed(text: string): string {
	return PLAIN.test(text) ? text : text.normalize('NFC');
}

/** Some capitals are several characters, which compose anew. */
function capitals(text: string): string {
	return PLAIN.test(text) ? text.toUpperCase() : compatible(text.toUpperCase());
}

/**
 * IČO as eight digits: without spaces, dots, the name of the field or `CZ`, with the zeros that were lost. Anything
 * else than at most eight digits stays, in capitals and without spaces.
 */
function companyIdOf(text: string): string {
	const plain = capitals(compatible(text).replace(SEPARATORS, ''))
		.replace(/^(?:I[ČC]O?:?)+(?=(?:CZ)?\d)/, '')
		// Decimals, as tables of decimal numbers write them; other points stand between thousands.
		.replace(/^((?:CZ)?\d[\d.]*),0{1,2}$/, '$1')
		.replace(/^((?:CZ)?\d+)\.0{1,2}$/, '$1')
		.replace(/\./g, '');
	const digits = /^(?:CZ)?(\d{1,8})$/.exec(plain)?.[1];
	if (digits === undefined) return plain;
	return NOTHING.test(digits) ? '' : digits.padStart(COMPANY_ID, '0');
}

/** DIČ: country and digits; that of a Czech firm is `CZ` and its IČO. */
function vatIdOf(text: string): string {
	const plain = capitals(compatible(text).replace(SEPARATORS, '').replace(/\./g, '')).replace(
		/^(?:(?:DI[ČC]|I[ČC]DPH):?)+(?=[A-Z]{0,2}\d)/,
		'',
	);
	const digits = /^CZ(\d{1,8})$/.exec(plain)?.[1];
	if (digits !== undefined) return NOTHING.test(digits) ? '' : `CZ${digits.padStart(COMPANY_ID, '0')}`;
	return NOTHING.test(plain) ? '' : plain;
}

/** GS1: EAN-8, UPC-12 and EAN-13 are GTIN-14 with leading zeros; other codes stay as they are. */
function eanOf(text: string): string {
	const code = compatible(text).replace(/[\s-]+/g, '');
	if (NOTHING.test(code)) return '';
	return /^(\d{8}|\d{12,14})$/.test(code) ? code.padStart(14, '0') : capitals(code);
}

const NORMAL: Readonly<Record<IdentityKind, (text: string) => string>> = {
	companyId: companyIdOf,
	vatId: vatIdOf,
	ean: eanOf,
	plu: (text) => (NOTHING.test(visible(text)) ? '' : composed(text)),
	code: (text) => (visible(text) === '' ? '' : composed(text)),
};

/**
 * The normal form; '' for what identifies nothing (empty, a PLU or EAN of zeros, no text or number).
 *
 * Codes and PLU keep spaces and capitals: where they differ in these, they are similar only.
 */
export function normalIdentity(kind: IdentityKind, value: unknown): string {
	return NORMAL[kind](textOf(value));
}

/** How a person lets codes and PLU count as the same. */
export interface IdentityForm {
	ignoreCase: boolean;
	ignoreSpaces: boolean;
	ignoreLeadingZeros: boolean;
}

const LOOSEST: IdentityForm = { ignoreCase: true, ignoreSpaces: true, ignoreLeadingZeros: true };

/**
 * A text by what a person lets count as the same; the normal form where nothing is ignored. Without spaces means without
 * any white space and in the compatibility form (full-width digits, no-break spaces).
 */
export function widened(text: string, { ignoreCase, ignoreSpaces, ignoreLeadingZeros }: IdentityForm): string {
	const zeros = (key: string) => (ignoreLeadingZeros ? key.replace(/^0+(?=.)/, '') : key);
	if (PLAIN.test(text)) return zeros(ignoreCase ? text.toUpperCase() : text);
	const form = (any: string) => (ignoreSpaces ? compatible(any).replace(/\s+/g, '') : composed(any));
	let key = form(text);
	// Some capitals are several characters, which compose anew.
	if (ignoreCase) key = form(key.toUpperCase());
	return zeros(key);
}

/**
 * The loosest form: what is the same or similar has it in common, but for numbers that a table has rounded (8.594E+12);
 * see LooseIndex for those.
 */
export function looseIdentity(kind: IdentityKind, value: unknown): string {
	// A million codes have to be told in seconds: most have nothing that could be written in another way but capitals.
	if ((kind === 'code' || kind === 'plu') && typeof value === 'string' && SIMPLE.test(value)) return value.toUpperCase();
	const normal = normalIdentity(kind, value);
	if (normal === '') return '';
	const bare = kind === 'vatId' ? normal.replace(/^[A-Z]{2}(?=\d+$)/, '') : normal;
	// An apostrophe in front keeps a number text in programs for tables.
	return tidyNumber(widened(bare.replace(/^\s*'+(?=.)/, ''), LOOSEST));
}

/** Both are DIČ of a country, and not of the same. */
function otherCountry(a: string, b: string): boolean {
	const [one, other] = [a, b].map((text) => /^[A-Z]{2}(?=\d+$)/.exec(text)?.[0]);
	return one !== undefined && other !== undefined && one !== other;
}

/** One of them is the other one as a table has rounded it. */
function roundedAlike(a: string, b: string): boolean {
	const [one, other] = [significant(a), significant(b)];
	return one !== undefined && other !== undefined && (isRounding(one, other) || isRounding(other, one));
}

function isRounding(short: Significant, of: Significant): boolean {
	const many = short.digits.length;
	return short.rounded && many <= of.digits.length && roundedTo(of, many) === roundedTo(short, many);
}

/** Whether two values name one thing. What identifies nothing is different from everything, also from itself. */
export function compareIdentities(kind: IdentityKind, a: unknown, b: unknown): Likeness {
	const [one, other] = [normalIdentity(kind, a), normalIdentity(kind, b)];
	if (one === '' || other === '') return 'different';
	if (one === other) return 'same';
	if (kind === 'vatId' && otherCountry(one, other)) return 'different';
	const [loose, also] = [looseIdentity(kind, one), looseIdentity(kind, other)];
	return loose === also || roundedAlike(loose, also) ? 'similar' : 'different';
}

/** What to say about an IČO that is not written as eight digits; undefined where it is, or where there is none. */
export function shortCompanyId(value: unknown): string | undefined {
	const normal = companyIdOf(textOf(value));
	const digits = textOf(value).replace(/\D/g, '');
	if (normal.length !== COMPANY_ID || digits.length >= COMPANY_ID || !/^\d+$/.test(normal)) return undefined;
	return `The IČO ${textOf(value).trim()} has ${digits.length} digits, and an IČO has ${COMPANY_ID}: ${normal} was taken. Check it.`;
}
