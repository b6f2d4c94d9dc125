/** State of the stand-in: plain JSON in the service's own shapes and names. */
import type { Fault } from './faults.mts';

/** A row of a table as the service shows it; names with `_` are internal and never leave. */
export interface Entity {
	Id: number;
	[name: string]: any;
}

export const TABLES = [
	'SalesReceipts', 'IssuedInvoices', 'CashVouchers', 'PriceListItems', 'StockMovements', 'Contacts', 'Tags', 'Webhooks', 'Logs',
	'CashRegisters', 'NumericSequences', 'SalesPosEquipments', 'SalesOffices', 'PaymentOptions', 'VatRates', 'VatCodes', 'Currencies',
	'Countries', 'ExchangeRates', 'Banks', 'ConstantSymbols', 'VatReverseChargeCodes',
] as const;
export type Table = (typeof TABLES)[number];

export interface AgendaSettings {
	id: number;
	name: string;
	ico: string;
	dic: string | null;
	/** 2 = Czech Republic, 1 = Slovakia. */
	countryId: number;
	homeCurrencyId: number;
	/** 0 NotVatPayer, 1 VatPayer, 2 IdentifiedPersonVat */
	vatRegistration: 0 | 1 | 2;
	/** RoundingDifference: 0 Never, 1 Always, 2 ByPaymentOption */
	rounding: 0 | 1 | 2;
	allowEditExported: boolean;
	/** Subscription: 0 Free, 1 Basic (Základní), 2 Standard (Oblíbený), 3 Premium (Prémiový) */
	plan: 0 | 1 | 2 | 3;
	/** YYYY-MM-DD, last day of the subscription. */
	planTill: string;
	needToDowngrade: boolean;
	userRights: 'Admin' | 'User' | 'NoRights';
}

/** A login: an agenda's own (client credentials) or an application of the Developer portal (authorization code). */
export interface Client {
	id: string;
	secret: string;
	grants: Array<'client_credentials' | 'authorization_code' | 'refresh_token'>;
	redirectUris?: string[];
}

/** A webhook entered in the Developer portal. */
export interface PortalWebhook {
	publicId: string;
	/** Loopback only. */
	url: string;
	secret: string;
}

export interface Settings {
	agenda: AgendaSettings;
	clients: Client[];
	/** Applications of the Developer portal with the flow ClientCredentials; the v2 token endpoint wants one. */
	applicationIds: string[];
	tokenSeconds: number;
	/** Answer to wrong credentials at the token endpoint. */
	wrongCredentialsStatus: 400 | 401;
	callsPerMinute: number;
	/** `clock`: the count begins anew with every minute. `sliding`: the last 60 seconds count. */
	minuteWindow: 'clock' | 'sliding';
	/** Not given: by plan. */
	callsPerMonth?: number;
	/** Answer when the month is used up; nobody has seen which. */
	quotaStatus: 429 | 402;
	/** Answer to a DocumentSerialNumber that is taken; seen only for number formats of sequences. */
	numberTaken: { status: 400 | 409; code: 'NumericSequenceUniqueness' | 'BadFormat' };
	/** Payments that do not add up to the document. */
	paymentMismatch: 'refuse' | 'accept';
	/** Decimals that a unit price keeps when a line is computed; not given: all four. */
	unitPriceDecimals?: number;
	portalWebhooks: PortalWebhook[];
	webhooks: {
		header: 'X-idoklad-signature' | 'X-iDoklad-Signature-256';
		/** Events within this time go in one delivery. */
		delayMilliseconds: number;
		/** Every delivery comes a second time. */
		twice: boolean;
		spoilSignature: boolean;
	};
}

/** Settings to put over others; `agenda` and `webhooks` may be given in part, rows replace a whole table. */
export type SettingsPatch = Partial<Omit<Settings, 'agenda' | 'webhooks'>> & {
	agenda?: Partial<AgendaSettings>;
	webhooks?: Partial<Settings['webhooks']>;
	tables?: Partial<Record<Table, Entity[]>>;
};

/** What a description of the API says about a body or an answer; [] when nothing is wrong or nothing is described. */
export interface ContractCheck {
	/** A body by the name of its model. */
	model(name: string, value: unknown): string[];
	/** `template`: path as the description writes it. */
	answer(method: string, template: string, status: number, value: unknown): string[];
}

export interface Delivery {
	at: string;
	deliveryId: string;
	url: string;
	/** The body as it was sent. */
	body: string;
	signature: string;
	/** HTTP status, or 0 when there was no answer. */
	status: number;
}

export interface RequestLogEntry {
	/** 1, 2, ... in the order in which they ended. */
	n: number;
	at: string;
	method: string;
	path: string;
	status: number;
	/** false: the connection was dropped, cut or left open. */
	answered: boolean;
	/** Whether it counts as a call of the agenda. */
	counted: boolean;
	/** Entries of a batch. */
	items?: number;
	app?: string;
	bytes: number;
	milliseconds: number;
	fault?: Fault['kind'] | string;
}
