// What POHODA gets for every agenda beside receipts: create, update, delete, cancel, print, import files, raw XML, and the questions of every list.
import { describe, expect, test } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Agenda } from '../../../core/pohoda/agendas/agenda';
import { AGENDAS } from '../../../core/pohoda/agendas/index';
import { CODE_LISTS } from '../../../core/pohoda/agendas/codeLists';
import { DOCUMENT_KINDS } from '../../../core/pohoda/agendas/documentCommands';
import { WRITTEN } from '../../support/written.mts';
import { storeBinary } from '../../support/engine.mts';
import { EXAMPLE_INVOICE, EXAMPLE_STOCK_ITEM } from '../../support/entityExamples.mts';
import { openGolden } from '../../support/golden.mts';
import { partsOf, pohodaStage } from '../../support/goldenPohoda.mts';
import { sampled } from '../../support/goldenRecords.mts';
import { recordsOf } from '../../unit/pohoda/agendas/generate.mts';

type Written = (typeof WRITTEN)[number];

const golden = openGolden('pohodaAgendas');
const stage = pohodaStage();

/** Records of another system, each with a key of its own. */
function generated(agenda: Written, seed: number, count: number): IDataObject[] {
	return sampled(recordsOf(agenda), seed, count).map((record, index) => {
		const { key: _key, id: _id, ...rest } = record;
		const code = agenda === 'stockItem' ? { code: `${index}-${String(record.code)}`.slice(0, 64).trim() } : {};
		return JSON.parse(JSON.stringify({ ...rest, ...code, source: 'shop', key: `shop/${agenda}/${index}` })) as IDataObject;
	});
}

const asInputs = (records: IDataObject[]): INodeExecutionData[] => records.map((json) => ({ json }));
const options = (given: IDataObject): IDataObject => ({ options: given });
const MATCHED: Readonly<Partial<Record<Written, string>>> = { stockItem: 'code', contact: 'externalId' };

describe.each(WRITTEN)('%s', (agenda) => {
	const usual = { requireStockCards: false, cutLongTexts: true, confirmForSending: true };
	const matchBy = MATCHED[agenda] === undefined ? {} : { matchBy: MATCHED[agenda] };
	const create = (given: IDataObject) => ({ resource: agenda, operation: 'create', ...matchBy, ...options(given) });

	test('create, and once more', async () => {
		const records = generated(agenda, 301, 7);
		const first = await stage.run(create(usual), asInputs(records));
		expect(first.outputs).toHaveLength(records.length);
		golden.hold(`${agenda}: create`, { given: JSON.stringify(records), ...partsOf(first) });
		golden.hold(`${agenda}: create, again`, partsOf(await stage.run(create(usual), asInputs(records))));
	});

	test('create with other options, a preview', async () => {
		const records = generated(agenda, 302, 4);
		golden.hold(`${agenda}: create, strict`, { given: JSON.stringify(records), ...partsOf(await stage.run(create({ missingCharacters: 'refuse', checkPeriod: false, linkStockCards: true, checkStock: false, packSize: 3, eet: 'noDuty', source: 'shop' }), asInputs(records))) });
		golden.hold(`${agenda}: create, a preview`, partsOf(await stage.run(create(usual), asInputs(records.slice(0, 4)), 'manual')));
	});

	test('an import file', async () => {
		const records = generated(agenda, 303, 4);
		const file = (more: IDataObject) => ({ resource: 'file', operation: 'buildImportFile', agenda, ico: '12345678', ...more });
		const ran = await stage.run(file(options({ cutLongTexts: true, confirmForSending: true, eet: 'pohodaRegisters' })), asInputs(records));
		golden.hold(`${agenda}: import file`, { given: JSON.stringify(records), ...partsOf(ran) });
		if (MATCHED[agenda] !== undefined) golden.hold(`${agenda}: import file, update`, partsOf(await stage.run(file({ existing: 'update', ...options({ cutLongTexts: true }) }), asInputs(records.slice(0, 3)))));
	});
});

describe('what is there is changed', () => {
	test.each(['stockItem', 'contact'] as const)('%s: update, create or update, delete', async (agenda) => {
		const records = generated(agenda, 311, 8);
		const on = (operation: string, more: IDataObject = {}) => ({ resource: agenda, operation, matchBy: MATCHED[agenda], ...options({ cutLongTexts: true }), ...more });
		golden.hold(`${agenda}: upsert new ones`, { given: JSON.stringify(records), ...partsOf(await stage.run(on('upsert'), asInputs(records.slice(0, 6)))) });
		const others = generated(agenda, 312, 8);
		// The same keys and codes with other contents.
		const changed = others.map((record, at) => ({ ...record, key: records[at].key, ...(agenda === 'stockItem' ? { code: records[at].code, warehouse: records[at].warehouse, storage: records[at].storage } : {}) }));
		golden.hold(`${agenda}: update`, partsOf(await stage.run(on('update'), asInputs(changed))));
		golden.hold(`${agenda}: upsert`, partsOf(await stage.run(on('upsert', options({ cutLongTexts: true, nullsEmpty: true })), asInputs(records.map((record) => ({ ...record, note: null }))))));
		golden.hold(`${agenda}: update, a preview`, partsOf(await stage.run(on('update'), asInputs(changed), 'manual')));
		golden.hold(`${agenda}: delete`, partsOf(await stage.run(on('delete', { confirm: true, options: {} }), asInputs(records))));
	});

	test('stockItem: cards that are there', async () => {
		const on = (operation: string, records: IDataObject[], more: IDataObject = {}, mode?: 'manual') => stage.run({ resource: 'stockItem', operation, matchBy: 'code', ...more }, asInputs(records), mode);
		const { id: _id, ...card } = EXAMPLE_STOCK_ITEM as unknown as IDataObject;
		const made = ['A1', 'A2', 'A3'].map((code) => ({ ...card, source: 'shop', key: `shop/stockItem/${code}`, code, eans: [`85900010000${code}`], categories: undefined, shop: undefined }));
		golden.hold('cards: create', partsOf(await on('create', made)));
		const change = (code: string, more: IDataObject): IDataObject => ({ recordType: 'stockItem', source: 'shop', key: `shop/stockItem/${code}`, code, ...more });
		const changes = [
			change('A1', { name: 'Jiné jméno', prices: { sale: 600, saleIncludesVat: true, purchase: 300, levels: [{ name: 'Sleva 1', price: 480 }] } }),
			change('A2', { forSale: false, forInternet: false, unit: 'bal', vatRate: 12, note: 'řádek\ndruhý' }),
			change('KAVA-250', { prices: { sale: 135 }, eans: ['8594001020304', '8594001020399'] }),
			change('KAVA-250', { prices: { sale: 136 } }),
			change('NENI', { name: 'nikde' }),
		];
		golden.hold('cards: update, a preview', partsOf(await on('update', changes, {}, 'manual')));
		golden.hold('cards: update', partsOf(await on('update', changes)));
		golden.hold('cards: update, again', partsOf(await on('update', changes)));
		golden.hold('cards: fields are emptied', partsOf(await on('update', [change('A2', { name: 'bez poznámky', note: null })], options({ nullsEmpty: true, emptyFields: ['note'] }))));
		golden.hold('cards: upsert', partsOf(await on('upsert', [{ ...made[0], name: 'Zase jiné' }, { ...made[1], key: 'shop/stockItem/A9', code: 'A9', eans: ['8590001000099'] }])));
		golden.hold('cards: not confirmed', partsOf(await on('delete', made.slice(0, 1))));
		golden.hold('cards: delete', partsOf(await on('delete', made, { confirm: true })));
	});

	test('order: delete', async () => {
		const records = generated('order', 313, 6);
		await stage.run({ resource: 'order', operation: 'create', ...options({ requireStockCards: false, cutLongTexts: true }) }, asInputs(records));
		golden.hold('order: delete', { given: JSON.stringify(records), ...partsOf(await stage.run({ resource: 'order', operation: 'delete', matchBy: 'externalId', confirm: true, ...options({ foreign: true }) }, asInputs(records))) });
	});

	test.each(Object.keys(DOCUMENT_KINDS))('%s: cancel and print', async (document) => {
		const on = (operation: string, more: IDataObject) => stage.run({ resource: 'document', operation, document, ...more }, [{ json: {} }]);
		const print = await on('print', { documentBy: 'id', documentId: '5', report: '151', options: { folder: 'C:\\Tisk' } });
		golden.hold(`${document}: print`, { sent: [...print.imports, ...print.lists].join('\n\n') });
		const cancelled = await on('cancel', { documentBy: 'number', documentNumber: '26X1', confirm: true, ...options({ date: '2027-02-01', foreign: true }) });
		golden.hold(`${document}: cancel`, { asked: cancelled.lists.join('\n'), ...partsOf(cancelled) });
	});

	test('documents of ours are cancelled', async () => {
		const { id: _id, number: _number, ...invoice } = EXAMPLE_INVOICE;
		const records = ['1', '2'].map((one) => ({ ...invoice, key: `shop/invoice/${one}`, source: 'shop', items: invoice.items.map((line) => ({ ...line, stock: undefined })) }) as unknown as IDataObject);
		const made = await stage.run({ resource: 'invoice', operation: 'create', ...options({ cutLongTexts: true }) }, asInputs(records));
		const ids = made.outputs.flatMap(({ target }) => ((target as IDataObject).id === undefined ? [] : [String((target as IDataObject).id)]));
		expect(ids.length).toBeGreaterThan(0);
		const ran = await stage.run({ resource: 'document', operation: 'cancel', document: 'issuedInvoice', documentBy: 'id', documentId: '={{ $json.id }}', confirm: true }, ids.map((id) => ({ json: { id } })));
		golden.hold('issuedInvoice: cancel ours', partsOf(ran));
	});
});

const FILTERS: Readonly<Record<string, IDataObject>> = {
	none: {},
	'since a time': { changedSince: '2026-11-14T10:15:00' },
	'by what it is': { id: '27, 31', code: '0012, HR-1', ean: '8594000000017', name: 'Hrnek "ěšč"', company: 'Novák & syn', companyId: '27074358', companies: 'Novák; Dlouhý', companyIds: '27074358, 12345678', numbers: '26OP00012, 26OP00013', city: 'Brno' },
	'by external ID': { externalId: 'shop/1', userFilter: 'E-shop' },
	'by day': { dateFrom: '2026-11-01', dateTill: '2026-11-30' },
};

describe('questions', () => {
	test.each(Object.entries(AGENDAS))('%s', async (name, agenda) => {
		const kinds = (agenda as Agenda).list.kind?.words ?? [undefined];
		for (const kind of kinds) {
			for (const [filter, filters] of Object.entries(FILTERS)) {
				const ran = await stage.run({ resource: name, operation: 'getAll', returnAll: true, filters, ...(kind === undefined ? {} : { kind }), ...options({ pageSize: 50 }) }, [{ json: {} }]);
				golden.hold(`ask ${name}${kind === undefined ? '' : ` ${kind}`}: ${filter}`, { asked: ran.lists.join('\n'), told: ran.error?.message ?? '' });
			}
		}
	});

	test.each(Object.keys(CODE_LISTS))('code list %s', async (codeList) => {
		const ran = await stage.run({ resource: 'codeList', operation: 'getAll', returnAll: true, codeList }, [{ json: {} }]);
		golden.hold(`ask code list ${codeList}`, { asked: ran.lists.join('\n'), told: ran.error?.message ?? '' });
	});

	test('the unit', async () => golden.hold('ask the unit', { asked: (await stage.run({ resource: 'company', operation: 'get' }, [{ json: {} }])).lists.join('\n') }));

	test('receipts and cash documents', async () => {
		for (const agenda of ['salesReceipt', 'cashDocument']) {
			for (const [filter, filters] of Object.entries<IDataObject>({ none: {}, days: { dateFrom: '2026-11-01', dateTill: '2026-11-30' }, 'external IDs': { extIds: 'ekasa/P1/1/2026-11-14, ekasa/P1/2/2026-11-14' }, numbers: { numbers: '26PR1' } })) {
				const ran = await stage.run({ resource: 'salesReceipt', operation: 'getAll', agenda, returnAll: true, filters }, [{ json: {} }]);
				golden.hold(`ask receipts as ${agenda}: ${filter}`, { asked: ran.lists.join('\n'), told: ran.error?.message ?? '' });
			}
		}
	});
});

describe('raw XML and jobs', () => {
	const order = '<ord:order xmlns:ord="http://www.stormware.cz/schema/version_2/order.xsd" version="2.0"><ord:orderHeader><ord:orderType>receivedOrder</ord:orderType><ord:date>2027-01-14</ord:date><ord:text>Žluťoučký &amp; kůň</ord:text></ord:orderHeader></ord:order>';

	test('raw', async () => {
		const on = (more: IDataObject, mode?: 'manual') => stage.run({ resource: 'raw', operation: 'send', xml: order, identity: 'eshop/1', ...more }, [{ json: {} }], mode);
		golden.hold('raw', partsOf(await on({})));
		golden.hold('raw, a preview', partsOf(await on(options({ note: 'ceny', packIdentity: 'eshop/ceny' }), 'manual')));
	});

	test('command-line jobs', async () => {
		const on = async (more: IDataObject) => await stage.run({ resource: 'file', operation: 'buildCommandLineJob', database: 'StwPh_12345678_2026.mdb', ...more }, [{ json: {}, binary: { data: await storeBinary(Buffer.from(order), 'účtenky 1.xml') } }]);
		golden.hold('job', partsOf(await on({})));
		golden.hold('job, whole folder', partsOf(await on(options({ wholeFolder: true, responseFolder: 'C:\\Sync\\Response', checkDuplicity: false, formatOutput: true, xsltInput: 'C:\\a.xslt', xsltOutput: 'C:\\b.xslt' }))));
		golden.hold('job, mPOHODA', partsOf(await on({ job: 'mPohoda' })));
		golden.hold('job, mPOHODA in full', partsOf(await on({ job: 'mPohodaFull' })));
	});
});

golden.complete();
