/** Stock cards as POHODA lists them, about 1.1 kB each; the same ones each time. */
export const DECLARATION = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?>`;

export const HEAD =
	'<rsp:responsePack xmlns:rsp="http://www.stormware.cz/schema/version_2/response.xsd" xmlns:lStk="http://www.stormware.cz/schema/version_2/list_stock.xsd" ' +
	'xmlns:stk="http://www.stormware.cz/schema/version_2/stock.xsd" xmlns:typ="http://www.stormware.cz/schema/version_2/type.xsd" version="2.0" id="1" state="ok"><rsp:responsePackItem version="2.0" id="1" state="ok">' +
	'<lStk:listStock version="2.0" dateTimeStamp="2026-11-15T05:00:00" dateValidFrom="2026-11-15" state="ok">\n';

export const TAIL = '</lStk:listStock></rsp:responsePackItem></rsp:responsePack>\n';

export interface Card {
	/** From 0; POHODA's id is one more. */
	index: number;
	code: string;
	name: string;
	sale: number;
	quantity: number;
}

export function cardXml({ index, code, name, sale, quantity }: Card): string {
	return (
		`<lStk:stock version="2.0"><stk:stockHeader><stk:id>${index + 1}</stk:id><stk:stockType>card</stk:stockType><stk:code>${code}</stk:code><stk:EAN>${String(index).padStart(13, '8')}</stk:EAN><stk:PLU>0</stk:PLU>` +
		`<stk:isSales>true</stk:isSales><stk:isSerialNumber>false</stk:isSerialNumber><stk:isInternet>false</stk:isInternet><stk:purchasingRateVAT value="21">high</stk:purchasingRateVAT>` +
		`<stk:sellingRateVAT value="21">high</stk:sellingRateVAT><stk:name>${name}</stk:name><stk:unit>ks</stk:unit><stk:storage><typ:id>1</typ:id><typ:ids>ZBOŽÍ/Elektro</typ:ids></stk:storage>` +
		`<stk:typePrice><typ:id>1</typ:id><typ:ids>Základní</typ:ids></stk:typePrice><stk:purchasingPrice>10.5</stk:purchasingPrice><stk:sellingPrice payVAT="true">${sale}</stk:sellingPrice>` +
		`<stk:count>${quantity}</stk:count><stk:countReceivedOrders>0</stk:countReceivedOrders><stk:reservation>0</stk:reservation><stk:guaranteeType>none</stk:guaranteeType>` +
		`<stk:description><![CDATA[Popis zboží s <b>HTML</b> & podobně, </lStk:stock> to není konec.]]></stk:description></stk:stockHeader></lStk:stock>\n`
	);
}
