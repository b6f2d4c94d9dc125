// Books, answers and a service of iDoklad for tests: plays what the facts say, in memory.
import type { Books, ListedDocument, SalesReceiptRequest } from '../../core/idoklad/types';
import { DEFAULT_RECEIPT_SETTINGS } from '../../core/idoklad/settings';
import { computedGross } from '../../core/pohoda/receipts/lines';
import { ONE, fromMicro, roundMicro, toMicro } from '../../core/money/micro';
import type { BatchEntry } from '../../core/idoklad/reply';
import type { Reply } from '../../core/plan/reply';
import type { RecountAnswer, RecountRequest } from '../../core/idoklad/recount';
import type { ReceiptApi } from '../../nodes/IDoklad/delivery/receipts';
import type { RunSettings } from '../../nodes/IDoklad/delivery/runBook';

/** Czech rates as GET /VatRates lists them; 15 % and 10 % ended with 2023. */
export const CZECH_RATES = [
	{ Id: 1, CountryId: 2, Rate: 21, RateType: 1 as const, DateValidityFrom: '2013-01-01', DateValidityTo: '9999-12-31' },
	{ Id: 2, CountryId: 2, Rate: 15, RateType: 0 as const, DateValidityFrom: '2013-01-01', DateValidityTo: '2023-12-31' },
	{ Id: 3, CountryId: 2, Rate: 12, RateType: 0 as const, DateValidityFrom: '2024-01-01', DateValidityTo: '1753-01-01' },
	{ Id: 4, CountryId: 2, Rate: 10, RateType: 3 as const, DateValidityFrom: '2015-01-01', DateValidityTo: '2023-12-31' },
	{ Id: 5, CountryId: 2, Rate: 0, RateType: 2 as const, DateValidityFrom: '1993-01-01', DateValidityTo: '9999-12-31' },
];

export function makeBooks(overrides: Partial<Books> = {}): Books {
	return {
		agenda: { Id: 7, Name: 'Pekárna', Contact: { CountryId: 2, IdentificationNumber: '12345678' }, DefaultCurrencyId: 1, RoundingDifference: 2, VatRegistrationType: 1 },
		vatRates: CZECH_RATES,
		paymentOptions: [
			{ Id: 1, Code: 'B', Name: 'Bankovní převod', IsRounded: false },
			{ Id: 2, Code: 'K', Name: 'Kartou', IsRounded: false },
			{ Id: 3, Code: 'H', Name: 'Hotově', IsRounded: true },
			{ Id: 8, Code: 'S', Name: 'Stravenky', IsRounded: false },
			{ Id: 12, Code: 'P', Name: 'Poukaz', IsRounded: false },
		],
		currencies: [
			{ Id: 1, Code: 'CZK' },
			{ Id: 2, Code: 'EUR' },
		],
		isIncomeTax: true,
		...overrides,
	};
}

export const RUN_SETTINGS: RunSettings = { ...DEFAULT_RECEIPT_SETTINGS, preview: false, removeDoublets: true, linkPriceList: false };

/** POST /SalesReceipts. */
type SalesReceiptPost = SalesReceiptRequest & { DocumentSerialNumber: number };

interface Stored extends ListedDocument {
	PartnerId: number | null;
	Payments: object[];
	serial: number;
	post: SalesReceiptPost;
}

/** What may go wrong with one call of the batch. */
export interface Fault {
	/** Accept that many of the batch (default all), then no answer. */
	loseAnswer?: number | 'all';
	/** Reply instead of doing anything. */
	reply?: Reply<never>;
	/** Entries that are refused, by position. */
	refuse?: number[];
	/** Runs before the entry at a position is stored: another run writes in between. */
	between?: Record<number, () => void>;
}

/** A service in memory; several runs can share it. Numbers are unique, names are not: duplicates are accepted. */
export class PlayedIDoklad {
	readonly stored: Stored[] = [];

	readonly deleted: number[] = [];

	/** Every call as `METHOD what`. */
	readonly log: string[] = [];

	/** By number of the batch call, from 1. */
	readonly faults = new Map<number, Fault>();

	/** Reply to the list of that number, from 1. */
	readonly listFaults = new Map<number, Reply<never>>();

	batches = 0;

	private lists = 0;

	private nextId = 1000;

	pageSize = 200;

	constructor(
		readonly books: Books = makeBooks(),
		private readonly firstNumber = 1,
	) {}

	nextNumber(): number {
		return Math.max(this.firstNumber - 1, ...this.stored.map(({ serial }) => serial)) + 1;
	}

	rounds(optionIds: readonly number[]): boolean {
		const { RoundingDifference } = this.books.agenda;
		if (RoundingDifference !== 2) return RoundingDifference === 1;
		return optionIds.every((id) => this.books.paymentOptions.find((one) => one.Id === id)?.IsRounded === true);
	}

	private total(items: ReadonlyArray<{ Amount: number; UnitPrice: number }>, optionIds: readonly number[]): number {
		const sum = items.reduce((total, item) => total + computedGross(toMicro(item.Amount), toMicro(item.UnitPrice)), 0n);
		return fromMicro(this.rounds(optionIds) ? roundMicro(sum, ONE) : sum);
	}

	store(post: SalesReceiptPost): Stored {
		const stored: Stored = {
			Id: this.nextId++,
			Name: post.Name,
			Note: post.Note ?? null,
			DocumentNumber: `26${String(post.DocumentSerialNumber).padStart(6, '0')}`,
			ExternalDocumentNumber: post.ExternalDocumentNumber,
			DateOfIssue: post.DateOfIssue,
			DocumentSerialNumber: post.DocumentSerialNumber,
			PartnerId: post.PartnerId ?? null,
			Items: post.Items.map((item, n) => ({ ...item, Id: this.nextId * 100 + n })),
			Payments: post.Payments.map((payment, n) => ({ ...payment, Id: this.nextId * 100 + n })),
			Exported: 0,
			IsAccounted: false,
			Prices: {
				TotalWithVat: this.total(
					post.Items,
					post.Payments.map(({ PaymentOptionId }) => PaymentOptionId),
				),
			},
			serial: post.DocumentSerialNumber,
			post,
		};
		this.stored.push(stored);
		return stored;
	}

	/** What a person gets with Kopírovat: everything the same, with a number of its own. */
	copy(of: Stored, number: number, change: Partial<SalesReceiptPost> = {}): Stored {
		return this.store({ ...of.post, ...change, DocumentSerialNumber: number });
	}

	private batch(requests: readonly SalesReceiptPost[]): Reply<Array<BatchEntry<ListedDocument>>> {
		this.batches += 1;
		const fault = this.faults.get(this.batches) ?? {};
		if (fault.reply) return fault.reply;
		const entries: Array<BatchEntry<ListedDocument>> = [];
		for (const [index, post] of requests.entries()) {
			fault.between?.[index]?.();
			if (typeof fault.loseAnswer === 'number' && index >= fault.loseAnswer) break;
			if (fault.refuse?.includes(index)) entries.push({ ok: false, code: 400, message: 'Neplatná položka' });
			else if (
				this.stored.some(({ serial, post: { DateOfIssue } }) => serial === post.DocumentSerialNumber && DateOfIssue.slice(0, 4) === post.DateOfIssue.slice(0, 4))
			) {
				entries.push({ ok: false, code: 123, message: 'Číslo dokladu není unikátní' });
			} else entries.push({ ok: true, data: this.store(post) });
		}
		if (fault.loseAnswer !== undefined) return { kind: 'unclear', reason: 'no answer came within the time-out' };
		return { kind: 'ok', data: entries };
	}

	/** The view of one run, with its own count of calls. */
	api(onCall: (call: string) => void = () => undefined): ReceiptApi {
		let calls = 0;
		const call = (what: string, count = 1) => {
			calls += count;
			for (let n = 0; n < count; n++) this.log.push(what);
			onCall(what);
		};
		return {
			calls: () => calls,
			books: async (wanted) => {
				call('GET books', 5 + (wanted.equipment ? 1 : 0) + Math.ceil(wanted.companyIds.length / 25) + (wanted.priceList ? 1 : 0));
				return { kind: 'ok', data: { books: this.books, number: this.nextNumber(), year: '2026' } };
			},
			recount: async (request: RecountRequest): Promise<Reply<RecountAnswer>> => {
				call('POST recount');
				const ids = request.Payments.map(({ PaymentOptionId }) => PaymentOptionId);
				const items: NonNullable<RecountAnswer['Items']> = request.Items.map((item) => ({
					ItemType: 0,
					Prices: { TotalWithVat: fromMicro(computedGross(toMicro(item.Amount), toMicro(item.UnitPrice))) },
				}));
				return { kind: 'ok', data: { Items: [...items, ...(this.rounds(ids) ? [{ ItemType: 1 }] : [])], Prices: { TotalWithVat: this.total(request.Items, ids) } } };
			},
			documents: () => ({
				batchSize: 50,
				list: async (days) => {
					const found = this.stored.filter(({ DateOfIssue }) => days.includes(DateOfIssue ?? ''));
					this.lists += 1;
					const fault = this.listFaults.get(this.lists);
					call('GET list', fault ? 1 : Math.max(1, Math.ceil(found.length / this.pageSize)));
					return fault ?? { kind: 'ok', data: found.map(({ post: _post, serial: _serial, ...one }) => ({ ...one })) };
				},
				create: async (requests) => {
					call('POST batch');
					return this.batch(requests as SalesReceiptPost[]);
				},
				nextNumber: async () => {
					call('GET number');
					return { kind: 'ok', data: this.nextNumber() };
				},
				remove: async (id) => {
					call('DELETE');
					const at = this.stored.findIndex(({ Id }) => Id === id);
					if (at < 0) return { kind: 'refused', status: 404, message: 'Not found' };
					this.stored.splice(at, 1);
					this.deleted.push(id);
					return { kind: 'ok', data: true };
				},
			}),
		};
	}
}
