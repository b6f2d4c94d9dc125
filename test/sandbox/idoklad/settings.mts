/** The agenda that the stand-in has when nobody says otherwise. */
import * as lists from './codeLists.mts';
import type { Entity, Settings, Table } from './types.mts';

export const APPLICATION_ID = 'a1b2c3d4-0000-4000-8000-000000000001';
export const CLIENT = { id: 'client-own-agenda', secret: 'secret-own-agenda' };
export const PORTAL_APP = { id: 'client-portal-app', secret: 'secret-portal-app' };

/** Calls a month by Subscription; a plan without a number has no API. */
export const PLAN_CALLS: Readonly<Record<number, number>> = { 2: 7500, 3: 75000 };

/** @param year the subscription lasts to its end and one year more */
export const defaultSettings = (year: number): Settings => ({
	agenda: {
		id: 4711,
		name: 'Kavárna Na rohu s.r.o.',
		ico: '12345678',
		dic: 'CZ12345678',
		countryId: 2,
		homeCurrencyId: 1,
		vatRegistration: 1,
		rounding: 0,
		allowEditExported: true,
		plan: 2,
		planTill: `${year + 1}-12-31`,
		needToDowngrade: false,
		userRights: 'Admin',
	},
	clients: [
		{ ...CLIENT, grants: ['client_credentials'] },
		{
			...PORTAL_APP,
			grants: ['authorization_code', 'refresh_token'],
			redirectUris: ['http://127.0.0.1:5678/rest/oauth2-credential/callback', 'http://localhost:5678/rest/oauth2-credential/callback'],
		},
	],
	applicationIds: [APPLICATION_ID],
	tokenSeconds: 7200,
	wrongCredentialsStatus: 400,
	callsPerMinute: 200,
	minuteWindow: 'clock',
	quotaStatus: 429,
	numberTaken: { status: 409, code: 'NumericSequenceUniqueness' },
	paymentMismatch: 'refuse',
	portalWebhooks: [],
	webhooks: { header: 'X-idoklad-signature', delayMilliseconds: 20, twice: false, spoilSignature: false },
});

const sequence = (Id: number, DocumentType: number, Name: string, NumberFormat: string): Entity => ({ Id, DocumentType, Name, NumberFormat, IsDefault: true });

/** Rows that an agenda has from the beginning; Ids of its own rows begin far from those of the code lists. */
export const defaultTables = (): Record<Table, Entity[]> => ({
	SalesReceipts: [],
	IssuedInvoices: [],
	CashVouchers: [],
	PriceListItems: [],
	StockMovements: [],
	Contacts: [],
	Tags: [{ Id: 701, Name: 'eKasa', Color: '#1f6f5c' }],
	Webhooks: [],
	Logs: [],
	CashRegisters: [
		{ Id: 501, Name: 'Hlavní pokladna', CurrencyId: 1, DateInitialState: null, InitialState: null, IsDefault: true, IsEet: false },
		{ Id: 502, Name: 'Valutová pokladna', CurrencyId: 2, DateInitialState: null, InitialState: null, IsDefault: false, IsEet: false },
	],
	NumericSequences: [sequence(601, 6, 'Prodejky', 'PR{RR}{NNNNN}'), sequence(602, 0, 'Faktury vydané', '{RRRR}{NNNN}'), sequence(603, 2, 'Pokladní doklady', 'PD{RR}{NNNN}')],
	SalesPosEquipments: [
		{ Id: 801, Name: 'eKasa P1', Designation: 'P1', CashRegisterId: 501, SalesOfficeId: 811, SalesPosEquipmentType: 1, IsRegisteredEet: false },
		{ Id: 802, Name: 'eKasa P2', Designation: 'P2', CashRegisterId: 501, SalesOfficeId: 811, SalesPosEquipmentType: 1, IsRegisteredEet: false },
	],
	SalesOffices: [{ Id: 811, Name: 'Provozovna Na rohu', Designation: 11, Street: 'Dlouhá 1', City: 'Praha', PostalCode: '11000', CountryId: 2, IsRegisteredEet: false }],
	PaymentOptions: lists.paymentOptions(),
	VatRates: lists.vatRates(),
	VatCodes: lists.vatCodes(),
	Currencies: lists.currencies(),
	Countries: lists.countries(),
	ExchangeRates: lists.exchangeRates(),
	Banks: lists.banks(),
	ConstantSymbols: lists.constantSymbols(),
	VatReverseChargeCodes: lists.vatReverseChargeCodes(),
});
