/** Deposits and withdrawals of a till as cash vouchers (pokladní doklady). */
import { documentId } from '../records/keys';
import type { CashMovement } from '../records/types';
import { NOT_TO_BE_SENT } from '../plan/decisions';
import type { PlanInput, Reason } from '../plan/messages';
import { RETRY } from '../plan/messages';
import { resolvePosting, sameText } from '../rules/rules';
import type { PostingRule } from '../rules/rules';
import { DOCUMENT_TEXTS } from '../plan/texts';
import type { RequestDraft } from './draft';
import { movementName } from './identity';
import { EET_ELSEWHERE, LIMITS, ZERO_VAT } from './tables';
import type { Agenda, CashVoucherRequest } from './types';

/** Without CashRegisterId the service's own preset is taken when it is sent. */
export type MovementRequest = Omit<CashVoucherRequest, 'CashRegisterId'> & { CashRegisterId?: number };

/** Currencies that an agenda is kept in, by the Ids that they have in every agenda. */
const HOME: Readonly<Record<number, string>> = { 1: 'CZK', 2: 'EUR' };

function registerId(named: string, agenda: Agenda): number | undefined {
	const registers = agenda.CashRegisters ?? [];
	return registers.find(({ Id, Name }) => String(Id) === named.trim() || sameText(Name ?? '', named))?.Id;
}

/**
 * One voucher without VAT. `cashAccount` of Posting Rules names the cash register (pokladna) of the agenda by Id or name.
 * It is no income: the money was the shop's before.
 */
export function draftMovement(
	{ record: movement, sync }: PlanInput & { record: CashMovement },
	rules: readonly PostingRule[],
	agenda: Agenda,
): { draft: RequestDraft<MovementRequest> } | { reasons: Reason[] } {
	const { register, amount, currency, note } = movement;
	const facts = { register, payments: [{ method: 'cash' as const }], amount, currency };
	const { cashAccount } = resolvePosting(rules, facts, ['cashAccount']);
	const cashRegister = cashAccount === undefined ? undefined : registerId(cashAccount, agenda);
	if (cashAccount !== undefined && cashRegister === undefined) {
		const text = `Posting Rules put register '${register}' on the cash register '${cashAccount}', which the agenda does not have`;
		return {
			reasons: [
				{
					code: 'cashRegister',
					text,
					todo: `Create it in iDoklad (Nastavení → Pokladna), or correct Posting Rules, and ${RETRY}`,
				},
			],
		};
	}
	if (cashAccount === undefined && currency !== HOME[agenda.DefaultCurrencyId ?? 1]) {
		const text = `it is in ${currency}, and Posting Rules name no cash register for that`;
		return {
			reasons: [
				{
					code: 'currency',
					text,
					todo: `Add a rule with that currency and a cash register to Posting Rules in the iDoklad node and ${RETRY}`,
				},
			],
		};
	}
	if (amount === 0)
		return { reasons: [{ code: 'emptyMovement', text: 'it moves no money', todo: `Choose ${NOT_TO_BE_SENT} in the Problems form.` }] };
	const generation = sync?.generation ?? 1;
	const word = amount < 0 ? DOCUMENT_TEXTS.withdrawal : DOCUMENT_TEXTS.deposit;
	return {
		draft: {
			documentId: documentId(movement.key, generation),
			keys: [movement.key],
			date: movement.date,
			total: Math.abs(amount),
			request: {
				...(cashRegister === undefined ? {} : { CashRegisterId: cashRegister }),
				DateOfTransaction: movement.date,
				ElectronicRecordsOfSales: EET_ELSEWHERE,
				IsIncomeTax: false,
				Items: [{ Name: (note || word).slice(0, LIMITS.name), Price: Math.abs(amount), PriceType: 0, VatRateType: ZERO_VAT }],
				MovementType: amount < 0 ? -1 : 1,
				Name: movementName(movement, generation),
			},
			warnings: [],
		},
	};
}
