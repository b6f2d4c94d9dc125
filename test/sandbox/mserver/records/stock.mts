/** Zásoby: cards are made, changed and deleted by actionType. Their quantity is changed by documents only. */
import { asStored } from '../decode.mts';
import { decimal, decimalText } from '../amounts.mts';
import { ERRNO, isRefused, refusal, type Problems } from '../documents/context.mts';
import { reference } from '../documents/references.mts';
import { changesField, extIdField, idField, selection, type Fields } from '../filters.mts';
import type { State } from '../state.mts';
import { child, childrenOf, textOf, type El } from '../tree.mts';
import type { ExtId, ImportResult, StockCard, StockKind } from '../types.mts';
import { kept } from '../xml.mts';
import { actionOf } from './action.mts';
import { exportOnly } from './exportOnly.mts';
import { stockHeader } from './stockXml.mts';

type Draft = Omit<StockCard, 'id'>;
type Setter = (card: Draft, el: El) => void;

export const storageOf = (card: StockCard): string => card.storage ?? card.store;

export const readExtId = (el: El): ExtId => {
	const exSystemText = textOf(el, 'typ:exSystemText');
	const found = { ids: asStored(textOf(el, 'typ:ids')!), exSystemName: asStored(textOf(el, 'typ:exSystemName')!) };
	return exSystemText ? { ...found, exSystemText: asStored(exSystemText) } : found;
};

const textOrNothing = (el: El): string | undefined => (el.text === '' ? undefined : asStored(el.text));
const number = (el: El): string => decimalText(decimal(el.text)!);

/** Elements of the header that have a meaning here; the others are kept as they were sent. */
const SETTERS: Readonly<Record<string, Setter>> = {
	code: (card, el) => (card.code = asStored(el.text)),
	name: (card, el) => (card.name = asStored(el.text)),
	EAN: (card, el) => (card.ean = textOrNothing(el)),
	PLU: (card, el) => (card.plu = Number(el.text) || undefined),
	unit: (card, el) => (card.unit = asStored(el.text)),
	sellingRateVAT: (card, el) => (card.rateVAT = el.text),
	isSales: (card, el) => (card.isSales = el.text === 'true'),
	isInternet: (card, el) => (card.isInternet = el.text === 'true'),
	purchasingPrice: (card, el) => (card.purchasePrice = number(el)),
	sellingPrice: (card, el) => {
		card.salePrice = number(el);
		card.salePriceWithVAT = el.attributes['payVAT'] === 'true';
	},
	extId: (card, el) => {
		const extId = readExtId(el);
		card.extIds = [...(card.extIds ?? []).filter((one) => one.exSystemName !== extId.exSystemName), extId];
	},
};

const FIELDS = (startedAt: string): Fields<StockCard> => ({
	...idField<StockCard>(),
	...extIdField<StockCard>(),
	...changesField<StockCard>(startedAt),
	code: (el) => (card) => card.code === el.text,
	EAN: (el) => (card) => card.ean === el.text,
	PLU: (el) => (card) => card.plu === Number(el.text),
	name: (el) => (card) => card.name === el.text,
	// "A left part of the path exports the whole branch."
	storage: (el) => {
		const path = textOf(el, 'typ:ids') ?? '';
		return (card) => storageOf(card) === path || storageOf(card).startsWith(`${path}/`);
	},
	store: (el) => (card) => card.store === textOf(el, 'typ:ids'),
	internet: (el) => (card) => String(card.isInternet ?? true) === el.text,
});

export const stockSelection = (state: State, request: El | undefined) => selection(request, FIELDS(state.startedAt), state.settings, (card) => stockHeader(card, state.settings));

function setStorage(context: Problems, state: State, card: Draft, el: El): void {
	const path = asStored(textOf(el, 'typ:ids') ?? '');
	const store = path.split('/')[0]!;
	const known = state.settings.stores.some(({ ids }) => ids === store) || state.settings.stock.some((one) => one.store === store);
	if (!known) refusal(context, el, `Sklad '${store}' nebyl nalezen.`, ERRNO.invalidValue, path, '');
	card.storage = path;
	card.store = store;
}

/** Puts what was sent into the draft; elements that are not there leave it as it is. */
function apply(context: Problems, state: State, root: El, draft: Draft): void {
	const told = exportOnly('stk:stockHeaderType');
	for (const el of child(root, 'stk:stockHeader')?.children ?? []) {
		if (told.has(el.name) || el.local === 'stockType') continue;
		if (el.local === 'storage') setStorage(context, state, draft, el);
		else if (el.local === 'typePrice') draft.priceGroup = reference(context, el, state.settings.priceGroups, state.settings.priceGroups[0])?.ids;
		else if (SETTERS[el.local]) SETTERS[el.local]!(draft, el);
		else draft.header = { ...draft.header, [el.name]: kept(el) };
	}
	const partsTold = exportOnly('stk:stockType');
	for (const el of root.children) {
		if (['actionType', 'stockHeader'].includes(el.local) || partsTold.has(el.name)) continue;
		draft.parts = { ...draft.parts, [el.name]: kept(el) };
	}
}

/** "Vyžadován při vytvoření zásoby"; storage and price group are what units report to want [seen]. */
const REQUIRED = ['stockType', 'code', 'name', 'storage', 'typePrice'];

function create(context: Problems, state: State, root: El): Draft | undefined {
	const header = child(root, 'stk:stockHeader');
	for (const name of REQUIRED) {
		const el = child(header, `stk:${name}`);
		const text = el?.children.length ? (textOf(el, 'typ:ids') ?? textOf(el, 'typ:id') ?? '') : (el?.text ?? '');
		if (text.trim() === '') refusal(context, el ?? header ?? root, `Není uveden povinný údaj '${name}'.`, ERRNO.invalidValue);
	}
	if (isRefused(context)) return undefined;
	const draft: Draft = { kind: textOf(header, 'stk:stockType') as StockKind, code: '', name: '', store: '', unit: '', rateVAT: 'none', quantity: '0', isSales: false, isInternet: false };
	apply(context, state, root, draft);
	return draft;
}

function update(context: Problems, state: State, root: El, card: StockCard): Draft {
	const draft = structuredClone(card);
	const kind = child(root, 'stk:stockHeader', 'stk:stockType');
	if (kind && kind.text !== (card.kind ?? 'card')) refusal(context, kind, 'Typ zásoby nelze změnit.', ERRNO.invalidValue, kind.text, card.kind ?? 'card');
	apply(context, state, root, draft);
	return draft;
}

/** A code is there once in each store. */
function checkCode(context: Problems, state: State, root: El, draft: Draft, own?: StockCard): void {
	const other = state.cardsWithCode(draft.code).find((card) => card.store === draft.store && card !== own);
	if (other) refusal(context, child(root, 'stk:stockHeader', 'stk:code') ?? root, `Zásoba s kódem '${draft.code}' již existuje.`, ERRNO.invalidValue, draft.code, '');
}

/** Imports one stk:stock that has passed the rule tables. */
export function importStock(state: State, root: El, origin: { packId: string; itemId: string }): ImportResult {
	const context: Problems = { details: [] };
	const { details } = context;
	// The usual filter is by code, and thousands of cards may come: only cards of that code are looked at.
	const codes = childrenOf(child(root, 'stk:actionType')?.children[0], 'ftr:filter').flatMap((filter) => childrenOf(filter, 'ftr:code'));
	const candidates = codes.length ? state.cardsWithCode(codes[0]!.text) : state.settings.stock;
	const action = actionOf<StockCard>(context, root, 'stk', (request) => stockSelection(state, request), candidates);
	if (!action) return { details };
	if (action.act === 'delete') {
		if (state.hasMovements(action.record)) refusal(context, root, `Zásobu '${action.record.code}' nelze odstranit, existují k ní pohyby.`, ERRNO.invalidValue, action.record.code, '');
		if (isRefused(context)) return { details };
		state.deleteCard(action.record);
		state.logImport({ ...origin, recordId: action.record.id, agenda: 'zasoby' });
		return { details, produced: { id: action.record.id, code: action.record.code, action: 'delete' } };
	}
	const draft = action.act === 'add' ? create(context, state, root) : update(context, state, root, action.record);
	if (draft) checkCode(context, state, root, draft, action.act === 'update' ? action.record : undefined);
	if (!draft || isRefused(context)) return { details };
	let card: StockCard;
	if (action.act === 'add') card = state.addCard(draft);
	else {
		card = Object.assign(action.record, draft);
		state.changedCard(card);
	}
	state.logImport({ ...origin, recordId: card.id, agenda: 'zasoby' });
	return { details, produced: { id: card.id, code: card.code, action: action.act, extId: card.extIds?.at(-1) } };
}
