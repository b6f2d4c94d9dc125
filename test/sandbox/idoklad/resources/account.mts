/** /Account (agenda), /Logs, /Batch/Exported. */
import { badRequest, notFound } from '../errors.mts';
import { LIST_PARAMETERS, listPage, select } from '../query.mts';
import type { Call, Route } from '../router.mts';
import { ENUMS, enumValue } from '../rules/enums.mts';
import { detail, outside } from '../shape.mts';
import type { LogEntity, State } from '../state.mts';
import type { Entity, Table } from '../types.mts';
import { listRoute, withMetadata } from './common.mts';

function agendaOf(state: State): Entity {
	const { agenda } = state.settings;
	const payer = agenda.vatRegistration === ENUMS.VatRegistrationType.VatPayer;
	return {
		Id: agenda.id,
		AllowEditExported: agenda.allowEditExported,
		AutomaticPairPaymentsSettings: null,
		BankAccounts: [],
		CashRegisters: state.table('CashRegisters').map((row) => detail(state, 'CashRegisters', withMetadata(state, row))),
		Contact: {
			City: 'Praha', CountryId: agenda.countryId, Email: 'kavarna@example.cz', Fax: null, HasNoIdentificationNumber: false, IdentificationNumber: agenda.ico, Mobile: null, Phone: null, PostalCode: '11000',
			Street: 'Dlouhá 1', VatIdentificationNumber: agenda.dic, VatIdentificationNumberSk: null, Www: null,
		},
		CountOfDecimalsForAmount: 2,
		CountOfDecimalsForPrice: 2,
		CswCustomerGuid: null,
		CswCustomerPin: null,
		DefaultCurrencyId: agenda.homeCurrencyId,
		DefaultSendMethod: 0,
		DeleteStatus: 0,
		EetRegime: 0,
		HasFirstInvoice: state.table('IssuedInvoices').length > 0,
		HasActiveWebRecurringPayments: false,
		HasVatCode: true,
		HasVatRegimeOss: false,
		IsActiveStorePayment: false,
		IsPriceWithVat: true,
		IsRegisteredForVat: payer,
		IsRegisteredForVatOnPay: false,
		IsSendPaymentConfirmation: false,
		Metadata: state.metadata('2026-01-01T00:00:00.000'),
		Name: agenda.name,
		PreferredPriceType: ENUMS.PriceType.WithVat,
		PreferredVatRate: ENUMS.VatRateType.Basic,
		PurchaseSettings: null,
		RegisterRecord: null,
		RoundingDifference: agenda.rounding,
		SalesSettings: null,
		SendReminderSettings: null,
		Subscription: { DateFrom: '2026-01-01', DateTo: agenda.planTill, IsTrial: false, MobileStoreType: 0, Type: agenda.plan },
		TaxSubjectType: 1,
		VatPeriod: 1,
		VatRegistrationType: agenda.vatRegistration,
		Inbox: null,
		AiCredits: null,
	};
}

/** EntityType of PUT /Batch/Exported -> where the flag is; contacts and price list items do not show it. */
const EXPORTABLE: Readonly<Record<number, { table: Table; property: string; log: LogEntity }>> = {
	0: { table: 'CashVouchers', property: 'Exported', log: 'CashVoucher' },
	1: { table: 'Contacts', property: '_exported', log: 'Contact' },
	3: { table: 'IssuedInvoices', property: 'Exported', log: 'IssuedInvoice' },
	8: { table: 'SalesReceipts', property: 'Exported', log: 'SalesReceipt' },
	10: { table: 'PriceListItems', property: '_exported', log: 'PriceListItem' },
};

/** The flag belongs to the accounting software; nothing else of the row changes, its date of last change neither. */
function setExported({ state }: Call, body: Record<string, any>): unknown {
	for (const name of ['Id', 'EntityType', 'Exported']) if (body[name] === undefined) throw badRequest(`The ${name} field is required.`);
	const place = EXPORTABLE[body['EntityType'] as number];
	const row = place && state.find(place.table, body['Id']);
	if (!place || !row) throw notFound('Entity', body['Id']);
	row[place.property] = body['Exported'];
	state.happened(place.log, body['Exported'] === ENUMS.ExportedState.Exported ? 'ExportToAccountingSoftware' : 'CancelExportedState', row.Id);
	return { Id: row.Id, EntityType: body['EntityType'], Exported: body['Exported'] };
}

function entityLogs({ state, params, query }: Call): unknown {
	const type = enumValue('LogEntityType', params['entityType']!);
	if (type === undefined) throw badRequest(`The value '${params['entityType']!}' of entityType is not valid.`);
	const rows = state.table('Logs').filter((row) => row['EntityType'] === type && row['_entity'] === Number(params['entityId']));
	return listPage(query, 'Logs', rows, outside);
}

export const accountRoutes: Route[] = [
	{ method: 'GET', path: '/Account/CurrentAgenda', query: ['select'], run: ({ state, query }) => select(query, agendaOf(state), 'Agenda') },
	{ method: 'GET', path: '/Account/Agendas', query: LIST_PARAMETERS, run: ({ state, query }) => listPage(query, 'Agendas', [agendaOf(state)], (row) => row) },
	listRoute('Logs'),
	{ method: 'GET', path: '/Logs/{entityId}/{entityType}', query: LIST_PARAMETERS, run: entityLogs },
	{ method: 'PUT', path: '/Batch/Exported', body: 'UpdateExportedModel', batch: true, run: setExported },
];
