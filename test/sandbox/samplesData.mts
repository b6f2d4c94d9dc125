/** Goods, people and companies of the sample shop. Goods with a code of the stand-in's stock cards have a card there. */
import type { Customer, ItemKind } from '../../core/records/types';

export interface Product {
	code: string;
	ean?: string;
	name: string;
	kind: ItemKind;
	unit: string;
	/** Haléře including VAT per unit. */
	price: number;
	vatRate: number;
}

export const PRODUCTS: readonly Product[] = [
	{ code: 'KAVA-250', ean: '8594001020304', name: 'Káva mletá 250 g', kind: 'goods', unit: 'ks', price: 12990, vatRate: 12 },
	{ code: 'CAJ-20', ean: '8594001020311', name: 'Čaj černý 20 sáčků', kind: 'goods', unit: 'ks', price: 5450, vatRate: 12 },
	{ code: 'HRNEK-01', ean: '8594001020328', name: 'Hrnek s uchem, modrý', kind: 'goods', unit: 'ks', price: 18900, vatRate: 21 },
	{ code: '00421', ean: '8594001020335', name: 'Žlutá konvička 0,8 l', kind: 'goods', unit: 'ks', price: 44900, vatRate: 21 },
	{ code: 'SYR-KG', name: 'Sýr uzený, váhový', kind: 'goods', unit: 'kg', price: 28990, vatRate: 12 },
	{ code: 'BALENI', name: 'Dárkové balení & stuha', kind: 'service', unit: 'ks', price: 3550, vatRate: 21 },
];

export const CASHIERS: readonly string[] = ['Žofie Příhodová', 'Řehoř Ďásek', 'Anežka Šťastná'];

export const CUSTOMERS: readonly Customer[] = [
	{ company: 'Kavárna U Šťastného koně s.r.o.', companyId: '12345679', vatId: 'CZ12345679', street: 'Žižkova 12', city: 'Jihlava', zip: '58601' },
	{ company: 'Pekařství Růžička & syn', companyId: '87654326', street: 'Náměstí Míru 3', city: 'Telč', zip: '58856' },
	{ name: 'Ondřej Maršík', street: 'Zahradní 8', city: 'Brno', zip: '60200' },
];
