import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { paidOrders, readPaidInvoices as readRows } from '../../../../core/pohoda/agendas/paidInvoices';
import type { PaidInvoiceRow } from '../../../../core/pohoda/agendas/paidInvoices';
import { readBinary } from '../../../shared/binary';
import { inputBinaryField } from '../../../shared/properties';
import { eachItem } from '../../../shared/runner';
import type { Operation } from '../../../shared/operation';
import { aboutFile, fileNameOf } from './aboutFile';
import { largestBytes, largestFileField, textOption } from './fileFields';

/** Megabytes: the text is read as a whole, because its encoding must be found out. */
const LARGEST_CSV = 100;

function refused(row: PaidInvoiceRow & { ok: false }, fileName: string): IDataObject {
	const { line, orderNumber, reasons } = row;
	return { outcome: 'refused', place: `${fileName}, line ${line}`, ...(orderNumber ? { orderNumber } : {}), reasons };
}

function shown(row: PaidInvoiceRow & { ok: true }): IDataObject {
	const { line, orderNumber, date, payment, extra } = row;
	const paid = payment.state === 'paid' || payment.state === 'overpaid';
	return {
		...(orderNumber === undefined ? {} : { orderNumber }),
		paid,
		...(date === undefined ? {} : { date }),
		payment: { ...payment },
		line,
		...(extra === undefined ? {} : { extra }),
	};
}

async function readFile(context: IExecuteFunctions, index: number, fileName: string): Promise<IDataObject[]> {
	const options = context.getNodeParameter('options', index, {}) as IDataObject;
	const property = context.getNodeParameter('binaryPropertyName', index) as string;
	const columns = {
		order: textOption(options.orderColumn),
		remaining: textOption(options.remainingColumn),
		date: textOption(options.dateColumn),
	};
	const rows: PaidInvoiceRow[] = [];
	for await (const row of readRows(await readBinary(context, index, property), {
		columns: Object.fromEntries(Object.entries(columns).filter(([, name]) => name !== undefined)),
		emptyMeansPaid: options.emptyMeansPaid === true,
		maxBytes: largestBytes(options.largestFile, LARGEST_CSV),
	})) {
		rows.push(row);
	}
	if (context.getNodeParameter('itemPer', index, 'order') === 'invoice') {
		return rows.map((row) => (row.ok ? shown(row) : refused(row, fileName)));
	}
	const orders = paidOrders(rows).map((order): IDataObject => ({ ...order }));
	return [...orders, ...rows.flatMap((row) => (row.ok ? [] : [refused(row, fileName)]))];
}

/**
 * File → Read Paid-Invoices CSV: the table of issued invoices that POHODA exports (columns „Občj“, „K likvidaci“,
 * „Datum“) → one item per order or invoice that says whether it is paid. A row that cannot be read comes as
 * `{ outcome: 'refused', place, orderNumber?, reasons }`, and its order counts as unpaid.
 */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	return await eachItem(this, items, async (index) => {
		const fileName = fileNameOf(this, index, this.getNodeParameter('binaryPropertyName', index) as string);
		try {
			return (await readFile(this, index, fileName)).map((json) => ({ json }));
		} catch (error) {
			throw aboutFile(this, index, fileName, error as Error);
		}
	});
}

function columnField(displayName: string, name: string, column: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: column,
		placeholder: `e.g. ${column}`,
		description: 'Name of the column; capitals, diacritics, spaces and dots do not matter',
	};
}

export const readPaidInvoices: Operation = {
	name: 'Read Paid-Invoices CSV',
	value: 'readPaidInvoices',
	action: 'Read paid invoices CSV',
	description: 'Get which orders are paid out of the table of issued invoices that POHODA exports as CSV',
	fields: [
		inputBinaryField(
			'Export the agenda of issued invoices from POHODA as CSV, with the columns Občj, K likvidaci and Datum. Delimiter and encoding are found out.',
		),
		{
			displayName: 'One Item Per',
			name: 'itemPer',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Invoice', value: 'invoice', description: 'Each row of the table' },
				{ name: 'Order', value: 'order', description: 'Paid when every invoice of the order is paid' },
			],
			default: 'order',
			description: 'Invoices without an order number are left out of the list of orders',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				columnField('Date Column', 'dateColumn', 'Datum'),
				{
					displayName: 'Empty Means Paid',
					name: 'emptyMeansPaid',
					type: 'boolean',
					default: false,
					description: 'Whether an empty amount to pay counts as zero; else such a row is refused',
				},
				largestFileField(LARGEST_CSV),
				columnField('Order Column', 'orderColumn', 'Občj'),
				columnField('Remaining Column', 'remainingColumn', 'K likvidaci'),
			],
		},
	],
	execute,
};
