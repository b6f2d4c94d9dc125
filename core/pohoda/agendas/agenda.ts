/** What is known of an agenda beside its mapping table: names in requests and answers, filters, what may be done. */
import type { Table } from './table';

export type RecordAction = 'create' | 'update' | 'createOrUpdate' | 'delete';

export interface ListNames {
	/** Prefix of the request and its answer: lst, lStk, lAdb … */
	prefix: string;
	/** `Order`: listOrderRequest, requestOrder, listOrder. */
	name: string;
	/** Record elements of the answer, canonical names. */
	records: readonly string[];
	/** Attribute of the request that names the version of the records. */
	versionAttribute?: string;
	/** Attribute of the request that chooses the kind of document, and its words. */
	kind?: { attribute: string; words: readonly string[]; required: boolean };
	/** Answers bring extIds of the system that the request names. */
	extSystem: boolean;
	/** Which filters POHODA has for it; none for lists that come whole. */
	filter?: FilterName;
	/** Pages by idFrom and count. */
	paged: boolean;
	/** The request has no content at all. */
	bare?: boolean;
	/** Parts that may be left out, with POHODA's default. */
	parts?: Readonly<Record<string, boolean>>;
}

export type FilterName = 'stock' | 'contact' | 'document' | 'id' | 'series' | 'registrationNumber';

export interface Agenda {
	/** Record type in this package, e.g. `order`. */
	name: string;
	/** For messages, e.g. `order (objednávka)`. */
	label: string;
	/** Prefix and root element of the imported record. */
	prefix: string;
	root: string;
	table: Table;
	list: ListNames;
	actions: readonly RecordAction[];
}

/** Parts of a document's list that may be left out (restrictionDocParamType). */
export const DOCUMENT_PARTS: Readonly<Record<string, boolean>> = {
	documents: true,
	attachments: false,
	parameters: true,
	liquidations: false,
};

/** Names of a list in list.xsd whose records are documents. */
export function documentList(name: string, record: string, kind?: ListNames['kind']): ListNames {
	return {
		prefix: 'lst',
		name,
		records: [`lst:${record}`],
		versionAttribute: `${record}Version`,
		...(kind === undefined ? {} : { kind }),
		extSystem: true,
		filter: 'document',
		paged: true,
		parts: DOCUMENT_PARTS,
	};
}
