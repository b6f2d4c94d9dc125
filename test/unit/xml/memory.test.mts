import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { readXml } from '../../../core/xml/read';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

test('what is kept of a record does not keep the chunk that it came from', async () => {
	async function* source() {
		yield Buffer.from('<pack xmlns="urn:data">');
		const layout = Buffer.from(`<!--${'x'.repeat(60_000)}-->`);
		for (let index = 0; index < 1500; index++) {
			const item = `<item note="a note that is long enough ${index}"><a>a name that is long enough ${index}</a></item>`;
			yield Buffer.concat([Buffer.from(item), layout]);
		}
		yield Buffer.from('</pack>');
	}
	const kept: string[] = [];
	collect();
	const before = process.memoryUsage().heapUsed;
	for await (const batch of readXml(source(), { namespaces: { 'urn:data': '' }, records: new Set(['item']) })) {
		for (const { kind, node } of batch)
			if (kind === 'record') kept.push(node.children[0].text, node.attributes.note);
	}
	collect();
	expect(kept).toHaveLength(3000);
	// 90 MB went through; 3,000 names of 35 characters are well under 2.
	expect(process.memoryUsage().heapUsed - before).toBeLessThan(8_000_000);
});
