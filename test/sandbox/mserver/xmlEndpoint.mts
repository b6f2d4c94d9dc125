/** POST /xml: one request at a time, import or list, with the fault it meets. */
import type { IncomingMessage, ServerResponse } from 'node:http';

import { answerBytes, type AnswerItem } from './answer.mts';
import { isStored, type Fault, type Faults } from './faults.mts';
import { processPack, readPack, type ReadPack } from './pack.mts';
import type { State } from './state.mts';
import { compress, HttpRefusal, readBody, send, sendText } from './transport.mts';
import type { RequestLogEntry } from './types.mts';
import type { XmlObject } from './xml.mts';
import type { XsdQueue } from './xsdQueue.mts';

export interface Endpoint {
	state: State;
	faults: Faults;
	xsd?: XsdQueue;
	/** Told each pack that could be read, as it came. */
	heard?: (bytes: Buffer, operation: 'import' | 'list') => void;
	/** Requests in the queue or at work. */
	open: number;
	/** The end of the queue. */
	tail: Promise<void>;
	/** Ends the waits of slow answers when the server stops. */
	stopping: AbortController;
}

const LOGIN_PAGE = '<!DOCTYPE html>\n<html><head><title>Login</title></head><body><form method="post"><input name="user"><input name="password" type="password"></form></body></html>\n';

const fired = (fault: Fault): string => [fault.kind, fault.status, fault.milliseconds && `${fault.milliseconds} ms`].filter(Boolean).join(' ');

const wait = ({ faults, stopping }: Endpoint, milliseconds: number): Promise<void> => faults.waits.wait(milliseconds, stopping.signal);

function refuseWithoutStoring(response: ServerResponse, fault: Fault): void {
	if (fault.kind === 'status') sendText(response, fault.status!, 'mServer');
	else if (fault.kind === 'loginPage') send(response, 200, 'text/html; charset=utf-8', LOGIN_PAGE);
	else response.destroy();
}

function sendAnswer(request: IncomingMessage, response: ServerResponse, whole: Buffer, fault: Fault | undefined): void {
	if (fault && ['status', 'loginPage', 'drop'].includes(fault.kind)) return refuseWithoutStoring(response, fault);
	const undeclared = fault?.kind === 'noDeclaration';
	const declared = undeclared ? whole.subarray(whole.indexOf('?>') + 2) : whole;
	const xml = fault?.kind === 'truncatedXml' ? whole.subarray(0, Math.floor(whole.length / 2)) : declared;
	const { body, encoding } = compress(request, xml, fault?.kind === 'rawDeflate');
	const headers: Record<string, string> = encoding ? { 'Content-Encoding': encoding } : {};
	if (fault?.kind !== 'halfAnswer') return send(response, 200, undeclared ? 'text/xml; charset=windows-1250' : 'text/xml', body, headers);
	response.writeHead(200, { 'Content-Type': 'text/xml', 'Content-Length': String(body.length), ...headers });
	response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
}

/** The same item with its list refused; an answer to an import stays as it is. */
function withoutList(item: AnswerItem): AnswerItem {
	const lists = Object.entries(item.content ?? {}).filter(([name]) => /:list[A-Z]/.test(name));
	if (lists.length === 0) return item;
	const content = lists.map(([name, list]) => [name, { ...pick(list as XmlObject), '@state': 'error' }] as const);
	return { ...item, content: Object.fromEntries(content) };
}

/** Attributes alone. */
const pick = (list: XmlObject): XmlObject => Object.fromEntries(Object.entries(list).filter(([name]) => name.startsWith('@')));

/** Processes and answers one request; fills in the log entry. */
async function handle(endpoint: Endpoint, request: IncomingMessage, response: ServerResponse, pack: ReadPack, entry: RequestLogEntry, requestBytes: Buffer): Promise<void> {
	const { state, faults } = endpoint;
	const fault = faults.take(pack);
	if (fault) entry.fault = fired(fault);
	const spoilt = fault !== undefined && ['drop', 'halfAnswer'].includes(fault.kind);
	entry.answered = !spoilt;
	if (fault && !isStored(fault)) {
		if (fault.kind === 'slow') await wait(endpoint, fault.milliseconds!);
		else {
			refuseWithoutStoring(response, fault);
			entry.status = fault.kind === 'status' ? fault.status! : fault.kind === 'loginPage' ? 200 : 0;
			return;
		}
	}
	const checkDuplicity = entry.checkDuplicity === true && fault?.kind !== 'noDuplicityCheck';
	const answer = processPack(state, pack, checkDuplicity, fault?.storeItems);
	if (pack.operation === 'import') state.save();
	if (fault?.kind === 'missingItem') {
		const missing = fault.itemId ?? answer.items[0]?.id;
		answer.items = answer.items.filter((item) => item.id !== missing);
	}
	if (fault?.kind === 'refusedList') answer.items = answer.items.map(withoutList);
	const passedRules = pack.refused === undefined && !answer.items.some((item) => item.violatesSchema);
	if (passedRules) endpoint.xsd?.add(requestBytes, 'data.xsd', `dataPack ${pack.packId}`);
	const bytes = answerBytes(answer, state.settings);
	endpoint.xsd?.add(bytes, 'response.xsd', `answer to dataPack ${pack.packId}`);
	if (fault?.kind === 'slow' && isStored(fault)) await wait(endpoint, fault.milliseconds!);
	entry.status = fault?.kind === 'status' ? fault.status! : fault?.kind === 'drop' ? 0 : 200;
	sendAnswer(request, response, bytes, fault);
}

/** Reads the body at once, then waits for its turn: mServer serves one request at a time and the others wait. */
export async function serveXml(endpoint: Endpoint, request: IncomingMessage, response: ServerResponse, entry: RequestLogEntry): Promise<void> {
	const { state } = endpoint;
	const type = String(request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
	if (!['text/xml', 'application/xml'].includes(type)) throw new HttpRefusal(415, 'Content-Type has to be text/xml');
	const bytes = await readBody(request);
	entry.bytes = bytes.length;
	entry.checkDuplicity = request.headers['stw-check-duplicity'] === 'true';
	state.counters.xml += 1;
	endpoint.open += 1;
	state.counters.mostAtOnce = Math.max(state.counters.mostAtOnce, endpoint.open);
	const turn = endpoint.tail.then(async () => {
		const pack = readPack(state, bytes);
		endpoint.heard?.(bytes, pack.operation === 'list' ? 'list' : 'import');
		state.counters[pack.operation === 'list' ? 'lists' : 'imports'] += 1;
		Object.assign(entry, { packId: pack.packId, items: pack.itemIds.length, operation: pack.operation, encoding: pack.encoding });
		await handle(endpoint, request, response, pack, entry, bytes);
	});
	endpoint.tail = turn.then(
		() => undefined,
		() => undefined,
	);
	try {
		await turn;
	} finally {
		endpoint.open -= 1;
	}
}
