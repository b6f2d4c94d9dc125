/** Makes a document of an element, or says why not. Nothing is stored unless everything about it is in order. */
import { decimal, moneyText, roundDocument, toHalers } from '../amounts.mts';
import { localDate } from '../clock.mts';
import { exportOnly } from '../records/exportOnly.mts';
import { CONTRACT } from '../rules/notation.mts';
import type { State } from '../state.mts';
import { child, childrenOf, textOf, type El } from '../tree.mts';
import type { ImportResult, Span, StoredDocument, StoredPayment } from '../types.mts';
import { kept, type XmlObject } from '../xml.mts';
import { DOCUMENT_RULES, type DocumentRule } from './agendas.mts';
import { cancelDocument } from './cancel.mts';
import { ERRNO, isRefused, refusal, type Context } from './context.mts';
import { eetState } from './eet.mts';
import { readForeign } from './foreign.mts';
import { readHeader, requireOnCreate, stored, takeNumber } from './header.mts';
import { readItems } from './items.mts';
import { paymentForm, reference } from './references.mts';
import { readTotals } from './totals.mts';

export interface Origin {
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

/** Kasa or pokladna, forma úhrady, and what only some of the agendas have. */
function readAgenda(context: Context, header: El, root: El): Pick<StoredDocument, 'payments'> & Partial<StoredDocument> {
	const { settings, ns } = context;
	const classification = child(header, `${ns}:classificationVAT`);
	const payment = child(header, `${ns}:paymentType`);
	return {
		payment: payment || ns === 'pro' ? paymentForm(context, payment)?.ids : undefined,
		payments: readPayments(context, child(root, 'pro:prodejkaPayments')),
		vatClassification: reference(context, classification, settings.vatClassifications)?.ids ?? textOf(classification, 'typ:classificationVATType'),
		symPar: stored(textOf(header, `${ns}:symPar`)),
		originalDocument: stored(textOf(header, `${ns}:originalDocument`)),
		dateTax: textOf(header, `${ns}:dateTax`)?.trim(),
		datePayment: textOf(header, `${ns}:datePayment`)?.trim(),
		cashRegister:
			ns === 'vch'
				? reference(context, child(header, 'vch:cashAccount'), settings.cashAccounts, settings.cashAccounts[0])?.ids
				: reference(context, child(header, `${ns}:kasa`), settings.cashRegisters)?.ids,
	};
}

/** Elements of the header that are read above; the others are kept as they were sent. */
const READ = new Set(
	'extId number date accounting text partnerIdentity centre activity contract note intNote validate paymentType kasa cashAccount classificationVAT symPar originalDocument dateTax datePayment prodejkaType voucherType orderType invoiceType offerType markRecord'.split(' '),
);

function furtherElements(el: El, read: ReadonlySet<string>, type: string): XmlObject | undefined {
	const told = exportOnly(type);
	const further = el.children.filter((one) => !read.has(one.local) && !told.has(one.name));
	return further.length ? Object.fromEntries(further.map((one) => [one.name, kept(one)])) : undefined;
}

/** Name of the type of a child element, as the tables have it. */
const typeOf = (context: Context, name: string): string => Object.keys(CONTRACT.types).find((type) => type === `${context.ns}:${name}Type`) ?? '';

/** Money in the till: withdrawals and expenses take it out, whatever sign the sender gave a withdrawal. */
function movementOf(type: string, total: number): number {
	if (type === 'deposit') return Math.abs(total);
	if (type === 'withdrawal') return -Math.abs(total);
	return type === 'expense' ? -total : total;
}

/** The store that the goods of a převodka come to. */
function targetStore(context: Context, header: El): string | undefined {
	const el = child(header, 'pre:store');
	if (!el) return undefined;
	const { stores } = context.settings;
	const found = stores.find(({ id, ids }) => ids === textOf(el, 'typ:ids') || id === Number(textOf(el, 'typ:id')));
	if (!found) refusal(context, el, 'Sklad nebyl nalezen.', ERRNO.invalidValue, textOf(el, 'typ:ids') ?? textOf(el, 'typ:id') ?? '', '');
	return found?.ids;
}

function answer(details: ImportResult['details'], document: StoredDocument): ImportResult {
	return { details, produced: { id: document.id, number: document.number, action: 'add', extId: document.extIds[0] } };
}

const warningText = ({ errno, note, requested, produced }: ImportResult['details'][number]): string => [errno, note.split('\n')[0], requested && `(${requested} → ${produced ?? ''})`].filter(Boolean).join(' ');

function readDocument(context: Context, rule: DocumentRule, root: El, header: El, origin: Origin): StoredDocument | undefined {
	const { state, ns } = context;
	const part = (name: string): El | undefined => child(root, `${ns}:${rule.name}${name}`);
	const shared = readHeader(context, header);
	// An invoice without a date is of today.
	const date = shared.date || localDate(state.now());
	const type = (rule.typeElement && textOf(header, `${ns}:${rule.typeElement}`)) || rule.defaultType || '';
	const agenda = readAgenda(context, header, root);
	const foreign = readForeign(part('Summary'), ns);
	const goods = rule.goods[type] ?? 0;
	const inStock = textOf(header, `${ns}:validate`, 'typ:inStock') === 'true';
	const elements = (part('Detail')?.children ?? []).filter(({ local }) => local === `${rule.name}Item` || local === 'invoiceAdvancePaymentItem');
	const { items, requested } = readItems(context, elements, { date, inStock, goods, foreign });
	const totals = readTotals(context, part('Summary'), items, date);
	if (agenda.payments.length) {
		const asked = items.length ? roundDocument(requested, totals.roundingDocument) : totals.total;
		const paid = agenda.payments.reduce((sum, payment) => sum + payment.received, 0);
		if (paid !== asked) {
			refusal(context, child(root, 'pro:prodejkaPayments')!, 'Součet úhrad neodpovídá celkové částce dokladu.', ERRNO.invalidValue, moneyText(paid), moneyText(asked));
		}
	}
	const target = targetStore(context, header);
	for (const item of target === undefined ? [] : items) {
		const code = item.stock?.code ?? '';
		if (state.cardsWithCode(code).some(({ store }) => store === target)) continue;
		refusal(context, part('Detail') ?? root, `Zásoba '${code}' ve skladu '${target}' nebyla nalezena.`, ERRNO.invalidValue, code, '');
	}
	const number = takeNumber(context, header, date);
	if (isRefused(context)) return undefined;
	const parts = root.children.filter(({ local }) => ['links', 'invoiceRetentions'].includes(local)).map((el) => [el.name, kept(el)] as const);
	return state.store({
		...shared,
		...agenda,
		date,
		type,
		agenda: context.agenda,
		number: number(),
		items,
		...totals,
		movement: movementOf(type, totals.total),
		eet: eetState(context, root, { ...agenda, agenda: context.agenda, type, date }),
		goods,
		targetStore: target,
		extra: furtherElements(header, READ, typeOf(context, `${rule.name}Header`)),
		parts: parts.length ? Object.fromEntries(parts) : undefined,
		foreign: foreign && { currency: foreign.currency, rate: foreign.rateText, amount: foreign.amountText, total: items.reduce((sum, item) => sum + (item.foreign?.gross ?? 0), 0) },
		packId: origin.packId,
		itemId: origin.itemId,
		warnings: context.details.map(warningText),
	});
}

/** Imports one document whose element has passed the rule tables. */
export function importDocument(state: State, root: El, origin: Origin): ImportResult {
	const rule = DOCUMENT_RULES[root.name]!;
	const { ns } = rule;
	const header = child(root, `${ns}:${rule.name}Header`);
	const type = (header && rule.typeElement && textOf(header, `${ns}:${rule.typeElement}`)) || rule.defaultType || '';
	const agenda = rule.agendas[type] ?? Object.values(rule.agendas)[0]!;
	const context: Context = { state, settings: state.settings, period: origin.period, agenda, ns, details: [] };
	const { details } = context;
	const cancelled = child(root, `${ns}:cancelDocument`);
	if (cancelled) {
		const document = cancelDocument(context, rule, cancelled, header, origin);
		return document ? answer(details, document) : { details };
	}
	if (!header) {
		refusal(context, root, 'Chybí hlavička dokladu.', ERRNO.invalidValue);
		return { details };
	}
	requireOnCreate(context, header, rule.required);
	if (isRefused(context)) return { details };
	const document = readDocument(context, rule, root, header, origin);
	return document ? answer(details, document) : { details };
}
