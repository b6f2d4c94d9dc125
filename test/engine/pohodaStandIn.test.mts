// Get Many of everything against the stand-in for mServer, each question and answer by STORMWARE's schemas.
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { AGENDAS } from '../../core/pohoda/agendas/index';
import type { AgendaName } from '../../core/pohoda/agendas/index';
import type { Agenda } from '../../core/pohoda/agendas/agenda';
import { CODE_LIST_NAMES } from '../../core/pohoda/agendas/codeLists';
import { PohodaMServerApi } from '../../credentials/PohodaMServerApi.credentials';
import { FILTER_FIELDS } from '../../nodes/shared/pohoda/filterFields';
import { Pohoda } from '../../nodes/Pohoda/Pohoda.node';
import { PohodaTrigger } from '../../nodes/PohodaTrigger/PohodaTrigger.node';
import { startMServer } from '../sandbox/mserver/index.mts';
import type { MServer } from '../sandbox/mserver/index.mts';
import { runNode, runPoll } from '../support/engine.mts';
import { contractTest, pohodaSchemas, validate } from '../support/xsd.mts';

let server: MServer;
let now = new Date('2026-11-20T12:00:00Z');

beforeEach(async () => {
	now = new Date('2026-11-20T12:00:00Z');
	server = await startMServer({ now: () => now, ...(pohodaSchemas() === undefined ? {} : { xsd: validate }) });
});
afterEach(async () => await server.close());

const credentials = () => ({
	pohodaMServerApi: { type: new PohodaMServerApi(), data: { url: server.url, user: 'api', password: 'heslo', ico: '12345678' } },
});

async function list(parameters: IDataObject): Promise<IDataObject[]> {
	const { outputs, error } = await runNode({ node: new Pohoda(), parameters: { operation: 'getAll', returnAll: true, ...parameters }, credentials: credentials() });
	if (error) throw error;
	return outputs[0].map(({ json }) => json);
}

const VALUES: Record<string, unknown> = {
	id: '1',
	externalId: '4512',
	forInternet: true,
	changedSince: '2026-11-01T00:00:00',
	dateFrom: '2026-11-01',
	dateTill: '2026-11-30',
	plu: '12',
	agenda: 'prodejky',
	period: 'current',
};

/** Every filter of the list with a value, but the one by the name that somebody saved in POHODA. */
function allFilters(name: keyof typeof FILTER_FIELDS): IDataObject {
	const fields = FILTER_FIELDS[name].map((field) => field.name).filter((field) => field !== 'userFilter');
	return Object.fromEntries(fields.map((field) => [field, VALUES[field] ?? 'A'])) as IDataObject;
}

const asked = (Object.keys(AGENDAS) as AgendaName[])
	.filter((name) => name !== 'salesReceipt')
	.flatMap((name) => {
		const { list: names }: Agenda = AGENDAS[name];
		return (names.kind?.words ?? [undefined]).map((kind) => [name, kind] as const);
	});

describe('every agenda and kind', () => {
	contractTest('is asked for, with and without filters, as the schemas want it', async () => {
		for (const [name, kind] of asked) {
			const { list: names }: Agenda = AGENDAS[name];
			const filters = allFilters(names.filter ?? 'id');
			for (const more of [{}, { filters }, { options: { parts: [], extSystem: 'woocommerce', pageSize: 10 } }]) {
				await list({ resource: name, ...(kind === undefined ? {} : { kind }), ...more });
			}
		}
		expect(await server.xsdProblems()).toEqual([]);
	});
});

describe('every code list', () => {
	contractTest('is answered', async () => {
		const counts: Record<string, number> = {};
		for (const codeList of CODE_LIST_NAMES) counts[codeList] = (await list({ resource: 'codeList', codeList })).length;
		await list({ resource: 'codeList', codeList: 'numberSeries', filters: allFilters('series') });
		await list({ resource: 'codeList', codeList: 'registrationNumbers', filters: allFilters('registrationNumber') });
		expect(await server.xsdProblems()).toEqual([]);
		const { settings } = server.state;
		expect(counts).toMatchObject({ stores: settings.stores.length, centres: settings.centres.length, paymentForms: settings.paymentForms.length, numberSeries: settings.series.length });
		expect(Object.entries(counts).filter(([, count]) => count === 0).map(([name]) => name)).toEqual([]);
	});
});

describe('changes', () => {
	test('list, change, list again: Changed Since with the time of the answer before gives the changed card', async () => {
		now = new Date('2026-11-20T12:00:01Z');
		const before = await list({ resource: 'stockItem', options: { endItem: true, pageSize: 2 } });
		const { dateTimeStamp, count } = before.at(-1)!;
		expect(count).toBe(server.state.settings.stock.length);
		now = new Date('2026-11-20T12:10:00Z');
		Object.assign(server.state.settings.stock[1], { salePrice: '777', changedAt: '2026-11-20T12:05:00.000Z' });
		const changed = await list({ resource: 'stockItem', filters: { changedSince: dateTimeStamp }, options: { overlap: 0 } });
		const [, { code }] = server.state.settings.stock;
		expect(changed.map((one) => [one.code, (one.prices as IDataObject).sale])).toEqual([[code, 777]]);
	});

	test('with the cursor of the answer before it comes once, though the overlap asks for it again', async () => {
		const next = async (changedSince?: unknown) => {
			const all = await list({ resource: 'stockItem', ...(changedSince === undefined ? {} : { filters: { changedSince } as IDataObject }), options: { endItem: true } });
			return { codes: all.slice(0, -1).map(({ code }) => code), end: all.at(-1)! };
		};
		const whole = await next();
		Object.assign(server.state.settings.stock[1], { salePrice: '777', changedAt: now.toISOString() });
		const [, { code }] = server.state.settings.stock;
		now = new Date('2026-11-20T12:00:10Z');
		const changed = await next(whole.end.cursor);
		expect(changed.codes).toEqual([code]);
		expect((await next(changed.end.cursor)).codes).toEqual([]);
		expect((await next(changed.end.dateTimeStamp)).codes).toContain(code);
	});

	test('the trigger reports it once', async () => {
		const memory: IDataObject = {};
		const poll = async () => (await runPoll({ node: new PohodaTrigger(), parameters: { agenda: 'stockItem' }, memory, credentials: credentials() }))?.[0].length ?? 0;
		expect(await poll()).toBe(0);
		now = new Date('2026-11-20T12:10:00Z');
		expect(await poll()).toBe(0);
		Object.assign(server.state.settings.stock[1], { salePrice: '777', changedAt: '2026-11-20T12:10:00.000Z' });
		now = new Date('2026-11-20T12:10:20Z');
		expect([await poll(), await poll()]).toEqual([1, 0]);
	});

	test('an answer that breaks off is an error, not a short list', async () => {
		for (const kind of ['truncatedXml', 'halfAnswer'] as const) {
			server.faults.add({ kind, count: 3 });
			expect([kind, await list({ resource: 'stockItem' }).then((all) => all.length, (error: Error) => error.message)]).toEqual([kind, expect.stringMatching(/POHODA/)]);
			server.faults.clear();
		}
	});
});
