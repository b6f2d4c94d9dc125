/** What the sender says of documents: one set of sentences for all targets, made with the names of the target. */
import type { Verdict } from '../../core/plan/verdict';
import type { Denied } from '../../core/plan/reply';

/** What a target has of something whose answer was unclear. */
export type Trace =
	| {
			/** What became of it: `duplicate` when it was there before this run. */
			outcome: 'created' | 'updated' | 'duplicate';
			id?: string;
			number?: string;
			/** Total of a document of receipts. */
			total?: number;
			/** What was found, continuing "The answer left it open (…); ", e.g. "the document was found in POHODA by its extId". */
			found: string;
			/** Continues the name of the record, e.g. "was created in POHODA"; by the outcome where absent. */
			done?: string;
	  }
	/** Why nothing is known, continuing "what became of it is not known: …, ". */
	| { outcome: 'unknown'; why: string };

/** What the sender settles itself, as verdicts of the target. */
export interface SendWords<V> {
	/** Name of the target, e.g. "POHODA". */
	system: string;
	/** A batch that did not reach the target. */
	notReached(reason: string): V;
	/** Why the rest stays then, for `stopped`. */
	unreachable(reason: string): string;
	/** Why the rest stays when login, right or plan say no, for `stopped`. */
	denied(denied: Denied): string;
	/** What was not sent because the run stopped before it. */
	stopped(reason: string): V;
	/** It was sent, and nobody knows what became of it. */
	unknown(reason: string): V;
	/**
	 * For channels that look up. What a look found; nothing when it could not be done. `before`: the answer called it a duplicate; `answered`: the verdict that
	 * the answer alone gave.
	 */
	traced?(trace: Trace | undefined, reason: string, before: boolean, answered: V | undefined): V;
}

const verdict = (outcome: Verdict['outcome'], message: string): Verdict => ({ outcome, warnings: [], message });

/** What the answer said of it stays: the target's id and number where the look gave none, and its remarks. */
function withAnswer(found: Verdict, answered: Verdict | undefined, system: string): Verdict {
	if (answered === undefined) return found;
	const { id, number, warnings } = answered;
	const problems = warnings.filter(({ problem }) => problem).map(({ text, code }) => `${text} [${code}]`);
	const told = problems.length === 0 ? '' : ` ${system} said about it: ${problems.join('; ')}. Compare the document in ${system} with what was sent.`;
	return {
		...(id === undefined ? {} : { id }),
		...(number === undefined ? {} : { number }),
		...found,
		warnings: [...found.warnings, ...warnings],
		message: `${found.message}${told}`,
	};
}

/**
 * The sentences for a target whose documents end in verdicts.
 *
 * @param system e.g. "POHODA"
 * @param service what is called, e.g. "POHODA mServer"
 * @param short the same within a sentence that names the system already, e.g. "mServer"
 */
export function sendWords(system: string, service = system, short = service): SendWords<Verdict> {
	const done = { created: `was created in ${system}`, updated: `was updated in ${system}`, duplicate: `was in ${system} already` };
	const unknown = (reason: string) =>
		verdict('unknown', `was sent, but what became of it is not known: ${reason}. The next run looks it up in ${system} and sends it only if it is not there.`);
	/** `before`: the target called it a duplicate. */
	const found = (trace: Exclude<Trace, { why: string }>, reason: string, before: boolean): Verdict => {
		const { id, number, total } = trace;
		const outcome = before ? 'duplicate' : trace.outcome;
		const text = `The answer left it open (${reason}); ${trace.found}.`;
		const name = number ?? (id === undefined ? undefined : `id ${id}`);
		return {
			outcome,
			...(id === undefined ? {} : { id }),
			...(number === undefined ? {} : { number }),
			...(total === undefined ? {} : { total }),
			warnings: [{ code: 'recovered', text }],
			message: `${(before ? undefined : trace.done) ?? done[outcome]}${name === undefined ? '' : ` as ${name}`}. ${text}`,
		};
	};
	const lookedUp = (trace: Trace | undefined, reason: string, before: boolean): Verdict => {
		if (trace === undefined) return unknown(reason);
		return trace.outcome === 'unknown' ? unknown(`${reason}, and ${trace.why}`) : found(trace, reason, before);
	};
	return {
		system,
		notReached: (reason) => verdict('waiting', `was not sent: ${service} cannot be reached, ${reason}. Nothing is lost; it goes with the next run.`),
		unreachable: (reason) => `${short} cannot be reached, ${reason}`,
		denied: ({ reason, hint }) => `${reason}. ${hint}`,
		stopped: (reason) => verdict('waiting', `was not sent, because the transfer stopped before it: ${reason}. It goes with the next run.`),
		unknown,
		traced: (trace, reason, before, answered) =>
			withAnswer(lookedUp(trace, reason, before), answered, system),
	};
}
