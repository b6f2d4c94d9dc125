/** One answer for each code list, made after the XSD (the contract test validates them). */
import { CODE_LISTS, type CodeListName } from '../../../../core/pohoda/agendas/codeLists';
import { NAMESPACES } from '../../../../core/pohoda/agendas/names';

const ref = (prefix: string, name: string, ids: string, id = '') =>
	`<${prefix}:${name}>${id === '' ? '' : `<typ:id>${id}</typ:id>`}<typ:ids>${ids}</typ:ids></${prefix}:${name}>`;
const tag = (prefix: string, values: Record<string, string>) =>
	Object.entries(values)
		.map(([name, value]) => `<${prefix}:${name}>${value}</${prefix}:${name}>`)
		.join('');
const item = (record: string, header: string, content: string) =>
	`<lst:${record} version="2.0">${header === '' ? content : `<${header}>${content}</${header}>`}</lst:${record}>`;

const CONTENT: Record<CodeListName, string> = {
	stores: item(
		'store',
		'',
		tag('sto', { id: '2', name: 'ZBOŽÍ', text: 'Sklad zboží', allowNegInvBalance: 'false' }) +
			ref('sto', 'storekeeper', 'Eva') +
			`<sto:PLU>${tag('sto', { usePLU: 'true', lowerLimit: '1', upperLimit: '9' })}</sto:PLU>${tag('sto', { note: 'a', markRecord: 'true', sourceStore: 'true' })}`,
	),
	storages:
		'<lst:itemStorage id="1" code="ZBOŽÍ" name="Zboží" idStore="2" allowNegInvBalance="true"><lst:subStorages><lst:itemStorage id="5" code="Nábytek" offerTo="true" note="x"><lst:subStorages><lst:itemStorage id="8" code="Pro firmy"/></lst:subStorages></lst:itemStorage></lst:subStorages></lst:itemStorage>' +
		'<lst:itemStorage id="9" code="MATERIÁL"/>',
	cashRegisters: item(
		'cashRegister',
		'csh:cashRegisterHeader',
		tag('csh', { id: '1', ids: 'HP', name: 'Hlavní pokladna' }) +
			ref('csh', 'account', '211000', '7') +
			ref('csh', 'cashier', 'Eva') +
			`<csh:currencyCashRegister>${ref('csh', 'currency', 'EUR')}<csh:rate>daily</csh:rate></csh:currencyCashRegister>${tag('csh', { cancelled: '2026-01-31', note: 'n' })}`,
	),
	bankAccounts: item(
		'bankAccount',
		'bka:bankAccountHeader',
		`<bka:id>2</bka:id><bka:extId><typ:ids>e</typ:ids><typ:exSystemName>s</typ:exSystemName></bka:extId>${tag('bka', { ids: 'KB', numberAccount: '1117780287', codeBank: '0300', nameBank: 'ČSOB', IBAN: 'CZ65', SWIFT: 'CEKO' })}${ref('bka', 'analyticAccount', '221000')}`,
	),
	paymentForms: item(
		'payment',
		'pay:paymentHeader',
		tag('pay', { id: '3', name: 'Kartou', paymentType: 'creditCard', useInSales: 'true', useInOtherAgendas: 'false', eet: 'false' }),
	),
	centres: `<lCen:centre version="2.0"><cen:centreHeader>${tag('cen', { id: '1', code: 'BRNO', name: 'Brno' })}${ref('cen', 'establishment', 'P1')}${tag('cen', { note: 'n', markRecord: 'false' })}</cen:centreHeader></lCen:centre>`,
	activities: `<lAcv:activity version="2.0"><acv:activityHeader>${tag('acv', { id: '2', code: 'SLUŽBY', name: 'Služby' })}${ref('acv', 'taxType', 'Zdanitelná')}</acv:activityHeader></lAcv:activity>`,
	contracts: `<lCon:contract version="2.0"><con:contractDesc><con:id>3</con:id><con:number><typ:ids>26Zak</typ:ids><typ:numberRequested>26Zak00002</typ:numberRequested></con:number>${tag('con', { datePlanStart: '2026-01-01', dateDelivery: '2026-12-31', text: 'Stavba' })}<con:partnerIdentity><typ:address><typ:company>Firma</typ:company></typ:address></con:partnerIdentity><con:status executed="true"><typ:ids>Hotovo</typ:ids></con:status></con:contractDesc></lCon:contract>`,
	numberSeries: item(
		'numericalSeries',
		'nms:numericalSeriesHeader',
		tag('nms', {
			id: '26',
			prefix: '26PR',
			number: '00001',
			topNumber: '26PR00012',
			name: 'Prodejky',
			agenda: 'prodejky',
			typeOfDocument: 'prodejky_prodejka',
		}) +
			ref('nms', 'cashbox', 'P1') +
			`<nms:period>yearlong</nms:period><nms:periodAccountUnit>${tag('nms', { dateFrom: '2026-01-01', dateTill: '2026-12-31' })}</nms:periodAccountUnit><nms:year>2026</nms:year>`,
	),
	sellingPrices: `<lst:itemSellingPrice>${tag('lst', { id: '2', code: 'Sleva 1', name: 'Pro firmy', discountValidity: 'temporary', dateFrom: '2026-01-01', dateTill: '2026-12-31', priceType: 'discount', discountPercentage: '5.0', calculation: 'includedVAT', rounding: '0,1' })}${ref('lst', 'currency', 'EUR')}<lst:rate>24.5</lst:rate></lst:itemSellingPrice>`,
	registrationNumbers: item(
		'registrationNumber',
		'rgn:registrationNumberHeader',
		`${tag('rgn', { id: '4', regNumber: 'SN1' })}<rgn:stockItem><typ:storage><typ:ids>ZBOŽÍ</typ:ids></typ:storage><typ:stockItem><typ:id>27</typ:id><typ:ids>A1</typ:ids><typ:name>Monitor</typ:name></typ:stockItem></rgn:stockItem>${tag('rgn', { regNumberType: 'serialNumber', expirationDate: '2027-01-01', count: '1.0', reclamation: '0.0' })}`,
	),
	vatClasses: item(
		'classificationVAT',
		'vat:classificationVATHeader',
		tag('vat', { id: '5', code: 'UD', name: 'Tuzemské plnění' }) +
			ref('vat', 'VATType', 'U') +
			tag('vat', { offer: 'true', validFrom: '2026-01-01', lineInVATReturn: '1', sectionInVATLedgerStatement: 'A.4', markRecord: 'true' }),
	),
	accountingUnits: `<acu:itemAccountingUnit>${tag('acu', { id: '1', year: '2026', yearType: 'calendar', dateFrom: '2026-01-01', dateTo: '2026-12-31', unitType: 'doubleEntry', stateType: 'naturalPerson' })}<acu:accountingUnitIdentity><typ:address>${tag('typ', { company: 'Novák', city: 'Jihlava', ico: '12345678', dic: 'CZ12345678' })}</typ:address></acu:accountingUnitIdentity>${tag('acu', { dataFile: 'StwPh_12345678_2026.mdb', key: 'guid' })}</acu:itemAccountingUnit>`,
	establishments: item(
		'establishment',
		'est:establishmentHeader',
		tag('est', {
			id: '6',
			code: 'P1',
			name: 'Prodejna',
			street: 'Horní 1',
			zip: '586 01',
			city: 'Jihlava',
			phone: '1',
			mobil: '2',
			fax: '3',
			email: 'p@x.cz',
			note: 'n',
			markRecord: 'true',
		}),
	),
	globalSettings:
		'<arch:archive version="2.0"><arch:variable name="PlatceDPH" note="Plátce DPH"><arch:value>true</arch:value></arch:variable><arch:variable name="Splatnost" note="Splatnost"><arch:value>14</arch:value></arch:variable></arch:archive>',
};

/** responsePack with this list. */
export function codeListAnswer(list: CodeListName): Uint8Array {
	const { prefix, name } = CODE_LISTS[list].list;
	const declared = Object.entries(NAMESPACES)
		.filter(([uri, short]) => uri.includes('version_2') && short !== 'dat')
		.map(([uri, short]) => `xmlns:${short}="${uri}"`)
		.join(' ');
	const stamps = 'version="2.0" dateTimeStamp="2026-11-14T10:00:00" dateValidFrom="2026-11-14" state="ok"';
	return Buffer.from(
		`<?xml version="1.0" encoding="UTF-8"?><rsp:responsePack ${declared} version="2.0" id="1" state="ok"><rsp:responsePackItem version="2.0" id="a" state="ok"><${prefix}:list${name} ${stamps}>${CONTENT[list]}</${prefix}:list${name}></rsp:responsePackItem></rsp:responsePack>`,
		'utf8',
	);
}
