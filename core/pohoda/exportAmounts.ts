/** A document of an export while it is read: its numbers, its rounding. */
import { absMicro, ONE, type Micro } from '../money/micro';
import type { ResultWarning } from '../records/results';
import { localName, type XmlNode } from '../xml/node';
import type { Reading } from './reading';
import { documentRounding } from './values';
import type { VatPeriod } from './vatRates';

/** A document while it is read. */
export interface RecordContext {
	reading: Reading;
	/** Day of the document: what a VAT code means depends on it. */
	date: string;
	vatRates?: readonly VatPeriod[];
	/** Collects why the document cannot be read. */
	reasons: string[];
	/** Collects what was read in another way than a person may think. */
	warnings: ResultWarning[];
}

/** A number at a path, 0 with a reason where it is none. */
export function amount(context: RecordContext, node: XmlNode | undefined, ...path: string[]): Micro | undefined {
	const value = context.reading.number(node, ...path);
	if (typeof value !== 'string') return value;
	context.reasons.push(`${localName(path[path.length - 1])} cannot be read: ${value}.`);
	return 0n;
}

/** Two statements of which one was taken; the other one stays in `extra`. */
export function contradiction(context: RecordContext, text: string, place: string): void {
	context.warnings.push({ code: 'contradiction', text: `${text} It stands in extra as it is.`, place });
}

/**
 * Rounding of the document: stated by an export (priceRound), else by roundingDocument; payments decide where they show
 * that nothing was rounded, or that something was though the file has no roundingDocument.
 */
export function readRounding(
	context: RecordContext,
	summary: XmlNode | undefined,
	items: Micro,
	paid: Micro | undefined,
): Micro {
	const { reading, reasons } = context;
	const stated = amount(context, summary, 'pro:homeCurrency', 'typ:round', 'typ:priceRound');
	const mode = reading.peek(summary, 'pro:roundingDocument');
	if (mode === undefined) {
		if (stated !== undefined) return stated;
		const whole = paid !== undefined && paid % ONE === 0n && absMicro(paid - items) <= ONE / 2n;
		return whole ? paid - items : 0n;
	}
	const rounding = documentRounding(items, mode);
	if (rounding === undefined) reasons.push(`roundingDocument is "${mode}", which is not known.`);
	// A stated rounding counts; a mode that says another one is kept.
	if (stated === undefined || stated === rounding) reading.text(summary, 'pro:roundingDocument');
	if (stated !== undefined) return stated;
	return paid === items ? 0n : (rounding ?? 0n);
}
