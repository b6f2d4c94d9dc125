/** Reads the parameters of both operations. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { DEFAULT_TABLES } from '../../../../core/helios/settings';
import type { CodeTables } from '../../../../core/helios/settings';
import { PAYMENT_METHODS } from '../../../../core/records/types';
import { choiceOf, textOf } from '../../../shared/values';

export type Options = Record<string, unknown>;

export function optionsOf(context: IExecuteFunctions): Options {
	return context.getNodeParameter('options', 0, {}) as Options;
}

/** Rows of a fixedCollection, or of a list that an expression gave. */
export function rowsOf<T>(value: unknown): T[] {
	const rows = Array.isArray(value) ? value : (value as { row?: unknown } | undefined)?.row;
	return Array.isArray(rows) ? (rows as T[]) : [];
}

/** Tables over the defaults: given codes replace them. */
export function codeTables(options: Options): CodeTables {
	const documentTypes = rowsOf<CodeTables['documentTypes'][number]>(options.documentTypes);
	const itemTypes = rowsOf<CodeTables['itemTypes'][number]>(options.itemTypes);
	const payments = rowsOf<Record<string, unknown>>(options.payments).flatMap(({ name, method, label }) => {
		const [known, till] = [textOf(name), textOf(label)];
		return known === undefined ? [] : [{ name: known, method: choiceOf(method, ...PAYMENT_METHODS), ...(till === undefined ? {} : { label: till }) }];
	});
	return {
		documentTypes: documentTypes.length > 0 ? documentTypes : DEFAULT_TABLES.documentTypes,
		itemTypes: itemTypes.length > 0 ? itemTypes : DEFAULT_TABLES.itemTypes,
		payments,
		signs: choiceOf(options.signs, 'positive', 'signed'),
		goodsGroup: textOf(options.goodsGroup) ?? '',
	};
}

/** Codes as a list, as rows with a column `code` (a Data Table), or as text separated by commas, semicolons or lines; undefined when there is nothing. */
export function codeSet(value: unknown): ReadonlySet<string> | undefined {
	const list = Array.isArray(value) ? value.map((one) => textOf((one as { code?: unknown } | null)?.code ?? one) ?? '') : (textOf(value)?.split(/[,;\r\n]+/) ?? []);
	const codes = list.map((code) => code.trim()).filter((code) => code !== '');
	return codes.length === 0 ? undefined : new Set(codes);
}
