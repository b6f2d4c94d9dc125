/** What became of the records, in the words of people. */
import { toMicro } from '../money/micro';
import { describeRecord } from '../records/describe';
import type { Outcome, ResultWarning, SyncResult } from '../records/results';
import { differsText } from '../plan/found';
import type { Differs } from '../plan/found';
import { problemTexts, resultOf } from '../plan/messages';
import type { PlanInput } from '../plan/messages';
import type { Named } from '../plan/words';
import { errorText, errorTodo } from './errors';
import { SYSTEM } from './tables';

/** Fate of one document, before it is put into words for each of its records. */
export type Fate =
	| { outcome: 'created'; id: number; number?: string; total?: number; note?: string }
	/** `members`: receipts in the cumulative document that was found. */
	| { outcome: 'duplicate'; id: number; number?: string; total?: number; note?: string; members?: readonly string[] }
	| { outcome: 'refused'; code?: number; message: string }
	| { outcome: 'waiting'; reason: string }
	| { outcome: 'unknown'; reason: string }
	| { outcome: 'held'; code: string; reason: string; todo: string }
	| { outcome: 'preview'; request: unknown };

interface FateContext {
	named: Named;
	/** e.g. `salesReceipt` */
	kind: string;
	documentId: string;
	/** Of the till. */
	total: number;
	/** The document holds this record alone. */
	single: boolean;
	warnings: readonly ResultWarning[];
	/** The document that was found has another content than would be sent (core/plan/found.ts). */
	differs?: Differs;
}

function target(fate: Fate, { kind, documentId }: FateContext): Partial<SyncResult['target']> {
	if (!('id' in fate)) return { kind, documentId };
	return { kind, documentId, id: String(fate.id), ...(fate.number ? { number: fate.number } : {}) };
}

function differs(fate: Fate, { total }: FateContext): boolean {
	return 'total' in fate && fate.total !== undefined && toMicro(fate.total) !== toMicro(total);
}

function sentence(input: PlanInput, fate: Fate, context: FateContext): { outcome: Outcome; text: string } {
	const number = 'number' in fate && fate.number ? ` ${fate.number}` : '';
	const where = context.single ? `as${number || ' a document without number'}` : `in the cumulative document${number}`;
	switch (fate.outcome) {
		case 'created':
			return { outcome: 'created', text: `is in iDoklad ${where}.${fate.note ? ` ${fate.note}` : ''}` };
		case 'duplicate':
			if (context.differs) return { outcome: 'changed', text: differsText(input, context.differs, SYSTEM, where) };
			return { outcome: 'duplicate', text: `was in iDoklad already, ${where}.${fate.note ? ` ${fate.note}` : ''}` };
		case 'refused':
			return {
				outcome: 'refused',
				text: `was refused by iDoklad (${errorText(fate.code, fate.message)}). ${errorTodo(fate.code)}`,
			};
		case 'waiting':
			return { outcome: 'waiting', text: `was not sent: ${fate.reason}. It goes with the next run.` };
		case 'unknown':
			return {
				outcome: 'unknown',
				text: `was sent, and it is not known whether iDoklad has it: ${fate.reason}. The next run looks first.`,
			};
		case 'held':
			return { outcome: 'held', text: `was not sent: ${fate.reason}. ${fate.todo}` };
		case 'preview':
			return {
				outcome: 'preview',
				text: `would be sent to ${SYSTEM}${context.single ? '' : ' in a cumulative document'}; this is a preview, nothing was sent.`,
			};
	}
}

/** A cumulative document that another run made need not hold every receipt of ours. */
function ownFate(input: PlanInput, fate: Fate): Fate {
	const { outcome } = fate;
	if (outcome !== 'duplicate' || !fate.members || fate.members.length === 0 || fate.members.includes(input.record.key))
		return fate;
	return { outcome: 'waiting', reason: 'another run made a cumulative document of that day at the same time, without it' };
}

/** The result of one record of a document. */
export function fateResult(input: PlanInput, given: Fate, context: FateContext): SyncResult {
	const fate = ownFate(input, given);
	const { outcome, text } = sentence(input, fate, context);
	const warnings = [...context.warnings];
	if (fate.outcome === 'created' && differs(fate, context)) {
		warnings.push({
			code: 'totalDiffers',
			text: 'iDoklad made another total of the document than the till has',
			requested: String(context.total),
			produced: String(fate.total),
			problem: true,
		});
	}
	if (fate.outcome === 'refused') warnings.push({ code: String(fate.code ?? 'refused'), text: fate.message });
	if (fate.outcome === 'held') warnings.push({ code: fate.code, text: fate.reason });
	const told = outcome === 'created' || outcome === 'duplicate' ? problemTexts(context.warnings) : '';
	const result = resultOf(input, context.named, outcome, `${describeRecord(input.record)}, ${text}${told}`, {
		warnings,
		target: target(fate, context),
	});
	const has = outcome === 'changed' ? context.differs?.has : undefined;
	return has === undefined ? result : { ...result, has };
}
