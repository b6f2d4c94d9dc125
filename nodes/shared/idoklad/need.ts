/** For operations that have nothing else to do when a call does not succeed. */
import { NodeApiError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';
import { errorText, errorTodo } from '../../../core/idoklad/errors';
import type { Reply } from '../../../core/plan/reply';
import { operationError } from '../errors';
import { deniedError } from '../http';

/** The error of the node for a reply that is not ok. */
export function replyError(node: INode, reply: Exclude<Reply, { kind: 'ok' }>) {
	switch (reply.kind) {
		case 'refused': {
			const message = `iDoklad refused this: ${errorText(reply.code, reply.message)}`;
			return new NodeApiError(node, { message }, { message, description: errorTodo(reply.code), httpCode: String(reply.status) });
		}
		case 'denied':
			return deniedError(node, reply);
		case 'limited':
			return operationError(
				node,
				reply.reason,
				'iDoklad takes 200 calls a minute and a number a month that depends on the plan. Wait, or run it less often.',
			);
		case 'unreachable':
			return operationError(
				node,
				`iDoklad was not reached: ${reply.reason}`,
				'Nothing was sent. Check the internet connection and run it again.',
			);
		case 'unclear':
			return operationError(
				node,
				`No clear answer came from iDoklad: ${reply.reason}`,
				'It may have been done. Look in iDoklad before you run it again.',
			);
	}
}

/** The data of a reply. @throws NodeApiError or NodeOperationError for every other reply */
export function need<T>(node: INode, reply: Reply<T>): T {
	if (reply.kind === 'ok') return reply.data;
	throw replyError(node, reply);
}
