/** One receipt as one sales receipt (prodejka) of iDoklad, or the reasons why it must wait for a person. */
import type { KnownOriginal, ResultWarning } from '../records/results';
import type { Receipt, ReceiptItem } from '../records/types';
import { documentId } from '../records/keys';
import { BY_DECISION } from '../plan/decisions';
import type { Draft } from '../plan/draft';
import { RETRY, money } from '../plan/messages';
import type { Reason } from '../plan/messages';
import type { Placed, ReceiptInput } from '../plan/target';
import { DOCUMENT_TEXTS, originalNote } from '../plan/texts';
import { header } from './header';
import type { PlacedHeader } from './header';
import { highTotal } from './holds';
import { externalNumber, receiptName } from './identity';
import { linePrice } from './lines';
import { placePayments } from './payments';
import type { ReceiptSettings } from './settings';
import { LIMITS, ZERO_VAT } from './tables';
import type { Books, SalesReceiptItemPost, SalesReceiptRequest } from './types';
import { vatRateTypeOf } from './vat';

/** A document that is ready to be sent; its number comes with the sending. */
export interface RequestDraft<T = SalesReceiptRequest> extends Draft {
	request: T;
}

const BY_HAND = BY_DECISION.enter('iDoklad');

/** A line without VAT that is no goods: rounding of the till. */
export function roundingLine(rounding: number): SalesReceiptItemPost {
	return {
		Name: DOCUMENT_TEXTS.rounding,
		Amount: rounding < 0 ? -1 : 1,
		UnitPrice: Math.abs(rounding),
		PriceType: 0,
		VatRateType: ZERO_VAT,
	};
}

function nameOf(item: ReceiptItem): string {
	return item.name || item.code || item.kind;
}

interface PlacedLine {
	line?: SalesReceiptItemPost;
	warnings: ResultWarning[];
	reasons: Reason[];
}

/** Agendas whose sales have no VAT, by VatRegistrationType; iDoklad would leave it out without a word. */
const NO_VAT: Readonly<Record<number, string>> = {
	0: 'the agenda is no VAT payer',
	2: 'the agenda is of an identified person (identifikovaná osoba), whose sales have no VAT',
};

function vatReason(item: ReceiptItem, receipt: Receipt, books: Books): Reason | undefined {
	if (item.kind === 'multiPurposeVoucher' && item.vatRate) {
		return {
			code: 'voucherVat',
			text: 'a multi-purpose voucher was sold with VAT, and such a sale is no supply (VAT comes when it is used)',
			todo: `Set the voucher to no VAT in the till and send the receipt again from there, or: ${BY_HAND}`,
		};
	}
	const registration = NO_VAT[books.agenda.VatRegistrationType ?? 1];
	if (item.vatRate && registration !== undefined) {
		return {
			code: 'vatRegistration',
			text: `'${nameOf(item)}' has ${item.vatRate} % VAT, and ${registration}`,
			todo: `Check the VAT registration in iDoklad (Nastavení) and in the till, and ${RETRY}`,
		};
	}
	if (vatRateTypeOf(item.vatRate, receipt.date, books.vatRates) !== undefined) return undefined;
	return {
		code: 'vatRate',
		text: `'${nameOf(item)}' has the VAT rate ${item.vatRate} %, which iDoklad's table does not have on that day`,
		todo: `Correct the rate in the till and send the receipt again from there, or: ${BY_HAND}`,
	};
}

function placeLine(item: ReceiptItem, receipt: Receipt, books: Books): PlacedLine {
	const placed: PlacedLine = { warnings: [], reasons: [] };
	const unclear = item.code === undefined ? undefined : books.priceList?.match?.(item.code).conflict;
	const linked = item.code === undefined ? undefined : books.priceList?.get(item.code);
	const price = linePrice(item, linked !== undefined);
	const reason = vatReason(item, receipt, books);
	if (reason) placed.reasons.push(reason);
	if (!price) {
		placed.reasons.push({
			code: 'lineTotal',
			text: `iDoklad would compute another amount than the till's ${money(receipt, item.totalGross)} for '${nameOf(item)}' (${item.quantity} × ${item.unitPrice})`,
			todo: BY_HAND,
		});
	}
	const type = vatRateTypeOf(item.vatRate, receipt.date, books.vatRates);
	if (!price || type === undefined) return placed;
	const onePiece = price.quantity !== item.quantity;
	const text = onePiece ? `${nameOf(item)} (${item.quantity} ${item.unit ?? '×'})` : nameOf(item);
	const place = `item ${item.line}`;
	if (unclear !== undefined) {
		const text = `'${nameOf(item)}' is no line of the price list here, and moves no stock: ${unclear}. Correct the codes in iDoklad, or the code in the till`;
		placed.warnings.push({ code: 'priceList', text, place, problem: true });
	}
	if (price.rewritten) {
		placed.warnings.push({
			code: 'unitPrice',
			text: `'${nameOf(item)}': ${item.quantity} × ${item.unitPrice} was written as ${price.quantity} × ${price.unitPrice}, so that iDoklad computes the till's ${money(receipt, item.totalGross)}`,
			place,
		});
	}
	if (text.length > LIMITS.name)
		placed.warnings.push({ code: 'textCut', text: `The name was cut to ${LIMITS.name} characters`, place });
	placed.line = {
		Name: text.slice(0, LIMITS.name),
		Amount: price.quantity,
		UnitPrice: price.unitPrice,
		PriceType: 0,
		VatRateType: type,
		...(item.unit ? { Unit: item.unit.slice(0, LIMITS.unit) } : {}),
		...(linked === undefined ? {} : { PriceListItemId: linked }),
	};
	return placed;
}

interface PlacedReceipt {
	lines: SalesReceiptItemPost[];
	payments: SalesReceiptRequest['Payments'];
	header: PlacedHeader['values'];
	customer: PlacedHeader['customer'];
	warnings: ResultWarning[];
	reasons: Reason[];
}

/** Everything about the receipt in iDoklad's terms, with every reason that keeps it back. */
function placeParts(receipt: Receipt, settings: ReceiptSettings, books: Books): PlacedReceipt {
	const paid = placePayments(receipt, settings, books.paymentOptions);
	const top = header(receipt, settings, books);
	const placed = receipt.items.map((item) => placeLine(item, receipt, books));
	const lines = placed.flatMap(({ line }) => line ?? []);
	if (settings.rounding === 'ownLine' && receipt.rounding !== 0) lines.push(roundingLine(receipt.rounding));
	return {
		lines,
		payments: paid.payments,
		header: top.values,
		customer: top.customer,
		warnings: [...top.warnings, ...paid.warnings, ...placed.flatMap(({ warnings }) => warnings)],
		reasons: [
			...highTotal(receipt, settings),
			...top.reasons,
			...paid.reasons,
			...placed.flatMap(({ reasons }) => reasons),
			...(receipt.items.length === 0
				? [{ code: 'noItems', text: 'it has no items, and iDoklad wants one at least', todo: BY_HAND }]
				: []),
		],
	};
}

/** The note of a document for people; undefined when there is nothing to say. */
function noteOf(...parts: ReadonlyArray<string | undefined>): string | undefined {
	const lines = parts.filter((part): part is string => part !== undefined && part.trim() !== '');
	return lines.length === 0 ? undefined : lines.join('\n');
}

/** The document of a receipt that has one of its own. */
function draftOf(receipt: Receipt, placed: PlacedReceipt, generation: number, originals?: readonly KnownOriginal[]): RequestDraft {
	const { lines, payments, header: fields, customer, warnings } = placed;
	const note = noteOf(receipt.note, originalNote(receipt, originals), customer.note);
	return {
		documentId: documentId(receipt.key, generation),
		keys: [receipt.key],
		date: receipt.date,
		total: receipt.total,
		request: {
			...fields,
			DateOfIssue: receipt.date,
			ExternalDocumentNumber: externalNumber(receipt, generation),
			IsCumulative: false,
			Items: lines,
			Name: receiptName(receipt, generation),
			...(note === undefined ? {} : { Note: note }),
			...(customer.PartnerId === undefined ? {} : { PartnerId: customer.PartnerId }),
			Payments: payments,
		},
		warnings,
	};
}

/** A company on the receipt needs a document that can name it. */
function needsOwn({ customer }: Receipt): boolean {
	return Boolean(customer?.companyId?.trim() || customer?.vatId?.trim());
}

/** The document of the receipt alone; in Per Day its lines are those of the receipt, because the day has one line of rounding. */
export function placeReceipt({ record: receipt, sync }: ReceiptInput, settings: ReceiptSettings, books: Books): Placed<RequestDraft> {
	const alone = settings.documents === 'perReceipt' || needsOwn(receipt);
	const placed = placeParts(receipt, alone ? settings : { ...settings, rounding: 'byIDoklad' }, books);
	if (placed.reasons.length > 0) return { alone, reasons: placed.reasons };
	return { alone, draft: draftOf(receipt, placed, sync?.generation ?? 1, sync?.originals) };
}
