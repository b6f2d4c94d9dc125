/** What WooCommerce's REST API v3 gives, value by value: nothing in it is believed to be what it should. */
import { HALER, roundMicro, toMicro, type Micro } from '../money/micro';
import { isObject, shown } from '../records/reading';

export type Given = Record<string, unknown>;

/** Reads fields of one record and notes, as sentences, what cannot be taken. */
export class Reader {
	readonly reasons: string[] = [];

	refuse(reason: string): undefined {
		if (!this.reasons.includes(reason)) this.reasons.push(reason);
		return undefined;
	}

	/** Text as it is; '' where there is none. */
	text(value: unknown, place: string): string {
		if (value === undefined || value === null) return '';
		if (typeof value === 'string') return value;
		if (typeof value === 'number' && Number.isFinite(value)) return String(value);
		this.refuse(`${place} is ${shown(value)}, and a text is needed.`);
		return '';
	}

	object(value: unknown, place: string): Given {
		if (isObject(value)) return value;
		if (value !== undefined && value !== null && value !== '') this.refuse(`${place} is ${shown(value)}, and an object is needed.`);
		return {};
	}

	/** Entries that are objects; [] where there is none. */
	list(value: unknown, place: string): Given[] {
		if (value === undefined || value === null) return [];
		if (Array.isArray(value) && value.every(isObject)) return value;
		this.refuse(`${place} is ${Array.isArray(value) ? 'a list with something else than objects' : shown(value)}.`);
		return [];
	}

	/** Exact number; 0 with a reason where there is none. */
	number(value: unknown, place: string): Micro {
		try {
			if (typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')) return toMicro(value);
		} catch {
			// Told below.
		}
		this.refuse(`${place} is ${value === undefined ? 'missing' : shown(value)}, and a number is needed.`);
		return 0n;
	}

	/** An amount as the shop shows it: haléře. */
	amount(value: unknown, place: string): Micro {
		return roundMicro(this.number(value, place), HALER);
	}
}

/** Text or number as text; '' for everything else, where nothing is to be refused. */
export const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** Value of the first entry of `meta_data` with this key, if any. */
export function metaOf({ meta_data: list }: Given, key: string): unknown {
	return Array.isArray(list) ? (list.find((one) => isObject(one) && one.key === key) as Given | undefined)?.value : undefined;
}

/** The same as text; '' for what has none, as for lists that some plug-in keeps there. */
export function metaText(record: Given, key: string): string {
	const value = key === '' ? undefined : metaOf(record, key);
	return textOf(value).trim();
}
