import { describe, expect, test } from '@jest/globals';
import { CODE_LISTS, CODE_LIST_NAMES, type CodeListEntry, type CodeListName } from '../../../../core/pohoda/agendas/codeLists';
import { readCodeList } from '../../../../core/pohoda/agendas/readCodeList';
import { all, chunks, thrown } from '../../xml/bytes.mts';
import { codeListAnswer } from './codeListAnswers.mts';
import { fixture } from './support.mts';

async function entries(list: CodeListName, bytes: string | Uint8Array): Promise<CodeListEntry[]> {
	return await all(readCodeList(list, chunks(bytes)).entries);
}

describe('code lists of POHODA', () => {
	test('stores (rsp_list_store)', async () => {
		const { info, entries: found } = readCodeList('stores', chunks(fixture('rsp_list_store_utf8.xml')));
		expect(await all(found)).toEqual([
			{ list: 'stores', id: '2', code: 'ZBOŽÍ', name: 'Sklad zboží', plu: { used: true, from: 1, till: 1 } },
			{ list: 'stores', id: '3', code: 'MATERIÁL', name: 'Sklad materiálu', plu: { used: false, from: 1, till: 1 } },
			{ list: 'stores', id: '4', code: 'PRODEJ', name: 'Prodejní sklad', storekeeper: '*', plu: { used: false, from: 1, till: 1 } },
		]);
		expect(info).toMatchObject({ records: 3, dateTimeStamp: '2014-10-01T11:21:00' });
	});

	test('payment forms (rsp_list_payment): documents name them by code', async () => {
		expect(await entries('paymentForms', fixture('rsp_list_payment_utf8.xml'))).toEqual([
			{
				list: 'paymentForms',
				id: '1',
				code: 'Příkazem',
				name: 'Příkazem k úhradě',
				type: 'transfer',
				forSales: false,
				forOtherAgendas: true,
			},
			{
				list: 'paymentForms',
				id: '2',
				code: 'Hotově',
				name: 'Platbou v hotovosti',
				type: 'cash',
				default: true,
				forSales: true,
				forOtherAgendas: true,
			},
		]);
	});

	test('every list has an answer that is read', async () => {
		for (const list of CODE_LIST_NAMES) {
			const found = await entries(list, codeListAnswer(list));
			expect({ list, found }).toEqual({ list, found: EXPECTED[list] });
			expect(CODE_LISTS[list].label).toMatch(/^[A-Za-z ]+ \(.+\)$/);
		}
	});

	test('older answers have attributes', async () => {
		const head =
			'<rsp:responsePack xmlns:rsp="http://www.stormware.cz/schema/version_2/response.xsd" xmlns:lst="http://www.stormware.cz/schema/version_2/list.xsd" version="2.0" id="1" state="ok"><rsp:responsePackItem version="2.0" id="a" state="ok">';
		const tail = '</rsp:responsePackItem></rsp:responsePack>';
		expect(
			await entries(
				'centres',
				`${head}<lst:listCentre version="2.0"><lst:itemCentre id="1" code="BRNO" name="Brno"/></lst:listCentre>${tail}`,
			),
		).toEqual([{ list: 'centres', id: '1', code: 'BRNO', name: 'Brno' }]);
		expect(
			await entries(
				'contracts',
				`${head}<lst:listContract version="2.0"><lst:itemContract id="1" code="26Z1" name="Stavba"/></lst:listContract>${tail}`,
			),
		).toEqual([{ list: 'contracts', id: '1', code: '26Z1', name: 'Stavba' }]);
	});

	test('refused, or another list', async () => {
		expect(await thrown(entries('stores', fixture('rsp_denied_cp1250.xml')))).toMatchObject({
			message: expect.stringContaining('importovat XML soubory'),
		});
		expect(await thrown(entries('stores', fixture('rsp_list_payment_utf8.xml')))).toMatchObject({
			message: 'POHODA answered without the list that was asked for.',
		});
	});
});

const EXPECTED: Record<CodeListName, Array<Record<string, unknown>>> = {
	stores: [
		{
			list: 'stores',
			id: '2',
			code: 'ZBOŽÍ',
			name: 'Sklad zboží',
			allowNegativeStock: false,
			storekeeper: 'Eva',
			note: 'a',
			marked: true,
			plu: { used: true, from: 1, till: 9 },
			extra: { sourceStore: 'true' },
		},
	],
	storages: [
		{ list: 'storages', id: '1', code: 'ZBOŽÍ', name: 'Zboží', storeId: '2', allowNegativeStock: true },
		{ list: 'storages', id: '5', code: 'ZBOŽÍ/Nábytek', name: 'Nábytek', storeId: '2', offered: true, note: 'x' },
		{ list: 'storages', id: '8', code: 'ZBOŽÍ/Nábytek/Pro firmy', name: 'Pro firmy', storeId: '2' },
		{ list: 'storages', id: '9', code: 'MATERIÁL', name: 'MATERIÁL' },
	],
	cashRegisters: [
		{
			list: 'cashRegisters',
			id: '1',
			code: 'HP',
			name: 'Hlavní pokladna',
			refs: { account: '7' },
			account: '211000',
			cashier: 'Eva',
			currency: 'EUR',
			rate: 'daily',
			cancelledOn: '2026-01-31',
			note: 'n',
		},
	],
	bankAccounts: [
		{
			list: 'bankAccounts',
			id: '2',
			code: 'KB',
			number: '1117780287',
			bankCode: '0300',
			name: 'ČSOB',
			iban: 'CZ65',
			bic: 'CEKO',
			account: '221000',
			externalIds: [{ id: 'e', system: 's' }],
		},
	],
	paymentForms: [
		{
			list: 'paymentForms',
			id: '3',
			code: 'Kartou',
			name: 'Kartou',
			type: 'creditCard',
			forSales: true,
			forOtherAgendas: false,
			eet: false,
		},
	],
	centres: [{ list: 'centres', id: '1', code: 'BRNO', name: 'Brno', establishment: 'P1', note: 'n', marked: false }],
	activities: [{ list: 'activities', id: '2', code: 'SLUŽBY', name: 'Služby', taxType: 'Zdanitelná' }],
	contracts: [
		{
			list: 'contracts',
			id: '3',
			code: '26Zak00002',
			numberSeries: '26Zak',
			name: 'Stavba',
			plannedStart: '2026-01-01',
			delivery: '2026-12-31',
			company: 'Firma',
			status: 'Hotovo',
			executed: true,
		},
	],
	numberSeries: [
		{
			list: 'numberSeries',
			id: '26',
			code: '26PR',
			number: '00001',
			lastNumber: '26PR00012',
			name: 'Prodejky',
			agenda: 'prodejky',
			documentType: 'prodejky_prodejka',
			cashRegister: 'P1',
			period: 'yearlong',
			from: '2026-01-01',
			till: '2026-12-31',
			year: '2026',
		},
	],
	sellingPrices: [
		{
			list: 'sellingPrices',
			id: '2',
			code: 'Sleva 1',
			name: 'Pro firmy',
			validity: 'temporary',
			from: '2026-01-01',
			till: '2026-12-31',
			type: 'discount',
			discountPercent: 5,
			calculation: 'includedVAT',
			rounding: '0,1',
			currency: 'EUR',
			rate: 24.5,
		},
	],
	registrationNumbers: [
		{
			list: 'registrationNumbers',
			id: '4',
			code: 'SN1',
			storage: 'ZBOŽÍ',
			stockId: '27',
			stockCode: 'A1',
			name: 'Monitor',
			type: 'serialNumber',
			expires: '2027-01-01',
			quantity: 1,
			inClaims: 0,
		},
	],
	vatClasses: [
		{
			list: 'vatClasses',
			id: '5',
			code: 'UD',
			name: 'Tuzemské plnění',
			type: 'U',
			offered: true,
			from: '2026-01-01',
			lineInVATReturn: '1',
			sectionInVATLedgerStatement: 'A.4',
			marked: true,
		},
	],
	accountingUnits: [
		{
			list: 'accountingUnits',
			id: '1',
			code: 'StwPh_12345678_2026.mdb',
			name: 'Novák',
			companyId: '12345678',
			vatId: 'CZ12345678',
			year: '2026',
			yearType: 'calendar',
			from: '2026-01-01',
			till: '2026-12-31',
			unitType: 'doubleEntry',
			stateType: 'naturalPerson',
			key: 'guid',
			extra: { accountingUnitIdentity: { address: { city: 'Jihlava' } } },
		},
	],
	establishments: [
		{
			list: 'establishments',
			id: '6',
			code: 'P1',
			name: 'Prodejna',
			street: 'Horní 1',
			zip: '586 01',
			city: 'Jihlava',
			phone: '1',
			mobile: '2',
			fax: '3',
			email: 'p@x.cz',
			note: 'n',
			marked: true,
		},
	],
	globalSettings: [
		{ list: 'globalSettings', code: 'PlatceDPH', name: 'Plátce DPH', value: 'true' },
		{ list: 'globalSettings', code: 'Splatnost', name: 'Splatnost', value: '14' },
	],
};

test('what is beside the storages below one, and attributes that nobody knows, are kept and warned of', async () => {
	const odd = codeListAnswer('storages').toString().replace('<lst:subStorages>', '<lst:subStorages sorted="true">').replace('offerTo="true"', 'offerTo="true" colour="red"');
	const [first, second] = await entries('storages', odd);
	expect(first).toMatchObject({ code: 'ZBOŽÍ', extra: { subStorages: { '@sorted': 'true' } } });
	expect(second).toMatchObject({ code: 'ZBOŽÍ/Nábytek', extra: { '@colour': 'red' }, warnings: [{ code: 'unreadable' }] });
});
