/** The fields that can be compared: how each is read, written and shown. One table. */
import { absMicro, microText, toMicro } from '../money/micro';
import { normalIdentity } from '../records/identities';
import type { StockItem } from '../records/stock';
import { normalText } from './keys';
import { grossPrice } from './prices';
import type { ComparedField, SourceRules } from './settings';

/** Value of a field in its comparable form; undefined: the item says nothing about it. */
export type FieldValue = string | number | boolean | undefined;

export interface FieldTable {
	/** As messages call it. */
	label: string;
	/** Comparable form: texts in NFC without space at the ends, lists as sorted JSON, prices with VAT. */
	read(item: StockItem, rules: Pick<SourceRules, 'unstatedPricesIncludeVat'>): FieldValue;
	/** The target with the value of the giver. */
	write(target: StockItem, giver: StockItem, rules: Pick<SourceRules, 'unstatedPricesIncludeVat'>): StockItem;
	/** Cannot be compared while the units differ. */
	perUnit?: boolean;
	/** The comparable form is a JSON list. */
	list?: boolean;
}

function sortedList(values: readonly string[] | undefined, form: (text: string) => string): FieldValue {
	if (values === undefined) return undefined;
	return JSON.stringify([...new Set(values.map(form))].filter((value) => value !== '').sort());
}

function textOf(value: string | undefined): FieldValue {
	if (value === undefined) return undefined;
	const text = normalText(value);
	return text === '' ? undefined : text;
}

const copy =
	(field: 'active' | 'eans' | 'labels' | 'name' | 'plu' | 'quantity' | 'unit') =>
	(target: StockItem, giver: StockItem): StockItem => ({ ...target, [field]: giver[field] });

export const FIELDS: Readonly<Record<ComparedField, FieldTable>> = {
	active: { label: 'active', read: ({ active }) => active, write: copy('active') },
	category: {
		label: 'category',
		read: ({ categories }) => textOf((categories?.find(({ main }) => main) ?? categories?.[0])?.id),
		write: (target, { categories }) => ({ ...target, categories }),
	},
	eans: { label: 'EANs', list: true, read: ({ eans }) => sortedList(eans, (ean) => normalIdentity('ean', ean)), write: copy('eans') },
	labels: { label: 'labels', list: true, read: ({ labels }) => sortedList(labels, normalText), write: copy('labels') },
	name: { label: 'name', read: ({ name }) => textOf(name), write: copy('name') },
	plu: { label: 'PLU', read: ({ plu }) => textOf(plu), write: copy('plu') },
	price: {
		label: 'price with VAT',
		perUnit: true,
		read: (item, rules) => (item.prices?.sale === undefined ? undefined : grossPrice(item.prices.sale, item, rules)),
		write: (target, giver, rules) => {
			const sale = giver.prices?.sale;
			return {
				...target,
				prices: {
					...target.prices,
					sale: sale === undefined ? undefined : grossPrice(sale, giver, rules),
					saleIncludesVat: true,
				},
			};
		},
	},
	quantity: { label: 'quantity', perUnit: true, read: ({ quantity }) => quantity, write: copy('quantity') },
	unit: { label: 'unit', read: ({ unit }) => textOf(unit), write: copy('unit') },
	vatRate: {
		label: 'VAT rate',
		// No VAT payer (null) and 0 % cannot be told apart in POHODA's lists.
		read: ({ vatRate }) => vatRate ?? (vatRate === null ? 0 : undefined),
		write: (target, { vatRate }) => {
			const written = { ...target, vatRate };
			// It would contradict.
			delete written.vatCode;
			return written;
		},
	},
};

/** Whether two comparable values are equal; numbers within the tolerance. */
export function sameValue(a: FieldValue, b: FieldValue, tolerance = 0): boolean {
	if (a === b) return true;
	if (tolerance === 0 || typeof a !== 'number' || typeof b !== 'number') return false;
	return absMicro(toMicro(a) - toMicro(b)) <= toMicro(tolerance);
}

/** A value as messages show it. */
export function shownValue(field: ComparedField, value: FieldValue): string {
	if (value === undefined) return 'nothing';
	if (typeof value === 'number') return microText(toMicro(value));
	if (typeof value === 'string')
		return FIELDS[field].list ? (JSON.parse(value) as string[]).join(', ') || 'none' : `"${value.slice(0, 60)}"`;
	return value ? 'yes' : 'no';
}
