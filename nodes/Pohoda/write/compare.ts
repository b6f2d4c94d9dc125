/** Documents that POHODA had already: the amount they have there, against the one that would be sent. */
import { AGENDAS } from '../../../core/pohoda/agendas/index';
import type { DocumentOutcome } from '../../../core/pohoda/outcome';
import { compareFound, differsText, type Differs, type Offered } from '../../../core/plan/found';
import { absMicro, fromMicro, HALER, toMicro } from '../../../core/money/micro';
import type { Asker } from '../lookup';
import { askRecords, questionOf } from './ask';
import type { Ready } from './compose';
import type { WriteSettings } from './settings';

type Verdicts = ReadonlyMap<string, DocumentOutcome>;

const CROWN = toMicro(1);

/** What POHODA answered with a total: of a duplicate it says id and number only. One question for each hundred. */
export async function withTotals(asker: Asker, ready: readonly Ready[], verdicts: Verdicts, settings: WriteSettings): Promise<Map<string, DocumentOutcome>> {
	const unasked = ready.flatMap((one) => {
		const verdict = verdicts.get(one.documentId);
		const open = one.action === 'create' && one.total !== undefined && verdict?.outcome === 'duplicate' && verdict.total === undefined;
		return open && verdict.id !== undefined ? [{ one, verdict, id: verdict.id }] : [];
	});
	const told = new Map<string, DocumentOutcome>();
	const questions = unasked.map(({ one, id }) => questionOf(one.entry.record, { id }, settings.agenda));
	const found = await askRecords(asker, AGENDAS[settings.agenda], questions, settings.source);
	for (const [index, { one, verdict }] of unasked.entries()) {
		const listed = found.kind === 'found' ? found.records[index][0] : undefined;
		if (listed !== undefined) {
			// A list of transfers has no amounts: there is nothing to compare.
			if (typeof listed.total === 'number') told.set(one.documentId, { ...verdict, total: listed.total });
			continue;
		}
		const why = found.kind === 'found' ? 'POHODA does not list it' : found.reason;
		const where = verdict.number === undefined ? '' : ` as ${verdict.number}`;
		told.set(one.documentId, {
			...verdict,
			outcome: 'unknown',
			message: `is in POHODA already${where}, but it could not be looked up with which amount (${why}). The next run looks again.`,
		});
	}
	return told;
}

/**
 * Of the amounts that the document may have, the one it has. A haléř for each line is how systems round; without a rounding
 * of its own POHODA's setting may have rounded the document to crowns. undefined: several may be meant.
 */
function meantBy(found: number, offered: readonly number[], { roundingMode, items }: Ready['entry']['record']): number | undefined {
	const there = toMicro(found);
	const whole = roundingMode === undefined && there % CROWN === 0n;
	if (!whole && offered.includes(found)) return found;
	const most = whole ? CROWN - 1n : HALER * BigInt(Array.isArray(items) ? items.length : 0);
	const near = [...new Set(offered)].filter((amount) => absMicro(there - toMicro(amount)) <= most);
	return near.length > 1 ? undefined : (near[0] ?? found);
}

/** A document that POHODA has with another content than the one of the record; undefined where it has that. */
export function differenceOf({ entry, total }: Ready, verdict: DocumentOutcome): { differs: Differs; message: string } | undefined {
	const { record, sync } = entry;
	if (total === undefined || verdict.total === undefined) return undefined;
	const leaves = typeof record.amount === 'number' && record.amount < 0;
	const signed = (amount: number) => (leaves ? fromMicro(-toMicro(amount)) : amount);
	const offered: Offered = {
		record: { key: record.key, total: signed(total), ...(typeof record.currency === 'string' ? { currency: record.currency } : {}) },
		...(sync === undefined ? {} : { sync }),
	};
	const there = signed(verdict.total);
	const versions = (sync?.versions ?? []).map(({ amount }) => amount);
	const meant = meantBy(there, [signed(total), ...versions], record);
	const document = { members: [record.key], ...(meant === undefined ? {} : { total: meant }) };
	const found = compareFound(document, [offered]).get(record.key);
	if (found === undefined) return undefined;
	// The amount is the one that POHODA has.
	const differs = found.has === undefined ? found : { ...found, has: { ...found.has, amount: there } };
	const where = `as ${verdict.number ?? `id ${verdict.id ?? '?'}`}`;
	return { differs, message: differsText(offered, differs, 'POHODA', where, 'its source') };
}
