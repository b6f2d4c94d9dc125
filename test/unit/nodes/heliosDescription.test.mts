// What saved workflows and messages refer to in the Helios node.
import { describe, expect, test } from '@jest/globals';
import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { DEFAULT_READ_SETTINGS } from '../../support/heliosReading.mts';
import { DEFAULT_ROW_SETTINGS, DEFAULT_TABLES } from '../../../core/helios/settings';
import { HELD_FISCAL_STATES } from '../../../core/plan/settings';
import { Helios } from '../../../nodes/Helios/Helios.node';
import { codeSet, codeTables } from '../../../nodes/Helios/operations/salesReceipt/parameters';

const { description } = new Helios();

function shownFor(operation: string): INodeProperties[] {
	return description.properties.filter(({ displayOptions }) => displayOptions?.show?.operation?.includes(operation));
}

function option(operation: string, name: string): INodeProperties {
	const options = shownFor(operation).find((one) => one.name === 'options')?.options as INodeProperties[];
	return options.find((one) => one.name === name) as INodeProperties;
}

describe('description', () => {
	test('final names', () => {
		expect(description).toMatchObject({ name: 'helios', displayName: 'Helios', usableAsTool: true, version: 1 });
		const operations = description.properties.filter(({ name }) => name === 'operation').flatMap(({ options }) => options as Array<{ value: string; name: string }>);
		expect(operations.map(({ value }) => value)).toEqual(['chooseExportFiles', 'readExportFiles', 'writeExportFiles']);
		for (const { name, value } of operations) expect(description.subtitle).toContain(`"${value}": "${name}"`);
	});

	test('fields that every target node calls alike', () => {
		const names = shownFor('writeExportFiles').map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining(['whenRunFromEditor', 'options']));
		for (const name of ['previewOnly', 'outputBinaryField', 'missingCharacters', 'cutLongTexts', 'heldFiscalStates']) expect(option('writeExportFiles', name)).toBeDefined();
	});

	test('it says that the layout of the other plug-in is not published', () => {
		expect(shownFor('writeExportFiles').find(({ type }) => type === 'notice')?.displayName).toMatch(/"Import z eKasa" is not published/);
	});

	test('defaults are those of core', () => {
		const defaults = (operation: string, settings: object) => {
			const options = shownFor(operation).find((one) => one.name === 'options')?.options as INodeProperties[];
			return options.filter(({ name, type }) => name in settings && type !== 'fixedCollection' && name !== 'numberPattern').map((one) => [one.name, one.default]);
		};
		const writing: Record<string, unknown> = { ...DEFAULT_ROW_SETTINGS };
		const found = defaults('writeExportFiles', writing);
		expect(found.length).toBeGreaterThan(12);
		for (const [name, value] of found) expect([name, value]).toEqual([name, writing[String(name)]]);
		expect(new RegExp(String(option('writeExportFiles', 'numberPattern').default), 'u').source).toBe(DEFAULT_ROW_SETTINGS.numberPattern.source);
		expect(option('writeExportFiles', 'heldFiscalStates').default).toEqual(HELD_FISCAL_STATES);
		const reading: Record<string, unknown> = { ...DEFAULT_READ_SETTINGS, knownGoods: '', knownPacks: '' };
		for (const [name, value] of defaults('readExportFiles', reading)) expect([name, value]).toEqual([name, reading[String(name)]]);
	});

	test('both operations have the same tables of codes', () => {
		for (const name of ['documentTypes', 'itemTypes', 'payments', 'signs', 'goodsGroup']) {
			expect(option('readExportFiles', name)).toEqual(option('writeExportFiles', name));
			const [collection] = (option('readExportFiles', name).options ?? []) as INodePropertyCollection[];
			if (option('readExportFiles', name).type === 'fixedCollection') expect(collection.name).toBe('row');
		}
	});
});

describe('parameters', () => {
	test('given codes replace the defaults', () => {
		expect(codeTables({})).toEqual(DEFAULT_TABLES);
		const tables = codeTables({ documentTypes: { row: [{ code: 5, type: 'sale' }] }, payments: { row: [{ name: ' HOT ', method: 'cash', label: '' }, { name: '', method: 'card' }, { name: 'E', method: 'x', label: 'Edenred' }] }, signs: 'signed', goodsGroup: 100 });
		expect(tables.documentTypes).toEqual([{ code: 5, type: 'sale' }]);
		expect(tables.payments).toEqual([{ name: 'HOT', method: 'cash' }, { name: 'E', method: 'cash', label: 'Edenred' }]);
		expect(tables).toMatchObject({ signs: 'signed', goodsGroup: '100' });
		// Rows of a Data Table by expression.
		expect(codeTables({ itemTypes: [{ code: 3, kind: 'tip' }] }).itemTypes).toEqual([{ code: 3, kind: 'tip' }]);
	});

	test.each<[unknown, string[] | undefined]>([
		['', undefined],
		[undefined, undefined],
		[' , ;', undefined],
		['a, b;c\nd', ['a', 'b', 'c', 'd']],
		[['a', ' b ', '', 7], ['a', 'b', '7']],
		[[{ code: ' 0421 ', name: 'Káva' }, { code: 17 }, { name: 'no code' }, null], ['0421', '17']],
		[[], undefined],
	])('codes %j', (given, codes) => {
		expect(codeSet(given) && [...(codeSet(given) ?? [])]).toEqual(codes);
	});
});
