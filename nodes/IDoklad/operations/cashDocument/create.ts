import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { SYSTEM } from '../../../../core/idoklad/tables';
import { notSent } from '../../../../core/plan/messages';
import { need, replyError } from '../../../shared/idoklad/need';
import type { Operation } from '../../../shared/operation';
import { isPreview, previewOnly, whenRunFromEditor } from '../../../shared/transfer';
import { readAgenda } from '../../delivery/books';
import { cashVouchers, deliverMovements } from '../../delivery/movements';
import { reader } from '../base';
import { readEntries, resultBook } from '../records';
import { readRules, rulesFields } from '../rulesFields';

const RECEIPT = {
	code: 'receipt',
	text: 'a receipt is no cash document here',
	todo: 'Send it with Sales Receipt → Create; iDoklad makes the cash document of it.',
};

/** Cash Document → Create: deposits and withdrawals of a till, one result for each item, three calls for each document at most. */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const options = this.getNodeParameter('options', 0, {}) as IDataObject;
	const preview = isPreview(this, options);
	const rules = readRules(this);
	const read = readEntries(items);
	const client = await reader(this);
	const agenda = need(this.getNode(), await readAgenda(client));
	const movements = read.entries.flatMap((entry) =>
		entry.record.recordType === 'cashMovement' ? [{ ...entry, record: entry.record }] : [],
	);
	const run = await deliverMovements(
		cashVouchers(client),
		movements,
		{ rules, agenda, preview, removeDoublets: options.doublets !== 'report' },
		() => client.calls,
	);
	if (run.denied && run.nothingSent) throw replyError(this.getNode(), run.denied);
	const named = { system: SYSTEM, unit: agenda.Contact?.IdentificationNumber ?? undefined };
	for (const entry of read.entries) {
		if (entry.record.recordType === 'receipt') run.results.set(entry.record.key, notSent(entry, named, 'held', [RECEIPT]));
	}
	const book = resultBook(items.length, read, { ...run, preview });
	book.hint(this, run.denied ? [`${run.denied.reason}. ${run.denied.hint}`, ...run.notes] : run.notes);
	return book.items({ calls: { used: client.calls, bound: 4 + 3 * movements.length } });
}

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create cash documents',
	description: 'Send deposits and withdrawals of the till, each exactly once; one result per record',
	fields: [
		...rulesFields(['cashAccount']),
		whenRunFromEditor(),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Documents That Are There Twice',
					name: 'doublets',
					type: 'options',
					options: [
						{ name: 'Delete the Newer', value: 'delete', description: 'Only one that the run itself has sent, never an exported one; the rest is told as a problem' },
						{ name: 'Report Only', value: 'report' },
					],
					default: 'delete',
					description: 'What to do when iDoklad has two documents of one movement',
				},
				previewOnly(),
			],
		},
	],
	execute,
};
