// Generated records and panels of each agenda through the node itself: one outcome for each, in order, and what is posted is valid by the XSD.
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import nock from 'nock';
import { AGENDAS } from '../../core/pohoda/agendas/index';
import { isList, type Row } from '../../core/pohoda/agendas/table';
import type { SyncResult } from '../../core/records/results';
import { PohodaMServerApi } from '../../credentials/PohodaMServerApi.credentials';
import { Pohoda } from '../../nodes/Pohoda/Pohoda.node';
import { WRITTEN } from '../support/written.mts';
import { PARTNER } from '../../nodes/Pohoda/write/panelContact';
import { LINE } from '../../nodes/Pohoda/write/panelDocuments';
import { fieldsOf, type PanelField } from '../../nodes/Pohoda/write/panelField';
import { ADDITIONAL, MAIN } from '../../nodes/Pohoda/write/panelFields';
import { startMServer } from '../sandbox/mserver/index.mts';
import type { MServer } from '../sandbox/mserver/index.mts';
import { runNode } from '../support/engine.mts';
import { day, recordsOf, valueOf } from '../unit/pohoda/agendas/generate.mts';
import { gatherXml } from '../unit/sandbox/agendas.mts';
import { runs } from '../support/fuzz.mts';

type Agenda = (typeof WRITTEN)[number];
type Result = SyncResult & { preview?: string; wouldBe?: string };

const RECORDS = runs(20, 200);
const PANELS = runs(10, 60);
/** The same records every time; another seed finds other ones. */
const SEED = Number(process.env.FC_SEED ?? 20261114);

let server: MServer;
let login: IDataObject;
const xml = gatherXml();

beforeEach(async () => {
	const years = { from: '2024-01-01', till: '2027-12-31' };
	server = await startMServer({ now: () => new Date('2026-11-20T12:00:00Z'), xsd: xml.xsd, settings: { period: years } });
	login = { url: server.url, user: 'api', password: 'heslo', ico: '12345678', instance: 'test' };
});
afterEach(async () => {
	await server.xsdProblems();
	await server.close();
});
afterAll(async () => {
	nock.restore();
	await xml.check();
});

async function run(agenda: Agenda, inputs: object[], mode: 'trigger' | 'manual', more: IDataObject): Promise<Result[]> {
	const { outputs, error } = await runNode({
		node: new Pohoda(),
		parameters: { resource: agenda, operation: 'create', options: { requireStockCards: false, cutLongTexts: true, confirmForSending: true }, ...more },
		inputs: inputs.map((json) => ({ json: json as IDataObject })),
		mode,
		credentials: { pohodaMServerApi: { type: new PohodaMServerApi(), data: login } },
	});
	if (error) throw error;
	expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(inputs.map((_, item) => ({ item })));
	return outputs[0].map(({ json }) => json as unknown as Result);
}

const imported = () => server.state.requests.filter(({ operation }) => operation === 'import');

/** A run of these inputs, as a preview and sent: an outcome for each in order; gives what our own check does not let through. */
async function both(agenda: Agenda, inputs: object[], keys: string[], more: IDataObject = {}): Promise<string[]> {
	const shown = await run(agenda, inputs, 'manual', more);
	expect(shown.map(({ key }) => key)).toEqual(keys);
	expect(shown.filter(({ outcome }) => outcome !== 'preview')).toEqual([]);
	expect(imported()).toEqual([]);
	const refused = shown.filter(({ preview }) => preview === undefined).map(({ message }) => message);
	const sent = await run(agenda, inputs, 'trigger', more);
	expect(sent.map(({ key }) => key)).toEqual(keys);
	// What the preview would send is what goes: nothing that was composed is refused by our own check afterwards.
	const own = sent.filter(({ warnings }) => warnings.some(({ code }) => code === 'check' || code === 'record'));
	expect(own).toHaveLength(refused.length);
	expect(sent.filter(({ outcome }) => !['created', 'refused', 'held', 'duplicate', 'waiting'].includes(outcome))).toEqual([]);
	// POHODA's own refusals are about its settings and cards, never about the shape of what came.
	expect(sent.map(({ message }) => message).filter((message) => /schéma|schema|violates|neočekávan/i.test(message))).toEqual([]);
	return refused;
}

/** A record whose key is its own, as another system sends it. */
function distinct(agenda: Agenda, record: IDataObject, index: number): IDataObject {
	const { key: _key, id: _id, ...rest } = record;
	const code = agenda === 'stockItem' ? { code: `${index}-${String(record.code)}`.slice(0, 64).trim() } : {};
	return { ...rest, ...code, source: 'shop', key: `shop/${agenda}/${index}` };
}

describe(`${RECORDS} records as input items`, () => {
	test.each(WRITTEN)('%s', async (agenda) => {
		const generated = fc.sample(recordsOf(agenda), { seed: SEED, numRuns: Math.ceil(RECORDS * 1.3) });
		const records = generated.map((record, index) => distinct(agenda, record as IDataObject, index));
		const refused = await both(agenda, records, records.map(({ key }) => String(key)), agenda === 'contact' ? { matchBy: 'externalId' } : {});
		expect(records.length - refused.length).toBeGreaterThanOrEqual(RECORDS);
	});
});

/** Values that a person can put into a field of the panel. */
function valueFor({ path, as, property }: PanelField, rows: ReadonlyArray<Row>): fc.Arbitrary<unknown> {
	const row = rows.find(({ field }) => field === path || field === `$${path}`);
	const typed = row === undefined ? fc.string({ minLength: 1, maxLength: 10, unit: fc.constantFrom(...'abcčšž019') }) : valueOf(row);
	const { type, options = [] } = property;
	if (path.toLowerCase().endsWith('date') || path.endsWith('Till')) return day;
	if (path === 'currency') return fc.constantFrom('CZK', 'EUR');
	if (type === 'options') return fc.constantFrom(...(options as INodePropertyOptions[]).map(({ value }) => value));
	if (type === 'multiOptions') return fc.subarray((options as INodePropertyOptions[]).map(({ value }) => value));
	if (type === 'boolean') return fc.boolean();
	if (path === 'vatRate') return fc.constantFrom(0, 12, 21);
	if (path === 'dueDays') return fc.integer({ min: 0, max: 90 });
	if (type === 'number') return fc.integer({ min: 1, max: 99_999 }).map((cents) => cents / 100);
	if (as === 'rows' || as === 'parameters') return fc.constant(undefined);
	if (as === 'categories') return fc.constantFrom('1', '2, 3', '');
	return typed;
}

const dropEmpty = (values: Record<string, unknown>) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

function collection(fields: readonly PanelField[], rows: ReadonlyArray<Row>, always: readonly string[] = []): fc.Arbitrary<Record<string, unknown>> {
	const values = fields.map((field) => (always.includes(field.path) ? valueFor(field, rows) : fc.option(valueFor(field, rows), { nil: undefined })));
	return fc.tuple(...values).map((given) => dropEmpty(Object.fromEntries(fields.map(({ property }, index) => [property.name, given[index]]))));
}

/** The panel of an agenda, filled in: main fields, Additional Fields, partner and lines. */
function panelOf(agenda: Agenda): fc.Arbitrary<IDataObject> {
	const rows = AGENDAS[agenda].table.rows.filter((row): row is Row => !isList(row));
	const main = fieldsOf(MAIN[agenda], 'create');
	const line = collection(LINE, [], ['name', 'quantity', 'unitPrice', 'vatRate', 'priceIncludesVat', ...(agenda === 'stockTransfer' ? ['code', 'store'] : [])]);
	return fc
		.record({
			main: collection(main, rows, main.map(({ path }) => path)),
			more: collection(fieldsOf(ADDITIONAL[agenda], 'create').filter(({ path }) => path !== 'corrects.number'), rows, ['text', 'cashAccount', 'storage', 'priceGroup']),
			partner: collection(PARTNER, [], ['company', 'companyId']),
			lines: fc.tuple(line, line),
		})
		.map((panel) => panel as unknown as IDataObject);
}

/** Parameters that take each field from the input item. */
const expressions = (fields: readonly PanelField[], place: string): IDataObject =>
	Object.fromEntries(
		fields
			.filter(({ as }) => as !== 'rows' && as !== 'parameters')
			.map(({ property: { name, type } }) => {
				const value = `={{ $json.${place}.${name} }}`;
				return [name, type === 'resourceLocator' ? { __rl: true, mode: 'code', value } : value];
			}),
	);

/** The key that the node makes of what names the record in its panel. */
const named: Partial<Record<Agenda, string>> = { stockItem: 'code', contact: 'companyId' };

describe(`${PANELS} panels filled in`, () => {
	test.each(WRITTEN)('%s', async (agenda) => {
		const panels = fc.sample(panelOf(agenda), { seed: SEED, numRuns: PANELS }).map((panel, index) => {
			const name = named[agenda] ?? 'documentKey';
			const { warehouse: _store, ...more } = panel.more as IDataObject;
			const { number: _number, ...withoutNumber } = more;
			return { ...panel, main: { ...(panel.main as IDataObject), [name]: String(10_000_000 + index) }, more: agenda === 'contact' ? withoutNumber : more };
		});
		const parameters = {
			recordSource: 'fields',
			...expressions(fieldsOf(MAIN[agenda], 'create'), 'main'),
			additionalFields: expressions(fieldsOf(ADDITIONAL[agenda], 'create'), 'more'),
			partner: expressions(PARTNER, 'partner'),
			lines: { row: [expressions(LINE, 'lines[0]'), expressions(LINE, 'lines[1]')] },
		};
		const keys = panels.map(({ main }) => `n8n/${agenda}/${String((main as IDataObject)[named[agenda] ?? 'documentKey'])}`);
		expect(await both(agenda, panels, keys, parameters)).toEqual([]);
	});

	test('the fields of the panel are those of the node', () => {
		const { properties } = new Pohoda().description;
		const shown = (agenda: Agenda) => properties.filter((one: INodeProperties) => one.displayOptions?.show?.resource?.includes(agenda) && one.displayOptions.show.operation?.includes('create')).map(({ name }) => name);
		for (const agenda of WRITTEN) expect(shown(agenda)).toEqual(expect.arrayContaining(MAIN[agenda].map(({ property }) => property.name)));
	});
});
