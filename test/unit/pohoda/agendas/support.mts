/** Helpers for the tests of agendas. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readList, type Listed, type ListInfo } from '../../../../core/pohoda/agendas/answer';
import { AGENDAS, type AgendaName } from '../../../../core/pohoda/agendas/index';
import { declarationsFor } from '../../../../core/pohoda/agendas/names';
import { buildItemPack } from '../../../../core/pohoda/agendas/pack';
import { writeRecord, type WriteOptions } from '../../../../core/pohoda/agendas/record';
import type { Fields } from '../../../../core/pohoda/agendas/table';
import { element, type XmlNode } from '../../../../core/xml/node';
import { startTag, writeXml } from '../../../../core/xml/write';
import { ValueCheck } from '../../../../core/pohoda/agendas/valueCheck';
import { writeFields } from '../../../../core/pohoda/agendas/write';
import { chunks } from '../../xml/bytes.mts';
import { asAnswer } from './generate.mts';

const DAY = '2026-11-14';

export const PACK = { packId: 'test', ico: '12345678' };
export const STRICT: WriteOptions = { action: 'create', cutLongTexts: false, missingCharacters: 'refuse', day: DAY };

export function fixture(name: string): Buffer {
	return readFileSync(join(__dirname, '../../../fixtures/pohoda', name));
}

export async function read(
	name: AgendaName,
	bytes: string | Uint8Array,
	options = {},
): Promise<{ info: ListInfo; listed: Array<Listed<Fields>>; records: Fields[] }> {
	const { info, records } = readList<Fields>(AGENDAS[name], chunks(bytes), options);
	const listed: Array<Listed<Fields>> = [];
	for await (const one of records) listed.push(one);
	return { info, listed, records: listed.map(({ record }) => record) };
}

/** The element of a record; fails the test with the reasons. */
export function written(name: AgendaName, record: object, options: Partial<WriteOptions> = {}): XmlNode {
	const answer = writeRecord(AGENDAS[name], record, { ...STRICT, ...options });
	if (!answer.ok) throw new Error(answer.reasons.join('\n'));
	return answer.node;
}

export function reasons(name: AgendaName, record: object, options: Partial<WriteOptions> = {}): string[] {
	const answer = writeRecord(AGENDAS[name], record, { ...STRICT, ...options });
	return answer.ok ? [] : answer.reasons;
}

/** The element of a record as POHODA would list it: with all that it only tells. */
export function told(name: AgendaName, record: Fields, day = DAY): XmlNode {
	const check = new ValueCheck({ cutLongTexts: false, missingCharacters: 'refuse' });
	const { prefix, root, table } = AGENDAS[name];
	const context = {
		check,
		place: '',
		action: 'create' as const,
		ownIds: true,
		lineTotals: false,
		homeCurrency: 'CZK',
		root: record,
		day,
	};
	const node = writeFields(`${prefix}:${root}`, record, asAnswer(table), context);
	if (node === undefined || check.reasons.length > 0) throw new Error(check.reasons.join('\n'));
	return { ...node, attributes: { version: '2.0' } };
}

export function packOf(node: XmlNode): Uint8Array {
	return buildItemPack([{ id: '1', node }], PACK);
}

/** An answer of POHODA that lists these elements. */
export function answerOf(name: AgendaName, nodes: XmlNode[], day = DAY): Uint8Array {
	const { list } = AGENDAS[name];
	const records = nodes.map((node) => ({ ...node, name: list.records[0] }));
	const stamps = { version: '2.0', dateTimeStamp: `${day}T10:00:00`, dateValidFrom: day, state: 'ok' };
	const item = element('rsp:responsePackItem', [element(`${list.prefix}:list${list.name}`, records, stamps)], {
		version: '2.0',
		id: 'list',
		state: 'ok',
	});
	const { 'xmlns:dat': _, ...declared } = declarationsFor([item]);
	const root = startTag('rsp:responsePack', {
		...declared,
		version: '2.0',
		id: 'list',
		state: 'ok',
		note: '',
		programVersion: '14200.1 SQL',
	});
	return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${root}${writeXml(item)}</rsp:responsePack>`, 'utf8');
}
