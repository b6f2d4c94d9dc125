import type { IExecuteFunctions } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { exportTimeOf, exportedAt, seriesFault } from '../../../../core/helios/fileNames';
import type { PrefixDate } from '../../../../core/helios/fileNames';
import type { PrepareSettings } from '../../../../core/helios/prepare';
import { DEFAULT_ROW_SETTINGS } from '../../../../core/helios/settings';
import type { WriterSettings } from '../../../../core/helios/setWriter';
import type { PlanSettings } from '../../../../core/plan/settings';
import { ZONE } from '../../../../core/records/dates';
import { plainValue } from '../../../../core/records/reading';
import { ITEM_KINDS } from '../../../../core/records/types';
import { operationError } from '../../../shared/errors';
import { codeTables, optionsOf, rowsOf } from './parameters';
import { choiceOf, textOf } from '../../../shared/values';
import type { Options } from './parameters';
import { localToday, nowInstant } from '../../../shared/clock';
import { isPreview } from '../../../shared/transfer';

/** What the parameters of Sales Receipt → Write Export Files say. */
export interface WriteSettings {
	/** Nothing counts as exported, the result shows the files. */
	preview: boolean;
	output: 'files' | 'zip';
	outputBinaryField: string;
	/** Where the files will be, for messages; '' = not said. */
	place: string;
	prefixDate: PrefixDate;
	/** Local, `2026-11-14T10:15:32`. */
	exportTime: string;
	checks: Partial<PlanSettings>;
	rows: PrepareSettings & WriterSettings;
}

const SECONDS = "yyyy-MM-dd'T'HH:mm:ss";

function exportTime(context: IExecuteFunctions, options: Options, form: PrefixDate): string {
	const given = textOf(plainValue(options.exportTime));
	if (given === undefined) return DateTime.now().setZone(ZONE).toFormat(SECONDS);
	const time = DateTime.fromISO(exportTimeOf(given, form) ?? given.replace(' ', 'T'), { zone: ZONE });
	if (time.isValid && time.year >= 1753) return time.toFormat(SECONDS);
	throw operationError(
		context.getNode(),
		`Export Time is "${given.slice(0, 40)}", which is neither a time nor the prefix of an export`,
		'Give a time such as 2026-11-14T10:15:32, the prefix of an earlier export such as 001_20261114_101532, or leave it empty.',
	);
}

function numberPattern(context: IExecuteFunctions, options: Options): RegExp {
	const given = textOf(options.numberPattern) ?? DEFAULT_ROW_SETTINGS.numberPattern.source;
	try {
		return new RegExp(given, 'u');
	} catch (error) {
		throw operationError(context.getNode(), `Number Pattern is no regular expression: ${(error as Error).message}`, 'Correct it in the options of the node.');
	}
}

function seriesTable(context: IExecuteFunctions): { series: Record<string, string>; defaultSeries: string } {
	const rows = rowsOf<{ register?: unknown; series?: unknown }>(context.getNodeParameter('series', 0, {}));
	const defaultSeries = textOf(context.getNodeParameter('defaultSeries', 0, '')) ?? '';
	const given = rows.map(({ register, series }) => [textOf(register) ?? '', textOf(series) ?? ''] as const).filter(([register]) => register !== '');
	const fault = [...given.map(([, series]) => series), ...(defaultSeries === '' ? [] : [defaultSeries])]
		.map((series) => ({ series, fault: seriesFault(series) }))
		.find((one) => one.fault !== undefined);
	if (fault === undefined) return { series: Object.fromEntries(given), defaultSeries };
	throw operationError(context.getNode(), `The series "${fault.series}" ${fault.fault}`, 'Correct it in Series or Default Series: at most three characters that can stand in a file name.');
}

const whole = (value: unknown, fallback: number): number => (typeof value === 'number' && Number.isInteger(value) ? value : fallback);

function rowSettings(context: IExecuteFunctions, options: Options): Omit<PrepareSettings, 'export'> & WriterSettings {
	const defaults = DEFAULT_ROW_SETTINGS;
	const kinds = options.financialKinds;
	const month = whole(options.firstMonth, 1);
	return {
		...codeTables(options),
		...seriesTable(context),
		numberPattern: numberPattern(context, options),
		firstMonth: month >= 1 && month <= 12 ? month : 1,
		shopId: textOf(options.shopId) ?? '',
		warehouse: textOf(options.warehouse) ?? '',
		author: textOf(options.author) ?? '',
		seriesType: whole(options.seriesType, defaults.seriesType),
		roundedCode: whole(options.roundedCode, defaults.roundedCode),
		exactCode: whole(options.exactCode, defaults.exactCode),
		homeValues: choiceOf(options.homeValues, 'repeat', 'zero'),
		returnPayments: choiceOf(options.returnPayments, 'paid', 'givenBack'),
		etalons: options.etalons !== false,
		financialKinds: Array.isArray(kinds) ? ITEM_KINDS.filter((kind) => kinds.includes(kind)) : defaults.financialKinds,
		goodsWithoutCode: choiceOf(options.goodsWithoutCode, 'financialItem', 'substitute', 'refuse'),
		substituteGoods: textOf(options.substituteGoods) ?? '',
		lineBreaks: choiceOf(options.lineBreaks, 'space', 'keep'),
		quotes: choiceOf(options.quotes, 'double', 'apostrophe'),
		encoding: choiceOf(options.encoding, 'windows-1250', 'utf-8'),
		missingCharacters: choiceOf(options.missingCharacters, 'refuse', 'transliterate'),
		cutLongTexts: options.cutLongTexts === true,
		lineEnd: options.lineEnd === 'lf' ? '\n' : '\r\n',
	};
}

/**
 * Reads every parameter once, from the first item: they describe the export, not a single receipt.
 *
 * @throws NodeOperationError for an export time, pattern or series that cannot be used
 */
export function readWriteSettings(context: IExecuteFunctions): WriteSettings {
	const options = optionsOf(context);
	const prefixDate = choiceOf(options.prefixDate, 'yyyymmdd', 'yyyyddmm');
	const time = exportTime(context, options, prefixDate);
	return {
		preview: isPreview(context, options),
		output: choiceOf(context.getNodeParameter('output', 0, 'files'), 'files', 'zip'),
		outputBinaryField: textOf(options.outputBinaryField) ?? 'data',
		place: textOf(options.place) ?? '',
		prefixDate,
		exportTime: time,
		// A clock makes no difference to the bytes: what was written once is never too far ahead later.
		checks: {
			clockDay: localToday(),
			now: nowInstant(),
			tillGivesPok: options.tillGivesPok === true,
			...(Array.isArray(options.heldFiscalStates) ? { heldFiscalStates: options.heldFiscalStates as string[] } : {}),
		},
		rows: { ...rowSettings(context, options), export: { at: exportedAt(time), by: textOf(context.getNodeParameter('exportedBy', 0, 'n8n')) ?? 'n8n' } },
	};
}
