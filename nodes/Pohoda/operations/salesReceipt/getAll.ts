import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { plainId } from '../../../../core/records/keys';
import { isDay } from '../../../../core/records/dates';
import { readMembers } from '../../../../core/plan/members';
import type { ListAgenda, ListedDocument } from '../../../../core/pohoda/list';
import { operationError } from '../../../shared/errors';
import { limitFields, simplifyField } from '../../../shared/properties';
import { eachItem } from '../../../shared/runner';
import type { Operation } from '../../../shared/operation';
import { findAll, findByExtIds, lookUpError } from '../../lookup';
import type { Asker } from '../../lookup';
import { connect } from '../../../shared/pohoda/transport';
import { timeOutOf } from '../../../shared/transfer';
import { TIME_OUT } from '../../transferFields';

const DESCRIPTION: INodeProperties[] = [
	{
		displayName: 'Document Type',
		name: 'agenda',
		type: 'options',
		options: [
			{ name: 'Cash Document (Pokladní Doklad)', value: 'cashDocument' },
			{ name: 'Sales Receipt (Prodejka)', value: 'salesReceipt' },
		],
		default: 'salesReceipt',
		description: 'What the receipts have become in POHODA',
	},
	...limitFields(),
	simplifyField(),
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: [
			{
				displayName: 'Date From',
				name: 'dateFrom',
				type: 'string',
				default: '',
				placeholder: 'e.g. 2026-11-01',
				description: 'First day of the documents, inclusive',
			},
			{
				displayName: 'Date To',
				name: 'dateTill',
				type: 'string',
				default: '',
				placeholder: 'e.g. 2026-11-30',
				description: 'Last day of the documents, inclusive',
			},
			{
				displayName: 'Document Numbers',
				name: 'numbers',
				type: 'string',
				default: '',
				placeholder: 'e.g. 26PR00012, 26PR00013',
				description: 'Numbers in POHODA, separated by commas. Give dates as well: they are picked out of the documents of those days.',
			},
			{
				displayName: 'Record Keys',
				name: 'extIds',
				type: 'string',
				default: '',
				placeholder: 'e.g. ekasa/P1/4512/2026-11-14',
				description: 'Keys of records (or document IDs under which they were sent), separated by commas',
			},
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			TIME_OUT,
		],
	},
];

const listOf = (value: unknown): string[] =>
	(typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value.map(String) : [])
		.map((one) => one.trim())
		.filter((one) => one !== '');

/** Keys of the receipts in a document: the members of a Per Day document, else its own identity. */
function keysOf({ intNote, extIds }: ListedDocument): string[] {
	const members = readMembers(intNote);
	return members.length > 0 ? members : extIds.map((extId) => extId.replace(/~\d+$/, ''));
}

function shown(document: ListedDocument, simplify: boolean): IDataObject {
	const { agenda, id, number, date, text, intNote, total, cashRegister, payments, extIds, eetState } = document;
	const keys = keysOf(document);
	// Reconcile of Sync Journal reads extIds, intNote and total.
	const fields = simplify
		? { agenda, id, number, date, text, total, cashRegister, payments, extIds, keys, intNote, ...(eetState === undefined ? {} : { eetState }) }
		: { ...document, keys };
	return fields as unknown as IDataObject;
}

async function documentsFor(asker: Asker, itemIndex: number): Promise<ListedDocument[]> {
	const { context } = asker;
	const filters = context.getNodeParameter('filters', itemIndex, {}) as Record<string, unknown>;
	const agenda = context.getNodeParameter('agenda', itemIndex, 'salesReceipt') as ListAgenda;
	const returnAll = context.getNodeParameter('returnAll', itemIndex, false) as boolean;
	const limit = returnAll ? Infinity : (context.getNodeParameter('limit', itemIndex, 50) as number);
	const [extIds, numbers] = [listOf(filters.extIds), listOf(filters.numbers)];
	const [dateFrom, dateTill] = [filters.dateFrom, filters.dateTill].map((day) => String(day ?? '').trim() || undefined);
	const wrong = [dateFrom, dateTill].find((day) => day !== undefined && !isDay(day));
	if (wrong !== undefined) {
		throw operationError(context.getNode(), `"${wrong}" is no day`, 'Write days like 2026-11-14.', itemIndex);
	}
	const found =
		extIds.length > 0
			? await findByExtIds(asker, [agenda], extIds.map((one) => plainId(one)))
			: await findAll(asker, { agenda, dateFrom, dateTill }, numbers.length > 0 ? Infinity : limit);
	if (found.kind !== 'found') throw lookUpError(context, found);
	const wanted = ({ number, date = '' }: ListedDocument) =>
		(numbers.length === 0 || numbers.includes(number ?? '')) && date >= (dateFrom ?? '') && date <= (dateTill ?? '9');
	return found.documents.filter(wanted).slice(0, returnAll ? undefined : limit);
}

/** Sales Receipt → Get Many: documents as POHODA has them now, the side of the target in Reconcile. */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const server = await connect(this);
	return await eachItem(this, items, async (index) => {
		const options = this.getNodeParameter('options', index, {}) as { timeout?: number };
		const asker: Asker = { context: this, server, timeout: timeOutOf(options, 120) };
		const simplify = this.getNodeParameter('simplify', index, true) as boolean;
		const documents = await documentsFor(asker, index);
		return documents.map((document) => ({ json: shown(document, simplify), pairedItem: { item: index } }));
	});
}

export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many sales receipts',
	description: 'Get documents as POHODA has them, with the keys of the receipts in them',
	fields: DESCRIPTION,
	execute,
};
