/** Records → the elements that POHODA imports: create, update, create or update, delete. */
import { element, type XmlNode } from '../../xml/node';
import { normalIdentity } from '../../records/identities';
import type { ResultWarning } from '../../records/results';
import { EX_SYSTEM_NAME } from '../constants';
import type { DraftCheckOptions } from '../checks';
import type { VatPeriod } from '../vatRates';
import type { Agenda, RecordAction } from './agenda';
import type { RecordFilter } from './filters';
import { emptiableFields, rowsToEmpty } from './emptying';
import { filterElements } from './request';
import type { Fields } from './table';
import { ValueCheck } from './valueCheck';
import { writeFields } from './write';

export interface WriteOptions extends DraftCheckOptions {
	action: RecordAction;
	/** Which record is changed or deleted; on create of a contact: what makes it a duplicate. */
	filter?: RecordFilter;
	/** Identity of the document: becomes its extId of our system unless the record has one. */
	documentId?: string;
	/** Day that VAT rates are told by where the record has no date of its own, YYYY-MM-DD. */
	day?: string;
	/** Source whose ids are ids of this POHODA; `pohoda` by default. Ids of other sources are not sent. */
	source?: string;
	/** Currency of the books, ISO 4217; CZK by default. */
	homeCurrency?: string;
	vatRates?: readonly VatPeriod[];
	/** On an update: fields to empty where the record has no value; see emptiableFields. */
	empty?: readonly string[];
	/** Send net and VAT of lines too, so that POHODA does not compute them anew; false by default. */
	lineTotals?: boolean;
}

type WrittenRecord =
	| { ok: true; node: XmlNode; warnings: ResultWarning[] }
	| { ok: false; reasons: string[]; warnings: ResultWarning[] };

/** Agenda in POHODA's Czech words, which the filter of a deletion names. */
const DELETION_AGENDAS: Readonly<Record<string, string>> = {
	receivedOrder: 'prijate_objednavky',
	issuedOrder: 'vydane_objednavky',
};

/** Keys of a filter that are not about one record. */
const NOT_ONE = ['userFilter', 'changedSince', 'forInternet', 'dateFrom', 'dateTill'];

function actionElement(agenda: Agenda, options: WriteOptions, check: ValueCheck): XmlNode[] {
	const { action, filter } = options;
	const name = agenda.list.filter;
	if (filter === undefined || name === undefined) {
		if (action !== 'create') check.refuse('The filter is missing: say which record is meant, e.g. by its code or id.');
		return [];
	}
	if (!agenda.actions.includes('createOrUpdate')) {
		check.refuse(`POHODA takes no filter when a record of this agenda is created: ${agenda.label}.`);
		return [];
	}
	const wide = NOT_ONE.filter((key) => filter[key as keyof RecordFilter] !== undefined);
	if (wide.length > 0) {
		check.refuse(`The filter by ${wide.join(', ')} can mean many records; name one, e.g. by its code or id.`);
	}
	const known = check.reasons.length;
	const nodes = filterElements(name, filter, check);
	if (nodes.length === 0 && check.reasons.length === known) {
		check.refuse('The filter is empty: it would mean every record.');
	}
	const word = action === 'createOrUpdate' || action === 'create' ? 'add' : action;
	const both: Record<string, string> = action === 'createOrUpdate' ? { update: 'true' } : {};
	return [element(`${agenda.prefix}:actionType`, [element(`${agenda.prefix}:${word}`, nodes, both)])];
}

/** Orders are deleted by POHODA's id or number, which may have 10 characters here. */
function orderDeletion(agenda: Agenda, record: Fields, { filter = {} }: WriteOptions, check: ValueCheck): XmlNode[] {
	const { id, number } = filter;
	const type = DELETION_AGENDAS[String(record.type)];
	if (type === undefined) check.refuse('Say whether the order is a receivedOrder or an issuedOrder.');
	if (id === undefined && !number) {
		check.refuse('The filter is missing: an order is deleted by its POHODA id or number.');
	}
	const [name, text] =
		id === undefined
			? ['ftr:number', check.written(number ?? '', { field: 'number', element: '', type: 'code', max: 10 }, '')]
			: ['ftr:id', check.written(id, { field: 'id', element: '', type: 'id' }, '')];
	const nodes = text === undefined ? [] : [element(name, text)];
	const inner = element('ftr:filter', nodes, { agenda: type ?? '' });
	return [element(`${agenda.prefix}:actionType`, [element(`${agenda.prefix}:delete`, [inner])])];
}

/** The record with our extId, which later look-ups and the duplicity check go by. */
function identified(record: Fields, documentId: string | undefined): Fields {
	if (documentId === undefined) return record;
	const others = (Array.isArray(record.externalIds) ? (record.externalIds as Fields[]) : []).filter(
		({ system }) => system !== EX_SYSTEM_NAME,
	);
	return { ...record, externalIds: [{ id: documentId, system: EX_SYSTEM_NAME }, ...others] };
}

/** Rows to empty; names of others are reasons. */
function emptiedBy(agenda: Agenda, { action, empty = [] }: WriteOptions, check: ValueCheck): Set<string> {
	const known = emptiableFields(agenda);
	for (const name of empty.filter((one) => !known.includes(one))) {
		check.refuse(`${name} cannot be emptied: POHODA's schema takes an empty value for ${known.join(', ') || 'no field of this agenda'} only.`);
	}
	return action === 'update' ? rowsToEmpty(empty) : new Set();
}

/**
 * The element of one record, ready for a dataPackItem. On an update only the fields that are given are changed.
 * `createOrUpdate` adds the record when the filter finds none
 * and changes it when it finds one; more than one is refused by POHODA.
 *
 * @returns reasons (each names field, limit and value) instead of a record that POHODA's schema would not take; never
 * throws
 */
export function writeRecord(agenda: Agenda, record: object, options: WriteOptions): WrittenRecord {
	const { action, day, source = 'pohoda', homeCurrency = 'CZK', vatRates, lineTotals = false, documentId } = options;
	const check = new ValueCheck(options);
	const fields = identified(record as Fields, action === 'create' ? documentId : undefined);
	const refuse = (): WrittenRecord => ({ ok: false, reasons: check.reasons, warnings: check.warnings });
	if (!agenda.actions.includes(action)) {
		check.refuse(
			`POHODA does not ${action === 'createOrUpdate' ? 'update' : action} this agenda by XML: ${agenda.label}.`,
		);
		return refuse();
	}
	const root = `${agenda.prefix}:${agenda.root}`;
	if (action === 'delete') {
		const deletion =
			agenda.name === 'order' ? orderDeletion(agenda, fields, options, check) : actionElement(agenda, options, check);
		return check.reasons.length > 0
			? refuse()
			: { ok: true, node: element(root, deletion, { version: '2.0' }), warnings: check.warnings };
	}
	const node = writeFields(root, fields, agenda.table, {
		check,
		place: '',
		action,
		ownIds: fields.source === undefined || fields.source === source,
		lineTotals,
		emptied: emptiedBy(agenda, options, check),
		...(day === undefined ? {} : { day }),
		vatRates,
		homeCurrency,
		root: fields,
	});
	const change = actionElement(agenda, options, check);
	if (node === undefined && check.reasons.length === 0) {
		check.refuse('There is nothing to send: the record has no field that POHODA takes.');
	}
	if (check.reasons.length > 0 || node === undefined) return refuse();
	return {
		ok: true,
		node: { ...node, attributes: { version: '2.0' }, children: [...change, ...node.children] },
		warnings: check.warnings,
	};
}

/**
 * Filter by which a contact counts as there already: its IČO in normal form, or its firm, else its name. Undefined where it has
 * none.
 */
export function duplicateFilter(
	contact: { companyId?: string; company?: string; name?: string },
	by: 'companyId' | 'name',
): RecordFilter | undefined {
	if (by === 'companyId') {
		const companyId = normalIdentity('companyId', contact.companyId);
		return companyId === '' ? undefined : { companyId };
	}
	if (contact.company?.trim()) return { company: contact.company };
	return contact.name?.trim() ? { name: contact.name } : undefined;
}
