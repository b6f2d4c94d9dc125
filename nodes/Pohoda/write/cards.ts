/** Lines of documents and the cards of POHODA: an order goes only when every product has its card. */
import { STOCK_ITEM } from '../../../core/pohoda/agendas/stock';
import { pairItems, unpairedItems } from '../../../core/pohoda/agendas/pairing';
import { questionFault } from '../../../core/pohoda/agendas/questions';
import type { Question } from '../../../core/pohoda/agendas/questions';
import type { DocumentItem } from '../../../core/records/document';
import type { Asker } from '../lookup';
import type { Asked } from '../unit';
import { answersOf, askRecords } from './ask';
import type { AnyEntity, Entry } from './entries';
import type { WriteSettings } from './settings';

/** Only the card itself is wanted, not what hangs on it. */
const WITHOUT_PARTS = {
	relatedFiles: false,
	relatedLinks: false,
	pictures: false,
	categories: false,
	relatedStocks: false,
	alternativeStocks: false,
	intParameters: false,
	stockItem: false,
	stockAttach: false,
	stockSerialNumber: false,
	stockPriceItem: false,
	stockParameters: false,
};

const itemsOf = (record: AnyEntity): DocumentItem[] => (Array.isArray(record.items) ? (record.items as DocumentItem[]) : []);

/** Codes that lines of goods name, and that no card was given for otherwise. */
function codesOf(entries: readonly Entry[]): string[] {
	const nobody = new Set<string>();
	const codes = entries.flatMap(({ record }) => unpairedItems({ items: itemsOf(record) }, nobody).flatMap(({ code }) => code ?? []));
	return [...new Set(codes)];
}

/** The codes among those wanted that have a card, exactly as POHODA writes them. */
async function knownCodes(asker: Asker, entries: readonly Entry[], { store, source }: WriteSettings): Promise<Asked<Set<string>>> {
	const questions = codesOf(entries)
		.map((code): Question => ({ filters: [{ code, ...(store === undefined ? {} : { store }) }], parts: WITHOUT_PARTS }))
		.filter((question) => questionFault(STOCK_ITEM, question) === undefined);
	const answers = answersOf(asker, await askRecords(asker, STOCK_ITEM, questions, source));
	if (!answers.ok) return answers;
	return { ok: true, value: new Set(answers.value.flat().flatMap(({ code }) => (typeof code === 'string' ? [code] : []))) };
}

type Paired = { ok: true; entry: Entry } | { ok: false; entry: Entry; missing: string };

/** Lines that have a card are linked to it; the others stay text (a warning) where that is allowed. */
function paired(entry: Entry, known: ReadonlySet<string>, { cards, store }: WriteSettings): Paired {
	const items = itemsOf(entry.record);
	const unpaired = unpairedItems({ items }, known);
	if (unpaired.length > 0 && cards === 'require') {
		return { ok: false, entry, missing: unpaired.map(({ reason }) => reason).join('; ') };
	}
	const open = new Set(unpaired.map(({ line }) => line));
	const { items: linked } = pairItems({ items }, store);
	const record = { ...entry.record, items: items.map((item, index) => (open.has(index + 1) ? item : linked[index])) };
	const text = `Sent as text, stock is not moved: ${unpaired.map(({ reason }) => reason).join('; ')}.`;
	const warnings = unpaired.length === 0 ? entry.warnings : [...entry.warnings, { code: 'withoutCard', text }];
	return { ok: true, entry: { ...entry, record, warnings } };
}

/**
 * Links the lines of documents to the cards that POHODA has, asked once for each code.
 *
 * @throws NodeApiError or NodeOperationError when POHODA refuses the question
 */
export async function pairedWithCards(asker: Asker, entries: readonly Entry[], settings: WriteSettings): Promise<Asked<Paired[]>> {
	if (settings.cards === 'none') return { ok: true, value: entries.map((entry) => ({ ok: true, entry })) };
	const known = await knownCodes(asker, entries, settings);
	if (!known.ok) return known;
	return { ok: true, value: entries.map((entry) => paired(entry, known.value, settings)) };
}
