import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { productsOf, readProduct } from '../../../../core/idoklad/products';
import type { Product } from '../../../../core/idoklad/products';
import { SYSTEM } from '../../../../core/idoklad/tables';
import { normalIdentity } from '../../../../core/records/identities';
import { formatMoney } from '../../../../core/money/micro';
import { stableJson } from '../../../../core/text/digest';
import type { SyncResult } from '../../../../core/records/results';
import { localToday } from '../../../shared/clock';
import { replyError } from '../../../shared/idoklad/need';
import type { Operation, OperationTexts } from '../../../shared/operation';
import { isPreview, previewOnly, whenRunFromEditor } from '../../../shared/transfer';
import { deliverProducts } from '../../delivery/priceList';
import { reader } from '../base';
import { hintResults } from '../../../shared/results';
import { WORDS, readEntries } from '../records';

const FIELDS: INodeProperties[] = [
	{
		displayName: 'Products From',
		name: 'productsFrom',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Items Are Products',
				value: 'products',
				description: "The till's list: code, name, price, priceIncludesVat (default: yes), vatRate, ean, unit",
			},
			{
				name: 'Lines of Receipts',
				value: 'receipts',
				description: 'For a till that gives no list: what was sold, by code, at its newest price',
			},
		],
		default: 'products',
	},
	whenRunFromEditor(),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Keep on Stock',
				name: 'stockItem',
				type: 'boolean',
				default: false,
				description: 'Whether new items are stock items of iDoklad',
			},
			previewOnly(),
		],
	},
];

interface Read {
	products: Product[];
	/** For each output item: the code, or the result of an item that is no product. */
	outputs: Array<{ code?: string; result?: SyncResult; from: number[] }>;
}

function notRead(index: number, code: string | undefined, reasons: readonly string[]): SyncResult {
	return {
		key: code ?? '',
		outcome: 'refused',
		target: { system: SYSTEM, kind: 'priceListItem' },
		warnings: reasons.map((text) => ({ code: 'product', text })),
		message: `Item ${index + 1}${code ? ` (${code})` : ''} was not sent: it is no complete product. ${reasons.slice(0, 3).join(' ')} Correct it in the till's list.`,
		amount: 0,
	};
}

/** Two products of one code: nobody can tell which one is meant. */
function contradicting(product: Product, others: readonly Product[]): SyncResult {
	const names = others.map(({ name, price }) => `"${name}", ${formatMoney(price)}`).join('; ');
	const text = `other items of this list have the same code ${product.code} (${names})`;
	return {
		key: product.code,
		outcome: 'held',
		target: { system: SYSTEM, kind: 'priceListItem', number: product.code },
		warnings: [{ code: 'doubledCode', text }],
		message: `Product ${product.code} "${product.name}", ${formatMoney(product.price)}, was not sent: ${text}. Give each product a code of its own in the till and send the list again.`,
		amount: product.price,
	};
}

function fromProducts(items: readonly INodeExecutionData[]): Read {
	const reads = items.map(({ json }) => readProduct(json));
	const byCode = new Map<string, Product[]>();
	for (const read of reads) {
		if (!read.ok) continue;
		const code = normalIdentity('code', read.product.code);
		const known = byCode.get(code) ?? [];
		// The same product twice is one.
		if (!known.some((one) => stableJson(one) === stableJson(read.product))) byCode.set(code, [...known, read.product]);
	}
	const outputs = reads.map((read, index) => {
		if (!read.ok) return { result: notRead(index, read.code, read.reasons), from: [index] };
		const [first, ...more] = byCode.get(normalIdentity('code', read.product.code)) ?? [];
		if (more.length === 0) return { code: first.code, from: [index] };
		const others = [first, ...more].filter((one) => stableJson(one) !== stableJson(read.product));
		return { result: contradicting(read.product, others), from: [index] };
	});
	return { products: [...byCode.values()].flatMap((known) => (known.length === 1 ? known : [])), outputs };
}

function fromReceipts(items: readonly INodeExecutionData[]): Read {
	const { entries, refused } = readEntries(items);
	const receipts = entries.flatMap(({ record }) => (record.recordType === 'receipt' ? [record] : []));
	const products = productsOf(receipts);
	const from = entries.map(({ index }) => index);
	const outputs = products.map(({ code }) => ({ code, from }));
	return { products, outputs: [...outputs, ...refused.map(({ index, result }) => ({ result, from: [index] }))] };
}

/** Price List Item → Create, and Create or Update: many at once, found again by code, only what changed is sent. */
function operation(update: boolean, texts: Omit<OperationTexts, 'value'>): Operation {
	async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
		const options = this.getNodeParameter('options', 0, {}) as IDataObject;
		const preview = isPreview(this, options);
		const { products, outputs } =
			this.getNodeParameter('productsFrom', 0, 'products') === 'receipts' ? fromReceipts(items) : fromProducts(items);
		const client = await reader(this);
		const day = localToday();
		const done = await deliverProducts(client, products, { day, stockItem: options.stockItem === true, update, preview });
		if (done.denied && ![...done.results.values()].some(({ outcome }) => outcome === 'created' || outcome === 'updated'))
			throw replyError(this.getNode(), done.denied);
		const results = outputs.map(({ code, result }) => result ?? done.results.get(code ?? ''));
		hintResults(this, results, WORDS, done.denied ? [`${done.denied.reason}. ${done.denied.hint}`] : []);
		return outputs.map(({ code, from }, index): INodeExecutionData => {
			const request = code === undefined ? undefined : done.previews.get(code);
			const json = {
				...results[index],
				...(request ? { preview: JSON.stringify(request, null, '\t') } : {}),
				calls: { used: client.calls },
			};
			return { json: json as unknown as IDataObject, pairedItem: from.map((item) => ({ item })) };
		});
	}
	return { ...texts, value: update ? 'upsert' : 'create', fields: FIELDS, execute };
}

export const upsert = operation(true, {
	name: 'Create or Update',
	action: 'Create or update price list items',
	description: 'Create new ones, or update the ones with the same code (upsert); only differences are sent',
});

export const create = operation(false, {
	name: 'Create',
	action: 'Create price list items',
	description: 'Create new ones; what is there already is not made again',
});
