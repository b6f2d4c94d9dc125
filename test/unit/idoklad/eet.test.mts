import { expect, test } from '@jest/globals';
import { invoiceRequest, type InvoicePreset } from '../../../core/idoklad/invoices';
import { draftMovement } from '../../../core/idoklad/movements';
import { movement } from '../plan/records.mts';

const STATED = { IsEet: false, EetResponsibility: 1 };

test('an invoice states EET whatever the preset of the agenda says', () => {
	const input = { partnerId: 1, description: 'x', lines: [], pricesWithVat: true, other: {} };
	const preset = { IsEet: true, EetResponsibility: 0 } as InvoicePreset;
	expect(invoiceRequest(input, preset, [], '2027-02-01')).toMatchObject({ request: STATED });
	// What the caller names under the service's own names is on purpose.
	expect(invoiceRequest({ ...input, other: { IsEet: true } }, preset, [], '2027-02-01')).toMatchObject({ request: { IsEet: true, EetResponsibility: 1 } });
});

test('a cash voucher states it', () => {
	expect(draftMovement({ record: movement({ amount: 2000, date: '2027-02-01' }) }, [], { Id: 1, DefaultCurrencyId: 1 })).toMatchObject({
		draft: { request: { ElectronicRecordsOfSales: STATED } },
	});
});
