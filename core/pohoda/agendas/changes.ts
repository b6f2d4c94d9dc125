/** What of a record differs from the one that POHODA has: an update sends that alone. */
import { compareIdentities } from '../../records/identities';
import type { ResultWarning } from '../../records/results';
import { vatDay, type ReadContext } from './context';
import type { Agenda } from './agenda';
import { valueAt } from './compile';
import { readFields } from './read';
import { writeRecord, type WriteOptions } from './record';
import { isList, type Fields, type ListRow } from './table';
import { isBlank } from './write';

type Changes =
	/**
	 * `record` holds the fields that differ, `emptied` names those to empty; `names` are all of them, none where POHODA
	 * has all of it already.
	 */
	| { ok: true; names: string[]; record: Fields; emptied: string[]; warnings: ResultWarning[] }
	| { ok: false; reasons: string[]; warnings: ResultWarning[] };

/** Fields that say which record it is, or that POHODA does not change. */
const NEVER_CHANGED = new Set(['recordType', 'key', 'source', 'id', 'kind', 'externalIds', 'extra', 'updatedAt']);

const isObject = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const plain = (text: string): string => text.replace(/\r\n?/g, '\n').trim();

/**
 * Whether POHODA's value holds all that is wanted. What it does not mention is false, zero or empty; in lists of
 * objects further entries do not matter; lists of words (groups, labels) are the same or not.
 */
export function covers(theirs: unknown, wanted: unknown): boolean {
	if (isBlank(wanted)) return true;
	if (Array.isArray(wanted)) {
		if (wanted.length === 0) return true;
		if (!Array.isArray(theirs)) return false;
		const words = wanted.every((entry) => !isObject(entry));
		return (
			(!words || theirs.length === wanted.length) && wanted.every((entry) => theirs.some((one) => covers(one, entry)))
		);
	}
	if (isObject(wanted)) {
		const there = isObject(theirs) ? theirs : {};
		return Object.entries(wanted).every(([name, value]) => name === 'extra' || covers(there[name], value));
	}
	if (theirs === undefined || theirs === null) return wanted === false || wanted === 0;
	return typeof wanted === 'string' && typeof theirs === 'string' ? plain(theirs) === plain(wanted) : theirs === wanted;
}

/** An IČO that POHODA has in another spelling stays as it is there. */
const sameCompany = (name: string, theirs: unknown, wanted: unknown): boolean =>
	name === 'companyId' && compareIdentities('companyId', theirs, wanted) === 'same';

const isEmpty = (value: unknown): boolean => isBlank(value) || (Array.isArray(value) && value.length === 0);

/** The record as POHODA would tell it after the update: texts cut, rates by their per cent, units as a list. */
function asTold(agenda: Agenda, wanted: Fields, existing: Fields, options: WriteOptions) {
	const written = writeRecord(agenda, wanted, { ...options, action: 'update', filter: { id: String(existing.id) } });
	if (!written.ok) return written;
	const root: Fields = { recordType: agenda.name };
	const context: ReadContext = {
		day: vatDay({ root: {}, homeCurrency: '', day: options.day }),
		vatRates: options.vatRates,
		homeCurrency: options.homeCurrency ?? 'CZK',
		root,
		warnings: [],
		foreign: new Map(),
	};
	const fields = readFields(written.node, agenda.table, context, root);
	// A store alone does not move a card out of its branch of the tree.
	if (isBlank(wanted.storage) && !isBlank(wanted.warehouse)) delete fields.storage;
	return { ok: true as const, fields, warnings: written.warnings };
}

/** Lists that POHODA adds to: what is there already must not be sent once more. */
function missingEntries(row: ListRow, wanted: unknown, theirs: unknown, ownIds: boolean): unknown[] {
	const there = (Array.isArray(theirs) ? theirs : []) as Fields[];
	return (wanted as unknown[]).filter((entry) => {
		if (!isObject(entry)) return !there.some((one) => covers(one, entry));
		const { id, ...rest } = entry;
		const own = ownIds && id !== undefined;
		return !there.some((one) => (!own || one.id === id) && covers(one, row.changedById ? rest : entry));
	});
}

/**
 * Compares a wanted record with POHODA's. Only what is given counts. Of the lists that POHODA adds to (pictures, related
 * cards, bank accounts …) only entries that are not there yet are left. The kind of a card cannot be changed.
 *
 * @param existing the record as a list request gave it, with its POHODA id
 * @returns reasons where the wanted record cannot be written at all; never throws
 */
export function changesOf(agenda: Agenda, wanted: Fields, existing: Fields, options: WriteOptions): Changes {
	const told = asTold(agenda, wanted, existing, options);
	if (!told.ok) return told;
	const { source = 'pohoda' } = options;
	const ownIds = wanted.source === undefined || wanted.source === source;
	const added = new Map(
		agenda.table.rows.filter(isList).filter(({ changedById, thereBy }) => changedById || thereBy).map((row) => [row.field, row]),
	);
	const record: Fields = {};
	for (const [name, value] of Object.entries(told.fields)) {
		if (NEVER_CHANGED.has(name)) continue;
		const row = added.get(name);
		if (row !== undefined && Array.isArray(wanted[name])) {
			const missing = missingEntries(row, wanted[name], existing[name], ownIds);
			if (missing.length > 0) record[name] = missing;
		} else if (!covers(existing[name], value) && !sameCompany(name, existing[name], value)) {
			// Fields under the name that they were given; a rate given by its word comes back as per cent.
			record[name] = wanted[name] ?? value;
		}
	}
	const warnings = [...told.warnings];
	if (!isBlank(wanted.kind) && !isBlank(existing.kind) && wanted.kind !== existing.kind) {
		warnings.push({
			code: 'kindNotChanged',
			text: `The kind stays ${String(existing.kind)}: POHODA does not change the kind of a card.`,
			place: 'kind',
			requested: String(wanted.kind),
			produced: String(existing.kind),
		});
	}
	const at = (fields: Fields, name: string) => valueAt(fields, name.split('.'));
	const emptied = (options.empty ?? []).filter((name) => isEmpty(at(wanted, name)) && !isEmpty(at(existing, name)));
	return { ok: true, names: [...Object.keys(record), ...emptied].sort(), record, emptied, warnings };
}
