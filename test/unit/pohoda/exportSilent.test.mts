/** One change at a time of files with sales receipts: each is in the record, in `extra`, a warning or a refusal. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readExport } from '../../../core/pohoda/export';
import { buildPack } from '../../../core/pohoda/pack';
import { eachRecord, xmlMutations } from '../../support/mutations.mts';
import { silentPlaces, type Allowed } from '../../support/silentPlaces.mts';
import { all, chunks } from '../xml/bytes.mts';
import { toldRecordsOf } from './agendas/generate.mts';
import { answerOf, told } from './agendas/support.mts';
import { dataPack } from './answers.mts';
import { cashDrafts, drafts, PACK } from './drafts.mts';
import { document, header, line, payment, sale } from './exports.mts';

const FIXTURES = join(__dirname, '../../fixtures');
const decoded = (bytes: Uint8Array) => new TextDecoder('windows-1250').decode(bytes).replace(/encoding="[^"]*"/, 'encoding="utf-8"');

/** STORMWARE's sample, with what it lacks to be a receipt. */
const sample = decoded(readFileSync(join(FIXTURES, 'req_prodejka_cp1250.xml'))).replace(
	/(<pro:stockItem>\s*<typ:stockItem>)/,
	'<pro:payVAT>true</pro:payVAT><pro:homeCurrency><typ:unitPrice>100</typ:unitPrice></pro:homeCurrency>$1',
);

/** Files that are refused whole (another version of the schema) have no places of their own. */
const cases = readdirSync(join(FIXTURES, 'cases/pohoda')).filter((name) => !name.startsWith('12-') && readFileSync(join(FIXTURES, 'cases/pohoda', name), 'utf8').includes('<pro:prodejka '));

const home = (inner: string) => `<pro:homeCurrency>${inner}</pro:homeCurrency>`;
const card = '<pro:stockItem><typ:store><typ:id>3</typ:id><typ:ids>HLAVNI</typ:ids></typ:store><typ:stockItem><typ:id>7</typ:id><typ:ids>007</typ:ids><typ:EAN>8590000000001</typ:EAN><typ:PLU>42</typ:PLU></typ:stockItem><typ:serialNumber>S1</typ:serialNumber></pro:stockItem>';
const stated = home('<typ:unitPrice>100</typ:unitPrice><typ:price>148.76</typ:price><typ:priceVAT>31.24</typ:priceVAT><typ:priceSum>180</typ:priceSum>');

/** As an export of POHODA states a sale: everything at once. */
const full = dataPack(
	`<dat:dataPackItem id="i1" version="2.0">${document(
		header('1', {
			more:
				'<pro:id>5</pro:id><pro:extId><typ:ids>e1</typ:ids><typ:exSystemName>eKasa</typ:exSystemName></pro:extId><pro:accounting><typ:id>1</typ:id><typ:ids>1Pp</typ:ids></pro:accounting><pro:partnerIdentity><typ:id>9</typ:id><typ:address linkToAddress="true"><typ:company>A s.r.o.</typ:company><typ:name>Jan</typ:name><typ:city>Brno</typ:city><typ:street>Dlouhá 1</typ:street><typ:zip>602 00</typ:zip><typ:ico>12345678</typ:ico><typ:dic>CZ12345678</typ:dic><typ:country><typ:ids>CZ</typ:ids></typ:country><typ:phone>1</typ:phone><typ:mobilPhone>2</typ:mobilPhone><typ:email>a@example.cz</typ:email></typ:address></pro:partnerIdentity><pro:kasa><typ:id>2</typ:id><typ:ids>K2</typ:ids></pro:kasa><pro:note>u okna</pro:note><pro:intNote>i</pro:intNote><pro:labels><typ:label><typ:ids>terasa</typ:ids></typ:label></pro:labels>',
		}),
		[
			line('A', 2, undefined, '', `<pro:extId>e1/1</pro:extId><pro:payVAT>true</pro:payVAT><pro:rateVAT value="21">high</pro:rateVAT><pro:discountPercentage>10</pro:discountPercentage>${stated}<pro:unit>ks</pro:unit><pro:note>p</pro:note>${card}`),
			line('B', 1, undefined, 'historyLow', `<pro:payVAT>false</pro:payVAT><pro:percentVAT>15</pro:percentVAT>${home('<typ:unitPrice>100</typ:unitPrice>')}<pro:code>B1</pro:code>`),
			'<pro:roundingItem><typ:text>Zaokrouhlení</typ:text><typ:quantity>1.0</typ:quantity><typ:payVAT>false</typ:payVAT><typ:rateVAT>high</typ:rateVAT><typ:homeCurrency><typ:unitPrice>0.33</typ:unitPrice><typ:price>0.33</typ:price><typ:priceVAT>0.07</typ:priceVAT></typ:homeCurrency></pro:roundingItem>',
		],
		{
			payments: [
				payment('Hotově EUR', 10, '<pro:receivedHomeCurrency>250</pro:receivedHomeCurrency><pro:paymentAdvanced><pro:rate>25</pro:rate><pro:amount>1</pro:amount></pro:paymentAdvanced>'),
				payment('Hotově', 100, '<pro:returned>55</pro:returned><pro:note>n</pro:note>').replace('</typ:ids>', '</typ:ids><typ:paymentType>cash</typ:paymentType>'),
			],
			summaryText: `<pro:roundingDocument>none</pro:roundingDocument>${home('<typ:priceNone>0</typ:priceNone><typ:priceHigh>149.09</typ:priceHigh><typ:priceHighVAT rate="21">31.31</typ:priceHighVAT><typ:priceHighSum>180.40</typ:priceHighSum><typ:price3>100</typ:price3><typ:price3VAT rate="15">15</typ:price3VAT><typ:price3Sum>115</typ:price3Sum><typ:round><typ:priceRound>-0.4</typ:priceRound></typ:round>')}`,
		},
	).replace('</pro:prodejka>', '<pro:EET><typ:stateEET>sent</typ:stateEET><typ:detailEET><typ:PKP>p</typ:PKP><typ:BKP>b</typ:BKP><typ:FIK>f</typ:FIK><typ:dateOfSale>2026-11-14T09:30:00+01:00</typ:dateOfSale></typ:detailEET></pro:EET></pro:prodejka>')}</dat:dataPackItem>`,
);

const refund = dataPack(
	sale('8', [line('A', -1, 100, 'high', '<pro:payVAT>true</pro:payVAT><pro:refundItem><typ:sourceItemExtId><typ:ids>ekasa/P1/4512/2026-11-01/2</typ:ids><typ:exSystemName>x</typ:exSystemName></typ:sourceItemExtId></pro:refundItem>')], { type: 'creditcard' }),
);
const cancelling = dataPack(sale('9', [line('A', -1, 100, 'high')], { more: '<pro:storno>cancelDocument</pro:storno>' })).replace(
	'</pro:prodejka>',
	'<pro:linkedDocuments><typ:link><typ:sourceAgenda>salesVouchers</typ:sourceAgenda><typ:sourceDocument><typ:id>4</typ:id><typ:number>26PR8</typ:number></typ:sourceDocument></typ:link></pro:linkedDocuments><pro:eKasa><pro:eKasaID>O-1</pro:eKasaID></pro:eKasa></pro:prodejka>',
);
const totals = dataPack(sale('3', [], { summaryText: `<pro:roundingDocument>math2one</pro:roundingDocument>${home('<typ:priceHigh>100</typ:priceHigh><typ:priceHighVAT>21</typ:priceHighVAT><typ:priceLow>50</typ:priceLow><typ:priceLowSum>56</typ:priceLowSum>')}` }));

const written = fc.sample(drafts('salesReceipt'), { numRuns: 12, seed: 20261114 });
const moved = fc.sample(cashDrafts('salesReceipt'), { numRuns: 4, seed: 20261114 });
const listed = fc
	.sample(toldRecordsOf('salesReceipt'), { numRuns: 3, seed: 20261114 })
	.map((record, index) => ({ name: `listed ${index}`, input: Buffer.from(answerOf('salesReceipt', [told('salesReceipt', record)])).toString('utf8') }));

const inputs = [
	{ name: "STORMWARE's sample", input: sample },
	{ name: 'full', input: full },
	{ name: 'refund', input: refund },
	{ name: 'cancelling', input: cancelling },
	{ name: 'totals only', input: totals },
	...cases.map((name) => ({ name, input: readFileSync(join(FIXTURES, 'cases/pohoda', name), 'utf8') })),
	...[...written, ...moved].map((draft, index) => ({ name: `written ${index}`, input: decoded(buildPack([draft], PACK)) })),
	...listed,
].flatMap(({ name, input }) => eachRecord(input, ['pro:prodejka', 'lst:prodejka']).map((one) => ({ name, input: one })));

const GONE = ['emptied', 'removed'] as const;
const ALLOWED: Allowed[] = [
	{
		place: /^(dat:dataPack|rsp:responsePack)(\/(dat:dataPackItem|rsp:responsePackItem))?(\/lst:listProdejka)?(\/@\w+)?$/,
		kinds: ['other', 'unknown', 'emptied', 'removed', 'added'],
		because: 'the envelope says who made the file and when, not what was sold',
	},
	{ place: /:prodejka\/@version$/, kinds: GONE, because: 'there is one version of the schema, and any other word is kept' },
	{ place: /(priceNone|priceRound|discountPercentage)$/, kinds: GONE, was: /^-?0+(\.0+)?$/, because: 'an amount of nothing' },
	{ place: /prodejkaType$/, kinds: GONE, was: /^saleVoucher$/, because: "the schema's default" },
	{ place: /(rateVAT|roundingDocument)$/, kinds: GONE, was: /^none$/, because: "the schema's default" },
	{ place: /roundingDocument$/, kinds: GONE, was: /^math2one$/, because: 'the amounts are whole as they are: a rounding of nothing' },
	{ place: /discountPercentage$/, kinds: ['other'], because: 'the record states a discount as its amount; of a line of hellers two per cents give the same' },
	{ place: /rateVAT$/, kinds: GONE, because: 'the stated per cent counts, and the code said the same' },
	{ place: /rateVAT\/@value$/, kinds: ['removed'], because: 'the code says the same per cent on that day' },
	{ place: /price(High|3)VAT\/@rate$/, kinds: ['removed'], because: 'the code says the same per cent on that day' },
	{ place: /typ:price(VAT|Sum)?$/, kinds: GONE, because: 'of net, VAT and sum two give the third' },
	{ place: /typ:price(High|3)(VAT|Sum)?$/, kinds: GONE, because: 'of net, VAT and sum two give the third' },
	{ place: /paymentType\/typ:paymentType$/, kinds: GONE, because: 'the name of the form says the same' },
];

/** The id of the pack item is the identity where there is one. */
async function read(text: string): Promise<unknown> {
	const from = text.includes('<dat:dataPackItem') ? ('itemId' as const) : ('number' as const);
	return await all(readExport(chunks(text), { source: 'ekasa', register: 'DEFAULT', identity: { from } }));
}

test('files with sales receipts have no silent place', async () => {
	const { silent, counts } = await silentPlaces({ inputs, mutations: xmlMutations, read, allowed: ALLOWED, sample: 300 });
	expect(silent).toEqual([]);
	expect(counts.inputs).toBeGreaterThan(30);
	expect(counts.places).toBeGreaterThan(300);
});
