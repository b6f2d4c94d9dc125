/** accountingSalesVouchers: posts sales receipts that are not posted yet; cash into the Pokladna, the rest as receivables. */
import type { State } from '../state.mts';
import { child, type El } from '../tree.mts';
import type { Agenda, Detail, ImportResult, StoredDocument } from '../types.mts';
import { ERRNO, refusal, type Problems } from './context.mts';
import { NO_FILTER } from '../filters.mts';
import { reference } from './references.mts';
import { documentSelection } from './select.mts';
import type { XmlObject } from '../xml.mts';

interface Bundle {
	date: string;
	form: string;
	cash: boolean;
	sum: number;
	receipts: Set<StoredDocument>;
}

/** Sums of a day and form of payment. */
function bundles(state: State, receipts: readonly StoredDocument[]): Bundle[] {
	const found = new Map<string, Bundle>();
	const forms = state.settings.paymentForms;
	for (const receipt of receipts) {
		const parts = receipt.payments.length ? receipt.payments.map(({ form, received }) => ({ form, sum: received })) : [{ form: receipt.payment ?? '', sum: receipt.total }];
		for (const { form, sum } of parts) {
			const key = `${receipt.date}/${form}`;
			const bundle = found.get(key) ?? { date: receipt.date, form, cash: forms.find(({ ids }) => ids === form)?.kind === 'cash', sum: 0, receipts: new Set() };
			bundle.sum += sum;
			bundle.receipts.add(receipt);
			found.set(key, bundle);
		}
	}
	return [...found.values()];
}

function post(state: State, bundle: Bundle, centre: string | undefined, origin: { packId: string; itemId: string }): StoredDocument {
	const { settings } = state;
	const agenda: Agenda = bundle.cash ? 'pokladna' : 'ostatni_pohledavky';
	const nothing = { net: 0, vat: 0, gross: 0 };
	return state.store({
		agenda,
		type: bundle.cash ? 'receipt' : 'receivable',
		number: state.nextNumber(settings.series.find((one) => one.agenda === agenda)!, bundle.date),
		date: bundle.date,
		text: `Zaúčtování prodejek, ${bundle.form}`,
		cashRegister: bundle.cash ? settings.cashAccounts[0]?.ids : undefined,
		payments: [],
		centre,
		extIds: [],
		items: [],
		roundingDocument: 'none',
		rates: { none: { net: bundle.sum, vat: 0, gross: bundle.sum }, low: nothing, high: nothing, third: nothing },
		rounding: 0,
		total: bundle.sum,
		movement: bundle.sum,
		goods: 0,
		packId: origin.packId,
		itemId: origin.itemId,
		warnings: [],
	});
}

function shown(document: StoredDocument, receipts: ReadonlySet<StoredDocument>): XmlObject {
	return {
		'asv:agenda': document.agenda === 'pokladna' ? 'voucher' : 'receivable',
		'asv:id': document.id,
		'asv:number': document.number,
		'asv:linkedDocuments': { 'asv:linkedDocument': [...receipts].map(({ id, number }) => ({ 'asv:id': id, 'asv:number': number })) },
	};
}

export function postSalesVouchers(state: State, root: El, origin: { packId: string; itemId: string }): ImportResult {
	const details: Detail[] = [];
	const context: Problems = { details };
	const request = child(root, 'asv:recordFilter');
	const { test, unknownFilter } = documentSelection(state, request);
	if (unknownFilter) {
		refusal(context, unknownFilter, NO_FILTER, ERRNO.invalidValue, unknownFilter.text, '');
		return { details };
	}
	const receipts = state.documents.filter((document) => document.agenda === 'prodejky' && document.type === 'saleVoucher' && document.postedBy === undefined && document.storno === undefined && test(document));
	if (!receipts.length) {
		refusal(context, request ?? root, 'Nebyla nalezena žádná prodejka k zaúčtování.', ERRNO.invalidValue);
		return { details };
	}
	const centre = reference(context, child(root, 'asv:centre'), state.settings.centres)?.ids;
	const posted = bundles(state, receipts).map((bundle) => ({ document: post(state, bundle, centre, origin), receipts: bundle.receipts }));
	for (const { document, receipts: its } of posted) {
		for (const receipt of its) {
			receipt.postedBy = document.id;
			state.changedDocument(receipt);
		}
	}
	return {
		details,
		produced: { id: posted[0]!.document.id, number: posted[0]!.document.number, action: 'accountingSalesVouchers' },
		further: { 'asv:producedAccountingDocs': { 'asv:accountingDocument': posted.map(({ document, receipts: its }) => shown(document, its)) } },
	};
}
