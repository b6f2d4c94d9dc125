/** Sales receipts (prodejky): from a body to the row that is kept. */
import { badRequest } from '../errors.mts';
import { ENUMS } from '../rules/enums.mts';
import type { State } from '../state.mts';
import type { Entity } from '../types.mts';
import { afterChange, chosen, dayOf, mayChange, moveStock, myAddress, partnerAddress, patchedAddress, tagRows } from './common.mts';
import { sequenceFor, takeNumber } from './numbers.mts';
import { computeLine, exchangeOf, fromHalers, halersOf, inHome, linePrices, needReferences, NO_AMOUNTS, plus, pricesOf, roundingLine, roundingOf, type Amounts, type Exchange, type Line } from './prices.mts';

const ROUNDING_NAME = 'Zaokrouhlení';

type Body = Record<string, any>;

interface Computed {
	exchange: Exchange;
	items: Entity[];
	total: Amounts;
}

const shownLine = (Id: number, item: Body, line: Line, exchange: Exchange, ItemType: number): Entity => ({
	Id,
	Amount: item['Amount'],
	CashVoucherItemId: null,
	ItemType,
	Name: item['Name'] ?? null,
	PriceListItemId: item['PriceListItemId'] ?? null,
	Prices: linePrices(line, exchange),
	PriceType: item['PriceType'],
	Unit: item['Unit'] ?? '',
	VatRate: line.rate,
	VatRateType: item['VatRateType'],
});

/**
 * Lines, the rounding line of the agenda, totals.
 *
 * @param idOf gives a line its Id
 * @param roundingName of the rounding line
 */
export function computeReceipt(state: State, body: Body, items: readonly Body[], optionIds: readonly number[], idOf: (item: Body) => number, roundingName = ROUNDING_NAME): Computed {
	const date = body['DateOfIssue'] as string;
	const exchange = exchangeOf(state, body['CurrencyId'] as number, date, body['ExchangeRate'] as number, body['ExchangeRateAmount'] as number);
	const lines = items.map((item) => ({ item, line: computeLine(state, date, { amount: item['Amount'], unitPrice: item['UnitPrice'], priceType: item['PriceType'], vatRateType: item['VatRateType'] }) }));
	let total = lines.reduce((sum, { line }) => plus(sum, line), NO_AMOUNTS);
	const shown = lines.map(({ item, line }) => shownLine(idOf(item), item, line, exchange, ENUMS.SalesReceiptItemType.ItemTypeNormal));
	const rounding = roundingOf(state, total.gross, body['CurrencyId'] as number, optionIds);
	if (rounding !== 0) {
		const line = roundingLine(rounding);
		total = plus(total, line);
		const item = { Amount: 1, Name: roundingName, PriceType: ENUMS.PriceType.WithVat, VatRateType: ENUMS.VatRateType.Zero };
		shown.push(shownLine(idOf({}), item, line, exchange, ENUMS.SalesReceiptItemType.ItemTypeRound));
	}
	return { exchange, items: shown, total };
}

/** Payments have to add up to the total; a single one without an amount is the total. */
function payments(state: State, given: readonly Body[], total: Amounts, exchange: Exchange): Entity[] {
	const amounts = given.map((payment) => (typeof payment['PaymentAmount'] === 'number' ? halersOf(payment['PaymentAmount']) : undefined));
	if (amounts.length === 1) amounts[0] ??= total.gross;
	const paid = amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);
	if (amounts.includes(undefined) || paid !== total.gross) {
		const text = `The payments add up to ${fromHalers(paid)}, the document to ${fromHalers(total.gross)}.`;
		if (state.settings.paymentMismatch === 'refuse') throw badRequest(text);
		state.remark(text);
	}
	return given.map((payment, index) => ({
		Id: (payment['Id'] as number | undefined) || state.nextId(),
		PaymentOptionId: payment['PaymentOptionId'],
		Prices: { PaymentAmount: fromHalers(amounts[index] ?? 0), PaymentAmountHc: fromHalers(inHome(amounts[index] ?? 0, exchange)) },
		TransactionCode: payment['PaymentTransactionCode'] ?? '',
		Metadata: state.metadata(),
	}));
}

function checkReferences(state: State, body: Body): void {
	needReferences(state, [
		['Contacts', 'PartnerId', body['PartnerId']],
		['SalesPosEquipments', 'SalesPosEquipmentId', body['SalesPosEquipmentId']],
		...((body['Tags'] ?? []) as number[]).map((id) => ['Tags', 'Tags', id] as ['Tags', string, number]),
		...((body['Payments'] ?? []) as Body[]).map((payment) => ['PaymentOptions', 'PaymentOptionId', payment['PaymentOptionId']] as ['PaymentOptions', string, unknown]),
		...((body['Items'] ?? []) as Body[]).map((item) => ['PriceListItems', 'PriceListItemId', item['PriceListItemId']] as ['PriceListItems', string, unknown]),
	]);
	if (body['EKasa']) state.remark('EKasa is for the Slovak legislation only.');
}

/** Nothing here looks whether the same receipt is there already. Throws Refusal. */
export function createReceipt(state: State, body: Body): Entity {
	checkReferences(state, body);
	const date = dayOf(body['DateOfIssue'] as string);
	const equipment = state.find('SalesPosEquipments', body['SalesPosEquipmentId']);
	const optionIds = (body['Payments'] as Body[]).map((payment) => payment['PaymentOptionId'] as number);
	const { exchange, items, total } = computeReceipt(state, { ...body, DateOfIssue: date }, body['Items'] as Body[], optionIds, () => state.nextId());
	const paid = payments(state, body['Payments'] as Body[], total, exchange);
	const sequence = sequenceFor(state, ENUMS.DocumentType.SalesReceipt, equipment);
	const DocumentNumber = takeNumber(state, sequence, date, body['DocumentSerialNumber'] as number);
	const isEet = body['ElectronicRecordsOfSales']?.IsEet === true;
	const row = state.insert('SalesReceipts', {
		AccountantSentStatus: 0,
		CurrencyId: body['CurrencyId'],
		DateOfIssue: date,
		DocumentNumber,
		DocumentSerialNumber: body['DocumentSerialNumber'],
		EetResponsibility: body['ElectronicRecordsOfSales']?.EetResponsibility ?? 0,
		EetStatus: 0,
		ExchangeRate: exchange.rate,
		ExchangeRateAmount: exchange.per,
		Exported: 0,
		ExternalDocumentNumber: body['ExternalDocumentNumber'],
		Imported: 0,
		IsAccounted: false,
		IsCumulative: body['IsCumulative'],
		IsEet: isEet,
		IsIncomeTax: body['IsIncomeTax'],
		Items: items,
		MyAddress: myAddress(state),
		Name: body['Name'],
		Note: body['Note'] ?? '',
		PartnerAddress: partnerAddress(state, body['PartnerId']),
		PartnerId: body['PartnerId'] ?? null,
		Payments: paid,
		Prices: pricesOf(total, exchange),
		PurchaserSentStatus: 0,
		RegisteredSale: null,
		SalesPosEquipmentId: body['SalesPosEquipmentId'] ?? null,
		Tags: tagRows(body['Tags'] as number[]),
		VatRegime: state.settings.agenda.vatRegistration === ENUMS.VatRegistrationType.VatPayer ? 1 : 0,
		_sequence: sequence.Id,
		_designation: equipment?.['Designation'] ?? '',
	});
	moveStock(state, row, date);
	state.happened('SalesReceipt', 'Insert', row.Id);
	return row;
}

/** Lines as bodies: those of the PATCH over the stored ones with the same Id. A stored line that is not named goes. */
function patchedItems(row: Entity, patch: Body): Body[] {
	const stored = (row['Items'] as Entity[]).filter(({ ItemType }) => ItemType === 0).map((item) => ({ ...item, UnitPrice: item['Prices'].UnitPrice }) as Body);
	if (!patch['Items']) return stored;
	return (patch['Items'] as Body[]).map((item) => {
		if (!item['Id']) {
			const missing = ['Amount', 'UnitPrice', 'PriceType', 'VatRateType'].filter((name) => item[name] === undefined);
			if (missing.length > 0) throw badRequest(`A new line needs ${missing.join(', ')}.`);
			return item;
		}
		const known = stored.find(({ Id }) => Id === item['Id']);
		if (!known) throw badRequest(`Items: the document has no line with Id ${String(item['Id'])}.`);
		return { ...known, ...item };
	});
}

/** Throws Refusal. */
export function patchReceipt(state: State, patch: Body): Entity {
	const row = state.need('SalesReceipts', patch['Id']);
	mayChange(state, row);
	for (const name of ['DocumentSerialNumber', 'IsCumulative']) if (name in patch) state.remark(`PATCH /SalesReceipts: ${name} cannot be changed and is ignored.`);
	checkReferences(state, patch);
	if (chosen(patch, 'CurrencyId', row['CurrencyId']) !== row['CurrencyId'] && chosen(patch, 'SalesPosEquipmentId', row['SalesPosEquipmentId']) !== null) {
		throw badRequest('The currency cannot be changed while a POS equipment is set.', 'SalesPosEquipmentDependency');
	}
	const body: Body = { ...row, ...patch, DateOfIssue: dayOf(chosen(patch, 'DateOfIssue', row['DateOfIssue'] as string)) };
	if (patch['CurrencyId'] !== undefined && patch['ExchangeRate'] === undefined) body['ExchangeRate'] = undefined;
	const kept = (row['Payments'] as Entity[]).map(({ Id, PaymentOptionId, TransactionCode, Prices }) => ({ Id, PaymentOptionId, PaymentTransactionCode: TransactionCode, PaymentAmount: Prices.PaymentAmount }) as Body);
	const given = (patch['Payments'] as Body[] | undefined)?.map((payment) => ({ ...kept.find(({ Id }) => Id === payment['Id']), ...payment }));
	// The only payment follows the total unless the PATCH says what it is.
	const paying: Body[] = given ?? (kept.length === 1 ? [{ ...kept[0], PaymentAmount: undefined }] : kept);
	const optionIds = paying.map((payment) => payment['PaymentOptionId'] as number);
	const { exchange, items, total } = computeReceipt(state, body, patchedItems(row, patch), optionIds, (item) => (item['Id'] as number | undefined) || state.nextId());
	const changed = state.replace('SalesReceipts', afterChange({
		...row,
		...Object.fromEntries(['CurrencyId', 'DateOfIssue', 'ExternalDocumentNumber', 'IsIncomeTax', 'Name', 'Note', 'PartnerId', 'SalesPosEquipmentId'].map((name) => [name, body[name]])),
		ExchangeRate: exchange.rate,
		ExchangeRateAmount: exchange.per,
		Items: items,
		Payments: payments(state, paying, total, exchange),
		Prices: pricesOf(total, exchange),
		PartnerAddress: patchedAddress(patch['PartnerId'] === undefined ? row['PartnerAddress'] : partnerAddress(state, patch['PartnerId']), patch['PartnerAddress'] as Body | undefined),
		Tags: patch['Tags'] ? tagRows(patch['Tags'] as number[]) : row['Tags'],
		_designation: state.find('SalesPosEquipments', body['SalesPosEquipmentId'])?.['Designation'] ?? '',
	}));
	moveStock(state, changed, changed['DateOfIssue'] as string);
	state.happened('SalesReceipt', 'Update', changed.Id);
	return changed;
}
