/** Records for tests, generated from the mapping tables themselves: every row that POHODA takes gets values, so a row without a test cannot be added. */
import fc from 'fast-check';
import { AGENDAS, type AgendaName } from '../../../../core/pohoda/agendas/index';
import { isList, type Fields, type ListRow, type Row, type Table } from '../../../../core/pohoda/agendas/table';

type Arb = fc.Arbitrary<unknown>;

const LETTERS = 'abcXYZ019 ěščřžýáíéúůťďňĚŠČŘŽ€„“–&<>"\'.,/%;-_+()';
const trimmed = (max: number, letters = LETTERS): fc.Arbitrary<string> =>
	fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: Math.min(max, 300) }).map((text) => text.trim() || 'x');
const long = trimmed(300, `${LETTERS}\n\t`);
const amount = fc.oneof(
	fc.integer({ min: -9_999_999, max: 9_999_999 }).map((value) => value / 100),
	fc.integer({ min: -999, max: 999 }),
	fc.integer({ min: 1, max: 999_999_999 }).map((value) => value / 1e6),
);
export const day = fc
	.date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2027-12-31T00:00:00Z'), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));
const anId = fc.integer({ min: 1, max: 2_000_000 }).map(String);
const clock = fc
	.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
	.map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00`);

export function valueOf(row: Row): Arb {
	switch (row.type) {
		case 'text':
			return row.max === undefined ? long : trimmed(row.max);
		case 'code':
			return trimmed(row.max ?? 60);
		case 'id':
			return anId;
		case 'digits':
			return fc.integer({ min: 0, max: 999_999 }).map(String);
		case 'number':
			return amount;
		case 'integer':
			return fc.integer({ min: Math.max(0, row.range?.[0] ?? 0), max: 30_000 });
		case 'flag':
			return fc.boolean();
		case 'day':
			return day;
		case 'time':
			return clock;
		case 'instant':
			return fc.tuple(day, clock).map(([date, time]) => `${date}T${time}`);
		case 'choice':
			return fc.constantFrom(...(row.takes ?? Object.keys(row.choices ?? {})));
	}
}

function setAt(record: Fields, path: string[], value: unknown): void {
	let target = record;
	for (const name of path.slice(0, -1)) target = (target[name] ??= {}) as Fields;
	target[path[path.length - 1]] = value;
}

export function getAt(record: Fields, field: string): unknown {
	return field.split('.').reduce<unknown>((value, name) => (value as Fields | undefined)?.[name], record);
}

function drop(record: Fields, path: string[]): void {
	const [name, ...rest] = path;
	const inner = record[name];
	if (rest.length === 0) delete record[name];
	else if (typeof inner === 'object' && inner !== null) {
		drop(inner as Fields, rest);
		if (Object.keys(inner).length === 0) delete record[name];
	}
}

/** Adds what has to stand beside something (`needs`), takes out what is not written beside something else (`unless`). */
function settled(record: Fields, table: Table): Fields {
	// Twice: what is needed may need something itself.
	for (const row of [...table.rows, ...table.rows]) {
		if (!isList(row) && row.needs !== undefined && getAt(record, row.field) !== undefined && getAt(record, row.needs) === undefined) {
			const needed = table.rows.find(({ field }) => field === row.needs);
			setAt(record, row.needs.split('.'), needed !== undefined && 'takes' in needed ? needed.takes?.[0] : 'x');
		}
	}
	for (const row of table.rows) {
		if (!isList(row) && row.unless?.some((field) => getAt(record, field) !== undefined)) drop(record, row.field.split('.'));
	}
	return record;
}

const rates = fc.constantFrom(0, 12, 21, 15, 10);
const maybe = <T,>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const price = fc.integer({ min: 0, max: 9_999_999 }).map((value) => value / 100);

function without(values: Fields): Fields {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

const PARAMETER_VALUES: Record<string, Arb> = {
	text: trimmed(50),
	memo: long,
	currency: amount,
	boolean: fc.boolean(),
	number: amount,
	integer: fc.integer({ min: -1000, max: 1000 }),
	date: day,
	list: trimmed(19),
};

/** A line: either text or a card by one key; with a link now and then. */
function line(given: Fields, { name, quantity, unitPrice, vatRate, priceIncludesVat, discountPercent, code, card }: Fields): Fields {
	const record: Fields = { ...given, ...without({ name, quantity, unitPrice, vatRate, priceIncludesVat, discountPercent }) };
	const stock = record.stock as Fields | undefined;
	if (stock !== undefined) {
		if (![stock.code, stock.ean, stock.plu, stock.externalId, stock.id].some(Boolean)) stock.code = card;
		if (stock.code !== undefined) record.code = stock.code;
	} else if (code !== undefined) {
		record.code = code;
	}
	for (const name of ['link', 'linkedTo']) {
		if (record[name] !== undefined) (record[name] as Fields).agenda ??= 'receivedOrder';
	}
	return record;
}

/** What POHODA needs, and values behind `$` rows: by the field of the list, with the prefix of its elements where several lists have that name. */
const EXTRAS: Record<string, { values: Record<string, Arb>; put: (given: Fields, values: Fields) => Fields }> = {
	parameters: {
		values: { type: fc.constantFrom(...Object.keys(PARAMETER_VALUES)), ...PARAMETER_VALUES },
		put: (given, values) => {
			const kind = String(values.type);
			const record: Fields = { ...given, type: kind, value: values[kind] };
			drop(record, ['refs', 'value']);
			return record;
		},
	},
	items: {
		values: {
			name: trimmed(90),
			quantity: fc.oneof(
				fc.integer({ min: -20, max: 20 }),
				fc.integer({ min: 1, max: 9999 }).map((grams) => grams / 1000),
			),
			unitPrice: price,
			vatRate: rates,
			priceIncludesVat: fc.boolean(),
			discountPercent: maybe(fc.integer({ min: -100, max: 100 }).map((value) => value || 1)),
			code: maybe(trimmed(64)),
			card: trimmed(64),
		},
		put: line,
	},
	advances: {
		values: { unitPrice: price, totalNet: price, totalVat: price, vatRate: fc.constantFrom(0, 12, 21), priceIncludesVat: fc.boolean() },
		// VAT that is the rate's: another one would keep its code.
		put: (given, values) => ({ ...given, ...values, totalVat: Math.round(Number(values.totalNet) * Number(values.vatRate)) / 100 }),
	},
	'pro:payments': {
		values: { amount, form: trimmed(32) },
		put: (given, { amount: paid, form }) => ({
			...((given.form ?? given.type ?? getAt(given, 'refs.form')) ? given : { ...given, form }),
			amount: paid,
		}),
	},
	pictures: { values: { default: fc.boolean(), file: trimmed(60) }, put: (given, values) => ({ ...given, ...values }) },
	shippingAddresses: { values: { name: trimmed(64) }, put: (given, values) => ({ ...given, ...values }) },
	'typ:links': { values: { agenda: fc.constant('receivedOrder'), number: trimmed(32) }, put: (given, values) => ({ ...given, ...values }) },
	linkedTo: { values: { number: trimmed(32), agenda: fc.constant('bank') }, put: (given, values) => ({ ...given, ...values }) },
	'stk:links': { values: { file: trimmed(60) }, put: (given, values) => ({ ...given, ...values }) },
	'stk:categories': { values: { id: anId }, put: (given, values) => ({ ...given, ...values }) },
	'pre:items': {
		values: { card: trimmed(64) },
		put: (given, { card }) => line({ ...given, stock: given.stock ?? { code: card } }, { card }),
	},
};

const DOCUMENT_VALUES: Record<string, Arb> = {
	currency: fc.constantFrom('CZK', 'CZK', 'EUR'),
	rate: maybe(fc.integer({ min: 1, max: 4000 }).map((value) => value / 100)),
	rateAmount: maybe(fc.constantFrom(1, 100)),
	company: trimmed(255),
	date: day,
	text: trimmed(240),
};

function document(given: Fields, { currency, rate, rateAmount, company, date, text }: Fields, foreign: boolean): Fields {
	const record: Fields = { items: [], ...given, date, text, currency: foreign ? currency : 'CZK' };
	if (record.currency !== 'CZK') Object.assign(record, without({ rate, rateAmount }));
	record.partner = { ...(record.partner as Fields | undefined), company };
	const account = record.partnerAccount as Fields | undefined;
	if (account !== undefined) record.partnerAccount = { number: '123', bankCode: '0100', ...account };
	// What is made from another document as a whole is tested apart.
	delete record.cancels;
	delete record.corrects;
	return record;
}

function root(name: AgendaName): (typeof EXTRAS)[string] {
	if (name === 'stockItem') {
		return {
			values: {
				eans: maybe(fc.array(trimmed(20), { minLength: 1, maxLength: 1 })),
				units: maybe(
					fc.array(fc.record({ unit: trimmed(10), coefficient: fc.integer({ min: 1, max: 99 }) }), { minLength: 1, maxLength: 2 }),
				),
				priceGroup: trimmed(19),
				storage: fc.tuple(trimmed(10, 'ABCěš'), trimmed(10, 'abcřž')).map((parts) => parts.join('/')),
				vatRate: fc.constantFrom(0, 12, 21),
				purchaseVatRate: fc.constantFrom(0, 12, 21),
			},
			put: (given, values) => {
				const record = { ...given, ...without(values), warehouse: String(values.storage).split('/')[0] } as Fields;
				const prices = record.prices as Fields | undefined;
				if (prices?.sale === undefined) drop(record, ['prices', 'saleIncludesVat']);
				if (prices?.purchase === undefined) drop(record, ['prices', 'purchaseIncludesVat']);
				drop(record, ['refs', 'storage']);
				drop(record, ['refs', 'priceGroup']);
				return record;
			},
		};
	}
	if (name === 'contact') {
		const words = maybe(fc.array(trimmed(20, 'abcABC ěšč'), { minLength: 1, maxLength: 3 }));
		return {
			values: { company: trimmed(255), groups: words, searchKeys: words },
			put: (given, values) => ({ ...given, ...without(values) }),
		};
	}
	return { values: DOCUMENT_VALUES, put: (given, values) => document(given, values, !['salesReceipt', 'stockTransfer'].includes(name)) };
}

function listOf(row: ListRow): Arb {
	const name = row.field.split('.').pop() ?? '';
	const entry = fieldsOf(row.of, EXTRAS[`${row.of.prefix}:${name}`] ?? EXTRAS[name]);
	const single = row.single;
	const values = single === undefined ? entry : entry.map((one) => one[single]).filter((value) => value !== undefined);
	return fc.array(single === undefined ? entry.filter((one) => Object.keys(one).length > 0) : values, {
		minLength: 1,
		maxLength: Math.min(row.max ?? 2, 2),
	});
}

/** Records of a table: required rows always, others mostly. */
function fieldsOf(table: Table, extra?: (typeof EXTRAS)[string]): fc.Arbitrary<Fields> {
	const rows = table.rows.filter((row) => row.only !== 'read' && !row.field.startsWith('$'));
	const values = rows.map((row) => {
		const value = isList(row) ? listOf(row) : valueOf(row);
		return !isList(row) && row.required !== undefined
			? value
			: fc.option(value, { nil: undefined, freq: row.field === 'items' ? 8 : isList(row) ? 2 : 4 });
	});
	const more = fc.record(extra?.values ?? {}) as fc.Arbitrary<Fields>;
	return fc.tuple(fc.tuple(...values), more).map(([given, added]) => {
		const record: Fields = {};
		rows.forEach((row, index) => {
			if (given[index] !== undefined) setAt(record, row.field.split('.'), given[index]);
		});
		return settled(extra === undefined ? record : extra.put(record, added), table);
	});
}

/** The table of an answer of POHODA: also what it only tells, ids beside codes. */
export function asAnswer(table: Table): Table {
	const rows = table.rows.map((row) => {
		const { only: _only, ...rest } = row;
		if (isList(rest)) return { ...rest, of: asAnswer(rest.of) };
		const { unless: _unless, ...plain } = rest as Row;
		return plain;
	});
	return { ...table, rows };
}

/** Records of an agenda as POHODA tells them. */
export function toldRecordsOf(name: AgendaName): fc.Arbitrary<Fields> {
	const table = asAnswer(AGENDAS[name].table);
	return fieldsOf(table, root(name)).map((record) => ({ recordType: name, key: '', source: 'pohoda', ...record }));
}

/** Records of an agenda as they may be written, with POHODA's own ids (source pohoda). */
export function recordsOf(name: AgendaName): fc.Arbitrary<Fields> {
	return fieldsOf(AGENDAS[name].table, root(name)).map((record) => ({
		recordType: name,
		key: `pohoda/${name}/1`,
		source: 'pohoda',
		...record,
	}));
}
