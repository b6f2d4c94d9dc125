import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import iconv from 'iconv-lite';

import type { MServer } from '../../sandbox/mserver/index.mts';
import { bytesOf, exchange, packItem, packXml, post, prodejka, readAnswer, start, type Answer } from './helpers.mts';

let server: MServer;
beforeEach(async () => {
	server = await start();
});
afterEach(() => server.close());

const one = packItem('r1', prodejka());
const send = async (bytes: Buffer): Promise<Answer> => readAnswer((await post(server, bytes)).data);

async function refusedWhole(bytes: Buffer, note: RegExp): Promise<void> {
	const answer = await send(bytes);
	expect(answer.state).toBe('error');
	expect(answer.items).toHaveLength(0);
	expect(answer.note).toMatch(note);
	expect(server.state.documents).toHaveLength(0);
	expect(server.state.refused.at(-1)).toMatchObject({ kind: 'pack', note: answer.note });
}

const attributes = (text: string): string => packXml(one, { attributes: text });

describe('envelope', () => {
	test.each([
		['version missing', 'id="p" ico="12345678" application="a" note=""', /Required attribute 'version'/],
		['version 1.0', 'version="1.0" id="p" ico="12345678" application="a" note=""', /'1.0' violates enumeration/],
		['id missing', 'version="2.0" ico="12345678" application="a" note=""', /Required attribute 'id'/],
		['id of 65 characters', `version="2.0" id="${'x'.repeat(65)}" ico="12345678" application="a" note=""`, /maxLength constraint of '64'/],
		['application missing', 'version="2.0" id="p" ico="12345678" note=""', /Required attribute 'application'/],
		['note missing', 'version="2.0" id="p" ico="12345678" application="a"', /Required attribute 'note'/],
		['unknown attribute', 'version="2.0" id="p" ico="12345678" application="a" note="" author="x"', /'author'.*is not defined/],
		['another unit', 'version="2.0" id="p" ico="87654321" application="a" note=""', /^Tento balíček není určen pro tuto jednotku\.$/],
		['IČO with a space', 'version="2.0" id="p" ico="123 45678" application="a" note=""', /není určen/],
		['another key without IČO', 'version="2.0" id="p" key="x" application="a" note=""', /není určen/],
	])('%s refuses the pack', async (_name, given, note) => {
		await refusedWhole(bytesOf(attributes(given)), note);
	});

	test('64 characters, no IČO and an empty note are in order; the answer carries id and unit', async () => {
		const id = 'x'.repeat(64);
		const answer = await send(bytesOf(attributes(`version="2.0" id="${id}" application="a" note=""`)));
		expect(answer).toMatchObject({ id, state: 'ok' });
		expect(answer.text).toContain('ico="12345678"');
	});

	test('an empty pack, a foreign child and an item without id refuse the pack', async () => {
		await refusedWhole(bytesOf(packXml('')), /incomplete/);
		await refusedWhole(bytesOf(packXml(`${one}<dat:other/>`)), /other}?' is unexpected/);
		await refusedWhole(bytesOf(packXml(`<dat:dataPackItem version="2.0">${prodejka()}</dat:dataPackItem>`)), /Required attribute 'id'/);
		await refusedWhole(bytesOf(packXml(one).replace(/dat:dataPack/g, 'dat:dataBag')), /dataBag' is used but not declared/);
	});

	test('a user without the right is answered with an empty id, as POHODA does', async () => {
		server.state.seedSettings({ mayImport: false });
		const answer = await send(bytesOf(packXml(one)));
		expect(answer).toMatchObject({ id: '', state: 'error', note: 'Uživatel není oprávněn importovat XML soubory.' });
	});
});

describe('bytes', () => {
	test('diacritics in Windows-1250 arrive', async () => {
		await send(bytesOf(packXml(packItem('r1', prodejka({ header: '<pro:note>Příliš žluťoučký kůň úpěl ďábelské ódy</pro:note>' })))));
		expect(server.state.documents[0]!.note).toBe('Příliš žluťoučký kůň úpěl ďábelské ódy');
		expect(server.state.remarks).toEqual([]);
	});

	test('UTF-8 declared as UTF-8, and without declaration, is read', async () => {
		expect((await send(bytesOf(packXml(one, { encoding: 'UTF-8' }), 'utf-8'))).state).toBe('ok');
		expect((await send(bytesOf(packXml(one).replace(/^<\?xml[^>]*>\n/, ''), 'utf-8'))).state).toBe('ok');
		expect(server.state.documents[0]!.text).toBe('Účtenka');
	});

	test('UTF-8 bytes declared Windows-1250 become mojibake, as in POHODA, and that is remarked', async () => {
		const answer = await send(bytesOf(packXml(packItem('r1', prodejka({ header: '<pro:note>ěšč</pro:note>' }))), 'utf-8'));
		expect(answer.state).toBe('ok');
		expect(server.state.documents[0]!.note).not.toBe('ěšč');
		expect(server.state.remarks.join()).toMatch(/declared Windows-1250 and its bytes are UTF-8/);
	});

	test.each([
		['a byte that Windows-1250 has not', Buffer.concat([bytesOf(packXml(one)), Buffer.from([0x20, 0x81])]), /invalid character/],
		['a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytesOf(packXml(one, { encoding: 'UTF-8' }), 'utf-8')]), /Byte order mark/],
		['broken UTF-8', bytesOf(packXml(one, { encoding: 'UTF-8' }), 'windows-1250'), /invalid character/],
		['UTF-16', iconv.encode(packXml(one, { encoding: 'UTF-16' }), 'utf-16'), /Byte order mark/],
		['another encoding', bytesOf(packXml(one, { encoding: 'ISO-8859-2' })), /not supported/],
		['a control character', bytesOf(packXml(packItem('r1', prodejka({ header: '<pro:note>a\u0007b</pro:note>' })))), /invalid character/],
		['a reference to a control character', bytesOf(packXml(packItem('r1', prodejka({ header: '<pro:note>a&#7;b</pro:note>' })))), /Invalid unicode/],
	])('%s refuses the pack', async (_name, bytes, note) => {
		await refusedWhole(bytes, note);
	});

	test('a character reference to something outside Windows-1250 is legal XML and is stored as a question mark', async () => {
		await send(bytesOf(packXml(packItem('r1', prodejka({ header: '<pro:note>a&#x5D0;b &#345;</pro:note>' })))));
		expect(server.state.documents[0]!.note).toBe('a?b ř');
	});
});

describe('well-formedness', () => {
	test.each([
		['a bare ampersand', packXml(one).replace('Účtenka', 'Káva & čaj'), /./],
		['an unknown entity', packXml(one).replace('Účtenka', 'Káva&nbsp;čaj'), /nbsp/],
		['a DOCTYPE', packXml(one).replace('?>', '?><!DOCTYPE x [<!ENTITY a "b">]>'), /DTD is prohibited/],
		['a truncated document', packXml(one).slice(0, -40), /./],
		['a wrong end tag', packXml(one).replace('</pro:text>', '</pro:Text>'), /./],
		['a prefix without namespace', packXml(one).replace(/xmlns:typ="[^"]*"/, '').replace('<pro:text>', '<typ:text>').replace('</pro:text>', '</typ:text>'), /undeclared namespace prefix: 'typ'/],
		['two roots', `${packXml(one)}<x/>`, /./],
		['text after the root', `${packXml(one)}x`, /./],
		['nothing', '', /./],
		['no XML', 'hello', /./],
	])('%s refuses the pack', async (_name, xml, note) => {
		await refusedWhole(bytesOf(xml), note);
	});

	test('prefixes are free, CDATA and entities are read', async () => {
		const xml = packXml(packItem('r1', prodejka({ header: '<pro:note><![CDATA[a < b & c]]> &lt;d&gt; &amp;&quot;</pro:note>' }))).replace(/pro:/g, 'p:').replace('xmlns:pro=', 'xmlns:p=');
		expect((await exchange(server, xml)).items[0]!.response).toBe('ok');
		expect(server.state.documents[0]!.note).toBe('a < b & c <d> &"');
	});
});
