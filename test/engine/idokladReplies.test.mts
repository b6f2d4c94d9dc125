// What is read counts: one change at a time of what iDoklad lists must change what the comparisons say. Get Many without
// Simplify hands the rows out as they are, so nothing is lost there.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { contentOf } from '../../core/idoklad/mark';
import { PriceIndex } from '../../core/idoklad/priceIndex';
import { changesOf } from '../../core/idoklad/products';
import type { ListedPriceItem, PriceListItemPost } from '../../core/idoklad/products';
import { readBatch, replyOfStatus } from '../../core/idoklad/reply';
import type { ListedDocument } from '../../core/idoklad/types';
import { readWindow } from '../../core/idoklad/window';
import { EXAMPLE_CARD_SALE, EXAMPLE_DEPOSIT, EXAMPLE_RETURN, EXAMPLE_SALE } from '../support/examples.mts';
import { idokladContract } from '../sandbox/idoklad/contract.mts';
import { startIDoklad } from '../sandbox/idoklad/index.mts';
import type { IDoklad as StandIn } from '../sandbox/idoklad/index.mts';
import { runIDoklad } from '../support/idokladNode.mts';
import { jsonMutations } from '../support/mutations.mts';
import { silentPlaces } from '../support/silentPlaces.mts';

let server: StandIn;

beforeAll(async () => {
	server = await startIDoklad({ contract: idokladContract() });
	const send = (resource: string, records: object[]) => runIDoklad(server, { resource, operation: 'create', rounding: 'ownLine' }, records as IDataObject[]);
	await send('salesReceipt', [EXAMPLE_SALE, EXAMPLE_CARD_SALE, { ...EXAMPLE_RETURN, customer: { company: 'Novák', companyId: '27074358' } }]);
	await send('cashDocument', [EXAMPLE_DEPOSIT]);
});

afterAll(async () => await server.close());

const listed = async (resource: string): Promise<ListedDocument[]> =>
	(await runIDoklad(server, { resource, operation: 'getAll', returnAll: true, simplify: false })) as unknown as ListedDocument[];

/** All that a run goes by: the identity, what was found, whether it may be deleted, and what is compared. */
function seen(row: ListedDocument): unknown {
	const { byId, byTrace, days, ids } = readWindow([row]);
	const found = [...byId, ...byTrace].map(([key, { listed: _listed, ...rest }]) => [key, rest]);
	return { found, days: days.length, ids: [...ids], content: contentOf(row) ?? null };
}

const OWN = [
	{ place: /(^|\.)Metadata(\.|$)/, because: 'when and by whom it was written: differs in every document' },
	{ place: /(^|\.)(Imported|AccountantSentStatus|PurchaserSentStatus|CashVoucherItemId)$/, because: 'where it went, not what is in it' },
	{ place: /\.Id$/, because: 'number of a line, a payment or an address in its table' },
];

test('a listed sales receipt and cash voucher: each leaf counts in what a run compares', async () => {
	// A run does not ask for the serial number of a voucher.
	const vouchers = (await listed('cashDocument')).map(({ DocumentSerialNumber: _serial, ...row }) => row);
	const inputs = [...(await listed('salesReceipt')), ...vouchers].map((input, n) => ({ name: `document ${n + 1}`, input }));
	const found = await silentPlaces({ inputs, mutations: jsonMutations, read: seen, allowed: OWN });
	expect(found.silent).toEqual([]);
	expect(found.counts).toMatchObject({ inputs: 4 });
	expect(found.counts.tried).toBeGreaterThan(300);
});

test('a row of the price list: each leaf counts in the match or in what would be changed', async () => {
	const item: PriceListItemPost = { Code: 'A', Name: 'Rohlík', Amount: 1, Price: 3.9, PriceType: 0, VatRateType: 0, CurrencyId: 1, IsStockItem: false, BarCode: '8594001234561', Unit: 'ks' };
	const input = { Id: 7, Code: 'A', Name: 'Rohlík', BarCode: '8594001234561', Unit: 'ks', Price: 3.9, PriceType: 0, VatRateType: 0 } as ListedPriceItem;
	const read = (row: ListedPriceItem) => ({ match: { ...new PriceIndex([row]).match('A') }, changes: changesOf(row, item) ?? null });
	const found = await silentPlaces({ inputs: [{ name: 'item', input }], mutations: jsonMutations, read });
	expect(found.silent).toEqual([]);
});

test('the answer to a batch: what was made, what was refused, and what belongs to nothing', async () => {
	const entry = { Data: { Id: 9, DocumentNumber: 'PR2600001', Prices: { TotalWithVat: 10 } }, ErrorCode: 0, IsSuccess: true, Message: '', StatusCode: 200 };
	const no = { Data: null, ErrorCode: 123, IsSuccess: false, Message: 'není unikátní', StatusCode: 409 };
	const read = (body: { Results: unknown[] }) => {
		const reply = replyOfStatus(200, body);
		return reply.kind === 'ok' ? (readBatch(reply.data, 2) ?? 'unclear') : reply;
	};
	const found = await silentPlaces({
		inputs: [{ name: 'batch', input: { Results: [entry, no] } }],
		mutations: jsonMutations,
		read,
		allowed: [
			{ place: /^Results\.(ErrorCode|Message|StatusCode)$/, because: 'IsSuccess decides; of an entry that was refused code and text are kept' },
			{ place: /^Results\.Data$/, was: /^$/, because: 'an entry that was refused has none' },
			{ place: /^(\(all\)|Results)$/, kinds: ['added'], because: 'the envelope may tell more' },
		],
	});
	expect(found.silent).toEqual([]);
});
