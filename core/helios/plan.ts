/** From records to receipts of the files: what is written, in which order, and what is decided without writing. */
import { ENTERED_BY_HAND } from '../plan/decisions';
import { describeRecord } from '../records/describe';
import { formatDay } from '../records/dates';
import type { SyncResult, SyncState, TakenNumber } from '../records/results';
import type { Receipt } from '../records/types';
import { doubledPoks, fiscalWarnings } from '../plan/fiscalChecks';
import { holdReasons } from '../plan/holds';
import { RETRY, notSent, resultOf } from '../plan/messages';
import type { PlanInput, Reason } from '../plan/messages';
import { OriginalIndex } from '../plan/originals';
import { returnWaits } from '../plan/returns';
import type { ReturnWords } from '../plan/returns';
import { withDefaults } from '../plan/settings';
import type { PlanSettings } from '../plan/settings';
import { decideVoid } from '../plan/voids';
import type { Surroundings } from '../plan/voids';
import { stableJson } from '../text/digest';
import { exportedAt } from './fileNames';
import { periodOf } from './localTime';
import { prepareReceipt } from './prepare';
import type { Prepared, PrepareSettings } from './prepare';
import type { Row } from './structures';

export const SYSTEM = 'Helios';

/** A record and where it stands in the input. */
interface IndexedInput extends PlanInput {
	index: number;
}

export interface PlannedReceipt {
	record: Receipt;
	sync?: SyncState;
	/** Where the record stands in the input; the same one may have come twice. */
	indexes: number[];
	prepared: Extract<Prepared, { ok: true }>;
}

interface Plan {
	/** In the order of the input. */
	receipts: PlannedReceipt[];
	/** What is settled without a row in the files. */
	decided: Array<{ index: number; result: SyncResult }>;
}

/** What one run knows besides the layout of its files. */
export type RunChecks = Partial<Pick<PlanSettings, 'heldFiscalStates' | 'clockDay' | 'now' | 'tillGivesPok'>>;

interface Entry extends PlanInput {
	indexes: number[];
}

/** Those of core/rules that hold for every target. */
const HOLDS = new Set(['pokShape', 'testPok', 'samePok', 'secondSystem', 'paused', 'cancelled', 'fiscalState', 'future']);
const NO_RECEIPT: Reason = {
	code: 'cashMovement',
	text: 'money put into or taken out of the till is no receipt, and the receipt files have no place for it',
	todo: `Enter it in Helios by hand and choose ${ENTERED_BY_HAND} in the Problems form.`,
};

const NUMBER_TODO = `Give each register a series of its own in Series of the Helios node; where the till's numbers restart every day, let Number Pattern take a number that contains the day; then ${RETRY}`;

const WORDS: ReturnWords = { system: SYSTEM, done: 'written', missing: 'in no file yet' };

/** core/rules speaks of POHODA in its advice. */
function inOurWords(result: SyncResult): SyncResult {
	const words = (text: string) => text.replaceAll('POHODA', SYSTEM);
	return { ...result, message: words(result.message), warnings: result.warnings.map((one) => ({ ...one, text: words(one.text) })) };
}

class Planning {
	readonly entries = new Map<string, Entry>();
	readonly decided = new Map<string, SyncResult>();
	readonly torn: Array<{ index: number; result: SyncResult }> = [];
	readonly rules: PlanSettings;
	private readonly originals: OriginalIndex;
	/** Series, period, number and kind of what is written → its key. */
	private readonly numbers = new Map<string, string>();

	constructor(
		inputs: readonly IndexedInput[],
		private readonly settings: PrepareSettings,
		checks: RunChecks,
	) {
		this.rules = withDefaults({ system: SYSTEM, ...checks, doubledPoks: doubledPoks(inputs.map(({ record }) => record)) });
		this.collect(inputs);
		this.originals = new OriginalIndex([...this.entries.values()].map(({ record }) => record));
	}

	/** The same record twice is written once; two different ones under one key are a case for a person. */
	private collect(inputs: readonly IndexedInput[]): void {
		const all = new Map<string, IndexedInput[]>();
		for (const input of inputs) all.set(input.record.key, [...(all.get(input.record.key) ?? []), input]);
		for (const [key, group] of all) {
			const [first] = group;
			if (group.length === 1 || new Set(group.map(({ record }) => stableJson(record))).size === 1) {
				this.entries.set(key, { ...first, indexes: group.map(({ index }) => index) });
				continue;
			}
			const text = `two records with different content have its identity (${key})`;
			const reason = { code: 'doubledKey', text, todo: `Find out in the till which one is right, send that one alone and ${RETRY}` };
			for (const input of group) this.torn.push({ index: input.index, result: notSent(input, this.rules, 'held', [reason]) });
		}
	}

	hold(input: PlanInput, outcome: 'held' | 'waiting', reasons: readonly Reason[]): void {
		this.decided.set(input.record.key, inOurWords(notSent(input, this.rules, outcome, reasons)));
	}

	/** Voids, unless Document Types has a code for them. */
	settleVoids(): void {
		if (this.settings.documentTypes.some(({ type }) => type === 'void')) return;
		const around: Surroundings = {
			originals: this.originals,
			entry: (key) => this.entries.get(key),
			standing: (key) => (this.decided.get(key)?.outcome === 'unchanged' ? { state: 'voided' } : undefined),
		};
		for (const input of this.entries.values()) {
			const { record } = input;
			if (record.recordType !== 'receipt' || record.type !== 'void') continue;
			const decision = decideVoid({ ...input, record }, around, this.rules);
			this.decided.set(record.key, inOurWords(decision.result));
			if (decision.original) this.decided.set(decision.original.key, inOurWords(decision.original));
		}
	}

	/** Why the receipt is not written now, or its rows. */
	place(input: Entry & { record: Receipt }): Extract<Prepared, { ok: true }> | undefined {
		const holds = holdReasons(input, this.rules).filter(({ code }) => HOLDS.has(code));
		const wait = returnWaits(input, this.originals, (key) => this.decided.get(key)?.outcome, WORDS);
		if (holds.length > 0) this.hold(input, 'held', holds);
		else if (wait) this.hold(input, wait.outcome, [wait.reason]);
		else return this.rowsOf(input);
		return undefined;
	}

	private rowsOf(input: Entry & { record: Receipt }): Extract<Prepared, { ok: true }> | undefined {
		const own = input.sync?.export;
		const prepared = prepareReceipt(input.record, own ? { ...this.settings, export: { at: exportedAt(own.time), by: own.by } } : this.settings);
		if (!prepared.ok) {
			this.refuse(input, prepared.reasons);
			return undefined;
		}
		const { Rada, ObdobiOd, PoradoveCislo, TypDokladu, BKIdent } = prepared.rows.header;
		const number = [Rada, ObdobiOd, PoradoveCislo, TypDokladu, BKIdent].join('\n');
		const other = this.numbers.get(number);
		if (other !== undefined) {
			this.refuse(input, [`It would have the number ${Rada}/${PoradoveCislo}, which ${other} has in the same export. Give their registers different series in the Helios node.`]);
			return undefined;
		}
		const before = this.takenBefore(input, prepared.rows.header);
		if (before !== undefined) {
			const of = `${before.register}/${before.number} of ${formatDay(before.date)}`;
			const text = `it would have the number ${Rada}/${PoradoveCislo} in Helios, which ${of} has in the same period`;
			this.hold(input, 'held', [{ code: 'number', text, todo: NUMBER_TODO }]);
			return undefined;
		}
		this.numbers.set(number, input.record.key);
		return { ...prepared, warnings: [...prepared.warnings, ...fiscalWarnings(input.record, this.rules)] };
	}

	/** Another record of the journal with the identity that Helios knows: series, number, period, kind of document and shop. What is not known of it counts as the same. */
	private takenBefore({ record, sync }: PlanInput, { Rada, PoradoveCislo, ObdobiOd, TypDokladu, BKIdent }: Row<'Uctenky'>): TakenNumber | undefined {
		const { firstMonth, documentTypes } = this.settings;
		return sync?.taken?.find(({ key, date, targetNumber, type, shop }) => {
			const code = type === undefined ? undefined : documentTypes.find((one) => one.type === type)?.code;
			return (
				key !== record.key &&
				targetNumber === `${Rada}/${PoradoveCislo}` &&
				periodOf(date, firstMonth).from === ObdobiOd &&
				(code === undefined || String(code) === TypDokladu) &&
				(shop === undefined || (record.shop === undefined ? shop === BKIdent : shop === record.shop))
			);
		});
	}

	private refuse(input: PlanInput, reasons: readonly string[]): void {
		const warnings = reasons.map((text) => ({ code: 'check', text }));
		const message = `${describeRecord(input.record)}, was not written: ${reasons.join(' ')}`;
		this.decided.set(input.record.key, resultOf(input, this.rules, 'refused', message, { warnings }));
	}
}

/**
 * Plans the receipts of one run. Pure: the same input gives the same plan, and every index of the input is in exactly one receipt or decision.
 *
 * @param checks of core/rules; its defaults where absent
 */
export function planReceipts(inputs: readonly IndexedInput[], settings: PrepareSettings, checks: RunChecks = {}): Plan {
	const planning = new Planning(inputs, settings, checks);
	planning.settleVoids();
	const receipts: PlannedReceipt[] = [];
	const { entries, decided } = planning;
	const returned = ({ record }: PlanInput) => (record.recordType === 'receipt' && record.type === 'return' ? 1 : 0);
	// Sales are decided first: a return may have to wait for one.
	for (const input of [...entries.values()].sort((a, b) => returned(a) - returned(b))) {
		const { record } = input;
		if (decided.has(record.key)) continue;
		if (record.recordType === 'cashMovement') planning.hold(input, 'held', [NO_RECEIPT]);
		else {
			const prepared = planning.place({ ...input, record });
			if (prepared) receipts.push({ record, sync: input.sync, indexes: input.indexes, prepared });
		}
	}
	const settled = [...decided].flatMap(([key, result]) => (entries.get(key)?.indexes ?? []).map((index) => ({ index, result })));
	return {
		receipts: receipts.sort((a, b) => a.indexes[0] - b.indexes[0]),
		decided: [...settled, ...planning.torn].sort((a, b) => a.index - b.index),
	};
}
