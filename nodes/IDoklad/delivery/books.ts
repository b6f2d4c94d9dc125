/** What is read once in a run before anything is sent: the agenda and the code lists that the records need. */
import { compareIdentities, normalIdentity } from '../../../core/records/identities';
import { anyOf, where } from '../../../core/idoklad/filter';
import type { Filter } from '../../../core/idoklad/filter';
import { PriceIndex } from '../../../core/idoklad/priceIndex';
import type { ListedPriceItem } from '../../../core/idoklad/products';
import type { Reply } from '../../../core/plan/reply';
import type { Agenda, Books, Currency, PaymentOption, PosEquipment, PriceList, VatRate } from '../../../core/idoklad/types';
import type { IDokladClient, ListQuery } from '../../shared/idoklad/client';

/** Which lists a run needs. */
export interface Wanted {
	/** ISO codes. */
	currencies: readonly string[];
	/** Posting rules name POS equipment by its name. */
	equipment: boolean;
	/** IČO of customers that are to be linked. */
	companyIds: readonly string[];
	/** Lines are to be linked to the price list. */
	priceList: boolean;
}

export interface BooksRead {
	books: Books;
	/** Next DocumentSerialNumber of the series of `year`. */
	number: number;
	year: string;
}

interface ReceiptDefault {
	DocumentSerialNumber?: number | null;
	DateOfIssue?: string;
	IsIncomeTax?: boolean | null;
}

/** Longest filter that fits into an address: so many IČO in one question, each in the ways in which it is written. */
const COMPANY_IDS = 6;

/** A sequence of questions that ends with the first one that is not answered. */
class Reading {
	failure?: Exclude<Reply, { kind: 'ok' }>;

	/** The answer, or `otherwise` once a question was not answered. */
	async take<T>(ask: () => Promise<Reply<T>>, otherwise: T): Promise<T> {
		if (this.failure) return otherwise;
		const reply = await ask();
		if (reply.kind === 'ok') return reply.data;
		this.failure = reply;
		return otherwise;
	}
}

class WrongCompany extends Error {
	readonly hint = 'Choose the credential of the right agenda, or correct the Company ID (IČO) in it. Nothing was sent.';

	constructor(expected: string, agenda: Agenda) {
		super(
			`The login opens the agenda "${agenda.Name ?? ''}" with the IČO ${agenda.Contact?.IdentificationNumber || '(none)'}, and the credential expects ${expected}`,
		);
	}
}

/** GET /Account/CurrentAgenda. @throws WrongCompany when the credential expects another IČO */
export async function readAgenda(client: IDokladClient): Promise<Reply<Agenda>> {
	const reply = await client.get<Agenda>('/Account/CurrentAgenda');
	if (reply.kind !== 'ok') return reply;
	const expected = client.server.ico;
	const is = reply.data.Contact?.IdentificationNumber;
	if (expected !== '' && compareIdentities('companyId', expected, is) !== 'same') {
		throw new WrongCompany(expected, reply.data);
	}
	return reply;
}

/** Rates of the agenda's country. */
export async function readVatRates(client: IDokladClient, agenda: Agenda): Promise<Reply<VatRate[]>> {
	const country = agenda.Contact?.CountryId;
	return await client.list<VatRate>('/VatRates', {
		...(country ? { filter: where('CountryId', 'eq', country) } : {}),
		select: 'Id,CountryId,Rate,RateType,DateValidityFrom,DateValidityTo',
	});
}

export async function readPaymentOptions(client: IDokladClient): Promise<Reply<PaymentOption[]>> {
	return await client.list<PaymentOption>('/PaymentOptions', { select: 'Id,Code,Name,IsRounded' });
}

/** The price list as far as products are compared with it, the oldest item first. */
export async function readPrices(client: IDokladClient): Promise<Reply<ListedPriceItem[]>> {
	return await client.list<ListedPriceItem>('/PriceListItems', { select: 'Id,Code,Name,BarCode,Unit,Price,PriceType,VatRateType' });
}

/** The ways in which people write an IČO; the list is asked for text, and compares no other. */
function writtenAs(companyId: string): string[] {
	const normal = normalIdentity('companyId', companyId);
	const parts = /^(\d{3})(\d{2})(\d{3})$/.exec(normal)?.slice(1);
	if (parts === undefined) return [companyId.trim()];
	return [...new Set([normal, parts.join(' '), normal.replace(/^0+/, ''), `CZ${normal}`, companyId.trim()])];
}

/** Contacts that have the IČO, however it is written, the oldest first. */
export function withCompanyId(companyIds: readonly string[]): Filter {
	return anyOf(...companyIds.flatMap(writtenAs).map((ico) => where('IdentificationNumber', 'eq', ico)));
}

/** IČO in its normal form → Id; of two contacts with one IČO the older. */
async function readContacts(
	client: IDokladClient,
	companyIds: readonly string[],
	reading: Reading,
): Promise<Map<string, number>> {
	const found = new Map<string, number>();
	for (let from = 0; from < companyIds.length; from += COMPANY_IDS) {
		const filter = withCompanyId(companyIds.slice(from, from + COMPANY_IDS));
		const query: ListQuery = { filter, select: 'Id,IdentificationNumber' };
		const rows = await reading.take(
			async () => await client.list<{ Id: number; IdentificationNumber?: string | null }>('/Contacts', query),
			[],
		);
		for (const row of rows) {
			const ico = normalIdentity('companyId', row.IdentificationNumber);
			if (ico !== '' && !found.has(ico)) found.set(ico, row.Id);
		}
	}
	return found;
}

async function readPriceList(client: IDokladClient, reading: Reading): Promise<PriceList> {
	const rows = await reading.take(
		async () => await client.list<{ Id: number; Code?: string | null }>('/PriceListItems', { select: 'Id,Code' }),
		[],
	);
	return new PriceIndex(rows);
}

const NO_NUMBER: Exclude<Reply, { kind: 'ok' }> = {
	kind: 'unclear',
	reason: 'iDoklad gave no next number of the series of sales receipts',
};

/** @throws WrongCompany */
export async function readBooks(client: IDokladClient, wanted: Wanted): Promise<Reply<BooksRead>> {
	const reading = new Reading();
	const agenda = await reading.take<Agenda>(async () => await readAgenda(client), { Id: 0 });
	const vatRates = await reading.take(async () => await readVatRates(client, agenda), []);
	const paymentOptions = await reading.take(async () => await readPaymentOptions(client), []);
	const codes = wanted.currencies.length > 0 ? wanted.currencies : ['CZK'];
	const filter = anyOf(...codes.map((code) => where('Code', 'eq', code)));
	const currencies = await reading.take(
		async () => await client.list<Currency>('/Currencies', { filter, select: 'Id,Code' }),
		[],
	);
	const preset = await reading.take<ReceiptDefault>(async () => await client.get('/SalesReceipts/Default'), {});
	const books: Books = { agenda, vatRates, paymentOptions, currencies, isIncomeTax: preset.IsIncomeTax ?? true };
	if (wanted.equipment) {
		books.posEquipments = await reading.take(
			async () => await client.list<PosEquipment>('/SalesPosEquipments', { select: 'Id,Name,Designation' }),
			[],
		);
	}
	if (wanted.companyIds.length > 0) books.contacts = await readContacts(client, wanted.companyIds, reading);
	if (wanted.priceList) books.priceList = await readPriceList(client, reading);
	if (reading.failure) return reading.failure;
	const number = preset.DocumentSerialNumber;
	if (typeof number !== 'number') return NO_NUMBER;
	return { kind: 'ok', data: { books, number, year: preset.DateOfIssue?.slice(0, 4) ?? '' } };
}
