/** What a person chooses for reading receipt files. */
import type { ItemKind } from '../records/types';
import type { ReadEncoding } from './decode';
import type { CodeTables } from './settings';

export interface ReadSettings extends CodeTables {
	/** System the files come from: first part of each key. */
	source: string;
	encoding: ReadEncoding;
	/** Whether texts that are longer than their column are taken, with a warning; else such a receipt is refused. */
	takeLongTexts: boolean;
	/** What becomes the register: the series alone, or shop (BKIdent) and series. Keys tell shops apart in both cases. */
	registerFrom: 'series' | 'shopAndSeries';
	/** Kind of rows of UctenkyFin.txt. [I] */
	financialKind: ItemKind;
	/**
	 * Which rows of a pack (balíček) carry its amount: all of them, the row of the pack, or the rows of its parts. The others are kept, but are no items.
	 * Not published; a pack that counts twice shows as a receipt that does not add up.
	 */
	packAmounts: 'all' | 'packs' | 'parts';
	/** Codes of the goods cards and packs that the target has; undefined = not checked. */
	knownGoods?: ReadonlySet<string>;
	knownPacks?: ReadonlySet<string>;
	/** Sběrná karta zboží, Sběrný balíček zboží: codes that stand for unknown ones; '' = the receipt is refused. */
	substituteGoods: string;
	substitutePack: string;
}
