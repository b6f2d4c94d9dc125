/** What all builders of rows share: the receipt, its direction, its currency, texts, remarks. */
import { HALER, divMicro, microText, mulMicro, roundMicro, toMicro } from '../money/micro';
import type { Micro } from '../money/micro';
import type { ResultWarning } from '../records/results';
import type { Receipt } from '../records/types';
import { LONGEST_NOTE, joinNote, splitNote } from './notes';
import type { NoteColumn } from './notes';
import { HOME } from './settings';
import type { RowSettings } from './settings';
import { attributesOf } from './structures';
import type { Cell, HeliosFile, Row } from './structures';
import { blankCell } from './values';

const BLANKS = new Map<HeliosFile, Record<string, Cell>>();

/** A row in which nothing is said. */
export function blankRow<F extends HeliosFile>(file: F): Row<F> {
	const blank = BLANKS.get(file) ?? Object.fromEntries(attributesOf(file).map((attribute) => [attribute.name, blankCell(attribute)]));
	BLANKS.set(file, blank);
	return { ...blank } as Row<F>;
}

/** NUMERIC(19,6). */
export function decimal(micro: Micro): string {
	return microText(micro, 6);
}

/** NUMERIC(5,2), or NULL for a shop that is no VAT payer. */
export function rateText(vatRate: number | null): Cell {
	return vatRate === null ? null : microText(toMicro(vatRate), 2);
}

export class Build {
	readonly reasons: string[] = [];
	readonly warnings: ResultWarning[] = [];
	/** Returns and voids run against the direction of their kind of document. */
	readonly reverse: boolean;
	readonly foreign: boolean;
	/** CZK for `rateAmount` units of the receipt's currency. */
	readonly rate: Micro;
	readonly rateAmount: Micro;

	constructor(
		readonly receipt: Receipt,
		readonly settings: RowSettings,
	) {
		this.reverse = receipt.type !== 'sale';
		this.foreign = receipt.currency !== HOME;
		this.rate = toMicro(this.foreign ? (receipt.rate ?? 1) : 1);
		this.rateAmount = toMicro(this.foreign ? (receipt.rateAmount ?? 1) : 1);
	}

	warn(code: string, text: string, place?: string): void {
		this.warnings.push({ code, text, ...(place === undefined ? {} : { place }) });
	}

	/** An amount as the files sign it. */
	signed(micro: Micro): Micro {
		return this.reverse && this.settings.signs === 'positive' ? -micro : micro;
	}

	/** An amount of the receipt's currency in CZK: totals to 0.01, prices to six decimals. */
	home(micro: Micro, kind: 'total' | 'price' = 'total'): Micro {
		if (!this.foreign) return micro;
		const converted = divMicro(mulMicro(micro, this.rate), this.rateAmount);
		return kind === 'total' ? roundMicro(converted, HALER) : converted;
	}

	/** What stands in a ...Val column. */
	value(micro: Micro): Micro {
		return this.foreign || this.settings.homeValues === 'repeat' ? micro : 0n;
	}

	/** A text on one line; undefined is empty. */
	text(given: string | undefined): string {
		const { lineBreaks } = this.settings;
		const text = this.quotes(given ?? '');
		return lineBreaks === 'space' && /\p{Cc}/u.test(text) ? text.replace(/\r\n|\p{Cc}/gu, ' ') : text;
	}

	/** Text that may have several lines. */
	quotes(text: string): string {
		return this.settings.quotes === 'apostrophe' ? text.replaceAll('"', "'") : text;
	}

	/** As `text`, NULL when there is none. */
	optional(given: string | undefined): Cell {
		return this.text(given) || null;
	}

	/** Fills the five columns of a note; `of` names its owner. */
	note(row: Record<NoteColumn, Cell>, note: string | undefined, of: string): void {
		const text = note === undefined ? undefined : this.quotes(note).normalize('NFC');
		Object.assign(row, splitNote(text));
		if (text && joinNote(row).note !== text) {
			this.warn('noteCut', `The note of ${of} has ${text.length} characters; the first ${LONGEST_NOTE} travel.`, 'Poznamka1');
		}
	}

	/** The number of a receipt as PoradoveCislo; undefined when it is no whole number. */
	number(number: string): string | undefined {
		const found = this.settings.numberPattern.exec(number)?.[1] ?? '';
		const value = /^\d{1,10}$/.test(found) ? Number(found) : Number.NaN;
		return value <= 2_147_483_647 ? String(value) : undefined;
	}

	/** Řada účtenek of a register; undefined when none is known. */
	series(register: string): string | undefined {
		const { series, defaultSeries } = this.settings;
		if (Object.hasOwn(series, register)) return series[register];
		if ([...register].length <= 3) return register;
		return defaultSeries === '' ? undefined : defaultSeries;
	}
}
