/** Routes that every resource has: list, detail, delete. */
import { DETAIL_PARAMETERS, LIST_PARAMETERS, listPage, select } from '../query.mts';
import type { Route } from '../router.mts';
import { detail, outside } from '../shape.mts';
import type { State } from '../state.mts';
import type { Entity, Table } from '../types.mts';
import type { COLUMNS } from '../columns.mts';

type Shape = (state: State, row: Entity) => Entity;

const asStored: Shape = (_state, row) => row;

/** Rows that were there from the beginning have no metadata of their own. */
export const withMetadata: Shape = (state, row) => ({ ...row, Metadata: row['Metadata'] ?? state.metadata('2026-01-01T00:00:00.000') });

/** @param shape adds computed columns before the filter looks at the row */
export function listRoute(table: keyof typeof COLUMNS & Table, path = `/${table}`, shape: Shape = asStored): Route {
	return {
		method: 'GET',
		path,
		query: LIST_PARAMETERS,
		run: ({ state, query }) =>
			listPage(
				query,
				table,
				state.table(table).map((row) => shape(state, row)),
				outside,
			),
	};
}

export function detailRoute(table: Table, shape: Shape = asStored): Route {
	return {
		method: 'GET',
		path: `/${table}/{id}`,
		query: DETAIL_PARAMETERS,
		run: ({ state, params, query }) => select(query, detail(state, table, shape(state, state.need(table, Number(params['id']))), query.get('include')), table),
	};
}

/** @param drop throws Refusal where the row must stay, and removes it */
export function deleteRoute(table: Table, drop: (state: State, row: Entity) => void): Route {
	return {
		method: 'DELETE',
		path: `/${table}/{id}`,
		run: ({ state, params }) => {
			drop(state, state.need(table, Number(params['id'])));
			return true;
		},
	};
}
