/** Canonical items → rows of UctenkyPol.txt (with their UctenkyEtal.txt) and UctenkyFin.txt. */
import { ONE, divMicro, toMicro, vatFromGross } from '../money/micro';
import type { Micro } from '../money/micro';
import type { ReceiptItem } from '../records/types';
import { blankRow, decimal, rateText } from './build';
import type { Build } from './build';
import { splitCode } from './settings';
import type { Cell, Row } from './structures';

export type BuiltItem =
	| { file: 'UctenkyPol'; row: Row<'UctenkyPol'>; etalon?: Row<'UctenkyEtal'> }
	| { file: 'UctenkyFin'; row: Row<'UctenkyFin'> };

export type ItemFile = BuiltItem['file'];

/** VstupniCena: the price with VAT was entered, in CZK or in the receipt's currency [P, public SQL for Helios Orange]. */
const ENTERED = { home: '1', foreign: '5' };
/** Default of the same column in a public description of a Helios table [P]. */
const DISCOUNT_MASK = '4681';

/** Price with and without VAT, each before and after discount. */
type Prices = Record<'net' | 'gross', { before: Micro; after: Micro }>;

function unitPrices({ unitPrice, vatRate, quantity, totalGross, discount }: ReceiptItem): Prices {
	const before = toMicro(unitPrice);
	const count = toMicro(quantity);
	const after = !discount || count === 0n ? before : divMicro(toMicro(totalGross), count);
	const net = (gross: Micro) => (vatRate === null ? gross : divMicro(gross * 100n, 100n * ONE + toMicro(vatRate)));
	return { gross: { before, after }, net: { before: net(before), after: net(after) } };
}

function totals({ totalGross, totalNet, totalVat, discount, vatRate }: ReceiptItem): Prices {
	const after = toMicro(totalGross);
	const before = after + toMicro(discount ?? 0);
	const computed = totalVat === undefined ? vatFromGross(after, vatRate).net : after - toMicro(totalVat);
	const net = totalNet === undefined ? computed : toMicro(totalNet);
	return { gross: { before, after }, net: { before: discount ? vatFromGross(before, vatRate).net : net, after: net } };
}

/**
 * The price columns: JC of one unit, CC of the line; without tax, with excise duty (SD, which canonical items do not have) and with VAT; in CZK and in the
 * receipt's currency; before and after discount (PoS). UctenkyEtal repeats those before discount.
 */
const PRICES = (['JC', 'CC'] as const).flatMap((unit) =>
	([['bezDani', 'net'], ['sSD', 'net'], ['sDPH', 'gross']] as const).flatMap(([tax, part]) =>
		(['before', 'after'] as const).map((moment) => {
			const suffix = moment === 'after' ? 'PoS' : '';
			// The one column that is spelled with KC.
			const home = `${unit}${tax}${unit === 'JC' && tax === 'bezDani' && suffix === '' ? 'KC' : 'Kc'}${suffix}`;
			return { unit, part, moment, home, value: `${unit}${tax}Val${suffix}` };
		}),
	),
);

function putPrices(build: Build, item: ReceiptItem, row: Record<string, Cell>, etalon: Record<string, Cell> | undefined): void {
	const prices = { JC: unitPrices(item), CC: totals(item) };
	for (const { unit, part, moment, home, value } of PRICES) {
		const price = prices[unit][part][moment];
		const amount = unit === 'CC' ? build.signed(price) : price;
		row[home] = decimal(build.home(amount, unit === 'CC' ? 'total' : 'price'));
		row[value] = build.foreign || build.settings.homeValues === 'zero' ? decimal(build.value(amount)) : row[home];
		if (etalon && moment === 'before') [etalon[home], etalon[value]] = [row[home], row[value]];
	}
}

function goodsRow(build: Build, item: ReceiptItem, code: string | undefined): BuiltItem {
	const { settings } = build;
	const row = blankRow('UctenkyPol');
	const { group, number } = splitCode(code ?? '', settings.goodsGroup);
	const etalon = settings.etalons ? { ...blankRow('UctenkyEtal'), VstupniCena: ENTERED.home } : undefined;
	putPrices(build, item, row, etalon);
	Object.assign(row, {
		...(number === '' ? {} : { ZboSkupZbo: group, ZboRegCis: number, ZboSklad: build.optional(item.warehouse) ?? (settings.warehouse || null) }),
		SkupZbo: number === '' ? '' : group,
		RegCis: number,
		TypPoklProdPol: String(settings.itemTypes.find(({ kind }) => kind === item.kind)?.code ?? 0),
		PoradiPolozky: String(item.line),
		Nazev1: build.text(item.name),
		BarCode: build.optional(item.ean),
		Mnozstvi: decimal(build.signed(toMicro(item.quantity))),
		MJ: build.optional(item.unit),
		SazbaDPH: rateText(item.vatRate),
		VstupniCena: build.foreign ? ENTERED.foreign : ENTERED.home,
		NastaveniSlev: DISCOUNT_MASK,
		SlevaCastka: decimal(build.signed(toMicro(item.discount ?? 0))),
		EtalonJC: row.JCsDPHKc,
		EtalonVstupniCena: ENTERED.home,
	});
	build.note(row, item.note, `item ${item.line}`);
	return { file: 'UctenkyPol', row, ...(etalon ? { etalon } : {}) };
}

function financialRow(build: Build, item: ReceiptItem): BuiltItem {
	const row = blankRow('UctenkyFin');
	const { gross, net } = totals(item);
	const home = { gross: build.home(gross.after), net: build.home(net.after) };
	const value = { gross: build.value(gross.after), net: build.value(net.after) };
	for (const [suffix, amount] of [['', home], ['Val', value]] as const) {
		row[`ZakladDPH${suffix}`] = decimal(build.signed(amount.net));
		row[`CastkaDPH${suffix}`] = decimal(build.signed(amount.gross - amount.net));
		row[`CelkemDPH${suffix}`] = decimal(build.signed(amount.gross));
	}
	Object.assign(row, {
		PoradiPolozky: String(item.line),
		Nazev: build.text(item.name),
		Mnozstvi: decimal(build.signed(toMicro(item.quantity))),
		SazbaDPH: rateText(item.vatRate),
	});
	build.note(row, item.note, `item ${item.line}`);
	return { file: 'UctenkyFin', row };
}

/** @param file where it stood in the files that it was read from */
export function itemRow(build: Build, item: ReceiptItem, file: ItemFile | undefined): BuiltItem {
	const { financialKinds, goodsWithoutCode, substituteGoods } = build.settings;
	const code = item.code?.trim() ? build.text(item.code.trim()) : undefined;
	if (file !== undefined) return file === 'UctenkyPol' ? goodsRow(build, item, code) : financialRow(build, item);
	if (financialKinds.includes(item.kind)) return financialRow(build, item);
	if (code !== undefined) return goodsRow(build, item, code);
	if (goodsWithoutCode === 'financialItem') return financialRow(build, item);
	if (goodsWithoutCode === 'substitute' && substituteGoods !== '') {
		build.warn('substituteGoods', `Item ${item.line} "${item.name}" has no code and got the substitute card ${substituteGoods}.`, 'ZboRegCis');
		return goodsRow(build, item, substituteGoods);
	}
	build.reasons.push(`Item ${item.line} "${item.name}" has no code of a goods card. Give it one in the till, or change Goods Without Code in the Helios node.`);
	return goodsRow(build, item, undefined);
}
