import { describe, expect } from '@jest/globals';
import fc from 'fast-check';
import type { RecordFilter } from '../../../core/pohoda/agendas/filters';
import { FILTERS } from '../../../core/pohoda/agendas/filters';
import { AGENDAS, type AgendaName } from '../../../core/pohoda/agendas/index';
import { CODE_LISTS, CODE_LIST_NAMES } from '../../../core/pohoda/agendas/codeLists';
import { buildItemPack } from '../../../core/pohoda/agendas/pack';
import { listRequest } from '../../../core/pohoda/agendas/request';
import type { Fields } from '../../../core/pohoda/agendas/table';
import {
	EXAMPLE_CASH_DOCUMENT,
	EXAMPLE_CONTACT,
	EXAMPLE_INVOICE,
	EXAMPLE_ORDER,
	EXAMPLE_STOCK_ITEM,
} from '../../support/entityExamples.mts';
import type { XmlNode } from '../../../core/xml/node';
import { contractTest, validate } from '../../support/xsd.mts';
import { codeListAnswer } from '../../unit/pohoda/agendas/codeListAnswers.mts';
import { recordsOf, toldRecordsOf } from '../../unit/pohoda/agendas/generate.mts';
import { answerOf, PACK, packOf, told, written } from '../../unit/pohoda/agendas/support.mts';
import { runs } from '../../support/fuzz.mts';

const NAMES = Object.keys(AGENDAS) as AgendaName[];

async function valid(documents: Uint8Array[], schema: string): Promise<void> {
	const answers = await validate(documents, schema);
	const wrong = answers.findIndex((answer) => !answer.valid);
	if (wrong >= 0) {
		const lines = Buffer.from(documents[wrong]).toString('latin1').split('\n');
		const { errors } = answers[wrong];
		throw new Error(`${errors.slice(0, 5).join('\n')}\n${lines[Number(/line (\d+)/.exec(errors[0])?.[1] ?? 1) - 1]}`);
	}
	expect(answers).toHaveLength(documents.length);
}

/** One pack, an element on each line, so that a message points at it. */
function packed(nodes: XmlNode[]): Uint8Array {
	return buildItemPack(
		nodes.map((node, index) => ({ id: String(index + 1), node })),
		PACK,
	);
}

function generated(name: AgendaName, count: number): Fields[] {
	return fc.sample(recordsOf(name), count);
}

describe('what is written validates against data.xsd', () => {
	contractTest('generated records of each agenda', async () => {
		await valid(
			NAMES.map((name) => packed(generated(name, runs(40, 200)).map((record) => written(name, record)))),
			'data.xsd',
		);
	});

	contractTest('changes of stock items and contacts, deletions', async () => {
		const filters: Record<'stockItem' | 'contact', RecordFilter[]> = {
			stockItem: [
				{ id: '5' },
				{ externalId: { id: 'a', system: 'eshop' } },
				{ code: 'A1', store: 'ZBOŽÍ' },
				{ ean: '859', storage: 'ZBOŽÍ/A' },
				{ plu: '5' },
				{ name: 'x' },
			],
			contact: [
				{ id: '5' },
				{ externalId: { id: 'a', system: 'eshop' } },
				{ companyId: '12345678' },
				{ company: 'Firma', city: 'Brno', street: 'A', zip: '1' },
				{ name: 'Jan', vatId: 'CZ1' },
				{ number: '26AD1' },
			],
		};
		const nodes = (['stockItem', 'contact'] as const).flatMap((name) => [
			...generated(name, runs(30, 150)).flatMap((record) =>
				filters[name]
					.slice(0, 2)
					.map((filter, index) => written(name, record, { action: index === 0 ? 'update' : 'createOrUpdate', filter })),
			),
			...filters[name].flatMap((filter) => [
				written(name, { email: 'a@b.cz', note: 'n' }, { action: 'update', filter }),
				written(name, {}, { action: 'delete', filter }),
			]),
		]);
		const orders = [
			written('order', { type: 'receivedOrder' }, { action: 'delete', filter: { id: '1' } }),
			written('order', { type: 'issuedOrder' }, { action: 'delete', filter: { number: '112100001' } }),
		];
		await valid([packed([...nodes, ...orders])], 'data.xsd');
	});

	contractTest('examples, documents without lines, in lines with totals, corrective, cancelling', async () => {
		const invoice = { ...EXAMPLE_INVOICE, id: undefined };
		await valid(
			[
				packed([
					written('stockItem', EXAMPLE_STOCK_ITEM),
					written('contact', EXAMPLE_CONTACT, { filter: { companyId: '1' } }),
					written('order', EXAMPLE_ORDER, { documentId: 'woocommerce/order/1748' }),
					written('invoice', invoice, { lineTotals: true }),
					written('invoice', { ...invoice, items: [] }),
					written('invoice', { ...invoice, type: 'issuedCorrectiveTax', corrects: { number: '1', transferItems: true } }),
					written('invoice', { ...invoice, items: [], vatSummary: undefined, cancels: { number: '1' } }),
					written('cashDocument', EXAMPLE_CASH_DOCUMENT),
					written('cashDocument', { ...EXAMPLE_CASH_DOCUMENT, cancels: { id: '4' } }),
				]),
			],
			'data.xsd',
		);
	});

	contractTest('texts that were cut and characters that were replaced', async () => {
		const long = `${'ž'.repeat(400)}\u0007 😀`;
		const nodes = NAMES.flatMap((name) =>
			generated(name, 20).map((record) =>
				written(name, { ...record, text: long, name: long, note: long }, { cutLongTexts: true, missingCharacters: 'transliterate' }),
			),
		);
		await valid([packed(nodes)], 'data.xsd');
	});

	contractTest('list requests of every agenda and code list, with every filter, page and part', async () => {
		const wide: Record<string, RecordFilter> = {
			stock: {
				id: '1',
				externalId: { id: 'a', system: 'b' },
				code: 'c',
				ean: '1',
				plu: '1',
				name: 'n',
				storage: 'A/B',
				store: 'A',
				forInternet: false,
				changedSince: '2026-11-14T10:00:00',
				userFilter: 'F',
			},
			contact: {
				id: '1',
				externalId: { id: 'a', system: 'b' },
				company: 'c',
				name: 'n',
				city: 'c',
				street: 's',
				zip: 'z',
				companyId: '1',
				vatId: '2',
				number: '3',
				changedSince: '2026-11-14T10:00:00+01:00',
				userFilter: 'F',
			},
			document: {
				id: '1',
				externalId: { id: 'a', system: 'b' },
				dateFrom: '2026-01-01',
				dateTill: '2026-12-31',
				numbers: ['1', '2'],
				companies: ['A & B'],
				companyIds: ['1'],
				changedSince: '2026-11-14T10:00:00Z',
				userFilter: 'F',
			},
			id: { id: '1', userFilter: 'F' },
			series: { id: '1', period: 'following', agenda: 'prodejky', userFilter: 'F' },
			registrationNumber: {
				id: '1',
				externalId: { id: 'a', system: 'b' },
				serialNumber: 'S',
				storage: 'A',
				code: 'c',
				changedSince: '2026-11-14T10:00:00',
				userFilter: 'F',
			},
		};
		expect(Object.keys(wide).sort()).toEqual(Object.keys(FILTERS).sort());
		const lists = [...NAMES.map((name) => AGENDAS[name].list), ...CODE_LIST_NAMES.map((name) => CODE_LISTS[name].list)];
		const packs = lists.flatMap((list) => {
			const kinds = list.kind === undefined ? [undefined] : list.kind.words;
			const plain = kinds.map((kind) => listRequest(list, { ico: '12345678', kind }));
			if (list.filter === undefined && !list.paged) return plain;
			const page = list.paged ? { idFrom: 0, count: 10_000 } : {};
			const parts = Object.fromEntries(Object.entries(list.parts ?? {}).map(([name, value]) => [name, !value]));
			const filters = list.filter === undefined ? [] : [wide[list.filter], { id: '7' }];
			return [...plain, listRequest(list, { ico: '', kind: kinds[0], ...page, parts, filters })];
		});
		expect(packs.length).toBeGreaterThan(45);
		await valid(packs, 'data.xsd');
		expect(CODE_LIST_NAMES.map((name) => listRequest(CODE_LISTS[name].list, { ico: '1' }))).toHaveLength(15);
	});
});

describe('what the readers are tested with validates against response.xsd', () => {
	contractTest('generated records as POHODA lists them, answers with code lists', async () => {
		const answers = NAMES.map((name) =>
			answerOf(
				name,
				generated(name, runs(25, 100)).map((record) => written(name, record)),
			),
		);
		// Payments of an invoice have a field in the schema that our records do not have, detailEET needs most of its fields: their test is by example.
		const told100 = (name: AgendaName) =>
			fc
				.sample(toldRecordsOf(name), runs(25, 100))
				.map(({ payments, eetDetails: _, ...record }) => told(name, name === 'invoice' ? record : { ...record, payments }));
		const full = NAMES.map((name) => answerOf(name, told100(name)));
		await valid([...answers, ...full, ...CODE_LIST_NAMES.map(codeListAnswer)], 'response.xsd');
	});

	contractTest('the check itself finds what must not be', async () => {
		const node = written('stockItem', EXAMPLE_STOCK_ITEM);
		const [header] = node.children;
		const broken = { ...node, children: [{ ...header, children: [...header.children, { ...header.children[0], name: 'stk:nonsense' }] }] };
		const [answer] = await validate([packOf(broken)], 'data.xsd');
		expect(answer.valid).toBe(false);
	});
});
