/** Rows of UctenkyPol.txt and UctenkyFin.txt → canonical items. */
import { AMOUNT_LIMIT, HALER, ONE, absMicro, divMicro, fromMicro, lineGross, microText, vatFromGross } from '../money/micro';
import type { Micro } from '../money/micro';
import type { ResultWarning } from '../records/results';
import type { ReceiptItem, ReceiptType } from '../records/types';
import { joinNote } from './notes';
import type { NoteColumn } from './notes';
import { HOME, joinCode } from './settings';
import type { ReadSettings } from './readSettings';
import type { Cell, Row } from './structures';

/** The rows of one receipt in normal form. */
export interface TypedReceipt {
	header: Row<'Uctenky'>;
	items: GoodsRows[];
	financial: Array<Row<'UctenkyFin'>>;
	payments: Array<Row<'UctenkyUhr'>>;
}

export interface GoodsRows {
	row: Row<'UctenkyPol'>;
	etalons: Array<Row<'UctenkyEtal'>>;
	/** The code that a substitute card or pack stands for. */
	replaced?: string;
}

/** The row that an item was read from. */
type ItemSource = ({ file: 'UctenkyPol' } & GoodsRows) | { file: 'UctenkyFin'; row: Row<'UctenkyFin'> };


/** What the readers of one receipt share. */
export class Reading {
	readonly warnings: ResultWarning[] = [];
	readonly reasons: string[] = [];
	readonly reverse: boolean;
	readonly foreign: boolean;
	readonly currency: string;

	constructor(
		readonly settings: ReadSettings,
		readonly type: ReceiptType,
		readonly header: Row<'Uctenky'>,
	) {
		this.reverse = type !== 'sale' && settings.signs === 'positive';
		this.currency = header.Mena?.trim().toUpperCase() || HOME;
		this.foreign = this.currency !== HOME;
	}

	warn(code: string, text: string, place: string): void {
		this.warnings.push({ code, text, place });
	}

	/** A NUMERIC(19,6) in normal form, which may be too large to be an exact amount. */
	micro(cell: Cell, name: string): Micro {
		const micro = BigInt((cell ?? '0').replace('.', ''));
		if (absMicro(micro) < AMOUNT_LIMIT) return micro;
		this.reasons.push(`${name}: ${cell} is too large for an amount.`);
		return 0n;
	}

	/** The JSON number of an amount. */
	number(micro: Micro, name: string): number {
		if (absMicro(micro) < AMOUNT_LIMIT) return fromMicro(micro);
		this.reasons.push(`${name}: ${microText(micro)} is too large for an amount.`);
		return 0;
	}

	/** As the till moves: negative on a return. */
	signed(cell: Cell, name: string): Micro {
		const micro = this.micro(cell, name);
		return this.reverse ? -micro : micro;
	}

	/** A price or total in the receipt's currency: `JCsDPH` + `PoS` → JCsDPHValPoS or JCsDPHKcPoS. */
	price(row: Row<'UctenkyPol'>, name: 'JCsDPH' | 'CCsDPH' | 'CCsSD', suffix: '' | 'PoS'): Cell {
		return row[this.foreign ? (`${name}Val${suffix}` as const) : (`${name}Kc${suffix}` as const)];
	}

	note(row: Record<NoteColumn, Cell>, of: string): string | undefined {
		const { note, lost } = joinNote(row);
		if (lost) this.warn('noteLost', `One of the five columns of the note of ${of} is NULL, so the whole note is.`, 'Poznamka1');
		return note;
	}
}

/** What the price of an item is made of; all in the receipt's currency. */
interface Priced {
	quantity: Micro;
	/** After discount. */
	total: Micro;
	/** Before discount. */
	before: Micro;
	/** Per unit: before discount, after discount. */
	prices: readonly Micro[];
}

/** Quantity and price that give the total, and the discount where the price before it is higher. */
function priced(reading: Reading, name: string, { quantity, total, before, prices }: Priced): Pick<ReceiptItem, 'quantity' | 'unitPrice' | 'discount'> {
	const number = (micro: Micro) => reading.number(micro, name);
	if (quantity === 0n && total !== 0n) return { quantity: total < 0n ? -1 : 1, unitPrice: number(absMicro(total)) };
	const near = (count: Micro, price: Micro, discount: Micro) => absMicro(count * price - (total + discount) * ONE) <= HALER * ONE;
	for (const [index, given] of prices.entries()) {
		const [count, price] = given < 0n ? [-quantity, -given] : [quantity, given];
		const stated = before - total;
		for (const discount of index === 0 ? [stated, 0n, lineGross(count, price, 0n) - total] : [0n]) {
			const fits = discount === 0n || discount < 0n === count < 0n;
			if (!fits || !near(count, price, discount)) continue;
			return { quantity: number(count), unitPrice: number(price), ...(discount === 0n ? {} : { discount: number(discount) }) };
		}
	}
	const price = quantity === 0n ? 0n : divMicro(total, quantity);
	return { quantity: number(price < 0n ? -quantity : quantity), unitPrice: number(absMicro(price)) };
}

/** VAT that the file states, unless it is finer than 0.01 (then it is rounded with the sum). */
function statedNet(reading: Reading, net: Micro, total: Micro, rate: number | null): Partial<ReceiptItem> {
	if (reading.header.KoeficientDPH === '1' || net % HALER !== 0n || total % HALER !== 0n) return {};
	// A file without net prices states nothing.
	if (net === 0n && total !== 0n && vatFromGross(total, rate).net !== 0n) return {};
	return { totalNet: fromMicro(net), totalVat: fromMicro(total - net) };
}

function goodsItem(reading: Reading, { row, replaced }: GoodsRows): ReceiptItem {
	const { settings } = reading;
	const name = `Item ${row.PoradiPolozky} "${row.Nazev1}"`;
	const quantity = reading.signed(row.Mnozstvi, `${name}, Mnozstvi`);
	const total = reading.signed(reading.price(row, 'CCsDPH', 'PoS'), `${name}, CCsDPH after discount`);
	const before = reading.signed(reading.price(row, 'CCsDPH', ''), `${name}, CCsDPH`);
	const prices = (['', 'PoS'] as const).map((suffix) => reading.micro(reading.price(row, 'JCsDPH', suffix), `${name}, JCsDPH`));
	const net = reading.signed(reading.price(row, 'CCsSD', 'PoS'), `${name}, CCsSD after discount`);
	const vatRate = row.SazbaDPH === null ? null : Number(row.SazbaDPH);
	const [group, number] = row.ZboRegCis !== null
		? [row.ZboSkupZbo, row.ZboRegCis]
		: row.BalRegCis !== null
			? [row.BalSkupZbo, row.BalRegCis]
			: [row.SkupZbo, row.RegCis];
	const kind = settings.itemTypes.find(({ code }) => String(code) === row.TypPoklProdPol)?.kind;
	if (kind === undefined) {
		reading.warn('itemType', `${name} has TypPoklProdPol ${row.TypPoklProdPol}, which Item Types does not list; it was taken as "other".`, 'TypPoklProdPol');
	}
	return {
		line: Number(row.PoradiPolozky),
		kind: kind ?? 'other',
		code: number ? joinCode(group ?? '', number, settings.goodsGroup) : undefined,
		ean: row.BarCode || undefined,
		name: row.Nazev1 ?? '',
		...priced(reading, name, { quantity, total, before, prices }),
		unit: row.MJ || undefined,
		vatRate,
		totalGross: fromMicro(total),
		...statedNet(reading, net, total, vatRate),
		warehouse: row.ZboSklad || undefined,
		note: reading.note(row, name),
		...(replaced === undefined ? {} : { extra: { substitutedCode: replaced } }),
	};
}

function financialItem(reading: Reading, row: Row<'UctenkyFin'>): ReceiptItem {
	const name = `Item ${row.PoradiPolozky} "${row.Nazev}"`;
	const { foreign } = reading;
	const quantity = reading.signed(row.Mnozstvi, `${name}, Mnozstvi`);
	const total = reading.signed(foreign ? row.CelkemDPHVal : row.CelkemDPH, `${name}, CelkemDPH`);
	const net = reading.signed(foreign ? row.ZakladDPHVal : row.ZakladDPH, `${name}, ZakladDPH`);
	const vatRate = row.SazbaDPH === null ? null : Number(row.SazbaDPH);
	return {
		line: Number(row.PoradiPolozky),
		kind: reading.settings.financialKind,
		name: row.Nazev ?? '',
		...priced(reading, name, { quantity, total, before: total, prices: [] }),
		vatRate,
		totalGross: fromMicro(total),
		...statedNet(reading, net, total, vatRate),
		note: reading.note(row, name),
	};
}

/** Rows of a pack whose amount stands elsewhere. */
function setAside(items: readonly GoodsRows[], packAmounts: ReadSettings['packAmounts']): ReadonlySet<GoodsRows> {
	const packs = new Set(items.flatMap(({ row }) => row.IDTypPolBalicek ?? []));
	if (packAmounts === 'packs') return new Set(items.filter(({ row }) => row.IDTypPolBalicek !== null));
	if (packAmounts === 'parts') return new Set(items.filter(({ row }) => packs.has(row.IDOriginal ?? '')));
	return new Set();
}

export interface ReadItems {
	items: ReceiptItem[];
	/** The row of each item. */
	sources: ItemSource[];
	/** Rows that are kept and are no items. */
	aside: GoodsRows[];
}

/** Items in the order of PoradiPolozky, goods and financial items together. */
export function readItems(reading: Reading, receipt: TypedReceipt): ReadItems {
	const aside = setAside(receipt.items, reading.settings.packAmounts);
	const sources: ItemSource[] = [
		...receipt.items.filter((item) => !aside.has(item)).map((item) => ({ file: 'UctenkyPol' as const, ...item })),
		...receipt.financial.map((row) => ({ file: 'UctenkyFin' as const, row })),
	];
	sources.sort((a, b) => Number(a.row.PoradiPolozky) - Number(b.row.PoradiPolozky));
	const items = sources.map((source) => (source.file === 'UctenkyPol' ? goodsItem(reading, source) : financialItem(reading, source.row)));
	return { items, sources, aside: [...aside] };
}
