/** Text of exports as a till may write them. */

export interface DocumentOptions {
	date?: string;
	text?: string;
	/** Name of the payment form in the header; '' for none. */
	form?: string;
	/** paymentType of the enum instead. */
	type?: string;
	/** More elements of the header. */
	more?: string;
	/** roundingDocument. */
	summary?: string;
	/** All of the summary. */
	summaryText?: string;
	payments?: string[];
	itemId?: string;
	/** Elements before the header. */
	before?: string;
	/** All items as text. */
	detail?: string;
}

const tag = (name: string, inner: string | undefined): string =>
	inner === undefined || inner === '' ? '' : `<${name}>${inner}</${name}>`;

export function header(number: string, options: DocumentOptions = {}): string {
	const { date = '2026-11-14', text = 'Prodejka', form = 'Hotově', type, more = '' } = options;
	const kind = ['deposit', 'withdrawal'].includes(type ?? '') ? type : undefined;
	const paid = type !== undefined && kind === undefined ? tag('typ:paymentType', type) : tag('typ:ids', form);
	return tag(
		'pro:prodejkaHeader',
		tag('pro:prodejkaType', kind) +
			tag('pro:number', tag('typ:numberRequested', number)) +
			tag('pro:date', date) +
			tag('pro:text', text) +
			tag('pro:paymentType', paid) +
			more,
	);
}

/** An item; without own elements its price includes VAT. */
export function line(
	text: string,
	quantity: number | string,
	price: number | string | undefined,
	rate: string,
	inner = '<pro:payVAT>true</pro:payVAT>',
): string {
	return tag(
		'pro:prodejkaItem',
		tag('pro:text', text) +
			tag('pro:quantity', String(quantity)) +
			tag('pro:rateVAT', rate) +
			inner +
			(price === undefined ? '' : tag('pro:homeCurrency', tag('typ:unitPrice', String(price)))),
	);
}

export function payment(ids: string, received: number, more = ''): string {
	return tag(
		'pro:paymentItem',
		tag('pro:paymentType', tag('typ:ids', ids)) + tag('pro:received', String(received)) + more,
	);
}

export function document(head: string, items: string[], options: DocumentOptions = {}): string {
	const { payments = [], before = '', detail = items.join('') } = options;
	const summary = options.summaryText ?? tag('pro:roundingDocument', options.summary);
	return `<pro:prodejka version="2.0">${before}${head}${tag('pro:prodejkaDetail', detail)}${tag('pro:prodejkaPayments', payments.join(''))}${tag('pro:prodejkaSummary', summary)}</pro:prodejka>`;
}

/** A dataPackItem with a sale. Rounded to whole crowns unless `summary` is given as a key. */
export function sale(number: string, items: string[], options: DocumentOptions = {}): string {
	const settings = 'summary' in options || 'summaryText' in options ? options : { ...options, summary: 'math2one' };
	const head = header(
		number,
		settings.payments !== undefined && settings.payments.length > 0 ? { ...settings, form: '' } : settings,
	);
	return `<dat:dataPackItem version="2.0" id="${options.itemId ?? `i${number}`}">${document(head, items, settings)}</dat:dataPackItem>`;
}
