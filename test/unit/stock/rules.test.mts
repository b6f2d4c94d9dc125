import { describe, expect, test } from '@jest/globals';
import type { StockItem } from '../../../core/records/stock';
import { compareLists } from '../../../core/stock/compare';
import { inUnit, roundPrice } from '../../../core/stock/prices';
import { listOfItems } from '../../support/stockLists.mts';
import { takeSource, takeTarget } from '../../../core/stock/rules';
import { DEFAULT_RULES, type SourceRules } from '../../../core/stock/settings';
import { withoutVat, withVat } from '../../../core/stock/vatPrice';
import { priced, settingsOf, stockItem, listed } from './lists.mts';

const taken = (item: StockItem, rules: Partial<SourceRules>) => takeSource(item, { ...DEFAULT_RULES, ...rules }, true);
const itemOf = (item: StockItem, rules: Partial<SourceRules>) => {
	const result = taken(item, rules);
	if (result.take !== true) throw new Error(JSON.stringify(result));
	return result.item;
};

describe('which items are taken', () => {
	test('labels of the register, as KASA FIK shows items: none, one, several', () => {
		const labels = (list: string[] | undefined, label: string) =>
			taken(stockItem('A', { labels: list }), { label }).take;
		expect(labels(['pokl1'], 'pokl1')).toBe(true);
		expect(labels(['pokl1', 'pokl2'], 'pokl1')).toBe(true);
		expect(labels(['pokl1', 'pokl2'], 'pokl2')).toBe(true);
		expect(labels(['pokl2'], 'pokl1')).toBe(false);
		expect(labels([], 'pokl1')).toBe(false);
		expect(labels(undefined, 'pokl1')).toBe(false);
		expect(labels(undefined, '')).toBe(true);
	});

	test('stores by name or branch of the storage tree', () => {
		const card = stockItem('A', { warehouse: 'ZBOŽÍ', storage: 'ZBOŽÍ/Elektro/Malé' });
		for (const warehouses of [['ZBOŽÍ'], ['zboží'], ['ZBOŽÍ/Elektro'], ['MATERIÁL', 'ZBOŽÍ']])
			expect(taken(card, { warehouses }).take).toBe(true);
		for (const warehouses of [['ZBO'], ['ZBOŽÍ/Elek'], ['MATERIÁL']])
			expect(taken(card, { warehouses })).toEqual({ take: false, why: 'warehouse' });
		expect(taken(stockItem('A'), { warehouses: ['ZBOŽÍ'] }).take).toBe(false);
	});

	test('kinds, goods not for sale, paused ones', () => {
		expect(taken(stockItem('A', { kind: 'set' }), { leaveOutKinds: ['set'] })).toEqual({ take: false, why: 'kind' });
		expect(taken(stockItem('A', { forSale: false }), { onlyForSale: true })).toEqual({
			take: false,
			why: 'notForSale',
		});
		expect(taken(stockItem('A'), { onlyForSale: true }).take).toBe(true);
		expect(taken(stockItem('A', { active: false }), {})).toMatchObject({ take: true, alone: true });
		expect(taken(stockItem('A', { active: false }), { leavePausedAlone: false })).toMatchObject({ alone: false });
	});

	test('of the target, other stores are none of our business', () => {
		const rules = { ...DEFAULT_RULES, warehouses: ['S1'] };
		expect(takeTarget(stockItem('A', { warehouse: 'S2' }), rules).take).toBe(false);
		expect(takeTarget(stockItem('A'), rules).take).toBe(true);
	});

	test('an item that shows on other registers only is never removed', async () => {
		const target = [
			stockItem('A', { labels: ['pokl1'] }),
			stockItem('B', { labels: ['pokl2'] }),
			stockItem('C', { labels: ['pokl1', 'pokl2'] }),
			stockItem('D'),
			stockItem('E', { labels: [] }),
		];
		const { changes } = await listed(
			compareLists(
				listOfItems([stockItem('Z', { labels: ['pokl1'] })]),
				listOfItems(target),
				settingsOf({ rules: { label: 'pokl1' } }),
			),
		);
		expect(changes.map(({ action, code }) => `${action} ${code}`)).toEqual([
			'remove A',
			'remove C',
			'remove D',
			'create Z',
		]);
	});
});

describe('quantity', () => {
	const card = (fields: Partial<StockItem>) =>
		stockItem('A', { quantity: 10, reserved: 3.5, orderedByCustomers: 8, ...fields });

	test('less what is reserved, and what is ordered', () => {
		expect(itemOf(card({}), {}).quantity).toBe(10);
		expect(itemOf(card({}), { reserved: 'subtract' }).quantity).toBe(6.5);
		expect(itemOf(card({}), { reserved: 'subtractWithOrders' }).quantity).toBe(-1.5);
		expect(itemOf(card({}), { reserved: 'subtractWithOrders', negative: 'zero' }).quantity).toBe(0);
		expect(itemOf(card({ quantity: 0.3, reserved: 0.1 }), { reserved: 'subtract' }).quantity).toBe(0.2);
		expect(itemOf(card({ quantity: undefined }), { reserved: 'subtract' }).quantity).toBeUndefined();
	});

	test('of sets: as stated, as many as the parts allow, or none; texts and services have none', () => {
		const set = stockItem('S', {
			kind: 'set',
			quantity: 0,
			components: [
				{ code: 'A', quantity: 2, onStock: 7 },
				{ code: 'B', quantity: 0.5, onStock: 1.9 },
			],
		});
		expect(itemOf(set, {}).quantity).toBe(0);
		expect(itemOf(set, { setQuantity: 'fromParts' }).quantity).toBe(3);
		expect(itemOf(set, { setQuantity: 'none' }).quantity).toBeUndefined();
		expect(
			itemOf({ ...set, components: [{ code: 'A', quantity: 2, onStock: -1 }] }, { setQuantity: 'fromParts' }).quantity,
		).toBe(0);
		expect(
			itemOf({ ...set, components: [{ code: 'A', quantity: 2 }] }, { setQuantity: 'fromParts' }).quantity,
		).toBeUndefined();
		expect(itemOf(stockItem('T', { kind: 'service', quantity: 0 }), {}).quantity).toBeUndefined();
	});
});

describe('price', () => {
	const net = stockItem('A', {
		vatRate: 21,
		prices: {
			sale: 100,
			levels: [
				{ name: 'Sleva 1', price: 90 },
				{ id: '7', price: 80 },
			],
		},
	});

	test('without VAT becomes one with VAT, exactly', () => {
		expect(itemOf(net, {}).prices).toMatchObject({ sale: 121, saleIncludesVat: true });
		expect(itemOf({ ...net, prices: { sale: 82.64 } }, {}).prices?.sale).toBe(99.99);
		expect(itemOf({ ...net, vatRate: null }, {}).prices?.sale).toBe(100);
		expect(itemOf(net, { unstatedPricesIncludeVat: true }).prices?.sale).toBe(100);
		expect(withVat(0.41, 21)).toBe(0.5);
		expect(withoutVat(0.5, 21)).toBe(0.41);
		expect(withVat(8e9, 21)).toBeUndefined();
	});

	test('that cannot be computed is refused with the reason, unless prices do not matter', () => {
		const card = { ...net, vatRate: undefined, vatCode: 'historyHigh' as const };
		expect(taken(card, {})).toMatchObject({
			take: 'refused',
			reasons: [expect.stringContaining('only "historyHigh"')],
		});
		expect(takeSource(card, DEFAULT_RULES, false).take).toBe(true);
	});

	test('by level, by name or id; a missing level is refused', () => {
		expect(itemOf(net, { priceLevel: 'Sleva 1' }).prices?.sale).toBe(108.9);
		expect(itemOf(net, { priceLevel: '7' }).prices?.sale).toBe(96.8);
		expect(taken(net, { priceLevel: 'VIP' })).toMatchObject({
			take: 'refused',
			reasons: ['It has no price of the level "VIP".'],
		});
		expect(taken(stockItem('A'), { priceLevel: 'VIP' }).take).toBe(true);
	});

	test('is rounded half away from zero', () => {
		expect([
			roundPrice(12.5, 1),
			roundPrice(12.49, 1),
			roundPrice(0.25, 0.1),
			roundPrice(1.005, 0.01),
			roundPrice(3, 0),
		]).toEqual([13, 12, 0.3, 1.01, 3]);
		expect(itemOf(net, { priceRounding: 5 }).prices?.sale).toBe(120);
	});
});

describe('units', () => {
	const box = priced('A', 60, 5, { unit: 'bal' });
	const rules = [
		{ from: 'bal', to: 'ks', factor: 12 },
		{ from: 'bal', to: 'ks', factor: 10, code: 'B' },
	];

	test('convert by rule both ways, by product, and by the bigger units of the card', () => {
		expect(inUnit(box, 'ks', rules)).toMatchObject({ unit: 'ks', quantity: 60, prices: { sale: 5 } });
		expect(inUnit({ ...box, unit: 'ks' }, 'bal', rules)).toMatchObject({
			unit: 'bal',
			quantity: 0.416667,
			prices: { sale: 720 },
		});
		expect(inUnit({ ...box, code: 'B' }, 'ks', rules)).toMatchObject({ quantity: 50 });
		const pieces = priced('C', 5, 30, { unit: 'ks', units: [{ unit: 'bal', coefficient: 6 }] });
		expect(inUnit(pieces, 'BAL.', [])).toMatchObject({ quantity: 5, prices: { sale: 30 } });
		expect(inUnit(box, 'BAL.', [])).toBe(box);
		expect(inUnit(box, 'kg', rules)).toBeUndefined();
	});

	test('that do not convert are a conflict of quantity and price, also when the numbers are equal', async () => {
		const compare = (units: SourceRules['units']) =>
			listed(
				compareLists(
					listOfItems([box]),
					listOfItems([priced('A', 60, 5, { unit: 'ks' })]),
					settingsOf({ rules: { units } }),
				),
			);
		const { changes, conflicts } = await compare([]);
		expect(changes).toEqual([]);
		expect(conflicts).toMatchObject([
			{
				reason: 'fields',
				message: expect.stringContaining('the units differ and no rule says how they convert'),
				fields: [{ field: 'quantity' }, { field: 'price' }],
			},
		]);
		expect((await compare(rules)).changes[0].after).toMatchObject({ unit: 'ks', quantity: 60, prices: { sale: 5 } });
	});
});

describe('cards of one code in several stores', () => {
	const cards = [
		priced('A', 10, 5, { warehouse: 'S1', reserved: 1, name: 'S1 name' }),
		priced('A', 12, 7.5, { warehouse: 'S2', name: 'S2 name' }),
		priced('B', 1, 1, { warehouse: 'S2' }),
		priced('A', 14, 100, { warehouse: 'S3', name: 'S3 name' }),
	];
	const compare = async (rules: Partial<SourceRules>, source = cards, target: StockItem[] = []) =>
		await listed(compareLists(listOfItems(source), listOfItems(target), settingsOf({ rules })));

	test('are a conflict unless the rules say how they are joined', async () => {
		const { changes, conflicts } = await compare({});
		expect(changes.map(({ code }) => code)).toEqual(['B']);
		expect(conflicts).toMatchObject([
			{ reason: 'notUnique', message: expect.stringContaining('joined by Stores in the rules') },
		]);
	});

	test('add up over the stores that are taken; the first store leads', async () => {
		const sum = async (warehouses: string[], source = cards) => {
			const { changes } = await compare({ warehouses, combine: 'add', reserved: 'subtract' }, source);
			return changes.map(({ after }) => [after?.code, after?.quantity, after?.prices?.sale, after?.name]);
		};
		expect(await sum(['S2', 'S1'])).toEqual([
			['A', 11.5, 12, 'S2 name'],
			['B', 1, 1, 'Zboží B'],
		]);
		expect(await sum(['S2', 'S1'], [...cards].reverse())).toEqual([
			['A', 11.5, 12, 'S2 name'],
			['B', 1, 1, 'Zboží B'],
		]);
		expect(await sum([])).toEqual([
			['A', 111.5, 10, 'S1 name'],
			['B', 1, 1, 'Zboží B'],
		]);
		expect(await sum(['S1'])).toEqual([['A', 4, 10, 'S1 name']]);
	});

	test('twice in one store is a conflict', async () => {
		const { changes, conflicts } = await compare({ combine: 'add' }, [...cards, cards[0]]);
		expect(changes.map(({ code }) => code)).toEqual(['B']);
		expect(conflicts).toMatchObject([
			{ reason: 'unreadable', message: expect.stringContaining('several times in the store "S1"') },
		]);
		const nowhere = await compare({ combine: 'add' }, [priced('A', 1), priced('A', 2)]);
		expect(nowhere.conflicts[0].message).toContain('no store is named');
	});

	test('or stay apart, each matched in its store', async () => {
		const target = [priced('A', 10, 1, { warehouse: 'S1' }), priced('A', 10, 1, { warehouse: 's2 ' })];
		const { changes, conflicts } = await compare({ combine: 'separate' }, cards, target);
		expect(conflicts).toEqual([]);
		expect(changes.map(({ action, code, after }) => [action, code, after?.warehouse, after?.quantity])).toEqual([
			['update', 'A', 'S1', 5],
			['create', 'A', 'S3', 100],
			['update', 'A', 's2 ', 7.5],
			['create', 'B', 'S2', 1],
		]);
	});
});

describe('category and lists', () => {
	test('the category comes from where the rules say', () => {
		const card = stockItem('A', {
			storage: 'ZBOŽÍ/Elektro',
			priceGroup: 'Maloobchod',
			categories: [{ id: '3' }, { id: '4', main: true }],
		});
		expect(itemOf(card, {}).categories).toBe(card.categories);
		expect(itemOf(card, { categoryFrom: 'storage' }).categories).toEqual([{ id: 'ZBOŽÍ/Elektro', main: true }]);
		expect(itemOf(card, { categoryFrom: 'storageLeaf' }).categories).toEqual([{ id: 'Elektro', main: true }]);
		expect(itemOf(card, { categoryFrom: 'priceGroup' }).categories).toEqual([{ id: 'Maloobchod', main: true }]);
	});

	test('labels and EANs are compared as sets, the VAT rate takes an outdated code away', async () => {
		const settings = settingsOf({
			fields: (['labels', 'eans', 'vatRate', 'category'] as const).map((field) => ({
				field,
				winner: 'source' as const,
			})),
		});
		const target = stockItem('A', {
			labels: ['b', 'a', 'a'],
			eans: ['0859400123456', '11111116'],
			vatRate: 15,
			vatCode: 'low',
			categories: [{ id: 'x' }],
		});
		const same = stockItem('A', {
			labels: ['a', 'b'],
			eans: ['11111116', '859400123456'],
			vatRate: 15,
			categories: [{ id: 'x', main: true }],
		});
		expect((await listed(compareLists(listOfItems([same]), listOfItems([target]), settings))).changes).toEqual([]);
		const [change] = (
			await listed(compareLists(listOfItems([{ ...same, labels: [], vatRate: 12 }]), listOfItems([target]), settings))
		).changes;
		expect(change.message).toBe('Update A "Zboží A": labels a, b → none, VAT rate 15 → 12.');
		expect(change.after).toMatchObject({ labels: [], vatRate: 12 });
		expect(change.after).not.toHaveProperty('vatCode');
	});
});
