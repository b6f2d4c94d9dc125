/** Carries requests out in the presence of faults, and sends what comes of it. */
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';

import { send } from '../mserver/transport.mts';
import { isStored, type Fault, type Faults, type FaultSubject } from './faults.mts';
import { ENUMS } from './rules/enums.mts';
import type { RequestLogEntry } from './types.mts';

export interface Answer {
	status: number;
	body: unknown;
	headers?: Record<string, string>;
}

const JSON_TYPE = 'application/json; charset=utf-8';
const HTML_TYPE = 'text/html; charset=utf-8';
const MAINTENANCE = '<!DOCTYPE html><html><head><title>Údržba</title></head><body><h1>iDoklad je dočasně nedostupný</h1><p>Probíhá údržba.</p></body></html>';
const LOGIN_PAGE = '<!DOCTYPE html><html><head><title>Login</title></head><body><form>Sign in to the network</form></body></html>';

const envelope = (status: number, code: number, message: string): string => JSON.stringify({ Data: null, ErrorCode: code, IsSuccess: false, Message: message, StatusCode: status });

/** What the service, or what stands before it, says with a status. */
const STATUS_BODIES: Readonly<Record<number, { type: string; text: string }>> = {
	401: { type: JSON_TYPE, text: JSON.stringify({ Message: 'Authorization has been denied for this request.' }) },
	402: { type: JSON_TYPE, text: envelope(402, ENUMS.DokladErrorCode.Billing, 'The subscription has expired.') },
	403: { type: JSON_TYPE, text: envelope(403, ENUMS.DokladErrorCode.UserRights, 'The user has no rights in this agenda.') },
	429: { type: JSON_TYPE, text: JSON.stringify({ Message: 'Too many requests.' }) },
	500: { type: JSON_TYPE, text: envelope(500, ENUMS.DokladErrorCode.System, 'An unexpected error has occurred.') },
	503: { type: HTML_TYPE, text: MAINTENANCE },
};

/** Until the client gives up or the stand-in stops. */
async function untilClosed(response: ServerResponse, signal: AbortSignal): Promise<void> {
	if (!response.destroyed) await once(response, 'close', { signal }).catch(() => undefined);
}

function sendStatus(response: ServerResponse, { status = 500, retryAfter }: Fault): void {
	const { type, text } = STATUS_BODIES[status] ?? { type: JSON_TYPE, text: JSON.stringify({ Message: `HTTP ${status}` }) };
	send(response, status, type, text, retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) });
}

/** The answer spoilt as the fault says. */
async function spoil(response: ServerResponse, answer: Answer, fault: Fault, { entry, faults, signal }: Pick<Work, 'entry' | 'faults' | 'signal'>): Promise<void> {
	const text = Buffer.from(JSON.stringify(answer.body), 'utf8');
	const half = text.subarray(0, text.length / 2);
	entry.answered = !['drop', 'hang', 'halfAnswer'].includes(fault.kind);
	if (fault.kind === 'hang') await untilClosed(response, signal);
	if (fault.kind === 'drop' || fault.kind === 'hang') response.destroy();
	else if (fault.kind === 'status') sendStatus(response, fault);
	else if (fault.kind === 'loginPage') send(response, 200, HTML_TYPE, LOGIN_PAGE);
	else if (fault.kind === 'truncatedJson') send(response, answer.status, JSON_TYPE, half);
	else if (fault.kind === 'halfAnswer') {
		response.writeHead(answer.status, { 'Content-Type': JSON_TYPE, 'Content-Length': String(text.length) });
		await new Promise<void>((resolve) => response.write(half, () => resolve()));
		response.destroy();
	} else {
		if (fault.kind === 'slow' && isStored(fault)) await faults.waits.wait(fault.milliseconds!, signal);
		send(response, answer.status, JSON_TYPE, text, answer.headers);
	}
	if (fault.kind === 'status') entry.status = fault.status!;
	else if (fault.kind === 'loginPage') entry.status = 200;
}

export interface Work {
	request: IncomingMessage;
	response: ServerResponse;
	entry: RequestLogEntry;
	faults: Faults;
	signal: AbortSignal;
	subject: FaultSubject;
	/** Does what the request wants; throws nothing but faults of the stand-in itself. */
	carryOut: (fault: Fault | undefined) => Answer;
}

/** Runs one request to its end. `carryOut` runs in one piece, so requests do not mix. */
export async function perform({ response, entry, faults, signal, subject, carryOut }: Work): Promise<void> {
	const fault = faults.take(subject);
	if (!fault) {
		const answer = carryOut(undefined);
		entry.status = answer.status;
		send(response, answer.status, JSON_TYPE, JSON.stringify(answer.body), answer.headers);
		return;
	}
	entry.fault = fault.kind === 'status' ? `status ${fault.status!}` : fault.kind;
	if (fault.kind === 'slow' && !isStored(fault)) await faults.waits.wait(fault.milliseconds!, signal);
	const answer = isStored(fault) || fault.kind === 'slow' ? carryOut(fault) : { status: 0, body: null };
	entry.status = answer.status;
	await spoil(response, answer, fault, { entry, faults, signal });
}
