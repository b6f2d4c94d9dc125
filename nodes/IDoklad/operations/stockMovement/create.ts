import type { IDataObject } from 'n8n-workflow';
import { allOf, where } from '../../../../core/idoklad/filter';
import { idIn, withKey } from '../../../../core/idoklad/identity';
import { need } from '../../../shared/idoklad/need';
import { operationError } from '../../../shared/errors';
import { eachItem } from '../../../shared/runner';
import type { Operation } from '../../../shared/operation';
import { writer } from '../base';
import { dayOf, idField, idOf } from '../parameters';
import { keyField, keyOf } from '../keyField';
import { shortMovement } from './getAll';

const NOTE_LENGTH = 100;

/** Stock Movement → Create. With a key a movement that is there already is handed out instead of a second one. */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create stock movement',
	description: 'Create new ones; what is there already is not made again',
	fields: [
		{
			displayName:
				'Sales receipts and invoices whose lines refer to price list items move the stock themselves. Do not enter a second movement for them.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		idField('Price List Item ID', 'Stock item that moves', 'priceListItemId'),
		{
			displayName: 'Amount',
			name: 'amount',
			type: 'number',
			required: true,
			default: 1,
			description: 'Positive: into stock, negative: out of it',
		},
		{
			displayName: 'Date',
			name: 'date',
			type: 'string',
			required: true,
			default: '={{ $today.toISODate() }}',
			placeholder: 'e.g. 2026-11-14',
		},
		{ displayName: 'Note', name: 'note', type: 'string', default: '', description: 'At most 100 characters, the key included' },
		keyField('the note'),
	],
	async execute(items) {
		const client = await writer(this);
		const node = this.getNode();
		return await eachItem(this, items, async (index) => {
			const PriceListItemId = idOf(this, index, 'priceListItemId', 'Price List Item ID');
			const Amount = Number(this.getNodeParameter('amount', index, 0));
			const day = dayOf(this, this.getNodeParameter('date', index, ''), 'Date', index);
			if (!Number.isFinite(Amount) || Amount === 0)
				throw operationError(node, 'Amount is no number other than 0', 'Positive puts into stock, negative takes out.', index);
			if (day === undefined) throw operationError(node, 'Date is empty', 'Give it as 2026-11-14.', index);
			const key = keyOf(this, index);
			if (key !== undefined) {
				const filter = allOf(
					where('PriceListItemId', 'eq', PriceListItemId),
					where('DateOfMovement', 'gte', day),
					where('DateOfMovement', 'lte', day),
				);
				const there = need(node, await client.list<IDataObject>('/StockMovements', { filter })).find(
					({ Note }) => idIn(Note as string | null) === key,
				);
				if (there) return [{ json: { ...shortMovement(there), outcome: 'duplicate' } }];
			}
			const note = String(this.getNodeParameter('note', index, ''));
			const Note = key === undefined ? note.slice(0, NOTE_LENGTH) : withKey(note, key, NOTE_LENGTH);
			const body = { PriceListItemId, Amount, DateOfMovement: day, ...(Note ? { Note } : {}) };
			return [
				{
					json: {
						...shortMovement(need(node, await client.request<IDataObject>('POST', '/StockMovements', { body }))),
						outcome: 'created',
					},
				},
			];
		});
	},
};
