/** Products into the price list: the list is read once, only differences are sent, 50 in one call. */
import type { IDataObject } from 'n8n-workflow';
import { errorText, errorTodo } from '../../../core/idoklad/errors';
import { PriceIndex } from '../../../core/idoklad/priceIndex';
import { changesOf, priceListItem } from '../../../core/idoklad/products';
import type { ListedPriceItem, Product } from '../../../core/idoklad/products';
import { readBatch } from '../../../core/idoklad/reply';
import type { Denied, Reply } from '../../../core/plan/reply';
import { LIMITS } from '../../../core/idoklad/tables';
import type { Agenda, VatRate } from '../../../core/idoklad/types';
import { IdentityIndex } from '../../../core/records/identityIndex';
import type { IDokladClient } from '../../shared/idoklad/client';
import { readAgenda, readPrices, readVatRates } from './books';
import { ProductBook } from './productBook';
import type { ProductResults, Work } from './productBook';
import { settleProducts } from './productDoublets';

interface ProductRun {
	/** YYYY-MM-DD on which the VAT rates have to apply. */
	day: string;
	/** New items are kept on stock in iDoklad. */
	stockItem: boolean;
	/** false: an item that is there is left as it is. */
	update: boolean;
	preview: boolean;
}

interface Read {
	agenda: Agenda;
	vatRates: VatRate[];
	listed: ListedPriceItem[];
}

async function readAll(client: IDokladClient): Promise<Reply<Read>> {
	const agenda = await readAgenda(client);
	if (agenda.kind !== 'ok') return agenda;
	const vatRates = await readVatRates(client, agenda.data);
	if (vatRates.kind !== 'ok') return vatRates;
	const listed = await readPrices(client);
	return listed.kind === 'ok'
		? { kind: 'ok', data: { agenda: agenda.data, vatRates: vatRates.data, listed: listed.data } }
		: listed;
}

/** Sorts products into new, changed and settled ones. */
function compare(
	products: readonly Product[],
	{ agenda, vatRates, listed }: Read,
	run: ProductRun,
	book: ProductBook,
): { fresh: Work[]; changed: Work[] } {
	const context = { vatRates, day: run.day, currencyId: agenda.DefaultCurrencyId ?? 1, stockItem: run.stockItem };
	const index = new PriceIndex(listed);
	const alike = new IdentityIndex<Product>('code');
	for (const product of products) alike.add(product.code, product);
	const fresh: Work[] = [];
	const changed: Work[] = [];
	for (const product of products) {
		const { code } = product;
		const made = priceListItem(product, context);
		if ('reason' in made) {
			book.set(product, 'held', `was not sent: ${made.reason}. Correct the rate in the till and send the list again.`, {
				warnings: [{ code: 'vatRate', text: made.reason }],
			});
			continue;
		}
		const { item } = made;
		const { row, conflict, remark } = index.match(code);
		const other = row === undefined ? alike.find(code).similar[0] : undefined;
		const unclear = conflict ?? (other && `the list of the till has a similar code, '${other.code}' ("${other.name}")`);
		const warnings = remark === undefined ? [] : [{ code: 'similarCode', text: remark }];
		const patch = row && changesOf(row, item);
		if (unclear !== undefined) {
			const todo = 'Correct the codes in iDoklad (Ceník) or in the till, so that each product has one, and send the list again.';
			book.set(product, 'held', `was not sent: ${unclear}. ${todo}`, { warnings: [{ code: 'codeConflict', text: unclear }] });
		} else if (!row) fresh.push({ code, product, item, body: item, warnings });
		else if (!run.update)
			book.set(product, 'duplicate', 'is in the price list already and was left as it is.', { id: row.Id, warnings });
		else if (patch) changed.push({ code, product, item, body: patch, warnings });
		else book.set(product, 'unchanged', 'is in the price list like that.', { id: row.Id, warnings });
	}
	return { fresh, changed };
}

/** Why the run ends here: the rest waits. */
interface Stop {
	denied?: Denied;
}

/** undefined when the run may go on. */
async function sendBatch(
	client: IDokladClient,
	method: 'POST' | 'PATCH',
	some: readonly Work[],
	book: ProductBook,
): Promise<Stop | undefined> {
	const reply = await client.request<unknown>(method, '/PriceListItems/Batch', {
		body: { Items: some.map(({ body }) => body) as unknown as IDataObject[] },
	});
	const entries = reply.kind === 'ok' ? readBatch<{ Id: number }>(reply.data, some.length) : undefined;
	for (const [index, { product, body, warnings }] of some.entries()) {
		const entry = entries?.[index];
		if (entry?.ok) {
			const changed = Object.keys(body).filter((name) => name !== 'Id');
			const text = method === 'POST' ? 'is in the price list now.' : `was changed (${changed.join(', ')}).`;
			book.set(product, method === 'POST' ? 'created' : 'updated', text, { id: entry.data.Id, warnings });
		} else if (entry && !entry.unclear) {
			book.set(product, 'refused', `was refused by iDoklad (${errorText(entry.code, entry.message)}). ${errorTodo(entry.code)}`, {
				warnings: [...warnings, { code: String(entry.code ?? 'refused'), text: entry.message }],
			});
		} else if (reply.kind === 'ok' || reply.kind === 'unclear') {
			book.set(product, 'unknown', 'was sent, and it is not known whether iDoklad has it. The next run looks first.', { warnings });
		} else if (reply.kind === 'refused') {
			const why = errorText(reply.code, reply.message);
			book.set(product, 'refused', `was refused by iDoklad with its whole batch (${why}). ${errorTodo(reply.code)}`, { warnings });
		} else {
			book.set(product, 'waiting', `was not sent: ${reply.reason}. It goes with the next run.`, { warnings });
		}
	}
	if (reply.kind === 'ok' || reply.kind === 'refused') return undefined;
	return reply.kind === 'denied' ? { denied: reply } : {};
}

async function sendAll(
	client: IDokladClient,
	method: 'POST' | 'PATCH',
	work: readonly Work[],
	book: ProductBook,
): Promise<Stop | undefined> {
	let stop: Stop | undefined;
	for (let from = 0; from < work.length; from += LIMITS.batch) {
		const some = work.slice(from, from + LIMITS.batch);
		if (stop === undefined) stop = await sendBatch(client, method, some, book);
		else book.wait(some, 'the run ended before it');
	}
	return stop;
}

/**
 * What the whole run could not do is `waiting` on every product; login and plan are in `denied`.
 *
 * @param products each code once
 * @throws WrongCompany when the login opens another agenda than the credential expects
 */
export async function deliverProducts(
	client: IDokladClient,
	products: readonly Product[],
	run: ProductRun,
): Promise<ProductResults> {
	const book = new ProductBook();
	const read = await readAll(client);
	if (read.kind !== 'ok') {
		if (read.kind === 'denied') book.out.denied = read;
		const reason = read.kind === 'refused' ? read.message : read.reason;
		for (const product of products)
			book.set(product, 'waiting', `was not sent: iDoklad could not be asked (${reason}). It goes with the next run.`);
		return book.out;
	}
	const { agenda, listed } = read.data;
	book.unit = agenda.Contact?.IdentificationNumber ?? undefined;
	const { fresh, changed } = compare(products, read.data, run, book);
	if (run.preview) {
		for (const { product, body, warnings, code } of [...fresh, ...changed]) {
			book.set(product, 'preview', 'would be sent to iDoklad; this is a preview, nothing was sent.', { warnings });
			book.out.previews.set(code, body);
		}
		return book.out;
	}
	const stop = await sendAll(client, 'POST', fresh, book);
	if (stop) book.wait(changed, 'the run ended before it');
	book.out.denied = (stop ?? (await sendAll(client, 'PATCH', changed, book)))?.denied;
	if (!book.out.denied) await settleProducts(client, fresh, listed, book);
	return book.out;
}
