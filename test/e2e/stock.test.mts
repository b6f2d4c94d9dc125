/** Stock for the registers, through the ready-made workflows in a real n8n: sales first, nothing without consent, nothing twice. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readStock, stockFile } from './support/stockFile.mts';
import { FormVisit, type FormPage } from './support/form.mts';
import { itemsOf, messageOf, runNow } from './support/people.mts';
import { day, receipts } from './support/shop.mts';
import { startSftp, type SftpServer } from './support/sftp.mts';
import { SECRETS, Stage, VISITOR } from './support/stage.mts';
import { pushJson } from './support/till.mts';

const LOGIN = `${VISITOR.user}:${VISITOR.password}`;
const CONSENT = 'I know that the import overwrites all stock of the register and cannot be undone.';
const SFTP = { user: 'till', password: 'till-password' };
let sftp: SftpServer;
let stage: Stage;

beforeAll(async () => {
	sftp = await startSftp(SFTP, ['/stock', '/stock/register', '/prices', '/prices/state']);
	stage = await Stage.open({ sftp: { host: '127.0.0.1', port: sftp.port, username: SFTP.user, password: SFTP.password } });
	await stage.activate('2a-ekasa-intake', '2b-ekasa-pohoda-send', '13-pohoda-ekasa-stock-file');
	await stage.client.webhook('/webhook/ekasa-intake/ekasa', { method: 'POST' });
});

afterAll(async () => {
	await stage?.close();
	await sftp?.stop();
});

describe('by file with consent', () => {
	const GOODS = [
		{ code: 'KAVA-250', name: 'Káva mletá 250 g', quantity: 12, gross: 129.9, vatRate: 12 },
		{ code: '00421', name: 'Žlutá konvička 0,8 l', quantity: 4, gross: 649, vatRate: 21 },
		{ code: 'HRNEK-01', name: 'Hrnek s uchem, modrý', quantity: 30, gross: 189, vatRate: 21 },
	];
	let pohoda: Buffer;
	let register: Buffer;

	beforeAll(async () => {
		pohoda = await stockFile(GOODS.map((one) => (one.code === '00421' ? { ...one, quantity: 6 } : one)));
		register = await stockFile([...GOODS, { code: 'STARE', name: 'Staré zboží', quantity: 1, gross: 10, vatRate: 21 }]);
	});

	async function compared(files: { stock: Uint8Array; current?: Uint8Array }): Promise<{ visit: FormVisit; page: FormPage }> {
		const { visit, page } = await FormVisit.open(stage.n8n.url, 'pohoda-ekasa-stock', LOGIN);
		const next = await visit.submit(page, {
			'Stock list of POHODA': { name: 'stock.xml', content: files.stock },
			...(files.current ? { 'Stock of the register now': { name: 'register.xml', content: files.current } } : {}),
		});
		return { visit, page: next };
	}

	test('shows the differences, and makes file and backup after the consent, on the first day', async () => {
		const { visit, page } = await compared({ stock: pohoda, current: register });
		expect(page.title).toBe('What would change in the register');
		expect(page.html).toContain('<b>0</b> to create, <b>1</b> to update, <b>1</b> to remove');
		expect(page.html).toContain('quantity 4 → 6');
		const end = await visit.submit(page, { Consent: [CONSENT] });
		await visit.leave();
		expect(end.title).toBe('The file for the register is made');
		expect(end.files.map(({ name }) => name)).toEqual([expect.stringMatching(/^ekasa-stock_.*\.xml$/), 'stock-backup.jsonl']);
		expect(await readStock(end.files[0]!.content)).toEqual({ 'KAVA-250': 12, '00421': 6, 'HRNEK-01': 30 });
		expect(await readStock(end.files[1]!.content)).toEqual({ 'KAVA-250': 12, '00421': 4, 'HRNEK-01': 30, STARE: 1 });
	});

	test('says so when there is nothing to change, and when the list is cut off', async () => {
		const same = await compared({ stock: pohoda, current: pohoda });
		expect(same.page.title).toBe('Nothing to change');
		await same.visit.leave();
		const cut = await compared({ stock: pohoda.subarray(0, pohoda.length - 200), current: register });
		expect([cut.page.title, messageOf(cut.page)]).toEqual(['No file was made', expect.stringContaining('was not taken')]);
		await cut.visit.leave();
	});

	test('refuses while sales of the register wait, also when they come while the page is open', async () => {
		const open = await compared({ stock: pohoda, current: register });
		await pushJson(stage.intakeUrl, SECRETS, { receipts: receipts('P1', day(0), 1, 3) });
		const late = await open.visit.submit(open.page, { Consent: [CONSENT] });
		expect([late.title, messageOf(late)]).toEqual(['No file was made', expect.stringContaining('register P1: 3 waiting')]);
		await open.visit.leave();
		const early = await compared({ stock: pohoda, current: register });
		expect([early.page.title, messageOf(early.page)]).toEqual(['No file was made', expect.stringContaining('Send the sales first')]);
		await early.visit.leave();
		await runNow(stage, 'Send');
		// The list is older than the sales that were sent: it does not count them.
		const stale = await compared({ stock: pohoda, current: register });
		expect(messageOf(stale.page)).toContain('before the last sales were sent');
		await stale.visit.leave();
	});
});

describe('every morning', () => {
	const MORNING = '14-pohoda-register-stock';
	const cards = () => stage.mserver.state.settings.stock;
	const states = () => [...sftp.files.keys()].filter((path) => path.startsWith('/stock/register/')).sort();
	const changes = () => [...sftp.files.keys()].filter((path) => path.startsWith('/stock/changes')).sort();
	const rows = (path: string) => sftp.files.get(path)!.toString('utf8').replace(/^\uFEFF/, '').trim().split(/\r?\n/).slice(1);
	const run = async () => await stage.client.runByHand(stage.workflow(MORNING).id, 'Run Now');

	test('the first run writes the whole list, the next one nothing', async () => {
		const first = await run();
		expect(first.status).toBe('success');
		expect(changes()).toEqual(['/stock/changes-since_nothing.csv']);
		expect(rows(changes()[0]!)).toHaveLength(cards().length);
		expect(states()).toHaveLength(1);
		expect((await run()).status).toBe('success');
		expect([changes(), states()]).toEqual([['/stock/changes-since_nothing.csv'], [expect.stringContaining('register-stock_')]]);
	});

	test('a changed quantity goes once, in absolute values', async () => {
		const [card] = cards();
		card!.quantity = '77';
		const base = states()[0]!.replace(/^.*\//, '').replace('.xml', '');
		expect((await run()).status).toBe('success');
		expect(changes()).toContain(`/stock/changes-since_${base}.csv`);
		expect(rows(`/stock/changes-since_${base}.csv`)).toEqual([expect.stringMatching(new RegExp(`^update;${card!.code};.*;77$`))]);
		expect(await readStock(sftp.files.get(states().at(-1)!)!)).toMatchObject({ [card!.code]: 77 });
		await run();
		expect(states()).toHaveLength(2);
	});

	test('sales that wait stop the run, and so does a list that lost too much; nothing is written', async () => {
		const before = [...sftp.files.keys()];
		await pushJson(stage.intakeUrl, SECRETS, { receipts: receipts('P1', day(0), 11, 2) });
		expect(await run()).toMatchObject({ status: 'error' });
		await runNow(stage, 'Send');
		for (const card of cards()) card.quantity = '1';
		expect(await run()).toMatchObject({ status: 'error' });
		expect([...sftp.files.keys()]).toEqual(before);
	});
});

describe('price list both ways', () => {
	const TWO_WAY = '15-two-way-price-list';
	const card = (code: string) => stage.mserver.state.settings.stock.find((one) => one.code === code)!;
	const run = async () => await stage.client.runByHand(stage.workflow(TWO_WAY).id, 'Run Now');
	const files = (folder: string) => [...sftp.files.keys()].filter((path) => path.startsWith(folder) && path.lastIndexOf('/') === folder.length - 1).sort();
	const changes = () => files('/prices/').filter((path) => path.includes('changes'));
	const rows = (path: string) => sftp.files.get(path)!.toString('utf8').replace(/^\uFEFF/, '').trim().split(/\r?\n/).slice(1);
	/** The register's item list, as it exports it: price with VAT by code. */
	const registerHas = (prices: Record<string, number>) => {
		const lines = Object.entries(prices).map(([code, price]) => `,${code},${card(code).name.replace(',', ' ')},,${price},${card(code).rateVAT === 'high' ? 21 : 12},,,A,A,,${card(code).unit}`);
		const header = 'ID,PLU,Název,Cena bez DPH,Cena s DPH,DPH sazba,Název kategorie,Štítky,Sklady,Zobrazovat,Poznámka,Jednotka';
		sftp.files.set('/prices/register-list.csv', Buffer.from([header, ...lines, ''].join('\n')));
	};

	test('what was changed here goes there and the other way round; on both sides, POHODA wins; nothing twice', async () => {
		const codes = stage.mserver.state.settings.stock.map(({ code }) => code);
		const prices = Object.fromEntries(codes.map((code, index) => [code, 100 + index]));
		for (const code of codes) Object.assign(card(code), { salePrice: String(prices[code]), salePriceWithVAT: true, name: card(code).name.replace(',', ' ') });
		registerHas(prices);
		expect(await run()).toMatchObject({ status: 'success' });
		expect([changes(), files('/prices/state/').length]).toEqual([[], 1]);

		card('KAVA-250').salePrice = '150';
		card('HRNEK-01').salePrice = '210';
		registerHas({ ...prices, 'CAJ-20': 59, 'HRNEK-01': 199 });
		expect(await run()).toMatchObject({ status: 'success' });
		expect(changes()).toHaveLength(1);
		const sent = rows(changes()[0]!).map((row) => row.split(';')).map(([action, code, , , , , price]) => [action, code, price]);
		expect(sent.sort()).toEqual([
			['update', 'HRNEK-01', '210'],
			['update', 'KAVA-250', '150'],
		]);
		expect([card('CAJ-20').salePrice, card('HRNEK-01').salePrice]).toEqual(['59', '210']);

		// The register has taken the file.
		registerHas({ ...prices, 'CAJ-20': 59, 'HRNEK-01': 210, 'KAVA-250': 150 });
		const imports = stage.mserver.state.counters.imports;
		expect(await run()).toMatchObject({ status: 'success' });
		expect([changes().length, stage.mserver.state.counters.imports]).toEqual([1, imports]);
	});

	test('a code that the register has twice is a conflict: both sides keep it, and a person is told', async () => {
		const list = sftp.files.get('/prices/register-list.csv')!.toString('utf8').trimEnd().split('\n');
		const twice = list.at(-1)!.split(',');
		twice[4] = '1';
		sftp.files.set('/prices/register-list.csv', Buffer.from([...list, twice.join(','), ''].join('\n')));
		const before = [changes().length, stage.mserver.state.counters.imports];
		// Nobody has given the mail node a server here: the message is as far as it gets.
		const told = itemsOf<{ subject: string; text: string }>(await run(), 'Write Message');
		expect(told.map(({ subject, text }) => [subject, text])).toEqual([['Price list: 1 conflict', expect.stringContaining(`The code ${twice[1]} is not unique`)]]);
		expect([changes().length, stage.mserver.state.counters.imports]).toEqual(before);
	});
});
