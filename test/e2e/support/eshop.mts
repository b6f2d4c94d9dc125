/** The WooCommerce shop of the tests: what customers order, and what a person in POHODA does with the orders. */
import { startWooCommerce, type Basket, type ShopOrder, type WooCommerce } from '../../sandbox/woocommerce/index.mts';
import { journal, fill, importInPohoda, type Row } from './people.mts';
import type { FormPage } from './form.mts';
import type { CredentialData, Stage } from './stage.mts';

export const ORDERS = '6-eshop-orders-pohoda';
export const ORDER_FLOW = 'pohoda-orders';

export { startWooCommerce, type ShopOrder, type WooCommerce };

export function shopCredential(shop: WooCommerce): Record<string, CredentialData> {
	return { wooCommerceApi: { name: 'E-shop (stand-in)', data: { ...shop.credential } } };
}

/** Codes, names, prices (haléře) and rates of what the shop sells; POHODA's stand-in has cards of the first four. */
const GOODS = {
	'KAVA-250': ['Káva mletá 250 g', 18_900, 12],
	'CAJ-20': ['Čaj černý 20 sáčků', 5_490, 12],
	'HRNEK-01': ['Hrnek s uchem, modrý', 24_900, 21],
	'00421': ['Žlutá konvička 0,8 l', 49_900, 21],
	NOVINKA: ['Novinka sezóny', 99_900, 21],
} as const;

export type Code = keyof typeof GOODS;

/** Somebody orders goods, three of the first kind and one of the others. */
export function order(shop: WooCommerce, codes: readonly Code[], more: Partial<Basket> = {}): ShopOrder {
	const lines = codes.map((sku, index) => {
		const [name, price, rate] = GOODS[sku];
		return { sku, name, price, rate, quantity: index === 0 ? 3 : 1 };
	});
	const billing = { first_name: 'Žofie', last_name: 'Říhová', address_1: 'Údolní 53', city: 'Brno', postcode: '602 00', country: 'CZ', email: 'zofie@example.cz', phone: '+420 777 123 456' };
	return shop.state.place({ lines, billing, shipping: { title: 'Zásilkovna', price: 8_900 }, ...more });
}

/** The form Run Now of the workflow; answers the ending page. */
export async function sendOrders(stage: Stage, what: 'Preview' | 'Send'): Promise<FormPage> {
	return await fill(stage, 'eshop-orders-run-now', { 'What to do': what });
}

export const keyOfOrder = ({ id }: { id: number }): string => `woocommerce/order/${id}`;

/** Newest state of each order in the journal. */
export async function orderStates(stage: Stage): Promise<Map<string, string>> {
	const rows = (await journal(stage)).filter(({ kind, flow }) => kind === 'result' && flow === ORDER_FLOW);
	return new Map(rows.map((row: Row) => [row.key, row.state]));
}

/** Orders in POHODA by our external id. */
export function ordersInPohoda({ mserver }: Stage) {
	return mserver.state.documents.filter(({ agenda }) => agenda === 'prijate_objednavky');
}

/** What n8n wrote into an order of the shop. */
export function writesTo(shop: WooCommerce, { id }: { id: number }): unknown[] {
	return shop.state.requests.filter(({ method, path }) => method === 'PUT' && path === `/orders/${id}`).map(({ body }) => body);
}

/** The accountant makes an invoice of an order; it is not paid yet. Answers its number. */
export async function invoiceIn(stage: Stage, orderNumber: string, gross: number): Promise<string> {
	const { ico } = stage.mserver.state.settings;
	const today = new Date().toISOString().slice(0, 10);
	const xml = `<?xml version="1.0" encoding="UTF-8"?>
<dat:dataPack xmlns:dat="http://www.stormware.cz/schema/version_2/data.xsd" xmlns:inv="http://www.stormware.cz/schema/version_2/invoice.xsd" xmlns:typ="http://www.stormware.cz/schema/version_2/type.xsd" id="by hand" ico="${ico}" application="person" version="2.0" note="by hand">
<dat:dataPackItem id="for ${orderNumber}" version="2.0"><inv:invoice version="2.0"><inv:invoiceHeader><inv:invoiceType>issuedInvoice</inv:invoiceType><inv:date>${today}</inv:date><inv:text>Faktura k objednávce</inv:text><inv:partnerIdentity><typ:address><typ:name>Žofie Říhová</typ:name></typ:address></inv:partnerIdentity><inv:numberOrder>${orderNumber}</inv:numberOrder></inv:invoiceHeader>
<inv:invoiceDetail><inv:invoiceItem><inv:text>Zboží</inv:text><inv:quantity>1</inv:quantity><inv:payVAT>true</inv:payVAT><inv:rateVAT>high</inv:rateVAT><inv:homeCurrency><typ:unitPrice>${(gross / 100).toFixed(2)}</typ:unitPrice></inv:homeCurrency></inv:invoiceItem></inv:invoiceDetail>
<inv:invoiceSummary><inv:roundingDocument>none</inv:roundingDocument></inv:invoiceSummary></inv:invoice></dat:dataPackItem></dat:dataPack>`;
	const before = stage.mserver.state.documents.length;
	const answer = (await importInPohoda(stage, Buffer.from(xml))).toString('latin1');
	const made = stage.mserver.state.documents[before];
	if (!made) throw new Error(`POHODA did not take the invoice: ${answer.slice(0, 2000)}`);
	return made.number;
}

/** The money comes: the accountant settles the invoice (likvidace). */
export function payIn({ mserver }: Stage, number: string): void {
	const document = mserver.state.documents.find((one) => one.number === number)!;
	document.paid = document.total;
	document.paidOn = new Date().toISOString().slice(0, 10);
	mserver.state.changedDocument(document);
}
