/** Receipts into the files of Helios by hand: one ZIP, the log of exports, an export once more. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import { exportFile } from './support/exportFile.mts';
import { FormVisit, type FormPage } from './support/form.mts';
import { adjust, heliosStates } from './support/helios.mts';
import { fill, messageOf } from './support/people.mts';
import { day, keyOf, receipt, receipts } from './support/shop.mts';
import { SECRETS, Stage, VISITOR } from './support/stage.mts';
import { pushJson } from './support/till.mts';

const FILES = ['Uctenky', 'UctenkyEtal', 'UctenkyFin', 'UctenkyPol', 'UctenkyUhr'];
const BY_HAND = { 'Which receipts': 'Not exported yet', 'Your name (AutorExportu)': 'Jana' };
let stage: Stage;

const push = async (list: unknown[]) => await pushJson(stage.intakeUrl, SECRETS, { receipts: list });
const unzipped = (page: FormPage) => unzipSync(page.files[0]!.content);
const prefixOf = (files: Record<string, unknown>) => Object.keys(files)[0]!.split('_').slice(0, 3).join('_');
const byHand = async (values: Record<string, string> = {}) => await fill(stage, 'helios-export', { ...BY_HAND, ...values });
const states = async () => await heliosStates(stage);

beforeAll(async () => {
	stage = await Stage.open();
	await stage.activate('2a-ekasa-intake', '10-helios-by-hand');
	await stage.client.webhook('/webhook/ekasa-intake/ekasa', { method: 'POST' });
});

afterAll(async () => await stage?.close());

describe('by hand', () => {
	const sold = receipts('P1', day(0), 1, 4);

	test('what waits becomes one ZIP with five files, once, with date and author of the export', async () => {
		expect((await byHand()).title).toBe('No file was made');
		await push(sold);
		const page = await byHand();
		expect([page.title, messageOf(page)]).toEqual(['The files for Helios are made', expect.stringContaining('4 written')]);
		const files = unzipped(page);
		const prefix = prefixOf(files);
		expect(Object.keys(files).sort()).toEqual(FILES.map((file) => `${prefix}_${file}.txt`).sort());
		const stamp = prefix.replace(/^P1_(\d{8})_(\d\d)(\d\d)(\d\d)$/, '$1 $2:$3:$4.000');
		const header = Buffer.from(files[`${prefix}_Uctenky.txt`]!).toString('latin1').trimEnd().split('\r\n');
		expect(header.filter((line) => line.includes(`\t"${stamp}"\t"Jana"\t`))).toHaveLength(4);
		expect((await byHand()).title).toBe('No file was made');
		expect(Object.values(await states())).toEqual(['written', 'written', 'written', 'written']);
	});

	test('an export of eKancelář goes the same way', async () => {
		const page = await fill(stage, 'helios-export', { ...BY_HAND, 'Export of eKancelář (may stay empty)': { name: 'export.xml', content: exportFile(receipts('P2', day(0), 101, 3)) } });
		expect(messageOf(page)).toContain('3 written');
		expect(Object.keys(unzipped(page))).toHaveLength(5);
	});

	test('two at once: one hands over the files, the other nothing', async () => {
		await push(receipts('P1', day(0), 11, 3));
		const pages = await Promise.all([byHand(), byHand()]);
		expect(pages.filter(({ files }) => files.length > 0)).toHaveLength(1);
		expect(Object.values(await states()).filter((state) => state !== 'written')).toEqual([]);
	});

	test('only a series, and chosen receipts that were exported before', async () => {
		await adjust(stage, '10-helios-by-hand', (node, parameters) => {
			if (node === 'Helios') parameters.series = { row: [{ register: 'P3', series: '003' }, { register: 'P4', series: '004' }] };
		});
		await push([...receipts('P3', day(0), 1, 2), ...receipts('P4', day(0), 1, 2)]);
		const third = await byHand({ 'Series or registers': '003' });
		expect(Object.keys(unzipped(third)).every((name) => name.startsWith('003_'))).toBe(true);
		expect(messageOf(third)).toContain('2 written');
		const chosen = await byHand({ 'Which receipts': 'Chosen receipts, exported or not', 'Chosen receipts (keys of the journal)': keyOf(receipt('P3', 2, day(0))) });
		expect(messageOf(chosen)).toContain('1 written');
		expect(messageOf(await byHand())).toContain('2 written');
		const ofToday = await byHand({ 'Which receipts': 'Those of a run, exported or not', 'Day of the run': day(0), 'Series or registers': '003, 004' });
		expect(messageOf(ofToday)).toContain('4 written');
	});

	test('the log lists the exports; a chosen one is made again byte for byte', async () => {
		const late = receipts('P1', day(0), 21, 2);
		await push(late);
		const first = await byHand();
		const { visit, page } = await FormVisit.open(stage.n8n.url, 'helios-exports', `${VISITOR.user}:${VISITOR.password}`);
		const list = await visit.submit(page, {});
		const label = list.options.Export!.find((text) => text.includes(`. ${prefixOf(unzipped(first))}: 2 records`))!;
		expect(label).toContain('manual, by Jana; now 2 written');
		const again = await visit.submit(list, { Export: label });
		await visit.leave();
		expect(again.title).toBe('The export is made again');
		expect(again.files[0]!.content.equals(first.files[0]!.content)).toBe(true);
	});
});
