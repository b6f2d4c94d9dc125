/** Code List → Get Many: POHODA's code lists (číselníky) as they are now. */
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { FilterName } from '../../../core/pohoda/agendas/agenda';
import { CODE_LISTS } from '../../../core/pohoda/agendas/codeLists';
import type { CodeListEntry, CodeListName } from '../../../core/pohoda/agendas/codeLists';
import { simplified } from '../../../core/pohoda/agendas/index';
import { operationError } from '../../shared/errors';
import { filtersField } from '../../shared/pohoda/filterFields';
import { filtersOf } from '../../shared/pohoda/filterValues';
import { codeListQuestion } from '../../shared/pohoda/questions';
import { optionsField } from './fields';
import { getManyOperation } from './getMany';
import type { Subject } from './getMany';

const NAMES: Readonly<Record<CodeListName, string>> = {
	accountingUnits: 'Accounting Units (Účetní Jednotky)',
	activities: 'Activities (Činnosti)',
	bankAccounts: 'Bank Accounts (Bankovní Účty)',
	cashRegisters: 'Cash Registers (Pokladny)',
	centres: 'Centres (Střediska)',
	contracts: 'Contracts (Zakázky)',
	establishments: 'Establishments (Provozovny)',
	globalSettings: 'Global Settings (Globální Nastavení)',
	numberSeries: 'Number Series (Číselné Řady)',
	paymentForms: 'Payment Forms (Formy Úhrady)',
	registrationNumbers: 'Registration Numbers (Evidenční Čísla)',
	sellingPrices: 'Selling Prices (Prodejní Ceny)',
	storages: 'Storages (Členění Skladů)',
	stores: 'Stores (Sklady)',
	vatClasses: 'VAT Classes (Členění DPH)',
};

const LIST: INodeProperties = {
	displayName: 'Code List',
	name: 'codeList',
	type: 'options',
	options: Object.entries(NAMES)
		.map(([value, name]) => ({ name, value }))
		.sort((a, b) => (a.name < b.name ? -1 : 1)),
	default: 'stores',
	description: 'Which list; the code of an entry is what documents name it by',
};

/** Lists that POHODA can narrow by more than an id. */
const FILTERED: Partial<Record<CodeListName, { filter: FilterName; without?: readonly string[] }>> = {
	contracts: { filter: 'document', without: ['externalId'] },
	numberSeries: { filter: 'series' },
	registrationNumbers: { filter: 'registrationNumber' },
};

const FILTERS: INodeProperties[] = Object.entries(FILTERED).map(([list, { filter, without }]) => ({
	...filtersField(filter, without),
	displayOptions: { show: { codeList: [list] } },
}));

function subjectOf(context: IExecuteFunctions, index: number, ico: string): Subject<CodeListEntry> {
	const name = context.getNodeParameter('codeList', index) as CodeListName;
	if (!Object.hasOwn(CODE_LISTS, name)) {
		throw operationError(context.getNode(), `"${name}" is no code list`, `Code lists are ${Object.keys(NAMES).join(', ')}.`, index);
	}
	const simplify = context.getNodeParameter('simplify', index, true) === true;
	const narrowed = FILTERED[name];
	const given = narrowed === undefined ? {} : (context.getNodeParameter('filters', index, {}) as IDataObject);
	const { filters, fault } = filtersOf(narrowed?.filter ?? 'id', given);
	if (filters === undefined) throw operationError(context.getNode(), `The filters cannot be used: ${fault}`, undefined, index);
	return {
		name,
		label: CODE_LISTS[name].label,
		filters,
		paged: CODE_LISTS[name].list.paged,
		question: (part) => codeListQuestion(name, { ico, filters: part }),
		shown: (entry) => ({ json: (simplify ? simplified(entry) : entry) as unknown as IDataObject }),
	};
}

export const getCodeList = getManyOperation({
	texts: { action: 'Get many code list entries', description: 'Get the entries of a code list with their codes' },
	before: [LIST],
	after: [...FILTERS, optionsField({ records: false, more: [] })],
	subject: subjectOf,
});
