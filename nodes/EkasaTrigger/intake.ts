import type { IDataObject, INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { MEGABYTE, positive } from '../shared/values';
import { checkSignature, checkToken } from './authentication';
import type { Headers, Refusal } from './authentication';
import { checkFiles, inMegabytes, keepBody, keepFile, listFiles, looksLikeXml, notXml } from './files';
import { readRecords } from './payload';
import { LARGEST_BODY, LARGEST_FILE, MOST_FILES, MOST_RECORDS, TIME_WINDOW } from './properties';

/** The fields of n8n's request that are used; its own type is not exported. */
interface IncomingCall {
	/** Lower case, without parameters. */
	contentType?: string;
	contentDisposition?: { filename?: string };
	headers: Headers;
	/** Parsed JSON, or `{ data, files }` of a multipart form. */
	body?: unknown;
	rawBody?: Buffer;
}

interface IncomingAnswer {
	status(code: number): { json(body: IDataObject): unknown };
}

interface Settings {
	mostRecords: number;
	/** Bytes. */
	largestBody: number;
	mostFiles: number;
	/** Bytes. */
	largestFile: number;
}

/**
 * One call of the webhook: who is it, is it small enough, what is in it. Whatever is refused is answered here as
 * `{ status, message, help }` and starts no execution; what comes in leaves as items.
 */
export async function takeCall(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const call = context.getRequestObject() as unknown as IncomingCall;
	const refusal = await authenticate(context, call);
	const items = refusal ?? (await readItems(context, call, readSettings(context)));
	if (!Array.isArray(items)) return refuse(context, items);
	if (items.length === 0) return answer(context, 200, NOTHING_IN_IT);
	return {
		workflowData: [items],
		webhookResponse: { message: `Received ${items.length} ${items.length === 1 ? 'item' : 'items'}`, received: items.length },
	};
}

/** As Sync Journal: Receive answers, for a call that is in order and brings nothing. */
const NOTHING_IN_IT = {
	accepted: [],
	alreadyKnown: [],
	changed: [],
	refused: [],
	message: 'The call has no records, so there was nothing to store.',
};

async function authenticate(context: IWebhookFunctions, call: IncomingCall): Promise<Refusal | undefined> {
	const secrets = await readSecrets(context);
	if (isForm(call)) return checkToken(secrets.uploadToken, call.headers);
	return checkSignature({
		secret: secrets.signingSecret,
		headers: call.headers,
		rawBody: call.rawBody ?? Buffer.alloc(0),
		now: Date.now() / 1000,
		window: positive(context.getNodeParameter('timeWindow', TIME_WINDOW), TIME_WINDOW),
	});
}

/** Without a credential every call is refused; n8n would start a failing execution if this threw. */
async function readSecrets(context: IWebhookFunctions): Promise<IDataObject> {
	try {
		return await context.getCredentials('ekasaWebhookApi');
	} catch (error) {
		context.logger.warn(`eKasa Trigger refuses all calls: ${(error as Error).message}`);
		return {};
	}
}

async function readItems(
	context: IWebhookFunctions,
	call: IncomingCall,
	settings: Settings,
): Promise<INodeExecutionData[] | Refusal> {
	if (isForm(call)) {
		const files = listFiles(call.body);
		const refusal = checkFiles(files, settings);
		if (refusal !== undefined) return refusal;
		const kept: INodeExecutionData[] = [];
		for (const file of files) kept.push(await keepFile(context, file));
		return kept;
	}
	const rawBody = call.rawBody ?? Buffer.alloc(0);
	if (rawBody.length > settings.largestBody) {
		return {
			status: 413,
			message: `The body has ${inMegabytes(rawBody.length)}; this webhook takes ${inMegabytes(settings.largestBody)}.`,
			help: 'Send fewer records per call, send the export as a file upload, or raise Largest Body in the options of the eKasa Trigger. Nothing was stored.',
		};
	}
	if (call.contentType === 'application/json') {
		const records = readRecords(call.body, settings.mostRecords);
		return Array.isArray(records) ? records.map((json) => ({ json })) : records;
	}
	if (!/^(application\/octet-stream|.*[/+]xml)$/.test(call.contentType ?? '')) {
		return {
			status: 415,
			message: `The content type "${call.contentType ?? ''}" is not known here.`,
			help: 'Send JSON as application/json, an XML export as application/octet-stream or application/xml, files as multipart/form-data.',
		};
	}
	if (!looksLikeXml(rawBody)) return notXml('The body');
	return [await keepBody(context, rawBody, call.contentDisposition?.filename)];
}

function refuse(context: IWebhookFunctions, refusal: Refusal): IWebhookResponseData {
	const { status, message, help } = refusal;
	context.logger.info(`eKasa Trigger refused a call (${status}): ${message}`);
	return answer(context, status, { status, message, help });
}

/** Answers here and starts no execution. */
function answer(context: IWebhookFunctions, status: number, body: IDataObject): IWebhookResponseData {
	(context.getResponseObject() as unknown as IncomingAnswer).status(status).json(body);
	return { noWebhookResponse: true };
}

function isForm(call: IncomingCall): boolean {
	return call.contentType === 'multipart/form-data';
}

function readSettings(context: IWebhookFunctions): Settings {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	return {
		mostRecords: positive(options.mostRecords, MOST_RECORDS),
		largestBody: positive(options.largestBody, LARGEST_BODY) * MEGABYTE,
		mostFiles: positive(options.mostFiles, MOST_FILES),
		largestFile: positive(options.largestFile, LARGEST_FILE) * MEGABYTE,
	};
}
