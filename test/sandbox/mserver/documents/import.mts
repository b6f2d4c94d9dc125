/** Makes a document of a prodejka or voucher, or says why not. Nothing is stored unless everything about it is in order. */
import { decimal, moneyText, roundDocument, toHalers } from '../amounts.mts';
import { child, childrenOf, textOf, type El } from '../tree.mts';
import type { State } from '../state.mts';
import type { Span, StoredDocument, StoredPayment } from '../types.mts';
import { ERRNO, isRefused, refusal, type Context, type Detail } from './context.mts';
import { readHeader, requireOnCreate, stored, takeNumber } from './header.mts';
import { readItems } from './items.mts';
import { paymentForm, reference } from './references.mts';
import { readTotals } from './totals.mts';

export interface ImportResult {
	document?: StoredDocument;
	details: Detail[];
}

interface Origin {
	packId: string;
	itemId: string;
	period: Span;
}

function readPayments(context: Context, el: El | undefined): StoredPayment[] {
	return childrenOf(el, 'pro:paymentItem').map((item) => ({
		form: paymentForm(context, child(item, 'pro:paymentType'))?.ids ?? '',
		received: toHalers(decimal(textOf(item, 'pro:received')!)!),
		note: stored(textOf(item, 'pro:note')),
	}));
}

/** Kasa or pokladna, forma úhrady, type and what only one of the agendas has. */
function readAgenda(context: Context, header: El, root: El): Pick<StoredDocument, 'type' | 'cashRegister' | 'payment' | 'payments'> & Partial<StoredDocument> {
	const { settings } = context;
	if (context.ns === 'pro') {
		return {
			type: textOf(header, 'pro:prodejkaType') ?? 'saleVoucher',
			cashRegister: reference(context, child(header, 'pro:kasa'), settings.cashRegisters)?.ids,
			payment: paymentForm(context, child(header, 'pro:paymentType'))?.ids,
			payments: readPayments(context, child(root, 'pro:prodejkaPayments')),
		};
	}
	const classification = child(header, 'vch:classificationVAT');
	return {
		type: textOf(header, 'vch:voucherType') ?? '',
		cashRegister: reference(context, child(header, 'vch:cashAccount'), settings.cashAccounts, settings.cashAccounts[0])?.ids,
		payments: [],
		vatClassification: reference(context, classification, settings.vatClassifications)?.ids ?? textOf(classification, 'typ:classificationVATType'),
		symPar: stored(textOf(header, 'vch:symPar')),
		originalDocument: stored(textOf(header, 'vch:originalDocument')),
		dateTax: textOf(header, 'vch:dateTax')?.trim(),
		datePayment: textOf(header, 'vch:datePayment')?.trim(),
	};
}

/** Money in the till: withdrawals and expenses take it out, whatever sign the sender gave a withdrawal. */
function movementOf(type: string, total: number): number {
	if (type === 'deposit') return Math.abs(total);
	if (type === 'withdrawal') return -Math.abs(total);
	return type === 'expense' ? -total : total;
}

const REQUIRED = { pro: ['date', 'text'], vch: ['voucherType', 'cashAccount', 'date', 'text'] } as const;

/** Imports one document whose element has passed the rule tables. */
export function importDocument(state: State, root: El, origin: Origin): ImportResult {
	const ns = root.name === 'pro:prodejka' ? 'pro' : 'vch';
	const part = (name: string): El | undefined => child(root, `${ns}:${root.local}${name}`);
	const context: Context = { state, settings: state.settings, period: origin.period, agenda: ns === 'pro' ? 'prodejky' : 'pokladna', ns, details: [] };
	const header = part('Header');
	if (!header) {
		refusal(context, root, 'Chybí hlavička dokladu.', ERRNO.invalidValue);
		return { details: context.details };
	}
	requireOnCreate(context, header, REQUIRED[ns]);
	if (isRefused(context)) return { details: context.details };

	const shared = readHeader(context, header);
	const agenda = readAgenda(context, header, root);
	const inStock = textOf(header, `${ns}:validate`, 'typ:inStock') === 'true';
	const elements = childrenOf(part('Detail'), `${ns}:${root.local}Item`);
	const { items, requested } = readItems(context, elements, { date: shared.date, inStock, goesIn: agenda.type === 'expense' });
	const totals = readTotals(context, part('Summary'), items, shared.date);
	if (agenda.payments.length) {
		const asked = items.length ? roundDocument(requested, totals.roundingDocument) : totals.total;
		const paid = agenda.payments.reduce((sum, payment) => sum + payment.received, 0);
		if (paid !== asked) {
			refusal(context, child(root, 'pro:prodejkaPayments')!, 'Součet úhrad neodpovídá celkové částce dokladu.', ERRNO.invalidValue, moneyText(paid), moneyText(asked));
		}
	}
	const number = takeNumber(context, header, shared.date);
	if (isRefused(context)) return { details: context.details };

	const warnings = context.details.map((detail) => [detail.errno, detail.note.split('\n')[0], detail.requested && `(${detail.requested} → ${detail.produced ?? ''})`].filter(Boolean).join(' '));
	const document = state.store({
		...shared,
		...agenda,
		agenda: context.agenda,
		number: number(),
		items,
		...totals,
		movement: movementOf(agenda.type, totals.total),
		packId: origin.packId,
		itemId: origin.itemId,
		warnings,
	});
	return { document, details: context.details };
}
