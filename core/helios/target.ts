/** The receipt files of Helios as a target: rows instead of documents, numbers that may be given once. */
import { ENTERED_BY_HAND } from '../plan/decisions';
import type { Draft } from '../plan/draft';
import { RETRY } from '../plan/messages';
import type { PlanInput, Reason } from '../plan/messages';
import type { Placed, ReceiptInput, Target } from '../plan/target';
import { DOCUMENT_WORDS } from '../plan/words';
import type { Words } from '../plan/words';
import { formatDay } from '../records/dates';
import { documentId } from '../records/keys';
import type { SyncState, TakenNumber } from '../records/results';
import type { Receipt } from '../records/types';
import { exportedAt } from './fileNames';
import { periodOf } from './localTime';
import { prepareReceipt } from './prepare';
import type { PrepareSettings } from './prepare';
import type { TypedReceipt } from './readItems';
import type { Row } from './structures';

export const SYSTEM = 'Helios';

/** A receipt as rows of the files. */
export interface RowsDraft extends Draft {
	record: Receipt;
	sync?: SyncState;
	rows: TypedReceipt;
}

const WORDS: Words = {
	system: SYSTEM,
	done: 'written',
	missing: 'in no file yet',
	documents: DOCUMENT_WORDS,
};

const NO_RECEIPT: Reason = {
	code: 'cashMovement',
	text: 'money put into or taken out of the till is no receipt, and the receipt files have no place for it',
	todo: `Enter it in Helios by hand and choose ${ENTERED_BY_HAND} in the Problems form.`,
};

const NUMBER_ADVICE = `Give each register a series of its own in Series of the Helios node; where the till's numbers restart every day, let Number Pattern take a number that contains the day; then ${RETRY}`;

function place({ record, sync }: ReceiptInput, settings: PrepareSettings): Placed<RowsDraft> {
	const own = sync?.export;
	const prepared = prepareReceipt(record, own ? { ...settings, export: { at: exportedAt(own.time), by: own.by } } : settings);
	if (!prepared.ok) return { refused: prepared.reasons };
	const { key, date, total } = record;
	const { rows, warnings } = prepared;
	return { draft: { documentId: documentId(key, sync?.generation ?? 1), keys: [key], date, total, warnings: [...warnings], record, ...(sync ? { sync } : {}), rows } };
}

/** Another record of the journal with the identity that Helios knows: series, number, period, kind of document and shop. What is not known of it counts as the same. */
function takenBefore({ record, sync }: PlanInput, { Rada, PoradoveCislo, ObdobiOd, TypDokladu, BKIdent }: Row<'Uctenky'>, { firstMonth, documentTypes }: PrepareSettings): TakenNumber | undefined {
	return sync?.taken?.find(({ key, date, targetNumber, type, shop }) => {
		const code = type === undefined ? undefined : documentTypes.find((one) => one.type === type)?.code;
		return (
			key !== record.key &&
			targetNumber === `${Rada}/${PoradoveCislo}` &&
			periodOf(date, firstMonth).from === ObdobiOd &&
			(code === undefined || String(code) === TypDokladu) &&
			(shop === undefined || (record.shop === undefined ? shop === BKIdent : shop === record.shop))
		);
	});
}

/** No two records may have one number, in this run or in the journal. */
function numbersOnce(settings: PrepareSettings): ReturnType<NonNullable<Target<RowsDraft>['beside']>> {
	/** Series, period, number and kind of what is written → its key. */
	const given = new Map<string, string>();
	return (input, { rows: { header } }) => {
		const { Rada, ObdobiOd, PoradoveCislo, TypDokladu, BKIdent } = header;
		const number = [Rada, ObdobiOd, PoradoveCislo, TypDokladu, BKIdent].join('\n');
		const other = given.get(number);
		if (other !== undefined) {
			return { refused: [`It would have the number ${Rada}/${PoradoveCislo}, which ${other} has in the same export. Give their registers different series in the Helios node.`] };
		}
		const before = takenBefore(input, header, settings);
		if (before === undefined) {
			given.set(number, input.record.key);
			return undefined;
		}
		const of = `${before.register}/${before.number} of ${formatDay(before.date)}`;
		const text = `it would have the number ${Rada}/${PoradoveCislo} in Helios, which ${of} has in the same period`;
		return { reasons: [{ code: 'number', text, todo: NUMBER_ADVICE }] };
	};
}

export function heliosTarget(settings: PrepareSettings): Target<RowsDraft> {
	return {
		words: WORDS,
		place: (input) => place(input, settings),
		movement: NO_RECEIPT,
		placesVoids: settings.documentTypes.some(({ type }) => type === 'void'),
		beside: () => numbersOnce(settings),
		// The files keep the order of the input.
		rank: ({ indexes }) => indexes[0],
	};
}
