import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { RequestDraft } from '../../../../core/idoklad/draft';
import { recountRequest } from '../../../../core/idoklad/recount';
import type { RecountAnswer } from '../../../../core/idoklad/recount';
import { idokladTarget } from '../../../../core/idoklad/target';
import { DEFAULT_RECEIPT_SETTINGS } from '../../../../core/idoklad/settings';
import { toMicro } from '../../../../core/money/micro';
import { plan } from '../../../../core/plan/plan';
import { localToday } from '../../../shared/clock';
import type { Operation } from '../../../shared/operation';
import { need } from '../../../shared/idoklad/need';
import { readBooks } from '../../delivery/books';
import { reader } from '../base';
import { readEntries } from '../records';
import type { Entry } from '../../../shared/entrance';
import { readRules, rulesFields } from '../rulesFields';

const ROUNDING: INodeProperties = {
	displayName: 'Rounding',
	name: 'rounding',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'By iDoklad', value: 'byIDoklad' },
		{ name: 'Own Line', value: 'ownLine' },
	],
	default: 'byIDoklad',
	description: 'As it will be chosen in Create',
};

/** What iDoklad would compute for one receipt, beside the till's total. */
async function recountOne(
	entry: Entry,
	draft: RequestDraft,
	ask: (request: IDataObject) => Promise<RecountAnswer>,
): Promise<IDataObject> {
	const answer = await ask({ ...recountRequest(draft) });
	const total = answer.Prices?.TotalWithVat;
	const rounding = (answer.Items ?? []).filter(({ ItemType }) => ItemType === 1);
	return {
		key: entry.record.key,
		total: draft.total,
		iDokladTotal: total ?? null,
		equal: total !== undefined && toMicro(total) === toMicro(draft.total),
		rounding: rounding[0]?.Prices?.TotalWithVat ?? 0,
		answer: answer as unknown as IDataObject,
	};
}

/** Sales Receipt → Recount: computes receipts without saving them, one call for each. */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const { entries, refused } = readEntries(items);
	const client = await reader(this);
	const currencies = [...new Set(entries.map(({ record }) => record.currency))];
	const settings = {
		...DEFAULT_RECEIPT_SETTINGS,
		rules: readRules(this),
		clockDay: localToday(),
		rounding: this.getNodeParameter('rounding', 0, 'byIDoklad') as 'byIDoklad',
	};
	const { books } = need(
		this.getNode(),
		await readBooks(client, { currencies, equipment: false, companyIds: [], priceList: false }),
	);
	const target = idokladTarget(settings, books);
	const output: INodeExecutionData[] = [];
	for (const [index] of items.entries()) {
		const entry = entries.find((one) => one.index === index);
		const planned = entry && plan([entry], target, settings);
		const draft = planned?.drafts[0]?.draft;
		const json =
			entry && draft
				? await recountOne(entry, draft, async (body) =>
						need(this.getNode(), await client.request<RecountAnswer>('POST', '/SalesReceipts/Recount', { body })),
					)
				: { ...(refused.find((one) => one.index === index)?.result ?? planned?.decided[0]?.result) };
		output.push({ json: json as IDataObject, pairedItem: { item: index } });
	}
	return output;
}

export const recount: Operation = {
	name: 'Recount',
	value: 'recount',
	action: 'Recount sales receipts',
	description: 'Compute what iDoklad would make of receipts, without saving anything',
	fields: [...rulesFields(['paymentForm']), ROUNDING],
	execute,
};
