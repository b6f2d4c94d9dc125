import type { IBinaryData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readRawAnswer } from '../../../../core/pohoda/agendas/rawAnswer';
import type { RawAnswerItem } from '../../../../core/pohoda/agendas/rawAnswer';
import type { DocumentOutcome } from '../../../../core/pohoda/outcome';
import { isRefused } from '../../../../core/pohoda/refusedList';
import { localName } from '../../../../core/xml/node';
import { operationError } from '../../../shared/errors';
import type { MServer } from '../../../shared/pohoda/address';
import { once } from '../../../shared/pohoda/lists';
import { questionRefused } from '../../../shared/pohoda/refusals';
import { deniedError } from '../../../shared/http';
import { ask, connect, notAnswered } from '../../../shared/pohoda/transport';
import { eachItem } from '../../../shared/runner';
import { isPreview, timeOutOf } from '../../../shared/transfer';
import type { Operation } from '../../../shared/operation';
import { Exchange } from '../../exchange';
import { SEND_FIELDS } from './fields';
import { prepareOrSay } from './prepare';
import type { Prepared } from './prepare';

interface Settings {
	preview: boolean;
	asFile: boolean;
	property: string;
	/** Milliseconds. */
	timeout: number;
	options: IDataObject;
}

function settingsOf(context: IExecuteFunctions, index: number): Settings {
	const options = context.getNodeParameter('options', index, {}) as IDataObject;
	return {
		preview: isPreview(context, options, index),
		asFile: options.answerAs === 'file',
		property: String(options.outputBinaryField ?? '').trim() || 'data',
		timeout: timeOutOf(options, 120),
		options,
	};
}

async function xmlFile(context: IExecuteFunctions, bytes: Uint8Array, packId: string, kind: string): Promise<IBinaryData> {
	const name = `pohoda_${packId.replace(/[^A-Za-z0-9.-]+/g, '-').slice(0, 60)}_${kind}.xml`;
	return await context.helpers.prepareBinaryData(Buffer.from(bytes), name, 'application/xml');
}

/** Lists in JSON stay within what an item can sensibly hold; longer ones are for Answer As: File. */
const LARGEST_ANSWER = 50_000_000;

async function askQuestion(
	context: IExecuteFunctions,
	server: MServer,
	pack: Prepared,
	{ asFile, property, timeout }: Settings,
): Promise<INodeExecutionData[]> {
	const reply = await ask(context, server, pack.bytes, timeout);
	if (reply.kind === 'denied') throw deniedError(context.getNode(), reply);
	if (reply.kind !== 'ok') throw notAnswered(context, reply);
	const limits = { record: LARGEST_ANSWER, token: LARGEST_ANSWER };
	// Read in both cases: half an answer must not pass for a whole one.
	const { pack: head, items } = await readRawAnswer(once(reply.data), asFile ? { record: 1e9, token: 1e9 } : limits);
	if (isRefused(head.state || undefined)) {
		const { message, hint } = questionRefused(head.note || `it gave no reason (state "${head.state}").`);
		throw operationError(context.getNode(), message, hint);
	}
	const binary = asFile ? { [property]: await xmlFile(context, reply.data.body, pack.packId, 'answer') } : undefined;
	return pack.items.map(({ id, node }, place) => {
		const found = items.get(id);
		// Either of them says that it was refused.
		const states = found === undefined ? ['missing'] : [found.item.state, found.item.documentState ?? 'ok'];
		const state = states.find((one) => one !== 'ok') ?? 'ok';
		const json: IDataObject = {
			key: id,
			question: localName(node.name),
			state,
			note: found?.item.note ?? '',
			element: found?.element ?? '',
			...(asFile ? {} : { answer: (found?.answer ?? null) as IDataObject | null }),
		};
		return { json, ...(binary !== undefined && place === 0 ? { binary } : {}) };
	});
}

function resultOf(pack: Prepared, place: number, ico: string, verdict: DocumentOutcome, answer?: RawAnswerItem): IDataObject {
	const { id, node } = pack.items[place];
	const kind = localName(node.name);
	const { outcome, warnings, message, id: pohodaId, number } = verdict;
	return {
		key: id,
		outcome,
		target: {
			system: 'POHODA',
			unit: ico,
			kind,
			...(pohodaId === undefined ? {} : { id: pohodaId }),
			...(number === undefined ? {} : { number }),
			documentId: id,
		},
		warnings: warnings.map((warning) => ({ ...warning })),
		message: `${kind} ${id} ${message}`,
		amount: 0,
		...(answer?.item.produced === undefined ? {} : { produced: { ...answer.item.produced } }),
	};
}

async function showPreview(context: IExecuteFunctions, pack: Prepared, ico: string, property: string) {
	const binary = { [property]: await xmlFile(context, pack.bytes, pack.packId, 'preview') };
	const verdict: DocumentOutcome = {
		outcome: 'preview',
		warnings: [],
		message: 'would be sent to POHODA; this is a preview, nothing was sent.',
	};
	return pack.items.map((_, place): INodeExecutionData => {
		return { json: resultOf(pack, place, ico, verdict), ...(place === 0 ? { binary } : {}) };
	});
}

async function change(
	context: IExecuteFunctions,
	exchange: Exchange,
	pack: Prepared,
	ico: string,
	{ asFile, property, timeout }: Settings,
): Promise<INodeExecutionData[]> {
	const { verdicts, answer, body } = await exchange.change(pack, timeout);
	const file = asFile && body !== undefined ? await xmlFile(context, body, pack.packId, 'answer') : undefined;
	return pack.items.map(({ id }, place): INodeExecutionData => {
		const found = answer?.items.get(id);
		const full = asFile || found === undefined ? {} : { answer: found.answer as IDataObject };
		const json = { ...resultOf(pack, place, ico, verdicts[place], found), ...full };
		return { json, ...(file !== undefined && place === 0 ? { binary: { [property]: file } } : {}) };
	});
}

function notSent(context: IExecuteFunctions, index: number, code: string, reason: string): IDataObject {
	const identity = String(context.getNodeParameter('identity', index, '') ?? '').trim();
	const name = identity === '' ? `Item ${index + 1}` : `Item ${index + 1} (${identity})`;
	const message = `${name} ${code === 'xml' ? 'was not sent' : 'got no answer'}: ${reason}`;
	return { key: identity, outcome: 'refused', target: { system: 'POHODA' }, warnings: [{ code, text: reason }], message, amount: 0 };
}

/**
 * Raw → Send XML: elements of any agenda that a person wrote, in our envelope, with identity and outcome. One result per
 * dataPackItem, paired with its input item; questions (list requests) answer what POHODA told. XML that must not go
 * (DOCTYPE, foreign elements, SQL) is a refused result and stops no other; so is a question without answer once something
 * was changed, because the results of the changes would be lost with an error.
 */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const server = await connect(this);
	if (server.ico === '') {
		throw operationError(
			this.getNode(),
			'The credential names no Company ID (IČO)',
			'Enter the IČO of the accounting unit in the credential: without it XML could reach any unit.',
		);
	}
	const exchange = new Exchange(this, server);
	return await eachItem(
		this,
		items,
		async (index) => {
			const settings = settingsOf(this, index);
			const pack = await prepareOrSay(this, index, server.ico, settings.options);
			if (typeof pack === 'string') return [{ json: notSent(this, index, 'xml', pack) }];
			if (pack.question) return await askQuestion(this, server, pack, settings);
			if (settings.preview) return await showPreview(this, pack, server.ico, settings.property);
			return await change(this, exchange, pack, server.ico, settings);
		},
		(index, message) => (exchange.hasChanged ? notSent(this, index, 'noAnswer', message) : undefined),
	);
}

export const send: Operation = {
	name: 'Send XML',
	value: 'send',
	action: 'Send raw XML',
	description: 'Send elements of a data pack that you wrote, with identity and the answer of POHODA',
	fields: SEND_FIELDS,
	execute,
};
