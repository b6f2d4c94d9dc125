/** What a Per Day document is called: one for each day × register × way of paying, numbered or named after its run. */
import { plainId } from '../records/keys';
import type { Receipt, ReceiptPayment } from '../records/types';
import { sha256Hex } from '../text/digest';

function paymentName({ method, label }: Pick<ReceiptPayment, 'method' | 'label'>): string {
	// Cash and card are one till drawer and one terminal, whatever the buttons are called.
	const name = method === 'cash' || method === 'card' || !label?.trim() ? method : `${method}:${label.trim().toLowerCase()}`;
	return encodeURIComponent(name.normalize('NFC').replace(/\p{Surrogate}/gu, '?')).replace(
		/[!'()*.]/g,
		(char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

/** Ways of paying of one receipt as a part of identities: sorted, each once, joined by dots (`card.cash`). */
export function paymentCombination(receipt: Receipt): string {
	const names = [...new Set(receipt.payments.map(paymentName))].sort();
	return names.length === 0 ? 'cash' : names.join('.');
}

/**
 * What the identities of a day's documents begin with: `<source>/<register>/day/<date>/<payment>/`; generation from 2
 * on is a deliberate Send Again.
 */
export function dayPrefix(receipt: Receipt, generation = 1): string {
	const [source, register, , date] = receipt.key.split('/');
	const again = generation > 1 ? `~${generation}` : '';
	return `${source}/${register}/day/${date}/${paymentCombination(receipt)}${again}/`;
}

/** The n-th document of a group in a target that can be asked which it has. */
export function numberedId(prefix: string, n: number): string {
	return plainId(`${prefix}${n}`);
}

/**
 * Named after the run, or after the members where there is no journal: the same receipts of the same run always make
 * the same document, and what comes with another run makes another one.
 */
export function batchId(prefix: string, members: ReadonlyArray<{ batch?: string; receipt: Receipt }>, n: number): string {
	const name = members[0].batch ?? members.map(({ receipt }) => receipt.key).join(',');
	return plainId(`${prefix}b-${sha256Hex(name).slice(0, 12)}${n > 1 ? `.${n}` : ''}`);
}
