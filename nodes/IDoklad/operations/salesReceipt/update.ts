import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { idIn, withId } from '../../../../core/idoklad/identity';
import { need } from '../../../shared/idoklad/need';
import { operationError } from '../../../shared/errors';
import { eachItem } from '../../../shared/runner';
import type { Operation } from '../../../shared/operation';
import { writer } from '../base';
import { dayOf, given, idField, idOf, idsOf, objectOf } from '../parameters';
import { shortReceipt } from './shape';

const FIELDS: INodeProperties = {
	displayName: 'Fields to Change',
	name: 'fields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		{
			displayName: 'Contact ID',
			name: 'partnerId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 5512',
			description: 'Customer; 0 takes the customer off',
		},
		{ displayName: 'Date of Issue', name: 'dateOfIssue', type: 'string', default: '', placeholder: 'e.g. 2026-11-14' },
		{
			displayName: 'External Number',
			name: 'externalNumber',
			type: 'string',
			default: '',
			placeholder: 'e.g. P1/4512',
			description: 'Number in the till, at most 20 characters',
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			description: 'The identity in brackets at its end is kept',
		},
		{ displayName: 'Note', name: 'note', type: 'string', typeOptions: { rows: 3 }, default: '' },
		{
			displayName: 'POS Equipment ID',
			name: 'posEquipmentId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 4',
			description: '0 takes it off',
		},
		{ displayName: 'Tag IDs', name: 'tagIds', type: 'string', default: '', placeholder: 'e.g. 4, 17' },
	],
};

/** 0 clears a reference (null), nothing leaves it. */
function reference(value: unknown): number | null | undefined {
	const text = String(value ?? '').trim();
	if (!/^\d{1,10}$/.test(text)) return undefined;
	return Number(text) === 0 ? null : Number(text);
}

/**
 * Sales Receipt → Update: PATCH on the collection with the Id in the body; what is not named stays. A number, whether a
 * receipt is cumulative, and documents that were exported (unless the agenda allows it) cannot be changed.
 */
export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update sales receipt',
	description: 'Change some fields of one',
	fields: [
		idField('Sales Receipt ID', 'Number by which iDoklad knows the sales receipt'),
		FIELDS,
		{
			displayName: 'Other Fields (JSON)',
			name: 'otherFields',
			type: 'json',
			default: '{}',
			description:
				"More fields with the names of iDoklad's API, e.g. Items or Payments. A null clears a reference; changing CurrencyId needs SalesPosEquipmentId null beside it.",
		},
	],
	async execute(items) {
		const client = await writer(this);
		return await eachItem(this, items, async (index) => {
			const id = idOf(this, index, 'id', 'Sales Receipt ID');
			const fields = given(this.getNodeParameter('fields', index, {}) as IDataObject);
			const tags = idsOf(this, fields.tagIds, 'Tag IDs', index);
			const date = dayOf(this, fields.dateOfIssue, 'Date of Issue', index);
			const partner = reference(fields.partnerId);
			const equipment = reference(fields.posEquipmentId);
			const patch: IDataObject = {
				...(date ? { DateOfIssue: date } : {}),
				...(fields.externalNumber ? { ExternalDocumentNumber: String(fields.externalNumber).slice(0, 20) } : {}),
				...(fields.note ? { Note: fields.note } : {}),
				...(partner === undefined ? {} : { PartnerId: partner }),
				...(equipment === undefined ? {} : { SalesPosEquipmentId: equipment }),
				...(tags.length > 0 ? { Tags: tags } : {}),
				...objectOf(this, this.getNodeParameter('otherFields', index, '{}'), 'Other Fields (JSON)', index),
			};
			const name = fields.name ?? patch.Name;
			if (name !== undefined) {
				const before = need(this.getNode(), await client.get<{ Name?: string }>(`/SalesReceipts/${id}`));
				const key = idIn(before.Name);
				patch.Name = key === undefined ? String(name).slice(0, 200) : withId(String(name).replace(`[${key}]`, ''), key);
			}
			if (Object.keys(patch).length === 0) {
				throw operationError(this.getNode(), 'Nothing is to be changed', 'Add a field under Fields to Change.', index);
			}
			const changed = need(
				this.getNode(),
				await client.request<IDataObject>('PATCH', '/SalesReceipts', { body: { ...patch, Id: id } }),
			);
			return [{ json: shortReceipt(changed) }];
		});
	},
};
