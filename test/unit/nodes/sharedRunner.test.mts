import { describe, expect, test } from '@jest/globals';
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { readBinary } from '../../../nodes/shared/binary';
import { NO_RESOURCE } from '../../../nodes/shared/operation';
import type { Operation, Resource } from '../../../nodes/shared/operation';
import { eachItem, runOperation } from '../../../nodes/shared/runner';

const items: INodeExecutionData[] = [{ json: { key: 'a' } }, { json: { key: 'b' } }];

function contextWith(parameters: IDataObject, continueOnFail = false, onError?: string, given = items): IExecuteFunctions {
	return {
		getNode: () => ({ id: '1', name: 'Node', type: 'test.node', typeVersion: 1, position: [0, 0], parameters: {}, onError }),
		getInputData: () => given,
		getNodeParameter: (name: string, _item: number, fallback?: unknown) => parameters[name] ?? fallback,
		continueOnFail: () => continueOnFail,
	} as unknown as IExecuteFunctions;
}

function operation(value: string, execute: Operation['execute'], fields: INodeProperties[] = []): Operation {
	return { name: value, value, action: value, description: value, fields, execute };
}

function resource(value: string, operations: Operation[]): Resource {
	return { name: value, value, description: value, first: operations[0], operations };
}

const resources = [
	resource('salesReceipt', [
		operation('echo', async (given) => given.map((item) => ({ ...item, pairedItem: 0 }))),
		operation('two', async (given) => [given, []]),
		operation('refuse', async () => {
			throw Object.assign(new Error('Wrong company'), { hint: 'Open the right one.' });
		}),
	]),
	resource(NO_RESOURCE, [operation('none', async () => [])]),
];

describe('runOperation', () => {
	test('dispatches by resource and operation and wraps a single output', async () => {
		const outputs = await runOperation(contextWith({ resource: 'salesReceipt', operation: 'echo' }), resources);
		expect(outputs).toHaveLength(1);
		expect(outputs[0].map((item) => item.json.key)).toEqual(['a', 'b']);
	});

	test('several outputs and no items at all', async () => {
		const two = await runOperation(contextWith({ resource: 'salesReceipt', operation: 'two' }), resources);
		expect(two.map((output) => output.length)).toEqual([2, 0]);
		expect(await runOperation(contextWith({ operation: 'none' }), resources)).toEqual([[]]);
	});

	test('a refusal becomes a node error with the hint as description', async () => {
		const run = runOperation(contextWith({ resource: 'salesReceipt', operation: 'refuse' }), resources);
		await expect(run).rejects.toMatchObject({ message: 'Wrong company', description: 'Open the right one.' });
	});

	test('with continue on fail every item comes out with its data and the message', async () => {
		const outputs = await runOperation(
			contextWith({ resource: 'salesReceipt', operation: 'refuse' }, true),
			resources,
		);
		expect(outputs).toEqual([
			[
				{ json: { key: 'a', error: 'Wrong company' }, pairedItem: { item: 0 } },
				{ json: { key: 'b', error: 'Wrong company' }, pairedItem: { item: 1 } },
			],
		]);
	});

	test('with the error output an item has message and description and nothing else: n8n takes others for results', async () => {
		const [failed] = await runOperation(contextWith({ resource: 'salesReceipt', operation: 'refuse' }, true, 'continueErrorOutput'), resources);
		expect(failed).toEqual([0, 1].map((item) => ({ json: { error: 'Wrong company', details: 'Open the right one.' }, pairedItem: { item } })));
	});

	test.each(['continueErrorOutput', 'continueRegularOutput'])('without an input item the error is told all the same (%s)', async (onError) => {
		const [failed] = await runOperation(contextWith({ resource: 'salesReceipt', operation: 'refuse' }, true, onError, []), resources);
		expect(failed).toMatchObject([{ json: { error: 'Wrong company' } }]);
	});

	test('an unknown operation goes the way of every error', async () => {
		const [failed] = await runOperation(contextWith({ resource: 'salesReceipt', operation: 'gone' }, true, 'continueErrorOutput'), resources);
		expect(failed![0]!.json.error).toContain('does not know the operation "gone"');
	});

	test('an unknown operation is named', async () => {
		const run = runOperation(contextWith({ resource: 'salesReceipt', operation: 'gone' }), resources);
		await expect(run).rejects.toThrow('does not know the operation "gone" of "salesReceipt"');
	});
});

describe('eachItem', () => {
	const one = async (index: number) => {
		if (index === 0) throw new Error('broken');
		return [{ json: { index } }, { json: { index }, pairedItem: { item: 9 } }];
	};

	test('pairs what it gets, keeps a pairing that is there, turns a refusal into an item', async () => {
		expect(await eachItem(contextWith({}, true), items, one)).toEqual([
			{ json: { key: 'a', error: 'broken' }, pairedItem: { item: 0 } },
			{ json: { index: 1 }, pairedItem: { item: 1 } },
			{ json: { index: 1 }, pairedItem: { item: 9 } },
		]);
	});

	test('without continue on fail the error names the item', async () => {
		await expect(eachItem(contextWith({}), items, one)).rejects.toMatchObject({
			message: 'broken',
			context: { itemIndex: 0 },
		});
	});
});

describe('readBinary', () => {
	const collect = async (chunks: AsyncIterable<Uint8Array>) => {
		const parts: Uint8Array[] = [];
		for await (const chunk of chunks) parts.push(chunk);
		return Buffer.concat(parts).toString('latin1');
	};
	const helpersWith = (binary: IDataObject) =>
		({
			helpers: {
				assertBinaryData: () => binary,
				getBinaryStream: async (id: string) => [Buffer.from('<a'), Buffer.from(`${id}/>`)],
			},
		}) as unknown as IExecuteFunctions;

	test('streams what is stored outside of the item', async () => {
		expect(await collect(await readBinary(helpersWith({ id: 'X', data: 'filesystem' }), 0, 'data'))).toBe('<aX/>');
	});

	test('decodes what lies inside the item', async () => {
		const data = Buffer.from([0x3c, 0xec, 0x3e]).toString('base64');
		expect(await collect(await readBinary(helpersWith({ data }), 0, 'data'))).toBe('<ì>');
	});
});
