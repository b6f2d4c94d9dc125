/** ErrorCode of the service in words, with what to do; names from its SDK. Codes without a row are shown with their text only. */

interface ErrorText {
	name: string;
	/** Who does what and where; a sentence. */
	todo: string;
}

const EXPORTED =
	'The document is in the accounting program already: change it there, or let the agenda edit exported documents (Nastavení in iDoklad).';
const PLAN = 'Buy or renew a plan with API: Oblíbený (7 500 calls a month) or Prémiový (75 000).';
const RIGHTS = 'Let an administrator of the agenda give this user the right in iDoklad.';

export const ERROR_TEXTS: Readonly<Record<number, ErrorText>> = {
	400: {
		name: 'BadFormat',
		todo: 'Look at the field that the text names; if the receipt looks right, report it with this text.',
	},
	420: { name: 'UserRights', todo: RIGHTS },
	500: { name: 'System', todo: 'Try again later.' },
	600: { name: 'Billing', todo: PLAN },
	101: { name: 'InvoiceDependency', todo: 'Remove the invoice that refers to it first.' },
	102: { name: 'CashVoucherDependency', todo: 'Cancel its accounting into the cash voucher in iDoklad first.' },
	103: { name: 'BankStatementItemDependency', todo: 'Unpair it from the bank statement in iDoklad first.' },
	106: { name: 'PaymentsDependency', todo: 'Remove its payments in iDoklad first.' },
	107: { name: 'Export', todo: EXPORTED },
	108: { name: 'Imported', todo: 'An imported document is changed where it came from.' },
	109: { name: 'IsRegistered', todo: 'A registered sale is not changed; make a return instead.' },
	110: { name: 'AlreadyPaid', todo: 'Mark it unpaid first.' },
	112: { name: 'AlreadyAccounted', todo: 'Cancel its accounting in iDoklad first.' },
	113: { name: 'NotPaid', todo: 'It is not paid; nothing has to be undone.' },
	117: { name: 'SalesPosEquipmentDependency', todo: 'Send SalesPosEquipmentId null together with the new currency.' },
	119: { name: 'OssRegime', todo: 'Enter the document in iDoklad by hand.' },
	122: { name: 'MailThreshold', todo: 'The e-mails of this day are used up; try again tomorrow.' },
	123: { name: 'NumericSequenceUniqueness', todo: 'Somebody else took the number; the document goes with the next run.' },
	126: { name: 'ApiForbidden', todo: PLAN },
	127: { name: 'VatRateType', todo: 'Check the VAT rate and the date of the line.' },
	136: { name: 'UpdateCashVoucherFromSalesReceipt', todo: 'Change the sales receipt that it comes from.' },
	142: { name: 'UpdateRestrictedNotAllowedProperties', todo: 'Leave out the fields that must not change on this document.' },
	143: {
		name: 'NoCashRegisterFoundForCurrency',
		todo: 'Create a cash register in this currency in iDoklad (Nastavení → Pokladna).',
	},
	144: { name: 'NoBankAccountFoundForCurrency', todo: 'Create a bank account in this currency in iDoklad (Nastavení).' },
	148: { name: 'CustomVatRestriction', todo: 'Enter the document in iDoklad by hand.' },
	150: { name: 'UnsupportedVatRateWithPositiveSum', todo: 'Check the VAT rates of the lines.' },
	151: { name: 'ConflictVatRateAndDate', todo: 'Check the VAT rate: it does not apply on the date of the document.' },
};

/** Codes after which no call of this agenda will do. */
export const PLAN_CODES: ReadonlySet<number> = new Set([600, 126]);
export const SERIES_TAKEN = 123;

/** `123 NumericSequenceUniqueness: text` as far as known. */
export function errorText(code: number | undefined, message: string): string {
	const known = code === undefined ? undefined : ERROR_TEXTS[code];
	const text = message.trim() || 'no text came with it';
	return code === undefined || code === 0 ? text : `${code}${known ? ` ${known.name}` : ''}: ${text}`;
}

export function errorTodo(code: number | undefined): string {
	return (
		(code === undefined ? undefined : ERROR_TEXTS[code]?.todo) ??
		'Correct what the text names; it is tried again with the next run.'
	);
}

export const PLAN_HINT = PLAN;

/** `AuthErrorCode(n)` at the beginning of a refused login's description. */
export const AUTH_CODES: Readonly<Record<string, string>> = {
	'0': `The agenda has the plan Free, which has no API. ${PLAN}`,
	'1': 'The agenda must be moved to a lower plan, or back to its plan, in iDoklad first.',
	'2': `The plan of the agenda has expired. ${PLAN}`,
};
