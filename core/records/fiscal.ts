/** What a receipt says about EET: its state in POHODA's words or the till's, its POK, and which payments enter EET. */
import { plainName } from '../text/plainName';
import type { FiscalData, PaymentMethod, Receipt, ReceiptPayment } from './types';

/** First day of EET 2.0: sales before it have no duty [eet2]. */
export const EET_START = '2027-01-01';

/** States of a document in POHODA (stateEETType of type.xsd). */
export const EET_STATES = ['notEnter', 'notSend', 'forSending', 'externally', 'simplify', 'sent', 'invalidData', 'commError'] as const;
type AnyEetState = (typeof EET_STATES)[number];

/** Those that an import may state; the others POHODA only tells. */
export const IMPORT_STATES = ['externally', 'notEnter', 'notSend', 'forSending'] as const satisfies readonly AnyEetState[];
export type EetState = (typeof IMPORT_STATES)[number];

/** The states in the words of POHODA, mPOHODA and tills [seed 002; annotations of stateEETType]. */
const STATE_WORDS: Readonly<Record<AnyEetState, readonly string[]>> = {
	notEnter: ['Nevstupuje', 'Nevstupuje do EET', 'Nepodléhá EET'],
	notSend: ['Neodesílat', 'Neodesílat do EET'],
	forSending: ['Čeká na odeslání', 'K odeslání', 'K odeslání do EET'],
	externally: ['Odesláno externě', 'Odesláno mimo POHODU', 'Odesláno mimo program POHODA', 'Odesláno do EET mimo program POHODA'],
	simplify: ['Čeká na odeslání (zjednodušeně)', 'Čeká na odeslání zjednodušeně'],
	sent: ['Odesláno', 'Odesláno do EET'],
	invalidData: ['Nepodařilo se sestavit požadavek'],
	commError: ['Nepodařilo se odeslat', 'Nepodařilo se odeslat do EET'],
};

const STATES = new Map(
	EET_STATES.flatMap((state) => [state, ...STATE_WORDS[state]].map((word): [string, AnyEetState] => [plainName(word), state])),
);

/** The state that a word means, in POHODA's codes or in Czech; undefined for a word that is not known. */
export function eetStateOf(word: string): AnyEetState | undefined {
	return STATES.get(plainName(word));
}

/** Who registers the sales. */
export const EET_SETTINGS = ['tillRegisters', 'noDuty', 'pohodaRegisters', 'decidedByPohoda'] as const;
export type EetSetting = (typeof EET_SETTINGS)[number];
/** What a posting rule may say: who registers, or the state itself. */
export type EetRule = EetSetting | EetState;

const NOT_ENTERING: ReadonlySet<PaymentMethod> = new Set(['bankTransfer', 'online']);

/**
 * Whether a payment enters EET: cash, card, QR, vouchers do; an e-shop's gateway and a transfer do not [eet2]. A QR payment
 * is a transfer that is made in person: only its label tells.
 */
export function entersEet({ method, label }: Pick<ReceiptPayment, 'method' | 'label'>): boolean {
	return !NOT_ENTERING.has(method) || /(?:^|[^\p{L}\p{N}])QR(?:$|[^\p{L}\p{N}])/iu.test(label ?? '');
}

/** The POK as it is compared. */
export function plainPok(pok: string): string {
	return pok.trim().toLowerCase();
}

/** UUID of version 4 and two hexadecimal digits [eet2]. */
const POK = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}-[0-9a-f]{2}$/;

export function isPok(pok: string): boolean {
	return POK.test(plainPok(pok));
}

/** From the tax office's playground: `-ff` at the end, or the till says so. Such a sale is not registered. */
export function isTest({ pok, test }: FiscalData): boolean {
	return test === true || (pok !== undefined && plainPok(pok).endsWith('-ff'));
}

/** Whether the record shows that the sale is registered: a POK (in EET 1 a FIK), or a state that says so. */
export function isRegistered({ fiscal }: Pick<Receipt, 'fiscal'>): boolean {
	if (fiscal === undefined || isTest(fiscal)) return false;
	const { pok, fik, state } = fiscal;
	const told = state === undefined ? undefined : eetStateOf(state);
	return (pok !== undefined && isPok(pok)) || Boolean(fik) || told === 'sent' || told === 'externally';
}
