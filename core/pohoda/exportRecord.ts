/** A prodejka → what checkRecord takes: receipt or cash movement. */
import { fromMicro, sum, toMicro } from '../money/micro';
import { EET_START } from '../records/fiscal';
import type { Customer, FiscalData, OriginalReceipt } from '../records/types';
import { child, childrenOf, type XmlNode } from '../xml/node';
import { amount, readRounding, type RecordContext } from './exportAmounts';
import { cashFields } from './exportCash';
import { readItems } from './exportItems';
import { checkHeaderForm, readForm, readPayments } from './exportPayments';
import { itemsOfSummary, readVatSummary } from './exportVat';
import { defined, toPlainData } from './reading';

type Fields = Record<string, unknown>;

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

function readFiscal(context: RecordContext, node: XmlNode): FiscalData | undefined {
	const { reading } = context;
	const [eet, slovak] = [child(node, 'pro:EET'), child(node, 'pro:eKasa')];
	if (slovak !== undefined) {
		reading.done(slovak);
		return { system: 'sk-ekasa', version: 'SK eKasa', extra: toPlainData(slovak) };
	}
	const detail = child(eet, 'typ:detailEET');
	const at = (...path: string[]) => reading.text(detail, ...path);
	const amountAt = (name: string) => {
		const value = amount(context, detail, name);
		return value === undefined ? undefined : fromMicro(value);
	};
	const [state, version, code, soldAt, test] = [reading.text(eet, 'typ:stateEET'), at('typ:protocolVersion'), at('typ:FIK'), at('typ:dateOfSale'), at('typ:testMode')];
	// EET 2.0 has no FIK: what stands in its place, in its shape, is the POK.
	const second = version === '4' || (soldAt !== undefined && soldAt.slice(0, 10) >= EET_START);
	const pok = at('typ:POK') ?? reading.text(eet, 'typ:POK') ?? (second ? code : undefined);
	return defined({
		system: detail === undefined && pok === undefined ? undefined : second || pok !== undefined ? ('eet2' as const) : ('eet1' as const),
		version,
		state,
		pok,
		unit: at('typ:establishment'),
		device: at('typ:cashDevice'),
		sequence: at('typ:numberOfDocument'),
		soldAt,
		amount: amountAt('typ:price'),
		toDraw: amountAt('typ:forApply'),
		drawn: amountAt('typ:apply'),
		accepted: at('typ:dateOfAcceptance'),
		test: test === undefined ? undefined : test !== 'false' && test !== '0',
		fik: second ? undefined : code,
		bkp: at('typ:BKP'),
		pkp: at('typ:PKP'),
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

/** stornoType: whether the document cancels another one, or was cancelled itself. An unknown word is a reason. */
function readStorno({ reading, reasons }: RecordContext, header: XmlNode | undefined): 'cancels' | 'cancelled' | undefined {
	const word = reading.text(header, 'pro:storno');
	if (word === undefined) return undefined;
	if (word === 'cancelDocument') return 'cancels';
	if (word === 'cancelledDocument') return 'cancelled';
	reasons.push(`storno is "${word.slice(0, 40)}", which is not known: it may be cancelled.`);
	return undefined;
}

function receiptFields(context: RecordContext, node: XmlNode): Fields {
	const { reading } = context;
	const header = child(node, 'pro:prodejkaHeader');
	const summary = child(node, 'pro:prodejkaSummary');
	const storno = readStorno(context, header);
	const cancels = child(node, 'pro:cancelDocument') !== undefined || storno === 'cancels';
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
	const whole = form === undefined || split.length > 0 ? [] : [{ ...readForm(context, form), amount: fromMicro(total) }];
	if (form !== undefined && split.length > 0) checkHeaderForm(context, form, split);
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
		cancelled: storno === 'cancelled' ? true : undefined,
		labels: labels.length > 0 ? labels : undefined,
		issuedAt: reading.text(node, 'pro:EET', 'typ:detailEET', 'typ:dateOfSale'),
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
	// A time or a zone behind the day is kept.
	if (context.reading.peek(header, 'pro:date') === context.date) context.reading.text(header, 'pro:date');
	if (node.attributes.version === '2.0') context.reading.attribute(node, 'version');
	const fields =
		type === 'deposit' || type === 'withdrawal' ? cashFields(context, node, type) : receiptFields(context, node);
	if (!['saleVoucher', 'deposit', 'withdrawal'].includes(type))
		context.reasons.push(`prodejkaType is "${type}", which is not known.`);
	const left = context.reading.rest(node);
	const extra = { ...(left === undefined ? {} : { pohoda: left }), ...(fields.extra as Fields | undefined) };
	for (const text of new Set(context.reading.misplaced)) {
		context.warnings.push({ code: 'unreadable', text: `There is text where none is read, ${text}. It stands in extra as it is.`, place: text.replace(/:.*/s, '') });
	}
	return { ...fields, extra, ...(note === undefined ? {} : { note }) };
}
