// Files that nodes make: they leave as a stream that n8n writes away, so the list is never in memory.
import { Readable } from 'node:stream';
import { expect, test } from '@jest/globals';
import type { IExecuteFunctions } from 'n8n-workflow';
import { jsonLinesFile } from '../../../nodes/shared/jsonLinesFile';

/** n8n's context with what it does of the stream. */
function contextThat(store: (stream: Readable) => Promise<unknown>): IExecuteFunctions {
	return { helpers: { prepareBinaryData: store } } as unknown as IExecuteFunctions;
}

async function textOf(stream: Readable): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString('utf8');
}

test('n8n gets a stream of Node, with every value and the end of the list, also of an empty one', async () => {
	let stream: Readable | undefined;
	let text = '';
	const context = contextThat(async (given) => {
		stream = given;
		text = await textOf(given);
	});
	await jsonLinesFile(context, [{ name: 'kůň' }, { name: '½' }], 'x.jsonl', () => ({ list: 'stockItem' }));
	expect(stream).toBeInstanceOf(Readable);
	expect(text).toBe('{"name":"kůň"}\n{"name":"½"}\n{"list":"stockItem","recordType":"endOfList","count":2}\n');
	await jsonLinesFile(context, [], 'x.jsonl');
	expect(text).toBe('{"recordType":"endOfList","count":0}\n');
});

test('values are asked for as they are written away, not before', async () => {
	const count = 20_000;
	let asked = 0;
	const atFirst: number[] = [];
	function* values() {
		for (; asked < count; asked += 1) yield { name: 'x'.repeat(1000) };
	}
	const context = contextThat(async (stream) => {
		for await (const chunk of stream) {
			expect(chunk).toBeInstanceOf(Uint8Array);
			atFirst.push(asked);
			// Whoever reads too far ahead has time for it here.
			await new Promise((resolve) => setImmediate(resolve));
		}
	});
	await jsonLinesFile(context, values(), 'x.jsonl');
	expect(asked).toBe(count);
	expect(atFirst[0]).toBeLessThan(500);
});

test('what goes wrong with the values comes out as it is, and they are closed when n8n stops', async () => {
	const broken = new RangeError('page 2');
	async function* values() {
		yield 1;
		throw broken;
	}
	await expect(jsonLinesFile(contextThat(textOf), values(), 'x.jsonl')).rejects.toBe(broken);

	let closed = false;
	function* endless() {
		try {
			for (;;) yield 'x'.repeat(1000);
		} finally {
			closed = true;
		}
	}
	const full = contextThat(async (stream) => {
		for await (const _chunk of stream) throw new Error('no space left');
	});
	await expect(jsonLinesFile(full, endless(), 'x.jsonl')).rejects.toThrow('no space left');
	await new Promise((resolve) => setImmediate(resolve));
	expect(closed).toBe(true);
});
