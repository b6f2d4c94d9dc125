/** One change at a time of records of every agenda: each is in the record, in `extra`, a warning or a refusal. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readExported } from '../../../../core/pohoda/agendas/exported';
import { AGENDAS, type AgendaName } from '../../../../core/pohoda/agendas/index';
import { runs } from '../../../support/fuzz.mts';
import { eachRecord, xmlMutations } from '../../../support/mutations.mts';
import { silentPlaces, type Allowed } from '../../../support/silentPlaces.mts';
import { chunks } from '../../xml/bytes.mts';
import { toldRecordsOf } from './generate.mts';
import { answerOf, told } from './support.mts';

const FIXTURES = join(__dirname, '../../../fixtures');
const SAMPLES = join(process.env.SYNC_CONTRACTS_DIR ?? join(__dirname, '../../../../../shared'), 'pohoda/samples');
const NAMES = Object.keys(AGENDAS) as AgendaName[];

const RECORDS = NAMES.flatMap((name) => [...AGENDAS[name].list.records, `${AGENDAS[name].prefix}:${AGENDAS[name].root}`]);

/** Files of records that are read as they are; answers to imports, requests and refusals are none. */
function filesOf(folder: string): Array<{ name: string; input: string }> {
	if (!existsSync(folder)) return [];
	return readdirSync(folder)
		.filter((name) => name.endsWith('.xml') && !/^rsp_(denied|invoice|stock)_|_list_addressbook_official|bank|^1[235]|_store_/.test(name))
		.map((name) => {
			const bytes = readFileSync(join(folder, name));
			const encoding = /encoding="([^"]*)"/.exec(bytes.toString('latin1'))?.[1] ?? 'utf-8';
			return { name, input: new TextDecoder(encoding).decode(bytes).replace(/encoding="[^"]*"/, 'encoding="utf-8"') };
		});
}

const generated = NAMES.flatMap((name) =>
	fc.sample(toldRecordsOf(name), { numRuns: 4, seed: 20261114 }).map((record, index) => ({
		name: `${name} ${index}`,
		input: Buffer.from(answerOf(name, [told(name, record)])).toString('utf8'),
	})),
);

/** Record elements under the prefixes of the file. */
function recordNames(xml: string): string[] {
	const locals = new Set(RECORDS.map((name) => name.replace(/^.*:/, '')));
	return [...new Set([...xml.matchAll(/<([\w.-]+:)?([\w.-]+)[\s/>]/g)].filter((match) => locals.has(match[2])).map((match) => `${match[1] ?? ''}${match[2]}`))];
}

const files = [...filesOf(SAMPLES), ...filesOf(join(FIXTURES, 'pohoda')), ...filesOf(join(FIXTURES, 'cases/pohoda'))];
const inputs = [...files, ...generated].flatMap(({ name, input }) => eachRecord(input, recordNames(input)).map((one) => ({ name, input: one })));

async function read(text: string): Promise<unknown> {
	const { info, entries } = readExported(chunks(text));
	const all: unknown[] = [];
	for await (const some of entries) all.push(...some.map((entry) => ({ ...entry, line: 0 })));
	return { info, all };
}

const GONE = ['emptied', 'removed'] as const;
const ALLOWED: Allowed[] = [
	{ place: /\/@version$/, because: "the schema's version, on every record" },
	{ place: /:(foreignCurrency|homeCurrency)\/typ:(round\/typ:)?(unitPrice|price\w*)$/, kinds: GONE, was: /^-?0+(\.0+)?$/, because: 'an amount of nothing' },
	{ place: /discountPercentage$/, kinds: GONE, was: /^-?0+(\.0+)?$/, because: 'an amount of nothing' },
	{ place: /:payVAT$/, kinds: GONE, was: /^false$/, because: "the schema's default for text lines" },
	{ place: /:invoiceAdvancePaymentItem\/inv:quantity$/, kinds: GONE, was: /^1(\.0+)?$/, because: 'an advance is deducted once where nothing else is said' },
	{ place: /:(price(Low|High|3))(VAT|Sum)?$/, kinds: GONE, because: 'of net, VAT and sum two give the third' },
	{ place: /Item\/\w+:code$/, kinds: GONE, because: 'the code of the card says the same' },
];

test('records of every agenda have no silent place', async () => {
	const { silent, counts } = await silentPlaces({
		inputs,
		mutations: (xml) => xmlMutations(xml, recordNames(xml)),
		read,
		allowed: ALLOWED,
		sample: runs(100, 600),
	});
	expect(silent).toEqual([]);
	expect(counts.inputs).toBeGreaterThan(60);
	expect(counts.places).toBeGreaterThan(1500);
});
