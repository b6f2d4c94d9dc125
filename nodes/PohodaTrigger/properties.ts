import type { INodeProperties } from 'n8n-workflow';
import type { Agenda } from '../../core/pohoda/agendas/agenda';
import { AGENDAS } from '../../core/pohoda/agendas/index';
import type { AgendaName } from '../../core/pohoda/agendas/index';
import { FILTER_FIELDS, filtersField } from '../shared/pohoda/filterFields';
import { kindFields } from '../shared/pohoda/kindFields';
import { partsField } from '../shared/pohoda/partFields';
import { RECORD_OPTIONS, TIMEOUT_OPTION } from '../shared/pohoda/recordOptions';
import { simplifyField } from '../shared/properties';

const NAMES: Readonly<Record<AgendaName, string>> = {
	cashDocument: 'Cash Document (Pokladní Doklad)',
	contact: 'Contact (Adresář)',
	goodsIssueNote: 'Goods Issue Note (Výdejka)',
	goodsReceivedNote: 'Goods Received Note (Příjemka)',
	invoice: 'Invoice (Faktura)',
	offer: 'Offer (Nabídka)',
	order: 'Order (Objednávka)',
	salesReceipt: 'Sales Receipt (Prodejka)',
	stockItem: 'Stock Item (Zásoba)',
	stockTransfer: 'Stock Transfer (Převodka)',
};

/** Filters that choose what to watch; those that name single records have no place in a trigger. */
const WATCHED = ['city', 'companies', 'companyIds', 'forInternet', 'storage', 'store', 'userFilter'];

/** News of one execution where nothing else is said. */
export const MOST = 5000;

const MOST_OPTION: INodeProperties = {
	displayName: 'Most Records per Run',
	name: 'most',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 50_000 },
	default: MOST,
	description: 'How many changed records start one run, roughly; more of them come with the next poll',
};

/** Fields that differ by agenda, shown for their own one. */
function fieldsOf(name: AgendaName): INodeProperties[] {
	const { list }: Agenda = AGENDAS[name];
	const filter = list.filter ?? 'id';
	const without = FILTER_FIELDS[filter].map((field) => field.name).filter((field) => !WATCHED.includes(field));
	const options = [MOST_OPTION, ...RECORD_OPTIONS, TIMEOUT_OPTION, partsField(name)];
	const fields: INodeProperties[] = [
		...kindFields(name),
		simplifyField(),
		filtersField(filter, without),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: options.sort((a, b) => (a.displayName < b.displayName ? -1 : 1)),
		},
	];
	return fields.map((field) => ({ ...field, displayOptions: { show: { agenda: [name] } } }));
}

export const properties: INodeProperties[] = [
	{
		displayName:
			'Each poll is one question to mServer, which must be running then. What changes twice between two polls comes once, as it is last; deleted records are not reported by POHODA.',
		name: 'pollingNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Agenda',
		name: 'agenda',
		type: 'options',
		noDataExpression: true,
		options: (Object.keys(NAMES) as AgendaName[]).map((value) => ({ name: NAMES[value], value })),
		default: 'stockItem',
		description: 'Which records to watch',
	},
	...(Object.keys(NAMES) as AgendaName[]).flatMap(fieldsOf),
];
