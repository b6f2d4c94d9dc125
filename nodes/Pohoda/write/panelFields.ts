/** Which fields the panel offers for each agenda. */
import type { WrittenAgenda } from './entries';
import { CONTACT_ADDITIONAL, CONTACT_MAIN } from './panelContact';
import { DOCUMENT_ADDITIONAL, DOCUMENT_MAIN } from './panelDocuments';
import type { PanelField } from './panelField';
import { STOCK_ADDITIONAL, STOCK_MAIN } from './panelStock';

type Fields = Readonly<Record<WrittenAgenda, readonly PanelField[]>>;

/** Visible fields. */
export const MAIN: Fields = { stockItem: STOCK_MAIN, contact: CONTACT_MAIN, ...DOCUMENT_MAIN };

/** Fields of the collection Additional Fields. */
export const ADDITIONAL: Fields = { stockItem: STOCK_ADDITIONAL, contact: CONTACT_ADDITIONAL, ...DOCUMENT_ADDITIONAL };
