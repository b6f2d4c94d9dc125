/** A field of the panel: what it looks like, and where its value belongs in the record. */
import type { INodeProperties } from 'n8n-workflow';
import { referenceField } from '../../shared/pohoda/references';
import type { ReferenceList } from '../../shared/pohoda/references';
import type { WriteAction } from './entries';

export interface PanelField {
	/** Path in the record, e.g. `prices.sale`. */
	path: string;
	property: INodeProperties;
	/** How the value is read where it is not simply taken. */
	as?: 'words' | 'rows' | 'flags' | 'categories' | 'parameters';
	/** Operations without it. */
	not?: readonly WriteAction[];
}

type More = Partial<INodeProperties>;

export function field(path: string, displayName: string, description: string, more: More = {}): PanelField {
	const name = more.name ?? path.split('.').join('_');
	return { path, property: { displayName, name, type: 'string', default: '', description, ...more } as INodeProperties };
}

export const number = (path: string, displayName: string, description: string, more: More = {}): PanelField =>
	field(path, displayName, description, { type: 'number', default: 0, ...more });

export const flag = (path: string, displayName: string, description: string): PanelField =>
	field(path, displayName, description, { type: 'boolean', default: true });

export const choice = (path: string, displayName: string, description: string, words: Readonly<Record<string, string>>, more: More = {}): PanelField =>
	field(path, displayName, description, {
		type: 'options',
		options: Object.entries(words)
			.map(([value, name]) => ({ name, value }))
			.sort((a, b) => (a.name < b.name ? -1 : 1)),
		default: Object.keys(words)[0],
		...more,
	});

export const reference = (path: string, list: ReferenceList, more: More = {}): PanelField => ({
	path,
	property: referenceField(list, { ...more, name: path.split('.').join('_') }),
});

export const rows = (path: string, displayName: string, entry: string, fields: readonly PanelField[], description: string): PanelField => ({
	path,
	as: 'rows',
	property: {
		displayName,
		name: path.split('.').join('_'),
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		description,
		options: [{ displayName: entry, name: 'row', values: fields.map(({ property }) => property) }],
	},
});

export const DAY = { placeholder: 'e.g. 2026-11-14' };

export const POHODA_ID: PanelField = {
	...field('id', 'POHODA ID', 'Number of the record in POHODA, for Match By: POHODA ID'),
	not: ['create'],
};

/** Fields that say which record is meant; a deletion needs no others. */
const NAMING = new Set(['type', 'id', 'code', 'warehouse', 'eans', 'plu', 'company', 'name', 'companyId', 'number']);

/** The fields of one operation. */
export const fieldsOf = (fields: readonly PanelField[], action: WriteAction): PanelField[] =>
	fields.filter(({ path, not }) => !not?.includes(action) && (action !== 'delete' || NAMING.has(path)));
