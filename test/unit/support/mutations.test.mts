import { describe, expect, test } from '@jest/globals';
import { eachRecord, jsonMutations, otherText, tableMutations, xmlMutations, type Mutation } from '../../support/mutations.mts';
import { silentPlaces } from '../../support/silentPlaces.mts';

function made<T>(mutations: Iterable<Mutation<T>>): Record<string, T> {
	return Object.fromEntries([...mutations].map(({ kind, place, make }) => [`${kind} ${place}`, make()]));
}

test.each([
	['true', 'false'],
	['false', 'true'],
	['2026-11-14', '2026-11-15'],
	['2026-11-15T10:00:00', '2026-11-16T10:00:00'],
	['121.00', '121.01'],
	['-9', '-0'],
	['1 290,50', '1 290,51'],
	['00129', '00120'],
	['high', 'high jiny'],
	['', 'x'],
])('another "%s" is "%s"', (text, other) => {
	expect(otherText(text)).toBe(other);
});

describe('XML', () => {
	test('leaves, attributes, containers, repeats', () => {
		expect(made(xmlMutations('<a xmlns="urn:a"><b n="1">x</b><b/></a>'))).toEqual({
			'added a': '<a nezname="1" xmlns="urn:a"><b n="1">x</b><b/></a>',
			'text a': '<a xmlns="urn:a">NEZNAME</a>',
			'beside a': '<a xmlns="urn:a"><b n="1">x</b><b/>NEZNAME</a>',
			'other a/b/@n': '<a xmlns="urn:a"><b n="2">x</b><b/></a>',
			'unknown a/b/@n': '<a xmlns="urn:a"><b n="NEZNAME">x</b><b/></a>',
			'emptied a/b/@n': '<a xmlns="urn:a"><b n="">x</b><b/></a>',
			'removed a/b/@n': '<a xmlns="urn:a"><b>x</b><b/></a>',
			'added a/b': '<a xmlns="urn:a"><b nezname="1" n="1">x</b><b/></a>',
			'other a/b': '<a xmlns="urn:a"><b n="1">x jiny</b><b/></a>',
			'unknown a/b': '<a xmlns="urn:a"><b n="1">NEZNAME</b><b/></a>',
			'doubled a/b': '<a xmlns="urn:a"><b n="1">x</b><b n="1">x jiny</b><b/></a>',
			'emptied a/b': '<a xmlns="urn:a"><b n="1"></b><b/></a>',
			'removed a/b': '<a xmlns="urn:a"><b/></a>',
			'added a/b[2]': '<a xmlns="urn:a"><b n="1">x</b><b nezname="1"/></a>',
			'other a/b[2]': '<a xmlns="urn:a"><b n="1">x</b><b>x</b></a>',
			'unknown a/b[2]': '<a xmlns="urn:a"><b n="1">x</b><b>NEZNAME</b></a>',
			'doubled a/b[2]': '<a xmlns="urn:a"><b n="1">x</b><b/><b>x</b></a>',
		});
	});

	test('declarations, comments and quotes in attributes do not mislead it', () => {
		const xml = '<?xml version="1.0"?><!-- <z> --><a t="1 > 0"><b>1</b></a>';
		expect(Object.keys(made(xmlMutations(xml)))).toContain('other a/@t');
		expect(made(xmlMutations(xml))['other a/b']).toBe('<?xml version="1.0"?><!-- <z> --><a t="1 > 0"><b>2</b></a>');
	});

	test('only below some elements; one text for each record', () => {
		const xml = '<a n="1"><r><b>1</b></r><c>2</c><r><b>3</b></r></a>';
		expect(new Set([...xmlMutations(xml, ['r'])].map(({ place }) => place))).toEqual(
			new Set(['a/r', 'a/r/b', 'a/r[2]', 'a/r[2]/b']),
		);
		expect(eachRecord(xml, ['r'])).toEqual(['<a n="1"><r><b>1</b></r><c>2</c></a>', '<a n="1"><c>2</c><r><b>3</b></r></a>']);
	});
});

test('JSON', () => {
	expect(made(jsonMutations({ a: 1, b: [{ c: null, d: true }] }))).toEqual({
		'other a': { a: 2, b: [{ c: null, d: true }] },
		'unknown a': { a: 'NEZNAME', b: [{ c: null, d: true }] },
		'emptied a': { a: null, b: [{ c: null, d: true }] },
		'removed a': { b: [{ c: null, d: true }] },
		'other b[0].c': { a: 1, b: [{ c: 'NEZNAME', d: true }] },
		'other b[0].d': { a: 1, b: [{ c: null, d: false }] },
		'unknown b[0].d': { a: 1, b: [{ c: null, d: 'NEZNAME' }] },
		'emptied b[0].d': { a: 1, b: [{ c: null, d: null }] },
		'removed b[0].d': { a: 1, b: [{ c: null }] },
		'text b[0]': { a: 1, b: ['NEZNAME'] },
		'emptied b[0]': { a: 1, b: [null] },
		'removed b[0]': { a: 1, b: [] },
		'added b[0]': { a: 1, b: [{ c: null, d: true, nezname: 'NEZNAME' }] },
		'text b': { a: 1, b: 'NEZNAME' },
		'emptied b': { a: 1, b: null },
		'removed b': { a: 1 },
		'added (all)': { a: 1, b: [{ c: null, d: true }], nezname: 'NEZNAME' },
	});
});

test('tables', () => {
	expect(made(tableMutations([['Název', 'Cena'], ['Káva', '']]))).toEqual({
		'other row 2: Název': [['Název', 'Cena'], ['Káva jiny', '']],
		'unknown row 2: Název': [['Název', 'Cena'], ['NEZNAME', '']],
		'emptied row 2: Název': [['Název', 'Cena'], ['', '']],
		'other row 2: Cena': [['Název', 'Cena'], ['Káva', 'x']],
		'unknown row 2: Cena': [['Název', 'Cena'], ['Káva', 'NEZNAME']],
		'added row 2': [['Název', 'Cena'], ['Káva', '', 'NEZNAME']],
		'removed row 2': [['Název', 'Cena']],
		'unknown header: Název': [['NEZNAME', 'Cena'], ['Káva', '']],
		'removed column: Název': [['Cena'], ['']],
		'unknown header: Cena': [['Název', 'NEZNAME'], ['Káva', '']],
	});
});

describe('silent places', () => {
	const inputs = [
		{ name: 'one', input: { price: 1, note: 'a', lines: [{ n: 1 }, { n: 2 }] } },
		{ name: 'two', input: { price: 2, note: 'b', lines: [] as Array<{ n: number }> } },
	];
	const trial = { inputs, mutations: jsonMutations<(typeof inputs)[0]['input']> };

	test('a reader that says all has none, also when it refuses', async () => {
		const found = await silentPlaces({
			...trial,
			read: (input) => {
				if (typeof input.price !== 'number') throw new Error(`price ${String(input.price)}`);
				return input;
			},
		});
		expect(found).toEqual({ silent: [], counts: { inputs: 2, places: 5, changes: 37, tried: 37, allowed: {} } });
	});

	test('what a reader leaves out is told by place and kind, with an example and how often', async () => {
		const { silent } = await silentPlaces({ ...trial, read: ({ price, lines }) => ({ price, n: [lines].flat().map((one) => one?.n) }) });
		expect(silent).toContain('other of note (was "a", 2 times, e.g. in one: note)');
		expect(silent).toContain('added of lines (was "", 2 times, e.g. in one: lines[0])');
		expect(silent.some((line) => line.includes('price'))).toBe(false);
	});

	test('places that are allowed are counted by reason; a permission that nothing needs is told', async () => {
		const { silent, counts } = await silentPlaces({
			...trial,
			read: ({ note: _, ...input }) => input,
			allowed: [
				{ place: /^note$/, because: 'chatter' },
				{ place: /^price$/, because: 'no need' },
			],
		});
		expect(silent).toEqual(['allowed without need: /^price$/ (no need)']);
		expect(counts.allowed).toEqual({ chatter: 8 });
	});

	test('an input that is refused as it is proves nothing', async () => {
		await expect(silentPlaces({ ...trial, read: () => { throw new Error('no'); } })).rejects.toThrow('one cannot be read');
	});
});
