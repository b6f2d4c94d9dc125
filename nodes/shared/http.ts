/** Calls of services over n8n's own HTTP helper, which knows credentials, proxies and TLS. One client below all of them. */
import { NodeApiError, sleep } from 'n8n-workflow';
import type { IExecuteFunctions, IHookFunctions, IHttpRequestOptions, ILoadOptionsFunctions, INode, IPollFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { Denied } from '../../core/plan/reply';
import { operationError } from './errors';

/** Whoever asks: an operation, a list of the panel, a trigger. */
export type Caller = IExecuteFunctions | IHookFunctions | ILoadOptionsFunctions | IPollFunctions | IWebhookFunctions;

interface Answer {
	statusCode: number;
	body: unknown;
	headers: Record<string, unknown>;
}

/** How a service is called, and what its answers mean. */
export interface Service<R> {
	credential: string;
	/** As a person knows it, e.g. "POHODA". */
	name: string;
	read(answer: Answer): R;
	/** The call ended without an answer. */
	failed(error: Error): R;
}

/**
 * One request. Every HTTP status is an answer, redirects are not followed, what throws is a reply too.
 *
 * @throws NodeOperationError when the execution was stopped, which is no matter of the target
 */
export async function call<R>(context: Caller, { credential, name, read, failed }: Service<R>, options: IHttpRequestOptions): Promise<R> {
	try {
		const answer: unknown = await context.helpers.httpRequestWithAuthentication.call(context, credential, {
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			...options,
		});
		return read(answer as Answer);
	} catch (error) {
		if ('getExecutionCancelSignal' in context && context.getExecutionCancelSignal()?.aborted) {
			throw operationError(context.getNode(), `The execution was stopped while ${name} was working`);
		}
		return failed(error as Error);
	}
}

/** Where the causes of n8n's wrapped errors carry what was thrown first. */
export function causesOf(error: unknown): object[] {
	const found: object[] = [];
	for (let at = error; typeof at === 'object' && at !== null && found.length < 6; at = (at as { cause?: unknown }).cause) found.push(at);
	return found;
}

/** The system's code of an error: ECONNREFUSED and the like. `except`: codes that n8n puts around it. */
export function systemCode(error: unknown, except: readonly string[] = []): string | undefined {
	return causesOf(error)
		.map((one) => (one as { code?: unknown }).code)
		.find((code): code is string => typeof code === 'string' && code !== '' && !except.includes(code));
}

/** Asks again after each pause (milliseconds) until the reply will do; only for what changes nothing, or can come twice. */
export async function again<R>(
	first: R,
	pauses: readonly number[],
	ask: () => Promise<R>,
	done: (reply: R) => boolean | Promise<boolean>,
): Promise<R> {
	let reply = first;
	for (const pause of pauses) {
		if (await done(reply)) return reply;
		await sleep(pause);
		reply = await ask();
	}
	return reply;
}

/** The error of the node for a reply that nothing can pass. */
export function deniedError(node: INode, { status, reason, hint }: Denied) {
	if (status === undefined) return operationError(node, reason, hint);
	return new NodeApiError(node, { message: reason }, { message: reason, description: hint, httpCode: String(status) });
}
