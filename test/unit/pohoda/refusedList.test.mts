// A list that POHODA refuses is an error in every reader of lists, whether and wherever it says why.
import { describe, expect, test } from '@jest/globals';
import { readList } from '../../../core/pohoda/agendas/answer';
import { CODE_LISTS, CODE_LIST_NAMES } from '../../../core/pohoda/agendas/codeLists';
import { readExported } from '../../../core/pohoda/agendas/exported';
import { AGENDAS, type AgendaName } from '../../../core/pohoda/agendas/index';
import { NAMESPACES } from '../../../core/pohoda/agendas/names';
import { readQuestions } from '../../../core/pohoda/agendas/questions';
import { readCodeList } from '../../../core/pohoda/agendas/readCodeList';
import { readDocumentList } from '../../../core/pohoda/list';
import { all, chunks, thrown } from '../xml/bytes.mts';

const DECLARED = Object.entries(NAMESPACES)
	.filter(([uri]) => uri.includes('version_2'))
	.map(([uri, prefix]) => `xmlns:${prefix}="${uri}"`)
	.join(' ');

interface Said {
	pack?: string;
	item?: string;
	list?: string;
	inside?: string;
	after?: string;
}

const answer = (element: string, { pack = 'state="ok"', item = 'state="ok"', list = 'state="ok"', inside = '', after = '' }: Said = {}) =>
	`<rsp:responsePack ${DECLARED} version="2.0" id="p" ${pack}><rsp:responsePackItem version="2.0" id="q1" ${item}>` +
	`<${element} version="2.0" dateTimeStamp="2026-11-20T12:00:00" dateValidFrom="2026-11-20" ${list}>${inside}</${element}>${after}</rsp:responsePackItem></rsp:responsePack>`;

const detail = (state: string, note: string) =>
	`<rdc:importDetails><rdc:detail><rdc:state>${state}</rdc:state><rdc:note>${note}</rdc:note></rdc:detail></rdc:importDetails>`;

/** How a list is refused → what the message has to say. */
const REFUSALS: Array<[string, Said, RegExp]> = [
	['the list, without a word', { list: 'state="error"' }, /without saying why/],
	['the list, with an empty note', { list: 'state="error" note=""' }, /without saying why/],
	['the list, with a note', { list: 'state="error" note="Bez práv"' }, /Bez práv/],
	['the list, in details', { list: 'state="error"', inside: detail('error', 'Neznámý filtr') }, /Neznámý filtr/],
	['the list, in details without words', { list: 'state="error"', inside: detail('error', '') }, /without saying why/],
	['details alone', { inside: detail('error', 'Neznámý filtr') }, /Neznámý filtr/],
	['the item, without a word', { item: 'state="error"' }, /without saying why/],
	['the item, with a note', { item: 'state="error" note="Bez práv"' }, /Bez práv/],
	['the pack, without a word', { pack: 'state="error"' }, /without saying why|gave no reason/],
	['a state that nobody knows', { list: 'state="partial"' }, /partial/],
	['a state that nobody knows, of the item', { item: 'state="warning"' }, /warning/],
	['a state that nobody knows, of the pack', { pack: 'state="busy"' }, /busy|without saying why/],
	['an empty state', { list: 'state=""' }, /without saying why/],
];

const AGENDA_NAMES = Object.keys(AGENDAS) as AgendaName[];

/** Every reader of lists, with the element of its list. */
const READERS: Array<[string, string, (xml: string) => Promise<unknown>]> = [
	...AGENDA_NAMES.map((name): (typeof READERS)[number] => {
		const { list } = AGENDAS[name];
		return [name, `${list.prefix}:list${list.name}`, async (xml) => await all(readList(AGENDAS[name], chunks(xml)).records)];
	}),
	...CODE_LIST_NAMES.map((name): (typeof READERS)[number] => {
		const { list } = CODE_LISTS[name];
		return [name, `${list.prefix}:list${list.name}`, async (xml) => await all(readCodeList(name, chunks(xml)).entries)];
	}),
	['look-up of documents', 'lst:listProdejka', async (xml) => await all(readDocumentList(chunks(xml)))],
	['look-up of cash documents', 'lst:listVoucher', async (xml) => await all(readDocumentList(chunks(xml)))],
	['questions', 'lStk:listStock', async (xml) => await readQuestions(AGENDAS.stockItem, 1, chunks(xml))],
	['export file', 'lStk:listStock', async (xml) => await all(readExported(chunks(xml)).entries)],
];

describe.each(READERS)('%s', (_name, element, read) => {
	test('an empty list is one', async () => {
		await read(answer(element));
	});

	test.each(REFUSALS)('%s', async (_how, said, message) => {
		expect(await thrown(read(answer(element, said)))).toMatchObject({ name: 'ListError', message: expect.stringMatching(message) });
	});
});

test('records in a refused list are no list either', async () => {
	const card = '<lStk:stock version="2.0"><stk:stockHeader><stk:code>A</stk:code></stk:stockHeader></lStk:stock>';
	const xml = answer('lStk:listStock', { list: 'state="error"', inside: card });
	expect((await thrown(all(readList(AGENDAS.stockItem, chunks(xml)).records))).name).toBe('ListError');
	expect((await thrown(all(readExported(chunks(xml)).entries))).name).toBe('ListError');
});

test('a refused list after a good one is an error as well', async () => {
	const second = '<lStk:listStock version="2.0" state="error"/>';
	const xml = answer('lStk:listStock').replace('</rsp:responsePack>', `<rsp:responsePackItem version="2.0" id="q2" state="ok">${second}</rsp:responsePackItem></rsp:responsePack>`);
	expect((await thrown(all(readList(AGENDAS.stockItem, chunks(xml)).records))).name).toBe('ListError');
});

test('warnings about a list that came are none against it', async () => {
	await all(readList(AGENDAS.stockItem, chunks(answer('lStk:listStock', { inside: detail('warning', 'Nic') }))).records);
});

test('the refused answer to an import in an export file is no refused list', async () => {
	const response = '<inv:invoiceResponse version="2.0" state="error"><rdc:importDetails><rdc:detail><rdc:state>error</rdc:state><rdc:note>x</rdc:note></rdc:detail></rdc:importDetails></inv:invoiceResponse>';
	const refused = `<rsp:responsePackItem version="2.0" id="a" state="error">${response}</rsp:responsePackItem>`;
	const xml = answer('lStk:listStock').replace('<rsp:responsePackItem', `${refused}<rsp:responsePackItem`);
	expect((await all(readExported(chunks(xml)).entries)).flat()).toMatchObject([{ ok: false, element: 'invoiceResponse' }]);
});
