/**
 * State of a document in EET. A document that says nothing gets one from POHODA: by the EET profile, else by the flag
 * "Vstupuje do EET" of its payment form. What waits to be sent is registered by POHODA.
 */
import { child, textOf, type El } from '../tree.mts';
import type { Settings, StoredDocument } from '../types.mts';
import type { Context } from './context.mts';

const IMPORTED = ['notEnter', 'notSend', 'forSending', 'externally'];

/** Sales receipts, cash documents and invoices have a state in EET; the schemas of the others have no place for it. */
const SCHEMAS: ReadonlySet<string> = new Set(['pro', 'vch', 'inv']);

/** A deposit, a withdrawal and an expense never enter EET. */
function isSale({ agenda, type }: Pick<StoredDocument, 'agenda' | 'type'>): boolean {
	if (agenda === 'prodejky') return type === 'saleVoucher';
	if (agenda === 'pokladna') return type === 'receipt';
	return agenda === 'vydane_faktury';
}

type Decided = Pick<StoredDocument, 'agenda' | 'type' | 'date' | 'payment' | 'payments'>;

function decide(document: Decided, { eet, paymentForms }: Settings): string | undefined {
	if (eet === undefined || document.date < eet.from) return undefined;
	if (!isSale(document)) return 'notEnter';
	if (eet.profile === 'notSend') return 'notSend';
	// A pokladní doklad is paid in cash.
	const cash = paymentForms.find(({ paymentType }) => paymentType === 'cash')?.ids;
	const forms = document.payments.length > 0 ? document.payments.map(({ form }) => form) : [document.payment ?? cash];
	return paymentForms.some(({ ids, entersEet }) => entersEet === true && forms.includes(ids)) ? 'forSending' : 'notEnter';
}

/** The state that the sender gave, else POHODA's own decision. */
export function eetState({ ns, settings }: Context, root: El, document: Decided): string | undefined {
	if (!SCHEMAS.has(ns)) return undefined;
	const given = textOf(child(root, `${ns}:EET`), 'typ:stateEET');
	return given !== undefined && IMPORTED.includes(given) ? given : decide(document, settings);
}
