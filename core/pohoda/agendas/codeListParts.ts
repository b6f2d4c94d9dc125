/** Parts of the tables of code lists. */
import type { ListNames } from './agenda';
import { externalIds } from './parts';
import { code, flag, id, ref, text, within, type ListRow, type Row, type Table } from './table';

export interface CodeList {
	/** For people, e.g. `stores (sklady)`. */
	label: string;
	list: ListNames;
	table: Table;
}

/** Name of the elements of one list in list.xsd. */
export function names(name: string, record: string, more: Partial<ListNames> = {}): ListNames {
	return {
		prefix: 'lst',
		name,
		records: [`lst:${record}`],
		versionAttribute: `${record}Version`,
		extSystem: false,
		paged: true,
		...more,
	};
}

/** Table whose rows stand below a header element. */
export function table(
	prefix: string,
	header: string,
	rows: ReadonlyArray<Row | ListRow>,
	more: Array<Row | ListRow> = [],
): Table {
	return { prefix, rows: [...within('', header, rows), ...more] };
}

export const HEAD = [id('id', 'id'), externalIds('extId')];
export const TAIL = [text('note', 'note'), flag('marked', 'markRecord')];
/** Answers to the older requests have attributes only. */
export const ATTRIBUTES = [code('id', '@id'), code('code', '@code'), text('name', '@name')];

export function currency(element: string): Row[] {
	return [...ref('currency', `${element}/currency`), code('rate', `${element}/rate`)];
}
