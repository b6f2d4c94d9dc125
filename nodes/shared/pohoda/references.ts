/**
 * What documents name by code (store, centre, number series …), as fields that offer POHODA's own list while mServer runs
 * and take the code as text when it does not.
 */
import type { ILoadOptionsFunctions, INodeListSearchResult, INodeProperties } from 'n8n-workflow';
import type { CodeListEntry, CodeListName } from '../../../core/pohoda/agendas/codeLists';
import { toNodeError } from '../errors';
import { allRecords } from './pages';
import { codeListQuestion } from './questions';
import { connect } from './transport';

const TIMEOUT = 20_000;
/** Rows that the panel shows at most; the search field narrows them. */
const ROWS = 500;

interface Reference {
	displayName: string;
	/** Name of the method that fills the list; each node with such a field offers `referenceSearch`. */
	method: string;
	placeholder: string;
	description: string;
}

/** Code list → field. */
const REFERENCES = {
	activities: {
		displayName: 'Activity (Činnost)',
		method: 'searchActivities',
		placeholder: 'e.g. PRODEJ',
		description: 'Code of the activity (činnost)',
	},
	bankAccounts: {
		displayName: 'Bank Account (Bankovní Účet)',
		method: 'searchBankAccounts',
		placeholder: 'e.g. KB',
		description: 'Code of the bank account (bankovní účet)',
	},
	cashRegisters: {
		displayName: 'Cash Register (Pokladna)',
		method: 'searchCashRegisters',
		placeholder: 'e.g. HP',
		description: 'Code of the cash register (pokladna)',
	},
	centres: {
		displayName: 'Centre (Středisko)',
		method: 'searchCentres',
		placeholder: 'e.g. BRNO',
		description: 'Code of the centre (středisko)',
	},
	contracts: {
		displayName: 'Contract (Zakázka)',
		method: 'searchContracts',
		placeholder: 'e.g. 26Zak00001',
		description: 'Code of the contract (zakázka)',
	},
	establishments: {
		displayName: 'Establishment (Provozovna)',
		method: 'searchEstablishments',
		placeholder: 'e.g. PROV1',
		description: 'Code of the establishment (provozovna)',
	},
	numberSeries: {
		displayName: 'Number Series (Číselná Řada)',
		method: 'searchNumberSeries',
		placeholder: 'e.g. 26PR',
		description: 'Prefix of the number series (číselná řada)',
	},
	paymentForms: {
		displayName: 'Payment Form (Forma Úhrady)',
		method: 'searchPaymentForms',
		placeholder: 'e.g. Hotově',
		description: 'Name of the payment form (forma úhrady)',
	},
	sellingPrices: {
		displayName: 'Price Level (Cenová Hladina)',
		method: 'searchSellingPrices',
		placeholder: 'e.g. Prodejní 1',
		description: 'Code of the price level (prodejní cena)',
	},
	storages: {
		displayName: 'Storage (Členění)',
		method: 'searchStorages',
		placeholder: 'e.g. HLAVNÍ/Elektro',
		description: 'Path in the tree of storages (členění skladů), store first',
	},
	stores: {
		displayName: 'Store (Sklad)',
		method: 'searchStores',
		placeholder: 'e.g. HLAVNÍ',
		description: 'Code of the store (sklad)',
	},
	vatClasses: {
		displayName: 'VAT Class (Členění DPH)',
		method: 'searchVatClasses',
		placeholder: 'e.g. UD',
		description: 'Code of the VAT classification (členění DPH)',
	},
} as const satisfies Partial<Record<CodeListName, Reference>>;

export type ReferenceList = keyof typeof REFERENCES;

/** A field that names an entry of a code list; `more` says its name and what differs from the usual texts. */
export function referenceField(list: ReferenceList, more: Partial<INodeProperties> & { name: string }): INodeProperties {
	const { displayName, method, placeholder, description } = REFERENCES[list];
	return {
		displayName,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select…',
				typeOptions: { searchListMethod: method, searchable: true },
			},
			{ displayName: 'By Code', name: 'code', type: 'string', placeholder },
		],
		...more,
	};
}

/** The code in the value of such a field, of plain text, or of an expression; undefined when it is empty. */
export function codeOf(value: unknown): string | undefined {
	const inner = typeof value === 'object' && value !== null ? (value as { value?: unknown }).value : value;
	const text = typeof inner === 'string' || typeof inner === 'number' ? String(inner).trim() : '';
	return text === '' ? undefined : text;
}

/** Without case and diacritics. */
const plain = (text: string): string =>
	text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** `HLAVNÍ: Hlavní sklad`; series also say their agenda and year, because prefixes repeat. */
function rowOf({ code, name, agenda, year }: CodeListEntry) {
	const more = [agenda, year].filter((one) => typeof one === 'string').join(', ');
	const shown = name === code || name === '' ? code : `${code}: ${name}`;
	return { name: more === '' ? shown : `${shown} (${more})`, value: code };
}

async function search(context: ILoadOptionsFunctions, list: ReferenceList, filter = ''): Promise<INodeListSearchResult> {
	try {
		const server = await connect(context);
		const asker = { context, server, timeout: TIMEOUT, hasty: true };
		const wanted = plain(filter);
		const rows: Array<{ name: string; value: string }> = [];
		for await (const entry of allRecords(asker, codeListQuestion(list, { ico: server.ico }), {})) {
			const row = rowOf(entry);
			if (row.value !== '' && rows.length < ROWS && plain(row.name).includes(wanted)) rows.push(row);
		}
		return { results: rows.sort((a, b) => a.name.localeCompare(b.name, 'cs')) };
	} catch (error) {
		const failed = toNodeError(context.getNode(), error as Error);
		failed.message = `${failed.message}. Choose By Code and write it yourself until then`;
		throw failed;
	}
}

type Search = (this: ILoadOptionsFunctions, filter?: string) => Promise<INodeListSearchResult>;

/** `methods.listSearch` of a node with such fields. */
export const referenceSearch: Record<string, Search> = Object.fromEntries(
	Object.entries(REFERENCES).map(([list, { method }]) => [
		method,
		async function (this: ILoadOptionsFunctions, filter?: string) {
			return await search(this, list as ReferenceList, filter);
		},
	]),
);
