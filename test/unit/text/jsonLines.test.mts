import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { JsonLinesError, readJsonLines, writeJsonLines } from '../../../core/text/jsonLines';
import { chunked, gathered } from '../stock/lists.mts';

async function valuesOf(bytes: Uint8Array, size = bytes.length || 1): Promise<unknown[]> {
	const values: unknown[] = [];
	for await (const lines of readJsonLines(chunked(bytes, size))) values.push(...lines.map(({ value }) => value));
	return values;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const written = async (values: unknown[]) => await gathered(writeJsonLines(values));

describe('a list as JSON Lines', () => {
	test('comes back as it was, whatever the chunks', async () => {
		const json = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);
		await fc.assert(
			fc.asyncProperty(fc.array(json, { maxLength: 20 }), fc.integer({ min: 1, max: 40 }), async (values, size) => {
				// A value that claims to be the last line is none of a list.
				fc.pre(!values.some((value) => (value as { recordType?: string } | null)?.recordType === 'endOfList'));
				expect(await valuesOf(await written(values), size)).toEqual(values);
			}),
			{ numRuns: 60 },
		);
	});

	test('says at its end how many there are and what else is to be said', async () => {
		const bytes = await gathered(
			writeJsonLines([{ a: 1 }, { a: 2 }], { about: () => ({ madeAt: '2026-11-20T05:00:00Z' }) }),
		);
		expect(new TextDecoder().decode(bytes).split('\n').slice(-2)).toEqual([
			'{"madeAt":"2026-11-20T05:00:00Z","recordType":"endOfList","count":2}',
			'',
		]);
		let about: unknown;
		for await (const _ of readJsonLines(chunked(bytes, 7), { onEnd: (said) => (about = said) }));
		expect(about).toEqual({ madeAt: '2026-11-20T05:00:00Z' });
	});

	test('cut off anywhere it is refused, never taken for a short list', async () => {
		const bytes = await written([{ name: 'Žluťoučký' }, { name: 'kůň' }, 3]);
		// The last line break alone may be missing.
		for (let length = 0; length < bytes.length - 1; length += 1) {
			await expect(valuesOf(bytes.slice(0, length), 5)).rejects.toThrow(JsonLinesError);
		}
		expect(await valuesOf(bytes.slice(0, -1))).toHaveLength(3);
	});

	test('with a line less, a line more or a line of something else it is refused', async () => {
		const lines = new TextDecoder().decode(await written([1, 2, 3])).split('\n');
		const without = bytesOf([lines[0], ...lines.slice(2)].join('\n'));
		await expect(valuesOf(without)).rejects.toThrow('holds 2 entries and its last line says 3');
		await expect(valuesOf(bytesOf(`${lines.join('\n')}4\n`))).rejects.toThrow('There is more in line 5');
		await expect(valuesOf(bytesOf('{"a":1}\n{"a":\n{"recordType":"endOfList","count":2}\n'))).rejects.toThrow(
			'Line 2 is not JSON',
		);
		await expect(valuesOf(bytesOf('<xml/>\n'))).rejects.toThrow('Line 1 is not JSON');
		await expect(valuesOf(new Uint8Array([123, 0xff, 125, 10]))).rejects.toThrow('not UTF-8');
	});

	test('Windows line ends and empty lines do no harm; an endless line does', async () => {
		expect(await valuesOf(bytesOf('{"a":1}\r\n\r\n{"recordType":"endOfList","count":1}\r\n'))).toEqual([{ a: 1 }]);
		const endless = readJsonLines(chunked(bytesOf(`"${'x'.repeat(500)}`), 50), { maxLine: 100 });
		await expect(endless.next().then(() => gathered(endless as never))).rejects.toThrow('longer than 100');
	});
});
