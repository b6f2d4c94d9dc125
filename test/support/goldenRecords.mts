/**
 * Records for golden texts, by seed: tills with sales, their returns and voids, movements, records that came twice, with
 * everything that a target treats in its own way. Each till is a world of its own.
 */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { sum } from '../../core/money/micro';
import { recordKey } from '../../core/records/keys';
import { ITEM_KINDS } from '../../core/records/types';
import type { Receipt } from '../../core/records/types';
import { arbReceipt, makeCashMovement, makeItem, makeReceipt, mirrorSale, vatSummaryOf } from './receipts.mts';
import type { ItemOverrides, ReceiptOverrides } from './receipts.mts';

/** Whole numbers below n, the same ones for the same seed (mulberry32). */
export function numbers(seed: number): (n: number) => number {
	let state = seed | 0;
	return (n) => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) % n;
	};
}

export const sampled = <T,>(arbitrary: fc.Arbitrary<T>, seed: number, count: number): T[] => fc.sample(arbitrary, { seed, numRuns: count });

/** Codes that the stand-ins have cards for, and one that nobody has. */
const CODES = ['KAVA-250', 'CAJ-20', 'HRNEK-01', '00421', 'SYR-KG', 'NENI'];
const POK = '0b9d3d0e-1c2a-4f6b-8e21-7c5d4e3f2a10-03';
const FIRM = { company: 'Růžička & syn s.r.o.', companyId: '27074358', vatId: 'CZ27074358', street: 'Dlouhá 12', city: 'Brno', zip: '602 00', country: 'CZ', email: 'ucto@ruzicka.example' };

const paid = (label: string, method: string, amount: number) => [{ method, label, amount }];
const lines = (...items: ItemOverrides[]): ReceiptOverrides => ({ items });

/** What a receipt may be beside the plain ones of arbReceipt, each made of a total of 121 Kč or of its own lines. */
export const SPECIAL: Readonly<Record<string, (base: ReceiptOverrides) => object>> = {
	...Object.fromEntries(ITEM_KINDS.map((kind) => [`kind ${kind}`, (base: ReceiptOverrides) => makeReceipt({ ...base, ...lines({ code: 'KAVA-250', unitPrice: 300 }, { kind, name: `Položka ${kind}`, unitPrice: 50, ...(['discount', 'singlePurposeVoucher', 'advance'].includes(kind) ? { quantity: -1 } : {}) }) })])),
	'advance paid': (base) => makeReceipt({ ...base, ...lines({ kind: 'advance', name: 'Záloha na dort', unitPrice: 500 }) }),
	'voucher sold': (base) => makeReceipt({ ...base, ...lines({ kind: 'multiPurposeVoucher', name: 'Poukaz 500', unitPrice: 500, vatRate: 0 }) }),
	'no VAT payer': (base) => makeReceipt({ ...base, ...lines({ vatRate: null }, { vatRate: null, quantity: 3, unitPrice: 33.3 }) }),
	'old VAT rates': (base) => makeReceipt({ ...base, ...lines({ vatRate: 15 }, { vatRate: 10 }, { vatRate: 20 }) }),
	'Slovak VAT rates': (base) => makeReceipt({ ...base, ...lines({ vatRate: 23 }, { vatRate: 19 }, { vatRate: 5 }) }),
	'VAT per receipt': (base) => {
		const items = [{ unitPrice: 9.9, quantity: 7 }, { unitPrice: 3.3, quantity: 3 }, { unitPrice: 17.77, quantity: 1, vatRate: 12 }].map(makeItem);
		return makeReceipt({ ...base, items, vatSummary: vatSummaryOf(items), payments: [{ method: 'card', amount: sum(items.map(({ totalGross }) => totalGross)) }] });
	},
	'VAT of the lines': (base) => makeReceipt({ ...base, ...lines({ unitPrice: 100, totalNet: 82.64, totalVat: 17.36 }, { unitPrice: 100, vatRate: 12, totalNet: 89.29, totalVat: 10.71 }) }),
	'rounded up': (base) => makeReceipt({ ...base, ...lines({ unitPrice: 99.5 }), rounding: 0.5 }),
	'rounded down': (base) => makeReceipt({ ...base, ...lines({ unitPrice: 99.49 }), rounding: -0.49 }),
	'tie the other way': (base) => makeReceipt({ ...base, ...lines({ unitPrice: 99.5 }), rounding: -0.5 }),
	'card rounded': (base) => makeReceipt({ ...base, ...lines({ unitPrice: 99.3 }), rounding: -0.3, payments: [{ method: 'card', amount: 99 }] }),
	'cash part rounded': (base) => makeReceipt({ ...base, ...lines({ unitPrice: 150.4 }), rounding: -0.4, payments: [{ method: 'card', amount: 50 }, { method: 'cash', amount: 100 }] }),
	'a discount of all': (base) => makeReceipt({ ...base, ...lines({ unitPrice: 100, discount: 100 }), payments: [] }),
	'a discount of a line': (base) => makeReceipt({ ...base, ...lines({ code: 'HRNEK-01', quantity: 3, unitPrice: 159, discount: 47.7 }) }),
	'nothing at all': (base) => makeReceipt({ ...base, ...lines({ unitPrice: 0 }), payments: [] }),
	'weighed': (base) => makeReceipt({ ...base, ...lines({ code: 'SYR-KG', quantity: 0.345, unit: 'kg', unitPrice: 289, vatRate: 12 }) }),
	'many decimals': (base) => makeReceipt({ ...base, ...lines({ quantity: 1.234567, unitPrice: 12.345678 }) }),
	'bought and brought back at once': (base) => makeReceipt({ ...base, ...lines({ code: 'HRNEK-01', unitPrice: 159 }, { code: 'KAVA-250', quantity: -1, unitPrice: 129, vatRate: 12 }) }),
	'cards of stock': (base) => makeReceipt({ ...base, ...lines(...CODES.map((code, at) => ({ code, unitPrice: 10 * (at + 1), vatRate: at % 2 === 0 ? 12 : 21 }))) }),
	'EAN only': (base) => makeReceipt({ ...base, ...lines({ ean: '8594001020328', unitPrice: 159 }) }),
	'warehouse and notes': (base) => makeReceipt({ ...base, ...lines({ code: 'KAVA-250', warehouse: 'PRODEJNA', note: 'poslední kus', unitPrice: 129, vatRate: 12 }), note: 'Zákazník čekal\nna dvoře', cashier: 'Jana Nováková', shop: 'Brno', shift: '1', labels: ['akce'] }),
	'texts of every kind': (base) => makeReceipt({ ...base, ...lines({ name: '"Žluťoučký" <kůň> & \'spol.\' – 50 %' }, { name: `Dlouhý název ${'velmi '.repeat(25)}` }, { name: 'Káva ☕ 🍰' }, { name: 'Řádek\njeden\tdva' }), cashier: 'Řehoř Ž.' }),
	'a firm': (base) => makeReceipt({ ...base, customer: FIRM }),
	'a person': (base) => makeReceipt({ ...base, customer: { name: 'Jan Novák', email: 'jan@example.com', phone: '602 000 000' } }),
	'a firm without DIČ': (base) => makeReceipt({ ...base, customer: { company: 'Spolek', companyId: '1234567' } }),
	'a firm, over the limit': (base) => makeReceipt({ ...base, ...lines({ unitPrice: 12_100 }), customer: FIRM }),
	'IČO only, over the limit': (base) => makeReceipt({ ...base, ...lines({ unitPrice: 12_100 }), customer: { company: 'Spolek', companyId: '12345679' } }),
	'at the limit': (base) => makeReceipt({ ...base, ...lines({ unitPrice: 10_000 }), customer: FIRM }),
	'much cash': (base) => makeReceipt({ ...base, ...lines({ unitPrice: 270_000 }) }),
	'card': (base) => makeReceipt({ ...base, payments: [{ method: 'card', label: 'Visa', amount: 100, reference: '401233' }] }),
	'Edenred': (base) => makeReceipt({ ...base, payments: paid('Edenred', 'mealVoucher', 100) as never }),
	'meal vouchers': (base) => makeReceipt({ ...base, payments: paid('Stravenky', 'mealVoucher', 100) as never }),
	'a gift card': (base) => makeReceipt({ ...base, payments: paid('Dárková karta', 'voucher', 100) as never }),
	'a transfer': (base) => makeReceipt({ ...base, payments: paid('Převodem', 'bankTransfer', 100) as never }),
	'QR': (base) => makeReceipt({ ...base, payments: paid('Platba QR', 'bankTransfer', 100) as never }),
	'online': (base) => makeReceipt({ ...base, payments: paid('GoPay', 'online', 100) as never }),
	'on credit': (base) => makeReceipt({ ...base, payments: paid('Na účet', 'credit', 100) as never }),
	'unknown payment': (base) => makeReceipt({ ...base, payments: paid('Žetony', 'other', 100) as never }),
	'two payments': (base) => makeReceipt({ ...base, payments: [{ method: 'card', amount: 60 }, { method: 'cash', amount: 40, tendered: 100, change: 60 }] }),
	'three payments': (base) => makeReceipt({ ...base, payments: [{ method: 'card', amount: 60 }, { method: 'cash', amount: 30 }, { method: 'mealVoucher', label: 'Edenred', amount: 10 }] }),
	'two cards': (base) => makeReceipt({ ...base, payments: [{ method: 'card', label: 'Visa', amount: 60 }, { method: 'card', label: 'Maestro', amount: 40 }] }),
	'euro in the drawer': (base) => makeReceipt({ ...base, payments: [{ method: 'cash', label: 'EUR', amount: 100, currency: 'EUR', tendered: 5, change: 1 }] }),
	'in euro': (base) => makeReceipt({ ...base, currency: 'EUR', rate: 24.35, rateAmount: 1, ...lines({ unitPrice: 4.9, quantity: 3 }) }),
	'in euro by card': (base) => makeReceipt({ ...base, currency: 'EUR', rate: 24.35, ...lines({ unitPrice: 12.5 }), payments: [{ method: 'card', amount: 12.5 }] }),
	'in euro without rate': (base) => makeReceipt({ ...base, currency: 'EUR', ...lines({ unitPrice: 4.9 }) }),
	'in forints': (base) => makeReceipt({ ...base, currency: 'HUF', rate: 6.21, rateAmount: 100, ...lines({ unitPrice: 1990 }) }),
	'POK': (base) => makeReceipt({ ...base, fiscal: { system: 'eet2', pok: POK, unit: '11', device: 'P1', sequence: '7', soldAt: '2027-01-14T10:00:00+01:00', amount: 100 } }),
	'the same POK': (base) => makeReceipt({ ...base, fiscal: { system: 'eet2', pok: POK.toUpperCase() } }),
	'POK of the playground': (base) => makeReceipt({ ...base, fiscal: { pok: POK.replace(/03$/, 'ff') } }),
	'no POK at all': (base) => makeReceipt({ ...base, fiscal: { pok: 'xyz' } }),
	'EET 1': (base) => makeReceipt({ ...base, fiscal: { system: 'eet1', fik: 'b3a09b52-7c87-4014-a496-4c7a53cf9120-03', bkp: '36FA2953-0E365CE7-5829441B-8CAFFB11-A89C7372', state: 'Odesláno' } }),
	'sent in the words of the till': (base) => makeReceipt({ ...base, fiscal: { state: 'Odesláno externě' } }),
	'does not enter': (base) => makeReceipt({ ...base, fiscal: { state: 'Nevstupuje' } }),
	'not to be sent': (base) => makeReceipt({ ...base, fiscal: { state: 'notSend' } }),
	'waits to be sent': (base) => makeReceipt({ ...base, fiscal: { state: 'forSending' } }),
	'could not be sent': (base) => makeReceipt({ ...base, fiscal: { state: 'commError' } }),
	'unknown state': (base) => makeReceipt({ ...base, fiscal: { state: 'napůl' } }),
	'drawn': (base) => makeReceipt({ ...base, fiscal: { pok: POK.replace(/^0/, '1'), toDraw: 0, drawn: 50, amount: 50 } }),
	'paused': (base) => makeReceipt({ ...base, paused: true }),
	'cancelled': (base) => makeReceipt({ ...base, cancelled: true }),
	'far ahead': (base) => makeReceipt({ ...base, date: '2029-12-31', issuedAt: undefined }),
	'of an old year': (base) => makeReceipt({ ...base, date: '2021-03-31', issuedAt: undefined }),
	'another source': (base) => makeReceipt({ ...base, source: 'kasafik', shop: 'E-shop' }),
	'number with letters': (base) => makeReceipt({ ...base, number: `UCT-2027/${base.number}` }),
	'unknown fields': (base) => ({ ...makeReceipt(base), extra: { stul: 7 }, neznamy: 'ano' }),
	'does not add up': (base) => ({ ...makeReceipt(base), total: 101 }),
	'no receipt': () => ({ hello: 'world' }),
};

export interface WorldOptions {
	seed: number;
	/** Tills, each with about ten records. */
	tills: number;
	/** Names of the tills; R01, R02 … unless given. */
	names?: string[];
	/** Days of the records. */
	days: string[];
	/** Kinds of SPECIAL for each till, in turn; 0 for none. */
	special?: number;
	/** Whether some carry what the journal knows of them: sent before, unclear, tried again. */
	journal?: boolean;
	movements?: boolean;
}

type Sync = { flow: string; runId: string; mode: string; attempt: number; generation: number; previous?: string; sent?: boolean };

/** What the journal says of a record; most have nothing to say. */
function syncOf(next: (n: number) => number): { sync?: Sync } {
	const base = { flow: 'f', runId: 'r', mode: 'automatic', generation: 1 };
	switch (next(8)) {
		case 0:
			return { sync: { ...base, attempt: 0, previous: 'new' } };
		case 1:
			return { sync: { ...base, attempt: 1, previous: 'unknown' } };
		case 2:
			return { sync: { ...base, attempt: 2, previous: 'waiting' } };
		case 3:
			return { sync: { ...base, attempt: 0, generation: 2, previous: 'new' } };
		case 4:
			return { sync: { ...base, attempt: 1, previous: 'unknown', sent: true } };
		default:
			return {};
	}
}

/** A return, or a void, that names its sale in one of the ways in which tills do. */
function turned(sale: Receipt, number: string, date: string, next: (n: number) => number): object {
	const back = mirrorSale(sale, { number, date });
	const original = [
		{ register: sale.register, number: sale.number, date: sale.date },
		{ number: sale.number, date: sale.date },
		{ number: sale.number },
		{ register: sale.register, number: sale.number, periodFrom: `${sale.date.slice(0, 4)}-01-01`, periodTo: `${sale.date.slice(0, 4)}-12-31` },
		{ register: sale.register, number: '999999' },
		undefined,
	][next(6)];
	const kind = next(5);
	if (kind === 0) return { ...makeReceipt({ register: sale.register, number, date, type: 'void', items: [], payments: [], total: 0 }), original };
	if (kind === 1) return { ...back, type: 'void', original };
	if (kind === 2) {
		// Only the first line comes back.
		const items = back.items.slice(0, 1);
		const total = items[0].totalGross;
		return { ...back, items, vatSummary: undefined, rounding: 0, total, payments: [{ method: 'cash', amount: total }], original };
	}
	return { ...back, original };
}

/** Records of several tills as items for a node. */
export function world({ seed, tills, names, days, special = 4, journal = false, movements = true }: WorldOptions): IDataObject[] {
	const next = numbers(seed);
	const kinds = Object.keys(SPECIAL);
	const sales = sampled(arbReceipt({ with: { type: 'sale' } }), seed, tills * 4);
	const records: object[] = [];
	const put = (record: object) => records.push({ ...record, ...(journal ? syncOf(next) : {}) });
	for (let till = 0; till < tills; till++) {
		const register = names?.[till] ?? `R${String(till + 1).padStart(2, '0')}`;
		let number = 100 * (till + 1);
		const day = () => days[next(days.length)];
		const own = sales.slice(till * 4, till * 4 + 4).map((sale) => {
			const head = { register, number: String(++number), date: day() };
			return { ...sale, ...head, key: recordKey({ source: sale.source, ...head }), ...(next(2) === 0 ? { issuedAt: `${head.date}T1${next(10)}:15:00+01:00` } : {}) };
		});
		own.forEach((sale) => put(sale));
		for (let count = 2 + next(2); count > 0; count--) put(turned(own[next(4)], String(++number), day(), next));
		for (let count = 0; count < special; count++) put(SPECIAL[kinds[(till * special + count) % kinds.length]]({ register, number: String(++number), date: day() }));
		if (movements) {
			const amount = [1000, -500, 0.5, -12_345.67][next(4)];
			put(makeCashMovement({ register, number: String(++number), date: day(), amount, ...(next(2) === 0 ? { note: 'Odvod tržby do banky', cashier: 'Jana' } : {}) }));
		}
		// The same once more, and the same key with another content.
		if (next(3) === 0) put(own[0]);
		if (next(4) === 0) put({ ...makeReceipt({ register, number: own[1].number, date: own[1].date }) });
	}
	// As a queue that several tills fill: not till after till.
	for (let at = records.length - 1; at > 0; at--) {
		const other = Math.max(0, at - next(6));
		[records[at], records[other]] = [records[other], records[at]];
	}
	return JSON.parse(JSON.stringify(records)) as IDataObject[];
}
