import type { IDataObject } from 'n8n-workflow';
import { pick } from '../base';

export const SHORT_COLUMNS = 'Id,Code,Name,BarCode,Price,PriceType,VatRateType,CurrencyId,Unit,IsStockItem,StockBalance';

export const shortItem: (row: IDataObject) => IDataObject = pick({
	id: 'Id',
	code: 'Code',
	name: 'Name',
	ean: 'BarCode',
	price: 'Price',
	priceType: 'PriceType',
	vatRateType: 'VatRateType',
	currencyId: 'CurrencyId',
	unit: 'Unit',
	stockItem: 'IsStockItem',
	stockBalance: 'StockBalance',
});
