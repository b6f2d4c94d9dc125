// What POHODA gets for receipts and cash movements of generated tills, byte for byte, and what the planner decides. Tills named "POHODA …" are left out:
// messages to iDoklad and Helios name them wrongly.
import { describe, expect, test } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { openGolden } from '../../support/golden.mts';
import { partsOf, pohodaStage } from '../../support/goldenPohoda.mts';
import { world } from '../../support/goldenRecords.mts';
import type { WorldOptions } from '../../support/goldenRecords.mts';

const golden = openGolden('pohodaReceipts');
const stage = pohodaStage();

const DAYS_2026 = ['2026-11-13', '2026-11-14', '2026-12-31'];
const DAYS_2027 = ['2026-12-31', '2027-01-01', '2027-01-14'];

/** Payments that POHODA has no form for by itself. */
const FORMS = [
	{ payment: 'Edenred', paymentForm: 'Stravenky' },
	{ payment: 'voucher', paymentForm: 'Poukázkou' },
	{ payment: 'bankTransfer', paymentForm: 'Příkazem' },
	{ payment: 'online', paymentForm: 'Plat.kartou' },
	{ payment: 'credit', paymentForm: 'Zápočtem' },
];
const EVERY_KIND = ['tip', 'advance', 'packaging', 'singlePurposeVoucher', 'multiPurposeVoucher', 'other'].map((itemKind) => ({ itemKind, itemAccounting: '2Pp' }));
const CASH = [{ currency: 'EUR', cashAccount: 'P2' }, { cashAccount: 'HP', vatClassification: 'UD', accounting: '1Pp', numberSeries: 'HP' }];
const TABLE = [
	...FORMS,
	...EVERY_KIND,
	{ register: 'R01', payment: 'card', numberSeries: 'P1', cashRegister: 'P1', centre: 'BRNO' },
	{ register: 'R02', numberSeries: 'P2', cashRegister: 'P2', accounting: '1Pp', activity: 'PRODEJ', contract: 'EKASA' },
	{ itemKind: 'goods', vatRate: '12', itemAccounting: '2Pp', centre: 'PRAHA' },
	{ amountFrom: '10000', targetDocument: 'cashDocument', cashAccount: 'HP', vatClassification: 'UD' },
	{ payment: 'cash', amountTo: '500', cashRegister: 'P3' },
	{ centre: 'BRNO', numberSeries: 'PR' },
];
const CZECH_TABLE = [{ platba: 'Edenred', 'forma úhrady': 'Stravenky' }, { registr: 'R03', 'cílový doklad': 'pokladní doklad', pokladna: 'HP', 'členění DPH': 'UD', předkontace: '1Pp' }, { 'stav EET': 'Nevstupuje', platba: 'voucher' }];

const rules = (...rows: object[]): IDataObject => ({ postingRulesFrom: 'json', postingRulesJson: JSON.stringify(rows) });
const options = (given: IDataObject): IDataObject => ({ options: given });

/** Every kind of SPECIAL in one run. */
const ALL = { tills: 11, special: 8 };

interface Case {
	records: Partial<WorldOptions>;
	parameters?: IDataObject;
	mode?: 'manual';
	/** Sent once more, as a run that is repeated. */
	again?: boolean;
}

const CASES: Readonly<Record<string, Case>> = {
	'everything, no rules': { records: { ...ALL, seed: 1 } },
	'everything, with rules': { records: { ...ALL, seed: 2, days: DAYS_2027 }, parameters: { ...rules(...TABLE), ...options({ stockMover: 'other' }) }, again: true },
	'everything, Per Day': { records: { ...ALL, seed: 3, names: Array.from({ length: 11 }, (_, at) => `R0${1 + (at % 3)}`), days: DAYS_2027 }, parameters: { documents: 'perDay', ...rules(...FORMS, ...EVERY_KIND), ...options({ stockMover: 'other' }) }, again: true },
	'everything, cash documents': { records: { ...ALL, seed: 4, days: DAYS_2027 }, parameters: { ...rules(...FORMS, ...EVERY_KIND, ...CASH), ...options({ target: 'cashDocument', stockMover: 'other' }) } },
	'Czech columns': { records: { seed: 5 }, parameters: rules(...CZECH_TABLE) },
	'the table of the panel': { records: { seed: 6 }, parameters: { postingRules: { rule: [{ payment: 'Edenred', paymentForm: { __rl: true, mode: 'code', value: 'Stravenky' }, centre: { __rl: true, mode: 'code', value: 'BRNO' } }, { register: 'R01', targetDocument: 'cashDocument', cashAccount: { __rl: true, mode: 'code', value: 'HP' }, vatClassification: 'UD' }] } } },
	'Per Day as cash documents': { records: { seed: 7, days: DAYS_2027 }, parameters: { documents: 'perDay', ...rules(...FORMS, ...EVERY_KIND, ...CASH), ...options({ target: 'cashDocument', stockMover: 'other' }) } },
	'Per Day, what the journal knows': { records: { seed: 8, journal: true, special: 0 }, parameters: { documents: 'perDay', ...rules(...FORMS) } },
	'voids, returns and what the journal knows': { records: { seed: 9, tills: 10, journal: true, special: 0 }, parameters: options({ stockMover: 'other' }) },
	'EET: no duty': { records: { seed: 10, days: DAYS_2027 }, parameters: { ...rules(...FORMS), ...options({ eet: 'noDuty', stockMover: 'other' }) } },
	'EET: POHODA registers': { records: { seed: 11, days: DAYS_2027 }, parameters: { ...rules(...FORMS), ...options({ eet: 'pohodaRegisters', confirmForSending: true, stockMover: 'other' }) } },
	'EET: decided by POHODA': { records: { seed: 12, days: DAYS_2027 }, parameters: { ...rules(...FORMS), ...options({ eet: 'decidedByPohoda', stockMover: 'other' }) } },
	'EET: by rule, nothing held, the till gives POKs': { records: { seed: 13, days: DAYS_2027, ...ALL }, parameters: { ...rules({ payment: 'card', eet: 'notSend' }, { payment: 'Edenred', eet: 'No Duty', paymentForm: 'Stravenky' }, ...FORMS, ...EVERY_KIND), ...options({ heldFiscalStates: [], tillGivesPok: true, stockMover: 'other' }) } },
	'high totals as cash documents': { records: { seed: 14, ...ALL }, parameters: { ...rules(...FORMS, { cashAccount: 'HP' }), ...options({ highTotalWithVatId: 'cashDocument', highTotalVatClassification: 'UD', highTotalLimit: 5000, stockMover: 'other' }) } },
	'cards: hold': { records: { seed: 15 }, parameters: options({ unknownStockCard: 'hold' }) },
	'cards: substitute': { records: { seed: 16 }, parameters: options({ unknownStockCard: 'substitute', substituteCode: 'HRNEK-01' }) },
	'cards: short stock as text': { records: { seed: 17, journal: true }, parameters: options({ shortStockTextAfterDays: 3 }) },
	'long texts are cut, characters refused': { records: { seed: 18, ...ALL }, parameters: { ...rules(...FORMS, ...EVERY_KIND), ...options({ cutLongTexts: true, missingCharacters: 'refuse', stockMover: 'other' }) } },
	'known registers, a period, small packs': { records: { seed: 19 }, parameters: options({ registers: 'R01, R03', periodFrom: '2026-11-01', periodTo: '2026-11-30', packSize: 3, stockMover: 'other' }) },
	'a file': { records: { seed: 20, journal: true }, parameters: { delivery: 'xmlFile', ico: '12345678', ...rules(...TABLE), ...options({ stockMover: 'other' }) } },
	'a file, Per Day': { records: { seed: 21, days: DAYS_2027 }, parameters: { delivery: 'xmlFile', ico: '12345678', documents: 'perDay', ...rules(...FORMS), ...options({ periodFrom: '2026-01-01', periodTo: '2027-12-31', stockMover: 'other' }) } },
	'a preview': { records: { seed: 22, tills: 3 }, mode: 'manual' },
	'a preview of a file, Per Day': { records: { seed: 23, tills: 3 }, parameters: { delivery: 'xmlFile', ico: '12345678', documents: 'perDay' }, mode: 'manual' },
	'rules that cannot be used': { records: { seed: 24, tills: 1 }, parameters: rules({ platbba: 'card' }, { vatRate: 'x', centre: 'BRNO' }) },
};

describe('Sales Receipt → Create', () => {
	test.each(Object.entries(CASES))('%s', async (id, { records, parameters = {}, mode, again }) => {
		const items = world({ seed: 0, tills: 4, days: DAYS_2026, ...records });
		const inputs = items.map((json) => ({ json }));
		const all = { resource: 'salesReceipt', operation: 'create', ...parameters };
		const first = await stage.run(all, inputs, mode);
		expect(first.outputs).toHaveLength(first.error === undefined ? items.length : 0);
		golden.hold(id, { given: JSON.stringify(items), ...partsOf(first) });
		if (again) golden.hold(`${id}, again`, partsOf(await stage.run(all, inputs, mode)));
	});
});

golden.complete();
