/** Code lists of the firm: střediska, činnosti, zakázky, provozovny, účetní jednotky, nastavení. */
import { ATTRIBUTES, HEAD, TAIL, names, table, type CodeList } from './codeListParts';
import { code, day, flag, id, ref, text } from './table';

export const FIRM_LISTS = {
	centres: {
		label: 'centres (střediska)',
		list: {
			...names('Centre', 'centre', { prefix: 'lCen', filter: 'id' }),
			records: ['lCen:centre', 'lst:itemCentre'],
		},
		table: table(
			'cen',
			'centreHeader',
			[...HEAD, code('code', 'code'), text('name', 'name'), ...ref('establishment', 'establishment'), ...TAIL],
			ATTRIBUTES,
		),
	},
	activities: {
		label: 'activities (činnosti)',
		list: {
			...names('Activity', 'activity', { prefix: 'lAcv', filter: 'id' }),
			records: ['lAcv:activity', 'lst:itemActivity'],
		},
		table: table(
			'acv',
			'activityHeader',
			[...HEAD, code('code', 'code'), text('name', 'name'), ...ref('taxType', 'taxType', 80), ...TAIL],
			ATTRIBUTES,
		),
	},
	contracts: {
		label: 'contracts (zakázky)',
		list: {
			...names('Contract', 'contract', {
				prefix: 'lCon',
				filter: 'document',
				parts: { attachments: false, parameters: true },
			}),
			records: ['lCon:contract', 'lst:itemContract'],
		},
		table: table(
			'con',
			'contractDesc',
			[
				id('id', 'id'),
				...ref('numberSeries', 'number'),
				code('code', 'number/typ:numberRequested'),
				text('name', 'text'),
				day('plannedStart', 'datePlanStart'),
				day('plannedDelivery', 'datePlanDelivery'),
				day('start', 'dateStart'),
				day('delivery', 'dateDelivery'),
				text('company', 'partnerIdentity/typ:address/typ:company'),
				...ref('status', 'status', 80),
				flag('unused', 'status/@unused'),
				flag('executed', 'status/@executed'),
				...TAIL,
			],
			ATTRIBUTES,
		),
	},
	establishments: {
		label: 'establishments (provozovny)',
		list: names('Establishment', 'establishment'),
		table: table('est', 'establishmentHeader', [
			...HEAD,
			code('code', 'code'),
			text('name', 'name'),
			text('street', 'street'),
			code('zip', 'zip'),
			text('city', 'city'),
			code('phone', 'phone'),
			code('mobile', 'mobil'),
			code('fax', 'fax'),
			code('email', 'email'),
			...TAIL,
		]),
	},
	accountingUnits: {
		label: 'accounting units (účetní jednotky)',
		list: {
			prefix: 'acu',
			name: 'AccountingUnit',
			records: ['acu:itemAccountingUnit'],
			extSystem: false,
			paged: false,
			bare: true,
		},
		table: table('acu', '', [
			id('id', 'id'),
			code('year', 'year'),
			code('yearType', 'yearType'),
			day('from', 'dateFrom'),
			day('till', 'dateTo'),
			code('unitType', 'unitType'),
			code('stateType', 'stateType'),
			text('name', 'accountingUnitIdentity/typ:address/typ:company'),
			code('companyId', 'accountingUnitIdentity/typ:address/typ:ico'),
			code('vatId', 'accountingUnitIdentity/typ:address/typ:dic'),
			code('code', 'dataFile'),
			code('key', 'key'),
		]),
	},
	globalSettings: {
		label: 'global settings (globální nastavení)',
		list: { ...names('GlobalSettings', 'globalSettings'), records: ['arch:variable'] },
		table: { prefix: 'arch', rows: [code('code', '@name'), text('name', '@note'), text('value', 'value')] },
	},
} as const satisfies Record<string, CodeList>;
