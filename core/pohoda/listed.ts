/** A prodejka or voucher as POHODA exports it. */
import { absMicro, fromMicro, type Micro } from '../money/micro';
import { child, childrenOf, localName, textAt, type XmlNode } from '../xml/node';
import { EX_SYSTEM_NAME } from './constants';
import { ListError } from './refusedList';
import { readNumber } from './values';

export type ListAgenda = 'salesReceipt' | 'cashDocument';

interface ListedItem {
	text?: string;
	code?: string;
	ean?: string;
	extId?: string;
	quantity?: number;
	/** Gross of the line, signed as the document. */
	total?: number;
}

/** A document as POHODA exports it, with what flows ask for; the rest is in `node`. */
export interface ListedDocument {
	agenda: ListAgenda;
	/** POHODA's id. */
	id: string;
	number?: string;
	date?: string;
	/** prodejkaType or voucherType. */
	type?: string;
	text?: string;
	note?: string;
	intNote?: string;
	/** Those of our system. */
	extIds: string[];
	/** Kasa of a sales receipt, pokladna of a cash document. */
	cashRegister?: string;
	/** State of its record in EET, in POHODA's word. */
	eetState?: string;
	/** Payment form of the header. */
	payment?: string;
	/** One for each payment; of a header's payment form the whole total. Signed. */
	payments: Array<{ form: string; amount: number }>;
	/**
	 * Gross with rounding, signed as it moves the till (expense and withdrawal negative); undefined where POHODA states
	 * none.
	 */
	total?: number;
	items: ListedItem[];
	node: XmlNode;
}

/** A number of an export; throws ListError for what is none: nothing may be compared with a guess. */
function numberAt(node: XmlNode | undefined, ...path: string[]): Micro | undefined {
	const value = readNumber(textAt(node, ...path));
	if (typeof value === 'string') throw new ListError(`${localName(path[path.length - 1])} in POHODA's list cannot be read: ${value}.`);
	return value;
}

/** As numberAt, 0 where there is none. */
function amountAt(node: XmlNode | undefined, ...path: string[]): Micro {
	return numberAt(node, ...path) ?? 0n;
}

/** Gross of a rate, else its net and VAT. */
const SUMS = ['typ:priceLow', 'typ:priceHigh', 'typ:price3'];

function grossOf(home: XmlNode | undefined): Micro {
	return SUMS.reduce(
		(total, name) => total + (numberAt(home, `${name}Sum`) ?? amountAt(home, name) + amountAt(home, `${name}VAT`)),
		amountAt(home, 'typ:priceNone') + amountAt(home, 'typ:round', 'typ:priceRound'),
	);
}

function formOf(node: XmlNode | undefined): string | undefined {
	return textAt(node, 'typ:ids') ?? textAt(node, 'typ:paymentType');
}

function defined<T extends object>(value: T): T {
	return Object.fromEntries(Object.entries(value).filter(([, content]) => content !== undefined)) as T;
}

function listedItem(node: XmlNode, prefix: string, sign: bigint): ListedItem {
	const at = (...path: string[]) => textAt(node, `${prefix}:${path[0]}`, ...path.slice(1));
	const quantity = numberAt(node, `${prefix}:quantity`);
	const home = child(node, `${prefix}:homeCurrency`);
	const priced = textAt(home, 'typ:priceSum') !== undefined || textAt(home, 'typ:price') !== undefined;
	const total =
		textAt(home, 'typ:priceSum') === undefined
			? amountAt(home, 'typ:price') + amountAt(home, 'typ:priceVAT')
			: amountAt(home, 'typ:priceSum');
	return defined({
		text: at('text'),
		code: at('stockItem', 'typ:stockItem', 'typ:ids') ?? at('code'),
		ean: at('stockItem', 'typ:stockItem', 'typ:EAN'),
		extId: at('extId'),
		quantity: quantity === undefined ? undefined : fromMicro(sign * quantity),
		total: priced ? fromMicro(sign * total) : undefined,
	});
}

/** A listed prodejka or voucher (as list.xsd exports it, its children in the agenda's own namespace). */
export function readListed(node: XmlNode): ListedDocument {
	const agenda: ListAgenda = node.name.endsWith(':voucher') ? 'cashDocument' : 'salesReceipt';
	const [prefix, kind] = agenda === 'cashDocument' ? ['vch', 'voucher'] : ['pro', 'prodejka'];
	const header = child(node, `${prefix}:${kind}Header`);
	const at = (...path: string[]) => textAt(header, `${prefix}:${path[0]}`, ...path.slice(1));
	const type = at(`${kind}Type`);
	const leaves = type === 'expense' || type === 'withdrawal';
	const home = child(child(node, `${prefix}:${kind}Summary`), `${prefix}:homeCurrency`);
	const stated = grossOf(home);
	const sign = leaves && stated > 0n ? -1n : 1n;
	const signed = leaves ? -absMicro(stated) : stated;
	const total = home === undefined ? undefined : fromMicro(signed);
	const payment = formOf(child(header, `${prefix}:paymentType`));
	const parts = childrenOf(child(node, 'pro:prodejkaPayments'), 'pro:paymentItem').map((one) => ({
		form: formOf(child(one, 'pro:paymentType')) ?? '',
		amount: fromMicro(
			amountAt(one, child(one, 'pro:receivedHomeCurrency') ? 'pro:receivedHomeCurrency' : 'pro:received') -
				amountAt(one, 'pro:returned'),
		),
	}));
	const whole = payment === undefined || total === undefined ? [] : [{ form: payment, amount: total }];
	const extIds = childrenOf(header, `${prefix}:extId`)
		.filter((one) => (textAt(one, 'typ:exSystemName') ?? EX_SYSTEM_NAME) === EX_SYSTEM_NAME)
		.flatMap((one) => textAt(one, 'typ:ids') ?? []);
	return defined({
		agenda,
		id: at('id') ?? '',
		number: at('number', 'typ:numberRequested'),
		date: at('date'),
		type,
		text: at('text'),
		note: at('note'),
		intNote: at('intNote'),
		extIds,
		cashRegister: at(agenda === 'cashDocument' ? 'cashAccount' : 'kasa', 'typ:ids'),
		eetState: textAt(node, `${prefix}:EET`, 'typ:stateEET'),
		payment,
		payments: parts.length > 0 ? parts : whole,
		total,
		items: childrenOf(child(node, `${prefix}:${kind}Detail`), `${prefix}:${kind}Item`).map((one) =>
			listedItem(one, prefix, sign),
		),
		node,
	});
}
