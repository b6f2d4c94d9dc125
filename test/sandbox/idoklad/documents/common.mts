/** What sales receipts, invoices and cash vouchers have in common: addresses, tags, stock, rules about changing them. */
import { badRequest } from '../errors.mts';
import type { State } from '../state.mts';
import type { Entity } from '../types.mts';

export const dayOf = (date: string): string => date.slice(0, 10);

const ADDRESS = ['AccountNumber', 'City', 'Email', 'Fax', 'Firstname', 'Iban', 'IdentificationNumber', 'Mobile', 'Phone', 'PostalCode', 'Street', 'Surname', 'Swift', 'Title', 'VatIdentificationNumber', 'VatIdentificationNumberSk', 'Www'];

/** Snapshot of a contact; the company's name is called NickName in it. */
export function partnerAddress(state: State, partnerId: unknown): Record<string, unknown> | null {
	const contact = state.find('Contacts', partnerId);
	if (!contact) return null;
	return {
		...Object.fromEntries(ADDRESS.map((name) => [name, contact[name] ?? null])),
		BankCode: null,
		BankName: null,
		CountryId: contact['CountryId'],
		CountryName: state.find('Countries', contact['CountryId'])?.['Name'] ?? null,
		NickName: contact['CompanyName'],
	};
}

export function myAddress(state: State): Record<string, unknown> {
	const { agenda } = state.settings;
	return {
		...Object.fromEntries(ADDRESS.map((name) => [name, null])),
		BankCode: null,
		BankName: null,
		City: 'Praha',
		Street: 'Dlouhá 1',
		PostalCode: '11000',
		CountryId: agenda.countryId,
		CountryName: state.find('Countries', agenda.countryId)?.['Name'] ?? null,
		IdentificationNumber: agenda.ico,
		NickName: agenda.name,
		VatIdentificationNumber: agenda.dic,
	};
}

/** PartnerAddress of a PATCH: CompanyName becomes NickName, the rest keeps its name. */
export function patchedAddress(address: Record<string, unknown> | null, patch: Record<string, unknown> | undefined): Record<string, unknown> | null {
	if (!patch) return address;
	const { CompanyName, BankId: _bank, ...rest } = patch;
	return { ...address, ...rest, ...(CompanyName === undefined ? {} : { NickName: CompanyName }) };
}

export const tagRows = (ids: readonly number[] | null | undefined): Array<{ TagId: number }> => (ids ?? []).map((TagId) => ({ TagId }));

/** Rows that point to a document are removed with it, so that stock comes back. */
export function dropMovements(state: State, documentId: number): void {
	for (const movement of state.table('StockMovements').filter((row) => row['_document'] === documentId)) state.remove('StockMovements', movement.Id);
}

/** Lines with a price list item that is kept in stock take it from there. */
export function moveStock(state: State, document: Entity, date: string): void {
	dropMovements(state, document.Id);
	for (const item of document['Items'] as Entity[]) {
		if (!item['PriceListItemId'] || state.find('PriceListItems', item['PriceListItemId'])?.['IsStockItem'] !== true || item['Amount'] === 0) continue;
		state.insert('StockMovements', { PriceListItemId: item['PriceListItemId'], Amount: -(item['Amount'] as number), DateOfMovement: dayOf(date), Note: `Doklad ${document['DocumentNumber'] as string}`, _document: document.Id });
	}
}

/** Throws Refusal for a document that its state protects. */
export function mayChange(state: State, document: Entity): void {
	if (document['IsAccounted'] === true) throw badRequest('The document is accounted already.', 'AlreadyAccounted');
	if (document['Exported'] === 1 && !state.settings.agenda.allowEditExported) throw badRequest('The document has been exported to accounting software.', 'Export');
}

/** Changing what was exported marks it as changed. */
export const afterChange = (document: Entity): Entity => (document['Exported'] === 1 ? { ...document, Exported: 2 } : document);

/** What the body says, or what was there. */
export const chosen = <T,>(body: Record<string, unknown>, name: string, before: T): T => (body[name] === undefined ? before : (body[name] as T));
