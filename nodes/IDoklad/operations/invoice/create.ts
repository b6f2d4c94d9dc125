import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { where } from '../../../../core/idoklad/filter';
import { idIn } from '../../../../core/idoklad/identity';
import { invoiceRequest } from '../../../../core/idoklad/invoices';
import type { InvoiceInput, InvoiceLine, InvoicePreset } from '../../../../core/idoklad/invoices';
import { localToday } from '../../../shared/clock';
import { need } from '../../../shared/idoklad/need';
import { operationError } from '../../../shared/errors';
import { eachItem } from '../../../shared/runner';
import type { Operation } from '../../../shared/operation';
import { readAgenda, readVatRates } from '../../delivery/books';
import { reader } from '../base';
import { dayOf, given, idOf, objectOf } from '../parameters';
import { keyOf } from '../keyField';
import { CREATE_FIELDS } from './createFields';
import { shortInvoice } from './shape';

function linesOf(context: IExecuteFunctions, index: number): InvoiceLine[] {
	const { line = [] } = context.getNodeParameter('lines', index, {}) as { line?: IDataObject[] };
	if (line.length === 0) throw operationError(context.getNode(), 'The invoice has no lines', 'Add at least one line.', index);
	return line.map((row, at) => {
		const name = String(row.name ?? '').trim();
		const [amount, unitPrice, vatRate, discount] = [row.amount ?? 1, row.unitPrice ?? 0, row.vatRate ?? 0, row.discount ?? 0].map(
			Number,
		);
		if (name === '' || ![amount, unitPrice, vatRate, discount].every(Number.isFinite)) {
			throw operationError(
				context.getNode(),
				`Line ${at + 1} is not complete`,
				'It needs a name and numbers in Amount, Unit Price, VAT Rate and Discount.',
				index,
			);
		}
		const id = String(row.priceListItemId ?? '').trim();
		return {
			name,
			amount,
			unitPrice,
			vatRate,
			discount,
			...(row.unit ? { unit: String(row.unit) } : {}),
			...(row.code ? { code: String(row.code) } : {}),
			...(/^[1-9]\d*$/.test(id) ? { priceListItemId: Number(id) } : {}),
		};
	});
}

function inputOf(context: IExecuteFunctions, index: number): InvoiceInput {
	const { dateOfIssue, dateOfMaturity, dateOfTaxing, PaymentOptionId, ...fields } = given(
		context.getNodeParameter('fields', index, {}) as IDataObject,
	);
	const description = String(context.getNodeParameter('description', index, '')).trim();
	if (description === '') throw operationError(context.getNode(), 'Description is empty', 'Say what the invoice is for.', index);
	return {
		partnerId: idOf(context, index, 'partnerId', 'Contact ID'),
		description,
		key: keyOf(context, index),
		lines: linesOf(context, index),
		pricesWithVat: context.getNodeParameter('pricesWithVat', index, true) === true,
		dateOfIssue: dayOf(context, dateOfIssue, 'Date of Issue', index),
		dateOfMaturity: dayOf(context, dateOfMaturity, 'Date of Maturity', index),
		dateOfTaxing: dayOf(context, dateOfTaxing, 'Date of Taxing', index),
		other: {
			...fields,
			...(PaymentOptionId === undefined ? {} : { PaymentOptionId: Number(PaymentOptionId) }),
			...objectOf(context, context.getNodeParameter('otherFields', index, '{}'), 'Other Fields (JSON)', index),
		},
	};
}

/** Invoice → Create: the service's preset with what is given over it. With a key nothing is made twice. */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create invoice',
	description: 'Create new ones; what is there already is not made again',
	fields: CREATE_FIELDS,
	async execute(items): Promise<INodeExecutionData[]> {
		const client = await reader(this);
		const node = this.getNode();
		const agenda = need(node, await readAgenda(client));
		const vatRates = need(node, await readVatRates(client, agenda));
		const today = localToday();
		return await eachItem(this, items, async (index) => {
			const input = inputOf(this, index);
			if (input.key !== undefined) {
				const rows = need(
					node,
					await client.list<IDataObject>('/IssuedInvoices', { filter: where('Description', 'ct', `[${input.key}]`) }),
				);
				const there = rows.find(({ Description }) => idIn(Description as string | null) === input.key);
				if (there) return [{ json: { ...shortInvoice(there), outcome: 'duplicate' } }];
			}
			const preset = need(node, await client.get<InvoicePreset>('/IssuedInvoices/Default'));
			const made = invoiceRequest(input, preset, vatRates, today);
			if ('wrong' in made) {
				throw operationError(
					node,
					`iDoklad's table has no such VAT rate on that day: ${made.wrong.join(', ')}`,
					'Correct VAT Rate (%) or the dates.',
					index,
				);
			}
			const row = need(node, await client.request<IDataObject>('POST', '/IssuedInvoices', { body: made.request as IDataObject }));
			return [{ json: { ...shortInvoice(row), outcome: 'created' } }];
		});
	},
};
