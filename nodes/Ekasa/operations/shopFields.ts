/** Fields of the operations about an e-shop, and how they are read. */
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { operationError } from '../../shared/errors';

export const SHOP: INodeProperties = {
	displayName: 'Shop',
	name: 'shop',
	type: 'string',
	default: 'woocommerce',
	required: true,
	description: 'Source of the records, the first part of their keys: give each shop a name of its own and never change it',
};

const metaField = (displayName: string, name: string, value: string, description: string): INodeProperties => ({
	...{ displayName, name, type: 'string', default: value, description },
});

export const COMPANY_ID_KEY = metaField('Company ID Key', 'companyIdKey', '_billing_ic', 'Meta data of the shop that hold the customer’s IČO');
export const VAT_ID_KEY = metaField('VAT ID Key', 'vatIdKey', '_billing_dic', 'Meta data of the shop that hold the customer’s DIČ');

export const MARK_KEY = metaField('Mark Key', 'markKey', '', 'Meta data that must be set in an order that is meant; empty: every order. Others give nothing.');

export const optionsOf = (options: INodeProperties[]): INodeProperties => ({
	...{ displayName: 'Options', name: 'options', type: 'collection', placeholder: 'Add option', default: {} },
	options,
});

/** Items of another node, by expression. */
export const itemsField = (displayName: string, name: string, description: string): INodeProperties => ({
	...{ displayName, name, type: 'json', default: '[]', description },
});

export const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

function parsed(value: unknown, empty: string): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value.trim() || empty) as unknown;
	} catch {
		return undefined;
	}
}

/** @throws NodeOperationError when the field holds no list: what comes from no list would look like nothing */
export function listIn(context: IExecuteFunctions, name: string, displayName: string): unknown[] {
	const value = parsed(context.getNodeParameter(name, 0, '[]'), '[]');
	if (Array.isArray(value)) return value;
	throw operationError(context.getNode(), `${displayName} is no list`, "Give the items of a node by expression, such as {{ $('POHODA').all().map(item => item.json) }}.");
}

/** @throws NodeOperationError when the option holds no object */
export function objectIn(context: IExecuteFunctions, options: IDataObject, name: string, displayName: string): Record<string, unknown> {
	const value = parsed(options[name] ?? '', '{}');
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
	throw operationError(context.getNode(), `${displayName} is no object`, 'Give names and values, such as { "cod": "Dobírkou" }.');
}
