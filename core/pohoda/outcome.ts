/** What POHODA's answer means for one document: design of outcomes, recipe for "exactly once". */
import { NOT_TO_BE_SENT } from '../rules/decisions';
import type { Outcome, ResultWarning } from '../records/results';
import { errorNumber } from './errorNumbers';
import type { Duplicity, ResponseDetail, ResponseItem, ResponsePack } from './response';

export interface DocumentOutcome {
	outcome: Outcome;
	/** POHODA's id of the document. */
	id?: string;
	/** POHODA's number of the document. */
	number?: string;
	/** Total of the document, where it was looked up: it may be one that was sent before, with another content. */
	total?: number;
	warnings: ResultWarning[];
	/** Predicate of a sentence that begins with the record: "… was created in POHODA as 26PR00012 (id 95)." */
	message: string;
}

/** Line breaks and runs of spaces in POHODA's texts, as one line without full stop. */
function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
}

function warningOf(detail: ResponseDetail): ResultWarning {
	return {
		code: detail.errno === undefined ? detail.state : String(detail.errno),
		text: oneLine(detail.note),
		...(detail.xpath === undefined ? {} : { place: detail.xpath }),
		...(detail.requested === undefined ? {} : { requested: detail.requested }),
		...(detail.produced === undefined ? {} : { produced: detail.produced }),
	};
}

/** Where a person corrects what was sent, as in `correct it in Posting Rules`. */
export type Origin = 'Posting Rules' | 'the record' | 'the XML';

function explained({ code, text, requested, produced }: ResultWarning, where: Origin): string {
	const known = errorNumber(Number(code));
	const change =
		requested !== undefined && requested !== produced
			? ` (sent "${requested}"${produced === undefined ? '' : `, now "${produced}"`})`
			: '';
	const said = [text === '' ? known?.meaning : text, `[${code}]`].filter(Boolean).join(' ');
	return `${said}${change}${known ? `: ${known.meaning}. ${known.advice.replace('{where}', where)}` : '.'}`;
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
	const texts = reasons.map((detail) => explained(warningOf(detail), where));
	if (item.note !== '') texts.unshift(`${oneLine(item.note)}.`);
	const outcome =
		reasons.map(({ errno }) => errorNumber(errno)?.outcome).find((one) => one !== undefined) ?? 'refused';
	const why =
		texts.length > 0
			? [...new Set(texts)].join(' ')
			: 'POHODA gave no reason; look into its agenda XML import log.';
	return { outcome, warnings, message: `was not taken by POHODA: ${why}` };
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
	const warnings = item.details.filter(({ state }) => state !== 'ok').map(warningOf);
	if (item.duplicity !== undefined) return ofDuplicity(item.duplicity, warnings, item.note);
	const states = [item.state, item.documentState];
	if (states.includes('error') || item.details.some(({ state }) => state === 'error')) return refused(item, warnings, where);
	const { produced } = item;
	if (pack.state !== 'ok' || states.some((state) => state !== 'ok') || produced === undefined) {
		const missing =
			produced === undefined
				? 'names no id'
				: `has the state "${[pack.state, ...states].find((state) => state !== 'ok') ?? ''}"`;
		return {
			outcome: 'unknown',
			warnings,
			message: `was sent, but POHODA's answer ${missing}. It will be looked up by its extId before anything is sent again.`,
		};
	}
	const { id, number, actionType = 'add' } = produced;
	const [outcome, done] = DONE[actionType] ?? DONE.add;
	const remarks = warnings.map((warning) => ` ${explained(warning, where)}`).join('');
	return {
		outcome,
		id,
		...(number === undefined ? {} : { number }),
		warnings,
		message: `was ${done} in POHODA${named(id, number)}.${remarks === '' ? '' : ` POHODA remarks:${remarks}`}`,
	};
}
