/** What posting rules say: where a document and its parts belong. */
import type { EetRule } from '../records/fiscal';

export type TargetDocument = 'salesReceipt' | 'cashDocument';

/** What an accountant decides; strings are POHODA's own codes (`ids`). */
export interface PostingValues {
	/** Číselná řada: prefix of the number series, ≤19. */
	numberSeries?: string;
	/** Prodejka: kasa (till), ≤19. */
	cashRegister?: string;
	/** Cash document: pokladna, ≤19. */
	cashAccount?: string;
	/** Předkontace of the header, ≤19. */
	accounting?: string;
	/** Předkontace of the item, ≤19. */
	itemAccounting?: string;
	/** Forma úhrady: name of the record in POHODA, ≤32. */
	paymentForm?: string;
	/** Středisko, ≤19 */
	centre?: string;
	/** Činnost, ≤19 */
	activity?: string;
	/** Zakázka, ≤19 */
	contract?: string;
	/** Členění DPH of a cash document, ≤19. */
	vatClassification?: string;
	targetDocument?: TargetDocument;
	/** Who registers the sale in EET, or the state itself; looked for per payment. */
	eet?: EetRule;
}
