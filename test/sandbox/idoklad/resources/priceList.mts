/** /PriceListItems (ceník) and /StockMovements. Nothing looks whether a Code is there already. */
import { badRequest, notFound } from '../errors.mts';
import { chosen, dayOf } from '../documents/common.mts';
import { exactSum, needReferences } from '../documents/prices.mts';
import type { Call, Route } from '../router.mts';
import { detail } from '../shape.mts';
import type { State } from '../state.mts';
import type { Entity } from '../types.mts';
import { deleteRoute, detailRoute, listRoute } from './common.mts';

type Body = Record<string, any>;

const FIELDS = ['Amount', 'BarCode', 'Code', 'CurrencyId', 'IsStockItem', 'Name', 'Price', 'PriceType', 'Unit', 'VatCodeId', 'VatRateType'];

const movements = (state: State, itemId: number): Entity[] => state.table('StockMovements').filter((row) => row['PriceListItemId'] === itemId);

/** StockBalance is the sum of the movements. */
const shape = (state: State, row: Entity): Entity => {
	const own = movements(state, row.Id);
	return { ...row, StockBalance: exactSum(own.map((movement) => movement['Amount'] as number)), _moved: own.length > 0 };
};

function checkReferences(state: State, body: Body): void {
	needReferences(state, [['VatCodes', 'VatCodeId', body['VatCodeId']]]);
	if (body['CurrencyId'] !== undefined && !state.find('Currencies', body['CurrencyId'])) throw badRequest(`CurrencyId: there is no entity with Id ${String(body['CurrencyId'])}.`);
}

function create({ state }: Call, body: Body): unknown {
	checkReferences(state, body);
	const row = state.insert('PriceListItems', Object.fromEntries(FIELDS.map((name) => [name, body[name] ?? null])));
	if (row['IsStockItem'] === true && body['InitialStockBalance']) {
		state.insert('StockMovements', { PriceListItemId: row.Id, Amount: body['InitialStockBalance'], DateOfMovement: dayOf((body['InitialDateStockBalance'] as string | null) ?? state.today), Note: 'Počáteční stav' });
	}
	state.happened('PriceListItem', 'Insert', row.Id);
	return detail(state, 'PriceListItems', shape(state, row));
}

function update({ state }: Call, patch: Body): unknown {
	const row = state.need('PriceListItems', patch['Id']);
	checkReferences(state, patch);
	const changed = state.replace('PriceListItems', { ...row, ...Object.fromEntries(FIELDS.map((name) => [name, chosen(patch, name, row[name])])), ...(row['_exported'] === 1 ? { _exported: 2 } : {}) });
	state.happened('PriceListItem', 'Update', changed.Id);
	return detail(state, 'PriceListItems', shape(state, changed));
}

function drop(state: State, id: number, evenIfReferenced: boolean): void {
	state.need('PriceListItems', id);
	const used = [...state.table('SalesReceipts'), ...state.table('IssuedInvoices')].some((document) => (document['Items'] as Entity[]).some((item) => item['PriceListItemId'] === id));
	if (used && !evenIfReferenced) throw badRequest('The price list item is used on documents.', 'InvoiceDependency');
	for (const movement of movements(state, id)) state.remove('StockMovements', movement.Id);
	state.remove('PriceListItems', id);
	state.happened('PriceListItem', 'Delete', id);
}

function flag(params: Record<string, string>): boolean {
	const text = params['deleteIfReferenced']!.toLowerCase();
	if (text !== 'true' && text !== 'false') throw badRequest(`The value '${text}' of deleteIfReferenced is not true or false.`);
	return text === 'true';
}

function move({ state }: Call, body: Body): unknown {
	const item = state.find('PriceListItems', body['PriceListItemId']);
	if (!item) throw notFound('Price list item', body['PriceListItemId']);
	if (item['IsStockItem'] !== true) throw badRequest('The price list item is not kept in stock.');
	const row = state.insert('StockMovements', { PriceListItemId: item.Id, Amount: body['Amount'], DateOfMovement: dayOf(body['DateOfMovement'] as string), Note: body['Note'] ?? '' });
	return detail(state, 'StockMovements', row);
}

/** Only the note can be changed. */
function annotate({ state }: Call, patch: Body): unknown {
	const row = state.need('StockMovements', patch['Id']);
	return detail(state, 'StockMovements', state.replace('StockMovements', { ...row, Note: chosen(patch, 'Note', row['Note']) }));
}

const defaults = (state: State): Body => ({
	Amount: 1, BarCode: '', Code: '', CurrencyId: state.settings.agenda.homeCurrencyId, InitialDateStockBalance: null, InitialStockBalance: null, IsStockItem: false, Name: '', Price: 0, PriceType: 0, Unit: 'ks',
	VatCodeId: null, VatRateType: 1,
});

export const priceListRoutes: Route[] = [
	listRoute('PriceListItems', undefined, shape),
	detailRoute('PriceListItems', shape),
	{ method: 'GET', path: '/PriceListItems/Default', run: ({ state }) => defaults(state) },
	{ method: 'POST', path: '/PriceListItems', body: 'PriceListItemPostModel', run: create },
	{ method: 'POST', path: '/PriceListItems/Batch', body: 'PriceListItemPostModel', batch: true, run: create },
	{ method: 'PATCH', path: '/PriceListItems', body: 'PriceListItemPatchModel', run: update },
	{ method: 'PATCH', path: '/PriceListItems/Batch', body: 'PriceListItemPatchModel', batch: true, run: update },
	{
		method: 'DELETE',
		path: '/PriceListItems/{id}/{deleteIfReferenced}',
		run: ({ state, params }) => {
			drop(state, Number(params['id']), flag(params));
			return true;
		},
	},
	{
		method: 'DELETE',
		path: '/PriceListItems/Batch/{deleteIfReferenced}',
		body: 'ids',
		batch: true,
		run: ({ state, params }, id: number) => {
			drop(state, id, flag(params));
			return { Id: id, IsSuccess: true };
		},
	},
	listRoute('StockMovements'),
	detailRoute('StockMovements'),
	{ method: 'GET', path: '/StockMovements/Default/{priceListItemId}', run: ({ state, params }) => ({ Amount: 0, DateOfMovement: state.today, Note: '', PriceListItemId: state.need('PriceListItems', Number(params['priceListItemId'])).Id }) },
	{ method: 'POST', path: '/StockMovements', body: 'StockMovementPostModel', run: move },
	{ method: 'POST', path: '/StockMovements/Batch', body: 'StockMovementPostModel', batch: true, run: move },
	{ method: 'PATCH', path: '/StockMovements', body: 'StockMovementPatchModel', run: annotate },
	deleteRoute('StockMovements', (state, row) => {
		if (row['_document'] !== undefined) throw badRequest('The movement belongs to a document.');
		state.remove('StockMovements', row.Id);
	}),
];
