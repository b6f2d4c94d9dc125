// Filter grammar, identities, VAT types, lines, replies, products, check list.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkAgenda } from '../../../core/idoklad/checklist';
import { ERROR_TEXTS } from '../../../core/idoklad/errors';
import { allOf, anyOf, onDays, oneOf, where } from '../../../core/idoklad/filter';
import { dayIdentity, externalNumber, idIn, receiptName, withId } from '../../../core/idoklad/identity';
import { isExact, linePrice, lineTotal } from '../../../core/idoklad/lines';
import { changesOf, priceListItem, productsOf, readProduct } from '../../../core/idoklad/products';
import { readBatch, refusedLogin, replyOfFailure, replyOfStatus } from '../../../core/idoklad/reply';
import { vatRateTypeOf } from '../../../core/idoklad/vat';
import { toMicro } from '../../../core/money/micro';
import { EXAMPLE_CARD_SALE, EXAMPLE_RETURN, EXAMPLE_SALE } from '../../support/examples.mts';
import { CZECH_RATES, makeBooks } from '../../support/idoklad.mts';
import { makeReceipt } from '../../support/receipts.mts';

describe('filters', () => {
	test('text goes as Base64 of UTF-8, numbers, days and truth values as they are', () => {
		expect(where('Name', 'ct', 'x')).toBe('(Name~ct:base64~eA==)');
		expect(where('Name', 'eq', 'Účtenka ~(1)')).toBe(`(Name~eq:base64~${Buffer.from('Účtenka ~(1)').toString('base64')})`);
		expect(where('Exported', 'eq', 0)).toBe('(Exported~eq~0)');
		expect(where('DateLastChange', 'gte', '2026-11-14 10:00:00.000')).toBe('(DateLastChange~gte~2026-11-14 10:00:00.000)');
		expect(where('IsPaid', '!eq', true)).toBe('(IsPaid~!eq~true)');
		expect(oneOf('Id', [1, 2, 3])).toBe('(Id~ct~1,2,3)');
		expect(anyOf(where('Id', 'eq', 1))).toBe('(Id~eq~1)');
		expect(allOf(where('Id', 'gt', 1), where('Id', 'lt', 9))).toBe('((Id~gt~1)~and~(Id~lt~9))');
	});

	test('days: neighbours are one range, far ones are ranges of their own, and never too many', () => {
		expect(onDays('D', ['2026-11-15', '2026-11-14', '2026-11-14'])).toBe('((D~gte~2026-11-14)~and~(D~lte~2026-11-15))');
		expect(onDays('D', ['2026-08-31', '2026-11-14'])).toBe('(((D~gte~2026-08-31)~and~(D~lte~2026-08-31))~or~((D~gte~2026-11-14)~and~(D~lte~2026-11-14)))');
		expect(onDays('D', ['2026-03-28', '2026-03-29', '2026-03-30'])).toBe('((D~gte~2026-03-28)~and~(D~lte~2026-03-30))');
		const scattered = Array.from({ length: 60 }, (_, n) => new Date(Date.UTC(2026, 0, 1 + n * 3)).toISOString().slice(0, 10));
		const filter = onDays('DateOfIssue', scattered);
		expect(filter.split('~or~').length).toBeLessThanOrEqual(10);
		expect(filter).toContain('gte~2026-01-01');
		expect(filter).toContain('lte~2026-06-27');
		// Longest address that the service's kind of server takes by default is 2,048 characters.
		expect(encodeURIComponent(filter).length).toBeLessThan(1900);
	});
});

describe('identity', () => {
	test('stands at the end of the Name and survives any text before it', () => {
		expect(receiptName(EXAMPLE_SALE, 1)).toBe('Účtenka P1/4512 [ekasa/P1/4512/2026-11-14]');
		expect(receiptName(EXAMPLE_RETURN, 1)).toBe('Vratka P1/4530 k účtence P1/4512 [ekasa/P1/4530/2026-11-15]');
		expect(receiptName(EXAMPLE_SALE, 3)).toMatch(/\[ekasa\/P1\/4512\/2026-11-14~3\]$/);
		fc.assert(
			fc.property(fc.string({ maxLength: 400 }), (text) => {
				const name = withId(text, 'ekasa/P1/1/2026-11-14');
				expect(idIn(name)).toBe('ekasa/P1/1/2026-11-14');
				expect(name.length).toBeLessThanOrEqual(200);
			}),
		);
	});

	test.each([[null], [undefined], ['Prodej'], ['[a] b'], ['[]'], ['[á]']])('%s has none', (name) => {
		expect(idIn(name)).toBeUndefined();
	});

	test('a long key becomes a digest; the number in ExternalDocumentNumber has at most 20 characters', () => {
		const long = makeReceipt({ register: 'Pokladna na náměstí Míru', number: '2026/000123' });
		expect(idIn(receiptName(long, 1))).toMatch(/^h-[0-9a-f]{48}$/);
		expect(externalNumber(long, 1)).toMatch(/^h-[0-9a-f]{18}$/);
		expect(externalNumber(EXAMPLE_SALE, 1)).toBe('P1/4512');
		expect(externalNumber(EXAMPLE_SALE, 2)).toBe('P1/4512~2');
		expect(dayIdentity(EXAMPLE_SALE, 'ekasa/P1/day/2026-11-14/cash/2', 2)).toEqual({
			name: 'Tržba 14.11.2026, P1, hotově, doplněk 1 [ekasa/P1/day/2026-11-14/cash/2]',
			externalNumber: 'P1/2026-11-14/2',
		});
	});
});

describe('VAT', () => {
	test.each([
		[21, '2026-11-14', 1],
		[12, '2026-11-14', 0],
		[12, '2023-12-31', undefined],
		[15, '2023-12-31', 0],
		[15, '2024-01-01', undefined],
		[10, '2023-06-01', 3],
		[0, '2026-11-14', 2],
		[null, '1990-01-01', 2],
		[19, '2026-11-14', undefined],
	])('%s %% on %s is %s', (rate, day, type) => {
		expect(vatRateTypeOf(rate, day, CZECH_RATES)).toBe(type);
	});
});

describe('lines', () => {
	test.each([
		[
			{ quantity: 2, unitPrice: 10.5, totalGross: 21 },
			{ quantity: 2, unitPrice: 10.5, rewritten: false },
		],
		[
			{ quantity: 2, unitPrice: 549.9, discount: 59.8, totalGross: 1040 },
			{ quantity: 2, unitPrice: 520, rewritten: false },
		],
		[
			{ quantity: 3, unitPrice: 10, discount: 5, totalGross: 25 },
			{ quantity: 3, unitPrice: 8.333, rewritten: false },
		],
		[
			{ quantity: -1, unitPrice: 549.9, discount: -29.9, totalGross: -520 },
			{ quantity: -1, unitPrice: 520, rewritten: false },
		],
		// Six decimals are two too many.
		[
			{ quantity: 3, unitPrice: 0.333333, totalGross: 1 },
			{ quantity: 3, unitPrice: 0.333, rewritten: true },
		],
		[
			{ quantity: 0.12345, unitPrice: 100, totalGross: 12.35 },
			{ quantity: 1, unitPrice: 12.35, rewritten: true },
		],
		[
			{ quantity: 100000, unitPrice: 0.01, discount: 0.01, totalGross: 999.99 },
			{ quantity: 1, unitPrice: 999.99, rewritten: true },
		],
	])('%j is sent as %j', (item, price) => {
		expect(linePrice(item, false)).toEqual(price);
	});

	test('a linked line keeps its quantity or is not sent; parts of a haléř are not sent', () => {
		expect(linePrice({ quantity: 0.12345, unitPrice: 100, totalGross: 12.35 }, true)).toBeUndefined();
		expect(linePrice({ quantity: 1, unitPrice: 0.005, totalGross: 0.005 }, false)).toBeUndefined();
	});

	test("whatever is sent gives the till's amount with at most four decimals", () => {
		const amount = (max: number, decimals: number) => fc.integer({ min: 1, max }).map((n) => n / 10 ** decimals);
		fc.assert(
			fc.property(amount(99_999, 4), amount(999_999, 4), amount(1_000_000, 2), fc.boolean(), (quantity, unitPrice, gross, back) => {
				const sign = back ? -1 : 1;
				const price = linePrice({ quantity: sign * quantity, unitPrice, discount: 1, totalGross: sign * gross }, false)!;
				expect(lineTotal({ Amount: price.quantity, UnitPrice: price.unitPrice })).toBe(toMicro(sign * gross));
				for (const number of [price.quantity, price.unitPrice]) expect(toMicro(number) % 100n).toBe(0n);
			}),
		);
		expect(isExact({ Amount: 0.333, UnitPrice: 99.9 })).toBe(false);
		expect(isExact({ Amount: 0.5, UnitPrice: 99.9 })).toBe(true);
	});
});

describe('replies', () => {
	const envelope = (extra: object) => ({ Data: null, ErrorCode: 0, IsSuccess: true, Message: '', StatusCode: 200, ...extra });

	test.each([
		['an envelope', 200, envelope({ Data: { Id: 1 } }), { kind: 'ok', data: { Id: 1 } }],
		['created', 201, envelope({ Data: { Id: 1 } }), { kind: 'ok', data: { Id: 1 } }],
		['a batch', 200, { Results: [envelope({})] }, { kind: 'ok', data: [envelope({})] }],
		['a batch with a status for refused entries', 400, { Results: [envelope({ IsSuccess: false })] }, { kind: 'ok' }],
		['200 with IsSuccess false', 200, envelope({ IsSuccess: false, ErrorCode: 123, Message: 'Číslo' }), { kind: 'refused', code: 123, message: 'Číslo' }],
		['200 with IsSuccess false for the plan', 200, envelope({ IsSuccess: false, ErrorCode: 600, Message: 'x' }), { kind: 'denied' }],
		['validation', 400, envelope({ IsSuccess: false, ErrorCode: 400, Message: 'Name' }), { kind: 'refused', status: 400, code: 400 }],
		['an unknown route', 404, { Message: 'No HTTP resource was found' }, { kind: 'refused', status: 404, message: 'No HTTP resource was found' }],
		['PATCH on /{id}', 405, { Message: 'UnsupportedApiVersion' }, { kind: 'refused', status: 405 }],
		['a taken number', 409, envelope({ IsSuccess: false, ErrorCode: 123, Message: '' }), { kind: 'refused', code: 123 }],
		['401', 401, { Message: 'Authorization has been denied' }, { kind: 'denied', status: 401 }],
		['402', 402, '', { kind: 'denied', status: 402, hint: expect.stringMatching(/Oblíbený.*Prémiový/) }],
		[
			'403',
			403,
			envelope({ IsSuccess: false, ErrorCode: 420, Message: 'Nemáte právo' }),
			{ kind: 'denied', reason: expect.stringMatching(/420 UserRights: Nemáte právo/) },
		],
		['429', 429, '', { kind: 'limited' }],
		['500', 500, envelope({ IsSuccess: false, ErrorCode: 500, Message: 'x' }), { kind: 'unclear', reason: 'iDoklad answered HTTP 500: 500 System: x' }],
		['503 with a web page', 503, '<html>Údržba</html>', { kind: 'unclear', reason: 'iDoklad answered HTTP 503' }],
		['200 with a web page', 200, '<html></html>', { kind: 'unclear' }],
		['a redirect', 302, '', { kind: 'denied' }],
	] as const)('%s', (_name, status, body, expected) => {
		expect(replyOfStatus(status, body)).toMatchObject(expected as object);
	});

	test.each([
		['ECONNREFUSED', 'unreachable'],
		['ENOTFOUND', 'unreachable'],
		['ECONNRESET', 'unclear'],
		['ECONNABORTED', 'unclear'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'denied'],
		[undefined, 'unclear'],
	])('without an answer: %s is %s', (code, kind) => {
		expect(replyOfFailure(code, 'x').kind).toBe(kind);
	});

	test('a refused login says which plan or field', () => {
		expect(refusedLogin('invalid_client: AuthErrorCode(0): Free subscription').hint).toMatch(/plan Free, which has no API/);
		expect(refusedLogin('invalid_grant: AuthErrorCode(2)')).toMatchObject({ reason: 'iDoklad refused the login: invalid_grant', hint: expect.stringMatching(/expired/) });
		expect(refusedLogin('').hint).toMatch(/Client ID and Client Secret/);
	});

	test('entries of a batch; a wrong number of them belongs to nobody', () => {
		expect(readBatch([envelope({ Data: { Id: 1 } }), envelope({ IsSuccess: false, ErrorCode: 127, Message: 'Sazba' })], 2)).toEqual([
			{ ok: true, data: { Id: 1 } },
			{ ok: false, code: 127, message: 'Sazba' },
		]);
		expect(readBatch([envelope({})], 2)).toBeUndefined();
		expect(readBatch({}, 1)).toBeUndefined();
	});

	test('every advice is a sentence', () => {
		for (const { todo } of Object.values(ERROR_TEXTS)) expect(todo).toMatch(/^[A-Z].*\.$/);
	});
});

describe('products', () => {
	const context = { vatRates: CZECH_RATES, day: '2026-11-14', currencyId: 1, stockItem: true };

	test("from the till's list", () => {
		expect(readProduct({ code: '00123', name: 'Rohlík', price: 3.9, vatRate: 12, eans: ['859'], unit: 'ks' })).toEqual({
			ok: true,
			product: { code: '00123', name: 'Rohlík', price: 3.9, vatRate: 12, ean: '859', unit: 'ks' },
		});
		expect(readProduct({ code: 7, name: 'A', prices: { sale: 2 }, vatRate: null })).toMatchObject({ ok: true, product: { code: '7', price: 2, vatRate: null } });
		expect(readProduct({ name: ' ', price: '3', vatRate: 'x' })).toMatchObject({
			ok: false,
			reasons: [/no code/, /no name/, /price/, /vatRate/].map((text) => expect.stringMatching(text)),
		});
		expect(readProduct({ code: 'x'.repeat(21), name: 'A', price: 1, vatRate: 21 })).toMatchObject({ ok: false, code: 'x'.repeat(21) });
	});

	test('from what was sold: each code once, newest price, returns and nameless codes left out', () => {
		const later = makeReceipt({
			number: '9',
			date: '2026-11-15',
			items: [{ code: '00777', name: 'Rohlík', unitPrice: 4.5 }, { name: 'bez kódu' }, { code: 'D', kind: 'discount' }],
		});
		expect(productsOf([later, EXAMPLE_CARD_SALE, EXAMPLE_RETURN])).toEqual([{ code: '00777', name: 'Rohlík', price: 4.5, vatRate: 21 }]);
	});

	test('only what differs is changed; what the till does not know stays', () => {
		const made = priceListItem({ code: '1', name: 'Rohlík', price: 3.9, vatRate: 12 }, context) as { item: Parameters<typeof changesOf>[1] };
		expect(made.item).toEqual({ Code: '1', Name: 'Rohlík', Amount: 1, Price: 3.9, PriceType: 0, VatRateType: 0, CurrencyId: 1, IsStockItem: true });
		const listed = { Id: 4, Code: '1', Name: 'Rohlík', Price: 3.9, PriceType: 0 as const, VatRateType: 0 as const, BarCode: '859', Unit: 'ks' };
		expect(changesOf(listed, made.item)).toBeUndefined();
		expect(changesOf({ ...listed, Price: 4 }, made.item)).toEqual({ Id: 4, Price: 3.9, PriceType: 0 });
		expect(changesOf({ ...listed, Name: null, VatRateType: 1 }, made.item)).toEqual({ Id: 4, Name: 'Rohlík', VatRateType: 0 });
		expect(priceListItem({ code: '1', name: 'A', price: 1, vatRate: 15 }, context)).toEqual({ reason: "its VAT rate 15 % is not in iDoklad's table on 2026-11-14" });
	});
});

describe('the check list', () => {
	const input = () => ({ ...makeBooks(), expectedIco: '12345678', equipment: [{ Id: 3, Name: 'Pult' }], rules: [], today: '2026-11-21' });
	const states = (change: object) => Object.fromEntries(checkAgenda({ ...input(), ...change }).map(({ check, state }) => [check, state]));

	test('names each point with its state', () => {
		const good = makeBooks().agenda;
		good.Subscription = { Type: 3, DateTo: '2027-01-31' };
		good.RoundingDifference = 0;
		expect(states({ agenda: good, rules: [{ match: {}, values: { cashRegister: 'pult' } }] })).toEqual({
			Company: 'ok',
			Plan: 'ok',
			'POS Equipment': 'ok',
			Rounding: 'ok',
			'Payment Options': 'look',
			VAT: 'ok',
		});
	});

	test.each([
		['Company', { expectedIco: '87654321' }, 'wrong'],
		['Company', { expectedIco: '' }, 'look'],
		['Plan', { agenda: { Id: 1, Subscription: { Type: 1 } } }, 'wrong'],
		['Plan', { agenda: { Id: 1, Subscription: { Type: 3, DateTo: '2026-11-20' } } }, 'wrong'],
		['Plan', { agenda: { Id: 1, Subscription: { Type: 3, IsTrial: true } } }, 'look'],
		['POS Equipment', { equipment: [] }, 'look'],
		['POS Equipment', { rules: [{ match: {}, values: { cashRegister: 'Bar' } }] }, 'wrong'],
		['Rounding', { agenda: { Id: 1, RoundingDifference: 1 } }, 'look'],
		['Payment Options', { paymentOptions: [{ Id: 2, Name: 'Kartou' }] }, 'wrong'],
		['VAT', { vatRates: [] }, 'wrong'],
		['VAT', { agenda: { Id: 1, VatRegistrationType: 0 } }, 'look'],
	])('%s with %j is %s', (check, change, state) => {
		expect(states(change)[check]).toBe(state);
	});
});
