/** Items of a prodejka → canonical items, with gross prices. */
import type { ReceiptItem } from '../records/types';
import { fromMicro, toMicro } from '../money/micro';
import { localName, type XmlNode } from '../xml/node';
import { contradiction, type RecordContext } from './exportAmounts';
import { canonicalLine, grossLine } from './exportLines';
import { ItemReading } from './itemReading';
import { defined } from './reading';
import { vatPercent } from './vatRates';

/** Words whose per cent no table says: beside a stated per cent they add nothing. */
const WITHOUT_PERCENT = new Set(['third', 'historyHigh', 'historyLow', 'historyThird']);

/** percentVAT wins, then rateVAT/@value of an export, then the code on the day of the document. */
function vatRate(item: ItemReading, { date, vatRates }: RecordContext): number {
	const code = item.peek('rateVAT');
	const known = vatPercent(code ?? 'none', date, vatRates);
	const percent = item.number('percentVAT');
	const value = item.attribute('rateVAT', 'value');
	const stated = percent ?? value;
	if (stated === undefined) {
		item.text('rateVAT');
		if (known === undefined) item.refuse(`the VAT rate "${code}" of ${date} comes without per cent. Export it with percentVAT.`);
		return known ?? 0;
	}
	const rate = fromMicro(stated);
	if (code === undefined || known === rate || WITHOUT_PERCENT.has(code)) item.text('rateVAT');
	else contradiction(item.context, `${item.place}: rateVAT is "${code}" and its per cent is ${rate}; ${rate} % was taken.`, 'vatRate');
	if (percent !== undefined && value !== undefined && percent !== value) {
		item.refuse(`percentVAT is ${rate}, but rateVAT/@value is ${fromMicro(value)}. Correct the rate and export again.`);
	}
	return rate;
}

function readItem(item: ItemReading, kind: ReceiptItem['kind'] | undefined): ReceiptItem | undefined {
	const { context, node, index } = item;
	const rate = vatRate(item, context);
	const quantity = item.number('quantity');
	if (quantity === undefined) {
		item.refuse('it has no quantity.');
		return undefined;
	}
	const line = grossLine(item, quantity, toMicro(rate));
	if (line === undefined) return undefined;
	const code = item.text('stockItem', 'typ:stockItem', 'typ:ids') ?? item.text('code');
	const ean = item.text('stockItem', 'typ:stockItem', 'typ:EAN');
	const plu = code === undefined ? item.text('stockItem', 'typ:stockItem', 'typ:PLU') : undefined;
	const optional = {
		code: code ?? plu,
		ean,
		unit: item.text('unit'),
		warehouse: item.text('stockItem', 'typ:store', 'typ:ids'),
		note: item.text('note'),
	};
	const name = item.text('text') ?? code ?? ean ?? plu ?? '';
	const extra = context.reading.rest(node);
	return {
		line: index + 1,
		kind: kind ?? (!item.hasCard && line.unitPrice < 0n ? 'discount' : 'goods'),
		...defined(optional),
		name,
		...canonicalLine(line),
		vatRate: rate,
		...(extra === undefined ? {} : { extra: { pohoda: extra } }),
	};
}

/**
 * All items of a prodejka, POHODA's own rounding with VAT (roundingItem) among them as a line of the kind `other`;
 * those that cannot be read are missing and named in `context.reasons`.
 */
export function readItems(detail: XmlNode | undefined, context: RecordContext): ReceiptItem[] {
	const nodes = detail?.children ?? [];
	context.reading.done(...nodes.filter(({ name }) => name === 'pro:prodejkaItem' || name === 'pro:roundingItem'));
	const read = (node: XmlNode, index: number): ReceiptItem | undefined => {
		if (node.name === 'pro:prodejkaItem') return readItem(new ItemReading(context, node, index, 'pro'), undefined);
		if (node.name === 'pro:roundingItem') return readItem(new ItemReading(context, node, index, 'typ'), 'other');
		context.reasons.push(`prodejkaDetail holds <${localName(node.name)}>, which is not known; it may be an amount.`);
		return undefined;
	};
	return nodes.flatMap((node, index) => read(node, index) ?? []);
}
