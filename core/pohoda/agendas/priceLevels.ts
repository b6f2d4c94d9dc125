/**
 * Prices of levels (záložka Slevy) by the agenda discount (discount.xsd, POHODA from release 13400 on [seen]): it
 * changes and fixes each price.
 */
import type { StockItem } from '../../records/stock';
import type { DraftCheckOptions } from '../checks';
import type { WrittenRecord } from './record';
import { code, list, number, type Fields, type Table } from './table';
import { ValueCheck } from './valueCheck';
import { writeFields } from './write';

const LEVEL: Table = {
	prefix: 'dis',
	rows: [
		code('name', 'filter/priceLevel/typ:ids', 19, { label: 'name', required: 'Name the price level.' }),
		number('price', 'price', { required: 'Give the price.' }),
	],
};

const TABLE: Table = {
	prefix: 'dis',
	rows: [
		code('warehouse', 'discountStockItem/stockItem/typ:store/typ:ids', 19, { label: 'store (sklad)' }),
		code('code', 'discountStockItem/stockItem/typ:stockItem/typ:ids', 64, { required: 'Give the code of the card.' }),
		list('prices.levels', 'discountStockItem/discounts/discountsItem', LEVEL, { label: 'price level' }),
	],
};

/** The dis:discount element that sets the prices of a card's levels; the card must be there already. Never throws. */
export function writePriceLevels(
	item: Pick<StockItem, 'code' | 'warehouse' | 'prices'>,
	options: DraftCheckOptions,
): WrittenRecord {
	const check = new ValueCheck(options);
	if ((item.prices?.levels ?? []).length === 0) check.refuse('The stock item has no price levels.');
	const node = writeFields('dis:discount', item as unknown as Fields, TABLE, {
		check,
		place: '',
		action: 'create',
		ownIds: false,
		lineTotals: false,
		homeCurrency: 'CZK',
		root: {},
	});
	if (check.reasons.length > 0 || node === undefined) {
		return { ok: false, reasons: check.reasons, warnings: check.warnings };
	}
	return { ok: true, node: { ...node, attributes: { version: '2.0' } }, warnings: check.warnings };
}
