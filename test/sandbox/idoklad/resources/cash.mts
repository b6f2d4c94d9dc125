/** /CashVouchers (pokladní doklady) and /CashRegisters (pokladny). */
import { badRequest, notFound } from '../errors.mts';
import { nextNumber, sequenceFor } from '../documents/numbers.mts';
import { exchangeOf } from '../documents/prices.mts';
import { computeVoucher, createVoucher, mayChangeVoucher, pair, patchVoucher, unpair } from '../documents/voucher.mts';
import type { Route } from '../router.mts';
import { ENUMS, enumValue } from '../rules/enums.mts';
import { detail } from '../shape.mts';
import type { State } from '../state.mts';
import type { Entity } from '../types.mts';
import { deleteRoute, detailRoute, listRoute, withMetadata } from './common.mts';

type Body = Record<string, any>;

/** Cash registers in the home currency, and in each foreign one. */
const MOST_REGISTERS = { home: 5, foreign: 1 };

function defaults(state: State, MovementType: number): Body {
	return {
		CashRegisterId: state.table('CashRegisters').find((row) => row['IsDefault'] === true)?.Id ?? null,
		DateOfTransaction: state.today,
		DocumentSerialNumber: nextNumber(state, sequenceFor(state, ENUMS.DocumentType.CashVoucher), state.today),
		ElectronicRecordsOfSales: null,
		ExchangeRate: 1,
		ExchangeRateAmount: 1,
		IsIncomeTax: true,
		Items: [{ CustomVat: null, Name: '', Price: 0, PriceType: 0, VatCodeId: null, VatRateType: ENUMS.VatRateType.Basic }],
		MovementType,
		Name: '',
		PairedDocument: null,
		PartnerId: null,
		Person: '',
		Tags: [],
		VariableSymbol: '',
		VatRegime: state.settings.agenda.vatRegistration === ENUMS.VatRegistrationType.VatPayer ? 1 : 0,
	};
}

function movementType(text: string): number {
	const value = enumValue('MovementType', text);
	if (value === undefined) throw badRequest(`The value '${text}' of movementType is not valid.`);
	return value;
}

/** A voucher that pays an invoice. */
function defaultFor(state: State, documentType: string, documentId: number): Body {
	if (enumValue('PairedDocumentType', documentType) !== ENUMS.PairedDocumentType.IssuedInvoice) throw notFound('Document', documentId);
	const invoice = state.need('IssuedInvoices', documentId);
	const Items = [{ CustomVat: null, Name: `Úhrada ${invoice['DocumentNumber'] as string}`, Price: invoice['Prices'].TotalWithVat, PriceType: 0, VatCodeId: null, VatRateType: ENUMS.VatRateType.Zero }];
	return { ...defaults(state, ENUMS.MovementType.Entry), Items, Name: `Úhrada faktury ${invoice['DocumentNumber'] as string}`, PairedDocument: { DocumentId: documentId, DocumentType: ENUMS.PairedDocumentType.IssuedInvoice }, PartnerId: invoice['PartnerId'], VariableSymbol: invoice['VariableSymbol'] };
}

function recount(state: State, body: Body): Body {
	const exchange = exchangeOf(state, body['CurrencyId'] as number, body['DateOfTransaction'] as string, body['ExchangeRate'] as number, body['ExchangeRateAmount'] as number);
	const { items, prices } = computeVoucher(state, body['DateOfTransaction'] as string, body['Items'] as Body[], exchange, (item) => (item['Id'] as number | undefined) ?? 0);
	return {
		CurrencyId: body['CurrencyId'],
		ExchangeRate: exchange.rate,
		ExchangeRateAmount: exchange.per,
		Items: items.map(({ CustomVat, HasCustomVat, Id, Name, Prices, PriceType, VatRate, VatRateType }) => ({ CustomVat, HasCustomVat, Id, Name, Prices, PriceType, VatRate, VatRateType })),
		Prices: prices,
	};
}

function dropVoucher(state: State, row: Entity): void {
	mayChangeVoucher(state, row);
	unpair(state, row);
	state.remove('CashVouchers', row.Id);
	state.happened('CashVoucher', 'Delete', row.Id);
}

function checkRegister(state: State, body: Body, id?: number): void {
	if ((typeof body['InitialState'] === 'number') !== (typeof body['DateInitialState'] === 'string')) throw badRequest('InitialState and DateInitialState belong together.');
	if (body['CurrencyId'] === undefined) return;
	if (!state.find('Currencies', body['CurrencyId'])) throw badRequest(`CurrencyId: there is no entity with Id ${String(body['CurrencyId'])}.`);
	const most = body['CurrencyId'] === state.settings.agenda.homeCurrencyId ? MOST_REGISTERS.home : MOST_REGISTERS.foreign;
	if (state.table('CashRegisters').filter((row) => row.Id !== id && row['CurrencyId'] === body['CurrencyId']).length >= most) throw badRequest(`The agenda has ${most} cash registers in this currency already.`);
}

/** Only one is the default. */
function settleDefault(state: State, row: Entity): Entity {
	if (row['IsDefault'] === true) for (const other of state.table('CashRegisters')) if (other.Id !== row.Id) other['IsDefault'] = false;
	return row;
}

function createRegister(state: State, body: Body): Entity {
	checkRegister(state, body);
	const { CurrencyId, Name, DateInitialState = null, InitialState = null, IsDefault } = body;
	return settleDefault(state, state.insert('CashRegisters', { CurrencyId, DateInitialState, InitialState, IsDefault: IsDefault ?? false, IsEet: false, Name }));
}

function patchRegister(state: State, patch: Body): Entity {
	const row = state.need('CashRegisters', patch['Id']);
	checkRegister(state, patch, row.Id);
	return settleDefault(state, state.replace('CashRegisters', { ...row, ...Object.fromEntries(['CurrencyId', 'DateInitialState', 'InitialState', 'IsDefault', 'Name'].filter((name) => patch[name] !== undefined).map((name) => [name, patch[name]])) }));
}

function dropRegister(state: State, row: Entity): void {
	if (state.table('CashVouchers').some((voucher) => voucher['CashRegisterId'] === row.Id)) throw badRequest('The cash register has cash vouchers.', 'CashVoucherDependency');
	if (state.table('SalesPosEquipments').some((equipment) => equipment['CashRegisterId'] === row.Id)) throw badRequest('The cash register belongs to a POS equipment.', 'SalesPosEquipmentDependency');
	state.remove('CashRegisters', row.Id);
}

const voucher = (state: State, row: Entity): Entity => detail(state, 'CashVouchers', row);
const register = (state: State, row: Entity): Entity => detail(state, 'CashRegisters', row);

export const cashRoutes: Route[] = [
	listRoute('CashVouchers'),
	detailRoute('CashVouchers'),
	deleteRoute('CashVouchers', dropVoucher),
	{ method: 'GET', path: '/CashVouchers/Default/{movementType}', run: ({ state, params }) => defaults(state, movementType(params['movementType']!)) },
	{ method: 'GET', path: '/CashVouchers/Default/{documentType}/{documentId}', run: ({ state, params }) => defaultFor(state, params['documentType']!, Number(params['documentId'])) },
	{ method: 'POST', path: '/CashVouchers', body: 'CashVoucherPostModel', run: ({ state }, body) => voucher(state, createVoucher(state, body)) },
	{ method: 'POST', path: '/CashVouchers/Recount', body: 'CashVoucherRecountPostModel', run: ({ state }, body) => recount(state, body) },
	{
		method: 'POST',
		path: '/CashVouchers/PairWithDocument',
		body: 'CashVoucherPairPostModel',
		run: ({ state }, body) => {
			pair(state, body.CashVoucherId, body.DocumentType, body.DocumentId);
			return true;
		},
	},
	{ method: 'PATCH', path: '/CashVouchers', body: 'CashVoucherPatchModel', run: ({ state }, body) => voucher(state, patchVoucher(state, body)) },
	listRoute('CashRegisters', undefined, withMetadata),
	detailRoute('CashRegisters', withMetadata),
	deleteRoute('CashRegisters', dropRegister),
	{ method: 'POST', path: '/CashRegisters', body: 'CashRegisterPostModel', run: ({ state }, body) => register(state, createRegister(state, body)) },
	{ method: 'PATCH', path: '/CashRegisters', body: 'CashRegisterPatchModel', run: ({ state }, body) => register(state, patchRegister(state, body)) },
];
