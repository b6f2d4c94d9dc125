/** A shop's days: receipts as a till sends them, the same ones on every call. Goods are those of the stand-in's stock. */

export interface TillItem {
	kind: 'goods' | 'service';
	code?: string;
	name: string;
	quantity: number;
	unit: string;
	unitPrice: number;
	vatRate: number;
	totalGross: number;
}

export interface TillReceipt {
	source: string;
	register: string;
	number: string;
	type: 'sale' | 'return';
	issuedAt: string;
	date: string;
	items: TillItem[];
	payments: Array<{ method: string; label?: string; amount: number }>;
	rounding: number;
	total: number;
	customer?: { company?: string; companyId?: string; vatId?: string };
	original?: { register: string; number: string; date: string };
}

/** Prices in haléře including VAT. */
const GOODS = [
	{ code: 'KAVA-250', name: 'Káva mletá 250 g', unit: 'ks', price: 12_990, vatRate: 12 },
	{ code: 'CAJ-20', name: 'Čaj černý 20 sáčků', unit: 'ks', price: 5_450, vatRate: 12 },
	{ code: 'HRNEK-01', name: 'Hrnek s uchem, modrý', unit: 'ks', price: 18_900, vatRate: 21 },
	{ code: '00421', name: 'Žlutá konvička 0,8 l', unit: 'ks', price: 64_900, vatRate: 21 },
	{ name: 'Balné', unit: 'ks', price: 990, vatRate: 21 },
] as const;

/** Local calendar day, `ago` days before today; Prague's date is the till's date. */
export function day(ago = 0): string {
	const moment = new Date(Date.now() - ago * 86_400_000);
	return new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Prague', dateStyle: 'short' }).format(moment);
}

/** One receipt; every 20th is a return of the receipt before it. Cash is rounded to whole crowns, cards are not. */
export function receipt(register: string, number: number, date: string): TillReceipt {
	const returns = number % 20 === 0;
	const seed = returns ? number - 1 : number;
	const sign = returns ? -1 : 1;
	const lines = Array.from({ length: 1 + (seed % 3) }, (_, index) => {
		const goods = GOODS[(seed * 7 + index * 3) % GOODS.length]!;
		const quantity = 1 + ((seed + index) % 2);
		return { goods, quantity: sign * quantity, gross: sign * quantity * goods.price };
	});
	const sum = lines.reduce((total, line) => total + line.gross, 0);
	const method = (['cash', 'card', 'cash', 'card', 'mealVoucher'] as const)[seed % 5]!;
	const total = method === 'cash' ? sign * Math.round(Math.abs(sum) / 100) * 100 : sum;
	const minute = String(number % 60).padStart(2, '0');
	return {
		source: 'ekasa',
		register,
		number: String(number),
		type: returns ? 'return' : 'sale',
		issuedAt: `${date}T${String(8 + (Math.floor(number / 60) % 11)).padStart(2, '0')}:${minute}:00${offset(date)}`,
		date,
		items: lines.map(({ goods, quantity, gross }) => ({
			kind: 'goods' as const,
			...('code' in goods ? { code: goods.code } : {}),
			name: goods.name,
			quantity,
			unit: goods.unit,
			unitPrice: goods.price / 100,
			vatRate: goods.vatRate,
			totalGross: gross / 100,
		})),
		payments: [{ method, ...(method === 'mealVoucher' ? { label: 'Stravenky' } : {}), amount: total / 100 }],
		rounding: (total - sum) / 100,
		total: total / 100,
		...(returns ? { original: { register, number: String(number - 1), date } } : {}),
	};
}

/** Receipts `from` to `from + count - 1` of a register on a day. */
export function receipts(register: string, date: string, from: number, count: number): TillReceipt[] {
	return Array.from({ length: count }, (_, index) => receipt(register, from + index, date));
}

/** Key of a receipt in the journal, for numbers and registers of plain characters. */
export function keyOf({ source, register, number, date }: Pick<TillReceipt, 'source' | 'register' | 'number' | 'date'>): string {
	return [source, register, number, date].map(encodeURIComponent).join('/');
}

/** Total of receipts in haléře. */
export function hellers(list: readonly TillReceipt[]): number {
	return list.reduce((total, { total: amount }) => total + Math.round(amount * 100), 0);
}

function offset(date: string): string {
	const name = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Prague', timeZoneName: 'longOffset' })
		.formatToParts(new Date(`${date}T12:00:00Z`))
		.find(({ type }) => type === 'timeZoneName')!.value;
	return name.replace('GMT', '');
}
