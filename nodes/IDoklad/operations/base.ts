/** What the operations have in common: a client, and the plain forms of Get and Get Many. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { allOf, where } from '../../../core/idoklad/filter';
import type { Filter } from '../../../core/idoklad/filter';
import { IDokladClient, serverOf } from '../../shared/idoklad/client';
import { need } from '../../shared/idoklad/need';
import { operationError } from '../../shared/errors';
import { limitFields, simplifyField } from '../../shared/properties';
import { eachItem } from '../../shared/runner';
import type { Operation } from '../../shared/operation';
import { readAgenda } from '../delivery/books';
import { given, idField, idOf } from './parameters';

/** A client for questions. */
export async function reader(context: IExecuteFunctions): Promise<IDokladClient> {
	return new IDokladClient(context, await serverOf(context));
}

/** A client for changes: the IČO of the agenda is compared with the credential's first. @throws WrongCompany */
export async function writer(context: IExecuteFunctions): Promise<IDokladClient> {
	const client = await reader(context);
	if (client.server.ico !== '') need(context.getNode(), await readAgenda(client));
	return client;
}

/** GET one by id. */
export function getOperation(path: string, noun: string, simplify: (row: IDataObject) => IDataObject): Operation {
	return {
		name: 'Get',
		value: 'get',
		action: `Get ${noun.toLowerCase()}`,
		description: 'Get one',
		fields: [idField(`${noun} ID`, `Number by which iDoklad knows the ${noun.toLowerCase()}`), simplifyField()],
		async execute(items) {
			const client = await reader(this);
			return await eachItem(this, items, async (index) => {
				const row = need(this.getNode(), await client.get<IDataObject>(`${path}/${idOf(this, index, 'id', `${noun} ID`)}`));
				return [{ json: this.getNodeParameter('simplify', index, true) === true ? simplify(row) : row }];
			});
		},
	};
}

interface FindForm {
	path: string;
	noun: string;
	description: string;
	/** What it is found by instead of its id. */
	key: { displayName: string; name: string; placeholder: string; column: string; written?: (value: string) => Filter; empty: string; missing: (value: string) => [message: string, advice: string] };
	simplify(row: IDataObject): IDataObject;
}

/** GET one by id, or the oldest that has a key. */
export function findOperation({ path, noun, description, key, simplify }: FindForm): Operation {
	const { displayName, name, placeholder } = key;
	const byKey = { displayOptions: { show: { findBy: [name] } } };
	return {
		name: 'Get',
		value: 'get',
		action: `Get ${noun.toLowerCase()}`,
		description,
		fields: [
			{
				displayName: 'Find By',
				name: 'findBy',
				type: 'options',
				options: [
					{ name: displayName, value: name },
					{ name: 'ID', value: 'id' },
				],
				default: name,
			},
			{ displayName, name, type: 'string', required: true, ...byKey, default: '', placeholder },
			{
				...idField(`${noun} ID`, `Number by which iDoklad knows the ${noun.toLowerCase()}`),
				displayOptions: { show: { findBy: ['id'] } },
			},
			simplifyField(),
		],
		async execute(items) {
			const client = await reader(this);
			const node = this.getNode();
			return await eachItem(this, items, async (index) => {
				const short = this.getNodeParameter('simplify', index, true) === true ? simplify : (row: IDataObject) => row;
				if (this.getNodeParameter('findBy', index, name) === 'id') {
					return [{ json: short(need(node, await client.get<IDataObject>(`${path}/${idOf(this, index, 'id', `${noun} ID`)}`))) }];
				}
				const value = String(this.getNodeParameter(name, index, '')).trim();
				if (value === '') throw operationError(node, `${displayName} is empty`, key.empty, index);
				const [row] = need(node, await client.list<IDataObject>(path, { filter: key.written?.(value) ?? where(key.column, 'eq', value), limit: 1 }));
				const [message, advice] = key.missing(value);
				if (!row) throw operationError(node, message, advice, index);
				return [{ json: short(row) }];
			});
		},
	};
}

interface GetManyForm {
	path: string;
	/** In the middle of a sentence, e.g. "invoices". */
	many: string;
	/** Fields of the collection Filters. */
	filters: INodeProperties[];
	/** Conditions for what was given there. */
	where(context: IExecuteFunctions, filters: IDataObject, itemIndex: number): Filter[];
	simplify(row: IDataObject): IDataObject;
	/** Columns for the simplified form. */
	select?: string;
}

/** GET many with Return All, Limit, Filters and Simplify. */
export function getManyOperation(form: GetManyForm): Operation {
	const filters: INodeProperties = {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: form.filters,
	};
	return {
		name: 'Get Many',
		value: 'getAll',
		action: `Get many ${form.many}`,
		description: 'Get a list',
		fields: [...limitFields(), ...(form.filters.length > 0 ? [filters] : []), simplifyField()],
		async execute(items) {
			const client = await reader(this);
			return await eachItem(this, items, async (index) => {
				const conditions = form.where(this, given(this.getNodeParameter('filters', index, {}) as IDataObject), index);
				const simple = this.getNodeParameter('simplify', index, true) === true;
				const all = this.getNodeParameter('returnAll', index, false) === true;
				const rows = await client.list<IDataObject>(form.path, {
					...(conditions.length > 0 ? { filter: allOf(...conditions) } : {}),
					...(simple && form.select ? { select: form.select } : {}),
					...(all ? {} : { limit: this.getNodeParameter('limit', index, 50) as number }),
				});
				return need(this.getNode(), rows).map((row): INodeExecutionData => ({ json: simple ? form.simplify(row) : row }));
			});
		},
	};
}

/** Only these fields of a row, under our names. */
export function pick(names: Readonly<Record<string, string>>): (row: IDataObject) => IDataObject {
	return (row) =>
		Object.fromEntries(
			Object.entries(names).map(([name, path]) => [
				name,
				path.split('.').reduce<unknown>((at, part) => (at as IDataObject | undefined)?.[part], row) ?? null,
			]),
		) as IDataObject;
}
