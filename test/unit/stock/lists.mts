/** Stock lists for tests: items, settings, applying changes. */
import fc from 'fast-check';
import type { StockItem } from '../../../core/records/stock';
import type { StockChange } from '../../../core/stock/change';
import type { Changes } from '../../../core/stock/changeLog';
import { DEFAULT_GUARDS, DEFAULT_MATCH, DEFAULT_RULES } from '../../../core/stock/settings';
import type { FieldRule, Guards, MatchSettings, SourceRules, StockSettings } from '../../../core/stock/settings';

export function stockItem(code: string, fields: Partial<StockItem> = {}): StockItem {
	return { recordType: 'stockItem', key: `test/stockItem/${code}`, code, name: `Zboží ${code}`, ...fields };
}

export const priced = (code: string, price: number, quantity?: number, more: Partial<StockItem> = {}) =>
	stockItem(code, {
		prices: { sale: price, saleIncludesVat: true },
		...(quantity === undefined ? {} : { quantity }),
		...more,
	});

export interface SettingsGiven {
	match?: Partial<MatchSettings>;
	fields?: FieldRule[];
	rules?: Partial<SourceRules>;
	guards?: Partial<Guards>;
	replacement?: boolean;
}

/** Everything allowed and no limits, unless said otherwise. */
export function settingsOf({ match, fields, rules, guards, replacement = false }: SettingsGiven = {}): StockSettings {
	const all: Partial<Guards> = {
		allow: ['create', 'update', 'remove'],
		allowInSource: ['create', 'update', 'remove'],
		maxRemovedPercent: 100,
		maxChangedPercent: 100,
	};
	return {
		match: { ...DEFAULT_MATCH, ...match },
		fields: fields ?? [
			{ field: 'quantity', winner: 'source' },
			{ field: 'price', winner: 'source' },
			{ field: 'name', winner: 'source' },
		],
		rules: { ...DEFAULT_RULES, ...rules },
		guards: { ...DEFAULT_GUARDS, ...all, ...guards },
		replacement,
	};
}

/** The list after the changes that are for it. */
export function applied(
	list: readonly StockItem[],
	changes: readonly StockChange[],
	to: StockChange['applyTo'] = 'target',
): StockItem[] {
	const result = [...list];
	for (const { action, applyTo, before, after } of changes) {
		if (applyTo !== to || action === 'keep') continue;
		const at = before === null ? -1 : result.findIndex((item) => JSON.stringify(item) === JSON.stringify(before));
		if (before !== null && at < 0) throw new Error(`Nothing to change: ${JSON.stringify(before)}`);
		if (before === null) result.push(after as StockItem);
		else if (after === null) result.splice(at, 1);
		else result[at] = after;
	}
	return result;
}

/** A comparison with all its changes in hand. */
export async function listed<C extends { changes: Changes }>(
	comparison: Promise<C>,
): Promise<Omit<C, 'changes'> & { changes: StockChange[] }> {
	const done = await comparison;
	const changes: StockChange[] = [];
	for await (const change of done.changes) changes.push(change);
	return { ...done, changes };
}

export async function* chunked(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

export async function gathered(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
	const parts: Uint8Array[] = [];
	for await (const chunk of chunks) parts.push(chunk);
	return new Uint8Array(Buffer.concat(parts));
}

const text = fc.constantFrom('Rohlík', 'rohlík', 'Rohli\u0301k', 'Chléb', ' Chléb ', 'A\u00a0B', 'kůň', '');
const amount = fc.integer({ min: 0, max: 2000 }).map((haler) => haler / 100);
const quantity = fc.integer({ min: -3000, max: 9000 }).map((thousandth) => thousandth / 1000);

/** Items with odd codes, few enough that the sides meet. */
export const arbitraryItem = fc
	.record(
		{
			code: fc.constantFrom(
				'A1',
				'a1',
				'A 1',
				'007',
				'7',
				'Ř2',
				'R\u030c2',
				'B',
				'C',
				'D',
				'E',
				'F',
				'G',
				'\uff21\uff11',
			),
			eans: fc.subarray(['8594001234560', '859400123456', '00012345', '12345670', ' 8594001234560 '], { maxLength: 2 }),
			plu: fc.constantFrom('1', '01', '2', '0', ''),
			name: text,
			unit: fc.constantFrom('ks', 'KS', 'bal', 'kg'),
			vatRate: fc.constantFrom(21, 12, 0, null),
			price: amount,
			quantity,
			labels: fc.subarray(['pokl1', 'pokl2', 'akce']),
			active: fc.boolean(),
			forSale: fc.boolean(),
			warehouse: fc.constantFrom('S1', 'S2', 'S3'),
			updatedAt: fc.constantFrom('2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'),
			includesVat: fc.boolean(),
		},
		{ requiredKeys: ['code'] },
	)
	.map(
		({ code, price, includesVat, name, ...rest }): StockItem => ({
			recordType: 'stockItem',
			key: `k/${code}`,
			code,
			name: name || `Zboží ${code}`,
			...rest,
			...(price === undefined ? {} : { prices: { sale: price, saleIncludesVat: includesVat ?? true } }),
		}),
	);

/** A list; keys tell equal items apart. */
export const arbitraryList = fc
	.array(arbitraryItem, { maxLength: 14 })
	.map((items) => items.map((item, index) => ({ ...item, key: `${item.key}/${index}` })));
