/** Parameters of the panel as values: ids, days, JSON; what cannot be used is an error of the node with advice. */
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { isDay } from '../../../core/records/dates';
import { operationError } from '../../shared/errors';

export function idField(displayName: string, description: string, name = 'id'): INodeProperties {
	return { displayName, name, type: 'string', default: '', required: true, placeholder: 'e.g. 226482', description };
}

/** A positive whole number out of a parameter. @throws NodeOperationError for anything else */
export function idOf(context: IExecuteFunctions, itemIndex: number, name = 'id', title = 'ID'): number {
	const given = context.getNodeParameter(name, itemIndex, '') as unknown;
	const text = String(given ?? '').trim();
	if (!/^[1-9]\d{0,9}$/.test(text)) {
		throw operationError(
			context.getNode(),
			`"${text.slice(0, 40)}" in ${title} is no id of iDoklad`,
			'Give the number that iDoklad uses itself, such as 226482; Get Many shows it.',
			itemIndex,
		);
	}
	return Number(text);
}

/** Ids in a list such as `4, 17`. @throws NodeOperationError */
export function idsOf(context: IExecuteFunctions, text: unknown, title: string, itemIndex: number): number[] {
	const parts = String(text ?? '')
		.split(/[,;\s]+/)
		.filter((part) => part !== '');
	if (parts.some((part) => !/^[1-9]\d{0,9}$/.test(part))) {
		throw operationError(
			context.getNode(),
			`"${String(text).slice(0, 40)}" in ${title} is no list of ids`,
			'Give numbers separated by commas, such as 4, 17.',
			itemIndex,
		);
	}
	return parts.map(Number);
}

/** A day as YYYY-MM-DD (a longer text of a date picker is cut), undefined when empty. @throws NodeOperationError */
export function dayOf(context: IExecuteFunctions, value: unknown, title: string, itemIndex: number): string | undefined {
	const text = String(value ?? '').slice(0, 10);
	if (text === '') return undefined;
	if (!isDay(text))
		throw operationError(context.getNode(), `"${text}" in ${title} is no day`, 'Give it as 2026-11-14.', itemIndex);
	return text;
}

/** JSON of a parameter as an object. @throws NodeOperationError */
export function objectOf(context: IExecuteFunctions, value: unknown, title: string, itemIndex: number): IDataObject {
	const given = typeof value === 'string' ? parsed(value) : value;
	if (given === '' || given === undefined || given === null) return {};
	if (typeof given !== 'object' || Array.isArray(given)) {
		throw operationError(
			context.getNode(),
			`${title} is no JSON object`,
			'Give an object such as { "Note": "text" }, with the names of iDoklad\'s API.',
			itemIndex,
		);
	}
	return given as IDataObject;
}

function parsed(text: string): unknown {
	if (text.trim() === '') return '';
	try {
		return JSON.parse(text);
	} catch {
		return [];
	}
}

/** Fields of a collection that were given: neither empty nor undefined. */
export function given(fields: IDataObject): IDataObject {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '' && value !== undefined && value !== null));
}
