/** What the panel says, as the core understands it. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { StockKind } from '../../core/records/stock';
import type { StockFormat } from '../shared/stockFormats';
import { MEGABYTE } from '../shared/values';
import {
	DEFAULT_GUARDS,
	DEFAULT_MATCH,
	DEFAULT_RULES,
	type Action,
	type FieldRule,
	type MatchKey,
	type SourceRules,
	type StockSettings,
	type UnitRule,
	type Winner,
} from '../../core/stock/settings';

export interface Parameters {
	mode: 'oneWay' | 'replacement' | 'twoWay';
	settings: StockSettings;
	/** Undefined: sales do not matter. */
	sales?: { journal: unknown; registers: string[]; flow: string };
	confirmed: boolean;
	preview: boolean;
	whenStopped: 'error' | 'summary';
	outputAs: 'items' | 'file';
	outputBinary: string;
	lists: Record<'source' | 'target', { binary: string; format: StockFormat; mayBeMissing: boolean }>;
	/** Bytes. */
	largestFile: number;
	stateBinary: string;
	stateAs: 'file' | 'rows';
	deleted: Winner;
	twoWayLimit: number;
}


/** `P1, P2`, one per line, or a list by expression. */
function listOf(value: unknown): string[] {
	const parts = Array.isArray(value) ? value : [value];
	return parts.flatMap((part) =>
		(typeof part === 'string' || typeof part === 'number' ? String(part).split(/[\n,;]/) : [])
			.map((text) => text.trim())
			.filter((text) => text !== ''),
	);
}

function rowsOf(value: unknown): IDataObject[] {
	const { rule } = (value ?? {}) as { rule?: IDataObject[] };
	return Array.isArray(rule) ? rule : [];
}

function fieldRules(value: unknown): FieldRule[] {
	return rowsOf(value).map(({ field, winner, tolerance }) => ({
		field: field as FieldRule['field'],
		winner: (winner ?? 'source') as Winner,
		...(Number(tolerance ?? 0) === 0 ? {} : { tolerance: Number(tolerance) }),
	}));
}

function sourceRules(given: IDataObject): SourceRules {
	const { warehouses, units, label, priceLevel, leaveOutKinds, ...rest } = given;
	const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '');
	return {
		...DEFAULT_RULES,
		...(rest as Partial<SourceRules>),
		warehouses: listOf(warehouses),
		label: text(label),
		priceLevel: text(priceLevel),
		leaveOutKinds: (Array.isArray(leaveOutKinds) ? leaveOutKinds : []) as StockKind[],
		units: rowsOf(units).map(({ from, to, factor, code }): UnitRule => {
			const only = text(code);
			return { from: text(from), to: text(to), factor: Number(factor), ...(only === '' ? {} : { code: only }) };
		}),
	};
}

function matchKeys(first: string, options: IDataObject): MatchKey[] {
	const all = [first, options.thenMatchBy, options.finallyMatchBy].filter(
		(key) => key !== undefined && key !== 'nothing',
	);
	return [...new Set(all)] as MatchKey[];
}

function settingsOf(context: IExecuteFunctions, mode: Parameters['mode'], options: IDataObject): StockSettings {
	const parameter = (name: string, fallback?: unknown): unknown =>
		context.getNodeParameter(name, 0, fallback as string);
	const { ignoreCase, ignoreSpaces, ignoreLeadingZeros, similar, maxChangedPercent, maxRemovedPercent, differential } =
		options;
	const flag = (value: unknown, fallback: boolean) => (value === undefined ? fallback : value === true);
	return {
		match: {
			by: matchKeys(parameter('matchBy') as string, options),
			ignoreCase: flag(ignoreCase, DEFAULT_MATCH.ignoreCase),
			ignoreSpaces: flag(ignoreSpaces, DEFAULT_MATCH.ignoreSpaces),
			ignoreLeadingZeros: flag(ignoreLeadingZeros, DEFAULT_MATCH.ignoreLeadingZeros),
			similar: similar === 'separate' ? 'separate' : 'conflict',
		},
		fields: fieldRules(parameter('fields', {})),
		rules: sourceRules(parameter('rules', {}) as IDataObject),
		guards: {
			allow: parameter('allow', []) as Action[],
			allowInSource: mode === 'twoWay' ? (parameter('allowInSource', []) as Action[]) : [],
			maxChangedPercent: Number(maxChangedPercent ?? DEFAULT_GUARDS.maxChangedPercent),
			maxRemovedPercent: Number(maxRemovedPercent ?? DEFAULT_GUARDS.maxRemovedPercent),
			differential: mode !== 'twoWay' && differential === true,
		},
		replacement: mode === 'replacement',
	};
}

/** Reads all parameters; the settings are checked by the comparison. */
export function readParameters(context: IExecuteFunctions): Parameters {
	const parameter = (name: string, fallback?: unknown): unknown =>
		context.getNodeParameter(name, 0, fallback as string);
	const mode = parameter('mode') as Parameters['mode'];
	const options = parameter('options', {}) as IDataObject;
	const settings = settingsOf(context, mode, options);
	const quantity = settings.fields.some(({ field }) => field === 'quantity');
	const asked = mode !== 'twoWay' && quantity && options.salesBeforeStock !== 'notNeeded';
	const binary = (name: string, fallback: string) => String(options[name] ?? '').trim() || fallback;
	return {
		mode,
		settings,
		...(asked
			? {
					sales: {
						journal: parameter('journalState', '[]'),
						registers: listOf(options.registers ?? ''),
						flow: String(options.flow ?? '').trim(),
					},
				}
			: {}),
		confirmed: mode !== 'replacement' || parameter('confirmReplacement', false) === true,
		preview: options.previewOnly === true,
		whenStopped: options.whenStopped === 'summary' ? 'summary' : 'error',
		outputAs: options.outputAs === 'file' ? 'file' : 'items',
		outputBinary: binary('outputBinaryField', 'data'),
		lists: {
			source: { binary: binary('sourceBinary', 'data'), format: (options.sourceFormat ?? 'auto') as StockFormat, mayBeMissing: false },
			target: { binary: binary('targetBinary', 'data'), format: (options.targetFormat ?? 'auto') as StockFormat, mayBeMissing: options.targetMayBeMissing === true },
		},
		largestFile: Math.max(Number(options.largestFile ?? 2000), 1) * MEGABYTE,
		stateBinary: binary('stateBinary', 'state'),
		stateAs: options.stateAs === 'rows' ? 'rows' : 'file',
		deleted: (options.deleted ?? 'source') as Winner,
		twoWayLimit: Math.max(Number(options.twoWayLimit ?? 50_000), 1),
	};
}
