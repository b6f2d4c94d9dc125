/** How a set of Helios is read when nothing is chosen: the panel's defaults. */
import type { ReadSettings } from '../../core/helios/readSettings';
import { DEFAULT_TABLES } from '../../core/helios/settings';

export const DEFAULT_READ_SETTINGS: ReadSettings = {
	...DEFAULT_TABLES,
	source: 'helios',
	encoding: 'auto',
	takeLongTexts: false,
	registerFrom: 'series',
	financialKind: 'other',
	packAmounts: 'all',
	substituteGoods: '',
	substitutePack: '',
};
