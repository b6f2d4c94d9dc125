// What Helios gets for receipts of generated tills: all files byte for byte, and what the planner decides. Tills named "POHODA …" are left out: messages
// name them wrongly.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import { Helios } from '../../../nodes/Helios/Helios.node';
import { readBinaryOf, runNode } from '../../support/engine.mts';
import { openGolden, toldOf } from '../../support/golden.mts';
import { NOW } from '../../support/goldenPohoda.mts';
import { world } from '../../support/goldenRecords.mts';
import type { WorldOptions } from '../../support/goldenRecords.mts';

const golden = openGolden('helios');
const DAYS = ['2026-11-13', '2026-11-14', '2026-12-31', '2027-01-14'];
/** Every kind of receipt in one run. */
const ALL = { tills: 11, special: 8 };

const series = (...names: string[]): IDataObject => ({ series: { row: names.map((register, at) => ({ register, series: String(at + 1).padStart(3, '0') })) } });
const options = (given: IDataObject): IDataObject => ({ options: given });

interface Case {
	records: Partial<WorldOptions>;
	parameters?: IDataObject;
	mode?: 'manual';
}

const CASES: Readonly<Record<string, Case>> = {
	'everything': { records: { ...ALL, seed: 101 } },
	'everything, other choices': {
		records: { ...ALL, seed: 102 },
		parameters: {
			...series('R01', 'R02', 'R03'),
			...{ defaultSeries: 'X', exportedBy: 'Eva' },
			...options({ author: 'pokladna', cutLongTexts: true, missingCharacters: 'transliterate', encoding: 'utf-8', lineEnd: 'lf', quotes: 'apostrophe', lineBreaks: 'keep', etalons: false, homeValues: 'zero', returnPayments: 'givenBack', firstMonth: 4, seriesType: 3, roundedCode: 1, exactCode: 0, shopId: '6F9619FF-8B86-4D01-B42D-00CF4FC964FF', warehouse: '001', numberPattern: '(\\d+)$', prefixDate: 'yyyyddmm' }),
		},
	},
	'voids, returns and what the journal knows': { records: { tills: 10, special: 0, journal: true, seed: 103 }, parameters: options({ missingCharacters: 'transliterate' }) },
	'goods without code: substitute': { records: { seed: 104, tills: 4 }, parameters: options({ goodsWithoutCode: 'substitute', substituteGoods: '100/999999', financialKinds: ['tip', 'discount'] }) },
	'goods without code: refuse': { records: { seed: 105, tills: 4 }, parameters: options({ goodsWithoutCode: 'refuse' }) },
	'EET: nothing held, the till gives POKs': { records: { tills: 5, special: 6, seed: 106, days: ['2027-01-02', '2027-01-14'] }, parameters: options({ heldFiscalStates: [], tillGivesPok: true }) },
	'no series for some': { records: { seed: 107, tills: 4, names: ['R01', 'Pokladna 2', 'R03', 'Pokladna 4'] }, parameters: series('R01', 'Pokladna 2') },
	'one ZIP': { records: { seed: 108, tills: 3 }, parameters: { output: 'zip' } },
	'a preview': { records: { seed: 109, tills: 3 }, mode: 'manual' },
};

const clock = Settings.now;
beforeAll(() => {
	Settings.now = () => Date.parse(NOW);
});
afterAll(() => {
	Settings.now = clock;
});

test.each(Object.entries(CASES))('%s', async (id, { records, parameters = {}, mode }) => {
	const items = world({ seed: 0, tills: 4, days: DAYS, ...records });
	const { options: given, ...rest } = parameters as { options?: IDataObject };
	const result = await runNode({
		node: new Helios(),
		parameters: { resource: 'salesReceipt', operation: 'writeExportFiles', ...rest, options: { exportTime: '2027-02-10T10:15:32', ...given } },
		inputs: items.map((json) => ({ json })),
		mode,
	});
	expect(result.outputs[0]).toHaveLength(items.length);
	const files: string[] = [];
	for (const item of result.outputs[0]) {
		for (const [property, { fileName }] of Object.entries(item.binary ?? {})) {
			// A byte is a character; a ZIP counts by its own bytes.
			files.push(`${new TextDecoder('windows-1250').decode(await readBinaryOf(item, property))}\n${property}: ${fileName}`);
		}
	}
	golden.hold(id, { given: JSON.stringify(items), sent: files.join('\n\n'), ...toldOf(result.outputs[0].map(({ json }) => ({ ...json, target: [json.target, json.export] })), result) });
});

golden.complete();
