/**
 * Which EET state a document states. POHODA decides by itself where a document states none, and would register once more
 * what the till has registered.
 */
import { EET_START, IMPORT_STATES, eetStateOf, entersEet, isRegistered } from '../../records/fiscal';
import type { EetRule, EetSetting, EetState } from '../../records/fiscal';
import type { ResultWarning } from '../../records/results';
import type { Receipt, ReceiptPayment } from '../../records/types';
import { RETRY } from '../../plan/messages';
import type { Reason } from '../../plan/messages';
import { resolvePosting, type PostingRule } from '../../rules/rules';

/** What the settings of a plan say about EET. */
interface EetPlan {
	eet: EetSetting;
	rules: readonly PostingRule[];
}

/** undefined: the document states nothing, and POHODA decides. */
interface PlacedEet {
	state?: EetState;
	warnings: ResultWarning[];
	reasons: Reason[];
}

const isState = (rule: EetRule): rule is EetState => (IMPORT_STATES as readonly string[]).includes(rule);

/** Whether it makes POHODA send something to the tax office: that must be confirmed. */
export function registersInPohoda({ eet, rules }: EetPlan): boolean {
	return [eet, ...rules.map(({ values }) => values.eet)].some((one) => one === 'pohodaRegisters' || one === 'forSending');
}

/** State of a payment that is made by the one who registers it. */
function stateOf(rule: EetRule, payment: Pick<ReceiptPayment, 'method' | 'label'>, receipt: Receipt): EetState | 'decidedByPohoda' {
	if (isState(rule) || rule === 'decidedByPohoda') return rule;
	if (rule === 'noDuty') return 'notEnter';
	if (isRegistered(receipt)) return 'externally';
	if (receipt.date < EET_START || !entersEet(payment)) return 'notEnter';
	if (rule === 'pohodaRegisters') return 'forSending';
	// The till itself may have left the sale out.
	const told = receipt.fiscal?.state === undefined ? undefined : eetStateOf(receipt.fiscal.state);
	return told === 'notEnter' || told === 'notSend' ? told : 'externally';
}

/**
 * The state of a receipt's document. A rule that names the payment goes before the setting; payments that do not enter
 * EET say nothing beside those that do. A sale that the record shows as registered is never left to POHODA.
 */
export function placeEet(receipt: Receipt, { eet, rules }: EetPlan): PlacedEet {
	const { register, total: amount, payments } = receipt;
	const states = new Set<EetState | 'decidedByPohoda'>();
	// A receipt of nothing may have no payment.
	for (const payment of payments.length > 0 ? payments : [{ method: 'cash' as const, currency: undefined }]) {
		const facts = { register, payments: [payment], amount, currency: payment.currency || receipt.currency };
		states.add(stateOf(resolvePosting(rules, facts, ['eet']).eet ?? eet, payment, receipt));
	}
	if (states.size > 1) states.delete('notEnter');
	const [state] = states;
	if (states.size > 1) {
		const text = `its payments have different EET states (${[...states].join(', ')}), and a document has one`;
		return { warnings: [], reasons: [{ code: 'eetStates', text, todo: `Give them one state in the column EET of Posting Rules in the POHODA node and ${RETRY}` }] };
	}
	if ((state === 'forSending' || state === 'decidedByPohoda') && isRegistered(receipt)) {
		const text = `The till has registered this sale in EET; it is stated as registered outside of POHODA (externally) in place of ${state}, which would register it twice.`;
		return { state: 'externally', warnings: [{ code: 'eetRegistered', text, place: receipt.key, requested: state, produced: 'externally' }], reasons: [] };
	}
	return { ...(state === 'decidedByPohoda' ? {} : { state }), warnings: [], reasons: [] };
}

/** A float or a withdrawal is no sale: it never enters EET. */
export function movementEet({ eet }: Pick<EetPlan, 'eet'>): EetState | undefined {
	return eet === 'decidedByPohoda' ? undefined : 'notEnter';
}
