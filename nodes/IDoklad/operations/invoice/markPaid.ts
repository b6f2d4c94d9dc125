import { need } from '../../../shared/idoklad/need';
import { eachItem } from '../../../shared/runner';
import type { Operation, OperationTexts } from '../../../shared/operation';
import { writer } from '../base';
import { dayOf, idField, idOf } from '../parameters';

/** Invoice → Mark Paid and Mark Unpaid; a second time changes nothing (the service says AlreadyPaid or NotPaid). */
function operation(path: 'FullyPay' | 'FullyUnpay', settled: number, texts: OperationTexts): Operation {
	const paid = path === 'FullyPay';
	return {
		...texts,
		fields: [
			idField('Invoice ID', 'Number by which iDoklad knows the invoice'),
			...(paid
				? [
						{
							displayName: 'Date of Payment',
							name: 'dateOfPayment',
							type: 'string' as const,
							default: '',
							placeholder: 'e.g. 2026-11-14',
							description: 'Today unless given',
						},
					]
				: []),
		],
		async execute(items) {
			const client = await writer(this);
			return await eachItem(this, items, async (index) => {
				const id = idOf(this, index, 'id', 'Invoice ID');
				const day = paid ? dayOf(this, this.getNodeParameter('dateOfPayment', index, ''), 'Date of Payment', index) : undefined;
				const reply = await client.request('PUT', `/IssuedDocumentPayments/${path}/${id}`, {
					qs: day ? { dateOfPayment: day } : {},
				});
				if (reply.kind === 'refused' && reply.code === settled) return [{ json: { id, paid, outcome: 'unchanged' } }];
				need(this.getNode(), reply);
				return [{ json: { id, paid, outcome: 'updated' } }];
			});
		},
	};
}

/** ErrorCode AlreadyPaid */
export const markPaid = operation('FullyPay', 110, {
	name: 'Mark Paid',
	value: 'markPaid',
	action: 'Mark paid invoice',
	description: 'Mark one as fully paid',
});

/** ErrorCode NotPaid */
export const markUnpaid = operation('FullyUnpay', 113, {
	name: 'Mark Unpaid',
	value: 'markUnpaid',
	action: 'Mark unpaid invoice',
	description: 'Take the payments off one',
});
