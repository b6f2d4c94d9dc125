/** EET of a cash document, invoice or sales receipt: what POHODA tells, and what a new document states. */
import { EET, EET_DETAIL } from '../../records/eetFields';
import { EET_START, IMPORT_STATES, entersEet } from '../../records/fiscal';
import type { EetSetting, EetState } from '../../records/fiscal';
import { paymentMethod } from '../paymentForms';
import { choice, code, flag, instant, integer, list, number, ref, text, told, type Fields, type ListRow, type Row, type Table } from './table';

/** detailEET: one for each sending. POHODA's schema knows no POK; what it adds for EET 2.0 stands in `extra`. */
const DETAIL: Table = {
	prefix: 'typ',
	rows: [
		code('sequence', 'numberOfDocument'),
		instant('soldAt', 'dateOfSale'),
		number('amount', 'price'),
		text('pkp', 'PKP'),
		text('bkp', 'BKP'),
		text('fik', 'FIK'),
		text('unit', 'establishment'),
		text('device', 'cashDevice'),
		choice('mode', 'mode', EET_DETAIL.mode.words),
		instant('sentAt', 'dateOfSend'),
		instant('accepted', 'dateOfAcceptance'),
		flag('test', 'testMode'),
		text('payer', 'VATIdOfPayer'),
		text('principal', 'VATIdOfAuthPayer'),
		number('toDraw', 'forApply'),
		number('drawn', 'apply'),
		flag('firstSending', 'firstSending'),
		text('messageId', 'UUID'),
		integer('version', 'protocolVersion'),
	].map((row) => told(row)),
};

/** The last part of a document (EETType). detailEET is only told: its required PKP and BKP do not exist in EET 2.0. */
export const EET_ROWS: ReadonlyArray<Row | ListRow> = [
	choice('eetState', 'EET/typ:stateEET', EET.eetState.words, { label: 'EET state (stateEET)', takes: IMPORT_STATES }),
	told(list('eetDetails', 'EET/typ:detailEET', DETAIL)),
	...ref('eetProfile', 'EET/typ:profile', 19, { label: 'EET profile (profil EET)' }).map((row) => ({ ...row, needs: 'eetState' })),
];

/** Words of a payment form that do not enter EET: transfer, direct debit, postal order, offsetting. */
const NOT_ENTERING: ReadonlySet<unknown> = new Set(['draft', 'encashment', 'postal', 'compensation']);

function enters({ recordType, paymentForm, paymentType, paidByTerminal }: Fields): boolean {
	if (recordType === 'cashDocument' || paidByTerminal === true) return true;
	if (NOT_ENTERING.has(paymentType)) return false;
	if (typeof paymentForm === 'string' && paymentForm.trim() !== '') return entersEet(paymentMethod({ ids: paymentForm }));
	// An invoice without a form of payment is paid by transfer.
	return typeof paymentType === 'string' && paymentType !== '';
}

/**
 * The EET state of a new cash document or invoice that states none itself. undefined: nothing is stated; of a received invoice
 * or a liability there is nothing to state.
 *
 * @param today YYYY-MM-DD, the day that POHODA gives a document without one
 */
export function eetOfDocument(record: Fields, setting: EetSetting, today: string): EetState | undefined {
	const { recordType, type, date, cancels } = record;
	if (setting === 'decidedByPohoda' || cancels !== undefined) return undefined;
	if (recordType === 'invoice' && /^(received|commitment)/.test(String(type))) return undefined;
	const day = typeof date === 'string' ? date : today;
	if (setting === 'noDuty' || type === 'expense' || day < EET_START || !enters(record)) return 'notEnter';
	return setting === 'pohodaRegisters' ? 'forSending' : 'externally';
}
