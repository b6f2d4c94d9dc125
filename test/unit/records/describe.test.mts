import { expect, test } from '@jest/globals';
import { describeRecord } from '../../../core/records/describe';
import { EXAMPLE_DEPOSIT, EXAMPLE_RETURN, EXAMPLE_SALE } from '../../support/examples.mts';
import { makeReceipt } from '../../support/receipts.mts';

test.each([
	[EXAMPLE_SALE, 'Receipt P1/4512 of 14 Nov 2026, 1 290.00 Kč'],
	[EXAMPLE_RETURN, 'Return P1/4530 of 15 Nov 2026, -520.00 Kč'],
	[{ ...EXAMPLE_SALE, type: 'void' as const, total: 0 }, 'Void receipt P1/4512 of 14 Nov 2026, 0.00 Kč'],
	[EXAMPLE_DEPOSIT, 'Cash deposit P1/17 of 14 Nov 2026, 2 000.00 Kč'],
	[{ ...EXAMPLE_DEPOSIT, amount: -500.5 }, 'Cash withdrawal P1/17 of 14 Nov 2026, 500.50 Kč'],
	[{ ...EXAMPLE_DEPOSIT, amount: 0, currency: 'EUR' }, 'Cash movement P1/17 of 14 Nov 2026, 0.00 EUR'],
	[makeReceipt({ number: '', key: 'pack-7/item-3' }), 'Receipt pack-7/item-3 of 14 Nov 2026, 100.00 Kč'],
])('%#', (record, text) => {
	expect(describeRecord(record)).toBe(text);
});
