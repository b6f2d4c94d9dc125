/** Columns of a posting rule as people write them: our names, and the Czech ones of POHODA for Data Tables. */
import type { EetRule } from '../records/fiscal';
import { plainName } from '../text/plainName';
import type { PostingName, RuleMatch } from './rules';

export interface RuleColumn {
	/** As the node's fields and messages call it. */
	title: string;
	names: readonly string[];
	/** Longest code that the XSD takes (refType 19, name of a payment form 32). */
	longest?: number;
}

export const CONDITION_COLUMNS: Record<keyof RuleMatch, RuleColumn> = {
	register: { title: 'Register', names: ['register', 'registr', 'pokladní místo'] },
	payment: { title: 'Payment', names: ['payment', 'platba', 'způsob platby'] },
	itemKind: { title: 'Item Kind', names: ['itemKind', 'kind', 'druh položky'] },
	vatRate: { title: 'VAT Rate', names: ['vatRate', 'vat', 'sazba DPH'] },
	amountFrom: { title: 'Amount From', names: ['amountFrom', 'částka od'] },
	amountTo: { title: 'Amount To', names: ['amountTo', 'částka do'] },
	currency: { title: 'Currency', names: ['currency', 'měna'] },
};

export const VALUE_COLUMNS: Record<PostingName, RuleColumn> = {
	numberSeries: { title: 'Number Series', names: ['numberSeries', 'číselná řada'], longest: 19 },
	cashRegister: { title: 'Cash Register', names: ['cashRegister', 'kasa'], longest: 19 },
	cashAccount: { title: 'Cash Account', names: ['cashAccount', 'pokladna'], longest: 19 },
	accounting: { title: 'Accounting', names: ['accounting', 'předkontace'], longest: 19 },
	itemAccounting: { title: 'Item Accounting', names: ['itemAccounting', 'předkontace položky'], longest: 19 },
	paymentForm: { title: 'Payment Form', names: ['paymentForm', 'forma úhrady'], longest: 32 },
	centre: { title: 'Centre', names: ['centre', 'center', 'středisko'], longest: 19 },
	activity: { title: 'Activity', names: ['activity', 'činnost'], longest: 19 },
	contract: { title: 'Contract', names: ['contract', 'zakázka'], longest: 19 },
	vatClassification: { title: 'VAT Classification', names: ['vatClassification', 'členění DPH'], longest: 19 },
	targetDocument: { title: 'Target Document', names: ['targetDocument', 'cílový doklad'] },
	eet: { title: 'EET', names: ['eet', 'eetState', 'stateEET', 'stav EET'] },
};

/** Columns that a Data Table or a person adds and that say nothing about posting. */
export const IGNORED_COLUMNS: readonly string[] = ['id', 'createdAt', 'updatedAt', 'note', 'comment', 'poznámka', 'order', 'pořadí'];

export const TARGET_WORDS: Readonly<Record<string, 'salesReceipt' | 'cashDocument'>> = {
	salesreceipt: 'salesReceipt',
	prodejka: 'salesReceipt',
	cashdocument: 'cashDocument',
	pokladnidoklad: 'cashDocument',
};

/** Words of the column EET: who registers the sale, or the state of the document as POHODA names it. */
const EET_NAMES: Readonly<Record<EetRule, readonly string[]>> = {
	tillRegisters: ['The Till Registers', 'eviduje pokladna'],
	noDuty: ['No Duty', 'bez povinnosti'],
	pohodaRegisters: ['POHODA Registers', 'eviduje POHODA'],
	decidedByPohoda: ['Decided by POHODA', 'rozhodne POHODA'],
	externally: ['Odesláno externě', 'Odesláno mimo POHODU'],
	notEnter: ['Nevstupuje', 'Nevstupuje do EET'],
	notSend: ['Neodesílat'],
	forSending: ['K odeslání', 'Čeká na odeslání'],
};

export const EET_WORDS: ReadonlyMap<string, EetRule> = new Map(
	(Object.entries(EET_NAMES) as Array<[EetRule, readonly string[]]>).flatMap(([rule, names]) =>
		[rule, ...names].map((name): [string, EetRule] => [plainName(name), rule]),
	),
);
