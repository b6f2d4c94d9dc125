/** What POHODA's answer means for one document: design of outcomes, recipe for "exactly once". */
import { NOT_TO_BE_SENT } from '../plan/decisions';
import type { Verdict } from '../plan/verdict';
import type { ResultWarning } from '../records/results';
import { butOtherwise, explained, oneLine, type Origin } from './answerTexts';
import { errorNumber } from './errorNumbers';
import { elementAt } from './elementNames';
import type { Duplicity, ResponseDetail, ResponseItem, ResponsePack } from './response';

export type { Origin } from './answerTexts';

/** What POHODA's answer, or a look at its agenda, says of one document. */
export type DocumentOutcome = Verdict;

/** Elements of which POHODA puts something else when it does not know the value; another number than 603 says the same. */
const isTaken = ({ errno, requested, produced, xpath }: ResponseDetail): boolean => {
	if (requested !== undefined && produced !== undefined && requested.trim() === produced.trim()) return true;
	// What POHODA did not take at all it answers as empty.
	const changed = requested !== undefined && (produced !== undefined || errno !== 606);
	return !changed && errno !== 603 && (errno === 606 || elementAt(xpath)?.known !== true);
};

/** @param exists POHODA names the document although the detail is an error */
function warningOf(detail: ResponseDetail, exists = false): ResultWarning {
	const isProblem = detail.state === 'error' ? exists : !isTaken(detail);
	return {
		code: detail.errno === undefined ? detail.state : String(detail.errno),
		text: oneLine(detail.note),
		...(detail.xpath === undefined ? {} : { place: detail.xpath }),
		...(detail.requested === undefined ? {} : { requested: detail.requested }),
		...(detail.produced === undefined ? (isProblem && detail.requested !== undefined ? { produced: '' } : {}) : { produced: detail.produced }),
		...(isProblem ? { problem: true as const } : {}),
	};
}

function named(id: string | undefined, number: string | undefined): string {
	if (number === undefined) return id === undefined ? '' : ` as id ${id}`;
	return ` as ${number}${id === undefined ? '' : ` (id ${id})`}`;
}

function ofDuplicity(found: readonly Duplicity[], warnings: ResultWarning[], note: string): DocumentOutcome {
	const alive = found.filter(({ id }) => id !== undefined);
	if (alive.length > 0) {
		const { id, number } = alive[alive.length - 1];
		const twice = alive.length > 1 ? ` It stands there ${alive.length} times: delete all but one in POHODA.` : '';
		return {
			outcome: 'duplicate',
			id,
			...(number === undefined ? {} : { number }),
			warnings,
			message: `was in POHODA already${named(id, number)}.${twice}`,
		};
	}
	if (found.length > 0) {
		const { number, dateCreate } = found[found.length - 1];
		const when = dateCreate === undefined ? '' : `, imported on ${dateCreate},`;
		const message =
			`was sent before${named(undefined, number)}${when} and then deleted in POHODA by somebody. Nothing was created. ` +
			`If it shall be there, choose Send Again in Problems; if not, ${NOT_TO_BE_SENT}.`;
		return { outcome: 'deletedInTarget', ...(number === undefined ? {} : { number }), warnings, message };
	}
	return {
		outcome: 'unknown',
		warnings,
		message: `was refused as a duplicate, but POHODA did not say of what: ${oneLine(note)}. It will be looked up by its extId.`,
	};
}

function refused(item: ResponseItem, warnings: ResultWarning[], where: Origin): DocumentOutcome {
	const reasons = item.details.filter(({ state }) => state === 'error');
	const texts = reasons.map((detail) => explained(warningOf(detail), where, item.agenda));
	if (item.note !== '') texts.unshift(`${oneLine(item.note)}.`);
	const outcome =
		reasons.map(({ errno }) => errorNumber(errno)?.outcome).find((one) => one !== undefined) ?? 'refused';
	const why =
		texts.length > 0
			? [...new Set(texts)].join(' ')
			: 'POHODA gave no reason; look into its agenda XML import log.';
	// Only what exists can be another thing than what was sent.
	const said = warnings.map((warning) => {
		const plain = { ...warning };
		delete plain.problem;
		return plain;
	});
	return { outcome, warnings: said, message: `was not taken by POHODA: ${why}` };
}

function withoutItem(pack: ResponsePack): DocumentOutcome {
	if (pack.state === 'error' && pack.items.length === 0) {
		return {
			outcome: 'refused',
			warnings: pack.note === '' ? [] : [{ code: 'pack', text: oneLine(pack.note) }],
			message: `was not taken: POHODA refused the whole transfer${pack.note === '' ? '' : `: ${oneLine(pack.note)}`}.`,
		};
	}
	return {
		outcome: 'unknown',
		warnings: [],
		message:
			"was sent, but POHODA's answer does not mention it. It will be looked up by its extId before anything is sent again.",
	};
}

/** An answer that does not prove what became of it; a document that it names stays named. */
function unclear({ produced }: ResponseItem, warnings: ResultWarning[], error: string | undefined, states: ReadonlyArray<string | undefined>): DocumentOutcome {
	const other = `has the state "${states.find((state) => state !== 'ok') ?? ''}"`;
	const why = produced === undefined ? 'names no id' : error === undefined ? other : `names the document${named(produced.id, produced.number)} and an error beside it (it ${error.replace(/\.$/, '')})`;
	return {
		outcome: 'unknown',
		...(produced === undefined ? {} : { id: produced.id }),
		...(produced?.number === undefined ? {} : { number: produced.number }),
		warnings,
		message: `was sent, but POHODA's answer ${why}. It will be looked up by its extId before anything is sent again.`,
	};
}

/** actionType of the answer → outcome and its word; a deletion is a change of what POHODA has. */
const DONE: Readonly<Record<string, readonly ['created' | 'updated', string]>> = {
	add: ['created', 'created'],
	update: ['updated', 'updated'],
	delete: ['updated', 'deleted'],
};

/**
 * The outcome of one document. `item` is the answer item with the document's id, undefined when there is none.
 *
 * Done is only what POHODA proves: pack, item and document state ok and an id. A pack refused as a whole gives
 * `refused`; a missing item, a missing id and states that nobody knows give `unknown`. All warnings and reasons come in
 * `warnings` with POHODA's own number and text.
 */
export function outcomeOf(item: ResponseItem | undefined, pack: ResponsePack, where: Origin = 'the record'): DocumentOutcome {
	if (item === undefined) return withoutItem(pack);
	const { produced, agenda } = item;
	const warnings = item.details.filter(({ state }) => state !== 'ok').map((detail) => warningOf(detail, produced !== undefined));
	if (item.duplicity !== undefined) return ofDuplicity(item.duplicity, warnings, item.note);
	const states = [item.state, item.documentState];
	const failed = states.includes('error') || item.details.some(({ state }) => state === 'error');
	if (failed && produced === undefined) return refused(item, warnings, where);
	if (failed || pack.state !== 'ok' || states.some((state) => state !== 'ok') || produced === undefined) {
		return unclear(item, warnings, failed ? refused(item, warnings, where).message : undefined, [pack.state, ...states]);
	}
	const { id, number, actionType = 'add' } = produced;
	const [outcome, done] = DONE[actionType] ?? DONE.add;
	const problems = warnings.filter(({ problem }) => problem === true);
	const remarks = warnings.filter(({ problem }) => problem !== true).map((warning) => ` ${explained(warning, where, agenda)}`).join('');
	const end = problems.length === 0 ? '.' : butOtherwise(problems, where, agenda);
	return {
		outcome,
		id,
		...(number === undefined ? {} : { number }),
		warnings,
		message: `was ${done} in POHODA${named(id, number)}${end}${remarks === '' ? '' : ` POHODA remarks:${remarks}`}`,
	};
}
