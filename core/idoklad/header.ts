/** Head of a sales receipt: currency, POS equipment, partner, tags. */
import type { ResultWarning } from '../records/results';
import type { Customer, Receipt } from '../records/types';
import { normalIdentity } from '../records/identities';
import { RETRY } from '../plan/messages';
import type { Reason } from '../plan/messages';
import { resolvePosting, sameText } from '../rules/rules';
import type { ReceiptSettings } from './settings';
import { EET_ELSEWHERE } from './tables';
import type { Books, PosEquipment, SalesReceiptRequest } from './types';

/** Values that a rule can give for the head: `cashRegister` names the POS equipment, `centre` tags by Id. */
const RULED = ['cashRegister', 'centre'] as const;

type HeaderFields = Pick<
	SalesReceiptRequest,
	'CurrencyId' | 'ElectronicRecordsOfSales' | 'IsIncomeTax' | 'ExchangeRate' | 'ExchangeRateAmount' | 'SalesPosEquipmentId' | 'Tags'
>;

export interface PlacedHeader {
	values: HeaderFields;
	/** Contact in iDoklad, or the customer as a line of the note. */
	customer: { PartnerId?: number; note?: string };
	warnings: ResultWarning[];
	reasons: Reason[];
}

const ID = /^\d{1,10}$/;

/** Whether a rule names POS equipment by its name, so that the list of equipment has to be read. */
export function namesEquipment(rules: ReceiptSettings['rules']): boolean {
	return rules.some(({ values }) => values.cashRegister !== undefined && !ID.test(values.cashRegister));
}

function equipmentId(named: string, known: readonly PosEquipment[] | undefined): number | undefined {
	if (ID.test(named)) return Number(named);
	return known?.find(({ Name, Designation }) => sameText(Name ?? '', named) || sameText(Designation ?? '', named))?.Id;
}

/** `Odběratel: Firma s.r.o., IČO 12345678, DIČ CZ12345678, Nová 1, 602 00 Brno` */
function customerText(customer: Customer | undefined): string | undefined {
	if (customer === undefined) return undefined;
	const { company, name, companyId, vatId, street, zip, city } = customer;
	const parts = [
		company ?? name,
		companyId && `IČO ${companyId}`,
		vatId && `DIČ ${vatId}`,
		street,
		[zip, city].filter(Boolean).join(' '),
	].filter(Boolean);
	return parts.length === 0 ? undefined : `Odběratel: ${parts.join(', ')}`;
}

function currencyOf(receipt: Receipt, books: Books): { values: Partial<HeaderFields>; reasons: Reason[] } {
	const currency = books.currencies.find(({ Code }) => sameText(Code ?? '', receipt.currency));
	if (currency === undefined) {
		const text = `it is in ${receipt.currency}, which iDoklad's list of currencies does not have`;
		return { values: {}, reasons: [{ code: 'currency', text, todo: `Check the currency in the till and ${RETRY}` }] };
	}
	if (currency.Id === books.agenda.DefaultCurrencyId) return { values: { CurrencyId: currency.Id }, reasons: [] };
	if (receipt.rate === undefined) {
		const text = `it is in ${receipt.currency} and has no exchange rate`;
		return {
			values: {},
			reasons: [{ code: 'exchangeRate', text, todo: 'Enter the rate in the till and send the receipt again from there.' }],
		};
	}
	return {
		values: { CurrencyId: currency.Id, ExchangeRate: receipt.rate, ExchangeRateAmount: receipt.rateAmount ?? 1 },
		reasons: [],
	};
}

/** Fields of the head that do not depend on whether the document holds one receipt or a day. */
export function header(receipt: Receipt, settings: ReceiptSettings, books: Books): PlacedHeader {
	const { register, payments, total: amount, customer } = receipt;
	const ruled = resolvePosting(settings.rules, { register, payments, amount, currency: receipt.currency }, RULED);
	const { values: money, reasons } = currencyOf(receipt, books);
	const warnings: ResultWarning[] = [];
	const values: HeaderFields = { CurrencyId: 0, ElectronicRecordsOfSales: EET_ELSEWHERE, IsIncomeTax: books.isIncomeTax, ...money };
	if (ruled.cashRegister !== undefined) {
		values.SalesPosEquipmentId = equipmentId(ruled.cashRegister, books.posEquipments);
		if (values.SalesPosEquipmentId === undefined) {
			const text = `Posting Rules put register '${register}' on the POS equipment '${ruled.cashRegister}', which iDoklad does not have`;
			reasons.push({
				code: 'posEquipment',
				text,
				todo: `Create it in iDoklad (Nastavení → Pokladna → Prodejní terminály), or correct Posting Rules, and ${RETRY}`,
			});
		}
	}
	const ruledTags = (ruled.centre ?? '').split(/[,;\s]+/).filter((tag) => tag !== '');
	if (ruledTags.some((tag) => !ID.test(tag))) {
		const text = `Posting Rules give the tag '${ruled.centre}', and tags are given by their Id`;
		reasons.push({ code: 'tag', text, todo: `Choose the tag from the list in Posting Rules of the iDoklad node and ${RETRY}` });
	}
	const tags = [...new Set([...settings.tags, ...ruledTags.map(Number)])];
	if (tags.length > 0) values.Tags = tags;
	const partner = customer?.companyId === undefined ? undefined : books.contacts?.get(normalIdentity('companyId', customer.companyId));
	if (partner !== undefined) return { values, customer: { PartnerId: partner }, warnings, reasons };
	if (settings.customers === 'link' && customer?.companyId) {
		const text = `No contact in iDoklad has the IČO ${customer.companyId}; the customer stands in the note`;
		warnings.push({ code: 'contact', text, place: 'customer' });
	}
	return { values, customer: { note: customerText(customer) }, warnings, reasons };
}
