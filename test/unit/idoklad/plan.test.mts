// From receipts to requests: what goes, in which order, and what waits for a person.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { draftMovement } from '../../../core/idoklad/movements';
import { PriceIndex } from '../../../core/idoklad/priceIndex';
import { judge, probe } from '../../../core/idoklad/recount';
import { roundingClasses, roundingReason } from '../../../core/idoklad/rounding';
import { linesTotal } from '../../../core/idoklad/lines';
import { DEFAULT_RECEIPT_SETTINGS } from '../../../core/idoklad/settings';
import type { ReceiptSettings } from '../../../core/idoklad/settings';
import type { Books, ListedDocument } from '../../../core/idoklad/types';
import { readWindow } from '../../../core/idoklad/window';
import { toMicro } from '../../../core/money/micro';
import { EXAMPLE_CARD_SALE, EXAMPLE_DEPOSIT, EXAMPLE_RETURN, EXAMPLE_SALE } from '../../support/examples.mts';
import type { TillRecord } from '../../../core/records/types';
import { membersLine } from '../../../core/plan/members';
import { parseRules } from '../../../core/rules/parseRules';
import type { PlanInput } from '../../../core/plan/messages';
import { CZECH_RATES, makeBooks } from '../../support/idoklad.mts';
import { arbReceipt, makeCashMovement, makeReceipt } from '../../support/receipts.mts';
import { planIDoklad } from '../../support/plan.mts';

type Plan = ReturnType<typeof planIDoklad>;

function plan(inputs: Array<TillRecord | PlanInput>, settings: Partial<ReceiptSettings> = {}, books: Books = makeBooks(), listed: ListedDocument[] = []): Plan {
	const given = inputs.map((one) => ('record' in one ? one : { record: one }));
	return planIDoklad(given, { ...DEFAULT_RECEIPT_SETTINGS, ...settings }, books, readWindow(listed));
}

const sync = (more: object) => ({ flow: 'idoklad', runId: 'r1', mode: 'automatic' as const, attempt: 0, generation: 1, ...more });
const only = (made: Plan) => made.drafts[0].request;
const held = (made: Plan) => [...made.decided.values()][0];

describe('one receipt', () => {
	test('the documented sale', () => {
		const made = plan([EXAMPLE_SALE]);
		expect(made.decided.size).toBe(0);
		expect(made.drafts[0]).toMatchObject({ documentId: 'ekasa/P1/4512/2026-11-14', keys: [EXAMPLE_SALE.key], date: '2026-11-14', total: 1290, warnings: [] });
		expect(only(made)).toEqual({
			CurrencyId: 1,
			ElectronicRecordsOfSales: { IsEet: false, EetResponsibility: 1 },
			DateOfIssue: '2026-11-14',
			ExternalDocumentNumber: 'P1/4512',
			IsCumulative: false,
			IsIncomeTax: true,
			Items: [
				{ Name: 'Termoska 0,5 l', Amount: 2, UnitPrice: 520, PriceType: 0, VatRateType: 1, Unit: 'ks' },
				{ Name: 'Káva zrnková', Amount: 0.5, UnitPrice: 499.2, PriceType: 0, VatRateType: 0, Unit: 'kg' },
			],
			Name: 'Účtenka P1/4512 [ekasa/P1/4512/2026-11-14]',
			Payments: [{ PaymentOptionId: 3, PaymentAmount: 1290, PaymentTransactionCode: '' }],
		});
		// The flag belongs to the accounting program, and no line moves stock.
		expect(JSON.stringify(only(made))).not.toMatch(/Exported|PriceListItemId/);
	});

	test('a return has negative amounts, a positive price and its reference', () => {
		const request = only(plan([EXAMPLE_RETURN]));
		expect(request.Items).toEqual([{ Name: 'Termoska 0,5 l', Amount: -1, UnitPrice: 520, PriceType: 0, VatRateType: 1, Unit: 'ks' }]);
		expect(request.Payments).toEqual([{ PaymentOptionId: 3, PaymentAmount: -520, PaymentTransactionCode: '' }]);
		expect(request.Name).toMatch(/^Vratka P1\/4530 k účtence P1\/4512 \[/);
		expect(request.Note).toBe('Vratka k účtence P1/4512 ze dne 14.11.2026.');
	});

	test('a payment keeps its reference, a customer stands in the note or is linked', () => {
		expect(only(plan([EXAMPLE_CARD_SALE])).Payments).toEqual([{ PaymentOptionId: 2, PaymentAmount: 84.5, PaymentTransactionCode: '401233' }]);
		const customer = { company: 'Novák s.r.o.', companyId: '27074358', vatId: 'CZ27074358', street: 'Dlouhá 1', zip: '602 00', city: 'Brno' };
		const receipt = makeReceipt({ customer, note: 'Na objednávku' });
		expect(only(plan([receipt])).Note).toBe('Na objednávku\nOdběratel: Novák s.r.o., IČO 27074358, DIČ CZ27074358, Dlouhá 1, 602 00 Brno');
		const contacts = makeBooks({ contacts: new Map([['27074358', 55]]) });
		expect(only(plan([receipt], { customers: 'link' }, contacts))).toMatchObject({ PartnerId: 55, Note: 'Na objednávku' });
		const missing = plan([receipt], { customers: 'link' }, makeBooks({ contacts: new Map() }));
		expect(missing.drafts[0].warnings).toEqual([
			{ code: 'contact', text: 'No contact in iDoklad has the IČO 27074358; the customer stands in the note', place: 'customer' },
		]);
	});

	test('rules give POS equipment by id or name, and tags', () => {
		const rules = parseRules([{ register: 'P1', cashRegister: 'Pult', centre: '7, 9' }, { cashRegister: '12' }]);
		const books = makeBooks({ posEquipments: [{ Id: 4, Name: 'pult' }] });
		expect(only(plan([EXAMPLE_SALE], { rules, tags: [9, 1] }, books))).toMatchObject({ SalesPosEquipmentId: 4, Tags: [9, 1, 7] });
		expect(only(plan([makeReceipt({ register: 'P2' })], { rules }, books)).SalesPosEquipmentId).toBe(12);
		expect(held(plan([EXAMPLE_SALE], { rules }, makeBooks({ posEquipments: [] }))).message).toMatch(
			/was not sent: Posting Rules put register 'P1' on the POS equipment 'Pult', which iDoklad does not have\. Create it in iDoklad/,
		);
		expect(held(plan([EXAMPLE_SALE], { rules: parseRules([{ centre: 'Brno' }]) })).warnings[0].code).toBe('tag');
	});

	test('lines are linked to the price list only when asked, by code', () => {
		const books = makeBooks({ priceList: new Map([['00123', 31]]) });
		expect(only(plan([EXAMPLE_SALE], {}, books)).Items.map(({ PriceListItemId }) => PriceListItemId)).toEqual([31, undefined]);
	});

	test('a code that is in the price list twice or only similar is no link, and a problem', () => {
		const books = makeBooks({ priceList: new PriceIndex([{ Id: 1, Code: '00123' }, { Id: 2, Code: '00123' }, { Id: 3, Code: '00124 ' }, { Id: 4, Code: '00777' }]) });
		const linked = (code: string) => {
			const made = plan([makeReceipt({ items: [{ code }] })], {}, books);
			return [only(made).Items[0].PriceListItemId, made.drafts[0].warnings.filter(({ problem }) => problem).map((one) => one.code)];
		};
		expect(['00123', '00124', '00777', 'jiné'].map(linked)).toEqual([[undefined, ['priceList']], [undefined, ['priceList']], [4, []], [undefined, []]]);
	});

	test.each(['270 74 358', 'CZ27074358', '27074358'])('the IČO %s links the customer', (companyId) => {
		const books = makeBooks({ contacts: new Map([['27074358', 55]]) });
		expect(only(plan([makeReceipt({ customer: { companyId } })], { customers: 'link' }, books)).PartnerId).toBe(55);
	});

	test('foreign currency goes with its rate or is held', () => {
		const euro = makeReceipt({ currency: 'EUR', rate: 24.5, rateAmount: 1 });
		expect(only(plan([euro]))).toMatchObject({ CurrencyId: 2, ExchangeRate: 24.5, ExchangeRateAmount: 1 });
		expect(held(plan([makeReceipt({ currency: 'EUR' })])).warnings[0].code).toBe('exchangeRate');
		expect(held(plan([makeReceipt({ currency: 'XXX', rate: 1 })])).warnings[0].code).toBe('currency');
	});

	test("the agenda's own currency needs no rate, and the others do", () => {
		const slovak = makeBooks();
		slovak.agenda = { ...slovak.agenda, DefaultCurrencyId: 2 };
		expect(only(plan([makeReceipt({ currency: 'EUR' })], {}, slovak))).toMatchObject({ CurrencyId: 2 });
		expect(held(plan([makeReceipt({ currency: 'CZK' })], {}, slovak)).warnings[0].code).toBe('exchangeRate');
		const movement = { record: makeCashMovement({ currency: 'EUR' }) };
		expect(draftMovement(movement, [], slovak.agenda)).toHaveProperty('draft');
		expect(draftMovement(movement, [], makeBooks().agenda)).toMatchObject({ reasons: [{ code: 'currency' }] });
	});

	test('a line without a fitting price goes as one piece that says how much it was', () => {
		const made = plan([makeReceipt({ items: [{ name: 'Sýr', quantity: 0.12345, unit: 'kg', unitPrice: 100, totalGross: 12.35 }] })]);
		expect(only(made).Items[0]).toMatchObject({ Name: 'Sýr (0.12345 kg)', Amount: 1, UnitPrice: 12.35 });
		expect(made.drafts[0].warnings[0].text).toBe("'Sýr': 0.12345 × 100 was written as 1 × 12.35, so that iDoklad computes the till's 12.35 Kč");
	});
});

describe('held for a person', () => {
	test.each([
		[
			'an unknown payment',
			makeReceipt({ payments: [{ method: 'voucher', label: 'Dárkový poukaz', amount: 100 }] }),
			'paymentOption',
			/payment 'Dárkový poukaz' has no iDoklad payment option\. Add it to Posting Rules in the iDoklad node/,
		],
		['a payment in another currency', makeReceipt({ payments: [{ method: 'cash', amount: 100, currency: 'EUR' }] }), 'paymentOption', /was made in EUR/],
		['a VAT rate of another time', makeReceipt({ items: [{ vatRate: 15 }] }), 'vatRate', /'Zboží 1' has the VAT rate 15 %/],
		['a multi-purpose voucher with VAT', makeReceipt({ items: [{ kind: 'multiPurposeVoucher', vatRate: 21 }] }), 'voucherVat', /no supply/],
		['parts of a haléř', makeReceipt({ items: [{ quantity: 1, unitPrice: 0.005, totalGross: 0.005 }] }), 'lineTotal', /another amount than the till's/],
		['no items', makeReceipt({ items: [], total: 0 }), 'noItems', /wants one at least/],
		['a paused receipt', makeReceipt({ paused: true }), 'paused', /taken out of synchronisation/],
		['an unsent EET state', makeReceipt({ fiscal: { state: 'forSending' } }), 'fiscalState', /forSending/],
		[
			'over 10,000 with DIČ',
			makeReceipt({ items: [{ unitPrice: 10_001 }], customer: { vatId: 'CZ1' } }),
			'highTotal',
			/over 10 000\.00 Kč and names the customer's DIČ CZ1/,
		],
		['over 10,000 with IČO', makeReceipt({ items: [{ unitPrice: 10_001 }], customer: { companyId: '1' } }), 'highTotal', /IČO 1/],
		['dated in the year 2999', makeReceipt({ date: '2999-12-31' }), 'future', /355412 days ahead of today \(30 Nov 2026\)/],
	])('%s', (_name, receipt, code, message) => {
		const made = plan([receipt], { clockDay: '2026-11-30' });
		expect(made.drafts).toEqual([]);
		expect(held(made)).toMatchObject({ outcome: 'held', target: { system: 'iDoklad' } });
		expect(held(made).warnings.map((warning) => warning.code)).toContain(code);
		expect(held(made).message).toMatch(message as RegExp);
		expect(held(made).message).not.toMatch(/POHODA/);
	});

	test('high totals go when the accountant says so; an agenda without VAT takes none', () => {
		const receipt = makeReceipt({ items: [{ unitPrice: 10_001 }], customer: { vatId: 'CZ1' } });
		expect(plan([receipt], { highTotal: 'send' }).drafts).toHaveLength(1);
		const none = makeBooks();
		none.agenda.VatRegistrationType = 0;
		expect(held(plan([EXAMPLE_SALE], {}, none)).warnings[0].code).toBe('vatRegistration');
		expect(plan([makeReceipt({ items: [{ vatRate: null }] })], {}, none).drafts).toHaveLength(1);
		// An identified person pays VAT of purchases; the sales have none.
		const identified = makeBooks();
		identified.agenda.VatRegistrationType = 2;
		expect(held(plan([EXAMPLE_SALE], {}, identified))).toMatchObject({ outcome: 'held', warnings: [{ code: 'vatRegistration' }, { code: 'vatRegistration' }] });
		expect(plan([makeReceipt({ items: [{ vatRate: null }] })], {}, identified).drafts).toHaveLength(1);
	});

	test('sent by another flow', () => {
		expect(held(plan([{ record: EXAMPLE_SALE, sync: sync({ sentTo: ['pohoda'] }) }])).message).toMatch(/the flow 'pohoda' has sent it already/);
	});

	test('a cash movement is no sales receipt', () => {
		expect(held(plan([EXAMPLE_DEPOSIT])).message).toMatch(/Send such records with Cash Document → Create/);
	});

	test('two different receipts under one key; the same one twice is one document', () => {
		const other = { ...EXAMPLE_SALE, note: 'jiná' };
		expect(plan([EXAMPLE_SALE, other]).drafts).toEqual([]);
		expect(held(plan([EXAMPLE_SALE, other])).warnings[0].code).toBe('doubledKey');
		expect(plan([EXAMPLE_SALE, { ...EXAMPLE_SALE }]).drafts).toHaveLength(1);
	});
});

describe('payments', () => {
	const split = (...amounts: Array<[string, number]>) =>
		makeReceipt({ items: [{ unitPrice: 100 }], payments: amounts.map(([method, amount]) => ({ method: method as 'cash', amount })) });

	test('two are sent as two, the same option is summed', () => {
		expect(only(plan([split(['cash', 40], ['card', 60])])).Payments.map(({ PaymentOptionId, PaymentAmount }) => [PaymentOptionId, PaymentAmount])).toEqual([
			[3, 40],
			[2, 60],
		]);
		expect(only(plan([split(['card', 10], ['card', 20], ['card', 70])])).Payments).toEqual([{ PaymentOptionId: 2, PaymentAmount: 100, PaymentTransactionCode: '' }]);
	});

	test('three are held, or merged into cash and the rest under the largest of it', () => {
		const three = split(['cash', 10], ['card', 60], ['mealVoucher', 30]);
		expect(held(plan([three])).message).toMatch(/it has 3 ways of paying \(Hotově, Kartou, Stravenky\), and iDoklad takes two/);
		const made = plan([three], { manyPayments: 'merge' });
		expect(only(made).Payments.map(({ PaymentOptionId, PaymentAmount }) => [PaymentOptionId, PaymentAmount])).toEqual([
			[3, 10],
			[2, 90],
		]);
		expect(made.drafts[0].warnings[0].text).toBe('Hotově 10, Kartou 60, Stravenky 30 went as Hotově 10, Kartou 90');
	});

	test('rules come first: by name, code or id, for a label or a register', () => {
		const rules = parseRules([
			{ payment: 'Dárkový poukaz', paymentForm: 'poukaz' },
			{ register: 'P2', payment: 'card', paymentForm: '1' },
			{ payment: 'online', paymentForm: 'K' },
		]);
		const paid = (receipt: ReturnType<typeof makeReceipt>) => only(plan([receipt], { rules })).Payments[0].PaymentOptionId;
		expect(paid(makeReceipt({ payments: [{ method: 'voucher', label: 'Dárkový poukaz', amount: 100 }] }))).toBe(12);
		expect(paid(makeReceipt({ payments: [{ method: 'online', amount: 100 }] }))).toBe(2);
		expect(paid(makeReceipt({ register: 'P2', payments: [{ method: 'card', amount: 100 }] }))).toBe(1);
		expect(paid(makeReceipt({ payments: [{ method: 'card', amount: 100 }] }))).toBe(2);
		const wrong = parseRules([{ payment: 'cash', paymentForm: 'Zlato' }]);
		expect(held(plan([makeReceipt()], { rules: wrong })).message).toMatch(/on 'Zlato', and iDoklad has no such payment option/);
	});
});

describe('voids and returns', () => {
	const sale = makeReceipt({ number: '1' });
	const cancel = { ...makeReceipt({ number: '2', items: [{ quantity: -1 }] }), type: 'void' as const, original: { number: '1', date: sale.date } };

	test('taken back before the transfer: neither is sent', () => {
		const made = plan([sale, cancel]);
		expect(made.drafts).toEqual([]);
		expect([...made.decided.values()].map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged']);
	});

	test('taken back afterwards: a person cancels it in iDoklad', () => {
		const listed = [{ Id: 5, Name: `x [${sale.key}]`, DateOfIssue: sale.date, DocumentNumber: '26001', Prices: { TotalWithVat: 100 } }];
		const made = plan([sale, cancel], {}, makeBooks(), listed);
		expect([...made.found.keys()]).toEqual([sale.key]);
		expect(made.decided.get(cancel.key)).toMatchObject({ outcome: 'changed', message: expect.stringMatching(/iDoklad/) });
	});

	test('a return goes after its sale, and waits when that is held', () => {
		const made = plan([EXAMPLE_RETURN, EXAMPLE_SALE]);
		expect(made.drafts.map(({ keys }) => keys[0])).toEqual([EXAMPLE_SALE.key, EXAMPLE_RETURN.key]);
		const waiting = plan([EXAMPLE_RETURN, { ...EXAMPLE_SALE, paused: true }]);
		expect(waiting.decided.get(EXAMPLE_RETURN.key)).toMatchObject({
			outcome: 'waiting',
			message: expect.stringMatching(/it returns P1\/4512 of 14 Nov 2026, which is not in iDoklad yet/),
		});
	});
});

describe('Per Day', () => {
	const perDay = { documents: 'perDay' as const };

	test('one cumulative document for each day, register and way of paying, with its members in the note', () => {
		const day = [EXAMPLE_SALE, EXAMPLE_CARD_SALE, makeReceipt({ number: '4600' }), makeReceipt({ number: '1', register: 'P2' }), EXAMPLE_RETURN];
		const made = plan(day, perDay);
		expect(made.drafts.map(({ documentId, keys }) => [documentId, keys.length])).toEqual([
			['ekasa/P1/day/2026-11-14/cash/1', 2],
			['ekasa/P1/day/2026-11-14/card/1', 1],
			['ekasa/P2/day/2026-11-14/cash/1', 1],
			['ekasa/P1/day/2026-11-15/cash/1', 1],
		]);
		const { request, total } = made.drafts[0];
		expect(total).toBe(1390);
		expect(request).toMatchObject({
			IsCumulative: true,
			Name: 'Tržba 14.11.2026, P1, hotově [ekasa/P1/day/2026-11-14/cash/1]',
			Note: membersLine([made.drafts[0].keys[0], made.drafts[0].keys[1]]),
		});
		expect(request.Items).toEqual([
			{ Name: 'Tržba 21 %', Amount: 1, UnitPrice: 1140, PriceType: 0, VatRateType: 1 },
			{ Name: 'Tržba 12 %', Amount: 1, UnitPrice: 249.6, PriceType: 0, VatRateType: 0 },
			{ Name: 'Zaokrouhlení', Amount: 1, UnitPrice: 0.4, PriceType: 0, VatRateType: 2 },
		]);
		expect(made.drafts[3].request.Items).toEqual([{ Name: 'Tržba 21 % (vráceno)', Amount: -1, UnitPrice: 520, PriceType: 0, VatRateType: 1 }]);
	});

	test('what comes late makes a supplement; what is in a document is a duplicate', () => {
		const first = plan([EXAMPLE_SALE], perDay).drafts[0].request;
		const listed = [{ Id: 5, Name: first.Name, Note: first.Note, DateOfIssue: '2026-11-14', DocumentNumber: '26001', Prices: { TotalWithVat: 1290 } }];
		const late = makeReceipt({ number: '4600' });
		const made = plan([EXAMPLE_SALE, late], perDay, makeBooks(), listed);
		expect(made.drafts.map(({ documentId, keys }) => [documentId, keys])).toEqual([['ekasa/P1/day/2026-11-14/cash/2', [late.key]]]);
		expect(made.found.get(EXAMPLE_SALE.key)?.number).toBe('26001');
		expect(made.drafts[0].request.Name).toMatch(/, doplněk 1 \[/);
		// The same holds when the setting was changed to Per Receipt meanwhile.
		expect(plan([EXAMPLE_SALE], {}, makeBooks(), listed).drafts).toEqual([]);
	});

	test('a note that was edited holds the receipts of that day', () => {
		const first = plan([EXAMPLE_SALE], perDay).drafts[0].request;
		const listed = [{ Id: 5, Name: first.Name, Note: 'ekasa-sync: něco', DateOfIssue: '2026-11-14' }];
		expect(held(plan([EXAMPLE_SALE], perDay, makeBooks(), listed)).warnings[0].code).toBe('dayMembers');
	});

	test('a company keeps a document of its own, and full documents make further ones', () => {
		const company = makeReceipt({ number: '7', customer: { companyId: '27074358', name: 'Firma' } });
		const made = plan([company, ...[1, 2, 3].map((n) => makeReceipt({ number: String(n) }))], { ...perDay, maxMembers: 2 });
		expect(made.drafts.map(({ documentId, keys }) => [documentId, keys.length])).toEqual([
			[company.key, 1],
			['ekasa/P1/day/2026-11-14/cash/1', 2],
			['ekasa/P1/day/2026-11-14/cash/2', 1],
		]);
	});

	test('whatever the receipts, lines make the total, and every key is somewhere exactly once', () => {
		fc.assert(
			fc.property(fc.uniqueArray(arbReceipt(), { selector: ({ key }) => key, minLength: 1, maxLength: 25 }), (records) => {
				const made = plan(records, { ...perDay, rules: parseRules([{ payment: 'mealVoucher', paymentForm: 'Stravenky' }]) });
				for (const { request, total } of made.drafts.filter((draft) => draft.request.IsCumulative)) {
					expect(linesTotal(request.Items)).toBe(toMicro(total));
					expect(request.Payments.reduce((sum, { PaymentAmount }) => sum + toMicro(PaymentAmount), 0n)).toBe(toMicro(total));
				}
				const keys = [...made.drafts.flatMap((draft) => draft.keys), ...made.decided.keys()];
				expect(keys.sort()).toEqual(records.map(({ key }) => key).sort());
			}),
		);
	});
});

describe('rounding', () => {
	test('the recorded case of the service as this package would ask it', () => {
		const asked = {
			CurrencyId: 1,
			DateOfIssue: '2026-04-23',
			Payments: [{ PaymentOptionId: 1 }],
			Items: [{ Id: 0, Name: 'Test', Amount: 2, UnitPrice: 121, PriceType: 0 as const, VatRateType: 1 as const, ItemType: 0 as const }],
		};
		expect(judge(asked, { Items: [{ ItemType: 0, Prices: { TotalWithVat: 242 } }], Prices: { TotalWithVat: 242 } })).toEqual({ way: undefined, wrong: new Map() });
	});

	const cash = makeReceipt({ items: [{ unitPrice: 10.4 }, { quantity: 0.333, unitPrice: 99.9 }], rounding: 0.33 });

	test('one question for all receipts of a kind, with a total that is not whole', () => {
		const { drafts } = plan([cash, makeReceipt({ number: '2', items: [{ quantity: 0.5, unitPrice: 33.33, totalGross: 16.67 }], rounding: 0.33 }), EXAMPLE_CARD_SALE]);
		const classes = roundingClasses(drafts, makeBooks().agenda, makeBooks().paymentOptions);
		expect(classes.map(({ key, predicted, drafts: members }) => [key, predicted, members.length])).toEqual([
			['1/3', 'whole', 2],
			['1/2', 'none', 1],
		]);
		const asked = probe(classes[0], CZECH_RATES);
		expect(asked.Items.map(({ Amount, UnitPrice }) => [Amount, UnitPrice])).toEqual([
			[1, 10.4],
			[0.333, 99.9],
			[0.5, 33.33],
		]);
		expect(linesTotal(asked.Items) % 1_000_000n).not.toBe(0n);
	});

	test.each([
		['the same', 10.4, 43.67, 'none'],
		['whole crowns', 10.4, 44, 'whole'],
		['something else', 10.4, 43.7, 'other'],
	] as const)('judges %s', (_name, first, total, way) => {
		const [draft] = plan([cash]).drafts;
		const asked = probe(roundingClasses([draft], makeBooks().agenda, [])[0], CZECH_RATES);
		const verdict = judge(asked, {
			Items: [{ Prices: { TotalWithVat: first } }, { Prices: { TotalWithVat: 33.27 } }, { ItemType: 1, Prices: { TotalWithVat: 0.33 } }],
			Prices: { TotalWithVat: total },
		});
		expect(verdict.way).toBe(way);
		expect(roundingReason(draft, verdict.way, verdict.wrong, 'CZK') === undefined).toBe(way === 'whole');
	});

	test('a line that the agenda computes in another way holds its receipts', () => {
		const [draft] = plan([cash]).drafts;
		const asked = probe(roundingClasses([draft], makeBooks().agenda, [])[0], CZECH_RATES);
		const { wrong } = judge(asked, { Items: [{ Prices: { TotalWithVat: 10.4 } }, { Prices: { TotalWithVat: 33.26 } }], Prices: { TotalWithVat: 43.66 } });
		expect(roundingReason(draft, 'whole', wrong, 'CZK')?.text).toBe("iDoklad computes 33.26 Kč instead of 33.27 Kč for 'Zboží 2' (0.333 × 99.9)");
	});

	test('whole receipts that nobody rounded need no question', () => {
		expect(roundingClasses(plan([makeReceipt()]).drafts, makeBooks().agenda, [])).toEqual([]);
	});

	test('an answer that does not belong to the question shows nothing', () => {
		const [draft] = plan([cash]).drafts;
		const asked = probe(roundingClasses([draft], makeBooks().agenda, [])[0], CZECH_RATES);
		expect(judge(asked, { Items: [], Prices: { TotalWithVat: 44 } })).toEqual({ wrong: new Map() });
		expect(judge(asked, {})).toEqual({ wrong: new Map() });
		expect(roundingReason(draft, undefined, new Map(), 'CZK')?.text).toMatch(/not known how the agenda rounds a total of 43\.67 Kč/);
	});
});

describe('cash movements', () => {
	const agenda = { ...makeBooks().agenda, CashRegisters: [{ Id: 5, Name: 'Hlavní' }] };

	test('a deposit and a withdrawal', () => {
		const made = draftMovement({ record: EXAMPLE_DEPOSIT }, [], agenda);
		expect(made).toMatchObject({
			draft: {
				total: 2000,
				request: {
					MovementType: 1,
					IsIncomeTax: false,
					Name: 'Vklad do pokladny P1/17 [ekasa/P1/cash-17/2026-11-14]',
					Items: [{ Name: 'Ranní hotovost', Price: 2000, PriceType: 0, VatRateType: 2 }],
				},
			},
		});
		const out = draftMovement({ record: makeCashMovement({ amount: -300 }) }, parseRules([{ cashAccount: 'hlavní' }]), agenda);
		expect(out).toMatchObject({ draft: { total: 300, request: { MovementType: -1, CashRegisterId: 5 } } });
	});

	test('an unknown cash register and nothing moved are held', () => {
		expect(draftMovement({ record: EXAMPLE_DEPOSIT }, parseRules([{ cashAccount: 'Trezor' }]), agenda)).toMatchObject({ reasons: [{ code: 'cashRegister' }] });
		expect(draftMovement({ record: makeCashMovement({ amount: 0 }) }, [], agenda)).toMatchObject({ reasons: [{ code: 'emptyMovement' }] });
	});
});
