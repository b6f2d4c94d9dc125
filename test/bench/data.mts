/** The receipts that every measurement reads or writes: the same ones each time, three items each, with Czech letters and markup. */
import type { DocumentDraft, DraftItem } from '../../core/pohoda/receipts/draft';

export const PACK = { packId: 'ekasa/P1', ico: '12345678', note: 'bench' };

const GOODS: ReadonlyArray<[name: string, price: number, code: string]> = [
	['Káva espresso', 45, '0001'],
	['Čokoláda & oříšky 100 g', 39.9, '0002'],
	['Rohlík', 3.5, '0003'],
	['Žitný chléb „Šumava“ < 1 kg', 54.9, '0004'],
	['Minerální voda 0,5 l', 22, '0005'],
	['Svíčková na smetaně', 189, '0006'],
	['Hrnek', 199.9, 'HR-1'],
];

function item(index: number): DraftItem {
	const [text, unitPrice, code] = GOODS[index % GOODS.length];
	const quantity = 1 + (index % 3);
	const totalGross = Math.round(quantity * unitPrice * 100) / 100;
	const stock = index % 7 === 6 ? { store: 'HLAVNI', code } : undefined;
	return {
		text,
		quantity,
		unit: 'ks',
		unitPrice,
		vat: { rate: index % 2 ? 'low' : 'high' },
		totalGross,
		code,
		stock,
		posting: {},
	};
}

/** The receipt with this number. */
export function receipt(number: number): DocumentDraft {
	const items = [item(number), item(number + 3), item(number + 5)];
	const haler = items.reduce((total, { totalGross }) => total + Math.round(totalGross * 100), 0);
	const total = Math.round(haler / 100);
	const date = `2026-${String(1 + (number % 12)).padStart(2, '0')}-${String(1 + (number % 28)).padStart(2, '0')}`;
	const documentId = `ekasa/P1/${number}/${date}`;
	return {
		documentId,
		packId: PACK.packId,
		target: 'salesReceipt',
		type: 'sale',
		keys: [documentId],
		date,
		text: `Účtenka P1/${number}`,
		posting: { cashRegister: 'P1', accounting: '1Pp', centre: 'BRNO', numberSeries: '26PR' },
		items,
		payments: [{ form: { ids: number % 3 ? 'Hotově' : 'Platební kartou' }, amount: total }],
		rounding: 'math2one',
		total,
		roundingAmount: (total * 100 - haler) / 100,
		note: number % 5 ? undefined : 'Děkujeme za nákup, přijďte zas',
		warnings: [],
	};
}

export function* receipts(count: number): Generator<DocumentDraft> {
	for (let number = 1; number <= count; number++) yield receipt(number);
}
