/** Adresář: contacts are made, changed and deleted by actionType; the header is kept as it was sent. */
import { asStored } from '../decode.mts';
import { ERRNO, isRefused, refusal, type Problems } from '../documents/context.mts';
import { changesField, extIdField, idField, selection, type Fields } from '../filters.mts';
import type { State } from '../state.mts';
import { child, childrenOf, type El } from '../tree.mts';
import type { ExtId, ImportResult, StoredContact } from '../types.mts';
import { given, kept, objectAt, textAt, type XmlObject } from '../xml.mts';
import { actionOf } from './action.mts';
import { exportOnly } from './exportOnly.mts';
import { readExtId } from './stock.mts';

type Draft = Omit<StoredContact, 'id' | 'changedAt'>;

/** Text of a field of the address, '' where there is none. */
export const addressOf = (contact: Pick<StoredContact, 'header'>, field: string): string => textAt(contact.header, 'adb:identity', 'typ:address', `typ:${field}`) ?? '';
const numberOf = (contact: Pick<StoredContact, 'header'>): string | undefined => textAt(contact.header, 'adb:number', 'typ:numberRequested');

const inAddress = (field: string): Fields<StoredContact> => ({ [field]: (el) => (contact) => addressOf(contact, field) === el.text });

const FIELDS: Fields<StoredContact> = {
	...idField<StoredContact>(),
	...extIdField<StoredContact>(),
	...['company', 'name', 'city', 'street', 'zip', 'ico', 'dic'].reduce<Fields<StoredContact>>((fields, field) => ({ ...fields, ...inAddress(field) }), {}),
	number: (el) => (contact) => numberOf(contact) === child(el, 'typ:numberRequested')?.text,
	...changesField<StoredContact>(''),
};

export const contactSelection = (state: State, request: El | undefined) => selection(request, FIELDS, state.settings, (contact) => contact.header);

/** Address fields are changed one by one; shipping addresses come as a whole. */
function readIdentity(el: El, draft: Draft): XmlObject {
	const before = objectAt(draft.header, 'adb:identity');
	const address = child(el, 'typ:address');
	const sent = Object.fromEntries((address?.children ?? []).map((field) => [field.name, kept(field)]));
	const shipping = childrenOf(el, 'typ:shipToAddress').map(kept);
	return given({
		'typ:address': address ? { ...objectAt(before, 'typ:address'), ...sent } : before?.['typ:address'],
		'typ:shipToAddress': shipping.length ? shipping : before?.['typ:shipToAddress'],
	});
}

function apply(root: El, draft: Draft): void {
	const told = exportOnly('adb:addressbookHeaderType');
	for (const el of child(root, 'adb:addressbookHeader')?.children ?? []) {
		if (told.has(el.name)) continue;
		if (el.local === 'identity') {
			for (const extId of childrenOf(el, 'typ:extId').map(readExtId)) draft.extIds = [...draft.extIds.filter((one) => one.exSystemName !== extId.exSystemName), extId];
			draft.header = { ...draft.header, [el.name]: readIdentity(el, draft) };
		} else draft.header = { ...draft.header, [el.name]: kept(el) };
	}
	for (const el of root.children) if (!['actionType', 'addressbookHeader'].includes(el.local)) draft.parts = { ...draft.parts, [el.name]: kept(el) };
}

function check(context: Problems, state: State, root: El, draft: Draft, own?: StoredContact): void {
	const header = child(root, 'adb:addressbookHeader') ?? root;
	if (addressOf(draft, 'company') === '' && addressOf(draft, 'name') === '') refusal(context, header, 'Není uvedena firma ani jméno.', ERRNO.invalidValue);
	const number = child(header, 'adb:number', 'typ:numberRequested');
	if (!number || number.attributes['checkDuplicity'] === 'false') return;
	const same = state.contacts.some((contact) => contact !== own && numberOf(contact) === asStored(number.text));
	if (same) refusal(context, number, 'Adresa se stejným číslem již existuje.', ERRNO.invalidValue, number.text, '');
}

/** Imports one adb:addressbook that has passed the rule tables. */
export function importContact(state: State, root: El, origin: { packId: string; itemId: string }): ImportResult {
	const context: Problems = { details: [] };
	const { details } = context;
	const action = actionOf<StoredContact>(context, root, 'adb', (request) => contactSelection(state, request), state.contacts);
	if (!action) return { details };
	if (action.act === 'delete') {
		state.deleteContact(action.record);
		state.logImport({ ...origin, recordId: action.record.id, agenda: 'adresar' });
		return { details, produced: { id: action.record.id, action: 'delete' } };
	}
	const own = action.act === 'update' ? action.record : undefined;
	const draft: Draft = own ? structuredClone(own) : { extIds: [], header: {}, parts: {} };
	apply(root, draft);
	check(context, state, root, draft, own);
	if (isRefused(context)) return { details };
	const contact = own ? Object.assign(own, draft, { changedAt: state.now().toISOString() }) : state.addContact(draft);
	state.logImport({ ...origin, recordId: contact.id, agenda: 'adresar', number: numberOf(contact) });
	return { details, produced: { id: contact.id, number: numberOf(contact), action: action.act, extId: contact.extIds.at(-1) } };
}

const shownExtId = ({ ids, exSystemName, exSystemText }: ExtId): XmlObject => given({ 'typ:ids': ids, 'typ:exSystemName': exSystemName, 'typ:exSystemText': exSystemText });

/** The element lAdb:addressbook. `extSystem` of the request decides whose extId is shown. */
export function exportContact(contact: StoredContact, extSystem: string | undefined): XmlObject {
	const extIds = contact.extIds.filter(({ exSystemName }) => exSystemName === extSystem).map(shownExtId);
	const { 'adb:identity': identity, ...header } = contact.header;
	return {
		'@version': '2.0',
		'adb:addressbookHeader': {
			'adb:id': contact.id,
			'adb:identity': { ...(extIds.length ? { 'typ:extId': extIds } : {}), ...objectAt(identity) },
			...header,
		},
		...contact.parts,
	};
}
