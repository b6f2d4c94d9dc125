/** Code lists (číselníky), POS equipments and sales offices: read only, made in the web application or by the service. */
import { badRequest, Refusal } from '../errors.mts';
import { select } from '../query.mts';
import type { Route } from '../router.mts';
import { isDate } from '../rules/check.mts';
import { outside } from '../shape.mts';
import type { State } from '../state.mts';
import type { Entity, Table } from '../types.mts';
import { detailRoute, listRoute, withMetadata } from './common.mts';

/** Property of GET /System/GetCodeBooks (and of GetCodeBooksChanges) -> table; names as in the official SDK. */
const BOOKS: ReadonlyArray<[book: string, changes: string, table: Table]> = [
	['Banks', 'Bank', 'Banks'],
	['ConstantSymbols', 'ConstantSymbols', 'ConstantSymbols'],
	['Countries', 'Country', 'Countries'],
	['Currencies', 'Currencies', 'Currencies'],
	['PaymentOptions', 'PaymentOptions', 'PaymentOptions'],
	['VatCodes', 'VatCodes', 'VatCodes'],
	['VatRates', 'VatRates', 'VatRates'],
	['VatReverseChargeCodes', 'VatReverseChargeCodes', 'VatReverseChargeCodes'],
];

function codeBooks(state: State, withVectors: boolean): Record<string, unknown> {
	const row = (entity: Entity): unknown => {
		const { Vector: _vector, ...rest } = outside(entity) as Entity & { Vector?: unknown };
		return withVectors ? outside(entity) : { ...rest, Vector: null };
	};
	return Object.fromEntries(BOOKS.map(([book, , table]) => [book, state.table(table).map(row)]));
}

const changedSince = (state: State, table: Table, since: string): boolean => state.table(table).some((row) => String(row['DateLastChange'] ?? row['_changed'] ?? '') > since);

function codeBookChanges(state: State, since: string | undefined): Record<string, boolean> {
	if (since === undefined || !isDate(since)) throw badRequest('The parameter lastCheck has to be a date.');
	return { ...Object.fromEntries(BOOKS.map(([, name, table]) => [name, changedSince(state, table, since)])), ExchangeRates: changedSince(state, 'ExchangeRates', since) };
}

/** VAT codes are dated by their validity; the rest of their row stays as it is. */
const withoutChange = (_state: State, { DateLastChange: _changed, ...row }: Entity): Entity => row as Entity;

export const codeListRoutes: Route[] = [
	listRoute('PaymentOptions'),
	{ method: 'GET', path: '/PaymentOptions/{id}', query: ['select'], run: ({ state, params, query }) => select(query, outside(state.need('PaymentOptions', Number(params['id']))), 'PaymentOptions') },
	listRoute('VatRates'),
	detailRoute('VatRates'),
	listRoute('VatCodes', undefined, withoutChange),
	listRoute('Currencies'),
	listRoute('Countries'),
	listRoute('ExchangeRates'),
	listRoute('SalesPosEquipments', undefined, withMetadata),
	detailRoute('SalesPosEquipments', withMetadata),
	{
		method: 'GET',
		path: '/SalesPosEquipments/Info',
		run: () => {
			throw new Refusal(403, 'Only a paired POS device (grant pin) may ask for itself.', 'UserRights');
		},
	},
	listRoute('SalesOffices', undefined, withMetadata),
	detailRoute('SalesOffices', withMetadata),
	{
		method: 'GET',
		path: '/System/GetCodeBooks',
		query: ['includeVectorData', 'select'],
		run: ({ state, query }) => {
			const text = query.get('includeVectorData') ?? 'true';
			if (!/^(true|false)$/i.test(text)) throw badRequest(`The value '${text}' of includeVectorData is not valid.`);
			return select(query, codeBooks(state, text.toLowerCase() === 'true'), 'CodeBooks');
		},
	},
	{ method: 'GET', path: '/System/GetCodeBooksChanges', query: ['lastCheck'], run: ({ state, query }) => codeBookChanges(state, query.get('lastCheck')) },
];
