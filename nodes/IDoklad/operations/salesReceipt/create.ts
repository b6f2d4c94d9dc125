import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { DEFAULT_RECEIPT_SETTINGS } from '../../../../core/idoklad/settings';
import type { RecountAnswer } from '../../../../core/idoklad/recount';
import { IDokladClient, serverOf } from '../../../shared/idoklad/client';
import { replyError } from '../../../shared/idoklad/need';
import type { Operation } from '../../../shared/operation';
import { localToday, nowInstant } from '../../../shared/clock';
import { isPreview } from '../../../shared/transfer';
import { readBooks } from '../../delivery/books';
import { deliverReceipts } from '../../delivery/receipts';
import type { ReceiptApi } from '../../delivery/receipts';
import type { RunSettings } from '../../delivery/runBook';
import { salesReceipts } from '../../delivery/service';
import { idsOf } from '../parameters';
import { readEntries, resultBook } from '../records';
import { readRules } from '../rulesFields';
import { CREATE_FIELDS } from './createFields';

type Options = Record<string, unknown>;

function choice<T extends string>(value: unknown, allowed: readonly T[], fallback: T): T {
	return allowed.find((one) => one === value) ?? fallback;
}

/** Reads every parameter once, from the first item: they describe the connection, not a single receipt. */
function readSettings(context: IExecuteFunctions): RunSettings {
	const options = context.getNodeParameter('options', 0, {}) as Options;
	return {
		...DEFAULT_RECEIPT_SETTINGS,
		rules: readRules(context),
		documents: choice(context.getNodeParameter('documents', 0, ''), ['perReceipt', 'perDay'], 'perReceipt'),
		rounding: choice(context.getNodeParameter('rounding', 0, ''), ['byIDoklad', 'ownLine'], 'byIDoklad'),
		customers: choice(options.customers, ['note', 'link'], 'note'),
		highTotal: choice(options.highTotal, ['hold', 'send'], 'hold'),
		...(typeof options.highTotalLimit === 'number' ? { highTotalLimit: options.highTotalLimit } : {}),
		...(Array.isArray(options.heldFiscalStates) ? { heldFiscalStates: options.heldFiscalStates as string[] } : {}),
		manyPayments: choice(options.manyPayments, ['hold', 'merge'], 'hold'),
		tags: idsOf(context, Array.isArray(options.tags) ? options.tags.join(',') : '', 'Tag Names or IDs', 0),
		clockDay: localToday(),
		now: nowInstant(),
		tillGivesPok: options.tillGivesPok === true,
		linkPriceList: options.stockMover === 'thisDocument',
		removeDoublets: options.doublets !== 'report',
		preview: isPreview(context, options),
	};
}

function seconds(value: unknown, fallback: number): number {
	return (typeof value === 'number' && value >= 0 ? value : fallback) * 1000;
}

/** A client with the times that the options give. */
async function timedClient(context: IExecuteFunctions): Promise<IDokladClient> {
	const options = context.getNodeParameter('options', 0, {}) as Options;
	return new IDokladClient(context, await serverOf(context), {
		timeout: seconds(options.timeout || undefined, 100),
		waitBudget: seconds(options.waitBudget, 130),
	});
}

function receiptApi(client: IDokladClient): ReceiptApi {
	return {
		calls: () => client.calls,
		books: async (wanted) => await readBooks(client, wanted),
		documents: (year) => salesReceipts(client, year),
		recount: async (request) => await client.request<RecountAnswer>('POST', '/SalesReceipts/Recount', { body: { ...request } }),
	};
}

/**
 * Sales Receipt → Create: canonical records in, one result for each in the same order. What the whole call could not do
 * is `waiting` on every record (not reachable, too many calls) or an error of the node (login, plan, agenda, rules).
 */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const settings = readSettings(this);
	const read = readEntries(items);
	const client = await timedClient(this);
	const none = {
		results: new Map(),
		previews: new Map(),
		calls: { used: 0, bound: 0 },
		nothingSent: true,
		notes: [] as string[],
		denied: undefined,
	};
	const run = read.entries.length > 0 ? await deliverReceipts(receiptApi(client), read.entries, settings) : none;
	if (run.denied && run.nothingSent) throw replyError(this.getNode(), run.denied);
	const notes = run.denied ? [`${run.denied.reason}. ${run.denied.hint}`, ...run.notes] : run.notes;
	const book = resultBook(items.length, read, { ...run, preview: settings.preview });
	book.hint(this, notes);
	return book.items({ calls: run.calls });
}

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create sales receipts',
	description: 'Send receipts of the till, each exactly once; one result per receipt',
	fields: CREATE_FIELDS,
	execute,
};
