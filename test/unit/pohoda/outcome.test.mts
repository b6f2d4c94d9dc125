import { describe, expect, test } from '@jest/globals';
import { outcomeOf, type DocumentOutcome, type Origin } from '../../../core/pohoda/outcome';
import { readResponse } from '../../../core/pohoda/response';
import { chunks } from '../xml/bytes.mts';
import { answer, detail, details, item, prodejkaResponse, produced } from './answers.mts';

async function outcome(items: string, attributes?: string, where?: Origin): Promise<DocumentOutcome> {
	const pack = await readResponse(chunks(answer(items, attributes)));
	return outcomeOf(
		pack.items.find(({ id }) => id === 'a'),
		pack,
		where,
	);
}

const duplicate = (...records: string[]) =>
	item(
		'a',
		`<rsp:errorDetail>${records.map((one) => `<rsp:recordDuplicity><rsp:agendaType>prodejky</rsp:agendaType>${one}</rsp:recordDuplicity>`).join('')}</rsp:errorDetail>`,
		'state="error" note="Záznam byl již importován."',
	);

describe('what an answer means for a document', () => {
	test('created: pack, item and document ok, and an id', async () => {
		expect(await outcome(item('a', prodejkaResponse(produced(95, '26PR00012'))))).toEqual({
			outcome: 'created',
			id: '95',
			number: '26PR00012',
			warnings: [],
			message: 'was created in POHODA as 26PR00012 (id 95).',
		});
	});

	test('created with a changed value tells what was changed', async () => {
		const changed = detail(
			'warning',
			603,
			'Hodnota prvku musela být upravena',
			'<rdc:XPath>/x/pro:centre</rdc:XPath><rdc:valueRequested>BRNO</rdc:valueRequested><rdc:valueProduced>PRAHA</rdc:valueProduced>',
		);
		const result = await outcome(item('a', prodejkaResponse(details(changed) + produced(1, 'N1'))));
		expect(result.outcome).toBe('created');
		expect(result.warnings).toEqual([
			{
				code: '603',
				text: 'Hodnota prvku musela být upravena',
				place: '/x/pro:centre',
				requested: 'BRNO',
				produced: 'PRAHA',
			},
		]);
		expect(result.message).toContain('(sent "BRNO", now "PRAHA")');
	});

	test('updated', async () => {
		const inner =
			'<rdc:producedDetails><rdc:id>3</rdc:id><rdc:actionType>update</rdc:actionType></rdc:producedDetails>';
		expect(await outcome(item('a', prodejkaResponse(inner)))).toMatchObject({
			outcome: 'updated',
			id: '3',
			message: 'was updated in POHODA as id 3.',
		});
	});

	test('duplicate: id and number are recovered', async () => {
		const result = await outcome(
			duplicate('<rsp:dateCreate>2026-11-13</rsp:dateCreate><rsp:id>77</rsp:id><rsp:number>26PR7</rsp:number>'),
		);
		expect(result).toMatchObject({
			outcome: 'duplicate',
			id: '77',
			number: '26PR7',
			message: 'was in POHODA already as 26PR7 (id 77).',
		});
	});

	test('deleted in the target: the duplicate has no id', async () => {
		const result = await outcome(
			duplicate('<rsp:dateCreate>2026-11-13</rsp:dateCreate><rsp:number>26PR7</rsp:number>'),
		);
		expect(result.outcome).toBe('deletedInTarget');
		expect(result.id).toBeUndefined();
		expect(result.number).toBe('26PR7');
		expect(result.message).toContain('deleted in POHODA by somebody');
		expect(result.message).toContain('Send Again');
	});

	test('deleted and sent again: the living one counts; two living ones are told', async () => {
		expect(await outcome(duplicate('', '<rsp:id>8</rsp:id><rsp:number>B</rsp:number>'))).toMatchObject({
			outcome: 'duplicate',
			id: '8',
		});
		expect((await outcome(duplicate('<rsp:id>8</rsp:id>', '<rsp:id>9</rsp:id>'))).message).toContain(
			'It stands there 2 times',
		);
	});

	test('a duplicate of nothing named is looked up', async () => {
		expect((await outcome(duplicate())).outcome).toBe('unknown');
	});

	test('refused: all reasons with number and advice', async () => {
		const inner = details(
			detail(
				'error',
				108,
				'Neznámá hodnota',
				'<rdc:XPath>/x/pro:kasa</rdc:XPath><rdc:valueRequested>P9</rdc:valueRequested>',
			),
			detail('warning', 603, 'upravena'),
		);
		const result = await outcome(
			item('a', prodejkaResponse(inner, 'error'), 'state="error" note="Chyba při importu."'),
		);
		expect(result.outcome).toBe('refused');
		expect(result.warnings.map(({ code }) => code)).toEqual(['108', '603']);
		expect(result.message).toBe(
			'was not taken by POHODA: Chyba při importu. Neznámá hodnota [108] (sent "P9"): POHODA does not know a value. Correct the value in the record, or add it in POHODA.',
		);
		for (const where of ['Posting Rules', 'the XML'] as const) {
			const { message } = await outcome(item('a', prodejkaResponse(inner, 'error'), 'state="error"'), undefined, where);
			expect(message).toContain(`Correct the value in ${where}, or add it in POHODA.`);
		}
	});

	test('held: a closed VAT period is for a person', async () => {
		const result = await outcome(
			item('a', prodejkaResponse(details(detail('error', 103, 'Období je uzavřeno')), 'error'), 'state="error"'),
		);
		expect(result.outcome).toBe('held');
		expect(result.message).toContain('the VAT period is closed');
	});

	test("an error number that nobody knows passes with POHODA's text", async () => {
		const result = await outcome(
			item('a', prodejkaResponse(details(detail('error', 112, 'Něco &lt;nového&gt;')), 'error'), 'state="error"'),
		);
		expect(result.message).toBe('was not taken by POHODA: Něco <nového> [112].');
	});

	test('an error inside an ok item is still an error; one without any reason says where to look', async () => {
		expect(
			(await outcome(item('a', prodejkaResponse(details(detail('error', 101, '')) + produced(1, 'x'))))).outcome,
		).toBe('refused');
		expect((await outcome(item('a', '', 'state="error"'))).message).toContain('XML import log');
	});

	test.each([
		['no answer item', item('b', prodejkaResponse(produced(1, 'x'))), undefined],
		['no id', item('a', prodejkaResponse('')), undefined],
		['an empty item', item('a', ''), undefined],
		['an unknown state', item('a', prodejkaResponse(produced(1, 'x')), 'state="postponed"'), undefined],
		['a pack with an error and items', item('a', prodejkaResponse(produced(1, 'x'))), 'state="error" note="x"'],
		['a document state missing', item('a', '<pro:prodejkaResponse version="2.0"/>'), undefined],
	])('unknown: %s', async (_, items, attributes) => {
		const result = await outcome(items, attributes);
		expect(result.outcome).toBe('unknown');
		expect(result.message).toContain('looked up');
	});

	test('processing that broke off is unknown, not refused', async () => {
		expect(
			(
				await outcome(
					item(
						'a',
						prodejkaResponse(details(detail('error', 556, 'Chyba zpracování')), 'error'),
						'state="error"',
					),
				)
			).outcome,
		).toBe('unknown');
	});
});
