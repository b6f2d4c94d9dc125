/**
 * How a document in iDoklad says which record it is. Nothing there prevents duplicates, so the identity stands at the end
 * of `Name` in brackets (`Name` can be filtered and is shown in lists), and the till's number in ExternalDocumentNumber.
 */
import { DOCUMENT_TEXTS, PAYMENT_TEXTS, czechDay, originalText } from '../plan/texts';
import { documentId } from '../records/keys';
import type { CashMovement, Receipt, ReceiptPayment } from '../records/types';
import { sha256Hex } from '../text/digest';
import { LIMITS } from './tables';

const ID = /\[([A-Za-z0-9._~/%-]{1,64})\]\s*$/;

/** Text and identity in a field of that length; the text is cut where both together are longer. */
export function withKey(text: string, key: string, length: number): string {
	const room = length - key.length - 3;
	const plain = text.replace(/\s+/g, ' ').trim();
	return `${plain.length > room ? `${plain.slice(0, room - 1)}…` : plain} [${key}]`;
}

/** Text and identity in a `Name`. */
export function withId(text: string, id: string): string {
	return withKey(text, id, LIMITS.name);
}

/** The identity at the end of a `Name`, or undefined when there is none (also when somebody removed it). */
export function idIn(name: string | null | undefined): string | undefined {
	return ID.exec(name ?? '')?.[1];
}

/** `Účtenka P1/4512 [ekasa/P1/4512/2026-11-14]`, `Vratka P1/4530 k účtence P1/4512 [...]` */
export function receiptName(receipt: Receipt, generation: number): string {
	const word = receipt.type === 'return' ? DOCUMENT_TEXTS.return : DOCUMENT_TEXTS.sale;
	const reference = receipt.type === 'return' ? originalText(receipt, [], false) : '';
	return withId(`${word} ${receipt.register}/${receipt.number}${reference}`, documentId(receipt.key, generation));
}

export function movementName(movement: CashMovement, generation: number): string {
	const word = movement.amount < 0 ? DOCUMENT_TEXTS.withdrawal : DOCUMENT_TEXTS.deposit;
	return withId(`${word} ${movement.register}/${movement.number}`, documentId(movement.key, generation));
}

/** The text itself where it fits, else a digest of it. */
function fitted(text: string): string {
	return text.length <= LIMITS.externalNumber ? text : `h-${sha256Hex(text).slice(0, LIMITS.externalNumber - 2)}`;
}

/** `P1/4512`: with the day of issue the second trace of a receipt, should somebody change the `Name`. */
export function externalNumber(receipt: Pick<Receipt, 'register' | 'number'>, generation: number): string {
	return fitted(`${receipt.register}/${receipt.number}${generation > 1 ? `~${generation}` : ''}`);
}

/** The n-th document of a day × register × way of paying. */
export function dayIdentity(first: Receipt, id: string, n: number): { name: string; externalNumber: string } {
	// Cash and card are one group whatever the till calls them, so its label does not name them here.
	const wayOf = ({ method, label }: ReceiptPayment) =>
		method === 'cash' || method === 'card' ? PAYMENT_TEXTS[method] : label?.trim() || PAYMENT_TEXTS[method];
	const ways = [...new Set(first.payments.map(wayOf))].sort().join(', ');
	const supplement = n > 1 ? `, ${DOCUMENT_TEXTS.supplement} ${n - 1}` : '';
	const text = `${DOCUMENT_TEXTS.day} ${czechDay(first.date)}, ${first.register}${ways ? `, ${ways}` : ''}${supplement}`;
	return { name: withId(text, id), externalNumber: fitted(`${first.register}/${first.date}/${n}`) };
}
