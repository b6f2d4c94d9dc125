import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { itemExtId, writeDocument } from '../../../core/pohoda/document';
import { buildPack, PackError } from '../../../core/pohoda/pack';
import { writeXml } from '../../../core/xml/write';
import { all } from '../xml/bytes.mts';
import { draft, drafts, PACK } from './drafts.mts';

const text = (bytes: Uint8Array) => new TextDecoder('windows-1250').decode(bytes);
const xml = (change: Parameters<typeof draft>[0] = {}) => writeXml(writeDocument(draft(change)));
const [coffee] = draft().items;

describe('a sales receipt (prodejka)', () => {
	test('is written element by element, without any white space', () => {
		expect(xml({ note: 'Děkujeme & <hezký den>', validateInStock: true })).toBe(
			'<pro:prodejka version="2.0"><pro:prodejkaHeader>' +
				'<pro:extId><typ:ids>ekasa/P1/4512/2026-11-14</typ:ids><typ:exSystemName>n8n-nodes-ekasa-sync</typ:exSystemName></pro:extId>' +
				'<pro:prodejkaType>saleVoucher</pro:prodejkaType><pro:number><typ:ids>26PR</typ:ids></pro:number><pro:date>2026-11-14</pro:date>' +
				'<pro:accounting><typ:ids>1Pp</typ:ids></pro:accounting><pro:text>Receipt P1/4512</pro:text>' +
				'<pro:paymentType><typ:ids>Hotově</typ:ids></pro:paymentType><pro:centre><typ:ids>BRNO</typ:ids></pro:centre><pro:kasa><typ:ids>P1</typ:ids></pro:kasa>' +
				'<pro:note>Děkujeme &amp; &lt;hezký den&gt;</pro:note><pro:validate><typ:inStock>true</typ:inStock></pro:validate></pro:prodejkaHeader><pro:prodejkaDetail>' +
				'<pro:prodejkaItem><pro:extId>ekasa/P1/4512/2026-11-14/1</pro:extId><pro:text>Káva espresso</pro:text><pro:quantity>2</pro:quantity><pro:unit>ks</pro:unit>' +
				'<pro:payVAT>true</pro:payVAT><pro:rateVAT>low</pro:rateVAT><pro:discountPercentage>0</pro:discountPercentage>' +
				'<pro:homeCurrency><typ:unitPrice>45</typ:unitPrice></pro:homeCurrency><pro:code>0007</pro:code></pro:prodejkaItem>' +
				'<pro:prodejkaItem><pro:extId>ekasa/P1/4512/2026-11-14/2</pro:extId><pro:text>Hrnek</pro:text><pro:quantity>1</pro:quantity><pro:unit>ks</pro:unit>' +
				'<pro:payVAT>true</pro:payVAT><pro:rateVAT>high</pro:rateVAT><pro:discountPercentage>0</pro:discountPercentage>' +
				'<pro:homeCurrency><typ:unitPrice>199.9</typ:unitPrice></pro:homeCurrency>' +
				'<pro:stockItem><typ:store><typ:ids>HLAVNI</typ:ids></typ:store><typ:stockItem><typ:ids>HR-1</typ:ids></typ:stockItem></pro:stockItem>' +
				'<pro:accounting><typ:ids>2Pp</typ:ids></pro:accounting></pro:prodejkaItem></pro:prodejkaDetail>' +
				'<pro:prodejkaSummary><pro:roundingDocument>math2one</pro:roundingDocument></pro:prodejkaSummary></pro:prodejka>',
		);
	});

	test('several payments stand apart from the header', () => {
		const written = xml({
			payments: [
				{ form: { ids: 'Hotově' }, amount: 90.5, note: 'x' },
				{ form: { type: 'creditcard' }, amount: 199.5 },
			],
		});
		expect(written).toContain(
			'<pro:prodejkaPayments><pro:paymentItem><pro:paymentType><typ:ids>Hotově</typ:ids></pro:paymentType><pro:received>90.5</pro:received><pro:note>x</pro:note></pro:paymentItem>' +
				'<pro:paymentItem><pro:paymentType><typ:paymentType>creditcard</typ:paymentType></pro:paymentType><pro:received>199.5</pro:received></pro:paymentItem></pro:prodejkaPayments><pro:prodejkaSummary>',
		);
		expect(written.match(/<pro:paymentType>/g)).toHaveLength(2);
	});

	test('a return has negative quantities and names the returned item', () => {
		const written = xml({
			type: 'return',
			total: -90,
			items: [{ ...coffee, quantity: -2, totalGross: -90, refundOf: 'ekasa/P1/1/2026-11-01/1' }],
		});
		expect(written).toContain(
			'<pro:refundItem><typ:sourceItemExtId><typ:ids>ekasa/P1/1/2026-11-01/1</typ:ids><typ:exSystemName>n8n-nodes-ekasa-sync</typ:exSystemName></typ:sourceItemExtId></pro:refundItem>',
		);
		expect(written).toContain('<pro:quantity>-2</pro:quantity>');
		expect(written).toContain('<pro:prodejkaType>saleVoucher</pro:prodejkaType>');
	});

	test('numbers are plain decimals; a rate outside of the codes is written in per cent', () => {
		const written = xml({
			items: [
				{
					...coffee,
					quantity: 0.000001,
					unitPrice: 123456789.5,
					discountPercentage: 12.5,
					vat: { percent: 15 },
				},
			],
		});
		expect(written).toContain('<pro:quantity>0.000001</pro:quantity>');
		expect(written).toContain('<typ:unitPrice>123456789.5</typ:unitPrice>');
		expect(written).toContain(
			'<pro:percentVAT>15</pro:percentVAT><pro:discountPercentage>12.5</pro:discountPercentage>',
		);
		expect(written).not.toContain('rateVAT');
	});

	test('deposit and withdrawal say their direction by the type, with positive amounts', () => {
		const cash = { items: [], payments: [], rounding: 'none' as const, roundingAmount: 0 };
		expect(xml({ ...cash, type: 'deposit', total: 2000 })).toContain(
			'<pro:quantity>1</pro:quantity><pro:payVAT>true</pro:payVAT><pro:rateVAT>none</pro:rateVAT>',
		);
		const withdrawal = xml({ ...cash, type: 'withdrawal', total: -1500.5 });
		expect(withdrawal).toContain('<pro:prodejkaType>withdrawal</pro:prodejkaType>');
		expect(withdrawal).toContain('<pro:quantity>1</pro:quantity>');
		expect(withdrawal).toContain('<typ:unitPrice>1500.5</typ:unitPrice>');
	});

	test('a cancelling document has the header only', () => {
		const written = xml({ cancels: { number: '26PR7' } });
		expect(written).toMatch(
			/^<pro:prodejka version="2.0"><pro:cancelDocument><typ:sourceDocument><typ:number>26PR7<\/typ:number><\/typ:sourceDocument><\/pro:cancelDocument><pro:prodejkaHeader>.*<\/pro:prodejkaHeader><\/pro:prodejka>$/,
		);
	});
});

describe('a cash document (pokladní doklad)', () => {
	const cash = {
		target: 'cashDocument' as const,
		posting: {
			cashAccount: 'HP',
			numberSeries: '26HP',
			vatClassification: 'UD',
			cashRegister: 'P1',
			accounting: '1Pp',
		},
	};

	test('has its own fields, three dates and no payment form', () => {
		const written = xml(cash);
		expect(written).toContain(
			'<vch:voucherType>receipt</vch:voucherType><vch:cashAccount><typ:ids>HP</typ:ids></vch:cashAccount><vch:number><typ:ids>26HP</typ:ids></vch:number>' +
				'<vch:date>2026-11-14</vch:date><vch:datePayment>2026-11-14</vch:datePayment><vch:dateTax>2026-11-14</vch:dateTax>' +
				'<vch:accounting><typ:ids>1Pp</typ:ids></vch:accounting><vch:classificationVAT><typ:ids>UD</typ:ids></vch:classificationVAT>',
		);
		expect(written).not.toMatch(/vch:kasa|paymentType|pro:/);
	});

	test('money that leaves is an expense with positive amounts', () => {
		const written = xml({
			...cash,
			type: 'return',
			total: -90,
			items: [{ ...coffee, quantity: -2, totalGross: -90 }],
		});
		expect(written).toContain('<vch:voucherType>expense</vch:voucherType>');
		expect(written).toContain('<vch:quantity>2</vch:quantity>');
	});
});

describe('a pack', () => {
	test('has the ids that POHODA compares, real Windows-1250 and no byte order mark', () => {
		const bytes = buildPack([draft({ text: 'žluťoučký kůň „€“' })], { ...PACK, note: 'a "b" & c' });
		expect(text(bytes)).toMatch(
			/^<\?xml version="1\.0" encoding="Windows-1250"\?>\n<dat:dataPack xmlns:dat="[^"]+\/version_2\/data\.xsd" [^>]*version="2\.0" id="ekasa\/P1" ico="12345678" application="n8n-nodes-ekasa-sync" note="a &quot;b&quot; &amp; c">\n<dat:dataPackItem version="2\.0" id="ekasa\/P1\/4512\/2026-11-14">/,
		);
		const at = text(bytes).indexOf('žluťoučký');
		expect([...bytes.subarray(at, at + 5)]).toEqual([0x9e, 0x6c, 0x75, 0x9d, 0x6f]);
	});

	test('is the same bytes for the same drafts', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.uniqueArray(drafts('salesReceipt'), {
					minLength: 1,
					maxLength: 5,
					selector: ({ documentId }) => documentId,
				}),
				async (list) => {
					const bytes = buildPack(list, PACK);
					expect(buildPack(structuredClone(list), { ...PACK })).toEqual(bytes);
				},
			),
			{ numRuns: 20 },
		);
	});

	test('is refused when it is empty, doubled or mixed: the duplicity check would not hold', () => {
		expect(() => buildPack([], PACK)).toThrow(PackError);
		expect(() => buildPack([draft(), draft()], PACK)).toThrow('stands twice');
		expect(() => buildPack([draft({ packId: 'ekasa/P2' })], PACK)).toThrow('belongs to the pack "ekasa/P2"');
	});

	test('refuses what was not checked instead of writing question marks', () => {
		expect(() => buildPack([draft({ text: 'smile 😀' })], PACK)).toThrow('windows-1250');
		expect(() => buildPack([draft({ text: 'bell \u0007' })], PACK)).toThrow('U+0007');
	});
});

describe('ids of items', () => {
	test('are the document and the line, short enough for POHODA', () => {
		expect(itemExtId('ekasa/P1/4512/2026-11-14', 3)).toBe('ekasa/P1/4512/2026-11-14/3');
		const long = itemExtId(`ekasa/${'x'.repeat(58)}`, 1);
		expect(long).toMatch(/^h-[0-9a-f]{48}$/);
		expect(itemExtId(`ekasa/${'x'.repeat(58)}`, 2)).not.toBe(long);
	});
});
