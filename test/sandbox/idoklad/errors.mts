/** Ways to refuse, and the envelope around every answer. */
import { HttpRefusal } from '../mserver/transport.mts';
import { ENUMS } from './rules/enums.mts';

type Code = keyof (typeof ENUMS)['DokladErrorCode'];

/** A refusal in the envelope; HttpRefusal is one with only `{ Message }`, as gateways give. */
export class Refusal extends Error {
	readonly code: number;

	constructor(
		readonly status: number,
		message: string,
		code: Code = 'None',
	) {
		super(message);
		this.code = ENUMS.DokladErrorCode[code];
	}
}

export const badRequest = (message: string, code: Code = 'BadFormat'): Refusal => new Refusal(400, message, code);
export const notFound = (what: string, id: unknown): Refusal => new Refusal(404, `${what} with Id ${String(id)} was not found.`);

export interface Envelope {
	Data: unknown;
	ErrorCode: number;
	IsSuccess: boolean;
	Message: string;
	StatusCode: number;
}

export const success = (data: unknown): Envelope => ({ Data: data, ErrorCode: 0, IsSuccess: true, Message: '', StatusCode: 200 });

export const failure = ({ status, code, message }: Refusal): Envelope => ({ Data: null, ErrorCode: code, IsSuccess: false, Message: message, StatusCode: status });

/** Status and body of whatever a handler threw; rethrows what is no refusal. */
export function refusalAnswer(problem: unknown): { status: number; body: unknown } {
	if (problem instanceof Refusal) return { status: problem.status, body: failure(problem) };
	if (problem instanceof HttpRefusal) return { status: problem.status, body: { Message: problem.message } };
	throw problem;
}
