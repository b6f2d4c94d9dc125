// The list of products that a till gives, in a table of its own: reached by calls as the journal is.
import { js } from './build.mjs';
import { call } from './journal.mjs';
import { ONCE, set, TO_PAGE } from './nodes.mjs';
import { createTable, deleteRows, insertRows, newestRow, readTable } from './tables.mjs';

const createProducts = (position) => createTable(position, 'product_list', ['code', 'name', 'price', 'priceIncludesVat', 'vatRate', 'ean', 'unit'], { price: 'number', priceIncludesVat: 'boolean', vatRate: 'number' });

/** Any item → the newest product list, row by row; one empty item when there is none. */
export const productList = (position, more = TO_PAGE) =>
	call(
		position,
		'Product List',
		{
			nodes: {
				'Create Product List': createProducts([192, 0]),
				'Newest Product': newestRow([384, 0], 'product_list'),
				'Read Product List': readTable([576, 0], 'product_list', {
					matchType: 'allConditions',
					filters: { conditions: [{ keyName: 'id', condition: 'lte', keyValue: js`$('Newest Product').first().json.id ?? 0` }] },
					...{ returnAll: true, orderBy: true, orderByColumn: 'id', orderByDirection: 'ASC' },
				}),
			},
			wires: { Called: 'Create Product List', 'Create Product List': 'Newest Product', 'Newest Product': 'Read Product List' },
		},
		more,
	);

/** Stock items with code, price and rate → the newest product list; the older one goes when they are stored. */
export const keepProducts = (position, more = TO_PAGE) =>
	call(
		position,
		'Keep List',
		{
			nodes: {
				'Create Product List': createProducts([192, 0]),
				'Newest Product': newestRow([384, 0], 'product_list'),
				'As Rows': set([192, 192], {
					code: js`$json.code`,
					name: js`$json.name`,
					price: [js`$json.prices.sale`, 'number'],
					priceIncludesVat: [js`$json.prices.saleIncludesVat !== false`, 'boolean'],
					vatRate: [js`$json.vatRate`, 'number'],
					ean: js`$json.eans?.[0] ?? ''`,
					unit: js`$json.unit ?? ''`,
				}),
				'Store Products': insertRows([384, 192], 'product_list'),
				'Delete Older List': deleteRows(
					[576, 192],
					{ matchType: 'allConditions', filters: { conditions: [{ keyName: 'id', condition: 'lte', keyValue: js`$('Newest Product').first().json.id ?? 0` }] }, options: {} },
					ONCE,
					'product_list',
				),
			},
			wires: { Called: [['Create Product List', 'As Rows']], 'Create Product List': 'Newest Product', 'As Rows': 'Store Products', 'Store Products': 'Delete Older List' },
		},
		more,
	);
