// The POHODA node in the real n8n engine, talking over real HTTP to the stand-in for mServer.
import { createServer } from 'node:http';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { NodeHelpers } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import nock from 'nock';
import { recordKey } from '../../core/records/keys';
import type { SyncResult, SyncState } from '../../core/records/results';
import type { Receipt } from '../../core/records/types';
import { membersLine, readMembers } from '../../core/plan/members';
import { DEFAULT_SETTINGS } from '../../core/pohoda/receipts/settings';
import { PohodaMServerApi } from '../../credentials/PohodaMServerApi.credentials';
import { Pohoda } from '../../nodes/Pohoda/Pohoda.node';
import { startMServer } from '../sandbox/mserver/index.mts';
import type { MServer } from '../sandbox/mserver/index.mts';
import { credentialTestContext, readBinaryOf, runNode, storeBinary } from '../support/engine.mts';
import type { RunResult } from '../support/engine.mts';
import { answerXml, bytesOf, createdItem, duplicateItem, listAnswer, listedDocument } from '../support/pohodaAnswers.mts';

let server: MServer;
let login: IDataObject;

beforeEach(async () => {
	server = await startMServer({ now: () => new Date('2026-11-20T12:00:00Z') });
	login = { url: server.url, user: 'api', password: 'heslo', ico: '12345678', instance: 'Prodejna Šumperk' };
});
afterEach(async () => {
	nock.cleanAll();
	await server.close();
});

afterAll(() => nock.restore());

const DAY = '2026-11-14';

function receipt(number: string, more: Partial<Receipt> = {}): Receipt {
	const { register = 'P1', date = DAY } = more;
	const total = more.total ?? 121;
	return {
		recordType: 'receipt',
		key: recordKey({ source: 'ekasa', register, number, date }),
		source: 'ekasa',
		register,
		number,
		type: 'sale',
		issuedAt: `${date}T10:15:00+01:00`,
		date,
		currency: 'CZK',
		items: [{ line: 1, kind: 'service', name: 'Žluťoučký servis', quantity: 1, unit: 'ks', unitPrice: total, vatRate: 21, totalGross: total }],
		payments: [{ method: 'cash', amount: total }],
		total,
		rounding: 0,
		...more,
	};
}

const sync = (more: Partial<SyncState> = {}): SyncState => ({
	flow: 'pohoda',
	runId: '7',
	mode: 'automatic',
	attempt: 0,
	generation: 1,
	previous: 'new',
	...more,
});

const item = (record: Receipt, state?: Partial<SyncState>): INodeExecutionData => ({
	json: { ...record, sync: sync(state) } as unknown as IDataObject,
});

function run(inputs: INodeExecutionData[], parameters: IDataObject = {}, mode: 'trigger' | 'manual' = 'trigger'): Promise<RunResult> {
	return runNode({
		node: new Pohoda(),
		parameters: { resource: 'salesReceipt', operation: 'create', ...parameters },
		inputs,
		mode,
		credentials: { pohodaMServerApi: { type: new PohodaMServerApi(), data: login } },
	});
}

type Result = SyncResult & { preview?: string; wouldBe?: string };
function resultsOf({ outputs, error }: RunResult): Result[] {
	if (error) throw error;
	return outputs[0].map(({ json }) => json as unknown as Result);
}
const outcomes = (result: RunResult) => resultsOf(result).map(({ outcome }) => outcome);
const stored = () => server.state.documents.map(({ itemId }) => itemId);

describe('Create over mServer', () => {
	test('a return names the item of a sale of an earlier run; without the sale, or without an answer about it, it goes all the same', async () => {
		const sale = receipt('1');
		const back = (number: string, original: Receipt['original']) => {
			const items = [{ ...sale.items[0], quantity: -1, totalGross: -121 }];
			return receipt(number, { type: 'return', items, total: -121, payments: [{ method: 'cash', amount: -121 }], original });
		};
		await run([item(sale)]);
		const before = server.state.requests.length;
		const results = resultsOf(await run([item(back('2', { number: '1', date: DAY })), item(back('3', { number: '7', date: DAY })), item(receipt('4'))]));
		expect(results.map(({ outcome, warnings }) => [outcome, warnings.map(({ code }) => code)])).toEqual([['created', []], ['created', ['originalNotFound']], ['created', []]]);
		expect(server.state.requests.slice(before).filter(({ path }) => path === '/xml')).toHaveLength(3);
		const [sold] = server.state.documents;
		const linked = server.state.documents.find(({ itemId }) => itemId === `ekasa/P1/2/${DAY}`);
		expect(linked?.items.map(({ refundOf }) => refundOf)).toEqual([sold.items[0].id]);
		expect(JSON.stringify(linked)).toContain('k účtence P1/1 ze dne 14.11.2026');
	});

	test('every receipt becomes one document; results come paired, in order, with sync', async () => {
		const result = await run([item(receipt('1')), item(receipt('2', { register: 'P2' })), item(receipt('3'))]);
		const results = resultsOf(result);
		expect(results.map(({ key }) => key)).toEqual([`ekasa/P1/1/${DAY}`, `ekasa/P2/2/${DAY}`, `ekasa/P1/3/${DAY}`]);
		expect(outcomes(result)).toEqual(['created', 'created', 'created']);
		expect(result.outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(results[0]).toMatchObject({
			amount: 121,
			source: 'ekasa',
			register: 'P1',
			number: '1',
			date: DAY,
			sync: sync(),
			target: { system: 'POHODA', unit: '12345678', kind: 'salesReceipt', documentId: `ekasa/P1/1/${DAY}` },
		});
		expect(results[0].target.number).toBe(server.state.documents[0].number);
		expect(results[0].message).toMatch(/^Receipt P1\/1 of 14 Nov 2026, 121\.00 Kč, was created in POHODA as /);
		expect(result.hints).toEqual([]);
		expect(JSON.stringify(server.state.documents[0])).toContain('Žluťoučký servis');
		expect(server.state.requests.filter(({ path }) => path === '/xml').map(({ instance }) => instance)).toEqual(['Prodejna Sumperk', 'Prodejna Sumperk']);
		expect(server.state.counters.mostAtOnce).toBe(1);
	});

	test('the same records again: duplicates with id and number, nothing twice', async () => {
		const inputs = ['1', '2', '3'].map((number) => item(receipt(number)));
		const first = resultsOf(await run(inputs));
		const second = resultsOf(await run(inputs, { options: { packSize: 2 } }));
		expect(second.map(({ outcome }) => outcome)).toEqual(['duplicate', 'duplicate', 'duplicate']);
		expect(second.map(({ target }) => [target.id, target.number])).toEqual(first.map(({ target }) => [target.id, target.number]));
		expect(stored()).toHaveLength(3);
	});

	test('a document that somebody deleted is not made again', async () => {
		await run([item(receipt('1'))]);
		server.state.deleteDocument({ id: server.state.documents[0].id });
		const [again] = resultsOf(await run([item(receipt('1'))]));
		expect(again.outcome).toBe('deletedInTarget');
		expect(stored()).toEqual([]);
		const [generation2] = resultsOf(await run([item(receipt('1'), { generation: 2 })]));
		expect(generation2).toMatchObject({ outcome: 'created', target: { documentId: `ekasa/P1/1/${DAY}~2` } });
	});

	test('off: everything waits and the run is no error; on again: everything goes', async () => {
		await server.off();
		const inputs = ['1', '2'].map((number) => item(receipt(number)));
		const away = await run(inputs);
		expect(outcomes(away)).toEqual(['waiting', 'waiting']);
		expect(resultsOf(away)[0].message).toContain('nothing listens at this address');
		expect(away.hints[0].message).toContain('2 of 2 records did not get into POHODA: 2 waiting');
		await server.on();
		expect(outcomes(await run(inputs))).toEqual(['created', 'created']);
	});

	test('records that cannot go say why, and do not stop the others', async () => {
		const edenred = receipt('2', { payments: [{ method: 'mealVoucher', label: 'Edenred', amount: 121 }] });
		const card = receipt('4', { items: [{ ...receipt('4').items[0], kind: 'goods', code: 'NENI' }] });
		const result = await run([item(receipt('1')), item(edenred), { json: { key: 'x', total: 5 } }, item(card), item(receipt('5', { date: '2025-12-31' }))]);
		expect(outcomes(result)).toEqual(['created', 'held', 'refused', 'refused', 'held']);
		const messages = resultsOf(result).map(({ message }) => message);
		expect(messages[1]).toBe(
			"Receipt P1/2 of 14 Nov 2026, 121.00 Kč, was not sent: payment 'Edenred' has no POHODA payment form. Add it to Posting Rules in the POHODA node and choose Retry in the Problems form; the receipt goes with the next run.",
		);
		expect(messages[2]).toContain('Item 3 (x) was not sent: it is no complete record');
		expect(messages[3]).toContain('was not taken by POHODA');
		expect(messages[4]).toContain('outside of the accounting period 1 Jan 2026 to 31 Dec 2026');
		expect(stored()).toEqual([`ekasa/P1/1/${DAY}`]);
		expect(result.hints[0].message).toContain('4 of 5 records');
	});

	test('posting rules as table and as Data Table rows, cash document as target', async () => {
		const rule = { payment: 'Edenred', paymentForm: 'Stravenky', numberSeries: 'P1', centre: 'BRNO' };
		const paid = receipt('1', { payments: [{ method: 'mealVoucher', label: 'Edenred', amount: 121 }] });
		expect(outcomes(await run([item(paid)], { postingRules: { rule: [rule] } }))).toEqual(['created']);
		const rows = [{ id: 1, createdAt: 'x', platba: 'cash', 'cílový doklad': 'pokladní doklad', pokladna: 'HP' }];
		const cash = resultsOf(await run([item(receipt('2'))], { postingRulesFrom: 'json', postingRulesJson: JSON.stringify(rows) }));
		expect(cash[0]).toMatchObject({ outcome: 'created', target: { kind: 'cashDocument' } });
		expect(server.state.documents.map(({ agenda }) => agenda)).toEqual(['prodejky', 'pokladna']);
	});

	test('rules that cannot be understood stop before anything is sent', async () => {
		const { error } = await run([item(receipt('1'))], { postingRulesFrom: 'json', postingRulesJson: '[{"platbba": "card"}]' });
		expect(error?.message).toContain('Rule 1 has the column "platbba", which is not known');
		expect(server.state.requests).toEqual([]);
	});

	test('the same record twice in one run is one document', async () => {
		const results = resultsOf(await run([item(receipt('1')), item(receipt('1'))]));
		expect(results.map(({ outcome, target }) => [outcome, target.id])).toEqual([
			['created', results[0].target.id],
			['created', results[0].target.id],
		]);
		expect(stored()).toHaveLength(1);
	});

	test('on Error: Continue keeps the records and says why', async () => {
		login.password = 'nope';
		const { outputs, error } = await runNode({
			node: new Pohoda(),
			parameters: { resource: 'salesReceipt', operation: 'create' },
			inputs: [item(receipt('1'))],
			continueOnFail: true,
			credentials: { pohodaMServerApi: { type: new PohodaMServerApi(), data: login } },
		});
		expect(error).toBeUndefined();
		expect(outputs[0][0].json).toMatchObject({ key: `ekasa/P1/1/${DAY}`, error: 'POHODA mServer refused user or password' });
		expect(JSON.stringify(outputs)).not.toContain('nope');
	});

	test('a password with diacritics and an empty one', async () => {
		server.state.settings.password = 'Žižkův šém';
		login.password = 'Žižkův šém';
		expect(outcomes(await run([item(receipt('1'))]))).toEqual(['created']);
		server.state.settings.password = '';
		delete login.password;
		expect(outcomes(await run([item(receipt('2'))]))).toEqual(['created']);
	});
});

describe('faults of the connection', () => {
	const inputs = () => ['1', '2', '3', '4'].map((number) => item(receipt(number)));
	const keys = ['1', '2', '3', '4'].map((number) => `ekasa/P1/${number}/${DAY}`);
	const twos = { options: { packSize: 2, timeout: 1 } };

	test.each([
		['drop', {}],
		['halfAnswer', {}],
		['truncatedXml', {}],
		['loginPage', { stored: true }],
		['status', { status: 408, stored: true }],
		['status', { status: 500, stored: true }],
		['missingItem', {}],
		['slow', { milliseconds: 1500 }],
	] as const)('%s %j after accepting: recovered by extId, nothing twice', async (kind, more) => {
		server.faults.add({ kind, ...more, operation: 'import', after: 1 });
		const result = await run(inputs(), twos);
		expect(outcomes(result)).toEqual(['created', 'created', 'created', 'created']);
		expect(stored().sort()).toEqual(keys);
		const numbers = server.state.documents.map(({ number }) => number);
		expect(resultsOf(result).map(({ target }) => target.number)).toEqual(numbers);
		expect(resultsOf(result).flatMap(({ warnings }) => warnings.map(({ code }) => code))).toContain('recovered');
		expect(server.faults.fired).toBe(1);
	});

	test('dropped in the middle of a pack: the half that arrived is created, the other one is looked up first next time', async () => {
		server.faults.add({ kind: 'drop', operation: 'import', storeItems: 1 });
		const first = resultsOf(await run(inputs(), twos));
		expect(first.map(({ outcome }) => outcome)).toEqual(['created', 'unknown', 'created', 'created']);
		const lists = server.state.counters.lists;
		const second = await run([item(receipt('2'), { previous: 'unknown', attempt: 1 })]);
		expect(outcomes(second)).toEqual(['created']);
		expect(server.state.counters.lists).toBeGreaterThan(lists);
		expect(stored().sort()).toEqual(keys);
	});

	test('what was unknown and is in POHODA is not sent again', async () => {
		await run([item(receipt('1'))]);
		const imports = server.state.counters.imports;
		const [result] = resultsOf(await run([item(receipt('1'), { previous: 'unknown' })]));
		expect(result).toMatchObject({ outcome: 'duplicate', target: { number: server.state.documents[0].number }, sync: { previous: 'unknown' } });
		expect(server.state.counters.imports).toBe(imports);
	});

	test('503: nothing was taken, everything after it waits', async () => {
		server.faults.add({ kind: 'status', status: 503, operation: 'import', after: 1 });
		expect(outcomes(await run(inputs(), twos))).toEqual(['created', 'created', 'waiting', 'waiting']);
	});

	test.each(['rawDeflate'] as const)('%s answers are understood', async (kind) => {
		server.faults.add({ kind });
		expect(outcomes(await run(inputs()))).toEqual(['created', 'created', 'created', 'created']);
		expect(server.faults.fired).toBe(1);
	});

	test('wrong password, no right, wrong unit: an error of the node, nothing is sent', async () => {
		login.password = 'nope';
		expect((await run(inputs())).error).toMatchObject({ message: 'POHODA mServer refused user or password', httpCode: '401' });
		login.password = 'heslo';
		login.ico = '87654321';
		expect((await run(inputs())).error?.message).toContain('another accounting unit open: Ukázka s.r.o., IČO 12345678');
		login.ico = '12345678';
		server.state.settings.mayImport = false;
		expect((await run(inputs())).error?.message).toContain('Uživatel není oprávněn importovat XML soubory.');
		expect(stored()).toEqual([]);
	});
});

describe('Per Day', () => {
	const perDay = { documents: 'perDay' };
	// The stand-in counts in haléř.
	const total = () => server.state.documents.reduce((sum, document) => sum + document.total, 0) / 100;

	test('one document for day and payment; a late receipt makes a supplement, the others are duplicates', async () => {
		const card = receipt('3', { payments: [{ method: 'card', amount: 121 }] });
		const first = resultsOf(await run([item(receipt('1')), item(receipt('2')), item(card)], perDay));
		expect(first.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'created']);
		expect(first[0].target).toEqual(first[1].target);
		expect(stored()).toEqual([`ekasa/P1/day/${DAY}/cash/1`, `ekasa/P1/day/${DAY}/card/1`]);
		const late = resultsOf(await run([item(receipt('1')), item(receipt('2')), item(receipt('4'))], perDay));
		expect(late.map(({ outcome }) => outcome)).toEqual(['duplicate', 'duplicate', 'created']);
		expect(late[2].target.documentId).toBe(`ekasa/P1/day/${DAY}/cash/2`);
		expect(total()).toBe(4 * 121);
	});

	test('two runs at once: every receipt is in exactly one document', async () => {
		const one = run([item(receipt('2')), item(receipt('3'))], perDay);
		const two = run([item(receipt('1')), item(receipt('2'))], perDay);
		const results = [...resultsOf(await one), ...resultsOf(await two)];
		expect(results.map(({ outcome }) => outcome).sort()).toEqual(['created', 'created', 'created', 'duplicate']);
		expect(stored()).toEqual([`ekasa/P1/day/${DAY}/cash/1`, `ekasa/P1/day/${DAY}/cash/2`]);
		expect(total()).toBe(3 * 121);
	});

	test('another run made the document of that number between look-up and sending: POHODA refuses ours, we look again', async () => {
		login.url = 'http://127.0.0.1:4441';
		const day = `ekasa/P1/day/${DAY}/cash`;
		const theirs = listedDocument({ id: '5', number: '26PR5', extId: `${day}/1`, intNote: membersLine([`ekasa/P1/1/${DAY}`]) });
		const answers = [
			listAnswer([]),
			answerXml('ekasa/P1', [duplicateItem(`${day}/1`, '26PR5', '5')]),
			listAnswer([theirs]),
			answerXml('ekasa/P1', [createdItem(`${day}/2`, '26PR6', '6')]),
		];
		const mServer = nock(login.url);
		mServer.get('/status?companyDetail').reply(200, 'Response from POHODA mServer');
		for (const answer of answers) mServer.post('/xml').reply(200, bytesOf(answer));
		const results = resultsOf(await run([item(receipt('1')), item(receipt('2'))], perDay));
		expect(results.map(({ outcome, target }) => [outcome, target.number])).toEqual([
			['duplicate', '26PR5'],
			['created', '26PR6'],
		]);
		expect(mServer.isDone()).toBe(true);
	});

	/** Receipts over 100 Kč go into a series of their own, so a day makes two documents of one group. */
	const twoHeaders = {
		...perDay,
		postingRulesFrom: 'json',
		postingRulesJson: JSON.stringify([{ amountFrom: '100', centre: 'BRNO' }]),
	};

	test('several documents of one day in two runs at once: every receipt is in exactly one of them', async () => {
		const small = (number: string) => item(receipt(number, { total: 50 }));
		const one = run([small('1'), item(receipt('2')), small('3')], twoHeaders);
		const two = run([item(receipt('2')), item(receipt('4')), small('1'), small('5')], twoHeaders);
		await Promise.all([one, two]);
		const members = server.state.documents.flatMap(({ intNote }) => readMembers(intNote ?? ''));
		expect(members.sort()).toEqual(['1', '2', '3', '4', '5'].map((number) => `ekasa/P1/${number}/${DAY}`));
		expect(total()).toBe(3 * 50 + 2 * 121);
		for (const done of [await one, await two]) {
			expect(resultsOf(done).every(({ outcome }) => outcome === 'created' || outcome === 'duplicate')).toBe(true);
		}
	});

	test('the answer got lost and the number belongs to another run: ours are planned anew, not taken for created', async () => {
		login.url = 'http://127.0.0.1:4441';
		const day = `ekasa/P1/day/${DAY}/cash`;
		const theirs = listedDocument({ id: '5', number: '26PR5', extId: `${day}/1`, intNote: membersLine([`ekasa/P1/7/${DAY}`]) });
		const mServer = nock(login.url);
		mServer.get('/status?companyDetail').reply(200, 'Response from POHODA mServer');
		mServer.post('/xml').reply(200, bytesOf(listAnswer([])));
		mServer.post('/xml').reply(200, 'half an ans');
		mServer.post('/xml').reply(200, bytesOf(listAnswer([theirs])));
		mServer.post('/xml').reply(200, bytesOf(listAnswer([theirs])));
		mServer.post('/xml').reply(200, bytesOf(answerXml('ekasa/P1', [createdItem(`${day}/2`, '26PR6', '6')])));
		const results = resultsOf(await run([item(receipt('1'))], perDay));
		expect(results.map(({ outcome, target }) => [outcome, target.number])).toEqual([['created', '26PR6']]);
		expect(mServer.isDone()).toBe(true);
	});

	test('other runs are faster again and again: after some rounds the receipt waits', async () => {
		login.url = 'http://127.0.0.1:4441';
		const mServer = nock(login.url);
		mServer.get('/status?companyDetail').reply(200, 'Response from POHODA mServer');
		for (let round = 0; round < 5; round++) {
			mServer.post('/xml').reply(200, bytesOf(listAnswer([])));
			mServer.post('/xml').reply(200, bytesOf(answerXml('ekasa/P1', [duplicateItem(`ekasa/P1/day/${DAY}/cash/1`, '26PR5', '5')])));
		}
		const [result] = resultsOf(await run([item(receipt('1'))], perDay));
		expect(result.outcome).toBe('waiting');
		expect(mServer.isDone()).toBe(true);
	});
});

describe('options in the editor', () => {
	test('the EET states that are held by default are those of the rules', () => {
		const { properties } = new Pohoda().description;
		const options = properties.find(({ name, displayOptions }) => name === 'options' && displayOptions?.show?.operation?.includes('create') && displayOptions.show.resource?.includes('salesReceipt'));
		const held = (options?.options as INodeProperties[]).find(({ name }) => name === 'heldFiscalStates');
		expect([...(held?.default as string[])].sort()).toEqual([...DEFAULT_SETTINGS.heldFiscalStates].sort());
	});

	test('at most five fields before the options', () => {
		const { properties } = new Pohoda().description;
		const shown = properties.filter((property) =>
			NodeHelpers.displayParameter(
				{ resource: 'salesReceipt', operation: 'create', delivery: 'mServer', postingRulesFrom: 'table' },
				property,
				null,
				null,
			),
		);
		expect(shown.map(({ name }) => name)).toEqual([
			'resource',
			'operation',
			'delivery',
			'postingRulesFrom',
			'postingRules',
			'documents',
			'whenRunFromEditor',
			'options',
		]);
	});
});

describe('preview', () => {
	const inputs = () => [item(receipt('1')), item(receipt('2', { payments: [{ method: 'other', amount: 121 }] })), item(receipt('3', { register: 'P2' }))];

	test('from the editor by default: nothing is sent, the very bytes are shown', async () => {
		const result = await run(inputs(), {}, 'manual');
		const results = resultsOf(result);
		expect(results.map(({ outcome }) => outcome)).toEqual(['preview', 'preview', 'preview']);
		expect(results.map(({ wouldBe }) => wouldBe)).toEqual([undefined, 'held', undefined]);
		expect(results[0].preview).toContain('<pro:prodejka');
		expect(results[1].message).toContain('Preview, nothing was sent (held): Receipt P1/2');
		expect(result.outputs[0].map(({ binary }) => binary !== undefined)).toEqual([true, false, true]);
		expect(server.state.counters.imports).toBe(0);
		const bytes = await readBinaryOf(result.outputs[0][0]);
		await run([item(receipt('1'))]);
		const sent = server.state.requests.find(({ operation }) => operation === 'import');
		expect(sent?.bytes).toBe(bytes.length);
	});

	test('Send in the editor sends, Preview Only keeps a production run from it', async () => {
		expect(outcomes(await run([item(receipt('1'))], { whenRunFromEditor: 'send' }, 'manual'))).toEqual(['created']);
		expect(outcomes(await run([item(receipt('2'))], { options: { previewOnly: true } }))).toEqual(['preview']);
		expect(stored()).toHaveLength(1);
	});

	test('works without POHODA and says what it does not know', async () => {
		await server.off();
		const result = await run([item(receipt('1'))], {}, 'manual');
		expect(outcomes(result)).toEqual(['preview']);
		expect(result.hints[0].message).toContain('does not know its accounting period');
	});
});

describe('XML File and its answer', () => {
	const file = { delivery: 'xmlFile', ico: '12345678' };

	test.each([['" "', 'The Company ID (IČO) is empty'], ['"{{ 7919*7919 }} <!--"', 'The Company ID (IČO) "{{ 7919*7919 }} <!--" is no IČO'], ['"123456789"', 'is no IČO']])('of the unit %s there is no file', async (ico, message) => {
		expect((await run([item(receipt('1'))], { ...file, ico: `={{ ${ico.replace('{{', '" + "{" + "{').replace('}}', '}" + "}')} }}` })).error?.message).toContain(message);
	});

	const inputs = (state?: Partial<SyncState>) => [
		item(receipt('1'), state),
		item(receipt('2'), state),
		item(receipt('3', { register: 'P2', items: [{ ...receipt('3').items[0], kind: 'goods', code: 'NENI' }] }), state),
	];

	/** What the import wizard does: takes the file, leaves an answer. */
	async function importFile(bytes: Uint8Array): Promise<Uint8Array> {
		const response = await fetch(`${server.url}/xml`, {
			method: 'POST',
			body: Buffer.from(bytes),
			headers: {
				'Content-Type': 'text/xml',
				'STW-Authorization': `Basic ${Buffer.from('api:heslo').toString('base64')}`,
				'STW-Check-Duplicity': 'true',
				'Accept-Encoding': 'identity',
			},
		});
		return new Uint8Array(await response.arrayBuffer());
	}

	async function readAnswers(answers: Uint8Array[], records: INodeExecutionData[] = []): Promise<RunResult> {
		const files = await Promise.all(
			answers.map(async (bytes, at): Promise<INodeExecutionData> => ({ json: { at }, binary: { data: await storeBinary(bytes, 'answer.xml') } })),
		);
		return await runNode({
			node: new Pohoda(),
			parameters: { resource: 'file', operation: 'readCommandLineAnswers' },
			inputs: [...files, ...records],
		});
	}

	const asWritten = { previous: 'written', batch: '7', runId: '8' };

	test('one file for each register, the same bytes and name again, no credential needed', async () => {
		const once = await runNode({ node: new Pohoda(), parameters: { resource: 'salesReceipt', operation: 'create', ...file }, inputs: inputs() });
		expect(outcomes(once)).toEqual(['written', 'written', 'written']);
		expect(once.outputs[0].map(({ binary }) => binary?.data?.fileName)).toEqual([
			expect.stringMatching(/^pohoda_ekasa-P1_2026-11-14_2026-11-14_[0-9a-f]{8}\.xml$/),
			undefined,
			expect.stringMatching(/^pohoda_ekasa-P2_/),
		]);
		const again = await run(inputs(), file);
		expect(await readBinaryOf(again.outputs[0][0])).toEqual(await readBinaryOf(once.outputs[0][0]));
		expect(again.outputs[0][0].binary?.data?.fileName).toBe(once.outputs[0][0].binary?.data?.fileName);
		expect(server.state.requests).toEqual([]);
	});

	test('the answers close the records', async () => {
		const { outputs } = await run(inputs(), file);
		const answers = [await importFile(await readBinaryOf(outputs[0][0])), await importFile(await readBinaryOf(outputs[0][2]))];
		const result = await readAnswers(answers, inputs(asWritten));
		const results = resultsOf(result);
		expect(results.map(({ key, outcome }) => [key, outcome])).toEqual([
			[`ekasa/P1/1/${DAY}`, 'created'],
			[`ekasa/P1/2/${DAY}`, 'created'],
			[`ekasa/P2/3/${DAY}`, 'refused'],
		]);
		expect(results[0]).toMatchObject({ sync: { flow: 'pohoda', previous: 'written' }, amount: 121, target: { number: server.state.documents[0].number } });
		expect(result.outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 2 }, { item: 3 }, { item: 4 }]);
		const twice = await importFile(await readBinaryOf(outputs[0][0]));
		expect(outcomes(await readAnswers([twice], outputs[0].slice(0, 2)))).toEqual(['duplicate', 'duplicate']);
	});

	test('long keys come back through the records; answers that nobody knows and records without answer are told', async () => {
		const long = receipt('9', { number: 'ČÍSLO-'.repeat(12) });
		long.key = recordKey({ source: 'ekasa', register: 'P1', number: long.number, date: DAY });
		const { outputs } = await run([item(long), item(receipt('2'))], file);
		expect(resultsOf({ outputs, hints: [] })[0].target.documentId).toMatch(/^h-[0-9a-f]{48}$/);
		const answer = await importFile(await readBinaryOf(outputs[0][0]));
		const results = resultsOf(await readAnswers([answer], [item(long, asWritten), item(receipt('4'), asWritten), item(receipt('5', { register: 'P2' }), asWritten)]));
		expect(results.map(({ key, outcome }) => [key, outcome])).toEqual([
			[long.key, 'created'],
			[`ekasa/P1/2/${DAY}`, 'created'],
			[`ekasa/P1/4/${DAY}`, 'written'],
		]);
		expect(results[1].warnings[0].code).toBe('notInInput');
		expect(results[2].message).toContain("POHODA's answer does not mention it");
	});

	test('Per Day documents of a file find their receipts again', async () => {
		const { outputs } = await run([item(receipt('1')), item(receipt('2'))], { ...file, documents: 'perDay' });
		const answer = await importFile(await readBinaryOf(outputs[0][0]));
		const results = resultsOf(await readAnswers([answer], [item(receipt('1'), asWritten), item(receipt('2'), asWritten)]));
		expect(results.map(({ key, outcome }) => [key, outcome])).toEqual([
			[`ekasa/P1/1/${DAY}`, 'created'],
			[`ekasa/P1/2/${DAY}`, 'created'],
		]);
		expect(server.state.documents).toHaveLength(1);
	});

	test('several Per Day documents of one file find their receipts by the identity that the journal kept', async () => {
		const rules = { postingRulesFrom: 'json', postingRulesJson: JSON.stringify([{ amountFrom: '100', centre: 'BRNO' }]) };
		const given = [item(receipt('1', { total: 50 })), item(receipt('2'))];
		const { outputs } = await run(given, { ...file, ...rules, documents: 'perDay' });
		const ids = resultsOf({ outputs, hints: [] }).map(({ target }) => target.documentId);
		expect(new Set(ids).size).toBe(2);
		const answer = await importFile(await readBinaryOf(outputs[0][0]));
		const kept = ['1', '2'].map((number, index) =>
			item(receipt(number, index === 0 ? { total: 50 } : {}), { ...asWritten, documentId: ids[index] }),
		);
		const results = resultsOf(await readAnswers([answer], kept));
		expect(results.map(({ key, outcome }) => [key, outcome])).toEqual([
			[`ekasa/P1/1/${DAY}`, 'created'],
			[`ekasa/P1/2/${DAY}`, 'created'],
		]);
	});

	test('what came in by file is not sent again over mServer, not even out of a Per Day document', async () => {
		const { outputs } = await run([item(receipt('1')), item(receipt('2'))], { ...file, documents: 'perDay' });
		await importFile(await readBinaryOf(outputs[0][0]));
		const { outputs: single } = await run([item(receipt('3'))], file);
		await importFile(await readBinaryOf(single[0][0]));
		const retried = ['1', '2', '3', '4'].map((number) => item(receipt(number), { previous: 'unknown', batch: '7', runId: '9' }));
		expect(outcomes(await run(retried))).toEqual(['duplicate', 'duplicate', 'duplicate', 'created']);
		expect(stored()).toHaveLength(3);
	});

	test('what is no answer says what it is', async () => {
		const { outputs } = await run(inputs(), file);
		const bytes = await readBinaryOf(outputs[0][0]);
		expect((await readAnswers([bytes])).error?.message).toContain('not its answer');
		const answer = await importFile(bytes);
		expect((await readAnswers([answer.subarray(0, answer.length - 40)])).error).toBeDefined();
		server.state.settings.ico = '99999999';
		expect((await readAnswers([await importFile(bytes)])).error?.message).toContain('Tento balíček není určen pro tuto jednotku.');
		expect((await readAnswers([], inputs())).error?.message).toContain('No item has a file');
	});
});

describe('reading', () => {
	const read = (parameters: IDataObject) =>
		runNode({ node: new Pohoda(), parameters, credentials: { pohodaMServerApi: { type: new PohodaMServerApi(), data: login } } });

	test('Get Many by day, key and number, simplified or whole', async () => {
		await run([item(receipt('1')), item(receipt('2')), item(receipt('3', { date: '2026-11-15' }))]);
		const list = { resource: 'salesReceipt', operation: 'getAll', returnAll: true };
		const day = (await read({ ...list, filters: { dateFrom: DAY, dateTill: DAY } })).outputs[0].map(({ json }) => json);
		expect(day.map(({ keys }) => keys)).toEqual([[`ekasa/P1/1/${DAY}`], [`ekasa/P1/2/${DAY}`]]);
		expect(day[0]).toMatchObject({ agenda: 'salesReceipt', date: DAY, total: 121 });
		expect(day[0]).not.toHaveProperty('node');
		const byKey = await read({ ...list, filters: { extIds: `ekasa/P1/3/2026-11-15, ekasa/P1/9/${DAY}` }, simplify: false });
		expect(byKey.outputs[0].map(({ json }) => json.date)).toEqual(['2026-11-15']);
		expect(byKey.outputs[0][0].json).toHaveProperty('node');
		const byNumber = await read({ ...list, filters: { numbers: String(day[1].number) } });
		expect(byNumber.outputs[0].map(({ json }) => json.number)).toEqual([day[1].number]);
		const limited = await read({ ...list, returnAll: false, limit: 2 });
		expect(limited.outputs[0]).toHaveLength(2);
		expect((await read({ ...list, filters: { dateFrom: '14.11.2026' } })).error?.message).toContain('is no day');
	});

	test('Get Many names the receipts of a Per Day document', async () => {
		await run([item(receipt('1')), item(receipt('2'))], { documents: 'perDay' });
		const { outputs } = await read({ resource: 'salesReceipt', operation: 'getAll' });
		expect(outputs[0].map(({ json }) => [json.total, json.keys, readMembers(String(json.intNote))])).toEqual([
			[242, [`ekasa/P1/1/${DAY}`, `ekasa/P1/2/${DAY}`], [`ekasa/P1/1/${DAY}`, `ekasa/P1/2/${DAY}`]],
		]);
	});

	test('Company → Get', async () => {
		const company = { resource: 'company', operation: 'get' };
		expect((await read(company)).outputs[0][0].json).toMatchObject({
			company: 'Ukázka s.r.o.',
			ico: '12345678',
			periodFrom: '2026-01-01',
			periodTo: '2026-12-31',
			expectedIcoMatches: true,
		});
		login.ico = '11111111';
		expect((await read(company)).outputs[0][0].json.expectedIcoMatches).toBe(false);
		await server.off();
		expect((await read(company)).error?.message).toContain('POHODA mServer cannot be reached');
	});
});

describe('test of the credential', () => {
	const check = () =>
		new Pohoda().methods.credentialTest.pohodaMServerApiTest.call(credentialTestContext() as never, { id: '1', name: 'x', type: 'pohodaMServerApi', data: login } as never);

	test('right, wrong password, other unit, unreachable, nothing entered', async () => {
		expect(await check()).toEqual({ status: 'OK', message: 'Connected to POHODA: Ukázka s.r.o., IČO 12345678, database StwPh_12345678_2026.mdb.' });
		login.password = 'nope';
		expect(await check()).toMatchObject({ status: 'Error', message: expect.stringContaining('refused user or password') });
		login.password = 'heslo';
		login.ico = '87654321';
		expect(await check()).toMatchObject({ status: 'Error', message: expect.stringContaining('another accounting unit') });
		login.ico = '12 34';
		expect(await check()).toMatchObject({ status: 'Error', message: expect.stringContaining('IČO') });
		login.ico = '12345678';
		server.state.settings.statusFormat = 'text';
		expect(await check()).toMatchObject({ status: 'OK', message: expect.stringContaining('does not tell its IČO') });
		login.url = `${server.url}/wrong`;
		expect(await check()).toMatchObject({ status: 'Error', message: expect.stringContaining('HTTP 404') });
		login.url = server.url;
		await server.off();
		expect(await check()).toMatchObject({ status: 'Error', message: expect.stringContaining('cannot be reached') });
		expect(JSON.stringify(await check())).not.toContain('heslo');
	});

	test('a web page, another server and a redirect', async () => {
		const pages = ['<!DOCTYPE html><html><body>Router</body></html>', 'hello', '<rss><channel/></rss>'];
		const other = createServer((_request, response) => {
			const page = pages.shift();
			if (page === undefined) response.writeHead(302, { Location: `${server.url}/status` });
			response.end(page);
		});
		await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
		login.url = `http://127.0.0.1:${(other.address() as { port: number }).port}`;
		expect((await check()).message).toContain('A web page came back');
		expect((await check()).message).toContain('not as POHODA mServer');
		expect((await check()).message).toContain('answers with <rss>');
		expect((await check()).message).toContain('redirect');
		expect((await run([item(receipt('1'))])).error?.message).toContain(`redirect to ${server.url}/status`);
		expect(server.state.requests).toEqual([]);
		await new Promise((resolve) => other.close(resolve));
	});
});
