/** Workflows 8 and 9 in a real n8n: 1,200 receipts and everything that can go wrong on the way into iDoklad. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { idokladContract } from '../sandbox/idoklad/contract.mts';
import type { Entity, IDoklad } from '../sandbox/idoklad/index.mts';
import { idokladTest } from '../support/openapi.mts';
import { pause, until } from '../support/until.mts';
import {
	change, comparedWithIDoklad, idokladCredential, identityOf, sendPriceList, sendToIDoklad, sentToIDoklad, showIDokladDocuments, startShopIDoklad,
} from './support/idoklad.mts';
import { decide, journal, messageOf, problems, statusPage, type Row } from './support/people.mts';
import { day, hellers, keyOf, receipt, receipts, type TillReceipt } from './support/shop.mts';
import { SECRETS, Stage } from './support/stage.mts';
import { pushJson, storedKeys } from './support/till.mts';

const P1 = [...receipts('P1', day(1), 1, 150), ...receipts('P1', day(0), 151, 250)];
const P2 = [...receipts('P2', day(1), 1001, 400), ...receipts('P2', day(0), 1401, 400)];
const sold = [...P1, ...P2];
const unmapped: TillReceipt = { ...receipt('P2', 2001, day(0)), payments: [{ method: 'voucher', label: 'Edenred', amount: receipt('P2', 2001, day(0)).total }] };

let idoklad: IDoklad;
let stage: Stage;

const documents = (): Entity[] => idoklad.state.table('SalesReceipts');
const halers = (list: readonly Entity[]) => list.reduce((total, { Prices }) => total + Math.round(Prices.TotalWithVat * 100), 0);
/** How many receipts are in each state by the newest result row of each. */
const states = async (): Promise<Record<string, number>> => {
	const newest = new Map<string, Row>();
	for (const row of (await journal(stage)).filter(({ kind, flow }) => kind === 'result' && flow === 'idoklad')) {
		// As the journal is folded: a run that raced does not undo what another one has done.
		const done = ['created', 'duplicate'].includes(newest.get(row.key)?.state ?? '');
		if (!done || !['waiting', 'unknown', 'refused'].includes(row.state)) newest.set(row.key, row);
	}
	const counts: Record<string, number> = {};
	for (const { state } of newest.values()) counts[state] = (counts[state] ?? 0) + 1;
	return counts;
};
/** Calls that the stand-in has counted since, and how many of them read the window. */
const callsSince = (n: number) => {
	const counted = idoklad.state.requests.filter((entry) => entry.n > n && entry.counted);
	const isPage = ({ method, path }: (typeof counted)[number]) => method === 'GET' && /\/SalesReceipts\?/i.test(path);
	const others = counted.filter((entry) => !isPage(entry)).map(({ method, path, status, at }) => `${at} ${method} ${path.slice(0, 60)} ${status}`);
	return { all: counted.length, pages: counted.length - others.length, others };
};
const lastCall = () => idoklad.state.requests.at(-1)?.n ?? 0;

beforeAll(async () => {
	idoklad = await startShopIDoklad({ contract: idokladContract() });
	stage = await Stage.open({ credentials: { iDokladOAuth2Api: idokladCredential(idoklad) } });
});

afterAll(async () => {
	await stage?.close();
	await idoklad?.close();
});

describe('first day, empty database', () => {
	// A refused login ends in n8n's own words: it does not ask a node's or credential's own test for OAuth2.
	test('the test of the credential is green with right data, and red with wrong ones, without showing a secret', async () => {
		const { id } = (await stage.client.credentials()).find(({ type }) => type === 'iDokladOAuth2Api')!;
		const answer = async (changes: object) => await stage.client.testCredential('iDokladOAuth2Api', { ...idokladCredential(idoklad).data, ...changes }, id);
		expect(await answer({})).toMatchObject({ status: 'OK' });
		expect(await answer({ applicationId: '' })).toMatchObject({ status: 'OK' });
		for (const changes of [{ clientSecret: 'wrong' }, { applicationId: 'wrong' }, { apiUrl: 'http://127.0.0.1:1/v3' }]) {
			const bad = await answer(changes);
			expect(bad.status).toBe('Error');
			expect(bad.message).not.toContain('wrong');
		}
		idoklad.state.settings.agenda.planTill = '2020-01-01';
		expect((await answer({})).status).toBe('Error');
		idoklad.state.settings.agenda.planTill = '2099-12-31';
	});

	test('sending has nothing to send and asks iDoklad nothing; pages and Problems work', async () => {
		await stage.activate('2a-ekasa-intake', '8-ekasa-idoklad', '9-price-list-idoklad', '3-problems', '4-status-page');
		await showIDokladDocuments(stage);
		const before = lastCall();
		expect(messageOf(await sendToIDoklad(stage, 'Send'))).toContain('nothing to send');
		expect(callsSince(before).all).toBe(0);
		expect(await problems(stage)).toEqual([]);
		expect(await statusPage(stage, '?flow=idoklad')).toContain('Receipts to iDoklad');
	});
});

describe('1,200 receipts', () => {
	test('come in by the intake that all targets share', async () => {
		await stage.client.webhook('/webhook/ekasa-intake/ekasa', { method: 'POST' });
		for (let from = 0; from < sold.length; from += 200) {
			const { status, body } = await pushJson(stage.intakeUrl, SECRETS, { receipts: sold.slice(from, from + 200) });
			expect([status, (body.accepted as string[]).length]).toEqual([200, 200]);
		}
		expect(storedKeys(await pushJson(stage.intakeUrl, SECRETS, { receipts: [unmapped] }))).toEqual([keyOf(unmapped)]);
	});

	test('a preview sends nothing and shows what would go', async () => {
		const page = await sendToIDoklad(stage, 'Preview', 'P1');
		expect(page.title).toContain('nothing was sent');
		expect(messageOf(page)).toContain('400 would be sent');
		expect(documents()).toEqual([]);
	});

	test('400 go in one run although the token dies, the minute is full and an answer never comes', async () => {
		// The service gives up on nobody: the node does, after its time-out.
		await change(stage, '8-ekasa-idoklad', (nodes) => {
			for (const { name, parameters } of nodes) if (name === 'iDoklad') (parameters.options as Record<string, unknown>).timeout = 20;
		});
		const batch = { method: 'POST', path: '/SalesReceipts/Batch' };
		idoklad.faults.add({ kind: 'tokenDies', ...batch, after: 2 });
		idoklad.faults.add({ kind: 'status', status: 429, ...batch, after: 4 });
		idoklad.faults.add({ kind: 'hang', ...batch, after: 6 });
		const issued = idoklad.identity.issued;
		const before = lastCall();
		const items = await sentToIDoklad(stage, 'P1');
		expect(idoklad.faults.fired).toBe(3);
		idoklad.faults.clear();
		expect(idoklad.identity.issued).toBe(issued + 1);
		expect(items.map(({ outcome }) => outcome).filter((outcome) => outcome !== 'created')).toEqual([]);
		expect(items).toHaveLength(400);
		expect(documents()).toHaveLength(400);
		expect(new Set(documents().map(identityOf)).size).toBe(400);
		const { all, pages } = callsSince(before);
		expect(all).toBeLessThanOrEqual(8 + Math.ceil(400 / 50) + pages);
		const [{ calls }] = items;
		expect(calls.used).toBeLessThanOrEqual(calls.bound);
		expect(calls.bound).toBe(8 + Math.ceil(400 / 50) + pages);
	});

	test('n8n is killed between a batch and the journal', async () => {
		idoklad.faults.add({ kind: 'slow', milliseconds: 400, method: 'POST', path: '/SalesReceipts/Batch', count: 50 });
		const run = sendToIDoklad(stage, 'Send').catch(() => undefined);
		await until('iDoklad to have 800', () => (documents().length >= 800 ? true : undefined), { every: 5, limit: 120_000 });
		await stage.n8n.kill();
		await run;
		idoklad.faults.clear();
		expect(documents().length).toBeLessThan(1200);
		await stage.n8n.start();
		expect(await states()).toEqual({ created: 400 });
	});

	test('two runs at once send the rest, and each receipt is there once in the end', async () => {
		idoklad.faults.add({ kind: 'slow', milliseconds: 300, method: 'POST', path: '/SalesReceipts/Batch', count: 100 });
		await Promise.all([sendToIDoklad(stage, 'Send'), sendToIDoklad(stage, 'Send')]);
		idoklad.faults.clear();
		// What lost its number in the series to the other run waits for the next one.
		for (let run = 0; run < 4 && !messageOf(await sendToIDoklad(stage, 'Send')).includes('nothing to send'); run += 1);
		expect(documents()).toHaveLength(1200);
		expect(new Map(documents().map((one) => [identityOf(one), Math.round(one.Prices.TotalWithVat * 100)]))).toEqual(new Map(sold.map((one) => [keyOf(one), hellers([one])])));
		expect(halers(documents())).toBe(hellers(sold));
		const counts = await states();
		expect((counts.created ?? 0) + (counts.duplicate ?? 0)).toBe(1200);
		expect(counts.held).toBe(1);
	});

	test('a run over everything that is there already stays within its calls', async () => {
		const extra = receipts('P1', day(0), 401, 1);
		await pushJson(stage.intakeUrl, SECRETS, { receipts: extra });
		const before = lastCall();
		const [{ outcome, calls }] = await sentToIDoklad(stage);
		const { others } = callsSince(before);
		expect(outcome).toBe('created');
		// Named, so that a failure shows which calls were too many.
		expect(others.slice(8 + 1)).toEqual([]);
		expect(calls.used).toBeLessThanOrEqual(calls.bound);
		sold.push(...extra);
	});
});

describe('in the end', () => {
	test('the flag that belongs to Money was not touched, and numbers of documents stand in the journal', async () => {
		expect(documents().filter(({ Exported }) => Exported !== 0)).toEqual([]);
		const numbers = new Map((await journal(stage)).filter(({ state }) => ['created', 'duplicate'].includes(state)).map((row) => [row.key, row.targetNumber]));
		expect(numbers).toEqual(new Map(documents().map((one) => [identityOf(one), one.DocumentNumber])));
	});

	test('Problems lists the receipt that a person must decide about; Retry and Entered by Hand reach the flow', async () => {
		const listed = await problems(stage);
		expect(listed).toHaveLength(1);
		expect(listed[0]).toMatch(/\[held\] .*P2\/2001 .*Edenred.*iDoklad/);
		expect((await decide(stage, ['P2/2001'], 'Entered by Hand', 'entered by hand')).title).toBe('1 decided');
		expect((await journal(stage)).at(-1)).toMatchObject({ flow: 'idoklad', state: 'done', key: keyOf(unmapped) });
		expect(await problems(stage)).toEqual([]);
	});

	test('Reconcile agrees with the documents in iDoklad to the haléř', async () => {
		expect(await statusPage(stage, '?flow=idoklad')).not.toContain('could not be asked');
		// n8n lists the execution of the page that was just read with some delay.
		await pause(2000);
		const lines = await comparedWithIDoklad(stage);
		const sum = (name: 'till' | 'target' | 'byHand') => Math.round(lines.reduce((total, line) => total + line[name] * 100, 0));
		expect(lines.filter(({ unexplained }) => unexplained !== 0)).toEqual([]);
		expect(sum('till')).toBe(hellers([...sold, unmapped]));
		// What a person entered by hand is no word of iDoklad's.
		expect([sum('target'), sum('byHand')]).toEqual([hellers(sold), hellers([unmapped])]);
	});

	test('a document that somebody deletes in iDoklad shows as a difference', async () => {
		const [gone] = documents();
		idoklad.state.remove('SalesReceipts', gone!.Id);
		const lines = await comparedWithIDoklad(stage);
		expect(lines.flatMap(({ remarks }) => remarks).join()).toContain('not among the target');
		expect(Math.round(lines.reduce((total, { unexplained }) => total + unexplained * 100, 0))).toBe(Math.round(gone!.Prices.TotalWithVat * 100));
	});
});

describe('products', () => {
	const HEAD = 'ID;PLU;Název;Cena bez DPH;Cena s DPH;DPH sazba;Název kategorie;Štítky;Sklady;Zobrazovat;Poznámka;Jednotka';
	const list = (coffee: string) => `${HEAD}\n1;00421;Káva mletá 250 g;;${coffee};1.12;Nápoje;;A;A;;ks\n2;CAJ-20;Čaj černý;;54.50;1.12;Nápoje;;A;A;;ks\n3;77;Hrnek;;189.00;1.21;Zboží;;A;A;;ks\n`;
	const prices = () => Object.fromEntries(idoklad.state.table('PriceListItems').map(({ Code, Price }) => [Code, Price]));
	const writes = (n: number) => idoklad.state.requests.filter((entry) => entry.n > n && entry.method !== 'GET' && /PriceListItems/i.test(entry.path)).map(({ method, items }) => [method, items]);

	test('switch NO: nothing is written into the price list', () => {
		expect(prices()).toEqual({});
	});

	test('switch YES and no list of the till: what was sold, by code, at its newest price', async () => {
		await change(stage, '8-ekasa-idoklad', (nodes) => {
			const { assignments } = nodes.find(({ name }) => name === 'Settings')!.parameters.assignments as { assignments: Array<{ name: string; value: unknown }> };
			assignments.find(({ name }) => name === 'products')!.value = true;
		});
		await pushJson(stage.intakeUrl, SECRETS, { receipts: receipts('P1', day(0), 501, 5) });
		expect(messageOf(await sendToIDoklad(stage, 'Send'))).toMatch(/5 created[\s\S]*Price list: 4 created/);
		expect(prices()).toEqual({ 'KAVA-250': 129.9, 'CAJ-20': 54.5, 'HRNEK-01': 189, '00421': 649 });
	});

	test('a list: a preview sends and keeps nothing; sending sends only what is new or changed', async () => {
		let before = lastCall();
		expect((await sendPriceList(stage, 'Preview', 'items.csv', list('119.90'))).title).toContain('nothing was sent');
		expect(writes(before)).toEqual([]);
		expect(messageOf(await sendPriceList(stage, 'Send', 'items.csv', list('119.90')))).toMatch(/2 updated|1 updated/);
		before = lastCall();
		expect(messageOf(await sendPriceList(stage, 'Send', 'items.csv', list('119.90')))).toContain('3 unchanged');
		expect(writes(before)).toEqual([]);
		expect(messageOf(await sendPriceList(stage, 'Send', 'items.csv', list('125.00')))).toMatch(/1 updated/);
		expect(writes(before)).toEqual([['PATCH', 1]]);
		expect(prices()).toMatchObject({ '00421': 125, '77': 189 });
		expect(await stage.client.tableRows('product_list')).toHaveLength(3);
	});

	test('what waited because iDoklad was off goes with the next run of workflow 8, from the list that was kept', async () => {
		await idoklad.off();
		const page = await sendPriceList(stage, 'Send', 'items.csv', list('126.00'));
		await idoklad.on();
		expect(prices()['00421']).toBe(125);
		expect([page.title, messageOf(page)].join()).toMatch(/3 waiting|not reached/);
		const before = lastCall();
		await sendToIDoklad(stage, 'Send');
		expect(writes(before)).toEqual([['PATCH', 1]]);
		expect(prices()['00421']).toBe(126);
	});

	test('a file that is no product list is not taken, with the reason', async () => {
		const page = await sendPriceList(stage, 'Send', 'items.csv', 'what;is;this\n1;2;3\n');
		expect(page.title).toBe('The list was not taken');
		expect(messageOf(page).length).toBeGreaterThan(20);
		expect(await stage.client.tableRows('product_list')).toHaveLength(3);
	});
});

test('the stand-in saw nothing that a careful client would not send', () => {
	expect(idoklad.state.remarks).toEqual([]);
});

idokladTest('everything that was sent and answered is what openapi.yaml says', () => {
	expect(idoklad.state.contractProblems).toEqual([]);
});
