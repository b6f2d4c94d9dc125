/** One matched pair in two-way mode: which side has changed which field since the last state. */
import type { StockItem } from '../records/stock';
import { jsonValue, winnerOf, type FieldChange, type FieldConflict } from './change';
import { FIELDS, sameValue, type FieldValue } from './fields';
import { normalUnit } from './keys';
import type { FieldRule, StockSettings } from './settings';
import { isKnown, type StateField, type StateFields } from './state';

type SideName = 'source' | 'target';

interface PairResult {
	toSource: { fields: FieldChange[]; after: StockItem };
	toTarget: { fields: FieldChange[]; after: StockItem };
	conflicts: FieldConflict[];
	/** The state after this run. */
	state: StateFields;
}

/** Which updates are allowed. */
interface Permits {
	source: boolean;
	target: boolean;
}

function other(side: SideName): SideName {
	return side === 'source' ? 'target' : 'source';
}

/** Who gives a field that differs. */
function giverOf(
	values: Record<SideName, FieldValue>,
	last: StateField | undefined,
	{ winner, tolerance }: FieldRule,
	source: StockItem,
	target: StockItem,
) {
	if (last === undefined) return winnerOf(winner, source, target);
	const known = {
		source: isKnown('source', values.source, last, tolerance),
		target: isKnown('target', values.target, last, tolerance),
	};
	if (known.source && known.target)
		return last.pending === undefined ? winnerOf(winner, source, target) : other(last.pending.to);
	if (known.source) return 'target';
	return known.target ? 'source' : winnerOf(winner, source, target);
}

/** The state of a field that was given: the receiver may have the old or the new value from now on. */
function given(values: Record<SideName, FieldValue>, from: SideName): StateField {
	const to = other(from);
	const stated = (value: FieldValue) => (value === undefined ? {} : { value });
	return { ...stated(values[to]), pending: { to, ...stated(values[from]) } };
}

/**
 * @param raw the source's item as it is there; `source` is the same by the rules
 * @param skip fields that one of the lists does not have at all
 */
export function resolvePair(
	raw: StockItem,
	source: StockItem,
	target: StockItem,
	last: StateFields | undefined,
	settings: StockSettings,
	permits: Permits,
	skip: ReadonlySet<string>,
): PairResult {
	const { rules, fields } = settings;
	const result: PairResult = {
		toSource: { fields: [], after: raw },
		toTarget: { fields: [], after: target },
		conflicts: [],
		state: { ...last },
	};
	const unitsDiffer =
		source.unit !== undefined &&
		target.unit !== undefined &&
		normalUnit(source.unit) !== normalUnit(target.unit) &&
		!fields.some(({ field }) => field === 'unit');
	for (const rule of fields) {
		const { field, tolerance } = rule;
		if (skip.has(field)) continue;
		const table = FIELDS[field];
		const values = { source: table.read(source, rules), target: table.read(target, rules) };
		const clash = unitsDiffer && table.perUnit === true;
		if (!clash && sameValue(values.source, values.target, tolerance)) {
			if (values.source !== undefined) result.state[field] = { value: values.source };
			continue;
		}
		const giver = clash ? 'unitsDiffer' : giverOf(values, last?.[field], rule, source, target);
		if (giver !== 'source' && giver !== 'target') {
			result.conflicts.push({ field, ...values, reason: giver, last: last?.[field]?.value });
			continue;
		}
		const receiver = giver === 'source' ? result.toTarget : result.toSource;
		receiver.fields.push({ field, before: jsonValue(values[other(giver)]), after: jsonValue(values[giver]) });
		if (!permits[other(giver)]) continue;
		receiver.after = table.write(receiver.after, giver === 'source' ? source : target, rules);
		result.state[field] = given(values, giver);
	}
	return result;
}

/** Whether an item that is left on one side only has changed since the lists agreed. */
export function hasChanged(
	side: SideName,
	item: StockItem,
	last: StateFields,
	{ fields, rules }: StockSettings,
	skip: ReadonlySet<string>,
): boolean {
	return fields.some(({ field, tolerance }) => {
		const state = last[field];
		return state !== undefined && !skip.has(field) && !isKnown(side, FIELDS[field].read(item, rules), state, tolerance);
	});
}
