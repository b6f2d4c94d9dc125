/**
 * The entrance: whatever a sender gives becomes a complete canonical record that adds up, or sentences that say why
 * not. Readers of files and the intake use it, so nothing behind it has to check again.
 */
import { itemTotal, totalReasons } from './amounts';
import { checkIdentity, keyOfRefused } from './identity';
import { addExtra, isObject, newReading, numberWarnings, reasonsOf, shown } from './reading';
import { receiptReasons, receiptWarnings } from './receiptRules';
import type { ResultWarning } from './results';
import { readObject } from './table';
import {
	CASH_MOVEMENT,
	RECEIPT,
	type CashMovement,
	type GivenCashMovement,
	type GivenItem,
	type GivenReceipt,
	type Receipt,
	type ReceiptItem,
	type TillRecord,
} from './types';
import { checkVat } from './vat';

export type CheckedRecord =
	| { ok: true; record: TillRecord; warnings: ResultWarning[] }
	| { ok: false; key?: string; reasons: string[] };

interface Completed {
	record?: TillRecord;
	warnings: ResultWarning[];
	reasons: string[];
}

/** Line numbers as given when all are there and none comes twice; else 1, 2, 3 ... */
function lineNumbers(items: readonly GivenItem[], warnings: ResultWarning[]): number[] {
	const given = items.flatMap(({ line }) => (line === undefined ? [] : [line]));
	if (given.length === items.length && new Set(given).size === items.length) return given;
	if (given.length > 0) {
		const text = 'Line numbers are missing or come twice; the lines were numbered 1, 2, 3 ... in their order.';
		warnings.push({ code: 'linesRenumbered', text, place: 'items' });
	}
	return items.map((_, index) => index + 1);
}

/** Prices are positive and the quantity carries the sign: a till's 1 × −30 is −1 × 30, and −1 × −30 is 1 × 30. */
function withPositivePrice(item: GivenItem): GivenItem {
	if (item.unitPrice >= 0) return item;
	return Object.assign(item, { quantity: 0 - item.quantity, unitPrice: -item.unitPrice });
}

function completeItems(given: readonly GivenItem[], warnings: ResultWarning[], reasons: string[]): ReceiptItem[] {
	const lines = lineNumbers(given, warnings);
	const nameless: number[] = [];
	const items = given.map((one, index): ReceiptItem => {
		const item = withPositivePrice(one);
		const line = lines[index];
		const { totalGross, reasons: remarks } = itemTotal(item, index);
		reasons.push(...remarks);
		const named = item.name !== undefined && item.name.trim() !== '';
		if (!named) nameless.push(line);
		const name = (named ? item.name : undefined) ?? item.code ?? item.ean ?? `Item ${line}`;
		return Object.assign(item, { line, kind: item.kind ?? ('goods' as const), name, totalGross });
	});
	if (nameless.length > 0) {
		const text = `Items without a name got their code or number as name: line ${nameless.slice(0, 10).join(', ')}.`;
		warnings.push({ code: 'nameMissing', text, place: 'items' });
	}
	return items;
}

function completeReceipt(given: GivenReceipt, rateByTarget: boolean): Completed {
	const { identity, warnings, reasons } = checkIdentity(given, false);
	const items = completeItems(given.items, warnings, reasons);
	if (!identity || reasons.length > 0) return { warnings, reasons };
	const record: Receipt = Object.assign(given, identity, {
		items,
		currency: given.currency ?? 'CZK',
		type: given.type ?? (given.total < 0 ? 'return' : 'sale'),
		rounding: given.rounding ?? 0,
	});
	warnings.push(...receiptWarnings(record));
	reasons.push(...receiptReasons(record, rateByTarget));
	if (record.currency === 'CZK') {
		delete record.rate;
		delete record.rateAmount;
	} else if (record.rate !== undefined) {
		record.rateAmount ??= 1;
	}
	const vat = checkVat(items, record.vatSummary);
	warnings.push(...vat.warnings);
	reasons.push(...totalReasons(record), ...vat.reasons);
	return { record, warnings, reasons };
}

function completeCashMovement(given: GivenCashMovement): Completed {
	const { identity, warnings, reasons } = checkIdentity(given, true);
	if (!identity) return { warnings, reasons };
	const record: CashMovement = Object.assign(given, identity, { currency: given.currency ?? 'CZK' });
	return { record, warnings, reasons };
}

function checkObject(input: Record<string, unknown>, rateByTarget: boolean): CheckedRecord {
	const recordType = input.recordType ?? 'receipt';
	const cash = recordType === 'cashMovement';
	if (!cash && recordType !== 'receipt') {
		const reason = `recordType is ${shown(recordType)}; allowed are receipt and cashMovement.`;
		return { ok: false, key: keyOfRefused(input, false), reasons: [reason] };
	}
	const reading = newReading();
	// `sync` is the state of a transfer, not of the record.
	const fields = { ...input, recordType, sync: undefined };
	const value = readObject(fields, cash ? CASH_MOVEMENT : RECEIPT, reading);
	if (reading.homeless.length > 0) {
		value.extra = addExtra(isObject(value.extra) ? value.extra : {}, reading.homeless, reading);
	}
	const refuse = (reasons: string[]): CheckedRecord => ({ ok: false, key: keyOfRefused(value, cash), reasons });
	if (reading.reasons.length > 0) return refuse(reasonsOf(reading));
	// The types follow from the tables, and no field is left that they do not let through.
	const { record, warnings, reasons } = cash
		? completeCashMovement(value as unknown as GivenCashMovement)
		: completeReceipt(value as unknown as GivenReceipt, rateByTarget);
	if (reasons.length > 0 || !record) return refuse(reasons);
	return { ok: true, record, warnings: [...numberWarnings(reading), ...warnings] };
}

/**
 * Checks and completes a record. Never throws; the input is not changed.
 *
 * Filled in when absent: recordType `receipt`, currency CZK, rounding 0, type by the sign of the total, line numbers,
 * kind `goods`, totalGross of an item, name of an item (its code), rateAmount 1, date from issuedAt (Europe/Prague),
 * key. null and empty texts count as absent. Unknown fields move to `extra`; `sync` is left out. A record that was
 * accepted is accepted again without a change. A negative unit price is turned round with its quantity; what binary
 * floats leave behind the ninth decimal is dropped.
 *
 * A void has zero amounts (a receipt that was cancelled itself) or amounts that mirror the receipt in `original`.
 *
 * Warnings: numberAsText, dateDiffers, issuedAtUnclear, keyComputed, linesRenumbered, nameMissing, roundingLarge,
 * negativeSale, positiveVoid, rateIgnored, unusualVatRate, vatDifference.
 *
 * @param rateByTarget the target knows its home currency, which need not be CZK: it holds what has no rate
 */
export function checkRecord(input: unknown, { rateByTarget = false }: { rateByTarget?: boolean } = {}): CheckedRecord {
	try {
		if (isObject(input)) return checkObject(input, rateByTarget);
		return { ok: false, reasons: [`A record is a JSON object with named fields; this one is ${shown(input)}.`] };
	} catch {
		return { ok: false, reasons: ['The record cannot be read as data. Send plain JSON.'] };
	}
}
