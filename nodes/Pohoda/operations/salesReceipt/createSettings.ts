import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { registersInPohoda } from '../../../../core/pohoda/receipts/eet';
import { parseRules } from '../../../../core/rules/parseRules';
import { withDefaults } from '../../../../core/pohoda/receipts/settings';
import type { ReceiptSettings } from '../../../../core/pohoda/receipts/settings';
import { isDay } from '../../../../core/records/dates';
import { nowInstant } from '../../../shared/clock';
import { unitOfFile } from '../../../shared/companyId';
import { operationError } from '../../../shared/errors';
import { isPreview, timeOutOf } from '../../../shared/transfer';
import { positive, textOf } from '../../../shared/values';
import { needConfirmation } from '../../eetFields';
import { rulesOfTable } from './postingRuleFields';

/** What the parameters of Sales Receipt → Create say. */
export interface CreateSettings {
	delivery: 'mServer' | 'xmlFile';
	/** Nothing is sent, the result shows what would be. */
	preview: boolean;
	/** IČO for a file; for mServer the credential has it. */
	ico: string;
	packSize: number;
	/** Milliseconds. */
	timeout: number;
	cutLongTexts: boolean;
	missingCharacters: 'refuse' | 'transliterate';
	outputBinaryField: string;
	/** Whether the period that mServer tells may be used. */
	checkPeriod: boolean;
	plan: ReceiptSettings;
}

type Options = Record<string, unknown>;

function rulesFrom(context: IExecuteFunctions) {
	const fromJson = context.getNodeParameter('postingRulesFrom', 0, 'table') === 'json';
	const given = context.getNodeParameter(fromJson ? 'postingRulesJson' : 'postingRules', 0, []);
	return parseRules(fromJson ? given : rulesOfTable(given));
}

function periodFrom(context: IExecuteFunctions, options: Options): ReceiptSettings['period'] {
	const from = textOf(options.periodFrom);
	const to = textOf(options.periodTo);
	if (options.checkPeriod === false || (from === undefined && to === undefined)) return undefined;
	if (from === undefined || to === undefined || !isDay(from) || !isDay(to) || from > to) {
		throw operationError(
			context.getNode(),
			'Period From and Period To are no period',
			'Give both as days like 2026-01-01, the first one not later than the last one.',
		);
	}
	return { from, to };
}

function planSettings(
	context: IExecuteFunctions,
	options: Options,
	delivery: CreateSettings['delivery'],
	today: string,
): ReceiptSettings {
	const registers = textOf(options.registers)
		?.split(',')
		.map((register) => register.trim())
		.filter((register) => register !== '');
	const plan = withDefaults({
		rules: rulesFrom(context),
		documents: context.getNodeParameter('documents', 0, 'perReceipt') as ReceiptSettings['documents'],
		eet: textOf(options.eet) as ReceiptSettings['eet'] | undefined,
		target: textOf(options.target) as ReceiptSettings['target'] | undefined,
		stockMover: textOf(options.stockMover) as ReceiptSettings['stockMover'] | undefined,
		unknownStockCard: textOf(options.unknownStockCard) as ReceiptSettings['unknownStockCard'] | undefined,
		substituteCode: textOf(options.substituteCode),
		// A file depends on its records and parameters alone, so that a retry gives the same bytes: no clock.
		shortStockTextAfterDays:
			delivery === 'mServer' ? positive(options.shortStockTextAfterDays, 0) || undefined : undefined,
		today: delivery === 'mServer' ? today : undefined,
		clockDay: today,
		now: nowInstant(),
		tillGivesPok: options.tillGivesPok === true,
		dayNumbering: delivery === 'mServer' ? 'existing' : 'batch',
		highTotalLimit: typeof options.highTotalLimit === 'number' ? options.highTotalLimit : undefined,
		highTotalWithVatId: textOf(options.highTotalWithVatId) as ReceiptSettings['highTotalWithVatId'] | undefined,
		highTotalVatClassification: textOf(options.highTotalVatClassification),
		heldFiscalStates: Array.isArray(options.heldFiscalStates) ? (options.heldFiscalStates as string[]) : undefined,
		registers,
		period: periodFrom(context, options),
	});
	needConfirmation(context, registersInPohoda(plan), options as IDataObject);
	return plan;
}

/**
 * Reads every parameter once, from the first item: they describe the connection, not a single receipt. `today` is the
 * local day, YYYY-MM-DD.
 *
 * @throws RulesError for posting rules that cannot be understood, NodeOperationError for what is missing
 */
export function readSettings(context: IExecuteFunctions, today: string): CreateSettings {
	const options = context.getNodeParameter('options', 0, {}) as Options;
	const delivery = context.getNodeParameter('delivery', 0, 'mServer') as CreateSettings['delivery'];
	return {
		delivery,
		preview: isPreview(context, options),
		ico: delivery === 'xmlFile' ? unitOfFile(context) : '',
		packSize: Math.floor(positive(options.packSize, 100)),
		timeout: timeOutOf(options, 120),
		cutLongTexts: options.cutLongTexts === true,
		missingCharacters: options.missingCharacters === 'refuse' ? 'refuse' : 'transliterate',
		outputBinaryField: textOf(options.outputBinaryField) ?? 'data',
		checkPeriod: options.checkPeriod !== false,
		plan: planSettings(context, options, delivery, today),
	};
}
