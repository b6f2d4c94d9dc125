import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode, JsonObject } from 'n8n-workflow';

/** What our own error classes offer beside the message: what the user can do. */
interface Hinted {
	hint?: unknown;
}

/** Shapes in which n8n's helpers hand over the reply of a service. */
interface Reply {
	httpCode?: unknown;
	statusCode?: unknown;
	response?: { status?: unknown; statusCode?: unknown };
	isAxiosError?: unknown;
}

const asCode = (value: unknown): string | undefined =>
	(typeof value === 'number' && value >= 100 && value < 600) ||
	(typeof value === 'string' && /^[1-5][0-9][0-9]$/.test(value))
		? String(value)
		: undefined;

/** HTTP status of an error that a request helper gave, as text, or undefined when it is not such an error. */
export function httpCodeOf(error: Error): string | undefined {
	const reply = error as Reply;
	return (
		asCode(reply.httpCode) ??
		asCode(reply.statusCode) ??
		asCode(reply.response?.status) ??
		asCode(reply.response?.statusCode)
	);
}

/**
 * The one place that sorts out which n8n error a caught error becomes. Use as `throw toNodeError(…)`.
 *
 * - an existing Node…Error comes back as it is, with the item index set
 * - the reply of a service becomes a NodeApiError that keeps the HTTP code
 * - our own errors (message and optional `hint`) and everything else become a NodeOperationError, hint = description
 *
 * The message is set after construction: n8n replaces a message that contains a system code such as EEXIST, and the
 * Czech "neexistuje" does.
 */
export function toNodeError(
	node: INode,
	error: Error,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		if (itemIndex !== undefined) error.context.itemIndex = itemIndex;
		return error;
	}
	const httpCode = httpCodeOf(error);
	if (httpCode !== undefined || (error as Reply).isAxiosError === true) {
		return new NodeApiError(node, error as unknown as JsonObject, { httpCode, itemIndex });
	}
	const { hint } = error as Hinted;
	return operationError(node, error.message, typeof hint === 'string' ? hint : undefined, itemIndex);
}

/** A NodeOperationError whose message is exactly `message`; `description` says what the user can do. */
export function operationError(
	node: INode,
	message: string,
	description?: string,
	itemIndex?: number,
): NodeOperationError {
	const made = new NodeOperationError(node, message, { description, itemIndex });
	made.message = message;
	return made;
}
