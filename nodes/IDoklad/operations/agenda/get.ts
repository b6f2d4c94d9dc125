import type { IDataObject } from 'n8n-workflow';
import { checkAgenda } from '../../../../core/idoklad/checklist';
import { MONTHLY_CALLS, SUBSCRIPTIONS } from '../../../../core/idoklad/tables';
import type { Agenda, PosEquipment } from '../../../../core/idoklad/types';
import { localToday } from '../../../shared/clock';
import { need } from '../../../shared/idoklad/need';
import type { Operation } from '../../../shared/operation';
import { readPaymentOptions, readVatRates } from '../../delivery/books';
import { reader } from '../base';
import { readRules, rulesFields } from '../rulesFields';

const ROUNDING = ['never', 'always', 'byPaymentOption'] as const;

/** Agenda → Get: which agenda the login opens, and a check list for receipts. A wrong IČO is a point of the list here. */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get agenda',
	description: 'Get the company that the login opens, with a check list for receipts',
	fields: rulesFields(['paymentForm', 'cashRegister', 'centre']),
	async execute() {
		const client = await reader(this);
		const node = this.getNode();
		const rules = readRules(this);
		const agenda = need(node, await client.get<Agenda>('/Account/CurrentAgenda'));
		const checks = checkAgenda({
			agenda,
			expectedIco: client.server.ico,
			equipment: need(node, await client.list<PosEquipment>('/SalesPosEquipments', { select: 'Id,Name,Designation' })),
			paymentOptions: need(node, await readPaymentOptions(client)),
			vatRates: need(node, await readVatRates(client, agenda)),
			rules,
			today: localToday(),
		});
		const type = agenda.Subscription?.Type ?? undefined;
		const json = {
			id: agenda.Id,
			name: agenda.Name ?? null,
			companyId: agenda.Contact?.IdentificationNumber ?? null,
			expectedCompanyId: client.server.ico || null,
			plan: type === undefined ? null : SUBSCRIPTIONS[type],
			planUntil: agenda.Subscription?.DateTo ?? null,
			callsPerMonth: type === undefined ? null : (MONTHLY_CALLS[type] ?? 0),
			rounding: agenda.RoundingDifference === undefined ? null : ROUNDING[agenda.RoundingDifference],
			vatPayer: agenda.VatRegistrationType === undefined ? null : agenda.VatRegistrationType === 1,
			allowEditExported: agenda.AllowEditExported ?? null,
			ready: checks.every(({ state }) => state !== 'wrong'),
			checks,
			calls: client.calls,
		};
		// One agenda, however many items come in.
		return [{ json: json as unknown as IDataObject, pairedItem: this.getInputData().map((_, item) => ({ item })) }];
	},
};
