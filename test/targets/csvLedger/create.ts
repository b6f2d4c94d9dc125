/** Line → Create: receipts into the ledger, each exactly once, one result for each. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { resultOf } from '../../../core/plan/messages';
import { plan } from '../../../core/plan/plan';
import type { PlanSettings } from '../../../core/plan/settings';
import { describeRecord } from '../../../core/records/describe';
import { enterTillRecords } from '../../../nodes/shared/entrance';
import type { Operation } from '../../../nodes/shared/operation';
import { Results } from '../../../nodes/shared/results';
import type { ResultWords } from '../../../nodes/shared/results';
import { Sender } from '../../../nodes/shared/sender';
import { isPreview, previewOnly, whenRunFromEditor } from '../../../nodes/shared/transfer';
import { CREDENTIAL, ledgerChannel } from './channel';
import { SYSTEM, ledgerTarget } from './target';
import type { Accounts } from './target';

const WORDS: ResultWords = { system: SYSTEM, done: 'sent', there: 'are in the ledger', missed: 'did not get into the ledger' };
const PREVIEW = { outcome: 'preview' as const, message: `would be sent to ${SYSTEM}; this is a preview, nothing was sent.`, warnings: [], number: undefined };

async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const options = this.getNodeParameter('options', 0, {}) as IDataObject;
	const accounts = JSON.parse(this.getNodeParameter('accounts', 0) as string) as Accounts;
	const { url } = await this.getCredentials<{ url: string }>(CREDENTIAL);
	const preview = isPreview(this, options);
	const { entries, refused } = enterTillRecords(items.map(({ json }) => json), WORDS);
	const book = new Results(items.length, WORDS);
	book.noRecords(refused);
	const { drafts, decided } = plan(entries, ledgerTarget(accounts), { documents: this.getNodeParameter('documents', 0) as PlanSettings['documents'], dayNumbering: 'batch' });
	for (const { index, result } of decided) book.set(entries[index].index, result);
	const sender = new Sender(ledgerChannel(this, url));
	if (!preview) await sender.sendOrThrow(this, drafts.map(({ draft }) => draft));
	for (const { draft, indexes } of drafts) {
		const { outcome, message, warnings, number } = preview ? PREVIEW : sender.verdicts.get(draft.documentId)!;
		for (const entry of indexes.map((at) => entries[at])) {
			const target = { kind: 'line', documentId: draft.documentId, ...(number === undefined ? {} : { number }) };
			book.set(entry.index, resultOf(entry, { system: SYSTEM }, outcome, `${describeRecord(entry.record)}, ${message}`, { target, warnings: [...entry.warnings, ...draft.warnings, ...warnings] }));
		}
	}
	if (preview) book.previewRest();
	book.hint(this);
	return book.items();
}

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create lines',
	description: 'Write receipts into the ledger, each exactly once; one result per receipt',
	fields: [
		{ displayName: 'Accounts', name: 'accounts', type: 'json', default: '{}', description: 'Way of paying → account of the ledger' },
		{
			displayName: 'Documents',
			name: 'documents',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Per Day', value: 'perDay' },
				{ name: 'Per Receipt', value: 'perReceipt' },
			],
			default: 'perReceipt',
		},
		whenRunFromEditor(),
		{ displayName: 'Options', name: 'options', type: 'collection', placeholder: 'Add option', default: {}, options: [previewOnly()] },
	],
	execute,
};
