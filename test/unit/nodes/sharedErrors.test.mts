import { describe, expect, test } from '@jest/globals';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { INode, JsonObject } from 'n8n-workflow';
import { httpCodeOf, operationError, toNodeError } from '../../../nodes/shared/errors';

const node: INode = {
	id: '1',
	name: 'POHODA',
	type: 'test.pohoda',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

class ExportFileError extends Error {
	constructor(
		message: string,
		readonly hint?: string,
	) {
		super(message);
	}
}

describe('toNodeError', () => {
	test('an own error keeps its message, its hint becomes the description', () => {
		const made = toNodeError(node, new ExportFileError('The file breaks off at byte 12', 'Export it again.'), 3);
		expect(made).toBeInstanceOf(NodeOperationError);
		expect(made.message).toBe('The file breaks off at byte 12');
		expect(made.description).toBe('Export it again.');
		expect(made.context.itemIndex).toBe(3);
	});

	test('an own error without a hint has no description', () => {
		expect(toNodeError(node, new ExportFileError('No receipts in it')).description ?? undefined).toBeUndefined();
	});

	test.each(['Středisko BRNO neexistuje', 'Pokladna ENOTFOUND', 'EPERMANENT'])(
		'n8n does not replace the message "%s" by a text about system codes',
		(message) => {
			expect(toNodeError(node, new ExportFileError(message)).message).toBe(message);
			expect(operationError(node, message, 'hint').message).toBe(message);
		},
	);

	test('the reply of a service becomes a NodeApiError with its HTTP code', () => {
		const reply = Object.assign(new Error('Request refused'), { response: { status: 403 } });
		const made = toNodeError(node, reply, 1) as NodeApiError;
		expect(made).toBeInstanceOf(NodeApiError);
		expect(made.httpCode).toBe('403');
		expect(made.context.itemIndex).toBe(1);
	});

	test('an existing node error comes back as it is, with the item index', () => {
		const api = new NodeApiError(node, { message: 'no' } as JsonObject, { httpCode: '401' });
		expect(toNodeError(node, api, 7)).toBe(api);
		expect(api.context.itemIndex).toBe(7);
		expect(api.httpCode).toBe('401');
		const operation = new NodeOperationError(node, 'Wrong field', { itemIndex: 2 });
		expect(toNodeError(node, operation)).toBe(operation);
		expect(operation.context.itemIndex).toBe(2);
	});
});

describe('httpCodeOf', () => {
	test.each([
		[{ httpCode: '429' }, '429'],
		[{ statusCode: 503 }, '503'],
		[{ response: { statusCode: 500 } }, '500'],
		[{ httpCode: 'ECONNREFUSED' }, undefined],
		[{ statusCode: 7 }, undefined],
		[{}, undefined],
	])('%j → %s', (fields, code) => {
		expect(httpCodeOf(Object.assign(new Error('x'), fields))).toBe(code);
	});
});
