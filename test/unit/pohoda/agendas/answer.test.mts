import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readList } from '../../../../core/pohoda/agendas/answer';
import type { Order } from '../../../../core/records/order';
import { AGENDAS, simplified } from '../../../../core/pohoda/agendas/index';
import { XmlError } from '../../../../core/xml/errors';
import { ListError } from '../../../../core/pohoda/refusedList';
import { ResponseError } from '../../../../core/pohoda/response';
import { all, chunks, pieces, thrown } from '../../xml/bytes.mts';
import { answerOf, fixture, packOf, read, written } from './support.mts';

const RSP =
	'xmlns:rsp="http://www.stormware.cz/schema/version_2/response.xsd" xmlns:lst="http://www.stormware.cz/schema/version_2/list.xsd" xmlns:rdc="http://www.stormware.cz/schema/version_2/documentresponse.xsd" xmlns:ord="http://www.stormware.cz/schema/version_2/order.xsd"';
const answer = (content: string, head = 'state="ok" note=""', item = 'state="ok"') =>
	`<rsp:responsePack ${RSP} version="2.0" id="1" ${head}><rsp:responsePackItem version="2.0" id="a" ${item}>${content}</rsp:responsePackItem></rsp:responsePack>`;

const refused = async (text: string | Uint8Array) => await thrown(read('order', text));

describe('answers', () => {
	test('an empty list is a list', async () => {
		const { info, records } = await read(
			'order',
			answer('<lst:listOrder version="2.0" dateTimeStamp="2026-11-14T10:00:00" dateValidFrom="2026-11-14" state="ok"/>'),
		);
		expect(records).toEqual([]);
		expect(info).toEqual({ lists: 1, answered: ['a'], records: 0, dateTimeStamp: '2026-11-14T10:00:00', dateValidFrom: '2026-11-14' });
	});

	test('a page tells how many it has and the highest id: the next one begins after it', async () => {
		const { info } = await read('stockItem', fixture('rsp_list_stock_first10_utf8.xml'));
		expect(info).toMatchObject({ records: 10, lastId: 10 });
	});

	test('the stamp is there with the first record', async () => {
		const { info, records } = readList(AGENDAS.order, chunks(fixture('rsp_list_received_orders_utf8.xml')));
		expect(info.dateTimeStamp).toBeUndefined();
		await records.next();
		expect(info).toMatchObject({ dateTimeStamp: '2011-05-02T10:37:35Z', records: 1, lastId: 1 });
	});

	test('also from files: a dataPack of imports, a bare list, old namespaces', async () => {
		const order = written('order', { type: 'receivedOrder', date: '2026-11-14', partner: { name: 'Jan' }, items: [], currency: 'CZK' });
		expect((await read('order', packOf(order))).records[0]).toMatchObject({ key: 'pohoda/order/1', partner: { name: 'Jan' } });
		const bare = `<lst:listOrder ${RSP} version="2.0"><lst:order version="2.0"><ord:orderHeader><ord:id>4</ord:id></ord:orderHeader></lst:order></lst:listOrder>`;
		expect((await read('order', bare)).records[0]).toMatchObject({ id: '4', key: 'pohoda/order/4' });
		expect((await read('order', bare.replaceAll('schema/version_2/', 'schema/'))).records[0]).toMatchObject({ id: '4' });
	});

	test('keys: by the given source; encoded; by place only where nothing identifies the record', async () => {
		const bytes = answerOf('stockItem', [written('stockItem', { kind: 'card', code: 'Á/1', name: 'x', warehouse: 'A', priceGroup: 'B' })]);
		expect((await read('stockItem', bytes, { source: 'pohoda/2' })).records[0]).toMatchObject({
			source: 'pohoda/2',
			key: 'pohoda%2F2/stockItem/%C3%81%2F1',
		});
		const order = answerOf('order', [
			written('order', { type: 'receivedOrder', date: '2026-11-14', partner: { name: 'Jan' }, items: [], currency: 'CZK' }),
		]);
		expect((await read('order', order)).records[0].key).toBe('pohoda/order/1');
	});

	test('cut anywhere, the records are the same', async () => {
		const bytes = fixture('rsp_list_addressbook_utf8.xml');
		const whole = (await read('contact', bytes)).records;
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 1, max: 3000 }), async (size) => {
				const { records } = readList(AGENDAS.contact, pieces(bytes, size));
				expect((await all(records)).map(({ record }) => record)).toEqual(whole);
			}),
			{ numRuns: 25 },
		);
	});

	test('memory holds one record: a long list is read as it comes', async () => {
		let given = 0;
		async function* endless(): AsyncGenerator<Uint8Array> {
			yield Buffer.from(answer('<lst:listOrder version="2.0">SPLIT').split('SPLIT')[0]);
			for (;;) {
				given += 1;
				yield Buffer.from(`<lst:order version="2.0"><ord:orderHeader><ord:id>${given}</ord:id></ord:orderHeader></lst:order>\n`);
			}
		}
		const { records, info } = readList(AGENDAS.order, endless());
		let seen = 0;
		for await (const { line } of records) {
			seen += 1;
			if (seen === 2000) {
				expect(line).toBe(2000);
				break;
			}
		}
		expect(info.lastId).toBe(2000);
		// No more than a chunk ahead.
		expect(given).toBeLessThan(2020);
	});
});

describe('no answer', () => {
	test('POHODA refused: its own words', async () => {
		expect(await refused(fixture('rsp_denied_cp1250.xml'))).toMatchObject({
			name: 'ListError',
			message: expect.stringContaining('importovat XML soubory'),
		});
		expect(await refused(answer('', 'state="ok"', 'state="error" note="Neznámá agenda"'))).toMatchObject({ message: 'Neznámá agenda' });
		expect(await refused(answer('', 'state="error"'))).toMatchObject({ message: 'POHODA refused the request without saying why.' });
		const details =
			'<lst:listOrder version="2.0" state="error"><rdc:importDetails><rdc:detail><rdc:state>error</rdc:state><rdc:note>Chybný filtr</rdc:note></rdc:detail></rdc:importDetails></lst:listOrder>';
		expect(await refused(answer(details))).toMatchObject({ message: 'Chybný filtr' });
		expect(await refused(answer('<lst:listOrder version="2.0" state="error" note="Konec"/>'))).toMatchObject({ message: 'Konec' });
		expect(await refused(answer(''))).toBeInstanceOf(ListError);
	});

	test('another list, another file, half a file', async () => {
		expect(await refused(fixture('rsp_list_stock_first10_utf8.xml'))).toMatchObject({
			message: 'POHODA answered without the list that was asked for.',
		});
		const contact = packOf(written('contact', { company: 'Firma' }));
		expect(await refused(contact)).toMatchObject({ message: 'There is no order (objednávka) in the file.' });
		expect(await refused('<html><body>Login</body></html>')).toBeInstanceOf(XmlError);
		expect(await refused('<invoice/>')).toBeInstanceOf(ResponseError);
		const bytes = fixture('rsp_list_received_orders_utf8.xml');
		expect(await refused(bytes.subarray(0, 60_000))).toMatchObject({ name: 'XmlError', code: 'truncated' });
		expect(await refused('')).toMatchObject({ code: 'empty' });
	});

	test('hostile: entities, depth, size, prototype names', async () => {
		expect(await refused(`<!DOCTYPE a [<!ENTITY b "c">]>${answer('')}`)).toMatchObject({ code: 'doctype' });
		const deep = `${'<lst:x>'.repeat(200)}${'</lst:x>'.repeat(200)}`;
		expect(await refused(answer(`<lst:listOrder><lst:order>${deep}</lst:order></lst:listOrder>`))).toMatchObject({ code: 'limit' });
		const evil =
			'<ord:orderHeader><ord:id>1</ord:id><ord:__proto__><ord:polluted>1</ord:polluted></ord:__proto__><ord:constructor>2</ord:constructor></ord:orderHeader>';
		const { records } = await read('order', answer(`<lst:listOrder><lst:order>${evil}</lst:order></lst:listOrder>`));
		expect(records[0].extra).toEqual({ orderHeader: { __proto___: { polluted: '1' }, constructor_: '2' } });
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
		const big = readList(
			AGENDAS.order,
			chunks(answer(`<lst:listOrder><lst:order><ord:a>${'x'.repeat(5000)}</ord:a></lst:order></lst:listOrder>`)),
			{ limits: { record: 1000 } },
		);
		expect(await thrown(all(big.records))).toMatchObject({ code: 'limit' });
	});

	test('any garbage in a record is kept or refused, never lost and never a crash', async () => {
		const name = fc.constantFrom(
			'ord:orderHeader',
			'ord:id',
			'ord:date',
			'ord:number',
			'typ',
			'ord:orderDetail',
			'ord:orderItem',
			'ord:quantity',
			'ord:homeCurrency',
			'ord:extId',
			'ord:x',
		);
		const tree: fc.Memo<string> = fc.memo((depth) =>
			depth <= 1
				? fc.constantFrom('', '1', 'abc', '2026-11-14', 'true', '1e400', '-', 'NaN')
				: fc
						.array(fc.tuple(name, tree(depth - 1)), { maxLength: 4 })
						.map((parts) => parts.map(([tag, inner]) => (tag === 'typ' ? inner : `<${tag} a="1">${inner}</${tag}>`)).join('')),
		);
		await fc.assert(
			fc.asyncProperty(tree(5), async (inner) => {
				const { listed } = await read('order', answer(`<lst:listOrder><lst:order>${inner}</lst:order></lst:listOrder>`));
				expect(listed).toHaveLength(1);
				JSON.stringify(listed);
			}),
			{ numRuns: 300 },
		);
	});
});

test('simplified: without what only POHODA understands', async () => {
	const { records } = readList<Order>(AGENDAS.order, chunks(fixture('rsp_list_received_orders_utf8.xml')));
	const [{ record }] = await all(records);
	expect(record.items[0].stock?.refs).toEqual({ store: '1' });
	const plain = simplified(record);
	expect(plain.items[0]).toMatchObject({ name: 'Židle Z220', stock: { store: 'ZBOŽÍ', code: 'Z220' } });
	expect(JSON.stringify(plain)).not.toMatch(/"extra"|"refs"/);
	expect(record.extra).toBeDefined();
});
