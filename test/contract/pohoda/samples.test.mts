import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from '@jest/globals';
import { contractsDir, contractTest, validate } from '../../support/xsd.mts';

describe('the XSD check itself', () => {
	contractTest('agrees with the index of samples about every request and answer', async () => {
		const dir = join(contractsDir()!, 'pohoda/samples');
		const files = readdirSync(dir).filter((name) => name.endsWith('.xml'));
		const read = (prefix: string) => files.filter((name) => name.startsWith(prefix));
		const check = async (names: string[], schema: string) => {
			const answers = await validate(
				names.map((name) => readFileSync(join(dir, name))),
				schema,
			);
			return names.filter((_, index) => !answers[index].valid);
		};
		expect(read('req_').length).toBe(7);
		expect(await check(read('req_'), 'data.xsd')).toEqual([]);
		expect(await check(read('rsp_'), 'response.xsd')).toEqual(['rsp_invoice_warning606_v1_cp1250.xml']);
	});

	contractTest(
		'sees a broken rule, a wrong order, a document that is not well-formed and a wrong encoding',
		async () => {
			const good = readFileSync(join(contractsDir()!, 'pohoda/samples/req_prodejka_cp1250.xml'));
			const change = (from: string, to: string) =>
				Buffer.from(good.toString('latin1').replace(from, to), 'latin1');
			const answers = await validate(
				[
					good,
					change('<typ:ids>1Pp</typ:ids>', `<typ:ids>${'x'.repeat(20)}</typ:ids>`),
					change('>math2one<', '>math2nothing<'),
					change('</pro:prodejkaHeader>', ''),
					// "í" in Windows-1250, in a document that says UTF-8
					change('BRNO', 'Jin\xed'),
					Buffer.from(
						change('BRNO', 'Jin\xed').toString('latin1').replace('Windows-1250', 'UTF-8'),
						'latin1',
					),
					good,
				],
				'data.xsd',
			);
			expect(answers.map((answer) => answer.valid)).toEqual([true, false, false, false, true, false, true]);
			expect(answers[1].errors.join()).toMatch(/maxLength|length/);
		},
	);
});
