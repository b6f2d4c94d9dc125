/** Lines of an order: goods, transport and fees with their VAT. The shop gives net and tax after discount; what counts is both together. */
import { HALER, ONE, absMicro, divMicro, formatMicro, fromMicro, microText, mulMicro, type Micro } from '../money/micro';
import type { DocumentItem } from '../records/document';
import type { ItemKind } from '../records/types';
import type { Given, Reader } from './values';

/** A tax as the order lists it. */
type Rates = ReadonlyMap<unknown, Given>;

interface Kind {
	field: string;
	kind: ItemKind;
	/** Field of the line's name. */
	name: string;
}

const KINDS: readonly Kind[] = [
	{ field: 'line_items', kind: 'goods', name: 'name' },
	{ field: 'shipping_lines', kind: 'service', name: 'method_title' },
	{ field: 'fee_lines', kind: 'other', name: 'name' },
];

/** Per cent of the one tax of a line; null in an order without any tax: the shop is no VAT payer. */
function rateOf(line: Given, rates: Rates, place: string, reader: Reader): number | null {
	const named = reader.list(line.taxes, `${place}: taxes`).filter(({ total }) => total !== undefined && total !== null && total !== '');
	const taxes = named.filter(({ total }) => reader.number(total, `${place}: tax`) !== 0n);
	const [tax = named[0]] = taxes;
	if (tax === undefined) return rates.size === 0 ? null : 0;
	if (taxes.length > 1) reader.refuse(`${place} bears ${taxes.length} taxes, and an order of POHODA has one rate for a line.`);
	const percent = rates.get(tax.id)?.rate_percent;
	if (percent === undefined || percent === null) {
		reader.refuse(`${place} bears the tax ${reader.text(tax.id, `${place}: tax`)}, whose rate the order does not say (tax_lines, rate_percent).`);
		return 0;
	}
	return fromMicro(reader.number(percent, `${place}: rate_percent`));
}

/** The books compute VAT from the rate: another tax than that is nobody's guess. */
function checkTax(net: Micro, tax: Micro, quantity: Micro, rate: number | null, place: string, reader: Reader): void {
	const expected = mulMicro(net, reader.number(rate ?? 0, `${place}: rate_percent`)) / 100n;
	const tolerance = HALER + mulMicro(HALER, absMicro(quantity) > ONE ? absMicro(quantity) : ONE);
	if (absMicro(tax - expected) <= tolerance) return;
	reader.refuse(`${place} has ${microText(tax, 2)} of tax on ${microText(net, 2)}, which is not ${rate ?? 0} %.`);
}

function itemOf(line: Given, { kind, name: nameField }: Kind, rates: Rates, place: string, reader: Reader): { item: DocumentItem; gross: Micro } {
	const quantity = kind === 'goods' ? reader.number(line.quantity, `${place}: quantity`) : ONE;
	if (quantity <= 0n) reader.refuse(`${place}: quantity is ${microText(quantity)}, and more than 0 is needed.`);
	const [net, tax] = [reader.amount(line.total, `${place}: total`), reader.amount(line.total_tax, `${place}: total_tax`)];
	const gross = net + tax;
	const vatRate = rateOf(line, rates, place, reader);
	checkTax(net, tax, quantity, vatRate, place, reader);
	const item: DocumentItem = {
		externalId: reader.text(line.id, `${place}: id`),
		kind,
		...(kind === 'goods' ? { code: reader.text(line.sku, `${place}: sku`) } : {}),
		name: reader.text(line[nameField], `${place}: ${nameField}`),
		quantity: fromMicro(quantity),
		unitPrice: quantity > 0n ? fromMicro(divMicro(gross, quantity)) : 0,
		priceIncludesVat: true,
		vatRate,
		totalGross: fromMicro(gross),
	};
	return { item, gross };
}

interface Lines {
	items: DocumentItem[];
	/** Names of transports and fees that cost nothing: no lines. */
	free: string[];
}

/** Lines of an order that make its total; a haléř for each line may be lost in the shop's rounding. */
export function linesOf(order: Given, reader: Reader): Lines {
	const rates: Rates = new Map(reader.list(order.tax_lines, 'tax_lines').map((one) => [one.rate_id, one]));
	const read = KINDS.flatMap((kind) =>
		reader.list(order[kind.field], kind.field).map((line, index) => itemOf(line, kind, rates, `${kind.field} ${index + 1}`, reader)),
	);
	const total = reader.amount(order.total, 'total');
	const sum = read.reduce((all, { gross }) => all + gross, 0n);
	if (reader.reasons.length === 0 && absMicro(sum - total) > HALER * BigInt(Math.max(read.length, 1))) {
		const currency = reader.text(order.currency, 'currency');
		reader.refuse(`its lines make ${formatMicro(sum, currency)} and its total is ${formatMicro(total, currency)}: something is in it that is no line, such as a gift card. Enter it by hand.`);
	}
	const isFree = ({ item, gross }: (typeof read)[number]) => item.kind !== 'goods' && gross === 0n;
	return { items: read.filter((one) => !isFree(one)).map(({ item }) => item), free: read.filter(isFree).flatMap(({ item }) => item.name || []) };
}
