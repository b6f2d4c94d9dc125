/** /Contacts (adresář) and /Tags (štítky). Two contacts may have the same IČO. */
import { badRequest } from '../errors.mts';
import { needReferences } from '../documents/prices.mts';
import type { Route } from '../router.mts';
import { modelNamed } from '../rules/check.mts';
import { detail, outside } from '../shape.mts';
import type { State } from '../state.mts';
import type { Entity } from '../types.mts';
import { deleteRoute, detailRoute, listRoute } from './common.mts';

type Body = Record<string, any>;

/** What stands in a contact when nothing was given. */
const EMPTY: Readonly<Record<string, unknown>> = { DiscountPercentage: 0, IsRegisteredForVatOnPay: false, SendReminders: false };

const addresses = (state: State, given: Body[] | undefined | null, countryId: unknown): Body[] =>
	(given ?? []).map((address) => ({ City: address['City'] ?? null, CountryId: countryId, Id: address['Id'] || state.nextId(), IsDefault: address['IsDefault'] ?? false, Name: address['Name'] ?? '', PostalCode: address['PostalCode'] ?? null, Street: address['Street'] ?? null }));

function create(state: State, body: Body): Entity {
	needReferences(state, [['Countries', 'CountryId', body['CountryId']]]);
	const names = Object.keys(modelNamed('ContactPostModel')).filter((name) => name !== 'DeliveryAddresses');
	const row = state.insert('Contacts', { ...Object.fromEntries(names.map((name) => [name, body[name] ?? EMPTY[name] ?? null])), DeliveryAddresses: addresses(state, body['DeliveryAddresses'] as Body[], body['CountryId']) });
	state.happened('Contact', 'Insert', row.Id);
	return row;
}

function update(state: State, patch: Body): Entity {
	const row = state.need('Contacts', patch['Id']);
	if (patch['CountryId'] === null) throw badRequest('The CountryId field must not be null.');
	needReferences(state, [['Countries', 'CountryId', patch['CountryId']]]);
	const given = Object.fromEntries(Object.keys(modelNamed('ContactPatchModel')).filter((name) => patch[name] !== undefined).map((name) => [name, patch[name]]));
	if (patch['DeliveryAddresses']) given['DeliveryAddresses'] = addresses(state, patch['DeliveryAddresses'] as Body[], patch['CountryId'] ?? row['CountryId']);
	const changed = state.replace('Contacts', { ...row, ...given, ...(row['_exported'] === 1 ? { _exported: 2 } : {}) });
	state.happened('Contact', 'Update', changed.Id);
	return changed;
}

function drop(state: State, row: Entity): void {
	const used = [...state.table('SalesReceipts'), ...state.table('IssuedInvoices'), ...state.table('CashVouchers')].some((document) => document['PartnerId'] === row.Id);
	if (used) throw badRequest('The contact is used on documents.', 'InvoiceDependency');
	state.remove('Contacts', row.Id);
	state.happened('Contact', 'Delete', row.Id);
}

const defaults = (state: State): Body => ({
	...Object.fromEntries(Object.keys(modelNamed('ContactPostModel')).map((name) => [name, EMPTY[name] ?? null])),
	CompanyName: '',
	CountryId: state.settings.agenda.countryId,
	DeliveryAddresses: [],
});

function dropTag(state: State, row: Entity): void {
	for (const table of ['SalesReceipts', 'IssuedInvoices', 'CashVouchers'] as const) {
		for (const document of state.table(table)) document['Tags'] = (document['Tags'] as Array<{ TagId: number }>).filter(({ TagId }) => TagId !== row.Id);
	}
	state.remove('Tags', row.Id);
	state.happened('Tag', 'Delete', row.Id);
}

/** Tags have no metadata. */
const tag = ({ Id, Name, Color }: Entity): Entity => ({ Id, Name, Color });

export const contactRoutes: Route[] = [
	listRoute('Contacts'),
	detailRoute('Contacts'),
	deleteRoute('Contacts', drop),
	{ method: 'GET', path: '/Contacts/Default', run: ({ state }) => defaults(state) },
	{ method: 'POST', path: '/Contacts', body: 'ContactPostModel', run: ({ state }, body) => detail(state, 'Contacts', create(state, body)) },
	{ method: 'PATCH', path: '/Contacts', body: 'ContactPatchModel', run: ({ state }, body) => detail(state, 'Contacts', update(state, body)) },
	listRoute('Tags', undefined, (_state, row) => tag(row)),
	deleteRoute('Tags', dropTag),
	{ method: 'POST', path: '/Tags', body: 'TagPostModel', run: ({ state }, { Name, Color }) => tag(state.insert('Tags', { Name, Color })) },
	{
		method: 'PATCH',
		path: '/Tags',
		body: 'TagPatchModel',
		run: ({ state }, { Id, Name, Color }) => {
			const row = state.need('Tags', Id);
			return outside(tag(state.replace('Tags', { ...row, Name: Name ?? row['Name'], Color: Color ?? row['Color'] })));
		},
	},
];
