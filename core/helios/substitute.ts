/** Goods and packs that the target does not have: a substitute card or pack (sběrná karta, sběrný balíček), or a reason to refuse [seed 004]. */
import type { ResultWarning } from '../records/results';
import type { GoodsRows } from './readItems';
import type { ReadSettings } from './readSettings';
import { joinCode, splitCode } from './settings';

type Replaced = { item: GoodsRows; warning?: ResultWarning } | { reason: string };

const KINDS = {
	goods: { word: 'goods', setting: 'Substitute Goods Card', group: 'ZboSkupZbo', number: 'ZboRegCis' },
	pack: { word: 'pack', setting: 'Substitute Pack', group: 'BalSkupZbo', number: 'BalRegCis' },
} as const;

function isKnown(known: ReadonlySet<string>, group: string, number: string, goodsGroup: string): boolean {
	return known.has(`${group}/${number}`) || known.has(joinCode(group, number, goodsGroup));
}

function replace(item: GoodsRows, kind: keyof typeof KINDS, settings: ReadSettings): Replaced {
	const { word, setting, group, number } = KINDS[kind];
	const known = kind === 'goods' ? settings.knownGoods : settings.knownPacks;
	const substitute = kind === 'goods' ? settings.substituteGoods : settings.substitutePack;
	const { row } = item;
	const [givenGroup, givenNumber] = [row[group] ?? '', row[number] ?? ''];
	if (known === undefined || isKnown(known, givenGroup, givenNumber, settings.goodsGroup)) return { item };
	const code = joinCode(givenGroup, givenNumber, '');
	const name = `Item ${row.PoradiPolozky} "${row.Nazev1}"`;
	if (substitute === '') {
		return { reason: `${name}: the ${word} ${code} is not among the known ones. Add it there, or set ${setting} in the Helios node.` };
	}
	const other = splitCode(substitute, settings.goodsGroup);
	const text = `${name}: the ${word} ${code} is not among the known ones and was replaced by ${substitute}. It cannot be changed after the import.`;
	return {
		item: { ...item, row: { ...row, [group]: other.group, [number]: other.number }, replaced: code },
		warning: { code: 'substituted', text, place: number, requested: code, produced: substitute },
	};
}

/** The items with known cards only. A row without card (and without pack) is a text and stays as it is. */
export function withKnownGoods(
	items: readonly GoodsRows[],
	settings: ReadSettings,
): { items: GoodsRows[]; warnings: ResultWarning[]; reasons: string[] } {
	const warnings: ResultWarning[] = [];
	const reasons: string[] = [];
	const known = items.map((item) => {
		const kind = item.row.ZboRegCis !== null ? 'goods' : item.row.BalRegCis !== null ? 'pack' : undefined;
		const replaced = kind === undefined ? { item } : replace(item, kind, settings);
		if ('reason' in replaced) {
			reasons.push(replaced.reason);
			return item;
		}
		if ('warning' in replaced && replaced.warning) warnings.push(replaced.warning);
		return replaced.item;
	});
	return { items: known, warnings, reasons };
}
