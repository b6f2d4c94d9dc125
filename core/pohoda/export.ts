/**
 * Reads an export of eKancelář ("Export dat z eKanceláře do POHODY") and other files with prodejky.
 *
 * That this export is a POHODA dataPack with prodejky is [inferred] from the maker's description: "exported file … XML
 * with Prodejky … imported into POHODA by its XML import". No sample is public, so the reader is tolerant: any
 * prefixes, any order, extra elements kept, and POHODA's own exports (listProdejka, also inside a responsePack) are
 * taken too.
 */
import { isDay } from '../records/dates';
import { checkRecord } from '../records/check';
import { recordKey } from '../records/keys';
import type { ResultWarning } from '../records/results';
import type { TillRecord } from '../records/types';
import { contentHash } from '../text/digest';
import { textAt, type XmlNode } from '../xml/node';
import { readXml } from '../xml/read';
import type { XmlEvent, XmlLimits } from '../xml/reading';
import { NAMESPACES } from './constants';
import { FirstOnes } from './doubles';
import { checkShell, documentsOf, ExportFileError, strayOf } from './exportFile';
import { readProdejka } from './exportRecord';
import { Identity, type IdentityOption } from './identity';
import { Reading, toPlainData } from './reading';
import type { VatPeriod } from './vatRates';

export interface ReadExportOptions {
	/** System the file comes from, e.g. "ekasa": first part of each key. */
	source: string;
	/** Register of documents that name none (kasa). */
	register?: string;
	/** What identifies a document; see IdentityOption. */
	identity: IdentityOption;
	/** What VAT codes mean by date; Czech rates by default. */
	vatRates?: readonly VatPeriod[];
	limits?: Partial<XmlLimits>;
}

export type ReadRecord =
	| { ok: true; record: TillRecord; place: string; warnings: ResultWarning[] }
	| { ok: false; place: string; reasons: string[]; key?: string; raw: Record<string, unknown> };

export { ExportFileError } from './exportFile';

const RECORDS = new Set(['dat:dataPackItem', 'lst:prodejka', 'pro:prodejka']);
/** Documents without identity that are held back before the file is given up. */
const HELD_BACK = 1000;

class ExportReader {
	private count = 0;

	private readonly accepted = new FirstOnes();

	readonly identity: Identity;

	constructor(private readonly options: ReadExportOptions) {
		this.identity = new Identity(options.identity);
		if (this.identity.fault !== undefined) throw new ExportFileError(this.identity.fault);
	}

	/** The records of one event of the file; throws for what makes it another kind of file. */
	take(event: XmlEvent): ReadRecord[] {
		const { kind, node, path, line } = event;
		if (kind === 'open') checkShell(node, path);
		const stray = strayOf(event);
		if (stray !== undefined) return [{ ok: false, place: `line ${line}`, reasons: [stray], raw: toPlainData(node) }];
		return kind === 'record' ? this.read(node, line) : [];
	}

	private read(node: XmlNode, line: number): ReadRecord[] {
		const itemId = node.name === 'dat:dataPackItem' ? node.attributes.id : undefined;
		const { documents, other } = documentsOf(node);
		const records = documents.map((document) => this.document(document, line, itemId));
		if (other === undefined) return records;
		this.count += 1;
		const what =
			documents.length > 0
				? 'There is also something else than a sales receipt (prodejka) in it:'
				: 'There is no sales receipt (prodejka) in it, but:';
		const reasons = [`${what} ${other || 'nothing'}. Only sales receipts are read.`];
		return [...records, { ok: false, place: this.place(line, itemId), reasons, raw: toPlainData(node) }];
	}

	private place(line: number, itemId: string | undefined): string {
		return `document ${this.count}${itemId === undefined ? '' : ` (${itemId})`}, line ${line}`;
	}

	private document(node: XmlNode, line: number, itemId: string | undefined): ReadRecord {
		this.count += 1;
		const place = this.place(line, itemId);
		const refuse = (reasons: string[], key?: string): ReadRecord => ({
			ok: false,
			place,
			reasons,
			...(key === undefined ? {} : { key }),
			raw: toPlainData(node),
		});
		const reading = new Reading();
		const header = node.children.find(({ name }) => name === 'pro:prodejkaHeader');
		const date = (textAt(header, 'pro:date') ?? '').slice(0, 10);
		const id = this.identity.of(node, itemId, reading);
		const register = reading.text(header, 'pro:kasa', 'typ:ids') ?? reading.text(header, 'pro:kasa') ?? this.options.register;
		const number =
			reading.text(header, 'pro:number', 'typ:numberRequested') ?? reading.text(header, 'pro:number') ?? id;
		const missing = [
			...(isDay(date) ? [] : [`The date "${date}" is no day of the calendar.`]),
			...(id === undefined ? [this.identity.missing()] : []),
			...(register === undefined ? ['The document names no till (kasa). Fill in Register.'] : []),
		];
		if (missing.length > 0 || id === undefined || register === undefined) return refuse(missing);
		const reasons: string[] = [];
		const warnings: ResultWarning[] = [];
		const fields = readProdejka(node, { reading, date, vatRates: this.options.vatRates, reasons, warnings });
		const cash = fields.recordType === 'cashMovement';
		const key = recordKey({ source: this.options.source, register, number: id, date, cash });
		if (reasons.length > 0) return refuse(reasons, key);
		const extra = { ...(fields.extra as object), ...(itemId === undefined ? {} : { place: { item: itemId } }) };
		const checked = checkRecord({
			...fields,
			key,
			source: this.options.source,
			register,
			number,
			date,
			// A prodejka is always in the home currency of the unit.
			currency: 'CZK',
			extra: Object.keys(extra).length > 0 ? extra : undefined,
		});
		if (!checked.ok) return refuse(checked.reasons, key);
		const doubled = this.doubled(checked.record, line, place);
		return doubled === undefined
			? { ok: true, record: checked.record, place, warnings: [...warnings, ...checked.warnings] }
			: refuse([doubled], key);
	}

	/** Why a second document of one identity is refused; the first one is remembered. */
	private doubled(record: TillRecord, line: number, place: string): string | undefined {
		const first = this.accepted.add(record.key, contentHash(record), this.count, line);
		if (first === undefined) return undefined;
		const places = `${first.place}, and here: ${place}. The first one was taken`;
		if (first.same) return `The same document stands in the file twice: ${places}; nothing is missing.`;
		return (
			`Two different documents of the file have one identity (${record.key}): ${places}, this one was not. ` +
			'Correct the number in the till, or choose another Identity if the numbers are not unique.'
		);
	}
}

/**
 * Reads an export, one record at a time; memory holds one document and the keys. Unreadable documents come as `ok:
 * false` with place and reasons and do not stop the others; the second document of one identity is refused with both
 * places.
 *
 * Throws XmlError (damaged file) and ExportFileError (another kind of file, or no document in it has an identity).
 * Nothing of such a file may be used, also not what was yielded before.
 */
export async function* readExport(
	chunks: AsyncIterable<Uint8Array>,
	options: ReadExportOptions,
): AsyncGenerator<ReadRecord> {
	const reader = new ExportReader(options);
	let held: ReadRecord[] = [];
	for await (const batch of readXml(chunks, { namespaces: NAMESPACES, records: RECORDS, limits: options.limits })) {
		held.push(...batch.flatMap((event) => reader.take(event)));
		if (!reader.identity.found) {
			if (held.length > HELD_BACK) break;
			continue;
		}
		for (const record of held) yield record;
		held = [];
	}
	if (reader.identity.asked > 0 && !reader.identity.found) throw new ExportFileError(reader.identity.nowhere());
	for (const record of held) yield record;
}
