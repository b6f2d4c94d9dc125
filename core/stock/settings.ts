/** What a comparison of two stock lists is told, with the defaults that change least. */
import type { StockItem, StockKind } from '../records/stock';

export const MATCH_KEYS = ['code', 'ean', 'plu'] as const;
export type MatchKey = (typeof MATCH_KEYS)[number];

export const COMPARED_FIELDS = [
	'active',
	'category',
	'eans',
	'labels',
	'name',
	'plu',
	'price',
	'quantity',
	'unit',
	'vatRate',
] as const;
export type ComparedField = (typeof COMPARED_FIELDS)[number];

/** Whose value stays where the sides differ; in two-way mode: where both have changed. */
export const WINNERS = ['source', 'target', 'newer', 'conflict'] as const;
export type Winner = (typeof WINNERS)[number];

export type Action = 'create' | 'update' | 'remove';

export interface FieldRule {
	field: ComparedField;
	winner: Winner;
	/** Numbers that differ by at most so much are equal. */
	tolerance?: number;
}

export interface MatchSettings {
	/** One after another: what the first leaves unmatched goes to the next. */
	by: MatchKey[];
	ignoreCase: boolean;
	ignoreSpaces: boolean;
	ignoreLeadingZeros: boolean;
	/** Unmatched codes of both sides that differ only by case, spaces or leading zeros: a conflict, or two items. */
	similar: 'conflict' | 'separate';
}

/** `{ from: 'bal', to: 'ks', factor: 12 }`: 1 bal is 12 ks. Factor 1: two names of one unit. */
export interface UnitRule {
	from: string;
	to: string;
	factor: number;
	/** Only for this product. */
	code?: string;
}

/** How items of the source become what the target shall have. */
export interface SourceRules {
	/** Stores (sklady) to take, the leading one first; [] = all. */
	warehouses: string[];
	/** Cards of one code in several stores: not expected, one item with the sum, or an item each. */
	combine: 'none' | 'add' | 'separate';
	reserved: 'ignore' | 'subtract' | 'subtractWithOrders';
	negative: 'keep' | 'zero';
	/** Name or id of the level (cenová hladina); '' = the selling price of the card. */
	priceLevel: string;
	/** Prices become a multiple of it, half away from zero; 0 = as they are. */
	priceRounding: number;
	/** Prices that do not say whether VAT is in them; POHODA's own default is without (stock.xsd, @payVAT). */
	unstatedPricesIncludeVat: boolean;
	/** Only items with this label, because the register shows no others; '' = all. */
	label: string;
	onlyForSale: boolean;
	/** Items that are not active are neither changed nor removed, on either side. */
	leavePausedAlone: boolean;
	leaveOutKinds: StockKind[];
	/** Of sets and packages: as the source says, as many as the parts allow, or none. */
	setQuantity: 'asStated' | 'fromParts' | 'none';
	categoryFrom: 'categories' | 'storage' | 'storageLeaf' | 'priceGroup';
	units: UnitRule[];
}

export interface Guards {
	/** Nothing else is done to the target. */
	allow: Action[];
	/** Two-way mode: what may be done to the source. */
	allowInSource: Action[];
	/** Of the target's items; more stop the run. */
	maxRemovedPercent: number;
	maxChangedPercent: number;
	/**
	 * The source lists only what has changed: nothing is ever removed, and no item is no fault. A replacement is the
	 * target's list with these changes then.
	 */
	differential: boolean;
}

export interface StockSettings {
	match: MatchSettings;
	fields: FieldRule[];
	rules: SourceRules;
	guards: Guards;
	/** The whole new list instead of the differences, for targets that take only that. */
	replacement: boolean;
}

export const DEFAULT_MATCH: MatchSettings = {
	by: ['code'],
	ignoreCase: false,
	ignoreSpaces: false,
	ignoreLeadingZeros: false,
	similar: 'conflict',
};

export const DEFAULT_RULES: SourceRules = {
	warehouses: [],
	combine: 'none',
	reserved: 'ignore',
	negative: 'keep',
	priceLevel: '',
	priceRounding: 0,
	unstatedPricesIncludeVat: false,
	label: '',
	onlyForSale: false,
	leavePausedAlone: true,
	leaveOutKinds: [],
	setQuantity: 'asStated',
	categoryFrom: 'categories',
	units: [],
};

export const DEFAULT_GUARDS: Guards = {
	allow: ['create'],
	allowInSource: ['create'],
	maxRemovedPercent: 10,
	maxChangedPercent: 50,
	differential: false,
};

/** A setting, or a list as a whole, with which nothing can be compared. */
export class StockSyncError extends Error {
	override readonly name = 'StockSyncError';

	constructor(
		message: string,
		readonly hint: string,
	) {
		super(message);
	}
}

/** Throws StockSyncError for settings that contradict themselves. */
export function checkSettings({ match, fields, rules, guards }: StockSettings): void {
	if (match.by.length === 0)
		throw new StockSyncError('Match By is empty.', 'Choose what identifies an item on both sides, such as the code.');
	if (fields.length === 0)
		throw new StockSyncError(
			'Fields is empty: nothing would be compared.',
			'Add the fields that matter, such as quantity and price.',
		);
	for (const { field, tolerance = 0 } of fields) {
		if (fields.filter((other) => other.field === field).length > 1) {
			throw new StockSyncError(`The field ${field} stands twice in Fields.`, 'Keep one of the rows.');
		}
		if (!Number.isFinite(tolerance) || tolerance < 0) {
			throw new StockSyncError(`The tolerance of ${field} is ${tolerance}.`, 'Give 0 or more.');
		}
	}
	const { priceRounding, units } = rules;
	if (!Number.isFinite(priceRounding) || priceRounding < 0)
		throw new StockSyncError(`Price Rounding is ${priceRounding}.`, 'Give a step such as 0.01 or 1, or 0.');
	const badUnit = units.find(
		({ from, to, factor }) => from.trim() === '' || to.trim() === '' || !(factor > 0) || !Number.isFinite(factor),
	);
	if (badUnit)
		throw new StockSyncError(
			`The unit rule "${badUnit.from}" to "${badUnit.to}" cannot be used.`,
			'Give both units and a factor of more than 0.',
		);
	for (const percent of [guards.maxRemovedPercent, guards.maxChangedPercent]) {
		if (!(percent >= 0 && percent <= 100))
			throw new StockSyncError(`A limit of ${percent} per cent is set.`, 'Give 0 to 100.');
	}
}

/** An item as messages name it: `A1 "Rohlík"`. */
export function itemName({ code, name }: Pick<StockItem, 'code' | 'name'>): string {
	if (name === '') return code;
	return `${code} "${name.length > 40 ? `${name.slice(0, 40)}…` : name}"`;
}
