/** The item list of KASA FIK as a list to compare. */
import type { ListReader } from '../stock/formats';
import type { ListEntry } from '../stock/list';
import { readItems } from './readItems';

/** Any file may be a table; so it stands last among readers. Throws ItemsCsvError. */
export const KASA_FIK_LIST: ListReader = {
	mayRead: () => true,
	async *read(chunks, { origin }) {
		for await (const items of readItems(chunks)) {
			yield items.map((read): ListEntry => {
				const at = { place: `line ${read.line}`, ...(origin === undefined ? {} : { origin }) };
				return read.ok ? { ok: true, item: read.item, ...at } : { ...read, ...at };
			});
		}
	},
};
