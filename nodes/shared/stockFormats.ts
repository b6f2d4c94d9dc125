/** The formats of stock lists: a system that has one of its own is one line here and in the panels. */
import { KASA_FIK_LIST } from '../../core/kasafik/itemList';
import { POHODA_LIST } from '../../core/pohoda/stockList';
import { JSON_LINES_LIST, type ListReaders } from '../../core/stock/formats';

const FORMATS = { pohoda: POHODA_LIST, jsonLines: JSON_LINES_LIST, kasafik: KASA_FIK_LIST };

export const STOCK_FORMATS: ListReaders<keyof typeof FORMATS> = FORMATS;

export type StockFormat = keyof typeof FORMATS | 'auto';
