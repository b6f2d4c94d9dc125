// Every outside sample goes through the reader of whole files; what is modelled comes back the same after writing.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from '@jest/globals';
import type { AgendaName } from '../../../core/pohoda/agendas/index';
import { AGENDAS } from '../../../core/pohoda/agendas/index';
import type { Fields } from '../../../core/pohoda/agendas/table';
import { contractsDir, contractTest } from '../../support/xsd.mts';
import { entries, holds, SAMPLES } from '../../unit/pohoda/agendas/exportedSamples.mts';
import { answerOf, packOf, told, written } from '../../unit/pohoda/agendas/support.mts';

const folder = () => join(contractsDir()!, 'pohoda/samples');
const samples = () => readdirSync(folder()).filter((name) => name.endsWith('.xml'));
const bytesOf = (name: string) => readFileSync(join(folder(), name));

/** Requests that the writer refuses, because POHODA takes a missing price for zero (documented). */
const NOT_WRITABLE: Record<string, RegExp> = {
	// An invoice in EUR with a line that has a price in CZK only.
	'req_invoice_basic_utf8.xml': /^item 3: unitPrice is missing/,
	// A stock item without a price.
	'req_prodejka_cp1250.xml': /^item 2: unitPrice is missing/,
};

/** Records without these fields, at every level. */
function without(names: readonly string[], value: unknown): unknown {
	if (Array.isArray(value)) return value.map((one) => without(names, one));
	if (typeof value !== 'object' || value === null) return value;
	const kept = Object.entries(value).filter(([name]) => !names.includes(name));
	return Object.fromEntries(kept.map(([name, one]) => [name, without(names, one)]));
}

/** What is of no table travels in extra and is not written back; the key is the reader's, the payment state POHODA's. */
const READ_ONLY = ['extra', 'key', 'payment'];
/** Not in a change either: the record is meant by the filter, POHODA gives the order, the ids are of one POHODA. */
const OF_ONE_POHODA = [...READ_ONLY, 'id', 'order', 'supplierId'];
/** Day of the sample with stock: cards have no date of their own, and POHODA's VAT codes mean rates by day. */
const STOCK_DAY = '2010-12-29';
/** What POHODA computes from the lines is told and never written. */
const COMPUTED = ['totalNet', 'totalVat', 'totalGross', 'vatSummary', 'total', 'rounding'];
/** A line of a card that leaves the VAT flag open is written as net, with a warning; POHODA's own settings would decide otherwise. */
function asWritten(record: Fields): Fields {
	if (!Array.isArray(record.items)) return record;
	return { ...record, items: (record.items as Fields[]).map((line) => (line.stock === undefined || line.unitPrice === undefined ? line : { priceIncludesVat: false, ...line })) };
}
const ignoredOf = (record: Fields, change: boolean) => [
	...(change ? OF_ONE_POHODA : READ_ONLY),
	...((record.items as unknown[] | undefined)?.length ? COMPUTED : []),
];

describe('outside samples', () => {
	contractTest('the list of samples is the folder', () => {
		expect(samples().sort()).toEqual(Object.keys(SAMPLES).sort());
	});

	contractTest('every one is read for what it is', async () => {
		const found = await Promise.all(samples().map(async (name) => [name, await holds(bytesOf(name))] as const));
		expect(Object.fromEntries(found)).toEqual(SAMPLES);
	});

	contractTest('read, written (answers as POHODA tells them), read again: the same', async () => {
		let compared = 0;
		for (const name of samples().filter((sample) => typeof SAMPLES[sample] === 'object')) {
			for (const entry of await entries(bytesOf(name))) {
				if (!entry.ok || !(entry.of in AGENDAS)) continue;
				const agenda = entry.of as AgendaName;
				const change = name.startsWith('req_stock');
				const record = without(['extra'], entry.record) as Fields;
				if (name in NOT_WRITABLE) {
					expect(() => told(agenda, record)).toThrow(NOT_WRITABLE[name]);
					continue;
				}
				// As another system's record: of POHODA's own it is known what is there already.
				const update = () => written('stockItem', { ...record, source: 'shop' }, { action: 'update', filter: { code: 'x' } });
				const [again] = await entries(change ? packOf(update()) : answerOf(agenda, [told(agenda, record, STOCK_DAY)], STOCK_DAY));
				if (!again.ok) throw new Error(again.reason);
				const ignored = ignoredOf(entry.record, change);
				expect(without(ignored, again.record)).toEqual(without(ignored, asWritten(entry.record)));
				compared += 1;
			}
		}
		expect(compared).toBe(26);
	});
});
