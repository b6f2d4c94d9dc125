/** list.xsd, filter.xsd, accountingunit.xsd: the list requests that the stand-in answers. */
import { all, sequence, type RuleTable } from './notation.mts';

const FILTER_GROUP = { filter: 'filterDocs?', queryFilter: 'beyond?', userFilterName: 'beyond?' } as const;

export const REQUESTS: RuleTable = {
	listProdejkaRequest: sequence(
		'lst',
		{ limit: 'limit?', requestProdejka: 'requestDocs', restrictionData: 'restrictionDoc?' },
		{ version: 'enum:2.0!', prodejkaVersion: 'enum:2.0!', extSystem: 'string:64?' },
	),
	listVoucherRequest: sequence(
		'lst',
		{ limit: 'limit?', requestVoucher: 'requestDocs', restrictionData: 'restrictionDoc?' },
		{ version: 'enum:2.0!', voucherVersion: 'enum:2.0!', extSystem: 'string:64?' },
	),
	listAccountingUnitRequest: sequence('acu', {}, { version: 'string!' }),
	limit: all('ftr', { idFrom: 'integer?', count: 'integer:1..10000?' }),
	requestDocs: all('ftr', FILTER_GROUP),
	restrictionDoc: all('lst', { documents: 'boolean?', attachments: 'boolean?', parameters: 'boolean?', liquidations: 'boolean?' }),
	filterDocs: all('ftr', {
		id: 'integer:1..?',
		extId: 'extId?',
		dateFrom: 'date?',
		dateTill: 'date?',
		selectedNumbers: 'selectedNumbers?',
		selectedCompanys: 'selectedCompanys?',
		selectedIco: 'selectedIco?',
		lastChanges: 'dateTime?',
	}),
	selectedNumbers: sequence('ftr', { number: 'number+' }),
	selectedCompanys: sequence('ftr', { company: 'string:255+' }),
	selectedIco: sequence('ftr', { ico: 'string:15+' }),
};

/** Element of a dataPackItem -> rule, how often its group of children may repeat. */
export const ROOTS: Readonly<Record<string, { rule: string; groups: number; operation: 'import' | 'list' }>> = {
	'pro:prodejka': { rule: 'prodejka', groups: 1, operation: 'import' },
	'vch:voucher': { rule: 'voucher', groups: 1, operation: 'import' },
	'lst:listProdejkaRequest': { rule: 'listProdejkaRequest', groups: 255, operation: 'list' },
	'lst:listVoucherRequest': { rule: 'listVoucherRequest', groups: 255, operation: 'list' },
	'acu:listAccountingUnitRequest': { rule: 'listAccountingUnitRequest', groups: 1, operation: 'list' },
};
