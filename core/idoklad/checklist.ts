/** What a person should know about the agenda before the first receipt goes: each point with its state and what to do. */
import { PAYMENT_METHODS } from '../records/types';
import { resolvePosting } from '../rules/rules';
import type { PostingRule } from '../rules/rules';
import { findOption } from './payments';
import { MONTHLY_CALLS, ROUNDING, STANDARD_PAYMENT_OPTIONS, SUBSCRIPTIONS } from './tables';
import type { Agenda, PaymentOption, PosEquipment, VatRate } from './types';
import { vatRateTypeOf } from './vat';

interface CheckPoint {
	check: string;
	/** ok; look = works, but somebody should know; wrong = something will be held or refused. */
	state: 'ok' | 'look' | 'wrong';
	text: string;
}

interface CheckInput {
	agenda: Agenda;
	/** '' = none given. */
	expectedIco: string;
	equipment: readonly PosEquipment[];
	paymentOptions: readonly PaymentOption[];
	vatRates: readonly VatRate[];
	rules: readonly PostingRule[];
	/** YYYY-MM-DD */
	today: string;
}

function company({ agenda, expectedIco }: CheckInput): CheckPoint {
	const ico = agenda.Contact?.IdentificationNumber ?? '';
	const check = 'Company';
	if (expectedIco === '')
		return {
			check,
			state: 'look',
			text: `The agenda has the IČO ${ico || '(none)'}. Enter it in the credential, so that nothing gets into another agenda.`,
		};
	const same = ico.replace(/\s/g, '') === expectedIco.replace(/\s/g, '');
	if (same) return { check, state: 'ok', text: `The IČO ${ico} is the expected one.` };
	return {
		check,
		state: 'wrong',
		text: `The agenda has the IČO ${ico || '(none)'}, and the credential expects ${expectedIco}. Nothing is sent.`,
	};
}

function plan({ agenda, today }: CheckInput): CheckPoint {
	const { Type, DateTo, IsTrial } = agenda.Subscription ?? {};
	const check = 'Plan';
	if (Type === undefined || Type === null)
		return { check, state: 'look', text: 'iDoklad does not say which plan the agenda has.' };
	const name = SUBSCRIPTIONS[Type];
	const calls = MONTHLY_CALLS[Type];
	const until = DateTo ? ` until ${DateTo.slice(0, 10)}` : '';
	if (DateTo && DateTo.slice(0, 10) < today)
		return { check, state: 'wrong', text: `The plan ${name} ended on ${DateTo.slice(0, 10)}. Renew it.` };
	if (IsTrial) return { check, state: 'look', text: `The plan ${name} is a trial${until}. The API ends with it.` };
	if (calls === undefined) return { check, state: 'wrong', text: `The plan ${name} has no API. Buy Oblíbený or Prémiový.` };
	return {
		check,
		state: 'ok',
		text: `The plan ${name}${until} has ${calls} calls a month, shared by everything that uses this agenda.`,
	};
}

function equipment({ equipment: known, rules }: CheckInput): CheckPoint {
	const check = 'POS Equipment';
	const named = [...new Set(rules.flatMap(({ values }) => values.cashRegister ?? []))];
	const names = (one: PosEquipment) => [String(one.Id), one.Name ?? '', one.Designation ?? ''].map((name) => name.toLowerCase());
	const missing = named.filter((name) => !known.some((one) => names(one).includes(name.trim().toLowerCase())));
	if (missing.length > 0)
		return { check, state: 'wrong', text: `Posting Rules name POS equipment that iDoklad does not have: ${missing.join(', ')}.` };
	const list = known.map(({ Id, Name }) => `${Name ?? ''} (${Id})`).join(', ');
	if (known.length === 0) {
		return {
			check,
			state: 'look',
			text: 'There is none. Receipts go without; create a terminal (Nastavení → Pokladna → Prodejní terminály, mimo iDoklad) if they should name the till.',
		};
	}
	return {
		check,
		state: named.length > 0 ? 'ok' : 'look',
		text:
			named.length > 0 ? `Used by Posting Rules: ${named.join(', ')}.` : `iDoklad has ${list}; Posting Rules use none of them.`,
	};
}

function rounding({ agenda, paymentOptions }: CheckInput): CheckPoint {
	const check = 'Rounding';
	const rounded = paymentOptions.filter(({ IsRounded }) => IsRounded).map(({ Name, Id }) => Name ?? String(Id));
	if (agenda.RoundingDifference === ROUNDING.never) {
		return {
			check,
			state: 'ok',
			text: 'Off. If the till rounds cash to whole crowns, set Rounding to Own Line in Sales Receipt → Create; otherwise such receipts are held.',
		};
	}
	if (agenda.RoundingDifference === ROUNDING.always) {
		return {
			check,
			state: 'look',
			text: 'Always. Card receipts that are not in whole crowns are held. Switch rounding off, and set Rounding to Own Line in Sales Receipt → Create.',
		};
	}
	if (agenda.RoundingDifference === ROUNDING.byPaymentOption) {
		return {
			check,
			state: 'look',
			text: `By payment option: ${rounded.join(', ') || 'none'}. It has to be the same in the till; what differs is held.`,
		};
	}
	return {
		check,
		state: 'look',
		text: 'iDoklad does not say how the agenda rounds. Each kind of payment is asked before sending.',
	};
}

function payments({ paymentOptions, rules }: CheckInput): CheckPoint {
	const mapped: string[] = [];
	const missing: string[] = [];
	for (const method of PAYMENT_METHODS) {
		const named = resolvePosting(rules, { register: '', payments: [{ method }], amount: 0, currency: 'CZK' }, [
			'paymentForm',
		]).paymentForm;
		const option =
			named === undefined
				? paymentOptions.find(({ Id }) => Id === STANDARD_PAYMENT_OPTIONS[method])
				: findOption(named, paymentOptions);
		if (option) mapped.push(`${method} → ${option.Name ?? option.Id}`);
		else missing.push(named === undefined ? method : `${method} (${named} is not in iDoklad)`);
	}
	const essential = missing.some((method) => method.startsWith('cash') || method.startsWith('card'));
	const text = `${mapped.join(', ')}.${missing.length > 0 ? ` Held without a rule for any register and amount: ${missing.join(', ')}.` : ''}`;
	return { check: 'Payment Options', state: essential ? 'wrong' : missing.length > 0 ? 'look' : 'ok', text };
}

function vat({ agenda, vatRates, today }: CheckInput): CheckPoint {
	const check = 'VAT';
	if (agenda.VatRegistrationType === 0)
		return { check, state: 'look', text: 'The agenda is no VAT payer; receipts with VAT are held.' };
	const rates = [
		...new Set(
			vatRates.flatMap(({ Rate }) => (Rate !== undefined && vatRateTypeOf(Rate, today, vatRates) !== undefined ? [Rate] : [])),
		),
	];
	if (rates.every((rate) => rate === 0))
		return { check, state: 'wrong', text: 'iDoklad gave no VAT rates for today; receipts with VAT are held.' };
	return {
		check,
		state: 'ok',
		text: `Rates of today: ${rates
			.sort((a, b) => b - a)
			.map((rate) => `${rate} %`)
			.join(', ')}.`,
	};
}

/** All points, in the order in which a person would go through them. */
export function checkAgenda(input: CheckInput): CheckPoint[] {
	return [company, plan, equipment, rounding, payments, vat].map((check) => check(input));
}
