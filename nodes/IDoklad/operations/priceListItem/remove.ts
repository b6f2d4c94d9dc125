import { deleteOperation } from '../changing';

/** Price List Item → Delete; documents that refer to it keep their lines. */
export const remove = deleteOperation(
	'/PriceListItems',
	'Price List Item',
	(id, context, index) =>
		`/PriceListItems/${id}/${context.getNodeParameter('deleteIfReferenced', index, false) === true ? 'true' : 'false'}`,
	[
		{
			displayName: 'Also When Documents Refer to It',
			name: 'deleteIfReferenced',
			type: 'boolean',
			default: false,
			description: 'Whether to delete it even if documents refer to it',
		},
	],
);
