/** What the operations have in common: a client, and the plain forms of Get, Get Many and Delete. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { allOf } from '../../../core/idoklad/filter';
import type { Filter } from '../../../core/idoklad/filter';
import { IDokladClient, serverOf } from '../../shared/idoklad/client';
import { need } from '../../shared/idoklad/need';
import { operationError } from '../../shared/errors';
import { limitFields, simplifyField } from '../../shared/properties';
import { eachItem } from '../../shared/runner';
import type { Operation } from '../../shared/types';
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
		description: [idField(`${noun} ID`, `Number by which iDoklad knows the ${noun.toLowerCase()}`), simplifyField()],
		async execute(items) {
			const client = await reader(this);
			return await eachItem(this, items, async (index) => {
				const row = need(this.getNode(), await client.get<IDataObject>(`${path}/${idOf(this, index, 'id', `${noun} ID`)}`));
				return [{ json: this.getNodeParameter('simplify', index, true) === true ? simplify(row) : row }];
			});
		},
	};
}

export interface GetManyForm {
	path: string;
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
		description: [...limitFields(), ...(form.filters.length > 0 ? [filters] : []), simplifyField()],
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

/** DELETE by id, only when confirmed; what was there before is handed out. */
export function deleteOperation(
	path: string,
	noun: string,
	target: (id: number, context: IExecuteFunctions, itemIndex: number) => string,
	more: INodeProperties[] = [],
): Operation {
	return {
		description: [
			idField(`${noun} ID`, `Number by which iDoklad knows the ${noun.toLowerCase()}`),
			{
				displayName: 'Really Delete',
				name: 'confirm',
				type: 'boolean',
				default: false,
				description: 'Whether to delete it. iDoklad cannot bring it back; the output holds what was there.',
			},
			...more,
		],
		async execute(items) {
			const client = await writer(this);
			return await eachItem(this, items, async (index) => {
				const id = idOf(this, index, 'id', `${noun} ID`);
				if (this.getNodeParameter('confirm', index, false) !== true) {
					throw operationError(
						this.getNode(),
						`${noun} ${id} was not deleted: Really Delete is off`,
						'Switch it on when you are sure; iDoklad cannot bring it back.',
						index,
					);
				}
				const before = need(this.getNode(), await client.get<IDataObject>(`${path}/${id}`));
				if (before.Exported === 1 || before.Exported === 2) {
					throw operationError(
						this.getNode(),
						`${noun} ${id} was not deleted: the accounting program has it already (exported)`,
						'Cancel it there first, and set its Exported Flag to No.',
						index,
					);
				}
				need(this.getNode(), await client.request('DELETE', target(id, this, index)));
				return [{ json: { deleted: true, id, before } }];
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
