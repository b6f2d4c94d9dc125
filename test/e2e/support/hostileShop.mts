/** A shop whose goods, customers, registers, files and systems carry hostile texts, and what leads through its forms all the same. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { exportFile } from './exportFile.mts';
import type { WooCommerce } from './eshop.mts';
import type { FormFile, FormPage, FormValue } from './form.mts';
import { settings } from './helios.mts';
import { HOSTILE } from './hostile.mts';
import { importInPohoda } from './people.mts';
import type { SftpServer } from './sftp.mts';
import { day, keyOf, receipt, type TillReceipt } from './shop.mts';
import { SECRETS, type Stage } from './stage.mts';
import { stockFile } from './stockFile.mts';
import { pushJson } from './till.mts';

/** One receipt in five files. */
const HELIOS = join(__dirname, '../../fixtures/helios/set-a-cash-sale');
const today = day(0);
const GOODS = HOSTILE.map((name, index) => ({ code: index < 3 ? name : `K${index}`, name, quantity: index + 1, gross: 100, vatRate: 21 }));

/** The receipt with another name, and code, of its goods. */
function named(one: TillReceipt, name: string, code?: string): TillReceipt {
	return { ...one, items: one.items.map((item) => ({ ...item, name, ...(code ? { code } : {}) })) };
}

/** Of each text: plain goods, a name with an unknown payment, a register, a number, a code. */
function sales(): TillReceipt[] {
	return HOSTILE.flatMap((text, index) => {
		const [plain, voucher, register, number, code] = ['P70', 'P71', text, 'P72', 'P73'].map((name) => receipt(name, 5 * index + 1, today));
		return [
			{ ...plain!, payments: [{ method: 'card', amount: plain!.total }] },
			{ ...named(voucher!, text), payments: [{ method: 'voucher', label: text, amount: voucher!.total }] },
			{ ...register!, customer: { company: text } },
			{ ...number!, number: `${index}${text}` },
			named(code!, text, text),
		];
	});
}

/** Sales into the journal, customers and orders into the shop, files of Helios into the folder and through their workflow. */
export async function fillHostile(stage: Stage, shop: WooCommerce, sftp: SftpServer): Promise<void> {
	const { status, body } = await pushJson(stage.intakeUrl, SECRETS, { receipts: sales() });
	if (status !== 200) throw new Error(`The intake answered ${status}: ${JSON.stringify(body)}`);
	HOSTILE.forEach((text, index) => {
		const address = { first_name: text, last_name: text, company: text, address_1: text, city: text, email: `h${index}@example.cz` };
		shop.state.register({ email: address.email, first_name: text, last_name: text, billing: address });
		shop.state.place({ lines: [{ sku: text, name: text, price: 10_000, rate: 21, quantity: 1 }], billing: address, shipping: { title: text, price: 8_900 }, payment: { id: text, title: text }, note: text });
		// The first part of a file name has three characters at most; the text stands where a quantity belongs.
		for (const name of readdirSync(HELIOS).filter((one) => one.endsWith('.txt'))) {
			const content = readFileSync(join(HELIOS, name), 'latin1').replaceAll('\t1042\t', `\t${2000 + index}\t`);
			sftp.files.set(`/helios/import/${name.replace('001', 'Q7<').replace('140530', `14053${index}`)}`, Buffer.from(content.replaceAll(/\t2\.000000\t0\.000000\t"ks"/g, `\t${text}\t0.000000\t"ks"`), 'latin1'));
		}
	});
	await settings(stage, '12-helios-import', { quietMinutes: 0 });
	const run = await stage.client.runByHand(stage.workflow('12-helios-import').id, 'Look Now');
	if (run.status !== 'success') throw new Error(`The files of Helios were not read: ${run.status}`);
}

/** What a form needs so that its last pages are reached; nothing for a form that hostile texts lead through. */
export async function wayThrough(stage: Stage, path: string, seen: ReadonlyMap<string, FormPage[]>): Promise<Record<string, FormValue>> {
	const file = (name: string, content: Uint8Array): FormFile => ({ name, content });
	switch (path) {
		case 'ekasa-pohoda-file': {
			const sold = HOSTILE.map((name, index) => named(receipt('P66', index + 1, today), name, index > 2 ? name : undefined));
			return { 'Export file': file('export.xml', exportFile(sold)), 'IČO of the accounting unit': stage.mserver.state.settings.ico };
		}
		case 'pohoda-answer': {
			const written = seen.get('ekasa-pohoda-file')!.find(({ files }) => files.length > 0)!.files[0]!;
			return { 'Answer file': file('answer.xml', await importInPohoda(stage, written.content)) };
		}
		case 'helios-export':
			return { 'Chosen receipts (keys of the journal)': keyOf(receipt('P70', 1, today)), 'Day of the run': today, 'Your name (AutorExportu)': HOSTILE[0]! };
		case 'pohoda-ekasa-stock': {
			const register = await stockFile([{ ...GOODS[0]!, code: 'OLD' }, ...GOODS.map((one) => ({ ...one, quantity: 9, name: `${one.name} x` }))]);
			return { 'Stock list of POHODA': file('stock.xml', await stockFile(GOODS)), 'Stock of the register now': file('register.xml', register), Registers: 'P99' };
		}
		case 'idoklad-price-list':
			return { 'Product list': file('stock.xml', await stockFile(GOODS)) };
		default:
			return {};
	}
}
