/** Codes that Helios uses and nobody published: the same tables for reading and writing. core/helios/settings.ts has the defaults. */
import type { INodeProperties } from 'n8n-workflow';
import { ITEM_KINDS, PAYMENT_METHODS } from '../../../../core/records/types';
import { textField } from '../../../shared/properties';

const choices = (values: readonly string[]) => values.map((value) => ({ name: value, value }));

/** A code of Helios. */
export const code = (displayName: string, name: string, value: number, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'number',
	default: value,
	description,
});

export const DOCUMENT_TYPES: INodeProperties = {
	displayName: 'Document Types',
	name: 'documentTypes',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add code',
	default: {},
	description: 'TypDokladu. Without rows: 0 is a sale, 1 a return. Look the codes up in your Helios.',
	options: [
		{
			displayName: 'Code',
			name: 'row',
			values: [
				{ displayName: 'Code', name: 'code', type: 'number', default: 0 },
				{ displayName: 'Type', name: 'type', type: 'options', options: choices(['sale', 'return', 'void']), default: 'sale' },
			],
		},
	],
};

export const GOODS_GROUP: INodeProperties = {
	displayName: 'Goods Group',
	name: 'goodsGroup',
	type: 'string',
	default: '',
	placeholder: 'e.g. 100',
	description: 'Skupina zboží of codes that name none: with 100 the code 000123 is 100/000123; codes of other groups are written like 200/000456',
};

export const ITEM_TYPES: INodeProperties = {
	displayName: 'Item Types',
	name: 'itemTypes',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add code',
	default: {},
	description: 'TypPoklProdPol. Without rows: 0 is goods. Look the codes up in your Helios.',
	options: [
		{
			displayName: 'Code',
			name: 'row',
			values: [
				{ displayName: 'Code', name: 'code', type: 'number', default: 0 },
				{ displayName: 'Kind', name: 'kind', type: 'options', options: choices(ITEM_KINDS), default: 'goods' },
			],
		},
	],
};

export const PAYMENTS: INodeProperties = {
	displayName: 'Payments',
	name: 'payments',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add payment',
	default: {},
	description:
		"ZpusobUhrady. Without rows the till's own names are written, and the usual Czech ones (Hotově, Platební karta, …) where it gives none.",
	options: [
		{
			displayName: 'Payment',
			name: 'row',
			values: [
				textField('Name in Helios', 'name', 'Exactly as in Helios', 'e.g. Hotově'),
				{ displayName: 'Method', name: 'method', type: 'options', options: choices(PAYMENT_METHODS), default: 'cash' },
				textField("Till's Name", 'label', 'Only payments that the till calls so are written under this name; empty: all of the method', 'e.g. Edenred'),
			],
		},
	],
};

export const SIGNS: INodeProperties = {
	displayName: 'Signs',
	name: 'signs',
	type: 'options',
	options: [
		{ name: 'Positive', value: 'positive', description: 'TypDokladu and Vraceno say in which direction money and goods move' },
		{ name: 'Signed', value: 'signed', description: 'Returns and money given back are negative' },
	],
	default: 'positive',
	description: 'Amounts of returns and of money given back in the files',
};
