/** Which item of the sale a line of a return takes back. */
import { documentId, recordKey } from '../../records/keys';
import type { ResultWarning } from '../../records/results';
import type { Receipt, ReceiptItem } from '../../records/types';
import { itemExtId } from '../document';
import { stableJson } from '../../text/digest';
import { originalName } from '../../plan/messages';
import type { PlanInput } from '../../plan/messages';
import { OriginalIndex } from '../../plan/originals';
import type { Run } from '../../plan/target';
import type { OriginalLine, ReceiptSettings } from './settings';

type Finder = (item: ReceiptItem) => string | undefined;

/** The same thing at the same price on exactly one line of the sale. */
function byRecord(sale: Receipt, named: string): Finder {
	const same = (a: ReceiptItem) => stableJson([a.code, a.ean, a.name, a.unitPrice, a.vatRate]);
	const places = new Map<string, number[]>();
	for (const [index, item] of sale.items.entries()) places.set(same(item), [...(places.get(same(item)) ?? []), index]);
	return (item) => {
		const at = places.get(same(item)) ?? [];
		return at.length === 1 ? itemExtId(named, at[0] + 1) : undefined;
	};
}

/** Exactly one line of the document with the code, or with the EAN or the name where one of them has no code. */
function byDocument(lines: readonly OriginalLine[]): Finder {
	return ({ code, ean, name }) => {
		const alike = lines.filter((line) => {
			if (code && line.code) return code === line.code;
			return ean && line.ean ? ean === line.ean : name === line.text;
		});
		return alike.length === 1 ? alike[0].extId : undefined;
	};
}

/** Document of the sale that a return names and that is not among the records of the run. */
function elsewhere({ record, sync }: PlanInput & { record: Receipt }, originals: OriginalIndex): string | undefined {
	const { source, register, original } = record;
	const found = originals.find(record, sync?.originals);
	if (found.kind === 'one') return originals.has(found.key) ? undefined : documentId(found.key, found.known?.generation ?? 1);
	if (found.kind === 'several' || !original?.number || !original.date) return undefined;
	return documentId(recordKey({ source, register: original.register || register, number: original.number, date: original.date }), 1);
}

const refunding = ({ record }: PlanInput, { documents }: ReceiptSettings): boolean =>
	documents === 'perReceipt' && record.recordType === 'receipt' && record.type === 'return';

/** Identities of the documents that have to be looked up in the target, so that returns can name the items of their sales. */
export function originalsToLookUp(inputs: readonly PlanInput[], settings: ReceiptSettings): string[] {
	const returns = inputs.filter((input) => refunding(input, settings));
	if (returns.length === 0) return [];
	const originals = new OriginalIndex(inputs.map(({ record }) => record));
	return [...new Set(returns.flatMap((input) => elsewhere({ ...input, record: input.record as Receipt }, originals) ?? []))];
}

/**
 * What says which item of the sale a line takes back. Only one document for each receipt has items that can be named. A sale that is not found leaves the
 * lines without a link, and a warning says so.
 */
export function refundsOf(
	input: PlanInput & { record: Receipt },
	{ originals, sale }: Run,
	settings: ReceiptSettings,
): { refundOf: Finder; warnings: ResultWarning[] } {
	const nothing = { refundOf: () => undefined, warnings: [] };
	const { record, sync } = input;
	const found = refunding(input, settings) ? originals.find(record, sync?.originals) : undefined;
	if (found === undefined) return nothing;
	const here = found.kind === 'one' ? sale(found.key) : undefined;
	if (here && found.kind === 'one') return { refundOf: byRecord(here.record, documentId(found.key, here.sync?.generation ?? 1)), warnings: [] };
	const named = elsewhere(input, originals);
	if (named === undefined || settings.lookedUp === undefined) return nothing;
	const { documents, failed } = settings.lookedUp;
	const lines = documents.get(named);
	if (lines) return { refundOf: byDocument(lines), warnings: [] };
	const why = failed === undefined ? `is not in POHODA under its extId` : `could not be looked up (${failed})`;
	const text = `The sale ${originalName(record)} ${why}: the lines of the return are not linked to its items. Text and note name it.`;
	return { ...nothing, warnings: [{ code: 'originalNotFound', text, place: 'original' }] };
}
