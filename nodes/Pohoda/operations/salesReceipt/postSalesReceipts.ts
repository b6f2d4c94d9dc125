import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { buildItemPack } from '../../../../core/pohoda/agendas/pack';
import { postingRequest, readPosting } from '../../../../core/pohoda/agendas/posting';
import type { PostingAnswer } from '../../../../core/pohoda/agendas/posting';
import { outcomeOf } from '../../../../core/pohoda/outcome';
import { writeXml } from '../../../../core/xml/write';
import type { XmlNode } from '../../../../core/xml/node';
import { operationError } from '../../../shared/errors';
import { once } from '../../../shared/pohoda/lists';
import { codeOf, referenceField } from '../../../shared/pohoda/references';
import { refusalOf } from '../../../shared/pohoda/refusals';
import { deniedError } from '../../../shared/http';
import { connect, postXml } from '../../../shared/pohoda/transport';
import { eachItem } from '../../../shared/runner';
import type { Operation } from '../../../shared/operation';
import type { Asker } from '../../lookup';
import { isPreview, previewOnly, timeOutOf, whenRunFromEditor } from '../../../shared/transfer';
import { TIME_OUT } from '../../transferFields';
import { askUnit } from '../../unit';

const ID = 'postSalesReceipts';

const day = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 2026-11-14',
	description,
});

const DESCRIPTION: INodeProperties[] = [
	day('Date From', 'dateFrom', 'First day of the receipts, inclusive'),
	day('Date To', 'dateTill', 'Last day of the receipts, inclusive'),
	{
		displayName: 'Really Post',
		name: 'confirm',
		type: 'boolean',
		default: false,
		description: 'Whether POHODA posts the receipts into Pokladna and Ostatní pohledávky (zaúčtování prodejek); this cannot be taken back from here',
	},
	whenRunFromEditor(),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [referenceField('centres', { name: 'centre' }), previewOnly(), TIME_OUT],
	},
];

const result = (outcome: string, message: string, more: IDataObject = {}): INodeExecutionData[] => [
	{ json: { key: ID, outcome, target: { system: 'POHODA', kind: 'posting' }, warnings: [], message, amount: 0, ...more } },
];

const NOT_KNOWN =
	'Look into Pokladna and Ostatní pohledávky. Running it again posts only receipts that POHODA does not have as posted.';

function resultOf(days: string, { pack, item, documents }: PostingAnswer): INodeExecutionData[] {
	const { outcome, warnings, message } = outcomeOf(item, pack);
	const more = { warnings: warnings as unknown as IDataObject[], documents: documents as unknown as IDataObject[] };
	if (outcome !== 'created') return result(outcome, `Posting of sales receipts ${days} ${message}`, more);
	const receipts = new Set(documents.flatMap((one) => one.receipts.map(({ id }) => id))).size;
	const numbers = documents.map(({ number }) => number).join(', ');
	return result('created', `Sales receipts ${days}: POHODA posted ${receipts} in ${documents.length} documents: ${numbers}.`, more);
}

async function post(asker: Asker, node: XmlNode, days: string): Promise<INodeExecutionData[]> {
	const { context, server, timeout } = asker;
	const unit = await askUnit(asker);
	const waiting = (reason: string) =>
		result('waiting', `Sales receipts ${days} were not posted: POHODA mServer cannot be reached (${reason}). Run it again later.`);
	if (!unit.ok) return waiting(unit.reason);
	// No duplicity check: receipts of the same days that come later have to be posted too; POHODA posts none twice.
	const bytes = buildItemPack([{ id: ID, node }], { packId: ID, ico: server.ico });
	const reply = await postXml(context, server, bytes, { checkDuplicity: false, timeout });
	if (reply.kind === 'denied') throw deniedError(context.getNode(), reply);
	if (reply.kind === 'unreachable') return waiting(reply.reason);
	const unclear = (reason: string) => result('unknown', `Whether sales receipts ${days} were posted is not known: ${reason}. ${NOT_KNOWN}`);
	if (reply.kind === 'unclear') return unclear(reply.reason);
	let answer: PostingAnswer;
	try {
		answer = await readPosting(once(reply.data));
	} catch (error) {
		return unclear(`the answer cannot be read (${error.message})`);
	}
	const refusal = answer.item === undefined ? refusalOf(answer.pack.note) : undefined;
	if (refusal !== undefined) throw operationError(context.getNode(), refusal.message, refusal.hint);
	return resultOf(days, answer);
}

async function one(context: IExecuteFunctions, index: number): Promise<INodeExecutionData[]> {
	const text = (name: string) => String(context.getNodeParameter(name, index, '')).trim();
	const [dateFrom, dateTill] = [text('dateFrom'), text('dateTill')];
	if (dateFrom === '' || dateTill === '') {
		throw operationError(context.getNode(), 'Date From or Date To is empty', 'Give both: receipts of every day would be posted otherwise.', index);
	}
	const options = context.getNodeParameter('options', index, {}) as IDataObject;
	const request = postingRequest({ dateFrom, dateTill }, codeOf(options.centre));
	if (!request.ok) throw operationError(context.getNode(), request.reasons.join(' '), undefined, index);
	const days = `of ${dateFrom} to ${dateTill}`;
	if (isPreview(context, options, index)) {
		return result('preview', `Sales receipts ${days} would be posted; this is a preview, nothing was.`, { preview: writeXml(request.node) });
	}
	if (context.getNodeParameter('confirm', index, false) !== true) {
		return result('held', `Sales receipts ${days} were not posted: Really Post is off. Switch it on in the POHODA node.`);
	}
	const timeout = timeOutOf(options, 120);
	return await post({ context, server: await connect(context), timeout }, request.node, days);
}

/**
 * Sales Receipt → Post Sales Receipts: one request for each input item, off until confirmed. That POHODA posts no receipt
 * twice is inferred from its agenda (posted receipts are marked), not documented.
 */
export const postSalesReceipts: Operation = {
	name: 'Post Sales Receipts',
	value: 'postSalesReceipts',
	action: 'Post sales receipts',
	description: 'Let POHODA post the receipts of some days (zaúčtování prodejek); off until confirmed',
	fields: DESCRIPTION,
	async execute(items) {
		let posted = false;
		const post = async (index: number) => {
			const results = await one(this, index);
			posted ||= results.some(({ json }) => json.outcome === 'created' || json.outcome === 'unknown');
			return results;
		};
		return await eachItem(this, items, post, (index, message) => {
			if (!posted) return undefined;
			const [{ json }] = result('refused', `Item ${index + 1} was not posted: ${message}`, { warnings: [{ code: 'noAnswer', text: message }] });
			return json;
		});
	},
};
