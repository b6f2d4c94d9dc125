import type { IExecuteFunctions } from 'n8n-workflow';
import { READ_ENCODINGS } from '../../../../core/helios/decode';
import type { ReadSettings } from '../../../../core/helios/readSettings';
import { ITEM_KINDS } from '../../../../core/records/types';
import { operationError } from '../../../shared/errors';
import { codeSet, codeTables, optionsOf } from './parameters';
import { choiceOf, textOf } from '../../../shared/values';

/**
 * Reads every parameter once, from the first item; `folder` is read for each file.
 *
 * @throws NodeOperationError when Source Name is empty
 */
export function readReadSettings(context: IExecuteFunctions): ReadSettings & { checkOnly: boolean } {
	const options = optionsOf(context);
	const source = textOf(context.getNodeParameter('source', 0, ''));
	if (source === undefined) {
		throw operationError(
			context.getNode(),
			'Source Name is empty',
			'Fill it in, e.g. helios: it is the first part of the key that tells the receipts of one system from those of another.',
		);
	}
	return {
		...codeTables(options),
		source,
		checkOnly: context.getNodeParameter('checkOnly', 0, false) === true,
		encoding: choiceOf(options.encoding, ...READ_ENCODINGS),
		takeLongTexts: options.takeLongTexts === true,
		registerFrom: choiceOf(options.registerFrom, 'series', 'shopAndSeries'),
		financialKind: ITEM_KINDS.find((kind) => kind === options.financialKind) ?? 'other',
		packAmounts: choiceOf(options.packAmounts, 'all', 'packs', 'parts'),
		knownGoods: codeSet(options.knownGoods),
		knownPacks: codeSet(options.knownPacks),
		substituteGoods: textOf(options.substituteGoods) ?? '',
		substitutePack: textOf(options.substitutePack) ?? '',
	};
}
