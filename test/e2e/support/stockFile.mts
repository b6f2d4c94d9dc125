/** Stock lists as POHODA exports them, for the stock workflows. */
import { writeStockFile } from '../../../core/pohoda/stockFile';
import { listOfFile } from '../../../core/stock/formats';
import { STOCK_FORMATS } from '../../../nodes/shared/stockFormats';
import { gathered, priced } from '../../unit/stock/lists.mts';

export interface Goods {
	code: string;
	name: string;
	quantity: number;
	/** Price with VAT. */
	gross: number;
	vatRate: number;
}

/** A stock list in the shape of POHODA, made at a moment (local time; now by default). */
export async function stockFile(goods: readonly Goods[], madeAt = localNow()): Promise<Buffer> {
	async function* items() {
		for (const { code, name, quantity, gross, vatRate } of goods) {
			yield priced(code, gross, quantity, { name, vatRate, unit: 'ks' });
		}
	}
	const options = { madeAt, ico: '', prices: 'asGiven', cutLongTexts: false, missingCharacters: 'refuse' } as const;
	return Buffer.from(await gathered(writeStockFile(items(), options, () => undefined)));
}

/** Code → quantity of a list in any format that Stock Sync takes. */
export async function readStock(content: Uint8Array): Promise<Record<string, number>> {
	async function* bytes() {
		yield content;
	}
	const found: Record<string, number> = {};
	for await (const batch of listOfFile(STOCK_FORMATS, bytes).open()) {
		for (const entry of batch) {
			if (!entry.ok) throw new Error(entry.reasons.join(' '));
			found[entry.item.code] = entry.item.quantity ?? Number.NaN;
		}
	}
	return found;
}

function localNow(): string {
	return new Date().toLocaleString('sv', { timeZone: 'Europe/Prague' }).replace(' ', 'T');
}
