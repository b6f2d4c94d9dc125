/**
 * Export files as eKancelář is believed to make them: a POHODA dataPack of prodejky in windows-1250 (inferred; nobody
 * outside has published one). Written here by hand and not by core/, so that the tests do not read what they wrote.
 */
import iconv from 'iconv-lite';
import type { TillReceipt } from './shop.mts';

const RATE: Record<number, string> = { 21: 'high', 12: 'low', 0: 'none' };
const PAYMENT: Record<string, string> = {
	cash: '<typ:ids>Hotově</typ:ids><typ:paymentType>cash</typ:paymentType>',
	card: '<typ:ids>Plat.kartou</typ:ids><typ:paymentType>creditcard</typ:paymentType>',
	mealVoucher: '<typ:ids>Stravenky</typ:ids>',
};

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

function item(line: TillReceipt['items'][number]): string {
	return `
				<pro:prodejkaItem>
					<pro:text>${escaped(line.name)}</pro:text>
					<pro:quantity>${line.quantity}</pro:quantity>
					<pro:unit>${line.unit}</pro:unit>
					<pro:payVAT>true</pro:payVAT>
					<pro:rateVAT>${RATE[line.vatRate]}</pro:rateVAT>
					<pro:homeCurrency><typ:unitPrice>${line.unitPrice}</typ:unitPrice></pro:homeCurrency>
					${line.code ? `<pro:code>${escaped(line.code)}</pro:code><pro:stockItem><typ:stockItem><typ:ids>${escaped(line.code)}</typ:ids></typ:stockItem></pro:stockItem>` : ''}
				</pro:prodejkaItem>`;
}

function prodejka(receipt: TillReceipt, index: number): string {
	const { number, register, date, items, payments, rounding } = receipt;
	return `
	<dat:dataPackItem id="P${index + 1}" version="2.0">
		<pro:prodejka version="2.0">
			<pro:prodejkaHeader>
				<pro:prodejkaType>saleVoucher</pro:prodejkaType>
				<pro:number><typ:numberRequested>${number}</typ:numberRequested></pro:number>
				<pro:date>${date}</pro:date>
				<pro:text>Účtenka č. ${number}</pro:text>
				<pro:paymentType>${PAYMENT[payments[0]!.method]}</pro:paymentType>
				<pro:kasa><typ:ids>${register}</typ:ids></pro:kasa>
			</pro:prodejkaHeader>
			<pro:prodejkaDetail>${items.map(item).join('')}
			</pro:prodejkaDetail>
			<pro:prodejkaSummary><pro:roundingDocument>${rounding === 0 ? 'none' : 'math2one'}</pro:roundingDocument></pro:prodejkaSummary>
		</pro:prodejka>
	</dat:dataPackItem>`;
}

/** The bytes of an export of these receipts. */
export function exportFile(receipts: readonly TillReceipt[], ico = '12345678'): Buffer {
	const xml = `<?xml version="1.0" encoding="Windows-1250"?>
<dat:dataPack id="eKasa" ico="${ico}" application="eKancelář" version="2.0" note="Export prodejních dokladů"
	xmlns:dat="http://www.stormware.cz/schema/version_2/data.xsd"
	xmlns:pro="http://www.stormware.cz/schema/version_2/prodejka.xsd"
	xmlns:typ="http://www.stormware.cz/schema/version_2/type.xsd">${receipts.map(prodejka).join('')}
</dat:dataPack>
`;
	return iconv.encode(xml, 'win1250');
}
