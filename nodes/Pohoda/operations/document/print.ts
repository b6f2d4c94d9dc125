import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { printElement, readPrint } from '../../../../core/pohoda/agendas/documentCommands';
import { buildItemPack } from '../../../../core/pohoda/agendas/pack';
import { windowsName } from '../../../../core/pohoda/agendas/commandLineFiles';
import { operationError, toNodeError } from '../../../shared/errors';
import type { MServer } from '../../../shared/pohoda/address';
import { once } from '../../../shared/pohoda/lists';
import { outputBinaryField } from '../../../shared/properties';
import { deniedError } from '../../../shared/http';
import { ask, connect, notAnswered } from '../../../shared/pohoda/transport';
import { eachItem } from '../../../shared/runner';
import type { Operation } from '../../../shared/operation';
import { TIME_OUT } from '../../transferFields';
import { timeOutOf } from '../../../shared/transfer';
import { documentFields } from './documentFields';
import { findDocument, meantDocument } from './find';
import type { Meant } from './find';

const FOLDER = 'C:\\Windows\\Temp';

/** Id and number of the document: an id that the user gives needs no question. */
async function identify(
	context: IExecuteFunctions,
	server: MServer,
	meant: Meant,
	timeout: number,
): Promise<{ id: string; number?: string }> {
	if (meant.id !== undefined) return { id: meant.id };
	const found = await findDocument(context, server, meant, timeout);
	if (found.kind === 'denied') throw deniedError(context.getNode(), found);
	if (found.kind === 'none') throw operationError(context.getNode(), `Nothing was printed: ${found.reason}`);
	if (found.kind !== 'found') throw notAnswered(context, found);
	return { id: found.record.id, number: meant.number };
}

async function printed(context: IExecuteFunctions, server: MServer, request: Uint8Array, timeout: number) {
	const reply = await ask(context, server, request, timeout);
	if (reply.kind === 'denied') throw deniedError(context.getNode(), reply);
	if (reply.kind !== 'ok') throw notAnswered(context, reply);
	try {
		return await readPrint(once(reply.data));
	} catch (error) {
		const { name, message } = error as Error;
		if (!['PrintError', 'XmlError', 'ResponseError'].includes(name)) throw toNodeError(context.getNode(), error as Error);
		throw operationError(
			context.getNode(),
			`POHODA gave no PDF: ${message.replace(/\s+/g, ' ').trim()}`,
			'Check the number of the report (in its properties in POHODA), the right to print, and the folder on the computer of POHODA.',
		);
	}
}

async function printOne(context: IExecuteFunctions, server: MServer, index: number): Promise<INodeExecutionData> {
	const options = context.getNodeParameter('options', index, {}) as IDataObject;
	const timeout = timeOutOf(options, 120);
	const meant = meantDocument(context, index);
	const report = String(context.getNodeParameter('report', index, '') ?? '').trim();
	const folder = (String(options.folder ?? '').trim() || FOLDER).replace(/\\+$/, '');
	if (typeof meant === 'string') throw operationError(context.getNode(), meant);
	if (!/^[1-9]\d{0,9}$/.test(report)) {
		throw operationError(
			context.getNode(),
			`"${report}" is no number of a report`,
			'Open the list of reports in POHODA, and take the number from the properties of the report.',
		);
	}
	const { id, number } = await identify(context, server, meant, timeout);
	const name = windowsName(`${meant.document}_${number ?? id}.pdf`, 'document');
	const element = printElement({ document: meant.document, id, report, file: `${folder}\\${name}.pdf` });
	const request = buildItemPack([{ id: 'print', node: element }], { packId: 'print', ico: server.ico });
	const { base64 } = await printed(context, server, request, timeout);
	const bytes = Buffer.from(base64, 'base64');
	if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-') {
		throw operationError(context.getNode(), 'POHODA gave no PDF: what came is another kind of file');
	}
	const binary = await context.helpers.prepareBinaryData(bytes, `${name}.pdf`, 'application/pdf');
	const json = { document: meant.document, id, ...(number === undefined ? {} : { number }), report, fileName: `${name}.pdf`, size: bytes.length };
	return { json, binary: { [String(options.outputBinaryField ?? '').trim() || 'data']: binary } };
}

/** Document → Print to PDF: a report of one document as binary. Printing changes nothing, so it is asked again after a fault. */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const server = await connect(this);
	return await eachItem(this, items, async (index) => [await printOne(this, server, index)]);
}

export const print: Operation = {
	name: 'Print to PDF',
	value: 'print',
	action: 'Print document to PDF',
	description: 'Get a report (sestava) of the document as a PDF file',
	fields: [
		...documentFields('all'),
		{
			displayName: 'Report Number',
			name: 'report',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 151',
			description: 'Number of the report (sestava) from its properties in POHODA; it differs between installations',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: "Folder on POHODA's Computer",
					name: 'folder',
					type: 'string',
					default: FOLDER,
					placeholder: 'e.g. C:\\Temp',
					description: 'Where POHODA writes the PDF for a moment; it removes it when the answer is made',
				},
				outputBinaryField(),
				TIME_OUT,
			],
		},
	],
	execute,
};
