/** One record → the dataPackItem that goes to POHODA. */
import { eetOfDocument } from '../../../core/pohoda/agendas/eet';
import { AGENDAS } from '../../../core/pohoda/agendas/index';
import type { Agenda, RecordAction } from '../../../core/pohoda/agendas/agenda';
import { valueAt } from '../../../core/pohoda/agendas/compile';
import { changesOf } from '../../../core/pohoda/agendas/changes';
import type { RecordFilter } from '../../../core/pohoda/agendas/filters';
import { writeRecord } from '../../../core/pohoda/agendas/record';
import type { WriteOptions } from '../../../core/pohoda/agendas/record';
import { isList } from '../../../core/pohoda/agendas/table';
import type { Fields } from '../../../core/pohoda/agendas/table';
import { creationId, deletionId, ourExternalId, packOf, updateId } from '../../../core/pohoda/agendas/transfer';
import { worthOf } from '../../../core/pohoda/agendas/worth';
import type { Worth } from '../../../core/pohoda/agendas/worth';
import type { ResultWarning } from '../../../core/records/results';
import type { XmlNode } from '../../../core/xml/node';
import type { PackItem } from '../packChannel';
import { generationOf } from './entries';
import type { Entry } from './entries';
import type { WriteSettings } from './settings';

/** What goes out for one record. */
export interface Ready extends PackItem {
	entry: Entry;
	node: XmlNode;
	warnings: ResultWarning[];
	action: 'create' | 'update' | 'delete';
	/** How it is found again, where POHODA can be asked for it. */
	filter?: RecordFilter;
	/** POHODA's record before an update or a deletion. */
	previous?: Fields;
	/** Total that POHODA makes of a document, where that is known. */
	total?: number;
}

/** `held`: a person has to decide; otherwise our check says no. */
export type Composed = { ok: true; ready: Ready } | { ok: false; held?: true; reasons: string[]; warnings: ResultWarning[] };

export function optionsOf(settings: WriteSettings, entry: Entry): Omit<WriteOptions, 'action'> {
	const { cutLongTexts, missingCharacters, source, today } = settings;
	return { cutLongTexts, missingCharacters, source, day: today, empty: entry.empty };
}

const hasRow = (agenda: Agenda, field: string): boolean => agenda.table.rows.some((row) => row.field === field);

/** Documents have one external id in POHODA, and it has to be ours. */
function withOurId(agenda: Agenda, record: Fields, id: string): { record: Fields; warnings: ResultWarning[] } {
	const row = agenda.table.rows.find(({ field }) => field === 'externalIds');
	const given = (Array.isArray(record.externalIds) ? record.externalIds : []) as Array<{ id: string; system: string }>;
	if (row === undefined) return { record, warnings: [] };
	const ours = ourExternalId(id);
	const others = given.filter(({ system }) => system !== ours.system);
	const single = isList(row) && row.max === 1;
	const left = single && others.length > 0 ? others.map((one) => `${one.system} ${one.id}`).join(', ') : undefined;
	return {
		record: { ...record, externalIds: single ? [ours] : [ours, ...others] },
		warnings:
			left === undefined
				? []
				: [{ code: 'externalIdLeftOut', text: `POHODA keeps one external id here, and ours is needed; not sent: ${left}.`, place: 'externalIds' }],
	};
}

/** How a document is found by its identity; undefined where POHODA keeps none (příjemka, převodka). */
export function traceFilter(entry: Entry, { agenda }: WriteSettings): RecordFilter | undefined {
	if (!hasRow(AGENDAS[agenda], 'externalIds')) return undefined;
	return { externalId: ourExternalId(creationId(entry.record.key, generationOf(entry))) };
}

/** The state in EET that a new document has, where its agenda has one; never left to POHODA but on purpose. */
function withEet(agenda: Agenda, record: Fields, { eet, eetConfirmed, today }: WriteSettings): Fields | string {
	if (!hasRow(agenda, 'eetState')) return record;
	const state = record.eetState ?? eetOfDocument(record, eet, today);
	if (state === 'forSending' && !eetConfirmed) {
		return 'Its EET state is forSending: POHODA would register it. Switch on Confirm That POHODA Registers (EET) in Options if no till does, or state externally.';
	}
	return state === undefined ? record : { ...record, eetState: state };
}

/** Whether the document takes goods from stock: without the check POHODA writes the quantity 0 where they are short. */
function takesFromStock({ recordType, type, items }: Fields): boolean {
	const comes = recordType === 'goodsReceivedNote' || type === 'expense' || /^received/.test(String(type));
	return !comes && Array.isArray(items) && items.some((item: Fields) => item.stock !== undefined);
}

/**
 * A new record. POHODA itself is told by which filter it counts as there already, where the agenda has that.
 *
 * @param filter what it is matched by
 */
export function composeNew(entry: Entry, settings: WriteSettings, filter: RecordFilter | undefined): Composed {
	const agenda: Agenda = AGENDAS[settings.agenda];
	const id = creationId(entry.record.key, generationOf(entry));
	const stated = withEet(agenda, entry.record, settings);
	if (typeof stated === 'string') return { ok: false, reasons: [stated], warnings: [] };
	const worth: Worth = hasRow(agenda, 'items') ? worthOf(stated, { day: settings.today }) : { record: stated, reasons: [], warnings: [] };
	const { record: identified, warnings: left } = withOurId(agenda, worth.record, id);
	const warnings = [...left, ...worth.warnings];
	const checked = settings.checkStock && hasRow(agenda, 'checkStock') && takesFromStock(entry.record);
	const record: Fields = checked ? { checkStock: true, ...identified } : identified;
	const upsert = settings.action === 'upsert' && filter !== undefined;
	const action: RecordAction = upsert ? 'createOrUpdate' : 'create';
	const filtered = agenda.actions.includes('createOrUpdate') && filter !== undefined && filter.id === undefined;
	const written = writeRecord(agenda, record, { ...optionsOf(settings, entry), action, ...(filtered ? { filter } : {}) });
	if (!written.ok) return { ...written, warnings: [...warnings, ...written.warnings] };
	if (worth.reasons.length > 0) return { ok: false, held: true, reasons: worth.reasons, warnings };
	const found = filtered ? filter : traceFilter(entry, settings);
	const ready: Ready = {
		documentId: id,
		packId: packOf(entry.record, settings.agenda),
		entry,
		node: written.node,
		warnings: [...warnings, ...written.warnings],
		action: 'create',
		...(found === undefined ? {} : { filter: found }),
		...(worth.total === undefined ? {} : { total: worth.total }),
	};
	return { ok: true, ready };
}

type Change = Composed | { ok: true; unchanged: true; warnings: ResultWarning[] };

/** The difference to POHODA's record, by POHODA's id. `round` tells an earlier change of the same day apart. */
export function composeUpdate(entry: Entry, settings: WriteSettings, existing: Fields, round: number): Change {
	const agenda: Agenda = AGENDAS[settings.agenda];
	const options: WriteOptions = { ...optionsOf(settings, entry), action: 'update', filter: { id: String(existing.id) } };
	const changes = changesOf(agenda, entry.record, existing, options);
	if (!changes.ok) return changes;
	if (changes.names.length === 0) return { ok: true, unchanged: true, warnings: changes.warnings };
	const { source, externalIds } = entry.record;
	const record = { ...changes.record, source, externalIds: agenda.name === 'contact' ? externalIds : undefined };
	const { emptied } = changes;
	const written = writeRecord(agenda, record, { ...options, empty: emptied });
	if (!written.ok) return written;
	const before = Object.fromEntries(changes.names.map((name) => [name, valueAt(existing, name.split('.'))]));
	const ready: Ready = {
		documentId: updateId(entry.record.key, { before, after: { ...changes.record, ...(emptied.length > 0 ? { emptied } : {}) }, day: settings.today }, generationOf(entry) + round),
		packId: packOf(entry.record, settings.agenda),
		entry,
		node: written.node,
		warnings: changes.warnings,
		action: 'update',
		filter: { id: String(existing.id) },
		previous: existing,
	};
	return { ok: true, ready };
}

export function composeDeletion(entry: Entry, settings: WriteSettings, existing: Fields, round: number): Composed {
	const agenda: Agenda = AGENDAS[settings.agenda];
	const filter = { id: String(existing.id) };
	const record = agenda.name === 'order' ? { type: existing.type } : {};
	const written = writeRecord(agenda, record, { ...optionsOf(settings, entry), action: 'delete', filter });
	if (!written.ok) return written;
	const ready: Ready = {
		documentId: deletionId(entry.record.key, filter.id, generationOf(entry) + round),
		packId: packOf(entry.record, settings.agenda),
		entry,
		node: written.node,
		warnings: [],
		action: 'delete',
		filter,
		previous: existing,
	};
	return { ok: true, ready };
}
