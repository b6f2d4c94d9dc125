/** A prodejka → what checkRecord takes: receipt or cash movement. */
import { absMicro, fromMicro, sum, toMicro, type Micro } from '../money/micro';
import type { Customer, FiscalData, OriginalReceipt, ReceiptItem, ReceiptPayment, VatSummaryRow } from '../records/types';
import { child, childrenOf, type XmlNode } from '../xml/node';
import { readItems } from './exportItems';
import { paymentMethod } from './paymentForms';
import { documentRounding, readNumber, type Reading } from './values';
import { vatPercent, type VatPeriod } from './vatRates';

export interface RecordContext {
	reading: Reading;
	date: string;
	vatRates?: readonly VatPeriod[];
	reasons: string[];
}

type Fields = Record<string, unknown>;

const WHOLE = 1_000_000n;

function defined<T extends object>(values: T): T | undefined {
	const entries = Object.entries(values).filter(([, value]) => value !== undefined);
	return entries.length > 0 ? (Object.fromEntries(entries) as T) : undefined;
}

function amount(context: RecordContext, node: XmlNode | undefined, ...path: string[]): Micro | undefined {
	const value = readNumber(context.reading.text(node, ...path));
	if (typeof value !== 'string') return value;
	context.reasons.push(`${path[path.length - 1].replace(/^.*:/, '')} cannot be read: ${value}.`);
	return 0n;
}

function readCustomer({ reading }: RecordContext, header: XmlNode | undefined): Customer | undefined {
	const address = reading.node(header, 'pro:partnerIdentity', 'typ:address');
	const at = (...path: string[]) => reading.text(address, ...path);
	return defined({
		name: at('typ:name'),
		company: at('typ:company'),
		companyId: at('typ:ico'),
		vatId: at('typ:dic'),
		street: at('typ:street'),
		city: at('typ:city'),
		zip: at('typ:zip'),
		country: at('typ:country', 'typ:ids'),
		email: at('typ:email'),
		phone: at('typ:phone') ?? at('typ:mobilPhone'),
	});
}

function readForm(context: RecordContext, node: XmlNode | undefined): { method: ReceiptPayment['method']; label?: string } {
	return paymentMethod({ ids: context.reading.text(node, 'typ:ids'), type: context.reading.text(node, 'typ:paymentType') });
}

/** prodejkaPayments; the amount is what stayed in the till. */
function readPayments(context: RecordContext, payments: XmlNode | undefined): ReceiptPayment[] {
	return childrenOf(payments, 'pro:paymentItem').map((item) => {
		const received = amount(context, item, 'pro:received') ?? 0n;
		const home = amount(context, item, 'pro:receivedHomeCurrency');
		const returned = amount(context, item, 'pro:returned') ?? 0n;
		const reference = context.reading.text(item, 'pro:note');
		return {
			...readForm(context, child(item, 'pro:paymentType')),
			amount: fromMicro((home ?? received) - returned),
			...(returned === 0n ? {} : { tendered: fromMicro(home ?? received), change: fromMicro(returned) }),
			...(reference === undefined ? {} : { reference }),
		};
	});
}

/**
 * Rounding of the document: stated by an export (priceRound), else by roundingDocument; payments decide where they show that nothing was rounded, or that something was though the file
 * has no roundingDocument.
 */
function readRounding(context: RecordContext, summary: XmlNode | undefined, items: Micro, paid: Micro | undefined): Micro {
	const stated = amount(context, summary, 'pro:homeCurrency', 'typ:round', 'typ:priceRound');
	const mode = context.reading.text(summary, 'pro:roundingDocument');
	if (stated !== undefined) return stated;
	if (mode === undefined) {
		const whole = paid !== undefined && paid % WHOLE === 0n && absMicro(paid - items) <= WHOLE / 2n;
		return whole ? paid - items : 0n;
	}
	const rounding = documentRounding(items, mode);
	if (rounding === undefined) context.reasons.push(`roundingDocument is "${mode}", which is not known.`);
	return paid === items ? 0n : (rounding ?? 0n);
}

/** Names of the three sums per rate in homeCurrency; `none` has one amount only. */
const RATES: ReadonlyArray<{ code: 'high' | 'low' | 'third'; net: string; vat: string; gross: string }> = [
	{ code: 'high', net: 'typ:priceHigh', vat: 'typ:priceHighVAT', gross: 'typ:priceHighSum' },
	{ code: 'low', net: 'typ:priceLow', vat: 'typ:priceLowVAT', gross: 'typ:priceLowSum' },
	{ code: 'third', net: 'typ:price3', vat: 'typ:price3VAT', gross: 'typ:price3Sum' },
];

/** VAT per rate as the file states it; empty where it states none. */
function readVatSummary(context: RecordContext, summary: XmlNode | undefined): VatSummaryRow[] {
	const home = child(summary, 'pro:homeCurrency');
	const rows: VatSummaryRow[] = [];
	for (const { code, net: netName, vat: vatName, gross: grossName } of RATES) {
		const [net, vat, gross] = [netName, vatName, grossName].map((name) => amount(context, home, name));
		if (!net && !vat && !gross) continue;
		const stated = readNumber(child(home, vatName)?.attributes.rate);
		const vatRate = typeof stated === 'bigint' ? fromMicro(stated) : vatPercent(code, context.date, context.vatRates);
		if (vatRate === undefined || vat === undefined) continue;
		const whole = gross ?? (net ?? 0n) + vat;
		rows.push({ vatRate, net: fromMicro(net ?? whole - vat), vat: fromMicro(vat), gross: fromMicro(whole) });
	}
	const none = amount(context, home, 'typ:priceNone');
	if (none) rows.push({ vatRate: 0, net: fromMicro(none), vat: 0, gross: fromMicro(none) });
	return rows;
}

/** A document without items, which takes its totals from the summary: one item per rate. */
function itemsOfSummary(rows: readonly VatSummaryRow[], name: string | undefined): ReceiptItem[] {
	return rows.map((row, index) => ({
		line: index + 1,
		kind: 'other',
		name: name ?? 'Total',
		quantity: row.gross < 0 ? -1 : 1,
		unitPrice: Math.abs(row.gross),
		vatRate: row.vatRate,
		totalNet: row.net,
		totalVat: row.vat,
		totalGross: row.gross,
	}));
}

function readFiscal({ reading }: RecordContext, node: XmlNode): FiscalData | undefined {
	const [eet, slovak] = [child(node, 'pro:EET'), child(node, 'pro:eKasa')];
	if (slovak !== undefined) {
		reading.done(slovak);
		const extra = Object.fromEntries(slovak.children.map(({ name, text }) => [name.replace(/^pro:/, ''), text.trim()]));
		return { version: 'SK eKasa', extra };
	}
	const detail = child(eet, 'typ:detailEET');
	return defined({
		state: reading.text(eet, 'typ:stateEET'),
		version: reading.text(detail, 'typ:protocolVersion'),
		fik: reading.text(detail, 'typ:FIK'),
		bkp: reading.text(detail, 'typ:BKP'),
		pkp: reading.text(detail, 'typ:PKP'),
	});
}

/** The sale that a return or a cancelling document refers to. Our own extIds are keys: source/register/number/day. */
function readOriginal({ reading }: RecordContext, node: XmlNode): OriginalReceipt | undefined {
	const cancelled = reading.node(node, 'pro:cancelDocument', 'typ:sourceDocument');
	const refunded = childrenOf(child(node, 'pro:prodejkaDetail'), 'pro:prodejkaItem')
		.map((item) => reading.node(item, 'pro:refundItem', 'typ:sourceItemExtId', 'typ:ids')?.text.trim())
		.find((ids) => ids);
	const ids = reading.text(cancelled, 'typ:extId', 'typ:ids') ?? refunded;
	const key = /^[^/]+\/([^/]+)\/([^/]+)\/(\d{4}-\d{2}-\d{2})(?:~\d+)?(?:\/\d+)?$/.exec(ids ?? '');
	if (key !== null) return { register: decodePart(key[1]), number: decodePart(key[2]), date: key[3] };
	const number = reading.text(cancelled, 'typ:number') ?? ids;
	return number === undefined ? undefined : { number };
}

function decodePart(part: string): string {
	return /^(?:[^%]|%[0-7][0-9A-F])*$/.test(part) ? decodeURIComponent(part) : part;
}

/** `what remains` of the document, by element names. */
function rest({ reading }: RecordContext, node: XmlNode): Fields {
	const left = reading.rest(node);
	return left === undefined ? {} : { pohoda: left };
}

/** Deposit (vklad) or withdrawal (výběr): the amount is the items', else the payments', else the summary's; the type gives the sign. */
function cashFields(context: RecordContext, node: XmlNode, type: string): Fields {
	const summary = child(node, 'pro:prodejkaSummary');
	const items = readItems(child(node, 'pro:prodejkaDetail'), context);
	const payments = readPayments(context, child(node, 'pro:prodejkaPayments'));
	const rows = readVatSummary(context, summary);
	const parts = [items.map(({ totalGross }) => totalGross), payments.map((one) => one.amount), rows.map(({ gross }) => gross)];
	const size = absMicro(toMicro(sum(parts.find((amounts) => amounts.length > 0) ?? [])));
	if (size === 0n) context.reasons.push('The deposit or withdrawal has no amount.');
	context.reading.text(summary, 'pro:roundingDocument');
	const texts = items.map(({ name }) => name).filter((name) => name !== '');
	const extra = { ...rest(context, node), ...(texts.length > 0 ? { items: texts } : {}) };
	return { recordType: 'cashMovement', amount: fromMicro(type === 'withdrawal' ? -size : size), extra };
}

function receiptFields(context: RecordContext, node: XmlNode): Fields {
	const { reading } = context;
	const header = child(node, 'pro:prodejkaHeader');
	const summary = child(node, 'pro:prodejkaSummary');
	const cancels = child(node, 'pro:cancelDocument') !== undefined || reading.text(header, 'pro:storno') === 'cancelDocument';
	const vatSummary = readVatSummary(context, summary);
	const read = readItems(child(node, 'pro:prodejkaDetail'), context);
	const title = reading.node(header, 'pro:text')?.text.trim();
	const items = read.length > 0 || context.reasons.length > 0 ? read : itemsOfSummary(vatSummary, title);
	const split = readPayments(context, child(node, 'pro:prodejkaPayments'));
	const itemsTotal = toMicro(sum(items.map(({ totalGross }) => totalGross)));
	const paid = split.length > 0 ? toMicro(sum(split.map((one) => one.amount))) : undefined;
	const rounding = readRounding(context, summary, itemsTotal, paid);
	const total = itemsTotal + rounding;
	const form = child(header, 'pro:paymentType');
	if (split.length === 0 && form === undefined && !cancels && context.reasons.length === 0) {
		context.reasons.push('The document names no payment: neither paymentType in its header nor prodejkaPayments. Choose an export with payments.');
	}
	const whole = form === undefined ? [] : [{ ...readForm(context, form), amount: fromMicro(total) }];
	const type = cancels ? 'void' : total < 0n ? 'return' : 'sale';
	const labels = childrenOf(child(header, 'pro:labels'), 'typ:label').flatMap((one) => reading.text(one, 'typ:ids') ?? []);
	const original = readOriginal(context, node);
	return {
		recordType: 'receipt',
		type,
		items,
		payments: split.length > 0 ? split : whole,
		vatSummary: vatSummary.length > 0 ? vatSummary : undefined,
		total: fromMicro(total),
		rounding: fromMicro(rounding),
		customer: readCustomer(context, header),
		fiscal: readFiscal(context, node),
		original,
		labels: labels.length > 0 ? labels : undefined,
		issuedAt: reading.text(node, 'pro:EET', 'typ:detailEET', 'typ:dateOfSale'),
		extra: rest(context, node),
	};
}

/**
 * The fields of a record that stand in a prodejka, except its identity (source, register, number, key). What could not be read is named in `context.reasons`; what is
 * not modelled goes to `extra.pohoda` by element names.
 */
export function readProdejka(node: XmlNode, context: RecordContext): Fields {
	const header = child(node, 'pro:prodejkaHeader');
	const note = context.reading.text(header, 'pro:note');
	const type = context.reading.text(header, 'pro:prodejkaType') ?? 'saleVoucher';
	context.reading.text(header, 'pro:date');
	const fields = type === 'deposit' || type === 'withdrawal' ? cashFields(context, node, type) : receiptFields(context, node);
	if (!['saleVoucher', 'deposit', 'withdrawal'].includes(type)) context.reasons.push(`prodejkaType is "${type}", which is not known.`);
	return { ...fields, ...(note === undefined ? {} : { note }) };
}
