/** /NumericSequences (číselné řady). They are created in the web application only. */
import { Refusal, badRequest } from '../errors.mts';
import { fitsFormat, formatNumber, isFree, nextNumber, variableSymbol } from '../documents/numbers.mts';
import { select } from '../query.mts';
import { Query, type Route } from '../router.mts';
import { enumValue } from '../rules/enums.mts';
import { isDate } from '../rules/check.mts';
import { detail } from '../shape.mts';
import type { State } from '../state.mts';
import type { Entity } from '../types.mts';
import { listRoute } from './common.mts';

const ofYear = (state: State, row: Entity, year: string): Entity => ({ ...row, LastNumber: state.lastNumber(row.Id, year), Year: Number(year), Metadata: row['Metadata'] ?? state.metadata() });

const thisYear = (state: State): string => state.today.slice(0, 4);

function yearOf(state: State, query: Query): string {
	const text = query.get('year') ?? thisYear(state);
	if (!/^\d{4}$/.test(text)) throw badRequest(`The value '${text}' of year is not valid.`);
	return text;
}

function update(state: State, patch: Record<string, any>): Entity {
	const row = state.need('NumericSequences', patch['Id']);
	const year = String(patch['Year'] ?? thisYear(state));
	const last = (patch['LastNumber'] as number | undefined) ?? state.lastNumber(row.Id, year);
	const format = (patch['NumberFormat'] ?? row['NumberFormat']) as string;
	if (!fitsFormat(format, `${year}-12-31`, last + 1)) throw badRequest('Invalid number format. The field must contain {N} and the number must have at most 10 characters.');
	const twin = state.table('NumericSequences').some((other) => other.Id !== row.Id && other['DocumentType'] === row['DocumentType'] && other['NumberFormat'] === format);
	if (twin) throw new Refusal(409, 'Numeric sequence must be unique.', 'NumericSequenceUniqueness');
	state.setLastNumber(row.Id, year, last);
	if (patch['IsDefault'] === true) for (const other of state.table('NumericSequences')) if (other['DocumentType'] === row['DocumentType']) other['IsDefault'] = false;
	return ofYear(state, state.replace('NumericSequences', { ...row, NumberFormat: format, Name: patch['Name'] ?? row['Name'], IsDefault: patch['IsDefault'] ?? row['IsDefault'] }), year);
}

/** A look only: nothing is reserved, so two clients get the same number. */
function documentNumbers(state: State, documentType: string, query: Query): unknown {
	const type = enumValue('NumericSequenceDocumentType', documentType);
	if (type === undefined) throw badRequest(`The value '${documentType}' of documentType is not valid.`);
	const date = query.get('date') ?? state.today;
	if (!isDate(date)) throw badRequest(`The value '${date}' of date is not valid.`);
	const id = query.get('numericSequenceId');
	const sequence = id === undefined ? state.table('NumericSequences').find((row) => row['DocumentType'] === type && row['IsDefault'] === true) : state.find('NumericSequences', Number(id));
	if (sequence?.['DocumentType'] !== type) throw badRequest('There is no such numeric sequence.');
	const item = (number: number): Record<string, unknown> => {
		const DocumentNumber = formatNumber(sequence!['NumberFormat'] as string, date, number);
		return { DocumentNumber, DocumentSerialNumber: number, IsUnique: isFree(state, sequence!, date, number), NumericSequenceId: sequence!.Id, VariableSymbol: variableSymbol(DocumentNumber) };
	};
	const custom = query.get('documentSerialNumber');
	if (custom !== undefined && !/^[1-9]\d{0,8}$/.test(custom)) throw badRequest(`The value '${custom}' of documentSerialNumber is not valid.`);
	return { Unique: item(nextNumber(state, sequence!, date)), Custom: custom === undefined ? null : item(Number(custom)) };
}

export const sequenceRoutes: Route[] = [
	listRoute('NumericSequences', undefined, (state, row) => ofYear(state, row, thisYear(state))),
	{
		method: 'GET',
		path: '/NumericSequences/{id}',
		query: ['year', 'select'],
		run: ({ state, params, query }) => select(query, detail(state, 'NumericSequences', ofYear(state, state.need('NumericSequences', Number(params['id'])), yearOf(state, query))), 'NumericSequences'),
	},
	{ method: 'PATCH', path: '/NumericSequences', body: 'NumericSequencePatchModel', run: ({ state }, body) => detail(state, 'NumericSequences', update(state, body)) },
	{ method: 'GET', path: '/NumericSequences/DocumentNumbers/{documentType}', query: ['date', 'documentSerialNumber', 'numericSequenceId'], run: ({ state, params, query }) => documentNumbers(state, params['documentType']!, query) },
];
