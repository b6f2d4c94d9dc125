/** A prodejka → what checkRecord takes: receipt or cash movement. */
import { absMicro, fromMicro, sum, toMicro } from '../money/micro';
import type { Customer, FiscalData, OriginalReceipt } from '../records/types';
import { child, childrenOf, type XmlNode } from '../xml/node';
import {
	itemsOfSummary,
	readForm,
	readPayments,
	readRounding,
	readVatSummary,
	type RecordContext,
} from './exportAmounts';
import { readItems } from './exportItems';

type Fields = Record<string, unknown>;

function defined<T extends object>(values: T): T | undefined {
	const entries = Object.entries(values).filter(([, value]) => value !== undefined);
	return entries.length > 0 ? (Object.fromEntries(entries) as T) : undefined;
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

function readFiscal({ reading }: RecordContext, node: XmlNode): FiscalData | undefined {
	const [eet, slovak] = [child(node, 'pro:EET'), child(node, 'pro:eKasa')];
	if (slovak !== undefined) {
		reading.done(slovak);
		const extra = Object.fromEntries(
			slovak.children.map(({ name, text }) => [name.replace(/^pro:/, ''), text.trim()]),
		);
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

/**
 * The sale that a return or a cancelling document refers to: cancelDocument (import), linkedDocuments of a cancelling
 * document (export), or refundItem. Our own extIds are keys: source/register/number/day, then the line.
 */
function readOriginal({ reading }: RecordContext, node: XmlNode, cancels: boolean): OriginalReceipt | undefined {
	const source =
		reading.node(node, 'pro:cancelDocument', 'typ:sourceDocument') ??
		(cancels ? reading.node(node, 'pro:linkedDocuments', 'typ:link', 'typ:sourceDocument') : undefined);
	const refunded = childrenOf(child(node, 'pro:prodejkaDetail'), 'pro:prodejkaItem')
		.map((item) => reading.node(item, 'pro:refundItem', 'typ:sourceItemExtId', 'typ:ids')?.text.trim())
		.find((ids) => ids);
	const ids = reading.text(source, 'typ:extId', 'typ:ids') ?? refunded;
	const key = /^[^/]+\/([^/]+)\/([^/]+)\/(\d{4}-\d{2}-\d{2})(?:~\d+)?(?:\/\d+)?$/.exec(ids ?? '');
	if (key !== null) return { register: decodePart(key[1]), number: decodePart(key[2]), date: key[3] };
	const number = reading.text(source, 'typ:number') ?? ids;
	return number === undefined ? undefined : { number };
}

/** A part of a key without percent encoding; as it stands where it is none. */
function decodePart(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

/** What of the document was not read, by element names. */
function rest({ reading }: RecordContext, node: XmlNode): Fields {
	const left = reading.rest(node);
	return left === undefined ? {} : { pohoda: left };
}

/**
 * Deposit (vklad) or withdrawal (výběr): the amount is the items', else the payments', else the summary's; the type
 * gives the sign.
 */
function cashFields(context: RecordContext, node: XmlNode, type: string): Fields {
	const summary = child(node, 'pro:prodejkaSummary');
	const items = readItems(child(node, 'pro:prodejkaDetail'), context);
	const payments = readPayments(context, child(node, 'pro:prodejkaPayments'));
	const rows = readVatSummary(context, summary);
	const parts = [
		items.map(({ totalGross }) => totalGross),
		payments.map((one) => one.amount),
		rows.map(({ gross }) => gross),
	];
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
	const cancels =
		child(node, 'pro:cancelDocument') !== undefined || reading.text(header, 'pro:storno') === 'cancelDocument';
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
		context.reasons.push(
			'The document names no payment: neither paymentType in its header nor prodejkaPayments. Choose an export with payments.',
		);
	}
	const whole = form === undefined ? [] : [{ ...readForm(context, form), amount: fromMicro(total) }];
	const type = cancels ? 'void' : total < 0n ? 'return' : 'sale';
	const labels = childrenOf(child(header, 'pro:labels'), 'typ:label').flatMap(
		(one) => reading.text(one, 'typ:ids') ?? [],
	);
	const original = readOriginal(context, node, cancels);
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
 * The fields of a record that stand in a prodejka, except its identity (source, register, number, key). What could not
 * be read is named in `context.reasons`; what is not modelled goes to `extra.pohoda` by element names.
 */
export function readProdejka(node: XmlNode, context: RecordContext): Fields {
	const header = child(node, 'pro:prodejkaHeader');
	const note = context.reading.text(header, 'pro:note');
	const type = context.reading.text(header, 'pro:prodejkaType') ?? 'saleVoucher';
	context.reading.text(header, 'pro:date');
	const fields =
		type === 'deposit' || type === 'withdrawal' ? cashFields(context, node, type) : receiptFields(context, node);
	if (!['saleVoucher', 'deposit', 'withdrawal'].includes(type))
		context.reasons.push(`prodejkaType is "${type}", which is not known.`);
	return { ...fields, ...(note === undefined ? {} : { note }) };
}
