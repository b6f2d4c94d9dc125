/** A book of one line per receipt or day: what it is for the planner. */
import type { Draft } from '../../../core/plan/draft';
import { RETRY, payLabel } from '../../../core/plan/messages';
import type { Reason } from '../../../core/plan/messages';
import type { Placed, ReceiptInput, Target } from '../../../core/plan/target';
import { DOCUMENT_WORDS } from '../../../core/plan/words';
import { fromMicro, toMicro } from '../../../core/money/micro';
import { documentId } from '../../../core/records/keys';

export const SYSTEM = 'CSV ledger';

/** Ways of paying → accounts of the ledger. */
export type Accounts = Readonly<Record<string, string>>;

export interface LedgerDraft extends Draft {
	register: string;
	text: string;
	account: string;
}

const noAccount = (label: string): Reason => ({
	code: 'account',
	text: `payment '${label}' has no account in the ledger`,
	todo: `Add it to Accounts in the CSV Ledger node and ${RETRY}`,
});

function place({ record, sync }: ReceiptInput, accounts: Accounts): Placed<LedgerDraft> {
	const { key, date, register, number, total, payments } = record;
	const open = payments.filter(({ method }) => accounts[method] === undefined);
	const used = [...new Set(payments.map(({ method }) => accounts[method]))];
	if (open.length > 0) return { reasons: open.map((payment) => noAccount(payLabel(payment))) };
	const account = used.join('+');
	return { draft: { documentId: documentId(key, sync?.generation ?? 1), keys: [key], date, total, warnings: [], register, text: `Účtenka ${register}/${number}`, account } };
}

export function ledgerTarget(accounts: Accounts): Target<LedgerDraft> {
	return {
		words: { system: SYSTEM, done: 'sent', missing: `not in the ${SYSTEM} yet`, documents: DOCUMENT_WORDS },
		place: (input) => place(input, accounts),
		movement: { code: 'cashMovement', text: 'the ledger has sales only', todo: 'Enter it there by hand.' },
		perDay: {
			alike: ({ draft }) => draft.account,
			join: (members, id) => ({
				...members[0].draft,
				documentId: id,
				keys: members.flatMap(({ draft }) => draft.keys),
				total: fromMicro(members.reduce((sum, { draft }) => sum + toMicro(draft.total), 0n)),
				warnings: members.flatMap(({ draft }) => draft.warnings),
				text: `Tržba ${members[0].draft.register}`,
			}),
		},
	};
}
