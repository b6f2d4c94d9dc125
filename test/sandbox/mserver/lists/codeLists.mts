/** Code lists (číselníky) of the unit, as POHODA exports them. */
import type { State } from '../state.mts';
import type { El } from '../tree.mts';
import type { CodeRecord, NumberSeries, Settings } from '../types.mts';
import { given, type XmlObject } from '../xml.mts';

/** An entry with the id that filters and pages go by. */
export interface Entry {
	id: number;
	xml: XmlObject;
}

export interface CodeList {
	/** Element of the answer, and of an entry in it. */
	answer: string;
	record: string;
	entries(state: State, root: El): Entry[];
}

const inHeader = (name: string, fields: Record<string, XmlObject[string]>): XmlObject => ({ '@version': '2.0', [name]: given(fields) });

const coded = (list: keyof Settings, header: string, prefix: string, more: (record: CodeRecord) => Record<string, XmlObject[string]> = () => ({})) => (state: State): Entry[] =>
	(state.settings[list] as CodeRecord[]).map((record) => ({ id: record.id, xml: inHeader(header, { [`${prefix}:id`]: record.id, [`${prefix}:code`]: record.ids, [`${prefix}:name`]: record.ids, ...more(record) }) }));

/** Numbers used so far are the state's own business; topNumber is left out. */
const SERIES_NAMES: Readonly<Record<string, string>> = { prodejky: 'Prodejky', pokladna: 'Pokladna', prijate_objednavky: 'Přijaté objednávky', vydane_faktury: 'Vydané faktury' };

const series = (one: NumberSeries, index: number, { period }: Settings): Entry => ({
	id: index + 1,
	xml: inHeader('nms:numericalSeriesHeader', {
		'nms:id': index + 1,
		'nms:prefix': one.ids,
		'nms:number': '00000',
		'nms:name': `${SERIES_NAMES[one.agenda] ?? one.agenda} ${one.ids}`,
		'nms:agenda': one.agenda,
		'nms:period': one.yearly ? 'yearlong' : 'permanent',
		'nms:year': one.yearly ? period.from.slice(0, 4) : undefined,
	}),
});

/** Members of the tree of stores: each store, and below it the paths that cards name. */
function storages({ settings }: State): Entry[] {
	let last = settings.stores.reduce((highest, { id }) => Math.max(highest, id), 0);
	return settings.stores.map((store) => {
		const paths = new Set(settings.stock.filter((card) => card.store === store.ids && card.storage?.startsWith(`${store.ids}/`)).map((card) => card.storage!));
		const below = [...paths].sort().map((path) => ({ '@id': (last += 1), '@code': path, '@idStore': store.id, '@name': path.split('/').at(-1)! }));
		return { id: store.id, xml: { '@id': store.id, '@code': store.ids, '@idStore': store.id, '@name': store.name, ...(below.length && { 'lst:subStorages': { 'lst:itemStorage': below } }) } };
	});
}

function accountingUnit({ settings }: State): Entry[] {
	const xml = given({
		'acu:id': 1,
		'acu:year': settings.period.from.slice(0, 4),
		'acu:yearType': 'calendar',
		'acu:dateFrom': settings.period.from,
		'acu:dateTo': settings.period.till,
		'acu:unitType': 'doubleEntry',
		'acu:stateType': 'legalPerson',
		'acu:accountingUnitIdentity': { 'typ:address': { 'typ:company': settings.company, 'typ:ico': settings.ico, 'typ:dic': `CZ${settings.ico}` } },
		'acu:dataFile': settings.databaseName,
		'acu:key': settings.key,
	});
	return [{ id: 1, xml }];
}

const centres = coded('centres', 'cen:centreHeader', 'cen');
const activities = coded('activities', 'acv:activityHeader', 'acv');

/** Request element -> list. */
export const CODE_LISTS: Readonly<Record<string, CodeList>> = {
	'acu:listAccountingUnitRequest': { answer: 'acu:listAccountingUnit', record: 'acu:itemAccountingUnit', entries: accountingUnit },
	'lCen:listCentreRequest': { answer: 'lCen:listCentre', record: 'lCen:centre', entries: centres },
	'lAcv:listActivityRequest': { answer: 'lAcv:listActivity', record: 'lAcv:activity', entries: activities },
	'lCon:listContractRequest': {
		answer: 'lCon:listContract',
		record: 'lCon:contract',
		entries: ({ settings }) =>
			settings.contracts.map(({ id, ids }) => ({ id, xml: inHeader('con:contractDesc', { 'con:id': id, 'con:number': { 'typ:numberRequested': ids }, 'con:text': ids }) })),
	},
	'lst:listStoreRequest': {
		answer: 'lst:listStore',
		record: 'lst:store',
		entries: ({ settings }) => settings.stores.map(({ id, ids, name }) => ({ id, xml: { '@version': '2.0', 'sto:id': id, 'sto:name': ids, 'sto:text': name, 'sto:allowNegInvBalance': 'false' } })),
	},
	'lst:listStorageRequest': { answer: 'lst:listStorage', record: 'lst:itemStorage', entries: storages },
	'lst:listSellingPriceRequest': {
		answer: 'lst:listSellingPrice',
		record: 'lst:itemSellingPrice',
		entries: ({ settings }) =>
			settings.sellingPrices.map(({ id, ids }, index) => ({
				id,
				xml: {
					'lst:id': id,
					'lst:code': ids,
					'lst:name': ids,
					'lst:discountValidity': 'pernament',
					'lst:priceType': index ? 'accessoryPrice' : 'basicPrice',
					'lst:calculation': 'excludedVAT',
					'lst:rounding': '0,1',
				},
			})),
	},
	'lst:listCashRegisterRequest': {
		answer: 'lst:listCashRegister',
		record: 'lst:cashRegister',
		entries: ({ settings }) => settings.cashAccounts.map(({ id, ids }) => ({ id, xml: inHeader('csh:cashRegisterHeader', { 'csh:id': id, 'csh:ids': ids, 'csh:name': `Pokladna ${ids}` }) })),
	},
	'lst:listBankAccountRequest': {
		answer: 'lst:listBankAccount',
		record: 'lst:bankAccount',
		entries: ({ settings }) =>
			settings.bankAccounts.map(({ id, ids, number, bankCode }) => ({
				id,
				xml: inHeader('bka:bankAccountHeader', { 'bka:id': id, 'bka:ids': ids, 'bka:numberAccount': number, 'bka:codeBank': bankCode }),
			})),
	},
	'lst:listPaymentRequest': {
		answer: 'lst:listPayment',
		record: 'lst:payment',
		entries: ({ settings }) =>
			settings.paymentForms.map(({ id, ids, kind, entersEet = false }) => ({
				id,
				xml: inHeader('pay:paymentHeader', { 'pay:id': id, 'pay:name': ids, 'pay:paymentType': kind, 'pay:useInSales': 'true', 'pay:useInOtherAgendas': 'true', 'pay:eet': String(entersEet) }),
			})),
	},
	'lst:listNumericalSeriesRequest': {
		answer: 'lst:listNumericalSeries',
		record: 'lst:numericalSeries',
		entries: ({ settings }) => settings.series.map((one, index) => series(one, index, settings)),
	},
	'lst:listEstablishmentRequest': { answer: 'lst:listEstablishment', record: 'lst:establishment', entries: coded('establishments', 'est:establishmentHeader', 'est') },
	'lst:listClassificationVATRequest': {
		answer: 'lst:listClassificationVAT',
		record: 'lst:classificationVAT',
		entries: coded('vatClassifications', 'vat:classificationVATHeader', 'vat', () => ({ 'vat:VATType': { 'typ:ids': 'Tuzemské plnění' }, 'vat:offer': 'true' })),
	},
	'lst:listRegistrationNumberRequest': {
		answer: 'lst:listRegistrationNumber',
		record: 'lst:registrationNumber',
		entries: (state) =>
			state.settings.registrationNumbers.map((one) => {
				const card = state.cardsWithCode(one.code).find(({ store }) => store === one.store);
				const fields = {
					'rgn:id': one.id,
					'rgn:regNumber': one.number,
					'rgn:stockItem': { 'typ:storage': { 'typ:ids': one.store }, 'typ:stockItem': given({ 'typ:id': card?.id, 'typ:ids': one.code, 'typ:name': card?.name }) },
					'rgn:regNumberType': one.kind,
					'rgn:count': one.quantity,
				};
				return { id: one.id, xml: inHeader('rgn:registrationNumberHeader', fields) };
			}),
	},
	'lst:listGlobalSettingsRequest': {
		answer: 'lst:listGlobalSettings',
		record: 'arch:archive',
		entries: ({ settings }) => [
			{
				id: 1,
				xml: {
					'@version': '2.0',
					'arch:variable': [
						{ '@name': 'ZaokrDokladu', '@note': 'Zaokrouhlení dokladu', 'arch:value': settings.roundingDocument },
						{ '@name': 'CenyZasobSDPH', '@note': 'Prodejní ceny zásob s DPH', 'arch:value': String(settings.stockPayVat) },
					],
				},
			},
		],
	},
};
