/** Code lists around stock: sklady, členění, prodejní ceny, evidenční čísla. */
import { DOCUMENT_PARTS } from './agenda';
import { ATTRIBUTES, HEAD, TAIL, names, table, type CodeList } from './codeListParts';
import { parameters } from './parts';
import { code, day, flag, id, integer, number, ref, text } from './table';

export const STOCK_LISTS = {
	stores: {
		label: 'stores (sklady)',
		list: names('Store', 'store', { parts: { parameters: true } }),
		table: table('sto', '', [
			id('id', 'id'),
			code('code', 'name'),
			text('name', 'text'),
			flag('allowNegativeStock', 'allowNegInvBalance'),
			...ref('storekeeper', 'storekeeper'),
			flag('plu.used', 'PLU/usePLU'),
			integer('plu.from', 'PLU/lowerLimit'),
			integer('plu.till', 'PLU/upperLimit'),
			...TAIL,
			parameters('parameters'),
		]),
	},
	storages: {
		label: 'storages (členění skladů)',
		list: { prefix: 'lst', name: 'Storage', records: ['lst:itemStorage'], extSystem: false, paged: false, bare: true },
		table: {
			prefix: 'lst',
			rows: [
				...ATTRIBUTES,
				code('storeId', '@idStore'),
				flag('offered', '@offerTo'),
				flag('allowNegativeStock', '@allowNegInvBalance'),
				text('note', '@note'),
			],
		},
	},
	sellingPrices: {
		label: 'selling prices (prodejní ceny)',
		list: {
			prefix: 'lst',
			name: 'SellingPrice',
			records: ['lst:itemSellingPrice'],
			extSystem: false,
			paged: false,
			bare: true,
		},
		table: table('lst', '', [
			...HEAD,
			code('code', 'code'),
			text('name', 'name'),
			code('validity', 'discountValidity'),
			day('from', 'dateFrom'),
			day('till', 'dateTill'),
			code('type', 'priceType'),
			number('margin', 'margin'),
			number('rebate', 'rebate'),
			number('discountPercent', 'discountPercentage'),
			code('calculation', 'calculation'),
			code('rounding', 'rounding'),
			...ref('currency', 'currency'),
			number('rate', 'rate'),
		]),
	},
	registrationNumbers: {
		label: 'registration numbers (evidenční čísla)',
		list: names('RegistrationNumber', 'registrationNumber', { filter: 'registrationNumber', parts: DOCUMENT_PARTS }),
		table: table('rgn', 'registrationNumberHeader', [
			...HEAD,
			code('code', 'regNumber'),
			...ref('storage', 'stockItem/typ:storage', 255),
			id('stockId', 'stockItem/typ:stockItem/typ:id'),
			code('stockCode', 'stockItem/typ:stockItem/typ:ids'),
			text('name', 'stockItem/typ:stockItem/typ:name'),
			code('type', 'regNumberType'),
			day('expires', 'expirationDate'),
			number('quantity', 'count'),
			number('inClaims', 'reclamation'),
			number('inService', 'service'),
			...TAIL,
			parameters('parameters'),
		]),
	},
} as const satisfies Record<string, CodeList>;
