/** The plain forms of Update and Delete. */
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { need } from '../../shared/idoklad/need';
import { operationError } from '../../shared/errors';
import { eachItem } from '../../shared/runner';
import type { Operation } from '../../shared/operation';
import { writer } from './base';
import { given, idField, idOf, objectOf } from './parameters';

interface UpdateForm {
	path: string;
	noun: string;
	/** Fields of the collection Fields to Change, with iDoklad's names. */
	fields: INodeProperties[];
	/** Description of Other Fields. */
	others: string;
	simplify(row: IDataObject): IDataObject;
}

/** PATCH on the collection; what is not named stays. */
export function updateOperation({ path, noun, fields, others, simplify }: UpdateForm): Operation {
	return {
		name: 'Update',
		value: 'update',
		action: `Update ${noun.toLowerCase()}`,
		description: 'Change some fields of one',
		fields: [
			idField(`${noun} ID`, `Number by which iDoklad knows the ${noun.toLowerCase()}`),
			{ displayName: 'Fields to Change', name: 'fields', type: 'collection', placeholder: 'Add field', default: {}, options: fields },
			{ displayName: 'Other Fields (JSON)', name: 'otherFields', type: 'json', default: '{}', description: others },
		],
		async execute(items) {
			const client = await writer(this);
			return await eachItem(this, items, async (index) => {
				const id = idOf(this, index, 'id', `${noun} ID`);
				const patch = {
					...given(this.getNodeParameter('fields', index, {}) as IDataObject),
					...objectOf(this, this.getNodeParameter('otherFields', index, '{}'), 'Other Fields (JSON)', index),
				};
				if (Object.keys(patch).length === 0)
					throw operationError(this.getNode(), 'Nothing is to be changed', 'Add a field under Fields to Change.', index);
				const row = need(this.getNode(), await client.request<IDataObject>('PATCH', path, { body: { ...patch, Id: id } }));
				return [{ json: simplify(row) }];
			});
		},
	};
}

const FOREIGN: INodeProperties = {
	displayName: 'Also Documents of Others',
	name: 'foreign',
	type: 'boolean',
	default: false,
	description: 'Whether to delete it even if a person or another program made it',
};

/** DELETE by id, only when confirmed; what was there before is handed out. `isOurs`: only what we made, unless somebody says otherwise. */
export function deleteOperation(
	path: string,
	noun: string,
	target: (id: number, context: IExecuteFunctions, itemIndex: number) => string,
	more: INodeProperties[] = [],
	isOurs?: (row: IDataObject) => boolean,
): Operation {
	return {
		name: 'Delete',
		value: 'delete',
		action: `Delete ${noun.toLowerCase()}`,
		description: 'Delete one permanently',
		fields: [
			idField(`${noun} ID`, `Number by which iDoklad knows the ${noun.toLowerCase()}`),
			{
				displayName: 'Really Delete',
				name: 'confirm',
				type: 'boolean',
				default: false,
				description: 'Whether to delete it. iDoklad cannot bring it back; the output holds what was there.',
			},
			...(isOurs === undefined ? [] : [FOREIGN]),
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
				if (isOurs?.(before) === false && this.getNodeParameter('foreign', index, false) !== true) {
					throw operationError(
						this.getNode(),
						`${noun} ${id} was not deleted: nothing in it says that this package made it, so a person or another program did`,
						'Look at it in iDoklad; to delete it nevertheless, switch on Also Documents of Others.',
						index,
					);
				}
				need(this.getNode(), await client.request('DELETE', target(id, this, index)));
				return [{ json: { deleted: true, id, before } }];
			});
		},
	};
}
