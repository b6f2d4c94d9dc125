/** Products into the price list: the list is read once, only differences are sent, 50 in one call. */
import type { IDataObject } from 'n8n-workflow';
import { formatMoney } from '../../../core/money/micro';
import type { Outcome, ResultWarning, SyncResult } from '../../../core/records/results';
import { errorText, errorTodo } from '../../../core/idoklad/errors';
import { changesOf, priceListItem } from '../../../core/idoklad/products';
import type {
	ListedPriceItem,
	PriceListItemPatch,
	PriceListItemPost,
	Product,
	ProductContext,
} from '../../../core/idoklad/products';
import { readBatch } from '../../../core/idoklad/reply';
import type { Reply } from '../../../core/idoklad/reply';
import { LIMITS, SYSTEM } from '../../../core/idoklad/tables';
import type { IDokladClient } from '../../shared/idoklad/client';

export interface ProductRun {
	context: ProductContext;
	/** false: an item that is there is left as it is. */
	update: boolean;
	preview: boolean;
	unit?: string;
}

export interface ProductResults {
	/** By code. */
	results: Map<string, SyncResult>;
	previews: Map<string, object>;
	/** Login or plan stopped the run. */
	denied?: Extract<Reply, { kind: 'denied' }>;
}

const COLUMNS = 'Id,Code,Name,BarCode,Unit,Price,PriceType,VatRateType';

interface Work {
	code: string;
	product: Product;
	body: PriceListItemPost | PriceListItemPatch;
	warnings: ResultWarning[];
}

class Book {
	readonly out: ProductResults = { results: new Map(), previews: new Map() };

	constructor(private readonly run: ProductRun) {}

	set(product: Product, outcome: Outcome, text: string, more: { id?: number; warnings?: ResultWarning[] } = {}): void {
		const { unit } = this.run;
		this.out.results.set(product.code, {
			key: product.code,
			outcome,
			target: {
				system: SYSTEM,
				kind: 'priceListItem',
				number: product.code,
				...(unit ? { unit } : {}),
				...(more.id === undefined ? {} : { id: String(more.id) }),
			},
			warnings: more.warnings ?? [],
			message: `Product ${product.code} "${product.name}", ${formatMoney(product.price)}, ${text}`,
			amount: product.price,
		});
	}
}

/** Sorts products into new, changed and settled ones. */
function compare(
	products: readonly Product[],
	listed: readonly ListedPriceItem[],
	run: ProductRun,
	book: Book,
): { fresh: Work[]; changed: Work[] } {
	const byCode = new Map<string, ListedPriceItem[]>();
	for (const row of listed) if (row.Code) byCode.set(row.Code, [...(byCode.get(row.Code) ?? []), row]);
	const fresh: Work[] = [];
	const changed: Work[] = [];
	for (const product of products) {
		const { code } = product;
		const made = priceListItem(product, run.context);
		if ('reason' in made) {
			book.set(product, 'held', `was not sent: ${made.reason}. Correct the rate in the till and send the list again.`, {
				warnings: [{ code: 'vatRate', text: made.reason }],
			});
			continue;
		}
		const [row, ...others] = byCode.get(code) ?? [];
		const warnings =
			others.length > 0
				? [
						{
							code: 'doubledCode',
							text: `The price list has ${others.length + 1} items with the code ${code}; the oldest (Id ${row.Id}) is used`,
						},
					]
				: [];
		const patch = row && changesOf(row, made.item);
		if (!row) fresh.push({ code, product, body: made.item, warnings });
		else if (!run.update)
			book.set(product, 'duplicate', 'is in the price list already and was left as it is.', { id: row.Id, warnings });
		else if (patch) changed.push({ code, product, body: patch, warnings });
		else book.set(product, 'unchanged', 'is in the price list like that.', { id: row.Id, warnings });
	}
	return { fresh, changed };
}

/** true when the run may go on. */
async function sendBatch(client: IDokladClient, method: 'POST' | 'PATCH', some: readonly Work[], book: Book): Promise<boolean> {
	const reply = await client.request<unknown>(method, '/PriceListItems/Batch', {
		body: { Items: some.map(({ body }) => body) as unknown as IDataObject[] },
	});
	const entries = reply.kind === 'ok' ? readBatch<{ Id: number }>(reply.data, some.length) : undefined;
	for (const [index, { product, body, warnings }] of some.entries()) {
		const entry = entries?.[index];
		if (entry?.ok) {
			const changed = Object.keys(body).filter((name) => name !== 'Id');
			book.set(
				product,
				method === 'POST' ? 'created' : 'updated',
				method === 'POST' ? 'is in the price list now.' : `was changed (${changed.join(', ')}).`,
				{ id: entry.data.Id, warnings },
			);
		} else if (entry) {
			book.set(product, 'refused', `was refused by iDoklad (${errorText(entry.code, entry.message)}). ${errorTodo(entry.code)}`, {
				warnings: [...warnings, { code: String(entry.code ?? 'refused'), text: entry.message }],
			});
		} else if (reply.kind === 'ok' || reply.kind === 'unclear') {
			book.set(product, 'unknown', 'was sent, and it is not known whether iDoklad has it. The next run looks first.', {
				warnings,
			});
		} else if (reply.kind === 'refused') {
			book.set(
				product,
				'refused',
				`was refused by iDoklad with its whole batch (${errorText(reply.code, reply.message)}). ${errorTodo(reply.code)}`,
				{ warnings },
			);
		} else {
			book.set(product, 'waiting', `was not sent: ${reply.reason}. It goes with the next run.`, { warnings });
		}
	}
	if (reply.kind === 'denied') book.out.denied = reply;
	return reply.kind === 'ok' || reply.kind === 'refused';
}

async function sendAll(client: IDokladClient, method: 'POST' | 'PATCH', work: readonly Work[], book: Book): Promise<void> {
	let going = true;
	for (let from = 0; from < work.length; from += LIMITS.batch) {
		const some = work.slice(from, from + LIMITS.batch);
		if (going) going = await sendBatch(client, method, some, book);
		else
			for (const { product, warnings } of some)
				book.set(product, 'waiting', 'was not sent: the run ended before it. It goes with the next run.', { warnings });
	}
}

/** @param products each code once */
export async function deliverProducts(
	client: IDokladClient,
	products: readonly Product[],
	run: ProductRun,
): Promise<ProductResults> {
	const book = new Book(run);
	const listed = await client.list<ListedPriceItem>('/PriceListItems', { select: COLUMNS });
	if (listed.kind !== 'ok') {
		if (listed.kind === 'denied') book.out.denied = listed;
		const reason = listed.kind === 'refused' ? listed.message : listed.reason;
		for (const product of products)
			book.set(product, 'waiting', `was not sent: the price list could not be read (${reason}). It goes with the next run.`);
		return book.out;
	}
	const { fresh, changed } = compare(products, listed.data, run, book);
	if (run.preview) {
		for (const { product, body, warnings, code } of [...fresh, ...changed]) {
			book.set(product, 'preview', 'would be sent with the request shown here; nothing was sent.', { warnings });
			book.out.previews.set(code, body);
		}
		return book.out;
	}
	await sendAll(client, 'POST', fresh, book);
	if (!book.out.denied) await sendAll(client, 'PATCH', changed, book);
	return book.out;
}
