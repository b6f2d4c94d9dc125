/** Lines of a receipt as items of a document. */
import { ENTERED_BY_HAND } from '../../plan/decisions';
import type { ResultWarning } from '../../records/results';
import type { Receipt, ReceiptItem } from '../../records/types';
import type { PostingValues } from '../../rules/values';
import type { DraftItem } from './draft';
import { priceLine } from './lines';
import { RETRY, money } from '../../plan/messages';
import type { PlanInput, Reason } from '../../plan/messages';
import { ITEM_VALUES, resolvePosting } from '../../rules/rules';
import type { ReceiptSettings } from './settings';
import { vatOf } from './vat';

/** Kinds that lie on a shelf. A service has a stock card in POHODA only where the list of cards says so. */
const STOCKED: ReadonlySet<ReceiptItem['kind']> = new Set(['goods', 'packaging']);

interface PlacedItems {
	items: DraftItem[];
	warnings: ResultWarning[];
	reasons: Reason[];
}

type StockChoice = { stock?: DraftItem['stock']; reason?: Reason; warning?: ResultWarning };

function lineName(item: ReceiptItem): string {
	return item.name || item.code || item.kind;
}

function knownCard(item: ReceiptItem, cards: ReadonlySet<string> | undefined): boolean {
	const names = [item.code, item.ean].filter((name): name is string => name !== undefined && name !== '');
	return cards === undefined ? names.length > 0 : names.some((name) => cards.has(name));
}

/** Old enough, and tried before: short stock must not keep the receipt out of the books for ever. */
function goesWithoutStock({ record, sync }: PlanInput, { shortStockTextAfterDays, today }: ReceiptSettings): boolean {
	if (shortStockTextAfterDays === undefined || today === undefined) return false;
	if (sync?.previous === undefined || sync.previous === 'new') return false;
	return (Date.parse(today) - Date.parse(record.date)) / 86_400_000 >= shortStockTextAfterDays;
}

function chooseStock(item: ReceiptItem, input: PlanInput, settings: ReceiptSettings): StockChoice {
	const service = item.kind === 'service' && settings.stockCodes !== undefined && knownCard(item, settings.stockCodes);
	if (settings.stockMover === 'other' || (!STOCKED.has(item.kind) && !service)) return {};
	const store = item.warehouse ? { store: item.warehouse } : {};
	const name = `'${lineName(item)}'${item.code ? ` (${item.code})` : ''}`;
	if (goesWithoutStock(input, settings)) {
		const text = `${name} went without stock card, ${settings.shortStockTextAfterDays} days or more after the sale`;
		return { warning: { code: 'stockAsText', text, place: `item ${item.line}` } };
	}
	if (knownCard(item, settings.stockCodes)) {
		return { stock: { ...store, ...(item.code ? { code: item.code } : {}), ...(item.ean ? { ean: item.ean } : {}) } };
	}
	if (settings.unknownStockCard === 'textItem') return {};
	if (settings.unknownStockCard === 'substitute' && settings.substituteCode) {
		const text = `${name} has no stock card; the substitute ${settings.substituteCode} was taken`;
		return { stock: { ...store, code: settings.substituteCode }, warning: { code: 'substituteCard', text, place: `item ${item.line}` } };
	}
	const todo = `Create the stock card in POHODA, or choose another Unknown Stock Card setting in the POHODA node, and ${RETRY}`;
	return { reason: { code: 'stockCard', text: `${name} has no stock card in POHODA`, todo } };
}

function vatReason(item: ReceiptItem, receipt: Receipt): Reason {
	return {
		code: 'vatRate',
		text: `'${lineName(item)}' has the VAT rate ${item.vatRate} %, which does not apply to a ${receipt.type} of that day`,
		todo: `Correct the rate in the till and send the receipt again from there, or enter it in POHODA by hand and choose ${ENTERED_BY_HAND} in the Problems form.`,
	};
}

const VOUCHER: Reason = {
	code: 'voucherVat',
	text: 'a multi-purpose voucher was sold with VAT, and such a sale is no supply (VAT comes when it is used)',
	todo: `Set the voucher to no VAT in the till and send the receipt again from there, or enter it in POHODA by hand and choose ${ENTERED_BY_HAND} in the Problems form.`,
};

/**
 * Items with exact prices, VAT codes, posting and stock cards. What cannot be placed becomes a reason to hold.
 *
 * @param refundOf extId of the original's item for a line of a return, where it is known
 */
export function placeItems(
	input: PlanInput & { record: Receipt },
	settings: ReceiptSettings,
	refundOf: (item: ReceiptItem) => string | undefined,
): PlacedItems {
	const { record: receipt } = input;
	const placed: PlacedItems = { items: [], warnings: [], reasons: [] };
	for (const item of receipt.items) {
		const { stock, reason, warning } = chooseStock(item, input, settings);
		const vat = vatOf(item.vatRate, receipt.date, receipt.type !== 'sale');
		const price = priceLine(item, stock === undefined);
		if (reason) placed.reasons.push(reason);
		if (warning) placed.warnings.push(warning);
		if (!vat) placed.reasons.push(vatReason(item, receipt));
		if (item.kind === 'multiPurposeVoucher' && item.vatRate) placed.reasons.push(VOUCHER);
		if (!price) {
			placed.reasons.push({
				code: 'lineTotal',
				text: `POHODA would compute another amount than the till's ${money(receipt, item.totalGross)} for '${lineName(item)}' (${item.quantity} × ${item.unitPrice})`,
				todo: `Enter the receipt in POHODA by hand and choose ${ENTERED_BY_HAND} in the Problems form.`,
			});
		}
		if (!price || !vat) continue;
		if (price.by === 'total' || price.by === 'onePiece') {
			const text = `'${lineName(item)}': ${item.quantity} × ${item.unitPrice} was written as ${price.quantity} × ${price.unitPrice}, so that POHODA computes the till's ${money(receipt, item.totalGross)}`;
			placed.warnings.push({ code: 'unitPrice', text, place: `item ${item.line}` });
		}
		placed.items.push(draftItem(item, price, vat, stock, postingOf(item, receipt, settings), refundOf(item)));
	}
	return placed;
}

function postingOf(item: ReceiptItem, receipt: Receipt, settings: ReceiptSettings): PostingValues {
	const { register, payments, total: amount, currency } = receipt;
	const facts = { register, payments, amount, currency, itemKind: item.kind, vatRate: item.vatRate };
	return resolvePosting(settings.rules, facts, ITEM_VALUES);
}

function draftItem(
	item: ReceiptItem,
	price: { quantity: number; unitPrice: number; discountPercentage?: number },
	vat: DraftItem['vat'],
	stock: DraftItem['stock'],
	posting: PostingValues,
	refundOf: string | undefined,
): DraftItem {
	return {
		text: lineName(item),
		quantity: price.quantity,
		...(item.unit ? { unit: item.unit } : {}),
		unitPrice: price.unitPrice,
		...(price.discountPercentage === undefined ? {} : { discountPercentage: price.discountPercentage }),
		vat,
		totalGross: item.totalGross,
		...(item.code ? { code: item.code } : {}),
		...(stock ? { stock } : {}),
		...(item.note ? { note: item.note } : {}),
		posting,
		...(refundOf ? { refundOf } : {}),
	};
}
