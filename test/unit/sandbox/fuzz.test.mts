/** Any record that the package writes, and any damage to it: the stand-in answers, and stores whole records or nothing. */
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';

import { AGENDAS, type AgendaName } from '../../../core/pohoda/agendas/index';
import { buildItemPack } from '../../../core/pohoda/agendas/pack';
import { listRequest } from '../../../core/pohoda/agendas/request';
import { writeRecord } from '../../../core/pohoda/agendas/record';
import { answerBytes } from '../../sandbox/mserver/answer.mts';
import { processPack, readPack } from '../../sandbox/mserver/pack.mts';
import { State } from '../../sandbox/mserver/state.mts';
import { recordsOf } from '../pohoda/agendas/generate.mts';
import { read } from '../pohoda/agendas/support.mts';
import { gatherXml } from './agendas.mts';
import { DAY, now } from './helpers.mts';

const xml = gatherXml();
afterAll(() => xml.check(), 120_000);

const NAMES = Object.keys(AGENDAS) as AgendaName[];
const PACK = { packId: 'fuzz', ico: '12345678' };

const CARD = { name: 'Zboží', unit: 'ks', rateVAT: 'high', quantity: '1000000', allowNegative: true };

/** A unit that takes most of what comes: the record's stores and cards are there, other unknown cards become text items. */
function unit(record: Record<string, any>): State {
	const names = [record['storage']?.split('/')[0], record['warehouse'], record['targetStore'], ...(record['items'] ?? []).map((item: Record<string, any>) => item['stock']?.store)];
	const stores = [...new Set(['ZBOŽÍ', ...names.filter((name) => typeof name === 'string')])].map((ids: string, index) => ({ id: index + 1, ids, name: ids.slice(0, 32) }));
	const codes = new Set<string>((record['items'] ?? []).flatMap((item: Record<string, any>) => item['stock']?.code ?? []));
	const stock = record['targetStore'] === undefined ? [] : [...codes].flatMap((code) => stores.map((store) => ({ ...CARD, code, store: store.ids })));
	return new State(now, { unknownStock: 'text', stores, stock: stock.map((card, index) => ({ ...card, id: index + 1 })) });
}

const content = ({ documents, contacts, settings }: State): string => JSON.stringify([documents, contacts, settings.stock]);

function ask(state: State, bytes: Uint8Array): Buffer {
	const answer = answerBytes(processPack(state, readPack(state, Buffer.from(bytes)), false), state.settings);
	void xml.xsd([answer], 'response.xsd');
	return answer;
}

/** Sends a pack with one item; whether POHODA says that it took it. Nothing may have changed where it did not. */
function importsWhole(state: State, bytes: Uint8Array): boolean {
	const before = content(state);
	const text = iconv.decode(ask(state, bytes), 'windows-1250');
	const took = text.includes('<rdc:producedDetails>');
	if (!took) expect(content(state)).toBe(before);
	else expect(text).not.toContain('<rdc:state>error</rdc:state>');
	return took;
}

describe('records that the package writes', () => {
	test.each(NAMES)('%s: taken whole or refused whole, listed and read back', async (name) => {
		const agenda = AGENDAS[name];
		let taken = 0;
		await fc.assert(
			fc.asyncProperty(recordsOf(name), async (record) => {
				const written = writeRecord(agenda, record, { action: 'create', cutLongTexts: false, missingCharacters: 'refuse', day: DAY });
				fc.pre(written.ok);
				if (!written.ok) return;
				const state = unit(record);
				if (!importsWhole(state, buildItemPack([{ id: '1', node: written.node }], PACK))) return;
				taken += 1;
				const kinds = agenda.list.kind?.required ? [(record as { type: string }).type] : [undefined];
				for (const kind of kinds) {
					const { records } = await read(name, ask(state, listRequest(agenda.list, { ico: PACK.ico, kind })));
					expect(records.length).toBeGreaterThan(0);
				}
			}),
			// Few of the invoices are taken: most have lines that link to lines of other documents, which the stand-in does not do.
			{ numRuns: name === 'invoice' ? 400 : 40 },
		);
		expect({ name, taken: taken > 0 }).toEqual({ name, taken: true });
	});
});

describe('damaged packs', () => {
	const DAMAGE: ReadonlyArray<(text: string, at: number) => string> = [
		(text, at) => text.slice(0, at),
		(text, at) => text.slice(0, at) + text.slice(at + 7),
		(text, at) => `${text.slice(0, at)}<ftr:x/>${text.slice(at)}`,
		(text, at) => text.slice(0, at) + text.slice(at).replace(/>[^<>]+</, '>-1e9<'),
		(text, at) => text.slice(0, at) + text.slice(at).replace(/<(\w+:\w+)>([^<>]*)<\/\1>/, '<$1>$2</$1><$1>$2</$1>'),
		(text, at) => text.slice(0, at) + text.slice(at).replace(/<(\w+:\w+)>[^<>]*<\/\1>/, '<$1/>'),
		(text, at) => text.slice(0, at) + text.slice(at).replace(/<(\w+:\w+)>[^<>]*<\/\1>/, ''),
	];

	test.each(NAMES)('%s: an answer for everything, and nothing half stored', (name) => {
		fc.assert(
			fc.property(recordsOf(name), fc.constantFrom(...DAMAGE), fc.double({ min: 0, max: 1, noNaN: true }), (record, damage, share) => {
				const written = writeRecord(AGENDAS[name], record, { action: 'create', cutLongTexts: false, missingCharacters: 'refuse', day: DAY });
				if (!written.ok) return;
				const whole = iconv.decode(Buffer.from(buildItemPack([{ id: '1', node: written.node }], PACK)), 'windows-1250');
				importsWhole(unit(record), iconv.encode(damage(whole, Math.floor(share * whole.length)), 'windows-1250'));
			}),
			{ numRuns: 60 },
		);
	});
});
