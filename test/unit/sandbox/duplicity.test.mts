import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { MServer } from '../../sandbox/mserver/index.mts';
import { exchange, importOne, packItem, packXml, paid, prodejka, start } from './helpers.mts';

let server: MServer;
beforeEach(async () => {
	server = await start();
});
afterEach(() => server.close());

const CHECK = { checkDuplicity: true };

describe('duplicity by the pair of dataPack id and item id', () => {
	test('the second import is refused and names id, number, day and agenda of the first', async () => {
		const first = await importOne(server, prodejka(), CHECK);
		const second = await importOne(server, prodejka({ header: '<pro:note>another content</pro:note>' }), CHECK);
		expect(second).toMatchObject({ id: 'item-1', state: 'error', note: 'Záznam byl již importován.', content: undefined });
		expect(second.duplicity).toEqual([{ agendaType: 'prodejky', dateCreate: '2026-11-14', id: first.produced!.id, number: first.produced!.number }]);
		expect(server.state.documents).toHaveLength(1);
		expect(server.state.refused[0]!.kind).toBe('duplicate');
	});

	test('the id is left out once somebody has deleted the document', async () => {
		const first = await importOne(server, prodejka(), CHECK);
		expect(server.state.deleteDocument({ number: first.produced!.number })!.id).toBe(Number(first.produced!.id));
		const second = await importOne(server, prodejka(), CHECK);
		expect(second.duplicity).toEqual([{ agendaType: 'prodejky', dateCreate: '2026-11-14', number: first.produced!.number }]);
		expect(server.state.documents).toHaveLength(0);
	});

	test('both ids make the pair', async () => {
		const send = async (packId: string, itemId: string): Promise<string> => (await exchange(server, packXml(packItem(itemId, prodejka()), { id: packId }), CHECK)).items[0]!.state;
		expect([await send('a', 'x'), await send('a', 'y'), await send('b', 'x'), await send('a', 'x')]).toEqual(['ok', 'ok', 'ok', 'error']);
	});

	test('without the header, or with "false", everything is imported again; the next check names all of them', async () => {
		await importOne(server, prodejka());
		await importOne(server, prodejka(), { headers: { 'STW-Check-Duplicity': 'false' } });
		expect(server.state.documents).toHaveLength(2);
		const third = await importOne(server, prodejka(), CHECK);
		expect(third.duplicity.map((record) => record.number)).toEqual(['26PR00001', '26PR00002']);
	});

	test('a refused document is not in the log: its retry is welcome', async () => {
		expect((await importOne(server, prodejka({ payments: paid('Hotově', '1') }), CHECK)).response).toBe('error');
		expect((await importOne(server, prodejka(), CHECK)).response).toBe('ok');
	});

	test('twice in one pack counts as well, and the rest of the pack is imported', async () => {
		const answer = await exchange(server, packXml(packItem('x', prodejka()) + packItem('x', prodejka()) + packItem('y', prodejka())), CHECK);
		expect(answer.items.map((item) => item.state)).toEqual(['ok', 'error', 'ok']);
		expect(server.state.documents).toHaveLength(2);
	});
});
