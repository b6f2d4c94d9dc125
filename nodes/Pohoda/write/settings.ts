/** What the parameters of the write operations say. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { MATCHES } from '../../../core/pohoda/agendas/matching';
import type { MatchBy } from '../../../core/pohoda/agendas/matching';
import type { EetSetting } from '../../../core/records/fiscal';
import { needConfirmation } from '../eetFields';
import { codeOf } from '../../shared/pohoda/references';
import { isPreview, timeOutOf } from '../../shared/transfer';
import { positive, textOf } from '../../shared/values';
import type { Emptying, WriteAction, WrittenAgenda } from './entries';

export interface WriteSettings {
	agenda: WrittenAgenda;
	action: WriteAction;
	/** Nothing is sent, the result shows what would be. */
	preview: boolean;
	packSize: number;
	/** Milliseconds. */
	timeout: number;
	cutLongTexts: boolean;
	missingCharacters: 'refuse' | 'transliterate';
	outputBinaryField: string;
	/** Hold documents whose day is outside of the accounting period. */
	checkPeriod: boolean;
	/** Absent for agendas that are only created, whose identity is their key. */
	matchBy?: MatchBy;
	/** Deletions are wanted. */
	confirmed: boolean;
	/** Documents that others made are deleted as well. */
	foreign: boolean;
	/** `require`: every line of goods must have its card; `link`: those that have one; `none`: lines stay as they are. */
	cards: 'require' | 'link' | 'none';
	emptying?: Emptying;
	/** Store in which cards are looked for. */
	store?: string;
	/** Refuse documents whose stock is short, instead of the quantity 0 that POHODA would write. */
	checkStock: boolean;
	/** Who registers documents in EET that do not say it themselves. */
	eet: EetSetting;
	/** Documents may wait in POHODA to be sent to EET. */
	eetConfirmed: boolean;
	/** Source whose ids are ids of this POHODA. */
	source: string;
	/** Local day, YYYY-MM-DD. */
	today: string;
}

type Options = Record<string, unknown>;

/** Agendas whose lines must have cards unless the user says otherwise, and those that link them when asked to. */
const CARDS: Readonly<Partial<Record<WrittenAgenda, 'require' | 'link'>>> = {
	order: 'require',
	goodsIssueNote: 'require',
	goodsReceivedNote: 'require',
	stockTransfer: 'require',
	invoice: 'link',
	offer: 'link',
	cashDocument: 'link',
};

function cardsOf(agenda: WrittenAgenda, action: WriteAction, options: Options): WriteSettings['cards'] {
	const usual = CARDS[agenda];
	if (action !== 'create' || usual === undefined) return 'none';
	if (usual === 'require') return options.requireStockCards === false ? 'link' : 'require';
	return options.linkStockCards === true ? 'link' : 'none';
}

/** @throws NodeOperationError where POHODA shall register and nobody has confirmed it */
export function readEet(context: IExecuteFunctions, options: Options): Pick<WriteSettings, 'eet' | 'eetConfirmed'> {
	const eet = (textOf(options.eet) ?? 'tillRegisters') as EetSetting;
	needConfirmation(context, eet === 'pohodaRegisters', options as IDataObject);
	return { eet, eetConfirmed: options.confirmForSending === true };
}

/** Reads every parameter that is about the transfer, from the first item. `today` is the local day, YYYY-MM-DD. */
export function readSettings(
	context: IExecuteFunctions,
	agenda: WrittenAgenda,
	action: WriteAction,
	today: string,
): WriteSettings {
	const options = context.getNodeParameter('options', 0, {}) as Options;
	const matches = MATCHES[agenda];
	const matched = matches !== undefined && (action !== 'create' || agenda !== 'order');
	return {
		agenda,
		action,
		preview: isPreview(context, options),
		packSize: Math.floor(positive(options.packSize, 100)),
		timeout: timeOutOf(options, 120),
		cutLongTexts: options.cutLongTexts === true,
		missingCharacters: options.missingCharacters === 'refuse' ? 'refuse' : 'transliterate',
		outputBinaryField: textOf(options.outputBinaryField) ?? 'data',
		checkPeriod: options.checkPeriod !== false,
		...(matched ? { matchBy: context.getNodeParameter('matchBy', 0, matches[0]) as MatchBy } : {}),
		confirmed: context.getNodeParameter('confirm', 0, false) === true,
		foreign: options.foreign === true,
		cards: cardsOf(agenda, action, options),
		...(codeOf(options.store) === undefined ? {} : { store: codeOf(options.store) }),
		emptying: {
			fields: Array.isArray(options.emptyFields) ? (options.emptyFields as string[]) : [],
			nulls: options.nullsEmpty === true,
		},
		checkStock: options.checkStock !== false,
		...readEet(context, options),
		source: textOf(options.source) ?? 'pohoda',
		today,
	};
}
