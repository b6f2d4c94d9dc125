import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { AGENDAS } from '../../../../core/pohoda/agendas/index';
import { outcomeOf } from '../../../../core/pohoda/outcome';
import type { DocumentOutcome, Origin } from '../../../../core/pohoda/outcome';
import { refusalOfItem } from '../../../../core/pohoda/refusedList';
import { readResponse } from '../../../../core/pohoda/response';
import type { ResponsePack } from '../../../../core/pohoda/response';
import type { SyncResult } from '../../../../core/records/results';
import { localName } from '../../../../core/xml/node';
import { readBinary } from '../../../shared/binary';
import { operationError, toNodeError } from '../../../shared/errors';
import { failedItem } from '../../../shared/runner';
import { inputBinaryField } from '../../../shared/properties';
import type { Operation } from '../../../shared/operation';
import { refusalOf } from '../../../shared/pohoda/refusals';
import { partsOf, writtenRecords } from './writtenRecords';
import type { Written } from './writtenRecords';

interface Answer {
	/** Of the input item with the file. */
	index: number;
	pack: ResponsePack;
}

async function readAnswer(context: IExecuteFunctions, index: number, property: string): Promise<Answer> {
	try {
		return { index, pack: await readResponse(await readBinary(context, index, property)) };
	} catch (error) {
		throw toNodeError(context.getNode(), error as Error, index);
	}
}

/** Nothing of the file was taken: the records stay as they are, so that the same file can be imported again. */
function refuseWhole(context: IExecuteFunctions, { index, pack }: Answer): void {
	if (pack.state !== 'error' || pack.items.length > 0) return;
	const { message, hint } = refusalOf(pack.note) ?? {
		message: `POHODA refused the whole file: ${pack.note || 'it gave no reason'}`,
		hint: 'Nothing of it was imported. Correct what POHODA names and import the same file again.',
	};
	throw operationError(context.getNode(), message, hint, index);
}

/**
 * Lists are no answers to an import: a file that holds nothing else is an error, and so is a list that was refused. Beside
 * answers they are told, so that those are not lost.
 */
function lists(context: IExecuteFunctions, { index, pack }: Answer): void {
	const listed = pack.items.filter(({ list }) => list !== undefined);
	if (listed.length === 0) return;
	const refused = listed.flatMap((item) => refusalOfItem(item) ?? []);
	const names = listed.map(({ list }) => `<${localName(list?.name ?? '')}>`).join(', ');
	if (listed.length === pack.items.length) {
		if (refused.length > 0) {
			throw operationError(context.getNode(), `POHODA refused a list: ${refused.join(' ')}`, 'The file holds no answer to an import. Give the POHODA user the right that is missing, or correct the question.', index);
		}
		const message = `The file holds lists (${names}), not answers to an import`;
		throw operationError(context.getNode(), message, 'Read it with File → Read Export File.', index);
	}
	const told = refused.length > 0 ? `POHODA refused a list: ${refused.join(' ')}` : `lists that are not read here: ${names}. Read them with File → Read Export File`;
	context.addExecutionHints({ message: `Beside answers the file of item ${index + 1} holds: ${told}.`, type: 'warning', location: 'outputPane' });
}

const itemOf = (result: SyncResult, index: number): INodeExecutionData => ({
	json: { ...result } as unknown as IDataObject,
	pairedItem: { item: index },
});

/** Record types by the names of their answers, e.g. `voucher` of voucherResponse. */
const KIND_OF: ReadonlyMap<string, string> = new Map([
	...Object.values(AGENDAS).map(({ root, name }) => [root, name] as const),
	['stockItem', 'stockItem'],
]);

function resultOfWritten(written: Written, pack: ResponsePack, id: string, agenda: string | undefined, verdict: DocumentOutcome) {
	const kind = agenda === undefined ? {} : { kind: KIND_OF.get(agenda) ?? agenda };
	const result: SyncResult = {
		key: written.key,
		outcome: verdict.outcome,
		target: {
			system: 'POHODA',
			...(pack.ico === '' ? {} : { unit: pack.ico }),
			...kind,
			...(verdict.id === undefined ? {} : { id: verdict.id }),
			...(verdict.number === undefined ? {} : { number: verdict.number }),
			documentId: id,
		},
		warnings: verdict.warnings,
		message: `${written.name}, ${verdict.message}`,
		...written.about,
	};
	return result;
}

/** An answer to a document that no input item names; its id is the key unless it was too long or a day's document. */
function stranger(answer: Answer, id: string, someRecords: boolean): Written {
	const key = id.replace(/(?:~[ud][0-9a-f]+)?(?:~\d+)?$/, '');
	const unknown = someRecords ? ' (none of the written records that came in)' : '';
	return {
		index: answer.index,
		key,
		ids: [id],
		exact: true,
		pack: answer.pack.id,
		name: `Document ${id}${unknown}`,
		open: false,
		about: { amount: 0, ...partsOf(key) },
	};
}

const NOT_IN_INPUT = {
	code: 'notInInput',
	text: 'POHODA answers about this document, but no written record that came in has its identity.',
};

/** Day documents of one file that were split have `.2`, `.3` …; which record is in which part only an exact id tells. */
const isSplit = (id: string, answered: ReadonlySet<string>): boolean => /\/b-[0-9a-f]+$/.test(id) && answered.has(`${id}.2`);

/** Packs of records are named after their agenda, packs of receipts after their register. */
const originOf = (packId: string): Origin => (Object.keys(AGENDAS).some((name) => packId.endsWith(`/${name}`)) ? 'the record' : 'Posting Rules');

function resultsOf(answers: readonly Answer[], written: readonly Written[]): INodeExecutionData[] {
	const byId = new Map<string, Written[]>();
	for (const one of written) for (const id of one.ids) byId.set(id, [...(byId.get(id) ?? []), one]);
	const output: INodeExecutionData[] = [];
	const settled = new Set<Written>();
	for (const answer of answers) {
		const { pack, index } = answer;
		const answered = new Set(pack.items.map(({ id }) => id));
		for (const item of pack.items) {
			const known = (byId.get(item.id) ?? []).filter(({ exact }) => exact || !isSplit(item.id, answered));
			if (known.length === 0 && item.list !== undefined) continue;
			const verdict = outcomeOf(item, pack, originOf(pack.id));
			for (const one of known) {
				settled.add(one);
				output.push(itemOf(resultOfWritten(one, pack, item.id, item.agenda, verdict), one.index));
			}
			if (known.length > 0) continue;
			const result = resultOfWritten(stranger(answer, item.id, written.length > 0), pack, item.id, item.agenda, verdict);
			const warnings = written.length > 0 ? [NOT_IN_INPUT, ...result.warnings] : result.warnings;
			output.push(itemOf({ ...result, warnings }, index));
		}
	}
	return [...output, ...notMentioned(answers, written, settled)];
}

/** Records of the same register that are in a file, but not in these answers: they stay written. */
function notMentioned(answers: readonly Answer[], written: readonly Written[], settled: ReadonlySet<Written>): INodeExecutionData[] {
	const packs = new Set(answers.map(({ pack }) => pack.id));
	return written
		.filter((one) => one.open && packs.has(one.pack) && !settled.has(one))
		.map((one) => {
			const message = `${one.name}, was written into a file, and POHODA's answer does not mention it. Import the file in which it is and read that answer, or choose Retry in the Problems form.`;
			const result: SyncResult = {
				key: one.key,
				outcome: 'written',
				target: { system: 'POHODA', documentId: one.ids[0] },
				warnings: [],
				message,
				...one.about,
			};
			return itemOf(result, one.index);
		});
}

/**
 * File → Read Command-Line Answers: the responsePacks that `Pohoda.exe /XML` or the import wizard left (folder Response
 * beside the imported file), of any agenda. Items with the binary are answers; the others are the written records (Waiting
 * Records with Include Written, or the results of Create or Build Import File), which give key, flow and amount back to answers whose id is a digest or a day's
 * document. One result for each answered record; documents that nobody knows and records that the answer does not
 * mention are reported too. With On Error: Continue a file that cannot be used is an item with `error`, and the others count.
 *
 * @throws NodeOperationError for a file that is no answer, half an answer, or one that refuses the whole file
 */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const property = this.getNodeParameter('binaryPropertyName', 0, 'data') as string;
	const written = writtenRecords(items);
	const withFile = items.flatMap(({ binary }, index) => (binary?.[property] === undefined ? [] : [index]));
	// Results of Create carry the file that was made; the answer comes on an item of its own.
	const apart = withFile.filter((file) => !written.some(({ index }) => index === file));
	const files = apart.length > 0 ? apart : withFile;
	if (files.length === 0) {
		throw operationError(
			this.getNode(),
			`No item has a file in the binary field "${property}"`,
			"Connect the node that brings POHODA's answer file, or correct Input Binary Field.",
		);
	}
	const answers: Answer[] = [];
	const failed: INodeExecutionData[] = [];
	for (const index of files) {
		try {
			const answer = await readAnswer(this, index, property);
			refuseWhole(this, answer);
			lists(this, answer);
			answers.push(answer);
		} catch (error) {
			const nodeError = toNodeError(this.getNode(), error as Error, index);
			if (!this.continueOnFail()) throw nodeError;
			failed.push(failedItem(this, items[index], index, nodeError));
		}
	}
	return [...resultsOf(answers, written), ...failed];
}

export const readCommandLineAnswers: Operation = {
	name: 'Read Command-Line Answers',
	value: 'readCommandLineAnswers',
	action: 'Read command line answers',
	description: "Get one result per record from the answer files of POHODA's command line or import wizard",
	fields: [
		inputBinaryField(
			'One answer file per item; the import wizard leaves it in the folder Response beside the imported file. Merge (append) the written records to them, so that each result finds its record. No answer file means that POHODA did not start.',
		),
	],
	execute,
};
