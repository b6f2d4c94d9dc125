import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { compareCustomers } from '../../../../core/woocommerce/compareCustomers';
import { foundIn } from '../../../../core/woocommerce/tellCustomers';
import type { Operation } from '../../../shared/operation';
import { COMPANY_ID_KEY, SHOP, VAT_ID_KEY, itemsField, listIn, optionsOf, textOf } from '../shopFields';

const STATE_KEY = 'pohoda_address';
const SYSTEM = 'POHODA';

/**
 * Shop Customer → Compare: customers of the shop against contacts → what to change in the shop, what to make there, which
 * contacts to change, which to make, and one item with the counts. Nothing goes to the shop in a preview.
 */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const options = this.getNodeParameter('options', 0, {}) as IDataObject;
	const found = compareCustomers(
		listIn(this, 'customers', 'Customers of the Shop'),
		items.map(({ json }) => json),
		{
			wins: this.getNodeParameter('wins', 0) === 'shop' ? 'shop' : 'contact',
			group: textOf(this.getNodeParameter('group', 0, '')),
			shop: textOf(this.getNodeParameter('shop', 0)),
			book: textOf(options.book) || 'pohoda',
			system: textOf(options.system) || SYSTEM,
			stateKey: textOf(options.stateKey) || STATE_KEY,
			companyIdKey: textOf(options.companyIdKey ?? COMPANY_ID_KEY.default),
			vatIdKey: textOf(options.vatIdKey ?? VAT_ID_KEY.default),
		},
	);
	const pairedItem = items.map((_, item) => ({ item }));
	const output = (list: object[]) => list.map((json) => ({ json: json as IDataObject, pairedItem }));
	const inShop = options.previewOnly === true ? [[], []] : [output(found.toShop), output(found.newInShop)];
	return [...inShop, output(found.toContacts), output(found.newContacts), output([foundIn(found)])];
}

export const compare: Operation = {
	name: 'Compare',
	value: 'compare',
	action: 'Compare customers of a shop with contacts',
	description: 'Find who has changed in the shop or in the address book (adresář) since both agreed',
	fields: [
		{
			displayName:
				'Wire the contacts of the address book in, such as those of <b>POHODA</b> (Contact, Get Many). The address on which both agree is kept in the customer’s meta data: write the field <b>state</b> back with each change.',
			name: 'compareNotice',
			type: 'notice',
			default: '',
		},
		SHOP,
		itemsField('Customers of the Shop', 'customers', 'Items of the WooCommerce node, by expression'),
		{
			displayName: 'Winner',
			name: 'wins',
			type: 'options',
			options: [
				{ name: 'Contact', value: 'contact', description: 'The address book counts' },
				{ name: 'Shop', value: 'shop', description: 'The shop counts' },
			],
			default: 'contact',
			description: 'Who counts for a customer that was changed on both sides',
		},
		{
			displayName: 'Group',
			name: 'group',
			type: 'string',
			default: '',
			description: 'Contacts of this group (skupina) get an account in the shop; empty: none do',
		},
		optionsOf([
			{
				displayName: 'Book',
				name: 'book',
				type: 'string',
				default: 'pohoda',
				description: 'Source of the contacts, as the node names it that has read them',
			},
			COMPANY_ID_KEY,
			{
				displayName: 'Preview Only',
				name: 'previewOnly',
				type: 'boolean',
				default: false,
				description: 'Whether nothing goes to the shop; it is counted all the same',
			},
			{
				displayName: 'State Key',
				name: 'stateKey',
				type: 'string',
				default: STATE_KEY,
				description: 'Meta data of the customer that keep the address on which both agreed last',
			},
			{
				displayName: 'System',
				name: 'system',
				type: 'string',
				default: SYSTEM,
				description: 'Name of the address book’s system as messages call it',
			},
			VAT_ID_KEY,
		]),
	],
	execute,
};
