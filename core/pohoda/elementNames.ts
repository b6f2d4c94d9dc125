/** POHODA's elements by the words of people, and where a value that POHODA does not take is put right. */

interface Named {
	/** English with POHODA's own word. */
	label: string;
	/** Posting Rules can name it. */
	rule?: true;
	/** Where POHODA has such values: ends "add it in POHODA (…)". */
	agenda?: string;
}

const NAMES: Readonly<Record<string, Named>> = {
	paymentType: { label: 'payment form (forma úhrady)', rule: true, agenda: 'Formy úhrad' },
	kasa: { label: 'till (kasa)', rule: true, agenda: 'Kasy' },
	cashAccount: { label: 'cash register (pokladna)', rule: true, agenda: 'Hotovostní pokladny' },
	account: { label: 'bank account (bankovní účet)', agenda: 'Bankovní účty' },
	bankAccount: { label: 'bank account (bankovní účet)', agenda: 'Bankovní účty' },
	accounting: { label: 'accounting entry (předkontace)', rule: true, agenda: 'Předkontace' },
	classificationVAT: { label: 'VAT classification (členění DPH)', rule: true, agenda: 'Členění DPH' },
	classificationKVDPH: { label: 'VAT control statement class (členění KV DPH)', rule: true, agenda: 'Členění KV DPH' },
	centre: { label: 'centre (středisko)', rule: true, agenda: 'Střediska' },
	activity: { label: 'activity (činnost)', rule: true, agenda: 'Činnosti' },
	contract: { label: 'contract (zakázka)', rule: true, agenda: 'Zakázky' },
	number: { label: 'number series (číselná řada)', rule: true, agenda: 'Číselné řady' },
	numberRequested: { label: 'document number (číslo)' },
	stockItem: { label: 'stock item (zásoba)', agenda: 'Zásoby' },
	store: { label: 'store (sklad)', agenda: 'Sklady' },
	storage: { label: 'storage (členění skladu)', agenda: 'Členění skladů' },
	typePrice: { label: 'price group (cenová skupina)', agenda: 'Cenové skupiny' },
	priceLevel: { label: 'price level (cenová hladina)', agenda: 'Prodejní ceny' },
	carrier: { label: 'carrier (dopravce)', agenda: 'Formy dopravy' },
	establishment: { label: 'establishment (provozovna)', agenda: 'Provozovny' },
	regVATinEU: { label: 'VAT registration in the EU', agenda: 'Registrace DPH v EU' },
	currency: { label: 'currency (měna)', agenda: 'Cizí měny' },
	partnerIdentity: { label: 'partner (adresa)' },
	quantity: { label: 'quantity (množství)' },
	symVar: { label: 'variable symbol (variabilní symbol)' },
	symPar: { label: 'pairing symbol (párovací symbol)' },
	rateVAT: { label: 'VAT rate (sazba DPH)' },
	percentVAT: { label: 'VAT rate (sazba DPH)' },
	EAN: { label: 'EAN' },
	PLU: { label: 'PLU' },
};

/** Children of a reference: the element around them says what it is. */
const INSIDE = new Set(['id', 'ids', 'extId', 'exSystemName', 'exSystemText', 'accountNo', 'bankCode', 'accountingType', 'classificationVATType']);

interface Step {
	local: string;
	/** From 1, where the path says which one. */
	index?: number;
}

function stepsOf(xpath: string): Step[] {
	return xpath
		.split('/')
		.filter((step) => step !== '')
		.map((step) => {
			const [, local = step, index] = /^(?:[\w.-]+:)?([\w.-]+)(?:\[(\d+)\])?/.exec(step) ?? [];
			return { local, ...(index === undefined ? {} : { index: Number(index) }) };
		});
}

export interface NamedElement extends Named {
	/** POHODA's own name of the element. */
	local: string;
	/** Whether the label is in the table, or only POHODA's name. */
	known: boolean;
}

/** The element that an XPath of an answer means; undefined where there is none. */
export function elementAt(xpath: string | undefined): NamedElement | undefined {
	const steps = stepsOf(xpath ?? '');
	const at = [...steps].reverse().find(({ local }) => !INSIDE.has(local) || steps.length === 1);
	if (at === undefined) return undefined;
	const { local } = at;
	const known = Object.hasOwn(NAMES, local);
	const named = known ? NAMES[local] : { label: `<${local}>` };
	// Lines of documents: prodejkaItem[2] and the like.
	const line = steps.find((step) => /Item$/.test(step.local) && !['stockItem', 'dataPackItem', 'refundItem'].includes(step.local))?.index;
	return { ...named, label: line === undefined ? named.label : `${named.label} of line ${line}`, local, known };
}
