/** The fields of the panel as canonical records: where each value belongs is data. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { codeOf } from '../../shared/pohoda/references';
import type { WriteAction, WrittenAgenda } from './entries';
import { PARTNER } from './panelContact';
import { LINE } from './panelDocuments';
import { fieldsOf } from './panelField';
import type { PanelField } from './panelField';
import { ADDITIONAL, MAIN } from './panelFields';

function setAt(record: IDataObject, path: string, value: unknown): void {
	const names = path.split('.');
	let target = record;
	for (const name of names.slice(0, -1)) target = (target[name] ??= {}) as IDataObject;
	target[names[names.length - 1]] = value as IDataObject;
}

const words = (value: unknown): string[] =>
	String(value)
		.split(',')
		.map((word) => word.trim())
		.filter((word) => word !== '');

type Rows = { row?: IDataObject[] } | undefined;

const NUMBERS = ['number', 'integer', 'currency'];

/** A parameter with its value in the type that it says. */
function parameterOf(row: IDataObject): IDataObject {
	const type = String(row.type);
	const text = String(row.value ?? '').trim();
	if (type === 'boolean') return { ...row, value: text === 'true' };
	return NUMBERS.includes(type) && text !== '' && !Number.isNaN(Number(text)) ? { ...row, value: Number(text) } : row;
}

/** A row whose references are codes. */
const namedRow = (row: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(row).map(([name, value]) => [name, typeof value === 'object' ? codeOf(value) : value]),
	);

/** What a field says; undefined where it says nothing. */
function valueOf({ as, property }: PanelField, given: unknown): unknown {
	if (given === undefined || given === null) return undefined;
	if (property.type === 'resourceLocator') return codeOf(given);
	if (as === 'rows') return ((given as Rows)?.row ?? []).map(namedRow);
	if (as === 'parameters') return ((given as Rows)?.row ?? []).map(parameterOf);
	if (as === 'flags') return Object.fromEntries((given as string[]).map((name) => [name, true]));
	if (typeof given === 'string' && given.trim() === '') return undefined;
	if (as === 'words') return words(given);
	if (as === 'categories') return words(given).map((id, index) => ({ id, main: index === 0 }));
	return property.type === 'string' && typeof given === 'number' ? String(given) : given;
}

/** Fields of the record from what stands in a collection. */
function recordOf(fields: readonly PanelField[], given: IDataObject): IDataObject {
	const record: IDataObject = {};
	for (const field of fields) {
		const value = valueOf(field, given[field.property.name]);
		if (value !== undefined) setAt(record, field.path, value);
	}
	return record;
}

/** Lines of a document; a line that names its store names its card too. */
function linesOf(given: unknown): IDataObject[] {
	return ((given as Rows)?.row ?? []).map((row) => {
		const { store, ...line } = recordOf(LINE, row);
		return store === undefined || line.code === undefined ? line : { ...line, stock: { store, code: line.code } };
	});
}

/** The record that the panel describes, for one input item: expressions may differ from item to item. */
export function recordFromFields(
	context: IExecuteFunctions,
	agenda: WrittenAgenda,
	action: WriteAction,
	index: number,
): IDataObject {
	const main = fieldsOf(MAIN[agenda], action);
	const given: IDataObject = {};
	for (const { property } of main) given[property.name] = context.getNodeParameter(property.name, index, '') as IDataObject;
	const more = context.getNodeParameter('additionalFields', index, {}) as IDataObject;
	const record = { recordType: agenda, ...recordOf(main, given), ...recordOf(fieldsOf(ADDITIONAL[agenda], action), more) };
	// An id that the panel names is POHODA's; the key of a document is one of this workflow.
	const own = typeof more.id === 'string' && more.id !== '';
	const options = context.getNodeParameter('options', 0, {}) as IDataObject;
	const source = own ? (typeof options.source === 'string' && options.source.trim()) || 'pohoda' : 'n8n';
	if (agenda === 'stockItem' || agenda === 'contact' || action === 'delete') {
		const kind = agenda === 'stockItem' && action === 'create' ? { kind: 'card' } : {};
		return { ...kind, ...record, source };
	}
	const partner = recordOf(PARTNER, context.getNodeParameter('partner', index, {}) as IDataObject);
	const items = linesOf(context.getNodeParameter('lines', index, {}));
	return { ...record, source: 'n8n', ...(Object.keys(partner).length > 0 ? { partner } : {}), items };
}
