/** What core/records/types.ts says, once more as a strict zod schema: an independent judge of accepted records. */
import { z } from 'zod';
import { ITEM_KINDS, PAYMENT_METHODS } from '../../core/records/types';
import type { CashMovement, Receipt } from '../../core/records/types';

const text = z.string().min(1).max(10_000).optional();
const identity = z.string().min(1).max(200);
const amount = z
	.number()
	.finite()
	.refine((value) => /^-?\d+(\.\d{1,6})?$/.test(value.toFixed(6)) && Number(value.toFixed(6)) === value);
const day = z.string().regex(/^[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
const instant = z.string().datetime({ offset: true }).or(z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})$/));
const currency = z.string().regex(/^[A-Z]{3}$/);
const vatRate = amount.nullable();
const extra = z.record(z.unknown()).optional();
const head = {
	key: identity,
	source: identity,
	shop: identity.optional(),
	register: identity,
	shift: identity.optional(),
	number: z.string().max(200),
	issuedAt: instant.optional(),
	date: day,
	currency,
	cashier: text,
	note: text,
	extra,
};

const item = z.strictObject({
	line: z.number().int().min(0),
	kind: z.enum(ITEM_KINDS),
	...{ code: text, ean: text, name: z.string().min(1).max(10_000), quantity: amount, unit: text },
	...{ unitPrice: amount.refine((price) => price >= 0), discount: amount.optional(), vatRate },
	...{ totalNet: amount.optional(), totalVat: amount.optional(), totalGross: amount, warehouse: text, note: text, extra },
});
const payment = z.strictObject({
	method: z.enum(PAYMENT_METHODS),
	...{ label: text, amount, tendered: amount.optional(), change: amount.optional() },
	...{ currency: currency.optional(), reference: text, extra },
});
const customer = { name: text, company: text, companyId: text, vatId: text, street: text, city: text, zip: text, country: text, email: text, phone: text };

export const receiptSchema: z.ZodType<Receipt> = z.strictObject({
	recordType: z.literal('receipt'),
	...head,
	type: z.enum(['sale', 'return', 'void']),
	rate: amount.optional(),
	rateAmount: amount.optional(),
	items: z.array(item).max(5000),
	payments: z.array(payment),
	vatSummary: z.array(z.strictObject({ vatRate, net: amount, vat: amount, gross: amount })).optional(),
	total: amount,
	rounding: amount,
	customer: z.strictObject(customer).optional(),
	fiscal: z.strictObject({ version: text, state: text, fik: text, bkp: text, pkp: text, extra }).optional(),
	original: z.strictObject({ shop: text, register: text, number: text, date: text, periodFrom: text, periodTo: text }).optional(),
	paused: z.boolean().optional(),
	labels: z.array(z.string()).optional(),
});

export const cashMovementSchema: z.ZodType<CashMovement> = z.strictObject({
	recordType: z.literal('cashMovement'),
	...head,
	amount,
});

export const recordSchema = z.union([receiptSchema, cashMovementSchema]);
