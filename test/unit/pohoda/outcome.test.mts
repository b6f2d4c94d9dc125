import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
				problem: true,
			},
		]);
		expect(result.message).toBe(
			'was created in POHODA as N1 (id 1), but not as it was sent: centre (středisko): sent "BRNO", POHODA has "PRAHA" [603]. Correct the document in POHODA. So that the next ones are right: Correct it in the receipt, or add it in POHODA (Střediska).',
		);
	});

	const change = (path: string, requested: string, given: string, errno = 603) =>
		detail('warning', errno, 'Hodnota prvku musela být upravena.', `<rdc:XPath>/dat:dataPack/dat:dataPackItem[1]/pro:prodejka/${path}</rdc:XPath><rdc:valueRequested>${requested}</rdc:valueRequested><rdc:valueProduced>${given}</rdc:valueProduced>`);

	test.each([
		['pro:prodejkaHeader/pro:paymentType/typ:ids', 'Stravenky', 'Hotově', 'payment form (forma úhrady): sent "Stravenky", POHODA has "Hotově"', /Posting Rules, or add it in POHODA \(Formy úhrad\)/],
		['pro:prodejkaHeader/pro:paymentType/typ:paymentType', 'cheque', 'Hotově', 'payment form (forma úhrady): sent "cheque"', /Posting Rules/],
		['pro:prodejkaPayments/pro:paymentItem[2]/pro:paymentType/typ:ids', 'Stravenky', 'Hotově', 'payment form (forma úhrady) of line 2', /Posting Rules/],
		['pro:prodejkaHeader/pro:kasa/typ:ids', 'P9', '', 'till (kasa): sent "P9", POHODA did not take it', /Posting Rules/],
		['vch:voucherHeader/vch:cashAccount/typ:ids', 'X', 'HP', 'cash register (pokladna)', /Posting Rules/],
		['pro:prodejkaHeader/pro:accounting/typ:ids', '9Xx', 'Nevím', 'accounting entry (předkontace)', /Posting Rules/],
		['pro:prodejkaHeader/pro:centre/typ:ids', 'A', 'B', 'centre (středisko)', /Posting Rules/],
		['pro:prodejkaHeader/pro:activity/typ:ids', 'A', '', 'activity (činnost)', /Posting Rules/],
		['pro:prodejkaHeader/pro:contract/typ:ids', 'A', '', 'contract (zakázka)', /Posting Rules/],
		['pro:prodejkaHeader/pro:number/typ:ids', 'XX', '26PR', 'number series (číselná řada)', /Posting Rules/],
		['pro:prodejkaHeader/pro:number/typ:numberRequested', '5', '5-1', 'document number (číslo)', /the till/],
		['vch:voucherHeader/vch:classificationVAT/typ:ids', 'UDA9', 'UD', 'VAT classification (členění DPH)', /Posting Rules/],
		['pro:prodejkaDetail/pro:prodejkaItem[3]/pro:stockItem/typ:stockItem/typ:ids', 'KAVA', '', 'stock item (zásoba) of line 3: sent "KAVA"', /the till .*Zásoby/],
		['pro:prodejkaDetail/pro:prodejkaItem[1]/pro:quantity', '2', '0', 'quantity (množství) of line 1: sent "2", POHODA has "0"', /Put the stock right/],
		['pro:prodejkaHeader/pro:somethingNew', 'a', 'b', '<somethingNew>: sent "a", POHODA has "b"', /the till/],
	])('%s that POHODA did not take is a problem of a document that exists', async (path, requested, given, said, advice) => {
		const result = await outcome(item('a', prodejkaResponse(details(change(path, requested, given)) + produced(1, 'N1'))), undefined, 'Posting Rules');
		expect(result).toMatchObject({ outcome: 'created', id: '1', number: 'N1', warnings: [{ problem: true, requested, produced: given }] });
		expect(result.message).toContain('was created in POHODA as N1 (id 1), but not as it was sent: ');
		expect(result.message).toContain(said);
		expect(result.message).toMatch(advice);
	});

	test.each([
		['603 without values', detail('warning', 603, 'Hodnota prvku musela být upravena.'), true],
		['another number on a mapped field', detail('warning', 612, 'Neznámá forma', '<rdc:XPath>//pro:paymentType</rdc:XPath>'), true],
		['another number that names a change', change('pro:x', '1', '2', 640), true],
		['the same value', change('pro:prodejkaHeader/pro:date', '14.11.2026', '14.11.2026', 606), false],
		['a day outside of the period', detail('warning', 606, 'Datum není z účetního období.', '<rdc:XPath>//pro:date</rdc:XPath>'), false],
		['a remark about nothing that is mapped', detail('warning', 700, 'Poznámka'), false],
	])('%s', async (_name, given, isProblem) => {
		const { outcome: what, warnings, message } = await outcome(item('a', prodejkaResponse(details(given) + produced(1, 'N1'))));
		expect([what, warnings[0].problem === true, message.includes('but not as it was sent')]).toEqual(['created', isProblem, isProblem]);
	});

	const response = (name: string) => chunks(readFileSync(join(__dirname, '../../fixtures/cases/pohoda', name)));
	const ofCase = async (name: string, where?: Origin) => {
		const pack = await readResponse(response(name));
		return outcomeOf(pack.items[0], pack, where);
	};

	test('an error beside a document that the answer names: to be looked up, the id is kept', async () => {
		expect(await ofCase('24-answer-error-detail-beside-produced.xml')).toMatchObject({
			outcome: 'unknown',
			id: '77',
			number: '260100001',
			warnings: [{ code: '108', problem: true }],
			message: expect.stringMatching(/names the document as 260100001 \(id 77\) and an error beside it .*variable symbol/),
		});
		for (const items of [item('a', prodejkaResponse(produced(5, 'x'), 'error')), item('a', prodejkaResponse(produced(5, 'x')), 'state="error" note="Chyba"')]) {
			expect(await outcome(items)).toMatchObject({ outcome: 'unknown', id: '5', number: 'x' });
		}
	});

	test('an error without a value names the element, and what mends such a record', async () => {
		for (const where of ['Posting Rules', 'the record'] as const) {
			const { outcome: what, message } = await ofCase('25-answer-108-without-value.xml', where);
			expect(what).toBe('refused');
			expect(message).toBe('was not taken by POHODA: Neznámá hodnota [108] (variable symbol (variabilní symbol)): POHODA does not know this value. Correct it in the invoice.');
		}
	});

	test.each([
		['ord:orderResponse', 'ord:orderHeader/ord:centre/typ:ids', 'the order'],
		['adb:addressbookResponse', 'adb:addressbookHeader/adb:paymentType/typ:ids', 'the contact'],
		['stk:stockItemResponse', 'stk:stockHeader/stk:storage/typ:ids', 'the stock item'],
		['vyd:vydejkaResponse', 'vyd:vydejkaDetail/vyd:vydejkaItem[1]/vyd:stockItem/typ:stockItem/typ:ids', 'the goods issue note'],
	])('%s is not mended in Posting Rules', async (element, path, record) => {
		const [prefix] = element.split(':');
		const file = { ord: 'order', adb: 'addressbook', stk: 'stock', vyd: 'vydejka' }[prefix];
		const inner = details(detail('error', 108, 'Neznámá hodnota', `<rdc:XPath>//${path}</rdc:XPath>`));
		const xml = `<${element} xmlns:${prefix}="http://www.stormware.cz/schema/version_2/${file}.xsd" version="2.0" state="error">${inner}</${element}>`;
		const { message } = await outcome(item('a', xml), undefined, 'Posting Rules');
		expect(message).toContain(`Correct it in ${record}`);
		expect(message).not.toContain('Posting Rules');
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
			'was not taken by POHODA: Chyba při importu. Neznámá hodnota [108] (till (kasa), sent "P9"): POHODA does not know this value. Correct it in the receipt, or add it in POHODA (Kasy).',
		);
		for (const where of ['Posting Rules', 'the XML'] as const) {
			const { message } = await outcome(item('a', prodejkaResponse(inner, 'error'), 'state="error"'), undefined, where);
			expect(message).toContain(`Correct it in ${where}, or add it in POHODA (Kasy).`);
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
		expect((await outcome(item('a', prodejkaResponse(details(detail('error', 101, '')))))).outcome).toBe('refused');
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
