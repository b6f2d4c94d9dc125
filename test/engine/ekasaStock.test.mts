// eKasa: Stock → Write Import File and Product → Read Export File in the real engine.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { writeStockFile, type StockFileOptions } from '../../core/pohoda/stockFile';
import type { StockItem } from '../../core/records/stock';
import { compareLists } from '../../core/stock/compare';
import { listOfFile } from '../../core/stock/formats';
import { STOCK_FORMATS } from '../../nodes/shared/stockFormats';
import { listOfItems, listOfValues } from '../support/stockLists.mts';
import { writeJsonLines } from '../../core/text/jsonLines';
import { Ekasa } from '../../nodes/Ekasa/Ekasa.node';
import { StockSync } from '../../nodes/StockSync/StockSync.node';
import { readBinaryOf, runNode, storeBinary } from '../support/engine.mts';
import { contractTest, validate } from '../support/xsd.mts';
import { chunked, gathered, priced, settingsOf, stockItem, listed } from '../unit/stock/lists.mts';

const item = (json: object): INodeExecutionData => ({ json: json as IDataObject });
const LIST = [
	priced('A1', 121, 5.5, {
		vatRate: 21,
		unit: 'ks',
		eans: ['8594001234560'],
		plu: '12',
		reserved: 2,
		storage: 'ZBOŽÍ/Elektro',
		warehouse: 'ZBOŽÍ',
		name: 'Žluťoučký kůň',
	}),
	priced('007', 0.5, -3, { vatRate: 12, units: [{ unit: 'bal', coefficient: 6 }], unit: 'ks', forSale: true }),
	stockItem('S', { kind: 'service', vatRate: null }),
];

describe('Stock → Write Import File', () => {
	const write = (inputs: INodeExecutionData[], parameters: IDataObject = {}, options: IDataObject = {}) =>
		runNode({
			node: new Ekasa(),
			parameters: {
				resource: 'stock',
				operation: 'writeImportFile',
				confirmOverwrite: true,
				stockFrom: 'items',
				binaryPropertyName: 'data',
				backupField: 'backup',
				options,
				...parameters,
			},
			inputs,
		});
	const listIn = (bytes: Uint8Array) => listOfFile(STOCK_FORMATS, () => chunked(bytes, 1000));
	const COMPARED = settingsOf({
		fields: (['quantity', 'price', 'name', 'unit', 'eans', 'plu', 'vatRate'] as const).map((field) => ({
			field,
			winner: 'source' as const,
		})),
	});

	test('the file is a stock list in the shape of POHODA that says the same as the items', async () => {
		const { outputs, error } = await write(LIST.map(item));
		expect(error).toBeUndefined();
		const [made] = outputs[0];
		expect(outputs[0]).toHaveLength(1);
		expect(made.json).toMatchObject({
			outcome: 'written',
			items: 3,
			refused: [],
			backup: false,
			message: expect.stringContaining('it overwrites all stock of the register'),
		});
		expect(made.pairedItem).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		const bytes = new Uint8Array(await readBinaryOf(made));
		expect(Buffer.from(bytes).toString('latin1')).toMatch(
			/^<\?xml version="1\.0" encoding="Windows-1250"\?>\n<rsp:responsePack .*<stk:name>\x8elu\x9dou/s,
		);
		const { changes, conflicts } = await listed(compareLists(listOfItems(LIST), listIn(bytes), COMPARED));
		expect([changes, conflicts]).toEqual([[], []]);
	});

	test('without the confirmation there is no file, and the message says what it would do', async () => {
		const { error } = await write(LIST.map(item), { confirmOverwrite: false });
		expect(error?.message).toBe(
			'No file was made: it would overwrite all stock of the register with 3 items, and that cannot be undone',
		);
	});

	test('a replacement of Stock Sync goes in as it comes out, with its backup; differences do not', async () => {
		const sync = async (mode: string, outputAs: string) => {
			const parameters = {
				mode,
				confirmReplacement: true,
				matchBy: 'code',
				fields: { rule: [{ field: 'price', winner: 'source' }] },
				allow: ['create', 'update', 'remove'],
				rules: {},
				options: { maxRemovedPercent: 100, outputAs },
			};
			const { outputs } = await runNode({
				node: new StockSync(),
				parameters,
				inputs: [LIST.map(item), [item(LIST[0]), item(priced('OLD', 1, 1))]],
			});
			return outputs;
		};
		for (const outputAs of ['items', 'file']) {
			const [changes, , summary] = await sync('replacement', outputAs);
			const inputs = [
				{ ...changes[0], binary: { ...changes[0].binary, backup: summary[0].binary!.backup } },
				...changes.slice(1),
			];
			const { outputs, error } = await write(inputs, { stockFrom: outputAs === 'file' ? 'file' : 'items' });
			expect(error).toBeUndefined();
			expect(outputs[0][0].json).toMatchObject({ items: 3, backup: true });
			expect((await readBinaryOf(outputs[0][0], 'backup')).toString()).toContain('"OLD"');
			const { changes: left } = await listed(
				compareLists(listOfItems(LIST), listIn(new Uint8Array(await readBinaryOf(outputs[0][0]))), COMPARED),
			);
			expect(left).toEqual([]);
			const [differences] = await sync('oneWay', outputAs);
			expect(
				(await write(differences, { stockFrom: outputAs === 'file' ? 'file' : 'items' })).error?.message,
			).toContain('These are differences, not a whole list');
		}
	});

	test('a list that is cut off, empty or has doubled or impossible items gives no file', async () => {
		const lines = await gathered(writeJsonLines(LIST));
		const cut = { json: {}, binary: { data: await storeBinary(lines.slice(0, -20), 'x.jsonl') } };
		expect((await write([cut], { stockFrom: 'file' })).error?.message).toContain('cut off');
		expect((await write([item({ recordType: 'stockChange', whole: true, after: null })])).error?.message).toContain(
			'the list is empty',
		);
		const bad = [
			LIST[0],
			LIST[0],
			stockItem('x'.repeat(65)),
			{ recordType: 'stockItem', name: 'no code' },
			{ outcome: 'refused', code: 'R', reasons: ['Nobody knows.'] },
		];
		const { error } = await write(bad.map(item));
		expect(error?.message).toContain('4 items cannot be written');
		expect(error?.description).toMatch(/The code A1 stands twice.*code has 65 characters/);
		const { outputs } = await write(bad.map(item), {}, { refused: 'leaveOut' });
		expect(outputs[0][0].json).toMatchObject({
			items: 1,
			refused: [
				{ code: 'A1' },
				{ code: 'x'.repeat(65) },
				{ code: 'item 4' },
				{ code: 'R', reasons: ['Nobody knows.'] },
			],
		});
	});

	test('prices with or without VAT, long names, characters that the file cannot hold', async () => {
		const long = priced('L', 10, 1, { vatRate: 21, name: `${'ž'.repeat(95)}☕` });
		expect((await write([item(long)])).error?.description).toContain('name has');
		const { outputs } = await write([item(long)], {}, { cutLongTexts: true, prices: 'withoutVat', ico: '12345678' });
		expect((outputs[0][0].json.warnings as IDataObject[]).map(({ code }) => code)).toEqual([
			'charactersReplaced',
			'textCut',
		]);
		const text = (await readBinaryOf(outputs[0][0])).toString('latin1');
		expect(text).toContain('<stk:sellingPrice payVAT="false">8.26</stk:sellingPrice>');
		expect(text).toContain('ico="12345678"');
		expect((await write([item(long)], {}, { ico: 'P1' })).error?.message).toBe('The Company ID (IČO) "P1" is no IČO');
		expect(
			(await write([item({ ...long, name: 'x', vatRate: undefined })], {}, { prices: 'withoutVat' })).error
				?.description,
		).toContain('vatRate in per cent is missing');
	});

	contractTest("is valid by STORMWARE's schemas", async () => {
		const options: StockFileOptions = {
			madeAt: '2026-11-15T05:00:00',
			ico: '12345678',
			prices: 'asGiven',
			cutLongTexts: true,
			missingCharacters: 'transliterate',
		};
		const more: StockItem[] = [
			...LIST,
			stockItem('V', {
				vatRate: 0,
				nameSuffix: 'x & <y>',
				shortName: 'z',
				minimum: 1,
				maximum: 2.5,
				producer: 'p',
				note: 'n',
				priceGroup: 'Zboží',
				kind: 'set',
			}),
		];
		const files = [
			await gathered(writeStockFile(more, options, () => {})),
			await gathered(writeStockFile([], options, () => {})),
		];
		expect(await validate(files, 'response.xsd')).toEqual([
			{ valid: true, errors: [] },
			{ valid: true, errors: [] },
		]);
	});
});

describe('Product → Read Export File', () => {
	const CSV = readFileSync(path.resolve(__dirname, '../fixtures/kasafik/items-import.csv'));
	const read = async (content: Uint8Array | string, parameters: IDataObject = {}) =>
		await runNode({
			node: new Ekasa(),
			parameters: {
				resource: 'product',
				operation: 'readExportFile',
				binaryPropertyName: 'data',
				format: 'auto',
				outputAs: 'items',
				options: {},
				...parameters,
			},
			inputs: [{ json: {}, binary: { data: await storeBinary(Buffer.from(content as never), 'ceník.csv') } }],
		});

	test('gives stock items, and what cannot be read in its place', async () => {
		const { outputs } = await read(Buffer.concat([CSV, Buffer.from(',301,x,NaN,,21,,,,,,\n')]));
		expect(outputs[0].map(({ json, pairedItem }) => [json.code, json.outcome, pairedItem])).toEqual([
			['001', undefined, { item: 0 }],
			['201', undefined, { item: 0 }],
			['202', undefined, { item: 0 }],
			['301', 'refused', { item: 0 }],
		]);
		// Stock Sync takes the one that cannot be read for a conflict, not for an item without price, nor for one that is
		// missing.
		const list = listOfValues(outputs[0].map(({ json }) => json));
		const { changes, conflicts } = await listed(compareLists(list, listOfItems([priced('301', 9, 1)]), settingsOf()));
		expect(changes.map(({ action }) => action)).toEqual(['create', 'create', 'create']);
		expect(conflicts.map(({ reason }) => reason).sort()).toEqual(['blocked', 'unreadable']);
	});

	test('as a file, which Stock Sync reads', async () => {
		const { outputs } = await read(CSV, { outputAs: 'file' });
		expect(outputs[0][0].json).toEqual({ fileName: 'ceník.csv', items: 3, refused: 0 });
		expect(outputs[0][0].binary!.data.fileName).toBe('ceník.jsonl');
		const bytes = new Uint8Array(await readBinaryOf(outputs[0][0]));
		const { changes } = await listed(
			compareLists(
				listOfFile(STOCK_FORMATS, () => chunked(bytes, 99)),
				listOfFile(STOCK_FORMATS, () => chunked(CSV, 7)),
				settingsOf(),
			),
		);
		expect(changes).toEqual([]);
	});

	test('another kind of file is named and gives nothing', async () => {
		const { error, outputs } = await read('a,b\n1,2\n');
		expect(error?.message).toBe(
			'The file "ceník.csv" was not taken. This is no item list of KASA FIK: the first line has no column PLU, Název. In the backoffice export the items (Ceník) as CSV; the first line must name the columns.',
		);
		expect(outputs.flat()).toEqual([]);
	});
});
